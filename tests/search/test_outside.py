from __future__ import annotations

import pytest

from emndir.domain.errors import UnknownPlaceError
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm, Vocabulary
from emndir.search.criteria import Criteria, Facet
from emndir.search.outside import LONGEST, Asked
from emndir.search.outside_reading import read_asked

BREAST = TaxonomyTerm(
    taxonomy=Taxonomy.CANCER_SITE, code="breast", label="Breast cancer", icd10=("C50",)
)
WORDS = Vocabulary((BREAST,))


def locate(text):
    if text != "LE2":
        raise UnknownPlaceError("no")


def read(**parts):
    blank = Criteria(near="NG1", within_miles=10.0)
    return read_asked(Asked.given(**parts), blank, WORDS, locate)


def test_all_parts_are_read():
    reading = read(query=" wig  shop ", near="LE2", site="c50.1")
    assert reading.unknown == ()
    assert reading.criteria == Criteria(
        words="wig shop",
        near="LE2",
        within_miles=10.0,
        chosen=((Facet.CANCER_SITE, ("breast",)),),
    )


def test_the_usual_place_stays_where_none_is_given():
    assert read(query="wig").criteria.near == "NG1"


@pytest.mark.parametrize(
    ("parts", "unknown"),
    [
        ({"near": "Atlantis"}, ("near",)),
        ({"site": "Q99"}, ("site",)),
        ({"near": "Atlantis", "site": "Q99"}, ("near", "site")),
        ({"query": "a" * (LONGEST + 1)}, ("query",)),
        ({"site": "a\0b"}, ("site",)),
        ({"near": "\u202eLE2"}, ("near",)),
    ],
)
def test_what_is_unknown_is_left_out_and_named(parts, unknown):
    reading = read(**parts)
    assert reading.unknown == unknown
    assert reading.criteria == Criteria(near="NG1", within_miles=10.0)


def test_an_empty_question():
    assert Asked.given(query="  ", near="\n").is_empty
    assert not Asked.given(query="a" * 999).is_empty


def test_no_repr_tells_what_was_asked():
    assert "breast" not in repr(Asked(query="breast"))
    assert "breast" not in repr(read(query="breast"))
