"""What the peek panel of the narrow view says."""

from __future__ import annotations

import pytest

from emndir.ui.detail import CopyKind, CopyText, Detail, KeyFact, Line, Look, Notice, Part
from emndir.ui.wording.peek import peek_of


def detail(**other):
    phone = KeyFact(
        icon="phone-outline",
        caption="Phone",
        lines=(
            Line("0116\xa0231\xa03771", Look.NUMBER),
            Line("Hospice main number.", Look.SECOND),
            Line("Last checked July 2025.", Look.DOUBTFUL),
        ),
        spoken="Phone: 0 1 1 6. Hospice main number.",
    )
    route = KeyFact(
        icon="account-arrow-right-outline",
        caption="How to get in",
        lines=(Line("GP refers", Look.NAME), Line("Checked 2026.", Look.DATED)),
        spoken="How to get in: GP refers.",
    )
    hours = KeyFact(icon="clock-outline", caption="Open", lines=(Line("Always"),), spoken="Open")
    made = {
        "uid": "ward",
        "kind": "Hospice ward",
        "name": "LOROS inpatient ward",
        "organization": "LOROS",
        "facts": (route, phone, hours),
        "about": (Part(heading="What to tell the patient", lines=(Line("Short stays."),)),),
        "copies": (CopyText(kind=CopyKind.PHONE, name="", done="", text="0116 231 3771"),),
    }
    return Detail(**{**made, **other})


def test_it_says_name_plain_line_and_whose_number_how_old():
    peek = peek_of(detail())
    assert [line.text for line in peek.head] == ["LOROS inpatient ward", "Short stays."]
    assert peek.number == "0116 231 3771"
    number, whose = peek.phone.lines
    assert number.look is Look.CALL
    assert (whose.text, whose.tail) == ("Hospice main number.", "Last checked July 2025.")
    assert whose.tail_look is Look.DOUBTFUL
    assert whose.words == "Hospice main number. Last checked July 2025."


def test_an_age_alone_has_its_own_line_and_hours_are_left_to_the_full_view():
    [route] = peek_of(detail()).facts
    assert [line.text for line in route.lines] == ["GP refers", "Checked 2026."]
    assert route.lines[1].look is Look.DATED


@pytest.mark.parametrize("comes_first", [True, False])
def test_alerts_stand_where_they_must_be_read(comes_first):
    alert = Notice(text="Longer waits", icon="alert-outline", comes_first=comes_first)
    doubts = Notice(text="Check before you print.")
    peek = peek_of(detail(notices=(alert, doubts)))
    assert (peek.warnings, peek.notices) == (((alert,), ()) if comes_first else ((), (alert,)))


def test_without_a_plain_line_or_facts_the_kind_stands_there_and_nothing_is_copied():
    peek = peek_of(detail(about=(), facts=(), copies=()))
    assert peek.head[1].text == "Hospice ward"
    assert (peek.number, peek.phone, peek.facts) == ("", None, ())


def test_a_number_that_may_not_be_copied_is_shown_all_the_same():
    peek = peek_of(detail(copies=()))
    assert peek.number == ""
    assert peek.phone.lines[0].text.replace("\xa0", " ") == "0116 231 3771"
