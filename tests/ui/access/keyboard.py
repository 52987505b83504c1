"""Walks of the keyboard: what Tab, F6 and the arrow keys reach, and whether one sees where one is."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QWidget,
)
from shiboken6 import isValid

from emndir.ui.widgets.focus_ring import ringed_frame
from emndir.ui.widgets.view_switch import ViewSwitch
from tests.ui.access.checks import controls, said

MOST = 400  # stops of one walk: more is a trap
SLACK = 2  # px of an edge that may be cut off
ARROWS = (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up)
SHIFT = Qt.KeyboardModifier.ShiftModifier


def reached_by_keys(window: QWidget) -> tuple[set[QWidget], list[str]]:
    """Press Tab once round, and the arrow keys where they move inside; return what had the keyboard.

    Also what was wrong on the way: the keyboard nowhere, out of sight, or in a trap.
    """
    faults: list[str] = []
    stops = _round(window, faults)
    reached = set(stops)
    back = set(_round(window, faults, SHIFT))
    if back != reached:
        missed = sorted(said(one) for one in reached ^ back if isValid(one))
        faults.append(f"Shift+Tab goes another way than Tab: {missed[:4]}")
    pressed: dict[Qt.Key, set[QWidget]] = {key: set() for key in ARROWS}
    for stop in stops:
        if isValid(stop) and _has_group(stop):
            reached |= _inside(window, stop, pressed, faults)
    for stop in stops:
        if isValid(stop) and isinstance(stop, QAbstractItemView):
            faults += _through_rows(window, stop)
    return reached, faults


def _has_group(stop: QWidget) -> bool:
    """Return True for a button from which arrow keys may lead to others that Tab leaves out.

    Boxes to tick are each a stop of their own; an arrow on the switch of views turns the screen.
    """
    if isinstance(stop, QCheckBox) or isinstance(stop.parentWidget(), ViewSwitch):
        return False
    return isinstance(stop, QAbstractButton)


def _round(
    window: QWidget,
    faults: list[str],
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> list[QWidget]:
    """Press Tab until it comes round; a text with links keeps it for as long as it has links."""
    stops: list[QWidget] = []
    for _ in range(MOST):
        here = _press(window, Qt.Key.Key_Tab, modifiers)
        faults += lost(window)
        if here is None or here in stops[:-1]:
            return stops
        if not stops or here is not stops[-1]:
            stops.append(here)
    if len(stops) > 1:
        faults.append(f"Tab stays on {said(stops[-1])}")
    return stops


def _press(
    window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> QWidget | None:
    QTest.keyClick(_focused(window) or window, key, modifiers)
    QApplication.processEvents()
    QApplication.processEvents()  # what was put off until then: the ring, a pane that scrolls
    return _focused(window)


def _focused(window: QWidget) -> QWidget | None:
    return cast("QWidget | None", window.focusWidget())


def _inside(
    window: QWidget, stop: QWidget, pressed: dict[Qt.Key, set[QWidget]], faults: list[str]
) -> set[QWidget]:
    """Return what the arrow keys reach from a stop; one of a group.

    `pressed` holds, for every arrow key, where it was pressed already on this walk: it leads there
    again, and on from there, so that a group is walked once and not once from each of its stops.
    """
    stop.setFocus()
    found: set[QWidget] = set()
    for key in ARROWS:
        here: QWidget | None = stop
        while here is not None and here not in pressed[key] and len(pressed[key]) < MOST:
            pressed[key].add(here)
            here = _press(window, key)
            faults += lost(window)
            if not isinstance(here, QAbstractButton):
                break  # it left the group, as the arrow on the first result does
            found.add(here)
        if not isValid(stop):
            break  # the arrow has turned to another page
        stop.setFocus()
    return found - {stop}


def _through_rows(window: QWidget, rows: QAbstractItemView) -> list[str]:
    """Go some rows down and up again; the row with the keyboard must be in sight."""
    found = []
    rows.setFocus()
    for key in (*[Qt.Key.Key_Down] * 6, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Home):
        if _press(window, key) is not rows:
            break
        row = rows.visualRect(rows.currentIndex())
        shown = row & rows.viewport().rect()
        if shown.height() < min(row.height(), rows.viewport().height()):
            found.append(f"{said(rows)}: the row with the keyboard is out of sight")
    return found


def missed_by_keys(window: QWidget) -> list[str]:
    """Return controls that keys alone do not reach, and what is wrong on the way."""
    wanted = controls(window)
    reached, faults = reached_by_keys(window)
    for widget in wanted:
        if not isValid(widget):
            continue  # an arrow key has changed what is shown
        if widget in reached or _has_key_instead(widget, reached):
            continue
        faults.append(f"{said(widget)}: no key leads here")
    return faults


def _has_key_instead(widget: QWidget, reached: set[QWidget]) -> bool:
    """Return True for a cross inside what has the keyboard: Delete does there what it does."""
    owner = widget.parentWidget()
    if isinstance(owner, ViewSwitch):
        return any(owner.isAncestorOf(one) for one in reached if isValid(one))
    if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus or owner is None:
        return False
    return owner in reached or owner.focusProxy() in reached


# --- one sees where one is -----------------------------------------------------------------------


def lost(window: QWidget) -> list[str]:
    """Return what is wrong with where the keyboard is, once everything has come to rest."""
    faults: list[str] = []
    for _ in range(5):
        faults = _lost(window)
        if not faults:
            break
        QTest.qWait(5)
    return faults


def _lost(window: QWidget) -> list[str]:
    """Return what is wrong now: the keyboard nowhere, out of sight, under something."""
    focused = _focused(window)
    if focused is None:
        return ["the keyboard is nowhere"]
    if not focused.isVisible() or not focused.isEnabled():
        return [f"the keyboard is on {said(focused)}, which is hidden or out of use"]
    target = ringed_frame(focused)
    shown, room = _in_sight(target, window)
    high, wide = min(target.height(), room.height()), min(target.width(), room.width())
    if shown.height() < high - SLACK or shown.width() < wide - SLACK:
        return [f"{said(focused)} has the keyboard, and {shown.getRect()} of it is to be seen"]
    above = window.childAt(shown.center())
    if above is not None and not _are_kin(above, target):
        return [f"{said(focused)} has the keyboard under {said(above)}"]
    return []


def _in_sight(widget: QWidget, window: QWidget) -> tuple[QRect, QRect]:
    """Return the part of a widget that no pane cuts off, and the room of the panes, in the window."""
    shown = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    room = window.rect()
    above = widget.parentWidget()
    while above is not None and above is not window:
        frame = QRect(above.mapTo(window, QPoint(0, 0)), above.size())
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            room &= frame
        shown &= frame
        above = area
    return shown & room, room


def _are_kin(one: QWidget, other: QWidget) -> bool:
    return one is other or one.isAncestorOf(other) or other.isAncestorOf(one)
