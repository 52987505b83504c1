"""The gazetteer: from a postcode, a town, a county to a point, and how exact that is."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

from emndir.domain.errors import UnknownPlaceError
from emndir.domain.location import Coordinates, Position
from emndir.domain.vocabulary import Precision
from emndir.geography.distance import haversine_miles
from emndir.geography.places import Locality, Located, NamedPlace, PostcodeDistrict, Sector
from emndir.geography.postcodes import Postcode, parse_postcode

TYPED_AT_MOST = 80
"""Characters of a typed place that are looked at: the longest name has 40."""

COUNTY_SHORT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "derbys": "Derbyshire",
        "leics": "Leicestershire",
        "lincs": "Lincolnshire",
        "northants": "Northamptonshire",
        "notts": "Nottinghamshire",
        "staffs": "Staffordshire",
        "cambs": "Cambridgeshire",
        "yorks": "South Yorkshire",
        "warks": "Warwickshire",
    }
)
"""Short forms in everyday use, and the county meant."""

OTHER_NAMES: Mapping[str, str] = MappingProxyType({"hull": "kingston upon hull"})
"""Places that nobody calls by their full name, by `place_key`."""

_SHORTENED = re.compile(r"(.+?)[- ](?:on|upon|in|de|by)[- ]", re.IGNORECASE)
_LOCALITY_TYPES = ("ceremonial-county", "county-council", "unitary", "district", "region")
_AREA_TYPES = frozenset({"ceremonial-county", "county-council", "region"})


def place_key(name: str) -> str:
    """Return a name as it is compared: no case, accents, apostrophes or hyphens; saint is st."""
    plain = unicodedata.normalize("NFKD", name[:TYPED_AT_MOST]).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = plain.replace("'", "").replace("’", "").replace("&", " and ")
    words = re.sub(r"[^a-z0-9]+", " ", plain).split()
    return " ".join("st" if word == "saint" else word for word in words)


class Gazetteer:
    """Postcode sectors and districts, places and localities, ready to be asked.

    `exact` answers for whole postcodes where the user has loaded positions
    (`emndir postcodes import`), with None for what it does not know.
    """

    def __init__(
        self,
        sectors: Iterable[Sector] = (),
        districts: Iterable[PostcodeDistrict] = (),
        places: Iterable[NamedPlace] = (),
        localities: Iterable[Locality] = (),
        *,
        exact: Callable[[str], Coordinates | None] | None = None,
    ) -> None:
        self.sectors: Mapping[str, Sector] = MappingProxyType({item.code: item for item in sectors})
        self.districts: Mapping[str, PostcodeDistrict] = MappingProxyType(
            {item.outcode: item for item in districts}
        )
        self.places = tuple(places)
        self.localities = tuple(localities)
        self._exact = exact

    def with_exact(self, exact: Callable[[str], Coordinates | None] | None) -> Gazetteer:
        """Return the same gazetteer with exact positions for whole postcodes."""
        return Gazetteer(
            self.sectors.values(),
            self.districts.values(),
            self.places,
            self.localities,
            exact=exact,
        )

    @cached_property
    def place_names(self) -> Mapping[str, tuple[NamedPlace, ...]]:
        """Return places by their `place_key`, the likeliest first.

        A town is also found by its first part: Newark for Newark-on-Trent.
        """
        named: dict[str, list[NamedPlace]] = defaultdict(list)
        for place in self.places:
            named[place_key(place.name)].append(place)
            short = _SHORTENED.match(place.name)
            if short and place.is_town:
                named[place_key(short.group(1))].append(place)
        for other, full in OTHER_NAMES.items():
            named[other].extend(named.get(full, ()))
        return MappingProxyType(
            {
                key: tuple(sorted(found, key=lambda place: -place.weight))
                for key, found in named.items()
                if found
            }
        )

    @cached_property
    def locality_names(self) -> Mapping[str, Locality]:
        """Return counties, districts and the region by their `place_key`."""
        named: dict[str, Locality] = {}
        for kind in _LOCALITY_TYPES:
            for locality in self.localities:
                if locality.type == kind and locality.coordinates:
                    named.setdefault(place_key(locality.name), locality)
        for short, county in COUNTY_SHORT_NAMES.items():
            if place_key(county) in named:
                named.setdefault(short, named[place_key(county)])
        return MappingProxyType(named)

    @cached_property
    def post_towns(self) -> Mapping[str, tuple[PostcodeDistrict, ...]]:
        """Return postcode districts by the `place_key` of their post town, all over Britain."""
        named: dict[str, list[PostcodeDistrict]] = defaultdict(list)
        for district in self.districts.values():
            if district.post_town:
                named[place_key(district.post_town)].append(district)
        return MappingProxyType({key: tuple(found) for key, found in named.items()})

    @cached_property
    def longest_name(self) -> int:
        """Return the number of words in the longest name."""
        names = (*self.place_names, *self.locality_names, *self.post_towns)
        return max((name.count(" ") + 1 for name in names), default=0)

    def locate(self, text: str) -> Located:
        """Return the point that a typed postcode or place name stands for.

        Raises:
            UnknownPlaceError: with names that are spelled alike, where there are any.
        """
        typed = text.strip()
        if not typed:
            raise UnknownPlaceError("No place was given.", "Type a postcode or a town.")
        postcode = parse_postcode(typed)
        if postcode is not None:
            located = self.locate_postcode(postcode)
            if located is not None:
                return located
        named = self.locate_name(typed)
        if named is not None:
            return named
        shown = _shortened(typed)
        if postcode is not None:
            raise UnknownPlaceError(
                f"No postcode here starts with {postcode.outcode}.",
                "Check it, or type a town or the first part of a postcode nearby.",
            )
        alike = self.similar(typed)
        hint = f"Did you mean {_either(alike)}?" if alike else "Type a postcode or a town."
        raise UnknownPlaceError(f"No place called “{shown}” is known here.", hint)

    def locate_postcode(self, postcode: Postcode) -> Located | None:
        """Return the point of a postcode: its own, else its sector's, else its district's."""
        postcode = self._respaced(postcode)
        sector = self.sectors.get(postcode.sector_text)
        district = self.districts.get(postcode.outcode)
        if postcode.is_whole and self._exact is not None:
            exact = self._exact(str(postcode))
            if exact is not None:
                position = Position(exact, Precision.EXACT)
                return _postcode_located(postcode, position, sector or district, "")
        if sector is not None:
            position = Position(sector.coordinates, Precision.SECTOR)
            return _postcode_located(postcode, position, sector, sector.code)
        if district is not None:
            position = Position(district.coordinates, Precision.DISTRICT)
            return _postcode_located(postcode, position, district, district.outcode)
        return None

    def _respaced(self, postcode: Postcode) -> Postcode:
        """Return LE2 3 for a typed "LE23": no such district, but a district and sector."""
        outcode = postcode.outcode
        if outcode in self.districts or postcode.sector or not outcode[-1].isdigit():
            return postcode
        shorter = outcode[:-1]
        known = shorter in self.districts
        return Postcode(shorter, outcode[-1]) if known else postcode

    def locate_name(self, text: str) -> Located | None:
        """Return the point of a place, county, district or post town called so, or None.

        A county or district after the name chooses among places of one name:
        "Upton, Nottinghamshire".
        """
        key = place_key(text)
        return self._plain_name(key) or self._name_with_area(key)

    def _plain_name(self, key: str) -> Located | None:
        places = self.place_names.get(key, ())
        locality = self.locality_names.get(key)
        if places and (locality is None or places[0].is_town):
            return _place_located(places[0], len({place.coordinates for place in places}) - 1)
        if locality is not None and locality.coordinates is not None:
            return _locality_located(locality, locality.coordinates)
        towns = self.post_towns.get(key, ())
        return _post_town_located(towns) if towns else None

    def _name_with_area(self, key: str) -> Located | None:
        words = key.split()
        for cut in range(len(words) - 1, 0, -1):
            area = self.locality_names.get(" ".join(words[cut:]))
            if area is None:
                continue
            for place in self.place_names.get(" ".join(words[:cut]), ()):
                if area.name in (place.county, place.district) or area.type == "region":
                    return _place_located(place, 0)
        return None

    def position_of(self, postcode: str, town: str = "") -> Position | None:
        """Return where an address is, from its postcode, else from its town, else None."""
        parsed = parse_postcode(postcode)
        located = self.locate_postcode(parsed) if parsed else None
        if located is None and town.strip():
            located = self.locate_name(town)
            if located is not None and located.is_area:
                return None
        return located.position if located else None

    def area_of(self, postcode: str, coordinates: Coordinates | None = None) -> tuple[str, str]:
        """Return the district and county of a postcode, else of the nearest sector's middle."""
        parsed = parse_postcode(postcode)
        if parsed is not None:
            located = self.locate_postcode(parsed)
            if located is not None:
                return located.district, located.county
        nearest = self.nearest_sector(coordinates) if coordinates else None
        return (nearest.district, nearest.county) if nearest else ("", "")

    def nearest_sector(self, coordinates: Coordinates) -> Sector | None:
        """Return the sector whose middle is nearest, within some 25 miles, or None."""
        row, column = round(coordinates.latitude * 10), round(coordinates.longitude * 10)
        for reach in (1, 3):
            near = [
                sector
                for north in range(row - reach, row + reach + 1)
                for east in range(column - reach, column + reach + 1)
                for sector in self._sector_grid.get((north, east), ())
            ]
            if near:
                return min(near, key=lambda item: haversine_miles(coordinates, item.coordinates))
        return None

    @cached_property
    def _sector_grid(self) -> Mapping[tuple[int, int], tuple[Sector, ...]]:
        grid: dict[tuple[int, int], list[Sector]] = defaultdict(list)
        for sector in self.sectors.values():
            point = sector.coordinates
            grid[round(point.latitude * 10), round(point.longitude * 10)].append(sector)
        return {cell: tuple(found) for cell, found in grid.items()}

    def similar(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """Return names of places spelled like `text`, the likeliest first."""
        from rapidfuzz import fuzz, process  # only when something was misspelled

        key = place_key(text)
        if len(key) < 3:
            return ()
        found = process.extract(
            key, list(self.place_names), scorer=fuzz.ratio, score_cutoff=75, limit=12
        )
        ranked = sorted(
            found, key=lambda item: (-round(item[1] / 6), -self.place_names[item[0]][0].weight)
        )
        return tuple(
            dict.fromkeys(self.place_names[name][0].name for name, _score, _index in ranked)
        )[:limit]


def _postcode_located(
    postcode: Postcode,
    position: Position,
    where: Sector | PostcodeDistrict | None,
    middle_of: str,
) -> Located:
    return Located(
        label=str(postcode),
        position=position,
        note=f"Measured from the middle of {middle_of}" if middle_of else "",
        county=where.county if where else "",
        district=where.district if where else "",
    )


def _place_located(place: NamedPlace, others: int) -> Located:
    note = f"Measured from the middle of {place.name}"
    if others > 0 and not place.is_town:
        note += f", {place.district or place.county}"
        more = "another place has" if others == 1 else f"{others} other places have"
        note += f"; {more} this name, add the county to choose"
    return Located(
        label=place.name,
        position=Position(place.coordinates, Precision.TOWN),
        note=note,
        county=place.county,
        district=place.district,
    )


def _locality_located(locality: Locality, middle: Coordinates) -> Located:
    is_area = locality.type in _AREA_TYPES
    return Located(
        label=locality.name,
        position=Position(middle, Precision.TOWN),
        note=f"Measured from the middle of {locality.name}",
        county=locality.county,
        district="" if is_area else locality.name,
        is_area=is_area,
    )


def _post_town_located(towns: tuple[PostcodeDistrict, ...]) -> Located:
    latitude = sum(town.coordinates.latitude for town in towns) / len(towns)
    longitude = sum(town.coordinates.longitude for town in towns) / len(towns)
    first = towns[0]
    return Located(
        label=first.post_town,
        position=Position(Coordinates(latitude, longitude), Precision.TOWN),
        note=f"Measured from the middle of {first.post_town}",
        county=first.county,
        district=first.district,
    )


def _either(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
