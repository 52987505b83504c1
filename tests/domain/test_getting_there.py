"""What a fact of travel or access speaks of."""

from __future__ import annotations

import pytest

from emndir.domain.getting_there import (
    is_of_entrance,
    is_of_parking,
    is_of_public_transport,
    is_of_steps,
)


@pytest.mark.parametrize(
    ("fact", "parking", "transport", "steps"),
    [
        ("Free parking on site", True, False, False),
        ("Blue badge spaces outside outpatients", True, False, False),
        ("For the Combined Day Unit use entrance 24, opposite car park 6", False, False, False),
        ("Entrance 24 is opposite car park 6", False, False, False),
        ("The car park by the main entrance is free", True, False, False),
        ("Free Medilink bus to QMC and park and ride sites", False, True, False),
        ("Volunteer drivers bring some people", False, True, False),
        ("Tram stop with step-free access to the hospital", False, True, False),
        ("Lift and disabled access", False, False, True),
        ("Wheelchair-accessible minibuses", False, True, False),
        ("A member can give you a lift", False, False, False),
        ("Quiet room for private talks", False, False, False),
    ],
)
def test_a_fact_answers_what_it_speaks_of(fact, parking, transport, steps):
    assert (is_of_parking(fact), is_of_public_transport(fact), is_of_steps(fact)) == (
        parking,
        transport,
        steps,
    )


@pytest.mark.parametrize(
    ("fact", "is_it"),
    [
        ("For the Combined Day Unit use entrance 24, opposite car park 6", True),
        ("Use the main and south entrances", True),
        ("Enter from Willowbrook Road", True),
        ("Drop-off close to the entrance", False),
        ("Quiet room for private talks", False),
    ],
)
def test_a_fact_of_where_to_go_in(fact, is_it):
    assert is_of_entrance(fact) is is_it
