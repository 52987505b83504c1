"""SettingsDialog: every preference on one scrolling page, and what is stored; changes apply at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from emndir.runtime.settings import Settings
from emndir.ui import theme
from emndir.ui.dialogs.plain_dialog import PlainDialog
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.widgets.flow_layout import FlowLayout
from emndir.ui.widgets.setting_row import PlaceCheck, SettingRow
from emndir.ui.wording.settings import SECTIONS, tr
from emndir.ui.wording.stored import StoredFolder


class SettingsDialog(PlainDialog):
    """A row for each preference under its heading, then what is stored and how to be rid of it.

    `changed` carries the new settings after each change; whoever owns the dialog saves and
    applies them. `deletion_wanted` says that everything stored is to go, after a second word.
    `said` carries what a screen reader is to be told.
    """

    changed = Signal(object)  # Settings
    deletion_wanted = Signal()
    said = Signal(str)

    def __init__(
        self,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        managed: Collection[str] = (),
        check: PlaceCheck | None = None,
        stored: Callable[[], Sequence[StoredFolder]] = tuple,
    ) -> None:
        """Show these settings; what an organisation has set (`managed`) is shown and stays."""
        super().__init__(QCoreApplication.translate("settings", "Settings"), parent, width=600)
        self.settings = settings
        self._managed = frozenset(managed)
        self._stored = stored
        self._folders: tuple[StoredFolder, ...] | None = None
        self.rows: dict[str, SettingRow] = {}
        self.column.addWidget(wrapped(tr("Changes count at once."), "body", "ink2"))
        for number, (heading, names) in enumerate(SECTIONS):
            self._head(heading, is_first=not number)
            for name in names:
                self._add(name, check)
        self._head("What is stored here")
        self._add_stored()
        self.column.addStretch(1)
        self.add_close()
        self._order()
        first = next((one for one in self.rows.values() if one.control.isEnabled()), None)
        if first is not None:
            first.focus_control()
        self._take_size()
        theme.current().follow(self._take_size)

    @Slot()
    def _take_size(self) -> None:
        self.fit(720)

    @property
    def controls(self) -> dict[str, QWidget]:
        """Return the control of each preference by its name."""
        return {name: row.control for name, row in self.rows.items()}

    def _head(self, heading: str, *, is_first: bool = False) -> None:
        if not is_first:
            self.column.addSpacing(theme.current().px(8))
            line = QFrame()
            line.setProperty("kind", "line")
            self.column.addWidget(line)
        self.column.addWidget(wrapped(tr(heading), "group"))

    def _add(self, name: str, check: PlaceCheck | None) -> None:
        row = self.rows[name] = SettingRow(
            name,
            getattr(self.settings, name),
            is_managed=name in self._managed,
            check=check,
        )
        row.changed.connect(self._set)
        row.said.connect(self.said)
        self.column.addWidget(row)

    def _add_stored(self) -> None:
        say = self.column.addWidget
        say(
            wrapped(
                tr(
                    "These are all files that emndir keeps on this computer for you. Nothing that "
                    "is searched for, and nothing about a patient, is in any of them."
                )
            )
        )
        listed = QWidget()
        self._listed = QVBoxLayout(listed)
        self._listed.setContentsMargins(0, 0, 0, 0)
        say(listed)
        self.reset_button = QPushButton(tr("Usual settings"))
        self.reset_button.clicked.connect(self._reset)
        self.delete_button = QPushButton(tr("Delete these files…"))
        self.delete_button.clicked.connect(self._ask_to_delete)
        self.buttons = _row(self.reset_button, self.delete_button)
        say(self.buttons)
        self.asking = wrapped(
            tr(
                "emndir closes, and its files above are deleted: your settings, your saved packs, "
                "exact positions of postcodes if you have loaded them, and the list, which is made again at the "
                "next start. What your organisation has set stays."
            ),
            tone="warn",
        )
        self.sure_button = QPushButton(tr("Delete and close emndir"))
        self.sure_button.clicked.connect(self.deletion_wanted)
        self.keep_button = QPushButton(tr("Keep them"))
        self.keep_button.clicked.connect(self._keep)
        self._sure = _row(self.sure_button, self.keep_button)
        for part in (self.asking, self._sure):
            part.setVisible(False)
            say(part)
        self._list_stored()

    def _list_stored(self) -> None:
        """List the files that are there now: the first change makes one."""
        folders = tuple(self._stored())
        if folders == self._folders:
            return
        self._folders = folders
        while (item := self._listed.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for folder in folders:
            self._listed.addWidget(wrapped(folder.path, "strong", "ink2"))
            for line in folder.lines:
                self._listed.addWidget(wrapped(line, "caption"))
        if not folders:
            self._listed.addWidget(wrapped(tr("There is no file yet."), "caption"))
        if not self._sure.isVisibleTo(self):
            self.delete_button.setEnabled(any(folder.is_own for folder in folders))

    def _order(self) -> None:
        """No button but Close answers the Enter key."""
        for button in (self.reset_button, self.delete_button, self.sure_button, self.keep_button):
            button.setAutoDefault(False)

    @Slot(str, object)
    def _set(self, name: str, value: object) -> None:
        self.settings = replace(self.settings, **{name: value})  # type: ignore[arg-type]
        self.changed.emit(self.settings)
        self._list_stored()

    @Slot()
    def _reset(self) -> None:
        usual = Settings()
        kept = {name: getattr(self.settings, name) for name in self._managed}
        self.settings = replace(usual, **kept)
        for name, row in self.rows.items():
            row.show_value(getattr(self.settings, name))
        self.changed.emit(self.settings)
        self._list_stored()
        self.said.emit(tr("The usual settings count now."))

    @Slot()
    def _ask_to_delete(self) -> None:
        self.asking.setVisible(True)
        self._sure.setVisible(True)
        self.delete_button.setEnabled(False)
        self.keep_button.setFocus()
        self.said.emit(self.asking.text())
        QTimer.singleShot(0, self, self._show_sure)  # once it has its place

    @Slot()
    def _show_sure(self) -> None:
        self._area.ensureWidgetVisible(self._sure)

    @Slot()
    def _keep(self) -> None:
        self.delete_button.setEnabled(True)
        self.delete_button.setFocus()
        self.asking.setVisible(False)
        self._sure.setVisible(False)


def _row(*buttons: QPushButton) -> QWidget:
    """Return buttons beside one another, or below where there is no room."""
    row = QWidget()
    layout = FlowLayout(row)
    for button in buttons:
        layout.addWidget(button)
    return row
