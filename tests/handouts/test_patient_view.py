import dataclasses
import typing
from datetime import date

import pytest

from emndir.domain.contact import ProfessionalContactError, ProfessionalPhone, PublicPhone
from emndir.domain.errors import HandoutError
from emndir.domain.freshness import Freshness, PaperRule
from emndir.domain.location import ServiceAtLocation
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import Schedule
from emndir.domain.service import Alert
from emndir.domain.vocabulary import (
    Delivery,
    FactGroup,
    PhoneKind,
    ReferralRoute,
    ServiceStatus,
)
from emndir.handouts import patient_view
from emndir.handouts.patient_view import PatientPhone, PatientService
from tests.builders import DAY_AND_NIGHT, TODAY, make_service, make_source
from tests.handouts.conftest import FRESH, NB, OLD, UNDATED, make_infirmary, make_radiotherapy

BLEEP = ProfessionalPhone(number="0116 204 1234", label="Registrar on call")


def view(service=None, **keys):
    return PatientService.of(service or make_radiotherapy(), today=TODAY, **keys)


def standing(seen, fact):
    return next(one for one in seen.standings if one.fact == fact)


# --- Nothing for professionals ---------------------------------------------------------------------


def test_no_type_of_the_view_can_hold_a_professional_contact():
    for kind in (PatientService, PatientPhone, patient_view.PatientPlace, patient_view.Standing):
        hints = typing.get_type_hints(kind)
        assert "ProfessionalPhone" not in str(hints.values())
        assert not [name for name in hints if "professional" in name or name == "notes"]


def test_a_professional_number_is_refused_at_run_time():
    smuggled = typing.cast("PublicPhone", BLEEP)
    with pytest.raises(ProfessionalContactError):
        PatientPhone(phone=smuggled)
    with pytest.raises(ProfessionalContactError):
        PatientService(uid="a", title="A", treatment_line=smuggled)
    with pytest.raises(ProfessionalContactError):
        view(make_radiotherapy(phones=(smuggled,)))
    place = ServiceAtLocation(location=make_infirmary(phones=(smuggled,)))
    with pytest.raises(ProfessionalContactError):
        view(make_radiotherapy(phones=(), places=(place,)))


@pytest.mark.parametrize(
    "written",
    ["0116 204 1234", "01162041234", "0116-204-1234", "(0116) 204 1234", "+44 116 204 1234"],
)
def test_a_sentence_with_a_professional_number_is_dropped_however_it_is_written(written):
    text = f"Good to know. Doctors ring {written} for advice. Parking is free."
    place = ServiceAtLocation(
        location=make_infirmary(transport=(text,), accessibility=(text,)), detail=(text,)
    )
    seen = view(
        make_radiotherapy(
            professional_phones=(BLEEP,),
            plain_line=text,
            eligibility=text,
            application_process=text,
            referral_routes=(ReferralRoute.SELF,),
            hours_note=text,
            ask_for=f"the nurse on {written}",
            accessibility=(text,),
            languages=(f"Polish {written}",),
            alert=Alert(text=text, until=TODAY),
            schedules=(dataclasses.replace(DAY_AND_NIGHT, note=text),),
            phones=(PublicPhone(number="0116 258 6244", label=f"Office or {written}"),),
            places=(place,),
        )
    )
    said = str(dataclasses.asdict(seen))
    assert "204" not in "".join(said.split())
    assert seen.alert == "Good to know. Parking is free."


def test_a_title_with_a_professional_number_falls_back():
    service = make_radiotherapy(
        professional_phones=(BLEEP,), plain_name="Ring 0116 204 1234", name="Radiotherapy"
    )
    assert view(service).title == "Radiotherapy"


def test_a_bleep_is_kept_back_as_a_number_of_its_own():
    bleep = ProfessionalPhone(number="0116 258 6244 bleep 4321")
    service = make_radiotherapy(
        professional_phones=(bleep,), hours_note="Bleep 4321. Room 43210 is open."
    )
    seen = view(service)
    assert seen.hours_note == f"Room{NB}43210 is open."
    assert seen.phone is not None, "the number before the bleep is public"


def test_a_number_that_is_public_and_professional_is_professional():
    both = ProfessionalPhone(number="0116 258 6244")
    assert view(make_radiotherapy(professional_phones=(both,))).phone is None


