"""From a record to its column: every fact answers its question, and nothing is made up."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.choice.comparison import Question, in_order
from emndir.choice.options import option_of, option_of_place
from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.freshness import Freshness
from emndir.domain.location import Coordinates, Position, ServiceAtLocation
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import Schedule, schedule_in_words
from emndir.domain.vocabulary import (
    Delivery,
    FactGroup,
    PhoneKind,
    Precision,
    ServiceStatus,
)
from emndir.storage.source import read_source
from tests.builders import (
    TODAY,
    make_location,
    make_service,
    make_source,
)
from tests.geography.vincenty import vincenty_miles

GRANTHAM = Position(Coordinates(52.912, -0.640), Precision.DISTRICT)
LINCOLN = Position(Coordinates(53.233, -0.519), Precision.EXACT)
SKEGNESS = Position(Coordinates(53.143, 0.343), Precision.EXACT)
HUNSTANTON = Position(Coordinates(52.938, 0.493), Precision.EXACT)


def at(**changes):
    return ServiceAtLocation(location=make_location(**changes))


def said(service, question, **more):
    return option_of(service, today=TODAY, **more).answer(question).facts


def test_each_fact_of_the_way_there_answers_its_own_question():
    place = at(
        transport=("Tram stop with step-free access", "Parking is free", "Use the east road")
    )
    service = make_service(places=(place,), accessibility=("Lift to the second floor", "Wi-fi"))
    option = option_of(service, today=TODAY)
    assert option.answer(Question.PARKING).facts == ("Parking is free",)
    assert option.answer(Question.STEP_FREE).facts == ("Lift to the second floor",)
    assert option.answer(Question.WITHOUT_CAR).facts == ("Tram stop with step-free access",)
    assert option.answer(Question.ACCESS).facts == ("Use the east road", "Wi-fi")


def test_which_door_is_its_own_question_and_a_drop_off_is_no_door():
    told = ("Use entrance 24, opposite car park 6", "Drop-off close to the entrance")
    place = ServiceAtLocation(
        location=make_location(transport=told), detail=("Main entrance", "Level 1")
    )
    option = option_of(make_service(places=(place,)), today=TODAY)
    assert option.answer(Question.ENTRANCE).facts == ("Main entrance", "Level 1", told[0])
    assert option.answer(Question.ACCESS).facts == (told[1],)
    assert option.answer(Question.PARKING).facts == ()


def test_no_fact_of_the_real_directory_is_lost():
    directory = read_source(Path(__file__).parents[2] / "data", today=TODAY).directory
    ways = (
        Question.WITHOUT_CAR,
        Question.PARKING,
        Question.ENTRANCE,
        Question.STEP_FREE,
        Question.ACCESS,
    )
    seen = 0
    for service in directory.services:
        option = option_of(service, today=TODAY)
        if option.is_remote:
            continue
        location = service.location
        facts = {*service.accessibility, *(location.transport if location else ())}
        facts |= set(location.accessibility if location else ())
        facts |= set(service.places[0].detail if service.places else ())
        told = {fact for question in ways for fact in option.answer(question).facts}
        if location is None or location.status.is_offered:
            assert told == facts, service.uid
            seen += bool(facts)
    assert seen > 50


def test_the_distance_is_to_the_nearest_open_place():
    service = make_service(
        places=(
            at(uid="far", position=SKEGNESS),
            at(uid="near", position=LINCOLN),
            at(uid="shut", position=GRANTHAM, status=ServiceStatus.CLOSED),
        )
    )
    option = option_of(service, today=TODAY, start=GRANTHAM)
    assert option.miles == pytest.approx(22.7, abs=0.5)
    assert option.answer(Question.DISTANCE).facts == ("about 23",)
    assert not option.is_exact


on_land = st.builds(
    Coordinates,
    st.floats(52.0, 53.9, allow_nan=False),
    st.floats(-2.0, 0.6, allow_nan=False),
)


@given(on_land, st.lists(on_land, min_size=2, max_size=4))
def test_miles_and_the_order_of_columns_are_the_geodesics(start, ends):
    """Held against Vincenty's formula, which nothing in the program is worked out with."""
    options = [
        option_of(
            make_service(
                uid=f"s{number}",
                places=(at(position=Position(end, Precision.EXACT), uid=f"p{number}"),),
            ),
            today=TODAY,
            start=Position(start, Precision.EXACT),
        )
        for number, end in enumerate(ends)
    ]
    far = {f"s{number}": vincenty_miles(start, end) for number, end in enumerate(ends)}
    for option in options:
        assert option.miles == pytest.approx(far[option.uid], rel=1e-7, abs=1e-5)
    ordered = [far[option.uid] for option in in_order(options)]
    assert ordered == pytest.approx(sorted(ordered), abs=1e-6)


