"""Sheets that are read right to left, as text: what is read left to right is held together in them.

On paper the template does the same (`base.typ`). A web page or a letter leaves it to the
program that shows it; without help that program would put the day of a date behind its year.
What stands in the record in English has its full stop at its own end, not at the line's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any, TypeVar

from emndir.handouts.blocks import Sheet

_ISOLATE, _END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_NOT_RTL = r"[^\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]"
_RTL = re.compile(r"[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]")
_LATIN = re.compile(r"[A-Za-z]")
_ENDED = re.compile(r"^(\s*)([(\[“‘\"']*)(.*?)([.!?…)\]”’\"']*)(\s*)$", re.DOTALL)
"""Space, marks that open, what they stand around, marks that close, space."""
_MARK = "\N{LEFT-TO-RIGHT MARK}"
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
    return sheet if sheet.direction == "ltr" else _held(sheet, partial(isolated, marks=marks))


def ended_left_to_right(sheet: Sheet) -> Sheet:
    """Return a sheet for the template whose Latin texts have their full stop at their own end.

    An unseen mark stands after it, and before a bracket that opens: to the template they are
    letters, from the first to the last of which it holds everything together.
    """
    return sheet if sheet.direction == "ltr" else _held(sheet, _ended)


def _ended(text: str) -> str:
    found = _ENDED.match(text) if _is_latin(text) else None
    if found is None:
        return text
    before, opens, words, closes, after = found.groups()
    opens, closes = opens and _MARK + opens, closes and closes + _MARK
    return f"{before}{opens}{words}{closes}{after}"


def _is_latin(text: str) -> bool:
    return bool(_LATIN.search(text)) and not _RTL.search(text)


def isolated(text: str, marks: tuple[str, str] = (_ISOLATE, _END)) -> str:
    """Return a text in which each stretch from one Latin letter or digit to the last is marked.

    A text that is all Latin is one stretch, with its full stop.
    """
    before, after = marks
    if _is_latin(text):
        core = text.strip()
        return text.replace(core, f"{before}{core}{after}", 1)
    return _LTR.sub(lambda found: f"{before}{found.group()}{after}", text)


def _held(thing: Anything, hold: Callable[[str], str]) -> Anything:
    held: Any = thing
    if isinstance(thing, str) and type(thing) is str:
        held = hold(thing)
    elif isinstance(thing, tuple):
        held = tuple(_held(one, hold) for one in thing)
    elif is_dataclass(thing) and not isinstance(thing, type):
        changed = {
            one.name: _held(getattr(thing, one.name), hold)
            for one in fields(thing)
            if one.name not in _CODES and isinstance(getattr(thing, one.name), str | tuple)
        }
        inner = {
            one.name: _held(getattr(thing, one.name), hold)
            for one in fields(thing)
            if is_dataclass(getattr(thing, one.name))
        }
        held = replace(thing, **changed, **inner)
    answer: Anything = held
    return answer
