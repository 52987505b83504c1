"""The one-service sheet: a patient's view of a service, put into blocks (HANDOUT section 2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from emndir.domain.vocabulary import Delivery, HelpGroup
from emndir.geography.outline import Outline
from emndir.geography.places import Located, NamedPlace
from emndir.handouts import sections
from emndir.handouts.blocks import (
    LARGE,
    SIZES,
    SPACINGS,
    Beside,
    Block,
    Bullets,
    Draft,
    MapBlock,
    NoticeBox,
    Section,
    Sentence,
    Sheet,
    Title,
)
from emndir.handouts.contact_box import contact_box
from emndir.handouts.foot import is_empty, sheet_code, sheet_foot, space_for_notes, valid_until
from emndir.handouts.map import Home, Pin, draw_map, map_note
from emndir.handouts.patient_view import PatientPlace, PatientService
from emndir.handouts.phrases import Phrases, Run, phrases
from emndir.handouts.standing import doubts, standing_words
from emndir.handouts.whereabouts import whereabouts
from emndir.handouts.wording import tidy

__all__ = ["SIZES", "Sheet", "sheet_code", "single_draft"]

_MAP_MM = {12: (72.0, 45.5), 14: (72.0, 45.5), 16: (120.0, 75.0), 18: (174.0, 62.0)}
"""Width and height of the map a text size; giant print has none, its labels would fill it."""
_POINTS_PER_MM = 72 / 25.4


def single_draft(
    service: PatientService,
    *,
    printed_on: date,
    data_date: date,
    points: int = 12,
    origin: Located | None = None,
    outline: Outline | None = None,
    places: Sequence[NamedPlace] = (),
    head_left: str = "",
    language: str | Phrases = "en",
    spacing: float = 1.0,
    with_notes: bool = True,
) -> Draft:
    """Return the sheet of one service, for `pdf.filled`, which finds out how much fits its page.

    `origin` is where miles are measured from; only its outcode or town is printed. `outline`
    and `places` make the map; without them there is none. `head_left` replaces the name of the
    directory at the top, for a clinic's own. `language` is one that comes with the program, or
    the words of another; `spacing` is one of `SPACINGS`.

    Questions and the space for notes give way before they cost a page; facts never do.

    Raises:
        ValueError: for a text size or line spacing that sheets do not have.
        HandoutError: for a language that is not there or cannot be printed.
    """
    if points not in SIZES:
        sizes = ", ".join(map(str, SIZES[:-1]))
        raise ValueError(f"a sheet has {sizes} or {SIZES[-1]} points, not {points}")
    if spacing not in SPACINGS:
        raise ValueError(f"lines stand {', '.join(map(str, SPACINGS))} apart, not {spacing}")
    said = phrases(language)
    is_large = points >= LARGE
    map_block = _map(service, said, points, origin, outline, places)
    start = None if origin is None or origin.is_area else origin
    far = sections.far_words(service, said, *((start.label, start.position) if start else ()))
    directions = ""
    if points not in _MAP_MM and outline is not None and service.places:
        directions = whereabouts(service.places[0], outline, places, said)
    facts = _facts(service, said, points, far, map_block, directions)
    code = sheet_code("single", service.uid)
    until = valid_until(printed_on, service)
    sheet = Sheet(
        uid=service.uid,
        title=service.title,
        directory=said.say("head.left"),
        language=said.language,
        direction=said.direction,
        families=said.families,
        points=points,
        spacing=spacing,
        head_left=tidy(head_left) or said.say("head.right" if is_large else "head.left"),
        head_right="" if is_large else said.say("head.right"),
        blocks=facts,
        foot=sheet_foot(said, data_date, until, code, has_map=map_block is not None),
        code=code,
        printed_on=printed_on,
        valid_until=until,
        doubts=doubts(service, phrases()),  # for the person who prints, whoever reads it
        is_empty=is_empty(service),
    )
    return Draft(
        sheet=sheet,
        questions=_questions(service, said),
        notes=space_for_notes(said) if with_notes else None,
        offer="" if is_large else said.say("foot.format"),
    )


def _facts(
    service: PatientService,
    said: Phrases,
    points: int,
    far: str,
    map_block: MapBlock | None,
    directions: str,
) -> tuple[Block, ...]:
    blocks: list[Block] = [Title(service.title)]
    blocks += [Sentence(words) for words in sections.introduction(service, said)]
    if service.alert:
        blocks.append(NoticeBox(said.say("alert.title"), (Run(service.alert),)))
    blocks.append(contact_box(service, said))
    standing = standing_words(service, said)
    if standing:
        blocks.append(Sentence(standing))
    if service.is_treatment:
        heading = said.say("urgent.title")
        blocks.append(NoticeBox(heading, sections.urgent(service, said), is_urgent=True))
    where, get = sections.where(service, said), sections.getting_in(service, said)
    if where is not None and directions:
        where = replace(where, body=(*where.body, Sentence((Run(directions),))))
    place = tuple(section for section in (where, get) if section is not None)
    is_beside = map_block is not None and points < LARGE
    blocks += [Beside(place, map_block)] if map_block is not None and is_beside else place
    rest = (
        sections.hours(service, said),
        sections.travel(service, said, far),
        sections.access(service, said),
    )
    blocks += [section for section in rest if section is not None]
    if map_block is not None and not is_beside:
        blocks.append(map_block)  # last, so that it leaves no hole on the page of the address
    return tuple(blocks)


# --- Questions -------------------------------------------------------------------------------------


def _questions(service: PatientService, said: Phrases) -> Section:
    numbers = _question_numbers(service)
    items = tuple(said.say(f"ask.{number}") for number in numbers)
    return Section(said.say("ask.title"), (Bullets(items, in_columns=True),), gives_way=True)


def _question_numbers(service: PatientService) -> tuple[int, ...]:
    """Return the questions that suit: somebody on the telephone does not ask where to park."""
    if service.service_type == "transport":
        return (2, 4)
    face_to_face = {Delivery.IN_PERSON, Delivery.OUTREACH_BUS} & set(service.delivery)
    if not service.places and not face_to_face:
        return (1, 2, 3, 7) if Delivery.HOME_VISIT in service.delivery else (1, 2, 7)
    if service.is_treatment:
        return (3, 4, 5, 6)
    if service.help_group in (HelpGroup.TESTS, HelpGroup.WORRIED_OR_SCREENING):
        return (1, 2, 4, 5)
    if service.help_group is HelpGroup.HOSPICE_AND_BEREAVEMENT:
        return (1, 4, 5, 7) if service.places else (1, 2, 4, 7)
    return (1, 2, 4, 5) if service.places else (1, 2, 4)


# --- Map and miles ---------------------------------------------------------------------------------


def _map(
    service: PatientService,
    said: Phrases,
    points: int,
    origin: Located | None,
    outline: Outline | None,
    places: Sequence[NamedPlace],
) -> MapBlock | None:
    place = _main_place(service)
    if place is None or place.position is None or outline is None or points not in _MAP_MM:
        return None
    width, height = (side * _POINTS_PER_MM for side in _MAP_MM[points])
    home = None
    if origin is not None and not origin.is_area:
        home = Home(sections.origin_words(origin.label), origin.position.coordinates)
    picture = draw_map(
        Pin(place.name.partition(",")[0], place.position),
        outline=outline,
        places=places,
        phrases=said,
        width=width,
        height=height,
        size=points,
        home=home,
    )
    if picture is None:
        return None
    return MapBlock(picture, map_note(place.position.precision, said))


def _main_place(service: PatientService) -> PatientPlace | None:
    return service.places[0] if service.places else None
