"""The index: FTS5 tables in the directory file, filled once when it is built.

`search_text` holds the words of what is offered, one column a field, so that each can weigh
differently; `search_entry` what filters, facets, distances and numbers need, so that a
search opens with one statement; `search_word` the directory's own words, for spelling. `start_page`
holds what the window shows before anything is asked (`start_making`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time
from functools import lru_cache

from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.directory import Directory
from emndir.domain.location import Location
from emndir.domain.opening import closing_minute, holidays_stated, minute_of
from emndir.domain.schedule import DAY_NAMES, DAYS, PublicHolidays, Schedule
from emndir.domain.service import Service, ServiceSummary
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm, Vocabulary
from emndir.domain.vocabulary import OrganizationType, Precision
from emndir.geography.gazetteer import Gazetteer
from emndir.runtime.resources import resource
from emndir.search.columns import save_columns
from emndir.search.fields import COLUMNS, Texts
from emndir.search.gathering import Gatherer
from emndir.search.namewords import name_key
from emndir.search.phrases import LARGE, with_phrases
from emndir.search.start_making import store_start
from emndir.search.summaries import summary_of_location, summary_of_service, summary_to_data
from emndir.search.synonyms import load_synonyms
from emndir.search.words import fold
from emndir.storage.geography_text import GeographyText

_SCHEMA = """
CREATE TABLE search_entry (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    is_place INTEGER NOT NULL,
    facts TEXT NOT NULL,
    summary TEXT NOT NULL
);
CREATE INDEX search_entry_uid ON search_entry(uid);
CREATE VIRTUAL TABLE search_text USING fts5(
    {columns},
    tokenize = "porter unicode61 remove_diacritics 2"
);
CREATE TABLE search_word (word TEXT PRIMARY KEY, records INTEGER NOT NULL) WITHOUT ROWID;
"""
_EVENING_FROM, _EVENING_AFTER = time(17), time(18)
"""Hours that begin or end so late suit people who work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One service or place as the index holds it; `facts` is plain JSON data.

    `summary` is what a list shows of it.
    """

    uid: str
    is_place: bool
    is_offered: bool
    texts: Texts
    facts: dict[str, object]
    summary: ServiceSummary


def fill_index(
    connection: sqlite3.Connection, directory: Directory, geography: GeographyText
) -> None:
    """Create the index in the database of a directory that is being built, and fill it."""
    gazetteer = geography.gazetteer()
    fill_entries(connection, entries_of(directory), gazetteer, directory.vocabulary)
    store_start(connection, directory, gazetteer)


def fill_entries(
    connection: sqlite3.Connection,
    entries: Iterable[Entry],
    gazetteer: Gazetteer,
    vocabulary: Vocabulary,
) -> None:
    """Create the index in a database and fill it with entries, numbered from 1."""
    connection.executescript(_SCHEMA.format(columns=", ".join(COLUMNS)))
    holes = ", ".join("?" * (len(COLUMNS) + 1))
    into_text = f"INSERT INTO search_text(rowid, {', '.join(COLUMNS)}) VALUES ({holes})"  # noqa: S608
    gatherer = Gatherer(gazetteer)
    if not connection.in_transaction:
        connection.execute("BEGIN")
    for number, entry in enumerate(entries, start=1):
        facts = json.dumps(entry.facts, ensure_ascii=False)
        summary = json.dumps(summary_to_data(entry.summary), ensure_ascii=False)
        connection.execute(
            "INSERT INTO search_entry VALUES (?, ?, ?, ?, ?)",
            (number, entry.uid, entry.is_place, facts, summary),
        )
        texts = [fold(getattr(entry.texts, column)) for column in COLUMNS]
        gatherer.add(entry.uid, entry.facts, texts, is_place=entry.is_place)
        if entry.is_offered and not entry.is_place:
            connection.execute(into_text, (number, *texts))
    connection.executemany("INSERT INTO search_word VALUES (?, ?)", gatherer.words())
    connection.execute("INSERT INTO search_text(search_text) VALUES ('optimize')")
    columns = gatherer.columns()
    if columns.count >= LARGE:
        synonyms = load_synonyms(resource("synonyms"))
        columns = with_phrases(columns, vocabulary, synonyms)
    save_columns(connection, columns)


def entries_of(directory: Directory) -> Iterator[Entry]:
    """Yield every service, then every place, as the index holds them."""
    for service in directory.services:
        yield _service_entry(service, directory.vocabulary)
    owners = {organization.uid: organization for organization in directory.organizations}
    for location in directory.locations:
        owner = owners.get(location.organization_uid)
        yield _place_entry(location, owner.name if owner else "")


def _service_entry(service: Service, vocabulary: Vocabulary) -> Entry:
    places = [at.location for at in service.places]
    organization = service.organization
    texts = Texts(
        name=_joined((service.name, service.plain_name)),
        former=_joined((*service.former_names, *organization.former_names)),
        organization=organization.name,
        kind=_joined(_labels(service, vocabulary)),
        needs=_joined(service.needs),
        line=service.plain_line,
        description=_joined(
            (service.description, service.eligibility, service.application_process)
        ),
        place=_joined(
            (
                *(part for place in places for part in _place_words(place)),
                *(part for at in service.places for part in at.detail),
            )
        ),
        area=_joined((*(area.name for area in service.areas), service.county)),
        hours=_joined((*map(_schedule_words, service.schedules), service.hours_note)),
        terms=_joined(_term_words(service, vocabulary)),
    )
    return Entry(
        uid=service.uid,
        is_place=False,
        is_offered=service.status.is_offered,
        texts=texts,
        facts=_service_facts(service),
        summary=summary_of_service(service),
    )


def _service_facts(service: Service) -> dict[str, object]:
    newest = service.newest_source
    phones: list[PublicPhone | ProfessionalPhone] = [*service.phones]
    phones += service.professional_phones
    return {
        "name": service.name,
        "names": [name for name in (service.name, service.plain_name) if name],
        "former": list(service.former_names),
        "needs": list(service.needs),
        "organization": [service.organization.name, *service.organization.former_names],
        "body": service.organization.uid,
        "is_trust": service.organization.type is OrganizationType.NHS_TRUST,
        "status": service.status.value,
        "service_type": service.service_type,
        "help_group": service.help_group.value,
        "sites": list(service.cancer_sites),
        "stages": [item.value for item in service.stages],
        "audience": [item.value for item in service.audience],
        "routes": [item.value for item in service.referral_routes],
        "delivery": [item.value for item in service.delivery],
        "cost": service.cost.value if service.cost else "",
        "county": service.county,
        "areas": [[area.name, area.kind.value] for area in service.areas],
        "points": [_point(at.location) for at in service.places if at.location.position],
        "places": [at.location.uid for at in service.places],
        "newest": newest.earliest.isoformat() if newest else "",
        "digits": _digits(phones),
        "is_line": bool(service.treatment_lines),
        "is_named_as_where": _is_named_as_where(service),
        "is_always": any(schedule.is_always for schedule in service.schedules),
        "hours": [hours for schedule in service.schedules for hours in lines_of(schedule)],
        "confidence": service.confidence.value,
    }


def lines_of(schedule: Schedule) -> Iterator[list[object]]:
    """Yield each day of a pattern: weekday from Monday 0, the minutes at which it opens and closes.

    Then the ordinals of the first and last day on which it holds, what it says of public holidays,
    which of the month's days of that name it is (-1 the last, 0 each), and its months as bits. 0 and
    "" stand for what is not stated.
    """
    holidays = holidays_stated(schedule)
    said = "" if holidays is PublicHolidays.UNKNOWN else holidays.value
    dates = [day.toordinal() if day else 0 for day in (schedule.valid_from, schedule.valid_to)]
    minutes = [minute_of(schedule.opens_at), closing_minute(schedule) or 0]
    months = sum(1 << month for month in set(schedule.months))
    for day, nth in sorted({(DAYS.index(day[-2:]), int(day[:-2] or 0)) for day in schedule.byday}):
        yield [day, *minutes, *dates, said, nth, months]


def _is_named_as_where(service: Service) -> bool:
    """Return True if its name holds the whole name of its place or body: it is the main one there."""
    where = [at.location.name for at in service.places] + [service.organization.name]
    own = name_key(service.name)
    return any(key and key <= own for key in map(name_key, where))


def _place_entry(location: Location, owner: str) -> Entry:
    return Entry(
        uid=location.uid,
        is_place=True,
        is_offered=location.status.is_offered,
        texts=Texts(
            name=_joined((location.name, location.plain_name)),
            former=_joined(location.former_names),
            organization=owner,
            place=_joined(_place_words(location)),
        ),
        facts={
            "name": location.name,
            "names": [location.name, *([location.plain_name] if location.plain_name else [])],
            "former": list(location.former_names),
            "organization": [owner] if owner else [],
            "body": location.organization_uid,
            "status": location.status.value,
            "county": location.county,
            "points": [_point(location)] if location.position else [],
            "digits": _digits(location.phones),
            "phone": location.phones[0].number if location.phones else "",
            "is_nhs_site": bool(location.ods_code),
            "is_hospital": bool(location.ods_code or location.phones or location.former_names),
        },
        summary=summary_of_location(location, owner),
    )


def _digits(phones: Iterable[PublicPhone | ProfessionalPhone]) -> list[str]:
    """Return every number once as digits, the main one first."""
    return list(dict.fromkeys(phone.digits for phone in phones if phone.digits))


def _point(location: Location) -> list[object]:
    """Return latitude, longitude, whether exact, the postcode and the place's uid."""
    if location.position is None:
        raise ValueError(f"{location.uid} has no position")
    point = location.position.coordinates
    exact = location.position.precision is Precision.EXACT
    where = [round(point.latitude, 5), round(point.longitude, 5)]
    return [*where, exact, location.postcode, location.uid]


