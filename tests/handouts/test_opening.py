"""The head of a guide: title, boxes and a map with numbered pins, read as a screen reader does."""

from dataclasses import replace

import pytest

from emndir.handouts.blocks import Entry, MapBlock, NoticeBox, Opening, Part, Sentence, Title
from emndir.handouts.map import MapPicture
from emndir.handouts.pdf import sheet_pdf
from emndir.handouts.phrases import Run
from emndir.handouts.plain_text import sheet_text
from tests.handouts.conftest import Paper, make_sheet, tags

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="120"><circle cx="9" cy="9" r="5"/></svg>'
MAP = MapBlock(
    MapPicture(SVG, "Outline map. Two places.", 200, 120),
    "It does not show roads.",
    (("1", "Glenfield Hospital"), ("2", "Royal Infirmary")),
)
BLOCKS = (
    Opening(
        (
            Title("Breast cancer services near LE2"),
            Sentence((Run("For people who have breast cancer."),)),
            NoticeBox("If you feel unwell", (Run("Call your team."),), is_urgent=True),
        ),
        MAP,
    ),
    Part(
        "A change in your breast",
        (Entry("1", "Breast Care Centre", aside=(Run("Ask your GP"),), level=3),),
    ),
)


@pytest.fixture(params=[12, 14, 16, 18, 24])
def sheet(request):
    return replace(make_sheet(points=request.param), blocks=BLOCKS, kind="guide")


def test_what_is_read_comes_in_the_order_of_the_drawing(sheet):
    order = (
        "Breast cancer services near LE2",
        "For people who have",
        "If you feel unwell",
        "Glenfield Hospital",
        "It does not show roads.",
        "A change in your breast",
        "Breast Care Centre",
        "Ask your GP",
    )
    for text in (Paper(sheet_pdf(sheet)).text, sheet_text(sheet)):
        found = [text.index(words) for words in order]
        assert found == sorted(found)


def test_its_headings_and_picture_are_tagged(sheet):
    found = tags(sheet_pdf(sheet))
    assert [tag.kind for tag in found if tag.kind in ("H1", "H2", "H3")] == ["H1", "H2", "H2", "H3"]
    assert [tag.alt for tag in found if tag.kind == "Figure"] == ["Outline map. Two places."]
