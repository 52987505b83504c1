"""One suggestion: what the window shows of it, apart from how it is found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SuggestionKind(StrEnum):
    """What is suggested."""

    SERVICE = "service"
    ORGANIZATION = "organization"
    PLACE = "place"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row under the search box.

    `text` is its name, `detail` who runs it, where it is or what it is; `insert` what the box
    holds once it is chosen. `uid` is that of a service, organisation or hospital; `code` the
    kind of a service, or the code of a term.
    """

    kind: SuggestionKind
    text: str
    detail: str
    insert: str
    uid: str = ""
    code: str = ""
