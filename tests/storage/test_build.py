from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from emndir.domain.vocabulary import Precision
from emndir.storage.build import (
    DirectoryTextError,
    build_directory,
    compile_source,
)
from emndir.storage.database import open_read_only, reading
from emndir.storage.geography_text import geography_texts
from emndir.storage.queries import load_all, load_geography
from emndir.storage.source import load_data, read_source
from emndir.storage.source_writing import directory_texts
from emndir.storage.table_base import Base
from emndir.storage.versions import APPLICATION_ID, SCHEMA_VERSION
from tests.builders import TODAY
from tests.storage.conftest import SAMPLE, no_index

ROOT = Path(__file__).parents[2]
HOSPICE = "directory/leicestershire/loros-hospice.toml"


def spoil(data, old="minimum_age = 18", new="minimum_age = -1"):
    path = data / HOSPICE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("data_dir", [SAMPLE, ROOT / "data"], ids=["sample", "real"])
def test_text_to_file_to_text_gives_the_same_bytes(tmp_path, data_dir):
    report = build_directory(data_dir, tmp_path / "d.sqlite", index=no_index, today=TODAY)
    engine = open_read_only(report.path, sha256=report.content_sha256)
    with reading(engine) as connection:
        texts = {
            **directory_texts(load_all(connection)),
            **geography_texts(load_geography(connection)),
        }
    engine.dispose()
    source, _ = load_data(data_dir)
    written = {path: text.encode() for path, text in texts.items()}
    assert written == {path: one for path, one in source.items() if not path.endswith(".geojson")}


def test_the_file_is_sound_and_strict(tmp_path):
    report = build_directory(SAMPLE, tmp_path / "d.sqlite", index=no_index, today=TODAY)
    database = sqlite3.connect(report.path)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert database.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert database.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    strict = {row[1]: row[5] for row in database.execute("PRAGMA table_list")}
    assert all(strict[name] for name in Base.metadata.tables)
    kinds = set(database.execute("SELECT DISTINCT visibility FROM phone"))
    assert kinds == {("public",), ("professional",)}
    database.close()
    assert report.size == report.path.stat().st_size
    assert (report.services, report.locations, report.organizations) == (5, 4, 2)


def test_places_get_a_position_with_its_precision(tmp_path):
    report = build_directory(SAMPLE, tmp_path / "d.sqlite", index=no_index, today=TODAY)
    engine = open_read_only(report.path)
    with reading(engine) as connection:
        found = {
            one.uid: one.position.precision if one.position else None
            for one in load_all(connection).locations
        }
    engine.dispose()
    assert found == {
        "glenfield-hospital": Precision.EXACT,
        "leicester-royal-infirmary": Precision.SECTOR,
        "loros-hospice-leicester": Precision.SECTOR,
        "melton-indoor-bowls-club": Precision.TOWN,
    }


def test_the_same_text_gives_the_same_file():
    source = read_source(SAMPLE, today=TODAY)
    assert compile_source(source, index=no_index) == compile_source(source, index=no_index)


def test_a_text_with_errors_leaves_the_old_file(tmp_path, data):
    target = tmp_path / "d.sqlite"
    build_directory(data, target, index=no_index, today=TODAY)
    before = target.read_bytes()
    spoil(data)
    with pytest.raises(DirectoryTextError, match="has 1 fault, so") as raised:
        build_directory(data, target, index=no_index, today=TODAY)
    assert [one.record for one in raised.value.problems] == ["loros-inpatient-ward"]
    assert target.read_bytes() == before


def test_without_strictness_only_what_has_no_errors_is_compiled(tmp_path, data):
    spoil(data)
    target = tmp_path / "d.sqlite"
    report = build_directory(data, target, index=no_index, today=TODAY, strict=False)
    engine = open_read_only(report.path)
    with reading(engine) as connection:
        assert len(load_all(connection).services) == 4
    engine.dispose()


def test_an_index_that_fails_leaves_nothing(tmp_path):
    def broken(connection, directory, geography):
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError):
        build_directory(SAMPLE, tmp_path / "d.sqlite", index=broken, today=TODAY)
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told(tmp_path):
    told = []
    target = tmp_path / "d.sqlite"
    build_directory(SAMPLE, target, index=no_index, today=TODAY, progress=told.append)
    assert told == [
        "Reading the directory’s text",
        "Compiling the directory",
        "Writing the directory file",
    ]


ENDLESS_WRITER = """
import sys, time
from pathlib import Path
import emndir.storage.files as files

real = files.write_through
def slow(path, content):
    real(path, content[: len(content) // 2])
    print("half written", flush=True)
    time.sleep(60)
files.write_through = slow
from datetime import date
from emndir.storage.build import build_directory
build_directory(Path(sys.argv[1]), Path(sys.argv[2]), index=lambda *_: None, today=date(2026, 11, 22))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX thing")
def test_a_build_killed_in_the_middle_leaves_the_old_file_and_no_rubbish(tmp_path):
    target = tmp_path / "out" / "d.sqlite"
    before = build_directory(SAMPLE, target, index=no_index, today=TODAY)
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS_WRITER, str(SAMPLE), str(target)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"half written\n"
    assert len(list(target.parent.glob(".*.part"))) == 1
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert len(list(target.parent.glob(".*.part"))) == 1, "the killed build left its part"
    open_read_only(target, sha256=before.content_sha256).dispose()
    build_directory(SAMPLE, target, index=no_index, today=TODAY)
    assert [path.name for path in target.parent.iterdir()] == ["d.sqlite"]


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a POSIX thing")
@pytest.mark.slow
def test_killed_at_any_moment_the_next_start_works(tmp_path):
    script = (
        "import sys; from pathlib import Path; from emndir.bootstrap import Core;"
        "Core.create(home=Path(sys.argv[1]), data_dir=Path(sys.argv[2])).open().close();"
        "print('done')"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "home"), str(SAMPLE)]
    folder = tmp_path / "home" / "data" / "directory"
    for step in range(12):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        time.sleep(0.25 + step * 0.05)
        process.kill()
        process.communicate()
        (folder / "current").unlink(missing_ok=True)  # so that every round has to build
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.stdout == "done\n", ended.stderr
    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "current"
    assert [name.partition("-")[0] for name in names[1:]] == ["directory"]
