"""CardList: the list of results with its model, its painter and its words, and what is chosen in it."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, Qt, QVariantAnimation, Signal, Slot

from emndir.domain.taxonomy import Vocabulary
from emndir.search.results import Results
from emndir.ui import theme
from emndir.ui.card_words import CardWords, why_in_words
from emndir.ui.models.results_model import ResultsModel, Row, RowKind, RowWords
from emndir.ui.widgets.card_delegate import CardDelegate
from emndir.ui.widgets.result_list import ResultList

FADE_MS = 150
"""How long the number of what joined the shortlist takes to come: the only movement there is."""


class CardList(QObject):
    """One answer as cards. It is made after the window was painted.

    `chosen` carries the row that is selected, and None when it is gone; `opened` says that
    its detail is wanted, `picked` that it is to be put on the shortlist or taken off.
    """

    chosen = Signal(object)  # Row | None
    opened = Signal()
    picked = Signal(object)  # Row

    def __init__(self, parent: QObject, gone_heading: str, instead_heading: str) -> None:
        """Make an empty list with the headings of what is no answer: see `RowWords`."""
        super().__init__(parent)
        self.words = CardWords(None)
        self._uid = ""
        self._question: Hashable = None
        self.model = ResultsModel(
            RowWords(
                heading=lambda group, results: self.words.heading(group, results),
                name=lambda summary: self.words.name(summary),
                sentence=lambda row: self.words.sentence(row),
                why=why_in_words,
                gone_heading=gone_heading,
                instead_heading=instead_heading,
            ),
            self,
        )
        self.delegate = CardDelegate(lambda row: self.words.face(row), self)
        self.list = ResultList(self.model, self.delegate)
        theme.current().follow(self._measure_anew)  # after the delegate has forgotten
        self.list.current_changed.connect(self._row_chosen)
        self.list.opened.connect(self._row_opened)
        self.list.picked.connect(self._row_picked)
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(FADE_MS)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.valueChanged.connect(self._fade_to)
        self._fade.finished.connect(self._fade_out)

    @Slot()
    def _measure_anew(self) -> None:
        """Measure the cards with other letters: while these came, the list used the old measures."""
        self.list.scheduleDelayedItemsLayout()

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Say results with the terms of a directory that was opened."""
        numbers, self.words = self.words.number_of, CardWords(vocabulary)
        self.words.number_of = numbers
        self.delegate.forget_rows()

    def show(self, results: Results | None, question: Hashable = None) -> None:
        """Show an answer in place; the selected result stays selected if it is still there.

        That holds for filters and order. With other words or another place (`question`) the
        choice belongs to the last patient's question, and is dropped.
        """
        self.words.origin_label = results.origin.label if results and results.origin else ""
        uid = self._uid if question == self._question else ""
        was_chosen, self._uid, self._question = bool(self._uid), uid, question
        self.delegate.forget_rows()
        self.model.show(results)
        number = self.model.row_of(uid) if uid else -1
        self.list.select_row(number)
        if number >= 0:
            self.chosen.emit(self.model.row(number))  # its distance may be another
            return
        self.list.scrollToTop()
        self._uid = ""
        if was_chosen:
            self.chosen.emit(None)

    def extend(self, results: Results) -> None:
        """Show an answer that goes on from the one that is shown, in place."""
        self.model.extend(results)

    def set_numbers(self, number_of: Callable[[str], int | None]) -> None:
        """Say where the numbers of the shortlist come from."""
        self.words.number_of = number_of
        self.renumber()

    def renumber(self) -> None:
        """Show the numbers of the shortlist as they are now."""
        self.delegate.forget_faces()
        self.model.say_again()
        self.list.viewport().update()

    def fade_in(self, uid: str) -> None:
        """Let the number of a service come gently; it is said at once."""
        self._fade.stop()
        self.delegate.fading = (uid, 0.0)
        self._fade.start()

    @Slot()
    def _fade_out(self) -> None:
        self.delegate.fading = ("", 1.0)

    @Slot(object)
    def _fade_to(self, value: float) -> None:
        self.delegate.fading = (self.delegate.fading[0], value)
        self.list.viewport().update()

    def clear(self) -> None:
        """Forget the answer and what was chosen."""
        self._uid = ""
        self.show(None)
        self.chosen.emit(None)

    def follow(self, uid: str) -> None:
        """Select the record a person went to elsewhere, or nothing where it is not in the list.

        The details show it already, so nothing is told.
        """
        number = self.model.row_of(uid)
        self._uid = uid if number >= 0 else ""
        self.list.select_row(number)

    def focus_part(self) -> None:
        """Put the keyboard on the list, on its first result where none is chosen."""
        if self.list.current_row < 0:
            self.list.select_row(self.model.first_result())
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def row(self) -> Row | None:
        """Return the row that is selected, or None."""
        number = self.list.current_row
        return self.model.row(number) if number >= 0 else None

    @Slot(int)
    def _row_chosen(self, number: int) -> None:
        row = self.model.row(number) if number >= 0 else None
        if row is None or row.kind is RowKind.HEADING or row.uid == self._uid:
            return
        self._uid = row.uid
        self.chosen.emit(row)

    @Slot(int)
    def _row_picked(self, number: int) -> None:
        self.picked.emit(self.model.row(number))

    @Slot(int)
    def _row_opened(self, number: int) -> None:
        self._row_chosen(number)
        self.opened.emit()
