"""PackNameDialog: asks what a pack is to be called, and warns where that looks like a person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from emndir.domain.saved_pack import NAME_AT_MOST, PackNameError, name_doubt, tidy_name
from emndir.ui.dialogs.plain_dialog import PlainDialog
from emndir.ui.widgets.buttons import wrapped


class PackNameDialog(PlainDialog):
    """One line for the name; what is doubtful about it is said while it is typed."""

    def __init__(
        self, taken: Sequence[str], parent: QWidget | None = None, *, name: str = ""
    ) -> None:
        """Ask for a name; `taken` are those of other packs, `name` what it is called now."""
        title = QCoreApplication.translate("packs", "Save as a pack")
        if name:
            title = QCoreApplication.translate("packs", "Rename the pack")
        super().__init__(title, parent, width=480)
        self._taken = {one.casefold() for one in taken if one.casefold() != name.casefold()}
        self._is_new = not name
        what = self.tr(
            "A pack is a list of services for many people. It keeps no place, no tick and "
            "nothing about a patient."
        )
        self.column.addWidget(wrapped(what))
        label = wrapped(self.tr("Name of the pack"), "strong")
        self.column.addWidget(label)
        self.line = QLineEdit(name)
        self.line.setAccessibleName(label.text())
        label.setBuddy(self.line)
        self.line.setMaxLength(NAME_AT_MOST)
        self.line.setPlaceholderText(self.tr("For example: Wig day"))
        self.column.addWidget(self.line)
        self.doubt = wrapped("", tone="warn")
        self.column.addWidget(self.doubt)
        self.column.addStretch(1)
        back = self.add_button(self.tr("Cancel"))
        back.clicked.connect(self.reject)
        self.save_button = self.add_button("", is_main=True)
        self.save_button.clicked.connect(self._save)
        self.line.textChanged.connect(self._look)
        self.line.selectAll()
        self.line.setFocus()
        self._look()
        self.fit(300)

    @property
    def name(self) -> str:
        """Return the name as it is kept."""
        return tidy_name(self.line.text())

    @Slot()
    def _look(self) -> None:
        """Say what is doubtful, and what Enter would do."""
        is_taken = " ".join(self.line.text().split()).casefold() in self._taken
        says = [name_doubt(self.line.text())]
        if is_taken:
            says.append(self.tr("There is a pack of that name already."))
        self.doubt.setText(" ".join(filter(None, says)))
        self.doubt.setAccessibleName(self.doubt.text())
        words = self.tr("Save") if not is_taken else self.tr("Replace it")
        self.save_button.setText(words)
        is_named = bool(self.line.text().split())
        self.save_button.setEnabled(is_named and (self._is_new or not is_taken))

    @Slot()
    def _save(self) -> None:
        try:
            tidy_name(self.line.text())
        except PackNameError as error:
            self.doubt.setText(str(error))
        else:
            self.accept()
