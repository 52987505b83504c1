"""SQLite's FTS5 is asked the same of the same words: our index finds the very rows that it finds.

Two indexes stand in a directory file, ours in columns and `search_text` of FTS5, filled from the
same folded texts. Words, pairs wherever they stand, words close together, and beginnings of words,
all of them the directory's own.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
import pytest

from emndir.bootstrap import OpenDirectory
from emndir.search.columns import Columns, Rows, load_columns
from emndir.search.fields import COLUMNS, OWN_COLUMNS, STRONG_COLUMNS
from emndir.search.records import Records
from emndir.search.stems import porter
from emndir.search.textindex import Matches, TextIndex
from emndir.search.words import STOP_WORDS, fold

OWN = tuple(COLUMNS[number] for number in OWN_COLUMNS)
BETWEEN = 4
"""FTS5 counts the words between; ours says within five places."""
WORDS, PAIRS, PHRASES, LONG, BEGINNINGS = 120, 120, 160, 60, 150
SHORT = 3
"""A beginning of fewer letters is looked for in names and kinds only."""


@dataclass(frozen=True)
class Texts:
    """The folded words of every service by row and column, as they were written into the file."""

    rows: dict[int, tuple[tuple[str, ...], ...]]

    def has(self, row: int, word: str) -> bool:
        return any(word in self.rows[row][number] for number in OWN_COLUMNS)

    def beginning_with(self, letters: str) -> set[int]:
        """Return the rows that have a word which begins so, by looking at every word."""
        columns = STRONG_COLUMNS if len(letters) < SHORT else OWN_COLUMNS
        return {
            row
            for row, texts in self.rows.items()
            if any(word.startswith(letters) for column in columns for word in texts[column])
        }


class Fts5:
    """The second opinion."""

    def __init__(self, real: OpenDirectory) -> None:
        self._stack = ExitStack()
        self._connection = self._stack.enter_context(real._engine.connect())

    def __call__(self, question: str) -> set[int]:
        asked = f"{{{' '.join(OWN)}}} : ({question})"
        found = self._connection.exec_driver_sql(
            "SELECT rowid - 1 FROM search_text WHERE search_text MATCH ?", (asked,)
        )
        return {row[0] for row in found}

    def all_of(self, words: Sequence[str]) -> set[int]:
        return self(" AND ".join(map(_quoted, words)))

    def near(self, words: Sequence[str]) -> set[int]:
        return self(f"NEAR({' '.join(map(_quoted, words))}, {BETWEEN})")

    def close(self) -> None:
        self._stack.close()


def stems_of_fts5(words: Sequence[str]) -> dict[str, str]:
    """Return the stem that FTS5's own tokenizer makes of each word."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        """
        CREATE VIRTUAL TABLE one USING fts5(
            word, tokenize = "porter unicode61 remove_diacritics 2"
        );
        CREATE VIRTUAL TABLE stems USING fts5vocab(one, instance);
        """
    )
    connection.executemany("INSERT INTO one(rowid, word) VALUES (?, ?)", enumerate(words))
    found = connection.execute("SELECT doc, term FROM stems").fetchall()
    connection.close()
    assert len(found) == len(words)
    return {words[number]: stem for number, stem in found}


def _quoted(word: str) -> str:
    assert '"' not in word
    return f'"{word}"'


@pytest.fixture(scope="module")
def fts5(real: OpenDirectory) -> Iterator[Fts5]:
    opinion = Fts5(real)
    yield opinion
    opinion.close()


@pytest.fixture(scope="module")
def columns(real: OpenDirectory) -> Columns:
    with real._engine.connect() as connection:
        return load_columns(connection)


@pytest.fixture(scope="module")
def ours(columns: Columns) -> TextIndex:
    return TextIndex(columns, Records(columns).offered_count)


@pytest.fixture(scope="module")
def texts(real: OpenDirectory) -> Texts:
    listed = ", ".join(COLUMNS)
    with real._engine.connect() as connection:
        found = connection.exec_driver_sql(f"SELECT rowid - 1, {listed} FROM search_text").all()
    made = Texts({row: tuple(tuple(text.split()) for text in read) for row, *read in found})
    assert len(made.rows) > 500
    return made


@pytest.fixture(scope="module")
def unlike(ours: TextIndex) -> frozenset[str]:
    """Stems of the words that are stemmed in two ways; see `test_fts5_has_the_same_stems`."""
    stems = stems_of_fts5(ours.words)
    differ = [word for word in ours.words if stems[word] != porter(word)]
    assert len(differ) < 30
    return frozenset(stem for word in differ for stem in (stems[word], porter(word)))


@pytest.fixture(scope="module")
def sentences(texts: Texts, unlike: frozenset[str]) -> list[tuple[str, ...]]:
    """What stands in each field, but for words that are stemmed in two ways."""
    made = [
        tuple(word for word in read[number] if porter(word) not in unlike)
        for read in texts.rows.values()
        for number in OWN_COLUMNS
    ]
    return [sentence for sentence in made if len(sentence) > 1]


@pytest.fixture(scope="module")
def words(sentences: list[tuple[str, ...]]) -> list[str]:
    """Every word of every field, the common ones as often as they stand."""
    return [word for sentence in sentences for word in sentence]


def rows_of(matches: Matches) -> set[int]:
    """Return the rows found, after looking whether they come once, rising, each with a score."""
    rows, scores = matches
    assert len(rows) == len(scores)
    assert (np.diff(rows) > 0).all()
    assert (scores > 0).all()
    return set(rows.tolist())


def meant(phrase: Sequence[str]) -> list[str]:
    """Return a phrase as it is put: small words left out where two others are left."""
    kept = [word for word in dict.fromkeys(phrase) if word not in STOP_WORDS]
    return kept if len([word for word in phrase if word not in STOP_WORDS]) > 1 else list(phrase)


def test_the_words_of_both_indexes_are_the_same(texts: Texts, ours: TextIndex) -> None:
    every = {
        word for read in texts.rows.values() for number in OWN_COLUMNS for word in read[number]
    }
    assert ours.words == sorted(every)
    assert all(fold(word) == word for word in every)


def test_fts5_has_the_same_stems(ours: TextIndex) -> None:
    stems = stems_of_fts5(ours.words)
    assert {word: porter(word) for word in ours.words} == stems


def test_every_word_finds_what_fts5_finds(
    ours: TextIndex, fts5: Fts5, unlike: frozenset[str]
) -> None:
    asked = [word for word in ours.words if porter(word) not in unlike]
    for word in asked:
        assert set(ours.rows_of(word).tolist()) == fts5(_quoted(word)), word
    assert len(asked) > 2_500


def test_a_word_in_any_form_finds_what_fts5_finds(
    words: list[str], ours: TextIndex, fts5: Fts5
) -> None:
    choose = random.Random(1)
    endings = ("", "", "s", "ing", "ed", "ment", "er")
    asked = sorted({choose.choice(words) + choose.choice(endings) for _ in range(WORDS * 2)})
    found = 0
    for word in asked:
        expected = fts5.all_of([word])
        assert rows_of(ours.close([word])) == expected, word
        assert rows_of(ours.all_of([word])) == expected, word
        assert ours.has(word) is bool(expected), word
        found += bool(expected)
    assert len(asked) > WORDS
    assert found > len(asked) * 0.6


def test_words_wherever_they_stand(words: list[str], ours: TextIndex, fts5: Fts5) -> None:
    choose = random.Random(2)
    found = 0
    for _ in range(PAIRS):
        asked = choose.sample(words, choose.choice((2, 2, 3)))
        expected = fts5.all_of(meant(asked))
        assert rows_of(ours.all_of(asked)) == expected, asked
        found += bool(expected)
    assert found > PAIRS // 3


def test_words_that_stand_close_together(
    sentences: list[tuple[str, ...]], ours: TextIndex, fts5: Fts5
) -> None:
    """Words of one field, up to eight places apart: some close, some not, in either order."""
    choose = random.Random(3)
    found = apart = 0
    for _ in range(PHRASES):
        sentence = choose.choice(sentences)
        first = choose.randrange(len(sentence))
        second = max(0, min(len(sentence) - 1, first + choose.randint(-8, 8)))
        asked = [sentence[first], sentence[second]]
        expected = fts5.near(meant(asked))
        assert rows_of(ours.close(asked)) == expected, asked
        found += bool(expected)
        apart += fts5.all_of(meant(asked)) != expected
    assert found > PHRASES // 2
    assert apart > PHRASES // 4


def test_phrases_of_several_words(
    sentences: list[tuple[str, ...]], ours: TextIndex, fts5: Fts5
) -> None:
    choose = random.Random(4)
    sentences = [sentence for sentence in sentences if len(sentence) > 6]
    found = nothing = 0
    for _ in range(LONG):
        sentence = choose.choice(sentences)
        first = choose.randrange(len(sentence) - 5)
        asked = list(sentence[first : first + choose.randint(3, 5)])
        if choose.random() < 0.3:
            choose.shuffle(asked)
        if choose.random() < 0.2:
            asked[-1] = choose.choice(choose.choice(sentences))
        expected = fts5.near(meant(asked))
        assert rows_of(ours.close(asked)) == expected, asked
        found += bool(expected)
        nothing += not expected
    assert found > LONG // 2
    assert nothing


def test_any_of_some_phrases(sentences: list[tuple[str, ...]], ours: TextIndex, fts5: Fts5) -> None:
    choose = random.Random(5)
    for _ in range(40):
        phrases = []
        for _ in range(choose.randint(1, 4)):
            sentence = choose.choice(sentences)
            first = choose.randrange(len(sentence))
            phrases.append(list(sentence[first : first + 2]))
        expected = set.union(*(fts5.near(meant(phrase)) for phrase in phrases))
        assert rows_of(ours.any_of([" ".join(phrase) for phrase in phrases])) == expected, phrases


def test_a_beginning_finds_every_word_that_begins_so(
    words: list[str], texts: Texts, ours: TextIndex, fts5: Fts5
) -> None:
    choose = random.Random(6)
    asked = {
        word[: choose.randint(1, len(word))] for word in choose.choices(words, k=BEGINNINGS * 2)
    }
    long = 0
    for letters in sorted(asked):
        found = rows_of(ours.close([letters], is_open=True))
        assert found == texts.beginning_with(letters), letters
        if len(letters) >= SHORT:
            known = bool(found or fts5.all_of([letters]))
            assert ours.has(letters, is_open=True) is known, letters
            long += 1
            assert {row for row in texts.rows if texts.has(row, letters)} <= found, letters
    assert long > BEGINNINGS // 2
    assert not rows_of(ours.close(["qqzzx"], is_open=True))


def test_a_phrase_whose_last_word_is_half_typed(
    texts: Texts, sentences: list[tuple[str, ...]], ours: TextIndex
) -> None:
    """Held against a plain look at every place of every word."""
    choose = random.Random(7)
    sentences = [sentence for sentence in sentences if len(sentence) > 2]
    found = 0
    for _ in range(60):
        sentence = choose.choice(sentences)
        first = choose.randrange(len(sentence) - 1)
        begun = sentence[first + 1]
        asked = [sentence[first], begun[: choose.randint(min(SHORT, len(begun)), len(begun))]]
        if asked[0] in STOP_WORDS or len(asked[1]) < SHORT or asked[0] == asked[1]:
            continue
        expected = {row for row in texts.rows if _begins_close(texts.rows[row], *asked)}
        assert rows_of(ours.close(asked, is_open=True)) == expected, asked
        found += bool(expected)
    assert found > 20


def _begins_close(read: tuple[tuple[str, ...], ...], word: str, letters: str) -> bool:
    stem = porter(word)
    for number in OWN_COLUMNS:
        here = [at for at, one in enumerate(read[number]) if porter(one) == stem]
        there = [at for at, one in enumerate(read[number]) if one.startswith(letters)]
        if any(abs(one - other) <= BETWEEN + 1 for one in here for other in there):
            return True
    return False


def test_what_a_service_is_called_word_for_word(
    texts: Texts, sentences: list[tuple[str, ...]], ours: TextIndex, fts5: Fts5
) -> None:
    choose = random.Random(8)
    strong = " ".join(COLUMNS[number] for number in STRONG_COLUMNS)
    sentences = [sentence for sentence in sentences if len(sentence) > 2]
    called = 0
    for _ in range(120):
        column = choose.choice(STRONG_COLUMNS) if choose.random() < 0.6 else None
        sentence = choose.choice(sentences)
        if column is not None:
            sentence = choose.choice(
                [read[column] for read in texts.rows.values() if len(read[column]) > 2]
            )
        first = choose.randrange(len(sentence) - 1)
        phrase = sentence[first : first + choose.randint(1, 3)]
        connection = fts5._connection
        asked = f'{{{strong}}} : "{" ".join(phrase)}"'
        found = connection.exec_driver_sql(
            "SELECT 1 FROM search_text WHERE search_text MATCH ? LIMIT 1", (asked,)
        ).first()
        assert ours.calls_itself(phrase) is (found is not None), phrase
        called += found is not None
    assert 30 < called < 118


def test_no_words_find_nothing(ours: TextIndex) -> None:
    nothing: Rows = np.zeros(0, dtype=np.int64)
    for matches in (ours.all_of([]), ours.any_of([]), ours.close(["qqzzx"]), ours.close(["", ""])):
        assert matches[0].tolist() == nothing.tolist()
