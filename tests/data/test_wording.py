"""What patients read in the records is said as on paper: people call, they do not ring."""

import re
import tomllib
from pathlib import Path

DIRECTORY = Path(__file__).parents[2] / "data" / "directory"
READ = {
    "plain_line",
    "description",
    "eligibility",
    "application_process",
    "hours_note",
    "note",
    "text",
    "transport",
    "accessibility",
}
"""Parts of a record that a patient can read on paper."""
RING = re.compile(r"\b(ring|rings|ringing|rang)\b", re.IGNORECASE)
NAMES = re.compile(r"\bRing and Ride\b|\bRing ?Road\b", re.IGNORECASE)


def texts(thing, key=""):
    """Yield every text of a file with the key that it stands under."""
    if isinstance(thing, dict):
        for name, value in thing.items():
            yield from texts(value, name)
    elif isinstance(thing, list):
        for value in thing:
            yield from texts(value, key)
    elif isinstance(thing, str):
        yield key, thing


def test_patients_are_told_to_call():
    found, read = [], 0
    for path in sorted(DIRECTORY.rglob("*.toml")):
        for key, text in texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            if key in READ:
                read += 1
                found += [(path.name, text)] if RING.search(NAMES.sub("", text)) else []
    assert read > 1000
    assert found == []
