"""The booklet of a county or district: every service by kind of help, for one to leaf through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from emndir.domain.errors import HandoutError
from emndir.domain.freshness import Freshness, add_months
from emndir.domain.translation import ENGLISH
from emndir.domain.vocabulary import FactGroup, HelpGroup
from emndir.handouts.blocks import (
    LARGE,
    SIZES,
    SPACINGS,
    Block,
    Contents,
    Foot,
    Index,
    NoticeBox,
    Part,
    Sentence,
    Sheet,
    Title,
)
from emndir.handouts.booklet_entry import booklet_entry, told_facts, towns_of
from emndir.handouts.foot import VALID_MONTHS, sheet_code
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import Phrases, Run, phrases, spaced
from emndir.handouts.wording import as_sentence, held_together, tidy, upper_first

Progress = Callable[[int, int], bool]
"""Told how many services of how many are written; returns False to stop."""


class StoppedError(HandoutError):
    """Whoever asked for the pages did not want them any more."""

    def __init__(self) -> None:
        super().__init__("The booklet was stopped. Nothing was made.", "Start it again.")


def booklet_sheet(
    services: Sequence[PatientService],
    *,
    place: str,
    groups: Sequence[tuple[HelpGroup, str]],
    printed_on: date,
    data_date: date,
    afar: Sequence[PatientService] = (),
    publisher: str = "",
    points: int = 12,
    head_left: str = "",
    language: str | Phrases = "en",
    spacing: float = 1.0,
    progress: Progress | None = None,
) -> Sheet:
    """Return the booklet of `place`, a county or district by its name.

    `groups` are the kinds of help in the data pack's order with their headings for patients;
    what is for professionals is left out, whatever it is asked for. `services` are in the
    locality, `afar` are those that come to it, or help by phone or online: they stand last, once.
    Within a part names go from A to Z, so that nothing is put first. `progress` is asked after
    every service, and stops the making by returning False.

    Raises:
        ValueError: for a text size or line spacing that sheets do not have.
        HandoutError: where there is no service, or `progress` stopped it (`StoppedError`).
    """
    if points not in SIZES:
        raise ValueError(f"a sheet has one of {SIZES} points, not {points}")
    if spacing not in SPACINGS:
        raise ValueError(f"lines stand one of {SPACINGS} apart, not {spacing}")
    said = phrases(language)
    parts = list(_sorted_into_parts(services, afar, groups, said))
    ordered = [service for _heading, found in parts for service in found]
    if not ordered:
        raise HandoutError(
            f"No service is known in {place}.", "Choose a larger place, such as the county."
        )
    title = held_together(said.say("booklet.title", place=tidy(place)))
    until = add_months(printed_on, VALID_MONTHS)
    made = _blocks_of_parts(parts, said, until, progress)
    index = _index(parts, afar, said)
    told = [told_facts(service) for service in ordered]
    code = sheet_code("booklet", place, *(service.uid for service in ordered))
    headings = tuple(part.heading for part in made) + ((index.heading,) if index else ())
    is_large = points >= LARGE
    return Sheet(
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
        blocks=(
            Title(title),
            *_cover(said, publisher, data_date, until),
            Contents(said.say("booklet.contents"), headings),
            *made,
            *((index,) if index else ()),
        ),
        foot=_foot(said, publisher, data_date, until, code),
        code=code,
        printed_on=printed_on,
        valid_until=until,
        doubts=_doubts(told, phrases()),
        kind="booklet",
    )


# --- Parts ----------------------------------------------------------------------------------------

_Part = tuple[str, list[PatientService]]


def _sorted_into_parts(
    services: Sequence[PatientService],
    afar: Sequence[PatientService],
    groups: Sequence[tuple[HelpGroup, str]],
    said: Phrases,
) -> Iterator[_Part]:
    """Yield a heading with its services, none twice, none that is for professionals."""
    here = {one.uid: one for one in services if one.help_group is not HelpGroup.FOR_PROFESSIONALS}
    away = [
        one
        for one in {one.uid: one for one in afar}.values()
        if one.uid not in here and one.help_group is not HelpGroup.FOR_PROFESSIONALS
    ]
    known = [group for group, _heading in groups]
    for group, heading in groups:
        if group is HelpGroup.FOR_PROFESSIONALS:
            continue
        is_own = said.language == ENGLISH  # the data pack's; other languages have their own
        named = tidy(heading) if is_own else said.say(f"booklet.group.{group}")
        yield from _part(named, (one for one in here.values() if one.help_group is group))
    others = (one for one in here.values() if one.help_group not in known)
    yield from _part(said.say("booklet.other"), others)
    yield from _part(said.say("booklet.afar"), away)


def _part(heading: str, services: Iterable[PatientService]) -> Iterator[_Part]:
    found = sorted(services, key=lambda one: (one.title.casefold(), one.uid))
    if found:
        yield heading, found


def _blocks_of_parts(
    parts: Sequence[_Part], said: Phrases, until: date, progress: Progress | None
) -> list[Part]:
    total = sum(len(found) for _heading, found in parts)
    made: list[Part] = []
    number = 0
    for heading, found in parts:
        entries: list[Block] = []
        if any(service.is_treatment for service in found):
            entries.append(_alert_card(said))
        for service in found:
            number += 1
            entries.append(booklet_entry(str(number), service, said, until))
            if progress is not None and not progress(number, total):
                raise StoppedError
        made.append(Part(heading, tuple(entries)))
    return made


def _index(parts: Sequence[_Part], afar: Sequence[PatientService], said: Phrases) -> Index | None:
    """Return the towns from A to Z with the numbers of the services there, or None without."""
    away = {service.uid for service in afar}
    numbers: dict[str, list[str]] = {}
    number = 0
    for _heading, found in parts:
        for service in found:
            number += 1
            for town in towns_of(service) if service.uid not in away else ():
                numbers.setdefault(town, []).append(str(number))
    if not numbers:
        return None
    rows = tuple((town, tuple(numbers[town])) for town in sorted(numbers, key=str.casefold))
    return Index(said.say("booklet.index"), said.say("booklet.index_note"), rows)


# --- Cover and foot -------------------------------------------------------------------------------


def _cover(said: Phrases, publisher: str, data_date: date, until: date) -> Iterator[Block]:
    yield Sentence(said.words("booklet.intro"))
    yield Sentence(spaced(said.words("booklet.use"), said.words("booklet.team")))
    yield _alert_card(said)
    yield Sentence(said.words("booklet.order"))
    yield Sentence(
        spaced(
            said.words("foot.date", day=said.date(data_date)),
            (Run(said.say("booklet.until", day=said.date(until)), strong=True),),
        )
    )
    if maker := _maker(said, publisher):
        yield Sentence((Run(maker),))


def _alert_card(said: Phrases) -> NoticeBox:
    """Return what to do when unwell: a booklet is kept for months, so it names no line here."""
    emergency = Run(said.say("urgent.emergency_number"), strong=True)
    words = spaced(said.words("urgent.none"), said.words("urgent.emergency", number=emergency))
    return NoticeBox(said.say("urgent.title"), words, is_urgent=True)


def _maker(said: Phrases, publisher: str) -> str:
    return said.say("booklet.publisher", publisher=tidy(publisher)) if publisher else ""


def _foot(said: Phrases, publisher: str, data_date: date, until: date, code: str) -> Foot:
    return Foot(
        check=(Run(said.say("foot.check"), strong=True),),
        change=said.say("foot.change"),
        date=said.say("foot.date", day=said.date(data_date)),
        until=said.say("booklet.until", day=said.date(until)),
        error=said.words("foot.error_item", code=Run(code, strong=True)),
        format="",
        credit="",
        maker=_maker(said, publisher),
        code=said.words("booklet.code", code=Run(code, strong=True)),
        page=said.template("foot.page"),
    )


def _doubts(told: Sequence[PatientService], said: Phrases) -> tuple[tuple[FactGroup, str], ...]:
    """Return for each fact how many services have it old or unchecked, the most first."""
    counted = Counter(
        (one.group, one.fact)
        for service in told
        for one in service.standings
        if one.freshness is not Freshness.FRESH
    )
    return tuple(
        (
            group,
            as_sentence(
                said.say(
                    "booklet.doubt",
                    fact=upper_first(said.say(f"fact.{fact}").removeprefix("the ")),
                    count=str(count),
                    total=str(len(told)),
                )
            ),
        )
        for (group, fact), count in counted.most_common()
    )
