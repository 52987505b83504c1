"""The table of what a guide holds, held against the vocabulary that it speaks of."""

import tomllib
from pathlib import Path

import pytest

from emndir.choice import guide_kinds as module
from emndir.choice.guide_kinds import CHILDREN, How, Part, guide_kinds
from emndir.domain.vocabulary import ALL_SITES

VOCABULARY = Path(__file__).parents[2] / "data" / "vocabulary"


def codes(name):
    return {term["code"] for term in tomllib.loads((VOCABULARY / name).read_text("utf-8"))["term"]}


SITES = codes("cancer-sites.toml") - {ALL_SITES}


def test_every_code_is_one_of_the_vocabulary():
    types = codes("service-types.toml")
    for kind in guide_kinds():
        assert set(kind.types) <= types, kind.code
        assert set(kind.sites) <= SITES, kind.code
        assert set(kind.expected) - {"*"} <= SITES, kind.code
        assert not (set(CHILDREN) - SITES)


def test_kinds_have_names_of_their_own_and_stand_part_by_part():
    kinds = guide_kinds()
    assert len({kind.code for kind in kinds}) == len(kinds)
    parts = [list(Part).index(kind.part) for kind in kinds]
    assert parts == sorted(parts)
    assert set(parts) == set(range(len(Part)))


def test_what_is_expected_is_in_the_guide_of_that_cancer():
    for kind in guide_kinds():
        for site in SITES:
            assert kind.is_for(site) or site not in kind.expected, (kind.code, site)


@pytest.mark.parametrize("site", sorted(SITES))
def test_every_guide_expects_help_at_every_turn_of_the_road(site):
    parts = {kind.part for kind in guide_kinds() if kind.is_for(site) and kind.is_expected(site)}
    least = {Part.CHANGE, Part.MONEY} | ({Part.END} if site != "teenage-young-adult" else set())
    least |= set() if site in CHILDREN else {Part.TESTS, Part.SUPPORT}
    assert least <= parts


def test_lymphoedema_is_missed_after_breast_cancer_and_not_after_leukaemia():
    kind = next(kind for kind in guide_kinds() if kind.code == "lymphoedema")
    assert kind.is_expected("breast")
    assert not kind.is_for("leukaemia")
    assert (kind.within, kind.how) == (20.0, How.PLACE)


@pytest.mark.parametrize(
    "change",
    [
        {"site": "near"},
        {"colour": "red"},
        {"part": "cure"},
        {"how": "by boat"},
        {"types": "clinic"},
        {"stage": "cure"},
        {"needs": ["love"]},
    ],
)
def test_a_row_that_nobody_can_mean_is_refused(change):
    row = {
        "code": "clinic",
        "part": "change",
        "stage": "diagnosis",
        "types": ["clinic"],
        "site": "any",
        "how": "place",
        "most": 1,
    }
    assert module._kind(row).code == "clinic"
    with pytest.raises(ValueError, match=r".+"):
        module._kind({**row, **change})
