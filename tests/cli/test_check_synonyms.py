from __future__ import annotations

import shutil

import pytest

from emndir.runtime.resources import data_dir, resource


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the program's synonyms, to spoil."""
    copy = shutil.copytree(resource("synonyms"), tmp_path / "synonyms")
    monkeypatch.setattr("emndir.cli.check.resource", lambda name: tmp_path / name)
    return copy


def test_another_directory_is_checked_without_the_synonyms(emndir, folder):
    (folder / "office.toml").write_text("[[asks]]\nwords = []", encoding="utf-8")
    assert "synonyms" not in emndir("check").out
    assert "synonyms/office.toml" in emndir("check", "--synonyms").out


def test_our_directory_is_checked_with_them(emndir, core, folder):
    core.data_dir = data_dir().absolute()
    ended = emndir("check", "--errors-only")
    assert "synonyms" not in ended.out
    assert ended.code == 0
    text = '[[asks]]\nwords = ["hat"]\nterms = ["service-types/hats"]'
    (folder / "office.toml").write_text(text, encoding="utf-8")
    ended = emndir("check", "--errors-only")
    assert ended.code == 1
    assert "synonyms/office.toml:3: error: service-types/hats, asks: The vocabulary" in ended.out
    assert emndir("check", "--errors-only", "--no-synonyms").code == 0
