"""Phrases that are kept with a large directory say what working them out says."""

from __future__ import annotations

import numpy as np
import pytest

from emndir.bootstrap import OpenDirectory
from emndir.search import phrases
from emndir.search.columns import Columns, load_columns
from emndir.search.lexicon import Lexicon
from emndir.search.records import Records
from emndir.search.synonyms import Synonyms
from emndir.search.textindex import Matches, TextIndex
from emndir.search.words import fold


@pytest.fixture(scope="module")
def columns(real: OpenDirectory) -> Columns:
    with real._engine.connect() as connection:
        return load_columns(connection)


@pytest.fixture
def kept(
    real: OpenDirectory,
    columns: Columns,
    our_synonyms: Synonyms,
    monkeypatch: pytest.MonkeyPatch,
) -> Columns:
    """The real directory's columns as they would be kept if it were large."""
    monkeypatch.setattr(phrases, "LARGE", 1)
    return phrases.with_phrases(columns, real.vocabulary, our_synonyms)


def plain(matches: Matches) -> tuple[list[int], list[float]]:
    rows, scores = matches
    return rows.tolist(), np.round(scores.astype(np.float64), 4).tolist()


def test_a_small_directory_keeps_none(
    real: OpenDirectory, columns: Columns, our_synonyms: Synonyms
) -> None:
    assert not columns.texts["phrases"]
    assert not columns.texts["unions"]
    assert phrases.with_phrases(columns, real.vocabulary, our_synonyms) is columns


def test_what_is_kept_is_what_is_worked_out(
    real: OpenDirectory, columns: Columns, kept: Columns, our_synonyms: Synonyms
) -> None:
    offered = Records(columns).offered_count
    worked_out, looked_up = TextIndex(columns, offered), TextIndex(kept, offered)
    lexicon = Lexicon(real.vocabulary, our_synonyms)
    known = {fold(phrase) for phrase in lexicon.phrases(our_synonyms) if " " in fold(phrase)}
    lists = set(lexicon.lists())
    assert len(kept.texts["phrases"]) > 1000
    assert len(kept.texts["unions"]) == len({one for one in lists if len(one) > 1})
    for phrase in known:
        words = phrase.split()
        assert plain(looked_up.close(words)) == plain(worked_out.close(words)), phrase
    for one in lists:
        assert plain(looked_up.any_of(one)) == plain(worked_out.any_of(one)), one


def test_what_is_not_kept_is_found_as_before(columns: Columns, kept: Columns) -> None:
    offered = Records(columns).offered_count
    worked_out, looked_up = TextIndex(columns, offered), TextIndex(kept, offered)
    for words in (["leicester", "breast"], ["nurse", "boston", "clinic"], ["wig"]):
        assert plain(looked_up.close(words)) == plain(worked_out.close(words))
    either = ["leicester breast", "wig"]
    assert plain(looked_up.any_of(either)) == plain(worked_out.any_of(either))
