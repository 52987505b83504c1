"""Records that nobody should write, put on paper: every one makes a sheet, and none breaks it."""

import dataclasses

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.errors import HandoutError
from emndir.domain.freshness import PaperRule
from emndir.domain.location import ServiceAtLocation
from emndir.domain.service import Alert
from emndir.domain.vocabulary import (
    Cost,
    Delivery,
    HelpGroup,
    PhoneKind,
    ReferralRoute,
    ServiceStatus,
)
from emndir.handouts.blocks import SIZES
from emndir.handouts.pdf import page_count
from emndir.handouts.plain_text import sheet_text
from tests.builders import DAY_AND_NIGHT, TODAY
from tests.handouts.conftest import (
    FRESH,
    OLD,
    OUTLINE,
    PLACES,
    UNDATED,
    make_infirmary,
    make_radiotherapy,
    make_sheet,
    read,
)

NASTY = [
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd") $x^2$ *bold* _it_ `raw` <label> @ref \\ // /* ',
    "= Heading\n== Another",
    "<script>alert(1)</script> &amp; <b>",
    '{"json": "\\u0000"}',
    "\x00\x01\x1b[31m\r\n\t\v\f\x85",
    "\u202eright to left\u202c \u2066x\u2069",
    "Ünïcödé ŁódŹ Ελλάδα Кириллица العربية עברית 日本語 ภาษา हिन्दी 🎗️👩‍⚕️",
    "a" * 2000,
    "word " * 400,
    "0116 258 6244 " * 40,
    "9am to " * 100 + "5pm",
    "{number} {0} %s %(x)s ${y}",
    "\ud800\udfff\ufffe\uffff",
    "e" + "\N{COMBINING ACUTE ACCENT}" * 300,
    "\N{NO-BREAK SPACE}" * 500,
    "-" * 500,
    "",
    " ",
]
TEXT = st.one_of(st.sampled_from(NASTY), st.text(max_size=300), st.text("09 -+().", max_size=60))


def hostile(text: str, **changes):
    """Return a service with one text everywhere that text can stand."""
    place = ServiceAtLocation(
        location=make_infirmary(
            name=text,
            plain_name=text,
            address=(text, text),
            postcode=text,
            transport=(text, text),
            accessibility=(text,),
            phones=(PublicPhone(number=text, label=text, kind=PhoneKind.SWITCHBOARD),),
        ),
        detail=(text, text),
    )
    facts = {
        "name": text,
        "plain_name": text,
        "plain_line": text,
        "description": text,
        "ask_for": text,
        "eligibility": text,
        "application_process": text,
        "referral_routes": (ReferralRoute.SELF, ReferralRoute.INVITATION),
        "website": text,
        "email": text,
        "hours_note": text,
        "accessibility": (text, text),
        "languages": (text,),
        "alert": Alert(text=text, until=TODAY),
        "phones": (PublicPhone(number=text, label=text),),
        "schedules": (dataclasses.replace(DAY_AND_NIGHT, note=text),),
        "places": (place, place),
        **changes,
    }
    return make_radiotherapy(**facts)


def prints(service, **choices):
    """Print a sheet without a warning, and hold it against the rules that always hold."""
    sheet = make_sheet(service, outline=OUTLINE, places=PLACES, **choices)
    paper = read(sheet)
    assert sheet_text(sheet)
    assert paper.pages == page_count(sheet)
    for run in paper.runs:
        if run.text.strip():
            assert run.size >= sheet.points - 0.01
            assert run.right <= 595.3 - 40, run
    return paper


@pytest.mark.parametrize("points", [12, 18, 24])
@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nasty_text_is_text(text, points):
    prints(hostile(text), points=points)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, st.sampled_from(SIZES), st.sampled_from(list(PaperRule)))
def test_any_text_can_be_printed(text, points, rule):
    prints(hostile(text), points=points, rule=rule)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.builds(
        dict,
        phones=st.lists(
            st.builds(
                PublicPhone,
                number=st.text("0123456789 +()", max_size=20),
                label=TEXT,
                kind=st.sampled_from(PhoneKind),
            ),
            max_size=40,
        ).map(tuple),
        delivery=st.lists(st.sampled_from(Delivery), unique=True).map(tuple),
        referral_routes=st.lists(st.sampled_from(ReferralRoute), unique=True).map(tuple),
        cost=st.sampled_from([None, *Cost]),
        status=st.sampled_from([ServiceStatus.ACTIVE, ServiceStatus.UNSURE]),
        help_group=st.sampled_from(HelpGroup),
        service_type=st.sampled_from(["clinic", "acute-oncology", "transport", "helpline"]),
        sources=st.sampled_from([(FRESH,), (OLD,), (UNDATED,), ()]),
        schedules=st.sampled_from([(), (DAY_AND_NIGHT,)]),
        places=st.sampled_from([(), (ServiceAtLocation(location=make_infirmary()),)]),
        minimum_age=st.one_of(st.none(), st.integers(0, 120)),
    ),
    st.sampled_from(SIZES),
)
def test_any_mixture_of_facts_can_be_printed(changes, points):
    prints(make_radiotherapy(**changes), points=points)


def test_nothing_at_all_can_be_printed():
    bare = make_radiotherapy(
        plain_name="",
        plain_line="",
        phones=(),
        places=(),
        schedules=(),
        website="",
        cost=None,
        referral_routes=(),
        delivery=(),
        sources=(),
    )
    paper = prints(bare)
    assert "We do not know the hours." in paper.text
    assert "We do not have a phone number for them." in paper.text


def test_forty_numbers_are_one_number():
    phones = tuple(PublicPhone(number=f"0116 258 {number:04d}") for number in range(40))
    paper = prints(make_radiotherapy(phones=phones))
    assert "0116 258 0000" in paper.text
    assert "0001" not in paper.text


@example("+44000000")
@given(st.text("0123456789 -()+", min_size=9, max_size=18))
@settings(max_examples=40)
def test_no_spelling_of_a_professional_number_gets_through(number):
    if sum(character.isdigit() for character in number) < 7:
        return
    said = f"Doctors ring {number} at night. Parking is free."
    service = make_radiotherapy(
        professional_phones=(ProfessionalPhone(number=number),),
        hours_note=said,
        plain_line=said,
        accessibility=(said,),
        website="",
    )
    try:
        sheet = make_sheet(service)
    except HandoutError:
        return
    assert "at night" not in sheet_text(sheet)
