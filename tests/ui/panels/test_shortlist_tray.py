"""The tray at the foot of the window: order, removal, keyboard, room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.panels.shortlist_tray import ShortlistTray, fair_limit
from emndir.ui.viewmodels.shortlist import LIMIT, ShortlistViewModel
from tests.ui.walks import clipped, focusable, nameless

ALT = Qt.KeyboardModifier.AltModifier
NAMES = (
    "Breast Care Centre, Glenfield Hospital",
    "Lymphoedema, seroma and prosthetic fitting clinics, Breast Care Centre, Glenfield Hospital",
    "Breast Cancer Now helpline",
    "Wig room",
    "Leicestershire clinical genetics service",
    "Mobile breast screening unit, Leicestershire (Loughborough and other stops)",
    "Hope",
    "Northamptonshire Breast Pain Clinic, Nene Park",
)


@pytest.fixture
def shortlist(context):
    return ShortlistViewModel(context)


@pytest.fixture
def tray(qtbot, shortlist):
    """The tray at the foot of a window with a button above it."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    above = QPushButton("Above")
    tray = ShortlistTray(shortlist)
    column.addWidget(above, 1)
    column.addWidget(tray)
    above.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    tray.left.connect(above.setFocus)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    above.setFocus()
    yield tray
    assert nameless(window) == []


def gather(qtbot, tray, shortlist, count):
    for number in range(count):
        shortlist.toggle(f"s{number + 1}", NAMES[number])
    if count:
        qtbot.waitUntil(lambda: tray.width() == tray.window().width())
        QApplication.processEvents()  # what the layout still has to do
    return tray


def order(tray):
    return [cell.uid for cell in tray.cells]


def focused(tray):
    here = tray.window().focusWidget()
    return here.uid if here in tray.cells else None


def test_it_is_there_only_while_something_is_in_it(tray, shortlist):
    assert not tray.isVisible()
    shortlist.toggle("s1", NAMES[0])
    assert tray.isVisible()
    shortlist.toggle("s1", NAMES[0])
    assert not tray.isVisible()


def test_items_are_numbered_named_and_cut_with_the_whole_name_in_reach(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 3)
    assert [cell.number for cell in tray.cells] == [1, 2, 3]
    first, long, short = tray.cells
    assert first.accessibleName() == f"Shortlist 1, {NAMES[0]}. Delete to remove"
    assert long.shown_name.endswith("…")
    assert NAMES[1] in long.toolTip()
    assert NAMES[1] in long.accessibleName()
    assert short.shown_name == NAMES[2]
    qtbot.waitUntil(lambda: tray.height() == 60)


def test_delete_takes_off_and_the_keyboard_goes_to_the_next(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 3)
    tray.cells[1].setFocus()
    qtbot.keyClick(tray.cells[1], Qt.Key.Key_Delete)
    assert order(tray) == ["s1", "s3"]
    assert focused(tray) == "s3"
    qtbot.keyClick(tray.cells[1], Qt.Key.Key_Backspace)
    assert focused(tray) == "s1"
    with qtbot.waitSignal(tray.left):
        qtbot.keyClick(tray.cells[0], Qt.Key.Key_Delete)
    assert not tray.isVisible()
    assert isinstance(tray.window().focusWidget(), QPushButton)


def test_the_keyboard_is_not_lost_where_the_last_goes_another_way(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 1)
    tray.handout_button.setFocus()
    with qtbot.waitSignal(tray.left):
        shortlist.remove("s1")


def test_what_is_taken_off_elsewhere_takes_no_keyboard(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 2)
    with qtbot.assertNotEmitted(tray.left):
        shortlist.remove("s1")
        shortlist.remove("s2")
    assert isinstance(tray.window().focusWidget(), QPushButton)


def test_the_cross_takes_off_and_is_large_enough(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 2)
    cross = tray.cells[0].cross
    assert min(cross.width(), cross.height()) >= 24
    assert cross.accessibleName() == f"Remove from shortlist: {NAMES[0]}"
    qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert order(tray) == ["s2"]


