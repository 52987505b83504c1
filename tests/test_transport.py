"""Transport near an end of a journey, in the real directory: who serves it, and nobody who does not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.domain.location import Coordinates
from emndir.transport import lifts_near

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def real_directory(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    core = Core.create(
        home=home, data_dir=ROOT / "data", clock=lambda: datetime(2026, 11, 23, 10, 0)
    )
    directory = core.open()
    yield directory
    directory.close()


def near(directory, text, **more):
    return lifts_near(directory, text, directory.locate(text).position.coordinates, **more)


def names(lifts):
    return [lift.service.name for lift in lifts]


@pytest.mark.parametrize("place", ["NG31", "LE2", "PE21", "Nottingham", "S42", "DN21", "NN15"])
def test_each_serves_the_place_or_is_near_it(real_directory, place):
    lifts = near(real_directory, place)
    assert lifts
    for lift in lifts:
        assert lift.service.service_type == "transport"
        assert lift.service.status.is_offered
        assert lift.serves is True or (lift.serves is None and lift.miles <= 10)
    assert names(lifts) == sorted(names(lifts), key=str.casefold)


def test_grantham_has_its_own_and_the_countys_and_not_lincolns_neighbours(real_directory):
    found = names(near(real_directory, "NG31"))
    assert found == ["Grantham Area Community Transport", "Louth Voluntary Car Service"]


def test_help_with_the_cost_is_asked_for_by_itself(real_directory):
    with_costs = near(real_directory, "NG31", with_costs=True)
    (costs,) = (lift for lift in with_costs if lift.for_costs)
    assert costs.service.name == "Healthcare Travel Costs Scheme"
    assert names(with_costs) == sorted(names(with_costs), key=str.casefold)
    assert not any(lift.for_costs for lift in near(real_directory, "NG31"))


def test_a_name_that_is_found_elsewhere_is_not_the_place(real_directory):
    assert lifts_near(real_directory, "NG31", Coordinates(52.0, -1.0)) is None
    assert lifts_near(real_directory, "Nowhere-on-Sea", Coordinates(52.9, -0.64)) is None
