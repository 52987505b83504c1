from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.domain.taxonomy import Taxonomy
from emndir.geography.gazetteer import Gazetteer
from emndir.search.lexicon import Lexicon
from emndir.search.results import ReadAs
from emndir.search.synonyms import Asks, Elsewhere, Synonyms
from emndir.search.understanding import Understanding, understand
from tests.geography.places import make_geography
from tests.search.conftest import vocabulary

SYNONYMS = Synonyms(
    same=(("chemo", "chemotherapy"),),
    asks=(
        Asks(("money worries",), ("benefits",), ()),
        Asks(("2ww",), ("suspected cancer",), ((Taxonomy.PATHWAY_STAGE, "diagnosis"),), False),
    ),
    elsewhere=(Elsewhere(("dialysis", "kidney dialysis"), "Kidney units offer it."),),
    soft=frozenset({"please", "someone", "patients", "evening"}),
    ordinary=frozenset({"upton"}),
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return make_geography().gazetteer()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(vocabulary(), SYNONYMS)


@pytest.fixture
def read(lexicon: Lexicon, gazetteer: Gazetteer):
    def call(typed: str, **changes: Any) -> Understanding:
        return understand(typed, lexicon, gazetteer, **changes)

    return call


def chips(understanding: Understanding) -> list[tuple[ReadAs, str, str]]:
    return [(one.read_as, one.code, one.words) for one in understanding.understood]


def test_a_cancer_and_a_postcode_are_read(read) -> None:
    found = read("Breast le2")
    assert chips(found) == [
        (ReadAs.PLACE, "LE2", "le2"),
        (ReadAs.CANCER_SITE, "breast", "Breast"),
    ]
    assert found.located.label == "LE2"


def test_lay_words_are_read_as_kinds_of_help(read) -> None:
    found = read("a lift to the hospital, please")
    assert chips(found) == [(ReadAs.SERVICE_TYPE, "transport", "lift to the hospital")]
    assert [concept.typed for concept in found.concepts if concept.is_required] == [
        "lift to the hospital"
    ]


def test_a_place_is_an_origin_and_a_word(read) -> None:
    found = read("Boston wig bank")
    place = found.concepts[0]
    assert (place.typed, place.is_place, place.is_required) == ("Boston", True, False)
    assert found.located.label == "Boston"


def test_the_place_after_near_is_the_origin(read) -> None:
    assert read("boston group near leicester").located.label == "Leicester"
    assert read("group in upton, leicester").located.label == "Upton"


def test_an_everyday_word_is_a_place_only_after_in_or_near(read) -> None:
    assert read("upton").located is None
    assert read("near upton").located.label == "Upton"


def test_a_village_that_is_part_of_a_name_is_a_word(lexicon: Lexicon, gazetteer: Gazetteer) -> None:
    plain = Lexicon(vocabulary(), Synonyms())
    known = understand("upton hospice", plain, gazetteer, is_name_word={"upton"}.__contains__)
    assert known.located is None
    unknown = understand("upton hospice", plain, gazetteer)
    assert unknown.located is not None


def test_the_two_week_wait_is_no_postcode(read) -> None:
    found = read("breast le2 2ww")
    assert found.located.label == "LE2"
    assert (ReadAs.STAGE, "diagnosis", "2ww") in chips(found)
    assert not found.concepts[-1].is_required


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("01162313771", ("01162313771",)),
        ("Tel: (0116) 231-3771", ("01162313771",)),
        ("+44 (0)116 231 3771", ("01162313771",)),
        ("0808 8080000 or 111", ("08088080000", "111")),
        ("116 123", ("116123",)),
        ("24 7", ()),
        ("ward 12", ()),
        ("943 476 5919", ()),
    ],
)
def test_phone_numbers_are_read_in_any_spacing(read, typed: str, digits: tuple[str, ...]) -> None:
    assert read(typed).phones == digits


def test_a_reading_that_was_taken_off_is_plain_words(read) -> None:
    found = read("breast boston", plain=("breast", "boston"))
    assert found.understood == ()
    assert found.located is None
    assert [(one.typed, one.meaning, one.is_required) for one in found.concepts] == [
        ("breast", None, True),
        ("boston", None, True),
    ]


def test_needs_elsewhere_are_read_with_a_sentence(read) -> None:
    ((typed, where),) = read("kidney dialysis").elsewhere
    assert (typed, where.say) == ("kidney dialysis", "Kidney units offer it.")
    assert read("kidney").elsewhere == ()


def test_the_last_word_may_be_half_typed(read) -> None:
    assert read("hospi").concepts[-1].is_last
    assert not read("hospi ").concepts[-1].is_last


def test_corrected_words_stay_where_they_were_typed(read) -> None:
    found = read("brest le2", corrections={"brest": "breast"})
    assert (ReadAs.CANCER_SITE, "breast", "brest") in chips(found)


def test_an_empty_question_asks_nothing(read) -> None:
    assert read("  \n").asks_nothing
    assert read("of the").asks_nothing


@given(st.text(max_size=400), st.lists(st.text(max_size=8), max_size=2))
def test_no_text_breaks_it(text: str, plain: list[str]) -> None:
    lexicon = Lexicon(vocabulary(), SYNONYMS)
    found = understand(text, lexicon, make_geography().gazetteer(), plain=plain)
    for chip in found.understood:
        assert chip.words in text
    assert len(found.tokens) <= 24
