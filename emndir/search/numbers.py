"""Phone numbers typed or pasted: exactly whose they are, never something like them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import numpy as np

from emndir.search.columns import Flag, Rows
from emndir.search.records import Records

WHOLE_DIGITS = 10
"""Some numbers of the United Kingdom have ten digits with their zero; most have eleven."""
_LAST = "\U0010ffff"
_MANY = 255


def owners_of(numbers: Iterable[str], records: Records) -> Rows:
    """Return the services and places that have any of the numbers, the likeliest first.

    A number of ten digits is compared whole. A shorter one is still being typed and finds those
    that begin so; a longer one finds itself, and itself with an extension.
    Whose main number it is comes first, the hospital itself before what rings through it,
    then the service that is called as its place or body is, and short names before long ones.
    """
    columns = records.columns
    best = np.full(records.count, _MANY, dtype=np.uint8)
    for number in numbers:
        first = bisect_left(records.phones, number)
        whole = len(number) == WHOLE_DIGITS
        last = bisect_right(records.phones, number if whole else number + _LAST, lo=first)
        np.minimum.at(best, columns.phone_row[first:last], columns.phone_place[first:last])
    rows = np.flatnonzero((best < _MANY) & (records.offered | records.places) & ~records.gone)
    order = np.lexsort(
        (
            columns.name_rank[rows],
            records.shortest_names[rows],
            ~columns.has(Flag.NAMED_AS_WHERE)[rows],
            records.phones_each[rows],
            records.unsure[rows],
            ~records.places[rows],
            best[rows],
        )
    )
    found: Rows = rows[order]
    return found
