from __future__ import annotations

from pathlib import Path

from emndir.runtime.paths import HOME_VARIABLE, Paths


def test_one_variable_moves_every_folder(tmp_path):
    paths = Paths.default({HOME_VARIABLE: str(tmp_path)})
    assert paths == Paths.under(tmp_path)
    assert paths.directory_folder == tmp_path / "data" / "directory"
    assert paths.settings_file == tmp_path / "config" / "settings.json"
    assert paths.postcodes_file.parent == paths.data


def test_a_home_with_a_tilde_is_the_users(own_home):
    assert Paths.default({HOME_VARIABLE: "~/stick"}).data == own_home / "stick" / "data"


def test_without_it_the_systems_folders_are_used(monkeypatch):
    monkeypatch.delenv(HOME_VARIABLE)
    paths = Paths.default()
    folders = {paths.data, paths.config, paths.cache, paths.logs}
    assert all(folder.is_absolute() and "emndir" in str(folder) for folder in folders)


def test_nothing_is_made_by_asking(tmp_path):
    Paths.under(tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert Paths.under(Path("here")).data.is_absolute()
