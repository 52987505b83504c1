"""Other ways to answer the same key presses over the same rows, for comparison in one run.

They find rows only: no reading of the question, no synonyms, no spelling, no distance, no counts.
FTS5, LIKE and tantivy apply the same filters; a rapidfuzz scan over names applies none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from emndir.search.criteria import Facet
from emndir.search.index import Entry
from emndir.search.words import fold, tokens_of
from tests.benchmarks.questions import SHOWN, KeyPress

Ask = Callable[[KeyPress], object]
FTS5 = "FTS5 bm25"

_FACT = {Facet.REFERRAL_ROUTE: "routes", Facet.CANCER_SITE: "sites", Facet.DELIVERY: "delivery"}
_COUNTY = "county"
_TABLE = """
CREATE TABLE peer_row (
    id INTEGER PRIMARY KEY, routes INTEGER, sites INTEGER, delivery INTEGER, county TEXT
);
"""
_MATCH = "search_text MATCH ?"
_LIKE = "name || ' ' || organization || ' ' || place LIKE ?"


class Rows:
    """What peers need of each service, gathered while the entries pass by.

    The codes of a facet are one number, a bit a code: no other way to filter beside FTS5
    was as quick.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self._rows: list[tuple[int, int, int, int, str]] = []
        self._bits: dict[str, int] = {}

    def passing(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries as they come, and remember."""
        for number, entry in enumerate(entries, start=1):
            yield entry
            if entry.is_place or not entry.is_offered:
                continue
            facts: dict[str, Any] = entry.facts
            self.names.append(fold(facts["name"]))
            masks = (self.mask(fact, facts[fact]) for fact in _FACT.values())
            self._rows.append((number, *masks, facts[_COUNTY]))

    def mask(self, fact: str, codes: Iterable[str]) -> int:
        """Return the bits of some codes of one fact."""
        mask = 0
        for code in codes:
            mask |= 1 << self._bits.setdefault(f"{fact} {code}", len(self._bits))
        return mask

    def write(self, connection: sqlite3.Connection) -> None:
        """Put them beside the index, where SQL can join them."""
        connection.executescript(_TABLE)
        connection.executemany("INSERT INTO peer_row VALUES (?, ?, ?, ?, ?)", self._rows)
        connection.commit()
        self._rows.clear()

    def conditions(self, pressed: KeyPress) -> tuple[list[str], list[object]]:
        """Return the filters of a key press as SQL, and what is bound."""
        sql: list[str] = []
        bound: list[object] = []
        for facet, codes in pressed.chosen:
            if facet is Facet.COUNTY:
                sql.append(f"{_COUNTY} = ?")
                bound += codes
                continue
            any_site = ("all",) if facet is Facet.CANCER_SITE else ()
            sql.append(f"{_FACT[facet]} & ?")
            bound.append(self.mask(_FACT[facet], (*codes, *any_site)))
        return sql, bound


def sql_peers(connection: sqlite3.Connection, rows: Rows) -> dict[str, Ask]:
    """Return FTS5 with bm25 (every word, the last a beginning; and any word), and LIKE."""
    connection.execute("PRAGMA cache_size = -262144")  # kilobytes
    return {
        FTS5: partial(_ask_sql, connection, rows, " AND "),
        "FTS5 bm25, any word": partial(_ask_sql, connection, rows, " OR "),
        "LIKE": partial(_ask_sql, connection, rows, ""),
    }


def _ask_sql(
    connection: sqlite3.Connection, rows: Rows, joined: str, pressed: KeyPress
) -> list[Any]:
    """Return the rows of one statement; without a word to join by it is LIKE."""
    words = [f'"{token.text}"' for token in tokens_of(pressed.typed)]
    if not words:
        return []
    conditions, bound = rows.conditions(pressed)
    tables = "search_text"
    if conditions:
        tables += " JOIN peer_row ON peer_row.id = search_text.rowid"
    asked = f"{joined.join(words)}*" if joined else f"%{pressed.typed.strip()}%"
    where = " AND ".join((_MATCH if joined else _LIKE, *conditions))
    order = "ORDER BY bm25(search_text)" if joined else ""
    sql = f"SELECT search_text.rowid FROM {tables} WHERE {where} {order} LIMIT {SHOWN}"
    return connection.execute(sql, (asked, *bound)).fetchall()


def fuzzy_peer(rows: Rows) -> Ask:
    """Return a scan over every name with rapidfuzz."""

    def ask(pressed: KeyPress) -> object:
        return process.extract(
            fold(pressed.typed), rows.names, scorer=fuzz.WRatio, limit=SHOWN, score_cutoff=60
        )

    return ask


def tantivy_peer(connection: sqlite3.Connection, folder: Path) -> Ask | None:
    """Return tantivy over the same texts, stemmed, in `folder`; None where it is not installed."""
    try:
        import tantivy
    except ImportError:
        return None
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=True)
    builder.add_text_field("name", tokenizer_name="en_stem")
    builder.add_text_field("text", tokenizer_name="en_stem")
    builder.add_text_field("codes", tokenizer_name="raw", index_option="basic")
    schema = builder.build()
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(heap_size=256_000_000, num_threads=2)
    found = connection.execute(
        "SELECT search_text.*, search_text.rowid, facts ->> 'county', facts ->> 'routes', "
        "facts ->> 'sites', facts ->> 'delivery' "
        "FROM search_text JOIN search_entry ON search_entry.id = search_text.rowid"
    )
    for *texts, number, county, routes, sites, delivery in found:
        written = zip(_FACT.values(), (routes, sites, delivery), strict=True)
        codes = [f"{_COUNTY} {county}"]
        codes += [f"{fact} {code}" for fact, listed in written for code in _listed(listed)]
        writer.add_document(
            tantivy.Document(id=[number], name=[texts[0]], text=[" ".join(texts)], codes=codes)
        )
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return _TantivyPeer(tantivy, schema, index).ask


def _listed(written: str) -> list[str]:
    """Return the codes of a JSON list of plain codes."""
    return [code.strip('"') for code in written.strip("[]").split(",") if code]


class _TantivyPeer:
    """Every word in the text, the last a beginning; a word in the name counts for more."""

    def __init__(self, tantivy: Any, schema: Any, index: Any) -> None:
        self._tantivy, self._schema, self._index = tantivy, schema, index
        self._searcher = index.searcher()

    def ask(self, pressed: KeyPress) -> object:
        words = [token.text for token in tokens_of(pressed.typed)]
        if not words:
            return []
        query, must = self._tantivy.Query, self._tantivy.Occur.Must
        parts = [(must, self._word(word)) for word in words[:-1]]
        parts.append((must, self._beginning(words[-1])))
        parts += [(must, part) for part in self._filters(pressed)]
        found = self._searcher.search(query.boolean_query(parts), limit=SHOWN, count=False)
        return [self._searcher.doc(address)["id"] for _score, address in found.hits]

    def _word(self, word: str) -> Any:
        return self._index.parse_query(f'"{word}"', ["name", "text"], {"name": 3.0})

    def _beginning(self, word: str) -> Any:
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        unfinished = query.regex_query(self._schema, "text", f"{word}.*")
        return query.boolean_query([(should, self._word(word)), (should, unfinished)])

    def _filters(self, pressed: KeyPress) -> Iterator[Any]:
        query = self._tantivy.Query
        for facet, codes in pressed.chosen:
            fact = _FACT.get(facet, _COUNTY)
            every = (*codes, "all") if facet is Facet.CANCER_SITE else codes
            terms = query.term_set_query(
                self._schema, "codes", [f"{fact} {code}" for code in every]
            )
            yield query.const_score_query(terms, 0.0)
