"""ServiceViewModel: one record at a time, from a real directory."""

from __future__ import annotations

import pytest

from emndir.domain.location import Coordinates, Position
from emndir.domain.service import ServiceSummary
from emndir.domain.vocabulary import Precision
from emndir.search.criteria import Criteria
from emndir.search.results import Group, Hit, Origin
from emndir.ui.context import UiContext
from emndir.ui.detail import Detail
from emndir.ui.messages import MessageCenter
from emndir.ui.tasks import TaskRunner
from emndir.ui.viewmodels.service import ServiceViewModel, Wanted, load_detail

LE2 = Origin(
    label="LE2",
    position=Position(Coordinates(52.613, -1.107), Precision.DISTRICT),
    county="Leicestershire",
    district="Leicester",
)
CLINIC = "glenfield-breast-care-centre"


@pytest.fixture
def view_model(context):
    return ServiceViewModel(context)


def shown(qtbot, view_model, ask) -> Detail:
    with qtbot.waitSignal(view_model.shown) as answer:
        ask()
    detail: Detail = answer.args[0]
    return detail


def hit(uid: str, **changes: object) -> Hit:
    is_place = bool(changes.pop("is_place", False))
    summary = ServiceSummary(
        uid=uid, name="x", display_name="x", is_place=is_place, organization_name="The trust"
    )
    return Hit(summary=summary, group=Group.ALL, **changes)  # type: ignore[arg-type]


def test_a_row_of_a_search_is_shown_with_distance_and_area(qtbot, view_model):
    row = hit(CLINIC)
    detail = shown(qtbot, view_model, lambda: view_model.show_hit(row, LE2))
    assert detail.name == "Breast Care Centre, Glenfield Hospital"
    where = " ".join(detail.facts[3].words).replace("\xa0", " ")
    assert "About 4 miles from LE2, in a straight line." in where
    who = next(part for part in detail.about if part.heading == "Who it is for")
    assert any("LE2 is in the area" in line.text for line in who.lines)


def test_a_place_is_shown_with_its_services(qtbot, view_model):
    row = hit("glenfield-hospital", is_place=True)
    detail = shown(qtbot, view_model, lambda: view_model.show_hit(row))
    assert detail.is_place
    assert detail.organization == "The trust"
    assert [one.uid for one in detail.same_place] == [CLINIC]


def test_a_closed_service_leads_to_what_became_of_it(qtbot, view_model):
    detail = shown(qtbot, view_model, lambda: view_model.show_uid("loros-compassionate-neighbours"))
    assert detail.notices[0].uid == "loros-bereavement-hub-melton"
    assert not detail.can_print


def test_a_former_uid_leads_to_the_service(qtbot, view_model):
    detail = shown(qtbot, view_model, lambda: view_model.show_uid("leicester-breast-unit"))
    assert detail.uid == CLINIC


def test_the_newest_question_wins(qtbot, view_model):
    seen = []
    view_model.shown.connect(lambda detail: seen.append(detail.uid))
    for uid in (CLINIC, "loros-inpatient-ward", "leicester-treatment-advice-line"):
        view_model.show_uid(uid)
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.wait(50)
    assert seen == ["leicester-treatment-advice-line"]


def test_the_same_record_is_not_asked_for_twice(qtbot, view_model):
    shown(qtbot, view_model, lambda: view_model.show_uid(CLINIC))
    with qtbot.assertNotEmitted(view_model.shown, wait=50):
        view_model.show_uid(CLINIC)


def test_none_clears(qtbot, view_model):
    shown(qtbot, view_model, lambda: view_model.show_uid(CLINIC))
    with qtbot.waitSignal(view_model.cleared):
        view_model.show_hit(None)
    assert view_model.detail is None


def test_an_unknown_uid_is_told_in_a_sentence(qtbot, view_model, told):
    with qtbot.waitSignal(view_model.cleared):
        view_model.show_uid("nobody-knows-this")
    assert len(told.texts()) == 1


def test_before_the_directory_is_open_it_waits(qtbot, core, look, told):
    context = UiContext(core, look, TaskRunner(), MessageCenter())
    view_model = ServiceViewModel(context)
    view_model.show_uid(CLINIC)
    with qtbot.waitSignal(view_model.shown) as answer:
        context.open_directory(core.open())
    assert answer.args[0].uid == CLINIC
    context.close()


def test_professional_numbers_are_shown_and_not_copied(qtbot, view_model):
    detail = shown(qtbot, view_model, lambda: view_model.show_uid(CLINIC))
    lines = [line for fact in detail.facts for line in fact.lines]
    lines += [line for part in detail.about for line in part.lines]
    contacts = " ".join(line.text for line in lines).replace("\xa0", " ")
    assert "For professionals: 0116 258 3366, referral desk" in contacts
    assert "For professionals: breast.referrals@example.nhs.uk" in contacts
    assert "3366" not in detail.copy_text
    assert "breast.referrals" not in detail.copy_text
    assert "0116 250 2543" in detail.copy_text


def test_every_real_record_can_be_shown(real_context):
    directory, today = real_context.directory, real_context.today()
    found = directory.find(Criteria(limit=100_000)).hits
    services = [one.summary.uid for one in found if not one.summary.is_place]
    assert len(services) > 500
    for uid in services:
        detail = load_detail(directory, Wanted(uid=uid, origin=LE2), today)
        assert detail.name
        assert detail.kind
        assert detail.can_print is bool(detail.facts)
        assert bool(detail.copy_text) is detail.can_print