def _place_words(location: Location) -> Iterator[str]:
    yield from (location.name, location.plain_name, *location.former_names)
    yield from (*location.address, location.postcode, location.county)


def _labels(service: Service, vocabulary: Vocabulary) -> Iterator[str]:
    codes = (
        (Taxonomy.SERVICE_TYPE, service.service_type),
        (Taxonomy.HELP_GROUP, service.help_group.value),
    )
    for taxonomy, code in codes:
        term = vocabulary.find(taxonomy, code)
        if term:
            yield from (term.label, term.patient_label)
    for code in service.cancer_sites:
        term = vocabulary.find(Taxonomy.CANCER_SITE, code)
        if term and code != "all":
            yield from (term.label, term.patient_label)


def _term_words(service: Service, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the folded words of what a service is and for which cancer, so that any tool finds it."""
    codes = [(Taxonomy.SERVICE_TYPE, service.service_type)]
    codes += [(Taxonomy.CANCER_SITE, code) for code in service.cancer_sites]
    for taxonomy, code in codes:
        term = vocabulary.find(taxonomy, code)
        if term:
            yield _folded_words(term)


@lru_cache(maxsize=512)
def _folded_words(term: TaxonomyTerm) -> str:
    return " ".join(dict.fromkeys(map(fold, term.words)))


def _schedule_words(schedule: Schedule) -> str:
    names = [DAY_NAMES[DAYS.index(day[-2:])] for day in schedule.byday]
    words = list(dict.fromkeys(names))
    if {"Saturday", "Sunday"} & set(names):
        words.append("weekend")
    ends = schedule.closes_at or schedule.opens_at
    if schedule.opens_at >= _EVENING_FROM or ends > _EVENING_AFTER:
        words.append("evening")
    if schedule.opens_at < time(12):
        words.append("morning")
    if schedule.is_always:
        words.append("day and night 24 hours weekend evening")
    return " ".join((*words, schedule.note))


def _joined(parts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(part for part in parts if part))
