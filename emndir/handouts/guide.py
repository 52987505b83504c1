"""The guide to one cancer near a place: every stage, by distance, with what is missing named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from emndir.domain.vocabulary import FactGroup
from emndir.geography.outline import Outline
from emndir.geography.places import Located, NamedPlace
from emndir.handouts import pdf, sections
from emndir.handouts.blocks import (
    LARGE,
    SIZES,
    SPACINGS,
    Block,
    Draft,
    MapBlock,
    NoticeBox,
    Opening,
    Part,
    Sentence,
    Sheet,
    Title,
)
from emndir.handouts.foot import sheet_code, sheet_foot, space_for_notes, valid_until
from emndir.handouts.guide_entry import (
    GuideGap,
    GuideService,
    age_words,
    first_of,
    gap_entry,
    guide_entry,
    is_free_to_call,
    told,
)
from emndir.handouts.map_drawing import Home, Pin
from emndir.handouts.numbered_map import NumberedPin, has_map, numbered_map
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases, Run, phrases
from emndir.handouts.standing import doubts
from emndir.handouts.wording import held_together, tidy

__all__ = ["GuideGap", "GuidePart", "GuideService", "guide_sheet"]

PHONE = "phone"
CHANGE = "change"
_MOST_PINS = 9
_MANY_PAGES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePart:
    """A section of a guide: `code` is its key among the phrases (guide.part)."""

    code: str
    services: tuple[GuideService, ...] = ()
    gaps: tuple[GuideGap, ...] = ()


def guide_sheet(
    parts: Sequence[GuidePart],
    *,
    site: str,
    origin: Located,
    printed_on: date,
    data_date: date,
    label: str = "",
    line: PatientService | None = None,
    points: int = 12,
    outline: Outline | None = None,
    places: Sequence[NamedPlace] = (),
    head_left: str = "",
    language: str | Phrases = "en",
    spacing: float = 1.0,
    with_notes: bool = True,
) -> Sheet:
    """Return the guide to a cancer near `origin`, of which only the outcode or town is printed.

    `site` is the code of the cancer, `label` its name where the phrases have none. `line` is the
    24-hour line for people who live there: its number stands only while it is fresh or confirmed,
    else the words say to call the number on the alert card. `outline` and `places` make the map.
    `language` and `spacing` are as `single_draft` has them.

    Raises:
        ValueError: for a text size or line spacing that sheets do not have.
        HandoutError: for a language that is not there or cannot be printed.
    """
    if points not in SIZES or spacing not in SPACINGS:
        raise ValueError(f"a sheet has no {points} points with lines {spacing} apart")
    said = phrases(language)
    home = sections.origin_words(origin.label)
    cancer = _cancer(site, label, said)
    title = held_together(said.say("guide.title", cancer=cancer, place=home))
    numbered = _Pins(parts, said, points)
    picture = None
    if outline is not None and has_map(points):
        at = Home(home, origin.position.coordinates)
        picture = numbered_map(
            numbered.pins, at, outline=outline, places=places, said=said, points=points
        )
    services = [told(one.service) for one in _every(parts)]
    lines = [line] if line is not None and line.treatment_line is not None else []
    numbers = numbered.numbers if picture is not None else {}
    blocks: list[Block] = [
        *_head(title, site, cancer, line, services, picture, said),
        *_sections(parts, numbers, site, cancer, home, said),
    ]
    code = sheet_code("guide", site, home, *(service.uid for service in services))
    until = valid_until(printed_on, *services, *lines)
    is_large = points >= LARGE
    sheet = Sheet(
        uid="",
        title=title,
        directory=said.say("head.left"),
        language=said.language,
        direction=said.direction,
        families=said.families,
        points=points,
        spacing=spacing,
        head_left=tidy(head_left) or said.say("head.right" if is_large else "head.left"),
        head_right="" if is_large else said.say("head.right"),
        blocks=tuple(blocks),
        foot=sheet_foot(said, data_date, until, code, has_map=picture is not None, has_items=True),
        code=code,
        printed_on=printed_on,
        valid_until=until,
        doubts=_doubts(services, line, phrases()),  # for the person who prints, whoever reads it
        is_empty=not services,
        kind="guide",
    )
    return _with_notes(sheet, said) if with_notes else sheet


def _with_notes(sheet: Sheet, said: Phrases) -> Sheet:
    """Return the sheet with room to write on, unless that alone makes a long guide longer."""
    draft = Draft(sheet=sheet, notes=space_for_notes(said), free_pages=_MANY_PAGES)
    (found,) = pdf.filled([draft])
    return found


def _cancer(site: str, label: str, said: Phrases) -> str:
    key = f"guide.cancer.{site}"
    return said.say(key) if key in said.keys else tidy(label or site)


def _every(parts: Sequence[GuidePart]) -> Iterator[GuideService]:
    """Yield every service that is printed, in order, each once."""
    seen: set[str] = set()
    for part in parts:
        missing = (one for gap in part.gaps for one in (*gap.nearest, *gap.by_phone))
        for one in (*part.services, *missing):
            if one.service.uid not in seen:
                seen.add(one.service.uid)
                yield one


# --- Head -------------------------------------------------------------------------------------------


def _head(
    title: str,
    site: str,
    cancer: str,
    line: PatientService | None,
    services: Sequence[PatientService],
    picture: MapBlock | None,
    said: Phrases,
) -> Iterator[Block]:
    number = line.treatment_line if line is not None else None
    key = f"guide.having.{site}"
    having = said.say(key) if key in said.keys else _in_a_sentence(cancer)
    head: list[Title | Sentence | NoticeBox] = [
        Title(title),
        Sentence(said.words("guide.intro", cancer=having)),
        NoticeBox(said.say("urgent.title"), sections.urgent_words(number, said), is_urgent=True),
    ]
    if any(age_words(service, said) for service in services):
        head.append(Sentence((Run(said.say("guide.old"), strong=True),)))
    if picture is None:
        yield from head
    else:
        yield Opening(tuple(head), picture)


def _in_a_sentence(cancer: str) -> str:
    """Return the name of a cancer for the middle of a sentence: none is a person's name."""
    return cancer[:1].lower() + cancer[1:]


