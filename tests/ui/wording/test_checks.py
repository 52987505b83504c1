"""Words of "check before you print"."""

from __future__ import annotations

from emndir.checking import Fact, ToCheck
from emndir.domain.freshness import Freshness
from emndir.domain.vocabulary import FactGroup
from emndir.ui.wording.checks import doubt_lines, fact_in_words, fine_lines


def test_a_fact_that_is_fine_says_when_how_and_who():
    fact = Fact(
        name="Phone number",
        freshness=Freshness.FRESH,
        when="14 March 2026",
        how="call",
        role="directory office",
    )
    said = "Phone number: checked 14 March 2026, by phone call, by the directory office"
    assert fact_in_words(fact) == said


def test_the_date_of_a_source_says_no_more_than_the_date():
    fact = Fact(name="Address", freshness=Freshness.FRESH, when="July 2026", how="source")
    assert fact_in_words(fact) == "Address: checked July 2026"


def test_what_is_doubtful_says_why_and_what_is_left_out():
    old = {"freshness": Freshness.EXPIRED, "when": "January 2020", "limit": 12}
    assert fact_in_words(Fact(name="Hours", **old)) == (
        "Hours: checked January 2020, older than 12 months"
    )
    assert fact_in_words(Fact(name="Hours", is_printed=False, **old)) == (
        "Hours: checked January 2020, older than 12 months, left out"
    )
    never = Fact(name="Cost", freshness=Freshness.UNCHECKED)
    assert fact_in_words(never) == "Cost: never checked"
    gone = Fact(name="Cost", freshness=Freshness.UNCHECKED, is_printed=False)
    assert fact_in_words(gone) == "Cost: never checked, left out"
    line = Fact(
        name="24-hour line",
        freshness=Freshness.AGEING,
        when="July 2026",
        limit=3,
        is_printed=False,
    )
    assert fact_in_words(line) == ("24-hour line: checked July 2026, older than 3 months, left out")
    ageing = Fact(name="Cost", freshness=Freshness.AGEING, when="March 2026", limit=12)
    assert fact_in_words(ageing) == "Cost: checked March 2026"


def test_a_group_says_what_is_doubtful_and_the_fine_stand_by_service():
    fine = Fact(name="Website", freshness=Freshness.FRESH, when="July 2026")
    never = Fact(name="Phone number", freshness=Freshness.UNCHECKED)
    one = ToCheck(
        uid="a",
        title="1. A",
        group=FactGroup.CONTACT,
        facts=(never, fine),
        sentences=("It is not sure that it runs.",),
    )
    other = ToCheck(uid="b", title="2. B", group=FactGroup.CONTACT, facts=(fine, fine))
    doubts = ("It is not sure that it runs.", "Phone number: never checked")
    assert doubt_lines(one) == doubts
    assert not other.is_doubtful
    words = "Website: checked July 2026"
    assert fine_lines([one, other]) == (("1. A", (words,)), ("2. B", (words, words)))
