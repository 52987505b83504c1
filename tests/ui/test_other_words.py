"""Words of the 24-hour strip, of empty answers, of notices and the list's age."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from emndir.domain.location import Coordinates, Position
from emndir.domain.problems import Notice, Severity
from emndir.domain.provenance import PartialDate
from emndir.domain.service import ServiceSummary
from emndir.domain.vocabulary import Precision
from emndir.search.criteria import Criteria
from emndir.search.results import Group, Hit, Origin, ReadAs, Results, Understood
from emndir.ui.card_words import CardWords
from emndir.ui.empty_words import EXAMPLES, nothing_found, opening, start
from emndir.ui.messages import Tone
from emndir.ui.notice_words import age_message, notice_messages
from emndir.ui.treatment_words import treatment_line
from emndir.ui.viewmodels.often import Way
from emndir.ui.viewmodels.search import Answer
from emndir.ui.widgets.empty_state import Progress

TODAY = date(2026, 11, 22)
NG31 = Origin(label="NG31", position=Position(Coordinates(52.9, -0.6), Precision.DISTRICT))


def line(newest, phone="0808 178 2212", phone_label=""):
    summary = ServiceSummary(
        uid="line",
        name="Line",
        display_name="Leicester helpline",
        phone=phone,
        phone_label=phone_label,
        newest_source=newest,
    )
    hit = Hit(summary=summary, group=Group.REMOTE)
    return treatment_line(Results(treatment_lines=(hit,)), TODAY)


def test_no_line_no_strip():
    assert treatment_line(Results(), TODAY) is None


@pytest.mark.parametrize(
    ("newest", "said"),
    [
        (None, "Leicester helpline. Not dated: alert card first."),
        (PartialDate(2026, 10), "Leicester helpline. Source October 2026."),
        (PartialDate(2026, 7), "Leicester helpline. Source July 2026. Alert card first."),
        (PartialDate(2020, 1), "Leicester helpline. Source January 2020: alert card first."),
    ],
)
def test_a_line_says_how_sure_it_is(newest, said):
    assert line(newest).doubt.replace("\xa0", " ") == said


def test_a_line_that_is_reached_by_a_switchboard_says_first_whose_it_is():
    said = line(None, phone_label="Hospital switchboard").doubt
    whose, switchboard = "Leicester helpline.", "Hospital switchboard: ask for them."
    assert said == f"{whose} {switchboard} Not dated: alert card first."


def test_a_line_is_spoken_digit_by_digit():
    assert "0 8 0 8, 1 7 8, 2 2 1 2" in line(None).spoken


def test_a_line_without_a_number_says_so():
    assert line(None, phone="").number == "Not listed"


def nothing(criteria, **results):
    return nothing_found(Answer(criteria=criteria, results=Results(**results)), CardWords(None))


def test_a_dead_end_shows_what_is_often_needed_under_its_own_name():
    way = Way(criteria=Criteria(), text="Somewhere to talk", icon="x", total=3)
    dead = Answer(criteria=Criteria(words="x"), results=Results(), ways=(way,), is_dead_end=True)
    words = nothing_found(dead, CardWords(None))
    assert (words.ways_title, len(words.ways)) == ("Often needed", 1)
    assert "You could" not in words.text
    led_on = nothing_found(replace(dead, is_dead_end=False), CardWords(None))
    assert (led_on.ways_title, "You could:" in led_on.text) == ("", True)


def test_an_empty_answer_says_what_and_where():
    reading = Understood(
        read_as=ReadAs.SERVICE_TYPE, code="lymphoedema", label="Lymphoedema care", words="x"
    )
    words = nothing(Criteria(words="x", within_miles=10), understood=(reading,), origin=NG31)
    assert words.title == "No lymphoedema care within 10 miles of NG31"
    assert nothing(Criteria(words="x"), origin=NG31).title == "Nothing found near NG31"
    site = Understood(read_as=ReadAs.CANCER_SITE, code="eye", label="Eye cancer", words="eye")
    assert nothing(Criteria(words="eye"), understood=(site,)).title == "Nothing for eye cancer"


def test_an_empty_answer_passes_on_what_the_finder_says():
    words = nothing(Criteria(words="x"), near_problem="No such place.", ways_on=("Try wig.",))
    assert words.sentences == ("No such place.", "Try wig.")


def test_ways_on_become_rows():
    way = Way(criteria=Criteria(words="x"), text="Look within 30 miles", icon="car", total=2)
    answer = Answer(criteria=Criteria(words="x"), results=Results(), ways=(way,))
    [row] = nothing_found(answer, CardWords(None)).ways
    assert (row.text, row.number, row.key) == ("Look within 30 miles", "2", way)


def test_the_start_has_examples_of_everything_the_box_takes():
    assert start().examples == EXAMPLES
    assert opening("Building the list", 9).progress == Progress("Building the list", 4, 4)
    assert opening("").progress is None


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Cancer services in the East Midlands", "Find cancer services in the East Midlands"),
        ("", "Find cancer services"),
        ("An office's own list", "Find cancer services"),
    ],
)
def test_the_start_says_what_is_found_and_where(title, said):
    assert start((), title).title == said


def test_a_number_is_not_broken_over_two_lines():
    results = Results(ways_on=("The nearest hospital is here, 0300 303 1573.",))
    answer = Answer(criteria=Criteria(words="x"), results=results)
    [sentence] = nothing_found(answer, CardWords(None)).sentences
    assert sentence == "The nearest hospital is here, 0300\xa0303\xa01573."


def test_notices_become_banners():
    told = notice_messages(
        [Notice(message="Old."), Notice(message="Broken.", hint="Ask.", severity=Severity.ERROR)]
    )
    assert [(one.text, one.tone) for one in told] == [("Old.", Tone.WARN), ("Broken.", Tone.BAD)]
    assert len({one.topic for one in told}) == 2


@pytest.mark.parametrize(
    ("data_date", "said"),
    [
        (date(2026, 9, 1), None),
        (date(2026, 8, 23), None),
        (date(2026, 8, 22), "This list is 3 months old. Call before you rely on it."),
        (
            date(2026, 4, 22),
            "This list is 7 months old. Call before you rely on it. 24-hour lines are not printed until you update.",
        ),
        (date(2027, 1, 1), None),
    ],
)
def test_an_old_list_says_so(data_date, said):
    message = age_message(data_date, TODAY)
    assert (f"{message.text} {message.hint}" if message else None) == said
