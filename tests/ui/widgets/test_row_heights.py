from __future__ import annotations

import random

from emndir.ui.widgets.row_heights import RowHeights


def test_rows_are_guessed_until_they_are_measured():
    rows = RowHeights(3, 10)
    assert (rows.total, rows.top(2), rows.is_measured(1)) == (30, 20, False)
    assert rows.measure(1, 25) == 15
    assert (rows.total, rows.top(2), rows.height(1), rows.is_measured(1)) == (45, 35, 25, True)


def test_an_empty_list():
    rows = RowHeights()
    assert (len(rows), rows.total, rows.row_at(0), rows.row_at(-5)) == (0, 0, -1, -1)
    rows.add(2)
    assert (len(rows), rows.total) == (2, 2)


def test_it_says_the_same_as_adding_up():
    choose = random.Random(4)
    heights = [40] * 700
    rows = RowHeights(500, 40)
    rows.add(200)
    for _ in range(400):
        row, height = choose.randrange(700), choose.randrange(1, 90)
        rows.measure(row, height)
        heights[row] = height
        assert rows.total == sum(heights)
        at = choose.randrange(700)
        assert rows.top(at) == sum(heights[:at])
        y = choose.randrange(rows.total)
        found = rows.row_at(y)
        assert rows.top(found) <= y < rows.top(found) + rows.height(found)
    assert rows.row_at(rows.total + 1000) == 699
    assert rows.row_at(-1) == 0
