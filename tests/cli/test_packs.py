"""`emndir packs`: saved from a hand-out, listed with what has changed, printed, renamed, removed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.cli.main import run

SAMPLE = Path(__file__).parents[1] / "files" / "data"
CLINIC, LINE = "glenfield-breast-care-centre", "leicester-treatment-advice-line"


@pytest.fixture
def call(tmp_path, capsys):
    def made(*arguments, now=datetime(2026, 11, 22, 12)):
        core = Core.create(home=tmp_path / "home", data_dir=SAMPLE, clock=lambda: now)
        code = run(list(map(str, arguments)), core)
        said = capsys.readouterr()
        return code, said.out, said.err

    return made


def test_without_a_pack_it_says_so_and_makes_no_file(call, tmp_path):
    code, out, _err = call("packs")
    assert (code, out) == (0, "No pack is saved. See emndir packs --help.\n")
    assert not (tmp_path / "home" / "data" / "personal.sqlite").exists()


def test_a_handout_is_kept_and_listed(call):
    code, out, err = call("handout", CLINIC, LINE, "--size", "18", "--save-as", "Breast  clinic")
    assert (code, out) == (0, "")
    assert "Saved as the pack “Breast clinic”." in err
    code, out, _err = call("packs")
    assert code == 0
    assert out.splitlines() == [
        "Breast clinic",
        "  single, 2 services, 18 pt; last made 2026-11-22",
    ]
    assert call("packs", "list", "--due")[1] == "None has to be printed again.\n"


def test_an_old_one_says_why_and_printing_settles_it(call, tmp_path):
    call("handout", CLINIC, "--save-as", "Clinic")
    later = datetime(2028, 1, 10, 12)
    out = call("packs", "--help")[1]
    assert "emndir handout UID... --save-as" in out
    out = call("packs", "list", "--due", now=later)[1]
    assert "  Print again: The printed sheets were to be used until " in out
    file = tmp_path / "clinic.pdf"
    code, out, _err = call("packs", "print", "clinic", "-o", file, now=later)
    assert (code, out) == (0, f"{file}\n")
    assert file.read_bytes().startswith(b"%PDF")
    assert call("packs", "list", "--due", now=later)[1] == "None has to be printed again.\n"


def test_a_file_is_written_and_kept_at_once(call, tmp_path):
    file = tmp_path / "both.txt"
    code, out, err = call("handout", CLINIC, "-o", file, "--near", "LE2", "--save-as", "Near")
    assert (code, out) == (0, f"{file}\n")
    assert "Saved as the pack" in err
    stored = (tmp_path / "home" / "data" / "personal.sqlite").read_bytes()
    assert b"LE2" not in stored


def test_names_are_doubted_changed_and_told_apart(call):
    assert "name of a person" in call("handout", CLINIC, "--save-as", "Jane Smith")[2]
    code, _out, err = call("packs", "rename", "jane smith", "Wig day")
    assert (code, err) == (0, "")
    code, _out, err = call("packs", "remove", "Jane Smith")
    assert code == 1
    assert err == "Error: There is no pack called “Jane Smith”. There are: Wig day.\n"
    assert call("packs", "remove", "wig day")[1] == "Removed “Wig day”.\n"
    assert call("packs")[1].startswith("No pack is saved.")
    assert call("packs", "rename", "a", "b")[0] == 1


def test_what_cannot_be_made_is_not_kept(call):
    code, _out, err = call("handout", "nobody", "--save-as", "x")
    assert code == 1
    assert "nobody" in err
    assert call("packs")[1].startswith("No pack is saved.")
