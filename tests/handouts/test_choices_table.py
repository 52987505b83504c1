"""What the table says of each service, and what it never says."""

import pytest

from emndir.domain.vocabulary import Cost, Delivery, ReferralRoute
from emndir.geography.places import Located
from emndir.handouts.choices_table import column_names
from tests.handouts.choices import (
    HOME,
    make_bare,
    make_centre,
    make_choices,
    make_line,
    row,
    table,
    views,
)
from tests.handouts.conftest import NB, UNDATED

OPEN, BOOK, SENT = "When is it open?", "Do I need to book?", "Does someone need to send me?"
COST, PARK = "Does it cost money?", "Can I park there?"
BUS, STEPS = "Can I get there without a car?", "Can I get in without steps?"
MONEY = "Can I get advice about money?"


@pytest.fixture
def sheet():
    return make_choices(with_table=True)


def test_every_question_has_one_value_a_service(sheet):
    assert row(sheet, "How far is it from NG10?") == (
        "By phone, from home",
        "About 8 miles",
        "We do not know",
    )
    assert row(sheet, OPEN) == (
        "Every day, 8am to 8pm",
        "Monday to Friday, 9am to 5pm",
        "We do not know",
    )
    assert row(sheet, BOOK) == ("No, just call", "No, just come in", "We do not know")
    assert row(sheet, SENT) == ("No", "No", "We do not know")
    assert row(sheet, COST) == ("No", "No", "We do not know")
    assert row(sheet, PARK) == ("By phone, from home", "Pay and display parking", "We do not know")
    assert row(sheet, BUS) == ("By phone, from home", "Free bus from the station", "We do not know")
    assert row(sheet, STEPS) == ("By phone, from home", "Step-free way in", "We do not know")
    assert row(sheet, MONEY) == ("Yes", "We do not know", "We do not know")
    assert table(sheet).note == "Miles are in a straight line. The road is longer."
    assert table(sheet).corner == "Question"


def test_a_question_that_nobody_can_answer_is_left_out():
    sheet = make_choices(
        make_line(needs=(), plain_line="Talk to a nurse."), make_bare(), with_table=True
    )
    asked = {question for question, _ in table(sheet).rows}
    assert asked == {OPEN, BOOK, SENT, COST}
    assert table(sheet).note == ""
    assert not any(
        "Table" in type(block).__name__
        for block in make_choices(make_bare(), with_table=True).blocks
    )


def test_what_is_not_known_is_never_no(sheet):
    nobody_said = {BOOK, SENT, COST, PARK, BUS, STEPS, MONEY}
    for question in nobody_said:
        assert row(sheet, question)[2] == "We do not know"


def test_that_all_are_free_is_said_once():
    sheet = make_choices(make_line(), make_centre(), with_table=True)
    assert COST not in {question for question, _ in table(sheet).rows}


@pytest.mark.parametrize(
    ("routes", "sent", "book"),
    [
        ((ReferralRoute.GP,), "Yes, your GP", "It is arranged for you"),
        ((ReferralRoute.HOSPITAL_TEAM,), "Yes, your hospital team", "It is arranged for you"),
        (
            (ReferralRoute.GP, ReferralRoute.HOSPITAL_TEAM),
            "Yes, your GP or hospital team",
            "It is arranged for you",
        ),
        (
            (ReferralRoute.ANY_PROFESSIONAL, ReferralRoute.GP),
            "Yes, your GP, nurse or care team",
            "It is arranged for you",
        ),
        ((ReferralRoute.INVITATION,), "You get a letter", "You get a letter"),
        ((ReferralRoute.SELF, ReferralRoute.GP), "No", "We do not know"),
    ],
)
def test_ways_in_become_answers(routes, sent, book):
    other = make_centre(referral_routes=routes, application_process="", uid="other")
    sheet = make_choices(make_line(), other, with_table=True)
    assert row(sheet, SENT)[1] == sent
    assert row(sheet, BOOK)[1] == book


def test_a_letter_and_oneself_are_both_said():
    routes = (ReferralRoute.INVITATION, ReferralRoute.SELF)
    sheet = make_choices(make_centre(referral_routes=routes), make_line(), with_table=True)
    assert row(sheet, SENT)[0] == "You get a letter. You can also get in touch yourself"


