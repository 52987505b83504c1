"""A network adds a language in its own data folder: compiled, checked, and used without any code."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
import tomli_w

from emndir.bootstrap import Core
from emndir.cli.main import run
from emndir.domain.errors import HandoutError
from emndir.domain.translation import PhraseFile
from emndir.handouts.phrases import brought, languages, phrases
from emndir.handouts.plain_text import sheet_text
from emndir.making import Recipe, make_sheets
from emndir.storage.source import load_data, read_source
from emndir.storage.source_writing import directory_texts
from tests.builders import TODAY
from tests.handouts.test_translations import ENGLISH, translated

DATA = Path(__file__).parents[2] / "data"
SERVICE = "macmillan-support-line"


def written(translation) -> str:
    """Return a translation as its file, one table a part of the sheet."""
    tables: dict[str, dict[str, str]] = {}
    for key, wording in translation.words.items():
        part, _, name = key.partition(".")
        tables.setdefault(part, {})[name] = wording
    about = {"name": "Pseudo", "direction": translation.direction}
    return tomli_w.dumps({"language": about, **tables})


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Return a copy of the real data folder with a language of its own, and one that is unfinished."""
    folder = tmp_path_factory.mktemp("network") / "data"
    shutil.copytree(DATA, folder)
    (folder / "phrases").mkdir()
    (folder / "phrases" / "xa.toml").write_text(written(translated()), encoding="utf-8")
    half = written(translated(language="xb", without=("foot.check",)))
    (folder / "phrases" / "xb.toml").write_text(half, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def core(data, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    return Core.create(home=home, data_dir=data, clock=lambda: datetime(2026, 11, 22, 12))


@pytest.fixture(scope="module")
def directory(core):
    opened = core.open()
    yield opened
    opened.close()


def test_a_sheet_is_made_in_it(directory):
    assert directory.languages() == ("en", "xa", "xb")
    recipe = Recipe(uids=(SERVICE,), language="xa")
    (sheet,) = make_sheets(directory, recipe, today=TODAY)
    assert sheet.language == "xa"
    assert translated().words["foot.check"] in sheet_text(sheet)
    assert ENGLISH.words["foot.check"] not in sheet_text(sheet)


def test_one_that_is_not_whole_is_told_by_file_and_key_and_stops_nothing_else(directory):
    with pytest.raises(HandoutError, match=r"phrases/xb\.toml .*“foot\.check”.*missing"):
        make_sheets(directory, Recipe(uids=(SERVICE,), language="xb"), today=TODAY)
    assert make_sheets(directory, Recipe(uids=(SERVICE,)), today=TODAY)
    assert directory.info.services > 500


def test_check_names_what_is_missing_and_what_cannot_be_printed(data, core, capsys):
    file = data / "phrases" / "xc.toml"
    file.write_text(
        written(
            translated(lambda words: words.replace("Where to go", "去")),
        ),
        encoding="utf-8",
    )
    try:
        assert run(["check"], core) == 0, "warnings do not stop a build"
    finally:
        file.unlink()
    said = capsys.readouterr().out
    assert "phrases/xb.toml: warning: foot.check: This wording is missing." in said
    assert "phrases/xc.toml: warning: where.title: The letters for printing lack 去" in said


def test_the_file_is_part_of_what_is_compiled_and_comes_out_as_it_went_in(data):
    source = read_source(data, today=TODAY)
    assert source.directory is not None
    assert not source.has_errors
    texts, _problems = load_data(data)
    written_again = directory_texts(source.directory)
    for path in ("phrases/xa.toml", "phrases/xb.toml"):
        assert written_again[path].encode() == texts[path]
    assert source.fingerprint != read_source(DATA, today=TODAY).fingerprint


def test_english_is_always_the_programs():
    assert brought(PhraseFile(path="phrases/en.toml", text="")) is phrases()
    assert languages()[0] == "en"


def test_a_language_that_nobody_has_is_told(directory):
    with pytest.raises(HandoutError, match="“tlh”"):
        directory.phrases("tlh")
