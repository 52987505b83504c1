"""`emndir figures`: what is published, with its age; and a newer month entered."""

from __future__ import annotations

import pytest

from tests.storage.workbooks import usual


def words(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_trusts_figures_with_counts_and_age(emndir):
    told = emndir("figures", "show", "rwe", "--old")
    assert told.code == 0, told.err
    out = words(told.out)
    assert out.startswith("University Hospitals of Leicester NHS Trust\n")
    assert "12 months to August 2026: 80% (1,600 of 2,000 people)" in out
    assert "England: 70% (70,000 of 100,000 people)" in out
    assert "Newer ones were due on 12 November 2026." in out
    assert "It is not a ranking." in out
    assert "2025: 8.70 of 10, from 1,200 patients; 8.61 to 8.79 (95% interval)" in out


def test_old_figures_are_shown_to_who_asks_only(emndir):
    out = words(emndir("figures", "show", "RWE").out)
    assert "Waiting-time figures are not shown. The newest here are for August 2026" in out
    assert "Show them with --old." in out
    assert "of 2,000" not in out
    assert "8.70 of 10" in out, "the survey's next is due in a year"


def test_nine_people_are_never_shown(emndir):
    out = emndir("figures", "show", "RWE", "--site", "breast", "--old").out
    assert "all suspected cancers" in out
    assert "of 9 people" not in out
    assert "7 of" not in out


@pytest.mark.parametrize("code", ["XYZ", "ENG", "", "’; --"])
def test_a_provider_that_nobody_counted(emndir, code):
    told = emndir("figures", "show", code)
    assert told.code == 1
    assert "No figures of" in told.err


def test_a_newer_month_is_entered_and_shown_after_a_build(emndir, data, tmp_path):
    text = data / "figures" / "waiting-times.csv"
    before = text.read_text("utf-8")
    told = emndir("figures", "import", usual(tmp_path / "august.xlsx", leicester=(210, 150)))
    assert told.code == 0, told.err
    assert words(told.out).splitlines() == [
        "August 2026, final: 3 new, 2 revised, 1 as before",
        "  left out: 1 rows, group “Suspected unheard-of cancer” is not in figures.toml",
        "  not read: 31-day figures: none are in this file",
    ]
    after = text.read_text("utf-8")
    assert "RWE,28-day,All,2026-08,150,210,cwt-2026-08\n" in after
    assert "RWE,28-day,All,2026-08,150,200,cwt-2026-08\n" in before
    assert "RWE,28-day,All,2025-09/2026-08,1600,2000,cwt-2026-08\n" in after
    assert emndir("check", "--errors-only").code == 0
    assert emndir("build").code == 0
    assert "150 of 210 people" in emndir("figures", "show", "RWE", "--old").out
    again = emndir("figures", "import", tmp_path / "august.xlsx")
    assert "0 new, 0 revised, 6 as before" in words(again.out)
    assert text.read_text("utf-8") == after


def test_provisional_figures_never_replace_final_ones(emndir, data, tmp_path):
    before = (data / "figures" / "waiting-times.csv").read_bytes()
    told = emndir("figures", "import", usual(tmp_path / "a.xlsx", status="Provisional"))
    assert told.code == 1
    assert "final ones are here already" in told.err
    assert (data / "figures" / "waiting-times.csv").read_bytes() == before


def test_a_bad_file_changes_nothing_and_is_told(emndir, data, tmp_path):
    before = {path: path.read_bytes() for path in (data / "figures").iterdir()}
    (tmp_path / "a.xlsx").write_text("no workbook")
    told = emndir("figures", "import", tmp_path / "a.xlsx")
    assert told.code == 1
    assert "a.xlsx cannot be read as an Excel workbook" in told.err
    assert {path: path.read_bytes() for path in (data / "figures").iterdir()} == before


def test_a_folder_in_place_of_a_workbook_is_told(emndir, tmp_path):
    ended = emndir("figures", "import", tmp_path)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == f"Error: {tmp_path} is a folder. Give the name of a file in it.\n"


def test_a_folder_without_figures_says_what_is_missing(emndir, data, tmp_path):
    (data / "figures" / "figures.toml").unlink()
    told = emndir("figures", "import", usual(tmp_path / "a.xlsx"))
    assert told.code == 1
    assert "figures.toml" in told.err


def test_one_address_for_one_file(emndir, tmp_path):
    one = usual(tmp_path / "a.xlsx")
    assert emndir("figures", "import", one, one, "--url", "https://example.org").code == 2
