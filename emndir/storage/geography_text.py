"""The tables under `data/geography` as text: read with every fault named, written byte for byte.

One table of columns a file says how each cell is read and written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from operator import attrgetter
from typing import Any

from emndir.domain.location import Coordinates
from emndir.domain.problems import Problem, Severity
from emndir.geography.gazetteer import Gazetteer
from emndir.geography.outline import Outline, OutlineFeature
from emndir.geography.places import Locality, NamedPlace, PostcodeDistrict, Sector
from emndir.geography.postcodes import parse_postcode
from emndir.storage.csv_tables import (
    Column,
    TableFile,
    given,
    parse_table,
    table_text,
    whole_number,
    words,
    yes_no,
)
from emndir.storage.text_files import GEOGRAPHY_FOLDER, OUTLINES


@dataclass(frozen=True, slots=True)
class GeographyText:
    """What the geography's text says, as far as it can be read, and every fault in it."""

    sectors: tuple[Sector, ...] = ()
    districts: tuple[PostcodeDistrict, ...] = ()
    places: tuple[NamedPlace, ...] = ()
    localities: tuple[Locality, ...] = ()
    outline: Outline = field(default_factory=Outline)
    problems: tuple[Problem, ...] = ()

    def gazetteer(self) -> Gazetteer:
        """Return a gazetteer over the tables."""
        return Gazetteer(self.sectors, self.districts, self.places, self.localities)


def _degrees(cell: str, *, limit: int) -> float:
    try:
        value = float(cell)
    except ValueError:
        raise ValueError(f"“{cell}” is not a number of degrees") from None
    if not -limit <= value <= limit:
        raise ValueError(f"{cell} is outside -{limit} to {limit} degrees")
    return value


def _perhaps_degrees(cell: str, *, limit: int) -> float | None:
    return _degrees(cell, limit=limit) if cell else None


def _write_degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}"


def _outcode(cell: str) -> str:
    postcode = parse_postcode(cell)
    if postcode is None or postcode.outcode != cell:
        raise ValueError(f"“{cell}” is no postcode district such as LE2")
    return cell


def _sector_code(cell: str) -> str:
    postcode = parse_postcode(cell)
    if postcode is None or postcode.sector_text != cell or postcode.unit:
        raise ValueError(f"“{cell}” is no postcode sector such as “LE2 3”")
    return cell


def _coordinate(name: str) -> Callable[[Any], Any]:
    """Return what takes one coordinate of a row's point, which may be None."""

    def get(row: Any) -> float | None:  # noqa: ANN401
        return None if row.coordinates is None else float(getattr(row.coordinates, name))

    return get


_LAT = Column("lat", partial(_degrees, limit=90), _write_degrees, _coordinate("latitude"))
_LON = Column("lon", partial(_degrees, limit=180), _write_degrees, _coordinate("longitude"))
_PERHAPS_LAT = Column(
    "lat", partial(_perhaps_degrees, limit=90), _write_degrees, _coordinate("latitude")
)
_PERHAPS_LON = Column(
    "lon", partial(_perhaps_degrees, limit=180), _write_degrees, _coordinate("longitude")
)


def _make_sector(code: str, lat: float, lon: float, *rest: Any) -> Sector:  # noqa: ANN401
    return Sector(code, Coordinates(lat, lon), *rest)


def _make_district(outcode: str, lat: float, lon: float, *rest: Any) -> PostcodeDistrict:  # noqa: ANN401
    return PostcodeDistrict(outcode, Coordinates(lat, lon), *rest)


def _make_place(name: str, kind: str, lat: float, lon: float, *rest: Any) -> NamedPlace:  # noqa: ANN401
    return NamedPlace(name, kind, Coordinates(lat, lon), *rest)


def _make_locality(  # one argument a column
    code: str, name: str, kind: str, parent: str, county: str, lat: float | None, lon: float | None
) -> Locality:
    if (lat is None) != (lon is None):
        raise ValueError("a point needs lat and lon")
    point = None if lat is None or lon is None else Coordinates(lat, lon)
    return Locality(code, name, kind, parent, county, point)


