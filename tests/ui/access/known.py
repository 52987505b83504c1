"""What is known to be wrong: short, honest, and to become empty."""

from __future__ import annotations

import re

KNOWN: tuple[tuple[str, str], ...] = (
    (
        r"cut_off: tab .*«.*\[sources, small\]",
        "four tabs in words 40 % longer do not fit 480 px: Qt's arrows scroll them",
    ),
    (
        r"\[(eight gathered|corrections)\]$",
        "at 200 % the top, the 24-hour line and a full tray leave a screen of 800 px no list",
    ),
)
"""Pattern of a fault with its state, and why it still stands."""


def unknown(faults: list[str]) -> list[str]:
    """Return the faults that are not known."""
    return [one for one in faults if not any(re.search(pattern, one) for pattern, _why in KNOWN)]
