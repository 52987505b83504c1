"""Nothing that is typed can break a search, and counts agree with the searches they promise."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emndir.bootstrap import OpenDirectory
from emndir.domain.location import Coordinates
from emndir.geography.distance import geodesic_miles
from emndir.search.criteria import Criteria, Sort
from emndir.search.results import Group, Results

HOSTILE = [
    '"',
    '""""',
    "' OR 1=1 --",
    'breast" OR name:*',
    "NEAR(a b, 1)",
    "AND OR NOT",
    "breast AND",
    "name : breast",
    "^breast*",
    "{name} : x",
    "(((((",
    "-breast",
    "breast\0lung",
    "\0",
    "🩺 breast 🎗️",
    "‮tsaerb‬ breast",
    "سرطان الثدي",
    "乳腺癌",
    "ﬁt kit",
    "ＢＲＥＡＳＴ　ＬＥ２",
    "İstanbul ß ǆ",
    "\ud800",
    "a" * 100_000,
    "breast " * 20_000,
    "0116 " * 20_000,
    "LE2 " * 20_000,
    "near " * 500,
    "%s {0} \\x00 $(x)",
    "*" * 300,
]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_only_words(real: OpenDirectory, typed: str) -> None:
    real.find(Criteria(words="warm up"))
    started = time.perf_counter()
    results = real.find(Criteria(words=typed, near=typed, limit=20))
    assert time.perf_counter() - started < 1
    assert results.total >= len(results.hits)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    words=st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "breast",
                "le2",
                '"',
                "near",
                "boston",
                "*",
                "wig",
                "AND",
                "0116",
                "2ww",
                "'",
                "(",
                "hos",
            ]
        ),
        max_size=8,
    ).map(" ".join),
    near=st.text(max_size=12) | st.sampled_from(["LE2", "PE21 9QS", "Hope", "Lincs"]),
    plain=st.lists(st.sampled_from(["breast", "le2", "boston", ""]), max_size=2),
    miles=st.none() | st.floats(0.001, 1e6),
    sort=st.sampled_from(Sort),
)
def test_no_question_breaks_it(
    real: OpenDirectory,
    words: str,
    near: str,
    plain: list[str],
    miles: float | None,
    sort: Sort,
) -> None:
    criteria = Criteria(
        words=words, near=near, plain=tuple(plain), within_miles=miles, sort=sort, limit=25
    )
    results = real.find(criteria)
    assert results.total == sum(results.group_totals.values())
    groups = [hit.group for hit in results.hits]
    assert groups == sorted(groups, key=groups.index), "groups stand together"
    assert all(hit.summary.status.is_offered for hit in results.hits)
    assert all(not summary.status.is_offered for summary in results.gone)
    assert results.hits or results.ways_on


def test_every_count_is_what_choosing_it_gives(real: OpenDirectory) -> None:
    choose = random.Random(7)
    for words, near in (("", ""), ("breast", "LE2"), ("bereavement", ""), ("harp wig", "Boston")):
        criteria = Criteria(words=words, near=near, limit=1)
        first = real.find(criteria)
        options = [(f, c.code) for f, counts in first.facets.items() for c in counts if c.count]
        for facet, code in choose.sample(options, min(12, len(options))):
            narrowed = criteria.with_codes(facet, (code,))
            second = real.find(narrowed)
            promised = {one.code: one.count for one in first.facets[facet]}[code]
            assert _services(second) == promised, (words, facet, code)
            for other, counts in second.facets.items():
                count = choose.choice(counts)
                third = real.find(narrowed.with_codes(other, (count.code,)))
                assert _services(third) == count.count, (words, facet, code, other, count.code)


def _services(results: Results) -> int:
    return results.total - results.group_totals.get(Group.PLACES, 0)


def test_nearest_is_what_the_true_distance_says(real: OpenDirectory) -> None:
    """Sorted by nearest, every list agrees with geodesic miles, across the Wash and all borders."""
    positions: dict[str, list[Coordinates]] = {}
    for near in ("PE21 9QS", "LE2", "Skegness", "SK22", "PE30", "S80"):
        results = real.find(Criteria(near=near, sort=Sort.NEAREST, limit=1000))
        assert results.origin is not None
        origin = results.origin.position.coordinates
        placed = [hit for hit in results.hits if hit.miles is not None and hit.group is Group.ALL]
        assert len(placed) > 200
        for uid in {hit.summary.uid for hit in placed} - set(positions):
            places = (at.location.position for at in real.service(uid).places)
            positions[uid] = [place.coordinates for place in places if place]
        true = [
            min(geodesic_miles(origin, point) for point in positions[hit.summary.uid])
            for hit in placed
        ]
        for hit, miles in zip(placed, true, strict=True):
            assert hit.miles == pytest.approx(miles, rel=0.006, abs=0.02)
        assert all(a <= b * 1.006 + 0.02 for a, b in pairwise(true))


def test_a_limit_in_miles_leaves_out_only_what_is_further(real: OpenDirectory) -> None:
    everything = real.find(Criteria(words="hospice", near="LE3", limit=1000))
    within = real.find(Criteria(words="hospice", near="LE3", within_miles=10, limit=1000))
    kept = {hit.summary.uid for hit in within.hits}
    for hit in everything.hits:
        far = hit.miles is not None and hit.miles > 10
        comes = hit.group is Group.REMOTE or hit.serves_origin is True
        assert hit.summary.uid in kept or far or not comes


def test_words_that_only_differ_in_case_and_spacing_find_the_same(real: OpenDirectory) -> None:
    plain = real.find(Criteria(words="breast screening leicester"))
    shouted = real.find(Criteria(words="  BREAST   screening,  Leicester"))
    assert [h.summary.uid for h in plain.hits] == [h.summary.uid for h in shouted.hits]


def test_typing_letter_by_letter_always_answers(real: OpenDirectory) -> None:
    for phrase in ("breast le2", "radiotherapy pe21 9qs", "someone to talk to near oakham"):
        for end in range(1, len(phrase) + 1):
            results = real.find(Criteria(words=phrase[:end], limit=5))
            assert results.hits or results.ways_on


def test_asking_changes_nothing(real: OpenDirectory) -> None:
    criteria = Criteria(words="wig", near="LE2", limit=10)
    first = real.find(criteria)
    real.find(replace(criteria, words="dialysis", near="Lincoln"))
    assert real.find(criteria) == first


@pytest.mark.parametrize("words", ["cancer", "breast le2", "support group", "", "0116"])
@pytest.mark.parametrize("sort", list(Sort))
def test_the_rest_of_an_answer_goes_on_where_the_first_part_ends(
    real: OpenDirectory, words: str, sort: Sort
) -> None:
    whole = real.find(Criteria(words=words, sort=sort, limit=10_000))
    parts = [
        real.find(Criteria(words=words, sort=sort, skip=skip, limit=skip + 40))
        for skip in range(0, whole.total, 40)
    ]
    assert [hit.summary.uid for part in parts for hit in part.hits] == [
        hit.summary.uid for hit in whole.hits
    ]
    assert all((part.total, part.facets) == (whole.total, whole.facets) for part in parts)
    beyond = real.find(Criteria(words=words, sort=sort, skip=whole.total, limit=whole.total + 40))
    assert (beyond.hits, beyond.total, beyond.ways_on) == ((), whole.total, whole.ways_on)
