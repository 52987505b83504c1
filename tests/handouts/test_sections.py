import dataclasses
from datetime import date, time

import pytest

from emndir.domain.contact import PublicPhone
from emndir.domain.location import ServiceAtLocation
from emndir.domain.schedule import PublicHolidays, Schedule
from emndir.domain.vocabulary import Cost, Delivery, PhoneKind, ReferralRoute, ServiceStatus
from emndir.handouts import sections
from emndir.handouts.blocks import Address, Bullets, Section, Sentence
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import phrases, plain
from tests.builders import DAY_AND_NIGHT, TODAY
from tests.handouts.conftest import NB, OLD, make_infirmary, make_radiotherapy

SAID = phrases()
WEEKDAYS = Schedule(byday=("MO", "TU", "WE", "TH", "FR"), opens_at=time(9), closes_at=time(17, 30))


def view(**changes):
    return PatientService.of(make_radiotherapy(**changes), today=TODAY)


def words(section: Section | None) -> str:
    assert section is not None
    parts = []
    for part in section.body:
        match part:
            case Sentence(runs):
                parts.append(plain(runs))
            case Address(lines):
                parts.append(" / ".join(lines))
            case Bullets(items):
                parts.append(" * ".join(items))
    return " | ".join(parts).replace(NB, " ")


# --- What it is ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"eligibility": "Adults with an illness."}, "For adults with an illness."),
        ({"eligibility": "Leicester residents."}, "Leicester residents."),
        ({"eligibility": "To treat cancer: radiation."}, ""),
        ({"minimum_age": 18}, "For people aged 18 and over."),
        ({"eligibility": "Children up to five", "maximum_age": 5}, "For children up to five."),
        ({"maximum_age": 24}, "For people aged 24 and under."),
        ({"minimum_age": 55, "maximum_age": 74}, "For people aged 55 to 74."),
        ({"eligibility": "Women of 50 to 70", "minimum_age": 50}, "For women of 50 to 70."),
        ({}, ""),
    ],
)
def test_who_it_is_for(changes, said):
    intro = sections.introduction(view(**changes), SAID)
    assert plain(intro[0]).replace(NB, " ") == " ".join(
        part for part in ("Radiotherapy uses radiation to treat cancer.", said) if part
    )


def test_a_service_that_may_not_run_says_so_in_bold():
    intro = sections.introduction(view(status=ServiceStatus.UNSURE, sources=(OLD,)), SAID)
    assert plain(intro[1]).replace(NB, " ") == (
        "Not confirmed: last seen January 2020. Call or look before you go."
    )
    assert intro[1][0].strong
    undated = sections.introduction(view(status=ServiceStatus.UNSURE, sources=()), SAID)
    assert plain(undated[1]).startswith("Not confirmed: we do not know if it runs today.")


def test_without_a_plain_line_the_description_begins():
    said = sections.introduction(view(plain_line="", description="One thing. Another."), SAID)
    assert plain(said[0]) == "One thing."


# --- Unwell ----------------------------------------------------------------------------------------


def test_a_fresh_line_is_called_and_an_old_one_is_not():
    fresh = plain(sections.urgent(view(), SAID)).replace(NB, " ")
    assert fresh == (
        "Call 0808 178 2212, day or night, every day. If your alert card has a different number, "
        "call that one. In an emergency, call 999."
    )
    old = plain(sections.urgent(view(sources=(OLD,)), SAID))
    assert old == ("Call the number on your alert card, day or night. In an emergency, call 999.")


# --- Where -----------------------------------------------------------------------------------------


def test_where_is_one_part_a_line_and_the_postcode_last():
    section = sections.where(view(), SAID)
    assert section is not None
    assert section.body == (
        Address(
            (
                "Osborne Building, ground floor",
                "Royal Infirmary",
                "Infirmary Square",
                "Leicester",
                f"LE1{NB}5WW",
            )
        ),
    )