def test_a_professional_mailbox_is_dropped():
    service = make_radiotherapy(
        email="team@nhs.net",
        professional_email="team@nhs.net",
        plain_line="Write to TEAM@nhs.net. It is free.",
    )
    seen = view(service)
    assert (seen.email, seen.line) == ("", "It is free.")


# --- What is offered -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (ServiceStatus.CLOSED, "has closed"),
        (ServiceStatus.PLANNED, "has not opened yet"),
        (ServiceStatus.TEMPORARILY_CLOSED, "is closed for now"),
    ],
)
def test_what_is_not_offered_has_no_sheet(status, words):
    with pytest.raises(HandoutError, match=words):
        view(make_radiotherapy(status=status))


def test_a_service_without_any_name_has_no_sheet():
    nameless = make_service(
        name="\N{ZERO WIDTH NO-BREAK SPACE}",
        organization=dataclasses.replace(make_service().organization, name=" "),
    )
    with pytest.raises(HandoutError, match="no name"):
        view(nameless)


def test_an_unsure_service_says_when_it_was_last_seen():
    unsure = make_radiotherapy(status=ServiceStatus.UNSURE, sources=(OLD,))
    assert (view(unsure).is_unsure, view(unsure).last_seen) == (
        True,
        PartialDate(2020, 1),
    )
    assert not view(unsure, confirmed={FactGroup.ABOUT}).is_unsure


# --- How old a fact may be -------------------------------------------------------------------------


@pytest.mark.parametrize("source", [OLD, UNDATED])
def test_the_rule_label_prints_doubtful_facts(source):
    seen = view(make_radiotherapy(sources=(source,)))
    assert seen.phone is not None
    assert seen.website
    assert seen.schedules
    assert standing(seen, "phone").is_printed
    assert standing(seen, "phone").freshness.is_doubtful
    assert standing(seen, "phone").turns_old is None


@pytest.mark.parametrize("source", [OLD, UNDATED])
def test_the_rule_leave_out_leaves_them_out(source):
    place = ServiceAtLocation(location=make_infirmary(sources=(source,), transport=("A bus",)))
    service = make_radiotherapy(
        sources=(source,), places=(place,), eligibility="Adults", minimum_age=18
    )
    seen = view(service, rule=PaperRule.LEAVE_OUT)
    left = (seen.phone, seen.website, seen.places, seen.schedules, seen.cost, seen.routes)
    assert not any(left)
    assert not any((seen.line, seen.eligibility, seen.minimum_age, seen.transport))
    assert seen.has_unprinted_phone
    assert not any(one.is_printed for one in seen.standings)


def test_ageing_facts_are_printed_under_either_rule():
    ageing = make_source(seen=PartialDate(2026, 3), supports=tuple(FactGroup))
    for rule in PaperRule:
        seen = view(make_radiotherapy(sources=(ageing,)), rule=rule)
        assert seen.phone is not None
        assert standing(seen, "phone").freshness is Freshness.AGEING


def test_what_was_checked_counts_as_checked_today():
    service = make_radiotherapy(sources=(UNDATED,))
    seen = view(service, rule=PaperRule.LEAVE_OUT, confirmed={FactGroup.CONTACT})
    assert seen.phone is not None
    assert standing(seen, "phone").when == PartialDate.of(TODAY)
    assert standing(seen, "phone").turns_old == date(2027, 11, 22)
    assert seen.treatment_line is None, "it needs a check of its own"


@pytest.mark.parametrize("rule", list(PaperRule))
@pytest.mark.parametrize(
    ("seen_on", "is_printed"),
    [
        (PartialDate(2026, 11, 1), True),
        (PartialDate(2026, 8, 22), True),
        (PartialDate(2026, 8, 21), False),
        (PartialDate(2020, 1), False),
        (None, False),
    ],
)
def test_a_treatment_line_is_printed_only_while_fresh(rule, seen_on, is_printed):
    source = make_source(seen=seen_on, supports=tuple(FactGroup))
    service = make_radiotherapy(
        sources=(source,), plain_line="Treatment. If unwell ring 0808 178 2212."
    )
    seen = view(service, rule=rule)
    assert (seen.treatment_line is not None) is is_printed
    assert ("0808" in seen.line) is (is_printed and bool(seen.line))
    confirmed = view(service, rule=rule, confirmed={FactGroup.TREATMENT_LINE})
    assert confirmed.treatment_line is not None


def test_a_treatment_line_turns_old_when_it_stops_being_fresh():
    assert standing(view(), "treatment-line").turns_old == date(2027, 2, 22)


