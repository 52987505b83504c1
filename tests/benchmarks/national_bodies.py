"""Bodies and places of a made-up national directory: who runs services, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from tests.benchmarks.national_words import (
    BODIES,
    BRIGHT,
    HALLS,
    HOSPITALS,
    SAINTS,
    STREET_ENDS,
    STREETS,
    surnames,
)

if TYPE_CHECKING:
    import numpy as np

    from emndir.storage.geography_text import GeographyText

_NOT_ENGLAND = frozenset({"Scotland", "Wales", ""})
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"
_SURNAMES = surnames()
_T = TypeVar("_T")


class Draws:
    """Seeded numbers taken one at a time, read in blocks: far quicker than one call each."""

    def __init__(self, source: np.random.Generator) -> None:
        self._next = _numbers(source).__next__

    def share(self) -> float:
        """Return a number from 0 up to 1."""
        return self._next()

    def pick(self, choices: Sequence[_T]) -> _T:
        """Return one of them."""
        return choices[int(self._next() * len(choices))]

    def below(self, end: int) -> int:
        """Return a whole number from 0 up to `end`."""
        return int(self._next() * end)


def _numbers(source: np.random.Generator) -> Iterator[float]:
    while True:
        yield from source.random(65_536).tolist()


@dataclass(frozen=True, slots=True)
class Spot:
    """Somewhere in England: a postcode sector's middle, or a district's."""

    sector: str
    town: str
    district: str
    county: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Site:
    """A hospital or another building."""

    uid: str
    name: str
    owner: Body
    town: str
    county: str
    point: list[object]
    """Latitude, longitude, whether exact, postcode, uid: as the index holds it."""
    address: str
    phone: str
    former: tuple[str, ...]
    is_hospital: bool


@dataclass(frozen=True, slots=True)
class Body:
    """Who runs services."""

    uid: str
    name: str
    kind: str
    spot: Spot
    is_national: bool
    former: tuple[str, ...]
    sites: list[Site] = field(default_factory=list)


def english_spots(geography: GeographyText) -> tuple[Spot, ...]:
    """Return the sectors that are known, and for every other English district its middle."""
    towns = {row.outcode: row for row in geography.districts if row.region not in _NOT_ENGLAND}
    spots = []
    seen = set()
    for sector in geography.sectors:
        outcode = sector.code.split()[0]
        if outcode in towns:
            seen.add(outcode)
            town = towns[outcode].main_place or towns[outcode].post_town or sector.district
            point = sector.coordinates
            where = (point.latitude, point.longitude)
            spots.append(Spot(sector.code, town, sector.district, sector.county, *where))
    for outcode, row in towns.items():
        if outcode not in seen:
            point = row.coordinates
            town = row.main_place or row.post_town or row.district
            where = (point.latitude, point.longitude)
            spots += [
                Spot(f"{outcode} {digit}", town, row.district, row.county, *where)
                for digit in (1, 2, 3)
            ]
    return tuple(spots)


def phone_number(draws: Draws, *, free: bool = False) -> str:
    """Return a number in the national format, in ranges that nobody is given."""
    if free:
        return f"0808 157 {draws.below(10_000):04d}"
    if draws.share() < 0.1:
        return f"07700 9{draws.below(100_000):05d}"
    return f"01632 {draws.below(1_000_000):06d}"


class Bodies:
    """The bodies of a directory with so many services, and their places."""

    def __init__(self, services: int, spots: Sequence[Spot], sites: Sequence[str], draws: Draws):
        self._spots = spots
        self._cancers = sites
        self._draws = draws
        self._number = 0
        self._hospital_names: set[str] = set()
        wanted = {
            "trust": min(max(3, services // 40), 220),
            "hospice": min(max(2, services // 30), 250),
            "council": min(max(2, services // 40), 300),
            "charity": max(6, services // 10),
            "group": max(4, services // 20),
            "company": min(max(1, services // 100), 2_000),
        }
        self.by_kind = {
            kind: tuple(self._body(kind) for _ in range(count)) for kind, count in wanted.items()
        }

    @property
    def sites(self) -> Iterator[Site]:
        """Yield every place."""
        return (site for bodies in self.by_kind.values() for body in bodies for site in body.sites)

    def _body(self, kind: str) -> Body:
        draws = self._draws
        spot = draws.pick(self._spots)
        self._number += 1
        body = Body(
            uid=f"{kind}-{self._number}",
            name=self._named(draws.pick(BODIES[kind]), spot),
            kind=kind,
            spot=spot,
            is_national=kind == "charity" and draws.share() < 0.12,
            former=(self._named(draws.pick(BODIES[kind]), spot),) if draws.share() < 0.2 else (),
        )
        buildings = {"trust": 2 + draws.below(5), "hospice": 1, "company": 1}.get(
            kind, draws.below(2)
        )
        for number in range(buildings):
            body.sites.append(self._site(body, number))
        return body

    def _site(self, body: Body, number: int) -> Site:
        draws = self._draws
        spot = body.spot if number == 0 else self._near(body.spot)
        is_hospital = body.kind == "trust"
        name = self._hospital_name(spot) if is_hospital else self._hall_name(body, spot)
        uid = f"{body.uid}-site-{number}"
        latitude = spot.latitude + (draws.share() - 0.5) * 0.03
        longitude = spot.longitude + (draws.share() - 0.5) * 0.05
        postcode = f"{spot.sector}{draws.pick(_INWARD)}{draws.pick(_INWARD)}"
        is_exact = draws.share() < 0.8
        return Site(
            uid=uid,
            name=name,
            owner=body,
            town=spot.town,
            county=spot.county,
            point=[round(latitude, 5), round(longitude, 5), is_exact, postcode, uid],
            address=f"{draws.below(180) + 1} {draws.pick(STREETS)} {draws.pick(STREET_ENDS)}",
            phone=phone_number(draws) if is_hospital or draws.share() < 0.2 else "",
            former=(self._named("{surname} Infirmary", spot),)
            if is_hospital and draws.share() < 0.3
            else (),
            is_hospital=is_hospital,
        )

    def _near(self, spot: Spot) -> Spot:
        """Return one of a few spots, the nearest to another: a body stays in its parts."""
        some = [self._draws.pick(self._spots) for _ in range(12)]
        return min(
            some,
            key=lambda one: abs(one.latitude - spot.latitude) + abs(one.longitude - spot.longitude),
        )

    def _hospital_name(self, spot: Spot) -> str:
        name = ""
        for _ in range(20):
            name = self._named(self._draws.pick(HOSPITALS), spot)
            if name not in self._hospital_names:
                break
        self._hospital_names.add(name)
        return name

    def _hall_name(self, body: Body, spot: Spot) -> str:
        draws = self._draws
        if body.kind == "hospice" or draws.share() < 0.2:
            return body.name
        return f"{draws.pick((spot.town, draws.pick(_SURNAMES)))} {draws.pick(HALLS)}"

    def _named(self, pattern: str, spot: Spot) -> str:
        return pattern.format_map(name_parts(self._draws, spot, self._draws.pick(self._cancers)))


def name_parts(draws: Draws, spot: Spot, cancer: str) -> dict[str, str]:
    """Return the words that a pattern of a name may ask for."""
    return {
        "town": spot.town,
        "district": spot.district,
        "county": spot.county,
        "surname": draws.pick(_SURNAMES),
        "surname2": draws.pick(_SURNAMES),
        "saint": draws.pick(SAINTS),
        "bright": draws.pick(BRIGHT),
        "site": cancer,
    }