@pytest.mark.parametrize(
    ("delivery", "said"),
    [
        ((Delivery.HOME_VISIT,), "They come to your home."),
        ((Delivery.PHONE,), "You can do this by phone, from home."),
        ((Delivery.ONLINE,), "You can do this online."),
        (
            (Delivery.OUTREACH_BUS,),
            "A bus comes to places near you. Call to ask where it will be.",
        ),
        ((Delivery.IN_PERSON,), "Call to ask where to go."),
        ((Delivery.IN_PERSON, Delivery.PHONE), "You can do this by phone, from home."),
    ],
)
def test_without_a_place_it_says_how_it_comes(delivery, said):
    assert words(sections.where(view(places=(), delivery=delivery), SAID)) == said


def test_without_a_number_nobody_is_told_to_call():
    silent = view(places=(), phones=(), delivery=(Delivery.OUTREACH_BUS, Delivery.IN_PERSON))
    assert words(sections.where(silent, SAID)) == "A bus comes to places near you."
    asked = view(places=(), phones=(), delivery=(Delivery.IN_PERSON,))
    assert words(sections.where(asked, SAID)) == "Ask where to go."


def test_nothing_is_said_where_nothing_is_known():
    assert sections.where(view(places=(), delivery=()), SAID) is None
    lift = view(places=(), delivery=(Delivery.IN_PERSON,), service_type="transport")
    assert sections.where(lift, SAID) is None


def test_other_places_are_listed():
    other = make_infirmary(uid="glenfield", name="Glenfield Hospital", postcode="LE3 9QP")
    places = (
        ServiceAtLocation(location=make_infirmary()),
        ServiceAtLocation(location=other, detail=("Clinic 4",)),
    )
    assert words(sections.where(view(places=places), SAID)).endswith(
        "They also use: | Clinic 4, Glenfield Hospital, Leicester, LE3 9QP"
    )


# --- Getting in ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("routes", "said"),
    [
        ((ReferralRoute.GP,), "Call your GP surgery. They can send you here."),
        ((ReferralRoute.HOSPITAL_TEAM,), "Your hospital team arranges it for you."),
        (
            (ReferralRoute.GP, ReferralRoute.HOSPITAL_TEAM),
            "Your GP or hospital team can arrange it.",
        ),
        ((ReferralRoute.ANY_PROFESSIONAL,), "Your GP, nurse or care team can arrange it."),
        ((ReferralRoute.INVITATION,), "You get a letter when it is your turn."),
        (
            (ReferralRoute.SELF, ReferralRoute.INVITATION),
            "You get a letter when it is your turn. You can call them yourself.",
        ),
        ((ReferralRoute.SELF,), "You can call them yourself."),
        ((), "Call to ask, or ask your nurse or GP."),
    ],
)
def test_routes_become_sentences(routes, said):
    section = sections.getting_in(view(referral_routes=routes, cost=None), SAID)
    assert words(section) == said


def test_just_come_in():
    drop_in = view(
        referral_routes=(ReferralRoute.SELF,), application_process="Drop in.", cost=Cost.FREE
    )
    assert words(sections.getting_in(drop_in, SAID)) == (
        "Just come in. You do not need to book. It is free."
    )


def test_without_a_number_the_website_or_the_nurse_helps():
    online = view(referral_routes=(ReferralRoute.SELF,), phones=(), cost=None)
    assert words(sections.getting_in(online, SAID)) == (
        "You can get in touch yourself, on their website."
    )
    unknown = view(referral_routes=(), phones=(), cost=None)
    assert words(sections.getting_in(unknown, SAID)) == "Ask your nurse or GP how to get in touch."


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        (Cost.FREE, "It is free."),
        (Cost.FREE_WITH_CONDITIONS, "It is free for some people. Ask first."),
        (Cost.PAID, "You may need to pay. Ask first."),
    ],
)
def test_what_it_costs(cost, said):
    assert words(sections.getting_in(view(cost=cost), SAID)).endswith(said)


