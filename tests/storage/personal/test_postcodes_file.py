from __future__ import annotations

import contextlib
import errno
import io
import os
import sqlite3
import threading
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emndir.domain.errors import EmndirError
from emndir.storage.database import FaultyFileError, FileFault
from emndir.storage.personal import official_postcodes
from emndir.storage.personal.official_postcodes import LeftOut, PostcodesFileError, Publisher
from emndir.storage.personal.postcodes_file import (
    ExactPostcodes,
    import_postcodes,
    read_status,
)
from tests.builders import TODAY

CODE_POINT = (
    '"LE1 5WW",10,458584,303576,"E92000001","E19000001","E18000002","","E06000016","E05010463"\n'
    '"LE39QP",10,455567,306609,"E92000001","","","","E06000016","E05010463"\n'
    '"LE1 5WW",10,458584,303576,"E92000001","","","","E06000016","E05010463"\n'
    '"LE9 9ZZ",90,0,0,"E92000001","","","","",""\n'
)
ONS = (
    "\N{ZERO WIDTH NO-BREAK SPACE}pcd,pcd2,pcds,dointr,doterm,oseast1m,osnrth1m,lat,long\n"
    "LE1 5WW,LE1  5WW,LE1 5WW,198001,,458584,0303576,52.626790,-1.135950\n"
    "LE3 9QP,LE3  9QP,LE3 9QP,198001,,455567,0306609,52.654370,-1.180000\n"
    "LE3 1AA,LE3  1AA,LE3 1AA,198001,199906,455567,0306609,52.654370,-1.180000\n"
    "GY1 1AA,GY1  1AA,GY1 1AA,198001,,,,99.999999,0.000000\n"
)
SPLIT_HEAD = "pcd7,pcd8,pcds,dointr,doterm,east1m,north1m\n"


def zipped(path, members, compression=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, text in members.items():
            content = text if isinstance(text, bytes) else text.encode("utf-8")
            archive.writestr(zipfile.ZipInfo(name, (2026, 8, 5, 0, 0, 0)), content, compression)
    return path


@pytest.fixture
def target(tmp_path):
    return tmp_path / "home" / "postcodes.sqlite"


def load(file, target):
    return import_postcodes(file, target, today=TODAY)


def point(target, postcode):
    exact = ExactPostcodes(target)
    found = exact.find(postcode)
    exact.close()
    assert exact.notices == ()
    return found


def near(found, latitude, longitude):
    return (
        found is not None
        and abs(found.latitude - latitude) < 0.0003
        and abs(found.longitude - longitude) < 0.0003
    )


@pytest.mark.parametrize("form", ["csv", "zip"])
def test_code_point_open(tmp_path, target, form):
    if form == "csv":
        file = tmp_path / "le.csv"
        file.write_text(CODE_POINT, "utf-8")
        day = date.fromtimestamp(file.stat().st_mtime)
    else:
        members = {
            "Doc/Codepo_Column_Headers.csv": "PC,PQ,EA,NO\n",
            "Data/CSV/le.csv": CODE_POINT,
            "Data/CSV/ab.csv": '"AB10 1AB",10,394235,806529,"S92000003","","","","",""\n',
        }
        file, day = zipped(tmp_path / "codepo_gb.zip", members), date(2026, 8, 5)
    report = load(file, target)
    more = 1 if form == "zip" else 0
    assert report.publisher is Publisher.CODE_POINT
    assert (report.read, report.kept) == (4 + more, 2 + more)
    assert dict(report.left_out) == {LeftOut.NO_POSITION: 1, LeftOut.TWICE: 1}
    assert near(point(target, "le39qp"), 52.65437, -1.18)
    assert near(point(target, "LE1 5WW"), 52.62679, -1.13595)
    assert point(target, "LE9 9ZZ") is None
    status = read_status(target)
    assert status is not None
    assert (status.file, status.file_date, status.imported_on) == (file.name, day, TODAY)
    assert status.kept == report.kept


@pytest.mark.parametrize(
    "members",
    [
        {"Data/ONSPD_AUG_2026_UK.csv": ONS, "Data/multi_csv/ONSPD_AUG_2026_UK_LE.csv": ONS},
        {"ONSPD/Data/multi_csv/ONSPD_LE.csv": ONS, "Documents/names.csv": "a,b\n"},
    ],
)
def test_ons_postcode_directory_as_zip(tmp_path, target, members):
    report = load(zipped(tmp_path / "onspd.zip", members), target)
    assert report.publisher is Publisher.ONS
    assert (report.read, report.kept) == (4, 2)
    assert dict(report.left_out) == {LeftOut.ENDED: 1, LeftOut.NO_POSITION: 1}
    assert near(point(target, "LE3 9QP"), 52.65437, -1.18)
    assert point(target, "LE3 1AA") is None


def test_ons_postcode_directory_by_grid(tmp_path, target):
    file = tmp_path / "split.csv"
    file.write_text(SPLIT_HEAD + "LE3 9QP,LE3  9QP,LE3 9QP,198001,,455567,306609\n", "utf-8")
    assert load(file, target).kept == 1
    assert near(point(target, "LE3 9QP"), 52.65437, -1.18)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "neither"),
        (b"name,town\nA,B\n", "neither"),
        (b"pcds,lat\nLE3 9QP,52\n", "neither"),
        (b"LE3 9QP,10,east,north\n", "neither"),
        (b'"LE9 9ZZ",90,0,0\n', "neither"),
        (b"\xff\xfe\x00\x01" * 50, "neither"),
        (os.urandom(3000), "neither|damaged"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (b"SQLite format 3\0" + bytes(500), "neither|damaged"),
        (b'"' + b"x" * 300_000, "neither|damaged"),
    ],
)
def test_a_wrong_file_is_refused_and_the_old_one_stays(tmp_path, target, content, words):
    good = tmp_path / "good.csv"
    good.write_text(CODE_POINT, "utf-8")
    load(good, target)
    before = target.read_bytes()
    wrong = tmp_path / "wrong.bin"
    wrong.write_bytes(content)
    with pytest.raises(PostcodesFileError, match=words) as raised:
        load(wrong, target)
    assert "wrong.bin" in raised.value.message
    assert raised.value.hint
    assert target.read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == ["postcodes.sqlite"]


