"""HandoutViewModel: the sheet of one service, made anew whenever something is chosen."""

from __future__ import annotations

import json
import sys
from dataclasses import replace

import pytest

from emndir.domain.errors import HandoutError
from emndir.domain.location import Coordinates, Position
from emndir.domain.vocabulary import FactGroup, Precision
from emndir.handouts import document
from emndir.handouts.plain_text import sheet_text
from emndir.making import Kind
from emndir.search.criteria import Criteria
from emndir.search.results import Origin
from emndir.ui.printing import SheetPages
from emndir.ui.viewmodels import handout
from emndir.ui.viewmodels.handout import HandoutViewModel
from emndir.ui.viewmodels.handout_making import MadeHandout

CLINIC = "glenfield-breast-care-centre"
LE2 = Origin(label="LE2", position=Position(Coordinates(52.613, -1.107), Precision.DISTRICT))


@pytest.fixture
def view_model(context):
    return HandoutViewModel(context, [CLINIC], LE2)


def made(qtbot, view_model, ask) -> MadeHandout:
    with qtbot.waitSignal(view_model.made, timeout=10_000) as answer:
        ask()
    assert view_model.handout is answer.args[0]
    sheet: MadeHandout = answer.args[0]
    return sheet


def test_a_sheet_has_pages_words_and_doubts(qtbot, view_model):
    sheet = made(qtbot, view_model, view_model.make)
    assert sheet.pdf.startswith(b"%PDF-")
    assert sheet.pages >= 1
    assert sheet.text == sheet_text(sheet.sheets[0])
    words = sheet.text.replace("\xa0", " ")
    assert "0116 250 2543" in words
    assert "LE2" in words
    groups = {doubt.group for doubt in sheet.doubtful}
    assert FactGroup.REFERRAL in groups
    assert FactGroup.CONTACT not in groups


def test_no_miles_are_printed_from_the_middle_of_a_county(qtbot, context):
    """It would say "about 19 miles from Lincolnshire" of a hospital in Lincolnshire."""
    county = replace(LE2, label="Leicestershire", is_area=True)
    text = made(qtbot, view := HandoutViewModel(context, [CLINIC], county), view.make).text
    assert "straight line" not in text
    assert "diamond" not in text


def test_nothing_for_professionals_is_on_it(qtbot, view_model):
    text = made(qtbot, view_model, view_model.make).text
    assert "3366" not in text
    assert "breast.referrals" not in text


def test_what_is_checked_is_todays_fact_on_this_sheet_only(qtbot, context, view_model):
    first = made(qtbot, view_model, view_model.make)
    ticked = made(
        qtbot, view_model, lambda: view_model.confirm(CLINIC, FactGroup.REFERRAL, is_checked=True)
    )
    assert ticked.to_check == first.to_check
    assert FactGroup.REFERRAL not in {group for group, _ in ticked.sheets[0].doubts}
    assert view_model.confirmed == {(CLINIC, FactGroup.REFERRAL)}
    again = made(
        qtbot, view_model, lambda: view_model.confirm(CLINIC, FactGroup.REFERRAL, is_checked=False)
    )
    assert again.sheets == first.sheets
    assert HandoutViewModel(context, [CLINIC]).confirmed == frozenset()


def test_a_tick_that_changes_nothing_makes_nothing(qtbot, view_model):
    made(qtbot, view_model, view_model.make)
    with qtbot.assertNotEmitted(view_model.making):
        view_model.confirm(CLINIC, FactGroup.COST, is_checked=False)
        view_model.set_points(view_model.points)


def test_only_the_text_size_is_remembered(qtbot, context, view_model):
    sheet = made(qtbot, view_model, lambda: view_model.set_points(18))
    assert sheet.sheets[0].points == 18
    stored = json.loads(context.core.paths.settings_file.read_text(encoding="utf-8"))
    assert stored["handout_points"] == 18
    assert CLINIC not in json.dumps(stored)
    assert HandoutViewModel(context, [CLINIC]).points == 18


def test_a_size_that_cannot_be_saved_holds_all_the_same(qtbot, context, view_model, told):
    context.core.paths.config.parent.mkdir(parents=True, exist_ok=True)
    context.core.paths.config.write_text("a file where the folder should be")
    sheet = made(qtbot, view_model, lambda: view_model.set_points(18))
    assert sheet.sheets[0].points == 18
    assert len(told.texts()) == 1


def test_a_closed_service_has_no_sheet(qtbot, context):
    view_model = HandoutViewModel(context, ["loros-compassionate-neighbours"])
    with qtbot.waitSignal(view_model.failed) as failure:
        view_model.make()
    assert isinstance(failure.args[0], HandoutError)
    assert view_model.handout is None


def test_an_unknown_service_has_no_sheet(qtbot, context):
    view_model = HandoutViewModel(context, ["nobody"])
    with qtbot.waitSignal(view_model.failed):
        view_model.make()


def test_a_bug_is_handed_on_and_the_dialog_is_told_too(qtbot, view_model, monkeypatch):
    def broken(*_args):
        raise ZeroDivisionError

    seen = []
    monkeypatch.setattr(handout, "make_handout", broken)
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_rest: seen.append(kind))
    with qtbot.waitSignal(view_model.failed) as failure:
        view_model.make()
    assert failure.args[0].message == "The sheet could not be made."
    assert seen == [ZeroDivisionError]
    assert view_model.handout is None


