"""Rows to the values of geography and back: postcodes, places, localities and outlines."""

from __future__ import annotations

import json

from emndir.domain.location import Coordinates
from emndir.geography.outline import OutlineFeature
from emndir.geography.places import Locality, NamedPlace, PostcodeDistrict, Sector
from emndir.storage.mapping import Values, picked, point_of
from emndir.storage.rows import Row


def sector_values(sector: Sector) -> Values:
    """Return the row of a postcode sector."""
    return {
        "sector": sector.code,
        "latitude": sector.coordinates.latitude,
        "longitude": sector.coordinates.longitude,
        "district_name": sector.district,
        "county": sector.county,
        "in_region": sector.in_region,
    }


def sector_of(row: Row) -> Sector:
    """Return a postcode sector."""
    point = Coordinates(row.latitude, row.longitude)
    return Sector(row.sector, point, row.district_name, row.county, row.in_region)


def postcode_district_values(district: PostcodeDistrict) -> Values:
    """Return the row of a postcode district."""
    return {
        "outcode": district.outcode,
        "latitude": district.coordinates.latitude,
        "longitude": district.coordinates.longitude,
        "post_town": district.post_town,
        "main_place": district.main_place,
        "district_name": district.district,
        "county": district.county,
        "region": district.region,
    }


def postcode_district_of(row: Row) -> PostcodeDistrict:
    """Return a postcode district."""
    return PostcodeDistrict(
        row.outcode,
        Coordinates(row.latitude, row.longitude),
        row.post_town,
        row.main_place,
        row.district_name,
        row.county,
        row.region,
    )


def place_values(place: NamedPlace) -> Values:
    """Return the row of a named place."""
    return {
        "name": place.name,
        "type": place.type,
        "latitude": place.coordinates.latitude,
        "longitude": place.coordinates.longitude,
        "outcode": place.outcode,
        "district_name": place.district,
        "county": place.county,
        "in_region": place.in_region,
        "size": place.size,
    }


def place_of(row: Row) -> NamedPlace:
    """Return a named place."""
    return NamedPlace(
        row.name,
        row.type,
        Coordinates(row.latitude, row.longitude),
        row.outcode,
        row.district_name,
        row.county,
        row.in_region,
        row.size,
    )


def locality_values(locality: Locality) -> Values:
    """Return the row of a locality."""
    point = locality.coordinates
    return {
        **picked(locality, ("code", "name", "type", "parent", "county")),
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
    }


def locality_of(row: Row) -> Locality:
    """Return a locality."""
    point = point_of(row.latitude, row.longitude)
    return Locality(row.code, row.name, row.type, row.parent, row.county, point)


def outline_values(feature: OutlineFeature) -> Values:
    """Return the row of an outline."""
    rings = [[[point.latitude, point.longitude] for point in ring] for ring in feature.rings]
    return {
        "name": feature.name,
        "kind": feature.kind,
        "county": feature.county,
        "label_latitude": feature.label.latitude,
        "label_longitude": feature.label.longitude,
        "rings": json.dumps(rings, separators=(",", ":")),
    }


def outline_of(row: Row) -> OutlineFeature:
    """Return an outline."""
    rings = tuple(tuple(Coordinates(*point) for point in ring) for ring in json.loads(row.rings))
    label = Coordinates(row.label_latitude, row.label_longitude)
    return OutlineFeature(row.name, row.kind, row.county, label, rings)
