"""Sheets as PDF/UA-1 pages, made by Typst: tagged, in one language, every letter embedded.

Words go to Typst as JSON and are never read as its markup. A warning of Typst's is a failure:
a missing letter or a layout that does not settle must not reach paper unseen.
"""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from unicodedata import category

from emndir.domain.contact import phone_digits
from emndir.handouts.blocks import (
    Address,
    Beside,
    Block,
    Body,
    Bullets,
    ContactBox,
    MapBlock,
    Notes,
    NoticeBox,
    Section,
    Sentence,
    Sheet,
    Title,
)
from emndir.handouts.letters import font_folders
from emndir.handouts.phrases import Words, plain
from emndir.runtime.resources import resource

_TEMPLATE = "handouts/sheet.typ"
_LONGEST_WORD = 28
_PIECE = 20
_SOFT = "\N{ZERO WIDTH SPACE}"
_BREAK_AFTER = re.compile(r"(?<=[/@_.?&=,;\N{NO-BREAK SPACE}-])(?=[^\s])")

Data = dict[str, object]


class TypesettingError(RuntimeError):
    """Typst refused a sheet or warned of it: a fault of the template, never of the reader."""


def sheet_pdf(sheet: Sheet) -> bytes:
    """Return one sheet as a PDF. The same sheet gives the same bytes.

    Raises:
        HandoutError: if the letters for printing are not installed.
    """
    return sheets_pdf([sheet])


def sheets_pdf(sheets: Sequence[Sheet]) -> bytes:
    """Return several sheets of one text size as one PDF, each from a page of its own.

    Raises:
        ValueError: without a sheet, or for sheets of different sizes or languages.
        HandoutError: if the letters for printing are not installed.
    """
    if len({(sheet.points, sheet.language) for sheet in sheets}) != 1:
        raise ValueError("sheets of one file share their text size and language")
    return _typesetter().make(_as_json(sheets), _made_on(sheets[0])).file


