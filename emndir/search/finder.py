"""The finder: one question in, one answer out.

A key press goes: reading (understanding, spelling, place), matching (FTS5 for the words),
the answer as a bit set, filters and counts on bit sets, ranking, and the first rows as
summaries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from emndir.domain.service import ServiceSummary
from emndir.domain.taxonomy import Vocabulary
from emndir.geography.gazetteer import Gazetteer, Located
from emndir.runtime.resources import resource
from emndir.search.answering import Answering, Parts
from emndir.search.criteria import Criteria
from emndir.search.facets import FacetCounter
from emndir.search.lexicon import Lexicon
from emndir.search.loading import build_records
from emndir.search.matching import Matcher
from emndir.search.nearness import Surroundings
from emndir.search.reading import QuestionReader
from emndir.search.results import Origin, Results
from emndir.search.synonyms import Synonyms, load_synonyms
from emndir.search.textindex import SqliteTextIndex, load_entries, load_words
from emndir.search.ways_on import WaysOn
from emndir.storage.queries import load_summaries

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


class Finder:
    """Answers questions about one directory file; safe for several threads at once."""

    def __init__(
        self,
        engine: Engine,
        vocabulary: Vocabulary,
        gazetteer: Gazetteer,
        *,
        synonyms: Synonyms | None = None,
    ) -> None:
        self._engine = engine
        self._gazetteer = gazetteer
        known = load_synonyms(resource("synonyms")) if synonyms is None else synonyms
        self._lexicon = Lexicon(vocabulary, known)
        with engine.connect() as connection:
            self._records = build_records(load_entries(connection), gazetteer)
            words = load_words(connection)
        self._reader = QuestionReader(self._lexicon, gazetteer, self._records, words)
        facets = FacetCounter(self._records, vocabulary)
        self._parts = Parts(
            records=self._records,
            facets=facets,
            vocabulary=vocabulary,
            ways_on=WaysOn(self._records, facets),
        )
        self._summaries: dict[str, ServiceSummary] = {}
        self._last_surroundings: Surroundings | None = None

    def find(self, criteria: Criteria, today: date) -> Results:
        """Return what a question finds; no input makes it raise."""
        with self._engine.connect() as connection:
            matcher = Matcher(SqliteTextIndex(connection), self._records, self._lexicon)
            question = self._reader.read(criteria, matcher)
            located = question.located
            answering = Answering(
                self._parts,
                question,
                self._surroundings(located) if located else None,
                lambda uids: self._summaries_of(uids, connection),
                today,
            )
            return answering.answer()

    def _surroundings(self, located: Located) -> Surroundings:
        """Return everything seen from a place; the last is kept while somebody types."""
        origin = Origin(
            label=located.label,
            position=located.position,
            note=located.note,
            county=located.county,
            district=located.district,
        )
        last = self._last_surroundings
        if last is None or last.origin != origin:
            last = Surroundings(origin, self._records, self._gazetteer, is_area=located.is_area)
            self._last_surroundings = last
        return last

    def _summaries_of(
        self, uids: Sequence[str], connection: Connection
    ) -> Mapping[str, ServiceSummary]:
        """Return summaries by uid; what was read once is kept, for the file never changes."""
        missing = [uid for uid in uids if uid not in self._summaries]
        if missing:
            for summary in load_summaries(connection, missing):
                self._summaries[summary.uid] = summary
        return {uid: self._summaries[uid] for uid in uids if uid in self._summaries}
