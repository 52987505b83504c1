"""The outline map of a sheet, as a picture in black, white and one light grey, and in words.

It shows councils, up to six towns, one pin and a scale; never roads, and nobody finds the way
by it. Names that touch are dropped before anything shrinks (HANDOUT section 6).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from emndir.domain.location import Coordinates, Position
from emndir.domain.vocabulary import Precision
from emndir.geography.distance import direction_in_words, haversine_miles
from emndir.geography.gazetteer import NamedPlace
from emndir.geography.outline import MapView, Outline, OutlineFeature
from emndir.handouts.letters import text_width
from emndir.handouts.phrases import Phrases
from emndir.handouts.whereabouts import about_miles
from emndir.handouts.wording import NBSP, tidy

GREY = "#EFEFEF"
LINE = "#000000"
"""Grey lines are lost where a page is copied at 100 dots an inch."""
_MILES_DOWN = (5.7, 8.5, 13.0, 20.0, 32.0)
_TOWNS = 6
_FEWEST_TOWNS = 2
_ENOUGH_TOWNS = 3
_SETTLEMENTS = ("City", "Town", "Village", "Other Settlement")
"""What a name on the map may be: suburbs and hamlets say little to those who live elsewhere."""
_SMALLEST = 60
"""Postcodes within 1.5 km of a village that is worth a name where there is no town."""
_NEAREST_HOME, _FURTHEST_HOME = 1.5, 40.0
_HOME_GRID = 0.02
"""Degrees, some 1.4 miles: where somebody lives is never marked more exactly than that."""
PIN_HIGH, PIN_SIZE = 27, 9.5
"""Points from the pin's tip to its top, beside letters of so many points."""
LEAST_MARGIN, MOST_MARGIN = 0.24, 0.4
"""Shares of the map that are left around pin and home."""
_FONT = "font-family=\"Roboto, 'Source Sans 3'\""
_HALO = 'stroke="#FFFFFF" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"'


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A finished map: `width` and `height` in points; labels are at the sheet's own size."""

    svg: str
    alt: str
    width: float
    height: float


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
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: _Box) -> bool:
        apart = (
            self.right < other.left
            or other.right < self.left
            or self.bottom < other.top
            or other.bottom < self.top
        )
        return not apart


def draw_map(
    pin: Pin,
    *,
    outline: Outline,
    places: Sequence[NamedPlace],
    phrases: Phrases,
    width: float,
    height: float,
    size: float,
    home: Home | None = None,
) -> MapPicture | None:
    """Return the map around a pin, `width` by `height` points with labels of `size` points.

    None where no outline reaches the pin: a map of nothing helps nobody.
    """
    point = pin.position.coordinates
    if home is not None and not _NEAREST_HOME < _miles(point, home) < _FURTHEST_HOME:
        home = None
    view = _view(point, home, places, width, height, PIN_HIGH * size / PIN_SIZE)
    shapes = view.visible(outline)
    if not shapes:
        return None
    drawing = _Drawing(view, size)
    drawing.shapes(shapes, {place.name for place in places if place.is_town})
    drawing.furniture()
    if home is not None:
        drawing.home(home)
    drawing.pin(pin)
    towns = drawing.towns(_names(view, places))
    alt = _in_words(pin, outline, towns, phrases, home)
    return MapPicture(drawing.svg(), alt, width, height)


def map_note(precision: Precision, phrases: Phrases) -> str:
    """Return what stands under a map: no roads, and how exact the pin is."""
    note = phrases.say("map.note")
    if precision is Precision.TOWN:
        return f"{note} {phrases.say('map.town')}"
    if precision in (Precision.SECTOR, Precision.DISTRICT):
        return f"{note} {phrases.say('map.near')}"
    return note