def page_count(*sheets: Sheet) -> int:
    """Return how many pages a sheet takes, or several in one file."""
    return _typesetter().make(_as_json(sheets), _made_on(sheets[0])).pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What is free at the end of a sheet, and what could fill it, in points of height.

    `free` is negative where that cannot be told.
    """

    pages: int
    free: float
    questions: float
    notes: float
    offer: float


def room(sheet: Sheet, questions: Section, notes: Notes, offer: str) -> Room:
    """Return how much room a sheet without extras has for each of them."""
    data = _as_json([sheet], extras=(questions, notes), offer=offer)
    made = _typesetter().make(data, _made_on(sheet))
    return Room(pages=made.pages, **made.room)


def _made_on(sheet: Sheet) -> datetime:
    """Return noon of the day of printing: the same sheet is the same file, whatever the clock."""
    return datetime.combine(sheet.printed_on, time(12), tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Made:
    """What Typst made: the file, its pages, and where it was asked, the room at the end."""

    file: bytes
    pages: int
    room: dict[str, float]


class _Typesetter:
    """A warm Typst: fonts and template are read once, and one thread at a time uses it.

    The last few files are kept: a sheet is made to count its pages, then shown, then printed.
    """

    _KEPT = 8

    def __init__(self) -> None:
        import typst  # 3 ms, and 80 MB of library: only when something is printed

        template = resource(_TEMPLATE)
        self._lock = threading.Lock()
        self._error = typst.TypstError
        self._made: OrderedDict[tuple[str, datetime], _Made] = OrderedDict()
        self._compiler = typst.Compiler(
            str(template),
            root=str(template.parent),
            font_paths=[str(folder) for folder in font_folders()],
            ignore_system_fonts=True,
        )

    def make(self, data: str, made_on: datetime) -> _Made:
        """Return a PDF/UA-1 file and the number of its pages."""
        with self._lock:
            made = self._made.pop((data, made_on), None) or self._compile(data, made_on)
            self._made[data, made_on] = made
            if len(self._made) > self._KEPT:
                self._made.popitem(last=False)
            return made

    def _compile(self, data: str, made_on: datetime) -> _Made:
        try:
            file, warnings = self._compiler.compile_with_warnings(
                format="pdf",
                pdf_standards=["ua-1"],
                sys_inputs={"data": data},
                timestamp=made_on,
            )
            pages = self._compiler.query("<pages>", field="value", one=True)
            rooms = json.loads(self._compiler.query("<room>", field="value"))
        except self._error as error:
            raise TypesettingError(_said(error)) from error
        if warnings:
            raise TypesettingError(_said(warnings[0]))
        if not isinstance(file, bytes):
            raise TypesettingError("Typst gave no file")
        return _Made(file, int(json.loads(pages)), dict(rooms[0]) if rooms else {})


def _said(trouble: BaseException) -> str:
    hints = getattr(trouble, "hints", [])
    return " ".join([str(getattr(trouble, "message", trouble)), *hints])


@cache
def _typesetter() -> _Typesetter:
    return _Typesetter()


def forget() -> None:
    """Drop the files that are kept, and the Typst that made them: they say what was printed."""
    _typesetter.cache_clear()


# --- Blocks as data --------------------------------------------------------------------------------


def _as_json(
    sheets: Sequence[Sheet], *, extras: Sequence[Section | Notes] = (), offer: str = ""
) -> str:
    first = sheets[0]
    language, _, region = first.language.partition("-")
    data = {
        "title": first.title if len(sheets) == 1 else first.directory,
        "author": first.directory,
        "language": language,
        "region": region or "GB",
        "points": first.points,
        "sheets": [
            {
                **_sheet(sheet, number),
                "extras": [_block(extra) for extra in extras],
                "offer": offer,
            }
            for number, sheet in enumerate(sheets, start=1)
        ],
    }
    return json.dumps(data, ensure_ascii=False)


def _sheet(sheet: Sheet, number: int) -> Data:
    foot = sheet.foot
    return {
        "key": str(number),
        "title": _soft(sheet.title),
        "head_left": _soft(sheet.head_left),
        "head_right": sheet.head_right,
        "blocks": [_block(block) for block in sheet.blocks],
        "foot": {
            "check": _runs(foot.check),
            "change": foot.change,
            "date": foot.date,
            "until": foot.until,
            "error": _runs(foot.error),
            "format": foot.format,
            "credit": foot.credit,
            "page": foot.page.replace(" ", "\N{NO-BREAK SPACE}"),
        },
    }


def _block(block: Block) -> Data:
    match block:
        case Title(text):
            return {"kind": "title", "text": _soft(text)}
        case Sentence():
            return _body(block)
        case ContactBox():
            return _contact(block)
        case NoticeBox(heading, words, is_urgent):
            return {
                "kind": "notice",
                "heading": heading,
                "words": _runs(words),
                "is_urgent": is_urgent,
                "length": len(plain(words)),
            }
        case Section():
            return _section(block)
        case Beside(sections, picture):
            parts = [_section(section) for section in sections]
            length = sum(_section_length(section) for section in sections)
            return {"kind": "beside", "sections": parts, "map": _map(picture), "length": length}
        case MapBlock():
            return _map(block)
        case Notes(heading, contact, phone, space):
            return {
                "kind": "notes",
                "heading": heading,
                "contact": contact,
                "phone": phone,
                "space": space,
            }


def _contact(box: ContactBox) -> Data:
    qr = None
    if box.qr is not None:
        qr = {
            "svg": box.qr.svg,
            "side": box.qr.side_mm,
            "caption": box.qr_caption,
            "alt": box.qr_alt,
        }
    after = [_runs(words) for words in box.after]
    return {
        "kind": "contact",
        "lead": _runs(box.lead),
        "number": _soft(box.number),
        "number_link": f"tel:{phone_digits(box.number)}",
        "after": after,
        "qr": qr,
        "length": sum(len(plain(words)) for words in (box.lead, *box.after)),
    }


def _section(section: Section) -> Data:
    return {
        "kind": "section",
        "heading": section.heading,
        "body": [_body(part) for part in section.body],
        "length": _section_length(section),
    }


def _section_length(section: Section) -> int:
    """Return about how many characters a section has, a line of a list counting as 60."""
    length = 0
    for part in section.body:
        match part:
            case Sentence(words):
                length += len(plain(words))
            case Address(lines):
                length += sum(max(60, len(line)) for line in lines)
            case Bullets(items):
                length += sum(max(60, len(item)) for item in items)
    return length


def _body(part: Body) -> Data:
    match part:
        case Sentence(words):
            return {"kind": "sentence", "words": _runs(words)}
        case Address(lines):
            return {"kind": "address", "lines": [_soft(line) for line in lines]}
        case Bullets(items, in_columns):
            soft = [_soft(item) for item in items]
            return {"kind": "bullets", "items": soft, "in_columns": in_columns}


def _map(block: MapBlock) -> Data:
    picture = block.picture
    return {
        "kind": "map",
        "svg": picture.svg,
        "alt": picture.alt,
        "width": picture.width,
        "note": block.note,
    }


def _runs(words: Words) -> list[Data]:
    return [{"text": _soft(run.text), "strong": run.strong, "link": run.link} for run in words]


def _soft(text: str) -> str:
    """Return a text that no line is too short for.

    Words longer than any line may break all the same, and so may marks that would cling to
    their neighbours across a space ("? ? ?", "( ( (").
    """
    return " ".join(map(_unclinging, text.split(" ")))


def _unclinging(word: str) -> str:
    if not word:
        return word
    if len(word) > _LONGEST_WORD:
        word = _softened(word)
    before = _SOFT if category(word[0]) in ("Pe", "Pf", "Po") else ""
    after = _SOFT if category(word[-1]) in ("Ps", "Pi", "Pd") else ""
    return f"{before}{word}{after}"


def _softened(word: str) -> str:
    pieces: list[str] = []
    for piece in _BREAK_AFTER.split(word):
        pieces += [piece[at : at + _PIECE] for at in range(0, len(piece), _PIECE)]
    return _SOFT.join(pieces)
