"""The ring that shows where the keyboard is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from emndir.ui.widgets.field import Field, FieldSpec
from emndir.ui.widgets.focus_ring import GAP, OWN_RING, WIDTH, FocusRing


@pytest.fixture
def window(qtbot, look):
    window = QWidget()
    column = QVBoxLayout(window)
    window.first, window.second = QPushButton("first"), QPushButton("second")
    window.field = Field(FieldSpec("name", "magnify"))
    for part in (window.first, window.second, window.field):
        column.addWidget(part)
    window.ring = FocusRing(window)
    qtbot.addWidget(window)
    window.resize(300, 240)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def around(widget, window):
    reach = GAP + WIDTH
    return QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(
        -reach, -reach, reach, reach
    )


def test_it_stands_around_what_has_the_keyboard(qtbot, window):
    window.first.setFocus()
    qtbot.waitUntil(lambda: window.ring.target is window.first)
    assert window.ring.geometry() == around(window.first, window)
    window.second.setFocus()
    qtbot.waitUntil(lambda: window.ring.geometry() == around(window.second, window))


def test_it_has_the_focus_colour(qtbot, window, look):
    window.first.setFocus()
    qtbot.waitUntil(window.ring.isVisible)
    image = window.grab().toImage()
    middle = window.ring.geometry()
    assert image.pixelColor(middle.center().x(), middle.top() + 1).name() == look.hex("focus")


def test_it_follows_when_its_widget_moves(qtbot, window):
    window.second.setFocus()
    qtbot.waitUntil(window.ring.isVisible)
    window.first.setFixedHeight(80)
    qtbot.waitUntil(lambda: window.ring.geometry() == around(window.second, window))


def test_a_field_has_it_around_its_frame(qtbot, window):
    window.field.line.setFocus()
    qtbot.waitUntil(lambda: window.ring.target is window.field)


def test_it_goes_with_its_widget(qtbot, window):
    window.second.setFocus()
    qtbot.waitUntil(window.ring.isVisible)
    window.second.clearFocus()
    qtbot.waitUntil(lambda: not window.ring.isVisible())


def test_a_widget_with_its_own_ring_has_no_second_one(qtbot, window):
    window.second.setFocus()
    qtbot.waitUntil(window.ring.isVisible)
    window.first.setProperty(OWN_RING, True)
    window.first.setFocus()
    qtbot.waitUntil(lambda: not window.ring.isVisible())


def test_it_lets_the_mouse_through(qtbot, window):
    window.first.setFocus()
    qtbot.waitUntil(window.ring.isVisible)
    assert window.childAt(window.first.geometry().center()) is window.first


def scrolled(qtbot, height=30):
    """A window with a scroll area, and far down in it a line to type in."""
    window, inside = QWidget(), QWidget()
    area = QScrollArea()
    area.setWidget(inside)
    inside.resize(200, 900)
    low = QLineEdit(inside)
    low.setGeometry(10, 700, 100, height)
    QVBoxLayout(window).addWidget(area)
    ring = FocusRing(window)
    qtbot.addWidget(window)
    window.resize(260, 200)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, area, low, ring


def in_sight(area, widget):
    top = widget.mapTo(area.viewport(), QPoint()).y()
    return top >= 0 and top + widget.height() <= area.viewport().height()


def test_what_the_keyboard_comes_to_is_scrolled_into_sight(qtbot, look):
    _window, area, low, ring = scrolled(qtbot)
    assert not in_sight(area, low)
    low.setFocus()
    qtbot.waitUntil(lambda: in_sight(area, low) and ring.isVisible())


def test_of_what_is_higher_than_its_pane_the_top_is_shown(qtbot, look):
    _window, area, low, _ring = scrolled(qtbot, height=195)
    low.setFocus()
    reach = GAP + WIDTH
    qtbot.waitUntil(lambda: low.mapTo(area.viewport(), QPoint()).y() == reach)


def test_it_stays_in_sight_when_the_window_becomes_smaller(qtbot, look):
    window, area, low, _ring = scrolled(qtbot)
    low.setFocus()
    qtbot.waitUntil(lambda: in_sight(area, low))
    window.resize(260, 120)
    qtbot.waitUntil(lambda: area.viewport().height() < 120 and in_sight(area, low))


def test_it_is_cut_off_where_a_scroll_area_cuts_off(qtbot, look):
    window, area, low, ring = scrolled(qtbot)
    low.setFocus()
    qtbot.waitUntil(ring.isVisible)
    qtbot.wait(50)  # the window has its size by then
    area.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: not ring.isVisible())
    area.ensureWidgetVisible(low)
    qtbot.waitUntil(ring.isVisible)
    frame = QRect(area.viewport().mapTo(window, QPoint()), area.viewport().size())
    assert frame.adjusted(-4, -4, 4, 4).contains(ring.geometry())


def test_a_ring_that_python_took_apart_keeps_quiet(qtbot, window):
    """Qt still calls it while its window goes, after the collector has emptied it."""
    window.first.setFocus()
    qtbot.waitUntil(lambda: window.ring.target is window.first)
    soon = window.ring._soon
    soon.stop()
    window.ring.hide()
    window.ring.__dict__.clear()
    with qtbot.captureExceptions() as raised:
        window.second.setFocus()
        window.first.resize(20, 20)
    assert raised == []
