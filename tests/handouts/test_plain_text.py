import re

import pytest

from emndir.domain.freshness import PaperRule
from emndir.handouts.plain_text import sheet_text
from tests.handouts.conftest import (
    NB,
    OUTLINE,
    PLACES,
    UNDATED,
    make_radiotherapy,
    make_sheet,
    read,
)


def bare(text: str) -> str:
    """Return letters and digits only: how words are laid out is not what they say."""
    return re.sub(r"[\W_]+", "", text)


@pytest.mark.parametrize("points", [12, 18])
@pytest.mark.parametrize("rule", list(PaperRule))
def test_paper_and_text_hold_the_same_words(points, rule):
    sheet = make_sheet(
        make_radiotherapy(sources=(UNDATED,), eligibility="Adults."),
        outline=OUTLINE,
        places=PLACES,
        points=points,
        rule=rule,
    )
    text, paper = sheet_text(sheet), read(sheet)
    written = bare(paper.text)
    for line in text.splitlines():
        is_for_ears = line.startswith(("Outline map. Royal", "(Space", "about")) or "miles" in line
        if is_for_ears or set(line) <= set("-= "):
            continue
        for part in re.split(r"[:_]{2,}|: _+", line):
            assert bare(part) in written, line


def test_the_text_reads_like_the_sheet():
    text = sheet_text(make_sheet())
    assert text.startswith("Cancer services in the East Midlands\nInformation for you\n\n")
    assert f"Call the radiotherapy department\n0116{NB}258{NB}6244\n" in text
    assert f"Leicester\nLE1{NB}5WW\n" in text
    assert "* How many visits will I need?" in text
    assert text.endswith("\n")


def test_lines_are_short_and_numbers_whole():
    text = sheet_text(make_sheet(outline=OUTLINE, places=PLACES))
    assert max(map(len, text.splitlines())) <= 76
    assert f"0808{NB}178{NB}2212" in text
    assert f"22{NB}November{NB}2026" in text


def test_the_map_is_said_in_words():
    text = " ".join(sheet_text(make_sheet(outline=OUTLINE, places=PLACES)).split())
    assert "Outline map. Royal Infirmary is in Leicester." in text
