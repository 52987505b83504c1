"""What may be chosen, as text: `data/choice.toml`, read with every fault named, written back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import tomli_w

from emndir.domain.choosing import ChoiceStatement
from emndir.domain.problems import Problem, Severity
from emndir.storage.reading import FileReading
from emndir.storage.text_files import CHOICE_FILE
from emndir.storage.text_format import Key, Table
from emndir.storage.text_values import CODE, CODES, DATE, PARTIAL_DATE, TEXT

STATEMENT = Table(
    name="statement",
    help="What may be chosen of some kinds of service.",
    many=True,
    keys=(
        Key(name="uid", kind=CODE, help="Short and its own.", required=True),
        Key(name="heading", kind=TEXT, help="The first sentence, in bold.", required=True),
        Key(name="text", kind=TEXT, help="What follows it.", required=True),
        Key(
            name="service_types",
            kind=CODES,
            help="The kinds of service it is of, by their codes.",
            required=True,
        ),
        Key(name="source", kind=TEXT, help="Where it was read, in words.", required=True),
        Key(name="url", kind=TEXT, help="Where it was read."),
        Key(name="seen", kind=PARTIAL_DATE, help="When it was read."),
        Key(name="written_on", kind=DATE, help="The day of this wording.", required=True),
        Key(name="signed_by", kind=TEXT, help="The role that approved it. Never a person’s name."),
        Key(name="signed_on", kind=DATE, help="When it was approved."),
    ),
)
CHOICE = Table(
    name="", help="What may be chosen, by kind of service.", keys=(), tables=(STATEMENT,)
)


def parse_choice(
    texts: Mapping[str, bytes], service_types: Iterable[str]
) -> tuple[tuple[ChoiceStatement, ...], tuple[Problem, ...]]:
    """Return the statements among a data folder's texts, and every fault in them.

    `service_types` are those of the vocabulary. A folder without the file has no statements.
    """
    if CHOICE_FILE not in texts:
        return (), ()
    file = FileReading(CHOICE_FILE)
    raw = file.parse(texts[CHOICE_FILE])
    values = file.table(CHOICE, raw) if raw is not None else None
    if values is None:
        return (), tuple(file.problems)
    found = tuple(ChoiceStatement(**one) for one in values["statement"])
    return found, (*file.problems, *_faults(found, frozenset(service_types)))


def _faults(found: Iterable[ChoiceStatement], service_types: frozenset[str]) -> Iterator[Problem]:
    found = tuple(found)
    for uid, count in Counter(one.uid for one in found).items():
        if count > 1:
            yield Problem(path=CHOICE_FILE, record=uid, message="This uid is used twice.")
    for one in found:
        for code in one.service_types:
            if code not in service_types:
                message = f"“{code}” is no kind of service of the vocabulary."
                yield Problem(
                    path=CHOICE_FILE, record=one.uid, field="service_types", message=message
                )
        if bool(one.signed_by) != (one.signed_on is not None):
            message = "A wording is signed by a role and on a day: give both, or neither."
            yield Problem(path=CHOICE_FILE, record=one.uid, field="signed_by", message=message)
        if one.signed_on is not None and one.signed_on < one.written_on:
            message = "This was signed before it was written as it is now: it must be signed anew."
            yield Problem(path=CHOICE_FILE, record=one.uid, field="signed_on", message=message)
        if not one.is_signed:
            yield Problem(
                path=CHOICE_FILE,
                record=one.uid,
                field="signed_by",
                message="Nobody has signed this wording; it is shown with a mark that says so.",
                severity=Severity.WARNING,
            )


def choice_texts(statements: Iterable[ChoiceStatement]) -> dict[str, str]:
    """Return the canonical text of the statements: path in the data folder -> text."""
    written: list[dict[str, Any]] = []
    for one in statements:
        values = [(key, getattr(one, key.target)) for key in STATEMENT.keys]
        written.append(
            {
                key.name: key.kind.write(value)
                for key, value in values
                if value not in (None, "", ())
            }
        )
    return {CHOICE_FILE: tomli_w.dumps({"statement": written})} if written else {}
