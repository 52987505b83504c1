"""The letters of a text message (GSM 03.38), and how many messages a text takes.

A letter that the alphabet lacks would turn the whole message into one of 70 letters, so every
text for a patient's telephone is written in it. What has no letter there is said with others.
"""

from __future__ import annotations

import re
import unicodedata

BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""One septet each (3GPP TS 23.038, the default alphabet)."""
EXTENDED = "\f^{}\\[~]|€"
"""Two septets each: a switch, then the letter."""
ONE_MESSAGE = 160
"""Septets of a message that comes alone."""
ONE_PART = 153
"""Septets of each part of a longer message, whose head takes the rest."""

_SAID = {
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "\N{THIN SPACE}": " ",
    "\N{WORD JOINER}": "",
    "\N{ZERO WIDTH SPACE}": "",
    "\N{SOFT HYPHEN}": "",
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{MINUS SIGN}": "-",
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{BULLET}": "-",
    "\N{MIDDLE DOT}": "-",
    "\N{RIGHTWARDS ARROW}": "to",
    "\N{MULTIPLICATION SIGN}": "x",
    "`": "'",
    "\t": " ",
}
_WHITE = re.compile(r"\s+")


def in_basic_letters(text: str) -> str:
    """Return a text on one line in the letters of the alphabet; nothing else is left in it."""
    kept = "".join(map(_letter, unicodedata.normalize("NFC", text)))
    return _WHITE.sub(" ", kept).strip()


def in_ascii(text: str) -> str:
    """Return a text on one line in ASCII where it can be: any record system can store that.

    A letter with no like in ASCII stays as it is; pounds stay pounds.
    """
    said = "".join(_SAID.get(letter, letter) for letter in unicodedata.normalize("NFC", text))
    kept = (letter if letter.isascii() or letter == "£" else _bare(letter) for letter in said)
    return _WHITE.sub(" ", "".join(kept)).strip()


def septets(text: str) -> int:
    """Return how many septets a text takes.

    Raises:
        ValueError: for a letter that the alphabet lacks.
    """
    return sum(map(_weight, text))


def messages(text: str) -> int:
    """Return in how many messages a text goes; a letter of two septets is never torn apart.

    Raises:
        ValueError: for a letter that the alphabet lacks.
    """
    if septets(text) <= ONE_MESSAGE:
        return 1
    parts, used = 1, 0
    for weight in map(_weight, text):
        if used + weight > ONE_PART:
            parts, used = parts + 1, 0
        used += weight
    return parts


def _weight(letter: str) -> int:
    if letter in BASIC:
        return 1
    if letter in EXTENDED:
        return 2
    raise ValueError(f"{letter!r} is no letter of a text message")


def _letter(letter: str) -> str:
    said = _SAID.get(letter, letter)
    if all(one in BASIC or one in EXTENDED for one in said):
        return said
    return "".join(one for one in _bare(letter) if one in BASIC)


def _bare(letter: str) -> str:
    """Return a letter without its marks, a digit as ours, "½" as " 1/2 "; else itself."""
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKD", letter).replace("\N{FRACTION SLASH}", "/")
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    if not bare or not bare.isascii():
        return _STROKED.get(letter, letter)
    return f" {bare} " if any(one.isdigit() for one in bare) else bare


_STROKED = {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "œ": "oe", "Œ": "OE", "þ": "th"}
