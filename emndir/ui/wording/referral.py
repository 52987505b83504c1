"""referral_block: what a clinician pastes into a referral letter; never for the patient.

It is plain text without tabs or signs, in ASCII where it can be, a fact a line, so that it
reads well in every record system. How old a fact is stands with it. A treatment line that is
not fresh is not in it: letters are copied to patients.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emndir.domain.contact import PublicPhone, phone_digits
from emndir.domain.freshness import Freshness, freshness_in_words
from emndir.domain.vocabulary import FactGroup, ServiceStatus
from emndir.handouts.gsm import in_ascii
from emndir.handouts.wording import lower_first, sentences
from emndir.ui import labels
from emndir.ui.wording.about import ages_in_words, area_in_words, kind_line
from emndir.ui.wording.key_facts import (
    contact_age,
    for_professionals,
    hours_in_sentences,
    label_of,
    main_phone,
    phone_owner,
    place_phone,
)
from emndir.ui.wording.loaded import LoadedService
from emndir.ui.wording.places import address_in_words
from emndir.ui.wording.sentences import listed, lower, sentence, tr
from emndir.ui.wording.sources import ORDER, shown_address, states

_NOT_IN_IT = frozenset({FactGroup.ABOUT, FactGroup.COST, FactGroup.ACCESS})
"""Facts that the block does not tell, so their age is not told either."""


def referral_block(loaded: LoadedService) -> str:
    """Return the lines for a letter, joined by line feeds; its first says whom it is not for."""
    kept_back = _KeptBack(loaded)
    name, body = loaded.service.name, loaded.service.organization.name
    lines = [
        tr("For health professionals. Do not give this to the patient."),
        name,
        body if body != name else "",
        kind_line(loaded.service, loaded.vocabulary),
        *_doubts(loaded),
        *_how(loaded),
        *_numbers(loaded, kept_back),
        *_addresses(loaded),
        *_where_and_when(loaded),
        *_ages(loaded),
    ]
    said = (in_ascii(kept_back.without(line)) for line in lines)
    return "\n".join(line for line in said if line)


class _KeptBack:
    """The digits of treatment lines that are not fresh; no sentence with one is copied."""

    def __init__(self, loaded: LoadedService) -> None:
        service = loaded.service
        age = service.freshness(FactGroup.TREATMENT_LINE, loaded.today)
        lines = service.treatment_lines if age is not Freshness.FRESH else ()
        self.digits = frozenset(line.digits for line in lines if line.digits)

    def holds(self, number: str) -> bool:
        return phone_digits(number) in self.digits

    def without(self, line: str) -> str:
        """Return a line without the sentences that hold one of them, however it is spaced."""
        if not self.digits:
            return line
        return " ".join(part for part in sentences(line) if not self._in(part))

    def _in(self, part: str) -> bool:
        digits = re.sub(r"\D", "", part)
        return any(number.removeprefix("0") in digits for number in self.digits)


def _doubts(loaded: LoadedService) -> Iterator[str]:
    service = loaded.service
    if service.status is ServiceStatus.UNSURE:
        newest = service.newest_source
        seen = f"{tr('last seen')} {newest.words}" if newest else tr("no dated source")
        yield f"{tr('Not confirmed')}: {seen}."
    if service.alert is not None and service.alert.is_current(loaded.today):
        yield f"{tr('Please note')}: {sentence(service.alert.text)}"


def _how(loaded: LoadedService) -> Iterator[str]:
    service = loaded.service
    routes = labels.routes_in_words(service.referral_routes)
    process = sentence(service.application_process)
    words = " ".join(part for part in (sentence(routes), process) if part)
    yield f"{tr('How to refer')}: {words or tr('not listed.')}"
    ages = ages_in_words(service.minimum_age, service.maximum_age)
    area = area_in_words(service) if service.areas else ""
    whom = " ".join(part for part in (sentence(service.eligibility), ages, area) if part)
    yield f"{tr('Who it is for')}: {whom}" if whom else ""


def _numbers(loaded: LoadedService, kept_back: _KeptBack) -> Iterator[str]:
    service, mark = loaded.service, for_professionals()
    main = main_phone(service)
    is_kept_back = main is not None and kept_back.holds(main.number)
    first = place_phone(loaded.location) if main is None or is_kept_back else main
    if first is not None and not kept_back.holds(first.number):
        yield _number(tr("Phone"), first, phone_owner(service, first))
    for phone in service.phones:
        if phone != main and not kept_back.holds(phone.number):
            yield _number(tr("Phone"), phone, label_of(phone))
    if kept_back.digits:
        yield tr("24-hour line: the number we have needs a check, so it is left out.")
    for number in service.professional_phones:
        label = lower_first(number.label or labels.words(number.kind)).rstrip(".")
        yield f"{mark}: {number.number} ({label})"


def _number(name: str, phone: PublicPhone, whose: str) -> str:
    first, *rest = whose.rstrip(".").split(". ")
    about = ", ".join([first, *map(lower, rest)])
    return f"{name}: {phone.number} ({about})" if about else f"{name}: {phone.number}"


def _addresses(loaded: LoadedService) -> Iterator[str]:
    service = loaded.service
    if service.professional_email:
        yield f"{for_professionals()}: {service.professional_email}"
    if service.email:
        yield f"{tr('Email')}: {service.email}"
    if service.website:
        yield f"{tr('Web')}: {shown_address(service.website)}"


def _where_and_when(loaded: LoadedService) -> Iterator[str]:
    for place in loaded.places[:1]:
        where = ", ".join([*place.detail, place.location.name])
        yield f"{tr('Address')}: {where}, {address_in_words(place.location)}".rstrip(", ")
    hours = " ".join(hours_in_sentences(loaded.service, loaded.today))
    yield f"{tr('Open')}: {hours}" if hours else ""


def _ages(loaded: LoadedService) -> Iterator[str]:
    """Yield one line a date: "Not checked yet: how to get in and hours."."""
    service, named = loaded.service, dict[str, list[str]]()
    for group in ORDER:
        if group in _NOT_IN_IT or not states(service, group):
            continue
        check = service.check_of(group)
        words = freshness_in_words(service.freshness(group, loaded.today), check)
        named.setdefault(words, []).append(lower(labels.words(group)))
    if not service.phones and loaded.location and place_phone(loaded.location):
        age = contact_age(loaded.location, loaded.today).text.rstrip(".")
        named.setdefault(age, []).append(tr("switchboard"))
    for words, groups in named.items():
        first, stop, rest = words.partition(". ")
        yield f"{first}: {listed(groups)}.{f' {sentence(rest)}' if stop else ''}"
    if loaded.data_date is not None:
        yield f"{tr('From the emndir directory of')} {labels.day_in_words(loaded.data_date)}."
