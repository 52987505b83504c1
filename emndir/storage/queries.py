"""Reads: a directory file to the domain's values. Rows never leave this module."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, create_engine, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload
from sqlalchemy.pool import StaticPool

from emndir.domain.directory import Directory
from emndir.domain.errors import UnknownServiceError
from emndir.domain.location import Location
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import hours_in_words
from emndir.domain.service import DirectoryInfo, Service, ServiceSummary
from emndir.domain.taxonomy import Taxonomy, Vocabulary
from emndir.domain.vocabulary import Audience, Delivery, ReferralRoute, ServiceStatus
from emndir.geography.gazetteer import Gazetteer
from emndir.geography.outline import Outline
from emndir.storage import mapping
from emndir.storage.geography_text import GeographyText
from emndir.storage.tables import (
    AttributeRow,
    Base,
    DirectoryRow,
    FactCheckRow,
    FormerUidRow,
    LocalityRow,
    LocationRow,
    OrganizationRow,
    OutlineRow,
    PhoneRow,
    PlaceRow,
    PostcodeDistrictRow,
    PostcodeSectorRow,
    ScheduleRow,
    ServiceAtLocationRow,
    ServiceRow,
    SourceRow,
    TaxonomyTermRow,
)
from emndir.storage.text_format import Visibility

_OFFERED = tuple(status for status in ServiceStatus if status.is_offered)
_LOCATION_PARTS = (
    joinedload(LocationRow.organization),
    selectinload(LocationRow.phones),
    selectinload(LocationRow.sources),
    selectinload(LocationRow.checks),
)
_PARTS = (
    joinedload(ServiceRow.organization),
    selectinload(ServiceRow.former_uids),
    selectinload(ServiceRow.attributes),
    selectinload(ServiceRow.areas),
    selectinload(ServiceRow.places),
    selectinload(ServiceRow.phones),
    selectinload(ServiceRow.schedules),
    selectinload(ServiceRow.sources),
    selectinload(ServiceRow.checks),
)
_SERVICE_PARTS = (
    *_PARTS,
    selectinload(ServiceRow.places)
    .joinedload(ServiceAtLocationRow.location)
    .options(*_LOCATION_PARTS),
)


def load_info(connection: Connection) -> DirectoryInfo:
    """Return what the file says of itself, with how much it holds."""
    row = connection.execute(select(DirectoryRow.__table__)).one()
    offered = ServiceRow.status.in_(_OFFERED)
    return DirectoryInfo(
        schema_version=connection.exec_driver_sql("PRAGMA user_version").scalar_one(),
        data_date=row.data_date,
        built_from=row.built_from,
        services=_count(connection, ServiceRow),
        offered=connection.execute(select(func.count()).where(offered)).scalar_one(),
        locations=_count(connection, LocationRow),
        organizations=_count(connection, OrganizationRow),
        paper_rule=row.paper_rule.value,
        publisher=row.publisher,
        title=row.title,
        contact=row.contact,
        licence=row.licence,
        attribution=row.attribution,
    )


def _count(connection: Connection, table: type[Base]) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def load_vocabulary(connection: Connection) -> Vocabulary:
    """Return all terms in the order of their files."""
    with Session(connection) as session:
        rows = session.scalars(select(TaxonomyTermRow).order_by(TaxonomyTermRow.id))
        return Vocabulary(tuple(map(mapping.term_of, rows)))


def load_gazetteer(connection: Connection) -> Gazetteer:
    """Return the gazetteer, without exact positions of whole postcodes."""
    return load_geography(connection).gazetteer()


def load_outline(connection: Connection) -> Outline:
    """Return all outlines."""
    with Session(connection) as session:
        rows = session.scalars(select(OutlineRow).order_by(OutlineRow.id))
        return Outline(tuple(map(mapping.outline_of, rows)))


def load_geography(connection: Connection) -> GeographyText:
    """Return the geography's tables, as their text says them, and the outlines."""

    def rows(table: Any) -> Sequence[Row[Any]]:  # noqa: ANN401
        return connection.execute(select(table.__table__).order_by(table.id)).all()

    return GeographyText(
        tuple(map(mapping.sector_of, rows(PostcodeSectorRow))),
        tuple(map(mapping.postcode_district_of, rows(PostcodeDistrictRow))),
        tuple(map(mapping.place_of, rows(PlaceRow))),
        tuple(map(mapping.locality_of, rows(LocalityRow))),
        load_outline(connection),
    )


