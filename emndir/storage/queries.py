"""Reads: a directory file to the domain's values. Rows never leave this module."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

from emndir.domain.choosing import ChoiceStatement
from emndir.domain.directory import Directory
from emndir.domain.errors import UnknownServiceError
from emndir.domain.location import Location
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import hours_in_words
from emndir.domain.service import DirectoryInfo, Service, ServiceSummary
from emndir.domain.taxonomy import Taxonomy, Vocabulary
from emndir.domain.translation import FontFile, PhraseFile
from emndir.domain.vocabulary import Audience, Delivery, ReferralRoute, ServiceStatus
from emndir.geography.gazetteer import Gazetteer
from emndir.geography.outline import Outline
from emndir.storage import geography_mapping, mapping
from emndir.storage.connections import Connection
from emndir.storage.figure_rows import load_figures
from emndir.storage.rows import Row, rows_by, rows_of, rows_with
from emndir.storage.visibility import Visibility

if TYPE_CHECKING:
    from emndir.storage.geography_text import GeographyText

_OFFERED = tuple(status.value for status in ServiceStatus if status.is_offered)
_HOLES = ", ".join("?" * len(_OFFERED))


def load_info(connection: Connection) -> DirectoryInfo:
    """Return what the file says of itself, with how much it holds."""
    row = next(rows_of(connection, "directory"))
    offered = f"SELECT count(*) FROM service WHERE status IN ({_HOLES})"  # noqa: S608 - ours
    return DirectoryInfo(
        schema_version=connection.exec_driver_sql("PRAGMA user_version").scalar(),
        data_date=row.data_date,
        built_from=row.built_from,
        services=_count(connection, "service"),
        offered=connection.exec_driver_sql(offered, _OFFERED).scalar(),
        locations=_count(connection, "location"),
        organizations=_count(connection, "organization"),
        paper_rule=row.paper_rule.value,
        publisher=row.publisher,
        title=row.title,
        contact=row.contact,
        licence=row.licence,
        attribution=row.attribution,
    )


def _count(connection: Connection, table: str) -> int:
    counted: int = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()  # noqa: S608
    return counted


def load_vocabulary(connection: Connection) -> Vocabulary:
    """Return all terms in the order of their files."""
    return Vocabulary(tuple(map(mapping.term_of, rows_of(connection, "taxonomy_term"))))


def load_phrases(connection: Connection) -> tuple[PhraseFile, ...]:
    """Return the languages for sheets that the directory brings, as their files say them."""
    rows = rows_of(connection, "phrase_file")
    return tuple(PhraseFile(path=row.path, text=row.text) for row in rows)


def load_choice(connection: Connection) -> tuple[ChoiceStatement, ...]:
    """Return what may be chosen, by kind of service, in the order of its file."""
    names = [field.name for field in fields(ChoiceStatement)]
    return tuple(
        ChoiceStatement(**{name: getattr(row, name) for name in names})
        for row in rows_of(connection, "choice_statement")
    )


def load_uids(connection: Connection) -> tuple[str, ...]:
    """Return the uid of every service, offered or not."""
    rows = connection.exec_driver_sql("SELECT uid FROM service ORDER BY id").all()
    return tuple(uid for (uid,) in rows)


def load_fonts(connection: Connection) -> tuple[FontFile, ...]:
    """Return the letters for sheets that the directory brings."""
    rows = rows_of(connection, "font_file")
    return tuple(FontFile(path=row.path, content=row.content) for row in rows)


def load_gazetteer(connection: Connection) -> Gazetteer:
    """Return the gazetteer, without exact positions of whole postcodes."""
    return load_geography(connection).gazetteer()


def load_outline(connection: Connection) -> Outline:
    """Return all outlines."""
    return Outline(tuple(map(geography_mapping.outline_of, rows_of(connection, "outline"))))


def load_geography(connection: Connection) -> GeographyText:
    """Return the geography's tables, as their text says them, and the outlines."""
    from emndir.storage.geography_text import GeographyText  # the reader of text, for compiling

    return GeographyText(
        tuple(map(geography_mapping.sector_of, rows_of(connection, "postcode_sector"))),
        tuple(
            map(geography_mapping.postcode_district_of, rows_of(connection, "postcode_district"))
        ),
        tuple(map(geography_mapping.place_of, rows_of(connection, "place"))),
        tuple(map(geography_mapping.locality_of, rows_of(connection, "locality"))),
        load_outline(connection),
    )


