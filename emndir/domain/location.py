"""Location and ServiceAtLocation: where things happen."""

from __future__ import annotations

from dataclasses import dataclass

from emndir.domain.contact import PublicPhone
from emndir.domain.provenance import Check, Source, best_check
from emndir.domain.vocabulary import FactGroup, Precision, ServiceStatus


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point in WGS84 degrees."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        """Raise ValueError for a point that is not on the earth."""
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError(f"{self.latitude}, {self.longitude} is no place on earth")


@dataclass(frozen=True, slots=True)
class Position:
    """A point and how exact it is."""

    coordinates: Coordinates
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place with an address (HSDS `location`, `address`).

    `coordinates` are those the text states; `position` is what the build found, from the
    coordinates, else the postcode, else the town. `transport` and `accessibility` are facts
    in words. `organization_uid` is the body whose file it stands in.
    """

    uid: str
    name: str
    organization_uid: str = ""
    plain_name: str = ""
    former_names: tuple[str, ...] = ()
    ods_code: str = ""
    status: ServiceStatus = ServiceStatus.ACTIVE
    address: tuple[str, ...] = ()
    postcode: str = ""
    county: str = ""
    coordinates: Coordinates | None = None
    website: str = ""
    transport: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    phones: tuple[PublicPhone, ...] = ()
    sources: tuple[Source, ...] = ()
    checks: tuple[Check, ...] = ()
    notes: str = ""
    position: Position | None = None

    @property
    def town(self) -> str:
        """Return the last line of the address, which names the town."""
        return self.address[-1] if self.address else ""

    @property
    def display_name(self) -> str:
        """Return the name a patient would use."""
        return self.plain_name or self.name

    @property
    def address_lines(self) -> tuple[str, ...]:
        """Return name, address and postcode, one part a line, the name not said twice."""
        lines = [self.name, *(line for line in self.address if line != self.name)]
        return (*lines, *((self.postcode,) if self.postcode else ()))

    def check_of(self, group: FactGroup) -> Check | None:
        """Return the newest evidence for a fact group of this place."""
        return best_check(group, self.sources, self.checks)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAtLocation:
    """A service at one place; `detail` are the lines that lead to it inside the place."""

    location: Location
    detail: tuple[str, ...] = ()