def load_service(connection: Connection, uid: str) -> Service:
    """Return a whole service, found by its uid or by that of a record merged into it.

    Raises:
        UnknownServiceError: where there is none.
    """
    merged = select(FormerUidRow.service_id).where(FormerUidRow.uid == uid).scalar_subquery()
    found = (ServiceRow.uid == uid) | (ServiceRow.id == merged)
    statement = select(ServiceRow).where(found).options(*_SERVICE_PARTS)
    with Session(connection) as session:
        row = session.scalars(statement).first()
        if row is None:
            raise UnknownServiceError(
                f"No service here is called “{uid}”.", "Look for it by its name."
            )
        return mapping.service_of(row)


def load_location(connection: Connection, uid: str) -> Location:
    """Return a whole place.

    Raises:
        UnknownServiceError: where there is none.
    """
    statement = select(LocationRow).where(LocationRow.uid == uid).options(*_LOCATION_PARTS)
    with Session(connection) as session:
        row = session.scalars(statement).first()
        if row is None:
            raise UnknownServiceError(
                f"No place here is called “{uid}”.", "Look for it by its name."
            )
        return mapping.location_of(row)


def services_at(connection: Connection, location_uid: str) -> list[ServiceSummary]:
    """Return the services at a place: those offered first, then by name."""
    statement = (
        select(ServiceRow.uid, ServiceRow.status)
        .join(ServiceAtLocationRow, ServiceAtLocationRow.service_id == ServiceRow.id)
        .join(LocationRow, LocationRow.id == ServiceAtLocationRow.location_id)
        .where(LocationRow.uid == location_uid)
        .order_by(ServiceRow.name, ServiceRow.id)
    )
    rows = connection.execute(statement).all()
    ranked = sorted(rows, key=lambda row: not row.status.is_offered)
    return load_summaries(connection, list(dict.fromkeys(row.uid for row in ranked)))


def load_summaries(connection: Connection, uids: Sequence[str]) -> list[ServiceSummary]:
    """Return one line for each uid of a service or a place, in the order given.

    A uid that nothing has is left out. Costs the same number of statements for any number
    of uids.
    """
    found = {
        **_service_summaries(connection, uids),
        **_location_summaries(connection, uids),
    }
    return [found[uid] for uid in uids if uid in found]


def _service_summaries(connection: Connection, uids: Sequence[str]) -> dict[str, ServiceSummary]:
    statement = (
        select(
            ServiceRow.id,
            ServiceRow.uid,
            ServiceRow.name,
            ServiceRow.plain_name,
            OrganizationRow.name.label("organization_name"),
            ServiceRow.service_type,
            ServiceRow.help_group,
            ServiceRow.status,
            ServiceRow.confidence,
            ServiceRow.county,
            ServiceRow.hours_note,
        )
        .join(OrganizationRow, OrganizationRow.id == ServiceRow.organization_id)
        .where(ServiceRow.uid.in_(uids))
    )
    rows = connection.execute(statement).all()
    ids = [row.id for row in rows]
    places = _main_places(connection, ids)
    phones = _first_phones(connection, PhoneRow.service_id, ids)
    place_ids = list({place.id for place in places.values()})
    place_phones = _first_phones(connection, PhoneRow.location_id, place_ids)
    codes = _codes(connection, ids)
    hours = _schedules(connection, ids)
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
            organization_name=row.organization_name,
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
            hours=hours_in_words(map(mapping.schedule_of, hours[row.id]), row.hours_note),
            newest_source=seen.get(row.id),
        )
    return summaries


