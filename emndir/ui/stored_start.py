"""StoredStart: the start page and the filters' counts as the directory's file holds them.

They are painted with the window, before the directory is open. The real answer takes their place
when it comes; where the two are equal, which they are but for a fault, nothing changes on the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from emndir.search.criteria import Facet
from emndir.ui.viewmodels.often import often_needed

if TYPE_CHECKING:
    from emndir.search.start_page import StartPage
    from emndir.ui.main_window import MainWindow


class StoredStart:
    """Shows a window what is stored, in two steps: what is in sight at first, then the rest."""

    def __init__(self, window: MainWindow) -> None:
        """Serve a window, whose context holds what is stored."""
        self._window = window
        self.is_shown = False

    def show(self) -> None:
        """Show of what is stored what is in sight; without it all stays as it was.

        Where something is asked already, such as a usual place, counts are left out: they may be
        others for it.
        """
        window, context = self._window, self._window.context
        page = context.start_page
        if page is None:
            return
        window.news.show_stored(page)
        self._fill(page, is_open=True)
        self.is_shown = not window.search.is_asked
        ways = often_needed(page.often) if self.is_shown else ()
        window.results_panel.show_start(ways, page.title if self.is_shown else "")

    def finish(self) -> None:
        """Fill the folded filters too; once the directory is open they are filled from that."""
        page, context = self._window.context.start_page, self._window.context
        if page is not None and context.directory is None:
            self._window.filter_panel.set_districts(page.districts)
            self._fill(page, is_open=False)

    def _fill(self, page: StartPage, *, is_open: bool) -> None:
        """Fill the filters that are open, or those that are folded."""
        search, panel = self._window.search, self._window.filter_panel
        facets = {facet for facet, group in panel.groups.items() if group.is_open is is_open}
        terms = {
            facet: [(code, label) for code, label, _count in values]
            for facet, values in page.facets.items()
        }
        panel.set_terms(terms, facets)
        if search.criteria.is_empty and search.criteria.within_miles is None:
            ages = page.ages(self._window.context.today())
            aged = [(code, code, count) for code, count in ages.items()]
            panel.show_counts({**page.facets, Facet.NEWEST_SOURCE: aged}, page.offered, facets)
