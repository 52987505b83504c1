"""Guides made of the real directory: what they hold, what they call missing, how they print."""

from __future__ import annotations

import io
import re
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from emndir.bootstrap import Core
from emndir.checking import find_to_check
from emndir.choice.guide_kinds import CHILDREN, How, guide_kinds
from emndir.domain.errors import HandoutError, UnknownPlaceError
from emndir.domain.vocabulary import Audience, Delivery, FactGroup, ServiceStatus
from emndir.geography.distance import geodesic_miles
from emndir.guiding import choose_services, guide_uids, make_guide
from emndir.handouts.blocks import SIZES, NoticeBox, Opening, Part
from emndir.handouts.pdf import sheet_pdf
from emndir.handouts.plain_text import sheet_text
from emndir.making import Kind, Recipe, make_sheets
from emndir.search.criteria import Criteria, Facet
from tests.handouts.conftest import NB, Paper, tags

DATA = Path(__file__).parents[1] / "data"
NOW = datetime(2026, 11, 22, 10, 0)
TODAY = NOW.date()
GUIDES = [
    ("breast", "LE2"),
    ("colorectal", "Skegness"),
    ("lung", "SK17"),
    ("leukaemia", "PE9"),
    ("melanoma", "NG31"),
    ("childhood", "Derby"),
]
EVERY_FACT = frozenset(FactGroup)
AT_A_PLACE = {Delivery.IN_PERSON, Delivery.OUTREACH_BUS}


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    home = tmp_path_factory.mktemp("guiding")
    opened = Core.create(home=home, data_dir=DATA, clock=lambda: NOW).open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def services():
    from emndir.storage.source import read_source

    source = read_source(DATA, today=TODAY)
    assert source.directory is not None
    return source.directory.services


def guide(directory, site="breast", near="LE2", **choices):
    return make_guide(directory, site, near, today=TODAY, **choices)


def words(text: str) -> str:
    return " ".join(text.replace(NB, " ").split())


def parts_of(sheet) -> dict[str, Any]:
    return {block.heading: block for block in sheet.blocks if isinstance(block, Part)}


def names(sheet, heading) -> list[str]:
    return [entry.name for entry in parts_of(sheet)[heading].blocks]


# --- What it holds --------------------------------------------------------------------------------


def test_the_guide_of_the_drawing(directory):
    sheet = guide(directory)
    assert words(sheet.title) == "Breast cancer services near LE2"
    assert list(parts_of(sheet)) == [
        "A change in your breast",
        "Screening and family history",
        "Tests",
        "Treatment",
        "After treatment",
        "Support near you",
        "Care at the end of life",
        "Help by phone, free",
        "Money, travel and carers",
        "Staying well",
    ]
    assert names(sheet, "A change in your breast") == ["Breast Care Centre, Glenfield Hospital"]
    assert "Breast screening, Glenfield Hospital and Leicestershire" in names(
        sheet, "Screening and family history"
    )
    assert names(sheet, "Treatment")[:2] == [
        "Chemotherapy Suite, Leicester Royal Infirmary",
        "Radiotherapy, Leicester Royal Infirmary",
    ]
    assert names(sheet, "Help by phone, free")[0] == "Breast Cancer Now helpline"
    text = words(sheet_text(sheet))
    assert "Breast Cancer Now helpline" in text
    assert "Call 0808 800 6000" in text
    assert "To book or change, call 0116 258 3644" in text


@pytest.mark.parametrize(("site", "near"), GUIDES)
def test_all_that_is_listed_is_offered_for_that_cancer_and_by_distance(directory, site, near):
    origin = directory.locate(near)
    for part in choose_services(directory, site, near, today=TODAY):
        miles = [one.miles for one in part.services if one.miles is not None]
        assert miles == sorted(miles), part.part
        for one in part.services:
            service = directory.service(one.uid)
            assert service.status.is_offered
            assert one.is_unsure == (service.status is ServiceStatus.UNSURE)
            assert {site, "all"} & set(service.cancer_sites), one.uid
            assert one.serves is not False
            if one.miles is not None:
                assert one.miles == pytest.approx(least_miles(service, origin), abs=0.01)


