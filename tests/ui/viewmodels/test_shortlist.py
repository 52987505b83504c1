"""ShortlistViewModel: gathered, ordered, cleared, brought back, and gone."""

from __future__ import annotations

import gc

import pytest

from emndir.ui.viewmodels.shortlist import ADVISED, LIMIT, ShortItem, ShortlistViewModel


@pytest.fixture
def said(context):
    said = []
    context.messages.announced.connect(said.append)
    return said


@pytest.fixture
def shortlist(context):
    return ShortlistViewModel(context)


def gathered(shortlist, count):
    for number in range(1, count + 1):
        shortlist.toggle(f"s{number}", f"Service {number}")
    return shortlist


def uids(shortlist):
    return [item.uid for item in shortlist.items]


def test_it_starts_empty(shortlist):
    assert shortlist.items == ()
    assert shortlist.number_of("s1") is None
    assert not shortlist.can_undo


def test_put_on_and_taken_off_by_the_same_act(qtbot, shortlist, said):
    with qtbot.waitSignals([shortlist.changed, shortlist.joined]):
        shortlist.toggle("s1", "Breast Care Centre")
    assert shortlist.items == (ShortItem("s1", "Breast Care Centre"),)
    assert shortlist.number_of("s1") == 1
    with qtbot.waitSignal(shortlist.changed), qtbot.assertNotEmitted(shortlist.joined):
        shortlist.toggle("s1", "Breast Care Centre")
    assert shortlist.items == ()
    assert said == [
        "Breast Care Centre. Number 1 in shortlist",
        "Breast Care Centre. Removed from shortlist",
    ]


def test_the_numbers_close_up(shortlist):
    gathered(shortlist, 3).remove("s1")
    assert [shortlist.number_of(uid) for uid in ("s1", "s2", "s3")] == [None, 1, 2]


def test_what_is_not_there_is_not_removed(qtbot, shortlist):
    gathered(shortlist, 1)
    with qtbot.assertNotEmitted(shortlist.changed):
        shortlist.remove("s9")
        shortlist.move("s9", 1)


def test_a_ninth_is_refused_in_a_sentence(qtbot, shortlist, told, said):
    gathered(shortlist, LIMIT)
    with qtbot.assertNotEmitted(shortlist.changed):
        shortlist.toggle("s9", "Service 9")
    assert told.texts() == [
        "The shortlist is full: eight services are the most. Take one off first."
    ]
    assert said[-1] == "The shortlist is full: eight services are the most. Take one off first."
    shortlist.toggle("s8", "Service 8")
    shortlist.toggle("s9", "Service 9")
    assert uids(shortlist)[-1] == "s9"


def test_the_sentence_goes_when_one_is_taken_off(qtbot, context, shortlist, told):
    gathered(shortlist, LIMIT).toggle("s9", "Service 9")
    told.texts()
    with qtbot.waitSignal(context.messages.withdrawn) as withdrawn:
        shortlist.remove("s1")
    assert withdrawn.args == ["shortlist"]


def test_from_the_sixth_on_five_are_advised(shortlist, said):
    gathered(shortlist, ADVISED)
    assert not shortlist.is_above_advised
    assert "best" not in said[-1]
    shortlist.toggle("s6", "Service 6")
    assert shortlist.is_above_advised
    assert said[-1] == "Service 6. Number 6 in shortlist. A sheet is best with up to five."
    shortlist.toggle("s7", "Service 7")
    assert said[-1] == "Service 7. Number 7 in shortlist"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            {"is_place": True},
            (
                "LOROS is a place, not a service."
                " Put one of the services that are listed there on the shortlist."
            ),
        ),
        (
            {"is_offered": False},
            (
                "LOROS is not offered now, so it cannot be on the shortlist."
                " Look for another service near the patient."
            ),
        ),
    ],
)
def test_what_nobody_can_be_sent_to_is_refused_with_the_reason(shortlist, told, kind, words):
    shortlist.toggle("loros", "LOROS", **kind)
    assert shortlist.items == ()
    assert told.texts() == [words]


def test_one_that_closed_since_can_still_be_taken_off(shortlist):
    gathered(shortlist, 1).toggle("s1", "Service 1", is_offered=False)
    assert shortlist.items == ()


@pytest.mark.parametrize(
    ("uid", "step", "order"),
    [
        ("s3", -1, ["s1", "s3", "s2", "s4"]),
        ("s1", 1, ["s2", "s1", "s3", "s4"]),
        ("s4", -3, ["s4", "s1", "s2", "s3"]),
        ("s2", 99, ["s1", "s3", "s4", "s2"]),
    ],
)
def test_moving(shortlist, said, uid, step, order):
    gathered(shortlist, 4).move(uid, step)
    assert uids(shortlist) == order
    number = order.index(uid) + 1
    assert said[-1] == f"Service {uid[1]}. Number {number} in shortlist"


def test_moving_stops_at_either_end(qtbot, shortlist):
    gathered(shortlist, 3)
    with qtbot.assertNotEmitted(shortlist.changed):
        shortlist.move("s1", -1)
        shortlist.move("s3", 1)


# --- The next patient -----------------------------------------------------------------------------


def test_cleared_and_brought_back_in_order(context, shortlist):
    gathered(shortlist, 3).move("s3", -2)
    context.cleared.emit()
    assert shortlist.items == ()
    assert shortlist.can_undo
    context.undone.emit()
    assert uids(shortlist) == ["s3", "s1", "s2"]
    assert not shortlist.can_undo


def test_f8_twice_does_not_lose_what_can_be_brought_back(context, shortlist):
    gathered(shortlist, 2)
    context.cleared.emit()
    context.cleared.emit()
    context.undone.emit()
    assert uids(shortlist) == ["s1", "s2"]


def test_what_was_cleared_is_nowhere_in_memory_once_forgotten(context, shortlist):
    gathered(shortlist, 3)
    context.cleared.emit()
    assert _in_memory() == ["s1", "s2", "s3"]
    context.forgotten.emit()
    assert _in_memory() == []
    context.undone.emit()
    assert shortlist.items == ()


def test_nothing_of_one_patient_mixes_with_the_next_ones(context, shortlist):
    gathered(shortlist, 2)
    context.cleared.emit()
    shortlist.toggle("s9", "Service 9")
    context.undone.emit()
    assert uids(shortlist) == ["s9"]
    assert _in_memory() == ["s9"]


def _in_memory():
    """Return the uid of every shortlist item that is anywhere in this program's memory."""
    gc.collect()
    return sorted(one.uid for one in gc.get_objects() if isinstance(one, ShortItem))
