"""Small parts that all words of the pane share: sentences, lists, and how old a fact is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from emndir.domain.freshness import Freshness, freshness_in_words
from emndir.domain.provenance import Check
from emndir.ui.detail import Line, Look, Part


def tr(text: str) -> str:
    """Return a text of the pane in the language of the window."""
    return QCoreApplication.translate("wording", text)


def sentence(text: str) -> str:
    """Return text with a full stop, unless it ends a sentence already."""
    text = text.strip()
    return text if not text or text[-1] in ".!?" else f"{text}."


def lower(text: str) -> str:
    """Return text as it stands inside a sentence; "GP refers" keeps its capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def upper(text: str) -> str:
    """Return text with a capital in front."""
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str], last: str = "") -> str:
    """Return "a, b and c", or with another word before the last."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last or tr('and')} {parts[-1]}"


def dated(freshness: Freshness, check: Check | None) -> Line:
    """Return how old a fact is, in words and in the look that goes with them."""
    looks = {Freshness.FRESH: Look.DATED, Freshness.AGEING: Look.AGEING}
    return Line(f"{freshness_in_words(freshness, check)}.", looks.get(freshness, Look.DOUBTFUL))


def unstated() -> Line:
    """Return what stands under a fact that nobody states."""
    return Line(tr("No source states this."), Look.DATED)


def part_of(heading: str, lines: Sequence[Line], age: Line | None = None) -> Part | None:
    """Return a part without its empty lines, or None where nothing is left to say."""
    kept = [line for line in lines if line.text]
    if not kept:
        return None
    return Part(heading=heading, lines=(*kept, *([age] if age else [])))
