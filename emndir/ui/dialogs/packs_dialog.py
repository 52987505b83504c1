"""PacksDialog: the saved packs, which of them have to be printed again and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from emndir.domain.errors import EmndirError
from emndir.packs import PackState
from emndir.ui import theme
from emndir.ui.context import UiContext
from emndir.ui.dialogs.pack_name_dialog import PackNameDialog
from emndir.ui.dialogs.plain_dialog import PlainDialog
from emndir.ui.icons import Sign
from emndir.ui.viewmodels.packs import PacksViewModel
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.wording.kinds import kind_words

_HEIGHT = 520


class PacksDialog(PlainDialog):
    """A card a pack: its name, what it is, whether it is still right; open, rename, remove.

    `wanted` carries a `PackState` that is to be looked at and printed.
    """

    wanted = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        """Lay the dialog out and read the packs."""
        super().__init__(QCoreApplication.translate("packs", "Saved packs"), parent, width=640)
        self._context = context
        self.view_model = PacksViewModel(context)
        self.cards: dict[str, PackCard] = {}
        self._names: tuple[str, ...] = ()
        self.said = wrapped(self.tr("Looking whether anything has changed…"), "caption")
        self.column.addWidget(self.said)
        listed = QWidget()
        self._listed = QVBoxLayout(listed)
        self._listed.setContentsMargins(0, 0, 0, 0)
        self._listed.setSpacing(theme.current().px(8))
        self.column.addWidget(listed)
        self.column.addStretch(1)
        self.add_close()
        self.view_model.loaded.connect(self._show)
        self.view_model.failed.connect(self._fail)
        self.fit(_HEIGHT)
        self.view_model.load()

    @Slot(object)
    def _show(self, states: tuple[PackState, ...]) -> None:
        while self._listed.count():
            item = self._listed.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.cards = {}
        self._names = tuple(state.pack.name for state in states)
        for state in states:
            card = self.cards[state.pack.name] = PackCard(state)
            card.open_button.clicked.connect(card.want)
            card.wanted.connect(self._open)
            card.rename_wanted.connect(self._rename)
            card.removed.connect(self.view_model.remove)
            self._listed.addWidget(card)
        due = sum(state.is_due for state in states)
        self.said.setText(self._words(len(states), due))
        self._context.messages.announce(self.said.text())
        first = next(iter(self.cards.values()), None)
        if first is not None:
            first.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words(self, count: int, due: int) -> str:
        if not count:
            return self.tr(
                "None is saved yet. Make a hand-out (Ctrl P) and press “Save as a pack”."
            )
        if not due:
            return self.tr("What they print has not changed since then.")
        of = self.tr("of")
        return f"{due} {of} {count} {self.tr('should be printed again.')}"

    @Slot(object)
    def _fail(self, error: EmndirError) -> None:
        self.said.setText(str(error))
        self._context.messages.announce(str(error))

    @Slot(object)
    def _open(self, state: PackState) -> None:
        self.accept()
        self.wanted.emit(state)

    @Slot(str)
    def _rename(self, name: str) -> None:
        dialog = PackNameDialog(self._names, self, name=name)
        is_named = dialog.exec() == PackNameDialog.DialogCode.Accepted
        other = dialog.name if is_named else ""
        dialog.deleteLater()
        if other and other != name:
            self.view_model.rename(name, other)


class PackCard(QFrame):
    """One pack. Removing asks once more, on the same button."""

    wanted = Signal(object)
    rename_wanted = Signal(str)
    removed = Signal(str)

    def __init__(self, state: PackState) -> None:
        """Show a pack as it is today."""
        super().__init__()
        self.state = state
        self.setProperty("kind", "card")
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(4))
        pack, recipe = state.pack, state.recipe
        column.addWidget(wrapped(pack.name, "strong"))
        if state.titles:
            column.addWidget(wrapped("; ".join(state.titles)))
        parts = [kind_words(recipe.kind)]
        if recipe.uids:
            services = self.tr("service") if len(recipe.uids) == 1 else self.tr("services")
            parts.append(f"{len(recipe.uids)} {services}")
        made = f"{pack.made_on.day} {pack.made_on:%B %Y}"
        parts += [f"{recipe.points} pt", f"{self.tr('saved or printed')} {made}"]
        column.addWidget(wrapped(" · ".join(parts), "caption"))
        for reason in state.reasons:
            column.addWidget(self._line("clock-alert-outline", "warn", reason))
        if not state.is_due:
            fine = self.tr("Still right.")
            column.addWidget(self._line("check-circle-outline", "good", fine))
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        words = self.tr("Look and print again") if state.is_due else self.tr("Look and print")
        self.open_button = self._button(words)
        self.rename_button = self._button(self.tr("Rename"))
        self.remove_button = self._button(self.tr("Remove"))
        self.rename_button.clicked.connect(self._rename)
        self.remove_button.clicked.connect(self._remove)
        for button in (self.open_button, self.rename_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)

    def _line(self, sign: str, tint: str, words: str) -> QWidget:
        px = theme.current().px
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(Sign(sign, tint, 17), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(wrapped(words), 1)
        return line

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setAccessibleName(f"{words}: {self.state.pack.name}")
        button.setAutoDefault(False)
        return button

    @Slot()
    def want(self) -> None:
        """Ask for this pack."""
        self.wanted.emit(self.state)

    @Slot()
    def _rename(self) -> None:
        self.rename_wanted.emit(self.state.pack.name)

    @Slot()
    def _remove(self) -> None:
        sure = self.tr("Remove for good")
        if self.remove_button.text() == sure:
            self.removed.emit(self.state.pack.name)
            return
        self.remove_button.setText(sure)
        self.remove_button.setAccessibleName(f"{sure}: {self.state.pack.name}")
