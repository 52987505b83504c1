"""The "your choices" sheet: services to pick from, in the order somebody put them (HANDOUT 2).

Nothing is ranked and nothing is left out for want of room: facts take the pages they need. What
gives way is the offer of other formats, then the space for notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from emndir.domain.vocabulary import Cost, FactGroup, HelpGroup
from emndir.geography.outline import Outline
from emndir.geography.places import Located, NamedPlace
from emndir.handouts import pdf, sections
from emndir.handouts.blocks import (
    LARGE,
    SIZES,
    SPACINGS,
    Block,
    Bullets,
    Draft,
    Entry,
    MapBlock,
    Notes,
    NoticeBox,
    Section,
    Sentence,
    Sheet,
    Table,
    Title,
)
from emndir.handouts.choices_entry import choice_entry
from emndir.handouts.choices_map import choices_map, directions
from emndir.handouts.choices_table import compare_table, shows_access
from emndir.handouts.foot import is_empty, sheet_code, sheet_foot, space_for_notes, valid_until
from emndir.handouts.numbered_map import has_map
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases, Run, Words, phrases, spaced
from emndir.handouts.standing import doubts, one_age, standing_facts, standing_words
from emndir.handouts.wording import as_sentence, held_together, tidy

USUAL_MOST = 5
"""More services than this are said to the person who prints (HANDOUT section 1, rule 5)."""
MOST = 8
"""More services than this make no sheet of choices."""
MOST_PAGES = 4
"""More pages than this are said before printing."""
_SUPPORT = frozenset(
    {
        HelpGroup.SUPPORT_AND_INFORMATION,
        HelpGroup.MONEY_TRAVEL_DAILY_LIFE,
        HelpGroup.LIFE_AFTER_TREATMENT,
    }
)
"""Kinds of help that together are "support"."""


class Step(StrEnum):
    """What a service is in the order that somebody advised; nothing is the usual."""

    NONE = ""
    START = "start"
    NEXT = "next"
    LATER = "later"


def choices_sheet(
    services: Sequence[PatientService],
    *,
    printed_on: date,
    data_date: date,
    steps: Sequence[str] = (),
    points: int = 12,
    origin: Located | None = None,
    outline: Outline | None = None,
    places: Sequence[NamedPlace] = (),
    with_table: bool = False,
    with_questions: bool = False,
    with_notes: bool = True,
    head_left: str = "",
    language: str | Phrases = "en",
    spacing: float = 1.0,
) -> Sheet:
    """Return the sheet of up to eight services, in their order.

    `steps` are those of `Step`, one a service or none at all; one service at most is where to
    start. `origin` is where miles are measured from; only its outcode or town is printed.
    `outline` and `places` make the map, or in giant print its words; without them there is none.
    `head_left` replaces the name of the directory at the top, `language` and `spacing` are those
    of `single_draft`. Space for notes gives way before
    it costs a page, and `Sheet.notices` says so; questions that are asked for are printed.

    Raises:
        ValueError: without services, for more than eight, for steps that do not belong to
            them, and for a text size or line spacing that sheets do not have.
        HandoutError: for a language that is not there or cannot be printed.
    """
    _check(services, steps, points, spacing)
    said = phrases(language)
    chosen = tuple(map(Step, steps)) or (Step.NONE,) * len(services)
    start = None if origin is None or origin.is_area else origin
    maker = _Maker(tuple(services), chosen, said, points, start, with_table, outline, tuple(places))
    is_large = points >= LARGE
    code = sheet_code("choices", *(service.uid for service in services))
    until = valid_until(printed_on, *maker.views)
    blocks = maker.blocks(with_questions=with_questions)
    has_picture = any(isinstance(block, MapBlock) for block in blocks)
    sheet = Sheet(
        uid="choices",
        kind="choices",
        title=maker.title,
        directory=said.say("head.left"),
        language=said.language,
        direction=said.direction,
        families=said.families,
        points=points,
        spacing=spacing,
        head_left=tidy(head_left) or said.say("head.right" if is_large else "head.left"),
        head_right="" if is_large else said.say("head.right"),
        blocks=blocks,
        foot=sheet_foot(said, data_date, until, code, has_map=has_picture, has_items=True),
        code=code,
        printed_on=printed_on,
        valid_until=until,
        doubts=maker.doubts(),
        is_empty=all(map(is_empty, services)),
    )
    return _with_room(sheet, said, with_notes=with_notes)


def _check(
    services: Sequence[PatientService], steps: Sequence[str], points: int, spacing: float
) -> None:
    if points not in SIZES:
        raise ValueError(f"a sheet has {', '.join(map(str, SIZES))} points, not {points}")
    if spacing not in SPACINGS:
        raise ValueError(f"lines stand {', '.join(map(str, SPACINGS))} apart, not {spacing}")
    if not 1 <= len(services) <= MOST:
        raise ValueError(f"a sheet of choices has 1 to {MOST} services, not {len(services)}")
    if steps and len(steps) != len(services):
        raise ValueError("a sheet of choices has one step a service, or none at all")
    if list(steps).count(Step.START) > 1:
        raise ValueError("only one service is where to start")


def told(service: PatientService, *, with_access: bool) -> PatientService:
    """Return a service with the standings of what this sheet prints of it.

    `with_access` is True where a table compares the services, which is where access is printed.
    """
    return replace(
        service,
        standings=tuple(
            standing
            for standing in service.standings
            if (standing.fact != "access" or (with_access and shows_access(service)))
            and (standing.fact != "email" or service.phone is None)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Puts services into blocks: `services` as they are, `views` with what this sheet prints."""

    services: tuple[PatientService, ...]
    steps: tuple[Step, ...]
    said: Phrases
    points: int
    start: Located | None
    with_table: bool
    outline: Outline | None = None
    places: tuple[NamedPlace, ...] = ()

    @property
    def is_all_free(self) -> bool:
        several = len(self.services) > 1
        return several and all(service.cost is Cost.FREE for service in self.services)

    @property
    def title(self) -> str:
        word = _support(self.services, self.said)
        key = "title.choices" if word else "title.choices_plain"
        return held_together(self.said.say(key, support=word))

    @property
    def table(self) -> Table | None:
        if not self.with_table:
            return None
        return compare_table(
            self.services,
            self.said,
            points=self.points,
            label=self.start.label if self.start else "",
            start=self.start.position if self.start else None,
            is_all_free=self.is_all_free,
        )

    @property
    def views(self) -> tuple[PatientService, ...]:
        """Return the services, with how those facts stand that this sheet prints."""
        with_access = self.table is not None
        return tuple(told(service, with_access=with_access) for service in self.services)

    def blocks(self, *, with_questions: bool) -> tuple[Block, ...]:
        """Return everything but the space for notes, in the order of HANDOUT section 2."""
        entries, table = self._entries(), self.table
        found: list[Block] = [Title(self.title), Sentence(self._introduction(entries))]
        found += entries
        found += [table] if table else []
        found += self._urgent()
        found += self._map()
        found += [self._questions()] if with_questions else []
        return tuple(found)

    def doubts(self) -> tuple[tuple[FactGroup, str], ...]:
        """Return what to check first, each with the name of its service: for who prints."""
        said = phrases()
        return tuple(
            (group, said.say("notice.service", title=view.title, sentence=sentence))
            for view in self.views
            for group, sentence in doubts(view, said)
        )

    # --- Words ------------------------------------------------------------------------------------

    def _introduction(self, entries: Sequence[Entry]) -> Words:
        said = self.said
        parts = [said.words("intro.team" if self._has_treatment else "intro.choices")]
        parts += [said.words("intro.free")] if self.is_all_free else []
        parts += [said.words("intro.qr")] if any(entry.qr for entry in entries) else []
        if self._shared_age:
            parts.append(standing_words(self._shared_age, said))
        elif any(standing_facts(view, said) for view in self.views):
            parts.append((Run(said.say("standing.some"), strong=True),))
        return spaced(*parts)

    @property
    def _has_treatment(self) -> bool:
        return any(service.is_treatment for service in self.services)

    @property
    def _shared_age(self) -> PatientService | None:
        """Return a service whose age of facts is that of the whole sheet, or None."""
        views = self.views
        ages = {
            standing.when for view in views for standing in view.standings if standing.is_printed
        }
        is_shared = len(ages) == 1 and all(map(one_age, views))
        return views[0] if is_shared else None

    def _entries(self) -> list[Entry]:
        table = self.table
        questions = {question for question, _ in (*table.rows, *table.same)} if table else set()
        in_table = questions if self.points < LARGE else set()
        return [
            choice_entry(
                view,
                self.said,
                number=number,
                step=self.said.say(f"step.{step}") if step else "",
                with_hours=self.said.say("compare.open") not in in_table,
                with_way_in=self.said.say("compare.sent") not in in_table,
                with_cost=not self.is_all_free and self.said.say("compare.cost") not in questions,
                with_standing=self._shared_age is None,
                directions=self._directions(view),
            )
            for number, (view, step) in enumerate(zip(self.views, self.steps, strict=True), 1)
        ]

    def _urgent(self) -> list[Block]:
        """Return what to do when unwell; a number only if it is the one of every treatment here."""
        treating = [service for service in self.services if service.is_treatment]
        if not treating:
            return []
        numbers = {one.treatment_line.digits if one.treatment_line else "" for one in treating}
        service = treating[0] if len(numbers) == 1 else replace(treating[0], treatment_line=None)
        words = sections.urgent(service, self.said)
        return [NoticeBox(self.said.say("urgent.title"), words, is_urgent=True)]

    def _map(self) -> list[Block]:
        """Return the map if one was asked for; in giant print how its miles are measured."""
        if self.outline is None:
            return []
        found = choices_map(
            self.services,
            self.start,
            outline=self.outline,
            places=self.places,
            said=self.said,
            points=self.points,
        )
        if found is not None:
            return [found]
        is_told = self.start is not None and any(map(self._directions, self.services))
        return [Sentence(self.said.words("far.note"))] if is_told and not self.table else []

    def _directions(self, service: PatientService) -> str:
        if self.outline is None or has_map(self.points):
            return ""
        return directions(
            service, self.start, outline=self.outline, places=self.places, said=self.said
        )

    def _questions(self) -> Section:
        numbers = (1, 2, 4, 5) if any(service.places for service in self.services) else (1, 2, 7)
        items = tuple(self.said.say(f"ask.{number}") for number in numbers)
        return Section(self.said.say("ask.title"), (Bullets(items, in_columns=True),))


