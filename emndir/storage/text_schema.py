"""The JSON Schema of an organization's file, generated from the format.

It lies beside the text as `data/directory/schema.json`, for editors that check while
typing (Even Better TOML and others read `#:schema ./schema.json`).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from emndir.domain.errors import DataFaultError
from emndir.storage.files import replace_file
from emndir.storage.text_files import DIRECTORY_FOLDER
from emndir.storage.text_format import ORGANIZATION_FILE, Key, Table

SCHEMA_FILE = "schema.json"


def schema() -> dict[str, Any]:
    """Return the schema as plain data."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "emndir: an organization with its places and services",
        **_table(ORGANIZATION_FILE),
    }


def schema_text() -> str:
    """Return the schema as it is written."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def write_schema(data_dir: Path) -> Path:
    """Write the schema beside the text and return where.

    Raises:
        DataFaultError: where there is no such folder.
        FaultyFileError: where the file cannot be written.
    """
    folder = data_dir / DIRECTORY_FOLDER
    if not folder.is_dir():
        raise DataFaultError(f"There is no folder {folder}.", "Name the folder: emndir --data.")
    path = folder / SCHEMA_FILE
    replace_file(path, schema_text().encode("utf-8"))
    return path


def _table(table: Table) -> dict[str, Any]:
    properties = {key.name: _key(key) for key in table.keys}
    for inner in table.tables:
        described = _table(inner)
        properties[inner.name] = (
            {"type": "array", "description": inner.help, "items": described}
            if inner.many
            else described
        )
    required = [key.name for key in table.keys if key.required]
    required += [inner.name for inner in table.tables if inner.required]
    return {
        "description": table.help,
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _key(key: Key) -> dict[str, Any]:
    return {"description": key.help, **key.kind.schema}
