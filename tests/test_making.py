"""Making: one way from a recipe to its sheets, for the window, the commands and saved packs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.checking import find_to_check
from emndir.domain.errors import HandoutError, UnknownPlaceError, UnknownServiceError
from emndir.domain.vocabulary import FactGroup
from emndir.handouts.blocks import Contents
from emndir.handouts.html import sheet_html
from emndir.handouts.plain_text import sheet_text
from emndir.making import EVERY, Kind, Recipe, make_sheets
from tests.handouts.test_html import bare, sound, words_of

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "files" / "data"
NOW = datetime(2026, 11, 22, 10, 0)
TODAY = NOW.date()
CLINIC, LINE = "glenfield-breast-care-centre", "leicester-treatment-advice-line"
CLOSED = "loros-compassionate-neighbours"


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    home = tmp_path_factory.mktemp("making")
    opened = Core.create(home=home, data_dir=SAMPLE, clock=lambda: NOW).open()
    yield opened
    opened.close()


def made(directory, recipe, **choices):
    return make_sheets(directory, recipe, today=TODAY, **choices)


def words(sheet) -> str:
    return " ".join(sheet_text(sheet).split())


def test_one_sheet_a_service_in_the_order_of_the_recipe_and_none_twice(directory):
    sheets = made(directory, Recipe(uids=(LINE, CLINIC, LINE), points=18))
    assert [sheet.uid for sheet in sheets] == [LINE, CLINIC]
    assert {sheet.points for sheet in sheets} == {18}


def test_near_is_where_miles_start_and_another_origin_wins(directory):
    recipe = Recipe(uids=(CLINIC,), near="LE2")
    assert "from LE2 in a straight line" in words(*made(directory, recipe))
    other = directory.locate("Anstey")
    assert "from Anstey in a straight line" in words(*made(directory, recipe, origin=other))
    assert "straight line" not in words(*made(directory, Recipe(uids=(CLINIC,))))


def test_the_clinics_name_and_the_map_are_as_they_are_wanted(directory):
    (plain,) = made(directory, Recipe(uids=(CLINIC,)))
    (own,) = made(directory, Recipe(uids=(CLINIC,), with_map=True), clinic_name="Oadby practice")
    assert "Outline map" not in words(plain)
    assert "Outline map" in words(own)
    assert words(own).startswith("Oadby practice")


def test_what_was_checked_counts_for_one_service_or_for_every_one(directory):
    def doubted(*confirmed):
        recipe = Recipe(uids=(CLINIC, LINE), confirmed=frozenset(confirmed))
        sheets = made(directory, recipe)
        return [{group for group, _sentence in sheet.doubts} for sheet in sheets]

    group = FactGroup.REFERRAL
    assert [group in each for each in doubted()] == [True, True]
    assert [group in each for each in doubted((CLINIC, group))] == [False, True]
    assert [group in each for each in doubted((EVERY, group))] == [False, False]


def test_doubts_are_all_there_are_each_with_its_service(directory):
    recipe = Recipe(uids=(CLINIC, LINE, CLINIC))
    doubts = find_to_check(directory, recipe, today=TODAY)
    assert list(dict.fromkeys(doubt.uid for doubt in doubts)) == [CLINIC, LINE]
    assert {doubt.title[:3] for doubt in doubts} == {"1. ", "2. "}
    checked = Recipe(uids=recipe.uids, confirmed=frozenset({(EVERY, FactGroup.REFERRAL)}))
    assert find_to_check(directory, checked, today=TODAY) == doubts


@pytest.mark.parametrize("kind", [Kind.GUIDE, Kind.BOOKLET, Kind.POSTER, Kind.CARD, Kind.CHOICES])
def test_every_kind_says_the_same_as_text_and_as_a_file(directory, kind):
    uids = (CLINIC, LINE) if kind in (Kind.CHOICES, Kind.POSTER) else ()
    recipe = Recipe(kind=kind, uids=uids, site="breast", near="LE2", locality="Leicestershire")
    (sheet,) = made(directory, recipe)
    assert sheet.kind == kind
    text, file = sheet_text(sheet), words_of(sound(sheet_html(sheet)))
    contents = [block for block in sheet.blocks if isinstance(block, Contents)]
    listed = "".join(f"{block.heading}{''.join(block.lines)}" for block in contents)
    kept_out = bare(listed)  # a file has links in its place
    assert bare(file) == bare(text).replace(kept_out, "", 1)


@pytest.mark.parametrize(
    ("recipe", "error"),
    [
        (Recipe(uids=("nobody",)), UnknownServiceError),
        (Recipe(uids=(CLOSED,)), HandoutError),
        (Recipe(uids=(CLINIC,), near="Atlantis"), UnknownPlaceError),
    ],
)
def test_what_cannot_be_made_is_told(directory, recipe, error):
    with pytest.raises(error):
        made(directory, recipe)