def _support(services: Sequence[PatientService], said: Phrases) -> str:
    """Return the one common word for what the services are, or ""."""
    if any(service.is_place for service in services):
        return ""
    kinds = {service.service_type for service in services}
    groups = {service.help_group for service in services}
    for found in (kinds, groups):
        words = {
            said.say(f"support.{one}") if f"support.{one}" in said.keys else "" for one in found
        }
        if len(words) == 1 and "" not in words:
            return words.pop()
    return said.say("support.support") if groups <= _SUPPORT else ""


# --- What gives way --------------------------------------------------------------------------------


def _with_room(sheet: Sheet, said: Phrases, *, with_notes: bool) -> Sheet:
    """Return the sheet with notes and the offer of other formats as far as they cost no page."""
    draft = Draft(
        sheet=sheet,
        notes=space_for_notes(said) if with_notes else None,
        offer="" if sheet.points >= LARGE else said.say("foot.format"),
    )
    (found,) = pdf.filled([draft])
    is_short = with_notes and not any(isinstance(block, Notes) for block in found.blocks)
    return replace(found, notices=_notices(found, pdf.page_count(found), is_short=is_short))


def _notices(sheet: Sheet, pages: int, *, is_short: bool) -> tuple[str, ...]:
    """Return what the person who prints should know of the whole sheet."""
    said = phrases()
    services = sum(isinstance(block, Entry) for block in sheet.blocks)
    found: list[str] = []
    if services > USUAL_MOST:
        found.append(said.say("notice.many", number=str(services), most=str(USUAL_MOST)))
    if pages > MOST_PAGES:
        found.append(said.say("notice.pages", number=str(pages)))
    if is_short:
        found.append(said.say("notice.no_notes"))
    return tuple(map(as_sentence, found))
