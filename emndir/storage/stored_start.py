"""The row of the directory file that the window shows first: read before anything else is loaded.

Only from the current file, of this version, made from the text as it is. Any fault whatever means
that there is no such row; what is wrong with a file is found and said when the directory is opened.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from emndir.runtime.digests import sha256
from emndir.storage.connections import read_only_uri
from emndir.storage.pointer import read_pointer
from emndir.storage.text_files import stat_fingerprint
from emndir.storage.versions import APPLICATION_ID, SCHEMA_VERSION


def stored_start(data_dir: Path, folder: Path) -> str | None:
    """Return the stored start page of the directory in a folder, or None."""
    pointer = read_pointer(folder)
    if pointer is None or not pointer.stat or pointer.stat != stat_fingerprint(data_dir):
        return None
    uri = read_only_uri((folder / pointer.file).absolute())
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if (version, application) != (SCHEMA_VERSION, APPLICATION_ID):
                return None
            rows = connection.execute("SELECT content, sha256 FROM start_page").fetchmany(2)
    except (sqlite3.Error, ValueError):
        return None
    if len(rows) != 1 or not all(isinstance(value, str) for value in rows[0]):
        return None
    content, expected = rows[0]
    is_whole = sha256(content.encode("utf-8", "replace")).hexdigest() == expected
    return content if is_whole else None
