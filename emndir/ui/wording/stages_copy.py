"""What is copied of the page of all stages: the rows that are shown, fit for a patient.

They are made of what a patient may see (`wording.stages`), so nothing for professionals can be in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from emndir.ui.staged import RowKind, StageRow
from emndir.ui.wording.sentences import sentence, tr

_LEFT_OUT = (RowKind.MORE,)


@dataclass(frozen=True, slots=True)
class StagesCopy:
    """The page to paste: as text, and as tables for a word processor."""

    text: str
    html: str


def stages_copy(title: str, rows: Sequence[StageRow], notes: Sequence[str]) -> StagesCopy:
    """Return the rows under a title, each stage under its name, and last the notes."""
    kept = [row for row in rows if row.kind not in _LEFT_OUT]
    return StagesCopy(_as_text(title, kept, notes), _as_html(title, kept, notes))


def _cells(row: StageRow) -> tuple[str, str, str]:
    what = " ".join(sentence(line.words) for line in row.lines)
    how = " ".join(sentence(line.words) for line in row.aside)
    return row.heading, what, how


def _as_text(title: str, rows: Sequence[StageRow], notes: Sequence[str]) -> str:
    lines = [title]
    for row in rows:
        if row.kind is RowKind.STAGE:
            lines += ["", row.heading]
            continue
        heading, what, how = _cells(row)
        lead = f"{heading}: " if heading else ""
        lines.append(f"- {lead}{what} {how}".rstrip())
    return "\n".join([*lines, "", *notes])


def _as_html(title: str, rows: Sequence[StageRow], notes: Sequence[str]) -> str:
    parts = [f"<h1>{escape(title)}</h1>"]
    is_open = False
    for row in rows:
        if row.kind is RowKind.STAGE:
            parts.append(f"{'</table>' if is_open else ''}<h2>{escape(row.heading)}</h2>")
            is_open = False
            continue
        if not is_open:
            heads = (tr("Kind of help"), tr("What there is"), tr("How to get in"))
            cells = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
            parts.append(f'<table border="1"><tr>{cells}</tr>')
            is_open = True
        first, *rest = _cells(row)
        cells = "".join(f"<td>{escape(cell)}</td>" for cell in rest)
        parts.append(f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>')
    parts.append("</table>" if is_open else "")
    return "".join([*parts, *(f"<p>{escape(note)}</p>" for note in notes)])
