"""What the row under the search box says."""

from __future__ import annotations

import pytest

from emndir.domain.service import ServiceSummary
from emndir.search.criteria import Criteria, Facet
from emndir.search.results import Correction, FacetCount, ReadAs, Results, Understood
from emndir.ui import labels, late_labels
from emndir.ui.understood_words import (
    Plain,
    chip_specs,
    correction_words,
    is_empty,
    listed,
    narrow_specs,
    note,
    quoted,
    unused,
)
from emndir.ui.viewmodels.search import Answer, facet_words
from emndir.ui.widgets.chip import ChipKind


def answer(*, is_start=False, **results):
    return Answer(criteria=Criteria(words="x"), results=Results(**results), is_start=is_start)


def gone(name):
    return ServiceSummary(uid="gone", name=name, display_name=name)


def test_what_was_asked_for_comes_before_where():
    place = Understood(read_as=ReadAs.PLACE, code="LE2", label="LE2", words="le2")
    cancer = Understood(read_as=ReadAs.CANCER_SITE, code="breast", label="Breast", words="breast")
    specs = chip_specs(Results(understood=(place, cancer)), Criteria(words="le2 breast"), str)
    assert [spec.key for spec in specs] == [cancer, place]


@pytest.mark.parametrize("read_as", list(ReadAs))
def test_every_kind_of_reading_is_a_chip_with_its_sign_and_group(read_as):
    reading = Understood(read_as=read_as, code="x", label="Label", words="typed")
    [spec] = chip_specs(Results(understood=(reading,)), Criteria(words="typed"), str)
    assert (spec.key, spec.text, spec.words, spec.kind) == (
        reading,
        "Label",
        "typed",
        ChipKind.READ,
    )
    assert spec.icon == late_labels.ICONS[read_as]
    assert spec.group == labels.words(read_as)


def test_plain_words_are_chips_that_can_be_brought_back():
    criteria = Criteria(words="breast wig", plain=("breast", "wig"))
    specs = chip_specs(Results(), criteria, str)
    assert [(one.key, one.text, one.kind) for one in specs] == [
        (Plain("breast"), "“breast” as plain words", ChipKind.PLAIN),
        (Plain("wig"), "“wig” as plain words", ChipKind.PLAIN),
    ]


def test_words_that_nothing_has_are_said_plainly():
    assert note(answer(total=3, not_used=("crazy",))) == "Nothing here has “crazy”."
    assert note(answer(total=3, not_used=("a", "b", "c"))) == "Nothing here has “a”, “b” and “c”."
    assert note(answer(total=3)) == ""


def test_an_empty_answer_says_it_itself():
    empty = answer(not_used=("crazy",), near_problem="Where is that?")
    assert is_empty(empty)
    assert note(empty) == ""


def test_words_of_a_closed_service_that_is_shown_were_used():
    found = answer(gone=(gone("Crazy Hats (closed)"),), not_used=("crazy", "xyzzy"))
    assert not is_empty(found)
    assert unused(found.results) == ("xyzzy",)
    assert note(found) == "Nothing here has “xyzzy”."


def test_a_place_nobody_knows_is_said_once():
    said = answer(total=3, near_problem="No place is called that.", not_used=("a",))
    assert note(said) == "No place is called that."
    assert note(answer(is_start=True, near_problem="No place is called that.")) != ""


def test_each_correction_can_be_refused():
    words = correction_words(
        Results(
            total=3,
            corrections=(
                Correction("lymphodema", "lymphoedema"),
                Correction("lymphadema", "lymphoedema"),
            ),
        )
    )
    assert words.shown == "Showing results for “lymphoedema”."
    assert words.refusals == (
        ("Search for “lymphodema” as typed", "lymphodema"),
        ("Search for “lymphadema” as typed", "lymphadema"),
    )
    assert correction_words(Results()).shown == ""


def test_where_the_corrected_word_finds_nothing_there_are_no_results_to_show():
    words = correction_words(Results(corrections=(Correction("hospise", "hospice"),)))
    assert words.shown == "Looked for “hospice”."


def test_long_words_are_cut():
    assert len(quoted("a" * 200)) == 42
    assert listed(("a", "b")) == "“a” and “b”"


def asked_when(*values, unknown):
    counts = (FacetCount(code="unknown", label="", count=unknown),)
    criteria = Criteria(chosen=((Facet.WHEN, values),))
    return Answer(criteria=criteria, results=Results(facets={Facet.WHEN: counts}, total=1))


def test_a_filter_on_hours_is_a_chip_that_can_be_taken_off():
    criteria = Criteria(chosen=((Facet.WHEN, ("open-now", "unknown")),))
    specs = chip_specs(Results(), criteria, lambda facet, code: facet_words(None, facet, code))
    assert [(one.key, one.text) for one in specs] == [
        ((Facet.WHEN, "open-now"), "Open now"),
        ((Facet.WHEN, "unknown"), "Hours do not say"),
    ]


def test_what_a_filter_on_hours_leaves_out_for_not_saying_can_be_added():
    [spec] = narrow_specs(asked_when("evening", unknown=1234))
    assert (spec.text, spec.kind) == ("Hours do not say: 1,234", ChipKind.ADD)
    assert (spec.key.facet, spec.key.code) == (Facet.WHEN, "unknown")
    assert narrow_specs(asked_when("evening", "unknown", unknown=1234)) == []
    assert narrow_specs(asked_when("evening", unknown=0)) == []
    assert narrow_specs(asked_when(unknown=1234)) == []
