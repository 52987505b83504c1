"""ClearDialog: asks before a hand-out that is not printed yet is cleared with everything else."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from emndir.ui.dialogs.plain_dialog import PlainDialog
from emndir.ui.widgets.buttons import wrapped


class ClearDialog(PlainDialog):
    """One question, with the keyboard on the answer that loses nothing. Esc goes back as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay the question out."""
        title = QCoreApplication.translate("clear", "A hand-out is not printed yet")
        super().__init__(title, parent, width=480)
        text = self.tr(
            "It is not saved or copied either. What is cleared now cannot be made again "
            "without searching anew."
        )
        self.column.addWidget(wrapped(text))
        self.column.addStretch(1)
        self.clear_button = self.add_button(self.tr("Clear all the same"))
        self.clear_button.clicked.connect(self.accept)
        self.back_button = self.add_button(self.tr("Go back"), is_main=True)
        self.back_button.clicked.connect(self.reject)
        self.back_button.setFocus()
        self.fit(220)
