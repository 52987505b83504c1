"""A sheet as a list of blocks: one list feeds the PDF and the plain text, so they cannot disagree.

Blocks hold finished words, never records. What each looks like is `resources/handouts`' and
`plain_text`'s business; what stands in them and in which order is HANDOUT sections 2 and 7.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from emndir.domain.vocabulary import FactGroup
from emndir.handouts.phrases import Words

if TYPE_CHECKING:
    from emndir.handouts.map import MapPicture
    from emndir.handouts.qr import QrCode

SIZES = (12, 14, 16, 18, 24)
"""Text sizes in points that a sheet can have: text reflows, it is never scaled up."""
SPACINGS = (1.0, 1.25, 1.5)
"""How far apart lines can stand, 1 being usual: wider ones are easier for many to follow."""
LARGE = 16
"""From this size a sheet is large print: one column, the page's number at the top."""


@dataclass(frozen=True, slots=True)
class Title:
    """The largest words of a sheet, once (H1)."""

    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Body text (P)."""

    words: Words


@dataclass(frozen=True, slots=True)
class Address:
    """One part a line, the postcode last and unbroken."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list with round dots; in two columns where there is room."""

    items: tuple[str, ...]
    in_columns: bool = False


Body = Sentence | Address | Bullets


@dataclass(frozen=True, slots=True)
class ContactBox:
    """A frame with the number to call, large; `lead` says whose it is, `after` what else to know."""

    lead: Words = ()
    number: str = ""
    after: tuple[Words, ...] = ()
    qr: QrCode | None = None
    qr_caption: str = ""
    qr_alt: str = ""


@dataclass(frozen=True, slots=True)
class NoticeBox:
    """A frame with a heading: what to do when unwell (`is_urgent`, solid edge), or an alert."""

    heading: str
    words: Words
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what belongs to it (H2). `gives_way` marks one that had to find room."""

    heading: str
    body: tuple[Body, ...]
    gives_way: bool = False


@dataclass(frozen=True, slots=True)
class MapBlock:
    """An outline map with its alternative text and a note under it.

    `key` says what the numbered pins are: number and name.
    """

    picture: MapPicture
    note: str
    key: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """Sections with a map to their right, where the paper is wide enough for the text size."""

    sections: tuple[Section, ...]
    map: MapBlock


@dataclass(frozen=True, slots=True)
class Opening:
    """The head of a guide: title, sentences and boxes, with the map to their right if it fits."""

    blocks: tuple[Title | Sentence | NoticeBox, ...]
    map: MapBlock


@dataclass(frozen=True, slots=True)
class Notes:
    """Ruled lines to write on by hand; nothing is ever typed into them."""

    heading: str
    contact: str
    phone: str
    space: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One service in a list: a disc with its number, its name, what it is and how to reach it.

    `step` is "Start here" or the like. `body` says what it is; `call` is the line with its
    number; `beside` is where and when, a column of its own where the paper is wide enough;
    `aside` is the right column of a guide. `level` is that of its heading. `code` is what to
    give where a fact of it is wrong.
    """

    number: str
    name: str
    step: str = ""
    call: Words = ()
    body: tuple[Body, ...] = ()
    aside: Words = ()
    qr: QrCode | None = None
    qr_caption: str = ""
    qr_alt: str = ""
    level: int = 2
    beside: tuple[Body, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Services side by side: each row is a question with one value a column.

    `is_grouped` puts the services of a question below one another, for large print and for more
    services than a line holds; giant print has a list a service. `corner` heads the questions.
    `same` are questions with one answer for all, which `note` says.
    """

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    note: str = ""
    is_grouped: bool = False
    corner: str = ""
    same: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a row that has a value too many or too few: it would stand under another name."""
        if any(len(values) != len(self.columns) for _, values in self.rows):
            raise ValueError("a row of a table has one value a column")


@dataclass(frozen=True, slots=True)
class Part:
    """A band with a heading (H2), entries and the like below it (H3): guides and booklets."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """What a booklet holds: the headings of its parts; pages are numbered where they are made."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Names of places from A to Z, each with the numbers of the services there."""

    heading: str
    note: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class LineBox:
    """What to call when unwell during treatment, the number on a line of its own.

    Without a number `blank` names the ruled line on which it is written by hand.
    """

    heading: str
    lead: Words
    number: str = ""
    after: tuple[Words, ...] = ()
    blank: str = ""


@dataclass(frozen=True, slots=True)
class WalletCard:
    """A card of 85 by 54 mm, printed several times: a line, a ruled place, and until when."""

    box: LineBox
    team: str
    until: str = ""


Block = (
    Title
    | Sentence
    | ContactBox
    | NoticeBox
    | Section
    | Beside
    | MapBlock
    | Notes
    | Entry
    | Table
    | Part
    | Opening
    | Contents
    | Index
    | LineBox
    | WalletCard
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """The end of a sheet: `check` on every page, all of it on the last.

    `page` is "Page {number} of {total}" in the sheet's language, to be filled by the pages.
    `maker` and `code` stand on every page of a booklet.
    """

    check: Words
    change: str
    date: str
    until: str
    error: Words
    format: str
    credit: str
    page: str
    maker: str = ""
    code: Words = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One printed sheet.

    `directory` is the name of what it was made from. `head_right` is "" in large print, where
    the number of the page stands. `doubts` are for the person who prints: (fact group, sentence) for "check before you print".
    `is_empty` is True where nothing useful remains: no number, page or place, and
    nobody who arranges it. `notices` are sentences about the whole sheet, said to the person
    who prints before it is printed. `kind` is "single", "choices", "guide", "booklet", "poster"
    or "card". `spacing` is how much further apart its lines stand than usual, of `SPACINGS`;
    `direction` and `families` are those of its language (`Phrases`). `paper` is "a3" for a
    large poster.
    """

    uid: str
    title: str
    directory: str
    language: str
    points: int
    head_left: str
    head_right: str
    blocks: tuple[Block, ...]
    foot: Foot
    code: str
    printed_on: date
    valid_until: date
    doubts: tuple[tuple[FactGroup, str], ...] = ()
    is_empty: bool = False
    kind: str = "single"
    spacing: float = 1.0
    direction: str = "ltr"
    families: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    paper: str = "a4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sheet whose facts are set, and what is printed with them as far as it costs no page.

    The offer of other formats gives way first, then the questions, the space for notes last.
    Notes may cost a page up to `free_pages` pages.
    """

    sheet: Sheet
    questions: Section | None = None
    notes: Notes | None = None
    offer: str = ""
    free_pages: int = 0

    def filled(self, *, questions: bool, notes: bool, offer: bool) -> Sheet:
        """Return the sheet with what has been found room for."""
        more: list[Block] = []
        if questions and self.questions is not None:
            more.append(self.questions)
        if notes and self.notes is not None:
            more.append(self.notes)
        foot = replace(self.sheet.foot, format=self.offer if offer else "")
        return replace(self.sheet, blocks=(*self.sheet.blocks, *more), foot=foot)
