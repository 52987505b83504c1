"""Saved packs: what is kept of a recipe, and when what was printed is to be printed again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.domain.errors import HandoutError, UnknownServiceError
from emndir.domain.vocabulary import FactGroup
from emndir.making import EVERY, Kind, Recipe
from emndir.packs import (
    FaultyPackError,
    kept_of,
    new_pack,
    printed_anew,
    recipe_of,
    recipe_text,
    state_of,
)

SAMPLE = Path(__file__).parents[1] / "tests" / "files" / "data"
NOW = datetime(2026, 11, 22, 10, 0)
TODAY = NOW.date()
CLINIC, LINE = "glenfield-breast-care-centre", "leicester-treatment-advice-line"
HUB, CLOSED = "loros-bereavement-hub-melton", "loros-compassionate-neighbours"
BOTH = Recipe(uids=(CLINIC, HUB), points=18)
HOSPITAL = "directory/leicestershire/university-hospitals-of-leicester.toml"


@pytest.fixture
def opened(tmp_path):
    """Open a copy of the sample directory, changed; several may be asked for."""
    made = []

    def open_copy(*changes: tuple[str, str], file: str = HOSPITAL, now: datetime = NOW):
        number = len(made)
        data = shutil.copytree(SAMPLE, tmp_path / f"data-{number}")
        text = (data / file).read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (data / file).write_text(text, "utf-8")
        core = Core.create(home=tmp_path / f"home-{number}", data_dir=data, clock=lambda: now)
        made.append(core.open())
        assert not made[-1].notices
        return made[-1]

    yield open_copy
    for directory in made:
        directory.close()


def test_nothing_to_do_while_nothing_changes(opened):
    directory = opened()
    pack = new_pack(directory, " Breast  clinic ", BOTH, today=TODAY)
    assert (pack.name, pack.made_on) == ("Breast clinic", TODAY)
    assert recipe_of(pack) == BOTH
    state = state_of(directory, pack, today=TODAY)
    assert (state.reasons, state.is_due, state.recipe) == ((), False, BOTH)


def test_a_fact_that_changed_names_its_service(opened):
    pack = new_pack(opened(), "x", BOTH, today=TODAY)
    later = opened(('number = "0116 250 2543"', 'number = "0116 250 2544"'))
    (reason,) = state_of(later, pack, today=TODAY).reasons
    assert "Breast" in reason
    assert reason.endswith("has changed since 22 November 2026.")


def test_what_a_patient_never_sees_changes_nothing(opened):
    pack = new_pack(opened(), "x", BOTH, today=TODAY)
    later = opened(('number = "0116 258 3366"', 'number = "0116 258 3367"'))  # professional
    assert state_of(later, pack, today=TODAY).reasons == ()


def test_a_fact_that_ages_is_told_apart_from_one_that_changed(opened):
    directory = opened()
    pack = new_pack(directory, "x", Recipe(uids=(CLINIC,)), today=TODAY)
    day = date(2027, 3, 1)  # seen in July 2026: fresh for six months
    reasons = state_of(directory, pack, today=day).reasons
    assert any("a fact has aged since 22 November 2026" in reason for reason in reasons)
    assert not any("has changed" in reason for reason in reasons)


def test_sheets_are_used_no_longer_than_they_say(opened):
    directory = opened()
    pack = new_pack(directory, "x", Recipe(uids=(HUB,)), today=TODAY)
    assert state_of(directory, pack, today=pack.until).reasons == ()
    after = date(pack.until.year + 1, pack.until.month, 1)
    reasons = state_of(directory, pack, today=after).reasons
    assert reasons[0].startswith("The printed sheets were to be used until ")


def test_a_service_that_closed_or_went_is_told(opened):
    pack = new_pack(opened(), "x", Recipe(uids=(CLINIC, LINE)), today=TODAY)
    gone = opened((f'uid = "{LINE}"', 'uid = "another-line"'))
    (reason,) = state_of(gone, pack, today=TODAY).reasons
    assert reason == f"“{LINE}” is no longer in the directory."


def test_printing_anew_settles_it(opened):
    pack = new_pack(opened(), "x", BOTH, today=TODAY)
    later = opened(('number = "0116 250 2543"', 'number = "0116 250 2544"'))
    day = date(2026, 12, 1)
    again = printed_anew(later, pack, today=day)
    assert (again.name, again.recipe, again.made_on) == (pack.name, pack.recipe, day)
    assert not state_of(later, again, today=day).is_due


def test_nothing_of_one_patient_iskept_of(opened):
    told = replace(BOTH, near="LE2 3QR", confirmed=frozenset({(EVERY, FactGroup.CONTACT)}))
    pack = new_pack(opened(), "x", told, today=TODAY)
    assert "LE2" not in pack.recipe
    assert recipe_of(pack) == BOTH
    assert new_pack(opened(), "x", BOTH, today=TODAY) == pack


def test_what_cannot_be_made_is_not_saved(opened):
    directory = opened()
    with pytest.raises(UnknownServiceError):
        new_pack(directory, "x", Recipe(uids=("nobody",)), today=TODAY)
    with pytest.raises(HandoutError):
        new_pack(directory, "x", Recipe(uids=(CLOSED,)), today=TODAY)
    guide = Recipe(kind=Kind.GUIDE, site="breast", near="12 Acacia Avenue, LE2 3QR")
    with pytest.raises(HandoutError, match="not with an address"):
        new_pack(directory, "x", guide, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"kind": "leaflet"}',
        '{"kind": "single", "uids": "abc"}',
        '{"kind": "single", "uids": [1]}',
        '{"kind": "single", "points": "12"}',
        '{"kind": "single", "with_map": 1}',
        '{"kind": "single", "colour": "red"}',
    ],
)
def test_a_recipe_that_makes_no_sense_is_told(opened, text):
    pack = replace(new_pack(opened(), "x", BOTH, today=TODAY), recipe=text)
    with pytest.raises(FaultyPackError, match="“x”"):
        recipe_of(pack)


def test_every_part_of_a_recipe_comes_back(opened):
    recipe = Recipe(
        uids=(CLINIC, HUB),
        steps=("start", "later"),
        points=24,
        spacing=1.5,
        with_table=True,
        with_questions=True,
        with_notes=False,
        with_map=True,
    )
    pack = new_pack(opened(), "x", recipe, today=TODAY)
    assert recipe_of(pack) == recipe


def test_of_a_postcode_the_district_is_kept_of_a_town_its_name():
    recipe = Recipe(kind=Kind.GUIDE, site="breast", near="LE2 3QR")
    assert "LE2 3" not in recipe_text(kept_of(recipe))
    assert kept_of(recipe).near == "LE2"
    assert kept_of(replace(recipe, near=" Boston ")).near == "Boston"
    assert kept_of(replace(recipe, near="NG7 2")).near == "NG7"
