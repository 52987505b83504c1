"""The user's own file: saved packs. No update touches it, and nothing of a patient is in it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from emndir.domain.errors import EmndirError
from emndir.domain.saved_pack import SavedPack
from emndir.storage.connections import read_only_uri
from emndir.storage.database import FaultyFileError, FileFault, file_fault, in_words
from emndir.storage.files import writing_in

APPLICATION_ID = 0x656D6E75
"""“emnu” in the header: what a user has saved."""
_STEPS = (
    """CREATE TABLE saved_pack (
        name TEXT PRIMARY KEY COLLATE NOCASE, recipe TEXT NOT NULL,
        made_on TEXT NOT NULL, until TEXT NOT NULL, marks TEXT NOT NULL
    )""",
)
"""One for each version of the tables; `user_version` says how many were taken."""
_WAIT_SECONDS = 3.0
_BY_HAND = "Move it away to begin a new one; the packs in it are kept in the file that you moved."
_ALL = "SELECT name, recipe, made_on, until, marks FROM saved_pack ORDER BY name COLLATE NOCASE"
_ONE = "SELECT name, recipe, made_on, until, marks FROM saved_pack WHERE name = ?"
_KEEP = """INSERT INTO saved_pack (name, recipe, made_on, until, marks) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET name = excluded.name, recipe = excluded.recipe,
    made_on = excluded.made_on, until = excluded.until, marks = excluded.marks"""


class UnknownPackError(EmndirError):
    """There is no pack of that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        hint = f"There are: {', '.join(known)}." if known else "None is saved yet."
        super().__init__(f"There is no pack called “{name}”.", hint)


class TakenNameError(EmndirError):
    """Another pack has that name."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"There is a pack called “{name}” already.", "Choose another name, or replace it."
        )


class PacksFile:
    """Reads and writes saved packs; each call opens the file and lets go of it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> tuple[SavedPack, ...]:
        """Return every pack in order of name; none where nothing was ever saved.

        Raises:
            FaultyFileError: for a file that is damaged, newer, locked or unreadable.
        """
        if not self._path.exists():
            return ()
        with self._reading() as connection:
            return tuple(map(_pack, connection.execute(_ALL)))

    def find(self, name: str) -> SavedPack:
        """Return one pack, whatever its letters' case.

        Raises:
            UnknownPackError: where there is none.
            FaultyFileError: for a file that cannot be read.
        """
        for pack in self.all():
            if pack.name.casefold() == name.casefold():
                return pack
        raise UnknownPackError(name, tuple(pack.name for pack in self.all()))

    def save(self, pack: SavedPack, *, is_new: bool = False) -> None:
        """Keep a pack, in place of one of the same name unless it has to be new.

        Raises:
            TakenNameError: where the name is taken and the pack has to be new.
            FaultyFileError: where the file cannot be written; it is then as it was.
        """
        with self._writing() as connection:
            if is_new and connection.execute(_ONE, (pack.name,)).fetchone():
                raise TakenNameError(pack.name)
            connection.execute(_KEEP, _row(pack))

    def rename(self, name: str, other: str) -> None:
        """Give a pack another name.

        Raises:
            UnknownPackError: where there is none.
            TakenNameError: where the other name is taken.
            FaultyFileError: where the file cannot be written.
        """
        known = self.find(name).name
        with self._writing() as connection:
            taken = connection.execute(_ONE, (other,)).fetchone()
            if taken and taken[0].casefold() != known.casefold():
                raise TakenNameError(taken[0])
            connection.execute("UPDATE saved_pack SET name = ? WHERE name = ?", (other, known))

    def remove(self, name: str) -> None:
        """Remove a pack for good.

        Raises:
            UnknownPackError: where there is none.
            FaultyFileError: where the file cannot be written.
        """
        known = self.find(name).name
        with self._writing() as connection:
            connection.execute("DELETE FROM saved_pack WHERE name = ?", (known,))

    # --- the file --------------------------------------------------------------------------

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        # not "immutable": another window may be writing
        uri = read_only_uri(self._path.absolute()).replace("&immutable=1", "")
        with self._told(), closing(sqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS)) as found:
            if _version(found, self._path) < len(_STEPS):
                found.close()
                with self._writing() as connection:  # an older one is brought up first
                    yield connection
                return
            yield found

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose changes are kept whole at the end, or not at all."""
        with (
            self._told(),
            writing_in(self._path),
            closing(sqlite3.connect(self._path, timeout=_WAIT_SECONDS, isolation_level=None)) as it,
        ):
            it.execute("PRAGMA secure_delete = ON")  # a removed name is overwritten
            it.execute("BEGIN IMMEDIATE")
            try:
                taken = _version(it, self._path)
                for step in _STEPS[taken:]:
                    it.execute(step)
                it.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                it.execute(f"PRAGMA user_version = {len(_STEPS)}")
                yield it
                it.execute("COMMIT")
            except BaseException:
                if it.in_transaction:
                    it.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what is wrong with the file, in a sentence with a way on."""
        try:
            with in_words(str(self._path)):
                yield
        except FaultyFileError as error:
            if error.fault is FileFault.DAMAGED:
                raise FaultyFileError(error.fault, error.message, _BY_HAND) from error
            raise


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Return how many steps a file has taken; it must be one of ours, or empty."""
    marked = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if marked != APPLICATION_ID and tables:
        raise FaultyFileError(FileFault.DAMAGED, f"{path} is not a file of saved packs.", _BY_HAND)
    if version > len(_STEPS):
        raise file_fault(FileFault.NEWER, str(path))
    return version


def _row(pack: SavedPack) -> tuple[str, ...]:
    marks = json.dumps(dict(pack.marks))
    return pack.name, pack.recipe, pack.made_on.isoformat(), pack.until.isoformat(), marks


def _pack(row: tuple[str, ...]) -> SavedPack:
    name, recipe, made_on, until, marks = row
    try:
        return SavedPack(
            name=name,
            recipe=recipe,
            made_on=date.fromisoformat(made_on),
            until=date.fromisoformat(until),
            marks=tuple(json.loads(marks).items()),
        )
    except (ValueError, AttributeError) as error:
        raise FaultyFileError(
            FileFault.DAMAGED, f"The saved pack “{name}” cannot be read.", _BY_HAND
        ) from error
