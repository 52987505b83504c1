"""Wilson's interval, held against its definition and against published values."""

from __future__ import annotations

from fractions import Fraction
from math import isclose, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.choice.intervals import Z_95, wilson

counts = st.integers(1, 200_000).flatmap(
    lambda whole: st.tuples(st.integers(0, 2 * whole).map(lambda part: part / 2), st.just(whole))
)


def test_the_constant_is_that_of_95_percent():
    assert isclose(Z_95, NormalDist().inv_cdf(0.975), abs_tol=1e-12)


@given(counts)
def test_each_end_is_where_the_score_test_turns(part_and_whole):
    """The interval is all p for which |share - p| is at most z standard errors taken at p."""
    part, whole = part_and_whole
    low, high = wilson(part, whole)
    share = part / whole
    assert 0 <= low <= share <= high <= 1
    for end, open_end in ((low, 0.0), (high, 1.0)):
        if end == open_end:
            continue  # none or all: that end is the edge itself
        error = sqrt(end * (1 - end) / whole)
        assert isclose(abs(share - end), Z_95 * error, rel_tol=1e-6, abs_tol=1e-9)


@given(counts)
def test_each_end_lies_between_two_exact_fractions(part_and_whole):
    """The score equation, (share - p)² whole = z² p (1 - p), changes its sign at each end: reckoned exactly."""
    part, whole = part_and_whole
    share, squared, step = Fraction(part) / whole, Fraction(Z_95) ** 2, Fraction(1, 10**12)

    def outside(p):
        return (share - p) ** 2 * whole - squared * p * (1 - p)

    low, high = map(Fraction, wilson(part, whole))
    for end, away in ((low, -step), (high, step)):
        if 0 < end < 1:
            assert outside(end + away) > 0 > outside(end - away)


@given(counts)
def test_it_is_the_same_from_the_other_side(part_and_whole):
    part, whole = part_and_whole
    low, high = wilson(part, whole)
    other_low, other_high = wilson(whole - part, whole)
    assert isclose(low, 1 - other_high, abs_tol=1e-9)
    assert isclose(high, 1 - other_low, abs_tol=1e-9)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [  # R. G. Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_published_values(part, whole, low, high):
    assert wilson(part, whole) == pytest.approx((low, high), abs=0.00006)


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (-1, 5), (6, 5), (0, 0)])
def test_what_is_no_share_is_refused(part, whole):
    with pytest.raises(ValueError, match="no share"):
        wilson(part, whole)
