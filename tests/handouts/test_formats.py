"""Phone, date, time and address: one formatter for screen and paper, held over the whole directory."""

import re

import pytest

from emndir.domain.contact import format_phone, is_phone, phone_words
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import hours_in_words, schedule_in_words
from emndir.handouts.contact_box import contact_box
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import phrases
from emndir.handouts.sections import hours
from emndir.handouts.wording import number_words, tidy
from tests.builders import TODAY
from tests.handouts.conftest import NB

TIME = r"(?:\d{1,2}(?::\d\d)?(?:am|pm)|midday|midnight)"
DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
HOURS = re.compile(
    rf"(?:Day and night, every day|(?:[A-Z][^,]*|{DAY}.*), (?:from{NB}{TIME}|{TIME}{NB}to{NB}{TIME})"
    rf"(?: \([A-Z][A-Za-z, ]+ only\))?)"
)
DATE = re.compile(rf"(?:\d{{1,2}}{NB})?(?:[A-Z][a-z]+{NB})?\d{{4}}")


@pytest.fixture(scope="module")
def services(real):
    return [service for service in real.directory.services if service.status.is_offered]


def test_phones_are_the_same_on_screen_and_on_paper_and_spaced_as_they_are_said(services):
    found = 0
    for service in services:
        for phone in service.phones:
            words = phone_words(phone.number)
            assert words == number_words(phone.number)
            assert " " not in words, "it never breaks over a line"
            assert is_phone(phone.number), (service.uid, phone.number)
            digits = re.sub(r"\D", "", words)
            assert NB in words or len(digits) <= 6, (service.uid, words)
            assert re.sub(r"\D", "", format_phone(phone.number)) == digits
            found += 1
    assert found > 250


def test_the_number_in_the_box_is_that_of_the_screen(services):
    said = phrases()
    boxes = 0
    for service in services[::3]:
        view = PatientService.of(service, today=TODAY)
        if view.phone is None:
            continue
        assert contact_box(view, said).number == phone_words(view.phone.phone.number)
        boxes += 1
    assert boxes > 50


def test_hours_are_written_as_the_nhs_writes_them(services):
    patterns = 0
    for service in services:
        for schedule in service.schedules:
            words = schedule_in_words(schedule).removesuffix(f". {schedule.note}")
            first = words.split(". ")[0]
            assert HOURS.fullmatch(first), (service.uid, first)
            assert not re.search(r"\d ?[-–] ?\d|\d\.\d\d|:00|12(?::00)?(am|pm)", first), first
            patterns += 1
    assert patterns > 70


def test_the_sheet_says_the_hours_as_the_screen_does(services):
    said = phrases()
    compared = 0
    for service in services:
        view = PatientService.of(service, today=TODAY)
        if len(view.schedules) != 1 or view.schedules[0].note or view.schedules[0].is_always:
            continue
        if view.schedules[0].valid_from or view.schedules[0].valid_to:
            continue
        on_screen = tidy(hours_in_words(view.schedules))
        assert on_screen in said_of(hours(view, said)), service.uid
        compared += 1
    assert compared > 15


def said_of(section):
    return " ".join(run.text for body in section.body for run in body.words)


def test_dates_have_their_month_in_full(services):
    seen = {source.seen for service in services for source in service.sources if source.seen}
    assert len(seen) > 50
    for date in seen:
        assert DATE.fullmatch(date.words), date.words
    assert PartialDate(2018, 8, 6).words == f"6{NB}August{NB}2018"


def test_an_address_has_a_part_a_line_and_its_postcode_last(services):
    places = 0
    for service in services:
        for place in PatientService.of(service, today=TODAY).places:
            for line in place.lines:
                assert line == line.strip().rstrip(","), (service.uid, line)
            if place.postcode:
                assert re.fullmatch(rf"[A-Z]{{1,2}}\d[A-Z\d]?{NB}\d[A-Z]{{2}}", place.postcode)
                assert not any(place.postcode in line for line in place.lines), service.uid
            places += 1
    assert places > 200
