"""AboveResults: words of an emergency, the 24-hour line and what was corrected, above the list."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.widgets.fit_area import FitArea

if TYPE_CHECKING:
    from emndir.search.results import Results
    from emndir.ui.widgets.correction_line import CorrectionLine
    from emndir.ui.widgets.danger_banner import DangerBanner
    from emndir.ui.widgets.treatment_strip import DangerWords, TreatmentLine, TreatmentStrip

SIDE, END = 6, 16
"""Pixels at 100 % left and right of what stands here: the edges of the cards."""
TIGHT = 330
"""Pixels at 100 % of the panel under which its height is short."""
DANGER_MOST, DANGER_TIGHT, DANGER_LEAST = 0.6, 0.8, 0.3
"""Shares of the height that the danger banner may take, where room is short, and where room is short
and the keyboard is on the list."""
CORRECTION_TIGHT, PLENTY = 34, 1_000
"""Pixels at 100 % that what was corrected may take where room is short, one line, and elsewhere."""
DANGER_ROOM = 80
"""Pixels at 100 % of the danger banner that stay in sight beside a peek panel: one line's number."""


class AboveResults(QObject):
    """Three parts of a column, each made when there is something to show in it.

    `record_wanted` carries the uid of a treatment line that was pressed, `copied` a text for the
    clipboard, `refused` the words of a correction that is not wanted.
    """

    record_wanted = Signal(str)
    copied = Signal(str)
    place_wanted = Signal()
    refused = Signal(str)

    def __init__(self, column: QVBoxLayout) -> None:
        """Hold the column of a panel; the head stands in it, the list comes later."""
        super().__init__(column.parentWidget())
        self._column = column
        self._height = 0
        self._strip_row = QHBoxLayout()
        column.addLayout(self._strip_row)

    @cached_property
    def danger(self) -> DangerBanner:
        """Return the banner for words of an emergency, which is made when it is first needed."""
        from emndir.ui.widgets.danger_banner import DangerBanner  # after the first paint

        banner = DangerBanner()
        banner.opened.connect(self.record_wanted)
        banner.copied.connect(self.copied)
        banner.place_wanted.connect(self.place_wanted)
        self._column.insertWidget(0, banner)
        return banner

    @cached_property
    def strip(self) -> TreatmentStrip:
        """Return the 24-hour line's strip, which is made when there is one to show."""
        from emndir.ui.widgets.treatment_strip import TreatmentStrip  # after the first paint

        strip = TreatmentStrip()
        strip.opened.connect(self.record_wanted)
        self._strip_row.addWidget(strip)
        return strip

    @cached_property
    def correction(self) -> CorrectionLine:
        """Return the line of what was corrected, which is made when something was."""
        from emndir.ui.widgets.correction_line import CorrectionLine  # after the first paint

        line = CorrectionLine()
        line.refused.connect(self.refused)
        area = self._corrections = FitArea(line)
        area.setVisible(False)
        self._column.insertWidget(self._column.indexOf(self._strip_row) + 1, area)
        self._fit_correction(line, area)
        return line

    def _has(self, part: str) -> bool:
        """Return True once one of the parts was made."""
        return part in self.__dict__

    def strip_made(self) -> TreatmentStrip | None:
        """Return the 24-hour line's strip once there is one, shown or hidden."""
        return self.strip if self._has("strip") else None

    # --- what is shown -------------------------------------------------------------------

    def show_line(self, line: TreatmentLine | None) -> None:
        """Show the 24-hour line of an answer, or none."""
        if line is not None or self._has("strip"):
            self.strip.show_line(line)

    def show_danger(self, words: DangerWords | None) -> None:
        """Show words of an emergency, or none."""
        if words is not None or self._has("danger"):
            self.danger.show_words(words)

    def show_corrections(self, results: Results) -> bool:
        """Show what was corrected; return True where the keyboard was on it, and it is gone."""
        from emndir.ui.understood_words import correction_words  # after the first paint

        words = correction_words(results)
        if not words.shown and not self._has("correction"):
            return False
        had_focus = self.correction.has_focus
        self.correction.show_words(words)
        self._corrections.setVisible(not self.correction.isHidden())
        return had_focus and not self.correction.has_focus

    # --- how high ------------------------------------------------------------------------

    def least_height(self, width: int) -> int:
        """Return the pixels that what is pinned here needs in a panel that wide."""
        look, high = theme.current(), 0
        for name in ("strip", "correction"):
            part = getattr(self, name) if self._has(name) else None
            if part is not None and not part.isHidden():
                own = max(part.heightForWidth(width), part.sizeHint().height())
                if name == "correction":
                    own = min(own, self._corrections.maximumHeight())
                high += own + look.px(6)
        if self._has("danger") and not self.danger.isHidden():
            high += look.px(DANGER_ROOM)
        return high

    def share(self, height: int, *, is_list_first: bool) -> None:
        """Take no more than its share of a panel's height; less where the list is used."""
        self._height = height
        is_tight = self._is_tight
        if self._has("danger"):
            most = DANGER_TIGHT if is_tight else DANGER_MOST
            self.danger.set_tight(is_tight)
            self.danger.set_limit(round(height * (DANGER_LEAST if is_list_first else most)))
        self.fit()

    @property
    def _is_tight(self) -> bool:
        return self._height < theme.current().px(TIGHT)

    def fit(self) -> None:
        """Fit what was corrected to the letters and to the height."""
        if self._has("correction"):
            self._fit_correction(self.correction, self._corrections)

    def _fit_correction(self, line: CorrectionLine, area: FitArea) -> None:
        look = theme.current()
        line.setContentsMargins(look.px(SIDE), 0, look.px(END), look.px(4))
        area.set_limit(look.px(CORRECTION_TIGHT if self._is_tight else PLENTY))

    def fit_strip(self, *, has_head: bool) -> None:
        """Keep the strip off the edge of the panel, where no head stands over it."""
        look = theme.current()
        has_strip = self._has("strip") and not self.strip.isHidden()
        above = look.px(12) if has_strip and not has_head else 0
        self._strip_row.setContentsMargins(look.px(SIDE), above, look.px(END), look.px(6))

    def first_stops(self) -> list[QWidget]:
        """Return where the Tab key stops before the head, in order."""
        return self.danger.tab_stops() if self._has("danger") else []

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops after the head, in order."""
        corrections = self.correction.buttons if self._has("correction") else []
        return [*([self.strip] if self._has("strip") else []), *corrections]
