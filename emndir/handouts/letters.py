"""The letters of the printed sheet: which characters they have, and how wide a text is.

The sheet's fonts come with the package `rendercv-fonts` on every system (decision 0004), so
pages break alike everywhere. PDF/UA forbids a character that no font has, so what cannot be
printed is found here, before a page is made, by reading the fonts' own tables.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from emndir.handouts.families import FAMILIES, face, font_folders, unknown_families
from emndir.handouts.font import Font

__all__ = [
    "FAMILIES",
    "font_folders",
    "in_words",
    "missing_letters",
    "printable",
    "text_width",
    "unknown_families",
]

_INVISIBLE = frozenset("\N{WORD JOINER}\N{ZERO WIDTH SPACE}")
_NAMED = 3
"""Letters that a sentence names; a translation in a script that is not there lacks them all."""


def missing_letters(text: str, families: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the characters of a text that would leave a hole on paper, each once.

    A character counts as there where one family has it both regular and bold. `families` are
    those of a language, which come before the sheet's own.
    """
    if text.isascii():
        return ()
    return tuple(
        character
        for character in dict.fromkeys(unicodedata.normalize("NFC", text))
        if not character.isspace()
        and unicodedata.category(character)[0] != "C"
        and not any(_has(name, character) for name in (*families, *FAMILIES))
    )


def _has(family: str, character: str) -> bool:
    return character in face(family, False) and character in face(family, True)


def in_words(characters: tuple[str, ...]) -> str:
    """Return characters with their names: "日 (CJK UNIFIED IDEOGRAPH-65E5) and 4 more"."""
    named = [
        f"{character} ({unicodedata.name(character, f'U+{ord(character):04X}')})"
        for character in characters[:_NAMED]
    ]
    more = len(characters) - _NAMED
    return ", ".join(named) + (f" and {more} more" if more > 0 else "")


def _font(family: int, bold: bool) -> Font:
    return face(FAMILIES[family], bold)


def text_width(
    text: str, size: float, *, bold: bool = False, families: tuple[str, ...] = ()
) -> float:
    """Return the width of a text on one line in points, without kerning.

    `families` are those of a language, which come before the sheet's own.
    """
    fonts = [face(name, bold) for name in (*families, *FAMILIES)]
    width = 0
    for character in text:
        if character not in _INVISIBLE:
            font = next((one for one in fonts if character in one), fonts[-1])
            width += font.width(character)
    return width * size / 1000


@cache
def _can_print(character: str) -> bool:
    return any(
        character in _font(family, False) and character in _font(family, True)
        for family in range(len(FAMILIES))
    )


def printable(text: str) -> str:
    """Return a text in characters that the sheet's letters have.

    Line ends and other white space become a space; control and format characters go, with
    everything that would turn the direction of reading. A letter that is missing is written
    without its marks; a letter that is not there at all, or a symbol, is left out, never an empty
    square: `missing_letters` says which, for whoever prints.
    """
    shown: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        shown.append(_shown(character, shown[-1][-1:] if shown else ""))
    return "".join(shown)


def _shown(character: str, before: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    category = unicodedata.category(character)
    if character.isspace() or category in ("Zs", "Zl", "Zp"):
        return "\N{NO-BREAK SPACE}" if character in "\N{NO-BREAK SPACE}\u202f" else " "
    if category[0] == "C":
        return ""
    if category[0] == "M":
        return _mark(character, before)
    if _can_print(character):
        return character
    simple = unicodedata.normalize("NFKD", character)
    return "".join(c for c in simple if not unicodedata.combining(c) and _can_print(c))


def _mark(mark: str, before: str) -> str:
    """Return a combining mark only where one font has it and the letter that it stands on."""
    if not before.isalpha():
        return ""
    for family in range(len(FAMILIES)):
        fonts = _font(family, False), _font(family, True)
        if all(before in font for font in fonts):
            return mark if all(mark in font for font in fonts) else ""
    return ""
