"""Words of the peek panel of the narrow view: the chief of what the detail pane says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from emndir.ui.detail import CopyKind, Detail, KeyFact, Line, Look, Notice
from emndir.ui.wording.sentences import tr

_AGES = (Look.DATED, Look.AGEING, Look.DOUBTFUL)
_PRINT_ICON = "clock-alert-outline"  # of the notice on doubtful facts, which each fact says itself


@dataclass(frozen=True, slots=True, kw_only=True)
class PeekFact:
    """One fact: a sign, its lines, what a screen reader says."""

    icon: str
    lines: tuple[Line, ...]
    spoken: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Peek:
    """What the panel shows of one service or place.

    `number` is the phone as it is copied, "" where there is none to copy. `warnings` must be read
    before the number is rung; `notices` stand below the facts.
    """

    uid: str
    name: str
    about: str
    number: str
    phone: PeekFact | None
    facts: tuple[PeekFact, ...]
    warnings: tuple[Notice, ...]
    notices: tuple[Notice, ...]

    @property
    def head(self) -> tuple[Line, ...]:
        """Return the name, and what it is in plain words."""
        lines = (Line(self.name, Look.GROUP), Line(self.about, Look.SECOND))
        return tuple(line for line in lines if line.text)


def peek_of(detail: Detail) -> Peek:
    """Return what the panel shows of a record."""
    by_caption = {fact.caption: fact for fact in detail.facts}
    phone = by_caption.get(tr("Phone"))
    others = [by_caption.get(tr("How to get in")), by_caption.get(tr("Where"))]
    copied = detail.copy_of(CopyKind.PHONE)
    shown = [one for one in detail.notices if one.icon != _PRINT_ICON]
    return Peek(
        uid=detail.uid,
        name=detail.name,
        about=_plain_line(detail) or detail.kind,
        number=copied.text if copied else "",
        phone=_phone(phone) if phone else None,
        facts=tuple(_fact(fact) for fact in others if fact is not None),
        warnings=tuple(one for one in shown if one.comes_first),
        notices=tuple(one for one in shown if not one.comes_first),
    )


def _plain_line(detail: Detail) -> str:
    """Return the line in a patient's words."""
    told = tr("What to tell the patient")
    parts = (part for part in detail.about if part.heading == told)
    return next((line.text for part in parts for line in part.lines), "")


def _phone(fact: KeyFact) -> PeekFact:
    """Return the number, then whose it is and how old on one line."""
    first, *rest = fact.lines
    look = Look.CALL if first.look is Look.NUMBER else Look.STRONG
    lines = (replace(first, look=look), *_joined(rest, Look.CAPTION))
    return PeekFact(icon=fact.icon, lines=lines, spoken=fact.spoken)


def _fact(fact: KeyFact) -> PeekFact:
    """Return a fact, then everything else about it and how old it is on one line."""
    first, *rest = fact.lines
    is_where = fact.caption == tr("Where")
    head = replace(first, look=Look.BODY if is_where else Look.STRONG)
    lines = (head, *_joined(rest, Look.SECOND))
    return PeekFact(icon=fact.icon, lines=lines, spoken=fact.spoken)


def _joined(lines: Sequence[Line], look: Look) -> tuple[Line, ...]:
    """Return lines as one paragraph, with the age at its end in its own colour."""
    said = " ".join(line.text for line in lines if line.look not in _AGES)
    age = next((line for line in lines if line.look in _AGES), None)
    if age is None:
        return (Line(said, look),) if said else ()
    return (Line(said, look, tail=age.text, tail_look=age.look) if said else age,)
