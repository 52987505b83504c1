"""Markup: pieces of HTML in which every text is escaped, which the type `Html` keeps one to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import NewType

from emndir.domain.contact import phone_digits
from emndir.handouts.phrases import Run, Words

Html = NewType("Html", str)
"""Text that is markup already; everything else must be escaped first."""

_NO_TEXT = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]"
    "|[\u202a-\u202e\u2066-\u2069]"
)
"""What no file may hold, and marks that would turn the direction of what follows."""
MARKS = ("\ue000", "\ue001")
"""Around what is read left to right on a page that is not; no reader sees them."""
_MARKED = re.compile("\ue000([^\ue000\ue001]*)\ue001")
_MARK = re.compile("[\ue000\ue001]")
_LINK = re.compile(r"(https?://|mailto:|tel:)[^\s\x00-\x1f]+", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[\d()\s\N{NO-BREAK SPACE}\N{WORD JOINER}-]{3,}")
_DIGITS = range(3, 16)
"""How many digits a number to call has, 999 among them."""


def escaped(text: str) -> Html:
    """Return a text as markup that says just that, without what no file may hold.

    What stands between `MARKS` is an element that is read left to right.
    """
    return Html(_MARK.sub("", _MARKED.sub(r'<bdi dir="ltr">\1</bdi>', _only_text(text))))


def _only_text(text: str) -> str:
    return escape(_NO_TEXT.sub("", text))


def attributes(given: dict[str, str]) -> str:
    """Return attributes as they stand in a tag; those without a value are left out."""
    named = ((name.strip("_").replace("_", "-"), value) for name, value in given.items())
    return "".join(
        f' {name}="{_MARK.sub("", _only_text(value))}"' for name, value in named if value
    )


def tag(name: str, /, *inner: Html, **given: str) -> Html:
    """Return an element; attributes without a value are left out (`class_`, `aria_label`)."""
    return Html(f"<{name}{attributes(given)}>{''.join(inner)}</{name}>")


def void(name: str, /, **given: str) -> Html:
    """Return an element that holds nothing, closed as XML wants it."""
    return Html(f"<{name}{attributes(given)}/>")


def joined(parts: Iterable[Html], between: str = "\n") -> Html:
    """Return pieces one after the other, empty ones left out."""
    return Html(between.join(part for part in parts if part))


def words_html(words: Words) -> Html:
    """Return some words, bold where they are, linked where they lead somewhere."""
    return joined((_run(run) for run in words), "")


def _run(run: Run) -> Html:
    shown = linked(run.text, run.link)
    return tag("strong", shown) if run.strong else shown


def linked(text: str, link: str = "") -> Html:
    """Return text as a link where it has one that is safe, or is a number to call."""
    if _LINK.fullmatch(link):
        return tag("a", escaped(text), href=link, rel="noreferrer")
    digits = phone_digits(text) if _NUMBER.fullmatch(text) else ""
    if len(digits) in _DIGITS:
        return tag("a", escaped(text), href=f"tel:{digits}")
    return escaped(text)


def paragraph(words: Words, class_: str = "") -> Html:
    """Return words as a paragraph, nothing for none."""
    return tag("p", words_html(words), class_=class_) if words else Html("")


def sentence(text: str, class_: str = "") -> Html:
    """Return a text as a paragraph, nothing for none."""
    return tag("p", escaped(text), class_=class_) if text else Html("")
