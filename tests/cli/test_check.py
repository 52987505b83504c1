from __future__ import annotations

import json

from tests.cli.test_build import HOSPICE, spoil


def test_a_sound_text_passes(emndir):
    assert emndir("check") == (0, "5 services read: 0 errors, 0 warnings.\n", "")


def test_warnings_are_shown_and_counted_and_pass(emndir, data):
    spoil(data, "https://loros.co.uk", "http://loros.co.uk")
    ended = emndir("check")
    assert ended.code == 0
    assert "not secure" in ended.out
    assert ended.out.endswith("5 services read: 0 errors, 1 warning.\n")
    assert emndir("check", "--errors-only").out == "5 services read: 0 errors, 1 warning.\n"


def test_errors_fail_and_every_one_is_listed(emndir, data):
    spoil(data)
    spoil(data, 'seen = "2024-04"', 'seen = "2031"')
    spoil(data, 'referral_routes = [\n    "self",', 'referral_routes = [\n    "selfie",')
    ended = emndir("check")
    assert ended.code == 1
    lines = ended.out.splitlines()
    assert len(lines) == 4
    assert all(line.startswith(f"{HOSPICE}:") for line in lines[:3])
    assert ended.err == "Error: The text has errors. Put them right; warnings may stay.\n"


def test_faults_as_json(emndir, data):
    spoil(data)
    ended = emndir("check", "--json")
    (fault,) = map(json.loads, ended.out.splitlines())
    assert fault["path"] == HOSPICE
    assert fault["severity"] == "error"
    assert fault["line"] > 1


def test_tidying_writes_the_usual_form(emndir, data):
    before = (data / HOSPICE).read_bytes()
    spoil(data, "[organization]", "# a remark\n[organization]")
    ended = emndir("check", "--tidy")
    assert ended.err == f"Tidied {data / HOSPICE}\n"
    assert (data / HOSPICE).read_bytes() == before


def test_a_text_with_errors_is_not_tidied(emndir, data):
    spoil(data)
    before = (data / HOSPICE).read_bytes()
    ended = emndir("check", "--tidy")
    assert ended.code == 1
    assert "Not tidied" in ended.err
    assert (data / HOSPICE).read_bytes() == before


def test_no_text_at_all_is_told(emndir, data):
    import shutil

    shutil.rmtree(data)
    ended = emndir("check")
    assert ended.code == 1
    assert "directory.toml: error: This file is missing" in ended.out
