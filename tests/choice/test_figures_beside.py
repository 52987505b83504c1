"""Figures of two trusts are of one group of cancers, and kept back where they are old."""

from __future__ import annotations

from datetime import date

from emndir.choice.figures_beside import figures_beside
from emndir.domain.indicator import ENGLAND, Figures, Measure, Provider
from tests.choice.test_figures import LAST, TODAY, book, counted, rated

WAIT = Measure.REFERRAL_TO_TREATMENT


def two(*indicators):
    """The book of the neighbouring tests, with a second trust."""
    one = book(*indicators)
    figures = one._figures
    providers = (*figures.providers, Provider(code="RWD", name="Lincoln"))
    return type(one)(
        Figures(
            indicators=figures.indicators,
            providers=providers,
            groups=figures.groups,
            standards=figures.standards,
            sources=figures.sources,
        )
    )


def test_two_trusts_are_never_shown_by_different_groups():
    found = figures_beside(
        two(
            counted(LAST, 8, 10, group="Prostate"),
            counted(LAST, 80, 100),
            counted(LAST, 50, 100, provider="RWD"),
        ),
        ("RWE", "RWD"),
        ("prostate",),
        today=TODAY,
    )
    assert [[one.group.name for one in trust.waits] for trust in found.trusts] == [["All"], ["All"]]


def test_where_both_have_the_cancers_own_group_it_is_shown():
    found = figures_beside(
        two(
            counted(LAST, 8, 10, group="Prostate"),
            counted(LAST, 7, 12, group="Prostate", provider="RWD"),
        ),
        ("RWE", "RWD"),
        ("prostate",),
        today=TODAY,
    )
    names = [[one.group.name for one in trust.waits] for trust in found.trusts]
    assert names == [["Prostate"], ["Prostate"]]


def test_ratings_follow_the_same_rule():
    found = figures_beside(
        two(rated(8.9, 40, group="Prostate"), rated(8.8, 400), rated(9.0, 300, provider="RWD")),
        ("RWE", "RWD"),
        ("prostate",),
        today=TODAY,
    )
    assert [trust.rating.group.name for trust in found.trusts] == ["All", "All"]


def test_expired_figures_are_kept_back_with_the_reason_until_asked_for():
    found = figures_beside(two(counted(LAST, 80, 100)), ("RWE", ""), (), today=date(2027, 6, 1))
    trust, nobody = found.trusts
    (reason,) = found.kept_back
    assert reason.replace("\N{NO-BREAK SPACE}", " ") == (
        "Waiting-time figures are not shown. The newest here are for August 2026 "
        "and newer ones are due."
    )
    assert trust.lines(WAIT) == ()
    shown = trust.lines(WAIT, with_expired=True)
    assert any("80% (80 of 100 people)" in line for line in shown)
    assert any("Newer ones were due" in line for line in shown)
    assert nobody.lines(WAIT, with_expired=True) == ()


def test_fresh_figures_are_shown_and_nothing_is_kept_back():
    found = figures_beside(two(counted(LAST, 80, 100)), ("RWE", "RWD"), (), today=TODAY)
    assert found.kept_back == ()
    assert found.trusts[0].lines(WAIT)[0] == "All"
    assert not found.is_empty


def test_fewer_than_ten_people_are_not_shown_even_on_request():
    found = figures_beside(two(counted(LAST, 8, 9)), ("RWE", ENGLAND), (), today=date(2027, 6, 1))
    assert found.is_empty
    assert [trust.lines(WAIT, with_expired=True) for trust in found.trusts] == [(), ()]


def test_two_columns_of_one_trust_do_not_differ_and_two_trusts_do():
    book = two(counted(LAST, 80, 100), counted(LAST, 80, 100, provider="RWD"))
    assert not figures_beside(book, ("RWE", "RWE"), (), today=TODAY).differ
    assert figures_beside(book, ("RWE", "RWD"), (), today=TODAY).differ
    assert figures_beside(book, ("RWE", ""), (), today=TODAY).differ
    assert not figures_beside(book, ("", ""), (), today=TODAY).differ
