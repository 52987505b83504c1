"""Gaps by district: the same that the guide prints, from a place that people live in."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.domain.errors import HandoutError
from emndir.gaps import gap_rows
from emndir.guiding import choose_services

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    core = Core.create(
        home=home, data_dir=ROOT / "data", clock=lambda: datetime(2026, 11, 23, 10, 0)
    )
    with_everything = core.open()
    yield with_everything
    with_everything.close()


def test_a_districts_gaps_are_those_of_the_guides(directory):
    told = []
    rows = list(
        gap_rows(
            directory,
            today=TODAY,
            sites=["breast", "colorectal"],
            districts=["East Lindsey"],
            progress=told.append,
        )
    )
    assert told == ["East Lindsey"]
    assert {row.measured_from for row in rows} == {"Louth"}
    for site in ("breast", "colorectal"):
        wanted = [
            ([one.uid for one in gap.nearest], [one.uid for one in gap.by_phone], gap.is_elsewhere)
            for part in choose_services(directory, site, "Louth", today=TODAY)
            for gap in part.gaps
        ]
        assert wanted, "Louth is far from much"
        assert wanted == [
            ([one.uid for one in row.nearest], [one.uid for one in row.by_phone], row.is_elsewhere)
            for row in rows
            if row.site == site
        ]
    lymphoedema = [row for row in rows if "lymphoedema" in row.help]
    for row in lymphoedema:
        assert row.within_miles == 20
        assert all(one.miles > 20 for one in row.nearest)


def test_a_city_is_measured_from_itself(directory):
    rows = gap_rows(directory, today=TODAY, sites=["ocular"], districts=["leicester", "Rutland"])
    assert {(row.district, row.measured_from) for row in rows} == {
        ("Leicester", "Leicester"),
        ("Rutland", "Oakham"),
    }


def test_every_district_of_the_region_can_be_measured(directory):
    from emndir.gaps import _districts, _largest_place

    found = {one.name: _largest_place(directory, one) for one in _districts(directory, ())}
    assert len(found) == 35
    assert None not in found.values()
    for name, (_typed, located) in found.items():
        assert located.district == name


@pytest.mark.parametrize(
    ("more", "message"),
    [({"sites": ["braest"]}, "“braest”"), ({"districts": ["Atlantis"]}, "“Atlantis”")],
)
def test_what_nobody_knows_is_told(directory, more, message):
    with pytest.raises(HandoutError, match=message):
        list(gap_rows(directory, today=TODAY, **more))
