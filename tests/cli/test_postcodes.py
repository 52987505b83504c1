from __future__ import annotations

import zipfile


def test_loading_says_what_was_kept_and_status_says_how_old_it_is(emndir, core, tmp_path):
    assert emndir("postcodes", "status").out.startswith("No exact positions are loaded.")
    file = tmp_path / "codepo_gb.zip"
    rows = '"LE1 5WW",10,458584,303576\n"LE9 9ZZ",90,0,0\n'
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo("Data/CSV/le.csv", (2026, 8, 5, 0, 0, 0)), rows)
    ended = emndir("postcodes", "import", file)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "Code-Point Open (Ordnance Survey), file of 05 August 2026",
        "2 rows read, 1 postcodes kept",
        "1 left out: without a position",
        str(core.paths.postcodes_file),
    ]
    assert emndir("postcodes", "status").out.splitlines() == [
        "Code-Point Open (Ordnance Survey)",
        "1 postcodes from codepo_gb.zip",
        "File of 05 August 2026, loaded on 22 November 2026",
    ]


def test_a_wrong_file_is_told_in_a_sentence(emndir, tmp_path):
    file = tmp_path / "letter.csv"
    file.write_text("Dear colleague,\n", "utf-8")
    ended = emndir("postcodes", "import", file)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("Error: letter.csv is neither Code-Point Open nor")
    assert emndir("postcodes", "import", tmp_path / "none").code == 1
    folder = emndir("postcodes", "import", tmp_path)
    assert (folder.code, folder.out) == (1, "")
    assert folder.err == f"Error: {tmp_path} is a folder. Give the name of a file in it.\n"
    assert emndir("postcodes", "import").code == 2
    assert emndir("postcodes").code in (0, 2)