# --- Which number ----------------------------------------------------------------------------------


def test_the_patients_own_line_stands_before_a_switchboard():
    phones = (
        PublicPhone(number="0300 303 1573", label="Switchboard", kind=PhoneKind.SWITCHBOARD),
        PublicPhone(number="0116 258 6241", kind=PhoneKind.FAX),
        PublicPhone(number="07700 900123", kind=PhoneKind.TEXT),
        PublicPhone(number="0116 258 6244", label="Clinic"),
    )
    seen = view(make_radiotherapy(phones=phones))
    assert seen.phone is not None
    assert seen.phone.phone.number == "0116 258 6244"
    assert not seen.phone.is_main


def test_a_number_without_digits_is_none():
    assert view(make_radiotherapy(phones=(PublicPhone(number=" n/a "),))).phone is None


def test_a_service_without_a_number_has_that_of_its_place():
    main = PublicPhone(number="0300 303 1573", label="Hospital switchboard")
    place = ServiceAtLocation(location=make_infirmary(phones=(main,)))
    seen = view(
        make_radiotherapy(phones=(), places=(place,), ask_for="the radiotherapy department")
    )
    assert seen.phone is not None
    assert seen.phone.is_main
    assert seen.phone.is_hospital
    assert seen.ask_for == "the radiotherapy department"


def test_an_advice_line_with_hours_is_never_called_day_and_night():
    weekdays = Schedule(byday=("MO",), opens_at=DAY_AND_NIGHT.opens_at, closes_at=None)
    phones = (PublicPhone(number="0116 258 6244", label="Acute oncology nurses"),)
    service = make_radiotherapy(
        service_type="acute-oncology", phones=phones, schedules=(weekdays,), sources=(FRESH,)
    )
    seen = view(service)
    assert seen.treatment_line is None
    assert seen.phone is not None
    always = dataclasses.replace(service, schedules=(DAY_AND_NIGHT,))
    assert view(always).treatment_line is not None


def test_a_stale_advice_line_is_not_printed_as_an_ordinary_number():
    service = make_radiotherapy(
        service_type="acute-oncology",
        phones=(PublicPhone(number="0116 258 6244", label="Nurses"),),
        sources=(OLD,),
    )
    seen = view(service)
    assert seen.phone is None
    assert seen.has_unprinted_phone


def test_facts_of_a_closed_place_stay_away():
    closed = ServiceAtLocation(
        location=make_infirmary(
            status=ServiceStatus.CLOSED, phones=(PublicPhone(number="0300 303 1573"),)
        )
    )
    seen = view(make_radiotherapy(phones=(), places=(closed,)))
    assert (seen.places, seen.phone, seen.closed_places) == ((), None, ("Royal Infirmary",))


def test_hours_and_alerts_that_are_over_stay_away():
    over = dataclasses.replace(DAY_AND_NIGHT, valid_to=date(2026, 1, 1))
    alert = Alert(text="Closed this week.", until=date(2026, 11, 21))
    seen = view(make_radiotherapy(schedules=(over,), alert=alert))
    assert (seen.schedules, seen.alert) == ((), "")


def test_words_for_staff_are_left_to_staff():
    service = make_radiotherapy(
        referral_routes=(ReferralRoute.SELF,),
        application_process="Fill in the form online. Professionals refer through SystmOne.",
    )
    assert view(service).process == ("Fill in the form online.",)
    by_staff = dataclasses.replace(service, referral_routes=(ReferralRoute.HOSPITAL_TEAM,))
    assert view(by_staff).process == ()


@pytest.mark.parametrize(
    ("said", "is_drop_in"),
    [
        ("Drop in; no appointment needed.", True),
        ("Just turn up.", True),
        ("No longer drop-in.", False),
        ("Ring to book.", False),
    ],
)
def test_drop_in_is_said_only_where_the_source_says_so(said, is_drop_in):
    service = make_radiotherapy(
        referral_routes=(ReferralRoute.SELF,),
        delivery=(Delivery.IN_PERSON,),
        application_process=said,
    )
    assert view(service).is_drop_in is is_drop_in


@pytest.mark.parametrize(
    ("email", "printed"),
    [("a@b.org", "a@b.org"), ("not an address", ""), ("a@b.org\nBcc: c@d.org", ""), ("", "")],
)
def test_an_email_address_is_one_or_none(email, printed):
    assert view(make_radiotherapy(email=email)).email == printed
