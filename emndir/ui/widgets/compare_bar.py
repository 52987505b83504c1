"""CompareBar: the head of the comparison: the way back, what is compared, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from emndir.choice.comparison import MOST, Matter
from emndir.ui import theme
from emndir.ui.detail import Line, Look
from emndir.ui.widgets.buttons import BIG_BUTTON, KeyButton
from emndir.ui.widgets.menu_buttons import MenuButton
from emndir.ui.widgets.text_lines import TextLines

WORDS, KEYS, ROOMY, NARROW = 1180, 1260, 900, 560
"""Pixels at 100 % from which buttons have words, then keys, and room between them;
and under which the title is smaller."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One service or place that may become a column."""

    uid: str
    name: str
    is_place: bool = False


class CompareBar(QFrame):
    """Buttons around a title. Where there is no height for chips, a menu has what matters.

    `matters_chosen` carries what is on, `only_chosen` whether only rows that differ are wanted,
    `chosen` the `Offer` to add; `offers_wanted` asks for them, before the menu is shown.
    """

    matters_chosen = Signal(object)  # frozenset[Matter]
    only_chosen = Signal(bool)
    offers_wanted = Signal()
    chosen = Signal(object)  # Offer

    def __init__(self, matters: Mapping[Matter, str]) -> None:
        """Lay the bar out; `matters` are what may matter, in words."""
        super().__init__()
        self.setProperty("kind", "top")
        self._is_narrow = False
        self._said = ("", "")
        line = self._line = QHBoxLayout(self)
        self.back_button = KeyButton(self.tr("Back to the results"), "arrow-left", "Esc")
        self.title = TextLines()
        self.title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.matters_button = MenuButton(
            self.tr("What matters to this patient"), "tune-variant", self.tr("What matters")
        )
        self.add_button = MenuButton(
            self.tr("Add a column"), "table-column-plus-after", self.tr("Add a column")
        )
        self.copy_button = KeyButton(self.tr("Copy as table"), "content-copy", "Ctrl C")
        self.print_button = KeyButton(
            self.tr("Print comparison"), "printer-outline", "Ctrl P", is_main=True
        )
        line.addWidget(self.back_button)
        line.addWidget(self.title, 1)
        for button in (
            self.matters_button,
            self.add_button,
            self.copy_button,
            self.print_button,
        ):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._offered = self.add_button.menu()
        self._offered.aboutToShow.connect(self.offers_wanted)
        self._offered.triggered.connect(self._choose)
        menu = self.matters_button.menu()
        self._matters = {matter: _entry(menu, words) for matter, words in matters.items()}
        menu.addSeparator()
        self._only = _entry(menu, self.tr("Only rows that differ"))
        for action in (*self._matters.values(), self._only):
            action.setCheckable(True)
            slot = self.only_chosen if action is self._only else self._say_matters
            action.triggered.connect(slot)

    def show_title(self, title: str, more: str) -> None:
        """Say what is compared."""
        self._said = (title, more)
        look = Look.GROUP if self._is_narrow else Look.TITLE
        self.title.set_lines([Line("", look, lead=title, tail=more, tail_look=Look.SECOND)])

    def show_state(
        self,
        matters: frozenset[Matter],
        *,
        only_differing: bool,
        is_full: bool,
        can_print: bool,
    ) -> None:
        """Show what is on, and what can be done now."""
        for matter, action in self._matters.items():
            action.setChecked(matter in matters)
        self._only.setChecked(only_differing)
        self.add_button.setEnabled(not is_full)
        full = f"{MOST} {self.tr('columns are the most.')}"
        self.add_button.setToolTip(full if is_full else self.add_button.accessibleName())
        self.print_button.setEnabled(can_print)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """List what can be added."""
        self._offered.clear()
        for offer in offers:
            _entry(self._offered, offer.name.replace("&", "&&")).setData(offer)
        if not offers:
            none = self.tr("Nothing more on the shortlist or among the results")
            _entry(self._offered, none).setEnabled(False)

    def fit(
        self, wide: float, side: int, edge: int, *, is_low: bool, has_escape: bool = True
    ) -> None:
        """Leave words and keys out where a width, in pixels at 100 %, has no room for them.

        The way back is without its key where that leads back to the table first (`has_escape`).
        """
        look = theme.current()
        self._line.setContentsMargins(side, edge, side, edge)
        self._line.setSpacing(look.px(10 if wide >= ROOMY else 6))
        has_words = wide >= WORDS
        for button in (self.back_button, self.copy_button, self.print_button):
            has_key = wide >= KEYS and (has_escape or button is not self.back_button)
            button.set_short(has_words=has_words, has_key=has_key)
        for menu in (self.matters_button, self.add_button):
            menu.label.setVisible(has_words)
            menu.chevron.setVisible(has_words)
            menu.setFixedHeight(look.px(BIG_BUTTON))
        self.matters_button.setVisible(is_low)
        if self._is_narrow is not (wide < NARROW):
            self._is_narrow = not self._is_narrow
            self.show_title(*self._said)

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        return [
            self.back_button,
            self.matters_button,
            self.add_button,
            self.copy_button,
            self.print_button,
        ]

    @Slot()
    def _say_matters(self) -> None:
        on = frozenset(matter for matter, action in self._matters.items() if action.isChecked())
        self.matters_chosen.emit(on)

    @Slot(QAction)
    def _choose(self, action: QAction) -> None:
        offer = action.data()
        if isinstance(offer, Offer):
            self.chosen.emit(offer)


def _entry(menu: QMenu, text: str) -> QAction:
    """Add an entry to a menu.

    One that Qt makes itself may lie where another was that Python still knows, and be taken for it.
    """
    action = QAction(text, menu)
    menu.addAction(action)
    return action
