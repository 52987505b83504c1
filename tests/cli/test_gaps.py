"""`emndir gaps`: a table for commissioners."""

from __future__ import annotations

import csv
import io

from emndir.cli.gaps import HEADING, _safe


def test_a_table_with_a_heading_and_a_row_a_gap(emndir, tmp_path):
    told = emndir("gaps", "--csv", "--site", "breast", "--in", "Leicester")
    assert told.code == 0, told.err
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert rows
    assert ",".join(rows[0]) == HEADING
    assert {(row["district"], row["cancer_code"]) for row in rows} == {("Leicester", "breast")}
    for row in rows:
        assert row["help"]
        assert row["data_date"] == "2026-11-20"
        assert row["ask_if_they_take_people"] in ("yes", "no")
        assert not row["nearest_miles"] or float(row["nearest_miles"]) >= 0
    told = emndir("gaps", "--site", "breast", "--in", "Leicester", "-o", tmp_path / "gaps.csv")
    assert f"{len(rows)} gaps in " in told.out
    assert (tmp_path / "gaps.csv").read_bytes().startswith(b"\xef\xbb\xbf" + HEADING.encode())


def test_in_words(emndir):
    out = emndir("gaps", "--site", "breast", "--in", "Leicester").out
    assert out.startswith("Leicester, from Leicester\n")
    assert ": no " in out


def test_what_nobody_knows_is_told(emndir):
    told = emndir("gaps", "--in", "Atlantis")
    assert (told.code, "Atlantis" in told.err) == (1, True)


def test_no_cell_is_a_formula():
    assert [_safe(cell) for cell in ("=1+1", "+44", "-x", "@a", "Louth")] == [
        "'=1+1",
        "'+44",
        "'-x",
        "'@a",
        "Louth",
    ]
