"""The finder: one question in, one answer out.

A key press goes: reading (understanding, spelling, place), matching (words and terms in
memory), choosing and ranking, counts, and the first rows as summaries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from threading import Lock
from typing import TYPE_CHECKING

from emndir.domain.service import ServiceSummary
from emndir.domain.taxonomy import Vocabulary
from emndir.geography.gazetteer import Gazetteer
from emndir.geography.places import Located
from emndir.runtime.resources import resource
from emndir.search.answering import Answering, Parts
from emndir.search.bodies import load_body_names
from emndir.search.columns import load_columns
from emndir.search.criteria import Criteria
from emndir.search.facets import FacetCounter
from emndir.search.lexicon import Lexicon
from emndir.search.lines import LineFinder
from emndir.search.matching import Matcher
from emndir.search.names import NameIndex
from emndir.search.namewords import name_key
from emndir.search.nearness import Near, Surroundings
from emndir.search.openness import Openness
from emndir.search.reading import QuestionReader
from emndir.search.records import Record, Records
from emndir.search.results import Origin, Results
from emndir.search.rows import load_lines, load_rows, load_words, rows_of
from emndir.search.sounds import sound
from emndir.search.stated_areas import Areas
from emndir.search.stems import porter
from emndir.search.synonyms import Synonyms, load_synonyms
from emndir.search.textindex import TextIndex
from emndir.search.ways_on import WaysOn

if TYPE_CHECKING:
    from emndir.storage.connections import Database

_ROWS_KEPT = 4096
"""Rows that were shown are kept up to this number: the file never changes."""


class Finder:
    """Answers questions about one directory file; safe for several threads at once."""

    def __init__(
        self,
        engine: Database,
        vocabulary: Vocabulary,
        gazetteer: Gazetteer,
        *,
        synonyms: Synonyms | None = None,
    ) -> None:
        """Read the columns of a directory file; `synonyms` stand in for those of the program."""
        self._engine = engine
        self._gazetteer = gazetteer
        self._lock = Lock()
        self._forgotten = 0
        self._rows: dict[int, tuple[Record, ServiceSummary]] = {}
        known = synonyms if synonyms is not None else load_synonyms(resource("synonyms"))
        lexicon = Lexicon(vocabulary, known)
        with engine.connect() as connection:
            columns = load_columns(connection)
            words = load_words(connection)
            self._records = records = Records(columns)
            loaded = load_rows(connection, records.known_places.tolist())
            names = load_body_names(connection)
        places = {row: record for row, (record, _summary) in loaded.items()}
        numbers = {uid: number for number, uid in enumerate(columns.texts["bodies"])}
        bodies = {
            alias: numbers[place.body] for place in places.values() for alias in place.aliases
        }
        openness = Openness(columns)
        facets = FacetCounter(records, vocabulary, openness)
        index = TextIndex(columns, records.offered_count)
        self._matcher = Matcher(index, records, facets, lexicon, bodies)
        self._name_index = NameIndex(columns, records)
        self._reader = QuestionReader(
            lexicon, gazetteer, records, words, self._name_index, places, names
        )
        self._areas = Areas(records, gazetteer)
        self._parts = Parts(
            records=records,
            facets=facets,
            openness=openness,
            vocabulary=vocabulary,
            ways_on=WaysOn(places, facets),
            index=index,
            places={row: (place, *_area_of(place, gazetteer)) for row, place in places.items()},
            rows_of_places=dict(
                zip(columns.texts["places"], columns.at_place.tolist(), strict=True)
            ),
            nhs_sites=frozenset(records.nhs_sites.tolist()),
            load_rows=self._load_rows,
            load_lines=self._load_lines,
        )
        self._last: tuple[Surroundings, list[int]] | None = None
        self._reader.prepare()

    def prepare(self) -> None:
        """Make what only questions about a place or a number need: for a worker thread."""
        self._records.prepare()

    def find(self, criteria: Criteria, today: date, now: datetime | None = None) -> Results:
        """Return what a question finds; no input makes it raise.

        `now` is the moment in local (UK) time that "open now" means; without one it ranks nothing,
        and as a filter lets nothing through.
        """
        criteria = replace(criteria, limit=max(1, criteria.limit), skip=max(0, criteria.skip))
        question = self._reader.read(criteria, self._matcher)
        located = question.located
        surroundings, lines = self._around(_origin(located)) if located else (None, [])
        return Answering(self._parts, question, surroundings, lines, today, now).answer()

    def near(self, uids: Collection[str], origin: Origin) -> dict[str, Near]:
        """Return how some services are seen from an origin, whatever was asked; unknown uids are left out."""
        surroundings, _lines = self._around(origin)
        with self._engine.connect() as connection:
            rows = rows_of(connection, uids)
        records = [record for record, _summary in self._load_rows(rows).values()]
        found = surroundings.of(records)
        return {record.uid: near for record, near in zip(records, found, strict=True)}

    def hours_change_after(self, now: datetime) -> datetime:
        """Return the next moment at which what is open may be another than at `now`."""
        return self._parts.openness.changes_after(now)

    def forget(self) -> None:
        """Forget every question that was asked: words, places, and what was read for them."""
        self._matcher.forget()
        self._reader.forget()
        self._name_index.forget()
        for remembering in (porter, sound, name_key):
            remembering.cache_clear()
        self._parts.facets.forget()
        self._parts.openness.forget()
        with self._lock:
            self._forgotten += 1
            self._last = None
            self._rows = {}

    def _around(self, origin: Origin) -> tuple[Surroundings, list[int]]:
        """Return everything seen from a place, and the treatment lines that serve it.

        The last is kept while somebody types.
        """
        since, last = self._forgotten, self._last
        if last is None or last[0].origin != origin:
            around = Surroundings(origin, self._records, self._areas, is_area=origin.is_area)
            last = (
                around,
                LineFinder(self._records, self._parts.facets, around, self._load_rows).rows(),
            )
            with self._lock:
                if since == self._forgotten:
                    self._last = last
        return last

    def _load_rows(self, rows: Iterable[int]) -> Mapping[int, tuple[Record, ServiceSummary]]:
        """Return rows as records and lines of a list; what was read once is kept for a while."""
        wanted = list(rows)
        with self._lock:
            known = {row: self._rows[row] for row in wanted if row in self._rows}
        missing = [row for row in wanted if row not in known]
        if missing:
            with self._engine.connect() as connection:
                found = load_rows(connection, missing)
            with self._lock:
                if len(self._rows) + len(found) > _ROWS_KEPT:
                    self._rows = {}
                self._rows.update(found)
            known.update(found)
        return known

    def _load_lines(self, uids: Iterable[str]) -> Mapping[str, ServiceSummary]:
        with self._engine.connect() as connection:
            return load_lines(connection, uids)


def _origin(located: Located) -> Origin:
    return Origin(
        label=located.label,
        position=located.position,
        note=located.note,
        county=located.county,
        district=located.district,
        is_area=located.is_area,
    )


def _area_of(place: Record, gazetteer: Gazetteer) -> tuple[str, str]:
    """Return the district and county that a place lies in."""
    if not place.points:
        return "", ""
    return gazetteer.area_of(place.postcode, place.points[0].coordinates)
