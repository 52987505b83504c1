"""CompareViewModel: which services and places stand side by side, and what matters to this patient.

Nothing of it is kept: it lives as long as its page, in memory only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from emndir.choice.comparison import MOST, Matter, Option
from emndir.ui.compared import Beside, CompareColumn, CompareRow
from emndir.ui.wording.comparison import (
    Asked,
    Request,
    arrange,
    order_words,
    read_beside,
)

if TYPE_CHECKING:
    from emndir.ui.context import UiContext
    from emndir.ui.wording.compare_copy import TableCopy

TOPIC = "compare"


class CompareViewModel(QObject):
    """Reads the records once, and arranges them anew at every press.

    `changed` says that there is something else to show, `emptied` that no column is left.
    """

    changed = Signal()
    emptied = Signal()

    def __init__(self, context: UiContext, request: Request) -> None:
        """Take what is to be compared; the first `MOST` of it are."""
        super().__init__()
        self._context = context
        self.left_over = max(0, len(request.asked) - MOST)
        self._request = replace(request, asked=request.asked[:MOST])
        self._beside: Beside | None = None
        self._options: tuple[Option, ...] = ()
        self._is_chosen = False
        self.matters: frozenset[Matter] = frozenset()
        self.only_differing = False
        self.with_expired = False
        context.directory_opened.connect(self.read)

    # --- what there is -----------------------------------------------------------------------------

    @property
    def request(self) -> Request:
        """Return what is compared, and from where."""
        return self._request

    @property
    def beside(self) -> Beside | None:
        """Return what was read, None until it is there."""
        return self._beside

    @property
    def options(self) -> tuple[Option, ...]:
        """Return the columns in the order in which they stand."""
        return self._options

    @property
    def columns(self) -> tuple[CompareColumn, ...]:
        """Return the heads of the columns."""
        if self._beside is None:
            return ()
        return tuple(self._beside.columns[option.uid] for option in self._options)

    @property
    def rows(self) -> tuple[CompareRow, ...]:
        """Return the rows as they stand now."""
        if self._beside is None:
            return ()
        return arrange(
            self._beside,
            self._options,
            self.matters,
            only_differing=self.only_differing,
            with_expired=self.with_expired,
        )

    @property
    def order_words(self) -> str:
        """Return what the columns stand in the order of."""
        if self._beside is None:
            return ""
        return order_words(self._beside, is_chosen=self._is_chosen)

    @property
    def is_full(self) -> bool:
        """Return True if no further column has room."""
        return len(self._request.asked) >= MOST

    @property
    def service_uids(self) -> tuple[str, ...]:
        """Return the services among the columns: places are not printed."""
        return tuple(option.uid for option in self._options if not option.is_place)

    def copy(self, transport: Sequence[str] = ()) -> TableCopy | None:
        """Return what is shown as a table to paste, as a patient may have it, `transport` below it."""
        from emndir.ui.wording.compare_copy import table_copy

        if self._beside is None:
            return None
        return table_copy(self._beside, self._options, self.rows, self.order_words, transport)

    # --- what a person does ------------------------------------------------------------------------

    @Slot()
    def read(self) -> None:
        """Read the records, in a worker."""
        directory = self._context.directory
        if directory is None:
            return
        work = partial(read_beside, directory, self._request, self._context.today())
        self._context.tasks.run(TOPIC, work, self._take, self._context.messages.report)

    def _take(self, beside: Beside) -> None:
        gone = set(beside.left_out)
        asked = tuple(one for one in self._request.asked if one[0] not in gone)
        self._request = replace(self._request, asked=asked)
        self._beside = beside
        self._options = beside.options
        if self._is_chosen:
            self._options = _as_before([uid for uid, _is_place in asked], beside.options)
        if not asked:
            self.emptied.emit()
            return
        self.changed.emit()

    def set_matters(self, matters: frozenset[Matter]) -> None:
        """Move up the rows that matter now."""
        if matters != self.matters:
            self.matters = matters
            self.changed.emit()

    def set_only_differing(self, is_only: bool) -> None:
        """Show only rows in which columns differ, or all."""
        if is_only is not self.only_differing:
            self.only_differing = is_only
            self.changed.emit()

    def toggle_expired(self) -> None:
        """Show figures that are out of date, with what is said of them, or hide them."""
        self.with_expired = not self.with_expired
        self.changed.emit()

    def move(self, uid: str, step: int) -> None:
        """Move a column by so many places; it stops at either end."""
        uids = [option.uid for option in self._options]
        if uid not in uids:
            return
        at = uids.index(uid)
        to = min(max(at + step, 0), len(uids) - 1)
        if to == at:
            return
        uids.insert(to, uids.pop(at))
        self._is_chosen = True
        kinds = dict(self._request.asked)
        self._request = replace(self._request, asked=tuple((one, kinds[one]) for one in uids))
        self._options = _as_before(uids, self._options)
        self.changed.emit()

    def remove(self, uid: str) -> None:
        """Take a column away; the shortlist stays as it is."""
        asked = tuple(one for one in self._request.asked if one[0] != uid)
        if len(asked) == len(self._request.asked):
            return
        self._request = replace(self._request, asked=asked)
        self._options = tuple(option for option in self._options if option.uid != uid)
        if not asked:
            self.emptied.emit()
            return
        self.changed.emit()
        self.read()  # what all columns share, such as the group of figures, may be another now

    def add(self, one: Asked) -> None:
        """Add a column, where there is room."""
        if not self.is_full and one[0] not in dict(self._request.asked):
            self._request = replace(self._request, asked=(*self._request.asked, one))
            self.read()

    def forget(self) -> None:
        """Forget everything; nothing that is still being read is shown any more."""
        self._context.tasks.drop(TOPIC)
        self._context.directory_opened.disconnect(self.read)
        self._request = Request(asked=())
        self._beside = None
        self._options = ()
        self.matters = frozenset()


def _as_before(uids: Sequence[str], options: Sequence[Option]) -> tuple[Option, ...]:
    """Return columns in an order that somebody chose; what is new stands last."""
    place = {uid: at for at, uid in enumerate(uids)}
    return tuple(sorted(options, key=lambda option: place.get(option.uid, len(place))))