def test_what_is_not_there_or_no_file(tmp_path, target):
    with pytest.raises(PostcodesFileError, match="There is no file"):
        load(tmp_path / "none.zip", target)
    with pytest.raises(PostcodesFileError, match="is a folder"):
        load(tmp_path, target)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({}, "neither"),
        ({"readme.txt": "hello"}, "neither"),
        ({"Other/le.csv": CODE_POINT}, "neither"),
        ({"Data/CSV/le.csv": CODE_POINT, "Data/ONSPD.csv": ONS}, "neither"),
    ],
)
def test_a_wrong_zip_is_refused(tmp_path, target, members, words):
    with pytest.raises(PostcodesFileError, match=words):
        load(zipped(tmp_path / "wrong.zip", members), target)


def test_members_are_never_written_where_their_names_lead(tmp_path, target):
    members = {"../../Data/le.csv": CODE_POINT, "/etc/Data/ab.csv": CODE_POINT}
    report = load(zipped(tmp_path / "evil.zip", members), target)
    assert report.kept == 2
    found = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"evil.zip", "postcodes.sqlite"}


@pytest.mark.parametrize("dated", [False, True])
def test_a_zip_without_dates_has_the_files_own(tmp_path, target, dated):
    members = {"Data/CSV/le.csv": CODE_POINT}
    if dated:
        members["Data/CSV/ab.csv"] = CODE_POINT
    file = zipped(tmp_path / "undated.zip", members)
    content = bytearray(file.read_bytes())
    listed = content.find(b"PK\x01\x02")
    content[listed + 12 : listed + 16] = bytes(4)
    file.write_bytes(content)
    os.utime(file, (1_767_268_800, 1_767_268_800))  # noon of 1 January 2026
    expected = date(2026, 8, 5) if dated else date(2026, 1, 1)
    assert load(file, target).file_date == expected


def test_a_bomb_is_refused(tmp_path, target):
    members = {"Data/CSV/le.csv": CODE_POINT + "\n" * 20_000_000}
    with pytest.raises(PostcodesFileError, match="unpacks to far more"):
        load(zipped(tmp_path / "bomb.zip", members), target)


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path, target):
    """The size in the archive's list is made small; what is inside is not."""
    file = zipped(tmp_path / "liar.zip", {"Data/CSV/le.csv": CODE_POINT * 5000})
    content = bytearray(file.read_bytes())
    listed = content.rfind(b"PK\x01\x02")
    content[listed + 24 : listed + 28] = (5000).to_bytes(4, "little")
    file.write_bytes(content)
    with pytest.raises(PostcodesFileError, match=r"damaged|far more"):
        load(file, target)


