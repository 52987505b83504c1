"""Drawing the outline map of a sheet: an SVG of councils, towns, pins and a scale.

Where names would touch, the later one is left out; nothing shrinks (HANDOUT section 6).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians, sin

from emndir.domain.location import Coordinates, Position
from emndir.geography.distance import haversine_miles
from emndir.geography.outline import MapView, OutlineFeature
from emndir.geography.places import NamedPlace
from emndir.handouts.clipping import clipped
from emndir.handouts.letters import FAMILIES, text_width
from emndir.handouts.measures import exact_miles
from emndir.handouts.phrases import Phrases
from emndir.handouts.wording import tidy

_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""As `html.escape`, whose module is half a megabyte of names that the details of a service would load."""

GREY = "#EFEFEF"
LINE = "#000000"
"""Grey lines are lost where a page is copied at 100 dots an inch."""
_TOWNS = 6
_ENOUGH_TOWNS = 3
_SETTLEMENTS = ("City", "Town", "Village", "Other Settlement")
"""What a name on the map may be: suburbs and hamlets say little to those who live elsewhere."""
_SMALLEST = 60
"""Postcodes within 1.5 km of a village that is worth a name where there is no town."""
_HOME_GRID = 0.02
"""Degrees, some 1.4 miles: where somebody lives is never marked more exactly than that."""
PIN_HIGH, PIN_SIZE = 27, 9.5
"""Points from the pin's tip to its top, beside letters of so many points."""
_Point = tuple[float, float]
_Stance = tuple[int, float]
_SWEEPS = 3
_STEMS = (16.6, 26.0, 38.0)
_STANCES: tuple[_Stance, ...] = tuple(
    (lean, long) for long in _STEMS for lean in range(-150, 151, 15)
)
"""Degrees by which a numbered pin may lean, and how far its head may be from its tip."""
_FURNITURE = 4
"""The first boxes that are taken: scale, arrow to the north, home and its name."""
_BEYOND = 2.0
"""Points by which an outline goes on beyond the picture: more than its line is wide."""
_LOOSE_MARKS = re.compile("(?<=[A-Za-z\u00c0-\u024f])[\u0300-\u036f]+")
"""Accents that no letter is made with: in a drawing they have no glyph of their own."""
_HALO = 'stroke="#FFFFFF" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"'


@dataclass(frozen=True, slots=True)
class Pin:
    """What the map is about."""

    name: str
    position: Position


