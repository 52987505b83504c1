"""What can be copied: for the patient, for a letter, and what is said afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.freshness import PaperRule
from emndir.domain.location import ServiceAtLocation
from emndir.domain.service import Alert, Service
from emndir.domain.vocabulary import FactGroup, PhoneKind, ServiceStatus
from emndir.handouts.patient_others import patient_place
from emndir.handouts.patient_view import PatientService
from emndir.ui.detail import CopyKind
from emndir.ui.wording.copies import place_copies, service_copies
from emndir.ui.wording.loaded import LoadedPlace
from emndir.ui.wording.referral import referral_block
from tests.ui.wording.records import SWITCHBOARD, TODAY, check, loaded, place, service, source

LINE = PublicPhone(number="0808 178 2212", kind=PhoneKind.TREATMENT_LINE)
FULL = service(
    ask_for="the breast clinic",
    application_process="Use the two week wait form.",
    eligibility="Adults with a breast symptom",
    phones=(PublicPhone(number="0116 250 2543", label="Nurses"),),
    professional_phones=(ProfessionalPhone(number="0116 258 3366", label="Referral desk"),),
    professional_email="refer@example.nhs.uk",
    website="https://www.nhs.uk/breast",
    hours_note="Weekday mornings – “usually”",
    sources=(source(FactGroup.CONTACT, FactGroup.REFERRAL),),
)


def copied(changed: Service, rule: PaperRule = PaperRule.LABEL, **more) -> dict[CopyKind, str]:
    patient = PatientService.of(changed, today=TODAY, rule=rule)
    made = service_copies(loaded(changed, patient=patient, **more))
    return {one.kind: one.text for one in made}


def test_everything_can_be_copied():
    assert list(copied(FULL)) == list(CopyKind)


def test_nothing_but_the_block_for_a_letter_has_a_contact_for_professionals():
    made = copied(FULL)
    letter = made.pop(CopyKind.LETTER)
    assert "For professionals: 0116 258 3366 (referral desk)" in letter
    assert "For professionals: refer@example.nhs.uk" in letter
    for kind, text in made.items():
        assert "3366" not in text, kind
        assert "refer@" not in text, kind


def test_the_block_for_a_letter():
    text = referral_block(loaded(FULL, data_date=TODAY))
    assert text.splitlines() == [
        "For health professionals. Do not give this to the patient.",
        "Breast clinic",
        "Leicester hospitals",
        "Clinic for breast cancer",
        "How to refer: GP refers. Use the two week wait form.",
        "Who it is for: Adults with a breast symptom.",
        "Phone: 0116 250 2543 (Nurses, ask for the breast clinic)",
        "For professionals: 0116 258 3366 (referral desk)",
        "For professionals: refer@example.nhs.uk",
        "Web: nhs.uk/breast",
        "Address: Glenfield Hospital, Groby Road, Leicester LE3 9QP",
        'Open: Weekday mornings - "usually".',
        "Checked October 2026: how to get in and phone, email and web.",
        "Not checked yet: opening hours, place and who it is for.",
        "From the emndir directory of 22 November 2026.",
    ]
    assert text.isascii()


def test_the_block_names_once_what_bears_the_name_of_its_body():
    same = replace(FULL, name=FULL.organization.name)
    assert referral_block(loaded(same)).splitlines()[1:3] == [same.name, "Clinic for breast cancer"]


def test_the_block_tells_the_age_of_nothing_that_it_does_not_tell():
    dated = replace(
        FULL,
        accessibility=("Step-free",),
        sources=(source(*FactGroup),),
    )
    assert "access" not in referral_block(loaded(dated))


def test_the_block_names_a_switchboard_within_one_sentence():
    bare = service(phones=(SWITCHBOARD,))
    text = referral_block(loaded(bare))
    assert f"Phone: {SWITCHBOARD.number} (Hospital switchboard, no direct line listed)" in text


def test_the_block_says_doubt_and_changes():
    changed = replace(
        FULL, status=ServiceStatus.UNSURE, alert=Alert(text="It has moved", until=TODAY)
    )
    text = referral_block(loaded(changed))
    assert "Not confirmed: last seen October 2026." in text
    assert "Please note: It has moved." in text


@pytest.mark.parametrize("seen", ["2026-01-01", "2020-01-01"])
def test_an_old_treatment_line_is_in_no_copy(seen):
    old = replace(
        FULL,
        phones=(LINE,),
        hours_note="Ring 0808 1782212 at any time. Day and night.",
        sources=(),
        checks=(check(FactGroup.CONTACT, seen),),
        places=(replace(FULL.places[0], location=place(phones=(SWITCHBOARD,))),),
    )
    made = copied(old)
    assert CopyKind.PHONE not in made
    for kind, text in made.items():
        assert "178" not in text, kind
    letter = made[CopyKind.LETTER]
    assert "24-hour line: the number we have needs a check, so it is left out." in letter
    assert "Phone: 0300 303 1573" in letter
    assert "Day and night." in letter


def test_a_fresh_treatment_line_is_copied():
    fresh = replace(FULL, phones=(LINE,), checks=(check(FactGroup.CONTACT, "2026-11-01"),))
    made = copied(fresh)
    assert "0808 178 2212" in made[CopyKind.CONTACT]
    assert "0808 178 2212" in made[CopyKind.LETTER]
    assert made[CopyKind.PHONE] == "0808 178 2212"


def test_copy_says_what_is_old():
    changed = service(
        phones=(SWITCHBOARD,),
        ask_for="the breast clinic",
        sources=(source(FactGroup.CONTACT, seen="2020-01"),),
    )
    lines = copied(changed)[CopyKind.CONTACT].splitlines()
    assert lines[1] == "0300 303 1573 (main number, ask for the breast clinic)"
    assert "Last checked January 2020: the phone number." in lines[-1]


def test_copy_follows_the_rule_to_leave_out():
    changed = service(phones=(SWITCHBOARD,), sources=(source(FactGroup.CONTACT, seen="2020-01"),))
    made = copied(changed, PaperRule.LEAVE_OUT)
    assert "0300" not in made[CopyKind.CONTACT]
    assert CopyKind.PHONE not in made


def test_address_and_number_go_through_the_patient_s_door():
    """What stands beside a place may hold a professional's number; it is not copied with it."""
    told = ServiceAtLocation(location=place(), detail=("Bleep 0116 258 3366",))
    made = copied(replace(FULL, places=(told,)))
    assert made[CopyKind.ADDRESS].splitlines()[-3:] == ["Groby Road", "Leicester", "LE3 9QP"]
    assert "3366" not in made[CopyKind.ADDRESS]
    assert list(made) == list(CopyKind)
    unnamed = {one.kind for one in service_copies(loaded(FULL))}
    assert unnamed == {CopyKind.LETTER}  # nothing for a patient where there is no patient's side