def test_an_exact_distance_says_a_tenth_and_water_is_told_with_it():
    service = make_service(places=(at(position=HUNSTANTON),))
    option = option_of(service, today=TODAY, start=SKEGNESS)
    assert option.is_exact
    assert option.water == "the Wash"
    assert option.answer(Question.DISTANCE).facts == (f"{option.miles:.1f}", "the Wash")


def test_without_a_start_or_a_position_the_distance_is_unknown():
    here = make_service(places=(at(position=LINCOLN),))
    assert option_of(here, today=TODAY).miles is None
    nowhere = make_service(places=(at(),))
    assert option_of(nowhere, today=TODAY, start=GRANTHAM).miles is None
    assert said(nowhere, Question.DISTANCE, start=GRANTHAM) == ()


def test_a_helpline_is_not_asked_for_parking():
    line = make_service(delivery=(Delivery.PHONE,), accessibility=("Free parking",))
    option = option_of(line, today=TODAY)
    assert option.is_remote
    for question in (Question.PARKING, Question.WITHOUT_CAR, Question.STEP_FREE):
        assert not option.answer(question).is_asked
    assert option.answer(Question.DISTANCE).facts == ("phone",)


def test_a_service_whose_place_nobody_names_is_unknown_and_not_remote():
    option = option_of(make_service(delivery=(Delivery.IN_PERSON, Delivery.PHONE)), today=TODAY)
    assert not option.is_remote
    assert option.answer(Question.PARKING).is_asked
    assert not option.answer(Question.PARKING).is_known


def test_a_number_for_professionals_is_never_the_phone():
    secret = ProfessionalPhone(number="0116 258 5708", label="Bleep")
    service = make_service(phones=(), professional_phones=(secret,))
    assert said(service, Question.PHONE) == ()
    assert "5708" not in str(option_of(service, today=TODAY))


def test_without_a_number_of_its_own_that_of_its_place_counts():
    switchboard = PublicPhone(number="01522 512512", kind=PhoneKind.SWITCHBOARD)
    fax = PublicPhone(number="01522 111111", kind=PhoneKind.FAX)
    service = make_service(phones=(fax,), places=(at(phones=(fax, switchboard)),))
    assert said(service, Question.PHONE) == ("01522 512512",)


def test_hours_that_have_ended_are_no_answer():
    over = Schedule(byday=("MO",), opens_at=time(9), valid_to=date(2026, 1, 1))
    assert said(make_service(schedules=(over,)), Question.HOURS) == ()
    runs = Schedule(byday=("MO",), opens_at=time(9))
    assert said(make_service(schedules=(over, runs)), Question.HOURS) == (schedule_in_words(runs),)


def test_every_answer_says_how_old_it_is():
    source = make_source(seen=PartialDate(2026, 11, 1), supports=(FactGroup.REFERRAL,))
    service = make_service(sources=(source,), eligibility="Adults")
    option = option_of(service, today=TODAY)
    assert option.answer(Question.ROUTE).freshness is Freshness.FRESH
    assert option.answer(Question.FOR_WHOM).freshness is Freshness.UNCHECKED
    assert option.answer(Question.HOURS).freshness is None
    assert said(service, Question.SOURCE) == ("2026-11-01",)


def test_only_treatment_is_asked_for_special_treatments():
    words = {"description": "It gives brachytherapy."}
    treating = make_service(service_type="radiotherapy", **words)
    assert said(treating, Question.TREATMENTS) == ("brachytherapy",)
    helpline = option_of(make_service(service_type="helpline", **words), today=TODAY)
    assert not helpline.answer(Question.TREATMENTS).is_asked


def test_a_hospital_has_a_column_but_no_route_of_its_own():
    hospital = make_location(
        position=LINCOLN,
        transport=("Free parking on site",),
        phones=(PublicPhone(number="01522 512512"),),
    )
    option = option_of_place(hospital, today=TODAY, start=GRANTHAM, same_place=("Clinic", "Ward"))
    assert option.is_place
    assert option.miles == pytest.approx(22.7, abs=0.5)
    assert option.answer(Question.PARKING).facts == ("Free parking on site",)
    assert option.answer(Question.PHONE).facts == ("01522 512512",)
    assert option.answer(Question.SAME_PLACE).facts == ("Clinic", "Ward")
    for question in (Question.ROUTE, Question.HOURS, Question.FOR_WHOM, Question.TREATMENTS):
        assert not option.answer(question).is_asked
