"""Making a booklet, a poster and cards from a recipe, out of the sample directory."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.domain.errors import HandoutError
from emndir.domain.vocabulary import FactGroup
from emndir.handouts.booklet import StoppedError
from emndir.handouts.plain_text import sheet_text
from emndir.locality import local_services
from emndir.making import EVERY, Kind, Recipe, make_sheets

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "files" / "data"
NOW = datetime(2026, 11, 22, 10, 0)
CLINIC, LINE = "glenfield-breast-care-centre", "leicester-treatment-advice-line"
CHECKED = frozenset({(EVERY, group) for group in FactGroup})
UNKNOWN = "Call the number on your alert card"


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    home = tmp_path_factory.mktemp("making")
    opened = Core.create(home=home, data_dir=SAMPLE, clock=lambda: NOW).open()
    yield opened
    opened.close()


def made(directory, recipe, **choices):
    (sheet,) = make_sheets(directory, recipe, today=NOW.date(), **choices)
    return sheet


def words(sheet) -> str:
    return " ".join(sheet_text(sheet).split())


def number_of(directory) -> str:
    (phone, *_others) = directory.service(LINE).treatment_lines
    return str(phone.number)


def test_a_booklet_finds_its_services_by_the_place(directory):
    sheet = made(directory, Recipe(kind=Kind.BOOKLET, locality="leics", points=14))
    assert sheet.kind == "booklet"
    assert sheet.points == 14
    assert sheet.title == "Cancer services in Leicestershire"
    clinic = directory.service(CLINIC)
    assert clinic.display_name in words(sheet)
    assert f"Made by {directory.info.publisher}." in words(sheet)


def test_a_booklet_counts_what_was_checked(directory):
    recipe = Recipe(kind=Kind.BOOKLET, locality="Leicestershire", confirmed=CHECKED)
    assert made(directory, recipe).doubts == ()
    assert made(directory, Recipe(kind=Kind.BOOKLET, locality="Leicestershire")).doubts


def test_a_booklet_is_stopped_by_whoever_is_told_of_it(directory):
    told = []

    def stop(done, total):
        told.append((done, total))
        return done < 2

    with pytest.raises(StoppedError):
        made(directory, Recipe(kind=Kind.BOOKLET, locality="Leicestershire"), progress=stop)
    assert [done for done, _total in told] == [1, 2]


def test_places_without_a_booklet_are_told(directory):
    for locality in ("Atlantis", ""):
        with pytest.raises(HandoutError, match="No county or district"):
            made(directory, Recipe(kind=Kind.BOOKLET, locality=locality))


def test_a_poster_of_too_many_is_refused(directory, monkeypatch):
    monkeypatch.setattr("emndir.handouts.poster.MOST", 0)
    with pytest.raises(HandoutError, match="room for 0"):
        made(directory, Recipe(kind=Kind.POSTER, uids=(CLINIC,)))


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    home = tmp_path_factory.mktemp("region")
    opened = Core.create(home=home, clock=lambda: NOW).open()
    yield opened
    opened.close()


def test_a_locality_has_its_own_services_and_once_those_that_come_to_it(region):
    found = local_services(region, "Rutland")
    here, afar = ({one.uid for one in those} for those in (found.here, found.afar))
    assert "healthwatch-rutland" in here
    assert "macmillan-support-line" in afar, "national, by phone"
    assert "uhl-radiotherapy-leicester" in afar, "in the next county, and says that it serves it"
    assert not here & afar
    assert len(here) + len(afar) == len(found.here) + len(found.afar)


def test_its_place_in_the_locality_is_where_to_go(region):
    for name in ("Derby", "Leicestershire", "High Peak"):
        for service in local_services(region, name).here:
            place = service.location
            if place is None:
                continue
            assert name in region.gazetteer.area_of(
                place.postcode, place.position.coordinates if place.position else None
            )


def test_too_many_for_one_booklet_is_told(region, monkeypatch):
    monkeypatch.setattr("emndir.locality._MOST", 10)
    with pytest.raises(HandoutError, match="too many services"):
        local_services(region, "Rutland")


def test_a_poster_puts_the_services_below_on_the_paper_that_is_wanted(directory):
    recipe = Recipe(kind=Kind.POSTER, uids=(CLINIC,), confirmed=CHECKED, paper="a3")
    sheet = made(directory, recipe, clinic_name="Glenfield")
    assert sheet.paper == "a3"
    assert directory.service(CLINIC).display_name in words(sheet)
    assert words(sheet).startswith("Glenfield")


def test_a_card_has_the_line_if_it_was_checked(directory):
    checked = Recipe(kind=Kind.CARD, uids=(LINE,), confirmed=CHECKED)
    assert number_of(directory) in words(made(directory, checked))
    for recipe in (Recipe(kind=Kind.CARD), Recipe(kind=Kind.CARD, uids=(CLINIC,))):
        assert UNKNOWN in words(made(directory, recipe))
