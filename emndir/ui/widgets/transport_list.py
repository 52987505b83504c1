"""TransportList: the transport near each end of a journey, each service a row that opens its record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.detail import Line, Look
from emndir.ui.way_parts import TransportNear
from emndir.ui.widgets.record_rows import RecordRows, Row
from emndir.ui.widgets.text_lines import TextLines


class TransportList(QWidget):
    """Under each heading rows to go to, and what is not listed. `chosen` carries a uid."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list; `show_near` fills it."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Transport"))
        self._parts: list[RecordRows | TextLines] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_near(self, found: Sequence[TransportNear]) -> None:
        """Show what is near each end, in place of what stood here."""
        look = theme.current()
        self._column.setSpacing(look.px(8))
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        head = [Line(self.tr("Transport: lifts, car schemes, travel costs"), Look.NAME)]
        if any(near.rows for near in found):
            order = self.tr(
                "By name: it is not a ranking. Ask first whom they take, and from where."
            )
            head.append(Line(order, Look.SECOND_CAPTION))
        self._say(head)
        for near in found:
            heading = Line(near.heading, Look.STRONG)
            if not near.rows:
                self._say([heading, *near.facts, *near.lines])
                continue
            self._say([heading, *near.facts])
            shown = [
                Row(uid=row.uid, icon=row.icon, name=row.name, second=row.second)
                for row in near.rows
            ]
            rows = RecordRows(shown, near.heading)
            rows.chosen.connect(self.chosen)
            self._add(rows)
            if near.lines:
                self._say(near.lines)
        self.updateGeometry()

    def _say(self, lines: Sequence[Line]) -> None:
        self._add(TextLines(list(lines)))

    def _add(self, part: RecordRows | TextLines) -> None:
        self._parts.append(part)
        self._column.addWidget(part)

    @property
    def rows(self) -> list[RecordRows]:
        """Return the lists of services, one for each end that has any."""
        return [part for part in self._parts if isinstance(part, RecordRows)]

    @property
    def said(self) -> str:
        """Return all that stands between the rows."""
        return "\n".join(part.words for part in self._parts if isinstance(part, TextLines))

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        stops: list[QWidget] = []
        for part in self._parts:
            stops += part.buttons if isinstance(part, RecordRows) else [part]
        return stops
