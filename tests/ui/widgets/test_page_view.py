"""PageView: zoom, keys, and what a screen reader is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from emndir.ui.widgets.page_view import LARGEST, SMALLEST, Fit, PageView
from tests.ui.test_printing import pdf_of


@pytest.fixture
def view(qtbot, look):
    view = PageView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    view.show_pdf(pdf_of(3), "The words of the sheet")
    yield view
    view.clear()


def test_it_fits_the_width(view):
    assert view.fit is Fit.WIDTH
    assert view.horizontalScrollBar().maximum() == 0
    assert view.verticalScrollBar().maximum() > 0
    wide = view.widget().width()
    view.resize(700, 400)
    assert view.widget().width() > wide


def test_it_fits_a_page(view):
    view.fit_page()
    assert 794 * view.zoom * 841.9 / 595.3 <= 400


def test_whole_pages_stand_side_by_side_where_there_is_room(qtbot, view):
    view.fit_page()
    boxes = view._leaves._boxes
    assert len({box.left() for box in boxes}) == 1  # no room for two
    view.resize(1000, 500)
    qtbot.waitUntil(lambda: len({box.left() for box in view._leaves._boxes}) > 1)
    first, second, *_rest = view._leaves._boxes
    assert first.top() == second.top()
    assert first.right() < second.left()
    assert view._leaves.width() <= view.viewport().width()
    assert view.horizontalScrollBar().maximum() == 0
    view.fit_width()
    assert len({box.left() for box in view._leaves._boxes}) == 1


def test_keys_zoom_and_scroll(qtbot, view):
    before = view.zoom
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == pytest.approx(before * 1.25)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.zoom == pytest.approx(before)
    assert view.fit is Fit.NONE
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.fit is Fit.WIDTH
    bar = view.verticalScrollBar()
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert bar.value() > 0
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() > 300


def test_zoom_has_its_limits(view):
    for _ in range(30):
        view.zoom_in()
    assert view.zoom == LARGEST
    for _ in range(60):
        view.zoom_out()
    assert view.zoom == SMALLEST


def test_a_screen_reader_hears_which_page_and_what_it_says(qtbot, view):
    assert view.accessibleName() == "Preview, page 1 of 3"
    assert view.accessibleDescription() == "The words of the sheet"
    with qtbot.waitSignal(view.page_changed):
        qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.accessibleName() == "Preview, page 3 of 3"


def test_the_pages_are_painted(view):
    picture = view.grab().toImage()
    white = sum(
        picture.pixelColor(x, 200).name() == "#ffffff" for x in range(0, picture.width(), 10)
    )
    assert white > 20


def test_cleared_it_shows_and_says_nothing(view):
    view.clear()
    assert view.page_count == 0
    assert view.accessibleName() == "Preview"
    assert view.accessibleDescription() == ""
