"""PatientPage: one record as a patient reads it on the screen, in letters of 14 points and more."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from emndir.handouts.blocks import Address, Body, Bullets, NoticeBox, Section, Sentence
from emndir.handouts.phrases import Words, plain
from emndir.handouts.screen import FactKind, PatientScreen, ScreenFact
from emndir.ui import labels, theme
from emndir.ui.detail import Line, Look
from emndir.ui.icons import Sign
from emndir.ui.widgets.fact_grid import FactGrid
from emndir.ui.widgets.outline_map import HEIGHT, LARGER, WIDTH, OutlineMap
from emndir.ui.widgets.text_lines import TextLines

WIDEST = 1180
"""Pixels at 100 %: longer lines are hard to read."""
TWO_COLUMNS = 680
"""Pixels at 100 % of a page from which facts, and the map, stand side by side."""
_SIGNS: Mapping[FactKind, str] = MappingProxyType(
    {
        FactKind.ROUTE: "account-arrow-right-outline",
        FactKind.PHONE: "phone-outline",
        FactKind.HOURS: "clock-outline",
        FactKind.PLACE: "map-marker-outline",
    }
)


class PatientPage(QWidget):
    """Name, what it is, what is urgent, the facts, how old they are, then getting there.

    It is given a `PatientScreen`, which cannot hold what only professionals may see.
    """

    def __init__(self, screen: PatientScreen, outline: OutlineMap | None = None) -> None:
        """Lay out the words of a screen, with its map if there is one."""
        super().__init__()
        self.setProperty("kind", "inside")
        self.shown = screen
        self._px = theme.current().px
        self.setMaximumWidth(self._px(WIDEST))
        column = self._column = QVBoxLayout(self)
        column.setSpacing(self._px(16))
        self.head = self._words([Line(screen.title, Look.PATIENT_TITLE)])
        for text in screen.introduction:
            self._words([Line(text, Look.PATIENT)])
        for notice in screen.notices:
            column.addWidget(_Notice(notice))
        self._frame = FactGrid([_fact(fact) for fact in screen.facts]) if screen.facts else None
        if self._frame is not None:
            column.addWidget(self._frame)
        if plain(screen.standing):
            column.addWidget(_Standing(screen.standing))
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(self._px(32))
        self._add_body(outline)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put things under one another where the page is narrow."""
        super().resizeEvent(event)
        is_wide = self.width() >= self._px(TWO_COLUMNS)
        side = self._px(32 if is_wide else 16)
        self._column.setContentsMargins(side, self._px(20), side, self._px(32))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(across if is_wide else down)
        if self._frame is not None:
            self._frame.arrange(2 if is_wide else 1)
            # the column takes a few pixels of it for what is below, and words would be cut
            self._frame.setMinimumHeight(self._frame.heightForWidth(self.width() - 2 * side))

    def _words(self, lines: list[Line]) -> TextLines:
        words = TextLines(lines)
        self._column.addWidget(words)
        return words

    def _add_body(self, outline: OutlineMap | None) -> None:
        holder = QWidget()
        texts = QVBoxLayout(holder)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(self._px(16))
        for section in self.shown.sections:
            texts.addWidget(TextLines(_section_lines(section)))
        texts.addStretch(1)
        self._body.addWidget(holder, 1)
        if outline is not None:
            outline.setMaximumWidth(self._px(WIDTH * LARGER))
            outline.setFixedHeight(self._px(HEIGHT * LARGER))
            self._body.addWidget(outline, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._body)


def _fact(fact: ScreenFact) -> QWidget:
    lines = [Line(fact.caption, Look.PATIENT_SECOND)]
    if fact.before:
        lines.append(Line(fact.before, Look.PATIENT))
    look = Look.PATIENT_NUMBER if fact.is_number else Look.PATIENT_NAME
    lines += [Line(fact.main, look), *(Line(text, Look.PATIENT) for text in fact.after)]
    words = TextLines(lines)
    if fact.is_number:
        told = [
            labels.spoken_digits(fact.main) if one.text == fact.main else one.text for one in lines
        ]
        words.setAccessibleName("\n".join(told))
    cell = QWidget()
    row = _row(cell)
    sign = Sign(_SIGNS[fact.kind], "brand", 26)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return cell


class _Notice(QFrame):
    """What a patient must see: red where it is urgent."""

    def __init__(self, notice: NoticeBox) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self.setProperty("tone", "bad" if notice.is_urgent else "warn")
        row = _row(self)
        name, token = (
            ("phone-alert-outline", "bad") if notice.is_urgent else ("alert-outline", "warn")
        )
        row.addWidget(Sign(name, token, 26), 0, Qt.AlignmentFlag.AlignTop)
        lines = [Line(notice.heading, Look.PATIENT_NAME), Line(plain(notice.words), Look.PATIENT)]
        row.addWidget(TextLines(lines), 1)


class _Standing(QFrame):
    """How old the facts are, in words."""

    def __init__(self, standing: Words) -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self.setProperty("tone", "warn")
        row = _row(self)
        row.addWidget(Sign("clock-alert-outline", "warn", 26), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(TextLines([Line(plain(standing), Look.PATIENT)]), 1)


def _row(widget: QWidget) -> QHBoxLayout:
    look = theme.current()
    row = QHBoxLayout(widget)
    row.setContentsMargins(*(look.px(side) for side in (16, 12, 16, 12)))
    row.setSpacing(look.px(12))
    return row


def _section_lines(section: Section) -> list[Line]:
    return [
        Line(section.heading, Look.PATIENT_NAME),
        *(line for body in section.body for line in _body_lines(body)),
    ]


def _body_lines(body: Body) -> list[Line]:
    match body:
        case Sentence(words):
            return [Line(plain(words), Look.PATIENT)]
        case Address(lines):
            return [Line("\n".join(lines), Look.PATIENT)]
        case Bullets(items):
            return [Line(item, Look.PATIENT_BULLET) for item in items]
