"""How a sheet of choices at 12 and 14 points stands on its page: its columns, and how tight.

What is told here is about space alone, and only about: pages are broken where they are made.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from emndir.handouts.blocks import (
    LARGE,
    Entry,
    MapBlock,
    NoticeBox,
    Section,
    Sentence,
    Sheet,
    Table,
)
from emndir.handouts.columns import (
    POINTS_PER_MM,
    Ruler,
    TableColumns,
    entry_columns,
    forget_words,
    table_columns,
)
from emndir.handouts.phrases import Words, plain

_MM = POINTS_PER_MM
_WIDTH, _INSET = 174 * _MM, 4.8 * _MM
"""Width of a page, and what of a table's column is no text: as in the template."""
_LESS_ENTRY, _LESS_ROW, _LESS_AROUND = 1.9 * _MM, 1.4 * _MM, 5.4 * _MM
"""What tight spacing saves an entry, a row of the table, and around the table."""
_ALWAYS = 95
"""Points that title, the table's heading, the foot and what is between take at 12 points."""
_ABOUT = 8.0
"""Points by which a page may be told wrongly."""


def choices_columns(sheet: Sheet) -> dict[str, Any]:
    """Return how wide the columns of services and of the table that compares them are.

    `is_tight` is True where services and table fit one page with less space between them, and
    would not with more. Text has its size either way. A table without services has its columns, at any
    size of text. Empty for sheets without such columns.
    """
    entries = tuple(block for block in sheet.blocks if isinstance(block, Entry))
    table = next((block for block in sheet.blocks if isinstance(block, Table)), None)
    if not entries or sheet.points >= LARGE:
        if table is None or table.is_grouped:
            return {}
        columns = _table_columns(table, Ruler(sheet.points, sheet.families))
        return {"columns": columns.widths, "is_tight": False}
    intro = tuple(block.words for block in sheet.blocks if isinstance(block, Sentence))
    # What else takes room is not counted, so that such a sheet is never tight.
    is_plain = not any(isinstance(block, (MapBlock, NoticeBox, Section)) for block in sheet.blocks)
    told = _columns(entries, table, intro, sheet.points, sheet.spacing, sheet.families)
    return {**told, "is_tight": told["is_tight"] and is_plain}


def forget() -> None:
    """Drop what is remembered of sheets: it says what was printed."""
    _columns.cache_clear()
    forget_words()


@lru_cache(maxsize=8)  # a sheet is handed over several times: to be filled, counted and printed
def _columns(
    entries: tuple[Entry, ...],
    table: Table | None,
    intro: tuple[Words, ...],
    points: int,
    spacing: float,
    families: tuple[str, ...],
) -> dict[str, Any]:
    found = entry_columns(entries, points, spacing, families)
    numbers = (entry.number for entry in entries)
    made: dict[str, Any] = {
        "share": found.share,
        "address_first": dict(zip(numbers, found.address_first, strict=True)),
        "is_tight": False,
    }
    if table is None or table.is_grouped:
        return made
    ruler = Ruler(points, families)
    columns = _table_columns(table, ruler)
    made["columns"] = columns.widths
    words = [plain(one) for one in intro]
    above = sum(ruler.lines(text, _WIDTH) for text in words) * points * 1.4 * spacing
    count = len(table.rows) + 1
    table_high = columns.lines * points * 1.3 * spacing + count * (3.8 * _MM - 0.3 * points)
    note = ruler.lines(table.note, _WIDTH) * points * 1.3 * spacing + 2.4 * _MM if table.note else 0
    high = _ALWAYS * points / 12 + above + found.height + table_high + note
    room = 297 * _MM - 36 * _MM - 2 * points - 3
    less = len(entries) * _LESS_ENTRY + count * _LESS_ROW + _LESS_AROUND
    made["is_tight"] = room - _ABOUT < high < room + less + _ABOUT
    return made


def _table_columns(table: Table, ruler: Ruler) -> TableColumns:
    head = [(name, True) for name in (table.corner, *table.columns)]
    rows = [
        [(question, True), *((one, False) for one in values)] for question, values in table.rows
    ]
    return table_columns([head, *rows], _WIDTH, _INSET, ruler)
