"""How sure a counted share is."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959963984540054
"""The 97.5th percentile of the normal distribution: 95 % lie within it on both sides."""


def wilson(part: float, whole: float, z: float = Z_95) -> tuple[float, float]:
    """Return the Wilson score interval of a share: its low and high end, 0 to 1.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212;
    without the correction for continuity. It never leaves 0 to 1 and holds for small counts and
    for shares near either end, where the usual plus and minus does not. Halves are allowed
    (62-day figures share a patient between two trusts).

    Raises:
        ValueError: unless 0 <= part <= whole and whole > 0.
    """
    if not 0 <= part <= whole or whole <= 0:
        raise ValueError(f"{part} of {whole} is no share")
    share, squared = part / whole, z * z
    middle = (share + squared / (2 * whole)) / (1 + squared / whole)
    half = (
        z
        * sqrt(share * (1 - share) / whole + squared / (4 * whole * whole))
        / (1 + squared / whole)
    )
    # at none and at all, rounding must not leave the share outside its own interval
    low = 0.0 if part == 0 else max(0.0, middle - half)
    high = 1.0 if part == whole else min(1.0, middle + half)
    return low, high