def _location_summaries(connection: Connection, uids: Sequence[str]) -> dict[str, ServiceSummary]:
    statement = (
        select(
            LocationRow.id,
            LocationRow.uid,
            LocationRow.name,
            LocationRow.plain_name,
            OrganizationRow.name.label("organization_name"),
            LocationRow.status,
            LocationRow.county,
            LocationRow.address,
        )
        .join(OrganizationRow, OrganizationRow.id == LocationRow.organization_id)
        .where(LocationRow.uid.in_(uids))
    )
    rows = connection.execute(statement).all()
    ids = [row.id for row in rows]
    phones = _first_phones(connection, PhoneRow.location_id, ids)
    seen = _newest(connection, "location_id", ids)
    return {
        row.uid: ServiceSummary(
            uid=row.uid,
            name=row.name,
            display_name=row.plain_name or row.name,
            organization_name=row.organization_name,
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


def _main_places(connection: Connection, service_ids: Sequence[int]) -> dict[int, Any]:
    """Return the first place of each service."""
    statement = (
        select(
            ServiceAtLocationRow.service_id,
            LocationRow.id,
            LocationRow.name,
            LocationRow.plain_name,
            LocationRow.address,
        )
        .join(LocationRow, LocationRow.id == ServiceAtLocationRow.location_id)
        .where(ServiceAtLocationRow.service_id.in_(service_ids))
        .order_by(ServiceAtLocationRow.id.desc())
    )
    return {row.service_id: row for row in connection.execute(statement)}


def _first_phones(
    connection: Connection,
    owner: InstrumentedAttribute[int | None],
    ids: Sequence[int],
) -> dict[int, Any]:
    """Return the first public number of each owner."""
    statement = (
        select(owner.label("owner"), PhoneRow.number, PhoneRow.label)
        .where(owner.in_(ids), PhoneRow.visibility == Visibility.PUBLIC)
        .order_by(PhoneRow.id.desc())
    )
    return {row.owner: row for row in connection.execute(statement)}


def _codes(
    connection: Connection, service_ids: Sequence[int]
) -> Mapping[int, Mapping[Taxonomy, list[str]]]:
    """Return the codes of each service by taxonomy, in order."""
    statement = (
        select(AttributeRow.service_id, AttributeRow.taxonomy, AttributeRow.code)
        .where(AttributeRow.service_id.in_(service_ids))
        .order_by(AttributeRow.id)
    )
    codes: dict[int, dict[Taxonomy, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(statement):
        codes[row.service_id][row.taxonomy].append(row.code)
    return codes


def _schedules(
    connection: Connection, service_ids: Sequence[int]
) -> Mapping[int, list[ScheduleRow]]:
    statement = (
        select(ScheduleRow).where(ScheduleRow.service_id.in_(service_ids)).order_by(ScheduleRow.id)
    )
    found: dict[int, list[ScheduleRow]] = defaultdict(list)
    with Session(connection) as session:
        for row in session.scalars(statement):
            found[row.service_id].append(row)
        session.expunge_all()
    return found


def _newest(connection: Connection, owner: str, ids: Sequence[int]) -> dict[int, PartialDate]:
    """Return the newest date on which anything of each owner was seen or checked."""
    newest: dict[int, PartialDate] = {}
    for table, column in ((SourceRow, "seen"), (FactCheckRow, "checked_on")):
        whose, when = table.__table__.c[owner], table.__table__.c[column]
        statement = select(whose, when).where(whose.in_(ids), when.is_not(None))
        for id_, day in connection.execute(statement):
            if id_ not in newest or day.earliest > newest[id_].earliest:
                newest[id_] = day
    return newest


def load_all(connection: Connection) -> Directory:
    """Return everything that the text under `data/` said, as one value in its order."""
    with Session(connection) as session:
        manifest = mapping.manifest_of(session.scalars(select(DirectoryRow)).one())
        organizations = session.scalars(select(OrganizationRow).order_by(OrganizationRow.id)).all()
        location_rows = session.scalars(
            select(LocationRow).options(*_LOCATION_PARTS).order_by(LocationRow.id)
        ).all()
        locations = {row.id: mapping.location_of(row) for row in location_rows}
        service_rows = session.scalars(
            select(ServiceRow).options(*_PARTS).order_by(ServiceRow.id)
        ).all()
        return Directory(
            manifest=manifest,
            vocabulary=load_vocabulary(connection),
            organizations=tuple(map(mapping.organization_of, organizations)),
            locations=tuple(locations.values()),
            services=tuple(mapping.service_of(row, locations) for row in service_rows),
        )


def load_all_from(database: sqlite3.Connection) -> Directory:
    """Return the same from a bare connection, such as an index is made with."""
    engine = create_engine("sqlite://", creator=lambda: database, poolclass=StaticPool)
    with engine.connect() as connection:
        return load_all(connection)