def _view(
    point: Coordinates,
    home: Home | None,
    places: Sequence[NamedPlace],
    width: float,
    height: float,
    pin_high: float,
) -> MapView:
    """Return the closest view that names a few towns, or that shows the home as well.

    A pin `pin_high` points high is whole in it, also where it is the northernmost.
    """
    shape = width / height
    if home is not None:
        points = (point, _rough(home.coordinates))
        return MapView.around(
            points,
            width=width,
            height=height,
            least_miles=_MILES_DOWN[0] * shape,
            margin=min(MOST_MARGIN, max(LEAST_MARGIN, (pin_high + 1) / height)),
        )
    view = MapView(point, _MILES_DOWN[0] * shape, width, height)
    for miles in _MILES_DOWN:
        view = MapView(point, miles * shape, width, height)
        near = _names(view, places)
        if sum(haversine_miles(point, place.coordinates) > 1 for place in near) >= _FEWEST_TOWNS:
            break
    return view


def _names(view: MapView, places: Sequence[NamedPlace]) -> list[NamedPlace]:
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


def _miles(point: Coordinates, home: Home) -> float:
    return haversine_miles(point, home.coordinates)


def _rough(point: Coordinates) -> Coordinates:
    return Coordinates(
        round(point.latitude / _HOME_GRID) * _HOME_GRID,
        round(point.longitude / _HOME_GRID) * _HOME_GRID,
    )


class _Drawing:
    """An SVG in the making; `taken` are boxes that no further label may touch."""

    def __init__(self, view: MapView, size: float) -> None:
        self._view = view
        self._size = size
        self._parts: list[str] = []
        self._taken: list[_Box] = []

    def svg(self) -> str:
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
            fill = GREY if feature.name in towns else "#FFFFFF"
            self._parts.append(
                f'<path d="{path}" fill="{fill}" stroke="{LINE}" stroke-width="0.75"/>'
            )

    def _ring(self, ring: Iterable[Coordinates]) -> str:
        far = 4 * max(self._view.width, self._view.height)
        kept: list[tuple[float, float]] = []
        for point in ring:
            x, y = self._view.xy(point)
            x, y = min(max(x, -far), far), min(max(y, -far), far)
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > 0.5:
                kept.append((x, y))
        points = "L".join(f"{x:.1f} {y:.1f}" for x, y in kept)
        return f"M{points}Z"

    def furniture(self) -> None:
        """Draw the scale bar and the arrow to the north."""
        view, size = self._view, self._size
        bar = view.scale_bar()
        label = bar.label.replace(" ", NBSP)
        y = view.height - 8
        self._parts.append(
            f'<path d="M8 {y - 4:.1f}V{y:.1f}H{8 + bar.pixels:.1f}V{y - 4:.1f}" fill="none" '
            f'stroke="#000000" stroke-width="1"/>'
        )
        self._label(8 + bar.pixels + 5, y + 1, label)
        right = 8 + bar.pixels + 5 + text_width(label, size)
        self._taken.append(_Box(0, y - size, right + 2, view.height))
        x, top = view.width - 8 - size / 2, 6.0
        long = 0.9 * size
        self._parts.append(
            f'<path d="M{x:.1f} {top:.1f}l{0.32 * long:.1f} {long:.1f}l{-0.32 * long:.1f} '
            f'{-0.22 * long:.1f}l{-0.32 * long:.1f} {0.22 * long:.1f}z" fill="#000000"/>'
        )
        below = top + long + 0.95 * size
        self._label(x - text_width("N", size) / 2, below, "N")
        self._taken.append(_Box(x - size / 2 - 2, 0, view.width, below + 2))

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
        self._taken.append(_Box(x - 10 * scale, y - PIN_HIGH * scale, x + 10 * scale, y + 1))
        name = tidy(pin.name)
        beside, middle = 13 * scale, y - 12 * scale
        for lines in _wrappings(name):
            wide = max(text_width(line, self._size, bold=True) for line in lines)
            high = 1.15 * self._size * len(lines)
            top = middle - high / 2
            under = (x - wide / 2, y + 3)
            over = (x - wide / 2, y - 28 * scale - high)
            for left, upper in ((x + beside, top), (x - beside - wide, top), under, over):
                if self._fits(_Box(left, upper, left + wide, upper + high)):
                    for number, line in enumerate(lines):
                        baseline = upper + (0.88 + 1.15 * number) * self._size
                        self._label(left, baseline, line, bold=True)
                    self._taken.append(_Box(left - 2, upper, left + wide + 2, upper + high))
                    return

    def home(self, home: Home) -> None:
        """Draw the diamond of where the distance is measured from, with its name under it."""
        x, y = self._view.xy(_rough(home.coordinates))
        half = 0.5 * self._size
        self._parts.append(
            f'<path d="M{x:.1f} {y - half:.1f}l{half:.1f} {half:.1f}l{-half:.1f} {half:.1f}'
            f'l{-half:.1f} {-half:.1f}z" fill="#FFFFFF" stroke="#000000" stroke-width="2"/>'
        )
        self._taken.append(_Box(x - half - 1, y - half - 1, x + half + 1, y + half + 1))
        wide = text_width(home.label, self._size, bold=True)
        below = _Box(x - wide / 2, y + half + 2, x + wide / 2, y + half + 2 + 1.15 * self._size)
        beside = _Box(
            x + half + 3, y - 0.6 * self._size, x + half + 3 + wide, y + 0.55 * self._size
        )
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
        dot = _Box(x - 2, y - 2, x + 2, y + 2)
        if not self._view.shows(place.coordinates, 6):
            return False
        if any(dot.touches(box) for box in self._taken):
            return False
        size, name = self._size, tidy(place.name)
        wide, high = text_width(name, size), 1.1 * size
        for left, top in (
            (x - wide / 2, y + 3),
            (x + 5, y - high / 2),
            (x - 5 - wide, y - high / 2),
            (x - wide / 2, y - 3 - high),
        ):
            box = _Box(left, top, left + wide, top + high)
            if self._fits(box):
                self._parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.8" fill="#000000"/>')
                self._label(left, top + 0.86 * size, name)
                self._taken += [dot, box]
                return True
        return False

    def _fits(self, box: _Box) -> bool:
        inside = (
            box.left >= 3
            and box.top >= 2
            and box.right <= self._view.width - 3
            and box.bottom <= self._view.height - 2
        )
        return inside and not any(box.touches(other) for other in self._taken)

    def _label(self, x: float, y: float, text: str, *, bold: bool = False) -> None:
        weight = ' font-weight="700"' if bold else ""
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" {_FONT} font-size="{self._size:g}"{weight} '
            f'fill="#000000" {_HALO}>{escape(text, quote=False)}</text>'
        )