@dataclass(frozen=True, slots=True)
class Home:
    """Where distances are measured from: an outcode or town, marked roughly."""

    label: str
    coordinates: Coordinates


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the picture, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Return True if two boxes have a point in common."""
        apart = (
            self.right < other.left
            or other.right < self.left
            or self.bottom < other.top
            or other.bottom < self.top
        )
        return not apart


def names_in(view: MapView, places: Sequence[NamedPlace]) -> list[NamedPlace]:
    """Return places in view that are worth a name: towns first, each the largest first."""
    south, east = view.point(0, view.height).latitude, view.point(view.width, 0).longitude
    north, west = view.point(0, 0).latitude, view.point(0, 0).longitude
    found = [
        place
        for place in places
        if south < place.coordinates.latitude < north
        and west < place.coordinates.longitude < east
        and place.type in _SETTLEMENTS
        and (place.is_town or place.size >= _SMALLEST)
    ]
    towns = sorted((place for place in found if place.is_town), key=lambda place: -place.size)
    if len(towns) >= _ENOUGH_TOWNS:
        return towns
    return towns + sorted(
        (place for place in found if not place.is_town), key=lambda place: -place.size
    )


def rough(point: Coordinates) -> Coordinates:
    """Return about where somebody lives: as exactly as a map may mark it."""
    return Coordinates(
        round(point.latitude / _HOME_GRID) * _HOME_GRID,
        round(point.longitude / _HOME_GRID) * _HOME_GRID,
    )


def _head(x: float, y: float, lean: int, long: float) -> tuple[float, float]:
    """Return the middle of the head of a pin that leans so many degrees to the right."""
    return x + long * sin(radians(lean)), y - long * cos(radians(lean))


def _from_line(point: _Point, start: _Point, end: _Point) -> float:
    """Return how far a point is from a straight line between two others."""
    (x, y), (a, b), (c, d) = point, start, end
    along = ((x - a) * (c - a) + (y - b) * (d - b)) / ((c - a) ** 2 + (d - b) ** 2)
    share = min(1.0, max(0.0, along))
    return hypot(x - a - share * (c - a), y - b - share * (d - b))


def _around(middle: tuple[float, float], radius: float) -> Box:
    x, y = middle
    return Box(x - radius, y - radius, x + radius, y + radius)


class MapDrawing:
    """An SVG in the making; `taken` are boxes that no further label may touch."""

    def __init__(self, view: MapView, size: float, families: tuple[str, ...] = ()) -> None:
        self._view = view
        self._size = size
        self._families = families
        names = ", ".join(f"'{name}'" for name in (*families, *FAMILIES))
        self._font = f'font-family="{names.translate(_ESCAPED)}"'
        self._parts: list[str] = []
        self._taken: list[Box] = []

    def svg(self) -> str:
        """Return the picture."""
        width, height = self._view.width, self._view.height
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
            f'width="{width:g}" height="{height:g}"><rect width="{width:g}" height="{height:g}" '
            f'fill="#FFFFFF"/>{"".join(self._parts)}</svg>'
        )

    def shapes(self, features: Iterable[OutlineFeature], towns: set[str]) -> None:
        """Draw the councils; one that is a town is grey."""
        for feature in features:
            path = "".join(self._ring(ring) for ring in feature.rings)
            if not path:
                continue
            fill = GREY if feature.name in towns else "#FFFFFF"
            self._parts.append(
                f'<path d="{path}" fill="{fill}" stroke="{LINE}" stroke-width="0.75"/>'
            )

    def _ring(self, ring: Iterable[Coordinates]) -> str:
        kept: list[tuple[float, float]] = []
        for point in ring:
            x, y = self._view.xy(point)
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > 0.5:
                kept.append((x, y))
        kept = clipped(kept, self._view.width, self._view.height, _BEYOND)
        if not kept:
            return ""
        points = "L".join(f"{x:.1f} {y:.1f}" for x, y in kept)
        return f"M{points}Z"

    def _wide(self, text: str, *, bold: bool = False) -> float:
        return text_width(text, self._size, bold=bold, families=self._families)

    def furniture(self, said: Phrases) -> None:
        """Draw the scale bar and the arrow to the north, with the words of a language."""
        view, size = self._view, self._size
        bar = view.scale_bar()
        label, north = exact_miles(bar.miles, said), said.say("map.north")
        y = view.height - 8
        self._parts.append(
            f'<path d="M8 {y - 4:.1f}V{y:.1f}H{8 + bar.pixels:.1f}V{y - 4:.1f}" fill="none" '
            f'stroke="#000000" stroke-width="1"/>'
        )
        self._label(8 + bar.pixels + 5, y + 1, label)
        right = 8 + bar.pixels + 5 + self._wide(label)
        self._taken.append(Box(0, y - size, right + 2, view.height))
        x, top = view.width - 8 - size / 2, 6.0
        long = 0.9 * size
        self._parts.append(
            f'<path d="M{x:.1f} {top:.1f}l{0.32 * long:.1f} {long:.1f}l{-0.32 * long:.1f} '
            f'{-0.22 * long:.1f}l{-0.32 * long:.1f} {0.22 * long:.1f}z" fill="#000000"/>'
        )
        below = top + long + 0.95 * size
        half = max(size, self._wide(north)) / 2
        self._label(min(x - self._wide(north) / 2, view.width - 4 - 2 * half), below, north)
        self._taken.append(Box(x - half - 2, 0, view.width, below + 2))

    def pin(self, pin: Pin) -> None:
        """Draw the pin, its tip on the place, and its name beside it where there is room."""
        x, y = self._view.xy(pin.position.coordinates)
        scale = self._size / PIN_SIZE
        self._parts.append(
            f'<path transform="translate({x:.1f} {y:.1f}) scale({scale:.2f})" '
            f'd="M0 0l-7.5 -11a9.5 9.5 0 1 1 15 0z" fill="#000000" stroke="#FFFFFF"/>'
            f'<circle cx="{x:.1f}" cy="{y - 16.6 * scale:.1f}" r="{3.4 * scale:.1f}" '
            f'fill="#FFFFFF"/>'
        )
        self._taken.append(Box(x - 10 * scale, y - PIN_HIGH * scale, x + 10 * scale, y + 1))
        name = tidy(pin.name)
        beside, middle = 13 * scale, y - 12 * scale
        for lines in _wrappings(name):
            wide = max(self._wide(line, bold=True) for line in lines)
            high = 1.15 * self._size * len(lines)
            top = middle - high / 2
            under = (x - wide / 2, y + 3)
            over = (x - wide / 2, y - 28 * scale - high)
            for left, upper in ((x + beside, top), (x - beside - wide, top), under, over):
                if self._fits(Box(left, upper, left + wide, upper + high)):
                    for number, line in enumerate(lines):
                        baseline = upper + (0.88 + 1.15 * number) * self._size
                        self._label(left, baseline, line, bold=True)
                    self._taken.append(Box(left - 2, upper, left + wide + 2, upper + high))
                    return

    def numbered_pins(self, pins: Sequence[tuple[str, Coordinates]]) -> None:
        """Draw a pin a number, its tip on the place.

        Where heads would touch, pins lean aside, or their heads stand off on a thin stem.
        """
        scale = self._size / PIN_SIZE
        tips = [self._view.xy(point) for _number, point in pins]
        stems: list[str] = []
        tops: list[str] = []
        stances = self._stances(tips)
        for (number, _point), (x, y), (lean, long) in zip(pins, tips, stances, strict=True):
            left, top = _head(x, y, lean, long * scale)
            if long == _STEMS[0]:
                tops.append(
                    f'<path transform="translate({x:.1f} {y:.1f}) rotate({lean}) '
                    f'scale({scale:.2f})" d="M0 0l-7.5 -11a9.5 9.5 0 1 1 15 0z" fill="#000000" '
                    f'stroke="#FFFFFF"/>'
                )
            else:
                stems.append(
                    f'<path d="M{x:.1f} {y:.1f}L{left:.1f} {top:.1f}" stroke="#000000" '
                    f'stroke-width="{1.6 * scale:.1f}"/><circle cx="{x:.1f}" cy="{y:.1f}" '
                    f'r="{1.8 * scale:.1f}" fill="#000000"/>'
                )
                tops.append(
                    f'<circle cx="{left:.1f}" cy="{top:.1f}" r="{9.5 * scale:.1f}" fill="#000000" '
                    f'stroke="#FFFFFF"/>'
                )
            wide = self._wide(number, bold=True)
            tops.append(
                f'<text x="{left - wide / 2:.1f}" y="{top + 0.36 * self._size:.1f}" {self._font} '
                f'font-size="{self._size:g}" font-weight="700" fill="#FFFFFF">{number}</text>'
            )
            self._taken.append(_around((left, top), 9.5 * scale + 1))
            self._taken.append(Box(x - 2, y - 2, x + 2, y + 1))
        self._parts += [*stems, *tops]

    def _stances(self, tips: Sequence[_Point]) -> list[_Stance]:
        """Return how each pin stands so that they cover little of one another."""
        scale = self._size / PIN_SIZE
        chosen: list[_Stance] = [(0, _STEMS[0])] * len(tips)
        for _sweep in range(_SWEEPS):
            for at, tip in enumerate(tips):
                others = [other for number, other in enumerate(tips) if number != at]
                heads = [
                    _head(*other, lean, long * scale)
                    for number, (other, (lean, long)) in enumerate(zip(tips, chosen, strict=True))
                    if number != at
                ]
                chosen[at] = min(
                    _STANCES,
                    key=lambda one: self._crowding(tip, one, heads, others),
                )
        return chosen

    def _crowding(
        self, tip: _Point, stance: _Stance, heads: Sequence[_Point], tips: Sequence[_Point]
    ) -> float:
        """Return how much a pin that stands so would cover of others, or stand out of the map."""
        scale = self._size / PIN_SIZE
        radius = 9.5 * scale
        lean, long = stance
        left, top = head = _head(*tip, lean, long * scale)
        covered = sum(max(0.0, 2 * radius + 2 - hypot(left - a, top - b)) for a, b in heads)
        covered += sum(max(0.0, radius + 1 - _from_line(one, tip, head)) for one in heads) / 2
        covered += sum(max(0.0, radius - hypot(left - a, top - b)) for a, b in tips) / 3
        box = _around(head, radius + 1)
        outside = max(0.0, -box.left, box.right - self._view.width)
        outside += max(0.0, -box.top, box.bottom - self._view.height)
        touched = sum(6.0 for other in self._taken[:_FURNITURE] if box.touches(other))
        return 10 * (covered + outside) + touched + abs(lean) / 20 + (long - _STEMS[0]) / 4

    def home(self, home: Home) -> None:
        """Draw the diamond of where the distance is measured from, with its name under it."""
        x, y = self._view.xy(rough(home.coordinates))
        half = 0.5 * self._size
        self._parts.append(
            f'<path d="M{x:.1f} {y - half:.1f}l{half:.1f} {half:.1f}l{-half:.1f} {half:.1f}'
            f'l{-half:.1f} {-half:.1f}z" fill="#FFFFFF" stroke="#000000" stroke-width="2"/>'
        )
        self._taken.append(Box(x - half - 1, y - half - 1, x + half + 1, y + half + 1))
        wide = self._wide(home.label, bold=True)
        below = Box(x - wide / 2, y + half + 2, x + wide / 2, y + half + 2 + 1.15 * self._size)
        beside = Box(x + half + 3, y - 0.6 * self._size, x + half + 3 + wide, y + 0.55 * self._size)
        for box in (below, beside):
            if self._fits(box):
                self._label(box.left, box.top + 0.88 * self._size, home.label, bold=True)
                self._taken.append(box)
                return

    def towns(self, places: Iterable[NamedPlace]) -> tuple[NamedPlace, ...]:
        """Draw dots and names, the largest towns first, and return what was named."""
        named: list[NamedPlace] = []
        for place in places:
            room = self._view.miles_across / 6
            apart = (haversine_miles(place.coordinates, other.coordinates) for other in named)
            if len(named) < _TOWNS and all(a > room for a in apart) and self._town(place):
                named.append(place)
        return tuple(named)

    def _town(self, place: NamedPlace) -> bool:
        x, y = self._view.xy(place.coordinates)
        dot = Box(x - 2, y - 2, x + 2, y + 2)
        if not self._view.shows(place.coordinates, 6):
            return False
        if any(dot.touches(box) for box in self._taken):
            return False
        size, name = self._size, tidy(place.name)
        wide, high = self._wide(name), 1.1 * size
        for left, top in (
            (x - wide / 2, y + 3),
            (x + 5, y - high / 2),
            (x - 5 - wide, y - high / 2),
            (x - wide / 2, y - 3 - high),
        ):
            box = Box(left, top, left + wide, top + high)
            if self._fits(box):
                self._parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.8" fill="#000000"/>')
                self._label(left, top + 0.86 * size, name)
                self._taken += [dot, box]
                return True
        return False

    def _fits(self, box: Box) -> bool:
        inside = (
            box.left >= 3
            and box.top >= 2
            and box.right <= self._view.width - 3
            and box.bottom <= self._view.height - 2
        )
        return inside and not any(box.touches(other) for other in self._taken)

    def _label(self, x: float, y: float, text: str, *, bold: bool = False) -> None:
        weight = ' font-weight="700"' if bold else ""
        text = _LOOSE_MARKS.sub("", text)
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" {self._font} font-size="{self._size:g}"{weight} '
            f'fill="#000000" {_HALO}>{text.translate(_ESCAPED)}</text>'
        )


def _wrappings(name: str) -> list[list[str]]:
    """Return a name on one line, and on two as even as words allow."""
    words = name.split(" ")
    if len(words) < 2:
        return [[name]]
    cuts = range(1, len(words))
    best = min(cuts, key=lambda cut: abs(len(" ".join(words[:cut])) - len(" ".join(words[cut:]))))
    return [[name], [" ".join(words[:best]), " ".join(words[best:])]]
