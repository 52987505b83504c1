"""PrinterChoice: which printer of the computer; they are asked for when somebody looks at the list."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWheelEvent

from emndir.ui import printing, theme
from emndir.ui.widgets.buttons import Choice

MOST = 200  # px at 100 %
_WALKS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class PrinterChoice(Choice):
    """The usual printer of the computer, or one by its name. `wanted` carries that, "" for usual.

    Asking a computer for its printers can take seconds where they are in a network, so nothing
    is asked before the list is opened or walked through.
    """

    wanted = Signal(str)

    def __init__(self, name: str, printer: str = "") -> None:
        """Show a printer; its whole name is a tooltip where the box is too narrow for it."""
        super().__init__(name)
        self._is_filled = False
        self.set_snug(True)
        self.addItem(self.tr("Usual printer"), "")
        self.show_printer(printer)
        self.activated.connect(self._say)

    @property
    def printer(self) -> str:
        """Return the name of the printer, "" for the usual one."""
        return str(self.currentData() or "")

    def show_printer(self, printer: str) -> None:
        """Show a printer without saying that somebody chose it; it may be one that is gone."""
        if self.findData(printer) < 0:
            self.addItem(printer, printer)
        self.choose(printer)
        self._name_it()

    def fill(self) -> None:
        """Ask the computer for its printers, once."""
        if self._is_filled:
            return
        self._is_filled = True
        for printer in printing.printer_names():
            if self.findData(printer) < 0:
                self.addItem(printer, printer)
        usual = printing.default_printer()
        if usual:
            self.setItemText(0, f"{self.tr('Usual printer')} ({usual})")
        self._name_it()

    def showPopup(self) -> None:
        """Open the list with every printer in it."""
        self.fill()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through all printers, not only through those that were known before."""
        if event.key() in _WALKS or event.text().strip():
            self.fill()
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll what is around: a printer is not changed by accident."""
        event.ignore()

    @Slot()
    def _say(self) -> None:
        self._name_it()
        self.wanted.emit(self.printer)

    def sizeHint(self) -> QSize:
        """Return what the name that is shown needs, but no more than `MOST`."""
        size = super().sizeHint()
        return QSize(min(size.width(), theme.current().px(MOST)), size.height())

    def _name_it(self) -> None:
        self.setToolTip(self.currentText())
        self.updateGeometry()
