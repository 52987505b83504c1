"""Compiling the directory's text to a directory file: whole, checked, and replaced in one step.

The database is made in memory and written as bytes, so that nothing half-made ever has the
file's name, and a full disk is an ordinary error (docs/decisions/0006).
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, insert
from sqlalchemy.pool import StaticPool

from emndir.domain.directory import Directory
from emndir.domain.errors import DataFaultError
from emndir.domain.problems import Problem, Severity
from emndir.domain.service import Service
from emndir.storage import geography_mapping, mapping
from emndir.storage.figure_tables import figure_values
from emndir.storage.files import replace_file
from emndir.storage.geography_tables import (
    LocalityRow,
    OutlineRow,
    PlaceRow,
    PostcodeDistrictRow,
    PostcodeSectorRow,
)
from emndir.storage.geography_text import GeographyText
from emndir.storage.source import Source, read_source
from emndir.storage.table_base import Base
from emndir.storage.tables import (
    AttributeRow,
    ChoiceStatementRow,
    DirectoryRow,
    FactCheckRow,
    FontFileRow,
    FormerUidRow,
    LocationRow,
    OrganizationRow,
    PhoneRow,
    PhraseFileRow,
    ScheduleRow,
    ServiceAreaRow,
    ServiceAtLocationRow,
    ServiceRow,
    SourceRow,
    TaxonomyTermRow,
)
from emndir.storage.versions import APPLICATION_ID, SCHEMA_VERSION

Index = Callable[[sqlite3.Connection, Directory, GeographyText], None]
"""Fills the search index of a database that holds everything else."""
Progress = Callable[[str], None]
Rows = Iterable[dict[str, Any]]

_FILE_NAME = "directory.sqlite"


class DirectoryTextError(DataFaultError):
    """The text has errors; `problems` are all that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        faults = "1 fault" if errors == 1 else f"{errors} faults"
        super().__init__(
            f"The directory’s text has {faults}, so it was not compiled.",
            "`emndir check` lists them with file and line.",
        )
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build made. `content_sha256` is that of the file."""

    path: Path
    organizations: int
    locations: int
    services: int
    size: int
    seconds: float
    fingerprint: str
    content_sha256: str
    problems: tuple[Problem, ...] = ()


def build_directory(
    data_dir: Path,
    target: Path,
    *,
    index: Index,
    today: date,
    strict: bool = True,
    progress: Progress | None = None,
) -> BuildReport:
    """Compile a data folder to a directory file.

    `target` is replaced in one step or left as it was. With `strict` any error in the text
    stops the build; without it the records that have errors are left out.

    Raises:
        DirectoryTextError: for a text with errors (`strict`), or without a manifest.
        FaultyFileError: where the file cannot be written.
    """
    started = time.perf_counter()
    say = progress or (lambda _: None)
    say("Reading the directory’s text")
    source = read_source(data_dir, today=today)
    content = compile_source(source, index=index, strict=strict, progress=progress)
    say("Writing the directory file")
    replace_file(target, content)
    return report_of(source, target, content, time.perf_counter() - started)


def report_of(source: Source, path: Path, content: bytes, seconds: float) -> BuildReport:
    """Return what is to be said of a file that was compiled from a source."""
    directory = source.directory
    return BuildReport(
        path=path,
        organizations=len(directory.organizations) if directory else 0,
        locations=len(directory.locations) if directory else 0,
        services=len(directory.services) if directory else 0,
        size=len(content),
        seconds=seconds,
        fingerprint=source.fingerprint,
        content_sha256=hashlib.sha256(content).hexdigest(),
        problems=source.problems,
    )


def compile_source(
    source: Source, *, index: Index, strict: bool = True, progress: Progress | None = None
) -> bytes:
    """Return the bytes of a directory file.

    Raises:
        DirectoryTextError: for a text with errors (`strict`), or without a manifest.
    """
    directory = source.directory if strict else source.without_faulty()
    if directory is None or (strict and source.has_errors):
        raise DirectoryTextError(source.problems)
    if progress:
        progress("Compiling the directory")
    return compile_directory(directory, source.geography, source.fingerprint, index=index)


def compile_directory(
    directory: Directory, geography: GeographyText, fingerprint: str, *, index: Index
) -> bytes:
    """Return the bytes of a directory file for values that are known to be sound."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("PRAGMA foreign_keys = ON")
        engine = create_engine("sqlite://", creator=lambda: database, poolclass=StaticPool)
        event.listen(engine, "begin", lambda one: one.exec_driver_sql("BEGIN IMMEDIATE"))
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
            for table, rows in _all_rows(directory, geography, fingerprint):
                _insert(connection, table, rows)
        index(database, directory, geography)
        if database.in_transaction:
            database.execute("COMMIT")
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        database.execute("VACUUM")
        _prove(database)
        return database.serialize()