def _wrappings(name: str) -> list[list[str]]:
    """Return a name on one line, and on two as even as words allow."""
    words = name.split(" ")
    if len(words) < 2:
        return [[name]]
    cuts = range(1, len(words))
    best = min(cuts, key=lambda cut: abs(len(" ".join(words[:cut])) - len(" ".join(words[cut:]))))
    return [[name], [" ".join(words[:best]), " ".join(words[best:])]]


def _in_words(
    pin: Pin,
    outline: Outline,
    towns: Sequence[NamedPlace],
    phrases: Phrases,
    home: Home | None,
) -> str:
    """Return what the map shows, for those who cannot see it."""
    point, name = pin.position.coordinates, tidy(pin.name)
    parts = [phrases.say("map.alt")]
    district = outline.at(point)
    if district is not None:
        parts.append(phrases.say("map.alt_district", pin=name, district=tidy(district.name)))
    nearest = min(towns, key=lambda town: haversine_miles(point, town.coordinates), default=None)
    if nearest is not None:
        away = haversine_miles(point, nearest.coordinates)
        if away < 1:
            if district is None or district.name != nearest.name:
                parts.append(phrases.say("map.alt_same_town", pin=name, town=tidy(nearest.name)))
        else:
            parts.append(
                phrases.say(
                    "map.alt_town",
                    pin=name,
                    miles=about_miles(away, phrases),
                    direction=direction_in_words(nearest.coordinates, point),
                    town=tidy(nearest.name),
                )
            )
    if home is not None:
        away = haversine_miles(point, home.coordinates)
        direction = direction_in_words(point, home.coordinates)
        miles = about_miles(away, phrases)
        parts.append(phrases.say("map.alt_home", home=home.label, miles=miles, direction=direction))
    return " ".join(parts)
