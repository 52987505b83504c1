"""What a result card says, as plain values: the delegate paints them, a screen reader reads them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from emndir.domain.contact import unbroken
from emndir.domain.taxonomy import Vocabulary
from emndir.domain.vocabulary import Delivery, ReferralRoute, ServiceStatus
from emndir.search.results import Group, Hit, Results
from emndir.ui import labels
from emndir.ui.models.results_model import Row, RowKind

if TYPE_CHECKING:
    from emndir.domain.service import ServiceSummary

_AWAY = (Delivery.HOME_VISIT, Delivery.PHONE, Delivery.ONLINE, Delivery.OUTREACH_BUS)


@dataclass(frozen=True, slots=True)
class Fact:
    """A few words with a sign before them ("" for none), in the colour of a token, `tint`."""

    text: str
    icon: str = ""
    tint: str = "ink"
    is_strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Everything on one card; `spoken` says the card.

    `age` stands at the bottom right. Where the service has a `number` in the shortlist, that
    takes its place, unless the age is a doubt (`is_doubtful`) that must not be hidden.
    The small card of the narrow view has `way` (kind and how to get in) and `phone` in place
    of line and facts, and below them `doubts`, where there are any.
    """

    icon: str
    name: str
    distance: str
    line: str
    facts: tuple[Fact, ...]
    age: Fact
    spoken: str
    number: int | None = None
    is_doubtful: bool = False
    way: str = ""
    phone: Fact | None = None
    doubts: tuple[Fact, ...] = ()


class CardWords:
    """Says results in words, for one directory.

    `number_of` gives the place of a service in the shortlist by its uid.
    """

    def __init__(self, vocabulary: Vocabulary | None) -> None:
        """Hold the vocabulary (None before a directory is open)."""
        self._vocabulary = vocabulary
        self.origin_label = ""
        self.number_of: Callable[[str], int | None] = lambda _uid: None

    def heading(self, group: Group, results: Results) -> str:
        """Return a group's heading: "For breast cancer" where the cancer is known."""
        if group is Group.FOR_SITE:
            site = self.site_asked(results)
            if site:
                return f"{_tr('For')} {site}"
        return labels.words(group)

    def site_asked(self, results: Results) -> str:
        """Return the cancer that was asked for, in the middle of a sentence, or ""."""
        return labels.site_asked(results)

    def name(self, summary: ServiceSummary) -> str:
        """Return a name without what the place line says again ("…, Glenfield Hospital")."""
        where = f"{summary.place_name}, {summary.town}".casefold().split(", ")
        name = summary.name
        while True:
            head, comma, tail = name.rpartition(", ")
            if not comma or tail.casefold() not in where:
                return name
            name = head

    def face(self, row: Row) -> Face:
        """Return the card of a row that is no heading.

        Raises:
            ValueError: for a heading.
        """
        summary = row.summary
        if summary is None:
            raise ValueError("a heading has no card")
        kind = labels.kind_in_words(self._vocabulary, summary)
        where = self._where(summary)
        distance = self._distance(row.hit)
        facts = self._facts(row)
        age = self._age(summary)
        number = self.number_of(summary.uid)
        place = f"{_tr('Number')} {number} {_tr('in shortlist')}" if number else ""
        said = (one.text for one in facts)
        parts = [f"{summary.name}, {kind}", where, distance, *said, place, age.text]
        spoken = ". ".join(part for part in parts if part) + "."
        return Face(
            icon=labels.service_icon(
                self._vocabulary, summary.service_type, is_place=summary.is_place
            ),
            name=row.text,
            distance=distance,
            line=" · ".join(part for part in (kind, where) if part),
            facts=facts,
            age=age,
            spoken=spoken.replace(labels.NBSP, " "),
            number=number,
            is_doubtful=bool(labels.doubt_in_words(summary)),
            way=" · ".join(
                part for part in (kind, labels.routes_short(summary.referral_routes)) if part
            ),
            phone=_phone(row),
            doubts=self._doubts(row),
        )

    def sentence(self, row: Row) -> str:
        """Return a row as a screen reader says it."""
        if row.kind is RowKind.HEADING:
            return f"{row.text}, {row.count}"
        spoken = self.face(row).spoken
        return f"{_tr('Instead')}: {spoken}" if row.kind is RowKind.INSTEAD else spoken

    def _where(self, summary: ServiceSummary) -> str:
        place = summary.place_name
        town = summary.town
        if place and town and town.casefold() not in place.casefold():
            return f"{place}, {town}"
        return place or town or summary.organization_name

    def _distance(self, hit: Hit | None) -> str:
        if hit is None:
            return ""
        if hit.miles is not None:
            return labels.miles_in_words(hit.miles, hit.is_exact)
        summary = hit.summary
        if Delivery.IN_PERSON in summary.delivery:
            return ""
        return next((labels.words(way) for way in _AWAY if way in summary.delivery), "")

    def _facts(self, row: Row) -> tuple[Fact, ...]:
        summary = row.summary
        if summary is None:
            return ()
        if row.kind is RowKind.GONE:
            return (_gone(summary),)
        facts: list[Fact] = []
        if not summary.is_place:
            facts.append(_route(summary))
        facts.append(_phone_or_hours(summary))
        return (*facts, *_across(row), *self._outside(row))

    def _outside(self, row: Row) -> tuple[Fact, ...]:
        """Return that the place asked for is not served, where that is so."""
        if row.hit is None or row.hit.serves_origin is not False or not self.origin_label:
            return ()
        text = f"{unbroken(self.origin_label)} {_tr('is outside its area')}"
        return (Fact(text, "map-marker-off-outline", "warn"),)

    def _doubts(self, row: Row) -> tuple[Fact, ...]:
        """Return what a small card may not leave out: gone, unsure, across water, not for there."""
        summary = row.summary
        if summary is None:
            return ()
        if row.kind is RowKind.GONE:
            return (_gone(summary),)
        doubt = labels.doubt_in_words(summary)
        unsure = (Fact(doubt, "clock-alert-outline", "warn"),) if doubt else ()
        return (*unsure, *_across(row), *self._outside(row))

    def _age(self, summary: ServiceSummary) -> Fact:
        doubt = labels.doubt_in_words(summary)
        if doubt:
            return Fact(doubt, "clock-alert-outline", "warn")
        words = labels.source_in_words(summary.newest_source)
        if summary.newest_source is None:
            return Fact(words, "clock-alert-outline", "warn")
        return Fact(words, "", "ink3")


