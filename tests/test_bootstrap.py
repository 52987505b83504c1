from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.domain.errors import EmndirError, UnknownPlaceError, UnknownServiceError
from emndir.domain.vocabulary import Precision
from emndir.runtime.settings import Settings
from emndir.search.criteria import Criteria
from emndir.storage.personal.postcodes_file import import_postcodes

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "files" / "data"


def clock():
    return datetime(2026, 11, 22, 10, 0)


@pytest.fixture
def core(tmp_path):
    return Core.create(home=tmp_path / "home", data_dir=SAMPLE, clock=clock)


@pytest.fixture
def directory(core):
    opened = core.open()
    yield opened
    opened.close()


def test_making_a_core_touches_nothing_and_imports_nothing_heavy(tmp_path):
    script = (
        "import sys; from pathlib import Path; from emndir.bootstrap import Core;"
        "Core.create(home=Path(sys.argv[1]));"
        "print([n for n in ('sqlalchemy', 'sqlite3', 'numpy', 'geographiclib', 'PySide6')"
        " if n in sys.modules])"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "home")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"
    assert not (tmp_path / "home").exists()


def test_an_open_directory_answers(directory):
    assert directory.info.services == 5
    assert directory.notices == ()
    assert directory.outline.of("county")
    found = directory.find(Criteria(words="breast", near="LE2"))
    assert found.hits[0].summary.uid == "glenfield-breast-care-centre"
    assert directory.service("leicester-breast-unit").uid == "glenfield-breast-care-centre"
    assert directory.location("glenfield-hospital").county == "Leicestershire"
    assert [one.uid for one in directory.services_at("glenfield-hospital")] == [
        "glenfield-breast-care-centre"
    ]
    assert directory.locate("LE2 3").county == "Leicestershire"


def test_what_nobody_knows_is_told(directory):
    for ask in (directory.service, directory.location):
        with pytest.raises(UnknownServiceError):
            ask("nobody")
    with pytest.raises(UnknownPlaceError):
        directory.locate("Atlantis")


def test_exact_postcodes_are_used_where_the_user_loaded_them(core, tmp_path):
    file = tmp_path / "le.csv"
    file.write_text('"LE1 5WW",10,458584,303576\n', "utf-8")
    opened = core.open()
    assert opened.locate("LE1 5WW").position.precision is Precision.SECTOR
    opened.close()
    import_postcodes(file, core.paths.postcodes_file, today=clock().date())
    opened = core.open()
    assert opened.locate("LE1 5WW").position.precision is Precision.EXACT
    place = opened.service("leicester-treatment-advice-line").location
    assert place is not None
    assert place.position is not None
    assert place.position.precision is Precision.EXACT
    ward = opened.location("loros-hospice-leicester")
    assert ward.position is not None
    assert ward.position.precision is Precision.SECTOR
    opened.close()


def test_a_damaged_postcodes_file_is_a_notice(core):
    core.paths.data.mkdir(parents=True)
    core.paths.postcodes_file.write_bytes(b"rot" * 1000)
    opened = core.open()
    assert [one.message for one in opened.notices] == [
        "The directory file postcodes.sqlite is damaged."
    ]
    assert opened.find(Criteria(words="breast")).total
    opened.close()


def test_settings_are_kept_and_bad_ones_are_a_notice(core, tmp_path):
    core.change_settings(replace(core.settings, theme="dark"))
    assert Core.create(home=tmp_path / "home").settings == Settings(theme="dark")
    core.paths.settings_file.write_text(json.dumps({"theme": "pink"}), "utf-8")
    again = Core.create(home=tmp_path / "home", data_dir=SAMPLE, clock=clock)
    assert again.settings == Settings()
    opened = again.open()
    assert "theme" in opened.notices[0].hint
    opened.close()


def test_settings_that_cannot_be_saved_hold_until_the_end(core):
    core.paths.config.parent.mkdir(parents=True)
    core.paths.config.write_text("in the way")
    with pytest.raises(EmndirError, match="could not be saved") as told:
        core.change_settings(replace(core.settings, theme="dark"))
    assert "until emndir is closed" in told.value.hint
    assert core.settings.theme == "dark"


def test_progress_is_told(core):
    told = []
    core.open(told.append).close()
    assert told[0] == "Reading the directory’s text"


def test_with_no_text_at_all_it_opens_and_answers_nothing(tmp_path):
    core = Core.create(home=tmp_path / "home", data_dir=tmp_path / "nowhere", clock=clock)
    opened = core.open()
    assert opened.info.services == 0
    assert [one.severity.value for one in opened.notices] == ["error"]
    for words, near in (("breast", ""), ("", "LE2"), ("", ""), ("0116 231 3771", "")):
        assert opened.find(Criteria(words=words, near=near)).hits == ()
    opened.close()


def test_a_text_with_faults_opens_and_answers_from_what_is_sound(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(SAMPLE, data)
    path = data / "directory" / "leicestershire" / "loros-hospice.toml"
    path.write_text(path.read_text("utf-8").replace("minimum_age = 18", "minimum_age = -1", 1))
    opened = Core.create(home=tmp_path / "home", data_dir=data, clock=clock).open()
    assert opened.info.services == 4
    found = opened.find(Criteria(words="breast", near="LE2"))
    assert found.hits[0].summary.uid == "glenfield-breast-care-centre"
    with pytest.raises(UnknownServiceError):
        opened.service("loros-inpatient-ward")
    opened.close()