def _prove(database: sqlite3.Connection) -> None:
    """Raise for a database that is not sound: a bug, since the text was checked."""
    dangling = database.execute("PRAGMA foreign_key_check").fetchall()
    said = database.execute("PRAGMA integrity_check").fetchone()[0]
    if dangling or said != "ok":
        raise AssertionError(f"the compiled directory is not sound: {said}, {dangling[:3]}")


def _insert(connection: Connection, table: type[Base], rows: Rows) -> None:
    """Insert rows in bulk through Core: the ORM would cost a second for ten thousand."""
    found = list(rows)
    if found:
        connection.execute(insert(table), found)


def _all_rows(
    directory: Directory, geography: GeographyText, fingerprint: str
) -> Iterator[tuple[type[Base], Rows]]:
    """Yield every table with its rows, each after those that it refers to."""
    terms = {
        (term.taxonomy, term.code): number
        for number, term in enumerate(directory.vocabulary.terms, start=1)
    }
    bodies = _numbered(one.uid for one in directory.organizations)
    places = _numbered(one.uid for one in directory.locations)
    services = list(enumerate(directory.services, start=1))
    locations = list(enumerate(directory.locations, start=1))
    yield DirectoryRow, [mapping.manifest_values(directory.manifest, fingerprint)]
    yield TaxonomyTermRow, map(mapping.term_values, directory.vocabulary.terms)
    yield (
        PhraseFileRow,
        ({"path": file.path, "text": file.text} for file in directory.phrases),
    )
    yield ChoiceStatementRow, map(mapping.choice_values, directory.choice)
    yield (
        FontFileRow,
        ({"path": file.path, "content": file.content} for file in directory.fonts),
    )
    yield OrganizationRow, map(mapping.organization_values, directory.organizations)
    yield (
        LocationRow,
        (mapping.location_values(one, bodies[one.organization_uid]) for _, one in locations),
    )
    yield (
        ServiceRow,
        (mapping.service_values(one, bodies[one.organization.uid]) for _, one in services),
    )
    yield (
        FormerUidRow,
        ({"service_id": id_, "uid": uid} for id_, one in services for uid in one.former_uids),
    )
    yield (
        AttributeRow,
        (row for id_, one in services for row in mapping.attribute_values(one, id_, terms)),
    )
    yield (
        ServiceAreaRow,
        (
            {"service_id": id_, "name": area.name, "kind": area.kind}
            for id_, one in services
            for area in one.areas
        ),
    )
    yield (
        ServiceAtLocationRow,
        (
            {"service_id": id_, "location_id": places[at.location.uid], "detail": at.detail}
            for id_, one in services
            for at in one.places
        ),
    )
    yield PhoneRow, (row for id_, one in services for row in _phones(id_, one))
    yield (
        PhoneRow,
        (
            row
            for id_, one in locations
            for row in mapping.phone_values(one.phones, location_id=id_)
        ),
    )
    yield (
        ScheduleRow,
        (
            mapping.schedule_values(schedule, id_)
            for id_, one in services
            for schedule in one.schedules
        ),
    )
    yield (
        SourceRow,
        (
            row
            for id_, one in services
            for row in mapping.source_values(one.sources, service_id=id_)
        ),
    )
    yield (
        SourceRow,
        (
            row
            for id_, one in locations
            for row in mapping.source_values(one.sources, location_id=id_)
        ),
    )
    yield (
        FactCheckRow,
        (row for id_, one in services for row in mapping.check_values(one.checks, service_id=id_)),
    )
    yield (
        FactCheckRow,
        (
            row
            for id_, one in locations
            for row in mapping.check_values(one.checks, location_id=id_)
        ),
    )
    yield PostcodeSectorRow, map(geography_mapping.sector_values, geography.sectors)
    yield PostcodeDistrictRow, map(geography_mapping.postcode_district_values, geography.districts)
    yield PlaceRow, map(geography_mapping.place_values, geography.places)
    yield LocalityRow, map(geography_mapping.locality_values, geography.localities)
    yield OutlineRow, map(geography_mapping.outline_values, geography.outline.features)
    yield from figure_values(directory.figures)


def _numbered(uids: Iterable[str]) -> dict[str, int]:
    return {uid: number for number, uid in enumerate(uids, start=1)}


def _phones(service_id: int, service: Service) -> Iterator[dict[str, Any]]:
    yield from mapping.phone_values(service.phones, service_id=service_id)
    yield from mapping.phone_values(service.professional_phones, service_id=service_id)


def empty_directory(source: Source, today: date) -> Directory:
    """Return a directory without a record, for when nothing else can be opened."""
    from emndir.domain.directory import Manifest
    from emndir.domain.taxonomy import Vocabulary

    if source.directory is not None:
        return replace(source.directory, organizations=(), locations=(), services=())
    manifest = Manifest(title="No directory", publisher="", data_date=today)
    return Directory(manifest=manifest, vocabulary=Vocabulary())