def load_service(connection: Connection, uid: str) -> Service:
    """Return a whole service, found by its uid or by that of a record merged into it.

    Raises:
        UnknownServiceError: where there is none.
    """
    merged = "id = (SELECT service_id FROM service_former_uid WHERE uid = ?)"
    found = list(rows_of(connection, "service", f"WHERE uid = ? OR {merged}", (uid, uid)))
    if not found:
        raise UnknownServiceError(f"No service here is called “{uid}”.", "Look for it by its name.")
    _complete(connection, found[:1], [found[0].id])
    places = [place.location_id for place in found[0].places]
    locations = _locations(connection, places)
    return mapping.service_of(found[0], {id_: locations[id_] for id_ in places})


def load_location(connection: Connection, uid: str) -> Location:
    """Return a whole place.

    Raises:
        UnknownServiceError: where there is none.
    """
    found = connection.exec_driver_sql("SELECT id FROM location WHERE uid = ?", (uid,)).scalar()
    if found is None:
        raise UnknownServiceError(f"No place here is called “{uid}”.", "Look for it by its name.")
    return _locations(connection, [found])[found]


def _complete(connection: Connection, services: Sequence[Row], ids: Sequence[int] | None) -> None:
    """Hang on services everything they have but their places; without ids those of all."""
    bodies = {row.organization_id for row in services}
    organizations = {
        row.id: row for row in rows_with(connection, "organization", "id", ids and sorted(bodies))
    }
    parts = {
        name: rows_by(connection, table, "service_id", ids)
        for name, table in (
            ("former_uids", "service_former_uid"),
            ("attributes", "attribute"),
            ("areas", "service_area"),
            ("places", "service_at_location"),
            ("phones", "phone"),
            ("schedules", "schedule"),
            ("sources", "source"),
            ("checks", "fact_check"),
        )
    }
    for row in services:
        row.organization = organizations[row.organization_id]
        for name, found in parts.items():
            setattr(row, name, found.get(row.id, []))


def _locations(connection: Connection, ids: Sequence[int] | None) -> dict[int, Location]:
    """Return places by their row's id, in order of it; without ids all."""
    rows = rows_with(connection, "location", "id", ids)
    bodies = sorted({row.organization_id for row in rows})
    organizations = {
        row.id: row
        for row in rows_with(connection, "organization", "id", None if ids is None else bodies)
    }
    parts = {
        name: rows_by(connection, table, "location_id", ids)
        for name, table in (("phones", "phone"), ("sources", "source"), ("checks", "fact_check"))
    }
    for row in rows:
        row.organization = organizations[row.organization_id]
        for name, found in parts.items():
            setattr(row, name, found.get(row.id, []))
    return {row.id: mapping.location_of(row) for row in rows}


def services_at(connection: Connection, location_uid: str) -> list[ServiceSummary]:
    """Return the services at a place: those offered first, then by name."""
    found = connection.exec_driver_sql(
        "SELECT service.uid, service.status FROM service"
        " JOIN service_at_location AS at ON at.service_id = service.id"
        " JOIN location ON location.id = at.location_id"
        " WHERE location.uid = ? ORDER BY service.name, service.id",
        (location_uid,),
    ).all()
    ranked = sorted(found, key=lambda row: row[1] not in _OFFERED)
    return load_summaries(connection, list(dict.fromkeys(uid for uid, _status in ranked)))


def load_summaries(connection: Connection, uids: Sequence[str]) -> list[ServiceSummary]:
    """Return one line for each uid of a service or a place, in the order given.

    A uid that nothing has is left out. Costs the same number of statements for any number
    of uids, up to 500.
    """
    found = {
        **_service_summaries(connection, uids),
        **_location_summaries(connection, uids),
    }
    return [found[uid] for uid in uids if uid in found]


def _service_summaries(connection: Connection, uids: Sequence[str]) -> dict[str, ServiceSummary]:
    rows = rows_with(connection, "service", "uid", uids)
    ids = [row.id for row in rows]
    bodies = _names_of_bodies(connection, rows)
    places = _main_places(connection, ids)
    phones = _first_phones(connection, "service_id", ids)
    place_ids = list({place.id for place in places.values()})
    place_phones = _first_phones(connection, "location_id", place_ids)
    codes = _codes(connection, ids)
    hours = rows_by(connection, "schedule", "service_id", ids)
    seen = _newest(connection, "service_id", ids)
    summaries = {}
    for row in rows:
        place = places.get(row.id)
        phone = phones.get(row.id) or (place_phones.get(place.id) if place else None)
        own = codes[row.id]
        summaries[row.uid] = ServiceSummary(
            uid=row.uid,
            name=row.name,
            display_name=row.plain_name or row.name,
            organization_name=bodies[row.organization_id],
            service_type=row.service_type,
            help_group=row.help_group.value,
            status=row.status,
            confidence=row.confidence,
            county=row.county,
            place_name=(place.plain_name or place.name) if place else "",
            town=place.address[-1] if place and place.address else "",
            cancer_sites=tuple(own[Taxonomy.CANCER_SITE]),
            referral_routes=tuple(map(ReferralRoute, own[Taxonomy.REFERRAL_ROUTE])),
            delivery=tuple(map(Delivery, own[Taxonomy.DELIVERY])),
            audience=tuple(map(Audience, own[Taxonomy.AUDIENCE])),
            phone=phone.number if phone else "",
            phone_label=phone.label if phone else "",
            hours=hours_in_words(map(mapping.schedule_of, hours.get(row.id, ())), row.hours_note),
            newest_source=seen.get(row.id),
        )
    return summaries


