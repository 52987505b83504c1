"""The screen turned to a patient: words of the sheet without a sheet, and nothing for professionals."""

import dataclasses
import re

import pytest

from emndir.domain.contact import ProfessionalPhone
from emndir.domain.errors import HandoutError
from emndir.domain.provenance import PartialDate
from emndir.domain.service import Alert
from emndir.domain.vocabulary import FactGroup, ServiceStatus
from emndir.handouts.patient_others import gone_place, gone_service, patient_place
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import phrases, plain
from emndir.handouts.screen import FactKind, gone_screen, patient_screen
from tests.builders import TODAY, make_location, make_source
from tests.handouts.conftest import OLD, make_infirmary, make_radiotherapy
from tests.handouts.test_patient_text import _strings

SAID = phrases()


def screen(service=None, label="", start=None):
    view = PatientService.of(service or make_radiotherapy(), today=TODAY)
    return patient_screen(view, SAID, label, start)


def words(shown) -> str:
    return "\n".join(_strings(shown)).replace("\N{NO-BREAK SPACE}", " ")


def test_four_facts_as_on_paper():
    shown = screen()
    assert [fact.kind for fact in shown.facts] == list(FactKind)
    phone = shown.facts[1]
    assert (phone.before, phone.main) == (
        "Call the radiotherapy department",
        "0116\N{NO-BREAK SPACE}258\N{NO-BREAK SPACE}6244",
    )
    assert shown.facts[0].main == "Your hospital team arranges it for you."
    assert shown.facts[3].main.endswith("Leicester LE1\N{NO-BREAK SPACE}5WW")


def test_it_speaks_of_no_sheet(real):
    for service in real.directory.services[::3]:
        if service.status.is_offered:
            assert "sheet" not in words(screen(service)).casefold(), service.uid


def test_what_is_urgent_and_what_has_changed_is_said():
    changed = screen(make_radiotherapy(alert=Alert(text="The clinic has moved.", until=TODAY)))
    assert [box.heading for box in changed.notices] == [
        "Please note",
        "If you feel unwell during treatment",
    ]
    assert "0808" in plain(changed.notices[1].words)


def test_a_line_that_is_not_fresh_is_not_on_it():
    assert "178 2212" not in words(screen(make_radiotherapy(sources=(OLD,))))


def test_old_facts_are_said():
    assert "Last checked January\N{NO-BREAK SPACE}2020:" in plain(
        screen(make_radiotherapy(sources=(OLD,))).standing
    )


def test_miles_without_the_whole_postcode():
    start = make_location(position=make_infirmary().position).position
    text = words(screen(label="LE2 3AB", start=start))
    assert "Less than 1 mile from LE2" in text
    assert "3AB" not in text


def test_a_place_has_its_number_and_address():
    place = make_infirmary(phones=(make_radiotherapy().phones[0],))
    shown = patient_screen(patient_place(place, today=TODAY), SAID)
    assert [fact.kind for fact in shown.facts] == [FactKind.PHONE, FactKind.PLACE]
    assert not shown.can_print
    assert "Say the name" not in words(shown)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (ServiceStatus.CLOSED, "It has closed."),
        (ServiceStatus.TEMPORARILY_CLOSED, "It is closed for now."),
        (ServiceStatus.PLANNED, "It has not opened yet."),
    ],
)
def test_what_is_gone_says_so_and_gives_no_number(status, expected):
    gone = make_radiotherapy(status=status)
    shown = gone_screen(gone_service(gone, make_radiotherapy(plain_name="The new clinic")), SAID)
    assert expected in words(shown)
    assert "The new clinic took its place." in words(shown)
    assert shown.facts == ()
    assert not re.search(r"\d", words(dataclasses.replace(shown, title="")))
    with pytest.raises(HandoutError):
        PatientService.of(gone, today=TODAY)


def test_a_successor_that_is_gone_too_is_not_named():
    closed = make_radiotherapy(status=ServiceStatus.CLOSED)
    assert "took its place" not in words(gone_screen(gone_service(closed, closed), SAID))


def test_a_place_that_is_gone_says_so():
    place = make_infirmary(status=ServiceStatus.CLOSED)
    assert gone_screen(gone_place(place), SAID).introduction[0].startswith("It has closed.")


def test_a_name_with_a_number_for_professionals_is_not_used():
    gone = make_radiotherapy(
        plain_name="Clinic 0116 250 2543",
        status=ServiceStatus.CLOSED,
        professional_phones=(ProfessionalPhone(number="0116 250 2543"),),
    )
    assert gone_service(gone).title == "Radiotherapy Department, Royal Infirmary"


def test_nothing_for_professionals_of_the_real_directory(real):
    at_risk = [one for one in real.directory.services if one.professional_phones]
    assert at_risk
    for service in at_risk:
        public = {phone.digits for phone in service.phones}
        public |= {one.digits for at in service.places for one in at.location.phones}
        shown = (
            screen(service)
            if service.status.is_offered
            else gone_screen(gone_service(service), SAID)
        )
        digits = re.sub(r"\D", "", words(shown))
        for phone in service.professional_phones:
            assert phone.digits in public or phone.digits.lstrip("0") not in digits, service.uid


def test_a_place_follows_the_same_rules_for_what_is_old():
    old = make_source(seen=PartialDate(2012, 5), supports=tuple(FactGroup))
    place = make_infirmary(sources=(old,), phones=(make_radiotherapy().phones[0],))
    text = plain(patient_screen(patient_place(place, today=TODAY), SAID).standing)
    assert "2012" in text.replace("\N{NO-BREAK SPACE}", " ")
