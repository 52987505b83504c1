"""The figures' text: read with every fault named, written byte for byte, kept in the directory file."""

from __future__ import annotations

import pytest

from emndir.domain.indicator import Figures, Measure
from emndir.domain.problems import Severity
from emndir.storage.figure_rows import load_figures
from emndir.storage.figures_text import figures_texts, parse_figures
from emndir.storage.text_files import figures_paths
from tests.storage.conftest import SAMPLE

ABOUT, WAITS, RATINGS = figures_paths()


def sample():
    return {path: (SAMPLE / path).read_bytes() for path in figures_paths()}


def test_the_sample_is_read_and_written_byte_for_byte():
    figures, problems = parse_figures(sample(), ["breast"])
    assert problems == ()
    assert [one.measure for one in figures.standards] == [Measure.FASTER_DIAGNOSIS] * 2
    assert {path: text.encode() for path, text in figures_texts(figures).items()} == sample()


def test_they_come_back_from_a_directory_file(connection):
    assert load_figures(connection) == parse_figures(sample())[0]


def test_a_directory_without_figures_has_no_fault():
    assert parse_figures({}) == (Figures(), ())
    assert figures_texts(Figures()) == {}


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (ABOUT, "[[group]]", "[[group", "not TOML"),
        (ABOUT, 'code = "RWE"', 'code = "RWX"', "Figures name this provider"),
        (ABOUT, 'name = "Suspected breast cancer"', 'name = "Breast"', "28-day name this group"),
        (ABOUT, 'uid = "survey"', 'uid = "poll"', "Figures name this source"),
        (ABOUT, '"breast"', '"braest"', "“braest” is no cancer"),
        (ABOUT, "share = 0.8", 'share = "80 %"', "must be a number"),
        (ABOUT, "2023-10", "October", "is not a month such as"),
        (ABOUT, "all = true", 'all = "yes"', "must be true or false"),
        (ABOUT, 'measure = "62-day"', 'measure = "63-day"', "is not known here"),
        (WAITS, "40.5", "62", "no more than all"),
        (WAITS, "40.5", "40.4", "is not a number of people"),
        (WAITS, "40.5", "-1", "is not a number of people"),
        (WAITS, "40.5", "nan", "is not a number of people"),
        (WAITS, "61.5", "inf", "is not a number of people"),
        (WAITS, "40.5", "many", "is not a number of people"),
        (WAITS, "62-day", "experience", "is no waiting time"),
        (WAITS, "2026-08,150", "2026-13,150", "is not a month"),
        (WAITS, "RWE,28-day,All,2026-08,", "RWE,28-day,All,2025-09/2026-08,", "stands twice"),
        (RATINGS, "8.68", "11", "0 to 10"),
        (RATINGS, "8.79", "", "both its ends"),
        (RATINGS, ",yes,", ",perhaps,", "yes or no"),
    ],
)
def test_a_fault_is_named(path, old, new, message):
    texts = sample()
    assert old in texts[path].decode()
    texts[path] = texts[path].decode().replace(old, new, 1).encode()
    _figures, problems = parse_figures(texts, ["breast"])
    assert [one for one in problems if one.path in (path, ABOUT) and message in one.message], (
        problems
    )


def test_figures_without_names_are_a_fault_and_names_without_figures_a_warning():
    only_counts = {WAITS: sample()[WAITS]}
    assert "This file is missing" in parse_figures(only_counts)[1][0].message
    found = parse_figures({ABOUT: sample()[ABOUT]})[1]
    assert {one.severity for one in found} == {Severity.WARNING}
