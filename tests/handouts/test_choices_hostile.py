"""Records that nobody should write, several on one sheet: it is right and safe all the same."""

import dataclasses
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emndir.domain.contact import PublicPhone
from emndir.domain.errors import HandoutError
from emndir.domain.freshness import PaperRule
from emndir.domain.vocabulary import Cost, Delivery, HelpGroup, PhoneKind, ReferralRoute
from emndir.handouts.blocks import SIZES
from emndir.handouts.choices import Step
from emndir.handouts.pdf import page_count
from emndir.handouts.plain_text import sheet_text
from tests.builders import DAY_AND_NIGHT
from tests.handouts.choices import make_bare, make_centre, make_choices, make_line
from tests.handouts.conftest import FRESH, OLD, UNDATED, make_radiotherapy, read
from tests.handouts.test_hostile import NASTY, TEXT, hostile


def prints(*services, **options):
    """Print a sheet without a warning, and hold it against the rules that always hold."""
    sheet = make_choices(*services, **options)
    paper = read(sheet)
    assert sheet_text(sheet)
    assert paper.pages == page_count(sheet)
    for run in paper.runs:
        if run.text.strip():
            assert run.size >= sheet.points - 0.01
            assert run.right <= 595.3 - 40, run
    for text in paper.texts:
        assert "Check before you travel." in text
    return paper


@pytest.mark.parametrize("points", SIZES)
@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_nasty_text_is_text(text, points):
    services = hostile(text, uid="hostile"), make_centre(), make_bare(accessibility=(text,))
    prints(*services, points=points, with_table=True, steps=("start", "", "later"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(TEXT, min_size=1, max_size=5),
    st.sampled_from(SIZES),
    st.sampled_from(list(PaperRule)),
    st.booleans(),
)
def test_any_texts_can_be_printed(texts, points, rule, with_table):
    services = [hostile(text, uid=f"s{number}") for number, text in enumerate(texts)]
    try:
        prints(*services, points=points, rule=rule, with_table=with_table)
    except HandoutError:
        pytest.fail("a service with an organization always has a name")


FACTS: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    phones=st.lists(
        st.builds(
            PublicPhone,
            number=st.text("0123456789 +()", max_size=20),
            label=TEXT,
            kind=st.sampled_from(PhoneKind),
        ),
        max_size=40,
    ).map(tuple),
    delivery=st.lists(st.sampled_from(Delivery), unique=True).map(tuple),
    referral_routes=st.lists(st.sampled_from(ReferralRoute), unique=True).map(tuple),
    cost=st.sampled_from([None, *Cost]),
    help_group=st.sampled_from(HelpGroup),
    service_type=st.sampled_from(["clinic", "acute-oncology", "transport", "helpline"]),
    sources=st.sampled_from([(FRESH,), (OLD,), (UNDATED,), ()]),
    schedules=st.sampled_from([(), (DAY_AND_NIGHT,)]),
    minimum_age=st.one_of(st.none(), st.integers(0, 120)),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(FACTS, min_size=1, max_size=8),
    st.sampled_from(SIZES),
    st.sampled_from([Step.START, Step.NEXT, Step.NONE]),
    st.booleans(),
)
def test_any_mixture_of_facts_can_be_printed(mixtures, points, step, with_table):
    services = [
        make_radiotherapy(uid=f"s{number}", **facts) for number, facts in enumerate(mixtures)
    ]
    steps = (step, *[""] * (len(services) - 1))
    prints(*services, points=points, with_table=with_table, with_questions=with_table, steps=steps)


def test_forty_numbers_are_one_number():
    phones = tuple(PublicPhone(number=f"0116 258 {number:04d}") for number in range(40))
    paper = prints(make_line(phones=phones), make_centre(), with_table=True)
    assert "0116 258 0000" in paper.text
    assert "0001" not in paper.text


def test_two_thousand_letters_of_a_name_are_all_printed():
    paper = prints(make_line(name="x" * 2000), make_centre(), with_table=True, points=24)
    assert "".join(paper.texts).count("x") >= 2000


def test_markup_stands_on_paper_as_it_was_written():
    name = '#read("/etc/passwd") <b>bold</b> $x$'
    paper = prints(
        make_line(name=name), dataclasses.replace(make_centre(), ask_for=name), with_table=True
    )
    assert paper.text.count("#read(") >= 2
    assert "<b>bold</b>" in paper.text