def test_alt_and_the_arrows_move_and_the_keyboard_goes_along(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 3)
    cell = tray.cells[2]
    cell.setFocus()
    qtbot.keyClick(cell, Qt.Key.Key_Up, ALT)
    assert order(tray) == ["s1", "s3", "s2"]
    assert focused(tray) == "s3"
    qtbot.keyClick(cell, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(cell, Qt.Key.Key_Up, ALT)
    assert order(tray) == ["s3", "s1", "s2"]
    qtbot.keyClick(cell, Qt.Key.Key_Down, ALT)
    assert order(tray) == ["s1", "s3", "s2"] == [item.uid for item in shortlist.items]
    assert cell.number == 2
    assert focused(tray) == "s3"


def test_the_arrows_go_from_item_to_item_and_tab_stops_once(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 4)
    tray.focus_part()
    assert focused(tray) == "s4"
    for key, uid in (
        (Qt.Key.Key_Left, "s3"),
        (Qt.Key.Key_Home, "s1"),
        (Qt.Key.Key_Up, "s1"),
        (Qt.Key.Key_Right, "s2"),
        (Qt.Key.Key_Down, "s3"),
        (Qt.Key.Key_End, "s4"),
        (Qt.Key.Key_Left, "s3"),
    ):
        qtbot.keyClick(tray.window().focusWidget(), key)
        assert focused(tray) == uid
    tray.stand_last()
    stops = [one for one in focusable(tray.window()) if tray.isAncestorOf(one)]
    assert stops == [tray.cells[2], tray.compare_button, tray.handout_button]


def test_it_comes_last_for_the_tab_key_whatever_was_made_later(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 2)
    late = QPushButton("Late")
    tray.window().layout().insertWidget(0, late)
    late.show()
    tray.stand_last()
    last = [tray.cells[1], tray.compare_button, tray.handout_button]
    assert focusable(tray.window())[-3:] == last
    assert late in focusable(tray.window())


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_pressing_opens_the_service(qtbot, tray, shortlist, key):
    gather(qtbot, tray, shortlist, 2)
    tray.cells[0].setFocus()
    with qtbot.waitSignal(tray.opened) as opened:
        qtbot.keyClick(tray.cells[0], key)
    assert opened.args == ["s1"]


def test_dragging_orders_and_opens_nothing(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 3)
    cell = tray.cells[0]
    target = tray.cells[2].mapToGlobal(tray.cells[2].rect().center())
    with qtbot.assertNotEmitted(tray.opened):
        qtbot.mousePress(cell, Qt.MouseButton.LeftButton, pos=QPoint(40, 18))
        cell.dragged.emit(cell.mapToGlobal(QPoint(41, 18)))
        assert order(tray) == ["s1", "s2", "s3"]
        _move(cell, cell.mapFromGlobal(target))
        assert order(tray) == ["s2", "s3", "s1"]
        qtbot.mouseRelease(cell, Qt.MouseButton.LeftButton, pos=QPoint(40, 18))
    assert [one.number for one in tray.cells] == [1, 2, 3]
    assert not cell.isDown()


def _move(cell, pos):
    """Move the pointer with the button held, as a person who drags does."""
    left = Qt.MouseButton.LeftButton
    where, whole = QPointF(pos), QPointF(cell.mapToGlobal(pos))
    nothing = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        cell, QMouseEvent(QEvent.Type.MouseMove, where, whole, left, left, nothing)
    )


def test_a_trembling_hand_does_not_drag(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 2)
    with qtbot.waitSignal(tray.opened):
        qtbot.mousePress(tray.cells[0], Qt.MouseButton.LeftButton, pos=QPoint(40, 18))
        _move(tray.cells[0], QPoint(42, 19))
        qtbot.mouseRelease(tray.cells[0], Qt.MouseButton.LeftButton, pos=QPoint(42, 19))


def test_the_menu_offers_everything_so_that_nobody_has_to_drag(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 2)
    cell, offered = tray.cells[0], []

    def choose():
        menu = QApplication.activePopupWidget()
        offered.extend(action.text() for action in menu.actions())
        menu.actions()[2].trigger()
        menu.close()

    QTimer.singleShot(50, choose)
    middle = cell.rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(cell, QContextMenuEvent(reason, middle, cell.mapToGlobal(middle)))
    assert offered == ["Open", "Move earlier", "Move later", "Remove from shortlist"]
    assert order(tray) == ["s2", "s1"]


