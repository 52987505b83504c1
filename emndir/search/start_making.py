"""Answering the blank question while a directory is compiled, for the start page of its file."""

from __future__ import annotations

import sqlite3
from collections import Counter
from hashlib import sha256

from emndir.domain.directory import Directory
from emndir.geography.gazetteer import Gazetteer
from emndir.search.criteria import Criteria, Facet
from emndir.search.finder import Finder
from emndir.search.results import Results
from emndir.search.start_page import StartPage, districts_of, often_totals, text_of
from emndir.search.synonyms import Synonyms
from emndir.storage.connections import Database
from emndir.storage.database import reading
from emndir.storage.queries import load_info

_SCHEMA = "CREATE TABLE start_page (content TEXT NOT NULL, sha256 TEXT NOT NULL)"


def store_start(connection: sqlite3.Connection, directory: Directory, gazetteer: Gazetteer) -> None:
    """Create the table of the start page in a database that is filled and indexed.

    It stays empty for a directory that offers nothing, whose start says so in other words.
    """
    connection.execute(_SCHEMA)
    if not any(service.status.is_offered for service in directory.services):
        return
    text = text_of(_start_page(Database(lambda: connection), directory, gazetteer))
    row = (text, sha256(text.encode()).hexdigest())
    connection.execute("INSERT INTO start_page VALUES (?, ?)", row)


def _start_page(database: Database, directory: Directory, gazetteer: Gazetteer) -> StartPage:
    with reading(database) as connection:
        info = load_info(connection)
    vocabulary = directory.vocabulary
    # No word is asked, so that none has to be understood: the synonyms can stay unread.
    finder = Finder(database, vocabulary, gazetteer, synonyms=Synonyms())

    def find(criteria: Criteria) -> Results:
        return finder.find(criteria, info.data_date)

    blank = find(Criteria(limit=1))
    offered = [service for service in directory.services if service.status.is_offered]
    days = [service.newest_source for service in offered]
    newest = Counter(day.earliest.toordinal() if day else 0 for day in days)
    return StartPage(
        built_from=info.built_from,
        title=info.title,
        data_date=info.data_date,
        services=info.services,
        offered=blank.services,
        facets={
            facet: tuple((one.code, one.label, one.count) for one in values)
            for facet, values in blank.facets.items()
            if facet not in (Facet.NEWEST_SOURCE, Facet.WHEN)  # they change with day and hour
        },
        newest=tuple(sorted(newest.items())),
        often=often_totals(find, vocabulary),
        districts=districts_of(gazetteer.localities, blank.facets.get(Facet.DISTRICT, ())),
    )
