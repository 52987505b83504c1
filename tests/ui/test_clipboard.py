"""What is copied, and that it is taken back: nothing of one patient is pasted into the next."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QClipboard, QGuiApplication

import emndir.ui
from emndir.ui import clipboard as module
from emndir.ui.clipboard import NOT_FOR_HISTORIES, OwnClipboard

UI = Path(emndir.ui.__file__).parent


@pytest.fixture
def board(qapp):
    board = QGuiApplication.clipboard()
    board.clear()
    yield board
    board.clear()


class Board:
    """A clipboard of a system that says who owns it, as X11 and Windows do."""

    def __init__(self, *, own=False, own_selection=False):
        self.own, self.own_selection = own, own_selection
        self.kept = {QClipboard.Mode.Clipboard: "copied", QClipboard.Mode.Selection: "selected"}

    def clipboard(self):
        return self

    def ownsClipboard(self):  # noqa: N802 - called so by Qt
        return self.own

    def ownsSelection(self):  # noqa: N802 - called so by Qt
        return self.own_selection

    def supportsSelection(self):  # noqa: N802 - called so by Qt
        return True

    def mimeData(self):
        return self

    def formats(self):
        return ["text/plain"] if self.text() else []

    def text(self):
        return self.kept.get(QClipboard.Mode.Clipboard, "")

    def clear(self, mode=QClipboard.Mode.Clipboard):
        del self.kept[mode]


def test_what_was_copied_is_taken_back(board):
    own = OwnClipboard()
    own.put("0116 258 7597\nLeicester")
    assert board.text() == "0116 258 7597\nLeicester"
    assert own.is_ours
    own.forget()
    assert board.text() == ""
    assert not own.is_ours


def test_it_is_copied_with_plain_spaces(board):
    """A record system would show boxes in place of what keeps a number on one line."""
    own = OwnClipboard()
    own.put("0116\N{NO-BREAK SPACE}258 7597, uhl\N{ZERO WIDTH SPACE}.nhs.uk")
    assert board.text() == "0116 258 7597, uhl.nhs.uk"
    assert own.is_ours


def test_what_another_program_copied_stays(board):
    own = OwnClipboard()
    own.put("0116 258 7597")
    board.setText("from a letter")
    assert not own.is_ours
    own.forget()
    assert board.text() == "from a letter"


def test_what_another_program_copied_is_looked_at_once(board, monkeypatch):
    own = OwnClipboard()
    own.put("0116 258 7597")
    board.setText("from a letter")
    read: list[str] = []
    monkeypatch.setattr(module, "_hash", lambda text: read.append(text))
    assert [own.is_ours for _ in range(3)] == [False] * 3
    assert len(read) == 1
    monkeypatch.undo()
    board.setText("0116 258 7597")  # chosen again from a list of copied texts
    assert own.is_ours


def test_without_having_copied_anything_nothing_is_taken(board):
    board.setText("from a letter")
    OwnClipboard().forget()
    assert board.text() == "from a letter"


def test_it_is_known_again_with_the_line_ends_of_windows(board):
    own = OwnClipboard()
    own.put("one\ntwo")
    board.setText("one\r\ntwo")
    assert own.is_ours


def test_no_history_of_copied_texts_is_to_keep_it(board):
    OwnClipboard().put("0116 258 7597")
    data = board.mimeData()
    for name, value in NOT_FOR_HISTORIES.items():
        assert bytes(data.data(name)) == value


def test_the_text_itself_is_not_kept(board):
    own = OwnClipboard()
    own.put("0116 258 7597")
    assert all("258" not in str(value) for value in vars(own).values())


@pytest.mark.parametrize("is_own", [True, False])
def test_what_a_box_of_the_window_copied_by_itself_goes_too(monkeypatch, is_own):
    board = Board(own=is_own)
    monkeypatch.setattr(module, "QGuiApplication", board)
    OwnClipboard().forget()
    assert board.text() == ("" if is_own else "copied")


@pytest.mark.parametrize("is_own", [True, False])
def test_only_our_own_x11_selection_goes(monkeypatch, is_own):
    board = Board(own_selection=is_own)
    monkeypatch.setattr(module, "QGuiApplication", board)
    OwnClipboard().forget()
    assert (QClipboard.Mode.Selection in board.kept) is not is_own


def test_it_is_taken_back_at_the_end(context, board):
    context.clipboard_put("0116 258 7597")
    context.close()
    assert board.text() == ""


def test_nothing_else_in_the_window_copies():
    uses = [
        f"{file.relative_to(UI)}: {line.strip()}"
        for file in sorted(UI.rglob("*.py"))
        if file.name != "clipboard.py"
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r"clipboard\(\)|QClipboard|setMimeData", line)
    ]
    assert uses == []