def test_the_handout_is_asked_for(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 1)
    with qtbot.waitSignal(tray.handout_wanted):
        qtbot.mouseClick(tray.handout_button, Qt.MouseButton.LeftButton)


def test_above_five_it_says_what_is_best(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 5)
    assert not tray.advice.isVisible()
    shortlist.toggle("s6", NAMES[5])
    assert tray.advice.isVisible()
    assert tray.advice.text() == "A sheet is best with up to five."


@pytest.mark.parametrize("name", ["light", "contrast"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 800), (420, 800)])
@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_nothing_is_clipped_and_everything_can_be_reached(
    qtbot, tray, shortlist, width, height, percent, name
):
    theme.current().use(name, percent)
    tray.window().resize(width, height)
    gather(qtbot, tray, shortlist, LIMIT)
    for number in range(LIMIT, 0, -1):
        qtbot.waitUntil(lambda: clipped(tray) == [])
        assert tray.window().size().toTuple() == (width, height)
        assert tray.height() < height * 0.3
        assert len({one.height() for one in tray.cells}) == 1
        for cell in tray.cells:
            cell.setFocus()
            qtbot.waitUntil(lambda cell=cell: _is_whole(tray, cell))
        shortlist.remove(f"s{number}")
        QApplication.processEvents()


@pytest.mark.parametrize("count", [3, 5])
def test_where_it_scrolls_it_begins_with_the_first_and_says_how_many(qtbot, tray, shortlist, count):
    theme.current().use("light", 200)
    gather(qtbot, tray, shortlist, count)
    qtbot.waitUntil(tray._area.verticalScrollBar().isVisible)
    qtbot.wait(20)
    assert _is_whole(tray, tray.cells[0])
    assert tray._title.text() == f"Shortlist: {count}"
    tray.focus_part()
    assert focused(tray) == f"s{count}", "the keyboard comes to what joined"
    qtbot.waitUntil(lambda: _is_whole(tray, tray.cells[-1]))
    qtbot.keyClick(tray.cells[-1], Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: _is_whole(tray, tray.cells[0]))
    for number in range(count, 1, -1):
        shortlist.remove(f"s{number}")
    qtbot.waitUntil(lambda: not tray._area.verticalScrollBar().isVisible())
    assert tray._title.text() == "Shortlist"


def _is_whole(tray, cell):
    """Return True if an item can be seen whole in the area that holds it."""
    viewport = tray._area.viewport()
    seen = cell.rect().translated(cell.mapTo(viewport, QPoint(0, 0)))
    return viewport.rect().contains(seen)


def test_beside_another_window_the_words_beside_the_signs_go(qtbot, tray, shortlist):
    gather(qtbot, tray, shortlist, 2)
    wide = tray.handout_button.width()
    tray.window().resize(420, 800)
    qtbot.waitUntil(lambda: tray.handout_button.width() < wide / 2)
    assert tray.handout_button.accessibleName() == "Make hand-out"
    assert tray.handout_button.toolTip() == "Make hand-out (Ctrl P)"
    assert not tray.compare_button.isVisible()  # there is no room; the key does it
    tray.window().resize(1280, 800)
    qtbot.waitUntil(lambda: tray.handout_button.width() == wide)


def test_the_bar_goes_when_it_is_not_needed_any_more(qtbot, tray, shortlist):
    tray.window().resize(420, 800)
    gather(qtbot, tray, shortlist, LIMIT)
    bar = tray._area.verticalScrollBar()
    qtbot.waitUntil(bar.isVisible)
    for number in range(LIMIT, 3, -1):
        shortlist.remove(f"s{number}")
    qtbot.waitUntil(lambda: not bar.isVisible())
    tops = [cell.y() for cell in tray.cells]
    assert len(set(tops)) == 2
    assert tops == sorted(tops)


@pytest.mark.parametrize(
    ("widths", "room", "limit"),
    [([100, 200], 400, 200), ([100, 200, 300], 450, 175), ([50, 50], 60, 30), ([], 10, 0)],
)
def test_a_fair_limit_cuts_the_longest_only(widths, room, limit):
    assert fair_limit(widths, room) == limit
