"""Loaded: a service or a place with what the pane says around it, as a worker brought it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from emndir.domain.location import Location, ServiceAtLocation
from emndir.domain.service import Service, ServiceSummary
from emndir.domain.taxonomy import Vocabulary
from emndir.domain.vocabulary import Precision
from emndir.geography.distance import geodesic_miles
from emndir.handouts.patient_view import PatientService
from emndir.search.results import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the record is looked at for: where distances start, and whether it serves there.

    `miles` holds straight lines in miles by the uid of a location; one that has no position
    is not in it. `serves_origin` is None where that is unknown or nothing was asked.
    """

    origin: Origin | None = None
    serves_origin: bool | None = None
    miles: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def about(
        cls, locations: Iterable[Location], origin: Origin | None, serves_origin: bool | None = None
    ) -> Asked:
        """Measure the locations from the origin (the first time geographiclib is imported)."""
        if origin is None:
            return cls()
        start = origin.position.coordinates
        miles = {
            location.uid: geodesic_miles(start, location.position.coordinates)
            for location in locations
            if location.position is not None
        }
        return cls(origin=origin, serves_origin=serves_origin, miles=miles)

    def is_exact(self, location: Location) -> bool:
        """Return True where both ends are known to the postcode."""
        if self.origin is None or location.position is None:
            return False
        ends = (self.origin.position, location.position)
        return all(end.precision is Precision.EXACT for end in ends)


def nearest_first(service: Service, asked: Asked) -> Service:
    """Return the service with its nearest place as the main one, its closed places last."""
    return service.nearest_first(asked.miles)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedService:
    """A service, its places in the order of `nearest_first`.

    `successor` is what `became` names; `same_place` what else its first place offers;
    `patient` is what a patient may see, None where it is not offered; `data_date` is the
    day of the directory. `now` is the minute of which its hours are said, None where none is.
    """

    service: Service
    vocabulary: Vocabulary
    today: date
    asked: Asked = field(default_factory=Asked)
    same_place: tuple[ServiceSummary, ...] = ()
    successor: Service | None = None
    patient: PatientService | None = None
    data_date: date | None = None
    now: datetime | None = None

    @property
    def places(self) -> tuple[ServiceAtLocation, ...]:
        """Return its open places."""
        return tuple(place for place in self.service.places if place.location.status.is_offered)

    @property
    def location(self) -> Location | None:
        """Return its first open place, or None."""
        return self.places[0].location if self.places else None

    @property
    def closed_places(self) -> tuple[Location, ...]:
        """Return those of its places where nobody can be sent any more, or yet."""
        locations = [place.location for place in self.service.places]
        return tuple(location for location in locations if not location.status.is_offered)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPlace:
    """A place, the name of its owner, the services offered there, and what a patient may see."""

    location: Location
    today: date
    asked: Asked = field(default_factory=Asked)
    owner: str = ""
    services: tuple[ServiceSummary, ...] = ()
    patient: PatientService | None = None
