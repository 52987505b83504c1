from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.domain.taxonomy import Taxonomy
from emndir.geography.gazetteer import Gazetteer
from emndir.search.bodies import Bodies
from emndir.search.lexicon import Lexicon
from emndir.search.results import ReadAs
from emndir.search.synonyms import Asks, DangerWords, Elsewhere, Modifier, Synonyms
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
    modifiers=(
        Modifier(("evening", "after work"), ReadAs.WHEN, "evening", "Evenings"),
        Modifier(("open now",), ReadAs.WHEN, "open-now", "Open now", is_searched=False),
        Modifier(
            ("nearest", "near me"), ReadAs.DELIVERY, "nearest", "Nearest first", is_searched=False
        ),
        Modifier(("free", "no charge"), ReadAs.COST, "free", "Free"),
        Modifier(("online",), ReadAs.DELIVERY, "online", "Online"),
        Modifier(("men",), ReadAs.AUDIENCE, "men", "Men"),
    ),
    danger=(
        DangerWords(
            ("fever chemo", "bleeding", '"end my life"'), "Ring now", ("Call 999.", "Or call 111.")
        ),
        DangerWords(("heavy bleeding",), "Bleeding", ("Call 999.",)),
    ),
    real=frozenset({"le23", "scope"}),
)
BODIES = Bodies(
    {
        "Macmillan Cancer Support": "Macmillan Cancer Support",
        "United Shire Hospitals NHS Trust": "United Shire Hospitals NHS Trust",
        "Shire Infirmaries": "United Shire Hospitals NHS Trust",
        "Scope": "Scope",
        "Breast Cancer UK": "Breast Cancer UK",
        "University Hospitals of Upton NHS Trust": "University Hospitals of Upton NHS Trust",
        "University Hospitals of Boston NHS Trust": "University Hospitals of Boston NHS Trust",
        "Oesophageal Patients Association (OPA)": "Oesophageal Patients Association (OPA)",
    },
    everyday=("breast", "upton", "boston", "patients"),
    same=(("ush", "united shire hospitals"),),
    real=("scope",),
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return make_geography().gazetteer()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(vocabulary(), SYNONYMS)


def test_phrases_that_mean_the_same_share_one_meaning():
    asked = Synonyms(
        asks=(
            Asks(("bone trouble", "sore bones"), means=("skeleton",)),
            Asks(("trouble of bone",), means=("marrow",)),
        )
    )
    known = Lexicon(vocabulary(), asked)
    first, second = known.meaning(("sore", "bone")), known.meaning(("bone", "sore"))
    assert first is second is not None
    assert first.phrases == ("skeleton",)
    both = known.meaning(("bone", "troubl"))
    assert both is first
    other = known.meaning(("troubl", "bone"))
    assert other is not None
    assert other.phrases == ("marrow",)
    assert list(known.phrases(asked))[:3] == ["bone trouble", "sore bones", "skeleton"]


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
        ("call 0044 (0) 116.231.3771 please", ("01162313771",)),
        ("+44\N{NO-BREAK SPACE}116\N{EN DASH}231\N{EN DASH}3771", ("01162313771",)),
        ("\u202a0116\u200b231 3771\u202c", ("01162313771",)),
        ("٠١١٦ ٢٣١ ٣٧٧١", ("01162313771",)),
        ("44 116 231 3771", ("01162313771",)),
        ("(0116 231 3771) ext. 1234", ("011623137711234", "01162313771")),
        ("0116 231 3771, option 2", ("01162313771",)),
        ("0116 231 3771/0808 808 0000", ("01162313771", "08088080000")),
        ("12 0116 231 3771", ("01162313771",)),
        ("le2 0116 231 3771", ("01162313771",)),
        ("999/111", ("999", "111")),
        ("66777", ("66777",)),
        ("01/02/2026", ()),
        ("09:00-17:00", ()),
        ("0.125 mg", ()),
        ("0" * 300, ()),
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


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("kidney breast cancer", "breast cancer"),
        ("call 0116 231 3771", "0116 231 3771"),
        ("wig LE2 3AB", "LE2 3AB"),
        ("wig LE", "LE"),
        ("evening group", "evening"),
        ("nearest group", "nearest"),
        ("Macmillan group", "macmillan"),
        ("lift to the hospital", "lift to the hospital"),
    ],
)
def test_every_chip_can_be_taken_off(read, typed: str, plain: str) -> None:
    before = read(typed, bodies=BODIES)
    after = read(typed, bodies=BODIES, plain=(plain,))
    words = plain.casefold()
    assert [one for one in before.understood if one.words.casefold() == words]
    assert [one for one in after.understood if one.words.casefold() in words] == []
    typed_words = {word for concept in after.concepts for word in concept.tokens}
    assert after.phones == ()
    assert typed_words or plain == "nearest", "they are words again"


def test_a_plain_word_is_not_corrected(read) -> None:
    assert chips(read("Brest", corrections={"brest": "breast"}, plain=("brest",))) == []