def _across(row: Row) -> tuple[Fact, ...]:
    """Return what water the straight line crosses, so that its miles are not read as the road's."""
    water = row.hit.water if row.hit is not None else ""
    if not water:
        return ()
    words = f"{_tr('across')} {water}: {_tr('longer by road')}"
    return (Fact(f"{words[:1].upper()}{words[1:]}", "waves", "warn"),)


def _gone(summary: ServiceSummary) -> Fact:
    return Fact(labels.gone_in_words(summary), "alert-outline", "warn")


def _phone(row: Row) -> Fact | None:
    """Return the number of a small card, or that none is listed."""
    summary = row.summary
    if summary is None or row.kind is RowKind.GONE:
        return None
    if not summary.phone:
        return Fact(_tr("No phone listed"), "", "ink3")
    return Fact(unbroken(summary.phone), is_strong=True)


def _route(summary: ServiceSummary) -> Fact:
    words = labels.routes_in_words(summary.referral_routes)
    if not words:
        return Fact(_tr("How to get in: not listed"), "", "ink3")
    only_invited = summary.referral_routes == (ReferralRoute.INVITATION,)
    return Fact(words, "email-outline" if only_invited else "account-arrow-right-outline")


def _phone_or_hours(summary: ServiceSummary) -> Fact:
    phone = Fact(unbroken(summary.phone), "phone-outline", is_strong=True)
    hours = Fact(_first_sentence(summary.hours), "clock-outline")
    if summary.phone and (ReferralRoute.SELF in summary.referral_routes or not summary.hours):
        return phone
    if summary.hours:
        return hours
    if summary.is_place:
        return Fact(_tr("Phone not listed"), "", "ink3")
    return Fact(_tr("Phone and hours not listed"), "", "ink3")


def _first_sentence(text: str) -> str:
    head, _stop, _tail = text.partition(". ")
    return head.rstrip(".")


def why_in_words(hit: Hit) -> str:
    """Return why a result is in the list, as a sentence: "Matched: wig = hair loss; 2.1 miles."."""
    words = "; ".join(part for part in hit.why if part).rstrip(".")
    return f"{_tr('Matched')}: {words}." if words else ""


def is_offered(summary: ServiceSummary) -> bool:
    """Return True if a person may be sent there."""
    return ServiceStatus(summary.status).is_offered


def _tr(text: str) -> str:
    return QCoreApplication.translate("CardWords", text)
