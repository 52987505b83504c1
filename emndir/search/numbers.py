"""Phone numbers typed or pasted: exactly whose they are, never something like them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from emndir.search.records import Record, Records

WHOLE_DIGITS = 10
"""A United Kingdom number has ten or eleven digits with its zero; fewer is one half typed."""


def owners_of(numbers: Iterable[str], records: Records) -> list[Record]:
    """Return services and places that have any of the numbers, the likeliest first.

    A whole number is compared whole. One that is still being typed finds those that begin so.
    Whose main number it is comes first, the hospital itself before what rings through it.
    """
    bits, typed = 0, tuple(numbers)
    for number in typed:
        bits |= records.owners.get(number, 0)
        if len(number) < WHOLE_DIGITS:
            for digits, owners in records.owners.items():
                if digits.startswith(number):
                    bits |= owners
    found = [record for record in records.of(bits) if record.is_offered]
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
