import pytest

from emndir.handouts.clipping import clipped

SQUARE = [(10.0, 10.0), (90.0, 10.0), (90.0, 40.0), (10.0, 40.0)]


def area(ring):
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def test_what_is_in_sight_stays_as_it_is():
    assert clipped(SQUARE, 100, 50, 2) == SQUARE


def test_what_is_out_of_sight_is_gone():
    assert clipped([(x + 200, y) for x, y in SQUARE], 100, 50, 2) == []
    assert clipped([], 100, 50, 2) == []


@pytest.mark.parametrize(("dx", "dy"), [(50, 0), (-50, 0), (0, 30), (0, -30), (40, 25)])
def test_what_sticks_out_is_cut_at_the_edge_and_no_further(dx, dy):
    made = clipped([(x + dx, y + dy) for x, y in SQUARE], 100, 50, 2)
    assert min(x for x, _ in made) >= -2
    assert max(x for x, _ in made) <= 102
    assert min(y for _, y in made) >= -2
    assert max(y for _, y in made) <= 52
    wide = min(90 + dx, 102) - max(10 + dx, -2)
    high = min(40 + dy, 52) - max(10 + dy, -2)
    assert area(made) == pytest.approx(wide * high)


def test_what_is_all_around_fills_the_picture():
    made = clipped([(-900.0, -900.0), (900.0, -900.0), (900.0, 900.0), (-900.0, 900.0)], 100, 50, 2)
    assert area(made) == pytest.approx(104 * 54)
    assert len(made) == 4
