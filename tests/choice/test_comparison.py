"""Side by side: rows and columns in an honest order, and what is unknown counts against nobody."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.choice.comparison import (
    MOVES,
    Answer,
    Matter,
    Option,
    Order,
    Question,
    in_order,
    order_of,
    rows_of,
    sites_of,
)
from emndir.domain.freshness import Freshness


def one(uid, miles=None, *, name="", **facts):
    answers = {
        Question(key.replace("_", "-")): Answer(facts=tuple(said)) for key, said in facts.items()
    }
    return Option(uid=uid, name=name or uid, miles=miles, answers=answers)


def questions(rows):
    return [row.question for row in rows]


USUAL = [one for one in Question if one not in (Question.ENTRANCE, Question.ACCESS)]


def test_columns_stand_in_the_order_of_distance():
    far, near, middle = one("far", 29.0), one("near", 4.0), one("middle", 23.5)
    assert in_order([far, near, middle]) == (near, middle, far)
    assert order_of([far, near]) is Order.DISTANCE


def test_where_two_are_as_far_their_names_decide():
    assert [each.name for each in in_order([one("b", 4.0), one("a", 4.0)])] == ["a", "b"]


def test_without_a_place_columns_stand_by_name():
    found = in_order([one("1", name="Peterborough"), one("2", name="derby"), one("3", name="Hull")])
    assert [each.name for each in found] == ["derby", "Hull", "Peterborough"]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_column_of_unknown_distance_does_not_stand_last_for_it(order):
    columns = [one("c", 2.0), one("a"), one("b", 40.0)]
    asked = [columns[at] for at in order]
    assert [each.uid for each in in_order(asked)] == ["a", "b", "c"]
    assert order_of(asked) is Order.NAME


def test_rows_begin_with_the_way_there_and_end_with_figures():
    columns = [one("a", parking=["Free"]), one("b")]
    rows = questions(rows_of(columns))
    assert rows == USUAL
    assert rows[0] is Question.DISTANCE
    assert rows[-1] is Question.FIGURES


@pytest.mark.parametrize("matter", list(Matter))
def test_what_matters_moves_its_rows_up_and_nothing_else(matter):
    columns = [one("a", access=["A hearing loop"]), one("b")]
    usual = questions(rows_of(columns))
    rows = rows_of(columns, [matter])
    up = [question for question in usual if question in MOVES[matter]]
    assert questions(rows) == [*up, *(question for question in usual if question not in up)]
    assert [row.question for row in rows if row.is_moved] == up


@given(st.sets(st.sampled_from(Matter)))
def test_what_matters_never_changes_columns_and_loses_no_row(matters):
    columns = [one("a", 3.0, parking=["Free"]), one("b", 1.0)]
    rows = rows_of(columns, matters)
    assert sorted(questions(rows)) == sorted(questions(rows_of(columns)))
    moved = [row.is_moved for row in rows]
    assert moved == sorted(moved, reverse=True)


def test_only_rows_that_differ():
    columns = [
        one("a", parking=["Free parking on site."], phone=["0116 250 2543"], route=["gp"]),
        one("b", parking=["free  parking on site"], phone=["01522 572268"], route=["gp"]),
    ]
    found = questions(rows_of(columns, only_differing=True, figures_differ=False))
    assert found == [Question.PHONE]


def test_to_know_of_one_only_is_a_difference_and_to_know_of_none_is_not():
    known = [one("a", parking=["Free"]), one("b")]
    assert Question.PARKING in questions(rows_of(known, only_differing=True))
    unknown = [one("a"), one("b")]
    assert questions(rows_of(unknown, only_differing=True, figures_differ=False)) == []


def test_a_fact_that_is_said_in_another_order_is_no_difference():
    columns = [one("a", route=["gp", "self"]), one("b", route=["self", "gp"])]
    assert Question.ROUTE not in questions(rows_of(columns, only_differing=True))


def test_how_old_a_fact_is_makes_no_difference_of_services():
    def aged(uid, freshness):
        answer = Answer(facts=("Free",), freshness=freshness)
        return Option(uid=uid, name=uid, answers={Question.PARKING: answer})

    columns = [aged("a", Freshness.FRESH), aged("b", Freshness.EXPIRED)]
    assert Question.PARKING not in questions(rows_of(columns, only_differing=True))


def test_what_nobody_is_asked_has_no_row():
    silent = Answer(is_asked=False)
    columns = [
        Option(uid=uid, name=uid, is_place=True, answers={Question.ROUTE: silent}) for uid in "ab"
    ]
    assert Question.ROUTE not in questions(rows_of(columns))
    assert Question.ROUTE in questions(rows_of([*columns, one("c")]))


def test_figures_are_of_the_cancer_that_was_asked_for():
    assert sites_of([one("a"), one("b")], "breast") == ("breast",)


@pytest.mark.parametrize(
    ("sites", "shared"),
    [
        ((("breast",), ("breast", "lung")), ("breast",)),
        ((("breast",), ("lung",)), ()),
        ((("all",), ("all",)), ()),
    ],
)
def test_else_of_the_cancers_that_every_column_is_for(sites, shared):
    columns = [Option(uid=str(at), name="", cancer_sites=each) for at, each in enumerate(sites)]
    assert sites_of(columns) == shared
    assert sites_of([*columns, Option(uid="place", name="", is_place=True)]) == ()
