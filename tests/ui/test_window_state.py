"""Where the window was: its own file, safe to lose."""

from __future__ import annotations

import json

import pytest

from emndir.ui.window_state import FILE, WindowState, load_window_state, save_window_state


def test_what_was_saved_comes_back(tmp_path):
    state = WindowState("abc=", "def=")
    save_window_state(state, tmp_path / "new")
    assert load_window_state(tmp_path / "new") == state
    assert load_window_state(tmp_path) == WindowState()
    assert [path.name for path in (tmp_path / "new").iterdir()] == [FILE]


@pytest.mark.parametrize(
    "spoiled",
    [
        "",
        "{",
        "[]",
        "null",
        '{"geometry": 1, "widths": ""}',
        '{"geometry": "ü", "widths": ""}',
        "\x00",
    ],
)
def test_a_spoiled_file_is_the_usual_state(tmp_path, spoiled):
    (tmp_path / FILE).write_text(spoiled, encoding="utf-8")
    assert load_window_state(tmp_path) == WindowState()


def test_a_folder_that_cannot_be_written_is_not_worth_a_word(tmp_path):
    (tmp_path / "file").write_text("")
    save_window_state(WindowState("a", "b"), tmp_path / "file")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
    assert load_window_state(tmp_path / "file") == WindowState()


def test_only_the_windows_place_is_written(program, tmp_path):
    program.window.search_panel.search_box.add_typed("breast le2")
    program.window.close()
    stored = program.core.paths.config / FILE
    assert set(json.loads(stored.read_text())) == {"geometry", "widths", "narrow"}
