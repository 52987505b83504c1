"""The kinds of help in a guide to one cancer: a table in `resources/guides`, for an editor."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from emndir.domain.vocabulary import Stage
from emndir.runtime.resources import resource

CHILDREN = ("childhood", "teenage-young-adult")
"""Guides that are not for adults; "*" in the table leaves them out."""
_EVERY = "*"
_ANY_STAGE = "every"
_WITHIN = 20.0


class Part(StrEnum):
    """The sections of a guide, in their order (HANDOUT section 2)."""

    CHANGE = "change"
    SCREENING = "screening"
    TESTS = "tests"
    TREATMENT = "treatment"
    AFTER = "after"
    SUPPORT = "support"
    END = "end"
    PHONE = "phone"
    MONEY = "money"
    WELL = "well"


class Need(StrEnum):
    """What a person may need a kind of help for, whatever the stage."""

    FEELINGS = "feelings"
    INFORMATION = "information"
    MONEY = "money"
    TRAVEL = "travel"
    FAMILY = "family"
    SYMPTOMS = "symptoms"
    WELL = "well"


class How(StrEnum):
    """How a kind of help reaches a person."""

    PLACE = "place"
    HOME = "home"
    AREA = "area"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of help, as its row in the table says it; `within` is in miles.

    `stage` is None for help at any stage.
    """

    code: str
    part: Part
    types: tuple[str, ...]
    how: How
    most: int
    is_exact: bool
    stage: Stage | None = None
    needs: tuple[Need, ...] = ()
    stages: tuple[Stage, ...] = ()
    without: tuple[Stage, ...] = ()
    within: float = _WITHIN
    sites: tuple[str, ...] = ()
    expected: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    has_phone: bool = True

    def is_for(self, site: str) -> bool:
        """Return True if a guide to a cancer has this kind of help."""
        return not self.sites or site in self.sites

    def is_expected(self, site: str) -> bool:
        """Return True if a person with a cancer would miss it."""
        return site in self.expected or (_EVERY in self.expected and site not in CHILDREN)


@cache
def guide_kinds() -> tuple[Kind, ...]:
    """Return the table, in its order.

    Raises:
        KeyError, ValueError: for a row that lacks a field, or names a part, stage or way that
            is none.
    """
    text = resource("guides/kinds.toml").read_text(encoding="utf-8")
    return tuple(map(_kind, tomllib.loads(text)["kind"]))


def _kind(row: dict[str, object]) -> Kind:
    known = {"code", "part", "types", "stages", "without", "site", "how", "most", "within"}
    strange = set(row) - known - {"sites", "expected", "words", "by_phone", "stage", "needs"}
    if strange or row["site"] not in ("exact", "any"):
        raise ValueError(f"{row['code']}: {', '.join(sorted(strange)) or row['site']}")
    within = row.get("within", _WITHIN)
    return Kind(
        code=str(row["code"]),
        part=Part(str(row["part"])),
        stage=None if row["stage"] == _ANY_STAGE else Stage(str(row["stage"])),
        needs=tuple(map(Need, _texts(row.get("needs", [])))),
        types=_texts(row["types"]),
        how=How(str(row["how"])),
        most=int(str(row["most"])),
        is_exact=row["site"] == "exact",
        stages=tuple(map(Stage, _texts(row.get("stages", [])))),
        without=tuple(map(Stage, _texts(row.get("without", [])))),
        within=float(str(within)),
        sites=_texts(row.get("sites", [])),
        expected=_texts(row.get("expected", [])),
        words=_texts(row.get("words", [])),
        has_phone=bool(row.get("by_phone", True)),
    )


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is no list")
    return tuple(map(str, value))
