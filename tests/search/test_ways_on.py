"""Where nothing was found: how far the nearest hospital is, in words."""

from __future__ import annotations

import pytest

from emndir.search.criteria import Criteria
from emndir.search.ways_on import about_miles


@pytest.mark.parametrize(
    ("miles", "words"),
    [
        (0.0, "under half a mile"),
        (0.49, "under half a mile"),
        (0.5, "about 1 mile"),
        (1.4, "about 1 mile"),
        (1.6, "about 2 miles"),
        (28.7, "about 29 miles"),
    ],
)
def test_miles_are_said_as_a_card_says_them(miles, words):
    assert about_miles(miles) == words


def test_the_nearest_hospital_is_never_about_0_miles_away(real):
    found = real.find(Criteria(words="xyzzy", near="NG31", within_miles=5))
    said = [one for one in found.ways_on if one.startswith("The nearest hospital listed is")]
    assert said == [
        "The nearest hospital listed is Grantham Community Diagnostic Centre, under half a mile."
    ]
