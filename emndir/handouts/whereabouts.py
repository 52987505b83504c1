"""Where a place is, in words: for giant print, whose labels would fill a map, and for maps' twins."""

from __future__ import annotations

from collections.abc import Sequence

from emndir.domain.vocabulary import Precision
from emndir.geography.distance import haversine_miles
from emndir.geography.outline import Outline
from emndir.geography.places import NamedPlace
from emndir.handouts.measures import about_miles, direction_words
from emndir.handouts.patient_view import PatientPlace
from emndir.handouts.phrases import Phrases
from emndir.handouts.wording import tidy

_KINDS = ("City", "Town", "Village", "Other Settlement")
_KNOWN = 200
"""Postcodes within 1.5 km of a settlement that is no town and yet widely known."""
_NEAR, _FAR = 1.0, 10.0
"""Miles: a town nearer than that is the place's own, one further away says little."""


def whereabouts(
    place: PatientPlace, outline: Outline, towns: Sequence[NamedPlace], said: Phrases
) -> str:
    """Return the district a place is in and the nearest other town, as a map would show them.

    What the address says is not said again; "" where nothing is left to say.
    """
    if place.position is None:
        return ""
    point, parts = place.position.coordinates, []
    name, told = tidy(place.name.partition(",")[0]), " ".join(place.lines).casefold()
    district = outline.at(point)
    if district is not None and district.name.casefold() not in told:
        parts.append(said.say("map.alt_district", pin=name, district=tidy(district.name)))
    if place.position.precision is Precision.TOWN:
        return " ".join(parts)
    away = {
        town: miles
        for town in towns
        if _is_known(town) and _NEAR <= (miles := haversine_miles(point, town.coordinates)) <= _FAR
    }
    nearest = min(away, key=lambda town: away[town], default=None)
    if nearest is not None:
        parts.append(
            said.say(
                "map.alt_town",
                pin=name,
                miles=about_miles(away[nearest], said),
                direction=direction_words(nearest.coordinates, point, said),
                town=tidy(nearest.name),
            )
        )
    return " ".join(parts)


def _is_known(place: NamedPlace) -> bool:
    return place.is_town or (place.type in _KINDS and place.size >= _KNOWN)
