"""Sheets as one HTML file: for screens, readers aloud and large letters; it prints itself.

The same blocks in the same order as on paper. Nothing is loaded and nothing runs: the file says
so itself (Content-Security-Policy). It is well formed as XML too, so that a strict reader can
check it. Every text goes through `_text`, which the type `Html` keeps anybody from forgetting.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape, unescape
from itertools import count
from typing import NewType

from emndir.domain.contact import phone_digits
from emndir.handouts.blocks import (
    Address,
    Beside,
    Block,
    Body,
    Bullets,
    ContactBox,
    Contents,
    Entry,
    Foot,
    Index,
    LineBox,
    MapBlock,
    Notes,
    NoticeBox,
    Opening,
    Part,
    Section,
    Sentence,
    Sheet,
    Table,
    Title,
    WalletCard,
)
from emndir.handouts.letters import text_width
from emndir.handouts.phrases import Run, Words, phrases
from emndir.handouts.qr import QrCode
from emndir.runtime.resources import resource

Html = NewType("Html", str)
"""Text that is markup already; everything else must be escaped first."""

_STYLE = "handouts/page.css"
_USUAL = 12
"""Points of a sheet that a screen shows at the reader's own size of text."""
_NO_TEXT = re.compile(
    "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]"
    "|[\u202a-\u202e\u2066-\u2069]"
)
"""What no file may hold, and marks that would turn the direction of what follows."""
_LINK = re.compile(r"(https?://|mailto:|tel:)[^\s\x00-\x1f]+", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[\d()\s\N{NO-BREAK SPACE}\N{WORD JOINER}-]{3,}")
_DIGITS = range(3, 16)
"""How many digits a number to call has, 999 among them."""
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_LABEL = re.compile(r'(<text [^>]*font-size="([\d.]+)"( font-weight="700")?[^>]*)>([^<]*)</text>')
_OWN_SIZE = re.compile(r'<svg((?: (?:xmlns|viewBox)="[^"]*")+)[^>]*>')
_RULED = 4
"""Lines to write on."""
_LISTED = ("choices", "guide", "booklet")
"""Kinds that begin with links to their parts, on a screen."""
_HEIGHTS = {12: ("1.4", "1.75rem", "1.17rem", "2.1rem", "9mm")}
_LARGE = ("1.36", "1.67rem", "1.22rem", "1.55rem", "12mm")
_GIANT = ("1.3", "1.42rem", "1.17rem", "1.5rem", "14mm")


def sheet_html(sheet: Sheet, *, is_cream: bool = False) -> str:
    """Return one sheet as a file of its own."""
    return sheets_html([sheet], is_cream=is_cream)


def sheets_html(sheets: Sequence[Sheet], *, is_cream: bool = False) -> str:
    """Return several sheets as one self-contained file; the same sheets give the same file.

    Several have the directory's name as the one main heading and links to each. `is_cream` is
    the colour behind the words on a screen, whatever colours the screen prefers; paper is white.

    Raises:
        ValueError: without a sheet, or for sheets of different sizes or languages.
    """
    if len({(sheet.points, sheet.language) for sheet in sheets}) != 1:
        raise ValueError("sheets of one file share their text size and language")
    return _Page(sheets).file(is_cream=is_cream)


# --- Markup ----------------------------------------------------------------------------------------


def _text(text: str) -> Html:
    return Html(escape(_NO_TEXT.sub("", text)))


def _attributes(given: dict[str, str]) -> str:
    named = ((name.strip("_").replace("_", "-"), value) for name, value in given.items())
    return "".join(f' {name}="{_text(value)}"' for name, value in named if value)


def _tag(name: str, /, *inner: Html, **given: str) -> Html:
    """Return an element; attributes without a value are left out (`class_`, `aria_label`)."""
    return Html(f"<{name}{_attributes(given)}>{''.join(inner)}</{name}>")


def _void(name: str, /, **given: str) -> Html:
    return Html(f"<{name}{_attributes(given)}/>")


def _joined(parts: Iterable[Html], between: str = "\n") -> Html:
    return Html(between.join(part for part in parts if part))


def _words(words: Words) -> Html:
    return _joined((_run(run) for run in words), "")


def _run(run: Run) -> Html:
    shown = _linked(run.text, run.link)
    return _tag("strong", shown) if run.strong else shown


def _linked(text: str, link: str = "") -> Html:
    """Return text as a link where it has one that is safe, or is a number to call."""
    if _LINK.fullmatch(link):
        return _tag("a", _text(text), href=link, rel="noreferrer")
    digits = phone_digits(text) if _NUMBER.fullmatch(text) else ""
    if len(digits) in _DIGITS:
        return _tag("a", _text(text), href=f"tel:{digits}")
    return _text(text)


def _paragraph(words: Words, class_: str = "") -> Html:
    return _tag("p", _words(words), class_=class_) if words else Html("")


def _said(text: str, class_: str = "") -> Html:
    return _tag("p", _text(text), class_=class_) if text else Html("")


# --- The file --------------------------------------------------------------------------------------


class _Page:
    """A file in the making; it numbers what is referred to and remembers what to list."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = sheets
        self._first = sheets[0]
        self._is_one = len(sheets) == 1
        self._deeper = 0 if self._is_one else 1
        self._listed: list[tuple[str, str]] = []
        self._numbers = count(1)

    def file(self, *, is_cream: bool) -> str:
        first = self._first
        body = self._one(first) if self._is_one else self._several()
        style = _style(first.points)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        language, _, region = first.language.partition("-")
        head = (
            _void("meta", charset="utf-8"),
            _void("meta", http_equiv="Content-Security-Policy", content=policy),
            _void("meta", name="viewport", content="width=device-width, initial-scale=1"),
            _void("meta", name="referrer", content="no-referrer"),
            _void("meta", name="format-detection", content="telephone=no"),
            _void("meta", name="author", content=first.directory),
            _tag("title", _text(first.title if self._is_one else first.directory)),
            Html(f"<style>{style}</style>"),
        )
        page = _tag(
            "html",
            Html("\n"),
            _tag("head", Html("\n"), _joined(head), Html("\n")),
            Html("\n"),
            _tag("body", Html("\n"), body, Html("\n")),
            Html("\n"),
            lang=f"{language}-{region or 'GB'}" if language == "en" else first.language,
            dir="rtl" if language in _RIGHT_TO_LEFT else "ltr",
            class_=f"{first.kind} cream" if is_cream else first.kind,
        )
        return f"<!DOCTYPE html>\n{page}\n"

    def _one(self, sheet: Sheet) -> Html:
        blocks = self._blocks(sheet.blocks)
        listed = self._listed if sheet.kind in _LISTED else []
        return _joined(
            (
                _head(sheet),
                self._contents(listed),
                _tag("main", Html("\n"), blocks, Html("\n")),
                _foot(sheet.foot),
            )
        )

    def _several(self) -> Html:
        """Return sheets one after the other, each with a head and foot of its own."""
        articles, listed = [], []
        for number, sheet in enumerate(self._sheets, start=1):
            name = f"sheet-{number}"
            listed.append((name, sheet.title))
            inner = (_head(sheet), self._blocks(sheet.blocks), _foot(sheet.foot))
            articles.append(_tag("article", _joined(inner), id=name, class_="sheet"))
        title = _tag("h1", _text(self._first.directory))
        return _joined(
            (
                _tag("header", title, class_="screen"),
                self._contents(listed),
                _tag("main", Html("\n"), _joined(articles), Html("\n")),
            )
        )

    def _contents(self, listed: Sequence[tuple[str, str]]) -> Html:
        if len(listed) < 2:
            return Html("")
        items = [
            _tag("li", _tag("a", _text(title), href=f"#{name}"), Html("\n"))
            for name, title in listed
        ]
        label = phrases(self._first.language).say("file.contents")
        return _tag("nav", _tag("ul", *items), aria_label=label)

    def _heading(self, level: int, *inner: Html, of: str = "") -> Html:
        return _tag(f"h{level + self._deeper}", *inner, id=of)

    def _name(self, title: str, *, is_listed: bool = False) -> str:
        """Return a new id for something with a heading."""
        name = f"part-{next(self._numbers)}"
        if is_listed:
            self._listed.append((name, title))
        return name

    # --- Blocks ------------------------------------------------------------------------------------

    def _blocks(self, blocks: Iterable[Block]) -> Html:
        return _joined(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Html:
        match block:
            case Title(text):
                return self._heading(1, _text(text))
            case Sentence():
                return _body(block)
            case ContactBox():
                return _contact(block)
            case NoticeBox():
                return self._notice(block)
            case Section():
                return self._section(block)
            case Beside(sections, picture):
                inner = _tag("div", *map(self._section, sections))
                return _tag("div", inner, _map(picture, self._first.points), class_="with-map")
            case MapBlock():
                return _map(block, self._first.points)
            case Notes():
                return self._notes(block)
            case Entry() | Table() | Part() | Opening():
                return self._of_several(block)
            case Contents() | Index() | LineBox() | WalletCard():
                return self._of_own_paper(block)

    def _of_several(self, block: Entry | Table | Part | Opening) -> Html:
        match block:
            case Opening(blocks, picture):
                inner = _tag("div", self._blocks(blocks))
                drawn = _map(picture, self._first.points)
                return _tag("div", inner, drawn, class_="with-map")
            case Entry():
                return self._entry(block)
            case Table():
                return self._table(block)
            case Part(heading, blocks):
                name = self._name(heading, is_listed=True)
                head = self._heading(2, _text(heading), of=name)
                return _tag(
                    "section", head, self._blocks(blocks), class_="part", aria_labelledby=name
                )

    def _of_own_paper(self, block: Contents | Index | LineBox | WalletCard) -> Html:
        """Return what only booklets, posters and cards have."""
        match block:
            case Contents():
                return Html("")  # a file has its own links to every part
            case Index():
                return self._index(block)
            case LineBox():
                return self._line(block)
            case WalletCard(box, team, until):
                return self._line(box, _said(team, "field"), _said(until))

    def _section(self, section: Section) -> Html:
        heading = self._heading(2, _text(section.heading))
        return _tag("section", heading, *map(_body, section.body))

    def _notice(self, box: NoticeBox) -> Html:
        name = self._name(box.heading)
        return _tag(
            "section",
            self._heading(2, _text(box.heading), of=name),
            _paragraph(box.words),
            role="note",
            class_="notice urgent" if box.is_urgent else "notice",
            aria_labelledby=name,
        )

    def _line(self, box: LineBox, *more: Html) -> Html:
        name = self._name(box.heading)
        number = _tag("p", _linked(box.number), class_="number") if box.number else Html("")
        return _tag(
            "section",
            self._heading(2, _text(box.heading), of=name),
            _paragraph(box.lead),
            number,
            _said(box.blank, "field"),
            *map(_paragraph, box.after),
            *more,
            role="note",
            class_="notice urgent",
            aria_labelledby=name,
        )

    def _index(self, index: Index) -> Html:
        name = self._name(index.heading, is_listed=True)
        rows = (
            _tag("li", _tag("strong", _text(place)), _text(f": {', '.join(numbers)}"), Html("\n"))
            for place, numbers in index.rows
        )
        heading = self._heading(2, _text(index.heading), of=name)
        return _tag("section", heading, _said(index.note), _tag("ul", *rows), class_="index")

    def _notes(self, notes: Notes) -> Html:
        lines = [_tag("div", class_="rule", aria_hidden="true") for _ in range(_RULED)]
        return _tag(
            "section",
            self._heading(2, _text(notes.heading)),
            _said(notes.space, "ears"),
            *lines,
            _tag("div", _said(notes.contact, "field"), _said(notes.phone, "field"), class_="who"),
            class_="notes",
        )

    def _entry(self, entry: Entry) -> Html:
        title = f"{entry.number}. {entry.name}" if entry.number else entry.name
        name = self._name(title, is_listed=entry.level == 2)
        number = _tag("span", _text(entry.number), class_="disc") if entry.number else Html("")
        heading = self._heading(entry.level, _joined((number, _text(entry.name)), " "), of=name)
        said = (
            _said(entry.step, "step"),
            *map(_body, entry.body),
            _paragraph(entry.call, "call"),
            *map(_body, entry.beside),
            _paragraph(entry.aside, "aside"),
        )
        code = _qr(entry.qr, entry.qr_caption, entry.qr_alt)
        inner = _tag("div", _tag("div", *said, class_="say"), code, class_="with-code")
        return _tag("section", heading, inner, class_="entry", aria_labelledby=name)

    def _table(self, table: Table) -> Html:
        name = self._name(table.heading)
        rows = _grouped(table) if table.is_grouped else _matrix(table)
        # Narrow screens show a matrix as blocks: the roles keep it a table for those who listen.
        shown = _tag(
            "table",
            *rows,
            role="table",
            class_="grouped" if table.is_grouped else "matrix",
            aria_labelledby=name,
        )
        heading = self._heading(2, _text(table.heading), of=name)
        return _tag("section", heading, shown, _said(table.note), class_="compare")


# --- Parts that have no heading --------------------------------------------------------------------


def _head(sheet: Sheet) -> Html:
    return _tag("header", _said(sheet.head_left), _said(sheet.head_right), class_="head")


def _body(body: Body) -> Html:
    match body:
        case Sentence(words):
            return _paragraph(words)
        case Address(lines):
            return _tag("address", _joined(map(_text, lines), "<br/>\n"))
        case Bullets(items, in_columns):
            shown = [_tag("li", _text(item), Html("\n")) for item in items]
            return _tag("ul", *shown, class_="two" if in_columns else "")


def _contact(box: ContactBox) -> Html:
    number = _tag("p", _linked(box.number), class_="number") if box.number else Html("")
    said = (_paragraph(box.lead), number, *map(_paragraph, box.after))
    code = _qr(box.qr, box.qr_caption, box.qr_alt)
    return _tag("section", _tag("div", *said, class_="say"), code, class_="contact")


def _qr(code: QrCode | None, caption: str, alt: str) -> Html:
    if code is None:
        return Html("")
    picture = _picture(code.svg, alt)
    return _tag("figure", picture, _tag("figcaption", _text(caption)), class_="qr")


def _map(block: MapBlock, points: int) -> Html:
    """Return a map with its words in sight: who listens hears them from the picture, once."""
    picture = block.picture
    twin = _tag("p", _text(picture.alt), class_="screen", aria_hidden="true")
    caption = _tag("figcaption", twin, _said(block.note))
    wide = f"{picture.width / points:.4g}em"  # its labels grow with the reader's text
    drawn = _picture(_LABEL.sub(_held, picture.svg), picture.alt, width=wide)
    return _tag("figure", drawn, caption, class_="map")


def _held(label: re.Match[str]) -> str:
    """Return a label of a map held to the width that was measured for it, in whatever letters."""
    opened, size, weight, text = label.groups()
    width = text_width(unescape(text), float(size), bold=bool(weight))
    return f'{opened} textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs">{text}</text>'


def _picture(svg: str, alt: str, **given: str) -> Html:
    """Return a drawing of this program's own, as a picture with words for those who listen."""
    told = _attributes({"role": "img", "aria_label": alt, **given})
    return Html(_OWN_SIZE.sub(rf"<svg{told.replace(chr(92), chr(92) * 2)}\1>", svg, count=1))


def _matrix(table: Table) -> tuple[Html, Html]:
    corner = (
        _tag("th", _text(table.corner), scope="col", role="columnheader")
        if table.corner
        else _tag("td", role="cell")
    )
    columns = [
        _tag("th", _text(column), scope="col", role="columnheader") for column in table.columns
    ]
    rows = []
    for question, values in table.rows:
        cells = [
            _tag("td", _text(value), Html("\n"), role="cell", data_of=column)
            for column, value in zip(table.columns, values, strict=True)
        ]
        first = _tag("th", _text(question), Html("\n"), scope="row", role="rowheader")
        rows.append(_tag("tr", first, *cells, role="row"))
    head = _tag("thead", _tag("tr", corner, *columns, role="row"), role="rowgroup")
    return head, _tag("tbody", *rows, role="rowgroup")


def _grouped(table: Table) -> list[Html]:
    groups = []
    for question, values in table.rows:
        first = _tag("th", _text(question), scope="rowgroup", colspan="2", role="rowheader")
        rows = [
            _tag(
                "tr",
                _tag("th", _text(column), Html("\n"), scope="row", role="rowheader"),
                _tag("td", _text(value), Html("\n"), role="cell"),
                role="row",
            )
            for column, value in zip(table.columns, values, strict=True)
        ]
        groups.append(_tag("tbody", _tag("tr", first, role="row"), *rows, role="rowgroup"))
    return groups


def _foot(foot: Foot) -> Html:
    sentences = (_words(foot.check), *map(_text, (foot.change, foot.date, foot.until)))
    lines = (
        _tag("p", _joined(sentences, " ")),
        _said(foot.maker),
        _paragraph(foot.error),
        _said(foot.format),
        _said(foot.credit),
    )
    return _tag("footer", *lines, class_="foot")


@cache
def _style(points: int) -> str:
    """Return the style of a size of text, with no space that does not matter."""
    large = _GIANT if points >= 24 else _LARGE
    high, title, section, number, rule = _HEIGHTS.get(points, large)
    own = (
        f"html{{font-size:{points / _USUAL:.4g}em;--points:{points}pt;--high:{high};--title:{title};"
        f"--section:{section};--number:{number};--rule:{rule}}}"
    )
    text = resource(_STYLE).read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return own + re.sub(r"\s+", " ", text).strip()
