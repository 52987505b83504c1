"""Sheets as one HTML file: for screens, readers aloud and large letters; it prints itself.

The same blocks in the same order as on paper. Nothing is loaded and nothing runs: the file says
so itself (Content-Security-Policy). It is well formed as XML too, so that a strict reader can
check it. `html_markup` escapes every text.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import count

from emndir.handouts.bidi import held_left_to_right
from emndir.handouts.blocks import (
    Beside,
    Block,
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
from emndir.handouts.html_markup import (
    MARKS,
    Html,
    escaped,
    joined,
    linked,
    paragraph,
    sentence,
    tag,
    void,
    words_html,
)
from emndir.handouts.html_parts import (
    body_html,
    contact_html,
    grouped_rows,
    map_html,
    matrix_rows,
    qr_html,
)
from emndir.runtime.resources import resource

_STYLE = "handouts/page.css"
_USUAL = 12
"""Points of a sheet that a screen shows at the reader's own size of text."""
_TITLE = "title"
"""The id of the one main heading, which also names the list of links."""
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
        ValueError: without a sheet, or for sheets of different sizes, spacings or languages.
    """
    if len({(sheet.points, sheet.spacing, sheet.language) for sheet in sheets}) != 1:
        raise ValueError("sheets of one file share their text size, spacing and language")
    return _Page([held_left_to_right(sheet, MARKS) for sheet in sheets]).file(is_cream=is_cream)


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
        style = _style(first.points, first.spacing)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        language, _, region = first.language.partition("-")
        head = (
            void("meta", charset="utf-8"),
            void("meta", http_equiv="Content-Security-Policy", content=policy),
            void("meta", name="viewport", content="width=device-width, initial-scale=1"),
            void("meta", name="referrer", content="no-referrer"),
            void("meta", name="format-detection", content="telephone=no"),
            void("meta", name="author", content=first.directory),
            tag("title", escaped(first.title if self._is_one else first.directory)),
            Html(f"<style>{style}</style>"),
        )
        page = tag(
            "html",
            Html("\n"),
            tag("head", Html("\n"), joined(head), Html("\n")),
            Html("\n"),
            tag("body", Html("\n"), body, Html("\n")),
            Html("\n"),
            lang=f"{language}-{region or 'GB'}" if language == "en" else first.language,
            dir=first.direction,
            class_=f"{first.kind} cream" if is_cream else first.kind,
        )
        return f"<!DOCTYPE html>\n{page}\n"

    def _one(self, sheet: Sheet) -> Html:
        blocks = self._blocks(sheet.blocks)
        listed = self._listed if sheet.kind in _LISTED else []
        return joined(
            (
                _head(sheet),
                self._contents(listed),
                tag("main", Html("\n"), blocks, Html("\n")),
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
            articles.append(tag("article", joined(inner), id=name, class_="sheet"))
        title = tag("h1", escaped(self._first.directory), id=_TITLE)
        return joined(
            (
                tag("header", title, class_="screen"),
                self._contents(listed),
                tag("main", Html("\n"), joined(articles), Html("\n")),
            )
        )

    def _contents(self, listed: Sequence[tuple[str, str]]) -> Html:
        if len(listed) < 2:
            return Html("")
        items = [
            tag("li", tag("a", escaped(title), href=f"#{name}"), Html("\n"))
            for name, title in listed
        ]
        return tag("nav", tag("ul", *items), aria_labelledby=_TITLE)

    def _heading(self, level: int, *inner: Html, of: str = "") -> Html:
        return tag(f"h{level + self._deeper}", *inner, id=of)

    def _name(self, title: str, *, is_listed: bool = False) -> str:
        """Return a new id for something with a heading."""
        name = f"part-{next(self._numbers)}"
        if is_listed:
            self._listed.append((name, title))
        return name

    # --- Blocks ------------------------------------------------------------------------------------

    def _blocks(self, blocks: Iterable[Block]) -> Html:
        return joined(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Html:
        match block:
            case Title(text):
                return self._heading(1, escaped(text), of=_TITLE if self._is_one else "")
            case Sentence():
                return body_html(block)
            case ContactBox():
                return contact_html(block)
            case NoticeBox():
                return self._notice(block)
            case Section():
                return self._section(block)
            case Beside(sections, picture):
                inner = tag("div", *map(self._section, sections))
                return tag("div", inner, map_html(picture, self._first.points), class_="with-map")
            case MapBlock():
                return map_html(block, self._first.points)
            case Notes():
                return self._notes(block)
            case Entry() | Table() | Part() | Opening():
                return self._of_several(block)
            case Contents() | Index() | LineBox() | WalletCard():
                return self._of_own_paper(block)

    def _of_several(self, block: Entry | Table | Part | Opening) -> Html:
        match block:
            case Opening(blocks, picture):
                inner = tag("div", self._blocks(blocks))
                drawn = map_html(picture, self._first.points)
                return tag("div", inner, drawn, class_="with-map")
            case Entry():
                return self._entry(block)
            case Table():
                return self._table(block)
            case Part(heading, blocks):
                name = self._name(heading, is_listed=True)
                head = self._heading(2, escaped(heading), of=name)
                return tag(
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
                return self._line(box, sentence(team, "field"), sentence(until))

    def _section(self, section: Section) -> Html:
        heading = self._heading(2, escaped(section.heading))
        return tag("section", heading, *map(body_html, section.body))

    def _notice(self, box: NoticeBox) -> Html:
        name = self._name(box.heading)
        return tag(
            "section",
            self._heading(2, escaped(box.heading), of=name),
            paragraph(box.words),
            role="note",
            class_="notice urgent" if box.is_urgent else "notice",
            aria_labelledby=name,
        )

    def _line(self, box: LineBox, *more: Html) -> Html:
        name = self._name(box.heading)
        number = tag("p", linked(box.number), class_="number") if box.number else Html("")
        return tag(
            "section",
            self._heading(2, escaped(box.heading), of=name),
            paragraph(box.lead),
            number,
            sentence(box.blank, "field"),
            *map(paragraph, box.after),
            *more,
            role="note",
            class_="notice urgent",
            aria_labelledby=name,
        )

    def _index(self, index: Index) -> Html:
        name = self._name(index.heading, is_listed=True)
        rows = (
            tag("li", tag("strong", escaped(place)), escaped(f": {', '.join(numbers)}"), Html("\n"))
            for place, numbers in index.rows
        )
        heading = self._heading(2, escaped(index.heading), of=name)
        return tag("section", heading, sentence(index.note), tag("ul", *rows), class_="index")

    def _notes(self, notes: Notes) -> Html:
        lines = [tag("div", class_="rule", aria_hidden="true") for _ in range(_RULED)]
        return tag(
            "section",
            self._heading(2, escaped(notes.heading)),
            sentence(notes.space, "ears"),
            *lines,
            tag(
                "div",
                sentence(notes.contact, "field"),
                sentence(notes.phone, "field"),
                class_="who",
            ),
            class_="notes",
        )

    def _entry(self, entry: Entry) -> Html:
        title = f"{entry.number}. {entry.name}" if entry.number else entry.name
        name = self._name(title, is_listed=entry.level == 2)
        number = tag("span", escaped(entry.number), class_="disc") if entry.number else Html("")
        heading = self._heading(entry.level, joined((number, escaped(entry.name)), " "), of=name)
        said = (
            sentence(entry.step, "step"),
            *map(body_html, entry.body),
            paragraph(entry.call, "call"),
            *map(body_html, entry.beside),
            paragraph(entry.aside, "aside"),
        )
        own = sentence(entry.code, "code")
        code = qr_html(entry.qr, entry.qr_caption, entry.qr_alt)
        inner = tag("div", tag("div", *said, class_="say"), code, class_="with-code")
        return tag("section", heading, inner, own, class_="entry", aria_labelledby=name)

    def _table(self, table: Table) -> Html:
        name = self._name(table.heading)
        rows = grouped_rows(table) if table.is_grouped else matrix_rows(table)
        # Narrow screens show a matrix as blocks: the roles keep it a table for those who listen.
        shown = tag(
            "table",
            *rows,
            role="table",
            class_="grouped" if table.is_grouped else "matrix",
            aria_labelledby=name,
        )
        heading = self._heading(2, escaped(table.heading), of=name)
        return tag("section", heading, shown, sentence(table.note), class_="compare")


# --- Head and foot ---------------------------------------------------------------------------------


def _head(sheet: Sheet) -> Html:
    return tag("header", sentence(sheet.head_left), sentence(sheet.head_right), class_="head")


def _foot(foot: Foot) -> Html:
    sentences = (words_html(foot.check), *map(escaped, (foot.change, foot.date, foot.until)))
    lines = (
        tag("p", joined(sentences, " ")),
        sentence(foot.maker),
        paragraph(foot.error),
        sentence(foot.format),
        sentence(foot.credit),
    )
    return tag("footer", *lines, class_="foot")


@cache
def _style(points: int, spacing: float) -> str:
    """Return the style of a size of text, with no space that does not matter."""
    large = _GIANT if points >= 24 else _LARGE
    high, title, section, number, rule = _HEIGHTS.get(points, large)
    own = (
        f"html{{font-size:{points / _USUAL:.4g}em;--points:{points}pt;--high:{float(high) * spacing:.4g};--title:{title};"
        f"--section:{section};--number:{number};--rule:{rule}}}"
    )
    text = resource(_STYLE).read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return own + re.sub(r"\s+", " ", text).strip()
