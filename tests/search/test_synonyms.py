from __future__ import annotations

from pathlib import Path

import pytest

from emndir.bootstrap import OpenDirectory
from emndir.domain.errors import DataFaultError
from emndir.domain.taxonomy import Taxonomy
from emndir.search.synonyms import Synonyms, load_synonyms

GOOD = """
soft = ["please thanks"]
ordinary = ["hope"]
[[same]]
words = ["chemo", "chemotherapy"]
[[asks]]
words = ["wig"]
means = ["hair loss"]
terms = ["service-types/wigs-hair-loss"]
strong = false
[[misspelt]]
words = ["prostrate"]
means = "prostate"
[[elsewhere]]
words = ["dentist"]
say = "Not here."
"""


def test_every_file_of_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.toml").write_text('soft = ["again"]', encoding="utf-8")
    synonyms = load_synonyms(tmp_path)
    assert synonyms.soft == {"please", "thanks", "again"}
    assert synonyms.same == (("chemo", "chemotherapy"),)
    assert synonyms.asks[0].terms == ((Taxonomy.SERVICE_TYPE, "wigs-hair-loss"),)
    assert not synonyms.asks[0].strong
    assert synonyms.misspelt == (("prostrate", "prostate"),)
    assert synonyms.elsewhere[0].say == "Not here."


def test_a_missing_folder_has_no_synonyms(tmp_path: Path) -> None:
    assert load_synonyms(tmp_path / "none") == Synonyms()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("soft = [", r"bad\.toml cannot be read"),
        ("other = 1", "a part “other” that is not known"),
        ('[[same]]\nwords = "one"', "a table that cannot be read"),
        ("[[asks]]", "a table that cannot be read"),
        ('[[asks]]\nwords = ["a"]\nterms = ["wig"]', "a table that cannot be read"),
        ('[[asks]]\nwords = ["a"]\nterms = ["kinds/wig"]', "a table that cannot be read"),
    ],
)
def test_faults_are_told_in_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataFaultError, match=sentence):
        load_synonyms(tmp_path)


def test_our_synonyms_name_terms_that_exist(our_synonyms: Synonyms, real: OpenDirectory) -> None:
    terms = {term for item in our_synonyms.asks for term in item.terms}
    missing = [term for term in sorted(terms) if real.vocabulary.find(*term) is None]
    assert terms
    assert missing == []


def test_a_need_of_this_directory_is_not_said_to_be_elsewhere(
    our_synonyms: Synonyms, real: OpenDirectory
) -> None:
    words = {
        word.casefold()
        for term in real.vocabulary.terms
        if term.taxonomy is not Taxonomy.ORGANIZATION_TYPE
        for word in term.words
    }
    wrong = [
        phrase
        for item in our_synonyms.elsewhere
        for phrase in item.words
        if phrase.casefold() in words
    ]
    assert wrong == []


def test_no_word_of_a_need_is_small_change(our_synonyms: Synonyms) -> None:
    needs = {"dialysis", "wig", "hospice", "clinic", "screening", "chemo", "breast", "dentist"}
    assert not needs & our_synonyms.soft
