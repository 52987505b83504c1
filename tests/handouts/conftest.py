"""Services to print, the real directory to print from, and eyes to read a page with."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
import pytest

from emndir.domain.contact import PublicPhone
from emndir.domain.location import Coordinates, Position, ServiceAtLocation
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import Schedule
from emndir.domain.service import Service
from emndir.domain.vocabulary import (
    Cost,
    Delivery,
    FactGroup,
    HelpGroup,
    PhoneKind,
    Precision,
    ReferralRoute,
)
from emndir.geography.outline import Outline, OutlineFeature
from emndir.geography.places import NamedPlace
from emndir.handouts.blocks import Sheet
from emndir.handouts.document import single_draft
from emndir.handouts.patient_view import PatientService
from emndir.handouts.pdf import filled, sheet_pdf
from tests.builders import TODAY, make_location, make_service, make_source

DATA = Path(__file__).parents[2] / "data"
ALL_FACTS = tuple(FactGroup)
INFIRMARY = Coordinates(52.62679, -1.13595)
FRESH = make_source(seen=PartialDate.of(TODAY), supports=ALL_FACTS)
OLD = make_source(seen=PartialDate(2020, 1), supports=ALL_FACTS)
UNDATED = make_source(seen=None, supports=ALL_FACTS)
NB = "\N{NO-BREAK SPACE}"


def make_infirmary(**changes: Any) -> Any:
    facts: dict[str, Any] = {
        "uid": "royal-infirmary",
        "name": "Royal Infirmary",
        "address": ("Infirmary Square", "Leicester"),
        "postcode": "LE1 5WW",
        "position": Position(INFIRMARY, Precision.EXACT),
        "sources": (FRESH,),
    }
    return make_location(**{**facts, **changes})


def make_radiotherapy(**changes: Any) -> Service:
    """Return the service of the mock-up, every fact checked today."""
    facts: dict[str, Any] = {
        "uid": "radiotherapy",
        "name": "Radiotherapy Department, Royal Infirmary",
        "plain_name": "Radiotherapy at Leicester Royal Infirmary",
        "plain_line": "Radiotherapy uses radiation to treat cancer.",
        "service_type": "radiotherapy",
        "help_group": HelpGroup.TREATMENT,
        "referral_routes": (ReferralRoute.HOSPITAL_TEAM,),
        "delivery": (Delivery.IN_PERSON,),
        "cost": Cost.FREE,
        "website": "https://www.uhleicester.nhs.uk/services/radiotherapy/",
        "phones": (
            PublicPhone(number="0116 258 6244", label="Radiotherapy department"),
            PublicPhone(number="0808 178 2212", label="Helpline", kind=PhoneKind.TREATMENT_LINE),
        ),
        "places": (
            ServiceAtLocation(
                location=make_infirmary(), detail=("Osborne Building, ground floor",)
            ),
        ),
        "schedules": (
            Schedule(
                byday=("MO", "TU", "WE", "TH", "FR"), opens_at=time(9), closes_at=time(17, 30)
            ),
        ),
        "sources": (FRESH,),
    }
    return make_service(**{**facts, **changes})


OUTLINE = Outline(
    (
        OutlineFeature(
            name="Leicester",
            kind="district",
            county="Leicestershire",
            label=INFIRMARY,
            rings=(
                (
                    Coordinates(52.58, -1.21),
                    Coordinates(52.69, -1.21),
                    Coordinates(52.69, -1.05),
                    Coordinates(52.58, -1.05),
                ),
            ),
        ),
    )
)
PLACES = (
    NamedPlace("Leicester", "City", Coordinates(52.6352, -1.1331), size=1300),
    NamedPlace("Oadby", "Town", Coordinates(52.5990, -1.0830), size=400),
    NamedPlace("Wigston", "Town", Coordinates(52.5810, -1.1050), size=500),
)


def make_sheet(service: Service | None = None, **choices: Any) -> Sheet:
    """Return the sheet of a service; keys that `PatientService.of` knows go there."""
    service = service or make_radiotherapy()
    view_keys = {key: choices.pop(key) for key in ("rule", "confirmed") if key in choices}
    view = PatientService.of(service, today=TODAY, **view_keys)
    given: dict[str, Any] = {"printed_on": TODAY, "data_date": TODAY, **choices}
    (sheet,) = filled([single_draft(view, **given)])
    return sheet


@dataclass(frozen=True)
class TextRun:
    """A piece of text on a page, as drawn."""

    text: str
    size: float
    left: float
    right: float
    bottom: float


class Paper:
    """A PDF read back: its words as a reader finds them, its tags as a screen reader does."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        document = pdfium.PdfDocument(content)
        self.texts = [page.get_textpage().get_text_range() for page in document]
        self.sizes = [page.get_size() for page in document]
        self.runs = [run for page in document for run in _runs(page)]
        document.close()

    @property
    def pages(self) -> int:
        return len(self.texts)

    @property
    def text(self) -> str:
        """Return all words, a space for every break, so that nothing hides in a line's end."""
        return " ".join(" ".join(self.texts).split())

    @property
    def lines(self) -> list[str]:
        return [line.strip() for text in self.texts for line in text.splitlines()]

    def image(self, page: int, dots: int, colours: str = "L") -> Any:
        """Return a page as a picture, greyscale unless said, at so many dots an inch."""
        pytest.importorskip("PIL")  # it comes with pikepdf, see docs/decisions/0004
        document = pdfium.PdfDocument(self.content)
        picture = document[page].render(scale=dots / 72).to_pil().convert(colours)
        document.close()
        return picture


