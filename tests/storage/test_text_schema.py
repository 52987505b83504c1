from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from emndir.domain.errors import DataFaultError
from emndir.storage import choice_text, figures_text, text_format
from emndir.storage.text_format import Key, Table
from emndir.storage.text_schema import SCHEMA_FILE, schema, schema_text, write_schema
from tests.storage.conftest import SAMPLE

ROOT = Path(__file__).parents[2]
TABLES = (
    text_format.ORGANIZATION_FILE,
    text_format.VOCABULARY_FILE,
    text_format.MANIFEST_FILE,
    figures_text.ABOUT_FILE,
    choice_text.CHOICE,
)


def every_table(table):
    yield table
    for inner in table.tables:
        yield from every_table(inner)


def test_the_schema_beside_the_text_is_current():
    stored = (ROOT / "data" / "directory" / SCHEMA_FILE).read_text("utf-8")
    assert stored == schema_text(), "run `emndir build --schema`"


def fits(value, described):
    """Return True if a value fits a schema: the few words of it that ours uses."""
    import re

    kind = described["type"]
    if kind == "object":
        known = described["properties"]
        return (
            isinstance(value, dict)
            and value.keys() <= known.keys()
            and set(described.get("required", ())) <= value.keys()
            and all(fits(inner, known[name]) for name, inner in value.items())
        )
    if kind == "array":
        return isinstance(value, list) and all(fits(one, described["items"]) for one in value)
    if kind == "string":
        shape = described.get("pattern")
        return (
            isinstance(value, str)
            and value in described.get("enum", [value])
            and (shape is None or re.search(shape, value) is not None)
        )
    return isinstance(value, int | float) and not isinstance(value, bool)


@pytest.mark.parametrize("folder", [SAMPLE, ROOT / "data"], ids=["sample", "real"])
def test_every_text_fits_the_schema(folder):
    paths = sorted((folder / "directory").rglob("*.toml"))
    assert paths
    for path in paths:
        assert fits(tomllib.loads(path.read_text("utf-8")), schema()), path


@pytest.mark.parametrize(
    "text",
    [
        "organisation = {}",
        '[organization]\nuid = "a"\nname = "A"',
        '[organization]\nuid = "A b"\nname = "A"\ntype = "charity"',
        '[organization]\nuid = "a"\nname = "A"\ntype = "charities"',
    ],
)
def test_what_the_reader_refuses_does_not_fit(text):
    assert not fits(tomllib.loads(text), schema())


def test_every_key_is_explained_in_the_guide():
    guide = (ROOT / "docs" / "data-format.md").read_text("utf-8")
    for whole in TABLES:
        for table in every_table(whole):
            assert isinstance(table, Table)
            for key in table.keys:
                assert isinstance(key, Key)
                assert f"| `{key.name}` |" in guide, f"{table.name}.{key.name}"
                assert key.help in guide, f"{table.name}.{key.name}"


def test_it_is_written_beside_the_text(data, tmp_path):
    path = write_schema(data)
    assert path.read_text("utf-8") == schema_text()
    with pytest.raises(DataFaultError, match="There is no folder"):
        write_schema(tmp_path / "nowhere")
