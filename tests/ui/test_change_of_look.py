"""A window that changed its theme or text size looks as one whose look changed at once, point by point."""

from __future__ import annotations

import shutil
from time import monotonic

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from emndir.ui.messages import Message
from tests.ui.access.stage import SMALL, THREE, Stage

THEMES = (("dark", 100), ("contrast", 100), ("light", 100))
SIZE = (("light", 125),)
SIZES = (("light", 200), ("light", 100))


@pytest.fixture
def stage_in(qapp, real_home, tmp_path):
    """What opens the program on the real directory, in a theme and a text size."""
    stages = []

    def open_in(choice, percent):
        home = tmp_path / f"home{len(stages)}"
        shutil.copytree(real_home, home)
        stages.append(Stage(home, percent=percent, choice=choice))
        return stages[-1]

    flash = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    yield open_in
    QApplication.setCursorFlashTime(flash)
    for stage in stages:
        stage.close()


def show(stage, name, size):
    """Bring about the same as on every other stage: in the window, and in its biggest dialog."""
    stage.fresh()
    stage.window.resize(*size)
    stage.settle()
    stage.ask("breast", "LE2")
    stage.choose(1)
    stage.window.chosen.shortlist()
    stage.context.messages.tell(Message(text="The list is old.", topic="age"))
    if name == "narrow":
        stage.window.page.show_results()
    if name == "patient":
        stage.window.chosen.turn()
    stage.settle()


def picture(stage):
    QApplication.processEvents()
    stage.settle()
    focused = stage.window.focusWidget()
    if focused is not None:
        focused.clearFocus()  # a window that was hidden is not the active one, and has no ring
    QTest.qWait(250)  # what keeps the keyboard in sight waits, and the number's coming takes time
    before, now = None, grabbed(stage)
    until = monotonic() + 5
    while now != before and monotonic() < until:  # a busy machine takes longer than that
        QTest.qWait(150)
        before, now = now, grabbed(stage)
    return now


def grabbed(stage):
    return stage.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def differences(one, other):
    """Return the points that differ, a few of them."""
    assert one.size() == other.size()
    if one == other:
        return []
    points = ((x, y) for y in range(one.height()) for x in range(one.width()))
    return [at for at in points if one.pixel(*at) != other.pixel(*at)][:: max(1, one.width() // 9)]


def put_on_unseen(stage, look):
    """Change the look while no window is shown: the program gets it all at once, Qt's own way."""
    stage.window.hide()
    stage.context.theme.use(*look)
    stage.window.show()
    stage.window.activateWindow()


@pytest.mark.parametrize(
    ("name", "size", "looks"),
    [
        ("three", THREE, THEMES),
        ("narrow", SMALL, THEMES),
        ("three", THREE, SIZE),
        ("patient", THREE, THEMES),
        ("patient", SMALL, SIZES),
    ],
    ids=["themes", "narrow themes", "size", "patient themes", "patient narrow sizes"],
)
def test_in_turns_it_ends_as_all_at_once(stage_in, name, size, looks, tmp_path):
    pictures = []
    for change in (lambda stage, look: stage.context.theme.change(*look), put_on_unseen):
        stage = stage_in("light", 100)
        show(stage, name, size)
        pictures.append([])
        for look in looks:
            change(stage, look)
            pictures[-1].append(picture(stage))
        stage.window.hide()
    for look, turned, at_once in zip(looks, *pictures, strict=True):
        found = differences(turned, at_once)
        if found:
            turned.save(f"{tmp_path}/changed.png")
            at_once.save(f"{tmp_path}/fresh.png")
        assert found == [], (look, tmp_path)


def test_the_head_of_the_patient_view_is_laid_out_each_time_anew(stage_in):
    stage = stage_in("light", 100)
    show(stage, "patient", THREE)
    patient = stage.window.turning.patient
    for look in (*THEMES, *SIZES) * 2:
        stage.context.theme.change(*look)
        stage.settle()
        shown = [button for button in patient.findChildren(QPushButton) if button.isVisible()]
        assert len(shown) == 3, look  # print, clinician, patient
        head = shown[0].parentWidget()
        for button in shown:
            at = button.mapTo(patient, QPoint(0, 0))
            assert button.height() >= button.sizeHint().height(), look
            assert at.y() + button.height() < head.y() + patient.page.mapTo(patient, QPoint()).y()


def test_as_many_narrowings_are_offered_again_when_letters_are_small_again(stage_in):
    stage = stage_in("light", 100)
    show(stage, "three", THREE)
    chips = stage.window.search_panel.chips
    before = [chip.spec.text for chip in chips.chips]
    for percent in (200, 100):
        stage.context.theme.change("light", percent)
        stage.settle()
    assert [chip.spec.text for chip in chips.chips] == before


@pytest.mark.parametrize("look", [("dark", 100), ("light", 200)])
def test_keys_that_are_pressed_meanwhile_are_not_lost(stage_in, look):
    stage = stage_in("light", 100)
    show(stage, "three", THREE)
    window, theme = stage.window, stage.context.theme
    box = window.search_panel.search_box
    box.focus_all()
    stage.until(box.line.hasFocus)
    typed, turns = "lymphoedema", 0
    theme.change(*look)
    for letter in typed:  # in as many different turns, as far as there are so many
        assert QApplication.focusWidget() is box.line
        turns += theme.is_changing
        QTest.keyClick(window.windowHandle(), letter)
        QApplication.processEvents()
    assert turns > len(typed) // 2
    stage.settle()
    assert box.line.text() == typed
    assert window.search.criteria.words == typed
    assert (theme.name, theme.percent) == look
