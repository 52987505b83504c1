"""Notices of a directory, and its age, as banners."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from emndir.domain.freshness import add_months
from emndir.domain.problems import Severity
from emndir.ui.messages import Message, Tone, without_ticks

if TYPE_CHECKING:
    from emndir.domain.problems import Notice

OLD_MONTHS = 3
VERY_OLD_MONTHS = 6


def notice_messages(notices: Sequence[Notice]) -> list[Message]:
    """Return a banner for each notice."""
    return [
        Message(
            text=without_ticks(notice.message),
            hint=without_ticks(notice.hint),
            is_lasting=True,
            tone=Tone.BAD if notice.severity is Severity.ERROR else Tone.WARN,
            topic=f"notice-{number}",
        )
        for number, notice in enumerate(notices)
    ]


def age_message(data_date: date, today: date) -> Message | None:
    """Return a banner for a list that is three months old or more, else None (LOOK.md 10)."""
    if today < add_months(data_date, OLD_MONTHS):
        return None
    months = _months_between(data_date, today)
    hint = _tr("Call before you rely on it.")
    if today >= add_months(data_date, VERY_OLD_MONTHS):
        hint += " " + _tr("24-hour lines are not printed until you update.")
    return Message(
        text=f"{_tr('This list is')} {months} {_tr('months old.')}",
        hint=hint,
        tone=Tone.WARN,
        icon="clock-alert-outline",
        topic="age",
        is_lasting=True,
    )


def _months_between(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


def _tr(text: str) -> str:
    return QCoreApplication.translate("notices", text)
