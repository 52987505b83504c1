"""What answers when a question has more in it than any service, on the real directory."""

from __future__ import annotations

import pytest

from emndir.bootstrap import OpenDirectory
from emndir.search.criteria import Criteria


def first_ten(real: OpenDirectory, words: str, near: str = "") -> list[str]:
    hits = real.find(Criteria(words=words, near=near, limit=100_000)).hits
    return [hit.summary.uid for hit in sorted(hits, key=lambda hit: -hit.score)][:10]


@pytest.mark.parametrize("words", ["knee surgery", "airport taxi", "headache clinic"])
def test_an_unknown_word_beside_a_kind_of_help_gives_nothing(
    real: OpenDirectory, words: str
) -> None:
    results = real.find(Criteria(words=words))
    assert not results.hits
    assert results.not_used or results.ways_on


@pytest.mark.parametrize(
    ("words", "unknown"),
    [("claustrophobic patient needs MRI", "claustrophobic"), ("fluffy breast cancer", "fluffy")],
)
def test_an_unknown_word_apart_from_the_need_is_said_and_let_go(
    real: OpenDirectory, words: str, unknown: str
) -> None:
    results = real.find(Criteria(words=words))
    assert results.hits
    assert results.not_used == (unknown,)


def test_vaccines_come_after_what_is_for_the_cancer_itself(real: OpenDirectory) -> None:
    shown = first_ten(real, "cervical cancer", "Bourne")
    assert shown.index("nwa-gynaecological-cancer-peterborough") < shown.index("nhs-hpv-vaccine")


def test_vaccines_come_first_where_they_are_asked_for(real: OpenDirectory) -> None:
    assert "nhs-hpv-vaccine" in first_ten(real, "HPV vaccine")[:2]


def test_a_clinic_to_go_to_comes_before_a_national_line(real: OpenDirectory) -> None:
    shown = first_ten(real, "lymphoedema clinic horncastle")
    assert shown.index("lchs-lymphoedema") < shown.index("lymphoedema-support-network")


def test_what_is_related_to_the_need_fills_a_short_answer(real: OpenDirectory) -> None:
    assert "nhs-healthcare-travel-costs-scheme" in first_ten(real, "volunteer car bakewell")