def test_the_clinic_name_and_the_map_follow_the_settings(qtbot, context):
    with_map = made(qtbot, *_of(context))
    context.core.settings = replace(
        context.core.settings, clinic_name="Oadby practice", print_map=False
    )
    without = made(qtbot, *_of(context))
    assert "Outline map" in with_map.text
    assert "Outline map" not in without.text
    assert without.text.startswith("Oadby practice")


def _of(context):
    view_model = HandoutViewModel(context, [CLINIC], LE2)
    return view_model, view_model.make


def test_forgotten_it_answers_no_more_and_holds_nothing(qtbot, view_model):
    made(qtbot, view_model, lambda: view_model.confirm(CLINIC, FactGroup.REFERRAL, is_checked=True))
    with qtbot.assertNotEmitted(view_model.made, wait=300):
        view_model.make()
        view_model.forget()
    assert view_model.handout is None
    assert view_model.confirmed == frozenset()


def test_a_treatment_line_can_be_confirmed(qtbot, context):
    view_model = HandoutViewModel(context, ["leicester-treatment-advice-line"])
    sheet = made(qtbot, view_model, view_model.make)
    assert "0808 178 9000" in sheet.text.replace("\xa0", " ")
    assert "6107" not in sheet.text


# --- Several services -----------------------------------------------------------------------------

LINE = "leicester-treatment-advice-line"


def test_several_services_make_one_document_in_their_order(qtbot, context):
    view_model = HandoutViewModel(context, [LINE, CLINIC], LE2, kind=Kind.SINGLE)
    both = made(qtbot, view_model, view_model.make)
    assert [sheet.uid for sheet in both.sheets] == [LINE, CLINIC]
    alone = [
        made(qtbot, one, one.make)
        for one in (HandoutViewModel(context, [uid], LE2) for uid in (LINE, CLINIC))
    ]
    assert both.pages == sum(one.pages for one in alone)
    assert both.sheets == tuple(one.sheets[0] for one in alone)
    first, second = (one.text for one in alone)
    assert both.text.startswith(first)
    assert both.text.endswith(second)
    with SheetPages(both.pdf) as pages:
        assert len(pages) == both.pages
    for secret in ("3366", "breast.referrals", "6107"):
        assert secret not in both.text


def test_doubts_say_whose_they_are_and_a_tick_counts_for_one_service_only(qtbot, context):
    view_model = HandoutViewModel(context, [CLINIC, LINE], kind=Kind.SINGLE)
    both = made(qtbot, view_model, view_model.make)
    assert {doubt.uid for doubt in both.to_check} == {CLINIC, LINE}
    titles = dict.fromkeys(doubt.title for doubt in both.to_check)
    assert list(titles) == [
        f"{number}. {sheet.title}" for number, sheet in enumerate(both.sheets, start=1)
    ]
    groups = [{one.group for one in both.doubtful if one.uid == uid} for uid in (CLINIC, LINE)]
    shared = next(iter(groups[0] & groups[1] - {None}))
    ticked = made(qtbot, view_model, lambda: view_model.confirm(CLINIC, shared, is_checked=True))
    assert ticked.sheets[0] != both.sheets[0]
    assert ticked.sheets[1] == both.sheets[1]
    assert ticked.to_check == both.to_check


def test_one_that_has_closed_stops_the_whole_and_is_named(qtbot, context):
    view_model = HandoutViewModel(
        context, [CLINIC, "loros-compassionate-neighbours"], kind=Kind.SINGLE
    )
    with qtbot.waitSignal(view_model.failed) as failure:
        view_model.make()
    assert isinstance(failure.args[0], HandoutError)
    assert "LOROS home visiting" in failure.args[0].message


def test_eight_services_are_one_document(qtbot, real_context):
    results = real_context.directory.find(Criteria(words="breast le2"))
    uids = [hit.summary.uid for hit in results.hits if not hit.summary.is_place][:8]
    view_model = HandoutViewModel(real_context, uids, results.origin, kind=Kind.SINGLE)
    document = made(qtbot, view_model, view_model.make)
    assert [sheet.uid for sheet in document.sheets] == uids
    assert document.pages >= 8
    assert not document.is_empty


def test_a_tick_makes_only_the_sheet_it_is_about(qtbot, context, monkeypatch):
    real, again = document.single_draft, []

    def noted(view, **choices):
        again.append(view.uid)
        return real(view, **choices)

    monkeypatch.setattr(document, "single_draft", noted)
    view_model = HandoutViewModel(context, [LINE, CLINIC], kind=Kind.SINGLE)
    first = made(qtbot, view_model, view_model.make)
    assert again == [LINE, CLINIC]
    tick = (CLINIC, FactGroup.REFERRAL)
    ticked = made(qtbot, view_model, lambda: view_model.confirm(*tick, is_checked=True))
    assert again == [LINE, CLINIC, CLINIC]
    assert ticked.sheets[1] != first.sheets[1]
    back = made(qtbot, view_model, lambda: view_model.confirm(*tick, is_checked=False))
    assert again == [LINE, CLINIC, CLINIC]
    assert back == first
    view_model.forget()
    made(qtbot, view_model, view_model.make)
    assert again == [LINE, CLINIC, CLINIC, LINE, CLINIC]
