"""Black and white: a sheet of every kind, copied to one bit a dot, has lost no letter, line or code."""

import io
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw
import pytest
import zxingcpp

from emndir.bootstrap import Core
from emndir.domain.vocabulary import FactGroup
from emndir.handouts.blocks import SIZES, Part
from emndir.handouts.pdf import sheets_pdf
from emndir.making import EVERY, Kind, Recipe, make_sheets
from tests.builders import TODAY

pikepdf = pytest.importorskip("pikepdf")  # not everywhere: docs/decisions/0004
pytest.importorskip("PIL")

UIDS = ("uhl-radiotherapy-leicester", "macmillan-support-line", "maggies-nottingham")
RECIPES = {
    Kind.SINGLE: {"uids": UIDS[:1], "near": "LE2"},
    Kind.CHOICES: {"uids": UIDS, "steps": ("start", "", ""), "near": "LE2", "with_table": True},
    Kind.GUIDE: {"site": "breast", "near": "LE2"},
    Kind.BOOKLET: {"locality": "Rutland"},
    Kind.POSTER: {"uids": UIDS},
    Kind.CARD: {"uids": UIDS[:1]},
}
"""A hand-out of every kind; one that cannot be made yet is passed over, and counts when it can."""
COPIED = [
    (kind, points) for kind in Kind for points in (SIZES if kind is Kind.SINGLE else (12, 18))
]
CHECKED = frozenset((EVERY, group) for group in FactGroup)
BLACK, WHITE, GREY = 0.0, 1.0, 0xEF / 255
_MOST_PAGES = 6


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    core = Core.create(home=tmp_path_factory.mktemp("home"))
    opened = core.open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def make(directory):
    @cache
    def made(kind, points):
        recipe = Recipe(kind=kind, points=points, with_map=True, confirmed=CHECKED, **RECIPES[kind])
        sheets = make_sheets(directory, recipe, today=TODAY)
        return sheets, sheets_pdf(sheets)

    return made


def copied(content: bytes, dots: int):
    """Yield pages with their text, as grey and as a copier makes them: black or white, nothing else."""
    document = pdfium.PdfDocument(content)
    for number in range(min(len(document), _MOST_PAGES)):
        page = document[number]
        grey = page.render(scale=dots / 72).to_pil().convert("L")
        yield page, grey, grey.point(lambda shade: 255 if shade > 127 else 0)
    document.close()


def box(rectangle, page, dots):
    left, bottom, right, top = rectangle
    scale, high = dots / 72, page.get_height()
    return (
        int(left * scale) - 1,
        int((high - top) * scale) - 1,
        int(right * scale) + 2,
        int((high - bottom) * scale) + 2,
    )


def ink(picture) -> float:
    """Return how much black there is, in dots."""
    return float(sum((255 - shade) * count for count, shade in picture.getcolors(256)) / 255)


@pytest.mark.parametrize("dots", [100, 200])
@pytest.mark.parametrize(("kind", "points"), COPIED)
def test_every_letter_is_still_there(make, kind, points, dots):
    _sheets, content = make(kind, points)
    letters = 0
    for page, grey, copy in copied(content, dots):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            letter = text.get_text_range(at, 1)
            place = text.get_charbox(at)
            if not letter.strip() or place[2] - place[0] < 0.3:
                continue
            here = box(place, page, dots)
            wanted, found = ink(grey.crop(here)), ink(copy.crop(here))
            area = (here[2] - here[0]) * (here[3] - here[1])
            shape, kept = min(wanted, area - wanted), min(found, area - found)
            assert kept >= 0.45 * shape, (letter, wanted, found, page.get_width())
            letters += 1
    assert letters > 100


@pytest.mark.parametrize("dots", [100, 200])
@pytest.mark.parametrize(("kind", "points"), COPIED)
def test_every_code_is_still_read(make, kind, points, dots):
    sheets, content = make(kind, points)
    wanted = {block.qr.url for sheet in sheets for block in blocks(sheet.blocks) if block.qr}
    found = set()
    for _page, _grey, copy in copied(content, dots):
        found |= {code.text for code in zxingcpp.read_barcodes(copy.convert("L"))}
    if len(pdfium.PdfDocument(content)) <= _MOST_PAGES:
        assert found == wanted
    else:
        assert found <= wanted
    assert kind is not Kind.SINGLE or wanted


def blocks(those):
    for block in those:
        if isinstance(block, Part):
            yield from blocks(block.blocks)
        elif hasattr(block, "qr"):
            yield block


@pytest.mark.parametrize("dots", [100, 200])
@pytest.mark.parametrize(("kind", "points"), COPIED)
def test_every_line_is_still_there(make, kind, points, dots):
    _sheets, content = make(kind, points)
    lines = 0
    for page, _grey, copy in copied(content, dots):
        for item in page.get_objects(filter=[pdfium_raw.FPDF_PAGEOBJ_PATH], max_depth=2):
            left, bottom, right, top = item.get_bounds()
            if right - left < 100 or top - bottom > 4:
                continue
            strip = copy.crop(box((left, bottom, right, top), page, dots))
            columns = [
                min(strip.getpixel((x, y)) for y in range(strip.height))
                for x in range(3, strip.width - 4)
            ]
            assert columns.count(0) > 0.95 * len(columns), (left, bottom, right)
            lines += 1
    assert lines >= 2


@pytest.mark.parametrize(("kind", "points"), COPIED)
def test_only_black_white_and_one_light_grey_are_used(make, kind, points):
    _sheets, content = make(kind, points)
    with pikepdf.open(io.BytesIO(content)) as document:
        used = {colour for page in document.pages for colour in colours(page)}
    assert ("fill", (BLACK,)) in used
    for what, colour in used:
        allowed = (BLACK, WHITE, GREY) if what == "fill" else (BLACK, WHITE)
        assert len(set(colour)) == 1, "no colour at all"
        assert min(abs(colour[0] - shade) for shade in allowed) < 0.003, (what, colour)


def colours(holder):
    """Yield ("fill" or "stroke", components) of a page and of the pictures in it."""
    for instruction in pikepdf.parse_content_stream(holder):
        name = str(instruction.operator)
        if name in ("g", "rg", "sc", "scn", "G", "RG", "SC", "SCN", "k", "K"):
            numbers = tuple(round(float(number), 4) for number in instruction.operands)
            yield ("fill" if name.islower() else "stroke"), numbers
    inside = (holder.get("/Resources") or {}).get("/XObject") or {}
    for item in inside.values():
        if item.get("/Subtype") == "/Form":
            yield from colours(item)
        else:
            raise AssertionError(f"a picture of dots: {item.get('/Subtype')}")
