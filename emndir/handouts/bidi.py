"""Sheets that are read right to left, as text: what is read left to right is held together in them.

On paper the template does the same (`sheet.typ`). A web page or a letter leaves it to the
program that shows it; without help that program would put the day of a date behind its year.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from emndir.handouts.blocks import Sheet

_ISOLATE, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_NOT_RTL = r"[^\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]"
_LTR = re.compile(rf"[A-Za-z0-9+](?:{_NOT_RTL}*[A-Za-z0-9])?")
_CODES = frozenset(
    {"link", "number", "url", "svg", "uid", "language", "direction", "families", "kind"}
)
"""Fields that no reader sees as they are, and numbers alone, which stay in order by themselves."""

Anything = TypeVar("Anything")


def held_left_to_right(sheet: Sheet, marks: tuple[str, str] = (_ISOLATE, _END)) -> Sheet:
    """Return a sheet whose numbers, postcodes and Latin words stay in their order.

    They stand between two marks. A sheet that is read left to right comes back as it is.
    """
    return sheet if sheet.direction == "ltr" else _held(sheet, marks)


def isolated(text: str, marks: tuple[str, str] = (_ISOLATE, _END)) -> str:
    """Return a text in which each stretch from one Latin letter or digit to the last is marked."""
    before, after = marks
    return _LTR.sub(lambda found: f"{before}{found.group()}{after}", text)


def _held(thing: Anything, marks: tuple[str, str]) -> Anything:
    held: Any = thing
    if isinstance(thing, str) and type(thing) is str:
        held = isolated(thing, marks)
    elif isinstance(thing, tuple):
        held = tuple(_held(one, marks) for one in thing)
    elif is_dataclass(thing) and not isinstance(thing, type):
        changed = {
            one.name: _held(getattr(thing, one.name), marks)
            for one in fields(thing)
            if one.name not in _CODES and isinstance(getattr(thing, one.name), str | tuple)
        }
        inner = {
            one.name: _held(getattr(thing, one.name), marks)
            for one in fields(thing)
            if is_dataclass(getattr(thing, one.name))
        }
        held = replace(thing, **changed, **inner)
    answer: Anything = held
    return answer
