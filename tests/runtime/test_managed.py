"""What an organisation has set for a whole site."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emndir.bootstrap import Core
from emndir.runtime.paths import managed_file
from emndir.runtime.settings import Settings, is_allowed, load_managed

NAMES = [one.name for one in fields(Settings)]


@pytest.fixture
def managed(tmp_path, monkeypatch):
    """A function that writes the managed file."""
    path = tmp_path / "site" / "settings.json"
    path.parent.mkdir()
    monkeypatch.setenv("EMNDIR_MANAGED", str(path))

    def write(stored):
        content = stored if isinstance(stored, bytes) else json.dumps(stored).encode()
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    ("environment", "platform", "path", "is_named"),
    [
        ({}, "linux", "/etc/emndir/settings.json", False),
        ({"EMNDIR_MANAGED": ""}, "linux", "/etc/emndir/settings.json", False),
        ({}, "darwin", "/Library/Application Support/emndir/settings.json", False),
        ({"EMNDIR_MANAGED": "/mnt/site.json"}, "linux", "/mnt/site.json", True),
    ],
)
def test_where_it_is(environment, platform, path, is_named):
    assert managed_file(environment, platform) == (Path(path), is_named)


def test_where_it_is_on_windows():
    found, is_named = managed_file({"PROGRAMDATA": "X:/Data"}, "win32")
    assert (found, is_named) == (Path("X:/Data") / "emndir" / "settings.json", False)


def test_what_is_managed_wins_and_is_not_saved_as_ones_own(tmp_path, managed):
    home = tmp_path / "home"
    managed({})
    core = Core.create(home=home)
    core.change_settings(Settings(theme="dark", near_default="LE2", clinic_name="Mine"))
    managed({"theme": "contrast", "clinic_name": "Ours"})
    core = Core.create(home=home)
    assert core.notices == ()
    assert core.settings == Settings(theme="contrast", near_default="LE2", clinic_name="Ours")
    assert set(core.managed.values) == {"theme", "clinic_name"}
    core.change_settings(Settings(theme="light", near_default="NG1", clinic_name="Other"))
    assert core.settings == Settings(theme="contrast", near_default="NG1", clinic_name="Ours")
    stored = json.loads(core.paths.settings_file.read_text("utf-8"))
    assert (stored["theme"], stored["near_default"], stored["clinic_name"]) == (
        "dark",
        "NG1",
        "Mine",
    )
    managed({})
    assert Core.create(home=home).settings == Settings(
        theme="dark", near_default="NG1", clinic_name="Mine"
    )


def test_a_bad_value_is_named_with_its_file_and_the_rest_counts(tmp_path, managed):
    path = managed({"theme": "pink", "text_percent": 150, "colour": "red", "show_map": 1})
    core = Core.create(home=tmp_path / "home")
    assert core.settings == Settings(text_percent=150)
    (notice,) = core.notices
    assert "theme, show_map, colour" in notice.message
    assert str(path) in notice.hint


def test_a_file_of_something_else_is_named_in_a_short_sentence(tmp_path, managed):
    managed({f"field-{number}": 1 for number in range(10_000)})
    (notice,) = Core.create(home=tmp_path / "home").notices
    assert "field-4 and 9995 more." in notice.message
    assert len(notice.message) < 200


def test_a_home_that_nobody_knows_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("EMNDIR_MANAGED", "~nobody-of-this-name/settings.json")
    (notice,) = Core.create(home=tmp_path / "home").notices
    assert "could not be read" in notice.message


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff\xfe", b"{", b"null", b" " * 1_000_001])
def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path, managed, content):
    path = managed(content)
    core = Core.create(home=tmp_path / "home")
    assert core.settings == Settings()
    (notice,) = core.notices
    assert "could not be read" in notice.message
    assert str(path) in notice.message


def test_a_folder_in_its_place_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("EMNDIR_MANAGED", str(tmp_path))
    (notice,) = Core.create(home=tmp_path / "home").notices
    assert str(tmp_path) in notice.message


def test_only_a_file_that_was_named_is_missed(tmp_path):
    missing = tmp_path / "none.json"
    assert not load_managed(missing).is_unreadable
    assert load_managed(missing, is_expected=True).is_unreadable


def test_notepads_mark_at_the_start_is_no_fault(tmp_path, managed):
    managed(b'\xef\xbb\xbf{"theme": "dark"}')
    assert Core.create(home=tmp_path / "home").settings.theme == "dark"


_JSON = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.none())


@given(st.dictionaries(st.sampled_from([*NAMES, "x", "y\n"]), _JSON))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_nothing_gets_past_what_is_allowed(tmp_path, stored):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(stored), "utf-8")
    found = load_managed(path)
    own = found.over(Settings())
    assert all(is_allowed(name, getattr(own, name)) for name in NAMES)
    assert set(found.values) | set(found.bad) == {name.strip() for name in stored}
