"""Shortlisting: keeps cards, details and tray at one with the shortlist, and what the keys do to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from emndir.ui.motion import may_move

if TYPE_CHECKING:
    from collections.abc import Callable

    from emndir.ui.context import UiContext
    from emndir.ui.models.results_model import Row
    from emndir.ui.panels.results_panel import ResultsPanel
    from emndir.ui.panels.service_panel import ServicePanel
    from emndir.ui.viewmodels.shortlist import ShortlistViewModel


class Shortlisting(QObject):
    """Carries what a person does to the shortlist down, and shows its numbers wherever they stand."""

    def __init__(
        self,
        context: UiContext,
        shortlist: ShortlistViewModel,
        results: ResultsPanel,
        panel: Callable[[], ServicePanel],
    ) -> None:
        """Connect the results; the details' panel comes later, by `set_panel`."""
        super().__init__()
        self._context, self._shortlist, self._results = context, shortlist, results
        self._panel = panel
        results.number_of = shortlist.number_of
        results.picked.connect(self.toggle_row)
        shortlist.changed.connect(self._renumber)
        shortlist.joined.connect(self._fade_in)

    def set_panel(self, panel: ServicePanel) -> None:
        """Connect the details' panel, which is made after the window was painted."""
        panel.number_of = self._shortlist.number_of
        panel.shortlist_requested.connect(self.toggle_shown)

    @Slot(object)
    def toggle_row(self, row: Row) -> None:
        """Put a result on the shortlist or take it off."""
        summary = row.summary
        if summary is not None:
            self._shortlist.toggle(
                summary.uid,
                summary.name,
                is_offered=summary.status.is_offered,
                is_place=summary.is_place,
            )

    def toggle_result(self, uid: str) -> bool:
        """Do it to the chosen result, if it is that; its details need not be there for it."""
        row = self._results.row
        if row is None or row.uid != uid:
            return False
        self.toggle_row(row)
        return True

    @Slot()
    def toggle_shown(self) -> None:
        """Put what the details show on the shortlist or take it off."""
        detail = self._panel().detail
        if detail is not None:
            self._shortlist.toggle(
                detail.uid, detail.name, is_offered=detail.can_print, is_place=detail.is_place
            )

    @Slot()
    def _renumber(self) -> None:
        if self._results.has_cards:
            self._results.cards.renumber()
        self._panel().renumber()

    @Slot(str)
    def _fade_in(self, uid: str) -> None:
        if self._results.has_cards and may_move(self._context.core.settings):
            self._results.cards.fade_in(uid)