def _runs(page: Any) -> Iterator[TextRun]:
    text_page = page.get_textpage()
    for item in page.get_objects(max_depth=15):
        if item.type != pdfium_raw.FPDF_PAGEOBJ_TEXT:
            continue
        size = pdfium_raw.c_float()
        pdfium_raw.FPDFTextObj_GetFontSize(item.raw, size)
        matrix = item.get_matrix()
        left, bottom, right, _top = item.get_bounds()
        length = pdfium_raw.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0)
        buffer = (pdfium_raw.c_ushort * (length // 2))() if length else None
        if buffer is not None:
            pdfium_raw.FPDFTextObj_GetText(item.raw, text_page.raw, buffer, length)
        text = bytes(buffer or b"").decode("utf-16-le").rstrip("\0")
        yield TextRun(text, size.value * abs(matrix.d), left, right, bottom)


def read(sheet: Sheet) -> Paper:
    return Paper(sheet_pdf(sheet))


@dataclass(frozen=True)
class Tag:
    """One element of the structure tree."""

    kind: str
    alt: str
    depth: int


def tags(content: bytes) -> list[Tag]:
    """Return the structure tree in reading order."""
    pikepdf = pytest.importorskip("pikepdf")  # not everywhere: docs/decisions/0004
    with pikepdf.open(io.BytesIO(content)) as document:
        return list(_walk(document.Root.StructTreeRoot, 0))


def _walk(node: Any, depth: int) -> Iterator[Tag]:
    import pikepdf

    if not isinstance(node, pikepdf.Dictionary):
        return
    if "/S" in node:
        yield Tag(str(node.S).removeprefix("/"), str(node.get("/Alt", "")), depth)
    kids = node.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        yield from _walk(kid, depth + 1)


@pytest.fixture(scope="session")
def real() -> Any:
    """Return the whole real directory and its geography, read once."""
    from emndir.storage.source import read_source

    source = read_source(DATA, today=TODAY)
    assert source.directory is not None
    return source


@pytest.fixture(scope="session")
def real_sheet(real) -> Callable[..., Sheet]:
    services = {service.uid: service for service in real.directory.services}

    def make(uid: str, **choices: Any) -> Sheet:
        return make_sheet(
            services[uid],
            outline=real.geography.outline,
            places=real.geography.places,
            **choices,
        )

    return make
