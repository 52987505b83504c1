"""Outlines cut to what a picture shows: a county is drawn in a map of one of its towns.

What lies outside would be read, hashed and written into the file with every sheet.
"""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]


def clipped(ring: Sequence[Point], width: float, height: float, margin: float) -> list[Point]:
    """Return a ring cut to a picture of `width` by `height` and `margin` around it.

    Where it leaves and comes back it runs along the edge, so that a margin wider than its line
    hides that. Empty where nothing of it is in sight (Sutherland and Hodgman, 1974).
    """
    found = list(ring)
    for axis, edge, sign in (
        (0, -margin, 1.0),
        (0, width + margin, -1.0),
        (1, -margin, 1.0),
        (1, height + margin, -1.0),
    ):
        found = _cut(found, [sign * (point[axis] - edge) for point in found])
    return found if len(found) > 2 else []


def _cut(ring: list[Point], within: Sequence[float]) -> list[Point]:
    """Return what of a ring is not beyond an edge: `within` says how far each point is inside."""
    if all(far >= 0 for far in within):
        return ring
    found: list[Point] = []
    for at, (point, here) in enumerate(zip(ring, within, strict=True)):
        before, there = ring[at - 1], within[at - 1]
        if (here >= 0) != (there >= 0):
            share = there / (there - here)
            x, y = before
            found.append((x + share * (point[0] - x), y + share * (point[1] - y)))
        if here >= 0:
            found.append(point)
    return found
