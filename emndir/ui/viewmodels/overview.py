"""Overview: what is said of a whole directory in the status line and the county filter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from emndir.search.criteria import Criteria, Facet, SourceAge
from emndir.search.start_page import districts_of

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.search.start_page import StartPage


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


def stored_overview(page: StartPage, today: date) -> Overview:
    """Return the overview of a stored start page, as it is on a day."""
    return _overview(page.ages(today), page.districts)


def find_overview(directory: OpenDirectory) -> Overview:
    """Return the overview of a directory: for a worker thread."""
    results = directory.find(Criteria(limit=1))
    ages = results.facets.get(Facet.NEWEST_SOURCE, ())
    counted = {one.code: one.count for one in ages}
    found = results.facets.get(Facet.DISTRICT, ())
    return _overview(counted, districts_of(directory.gazetteer.localities, found))


def _overview(ages: Mapping[str, int], districts: Mapping[str, tuple[str, ...]]) -> Overview:
    return Overview(
        total=sum(ages.values()),
        within_year=ages.get(SourceAge.WITHIN_YEAR.value, 0),
        districts=districts,
    )