def test_what_is_said_and_what_the_menu_calls_it():
    patient = PatientService.of(FULL, today=TODAY)
    by_kind = {one.kind: one for one in service_copies(loaded(FULL, patient=patient))}
    one = by_kind[CopyKind.ONE_MESSAGE]
    assert one.name == f"Text for the patient, 1 message ({len(one.text)} characters)"
    assert one.done == f"Copied: patient text, {len(one.text)} characters."
    assert by_kind[CopyKind.LETTER].done == "Copied: referral details. Not for the patient."
    assert by_kind[CopyKind.PHONE].done == "Copied: phone number 0 1 1 6, 2 5 0, 2 5 4 3."


def test_messages_that_say_the_same_are_offered_once():
    short = service(plain_name="Clinic", places=(), referral_routes=())
    kinds = list(copied(short))
    assert CopyKind.ONE_MESSAGE in kinds
    assert CopyKind.TWO_MESSAGES not in kinds


def test_of_a_place():
    hospital = place(phones=(SWITCHBOARD,))
    made = place_copies(
        LoadedPlace(location=hospital, today=TODAY, patient=patient_place(hospital, today=TODAY))
    )
    kinds = [one.kind for one in made]
    assert CopyKind.LETTER not in kinds
    assert kinds[0] is CopyKind.CONTACT
    assert "0300 303 1573" in made[0].text
    closed = replace(hospital, status=ServiceStatus.CLOSED)
    assert place_copies(LoadedPlace(location=closed, today=TODAY)) == ()