def _location_summaries(connection: Connection, uids: Sequence[str]) -> dict[str, ServiceSummary]:
    rows = rows_with(connection, "location", "uid", uids)
    ids = [row.id for row in rows]
    bodies = _names_of_bodies(connection, rows)
    phones = _first_phones(connection, "location_id", ids)
    seen = _newest(connection, "location_id", ids)
    return {
        row.uid: ServiceSummary(
            uid=row.uid,
            name=row.name,
            display_name=row.plain_name or row.name,
            organization_name=bodies[row.organization_id],
            is_place=True,
            status=row.status,
            county=row.county,
            town=row.address[-1] if row.address else "",
            phone=phones[row.id].number if row.id in phones else "",
            phone_label=phones[row.id].label if row.id in phones else "",
            newest_source=seen.get(row.id),
        )
        for row in rows
    }


def _names_of_bodies(connection: Connection, rows: Sequence[Row]) -> dict[int, str]:
    ids = sorted({row.organization_id for row in rows})
    return {row.id: row.name for row in rows_with(connection, "organization", "id", ids)}


def _main_places(connection: Connection, service_ids: Sequence[int]) -> dict[int, Row]:
    """Return the first place of each service."""
    at = rows_by(connection, "service_at_location", "service_id", service_ids)
    first = {service_id: rows[0].location_id for service_id, rows in at.items()}
    ids = sorted(set(first.values()))
    places = {row.id: row for row in rows_with(connection, "location", "id", ids)}
    return {service_id: places[id_] for service_id, id_ in first.items()}


def _first_phones(connection: Connection, owner: str, ids: Sequence[int]) -> dict[int, Row]:
    """Return the first public number of each owner."""
    found: dict[int, Row] = {}
    for row in rows_with(connection, "phone", owner, ids):
        if row.visibility is Visibility.PUBLIC:
            found.setdefault(getattr(row, owner), row)
    return found


def _codes(
    connection: Connection, service_ids: Sequence[int]
) -> Mapping[int, Mapping[Taxonomy, list[str]]]:
    """Return the codes of each service by taxonomy, in order."""
    codes: dict[int, dict[Taxonomy, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows_with(connection, "attribute", "service_id", service_ids):
        codes[row.service_id][row.taxonomy].append(row.code)
    return codes


def _newest(connection: Connection, owner: str, ids: Sequence[int]) -> dict[int, PartialDate]:
    """Return the newest date on which anything of each owner was seen or checked."""
    newest: dict[int, PartialDate] = {}
    for table, column in (("source", "seen"), ("fact_check", "checked_on")):
        for row in rows_with(connection, table, owner, ids):
            id_, day = getattr(row, owner), getattr(row, column)
            if day is not None and (id_ not in newest or day.earliest > newest[id_].earliest):
                newest[id_] = day
    return newest


def load_all(connection: Connection) -> Directory:
    """Return everything that the text under `data/` said, as one value in its order."""
    locations = _locations(connection, None)
    services = list(rows_of(connection, "service"))
    _complete(connection, services, None)
    return Directory(
        manifest=mapping.manifest_of(next(rows_of(connection, "directory"))),
        vocabulary=load_vocabulary(connection),
        organizations=tuple(map(mapping.organization_of, rows_of(connection, "organization"))),
        locations=tuple(locations.values()),
        services=tuple(mapping.service_of(row, locations) for row in services),
        phrases=load_phrases(connection),
        fonts=load_fonts(connection),
        figures=load_figures(connection),
        choice=load_choice(connection),
    )


def load_all_from(database: sqlite3.Connection) -> Directory:
    """Return the same from a bare connection, such as an index is made with."""
    return load_all(Connection(database))
