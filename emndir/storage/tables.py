"""The tables of a directory file, with HSDS 3 names.

The file is written whole by `build` and read-only afterwards. Rows never leave `storage`:
`rows` reads them and `mapping` turns them into the domain's values. The tables of geography and of
published figures stand in `geography_tables` and `figure_tables`. `versions.SCHEMA_VERSION` rises
with every change of any.
"""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from emndir.domain.freshness import PaperRule
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import PublicHolidays
from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import (
    AreaKind,
    Confidence,
    Cost,
    FactGroup,
    HelpGroup,
    OrganizationType,
    PhoneKind,
    Precision,
    ServiceStatus,
)
from emndir.storage.table_base import STRICT, Base
from emndir.storage.visibility import Visibility


class DirectoryRow(Base):
    """What the directory says of itself: one row."""

    __tablename__ = "directory"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    publisher: Mapped[str]
    data_date: Mapped[date]
    paper_rule: Mapped[PaperRule]
    contact: Mapped[str]
    licence: Mapped[str]
    attribution: Mapped[tuple[str, ...]]
    built_from: Mapped[str] = mapped_column(doc="SHA-256 of the text it was compiled from.")


class TaxonomyTermRow(Base):
    """One term of one taxonomy, with the words people use for it."""

    __tablename__ = "taxonomy_term"
    __table_args__ = (UniqueConstraint("taxonomy", "code"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    taxonomy: Mapped[Taxonomy]
    code: Mapped[str]
    label: Mapped[str]
    patient_label: Mapped[str]
    description: Mapped[str]
    parent: Mapped[str]
    lay_words: Mapped[tuple[str, ...]]
    clinical_words: Mapped[tuple[str, ...]]
    abbreviations: Mapped[tuple[str, ...]]
    icd10: Mapped[tuple[str, ...]]
    referral_group: Mapped[str]
    icon: Mapped[str]


class PhraseFileRow(Base):
    """A translation of the sheets' fixed words, as its file says them."""

    __tablename__ = "phrase_file"
    __table_args__ = (UniqueConstraint("path"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str]
    text: Mapped[str]


class ChoiceStatementRow(Base):
    """What may be chosen of some kinds of service."""

    __tablename__ = "choice_statement"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    heading: Mapped[str]
    text: Mapped[str]
    service_types: Mapped[tuple[str, ...]]
    source: Mapped[str]
    url: Mapped[str]
    seen: Mapped[PartialDate | None]
    written_on: Mapped[date]
    signed_by: Mapped[str]
    signed_on: Mapped[date | None]


class FontFileRow(Base):
    """Letters for a translation, as their file holds them."""

    __tablename__ = "font_file"
    __table_args__ = (UniqueConstraint("path"), STRICT)

    id: Mapped[int] = mapped_column(primary_key=True)
    path: Mapped[str]
    content: Mapped[bytes]


class OrganizationRow(Base):
    """The body that runs services."""

    __tablename__ = "organization"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True, doc="Stable and public.")
    name: Mapped[str]
    type: Mapped[OrganizationType]
    file: Mapped[str] = mapped_column(doc="Its text under data/directory, without the ending.")
    ods_code: Mapped[str]
    former_names: Mapped[tuple[str, ...]]
    became: Mapped[str]
    website: Mapped[str]
    notes: Mapped[str]


class LocationRow(Base):
    """A place. `latitude` is what the text states; `position_latitude` what the build found."""

    __tablename__ = "location"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str]
    plain_name: Mapped[str]
    former_names: Mapped[tuple[str, ...]]
    ods_code: Mapped[str]
    status: Mapped[ServiceStatus]
    address: Mapped[tuple[str, ...]]
    postcode: Mapped[str]
    county: Mapped[str]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    website: Mapped[str]
    transport: Mapped[tuple[str, ...]]
    accessibility: Mapped[tuple[str, ...]]
    notes: Mapped[str]
    position_latitude: Mapped[float | None]
    position_longitude: Mapped[float | None]
    position_precision: Mapped[Precision | None]

    organization: Mapped[OrganizationRow] = relationship(lazy="raise")
    phones: Mapped[list[PhoneRow]] = relationship(lazy="raise", order_by="PhoneRow.id")
    sources: Mapped[list[SourceRow]] = relationship(lazy="raise", order_by="SourceRow.id")
    checks: Mapped[list[FactCheckRow]] = relationship(lazy="raise", order_by="FactCheckRow.id")


class ServiceRow(Base):
    """What is offered, whoever runs it and wherever it happens."""

    __tablename__ = "service"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str]
    plain_name: Mapped[str]
    plain_line: Mapped[str]
    description: Mapped[str]
    service_type: Mapped[str]
    help_group: Mapped[HelpGroup]
    status: Mapped[ServiceStatus]
    confidence: Mapped[Confidence]
    county: Mapped[str]
    ask_for: Mapped[str]
    became: Mapped[str]
    former_names: Mapped[tuple[str, ...]]
    needs: Mapped[tuple[str, ...]]
    application_process: Mapped[str]
    eligibility_description: Mapped[str]
    minimum_age: Mapped[int | None]
    maximum_age: Mapped[int | None]
    cost: Mapped[Cost | None]
    website: Mapped[str]
    email: Mapped[str]
    professional_email: Mapped[str]
    accessibility: Mapped[tuple[str, ...]]
    languages: Mapped[tuple[str, ...]]
    hours_note: Mapped[str]
    alert: Mapped[str]
    alert_until: Mapped[date | None]
    notes: Mapped[str]

    organization: Mapped[OrganizationRow] = relationship(lazy="raise")
    former_uids: Mapped[list[FormerUidRow]] = relationship(lazy="raise", order_by="FormerUidRow.id")
    attributes: Mapped[list[AttributeRow]] = relationship(lazy="raise", order_by="AttributeRow.id")
    areas: Mapped[list[ServiceAreaRow]] = relationship(lazy="raise", order_by="ServiceAreaRow.id")
    places: Mapped[list[ServiceAtLocationRow]] = relationship(
        lazy="raise", order_by="ServiceAtLocationRow.id"
    )
    phones: Mapped[list[PhoneRow]] = relationship(lazy="raise", order_by="PhoneRow.id")
    schedules: Mapped[list[ScheduleRow]] = relationship(lazy="raise", order_by="ScheduleRow.id")
    sources: Mapped[list[SourceRow]] = relationship(lazy="raise", order_by="SourceRow.id")
    checks: Mapped[list[FactCheckRow]] = relationship(lazy="raise", order_by="FactCheckRow.id")


