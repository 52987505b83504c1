"""Checking: every fact on the paper with its age, what is left out, and what no tick can settle."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.checking import booklet_to_check, find_to_check
from emndir.domain.freshness import Freshness
from emndir.domain.vocabulary import FactGroup
from emndir.handouts.patient_view import PatientService
from emndir.making import EVERY, Kind, Recipe, make_sheets

SAMPLE = Path(__file__).parent / "files" / "data"
NOW = datetime(2026, 11, 22, 10, 0)
TODAY = NOW.date()
CLINIC, LINE = "glenfield-breast-care-centre", "leicester-treatment-advice-line"
GUIDED = {"What they do", "How to get in", "Address", "Phone number", "Website", "24-hour line"}
HUB = "loros-bereavement-hub-melton"


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    home = tmp_path_factory.mktemp("checking")
    opened = Core.create(home=home, data_dir=SAMPLE, clock=lambda: NOW).open()
    yield opened
    opened.close()


def checked(directory, recipe, today=TODAY):
    return find_to_check(directory, recipe, today=today)


def test_every_fact_of_one_service_is_listed_with_its_age(directory):
    found = checked(directory, Recipe(uids=(CLINIC,)))
    view = PatientService.of(directory.service(CLINIC), today=TODAY)
    assert sum(len(one.facts) for one in found) == len(view.standings)
    dated = {fact.when for one in found for fact in one.facts}
    assert dated == {one.when.words if one.when else "" for one in view.standings}
    assert all(fact.name[0].isupper() for one in found for fact in one.facts)
    assert any(one.fine for one in found)
    assert any(one.is_doubtful for one in found)


def test_the_most_doubtful_come_first_and_a_group_stands_once(directory):
    for uid in (CLINIC, LINE, HUB):
        found = checked(directory, Recipe(uids=(uid,)))
        groups = [one.group for one in found]
        assert len(groups) == len(set(groups))
        order = [one.is_doubtful for one in found if one.group]
        assert order == sorted(order, reverse=True)


def test_what_was_ticked_is_still_listed_as_it_was(directory):
    plain = checked(directory, Recipe(uids=(CLINIC, LINE)))
    ticked = Recipe(uids=(CLINIC, LINE), confirmed=frozenset({(EVERY, FactGroup.REFERRAL)}))
    assert checked(directory, ticked) == plain


def test_a_line_that_is_not_fresh_is_left_out_and_its_limit_said(directory):
    found = checked(directory, Recipe(uids=(LINE,)), today=date(2028, 1, 1))
    (line,) = [one for one in found if one.group is FactGroup.TREATMENT_LINE]
    (fact,) = line.facts
    assert found[0] is line
    assert not fact.is_printed
    assert fact.freshness is not Freshness.FRESH
    assert fact.limit == 3
    (fresh,) = make_sheets(
        directory,
        Recipe(uids=(LINE,), confirmed=frozenset({(LINE, FactGroup.TREATMENT_LINE)})),
        today=date(2028, 1, 1),
    )
    assert FactGroup.TREATMENT_LINE not in {group for group, _ in fresh.doubts}


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Kind.POSTER, {"Phone number", "Website", "24-hour line"}),
        (Kind.CARD, {"24-hour line"}),
        (Kind.GUIDE, GUIDED),
    ],
)
def test_only_what_a_kind_prints_is_listed(directory, kind, names):
    recipe = Recipe(kind=kind, uids=(LINE, HUB), site="breast", near="LE2")
    found = checked(directory, recipe)
    listed = {fact.name for one in found for fact in one.facts}
    assert listed
    assert listed <= names


def test_access_is_on_the_paper_of_choices_only_with_the_table(directory):
    def names(**more):
        recipe = Recipe(kind=Kind.CHOICES, uids=(CLINIC, LINE, HUB), **more)
        return {fact.name for one in checked(directory, recipe) for fact in one.facts}

    assert "Travel and access" not in names()
    assert names(with_table=True) >= names()


def test_several_services_are_numbered_and_one_is_not(directory):
    both = checked(directory, Recipe(uids=(CLINIC, LINE, CLINIC)))
    assert list(dict.fromkeys(one.title[:3] for one in both)) == ["1. ", "2. "]
    (title,) = {one.title for one in checked(directory, Recipe(uids=(CLINIC,)))}
    assert not title.startswith("1.")


def test_a_card_takes_the_first_of_the_services_that_has_a_line(directory):
    recipe = Recipe(kind=Kind.CARD, uids=(CLINIC, LINE))
    assert {one.uid for one in checked(directory, recipe)} == {LINE}
    confirmed = frozenset({(LINE, FactGroup.TREATMENT_LINE), (LINE, FactGroup.ABOUT)})
    (sheet,) = make_sheets(
        directory,
        Recipe(kind=Kind.CARD, uids=(CLINIC, LINE), confirmed=confirmed),
        today=TODAY,
    )
    assert sheet.uid == LINE


def test_a_booklet_is_summed_up(directory):
    recipe = Recipe(kind=Kind.BOOKLET, uids=(CLINIC,), locality="Leicestershire")
    assert checked(directory, recipe) == ()
    (sheet,) = make_sheets(directory, recipe, today=TODAY)
    found = booklet_to_check(sheet)
    assert [one.sentences for one in found] == [(words,) for _group, words in sheet.doubts]
    assert found
    assert all(one.group is None and one.is_doubtful for one in found)
