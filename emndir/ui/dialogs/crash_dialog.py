"""CrashDialog: what a bug looks like to a person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from emndir.ui import theme
from emndir.ui.dialogs.plain_dialog import PlainDialog
from emndir.ui.widgets.buttons import wrapped


class CrashDialog(PlainDialog):
    """Plain words, and details that hold no word anybody typed."""

    def __init__(
        self, details: str, copy: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        """Show the details of a bug; `copy` is what its button does with them."""
        super().__init__(
            QCoreApplication.translate("crash", "Something went wrong in emndir"), parent, width=600
        )
        self.column.addWidget(
            wrapped(
                self.tr(
                    "This is a fault in the program, not something you did. The list itself is "
                    "unharmed, and you can go on working. If it happens again, close emndir and "
                    "start it once more."
                )
            )
        )
        self.column.addWidget(
            wrapped(
                self.tr(
                    "The details say where in the program it happened. They hold no search words "
                    "and nothing about a patient."
                ),
                tone="ink2",
            )
        )
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(self.tr("Details"))
        self.column.addWidget(self.details, 1)
        self._put = copy
        self._button = self.add_button(self.tr("Copy details"))
        self._button.clicked.connect(self._copy)
        self.add_close().setFocus()
        self.fit(440)
        theme.current().dress(self)

    def _copy(self) -> None:
        """Copy, and say so where the eye is and to a screen reader: banners stand behind."""
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 10 ms of enums

        self._put(self.details.toPlainText())
        said = self.tr("Copied")
        self._button.setText(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._button, said))