def test_what_is_not_confirmed_says_so_beside_its_name(directory):
    sheet = guide(directory, near="Skegness")
    unsure = [
        directory.service(uid)
        for uid in guide_uids(directory, "breast", "Skegness", today=TODAY)
        if directory.service(uid).status is ServiceStatus.UNSURE
    ]
    assert unsure
    entries = {entry.name: entry for part in parts_of(sheet).values() for entry in part.blocks}
    for service in unsure:
        if service.display_name in entries:
            first = entries[service.display_name].body[0].words[0]
            assert first.strong
            assert first.text.startswith("Not confirmed")


def test_help_by_phone_is_called_free_only_where_every_number_is(directory):
    for site, near in GUIDES:
        sheet = guide(directory, site, near)
        heading = next(name for name in parts_of(sheet) if name.startswith("Help by phone"))
        numbers = re.findall(
            r"Call ([\d ]+)",
            words(
                " ".join(
                    run.text for entry in parts_of(sheet)[heading].blocks for run in entry.aside
                )
            ),
        )
        is_free = all(re.match(r"0800|0808|116", number) for number in numbers)
        assert (heading == "Help by phone, free") == is_free, site


def test_the_24_hour_line_needs_to_be_fresh_or_confirmed(directory):
    def urgent(sheet):
        opening = next(block for block in sheet.blocks if isinstance(block, Opening))
        box = next(block for block in opening.blocks if isinstance(block, NoticeBox))
        return words("".join(run.text for run in box.words))

    assert urgent(guide(directory)).startswith("Call the number on your alert card, day or night.")
    lines = directory.find(Criteria(near="LE2", limit=1)).treatment_lines
    uid, number = lines[0].summary.uid, lines[0].summary.phone
    group = frozenset({FactGroup.TREATMENT_LINE})
    checked = guide(directory, checked=lambda one: group if one == uid else frozenset())
    assert urgent(checked).startswith(f"Call {number}, day or night")
    assert any("24-hour" in sentence for _group, sentence in guide(directory).doubts)


# --- What it calls missing -------------------------------------------------------------------------


def least_miles(service, origin):
    start = origin.position.coordinates
    return min(
        (
            geodesic_miles(start, place.location.position.coordinates)
            for place in service.places
            if place.location.position is not None and place.location.status.is_offered
        ),
        default=float("inf"),
    )


def is_of(kind, site, service):
    audience = set(service.audience)
    young = audience & {Audience.CHILDREN, Audience.YOUNG_PEOPLE}
    is_own = site in service.cancer_sites
    if site in CHILDREN:
        is_for = is_own or bool(young) or kind.part in ("phone", "money")
    else:
        is_for = not young or bool(audience & {Audience.PATIENTS, Audience.PUBLIC})
    return (
        service.status.is_offered
        and service.service_type in kind.types
        and (is_own or (not kind.is_exact and "all" in service.cancer_sites))
        and (not kind.stages or bool(set(kind.stages) & set(service.stages)))
        and not set(kind.without) & set(service.stages)
        and is_for
        and audience != {Audience.PROFESSIONALS}
    )


def is_somewhere(service):
    return not service.delivery or bool(AT_A_PLACE & set(service.delivery))


