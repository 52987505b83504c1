"""The four key facts: what they say, whose number it is, and how old it all is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.location import Coordinates, Position, ServiceAtLocation
from emndir.domain.schedule import DAYS, MIDNIGHT_END, PublicHolidays, Schedule
from emndir.domain.vocabulary import (
    Delivery,
    FactGroup,
    PhoneKind,
    Precision,
    ReferralRoute,
    ServiceStatus,
)
from emndir.ui import labels
from emndir.ui.detail import KeyFact, Look
from emndir.ui.wording.key_facts import contacts, key_facts, switchboard_in_words
from emndir.ui.wording.loaded import nearest_first
from tests.ui.wording.records import (
    SWITCHBOARD,
    TODAY,
    asked_from,
    check,
    loaded,
    place,
    service,
    source,
)

WEEKDAYS = DAYS[:5]


def facts(**changes: object) -> dict[str, KeyFact]:
    return {fact.caption: fact for fact in key_facts(loaded(service(**changes)))}


def texts(fact: KeyFact) -> list[str]:
    return [line.text.replace("\N{NO-BREAK SPACE}", " ") for line in fact.lines]


def test_the_four_facts_stand_in_their_order():
    captions = [fact.caption for fact in key_facts(loaded())]
    assert captions == ["How to get in", "Phone", "Open", "Where"]


def test_every_fact_ends_with_its_age_in_words():
    found = facts(
        phones=(PublicPhone(number="0116 250 2543"),),
        hours_note="Weekday mornings.",
        sources=(source(FactGroup.REFERRAL), source(FactGroup.HOURS, seen="2019")),
        checks=(check(FactGroup.CONTACT),),
    )
    assert texts(found["How to get in"])[-1] == "Checked October 2026."
    assert texts(found["Phone"])[-1] == "Checked 14 October 2026."
    assert texts(found["Open"])[-1] == "Last checked 2019."
    assert found["Open"].spoken.endswith("Last checked 2019. Check before you rely on it.")
    assert texts(found["Where"])[-1] == "Not checked yet."
    assert found["Phone"].lines[-1].look is Look.DATED
    assert found["Open"].lines[-1].look is Look.DOUBTFUL


def test_nothing_is_guessed():
    found = facts(referral_routes=(), places=())
    assert texts(found["How to get in"]) == ["Not listed", "No source states this."]
    assert texts(found["Phone"]) == ["Not listed", "No source states this."]
    assert texts(found["Open"]) == ["Hours not listed", "No source states this."]
    assert texts(found["Where"]) == ["Place not listed", "No source states this."]


def test_three_ways_in_are_all_named():
    routes = (ReferralRoute.SELF, ReferralRoute.GP, ReferralRoute.HOSPITAL_TEAM)
    found = facts(referral_routes=routes)["How to get in"]
    assert texts(found)[0] == "Patient can contact, or GP or hospital team refers"


def test_the_pane_says_how_to_get_in_as_the_card_does():
    routes = (ReferralRoute.GP, ReferralRoute.HOSPITAL_TEAM, ReferralRoute.ANY_PROFESSIONAL)
    found = facts(referral_routes=routes)["How to get in"]
    assert texts(found)[0] == labels.routes_in_words(routes) == "Any professional refers"


def test_process_without_a_route_says_whom_to_ask():
    found = facts(referral_routes=(), application_process="Ring to book")["How to get in"]
    assert texts(found)[:2] == ["Ask them", "Ring to book."]


# --- Phone ------------------------------------------------------------------------------------


def test_a_switchboard_says_that_it_is_one_and_whom_to_ask_for():
    found = facts(phones=(SWITCHBOARD,), ask_for="the breast clinic")["Phone"]
    assert texts(found)[:2] == ["0300 303 1573", "Hospital switchboard. Ask for the breast clinic."]


def test_a_switchboard_without_a_department_says_that_no_direct_line_is_listed():
    found = facts(phones=(SWITCHBOARD,))["Phone"]
    assert texts(found)[1] == "Hospital switchboard. No direct line listed."


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("", "Hospital switchboard."),
        ("Switchboard", "Hospital switchboard."),
        ("Glenfield switchboard", "Glenfield switchboard."),
        ("Main reception", "Main reception."),
        ("Leicester Royal Infirmary", "Leicester Royal Infirmary. Hospital switchboard."),
        ("LOROS Hospice main number", "LOROS Hospice main number."),
        ("Maggie's national number", "Maggie's national number."),
        ("Reception", "Reception. Main number."),
    ],
)
def test_a_switchboard_is_never_taken_for_a_department(label, words):
    phone = PublicPhone(number="0300 303 1573", label=label, kind=PhoneKind.SWITCHBOARD)
    assert switchboard_in_words(phone) == words


def test_without_a_number_of_its_own_the_places_switchboard_stands_there_with_its_own_age():
    hospital = place(phones=(SWITCHBOARD,), sources=(source(FactGroup.CONTACT, seen="2020-01"),))
    found = facts(places=(ServiceAtLocation(location=hospital),), ask_for="the clinic")["Phone"]
    assert texts(found) == [
        "0300 303 1573",
        "Hospital switchboard. Ask for the clinic.",
        "Last checked January 2020.",
    ]


def test_a_number_for_text_messages_is_no_number_to_ring():
    phones = (
        PublicPhone(number="66777", kind=PhoneKind.TEXT),
        PublicPhone(number="0116 250 2543", label="Nurses"),
    )
    assert texts(facts(phones=phones)["Phone"])[0] == "0116 250 2543"


def test_digits_are_spoken_apart():
    found = facts(phones=(SWITCHBOARD,))["Phone"]
    assert found.spoken.startswith("Phone: 0 3 0 0, 3 0 3, 1 5 7 3. Hospital switchboard.")


def test_a_treatment_line_follows_its_stricter_limits_and_has_its_own_sign():
    line = PublicPhone(number="0808 178 2212", kind=PhoneKind.TREATMENT_LINE)
    found = facts(phones=(line,), checks=(check(FactGroup.CONTACT, "2026-07-01"),))["Phone"]
    assert found.icon == "phone-alert-outline"
    assert texts(found)[-1] == "Checked 1 July 2026. Call first."


# --- Hours ------------------------------------------------------------------------------------


def morning(**changes: Any) -> Schedule:
    return Schedule(byday=WEEKDAYS, opens_at=time(9), closes_at=time(12, 30), **changes)


def test_bank_holidays_are_never_assumed():
    unknown = facts(schedules=(morning(),))["Open"]
    closed = facts(schedules=(morning(public_holidays=PublicHolidays.CLOSED),))["Open"]
    assert "Bank holidays: not known." in texts(unknown)
    assert "Closed on bank holidays." in texts(closed)


def test_day_and_night_every_day_says_nothing_of_bank_holidays_but_what_is_stated():
    always = Schedule(byday=DAYS, opens_at=time(0), closes_at=MIDNIGHT_END)
    stated = replace(always, public_holidays=PublicHolidays.CLOSED)
    assert not any("ank holiday" in text for text in texts(facts(schedules=(always,))["Open"]))
    assert "Closed on bank holidays." in texts(facts(schedules=(stated,))["Open"])
    assert "Bank holidays: not known." in texts(facts(schedules=(always, morning()))["Open"])


def test_hours_that_speak_of_bank_holidays_are_believed():
    found = facts(schedules=(morning(note="Closed on public holidays"),))["Open"]
    assert texts(found)[:2] == ["Monday to Friday, 9am to 12:30pm", "Closed on public holidays."]
    assert not any("not known" in text for text in texts(found))


def test_hours_that_have_ended_are_not_shown():
    found = facts(schedules=(morning(valid_to=date(2026, 1, 31)),))["Open"]
    assert texts(found)[:2] == ["Hours not listed", "The hours we had have ended."]


def test_hours_to_come_say_from_when():
    found = facts(schedules=(morning(valid_from=date(2027, 1, 4)),))["Open"]
    assert texts(found)[0] == "From 4 January 2027: Monday to Friday, 9am to 12:30pm"


def test_of_a_note_the_first_sentence_is_the_headline():
    found = facts(hours_note="Weekday mornings. Extra clinics when busy.")["Open"]
    assert texts(found)[:2] == ["Weekday mornings", "Extra clinics when busy."]


# --- Where ------------------------------------------------------------------------------------


def test_distance_is_in_a_straight_line():
    asked = asked_from(52.61, -1.12)
    found = {fact.caption: fact for fact in key_facts(loaded(asked=asked))}["Where"]
    assert "4.0 miles from LE2, in a straight line." in texts(found)


def test_a_rough_place_has_a_rough_distance():
    asked = asked_from(52.61, -1.12, precision=Precision.DISTRICT)
    found = {fact.caption: fact for fact in key_facts(loaded(asked=asked))}["Where"]
    assert "About 4 miles from LE2, in a straight line." in texts(found)


def test_water_between_makes_the_road_longer():
    hull = place(uid="hull", position=Position(Coordinates(53.745, -0.36), Precision.EXACT))
    asked = asked_from(53.69, -0.44, label="DN18", locations=[hull])
    there = service(places=(ServiceAtLocation(location=hull),))
    found = {fact.caption: fact for fact in key_facts(loaded(there, asked=asked))}["Where"]
    assert any("The Humber lies between: the road is longer." in text for text in texts(found))


def test_of_several_places_the_nearest_comes_first():
    near = place(
        uid="oadby",
        name="Oadby",
        address=("Oadby",),
        position=Position(Coordinates(52.6, -1.08), Precision.EXACT),
    )
    far = place()
    both = service(places=tuple(ServiceAtLocation(location=one) for one in (far, near)))
    asked = asked_from(52.6, -1.09, locations=[far, near])
    both = nearest_first(both, asked)
    found = {fact.caption: fact for fact in key_facts(loaded(both, asked=asked))}["Where"]
    assert "under half a mile" in texts(found)[2].casefold()
    assert "And one more place." in texts(found)


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        ((Delivery.PHONE,), "By phone"),
        ((Delivery.PHONE, Delivery.ONLINE), "By phone or online"),
        ((Delivery.HOME_VISIT,), "At home"),
        ((Delivery.OUTREACH_BUS,), "In a mobile unit"),
    ],
)
def test_what_has_no_place_says_how_it_is_given(ways, words):
    found = facts(places=(), delivery=ways)["Where"]
    assert texts(found) == [words]


def test_a_place_that_is_closed_is_not_offered():
    closed = place(status=ServiceStatus.CLOSED)
    found = facts(places=(ServiceAtLocation(location=closed),))["Where"]
    assert texts(found)[0] == "Place not listed"


# --- Further ways -----------------------------------------------------------------------------


def test_numbers_and_addresses_for_professionals_are_marked():
    given = {
        "phones": (SWITCHBOARD,),
        "professional_phones": (ProfessionalPhone(number="0116 258 3366", label="Referral desk"),),
        "professional_email": "breast.referrals@example.nhs.uk",
    }
    found = facts(**given)["Phone"]
    assert texts(found)[-1] == "For professionals: 0116 258 3366, referral desk"
    assert found.spoken.endswith("For professionals: 0 1 1 6, 2 5 8, 3 3 6 6, referral desk.")
    part = contacts(service(**given), TODAY)
    assert part is not None
    assert part.lines[0].text == "For professionals: breast.referrals@example.nhs.uk"


def test_further_numbers_have_their_label_and_say_if_nobody_answers():
    phones = (
        SWITCHBOARD,
        PublicPhone(number="0116 250 2543", label="Nurses"),
        PublicPhone(number="0116 250 9999", label="Office", kind=PhoneKind.FAX),
    )
    said = texts(facts(phones=phones)["Phone"])
    assert said[-2:] == ["Nurses: 0116 250 2543", "Office (fax): 0116 250 9999"]


def test_without_a_number_of_their_own_those_for_professionals_are_still_there():
    only = (ProfessionalPhone(number="0116 258 3366", label="Referral desk"),)
    said = texts(facts(places=(), professional_phones=only)["Phone"])
    assert said == ["Not listed", "For professionals: 0116 258 3366, referral desk"]


def test_web_and_email_are_shown_whole_and_are_links():
    part = contacts(service(website="https://www.nhs.uk/a/", email="a@example.org"), TODAY)
    assert part is not None
    links = {line.text: line.url for line in part.lines if line.url}
    assert links == {"nhs.uk/a": "https://www.nhs.uk/a/", "a@example.org": "mailto:a@example.org"}


def test_nothing_more_to_say_says_nothing():
    assert contacts(service(phones=(SWITCHBOARD,)), TODAY) is None
