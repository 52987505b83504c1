"""What the page of all stages shows, as values: made by `wording.stages`, drawn by the page.

A widget that gets these needs no service and no clock. All of it is forgotten when the page is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from emndir.domain.vocabulary import Stage
from emndir.ui.detail import Line


class RowKind(StrEnum):
    """What a row is."""

    STAGE = "stage"
    LINE = "line"
    SERVICE = "service"
    GAP = "gap"
    INSTEAD = "instead"
    NOTE = "note"
    MORE = "more"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """One row. `uid` is the service that Enter opens, "" for none; `stage` where it leads to all of one.

    `heading` stands before it: the kind of help, or the name of a stage. `lines` are what there
    is, `aside` how to get in and how old that is. `spoken` is for a screen reader.
    """

    kind: RowKind
    heading: str = ""
    icon: str = ""
    lines: tuple[Line, ...] = ()
    aside: tuple[Line, ...] = ()
    spoken: str = ""
    uid: str = ""
    code: str = ""
    stage: Stage | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what tells this row from any other of its page."""
        return (self.kind.value, self.code, self.uid)

    @property
    def words(self) -> str:
        """Return what is shown as plain text."""
        return " ".join(line.words for line in (*self.lines, *self.aside))
