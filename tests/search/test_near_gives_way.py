"""The near box and a place among the words: which one miles are measured from."""

from __future__ import annotations

import pytest

from emndir.search.criteria import Criteria


@pytest.mark.parametrize(
    ("words", "near", "origin", "gave_way"),
    [
        ("breast le2", "NG31", "LE2", True),
        ("wig lincoln", "LE2", "Lincoln", True),
        ("breast le2", "Atlantis", "LE2", True),
        ("breast", "NG31", "NG31", False),
        ("wig leicester royal infirmary", "NG31", "NG31", False),  # a name, and not where from
        ("hospice leicestershire", "LE2", "LE2", False),
        ("hospice lincolnshire", "LE2", "Lincolnshire", True),
        ("hospice east midlands", "LE2", "LE2", False),
    ],
)
def test_a_place_among_the_words_comes_first_where_it_says_where(
    real, words, near, origin, gave_way
):
    found = real.find(Criteria(words=words, near=near, near_gives_way=True, limit=1))
    assert found.origin is not None
    assert (found.origin.label, found.near_gave_way) == (origin, gave_way)
    assert found.near_problem == ""


def test_the_line_for_the_unwell_is_that_of_the_typed_place(real):
    here = real.find(Criteria(words="breast ng31", limit=1)).treatment_lines
    asked = Criteria(words="breast ng31", near="LE2", near_gives_way=True, limit=1)
    assert [hit.summary.uid for hit in real.find(asked).treatment_lines] == [
        hit.summary.uid for hit in here
    ]


def test_on_the_command_line_the_option_stands(real):
    found = real.find(Criteria(words="breast le2", near="NG31", limit=1))
    assert found.origin is not None
    assert (found.origin.label, found.near_gave_way) == ("NG31", False)
