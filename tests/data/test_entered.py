"""Every researched fact ended somewhere: `data/entered.csv` adds up against the files."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"
FACTS = 582 + 67
"""Services and hospital sites in the research of November 2026."""


@pytest.fixture(scope="module")
def rows():
    with (DATA / "entered.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def records():
    """Return every service and location by uid."""
    found = {}
    for path in sorted((DATA / "directory").glob("*/*.toml")):
        text = tomllib.loads(path.read_text(encoding="utf-8"))
        for record in (*text.get("service", []), *text.get("location", [])):
            assert record["uid"] not in found, f"{record['uid']} stands twice"
            found[record["uid"]] = record
    return found


def test_every_fact_has_one_line(rows):
    assert len(rows) == FACTS
    assert len({row["fact_id"] for row in rows}) == FACTS
    assert list(rows[0]) == ["fact_id", "outcome", "uid", "reason"]


def test_outcomes_are_of_the_list_and_explained(rows):
    assert {row["outcome"] for row in rows} <= {
        "entered",
        "merged",
        "closed",
        "planned",
        "left-out",
    }
    for row in rows:
        if row["outcome"] != "entered":
            assert row["reason"], f"{row['fact_id']} is {row['outcome']} without a reason"


def test_each_outcome_is_what_the_files_say(rows, records):
    for row in rows:
        fact, uid, outcome = row["fact_id"], row["uid"], row["outcome"]
        if outcome == "left-out":
            assert not uid
            assert fact not in records
        elif outcome == "merged":
            assert fact not in records
            assert fact in records[uid]["former_uids"]
        else:
            assert uid == fact
            status = records[uid].get("status", "active")
            offered = outcome == "entered"
            assert (status in ("active", "unsure")) == offered, fact
            if not offered:
                assert status == outcome


def test_nothing_in_the_directory_came_from_nowhere(rows, records):
    facts = {row["uid"] for row in rows}
    services = {uid for uid, record in records.items() if "service_type" in record}
    assert services <= facts


def test_nothing_rests_on_general_knowledge(records):
    for uid, record in records.items():
        for source in record.get("source", []):
            assert "general knowledge" not in source["url"].lower(), uid


def test_the_sums_are_those_of_the_readme(rows):
    counted = Counter(row["outcome"] for row in rows)
    assert sum(counted.values()) == FACTS
    assert counted["entered"] > 600
