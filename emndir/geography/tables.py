"""The geography tables under `data/geography` as text: read row by row, faults said in a sentence."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from emndir.domain.errors import DataFaultError
from emndir.domain.location import Coordinates
from emndir.geography.gazetteer import Gazetteer, Locality, NamedPlace, PostcodeDistrict, Sector
from emndir.geography.outline import Outline, OutlineFeature

SECTORS = "postcode-sectors.csv"
DISTRICTS = "postcode-districts.csv"
PLACES = "places.csv"
LOCALITIES = "localities.csv"
OUTLINES = "districts.geojson"

_Row = TypeVar("_Row")


def read_gazetteer(folder: Path) -> Gazetteer:
    """Read the four tables of a `data/geography` folder; a table that is missing is empty.

    Raises:
        DataFaultError: for a row that cannot be read, with file and line.
    """
    return Gazetteer(
        _rows(folder / SECTORS, _sector),
        _rows(folder / DISTRICTS, _district),
        _rows(folder / PLACES, _place),
        _rows(folder / LOCALITIES, _locality),
    )


def read_outline(file: Path) -> Outline:
    """Read outlines from GeoJSON polygons; a file that is missing gives none.

    Raises:
        DataFaultError: for a file that is no such GeoJSON.
    """
    if not file.exists():
        return Outline()
    try:
        collection = json.loads(file.read_text(encoding="utf-8"))
        return Outline(tuple(_feature(item) for item in collection["features"]))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise DataFaultError(
            f"{file.name} holds no outlines that can be read.", str(error)
        ) from error


def _rows(file: Path, read: Callable[[Mapping[str, str]], _Row]) -> tuple[_Row, ...]:
    if not file.exists():
        return ()
    found = []
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        for row in rows:
            try:
                found.append(read(row))
            except (KeyError, ValueError, TypeError) as error:
                raise DataFaultError(
                    f"{file.name}, line {rows.line_num}: the row cannot be read.", f"({error})"
                ) from error
    return tuple(found)


def _point(row: Mapping[str, str]) -> Coordinates:
    return Coordinates(float(row["lat"]), float(row["lon"]))


def _sector(row: Mapping[str, str]) -> Sector:
    return Sector(
        row["sector"], _point(row), row["district_name"], row["county"], row["in_region"] == "yes"
    )


def _district(row: Mapping[str, str]) -> PostcodeDistrict:
    return PostcodeDistrict(
        row["outcode"],
        _point(row),
        row["post_town"],
        row["main_place"],
        row["district_name"],
        row["county"],
        row["region"],
    )


def _place(row: Mapping[str, str]) -> NamedPlace:
    return NamedPlace(
        row["name"],
        row["type"],
        _point(row),
        row["outcode"],
        row["district_name"],
        row["county"],
        row["in_region"] == "yes",
        int(row["size"] or 0),
    )


def _locality(row: Mapping[str, str]) -> Locality:
    middle = _point(row) if row["lat"] and row["lon"] else None
    return Locality(row["code"], row["name"], row["type"], row["parent"], row["county"], middle)


def _feature(item: Mapping[str, object]) -> OutlineFeature:
    properties, geometry = item["properties"], item["geometry"]
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        raise TypeError("a feature lacks properties or geometry")
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    rings = tuple(
        tuple(Coordinates(float(lat), float(lon)) for lon, lat, *_rest in ring)
        for polygon in polygons
        for ring in polygon
    )
    lon, lat = properties["label"]
    return OutlineFeature(
        str(properties["name"]),
        str(properties["kind"]),
        str(properties.get("county") or ""),
        Coordinates(float(lat), float(lon)),
        rings,
    )
