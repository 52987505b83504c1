"""Texts for a patient: every budget kept, nothing cut, nothing that only professionals may have."""

import dataclasses
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.freshness import PaperRule
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import schedule_in_words
from emndir.domain.service import Alert
from emndir.domain.vocabulary import FactGroup, PhoneKind, ReferralRoute, ServiceStatus
from emndir.handouts.gsm import BASIC, EXTENDED, in_basic_letters, messages, septets
from emndir.handouts.patient_text import (
    LENGTHS,
    address_text,
    contact_text,
    patient_text,
    phone_text,
)
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import phrases
from emndir.handouts.wording import web_address
from tests.builders import TODAY, make_source
from tests.handouts.conftest import FRESH, OLD, UNDATED, make_infirmary, make_radiotherapy
from tests.handouts.test_hostile import TEXT, hostile

SAID = phrases()
PARTS = (1, 2, 3)
AGEING = make_source(seen=PartialDate(2026, 2, 22), supports=tuple(FactGroup))


def view(service=None, rule=PaperRule.LABEL) -> PatientService:
    return PatientService.of(service or make_radiotherapy(), today=TODAY, rule=rule)


def texts(service=None, rule=PaperRule.LABEL) -> list[str]:
    return [patient_text(view(service, rule), parts, SAID) for parts in PARTS]


def holds_its_rules(text: str, parts: int) -> None:
    assert text
    assert set(text) <= set(BASIC + EXTENDED)
    assert messages(text) <= parts
    assert septets(text) <= LENGTHS[parts - 1]
    assert text == " ".join(text.split())


# --- What it says -----------------------------------------------------------------------------


def test_one_message_says_what_is_needed_most():
    text, *_ = texts()
    assert text.startswith("Radiotherapy at Leicester Royal Infirmary. Call 0116 258 6244.")
    assert "call 0808 178 2212, day or night" in text


def test_three_messages_say_the_rest():
    text = texts()[2]
    for expected in (
        "call 0808 178 2212, day or night, or the number on your alert card.",
        "Osborne Building, ground floor, Infirmary Square LE1 5WW.",
        "Monday to Friday, 9am to 5:30pm.",
        "Your hospital team arranges it for you. It is free.",
        "uhleicester.nhs.uk",
        "Checked 22 November 2026.",
    ):
        assert expected in text


def test_the_page_comes_last_and_nothing_runs_on_from_it():
    assert texts()[2].endswith(". Checked 22 November 2026. uhleicester.nhs.uk")
    only_a_page = make_radiotherapy(phones=(), sources=(UNDATED,), website="https://nhs.uk/x-é")
    for text in texts(only_a_page):
        assert text.endswith((" first. nhs.uk/x-é", " this. nhs.uk/x-é"))


def test_old_facts_say_so():
    old = texts(make_radiotherapy(sources=(OLD,), places=()))
    assert old[0].endswith("Last checked January 2020. Call first.")
    assert "Last checked January 2020. Call or look before you rely on this." in old[2]
    undated = texts(make_radiotherapy(sources=(UNDATED,), places=()))
    assert undated[0].endswith("Not checked yet. Call first.")
    ageing = texts(make_radiotherapy(sources=(AGEING,), places=()))
    assert ageing[0].endswith("Last checked 22 February 2026. Please call first.")


def test_several_ages_are_not_one():
    place = dataclasses.replace(make_radiotherapy().places[0], location=make_infirmary(sources=()))
    mixed = make_radiotherapy(
        plain_name="Clinic",
        help_group="tests",
        service_type="clinic",
        phones=(PublicPhone(number="0116 258 6244"),),
        sources=(make_source(seen=OLD.seen, supports=(FactGroup.CONTACT,)),),
        places=(place,),
    )
    text = texts(mixed)[0]
    assert "Royal Infirmary" in text
    assert text.endswith("Not all checked yet. Call first.")


def test_facts_the_pack_leaves_out_are_not_in_it():
    for text in texts(make_radiotherapy(sources=(OLD,)), PaperRule.LEAVE_OUT):
        assert "0116" not in text
        assert "Last checked" not in text


@pytest.mark.parametrize("source", [OLD, UNDATED, AGEING])
def test_a_treatment_line_that_is_not_fresh_is_never_in_it(source):
    line = PublicPhone(number="0808 178 2212", kind=PhoneKind.TREATMENT_LINE)
    service = make_radiotherapy(
        phones=(line,), sources=(source,), hours_note="Ring 0808 178 2212 day or night. Open late."
    )
    told = [*texts(service), contact_text(view(service), SAID)]
    assert not any("178" in text for text in told)
    assert all("alert card" in text for text in told)


def test_doubt_and_changes_are_never_left_out():
    service = make_radiotherapy(
        plain_name="A name of many words that takes up most of the room there is in one message",
        status=ServiceStatus.UNSURE,
        alert=Alert(text="The clinic has moved to the other side of the road. " * 3, until=TODAY),
    )
    text = texts(service)[0]
    assert "Not confirmed" in text
    assert "Changes: ask first." in text
    assert "0116 258 6244" in text


def test_without_a_number_it_says_how_else():
    page = make_radiotherapy(phones=(), places=())
    assert "uhleicester.nhs.uk" in texts(page)[0]
    letter = make_radiotherapy(phones=(), places=(), website="")
    assert "Your hospital team arranges it for you." in texts(letter)[0]
    nobody = make_radiotherapy(phones=(), places=(), website="", referral_routes=())
    assert "Ask your nurse or GP how to get in touch." in texts(nobody)[0]
    assert "Ask your nurse or GP how to get in touch." in contact_text(view(nobody), SAID)


