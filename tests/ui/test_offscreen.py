"""The window where there is no screen: the picture, and what it shows."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from emndir.domain.errors import EmndirError
from emndir.ui.offscreen import Scene, draw_window


def test_the_picture_shows_the_window_with_the_first_result_open(core, look, tmp_path):
    picture = tmp_path / "window.png"
    shown = draw_window(core, Scene(words="loros", near="LE2"), picture)
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1280, 800)
    colors = {image.pixelColor(x, y).name() for x in range(0, 1280, 7) for y in range(0, 800, 7)}
    assert len(colors) > 20
    assert shown.total >= 1
    assert "LOROS" in shown.cards[0]
    assert core.open().service(shown.uid)
    assert shown.sheet_pdf.startswith(b"%PDF")


@pytest.mark.parametrize(("theme", "percent"), [("dark", 100), ("contrast", 100), ("light", 200)])
def test_every_look_can_be_drawn(core, look, tmp_path, theme, percent):
    picture = tmp_path / "window.png"
    draw_window(core, Scene(words="loros", theme=theme, percent=percent, size=(1000, 700)), picture)
    assert QImage(str(picture)).width() == 1000


def test_nothing_found_is_a_sentence(core, look, tmp_path):
    with pytest.raises(EmndirError, match="No service was found"):
        draw_window(core, Scene(words="xyzzy flurb"), tmp_path / "window.png")


def test_a_picture_that_cannot_be_written_is_a_sentence(core, look, tmp_path, recwarn):
    with pytest.raises(EmndirError, match="could not be written"):
        draw_window(core, Scene(words="loros"), tmp_path / "no" / "folder" / "window.png")


def test_a_failure_ends_it_at_once(core, look, tmp_path, monkeypatch):
    def full(_criteria):
        raise EmndirError("The disk is full.", "Make room.")

    opened = core.open()
    monkeypatch.setattr(opened, "find", full)
    monkeypatch.setattr(core, "open", lambda _progress=None: opened)
    with pytest.raises(EmndirError, match="disk is full"):
        draw_window(core, Scene(words="loros"), tmp_path / "window.png")


def test_a_bug_ends_it_at_once_as_the_bug_it_is(core, look, tmp_path, monkeypatch):
    opened = core.open()
    monkeypatch.setattr(opened, "find", lambda _criteria: 1 / 0)
    monkeypatch.setattr(core, "open", lambda _progress=None: opened)
    with pytest.raises(ZeroDivisionError):
        draw_window(core, Scene(words="loros"), tmp_path / "window.png")
