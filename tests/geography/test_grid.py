from __future__ import annotations

import pytest

from emndir.domain.location import Coordinates
from emndir.geography.distance import haversine_miles
from emndir.geography.grid import grid_to_wgs84


def test_the_worked_point_of_the_ordnance_survey_guide() -> None:
    """Its OSGB36 point is 52 39 27.2531 N, 1 43 4.5177 E; in WGS84 52.657976 N, 1.716052 E."""
    found = grid_to_wgs84(651409.903, 313177.270)
    assert found.latitude == pytest.approx(52.657976, abs=1e-5)
    assert found.longitude == pytest.approx(1.716052, abs=1e-5)


def test_a_hospital_lands_where_it_stands() -> None:
    """Grid SK 586 035 is Leicester Royal Infirmary; the hospital list has 52.62679, -1.13595."""
    found = grid_to_wgs84(458577, 303499)
    assert haversine_miles(found, Coordinates(52.62679, -1.13595)) < 0.1


@pytest.mark.parametrize("grid", [(-1, 0), (0, -1), (700_001, 0), (0, 1_300_001)])
def test_points_off_the_grid_are_refused(grid: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="not on the British national grid"):
        grid_to_wgs84(*grid)
