"""What is known of places: postcode sectors and districts, places with a name, localities.

And `Located`, what a typed place was found to be. The gazetteer is asked about them.
"""

from __future__ import annotations

from dataclasses import dataclass

from emndir.domain.location import Coordinates, Position

_TYPE_WEIGHT = {"City": 10.0, "Town": 5.0, "Village": 2.0, "Suburban Area": 1.5}


@dataclass(frozen=True, slots=True)
class Sector:
    """A postcode sector: its middle, and the council most of it is in."""

    code: str
    coordinates: Coordinates
    district: str = ""
    county: str = ""
    in_region: bool = False


@dataclass(frozen=True, slots=True)
class PostcodeDistrict:
    """A postcode district (outcode): its middle, post town and largest place."""

    outcode: str
    coordinates: Coordinates
    post_town: str = ""
    main_place: str = ""
    district: str = ""
    county: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A city, town, village, suburb or hamlet; `size` counts postcodes within 1.5 km."""

    name: str
    type: str
    coordinates: Coordinates
    outcode: str = ""
    district: str = ""
    county: str = ""
    in_region: bool = False
    size: int = 0

    @property
    def is_town(self) -> bool:
        """Return True for a city or town."""
        return self.type in ("City", "Town")

    @property
    def weight(self) -> float:
        """Return how likely this is meant among places of one name."""
        return (self.size + 1) * _TYPE_WEIGHT.get(self.type, 1.0) * (2 if self.in_region else 1)


@dataclass(frozen=True, slots=True)
class Locality:
    """A region, county, district or health body; `coordinates` is the middle, where known."""

    code: str
    name: str
    type: str
    parent: str = ""
    county: str = ""
    coordinates: Coordinates | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """What a typed place was found to be; `note` says how exact the point is.

    `is_area` is True for a county or region: its middle is a poor place to measure from.
    """

    label: str
    position: Position
    note: str = ""
    county: str = ""
    district: str = ""
    is_area: bool = False
