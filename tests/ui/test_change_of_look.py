"""A window that changed its theme or text size looks as one whose look changed at once, point by point."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from emndir.ui.messages import Message
from tests.ui.access.stage import SMALL, THREE, Stage

THEMES = (("dark", 100), ("contrast", 100), ("light", 100))
SIZE = (("light", 125),)


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
    stage.settle()


def picture(stage):
    QApplication.processEvents()
    stage.settle()
    focused = stage.window.focusWidget()
    if focused is not None:
        focused.clearFocus()  # a window that was hidden is not the active one, and has no ring
    QTest.qWait(250)  # what keeps the keyboard in sight waits, and the number's coming takes time
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
    [("three", THREE, THEMES), ("narrow", SMALL, THEMES), ("three", THREE, SIZE)],
    ids=["themes", "narrow themes", "size"],
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
