"""SearchBox and NearBox: what is looked for, and near which place, each with suggestions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from emndir.ui.widgets.field import Field, FieldSpec

if TYPE_CHECKING:
    from emndir.search.suggestion import Suggestion
    from emndir.ui.widgets.suggestion_list import SuggestionList

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_ALT = Qt.KeyboardModifier.AltModifier


class SuggestingField(Field):
    """A box to type in, and the suggestions below it. It knows nothing of searching.

    `suggestions_wanted` carries the words that are being typed. The list never takes the
    keyboard: the down arrow goes to the results as ever, Alt and the down arrow into the list.
    There the arrows move, Enter takes, Esc closes, and typing goes on.
    """

    suggestions_wanted = Signal(str)

    def __init__(self, spec: FieldSpec) -> None:
        """Make the box as a `Field`; the list is made when there is something to show."""
        super().__init__(spec)
        self._list: SuggestionList | None = None
        self._floor: QWidget | None = None
        self._kept: Callable[[], QWidget | None] | None = None
        self._is_taking = False
        self._enters = self._is_quiet = False
        self.set_fault("")
        self.typed.connect(self._want_suggestions)
        self.submitted.connect(self._want_no_more)
        self.down_pressed.connect(self._want_no_more)

    def set_fault(self, fault: str) -> None:
        """Mark the field as not understood; without a fault its description names the keys."""
        super().set_fault(fault)
        if not fault:
            self.line.setAccessibleDescription(_tr("Alt and down arrow: suggestions"))

    @property
    def suggestions(self) -> SuggestionList:
        """Return the list below the box, closed or open."""
        if self._list is None:
            from emndir.ui.widgets.suggestion_list import SuggestionList  # after the first paint

            self._list = SuggestionList(self)
            self._list.floor = self._floor or self
            if self._kept is not None:
                self._list.kept = self._kept
            self._list.taken.connect(self.take)
        return self._list

    def open_under(self, floor: QWidget) -> None:
        """Let the list open under another widget, which it would cover otherwise."""
        self._floor = floor

    def keep_in_sight(self, kept: Callable[[], QWidget | None]) -> None:
        """Let the list cover nothing of a widget, where that is shown."""
        self._kept = kept

    @Slot()
    def make_room(self) -> None:
        """Let an open list look again at what it must not cover."""
        if self._list is not None:
            self._list.make_room()

    @property
    def is_suggesting(self) -> bool:
        """Return True while the list is open."""
        return self._list is not None and self._list.is_open

    @Slot(str, object)
    def show_suggestions(self, words: str, found: Sequence[Suggestion]) -> None:
        """Show what words may become, if they still stand here and the keyboard is here."""
        enters, self._enters = self._enters, False
        if not self.line.hasFocus() or words != self.text or (self._is_quiet and not enters):
            self.hide_suggestions()
        elif found or self.is_suggesting:
            self.suggestions.show_rows(found, is_asked_for=enters)
            if enters:
                self._choose(0)

    def keep_quiet(self, is_quiet: bool) -> None:
        """Open no list by itself: words of an emergency stand below, and nothing covers them."""
        self._is_quiet = is_quiet
        if is_quiet:
            self.hide_suggestions()

    @Slot()
    def hide_suggestions(self) -> None:
        """Close the list and forget what it showed."""
        if self._list is not None and self._list.is_open:
            self._list.close_list()

    @Slot(object)
    def take(self, suggestion: Suggestion) -> None:
        """Put a suggestion into the box as if it had been typed; Ctrl+Z takes it back."""
        self.hide_suggestions()
        self._is_taking = True
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()
        self.line.insert(suggestion.insert)  # Qt says that it was typed
        self._is_taking = False

    def set_text(self, text: str) -> None:
        """Put a text in without saying that it was typed; suggestions for another one go."""
        if text != self.text:
            self.hide_suggestions()
        super().set_text(text)

    @Slot(str)
    def _want_suggestions(self, words: str) -> None:
        if not self._is_taking:
            if self.is_suggesting:
                self.suggestions.choose(-1)
            self.suggestions_wanted.emit(words)

    @Slot()
    def _want_no_more(self) -> None:
        """Close, and let an answer that is still to come open nothing."""
        self.hide_suggestions()
        self.suggestions_wanted.emit("")

    # --- keys ----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the list its keys while it is open; close it when the keyboard leaves."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide_suggestions()
        elif event.type() in _KEYS and isinstance(event, QKeyEvent) and self._is_for_list(event):
            event.accept()  # an override that is accepted comes again as a press
            if event.type() == QEvent.Type.KeyPress:
                self._use_key(event)
            return True
        return super().eventFilter(watched, event)

    def _is_for_list(self, event: QKeyEvent) -> bool:
        key = event.key()
        if event.modifiers() & _ALT:
            return key == Qt.Key.Key_Down or (key == Qt.Key.Key_Up and self.is_suggesting)
        if not self.is_suggesting:
            return False
        is_chosen = self.suggestions.chosen is not None
        moves = key in (Qt.Key.Key_Down, Qt.Key.Key_Up, *_ENTER)
        return key == Qt.Key.Key_Escape or (is_chosen and moves)

    def _use_key(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self.is_suggesting:
            self._enters = True
            self.suggestions_wanted.emit(self.text)
        elif key == Qt.Key.Key_Escape:
            self.hide_suggestions()
        elif key == Qt.Key.Key_Down:
            self._choose(self.suggestions.chosen_row + 1)
        elif key == Qt.Key.Key_Up:
            self._choose(self.suggestions.chosen_row - 1)
        else:
            chosen = self.suggestions.chosen
            if chosen is not None:
                self.take(chosen)

    def _choose(self, number: int) -> None:
        self.suggestions.choose(number)
        said = self.suggestions.spoken
        if said:
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # 10 ms of enums

            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, said))


class SearchBox(SuggestingField):
    """The one box that takes cancers, kinds of help, places, names and numbers."""

    def __init__(self) -> None:
        """Make the box."""
        super().__init__(
            FieldSpec(
                _tr("Search services"),
                "magnify",
                key=_tr("Ctrl K"),
                hint=_tr("A cancer, a kind of help, a place or a name"),
                short_hint=_tr("Cancer, help or place"),
            )
        )


class NearBox(SuggestingField):
    """The box of the place from which distances are measured."""

    def __init__(self) -> None:
        """Make the box."""
        super().__init__(
            FieldSpec(
                _tr("Near: a postcode or a town"),
                "map-marker-outline",
                caption=_tr("Near"),
                key=_tr("Ctrl L"),
                hint=_tr("anywhere"),
            )
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("SearchBox", text)
