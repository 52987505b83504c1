"""Words of the comparison: what is known with its age, what is not "Not listed", and what may be copied."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from emndir.choice.comparison import Matter, Question
from emndir.domain.vocabulary import FactGroup
from emndir.search.results import Origin
from emndir.storage.source import read_source
from emndir.ui.detail import Look
from emndir.ui.wording import comparison as words
from emndir.ui.wording.compare_copy import table_copy
from emndir.ui.wording.comparison import Request, arrange, read_beside
from tests.ui.conftest import NOW, ROOT

CLINIC, WARD = "glenfield-breast-care-centre", "loros-inpatient-ward"
HUB, LINE = "loros-bereavement-hub-melton", "leicester-treatment-advice-line"
HOSPITAL = "glenfield-hospital"
TODAY = NOW.date()
NB = "\N{NO-BREAK SPACE}"


def origin(directory, near="LE2"):
    found = directory.locate(near)
    return Origin(
        label=found.label,
        position=found.position,
        county=found.county,
        district=found.district,
        is_area=found.is_area,
    )


def read(directory, *uids, places=(), near="", **more):
    asked = (*((uid, False) for uid in uids), *((uid, True) for uid in places))
    start = origin(directory, near) if near else None
    return read_beside(directory, Request(asked=asked, origin=start, **more), TODAY)


def rows_of(beside, **more):
    return arrange(beside, beside.options, **more)


def cell(beside, uid, question):
    return beside.cells[uid][question]


def copied(beside, **more):
    return table_copy(beside, beside.options, rows_of(beside, **more), "In order.")


@pytest.fixture
def directory(context):
    return context.directory


def test_what_no_source_states_is_not_listed_in_the_colour_of_every_second_word(directory):
    beside = read(directory, CLINIC, WARD)
    unknown = [
        each for column in beside.cells.values() for each in column.values() if not each.is_known
    ]
    assert unknown
    for each in unknown:
        assert [(line.text, line.look) for line in each.lines] in (
            [("Not listed", Look.DATED)],
            [("Not published here", Look.DATED)],
            [("Not stated", Look.DATED)],
        )


def test_every_fact_that_ages_ends_with_its_age_in_words(directory):
    beside = read(directory, CLINIC, WARD)
    ages = (Look.DATED, Look.AGEING, Look.DOUBTFUL)
    aged = (Question.PARKING, Question.HOURS, Question.ROUTE, Question.FOR_WHOM)
    seen = 0
    for column in beside.cells.values():
        for question in aged:
            if column[question].is_known:
                seen += 1
                assert column[question].lines[-1].look in ages, question
                assert column[question].lines[-1].text
    assert seen >= 4


def test_a_number_for_professionals_says_so_on_screen_and_is_in_no_copy(directory):
    beside = read(directory, CLINIC, LINE)
    shown = cell(beside, CLINIC, Question.PHONE).words.replace("\N{NO-BREAK SPACE}", " ")
    assert "For professionals: 0116 258 3366, referral desk" in shown
    both = copied(beside)
    for text in (both.text, both.html):
        digits = re.sub(r"\D", "", text)
        assert "1162583366" not in digits
        assert "1162586107" not in digits
        assert "nhs.uk" not in text
    assert "0116 250 2543" in both.text.replace("\N{NO-BREAK SPACE}", " ")


def test_no_real_contact_for_professionals_is_ever_copied(real_context):
    directory = real_context.directory
    records = read_source(ROOT / "data", today=TODAY).directory.services
    seen = 0
    for service in records:
        secret = {one.digits for one in service.professional_phones}
        secret -= {one.digits for one in service.phones}
        address = service.professional_email
        if not service.status.is_offered or not (secret or address):
            continue
        seen += 1
        both = copied(read(directory, service.uid, with_figures=False))
        for text in (both.text, both.html):
            digits = re.sub(r"\D", "", text)
            assert not [one for one in secret if one.removeprefix("0") in digits], service.uid
            assert not address or address not in text, service.uid
    assert seen >= 5


def texts(one):
    return [line.text.replace("\N{NO-BREAK SPACE}", " ") for line in one.lines]


def test_whether_it_serves_there_is_yes_no_or_not_stated_apart_from_how_far_it_is(real_context):
    directory = real_context.directory
    yes, no = "st-barnabas-hospice-at-home", "loros-inpatient-ward"
    unknown = next(
        uid
        for uid in directory.service_uids()
        if (one := directory.service(uid)).location is not None
        and not one.areas
        and one.county != "national"
        and one.status.is_offered
    )
    beside = read(directory, yes, no, unknown, near="NG31", with_figures=False)
    said = {uid: texts(cell(beside, uid, Question.SERVES)) for uid in (yes, no, unknown)}
    assert said[yes][:2] == ["Yes", "Serves Lincolnshire."]
    assert said[no][:2] == ["No", "Ask first."]
    assert said[no][2].startswith("Serves Leicester")
    assert said[unknown] == ["Not stated"]
    assert not cell(beside, unknown, Question.SERVES).is_known
    order = [row.question for row in rows_of(beside)]
    assert order.index(Question.SERVES) == order.index(Question.DISTANCE) + 1
    for uid in (yes, no):  # said once, in its own row, with its own age
        whom = " ".join(texts(cell(beside, uid, Question.FOR_WHOM)))
        assert "Serves" not in whom
        assert cell(beside, uid, Question.SERVES).lines[-1].look in (
            Look.DATED,
            Look.AGEING,
            Look.DOUBTFUL,
        )
    both = copied(beside)
    row = next(
        one.split("\t") for one in both.text.splitlines() if one.startswith("Serves your area?")
    )
    told = dict(zip([option.uid for option in beside.options], row[1:], strict=True))
    assert told[yes].startswith("Yes. Serves Lincolnshire.")
    assert told[no].startswith("No. Serves Leicester")
    assert "Ask first." in told[no]
    assert told[unknown] == "Not stated."
    for uid in (yes, no):
        assert re.search(r"\((Not checked|Last checked|Checked).*\)$", told[uid]), told[uid]
    assert '<th scope="row">Serves your area?</th>' in both.html


def test_of_many_services_at_one_place_a_copy_names_as_many_as_the_screen(real_context):
    uid = "nuh-radiotherapy-nottingham"
    beside = read(real_context.directory, uid, with_figures=False)
    shown = texts(cell(beside, uid, Question.SAME_PLACE))
    assert len(shown) == 5
    assert re.fullmatch(r"and \d\d more", shown[-1])
    assert beside.copies[uid].answer(Question.SAME_PLACE) == "; ".join(
        line.text for line in cell(beside, uid, Question.SAME_PLACE).lines
    )


def test_without_a_place_the_row_says_which_area_it_serves(real_context):
    beside = read(real_context.directory, "st-barnabas-hospice-at-home", with_figures=False)
    found = cell(beside, "st-barnabas-hospice-at-home", Question.SERVES)
    assert texts(found)[0] == "Serves Lincolnshire."
    assert not {"Yes", "No"} & set(texts(found))


def test_an_area_that_an_editor_wrote_in_words_is_shown_and_not_copied(real_context):
    directory = real_context.directory
    uid = next(
        one
        for one in directory.service_uids()
        if "other:southern Derbyshire"
        in [f"{area.kind}:{area.name}" for area in directory.service(one).areas]
        and directory.service(one).status.is_offered
    )
    beside = read(directory, uid, near="DE1", with_figures=False)
    assert "southern Derbyshire" in cell(beside, uid, Question.SERVES).words
    assert "southern Derbyshire" not in beside.copies[uid].answer(Question.SERVES)
    assert beside.copies[uid].answer(Question.SERVES).startswith("Yes. Serves Derby.")


def test_a_cell_says_its_row_and_its_column(directory):
    beside = read(directory, CLINIC, HUB)
    row = next(one for one in rows_of(beside) if one.question is Question.HOURS)
    column = beside.columns[CLINIC]
    said = words.cell_sentence(row, column, row.cells[list(beside.cells).index(CLINIC)])
    assert said.startswith(f"Open, {column.short}: ")
    assert column.short in ("Leicester", column.name)


def test_digits_of_a_number_are_said_one_by_one(directory):
    said = cell(read(directory, CLINIC, WARD), CLINIC, Question.PHONE).spoken
    assert said.startswith("0 1 1 6, 2 5 0")


def test_columns_stand_by_distance_and_the_page_says_that_it_ranks_nothing(directory):
    beside = read(directory, HUB, CLINIC, near="LE2")
    miles = [option.miles for option in beside.options]
    assert miles == sorted(miles)
    said = words.order_words(beside, is_chosen=False)
    assert said == "The columns stand in the order of distance. It is not a ranking."
    chosen = words.order_words(beside, is_chosen=True)
    assert chosen == "The columns stand in your own order. It is not a ranking."


def test_a_line_of_unknown_distance_makes_them_stand_by_name(directory):
    beside = read(directory, HUB, "loros-compassionate-neighbours", CLINIC, near="LE2")
    assert None in [option.miles for option in beside.options]
    names = [option.name for option in beside.options]
    assert names == sorted(names, key=str.casefold)
    assert "Not every distance is known" in words.order_words(beside, is_chosen=False)
    without = read(directory, HUB, CLINIC)
    assert "as no place was asked for" in words.order_words(without, is_chosen=False)


def test_the_distance_is_a_straight_line_and_says_what_water_lies_between(real_context):
    directory = real_context.directory
    beside = read(directory, "ulth-radiotherapy-lincoln", near="Retford")
    lines = [line.text for line in cell(beside, beside.options[0].uid, Question.DISTANCE).lines]
    assert lines[0].startswith("About\N{NO-BREAK SPACE}")
    assert lines[1] == "from Retford, in a straight line."
    assert lines[2] == "The Trent lies between: the road is longer."


def test_the_title_counts_and_the_second_line_says_of_what_and_from_where(directory):
    two = read(directory, CLINIC, WARD, near="LE2")
    assert words.title(two.options) == "Compare 2 services"
    assert words.subtitle(two) == "near LE2"
    mixed = read(directory, CLINIC, places=[HOSPITAL])
    assert words.title(mixed.options) == "Compare 2 services and places"
    places = read(directory, places=[HOSPITAL, "leicester-royal-infirmary"])
    assert words.title(places.options) == "Compare 2 places"


def test_a_hospital_has_its_own_facts_and_no_route(directory):
    beside = read(directory, CLINIC, places=[HOSPITAL])
    assert cell(beside, HOSPITAL, Question.ROUTE).words == "Each service there has its own"
    assert cell(beside, HOSPITAL, Question.PHONE).is_known
    only = read(directory, places=[HOSPITAL, "leicester-royal-infirmary"])
    asked = [row.question for row in rows_of(only)]
    assert Question.ROUTE not in asked
    assert Question.PARKING in asked


def test_a_line_by_phone_has_no_parking_to_be_listed(real_context):
    directory = real_context.directory
    beside = read(directory, "anthony-nolan-patient-services", near="LE2")
    (line,) = beside.options
    assert line.is_remote
    for question in (Question.DISTANCE, Question.PARKING, Question.STEP_FREE):
        assert cell(beside, line.uid, question).words.startswith("By phone")
        assert cell(beside, line.uid, question).is_known


def test_what_is_gone_is_left_out_and_named(directory):
    beside = read(directory, CLINIC, "no-such-service", WARD)
    assert beside.left_out == ("no-such-service",)
    assert len(beside.options) == 2


def test_what_may_be_chosen_comes_with_its_mark(directory):
    beside = read(directory, CLINIC, WARD)
    marks = [one.mark for one in beside.statements]
    assert len(marks) == 2
    assert all(mark.startswith("Wording approved by network") for mark in marks)
    assert "A GP refers to a hospice." in copied(beside).text


# --- figures --------------------------------------------------------------------------------------


def figure_rows(beside, **more):
    return [row for row in rows_of(beside, **more) if row.question is Question.FIGURES]


def test_figures_are_the_last_rows_each_measure_in_its_own(directory):
    beside = read(directory, CLINIC, WARD)
    rows = rows_of(beside)
    figures = figure_rows(beside)
    assert list(rows[-len(figures) :]) == figures
    shown = [row for row in figures if row.cells]
    assert shown
    for row in shown:
        assert len(row.cells) == 2
        at = [option.uid for option in beside.options].index(WARD)
        assert row.cells[at].words == "Not published here"
    assert "not a ranking" in " ".join(line.text for line in figures[-1].note)


def test_months_are_plotted_beside_one_another_with_the_standard_and_said_in_words(real_context):
    centres = ("uhl-radiotherapy-leicester", "nuh-radiotherapy-nottingham")
    beside = read(real_context.directory, *centres)
    assert not [each for row in figure_rows(beside) for each in row.cells if each.plot]
    rows = [row for row in figure_rows(beside, with_expired=True) if row.cells]
    waits = [row for row in rows if any(each.plot for each in row.cells)]
    assert len(waits) >= 2
    for row in waits:
        plots = [each.plot for each in row.cells if each.plot]
        assert {(len(one.points), one.first, one.last) for one in plots} == {
            (24, f"October{NB}2023", f"September{NB}2025")
        }
        for each in row.cells:
            assert each.plot.standards
            assert all(share is None or 0 <= share <= 1 for share in each.plot.points)
            assert each.spoken.endswith(each.plot.twin)
            words = each.words
            assert " people)" in words
            assert "95% interval" in words
            assert "England:" in words


def old(beside):
    """Return the same, with every figure out of date."""
    trusts = tuple(
        replace(
            trust,
            waits=tuple(replace(one, is_expired=True) for one in trust.waits),
            rating=replace(trust.rating, is_expired=True) if trust.rating else None,
        )
        for trust in beside.figures.trusts
    )
    return replace(beside, figures=replace(beside.figures, trusts=trusts))


def test_old_figures_are_kept_back_with_the_reason_until_asked_for(directory):
    beside = old(read(directory, CLINIC, WARD))
    (row,) = figure_rows(beside)
    assert row.action == "Show with a warning"
    assert "newer ones are due" in row.note[0].text
    assert "%" not in copied(beside).text
    shown = figure_rows(beside, with_expired=True)
    assert shown[-1].action == "Hide old figures"
    assert shown[-1].note[0].text == "These figures are old: newer ones are due."
    assert shown[-1].note[0].look is Look.DOUBTFUL
    assert any("%" in each.words for row in shown for each in row.cells)


def test_a_site_that_shows_no_figures_has_no_row_for_them(directory):
    beside = read(directory, CLINIC, WARD, with_figures=False)
    assert figure_rows(beside) == []
    assert beside.figures is None


def test_services_that_figures_are_not_about_say_that_none_are_published(directory):
    beside = read(directory, WARD, HUB)
    (row,) = figure_rows(beside)
    assert row.note[0].text == "No figures of these are published here."
    assert row.action == ""


# --- copying --------------------------------------------------------------------------------------


def test_the_copied_table_has_the_same_number_of_cells_in_every_row(directory):
    both = copied(read(directory, CLINIC, WARD, HUB, near="LE2"))
    table = both.text.split("\n\n")[0].splitlines()
    assert {line.count("\t") for line in table} == {3}
    assert table[0].startswith("\t")
    assert both.html.count("<tr>") == len(table)
    assert both.html.count('scope="col"') == 4


def test_what_moves_up_on_screen_moves_up_in_the_copy(directory):
    both = copied(read(directory, CLINIC, WARD), matters=[Matter.PHONE])
    assert both.text.splitlines()[1].startswith("Phone\t")


def test_unknown_is_said_in_the_copy_too_and_ages_stand_beside_facts(directory):
    text = copied(read(directory, CLINIC, WARD)).text
    assert "\tNot listed" in text
    assert re.search(r"\((Checked|Last checked|Not checked yet)", text)


def test_nothing_a_patient_reads_is_measured_from_the_middle_of_a_county(directory):
    start = replace(origin(directory, "LE2"), is_area=True, label="Leicestershire")
    request = Request(asked=((CLINIC, False), (WARD, False)), origin=start)
    beside = read_beside(directory, request, TODAY)
    line = next(one for one in copied(beside).text.splitlines() if one.startswith("Distance"))
    assert line == "Distance\tNot listed\tNot listed"


def test_a_whole_postcode_is_never_copied(directory):
    beside = read(directory, CLINIC, WARD, near="LE2 4")
    assert "LE2 4" not in copied(beside).text.replace("\N{NO-BREAK SPACE}", " ")


def test_signs_of_markup_in_a_record_are_escaped(directory):
    beside = read(directory, CLINIC)
    odd = replace(beside.copies[CLINIC], title="A <b>& B")
    both = copied(replace(beside, copies={CLINIC: odd}))
    assert "A &lt;b&gt;&amp; B" in both.html
    assert "A <b>& B" in both.text


def test_the_groups_of_facts_are_those_of_the_pane(directory):
    service = directory.service(CLINIC)
    beside = read(directory, CLINIC, WARD)
    age = service.freshness(FactGroup.ELIGIBILITY, TODAY)
    assert beside.options[0].answers
    found = next(one for one in beside.options if one.uid == CLINIC)
    assert found.answer(Question.FOR_WHOM).freshness is age