_USUAL = "five decimals and plain line ends are"
SECTORS = TableFile(
    "postcode-sectors.csv",
    (
        words("sector", "code", _sector_code),
        _LAT,
        _LON,
        words("district_name", "district"),
        words("county"),
        yes_no("in_region"),
    ),
    _make_sector,
    _USUAL,
)
DISTRICTS = TableFile(
    "postcode-districts.csv",
    (
        words("outcode", read=_outcode),
        _LAT,
        _LON,
        words("post_town"),
        words("main_place"),
        words("district_name", "district"),
        words("county"),
        words("region"),
    ),
    _make_district,
    _USUAL,
)
PLACES = TableFile(
    "places.csv",
    (
        words("name", read=given),
        words("type", read=given),
        _LAT,
        _LON,
        words("outcode"),
        words("district_name", "district"),
        words("county"),
        yes_no("in_region"),
        Column("size", whole_number, str, attrgetter("size")),
    ),
    _make_place,
    _USUAL,
)
LOCALITIES = TableFile(
    "localities.csv",
    (
        words("code"),
        words("name", read=given),
        words("type", read=given),
        words("parent"),
        words("county"),
        _PERHAPS_LAT,
        _PERHAPS_LON,
    ),
    _make_locality,
    _USUAL,
)
TABLE_FILES = (SECTORS, DISTRICTS, PLACES, LOCALITIES)


def parse_geography(texts: Mapping[str, bytes]) -> GeographyText:
    """Return what the tables and outlines among `texts` say; a row with a fault is left out."""
    problems: list[Problem] = []
    rows = [_rows(table, texts, problems) for table in TABLE_FILES]
    problems += _repeated(SECTORS, [row.code for row in rows[0]])
    problems += _repeated(DISTRICTS, [row.outcode for row in rows[1]])
    outline = _parse_outlines(texts, problems)
    return GeographyText(rows[0], rows[1], rows[2], rows[3], outline, tuple(problems))


def _rows(table: TableFile, texts: Mapping[str, bytes], problems: list[Problem]) -> tuple[Any, ...]:
    path = f"{GEOGRAPHY_FOLDER}/{table.name}"
    if path in texts:
        return parse_table(table, path, texts, problems)
    message = "This file is missing; without it places cannot be found."
    problems.append(Problem(path=path, message=message))
    return ()


def _repeated(table: TableFile, codes: list[str]) -> list[Problem]:
    """Return a fault for every code that stands in a table twice."""
    path = f"{GEOGRAPHY_FOLDER}/{table.name}"
    twice = {first for first, second in pairwise(sorted(codes)) if first == second}
    return [Problem(path=path, record=code, message="This row stands twice.") for code in twice]


def _parse_outlines(texts: Mapping[str, bytes], problems: list[Problem]) -> Outline:
    path = f"{GEOGRAPHY_FOLDER}/{OUTLINES}"
    if path not in texts:
        message = "This file is missing; maps have no outlines without it."
        problems.append(Problem(path=path, message=message, severity=Severity.WARNING))
        return Outline()
    try:
        collection = json.loads(texts[path].decode("utf-8-sig"))
        return Outline(tuple(map(_feature, collection["features"])))
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        message = f"This file holds no outlines that can be read ({type(error).__name__})."
        problems.append(Problem(path=path, message=message))
        return Outline()


def _feature(item: Any) -> OutlineFeature:  # noqa: ANN401
    """Return one outline of GeoJSON polygons; raises for what is none."""
    properties, geometry = item["properties"], item["geometry"]
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    elif geometry["type"] != "MultiPolygon":
        raise ValueError("an outline is made of polygons")
    longitude, latitude = properties["label"]
    return OutlineFeature(
        str(properties["name"]),
        str(properties["kind"]),
        str(properties.get("county") or ""),
        Coordinates(float(latitude), float(longitude)),
        tuple(
            tuple(Coordinates(float(lat), float(lon)) for lon, lat, *_ in ring)
            for polygon in polygons
            for ring in polygon
        ),
    )


def geography_texts(geography: GeographyText) -> dict[str, str]:
    """Return the canonical text of the four tables: path in the data folder -> text."""
    rows: tuple[Iterable[Any], ...] = (
        geography.sectors,
        geography.districts,
        geography.places,
        geography.localities,
    )
    return {
        f"{GEOGRAPHY_FOLDER}/{table.name}": table_text(table, found)
        for table, found in zip(TABLE_FILES, rows, strict=True)
    }
