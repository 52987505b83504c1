"""TOML tables to values, by the format: every fault becomes a `Problem`, none stops the reading."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from emndir.domain.problems import Problem
from emndir.storage.text_format import Key, Table
from emndir.storage.text_values import FormatError, did_you_mean

Values = dict[str, Any]
"""The values of one table by the domain's names; a table in it is `Values` or a list of them."""

_AT = re.compile(r"\(at line (\d+), column \d+\)$")
_END = re.compile(r"\(at end of document\)$")
_UID_LINE = re.compile(r'^\s*uid\s*=\s*"([^"]+)"', re.MULTILINE)


@dataclass(slots=True)
class FileReading:
    """Reads one file's tables and gathers its faults under one path."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def parse(self, content: bytes) -> dict[str, object] | None:
        """Return the file as plain TOML, or None with a fault that names the line."""
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self.fault("This file is not UTF-8; save it as UTF-8.", line=line)
            return None
        self.lines = {
            match.group(1): text.count("\n", 0, match.start(1)) + 1
            for match in _UID_LINE.finditer(text)
        }
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            self.fault(*_syntax(str(error), text))
        except RecursionError:
            self.fault("This file holds tables within tables without end.")
        return None

    def fault(self, message: str, line: int = 0, *, record: str = "", where: str = "") -> None:
        """Note a fault; without a line, that of the record's uid."""
        self.problems.append(
            Problem(
                path=self.path,
                record=record,
                field=where,
                message=message,
                line=line or self.lines.get(record, 0),
            )
        )

    def table(
        self, table: Table, raw: Mapping[str, object], record: str = "", where: str = ""
    ) -> Values | None:
        """Return the values of a table, or None if it has a fault anywhere.

        `where` is the way to it from its record: "phone[2]".
        """
        before = len(self.problems)
        prefix = f"{where}." if where else ""
        for name in raw:
            if name not in table.names:
                hint = did_you_mean(name, table.names)
                message = f"“{name}” is not a key of this table.{hint}"
                self.fault(message, record=record, where=f"{prefix}{name}")
        values = {key.target: self._value(key, raw, record, prefix) for key in table.keys}
        for inner in table.tables:
            values[inner.name] = self._inner(inner, raw, record, prefix)
        return values if len(self.problems) == before else None

    def _value(self, key: Key, raw: Mapping[str, object], record: str, prefix: str) -> Any:  # noqa: ANN401
        if key.name not in raw or (raw[key.name] == "" and not key.required):
            if key.required:
                message = f"“{key.name}” is missing."
                self.fault(message, record=record, where=f"{prefix}{key.name}")
            return key.absent
        try:
            value = key.kind.read(raw[key.name])
        except FormatError as error:
            self.fault(str(error), record=record, where=f"{prefix}{key.name}")
            return key.absent
        if key.required and value in ("", (), None):
            message = f"“{key.name}” must not be empty."
            self.fault(message, record=record, where=f"{prefix}{key.name}")
        return value

    def _inner(
        self, table: Table, raw: Mapping[str, object], record: str, prefix: str
    ) -> list[Values] | Values | None:
        where = f"{prefix}{table.name}"
        given = raw.get(table.name)
        if not table.many:
            if given is None:
                if table.required:
                    self.fault(f"The table “{table.name}” is missing.", record=record, where=where)
                return None
            if not isinstance(given, dict):
                message = f"“{table.name}” must be a table, [{table.name}]."
                self.fault(message, record=record, where=where)
                return None
            return self.table(table, given, record, where)
        if given is None:
            return []
        if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
            message = f"“{table.name}” must be tables, each under [[{table.name}]]."
            self.fault(message, record=record, where=where)
            return []
        found = [
            self.table(table, item, record, f"{where}[{number}]")
            for number, item in enumerate(given, start=1)
        ]
        return [values for values in found if values is not None]


def _syntax(message: str, text: str) -> tuple[str, int]:
    """Return a sentence and a line for what `tomllib` says."""
    at = _AT.search(message)
    line = int(at.group(1)) if at else text.count("\n") + 1 if _END.search(message) else 0
    what = _AT.sub("", _END.sub("", message)).strip()
    return f"This is not TOML here: {what[:1].lower()}{what[1:]}.", line
