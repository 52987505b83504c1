"""What the detail pane shows, as values: made by `service_words` and `place_words`, drawn by the pane.

A widget that gets these needs no service, no vocabulary and no clock, and a test can read
the whole pane without a window.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from emndir.domain.location import Coordinates
from emndir.domain.service import ServiceSummary
from emndir.ui.messages import Tone

if TYPE_CHECKING:
    from emndir.handouts.screen import PatientScreen
    from emndir.ui.figure_parts import FiguresSpec
    from emndir.ui.way_parts import End


class Look(StrEnum):
    """How a line of text is set: the roles of LOOK section 3, and the states of a date."""

    CAPTION = "caption"
    BODY = "body"
    SECOND = "second"
    SECOND_CAPTION = "second-caption"
    STRONG = "strong"
    NAME = "name"
    NUMBER = "number"
    CALL = "call"
    GROUP = "group"
    TITLE = "title"
    BULLET = "bullet"
    DATED = "dated"
    AGEING = "ageing"
    DOUBTFUL = "doubtful"
    PATIENT = "patient"
    PATIENT_SECOND = "patient-second"
    PATIENT_BULLET = "patient-bullet"
    PATIENT_NAME = "patient-name"
    PATIENT_NUMBER = "patient-number"
    PATIENT_TITLE = "patient-title"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `url` makes the whole of it a link that is opened only when asked for.

    `lead` stands before the text in strong letters, `tail` after it in the look `tail_look`.
    `spoken` is said in its place by a screen reader where a key fact is read.
    """

    text: str
    look: Look = Look.BODY
    url: str = ""
    lead: str = ""
    spoken: str = ""
    tail: str = ""
    tail_look: Look = Look.DATED

    @property
    def words(self) -> str:
        """Return lead, text and tail."""
        return " ".join(part for part in (self.lead, self.text, self.tail) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFact:
    """One of the four facts in the frame.

    `lines` end with how old the fact is, in words. `spoken` is what a screen reader says,
    with the digits of a number apart.
    """

    icon: str
    caption: str
    lines: tuple[Line, ...]
    spoken: str

    @property
    def words(self) -> tuple[str, ...]:
        """Return caption and lines as plain text."""
        return (self.caption, *(line.words for line in self.lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A banner in the pane. `uid` and `link` name the record it leads to, if any.

    `comes_first` puts it above the key facts: it must be read before a number is rung.
    """

    text: str
    hint: str = ""
    tone: Tone = Tone.WARN
    icon: str = "clock-alert-outline"
    uid: str = ""
    link: str = ""
    comes_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading and what stands under it."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapSpec:
    """What the small map points at. `twin` says the same in words."""

    name: str
    pin: Coordinates
    twin: str
    note: str
    origin_name: str = ""
    origin: Coordinates | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteSpec:
    """The way to a place on a web site: `to` is what the site is told, `is_code` for a postcode.

    `start` is where it may start, "" where nobody said; the site is told of it only if a
    person ticks that.
    """

    name: str
    to: str
    is_code: bool
    start: str = ""


class CopyKind(StrEnum):
    """What can be copied of a record, in the order of the menu."""

    CONTACT = "contact"
    LETTER = "letter"
    ONE_MESSAGE = "one-message"
    TWO_MESSAGES = "two-messages"
    THREE_MESSAGES = "three-messages"
    ADDRESS = "address"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyText:
    """One thing to copy: what the menu calls it, what is said once it is done, and the text."""

    kind: CopyKind
    name: str
    done: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """Everything the pane shows of one service or one place.

    `can_print` is False for what nobody may be sent to, and for places. `copies` are what
    can be copied; all but the referral block are fit for a patient. `screen` is what a
    patient sees, `screen_map` its map. `website` and `place_uid` are where "more" leads. `figures`
    are published of the trust that runs it, None where none are or nobody wants them. `route` is the way
    there on a web site, which is opened only when somebody asks; near its `ends` transport is looked up once
    somebody looks. `why` says why it is among the results, "" where it was opened from elsewhere.
    `good_until` is when what is said of this minute changes, None where nothing is.
    """

    uid: str
    kind: str
    name: str
    organization: str
    is_place: bool = False
    can_print: bool = True
    facts: tuple[KeyFact, ...] = ()
    notices: tuple[Notice, ...] = ()
    about: tuple[Part, ...] = ()
    travel: tuple[Part, ...] = ()
    same_place_title: str = ""
    same_place: tuple[ServiceSummary, ...] = ()
    sources: tuple[Part, ...] = ()
    source_count: int = 0
    map: MapSpec | None = None
    copies: tuple[CopyText, ...] = ()
    screen: PatientScreen | None = None
    screen_map: MapSpec | None = None
    website: str = ""
    place_uid: str = ""
    figures: FiguresSpec | None = None
    route: RouteSpec | None = None
    ends: tuple[End, ...] = ()
    why: str = ""
    good_until: datetime | None = None

    def copy_of(self, kind: CopyKind) -> CopyText | None:
        """Return what there is of a kind to copy, or None."""
        return next((one for one in self.copies if one.kind is kind), None)

    @property
    def copy_text(self) -> str:
        """Return what Ctrl+C copies: name, phone and address, fit for a patient."""
        contact = self.copy_of(CopyKind.CONTACT)
        return contact.text if contact else ""
