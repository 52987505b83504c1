"""Words that may mean an emergency put the fixed sentences first, and hide nothing below."""

from __future__ import annotations

import pytest

from emndir.bootstrap import OpenDirectory
from emndir.search.criteria import Criteria
from emndir.search.synonyms import Synonyms

FEVER, SPINE, BLEEDING, FACE = "Fever", "back pain", "Bleeding", "Swollen face"
BREATH, COLLAPSE, ALLERGY, LIFE = "Breathlessness", "collapse", "allergic", "life feels"


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("neutropenic sepsis", FEVER),
        ("fever on chemo", FEVER),
        ("high temp temperature after chemo", FEVER),
        ("TEMPERATURE", FEVER),
        ("shivering since chemo yesterday", FEVER),
        ("infection after immunotherapy", FEVER),
        ("diarrhoea on immunotherapy", FEVER),
        ("feeling unwell during treatment", FEVER),
        ("chemo, very poorly", FEVER),
        ("MSCC", SPINE),
        ("spinal cord compression Leicester", SPINE),
        ("new weakness in both legs", SPINE),
        ("legs have gone numb", SPINE),
        ("can't feel my legs", SPINE),
        ("cannot pass urine and back pain", SPINE),
        ("cancer with back pain", SPINE),
        ("bleeding", BLEEDING),
        ("bleeding won't stop", BLEEDING),
        ("coughing up blood", BLEEDING),
        ("he is vomiting blood", BLEEDING),
        ("SVCO", FACE),
        ("face and neck are swollen", FACE),
        ("breathless", BREATH),
        ("she can't breathe", BREATH),
        ("severe chest pain", BREATH),
        ("seizure", COLLAPSE),
        ("husband having a fit", COLLAPSE),
        ("suddenly confused", COLLAPSE),
        ("mum is unconscious", COLLAPSE),
        ("anaphylaxis", ALLERGY),
        ("swollen lips and tongue", ALLERGY),
        ("suicidal", LIFE),
        ("I want to kill myself", LIFE),
        ("i want to end my life", LIFE),
        ("don't want to live any more", LIFE),
        ("wants to die", LIFE),
    ],
)
def test_words_of_danger_put_the_fixed_sentences_first(
    real: OpenDirectory, words: str, heading: str
) -> None:
    danger = real.find(Criteria(words=words)).danger
    assert danger is not None
    assert heading in danger.heading
    assert any("999" in sentence for sentence in danger.sentences)


@pytest.mark.parametrize(
    "words",
    [
        "end of life care at home",
        "FIT test",
        "getting fit",
        "wig fitting",
        "blood cancer",
        "lots of blood tests",
        "breast lump",
        "leg swelling",
        "lift to hospital",
        "life after cancer",
        "living with cancer",
        "all support groups",
        "cancer support group for walkers",
        "throat cancer",
        "chemotherapy Lincoln",
        "bowel screening",
    ],
)
def test_everyday_questions_have_no_such_line(real: OpenDirectory, words: str) -> None:
    assert real.find(Criteria(words=words)).danger is None


@pytest.mark.parametrize("words", ["sepsis charity", "breathless", "temperature after chemo"])
def test_results_stay_below(real: OpenDirectory, words: str) -> None:
    results = real.find(Criteria(words=words))
    assert results.danger is not None
    assert results.hits


def test_the_line_of_the_nearest_hospital_stands_with_it(real: OpenDirectory) -> None:
    results = real.find(Criteria(words="neutropenic sepsis", near="NG5"))
    assert results.danger is not None
    assert results.treatment_lines


def test_every_sentence_is_short_plain_and_says_whom_to_call(our_synonyms: Synonyms) -> None:
    assert len(our_synonyms.danger) >= 8
    for danger in our_synonyms.danger:
        assert danger.heading
        assert "999" in danger.sentences[0]
        assert any("NHS 111" in sentence for sentence in danger.sentences)
        for sentence in danger.sentences:
            assert len(sentence.split()) <= 20, sentence
            assert sentence.endswith(".")
            forbidden = {"wait", "probably", "likely", "serious", "mild", "should", "may", "might"}
            forbidden |= {"ring", "phone"}  # one word for it, on screen and on paper: call
            assert not forbidden & set(sentence.casefold().replace(".", "").split()), sentence


def test_a_life_in_danger_has_the_listening_lines(our_synonyms: Synonyms) -> None:
    (danger,) = [one for one in our_synonyms.danger if "suicidal" in one.words]
    said = " ".join(danger.sentences)
    assert "option 2" in said
    assert "116 123" in said


def test_who_answers_stands_first_among_the_results(real: OpenDirectory) -> None:
    for words, near, first in (
        ("spinal cord compression", "Derby", "uhdb-combined-triage-assessment-unit"),
        ("fever on chemo", "NG31", "ulth-oncology-assessment-unit"),
        ("bleeding", "LE2", "uhl-24h-cancer-helpline"),
    ):
        hits = real.find(Criteria(words=words, near=near, limit=3)).hits
        assert hits[0].summary.uid == first, words
    two = real.find(Criteria(words="I want to die", limit=2)).hits
    assert {hit.summary.uid for hit in two} == {"nhs-111", "samaritans"}


def test_where_no_line_is_listed_the_acute_oncology_team_stands_in(real: OpenDirectory) -> None:
    for near in ("Derby", "NG31", "Lincoln"):
        lines = real.find(Criteria(words="wig", near=near)).treatment_lines
        assert lines, near
        assert all(hit.summary.service_type == "acute-oncology" for hit in lines), near
