"""FiguresPage: published figures of a trust under a tab of the pane; old ones only when asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.detail import Line, Look
from emndir.ui.figure_parts import FigurePart, FiguresSpec
from emndir.ui.widgets.text_lines import TextLines
from emndir.ui.widgets.waits_plot import WaitsPlot


class FiguresPage(QWidget):
    """What is published, a part a measure, with its plot; what it is not stands above it.

    `old_shown` says that somebody asked for figures although newer ones are due.
    """

    old_shown = Signal()

    def __init__(self, spec: FiguresSpec, parent: QWidget | None = None) -> None:
        """Lay the figures out."""
        super().__init__(parent)
        self._spec = spec
        self.old_button: QPushButton | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(12))
        notes = [Line(note, Look.SECOND) for note in spec.notes]
        self._column.addWidget(TextLines([Line(spec.provider, Look.NAME), *notes]))
        for part in spec.parts:
            self._add(part)
        if spec.old:
            self._keep_back()
        self._column.addStretch(1)

    def _add(self, part: FigurePart) -> None:
        words = TextLines([Line(part.heading, Look.NAME), *part.lines])
        self._put(words)
        if part.plot is not None:
            self._put(WaitsPlot(part.plot))

    def _put(self, widget: QWidget) -> None:
        """Add a widget at the end, in sight at once where the page is."""
        self._column.insertWidget(self._end(), widget)
        widget.show()

    def _end(self) -> int:
        """Return where the next part goes: before the stretch, if it is there already."""
        last = self._column.itemAt(self._column.count() - 1)
        return self._column.count() - (1 if last is not None and last.spacerItem() else 0)

    def _keep_back(self) -> None:
        """Say why figures are not shown, and offer them."""
        self._reasons = TextLines([Line(reason, Look.SECOND) for reason in self._spec.reasons])
        self._column.addWidget(self._reasons)
        button = self.old_button = QPushButton(self.tr("Show with a warning"))
        button.setAutoDefault(False)
        button.clicked.connect(self.show_old)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def show_old(self) -> None:
        """Show the figures that were kept back, under a warning; the keyboard goes to it."""
        if self.old_button is None:
            return
        button, self.old_button = self.old_button, None
        had_focus = button.hasFocus()
        warning = TextLines(
            [Line(self.tr("These figures are old, and newer ones are out."), Look.DOUBTFUL)]
        )
        self._put(warning)
        for part in self._spec.old:
            self._add(part)
        if had_focus:
            warning.setFocus(Qt.FocusReason.OtherFocusReason)
        button.hide()
        button.deleteLater()
        self._reasons.hide()
        self.old_shown.emit()
