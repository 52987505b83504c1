"""Words of the way to the columns of a comparison: marks, what the map says, and the ends of journeys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from emndir.choice.comparison import Option
from emndir.geography.outline import map_in_words
from emndir.ui import labels
from emndir.ui.detail import Line
from emndir.ui.way_parts import End, MapMark, MarksSpec, WayOf
from emndir.ui.wording.loaded import Asked, LoadedPlace, LoadedService
from emndir.ui.wording.places import origin_words, pin_note
from emndir.ui.wording.sentences import listed, sentence, tr

if TYPE_CHECKING:
    from emndir.search.results import Origin


def way_of(
    loaded: LoadedService | LoadedPlace, option: Option, facts: Sequence[Line] = ()
) -> WayOf:
    """Return the way to a column: nothing stands on the map that nobody goes to.

    `facts` are the lines of its cell on coming without a car.
    """
    location, asked = loaded.location, loaded.asked
    if option.is_remote or location is None or location.position is None:
        return WayOf(uid=option.uid, name=option.name, twin="", is_remote=option.is_remote)
    point = location.position.coordinates
    where = location.name if location.name in option.name else f"{option.name}, {location.name}"
    far = ""
    if asked.origin is not None and location.uid in asked.miles:
        miles = labels.miles_in_words(asked.miles[location.uid], asked.is_exact(location))
        start = asked.origin.position.coordinates
        far = map_in_words(point, start, origin_words(asked.origin), miles)
    twin = " ".join(
        filter(None, (f"{where}: {far}" if far else sentence(where), pin_note(location)))
    )
    near = location.postcode or location.town
    return WayOf(
        uid=option.uid, name=option.name, twin=twin, point=point, near=near, facts=tuple(facts)
    )


def marks_spec(
    ways: Mapping[str, WayOf], uids: Sequence[str], origin: Origin | None
) -> MarksSpec | None:
    """Return the map of columns in their order, None where none has a place on it."""
    shown = [(str(at), ways[uid]) for at, uid in enumerate(uids, start=1)]
    placed = [(number, way) for number, way in shown if way.point is not None]
    if not placed:
        return None
    marks: dict[tuple[float, float], MapMark] = {}
    for number, way in placed:
        point = way.point
        if point is None:
            continue
        key = (round(point.latitude, 4), round(point.longitude, 4))
        before = marks.get(key)
        together = f"{before.number}, {number}" if before else number
        marks[key] = MapMark(number=together, name=way.name, point=point)
    lines = [f"{number}: {way.twin}" for number, way in placed]
    remote = [way.name for _number, way in shown if way.is_remote]
    unknown = [way.name for _number, way in shown if way.point is None and not way.is_remote]
    if remote:
        lines.append(f"{tr('Not on the map, since nobody has to go there:')} {listed(remote)}.")
    if unknown:
        lines.append(f"{tr('Not on the map, since the place is not known:')} {listed(unknown)}.")
    return MarksSpec(
        marks=tuple(marks.values()),
        lines=tuple(lines),
        note=tr("Outline map. Straight lines, not for finding the way."),
        origin_name=origin_words(origin) if origin is not None else "",
        origin=origin.position.coordinates if origin is not None else None,
    )


def ends_of(
    ways: Mapping[str, WayOf], uids: Sequence[str], origin: Origin | None
) -> tuple[End, ...]:
    """Return both ends: where the person is, then the place of every column, each place once."""
    ends = [*start_end(origin)]
    told: dict[str, End] = {}
    for at, uid in enumerate(uids, start=1):
        way = ways[uid]
        if way.point is not None and way.near and way.near not in told:
            heading = f"{tr('Near')} {at}: {way.name}"
            told[way.near] = End(heading=heading, near=way.near, point=way.point, facts=way.facts)
    return (*ends, *told.values())


def start_end(origin: Origin | None) -> tuple[End, ...]:
    """Return the end where the person is; the middle of a county is nobody's."""
    if origin is None or origin.is_area:
        return ()
    heading = f"{tr('From')} {origin_words(origin)}"
    point = origin.position.coordinates
    return (End(heading=heading, near=origin.label, point=point, with_costs=True),)


def ends_of_place(loaded: LoadedService | LoadedPlace, asked: Asked) -> tuple[End, ...]:
    """Return both ends of the way to one service or place."""
    location = loaded.location
    if location is None or location.position is None or not location.status.is_offered:
        return start_end(asked.origin)
    near = location.postcode or location.town
    start = start_end(asked.origin)
    there = End(
        heading=f"{tr('Near')} {location.name}",
        near=near,
        point=location.position.coordinates,
        with_costs=not start,
    )
    return (*start, *([there] if near else []))
