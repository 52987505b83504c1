"""Sheets as PDF/UA-1 pages, made by Typst: tagged, in one language, every letter embedded.

Words go to Typst as JSON and are never read as its markup. A warning of Typst's is a failure:
a missing letter or a layout that does not settle must not reach paper unseen.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import lru_cache

from emndir.handouts import choices_columns
from emndir.handouts.blocks import Draft, Sheet
from emndir.handouts.letters import font_folders
from emndir.handouts.pdf_data import as_json
from emndir.handouts.pdf_tags import with_row_headings
from emndir.runtime.resources import resource

_TEMPLATE = "handouts/sheet.typ"
_OWN_TEMPLATES = {
    "booklet": "handouts/booklet.typ",
    "poster": "handouts/poster.typ",
    "card": "handouts/card.typ",
}
"""Kinds of sheet that are a file of their own, each with its template."""


class TypesettingError(RuntimeError):
    """Typst refused a sheet or warned of it: a fault of the template, never of the reader."""


def sheet_pdf(sheet: Sheet) -> bytes:
    """Return one sheet as a PDF. The same sheet gives the same bytes.

    Raises:
        HandoutError: if the letters for printing are not installed.
    """
    return sheets_pdf([sheet])


def sheets_pdf(sheets: Sequence[Sheet], *, is_cream: bool = False) -> bytes:
    """Return several sheets of one text size as one PDF, each from a page of its own.

    `is_cream` gives the pages a cream ground, which many people with dyslexia or low vision
    find calmer on a screen: for a file that is given away, never for paper.

    Raises:
        ValueError: without a sheet, for sheets of different sizes, spacings or languages, or
            for a booklet, poster or card that is not alone.
        HandoutError: if the letters for printing are not installed.
    """
    _check_alike(sheets)
    return _made(sheets, as_json(sheets, is_cream=is_cream)).file


def page_count(*sheets: Sheet) -> int:
    """Return how many pages a sheet takes, or several in one file."""
    return _made(sheets, as_json(sheets)).pages


def first_pages(*sheets: Sheet) -> tuple[int, ...]:
    """Return the number of the page on which each of several sheets in one file starts."""
    return _made(sheets, as_json(sheets)).starts or (1,)


def filled(drafts: Sequence[Draft]) -> tuple[Sheet, ...]:
    """Return sheets of one file with as much of their extras as costs no page.

    All are laid out once: the template measures what is free where the facts of each end, and
    what it made is kept as the file of these sheets.

    Raises:
        ValueError: as `sheets_pdf` does.
        HandoutError: if the letters for printing are not installed.
    """
    drawn = [draft.sheet for draft in drafts]
    _check_alike(drawn)
    typesetter = _typesetter_of(drawn)
    day = _made_on(drawn[0])
    made = typesetter.make(as_json(drawn, drafts=drafts), day)
    sheets = tuple(
        draft.filled(**chosen) for draft, chosen in zip(drafts, made.chosen, strict=True)
    )
    typesetter.keep(as_json(sheets), day, made)
    return sheets


def _check_alike(sheets: Sequence[Sheet]) -> None:
    if len({(sheet.points, sheet.spacing, sheet.language) for sheet in sheets}) != 1:
        raise ValueError("sheets of one file share their text size, spacing and language")


def _made(sheets: Sequence[Sheet], data: str) -> _Made:
    return _typesetter_of(sheets).make(data, _made_on(sheets[0]))


def _typesetter_of(sheets: Sequence[Sheet]) -> _Typesetter:
    own = {sheet.kind for sheet in sheets} & set(_OWN_TEMPLATES)
    if own and len(sheets) > 1:
        raise ValueError(f"a {own.pop()} is a file of its own")
    template = _OWN_TEMPLATES[own.pop()] if own else _TEMPLATE
    folders = tuple(map(str, font_folders(sheets[0].families)))
    return _typesetter(folders, template)


def _made_on(sheet: Sheet) -> datetime:
    """Return noon of the day of printing: the same sheet is the same file, whatever the clock."""
    return datetime.combine(sheet.printed_on, time(12), tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Made:
    """What Typst made: the file, its pages, where sheets start, and which extras found room."""

    file: bytes
    pages: int
    starts: tuple[int, ...]
    chosen: tuple[dict[str, bool], ...]


class _Typesetter:
    """A warm Typst: fonts and template are read once, and one thread at a time uses it.

    The last few files are kept: a sheet is made to count its pages, then shown, then printed.
    """

    _KEPT = 8

    def __init__(self, folders: tuple[str, ...] = (), name: str = _TEMPLATE) -> None:
        import typst  # 3 ms, and 80 MB of library: only when something is printed

        template = resource(name)
        self._lock = threading.Lock()
        self._error = typst.TypstError
        self._made: OrderedDict[tuple[str, datetime], _Made] = OrderedDict()
        self._compiler = typst.Compiler(
            str(template),
            root=str(template.parent),
            font_paths=[*(folders or map(str, font_folders()))],
            ignore_system_fonts=True,
        )

    def make(self, data: str, made_on: datetime) -> _Made:
        """Return a PDF/UA-1 file and the number of its pages."""
        with self._lock:
            made = self._made.pop((data, made_on), None) or self._compile(data, made_on)
            self._keep(data, made_on, made)
            return made

    def keep(self, data: str, made_on: datetime, made: _Made) -> None:
        """Remember a file under data that makes the very same one."""
        with self._lock:
            self._keep(data, made_on, made)

    def _keep(self, data: str, made_on: datetime, made: _Made) -> None:
        self._made[data, made_on] = made
        if len(self._made) > self._KEPT:
            self._made.popitem(last=False)

    def _compile(self, data: str, made_on: datetime) -> _Made:
        try:
            file, warnings = self._compiler.compile_with_warnings(
                format="pdf",
                pdf_standards=["ua-1"],
                sys_inputs={"data": data},
                timestamp=made_on,
            )
            pages = self._compiler.query("<pages>", field="value", one=True)
            starts = json.loads(self._compiler.query("<starts>", field="value"))
            chosen = json.loads(self._compiler.query("<chosen>", field="value"))
        except self._error as error:
            raise TypesettingError(_said(error)) from error
        if warnings:
            raise TypesettingError(_said(warnings[0]))
        if not isinstance(file, bytes):
            raise TypesettingError("Typst gave no file")
        return _Made(
            file=with_row_headings(file),
            pages=int(json.loads(pages)),
            starts=tuple(starts),
            chosen=tuple(chosen),
        )


def _said(trouble: BaseException) -> str:
    hints = getattr(trouble, "hints", [])
    return " ".join([str(getattr(trouble, "message", trouble)), *hints])


@lru_cache(maxsize=4)  # sheets in English and another language, and other kinds of paper
def _typesetter(folders: tuple[str, ...], template: str) -> _Typesetter:
    return _Typesetter(folders, template)


def forget() -> None:
    """Drop the files that are kept, and the Typst that made them: they say what was printed."""
    _typesetter.cache_clear()
    choices_columns.forget()
