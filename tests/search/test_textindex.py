"""The text index finds what a plain look at every word finds, and scores as bm25 says."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from itertools import product
from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emndir.search.columns import Columns
from emndir.search.fields import COLUMNS, K1, OWN_COLUMNS, STRONG_COLUMNS, WEIGHTS, B
from emndir.search.gathering import Gatherer
from emndir.search.records import Records
from emndir.search.stems import porter
from emndir.search.textindex import Matches, TextIndex
from emndir.search.words import STOP_WORDS
from tests.geography.places import make_geography

NAME, DESCRIPTION, PLACE, TERMS = map(COLUMNS.index, ("name", "description", "place", "terms"))
CLOSE, SHORT = 5, 3
GAZETTEER = make_geography().gazetteer()

Row = dict[int, str]
"""The folded text of some columns of one service."""


def texts_of(row: Row) -> list[str]:
    return [row.get(number, "") for number in range(len(COLUMNS))]


def columns_of(rows: Sequence[Row], *, places: Sequence[Row] = ()) -> Columns:
    gatherer = Gatherer(GAZETTEER)
    for number, (row, is_place) in enumerate([*product(rows, [False]), *product(places, [True])]):
        facts = {"name": "x", "names": ["x"], "body": "b", "status": "active", "places": []}
        gatherer.add(f"uid-{number}", facts, texts_of(row), is_place=is_place)
    return gatherer.columns()


def index_of(*rows: Row, places: Sequence[Row] = ()) -> TextIndex:
    columns = columns_of(rows, places=places)
    return TextIndex(columns, Records(columns).offered_count)


def found(matches: Matches) -> list[int]:
    return list(matches[0].tolist())


class Plain:
    """The same questions, answered by looking at every word of every row."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = [
            {number: texts_of(row)[number].split() for number in OWN_COLUMNS} for row in rows
        ]
        lengths = [sum(map(len, row.values())) for row in self.rows]
        self.lengths = lengths
        self.mean = max(1.0, sum(lengths) / max(1, sum(map(bool, lengths))))

    def parts(self, words: Sequence[str], *, is_open: bool = False) -> list[tuple[str, bool]]:
        kept = [(word, is_open and at == len(words) - 1) for at, word in enumerate(words)]
        meant = [one for one in kept if one[1] or one[0] not in STOP_WORDS]
        return list(dict.fromkeys(meant if len(meant) > 1 else kept))

    def spots(self, row: int, part: tuple[str, bool]) -> list[tuple[int, int, str]]:
        word, is_open = part
        columns = STRONG_COLUMNS if is_open and len(word) < SHORT else OWN_COLUMNS
        return [
            (number, at, one)
            for number in columns
            for at, one in enumerate(self.rows[row][number])
            if (one.startswith(word) if is_open else porter(one) == porter(word))
        ]

    def all_of(self, words: Sequence[str]) -> list[int]:
        parts = self.parts(words)
        return [
            row
            for row in range(len(self.rows))
            if parts and all(self.spots(row, part) for part in parts)
        ]

    def close(self, words: Sequence[str], *, is_open: bool = False) -> list[int]:
        parts = self.parts(words, is_open=is_open)
        return [row for row in range(len(self.rows)) if self._is_close(row, parts)]

    def _is_close(self, row: int, parts: list[tuple[str, bool]]) -> bool:
        spots = [self.spots(row, part) for part in parts]
        return bool(spots) and any(
            len({number for number, _at, _word in clump}) == 1
            and max(at for _n, at, _word in clump) - min(at for _n, at, _word in clump) <= CLOSE
            for clump in product(*spots)
        )

    def rarity(self, word: str) -> float:
        """Return how telling a word is; each form of it counts where it stands."""
        having = sum(len({one for *_, one in self.spots(r, (word, False))}) for r in self._all)
        count = len(self.rows)
        having = min(having, count)
        return max(1e-6, log((count - having + 0.5) / (having + 0.5)))

    @property
    def _all(self) -> range:
        return range(len(self.rows))

    def score(self, row: int, word: str) -> float:
        """Return bm25 with weighted columns, each form of a word for itself."""
        often: Counter[str] = Counter()
        for number, _at, one in self.spots(row, (word, False)):
            often[one] += WEIGHTS[number]  # type: ignore[assignment]
        length = self.lengths[row] / self.mean
        parts = (n * (K1 + 1) / (n + K1 * (1 - B + B * length)) for n in often.values())
        return self.rarity(word) * sum(parts)


