"""Which transport counts near a place: what serves it, what is near and states no area; by name."""

from __future__ import annotations

import pytest

from emndir.choice.transport import NEAR_MILES, by_name, helps_with_costs, takes_from
from tests.builders import make_service


@pytest.mark.parametrize(
    ("serves", "miles", "is_there"),
    [
        (True, None, True),
        (True, 40.0, True),
        (None, NEAR_MILES, True),
        (None, NEAR_MILES + 0.1, False),
        (None, None, False),
        (False, 0.5, False),
    ],
)
def test_what_serves_a_place_or_is_near_and_states_no_area(serves, miles, is_there):
    assert takes_from(serves, miles) is is_there


def test_help_with_costs_is_told_by_the_words_for_patients():
    benefits = {"service_type": "benefits-advice", "needs": ("travel costs",)}
    assert helps_with_costs(make_service(**benefits))
    assert helps_with_costs(make_service(service_type="transport", plain_line="Pays your fares."))
    assert not helps_with_costs(make_service(service_type="benefits-advice", needs=("debt",)))
    assert not helps_with_costs(make_service(service_type="clinic", needs=("travel costs",)))


def test_they_stand_by_name_each_once():
    services = [
        make_service(uid=uid, name=name) for uid, name in (("1", "b"), ("2", "A"), ("3", "c"))
    ]
    assert [one.uid for one in by_name([*services, services[0]])] == ["2", "1", "3"]