@pytest.mark.parametrize(("site", "near"), GUIDES)
def test_what_is_missing_is_missing_by_a_look_at_every_service(directory, services, site, near):
    """Every gap is true, and there is none where the list has what is expected."""
    origin = directory.locate(near)
    found = directory.find(
        Criteria(near=near, chosen=((Facet.CANCER_SITE, (site,)),), limit=2000)
    ).hits
    serves = {hit.summary.uid: hit.serves_origin for hit in found}
    gaps = {
        gap.kind.code: gap
        for part in choose_services(directory, site, near, today=TODAY)
        for gap in part.gaps
    }
    expected = [kind for kind in guide_kinds() if kind.is_for(site) and kind.is_expected(site)]
    assert gaps.keys() <= {kind.code for kind in expected}
    for kind in expected:
        mine = [one for one in services if is_of(kind, site, one)]
        placed = {one.uid: least_miles(one, origin) for one in mine if is_somewhere(one)}
        close = {uid for uid, miles in placed.items() if miles <= kind.within}
        usable = {uid for uid in close if serves.get(uid) is not False}
        if kind.code not in gaps:
            comes = {one.uid for one in mine if serves.get(one.uid) is True}
            assert usable or comes or kind.words, (kind.code, "is missing and nobody says so")
            continue
        gap = gaps[kind.code]
        if kind.how is How.HOME:
            home = [one for one in mine if Delivery.HOME_VISIT in one.delivery]
            assert not [one.uid for one in home if serves.get(one.uid) is True]
            continue
        assert not usable, (kind.code, usable)
        assert gap.is_elsewhere == bool(close)
        far = sorted(
            miles
            for uid, miles in placed.items()
            if kind.within < miles < float("inf") and (gap.asks or serves.get(uid) is not False)
        )
        assert [one.miles for one in gap.nearest][:1] == pytest.approx(far[:1], abs=0.01)


@pytest.mark.parametrize(("site", "near"), GUIDES)
def test_what_a_person_would_expect_is_there_or_its_lack_is_said(directory, site, near):
    parts = choose_services(directory, site, near, today=TODAY)
    said = {gap.kind.code for part in parts for gap in part.gaps}
    types = {directory.service(one.uid).service_type for part in parts for one in part.services}
    for kind in guide_kinds():
        if kind.is_for(site) and kind.is_expected(site) and not kind.words:
            assert kind.code in said or types & set(kind.types), kind.code


def test_gaps_are_named_with_place_miles_and_number(directory):
    text = words(sheet_text(guide(directory, near="Skegness")))
    assert (
        "No radiotherapy within 20 miles in our list. The nearest two: "
        "Radiotherapy, Lincoln County Hospital, about 36 miles. Your team arranges it. "
        "Call 01522 572268."
    ) in text


def test_breast_forms_are_not_called_missing_where_another_clinic_fits_them(directory):
    text = words(sheet_text(guide(directory)))
    assert "breast form fitting" in text
    assert "No fitting of breast forms" not in text


def test_a_clinic_of_one_hospital_that_is_held_at_another_says_where(directory):
    sheet = guide(directory, near="Skegness")
    entries = {entry.name: entry for part in parts_of(sheet).values() for entry in part.blocks}
    clinic = entries["Genetics clinic, Nottingham City Hospital"]
    assert "At Pilgrim Hospital." in [body.words[0].text for body in clinic.body]


# --- Privacy and safety ------------------------------------------------------------------------------


def test_of_a_whole_postcode_only_the_outcode_is_printed(directory):
    sheet = guide(directory, near="LE2 7LX")
    assert words(sheet.title) == "Breast cancer services near LE2"
    assert "7LX" not in sheet_text(sheet)


@pytest.mark.parametrize(("site", "near"), GUIDES)
def test_nothing_for_professionals_is_on_it_even_with_every_fact_checked(
    directory, services, site, near
):
    sheet = guide(directory, site, near, checked=lambda _uid: EVERY_FACT)
    text = sheet_text(sheet)
    digits = re.sub(r"\D", "", text)
    public = {
        phone.digits.lstrip("0")
        for service in services
        for phone in (
            *service.phones,
            *(phone for place in service.places for phone in place.location.phones),
        )
    }
    for service in services:
        for phone in service.professional_phones:
            number = phone.digits.lstrip("0")
            assert number in public or len(number) < 7 or number not in digits, service.uid
        if service.professional_email:
            assert service.professional_email not in text
    assert "Not checked yet" not in text
    assert "Last checked" not in text