WORDS = (
    "wig wigs wigged hair hairs loss lose at home the hospice hospices ho h in breast 2 24".split()
)
sentences = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
services = st.dictionaries(st.sampled_from((NAME, DESCRIPTION, PLACE, TERMS)), sentences)
directories = st.lists(services, min_size=1, max_size=6)
questions = st.lists(st.sampled_from([*WORDS, "hospic", "wi", "b", "qqz"]), min_size=1, max_size=3)


@settings(max_examples=400, deadline=None)
@given(directories, questions)
def test_it_finds_what_a_plain_look_finds(rows: list[Row], words: list[str]) -> None:
    index, plain = index_of(*rows), Plain(rows)
    assert found(index.all_of(words)) == plain.all_of(words)
    assert found(index.close(words)) == plain.close(words)
    if len(words[-1]) >= SHORT or len(plain.parts(words, is_open=True)) == 1:
        assert found(index.close(words, is_open=True)) == plain.close(words, is_open=True)
    either = {*plain.close(words), *plain.close(words[:1])}
    assert set(found(index.any_of([" ".join(words), words[0]]))) == either
    for word in words:
        stands = any(plain.spots(row, (word, False)) for row in range(len(rows)))
        assert index.has(word) is stands
        assert index.rows_of(word).tolist() == plain.all_of([word])


def test_rare_words_are_found_among_many_services() -> None:
    """Rare and common words together are looked up in another way than words alike."""
    choose = random.Random(5)
    common = "hair help hospice hospices".split()
    rare = [word for word in WORDS if word not in common]
    rows: list[Row] = []
    for _ in range(250):
        words = choose.choices(common, k=4)
        if choose.random() < 0.1:
            words += choose.choices(rare, k=3)
        choose.shuffle(words)
        rows.append({choose.choice((NAME, DESCRIPTION, PLACE)): " ".join(words)})
    index, plain = index_of(*rows), Plain(rows)
    some = 0
    for _ in range(150):
        asked = [choose.choice(rare), choose.choice([*common, *rare]), choose.choice(common)][:3]
        asked = choose.sample(asked, choose.choice((2, 2, 3)))
        assert found(index.all_of(asked)) == plain.all_of(asked)
        assert found(index.close(asked)) == plain.close(asked)
        if len(asked[-1]) >= SHORT:
            assert found(index.close(asked, is_open=True)) == plain.close(asked, is_open=True)
        some += bool(plain.close(asked))
    assert 40 < some < 150


