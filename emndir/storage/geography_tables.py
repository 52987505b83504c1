"""The tables of geography in a directory file: postcodes, places, localities and outlines.

`geography_mapping` turns their rows into values.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from emndir.storage.table_base import Base


class PostcodeSectorRow(Base):
    """A postcode sector and its middle."""

    __tablename__ = "postcode_sector"

    id: Mapped[int] = mapped_column(primary_key=True)
    sector: Mapped[str] = mapped_column(unique=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    district_name: Mapped[str]
    county: Mapped[str]
    in_region: Mapped[bool]


class PostcodeDistrictRow(Base):
    """A postcode district and its middle."""

    __tablename__ = "postcode_district"

    id: Mapped[int] = mapped_column(primary_key=True)
    outcode: Mapped[str] = mapped_column(unique=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    post_town: Mapped[str]
    main_place: Mapped[str]
    district_name: Mapped[str]
    county: Mapped[str]
    region: Mapped[str]


class PlaceRow(Base):
    """A city, town, village, suburb or hamlet."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    type: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]
    outcode: Mapped[str]
    district_name: Mapped[str]
    county: Mapped[str]
    in_region: Mapped[bool]
    size: Mapped[int]


class LocalityRow(Base):
    """A region, county, district or health body."""

    __tablename__ = "locality"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    type: Mapped[str]
    parent: Mapped[str]
    county: Mapped[str]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class OutlineRow(Base):
    """The outline of a council, county or region; `rings` is JSON, [[[lat, lon], ...], ...]."""

    __tablename__ = "outline"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    county: Mapped[str]
    label_latitude: Mapped[float]
    label_longitude: Mapped[float]
    rings: Mapped[str]
