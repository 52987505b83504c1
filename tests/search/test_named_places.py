"""Hospitals by name, and organisations' names, in small directories and in the real one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from emndir.bootstrap import OpenDirectory
from emndir.search.bodies import Bodies, load_body_names
from emndir.search.criteria import Criteria
from emndir.search.named_places import NamedPlaces
from emndir.search.results import ReadAs, Results
from emndir.search.words import stem, tokens_of


@dataclass(frozen=True)
class Place:
    name: str
    aliases: tuple[frozenset[str], ...]


def place(*names: str) -> Place:
    return Place(names[0], tuple(frozenset(map(stem, name.split())) for name in names))


LRI = place("leicester royal infirmary", "lri")
GENERAL = place("leicester general hospital", "lgh")
CITY = place("nottingham city hospital", "city hospital")
COUNTY = place("lincoln county hospital")
ALL = (LRI, GENERAL, CITY, COUNTY)


def named(typed: str) -> tuple[str, str] | None:
    found = NamedPlaces(ALL).find(ALL, tokens_of(typed))
    return (found.place.name, typed[found.start : found.end]) if found else None


@pytest.mark.parametrize(
    ("typed", "name", "words"),
    [
        ("wig near LRI", LRI.name, "LRI"),
        ("breast leicester royal", LRI.name, "leicester royal"),
        ("the Leicester Royal Infirmary wig", LRI.name, "Leicester Royal Infirmary"),
        ("lincoln county hospital", COUNTY.name, "lincoln county hospital"),
        ("nottingham city hospital chemo", CITY.name, "nottingham city hospital"),
    ],
)
def test_the_words_of_a_name_are_known(typed: str, name: str, words: str) -> None:
    assert named(typed) == (name, words)


@pytest.mark.parametrize("typed", ["leicester", "hospital", "lri or lgh", "infirmary", ""])
def test_words_that_name_none_or_several_name_nobody(typed: str) -> None:
    assert named(typed) is None


def place_chips(results: Results) -> list[tuple[str, str]]:
    return [(one.label, one.words) for one in results.understood if one.read_as is ReadAs.PLACE]


@pytest.mark.parametrize(
    ("typed", "label", "words"),
    [
        ("wig near LRI", "Leicester Royal Infirmary", "LRI"),
        ("QMC", "Queen's Medical Centre, Nottingham", "QMC"),
        ("chesterfield royal breast", "Chesterfield Royal Hospital", "chesterfield royal"),
        ("lincoln county hospital wig", "Lincoln County Hospital", "lincoln county hospital"),
    ],
)
def test_a_hospital_is_the_origin_and_is_shown(
    real: OpenDirectory, typed: str, label: str, words: str
) -> None:
    results = real.find(Criteria(words=typed))
    assert results.origin is not None
    assert results.origin.label == label
    assert place_chips(results) == [(label, words)]
    off = real.find(Criteria(words=typed, plain=(words,)))
    assert place_chips(off) == []
    assert off.origin is None


def test_a_postcode_is_a_better_origin_than_a_hospital(real: OpenDirectory) -> None:
    results = real.find(Criteria(words="lri LE2 3AB"))
    assert place_chips(results) == [("LE2 3AB", "LE2 3AB")]
    near = real.find(Criteria(words="lri", near="Boston"))
    assert near.origin is not None
    assert near.origin.label == "Boston"


@pytest.mark.parametrize(
    ("typed", "used"),
    [
        ("kemotherapy", "chemotherapy"),
        ("fisiotherapy", "physiotherapy"),
        ("wig lester", "leicester"),
        ("wig near desfrod", "desford"),
        ("skegnes wig", "skegness"),
        ("macmilan", "macmillan"),
        ("glenfeild", "glenfield"),
    ],
)
def test_slips_are_mended_shown_and_can_be_refused(
    real: OpenDirectory, typed: str, used: str
) -> None:
    results = real.find(Criteria(words=typed))
    (correction,) = results.corrections
    assert correction.used == used
    refused = real.find(Criteria(words=typed, plain=(correction.typed,)))
    assert refused.corrections == ()


@pytest.mark.parametrize("typed", ["shoulder", "ladder", "hinck", "lutterwor", "dialysis"])
def test_real_and_half_typed_words_are_left_alone(real: OpenDirectory, typed: str) -> None:
    assert real.find(Criteria(words=typed)).corrections == ()


def test_every_organisation_is_read_by_its_own_name(real: OpenDirectory) -> None:
    with real._engine.connect() as connection:
        names = load_body_names(connection)
    bodies = Bodies(names)
    missed = []
    for name, today in names.items():
        tokens = tokens_of(name)
        first = next(at for at, token in enumerate(tokens) if not token.is_stop)
        found = bodies.find(tokens, first)
        if found is None or found.name != today:
            missed.append(name)
    assert len(names) > 200
    assert len(missed) <= 0.03 * len(names), missed
