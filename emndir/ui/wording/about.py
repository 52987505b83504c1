"""Words about a service: what it is called, what happens there, who it is for, what it costs."""

from __future__ import annotations

from datetime import date

from emndir.domain.contact import unbroken_code
from emndir.domain.service import Service
from emndir.domain.taxonomy import Taxonomy, Vocabulary
from emndir.domain.vocabulary import ALL_SITES, AreaKind, Audience, FactGroup, ServiceStatus
from emndir.ui import labels
from emndir.ui.detail import Line, Look, Part
from emndir.ui.wording.key_facts import aged, contacts, first_of
from emndir.ui.wording.loaded import LoadedService
from emndir.ui.wording.sentences import listed, lower, part_of, sentence, tr

SITES_NAMED = 3
"""More cancers than this in the line above a name are counted, not named."""
_PROPER = ("Hodgkin", "Ewing", "Kaposi", "Barrett")


def kind_line(service: Service, vocabulary: Vocabulary) -> str:
    """Return "Clinic for breast cancer"; the kind alone where it is for every cancer."""
    kind = labels.code_in_words(vocabulary, Taxonomy.SERVICE_TYPE, service.service_type)
    sites = service.cancer_sites
    if not sites or ALL_SITES in sites:
        return kind
    if len(sites) > SITES_NAMED:
        return f"{kind} {tr('for')} {len(sites)} {tr('kinds of cancer')}"
    return f"{kind} {tr('for')} {listed([_site(vocabulary, code) for code in sites])}"


def _site(vocabulary: Vocabulary, code: str) -> str:
    label = labels.code_in_words(vocabulary, Taxonomy.CANCER_SITE, code)
    return label if label.startswith(_PROPER) else lower(label)


def about_parts(loaded: LoadedService) -> tuple[Part, ...]:
    """Return what happens here, what to tell the patient, where to write, who it is for, and so on."""
    service, today = loaded.service, loaded.today
    about = aged(service, FactGroup.ABOUT, today)
    for_whom = aged(service, FactGroup.ELIGIBILITY, today)
    parts = [
        part_of(tr("What happens here"), [Line(service.description)], about),
        part_of(tr("What to tell the patient"), [Line(service.plain_line)]),
        contacts(service, today),
        _process_part(service, today),
        part_of(tr("Who it is for"), who_lines(loaded), for_whom),
        _cost_part(service, today),
        part_of(tr("Languages"), [Line(sentence(listed(service.languages)))]),
        _sites_part(loaded),
        _other_names(service),
    ]
    return tuple(part for part in parts if part)


def gone_parts(loaded: LoadedService) -> tuple[Part, ...]:
    """Return what a service was or will be, and its other names: nothing to act on."""
    service = loaded.service
    heading = {
        ServiceStatus.PLANNED: tr("What is planned"),
        ServiceStatus.TEMPORARILY_CLOSED: tr("What happens here when it is open"),
    }.get(service.status, tr("What it was"))
    about = aged(service, FactGroup.ABOUT, loaded.today)
    parts = [
        part_of(heading, [Line(service.description), Line(service.plain_line)], about),
        _other_names(service),
    ]
    return tuple(part for part in parts if part)


def who_lines(loaded: LoadedService) -> list[Line]:
    """Return eligibility, ages, for whom, and the area with whether it serves the asked place."""
    area = Line(area_in_words(loaded.service), Look.BULLET)
    return [*whom_lines(loaded.service), area, *_serves(loaded)]


def whom_lines(service: Service) -> list[Line]:
    """Return eligibility, ages and for whom it is."""
    ages = ages_in_words(service.minimum_age, service.maximum_age)
    is_for_some = bool(service.eligibility or ages)
    whom = [
        labels.words(one)
        for one in service.audience
        if one is not Audience.PUBLIC or not is_for_some  # "Women" and "Anybody" contradict
    ]
    lines = [
        sentence(service.eligibility),
        ages,
        sentence(", ".join([*whom[:1], *(lower(one) for one in whom[1:])])),
    ]
    return [Line(text, Look.BULLET) for text in lines if text]


def ages_in_words(youngest: int | None, oldest: int | None) -> str:
    """Return "Ages 18 and over.", "Ages 13 to 24." or "Up to age 18."; whole years."""
    if youngest is not None and oldest is not None:
        return f"{tr('Ages')} {youngest} {tr('to')} {oldest}."
    if youngest is not None:
        return f"{tr('Ages')} {youngest} {tr('and over.')}"
    return f"{tr('Up to age')} {oldest}." if oldest is not None else ""


def area_in_words(service: Service) -> str:
    """Return "Serves Leicestershire and Rutland."; without a stated area it says so."""
    if not service.areas:
        return tr("No limit on where people live is listed.")
    names = [
        f"{tr('the')} {area.name}"
        if area.kind is AreaKind.REGION and not area.name.casefold().startswith("the ")
        else area.name
        for area in service.areas
    ]
    return f"{tr('Serves')} {listed(names)}."


def _serves(loaded: LoadedService) -> list[Line]:
    origin, serves = loaded.asked.origin, loaded.asked.serves_origin
    if origin is None:
        return []
    name = unbroken_code(origin.label)
    if serves is None:
        words = tr("Not stated whether it serves")
        return [Line(f"{words} {name}.", Look.BULLET)]
    if not loaded.service.areas:
        return []
    if serves:
        return [Line(f"{name} {tr('is in the area it serves.')}", Look.BULLET)]
    words = tr("is not in the area it says it serves. Ask first.")
    return [Line(f"{name} {words}", Look.DOUBTFUL)]


def serves_words(*, serves: bool) -> str:
    """Return the answer to whether a place is in the area that a service says it serves."""
    return tr("Yes") if serves else tr("No")


def _process_part(service: Service, today: date) -> Part | None:
    """Say the whole of how to get in, where the key fact had room for its start only."""
    process = sentence(service.application_process)
    if process == sentence(first_of(process)):
        return None
    return part_of(tr("How to get in"), [Line(process)], aged(service, FactGroup.REFERRAL, today))


def _cost_part(service: Service, today: date) -> Part | None:
    if service.cost is None:
        return None
    words = Line(sentence(labels.words(service.cost)))
    return part_of(tr("Cost"), [words], aged(service, FactGroup.COST, today))


def _sites_part(loaded: LoadedService) -> Part | None:
    """Name the cancers that the line above the name only counted."""
    sites = loaded.service.cancer_sites
    if ALL_SITES in sites or len(sites) <= SITES_NAMED:
        return None
    names = [_site(loaded.vocabulary, code) for code in sites]
    words = listed([names[0][:1].upper() + names[0][1:], *names[1:]])
    return part_of(tr("For these cancers"), [Line(sentence(words))])


def _other_names(service: Service) -> Part | None:
    plain = service.plain_name if service.plain_name != service.name else ""
    before = "; ".join(service.former_names)
    lines = [
        Line(sentence(f"{tr('On paper')}: {plain}") if plain else ""),
        Line(sentence(f"{tr('Also or before')}: {before}") if before else ""),
    ]
    return part_of(tr("Other names"), lines)
