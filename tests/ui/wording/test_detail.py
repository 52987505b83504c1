"""A whole service or place as the pane shows it: head, about, travel, sources, map, copy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emndir.domain.location import Location, ServiceAtLocation
from emndir.domain.service import ServiceArea
from emndir.domain.vocabulary import (
    AreaKind,
    Audience,
    Cost,
    FactGroup,
    Precision,
    ServiceStatus,
)
from emndir.handouts.patient_others import patient_place
from emndir.ui.detail import CopyKind, Detail, Part
from emndir.ui.wording.about import about_parts, ages_in_words, area_in_words, kind_line
from emndir.ui.wording.loaded import LoadedPlace
from emndir.ui.wording.place import describe_place
from emndir.ui.wording.places import distance_line, map_spec, pin_note, travel_parts
from emndir.ui.wording.screen import screen_map, screen_words
from emndir.ui.wording.service import describe_service
from emndir.ui.wording.sources import how_in_words, shown_address, source_parts, web_address
from tests.ui.wording.records import (
    SWITCHBOARD,
    TODAY,
    VOCABULARY,
    asked_from,
    check,
    loaded,
    place,
    service,
    source,
)


def said(parts: tuple[Part, ...]) -> str:
    lines = [line.words for part in parts for line in part.lines]
    return "\n".join([*(part.heading for part in parts), *lines]).replace("\xa0", " ")


def everything(detail: Detail) -> str:
    facts = "\n".join("\n".join(fact.words) for fact in detail.facts)
    return "\n".join(
        [facts, said(detail.about), said(detail.travel), said(detail.sources)]
    ).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("sites", "words"),
    [
        (("breast",), "Clinic for breast cancer"),
        (("breast", "lung"), "Clinic for breast cancer and lung cancer"),
        (("hodgkin",), "Clinic for Hodgkin lymphoma"),
        (("all",), "Clinic"),
        ((), "Clinic"),
        (("breast", "lung", "skin", "ovarian"), "Clinic for 4 kinds of cancer"),
    ],
)
def test_kind_line(sites, words):
    assert kind_line(service(cancer_sites=sites), VOCABULARY) == words


def test_cancers_that_are_only_counted_are_named_below():
    changed = service(cancer_sites=("breast", "lung", "skin", "ovarian"))
    assert "Breast cancer, lung cancer, skin and ovarian." in said(about_parts(loaded(changed)))


@pytest.mark.parametrize(
    ("youngest", "oldest", "words"),
    [
        (18, None, "Ages 18 and over."),
        (13, 24, "Ages 13 to 24."),
        (None, 18, "Up to age 18."),
        (0, None, "Ages 0 and over."),
        (None, None, ""),
    ],
)
def test_ages(youngest, oldest, words):
    assert ages_in_words(youngest, oldest) == words


def test_area_and_whether_it_serves_the_asked_place():
    here = service(areas=(ServiceArea(name="Rutland", kind=AreaKind.COUNTY),))
    assert area_in_words(here) == "Serves Rutland."
    assert area_in_words(service()) == "No limit on where people live is listed."
    yes = said(about_parts(loaded(here, asked=asked_from(52.6, -1.1, serves_origin=True))))
    no = said(about_parts(loaded(here, asked=asked_from(52.6, -1.1, serves_origin=False))))
    unknown = said(about_parts(loaded(here, asked=asked_from(52.6, -1.1))))
    assert "LE2 is in the area it serves." in yes
    assert "LE2 is not in the area it says it serves. Ask first." in no
    assert "Not stated whether it serves LE2." in unknown
    nobody = said(about_parts(loaded(here)))
    assert "Not stated" not in nobody


def test_about_holds_what_the_office_wrote_and_never_its_notes():
    changed = service(
        description="One-stop clinic.",
        plain_line="Tests in one visit.",
        audience=(Audience.PATIENTS, Audience.CARERS_FAMILY),
        cost=Cost.FREE,
        languages=("Gujarati",),
        former_names=("Breast Unit",),
        plain_name="Breast clinic, Leicester",
        notes="Ask whether the evening clinic runs",
    )
    words = said(about_parts(loaded(changed)))
    for expected in (
        "One-stop clinic.",
        "Tests in one visit.",
        "Patients, carers and family.",
        "Free.",
        "Gujarati.",
        "Also or before: Breast Unit.",
        "On paper: Breast clinic, Leicester.",
    ):
        assert expected in words
    assert "evening" not in everything(describe_service(loaded(changed)))


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, True),
        ({"eligibility": "Women on a GP list"}, False),
        ({"minimum_age": 50}, False),
    ],
)
def test_anybody_is_not_said_beside_who_it_is_for(changes, shown):
    words = said(about_parts(loaded(service(audience=(Audience.PUBLIC,), **changes))))
    assert ("Anybody." in words) is shown


def test_how_to_get_in_is_said_whole_below_its_start():
    changed = service(application_process="Your GP refers. The clinic writes to you.")
    assert "Your GP refers. The clinic writes to you." in said(about_parts(loaded(changed)))
    fact = describe_service(loaded(changed)).facts[0]
    assert fact.words[2] == "Your GP refers."
    short = service(application_process="Your GP refers.")
    assert "Your GP refers." not in said(about_parts(loaded(short)))


def test_parking_stands_with_transport():
    hospital = place(transport=("Bus 14",), accessibility=("Parking is free", "Lift"))
    changed = service(places=(ServiceAtLocation(location=hospital),), accessibility=("Ramp",))
    parts = {part.heading: said((part,)) for part in travel_parts(loaded(changed))}
    assert "Parking is free." in parts["Transport and parking"]
    assert "Ramp." in parts["Access"]
    assert "Lift." in parts["Access"]


@pytest.mark.parametrize(
    "status", [ServiceStatus.CLOSED, ServiceStatus.PLANNED, ServiceStatus.TEMPORARILY_CLOSED]
)
def test_what_is_gone_offers_nothing_to_act_on(status):
    changed = service(
        status=status,
        phones=(SWITCHBOARD,),
        website="https://www.nhs.uk/x",
        description="It was here.",
        sources=(source(FactGroup.ABOUT),),
    )
    detail = describe_service(loaded(changed))
    assert not detail.can_print
    assert (detail.facts, detail.travel, detail.map) == ((), (), None)
    assert detail.copies == ()
    assert detail.screen is not None
    assert "0300" not in everything(detail)
    assert "It was here." in said(detail.about)


# --- Sources ----------------------------------------------------------------------------------


def test_sources_have_a_row_for_each_fact_group_that_says_something():
    changed = service(
        sources=(source(FactGroup.REFERRAL, url="https://www.nhs.uk/clinic/?a=1"),),
        checks=(check(FactGroup.HOURS, role="directory office"),),
        hours_note="Mornings.",
    )
    parts = {part.heading: said((part,)) for part in source_parts(changed, TODAY)}
    assert list(parts) == ["How to get in", "Opening hours", "Place", "All sources"]
    assert "nhs.uk/clinic/?a=1" in parts["How to get in"]
    assert "By phone call, by the directory office." in parts["Opening hours"]
    assert "Not checked yet." in parts["Place"]
    assert "Seen October 2026: how to get in." in parts["All sources"]


def test_sources_of_the_place_are_named_apart():
    hospital = place(sources=(source(FactGroup.PLACE, url="https://www.cqc.org.uk/1"),))
    changed = service(places=(ServiceAtLocation(location=hospital),))
    parts = {part.heading: said((part,)) for part in source_parts(changed, TODAY)}
    assert "cqc.org.uk/1" in parts["Sources for Glenfield Hospital"]
    assert "Checked October 2026." in parts["Place"]


@pytest.mark.parametrize(
    ("url", "shown", "opened"),
    [
        ("https://www.nhs.uk/a/", "nhs.uk/a", "https://www.nhs.uk/a/"),
        ("https://x.org/y (list, 2020)", "x.org/y (list, 2020)", "https://x.org/y"),
        ("radio programme note", "radio programme note", ""),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
        ("file:///etc/passwd", "file:///etc/passwd", ""),
    ],
)
def test_only_web_pages_are_opened(url, shown, opened):
    assert (shown_address(url), web_address(url)) == (shown, opened)


def test_how_it_was_checked_names_roles():
    assert how_in_words(check(FactGroup.HOURS)) == "By phone call."


# --- Map --------------------------------------------------------------------------------------


def test_the_map_says_the_same_in_words():
    spec = map_spec(place(), asked_from(52.61, -1.12))
    assert spec is not None
    assert spec.twin.replace("\xa0", " ") == (
        "Glenfield Hospital: 4.0 miles north-west of LE2, in a straight line."
    )
    assert spec.note == "Outline map. Not for finding the way."


def test_without_a_position_there_is_no_map():
    assert map_spec(place(position=None), asked_from(52.61, -1.12)) is None
    assert map_spec(None, asked_from(52.61, -1.12)) is None


def test_miles_from_a_county_are_miles_from_its_middle_and_no_patient_reads_them():
    county = asked_from(52.61, -1.12, label="Leicestershire", is_area=True)
    line, spec = distance_line(place(), county), map_spec(place(), county)
    assert line is not None
    assert "from the middle of Leicestershire" in line.text
    assert spec is not None
    assert spec.origin_name == "the middle of Leicestershire"
    screen = screen_words(patient_place(place(), today=TODAY), county)
    shown = screen_map(screen, county)
    assert screen is not None
    assert shown is not None
    assert not any("mile" in text for fact in screen.facts for text in fact.after)
    assert (shown.origin, shown.twin) == (None, "Glenfield Hospital.")


@pytest.mark.parametrize(
    ("precision", "words"),
    [
        (Precision.EXACT, ""),
        (Precision.SECTOR, "The pin is the middle of LE3 9."),
        (Precision.DISTRICT, "The pin is the middle of LE3."),
        (Precision.TOWN, "The pin is the middle of Leicester."),
    ],
)
def test_a_rough_pin_says_so(precision, words):
    here = place()
    assert here.position is not None
    rough = replace(here, position=replace(here.position, precision=precision))
    assert pin_note(rough).replace("\xa0", " ") == words


# --- A place ----------------------------------------------------------------------------------


def described(location: Location) -> Detail:
    is_offered = location.status.is_offered
    patient = patient_place(location, today=TODAY) if is_offered else None
    return describe_place(
        LoadedPlace(location=location, today=TODAY, owner="Leicester hospitals", patient=patient)
    )


def test_a_hospital_is_shown_as_a_place():
    hospital = place(phones=(SWITCHBOARD,), transport=("Bus 14",), former_names=("GGH",))
    detail = described(hospital)
    assert (detail.kind, detail.name, detail.organization) == (
        "Place",
        "Glenfield Hospital",
        "Leicester hospitals",
    )
    assert [fact.caption for fact in detail.facts] == ["Phone", "Where"]
    assert not detail.can_print
    assert "Also or before: GGH." in said(detail.about)
    assert "Bus 14." in said(detail.travel)
    copied = detail.copy_of(CopyKind.ADDRESS)
    assert copied is not None
    assert copied.text.splitlines() == ["Glenfield Hospital", "Groby Road", "Leicester", "LE3 9QP"]


def test_a_closed_place_has_no_number():
    detail = described(place(phones=(SWITCHBOARD,), status=ServiceStatus.CLOSED))
    assert detail.facts == ()
    assert detail.copies == ()
    assert detail.notices[0].text.startswith("Closed.")
