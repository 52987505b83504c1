"""What is known to be wrong: short, honest, and to become empty."""

from __future__ import annotations

import re

KNOWN: tuple[tuple[str, str], ...] = ()
"""Pattern of a fault with its state, and why it still stands."""


def unknown(faults: list[str]) -> list[str]:
    """Return the faults that are not known."""
    return [one for one in faults if not any(re.search(pattern, one) for pattern, _why in KNOWN)]
