"""Entries, tables and bands: what the sheets of several services are made of."""

import dataclasses
import re

import pytest

from emndir.handouts.blocks import SIZES, Address, Entry, Part, Sentence, Sheet, Table
from emndir.handouts.pdf import sheet_pdf
from emndir.handouts.phrases import Run
from emndir.handouts.plain_text import sheet_text
from emndir.handouts.qr import qr_code
from tests.handouts.conftest import NB, Paper, make_sheet, tags

NUMBER = f"0808{NB}808{NB}00{NB}00"
LINE = Entry(
    "1",
    "Macmillan Support Line",
    "Start here",
    call=(Run("Call "), Run(NUMBER, strong=True)),
    body=(Sentence((Run("Talk to a cancer nurse."),)),),
    qr=qr_code("https://macmillan.org.uk"),
    qr_alt="QR code for macmillan.org.uk",
)
CENTRE = Entry(
    "2",
    "Maggie's Nottingham",
    body=(Sentence((Run("A centre for practical help."),)),),
    beside=(Address(("Hucknall Road", f"NG5{NB}1PB")),),
    aside=(Run("Just come in."),),
)
TABLE = Table(
    "Compare your choices",
    ("1 Macmillan", "2 Maggie's"),
    (
        ("How far is it?", ("By phone, from home", "About 8 miles")),
        ("When is it open?", ("Every day", "We do not know")),
    ),
    note="Miles are in a straight line.",
    corner="Question",
)


def with_blocks(*blocks, points: int = 12) -> Sheet:
    sheet = make_sheet(points=points)
    return dataclasses.replace(sheet, blocks=(sheet.blocks[0], *blocks))


@pytest.mark.parametrize("points", SIZES)
def test_an_entry_says_all_its_words_at_every_size(points):
    paper = Paper(sheet_pdf(with_blocks(LINE, CENTRE, points=points)))
    for words in (
        "Macmillan Support Line",
        "Start here",
        "Talk to a cancer nurse.",
        NUMBER,
        f"NG5{NB}1PB",
        "Just come in.",
    ):
        assert words in " ".join(" ".join(paper.texts).split()) or words in "".join(paper.texts)
    assert min(run.size for run in paper.runs if run.text.strip()) == pytest.approx(points)
    assert "QR code for macmillan.org.uk" in [tag.alt for tag in tags(paper.content)]


@pytest.mark.parametrize("is_grouped", [False, True])
@pytest.mark.parametrize("points", SIZES)
def test_a_table_says_every_value_at_every_size(points, is_grouped):
    table = dataclasses.replace(TABLE, is_grouped=is_grouped)
    paper = Paper(sheet_pdf(with_blocks(table, points=points)))
    for _, values in TABLE.rows:
        for value in values:
            assert value in paper.text
    assert TABLE.note in paper.text


def test_headings_below_a_band_are_one_level_lower():
    inner = dataclasses.replace(LINE, level=3)
    paper = Paper(sheet_pdf(with_blocks(CENTRE, Part("Treatment", (inner,)))))
    levels = [tag.kind for tag in tags(paper.content) if re.fullmatch(r"H\d", tag.kind)]
    assert levels == ["H1", "H2", "H2", "H3"]


def test_plain_text_says_the_same():
    text = sheet_text(with_blocks(LINE, CENTRE, TABLE, Part("Treatment", (CENTRE,))))
    assert (
        f"1. Macmillan Support Line\n[Start here]\nTalk to a cancer nurse.\nCall {NUMBER}" in text
    )
    assert (
        f"2. Maggie's Nottingham\nA centre for practical help.\nHucknall Road\nNG5{NB}1PB" in text
    )
    assert "How far is it?\n  1 Macmillan: By phone, from home\n  2 Maggie's: About 8 miles" in text
    assert "Treatment\n\n2. Maggie's Nottingham" in text


def test_a_row_has_one_value_a_column():
    with pytest.raises(ValueError, match="one value a column"):
        Table("Compare", ("1 One", "2 Two"), (("When?", ("Today",)),))


def test_no_line_begins_with_the_full_stop_of_a_bold_word():
    for length in range(30):
        full = Run("x " * 45 + "i" * length + " number", strong=True)
        lines = Paper(sheet_pdf(with_blocks(Sentence((full, Run("."), Run(" Ask.")))))).lines
        assert not any(line.startswith(".") for line in lines), length
