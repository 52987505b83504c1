"""Words of the banners in the pane: alerts, doubt, the alert card, old facts, what is gone."""

from __future__ import annotations

from collections.abc import Sequence

from emndir.domain.freshness import Freshness
from emndir.domain.service import Service
from emndir.domain.vocabulary import FactGroup, ServiceStatus
from emndir.ui.detail import Notice
from emndir.ui.messages import Tone
from emndir.ui.wording.loaded import LoadedService
from emndir.ui.wording.sentences import listed, sentence, tr, upper


def notices(loaded: LoadedService) -> tuple[Notice, ...]:
    """Return the banners of an offered service, the most pressing first."""
    service = loaded.service
    found: list[Notice] = []
    if service.treatment_lines:
        found.append(_alert_card(loaded))
    found += _alerts(loaded)
    if service.status is ServiceStatus.UNSURE:
        found.append(_unsure(service))
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
    )


def _alert_card(loaded: LoadedService) -> Notice:
    fresh = loaded.service.freshness(FactGroup.TREATMENT_LINE, loaded.today) is Freshness.FRESH
    hint = tr("If it has a different number, call that one.")
    if not fresh:
        hint = f"{hint} {tr('Our number needs a check and is not printed until then.')}"
    return Notice(
        text=tr("Unwell during treatment: the number on the alert card comes first."),
        hint=hint,
        tone=Tone.BAD,
        icon="phone-alert-outline",
    )


def doubts_in_words(loaded: LoadedService) -> str:
    """Return "Phone and hours have no dated source." and the like; "" where all is well."""
    service = loaded.service
    named: dict[Freshness, list[str]] = {Freshness.UNCHECKED: [], Freshness.EXPIRED: []}
    for group, name in _printed_groups(service):
        freshness = service.freshness(group, loaded.today)
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


def _printed_groups(service: Service) -> list[tuple[FactGroup, str]]:
    """Return the fact groups that a sheet would print, with their short names."""
    groups: list[tuple[FactGroup, str]] = []
    if service.referral_routes or service.application_process:
        groups.append((FactGroup.REFERRAL, tr("how to get in")))
    if service.phones:
        is_line = bool(service.treatment_lines)
        groups.append((FactGroup.TREATMENT_LINE if is_line else FactGroup.CONTACT, tr("phone")))
    if service.schedules or service.hours_note:
        groups.append((FactGroup.HOURS, tr("hours")))
    if service.places:
        groups.append((FactGroup.PLACE, tr("place")))
    return groups
