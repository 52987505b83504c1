"""Words of the banners in the pane: alerts, doubt, the alert card, old facts, what is gone."""

from __future__ import annotations

from collections.abc import Sequence

from emndir.domain.freshness import Freshness, freshness_of
from emndir.domain.location import Location
from emndir.domain.service import TREATMENT_LINE_TYPE, Service
from emndir.domain.vocabulary import FactGroup, ServiceStatus
from emndir.ui import labels
from emndir.ui.detail import Notice
from emndir.ui.messages import Tone
from emndir.ui.wording.key_facts import main_phone, place_phone
from emndir.ui.wording.loaded import LoadedService
from emndir.ui.wording.sentences import listed, lower, sentence, tr, upper


def notices(loaded: LoadedService) -> tuple[Notice, ...]:
    """Return the banners of an offered service, the most pressing first."""
    service = loaded.service
    found: list[Notice] = []
    if service.treatment_lines or service.service_type == TREATMENT_LINE_TYPE:
        found.append(_alert_card(loaded))
    found += _alerts(loaded)
    if service.status is ServiceStatus.UNSURE:
        found.append(_unsure(service))
    found += [_closed_place(location) for location in loaded.closed_places]
    doubts = doubts_in_words(loaded)
    if doubts:
        found.append(Notice(text=tr("Check before you print."), hint=doubts))
    return tuple(found)


def gone_notices(loaded: LoadedService) -> tuple[Notice, ...]:
    """Return why a closed, planned or paused service is not offered, and what became of it."""
    service = loaded.service
    why = {
        ServiceStatus.CLOSED: tr("Closed. Nobody can be sent here any more."),
        ServiceStatus.PLANNED: tr("Planned. It is not open yet, so nobody can be sent here."),
        ServiceStatus.TEMPORARILY_CLOSED: tr(
            "Closed for now. Nobody can be sent here until it opens again."
        ),
    }[service.status]
    successor, hint = loaded.successor, ""
    if successor is not None:
        hint = tr("What took its place:")
    elif service.became:
        hint = sentence(f"{tr('What became of it')}: {service.became}")
    gone = Notice(
        text=why,
        hint=hint,
        icon="alert-outline",
        uid=successor.uid if successor else "",
        link=successor.name if successor else "",
    )
    return (gone, *_alerts(loaded))


def _alerts(loaded: LoadedService) -> list[Notice]:
    alert = loaded.service.alert
    if alert is None or not alert.is_current(loaded.today):
        return []
    return [Notice(text=sentence(alert.text), icon="alert-outline")]


def _unsure(service: Service) -> Notice:
    newest = service.newest_source
    seen = f"{tr('last seen')} {newest.year}" if newest else tr("no dated source")
    return Notice(
        text=f"{tr('Not confirmed')}: {seen}.",
        hint=tr("No source shows that it runs today. Call or look before you send anybody."),
        icon="help-circle-outline",
        comes_first=True,
    )


def _closed_place(location: Location) -> Notice:
    state = lower(labels.words(location.status))
    return Notice(text=f"{location.name}: {state}.", icon="alert-outline")


def _alert_card(loaded: LoadedService) -> Notice:
    fresh = loaded.service.freshness(FactGroup.TREATMENT_LINE, loaded.today) is Freshness.FRESH
    hint = tr("If it has a different number, call that one.")
    if loaded.service.treatment_lines and not fresh:
        hint = f"{hint} {tr('Our number needs a check and is not printed until then.')}"
    return Notice(
        text=tr("Unwell during treatment: the number on the alert card comes first."),
        hint=hint,
        tone=Tone.BAD,
        comes_first=True,
        icon="phone-alert-outline",
    )


def doubts_in_words(loaded: LoadedService) -> str:
    """Return "Phone and hours have no dated source." and the like; "" where all is well."""
    named: dict[Freshness, list[str]] = {Freshness.UNCHECKED: [], Freshness.EXPIRED: []}
    for name, freshness in _printed(loaded):
        if freshness.is_doubtful:
            named[freshness].append(name)
    said = [
        _doubt(named[Freshness.UNCHECKED], tr("has no dated source."), tr("have no dated source.")),
        _doubt(
            named[Freshness.EXPIRED],
            tr("was last checked too long ago."),
            tr("were last checked too long ago."),
        ),
    ]
    return " ".join(text for text in said if text)


def _doubt(names: Sequence[str], one: str, several: str) -> str:
    if not names:
        return ""
    is_several = len(names) > 1 or names[0] == tr("hours")
    return f"{upper(listed(names))} {several if is_several else one}"


def _printed(loaded: LoadedService) -> list[tuple[str, Freshness]]:
    """Return the facts that a sheet would print, by their short names, and how they stand."""
    service, today = loaded.service, loaded.today
    found: list[tuple[str, Freshness]] = []
    if service.referral_routes or service.application_process:
        found.append((tr("how to get in"), service.freshness(FactGroup.REFERRAL, today)))
    phone = main_phone(service)
    if phone is not None:
        found.append((tr("phone"), service.freshness(service.phone_group(phone), today)))
    elif place_phone(loaded.location) and loaded.location:
        check = loaded.location.check_of(FactGroup.CONTACT)
        found.append((tr("phone"), freshness_of(FactGroup.CONTACT, check, today)))
    if service.schedules or service.hours_note:
        found.append((tr("hours"), service.freshness(FactGroup.HOURS, today)))
    if loaded.places:
        found.append((tr("place"), service.freshness(FactGroup.PLACE, today)))
    return found