# --- Sections ---------------------------------------------------------------------------------------


def _sections(
    parts: Sequence[GuidePart],
    numbers: dict[str, str],
    site: str,
    cancer: str,
    home: str,
    said: Phrases,
) -> Iterator[Part]:
    for part in parts:
        entries = [
            guide_entry(one, numbers.get(one.service.uid, ""), home, said) for one in part.services
        ]
        entries += [gap_entry(gap, _in_a_sentence(cancer), home, said) for gap in part.gaps]
        if entries:
            yield Part(_heading(part, site, said), tuple(entries))


def _heading(part: GuidePart, site: str, said: Phrases) -> str:
    body = f"guide.body.{site}"
    if part.code == CHANGE and body in said.keys:
        return said.say("guide.part.change_in", body=said.say(body))
    if part.code == PHONE and not _is_free(part):
        return said.say("guide.part.phone_other")
    return said.say(f"guide.part.{part.code}")


def _is_free(part: GuidePart) -> bool:
    return all(is_free_to_call(one.service) for one in part.services)


class _Pins:
    """Numbers for the places of a guide, in the order of reading; one place has one number."""

    def __init__(self, parts: Sequence[GuidePart], said: Phrases, points: int) -> None:
        self.numbers: dict[str, str] = {}
        self.pins: list[NumberedPin] = []
        known: dict[tuple[str, str], str] = {}
        for one in (one for part in parts for one in part.services):
            place = one.service.places[0] if one.service.places else None
            if place is None or place.position is None or one.miles is None:
                continue
            key = (place.name, place.postcode)
            if key not in known:
                if len(self.pins) == _MOST_PINS:
                    continue
                known[key] = str(len(self.pins) + 1)
                pin = Pin(first_of(place.name), place.position)
                self.pins.append(NumberedPin(known[key], pin, one.miles))
            self.numbers[one.service.uid] = known[key]


# --- Doubts -----------------------------------------------------------------------------------------


def _doubts(
    services: Sequence[PatientService], line: PatientService | None, said: Phrases
) -> tuple[tuple[FactGroup, str], ...]:
    """Return what to check first, each sentence with the name of its service."""
    found = [(service, doubt) for service in services for doubt in doubts(service, said)]
    if line is not None:
        found += [
            (line, doubt) for doubt in doubts(line, said) if doubt[0] is FactGroup.TREATMENT_LINE
        ]
    return tuple((group, f"{one.title}: {sentence}") for one, (group, sentence) in found)