def test_too_many_members_or_rows_are_refused(tmp_path, target, monkeypatch):
    monkeypatch.setattr(official_postcodes, "_MOST_MEMBERS", 2)
    file = zipped(tmp_path / "many.zip", {f"Data/CSV/{name}.csv": CODE_POINT for name in "abc"})
    with pytest.raises(PostcodesFileError, match="far more"):
        load(file, target)
    monkeypatch.setattr(official_postcodes, "_MOST_ROWS", 2)
    plain = tmp_path / "rows.csv"
    plain.write_text(CODE_POINT, "utf-8")
    with pytest.raises(PostcodesFileError, match="far more"):
        load(plain, target)


def test_a_zip_with_a_password_is_refused(tmp_path, target):
    file = zipped(tmp_path / "locked.zip", {"Data/CSV/le.csv": CODE_POINT})
    content = bytearray(file.read_bytes())
    listed = content.rfind(b"PK\x01\x02")
    content[listed + 8] |= 1
    content[6] |= 1
    file.write_bytes(content)
    with pytest.raises(PostcodesFileError, match="password"):
        load(file, target)


def test_a_zip_cut_short_is_refused(tmp_path, target):
    file = zipped(tmp_path / "cut.zip", {"Data/CSV/le.csv": CODE_POINT * 100}, zipfile.ZIP_STORED)
    content = bytearray(file.read_bytes())
    content[200:220] = bytes(20)
    file.write_bytes(content)
    with pytest.raises(PostcodesFileError, match=r"damaged|neither"):
        load(file, target)


def test_a_full_disk_leaves_the_old_file(tmp_path, tiny_disk):
    file = tmp_path / "many.csv"
    rows = (
        f'"LE{a}{b} {c}AA",10,458547,{300000 + a}'
        for a in range(10)
        for b in range(10)
        for c in range(10)
    )
    file.write_text("\n".join([*rows] * 1) + "\n" + "".join(
        f'"NG{a} {b}{x}{y}",10,458547,300000\n' for a in range(10) for b in range(10) for x in "ABD" for y in "ABDEFGH"
    ), "utf-8")  # fmt: skip
    target = tiny_disk / "postcodes.sqlite"
    with pytest.raises(FaultyFileError) as raised:
        load(file, target)
    assert raised.value.fault is FileFault.FULL
    assert list(tiny_disk.iterdir()) == []