def test_the_heading_speaks_of_an_appointment_only_where_somebody_arranges_one():
    assert sections.getting_in(view(), SAID).heading == "How to get an appointment"
    alone = view(referral_routes=(ReferralRoute.SELF,))
    assert sections.getting_in(alone, SAID).heading == "How to get in touch"


# --- When ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"schedules": ()}, "We do not know the hours."),
        ({"schedules": (DAY_AND_NIGHT,)}, "Day and night, every day."),
        (
            {"schedules": (WEEKDAYS,)},
            "Monday to Friday, 9am to 5:30pm. It may be closed on bank holidays.",
        ),
        (
            {"schedules": (dataclasses.replace(WEEKDAYS, public_holidays=PublicHolidays.CLOSED),)},
            "Monday to Friday, 9am to 5:30pm. It is closed on bank holidays.",
        ),
        (
            {"schedules": (dataclasses.replace(WEEKDAYS, public_holidays=PublicHolidays.OPEN),)},
            "Monday to Friday, 9am to 5:30pm. It is open on bank holidays.",
        ),
        (
            {"schedules": (WEEKDAYS,), "hours_note": "Closed on bank holidays."},
            "Monday to Friday, 9am to 5:30pm. Closed on bank holidays.",
        ),
        (
            {"schedules": (dataclasses.replace(WEEKDAYS, note="Closed on public holidays."),)},
            "Monday to Friday, 9am to 5:30pm. Closed on public holidays.",
        ),
        (
            {"schedules": (), "hours_note": "Weekdays."},
            "Weekdays. We do not know the exact hours.",
        ),
        (
            {"schedules": (), "hours_note": "Fridays. Times are not stated."},
            "Fridays. Times are not stated.",
        ),
        (
            {"schedules": (dataclasses.replace(WEEKDAYS, byday=("3TH",)),)},
            "The third Thursday of each month, 9am to 5:30pm.",
        ),
        (
            {"schedules": (), "hours_note": "Weekdays, 9am to 5pm in 2017."},
            "Weekdays, 9am to 5pm in 2017.",
        ),
        (
            {"schedules": (dataclasses.replace(WEEKDAYS, valid_to=date(2027, 1, 3)),)},
            "Until 3 January 2027: Monday to Friday, 9am to 5:30pm. It may be closed on bank holidays.",
        ),
        (
            {"schedules": (dataclasses.replace(DAY_AND_NIGHT, valid_from=date(2027, 1, 3)),)},
            "From 3 January 2027: Day and night, every day.",
        ),
    ],
)
def test_hours_in_words_and_nothing_assumed(changes, said):
    assert words(sections.hours(view(**changes), SAID)) == said


# --- Getting there ---------------------------------------------------------------------------------


def test_one_fact_is_a_sentence_and_several_are_a_list():
    one = ServiceAtLocation(location=make_infirmary(transport=("bus 14 stops outside",)))
    assert words(sections.travel(view(places=(one,)), SAID, "")) == "Bus 14 stops outside."
    two = ServiceAtLocation(location=make_infirmary(transport=("bus 14.", "tram stop")))
    assert words(sections.travel(view(places=(two,)), SAID, "")) == "Bus 14 * Tram stop"
    assert words(sections.travel(view(), SAID, "About 8 miles.")) == "About 8 miles."
    assert sections.travel(view(), SAID, "") is None


def test_help_with_steps_and_languages():
    section = sections.access(
        view(accessibility=("step-free",), languages=("Gujarati", "Polish")), SAID
    )
    assert words(section) == (
        "Step-free. | They also speak Gujarati and Polish. Ask if you need someone to translate."
    )
    assert sections.access(view(), SAID) is None


def test_help_without_a_place_is_other_help():
    phone = PublicPhone(number="0808 808 00 00", kind=PhoneKind.HELPLINE)
    line = view(places=(), phones=(phone,), accessibility=("Interpreters",))
    section = sections.access(line, SAID)
    assert section is not None
    assert section.heading == "Other help"
