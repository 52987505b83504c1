from __future__ import annotations

import pytest

from emndir.domain.problems import Severity
from emndir.storage.geography_text import (
    TABLE_FILES,
    geography_texts,
    parse_geography,
)
from emndir.storage.text_files import GEOGRAPHY_TABLES, OUTLINES, geography_paths
from tests.storage.conftest import SAMPLE

SECTORS = "geography/postcode-sectors.csv"
LOCALITIES = "geography/localities.csv"


def sample():
    return {path: (SAMPLE / path).read_bytes() for path in geography_paths()}


def faults_of(path, old, new):
    texts = sample()
    assert old in texts[path].decode(), "the sample has changed"
    texts[path] = texts[path].decode().replace(old, new, 1).encode()
    return parse_geography(texts).problems


def test_the_files_that_are_looked_at_are_those_that_are_read():
    assert tuple(table.name for table in TABLE_FILES) == GEOGRAPHY_TABLES


def test_the_sample_is_read_and_written_byte_for_byte():
    geography = parse_geography(sample())
    assert geography.problems == ()
    assert geography.gazetteer().sectors["LE2 3"].district == "Leicester"
    assert len(geography.outline.of("county")) == 2
    written = {path: text.encode() for path, text in geography_texts(geography).items()}
    assert written == {path: text for path, text in sample().items() if OUTLINES not in path}


@pytest.mark.parametrize(
    ("path", "old", "new", "message", "line"),
    [
        (SECTORS, "sector,lat", "sectors,lat", "The first line must read sector,lat", 1),
        (SECTORS, "52.60998", "north", "lat: “north” is not a number of degrees", 5),
        (SECTORS, "52.60998", "252.6", "outside -90 to 90", 5),
        (SECTORS, "LE2 3", "LE23", "no postcode sector", 5),
        (SECTORS, "yes", "true", "must be yes or no", 0),
        (SECTORS, "Leicester,Leics", "Leicester", "cells in place of 6", 0),
        (SECTORS, "LE3 9", "LE2 3", "stands twice", 0),
        (SECTORS, "\n", "\r\n", "Written by another program", 0),
        (SECTORS, "52.60998", "52.6099", "", 0),
        ("geography/postcode-districts.csv", "LE2,", "Leics,", "no postcode district", 0),
        ("geography/places.csv", ",yes,", ",yes,some", "is not a whole number", 0),
        ("geography/places.csv", "Anstey,Village", ",Village", "the cell is empty", 0),
        (LOCALITIES, "52.87262,-1.00076", "52.87262,", "a point needs lat and lon", 2),
        (LOCALITIES, "E12000004", '"E12', "", 0),
        (f"geography/{OUTLINES}", "MultiPolygon", "Point", "no outlines", 0),
        (f"geography/{OUTLINES}", "{", "", "no outlines", 0),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(path, old, new, message, line):
    if old == "Leicester,Leics":
        old, new = "Leicester,Leicestershire", "Leicester"
    found = faults_of(path, old, new)
    assert [one for one in found if one.path == path and message in one.message], found
    if line:
        assert line in {one.line for one in found}


def test_a_usable_but_unusual_table_is_only_a_warning():
    assert {one.severity for one in faults_of(SECTORS, "\n", "\r\n")} == {Severity.WARNING}


def test_what_is_missing_is_named():
    problems = parse_geography({}).problems
    assert [one.path for one in problems] == geography_paths()


def test_bytes_that_are_no_text_are_named():
    texts = dict.fromkeys(geography_paths(), b"\xff\xfe\x00")
    assert len(parse_geography(texts).problems) == 5


def test_a_wrong_column_does_not_fill_the_screen():
    texts = sample()
    rows = "".join(f"LE{number} 1,x,0,A,B,yes\n" for number in range(100, 200))
    texts[SECTORS] = b"sector,lat,lon,district_name,county,in_region\n" + rows.encode()
    problems = [one for one in parse_geography(texts).problems if one.path == SECTORS]
    assert len(problems) == 21
    assert problems[-1].message == "80 more rows have faults."
