"""A language that does not exist: every text of the program 40 % longer, between marks."""

from __future__ import annotations

import re
from math import ceil

from PySide6.QtCore import QObject, QTranslator

OPENING, CLOSING = "«", "»"
LONGER = 1.4
_KEPT = re.compile(r"(\{[^}]*\}|%L?\d|%n|<[^>]*>|&\w+;|\s+)")
"""Places to be filled in, tags and spaces stay as they are."""


class PseudoLanguage(QTranslator):
    """Answers every text with a longer one, each of its words stretched in the middle."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt calls it
        return False

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        return f"{OPENING}{stretched(source)}{CLOSING}" if source else None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)


def stretched(text: str) -> str:
    """Return a text of which each word is 40 % longer, all told, marks and all."""
    spent = 2  # the marks count
    parts = []
    for part in _KEPT.split(text):
        if not part or _KEPT.fullmatch(part):
            parts.append(part)
            continue
        more = max(0, ceil(len(part) * (LONGER - 1)) - spent)
        spent = max(0, spent - ceil(len(part) * (LONGER - 1)))
        middle = len(part) // 2
        parts.append(part[:middle] + part[middle : middle + 1].lower() * more + part[middle:])
    return "".join(parts)


def unmarked(text: str) -> str:
    """Return what of a text did not go through the translator, marked parts left out."""
    before = None
    while before != text:
        before = text
        text = re.sub(rf"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}", "\n", text)
    return text
