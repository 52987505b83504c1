from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emndir.runtime.settings import Settings, is_allowed, load_settings, save_settings


def test_every_setting_is_explained_and_allows_its_default():
    for one in fields(Settings):
        assert one.metadata["help"].endswith(".")
        assert is_allowed(one.name, one.default)


def test_what_is_saved_is_loaded(tmp_path):
    path = tmp_path / "config" / "settings.json"
    changed = Settings(theme="dark", text_percent=150, near_default="LE2 3", clinic_name="Café")
    save_settings(changed, path)
    assert load_settings(path) == (changed, ())
    assert [one.name for one in path.parent.iterdir()] == ["settings.json"]


def test_a_missing_file_is_no_fault(tmp_path):
    assert load_settings(tmp_path / "settings.json") == (Settings(), ())


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b"{", b"null", b"[" * 9000])
def test_a_file_that_cannot_be_read_falls_back_whole(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load_settings(path) == (Settings(), ("settings",))


def test_a_bad_value_falls_back_and_is_named(tmp_path):
    path = tmp_path / "settings.json"
    stored = {
        "theme": "pink",
        "text_percent": "125",
        "handout_points": 18,
        "show_map": 1,
        "near_default": "a\nb",
        "clinic_name": "x" * 500,
        "of_a_newer_version": 1,
    }
    path.write_text(json.dumps(stored), "utf-8")
    found, bad = load_settings(path)
    assert found == Settings(handout_points=18)
    assert sorted(bad) == ["clinic_name", "near_default", "show_map", "text_percent", "theme"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=3,
)


@given(st.dictionaries(st.sampled_from([one.name for one in fields(Settings)]), _JSON))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_no_stored_value_gets_past_what_is_allowed(tmp_path, stored):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(stored), "utf-8")
    found, _ = load_settings(path)
    assert all(is_allowed(one.name, getattr(found, one.name)) for one in fields(Settings))
