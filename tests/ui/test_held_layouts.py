"""Layouts that wait, columns that say their width first, and windows that paint nothing meanwhile."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from emndir.ui.freezing import freeze, freeze_until_laid_out, thaw
from emndir.ui.held_layouts import FirstTold, held


class Counting(QVBoxLayout):
    """A column that counts how often it was laid out."""

    def __init__(self, parent):
        super().__init__(parent)
        self.made = 0

    def setGeometry(self, rect):
        self.made += 1
        super().setGeometry(rect)


class Paints(QObject):
    """How often a widget was painted."""

    def __init__(self, watched):
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched, event):
        self.count += event.type() == QEvent.Type.Paint
        return False


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    outer = Counting(window)
    inside = QWidget()
    outer.addWidget(inside)
    inner = Counting(inside)
    for _ in range(6):
        label = QLabel("words")
        label.setVisible(False)
        inner.addWidget(label)
    window.resize(300, 300)
    window.show()
    qtbot.waitExposed(window)
    QApplication.processEvents()
    return window


def show_all(inside):
    for label in inside.findChildren(QLabel):
        label.setVisible(True)


def test_what_is_held_is_laid_out_once_and_in_the_next_turn(window):
    inside = window.layout().itemAt(0).widget()
    before = inside.layout().made
    with held(inside):
        show_all(inside)
        assert inside.layout().made == before
    QApplication.processEvents()
    assert inside.layout().made == before + 1
    places = [label.y() for label in inside.findChildren(QLabel)]
    assert places == sorted(set(places))


def test_it_ends_as_it_does_without(window):
    inside = window.layout().itemAt(0).widget()
    with held(inside):
        show_all(inside)
    QApplication.processEvents()
    held_places = [label.geometry() for label in inside.findChildren(QLabel)]
    for label in inside.findChildren(QLabel):
        label.setVisible(False)
    QApplication.processEvents()
    before = inside.layout().made
    show_all(inside)
    assert inside.layout().made > before + 1  # what `held` is for
    QApplication.processEvents()
    assert [label.geometry() for label in inside.findChildren(QLabel)] == held_places


def test_layouts_are_free_again_after_a_fault_and_after_the_outer_block(window):
    inside = window.layout().itemAt(0).widget()
    with held(inside):
        with held(inside):
            pass
        assert not inside.layout().isEnabled()
        assert not window.layout().isEnabled()
    with pytest.raises(ValueError, match="a fault"), held(inside):
        raise ValueError("a fault")
    assert inside.layout().isEnabled()
    assert window.layout().isEnabled()


def test_a_column_says_its_width_before_anything_in_it_has_another(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    told = []
    label = QLabel("words")
    column = FirstTold(window, lambda width: told.append((width, label.width())))
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(label)
    window.resize(300, 100)
    window.show()
    told.clear()
    window.resize(500, 100)
    assert told[0] == (500, 300)
    assert label.width() == 500


def test_a_window_paints_nothing_until_it_is_laid_out(qtbot, window):
    paints = Paints(window)
    freeze_until_laid_out(window)
    window.repaint()
    assert paints.count == 0
    qtbot.waitUntil(lambda: paints.count > 0)
    assert window.updatesEnabled()


def test_a_window_that_is_frozen_twice_is_thawed_by_the_last(window):
    freeze(window)
    freeze(window)
    thaw(window)
    assert not window.updatesEnabled()
    thaw(window)
    assert window.updatesEnabled()
    thaw(window)  # once too often
    freeze(window)
    assert not window.updatesEnabled()


def test_a_window_that_got_another_size_while_frozen_is_painted(qtbot, window):
    freeze(window)
    window.resize(400, 300)
    for _ in range(5):  # what asks for painting comes to the frozen window
        QApplication.processEvents()
    paints = Paints(window)
    thaw(window)
    qtbot.waitUntil(lambda: paints.count > 0)


def test_a_window_that_is_not_shown_is_not_frozen(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    freeze_until_laid_out(window)
    assert window.updatesEnabled()