@pytest.mark.parametrize(
    ("cost", "said"),
    [
        (Cost.FREE, "No"),
        (Cost.FREE_WITH_CONDITIONS, "It is free for some people. Ask first."),
        (Cost.PAID, "You may need to pay. Ask first."),
    ],
)
def test_costs_are_said_in_words(cost, said):
    sheet = make_choices(make_bare(cost=cost), make_bare(uid="b"), with_table=True)
    assert row(sheet, COST) == (said, "We do not know")


def test_what_comes_home_or_online_is_not_far():
    home = make_line(uid="h", delivery=(Delivery.HOME_VISIT,), phones=())
    online = make_line(uid="o", delivery=(Delivery.ONLINE,), phones=())
    sheet = make_choices(make_centre(), home, online, with_table=True)
    far = row(sheet, "How far is it from NG10?")
    assert far == ("About 8 miles", "They come to your home", "Online, from home")


def test_only_the_outcode_of_where_somebody_lives_is_printed(sheet):
    assert not any("4AA" in question for question, _ in table(sheet).rows)


def test_without_a_start_or_from_a_whole_area_there_are_no_miles():
    area = Located(label="Derbyshire", position=HOME.position, is_area=True)
    for origin in (None, area):
        sheet = make_choices(with_table=True, origin=origin)
        assert not any("How far" in question for question, _ in table(sheet).rows)
        assert table(sheet).note == ""


def test_facts_of_travel_count_as_old_as_they_are():
    centre = make_centre(sources=(UNDATED,))
    with_them = make_choices(centre, make_line(), with_table=True)
    assert any("Travel and access" in sentence for _, sentence in with_them.doubts)
    without = make_choices(centre, make_line())
    assert not any("Travel and access" in sentence for _, sentence in without.doubts)


@pytest.mark.parametrize(
    ("points", "services", "is_grouped"),
    [
        (12, 3, False),
        (12, 4, True),
        (14, 2, False),
        (14, 3, True),
        (16, 2, True),
        (18, 3, True),
        (24, 2, True),
    ],
)
def test_a_matrix_is_for_few_services_in_small_print(points, services, is_grouped):
    chosen = [make_line(uid=f"l{number}") for number in range(services)]
    assert table(make_choices(*chosen, points=points, with_table=True)).is_grouped is is_grouped


def test_names_are_short_where_that_tells_them_apart():
    names = ["Maggie's, Nottingham", "Macmillan Centre, Derby", "Macmillan Centre, Leicester"]
    chosen = views([make_line(uid=name, name=name) for name in names])
    assert [name.replace(NB, " ") for name in column_names(chosen)] == [
        "1 Maggie's",
        "2 Macmillan Centre, Derby",
        "3 Macmillan Centre, Leicester",
    ]


def test_a_very_long_name_is_cut_where_its_number_tells_which():
    chosen = views([make_line(name="A very long name " * 100), make_line(uid="b", name="x" * 2000)])
    first, second = column_names(chosen)
    assert first.startswith(f"1{NB}A very long name")
    assert first.endswith("…")
    assert max(len(first), len(second)) <= 50


@pytest.mark.parametrize(
    ("fact", "question"),
    [
        ("Blue badge spaces outside", PARK),
        ("Car park 6 is nearest", PARK),
        ("Tram stop with step-free access to the hospital", BUS),
        ("Volunteer drivers bring some people", BUS),
        ("Lift and disabled access", STEPS),
        ("all on one level with step-free access", STEPS),
    ],
)
def test_facts_answer_the_question_they_speak_of(fact, question):
    centre = make_bare(accessibility=(fact,))
    sheet = make_choices(centre, make_line(), with_table=True)
    asked = {question: values[0] for question, values in table(sheet).rows}
    answered = {
        asked_for
        for asked_for in (PARK, BUS, STEPS)
        if asked.get(asked_for, "We do") != "We do not know" and asked_for in asked
    }
    assert answered == {question}
    assert asked[question].replace(NB, " ").casefold() == fact.casefold()


@pytest.mark.parametrize(
    "fact", ["Quiet room", "Wheelchair-accessible minibuses", "A member can give you a lift"]
)
def test_other_facts_answer_nothing_of_steps(fact):
    sheet = make_choices(make_bare(accessibility=(fact,)), make_line(), with_table=True)
    assert STEPS not in {question for question, _ in table(sheet).rows}
