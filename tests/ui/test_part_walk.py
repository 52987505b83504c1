"""F6 from part to part."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from emndir.ui.part_walk import PartWalk


@pytest.fixture
def window(qtbot, qapp):
    window = QWidget()
    column = QVBoxLayout(window)
    window.parts = []
    for _ in range(3):
        part = QWidget()
        part.line = QLineEdit(part)
        column.addWidget(part)
        window.parts.append(part)
    qtbot.addWidget(window)
    window.show()
    return window


def walk(window, **answers):
    went = []

    def to(number):
        went.append(number)
        return answers.get(f"part{number}")

    parts = [(part, lambda number=number: to(number)) for number, part in enumerate(window.parts)]
    return PartWalk(parts), went


@pytest.mark.parametrize(("start", "step", "end"), [(0, 1, 1), (2, 1, 0), (0, -1, 2), (1, -1, 0)])
def test_it_goes_round_both_ways(window, start, step, end):
    parts, went = walk(window)
    parts.go(step, window.parts[start].line)
    assert went == [end]


@pytest.mark.parametrize(("step", "end"), [(1, 0), (-1, 2)])
def test_from_outside_it_begins_at_an_end(window, step, end):
    parts, went = walk(window)
    parts.go(step, None)
    assert went == [end]


def test_hidden_parts_and_parts_with_nothing_to_do_are_stepped_over(window):
    window.parts[1].hide()
    parts, went = walk(window, part2=False)
    parts.go(1, window.parts[0].line)
    assert went == [2, 0]
