"""Where the program keeps its own files."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "EMNDIR_HOME"
"""An environment variable that moves every folder under one: tests, and a memory stick."""
MANAGED_VARIABLE = "EMNDIR_MANAGED"
"""An environment variable that names the managed file, in place of the system's usual place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The four folders of one user. None of them need exist before something is written."""

    data: Path
    config: Path
    cache: Path
    logs: Path

    @classmethod
    def under(cls, home: Path) -> Paths:
        """Return the folders inside one folder."""
        home = home.absolute()
        return cls(
            data=home / "data", config=home / "config", cache=home / "cache", logs=home / "logs"
        )

    @classmethod
    def default(cls, environment: Mapping[str, str] | None = None) -> Paths:
        """Return the folders of this system's user, or those under `EMNDIR_HOME` where it is set."""
        home = (os.environ if environment is None else environment).get(HOME_VARIABLE, "")
        if home:
            return cls.under(_expanded(home))
        from platformdirs import PlatformDirs

        folders = PlatformDirs("emndir", appauthor=False)
        return cls(
            data=folders.user_data_path,
            config=folders.user_config_path,
            cache=folders.user_cache_path,
            logs=folders.user_log_path,
        )

    @property
    def directory_folder(self) -> Path:
        """Return where compiled directories and the pointer to the current one are."""
        return self.data / "directory"

    @property
    def postcodes_file(self) -> Path:
        """Return the file of exact postcodes, which only `emndir postcodes import` writes."""
        return self.data / "postcodes.sqlite"

    @property
    def personal_file(self) -> Path:
        """Return the file of what this user saves: packs. No update touches it."""
        return self.data / "personal.sqlite"

    @property
    def settings_file(self) -> Path:
        """Return the file of preferences."""
        return self.config / "settings.json"

    @property
    def starting_lock(self) -> Path:
        """Return the lock that one start holds until the next can reach its window."""
        return self.cache / "starting.lock"


def managed_file(
    environment: Mapping[str, str] | None = None, platform: str = sys.platform
) -> tuple[Path, bool]:
    """Return where the organisation's settings are, and True if somebody named the file."""
    environment = os.environ if environment is None else environment
    named = environment.get(MANAGED_VARIABLE, "")
    if named:
        return _expanded(named).absolute(), True
    if platform == "win32":
        folder = Path(environment.get("PROGRAMDATA") or r"C:\ProgramData")
    elif platform == "darwin":
        folder = Path("/Library/Application Support")
    else:
        folder = Path("/etc")
    return folder / "emndir" / "settings.json", False


def _expanded(named: str) -> Path:
    """Return a path with "~" filled in; one of a person that nobody knows stays as it is."""
    try:
        return Path(named).expanduser()
    except RuntimeError:
        return Path(named)
