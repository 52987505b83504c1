"""FirstRun: one page, all of it optional, that is shown once on a computer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from emndir.runtime.settings import Settings
from emndir.ui import theme
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.widgets.focus_seen import FocusSeen
from emndir.ui.widgets.segments import Segments
from emndir.ui.widgets.setting_row import PLACE, PlaceCheck, SettingRow

ASKED = (PLACE, "text_percent", "theme", "clinic_name")
"""The preferences that the page asks for, in order."""
WIDTH = 480  # px at 100 %


class FirstRun(QFrame):
    """Asks for a place, text size, colours and a name; everything counts at once.

    `changed` carries a preference's name and its new value. `finished` says that the page may go:
    Start keeps what was given, Skip puts it back first.
    """

    changed = Signal(str, object)
    said = Signal(str)
    finished = Signal()

    def __init__(
        self,
        settings: Settings,
        *,
        managed: Collection[str] = (),
        check: PlaceCheck | None = None,
    ) -> None:
        """Show these settings; what an organisation has set (`managed`) is shown and stays."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self.setAccessibleName(self.tr("Set up this computer"))
        self._before = {name: getattr(settings, name) for name in ASKED}
        self._given: dict[str, object] = {}
        self._has_warned = False
        words = {
            PLACE: (
                self.tr("Where do your patients live?"),
                self.tr("The first part of a postcode is enough. It stays on this computer."),
            ),
            "clinic_name": (self.tr("Name to print on hand-outs"), ""),
        }
        self.rows: dict[str, SettingRow] = {}
        for name in ASKED:
            title, purpose = words.get(name, ("", ""))  # the others say what they are
            row = self.rows[name] = SettingRow(
                name,
                getattr(settings, name),
                title=title,
                purpose=purpose,
                is_managed=name in managed,
                check=check,
            )
            if isinstance(row.control, Segments):
                row.control.fills = True
            row.changed.connect(self._give)
            row.said.connect(self.said)
        self.skip_button = QPushButton(self.tr("Skip"))
        self.skip_button.clicked.connect(self.skip)
        self.start_button = QPushButton(self.tr("Start"))
        self.start_button.setProperty("kind", "primary")
        self.start_button.clicked.connect(self.start)
        self._build()
        theme.current().dress(self)
        theme.current().follow(self._resize)
        self._resize()

    def _build(self) -> None:
        self._card = QFrame()
        self._card.setProperty("kind", "card")
        column = self._column = QVBoxLayout(self._card)
        column.addWidget(wrapped(self.tr("Set up this computer"), "page"))
        said = self.tr("You can change all of this later in Settings. Or simply type above.")
        column.addWidget(wrapped(said, "body", "ink2"))
        for row in self.rows.values():
            column.addWidget(row)
        buttons = self._buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.skip_button)
        buttons.addWidget(self.start_button)
        column.addLayout(buttons)
        inside = QWidget()
        inside.setProperty("kind", "inside")
        self._around = QHBoxLayout(inside)
        self._around.addStretch(1)
        self._around.addWidget(self._card, 100, Qt.AlignmentFlag.AlignTop)
        self._around.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        FocusSeen(self._area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)

    def focus_part(self) -> bool:
        """Put the keyboard on the first thing that can be set."""
        row = next((one for one in self.rows.values() if one.control.isEnabled()), None)
        if row is None:
            return False
        row.focus_control()
        return True

    @Slot()
    def look_again(self) -> None:
        """Look the place up again: the list is open now."""
        self.rows[PLACE].look_again()

    @Slot(str, object)
    def _give(self, name: str, value: object) -> None:
        self._given[name] = value
        self.changed.emit(name, value)

    @Slot()
    def start(self) -> None:
        """Keep what was given. A place that is not known is said once before the page goes."""
        for row in self.rows.values():
            row.commit()
        if not self._has_warned and not self.rows[PLACE].is_known:
            self._has_warned = True
            self.rows[PLACE].focus_control()
            return
        self.finished.emit()

    @Slot()
    def skip(self) -> None:
        """Put back what was given here, and go."""
        for name in tuple(self._given):
            self.changed.emit(name, self._before[name])
        self.finished.emit()

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self._card.setMaximumWidth(look.px(WIDTH))
        side = look.px(12)
        self._around.setContentsMargins(side, look.px(16), side, look.px(16))
        self._column.setContentsMargins(look.px(20), look.px(18), look.px(20), look.px(18))
        self._column.setSpacing(look.px(14))
        self._buttons.setSpacing(look.px(8))


def with_value(settings: Settings, name: str, value: object) -> Settings:
    """Return settings with one of them changed."""
    return replace(settings, **{name: value})  # type: ignore[arg-type]