@given(st.binary(max_size=300), st.sampled_from([b"", CODE_POINT.encode(), ONS.encode()]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_file_makes_it_raise_anything_else(tmp_path, content, head):
    file = tmp_path / "any.csv"
    file.write_bytes(head + content)
    with contextlib.suppress(EmndirError):
        load(file, tmp_path / "any.sqlite")


def test_progress_is_told(tmp_path, target):
    file = tmp_path / "le.csv"
    file.write_text(CODE_POINT, "utf-8")
    told = []
    import_postcodes(file, target, today=TODAY, progress=told.append)
    assert told == [3]


def test_without_a_file_nothing_is_known(tmp_path):
    assert read_status(tmp_path / "none.sqlite") is None
    assert point(tmp_path / "none.sqlite", "LE3 9QP") is None


def test_part_of_a_postcode_is_no_point(tmp_path, target):
    file = tmp_path / "le.csv"
    file.write_text(CODE_POINT, "utf-8")
    load(file, target)
    for postcode in ("LE3", "LE3 9", "", "nonsense", "'; DROP TABLE postcode"):
        assert point(target, postcode) is None


@pytest.mark.parametrize("content", [b"", b"rot" * 500, "newer", "other", "tables"])
def test_a_damaged_or_newer_file_is_told_and_sectors_do(tmp_path, target, content):
    file = tmp_path / "le.csv"
    file.write_text(CODE_POINT, "utf-8")
    load(file, target)
    if isinstance(content, bytes):
        target.write_bytes(content)
    else:
        database = sqlite3.connect(target)
        database.execute(
            {
                "newer": "PRAGMA user_version = 99",
                "other": "PRAGMA application_id = 1",
                "tables": "DROP TABLE dataset",
            }[content]
        )
        database.commit()
        database.close()
    exact = ExactPostcodes(target)
    assert exact.find("LE3 9QP") is None
    assert len(exact.notices) == 1
    assert "import" in exact.notices[0].hint
    exact.close()
    with pytest.raises(FaultyFileError):
        read_status(target)


def test_damage_further_in_falls_back_to_sectors(tmp_path, target):
    file = tmp_path / "le.csv"
    file.write_text(CODE_POINT, "utf-8")
    load(file, target)
    content = bytearray(target.read_bytes())
    content[4096 : 4096 + 200] = b"\xff" * 200
    target.write_bytes(content)
    exact = ExactPostcodes(target)
    assert exact.find("LE3 9QP") is None
    exact.close()


SPOILT = {
    "no date": "UPDATE dataset SET file_date = 'yesterday'",
    "no text": "UPDATE dataset SET publisher = CAST(x'ff41' AS TEXT)",
    "no number": "UPDATE dataset SET kept = 'many'",
    "no column": "ALTER TABLE dataset DROP COLUMN kept",
    "no row": "DELETE FROM dataset",
}
SPOILT_POINTS = {
    "text": "UPDATE postcode SET x = 'east'",
    "bytes": "UPDATE postcode SET y = x'00ff'",
    "bad text": "UPDATE postcode SET x = CAST(x'ff41' AS TEXT)",
    "off the grid": "UPDATE postcode SET x = 9000000000000000000",
    "no column": "ALTER TABLE postcode DROP COLUMN y",
    "no table": "DROP TABLE postcode",
}


def spoilt(tmp_path, target, statement):
    file = tmp_path / "le.csv"
    file.write_text(CODE_POINT, "utf-8")
    load(file, target)
    with contextlib.closing(sqlite3.connect(target)) as database:
        database.execute(statement)
        database.commit()


@pytest.mark.parametrize("what", SPOILT)
def test_a_file_that_says_nonsense_of_itself_is_damaged(tmp_path, target, what):
    spoilt(tmp_path, target, SPOILT[what])
    exact = ExactPostcodes(target)
    assert "is damaged" in exact.notices[0].message
    assert exact.find("LE3 9QP") is None
    exact.close()
    with pytest.raises(FaultyFileError) as raised:
        read_status(target)
    assert raised.value.fault is FileFault.DAMAGED


@pytest.mark.parametrize("what", SPOILT_POINTS)
def test_a_point_that_is_none_is_told_and_sectors_do(tmp_path, target, what):
    spoilt(tmp_path, target, SPOILT_POINTS[what])
    exact = ExactPostcodes(target)
    assert exact.notices == ()
    assert exact.find("LE3 9QP") is None
    assert "is damaged" in exact.notices[0].message
    assert exact.find("LE3 9QP") is None
    exact.close()


@pytest.mark.parametrize("what", ["rights", "long", "folder", "pipe"])
def test_a_file_that_cannot_be_looked_at_is_told(tmp_path, monkeypatch, what):
    path = tmp_path / ("x" * 300 if what == "long" else "postcodes.sqlite")
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no pipes with names here")
        os.mkfifo(path)
    elif what == "rights":

        def refuse(self, **_):
            raise PermissionError(errno.EACCES, "Permission denied", str(self))

        monkeypatch.setattr(Path, "stat", refuse)
    exact = ExactPostcodes(path)
    assert "cannot be read" in exact.notices[0].message
    assert exact.find("LE3 9QP") is None
    exact.close()
    with pytest.raises(FaultyFileError) as raised:
        read_status(path)
    assert raised.value.fault is FileFault.UNREADABLE


def test_closing_and_asking_at_once(tmp_path, target):
    file = tmp_path / "le.csv"
    file.write_text(CODE_POINT, "utf-8")
    load(file, target)
    for _ in range(20):
        exact, wrong = ExactPostcodes(target), []

        def ask(exact=exact, wrong=wrong):
            try:
                for _ in range(50):
                    exact.find("LE3 9QP")
            except Exception as error:
                wrong.append(error)

        asking = threading.Thread(target=ask)
        asking.start()
        exact.close()
        asking.join()
        assert wrong == []
        assert exact.notices == ()


def test_threads_may_ask_at_once(tmp_path, target):
    file = tmp_path / "le.csv"
    file.write_text(CODE_POINT, "utf-8")
    load(file, target)
    exact = ExactPostcodes(target)
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.extend(exact.find("LE3 9QP") for _ in range(50)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    exact.close()
    assert len(answers) == 200
    assert len(set(answers)) == 1


def test_a_stream_says_when_it_is_longer_than_promised(tmp_path):
    bounded = io.BufferedReader(official_postcodes._Bounded(io.BytesIO(b"x" * 100), 50, tmp_path))
    with pytest.raises(PostcodesFileError, match="far more"):
        bounded.read()
