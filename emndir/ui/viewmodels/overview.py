"""Overview: what is said of a whole directory in the status line and the county filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from emndir.search.criteria import Criteria, Facet, SourceAge

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How many services there are, how many have a source of the last year, districts by county."""

    total: int = 0
    within_year: int = 0
    districts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def share_in_words(self) -> str:
        """Return "12% have a source from the last 12 months", or "" for an empty directory."""
        if not self.total:
            return ""
        share = round(100 * self.within_year / self.total)
        words = QCoreApplication.translate("Overview", "have a source from the last 12 months")
        return f"{share}% {words}"


def find_overview(directory: OpenDirectory) -> Overview:
    """Return the overview of a directory: for a worker thread."""
    results = directory.find(Criteria(limit=1))
    ages = results.facets.get(Facet.NEWEST_SOURCE, ())
    counted = {one.code: one.count for one in ages}
    present = {one.code for one in results.facets.get(Facet.DISTRICT, ())}
    districts: dict[str, list[str]] = {}
    for locality in directory.gazetteer.localities:
        if locality.county and locality.name in present:
            names = districts.setdefault(locality.county, [])
            if locality.name not in names:
                names.append(locality.name)
    return Overview(
        total=sum(counted.values()),
        within_year=counted.get(SourceAge.WITHIN_YEAR.value, 0),
        districts={county: tuple(sorted(names)) for county, names in districts.items()},
    )