@settings(max_examples=200, deadline=None)
@given(directories, st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_it_scores_as_bm25_says(rows: list[Row], word: str, other: str) -> None:
    index, plain = index_of(*rows), Plain(rows)
    one, scores = index.close([word])
    assert scores.tolist() == pytest.approx(
        [plain.score(row, word) for row in one.tolist()], rel=1e-4
    )
    if word not in STOP_WORDS and other not in STOP_WORDS and word != other:
        both, sums = index.all_of([word, other])
        wanted = [plain.score(row, word) + plain.score(row, other) for row in both.tolist()]
        assert sums.tolist() == pytest.approx(wanted, rel=1e-4)


@settings(max_examples=150, deadline=None)
@given(directories, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_what_a_service_calls_itself(rows: list[Row], phrase: list[str]) -> None:
    stems = [porter(word) for word in phrase]
    names = [[porter(word) for word in row.get(NAME, "").split()] for row in rows]
    called = any(
        name[at : at + len(stems)] == stems
        for name in names
        for at in range(len(name) - len(stems) + 1)
    )
    assert index_of(*rows).calls_itself(phrase) is called


def test_every_form_of_a_word_is_found() -> None:
    index = index_of({NAME: "wigs"}, {NAME: "a wig"}, {NAME: "wigged wigs"}, {NAME: "wiggle"})
    assert found(index.close(["wig"])) == found(index.close(["wigs"])) == [0, 1, 2]
    assert found(index.close(["wig"], is_open=True)) == [0, 1, 2, 3]


def test_words_are_close_within_five_places_of_one_field() -> None:
    near = "hair one two three four loss"
    far = "hair one two three four five loss"
    rows = [
        {DESCRIPTION: near},
        {DESCRIPTION: far},
        {NAME: "hair", DESCRIPTION: "loss"},
        {DESCRIPTION: "loss hair"},
    ]
    index = index_of(*rows)
    assert found(index.close(["hair", "loss"])) == [0, 3]
    assert found(index.all_of(["hair", "loss"])) == [0, 1, 2, 3]


def test_small_words_count_only_where_they_are_the_phrase() -> None:
    index = index_of({NAME: "nurse at home"}, {NAME: "home page"}, {NAME: "nurse nearby home"})
    assert found(index.close(["at", "home"])) == [0]
    assert found(index.close(["nurse", "at", "home"])) == [0, 2]
    assert found(index.close(["home"])) == [0, 1, 2]


def test_one_or_two_letters_begin_only_what_services_are_called() -> None:
    index = index_of({NAME: "hospice"}, {DESCRIPTION: "hospice"}, {COLUMNS.index("kind"): "hope"})
    assert found(index.close(["ho"], is_open=True)) == [0, 2]
    assert found(index.close(["hos"], is_open=True)) == [0, 1]


def test_a_short_beginning_means_the_same_whatever_else_is_listed() -> None:
    """Whether "wig a" finds a description does not depend on how many others have a wig."""
    row: Row = {DESCRIPTION: "wig at"}
    alone = index_of(row).close(["wig", "a"], is_open=True)
    among = index_of(row, *[{DESCRIPTION: "wig"}] * 5).close(["wig", "a"], is_open=True)
    assert found(alone) == found(among)


def test_words_of_the_vocabulary_and_of_places_are_not_in_it() -> None:
    index = index_of({NAME: "clinic", TERMS: "breast"}, places=[{NAME: "royal infirmary"}])
    assert index.words == ["clinic"]
    assert not index.has("breast")
    assert not index.has("infirmary")


def test_rarer_words_and_names_score_more() -> None:
    rows = [{NAME: "breast clinic"}, {DESCRIPTION: "breast clinic", NAME: "help"}]
    rows += [{NAME: "clinic"}] * 3
    rows += [{NAME: "help"}] * 12
    index = index_of(*rows)
    where, scores = index.close(["breast"])
    assert where.tolist() == [0, 1]
    assert scores[0] > scores[1]
    assert dict(zip(*map(np.ndarray.tolist, index.close(["clinic"])), strict=True))[0] < scores[0]


def test_the_longest_text_is_read_to_its_end() -> None:
    """Places in a field are numbered up to 4,095; whatever comes after is still found."""
    long = " ".join(["word"] * 5_000)
    index = index_of({DESCRIPTION: f"hair {long} loss", PLACE: "garden"}, {DESCRIPTION: "hair"})
    assert found(index.close(["loss"])) == [0]
    assert found(index.all_of(["hair", "loss"])) == [0]
    assert found(index.close(["hair", "loss"])) == []
    assert found(index.close(["hair", "word"])) == [0]


def test_an_empty_directory_has_no_words() -> None:
    for index in (index_of(), index_of({}), index_of({TERMS: "breast"})):
        assert index.words == []
        assert not index.has("breast", is_open=True)
        assert found(index.close(["breast", "clinic"])) == []
        assert found(index.close(["b"], is_open=True)) == []
        assert found(index.all_of(["breast"])) == found(index.any_of(["breast"])) == []
        assert not index.calls_itself(["breast"])