def test_every_doubt_names_its_service(directory):
    sheet = guide(directory)
    titles = {entry.name for part in parts_of(sheet).values() for entry in part.blocks}
    named = [sentence for _group, sentence in sheet.doubts]
    assert named
    assert all(": " in sentence for sentence in named)
    assert {sentence.partition(": ")[0] for sentence in named} & titles


def test_what_makes_no_guide_is_refused_in_words(directory):
    with pytest.raises(HandoutError, match="no guide to"):
        guide(directory, "all")
    with pytest.raises(HandoutError, match="no guide to"):
        guide(directory, "broken-leg")
    with pytest.raises(HandoutError, match="too large"):
        guide(directory, near="Leicestershire")
    with pytest.raises(UnknownPlaceError):
        guide(directory, near="Zzyzx")


# --- On paper ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("site", "near"), GUIDES)
def test_it_prints_on_two_to_four_pages_with_nothing_broken(directory, site, near):
    sheet = guide(directory, site, near)
    document = pdfium.PdfDocument(sheet_pdf(sheet))
    lines = [
        line for page in document for line in page.get_textpage().get_text_range().splitlines()
    ]
    pages = len(document)
    document.close()
    assert 2 <= pages <= 4
    text = sheet_text(sheet)
    whole = re.findall(rf"\d+(?:{NB}\d+)+", text)
    whole += re.findall(rf"\b[A-Z]{{1,2}}\d[A-Z\d]?{NB}\d[A-Z]{{2}}\b", text)
    assert whole
    for number in whole:
        assert any(number in line or number.replace(NB, " ") in line for line in lines), number
    assert not [line for line in lines if line.strip() in (".", ",")]


@pytest.mark.parametrize("points", SIZES)
def test_a_screen_reader_finds_the_same_guide_at_every_size(directory, points):
    pikepdf = pytest.importorskip("pikepdf")  # not everywhere: docs/decisions/0004
    sheet = guide(directory, near="Skegness", points=points)
    content = sheet_pdf(sheet)
    found = tags(content)
    levels = [int(tag.kind[1]) for tag in found if re.fullmatch(r"H\d", tag.kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels.count(3) == sum(len(part.blocks) for part in parts_of(sheet).values())
    maps = [tag.alt for tag in found if tag.kind == "Figure" and tag.alt.startswith("Outline map")]
    assert len(maps) == (0 if points == 24 else 1)
    assert all(" miles " in words(alt) and "of Skegness." in alt for alt in maps)
    with pikepdf.open(io.BytesIO(content)) as document, document.open_metadata() as metadata:
        assert metadata["dc:title"] == sheet.title
    paper = Paper(content)
    order = [words(paper.text).index(words(heading)) for heading in parts_of(sheet)]
    assert order == sorted(order)
    assert min(run.size for run in paper.runs if run.text.strip()) >= points - 0.1
    assert all(run.right <= 595.3 - 40 for run in paper.runs)


def test_giant_print_says_places_in_words(directory):
    text = words(sheet_text(guide(directory, points=24)))
    assert "Glenfield Hospital, Leicester, LE3 9QP, about 4 miles from LE2." in text
    assert "Outline map" not in text


# --- Made by recipe ----------------------------------------------------------------------------------


def test_a_recipe_makes_the_guide_and_knows_what_to_check_on_it(directory):
    recipe = Recipe(kind=Kind.GUIDE, site="breast", near="LE2", with_map=True, points=14)
    (sheet,) = make_sheets(directory, recipe, today=TODAY)
    assert sheet == guide(directory, points=14)
    found = find_to_check(directory, recipe, today=TODAY)
    assert "glenfield" in " ".join(doubt.title for doubt in found).casefold()
    told = set(guide_uids(directory, "breast", "LE2", today=TODAY))
    assert {doubt.uid for doubt in found} <= told
    assert FactGroup.HOURS not in {doubt.group for doubt in found}, "a guide prints no hours"