def test_words_around_a_plain_word_are_read_on_their_own(read) -> None:
    found = read("kidney dialysis", plain=("kidney",))
    assert [typed for typed, _where in found.elsewhere] == ["dialysis"]
    assert [one.meaning for one in found.concepts] == [None, None]


@pytest.mark.parametrize(
    ("typed", "chip"),
    [
        ("evening wig", (ReadAs.WHEN, "evening", "evening")),
        ("wig, After work", (ReadAs.WHEN, "evening", "After work")),
        ("wig open now", (ReadAs.WHEN, "open-now", "open now")),
        ("nearest wig", (ReadAs.DELIVERY, "nearest", "nearest")),
        ("wig near me", (ReadAs.DELIVERY, "nearest", "near me")),
        ("no charge wig", (ReadAs.COST, "free", "no charge")),
        ("wig online", (ReadAs.DELIVERY, "online", "online")),
        ("wig for men", (ReadAs.AUDIENCE, "men", "men")),
    ],
)
def test_how_when_and_for_whom_rank_and_hide_nothing(
    read, typed: str, chip: tuple[ReadAs, str, str]
) -> None:
    found = read(typed)
    assert chip in chips(found)
    assert [one.typed for one in found.concepts if one.is_required] == ["wig"]
    assert found.located is None


def test_what_no_text_says_is_no_word_to_look_for(read) -> None:
    assert [one.typed for one in read("nearest wig open now").concepts] == ["wig"]


@pytest.mark.parametrize(
    ("typed", "name", "words"),
    [
        ("macmillan", "Macmillan Cancer Support", "macmillan"),
        ("wig Macmillan cancer support", "Macmillan Cancer Support", "Macmillan cancer support"),
        ("united shire wig", "United Shire Hospitals NHS Trust", "united shire"),
        ("shire infirmaries", "United Shire Hospitals NHS Trust", "shire infirmaries"),
        ("USH", "United Shire Hospitals NHS Trust", "USH"),
        ("opa", "Oesophageal Patients Association (OPA)", "opa"),
        ("breast cancer uk", "Breast Cancer UK", "breast cancer uk"),
        ("scope", "Scope", "scope"),
    ],
)
def test_organisations_are_read_by_any_name(read, typed: str, name: str, words: str) -> None:
    found = read(typed, bodies=BODIES)
    assert (ReadAs.ORGANIZATION, name, words) in chips(found)
    assert found.bodies == (name,)
    assert all(one.tokens for one in found.concepts), "its words are looked for as well"


@pytest.mark.parametrize("typed", ["breast", "university hospitals", "scope of wig", "uk", "upton"])
def test_words_that_name_no_one_body_are_no_organisation(read, typed: str) -> None:
    assert read(typed, bodies=BODIES).bodies == ()


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("wig LE2 3AB", "LE2 3AB"),
        ("wig le23ab", "LE2 3AB"),
        ("wig LE2 3A", "LE2 3"),
        ("wig le23a", "LE2 3"),
        ("LE2 3", "LE2 3"),
        ("wig LE", "LE postcodes"),
        ("wig near le", "LE postcodes"),
        ("ＬＥ２", "LE2"),
    ],
)
def test_postcodes_are_read_while_they_are_typed(read, typed: str, label: str) -> None:
    found = read(typed)
    assert found.located.label == label
    assert not [one for one in found.concepts if one.is_required and "le" in one.typed]


def test_small_letters_that_begin_a_word_and_known_codes_are_no_postcode() -> None:
    known = Lexicon(vocabulary(), Synonyms(same=(("leg", "le3"),)))
    places = make_geography().gazetteer()
    assert understand("wig le", known, places).located is None
    capitals = understand("wig LE", known, places).located
    assert capitals is not None
    assert capitals.label == "LE postcodes"
    assert understand("WIG LE", known, places).located is None
    assert understand("le3", known, places).located is None


@pytest.mark.parametrize(
    ("typed", "heading", "words"),
    [
        ("fever on chemo", "Ring now", "fever on chemo"),
        ("Fever while on her chemo", "Ring now", "Fever while on her chemo"),
        ("chemo patient with a fever", "Ring now", "chemo patient with a fever"),
        ("wig, bleeding", "Ring now", "bleeding"),
        ("heavy bleeding", "Bleeding", "heavy bleeding"),
        ("to end my life", "Ring now", "end my life"),
    ],
)
def test_danger_is_seen_whatever_stands_between(read, typed: str, heading: str, words: str) -> None:
    danger = read(typed).danger
    assert (danger.heading, danger.words) == (heading, words)
    assert danger.sentences
    assert read(typed).concepts, "they are words to look for as well"


@pytest.mark.parametrize(
    "typed", ["fever", "chemo", "end of life", "fever leaflet wig group bank chemo", ""]
)
def test_other_words_are_no_danger(read, typed: str) -> None:
    assert read(typed).danger is None


def test_danger_is_seen_in_corrected_words_and_stays_when_a_chip_is_taken_off(read) -> None:
    found = read("feverr on kemo", corrections={"feverr": "fever", "kemo": "chemo"})
    assert found.danger.words == "feverr on kemo"
    assert read("bleeding", plain=("bleeding",)).danger is not None


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
