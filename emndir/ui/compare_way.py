"""CompareWay: the map and the transport of a comparison, in the place of its table while somebody looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from emndir.ui.way_parts import End, MarksSpec, TransportNear
from emndir.ui.widgets.buttons import KeyButton
from emndir.ui.wording.way import ends_of, marks_spec

if TYPE_CHECKING:
    from emndir.ui.context import UiContext
    from emndir.ui.panels.way_panel import WayPanel
    from emndir.ui.viewmodels.compare import CompareViewModel

TOPIC = "compare-transport"


class CompareWay(QObject):
    """Looks the transport up as soon as columns are there; the panel is made when it is wanted.

    All of it goes with the page. `changed` says that there are other things to reach by Tab,
    `chosen` asks for the record of a service.
    """

    changed = Signal()
    chosen = Signal(str)

    def __init__(
        self,
        context: UiContext,
        view_model: CompareViewModel,
        under: QVBoxLayout,
        frame: QWidget,
    ) -> None:
        """Take the frame of the table, which gives way while the map is shown, and what it is in."""
        super().__init__(frame)
        self._context, self._view_model = context, view_model
        self._under, self._frame = under, frame
        self.panel: WayPanel | None = None
        self.found: tuple[TransportNear, ...] = ()
        self._asked: tuple[End, ...] | None = None
        self.back_button = KeyButton(self.tr("Back to the table"), "arrow-left", "Esc")
        self.back_button.clicked.connect(self.close)
        under.insertWidget(under.indexOf(frame), self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.back_button.hide()
        view_model.changed.connect(self.show_all)

    @property
    def is_open(self) -> bool:
        """Return True while the map stands in the place of the table."""
        return self.panel is not None and not self.panel.isHidden()

    @Slot()
    def open(self) -> None:
        """Show the map in the place of the table."""
        if self.is_open or self._view_model.beside is None:
            return
        panel = self.panel = self.panel or self._made()
        self._frame.hide()
        self.back_button.show()
        panel.show()
        self.show_all()
        panel.show_near(self.found)
        panel.focus_first()
        self.changed.emit()
        told = self.tr("Map and transport. Escape goes back to the table.")
        spec = self._spec()
        self._context.messages.announce(f"{told} {spec.twin}" if spec else told)

    @Slot()
    def close(self) -> bool:
        """Show the table again; return False where it is shown already."""
        if not self.is_open or self.panel is None:
            return False
        self.panel.hide()
        self.back_button.hide()
        self._frame.show()
        self.changed.emit()
        return True

    @Slot()
    def show_all(self) -> None:
        """Show the columns as they stand now, and look the transport up for other ends."""
        beside, directory = self._view_model.beside, self._context.directory
        if beside is None or directory is None:
            return
        if self.panel is not None and self.is_open:
            self.panel.show_marks(self._spec())
        origin = self._view_model.request.origin
        ends = ends_of(beside.ways, self._uids(), origin)
        if ends == self._asked:
            return
        from emndir.ui.wording.transport import transport_near  # after the table is there

        self._asked = ends
        work = partial(transport_near, directory, ends, self._context.today())
        self._context.tasks.run(TOPIC, work, self._take, self._context.messages.report)

    def forget(self) -> None:
        """Forget what was found; nothing that is still looked for is shown any more."""
        self._context.tasks.drop(TOPIC)
        self._view_model.changed.disconnect(self.show_all)
        self._asked, self.found, self.panel = None, (), None

    @property
    def copied(self) -> tuple[str, ...]:
        """Return the transport near each end, a sentence an end, as a patient may have it."""
        lines = []
        for near in self.found:
            said = [row.copied for row in near.rows if row.copied]
            words = " ".join(said) if said else self.tr("No transport is listed.")
            lines.append(f"{self.tr('Transport')}, {near.heading}: {words}")
        return tuple(lines)

    def _take(self, found: tuple[TransportNear, ...]) -> None:
        self.found = found
        if self.panel is not None and self.is_open:
            self.panel.show_near(found)
            self.changed.emit()

    def _made(self) -> WayPanel:
        from emndir.ui.panels.way_panel import WayPanel  # when somebody looks

        panel = WayPanel(self._context)
        panel.hide()
        panel.chosen.connect(self.chosen)
        self._under.insertWidget(self._under.indexOf(self._frame) + 1, panel, 1)
        self._context.theme.dress(panel)
        return panel

    def _uids(self) -> list[str]:
        return [option.uid for option in self._view_model.options]

    def _spec(self) -> MarksSpec | None:
        beside = self._view_model.beside
        if beside is None:
            return None
        return marks_spec(beside.ways, self._uids(), self._view_model.request.origin)
