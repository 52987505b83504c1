"""Getting there, as values: marks on a map, and the transport near both ends. Forgotten with the page."""

from __future__ import annotations

from dataclasses import dataclass

from emndir.domain.location import Coordinates
from emndir.ui.detail import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class MapMark:
    """One place on the map, with the number of its column; several of one place share a mark."""

    number: str
    name: str
    point: Coordinates


@dataclass(frozen=True, slots=True, kw_only=True)
class MarksSpec:
    """What a map of several places shows; `lines` say the same in words, a place a line."""

    marks: tuple[MapMark, ...]
    lines: tuple[str, ...]
    note: str
    origin_name: str = ""
    origin: Coordinates | None = None

    @property
    def twin(self) -> str:
        """Return what the map shows, for those who cannot see it."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOf:
    """The way to one column: where it is, how far in words, and what transport is looked for there.

    `point` is None where nobody knows it or nobody goes there (`is_remote`). `near` is its
    postcode or town, "" for none; `facts` say how to come there without a car, the last how old that is.
    """

    uid: str
    name: str
    twin: str
    point: Coordinates | None = None
    near: str = ""
    is_remote: bool = False
    facts: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a journey, to look for transport near: `near` as one would type it.

    `with_costs` where help with the cost of travel is listed too: once a journey is enough. `facts`
    are what its record says of buses and trains.
    """

    heading: str
    near: str
    point: Coordinates
    with_costs: bool = False
    facts: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportRow:
    """A service that takes people, to go to; `copied` is what of it may be given to a patient."""

    uid: str
    icon: str
    name: str
    second: str
    copied: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransportNear:
    """What the directory lists of transport near one end; `lines` say what is not listed.

    `facts` are buses and trains, as the record of the place has them.
    """

    heading: str
    facts: tuple[Line, ...] = ()
    rows: tuple[TransportRow, ...] = ()
    lines: tuple[Line, ...] = ()