def test_nothing_is_said_twice():
    alone = make_radiotherapy(
        phones=(), places=(), website="", referral_routes=(ReferralRoute.SELF,)
    )
    for text in texts(alone):
        assert text.count("You can get in touch yourself.") == 1


def test_more_messages_than_three_are_refused():
    with pytest.raises(ValueError, match="1 to 3 messages"):
        patient_text(view(), 4, SAID)


def test_name_phone_and_address_a_line_each():
    assert contact_text(view(), SAID).splitlines() == [
        "Radiotherapy at Leicester Royal Infirmary",
        "0116 258 6244 (Radiotherapy department)",
        "If unwell during treatment, call 0808 178 2212, day or night, or the number on your alert card.",
        "Osborne Building, ground floor, Royal Infirmary, Infirmary Square, Leicester LE1 5WW",
        "Monday to Friday, 9am to 5:30pm. It may be closed on bank holidays.",
        "uhleicester.nhs.uk",
    ]


def test_address_and_phone_alone():
    assert address_text(view()).splitlines() == [
        "Osborne Building, ground floor",
        "Royal Infirmary",
        "Infirmary Square",
        "Leicester",
        "LE1 5WW",
    ]
    assert phone_text(view()) == "0116 258 6244"
    nothing = view(make_radiotherapy(phones=(), places=()))
    assert (address_text(nothing), phone_text(nothing)) == ("", "")


# --- What always holds --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def offered(real):
    return [service for service in real.directory.services if service.status.is_offered]


def test_every_service_keeps_every_budget(offered):
    for service in offered:
        seen = view(service)
        for parts in PARTS:
            text = patient_text(seen, parts, SAID)
            holds_its_rules(text, parts)
            if seen.phone is not None:
                number = in_basic_letters(seen.phone.phone.number)
                assert number in text, service.uid


def test_what_fits_in_less_stays_in_more(offered):
    """What is in one message of what is needed is in three: number, page, name."""
    for service in offered[::7]:
        one, _two, three = texts(service)
        seen = view(service)
        for fact in (in_basic_letters(web_address(seen.website)), phone_text(seen)):
            assert not fact or fact not in one or fact in three


def test_no_number_and_no_word_is_cut(offered):
    """Every word stands in the record, in the fixed wordings, or in a date."""
    fixed = {word for key in SAID.keys for word in _words(SAID.template(key))}
    for service in offered:
        seen = view(service)
        known = fixed | {word for text in _strings(seen) for word in _words(text)}
        known |= {word for plan in seen.schedules for word in _words(schedule_in_words(plan))}
        known |= {word for one in seen.standings if one.when for word in _words(one.when.words)}
        for parts in PARTS:
            strange = set(_words(patient_text(seen, parts, SAID))) - known
            assert not strange, (service.uid, strange)


def test_no_professional_contact_of_the_real_directory_is_in_a_text(offered):
    at_risk = [one for one in offered if one.professional_phones or one.professional_email]
    assert at_risk
    for service in at_risk:
        seen = view(service)
        public = {phone.digits for phone in service.phones}
        if service.location:
            public |= {phone.digits for phone in service.location.phones}
        made = [*texts(service), contact_text(seen, SAID), phone_text(seen), address_text(seen)]
        for text in made:
            digits = re.sub(r"\D", "", text)
            for phone in service.professional_phones:
                assert phone.digits in public or phone.digits.lstrip("0") not in digits
            assert not service.professional_email or service.professional_email not in text


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, st.sampled_from(list(PaperRule)), st.sampled_from([FRESH, OLD, UNDATED]))
def test_any_text_keeps_every_budget(text, rule, source):
    service = hostile(text, name="A clinic", sources=(source,))
    for parts in PARTS:
        holds_its_rules(patient_text(view(service, rule), parts, SAID), parts)
    lines = contact_text(view(service, rule), SAID)
    assert "\t" not in lines
    assert "\r" not in lines
    assert all(line == line.strip() and line for line in lines.splitlines())


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(10**9, 10**10 - 1).map(lambda number: f"0{number}"),
    st.sampled_from(["{}", "Ring {} now.", "x{}x", "({}) or 0116 258 6244"]),
)
def test_a_professional_number_is_in_no_text_wherever_it_was_written(number, pattern):
    spaced = f"{number[:5]} {number[5:]}"
    service = dataclasses.replace(
        hostile(pattern.format(spaced), name="A clinic"),
        professional_phones=(ProfessionalPhone(number=number),),
        phones=(PublicPhone(number="0116 258 6244", label=pattern.format(spaced)),),
    )
    for text in [*texts(service), contact_text(view(service), SAID)]:
        assert number.lstrip("0") not in re.sub(r"\D", "", text)


def _words(text: str) -> list[str]:
    cleaned = in_basic_letters(re.sub(r"\{\w+\}", " ", text))
    return [word for word in re.split(r"[^\w'£]+", cleaned.casefold()) if word]


def _strings(value) -> list[str]:
    """Return every string in a frozen value, whatever it is nested in."""
    if isinstance(value, str):
        return [value, web_address(value)]
    if isinstance(value, tuple):
        return [text for one in value for text in _strings(one)]
    if dataclasses.is_dataclass(value):
        found = [_strings(getattr(value, field.name)) for field in dataclasses.fields(value)]
        return [text for texts_ in found for text in texts_]
    return [str(value)] if isinstance(value, int) else []
