"""Phone numbers typed or pasted: exactly whose they are, never something like them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import numpy as np

from emndir.search.columns import Rows
from emndir.search.records import Record, Records

WHOLE_DIGITS = 10
"""A United Kingdom number has ten or eleven digits with its zero; fewer is one half typed."""
_LAST = "\U0010ffff"


def owners_of(numbers: Iterable[str], records: Records) -> Rows:
    """Return the services and places that have any of the numbers.

    A whole number is compared whole. One that is still being typed finds those that begin so.
    """
    found = []
    for number in numbers:
        first = bisect_left(records.phones, number)
        whole = len(number) >= WHOLE_DIGITS
        last = bisect_right(records.phones, number if whole else number + _LAST, lo=first)
        found.append(records.columns.phone_row[first:last])
    return np.unique(np.concatenate(found)).astype(np.int64) if found else np.zeros(0, np.int64)


def likeliest_first(found: Iterable[Record], numbers: Iterable[str]) -> list[Record]:
    """Return the owners of numbers in order.

    Whose main number it is comes first, the hospital itself before what rings through it.
    """
    typed = tuple(numbers)
    return sorted(found, key=lambda record: _order(record, typed))


def _order(record: Record, typed: Sequence[str]) -> tuple[int, bool, bool, int, str]:
    places = [
        place
        for place, digits in enumerate(record.digits)
        if any(digits.startswith(number) for number in typed)
    ]
    return (
        min(places, default=0),
        not record.is_place,
        record.is_unsure,
        len(record.digits),
        record.name,
    )
