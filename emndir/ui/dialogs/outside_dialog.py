"""OutsideDialog: a question came from outside while a sheet is open; which of them goes on?"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from emndir.ui.dialogs.plain_dialog import PlainDialog
from emndir.ui.widgets.buttons import wrapped


class OutsideDialog(PlainDialog):
    """Says what was asked. Accepted: clear and show it; rejected: keep the sheet, and it waits.

    Without words it says that something was: a patient looks who is not to read it.
    """

    def __init__(self, asked: str, parent: QWidget | None = None) -> None:
        """Show a question in words, or with "" that there is one."""
        title = self.tr("Another question came")
        super().__init__(title, parent, width=520)
        if asked:
            self.column.addWidget(wrapped(self.tr("Asked from outside:")))
            self.column.addWidget(wrapped(asked, "name"))
        self.column.addWidget(
            wrapped(
                self.tr(
                    "The sheet that is open is not printed yet. Showing the new question closes it and clears "
                    "everything of this patient. If you keep the sheet, the question waits."
                )
            )
        )
        self.column.addStretch(1)
        self.show_button = self.add_button(self.tr("Clear and show the question"))
        self.show_button.clicked.connect(self.accept)
        self.keep_button = self.add_button(self.tr("Keep the sheet"), is_main=True)
        self.keep_button.clicked.connect(self.reject)
        self.keep_button.setFocus()
        self.fit(320)
