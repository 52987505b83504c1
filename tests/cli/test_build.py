from __future__ import annotations

import json
import sqlite3

from emndir.storage.text_schema import schema_text

HOSPICE = "directory/leicestershire/loros-hospice.toml"


def spoil(data, old="minimum_age = 18", new="minimum_age = -1"):
    path = data / HOSPICE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_directory_is_built_where_the_program_finds_it(emndir, core):
    ended = emndir("build")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("5 services, 4 places, 2 organizations, ")
    told = []
    opened = core.open(told.append)
    assert str(opened._opened.path) == ended.out.splitlines()[-1]
    assert told == [], "the start found it built"
    opened.close()


def test_it_can_be_written_anywhere_and_searched_by_other_tools(emndir, tmp_path):
    file = tmp_path / "new" / "directory.sqlite"
    assert emndir("build", "-o", file).code == 0
    database = sqlite3.connect(file)
    found = database.execute(
        "SELECT count(*) FROM search_text WHERE search_text MATCH 'breast'"
    ).fetchone()
    database.close()
    assert found[0] >= 1
    assert [path.name for path in file.parent.iterdir()] == ["directory.sqlite"]


def test_errors_are_listed_by_file_field_and_sentence(emndir, data, tmp_path):
    file = tmp_path / "directory.sqlite"
    spoil(data)
    ended = emndir("build", "-o", file)
    assert (ended.code, ended.out) == (1, "")
    first, counts, last = ended.err.splitlines()
    assert first.startswith(f"{HOSPICE}:")
    assert "error: loros-inpatient-ward, minimum_age: -1 is no age in years." in first
    assert counts == "1 error, 0 warnings"
    assert last.startswith("Error: The directory’s text has 1 fault")
    assert not file.exists()


def test_warnings_are_listed_and_stop_nothing(emndir, data):
    spoil(data, "https://loros.co.uk", "http://loros.co.uk")
    ended = emndir("build")
    assert ended.code == 0
    assert "warning: loros-hospice, website" in ended.err
    assert ended.err.endswith("0 errors, 1 warning\n")


def test_a_place_that_cannot_be_written_is_told(emndir, tmp_path):
    (tmp_path / "file").write_text("")
    ended = emndir("build", "-o", tmp_path / "file" / "directory.sqlite")
    assert ended.code == 1
    assert ended.err.count("\n") == 1
    assert "cannot be" in ended.err


def test_the_schema_is_written_beside_the_text(emndir, data):
    ended = emndir("build", "--schema")
    path = data / "directory" / "schema.json"
    assert ended == (0, f"Wrote {path}\n", "")
    assert path.read_text("utf-8") == schema_text()
    assert json.loads(schema_text())["$schema"].startswith("https://json-schema.org/")
    assert emndir("build").err == "", "it is no part of the text"