class FormerUidRow(Base):
    """The uid of a record that was merged into a service."""

    __tablename__ = "service_former_uid"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    uid: Mapped[str] = mapped_column(unique=True)


class AttributeRow(Base):
    """A term that a service has (HSDS `attribute`): site, stage, audience, route, delivery."""

    __tablename__ = "attribute"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    taxonomy_term_id: Mapped[int] = mapped_column(ForeignKey("taxonomy_term.id"), index=True)
    taxonomy: Mapped[Taxonomy]
    code: Mapped[str]


class ServiceAreaRow(Base):
    """Where a service serves."""

    __tablename__ = "service_area"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    name: Mapped[str]
    kind: Mapped[AreaKind]


class ServiceAtLocationRow(Base):
    """A service at one place; the lowest id of a service is its main place."""

    __tablename__ = "service_at_location"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    location_id: Mapped[int] = mapped_column(ForeignKey("location.id"), index=True)
    detail: Mapped[tuple[str, ...]]

    location: Mapped[LocationRow] = relationship(lazy="raise")


class PhoneRow(Base):
    """A number of a service or of a place; `digits` are its national digits, for comparing."""

    __tablename__ = "phone"
    __table_args__ = (
        CheckConstraint("(service_id IS NULL) <> (location_id IS NULL)", name="one_owner"),
        STRICT,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"), index=True)
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"), index=True)
    number: Mapped[str]
    digits: Mapped[str] = mapped_column(index=True)
    label: Mapped[str]
    kind: Mapped[PhoneKind]
    visibility: Mapped[Visibility]


class ScheduleRow(Base):
    """One pattern of opening hours."""

    __tablename__ = "schedule"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    byday: Mapped[tuple[str, ...]]
    opens_at: Mapped[time]
    closes_at: Mapped[time | None]
    months: Mapped[tuple[int, ...]]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    public_holidays: Mapped[PublicHolidays]
    note: Mapped[str]


class SourceRow(Base):
    """A page, file or call that states facts of a service or a place."""

    __tablename__ = "source"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"), index=True)
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"), index=True)
    url: Mapped[str]
    seen: Mapped[PartialDate | None]
    what: Mapped[str]
    supports: Mapped[tuple[FactGroup, ...]]


class FactCheckRow(Base):
    """That a fact group of a service or a place was held against its source."""

    __tablename__ = "fact_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"), index=True)
    location_id: Mapped[int | None] = mapped_column(ForeignKey("location.id"), index=True)
    fact_group: Mapped[FactGroup]
    checked_on: Mapped[PartialDate | None]
    how: Mapped[str]
    role: Mapped[str]
    url: Mapped[str]
