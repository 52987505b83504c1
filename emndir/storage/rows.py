"""Rows of a directory file as they are stored, their values made the domain's: sqlite3 and no more.

`tables` says the same for writing. A test reads every table both ways and compares.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

from emndir.domain.freshness import PaperRule
from emndir.domain.indicator import Measure
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import PublicHolidays, parse_time
from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import (
    AreaKind,
    Confidence,
    Cost,
    FactGroup,
    HelpGroup,
    OrganizationType,
    PhoneKind,
    Precision,
    ServiceStatus,
)
from emndir.storage.connections import Connection
from emndir.storage.visibility import Visibility

Read = Callable[[Any], Any]
_AT_ONCE = 500
"""Keys of one statement; SQLite takes 999 at least."""


class Row(SimpleNamespace):
    """One row: an attribute for each column, and what a query hangs on it."""


def _words(value: str) -> tuple[Any, ...]:
    return tuple(json.loads(value)) if value and value != "[]" else ()


def _codes(members: type[StrEnum]) -> Read:
    return lambda value: tuple(map(members, _words(value)))


READERS: Mapping[str, Mapping[str, Read]] = {
    "directory": {
        "data_date": date.fromisoformat,
        "paper_rule": PaperRule,
        "attribution": _words,
    },
    "taxonomy_term": {
        "taxonomy": Taxonomy,
        "lay_words": _words,
        "clinical_words": _words,
        "abbreviations": _words,
        "icd10": _words,
    },
    "phrase_file": {},
    "choice_statement": {
        "service_types": _words,
        "seen": PartialDate.parse,
        "written_on": date.fromisoformat,
        "signed_on": date.fromisoformat,
    },
    "font_file": {},
    "organization": {"type": OrganizationType, "former_names": _words},
    "location": {
        "former_names": _words,
        "status": ServiceStatus,
        "address": _words,
        "transport": _words,
        "accessibility": _words,
        "position_precision": Precision,
    },
    "service": {
        "help_group": HelpGroup,
        "status": ServiceStatus,
        "confidence": Confidence,
        "former_names": _words,
        "needs": _words,
        "cost": Cost,
        "accessibility": _words,
        "languages": _words,
        "alert_until": date.fromisoformat,
    },
    "service_former_uid": {},
    "attribute": {"taxonomy": Taxonomy},
    "service_area": {"kind": AreaKind},
    "service_at_location": {"detail": _words},
    "phone": {"kind": PhoneKind, "visibility": Visibility},
    "schedule": {
        "byday": _words,
        "opens_at": parse_time,
        "closes_at": parse_time,
        "months": _words,
        "valid_from": date.fromisoformat,
        "valid_to": date.fromisoformat,
        "public_holidays": PublicHolidays,
    },
    "source": {"seen": PartialDate.parse, "supports": _codes(FactGroup)},
    "fact_check": {"fact_group": FactGroup, "checked_on": PartialDate.parse},
    "postcode_sector": {"in_region": bool},
    "postcode_district": {},
    "place": {"in_region": bool},
    "locality": {},
    "outline": {},
    "figure_provider": {},
    "figure_group": {"measure": Measure, "sites": _words, "is_all": bool},
    "figure_standard": {"measure": Measure},
    "figure_source": {"seen": PartialDate.parse, "published": PartialDate.parse},
    "indicator": {"measure": Measure, "is_adjusted": bool},
}
"""Every table, with how the columns are read that are not plain numbers and texts; NULL is None."""


def rows_of(
    connection: Connection, table: str, rest: str = "ORDER BY id", keys: Sequence[Any] = ()
) -> Iterator[Row]:
    """Yield whole rows of a table; `rest` follows its name in the statement, with `?` for keys."""
    found = connection.exec_driver_sql(f"SELECT * FROM {table} {rest}", keys)  # noqa: S608 - ours
    names = found.names
    readers = READERS[table]
    read = [(at, readers[name]) for at, name in enumerate(names) if name in readers]
    once: dict[str, str] = {}  # counties and districts, thousands of times
    for stored in found:
        values = [once.setdefault(one, one) if type(one) is str else one for one in stored]
        for at, reader in read:
            if values[at] is not None:
                values[at] = reader(values[at])
        yield Row(**dict(zip(names, values, strict=True)))


def rows_with(
    connection: Connection, table: str, column: str, keys: Sequence[Any] | None
) -> list[Row]:
    """Return the rows with one of the keys in a column, in order of id; without keys all."""
    if keys is None:
        return list(rows_of(connection, table))
    found = [
        row
        for start in range(0, len(keys), _AT_ONCE)
        for row in rows_of(
            connection,
            table,
            f"WHERE {column} IN ({', '.join('?' * len(keys[start : start + _AT_ONCE]))}) ORDER BY id",
            keys[start : start + _AT_ONCE],
        )
    ]
    return sorted(found, key=lambda row: row.id) if len(keys) > _AT_ONCE else found


def rows_by(
    connection: Connection, table: str, owner: str, keys: Sequence[Any] | None
) -> Mapping[Any, list[Row]]:
    """Return the rows of each owner, in order of id; without keys those of all."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows_with(connection, table, owner, keys):
        found[getattr(row, owner)].append(row)
    return found
