"""EmptyState: what stands where results would be, always with ways on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.polishing import polish_again
from emndir.ui.widgets.buttons import RowButton, wrapped
from emndir.ui.widgets.fit_area import FitArea
from emndir.ui.widgets.flow_layout import FlowLayout


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOn:
    """A way on: `key` says what it does to whoever made it."""

    key: object
    text: str
    icon: str
    second: str = ""
    number: str = ""
    tint: str = "brand"


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done, as the `step`th of `steps`: a bar that stands still between them."""

    words: str
    step: int
    steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyWords:
    """Everything an empty state says. `examples` are words to try, as buttons."""

    title: str
    text: str = ""
    examples_title: str = ""
    examples: tuple[str, ...] = ()
    ways_title: str = ""
    ways: tuple[WayOn, ...] = field(default=())
    sentences: tuple[str, ...] = ()
    progress: Progress | None = None


class EmptyState(FitArea):
    """A title, a sentence, examples to press, and ways on."""

    example_chosen = Signal(str)
    way_chosen = Signal(object)
    _is_tight = False  # only with a limit

    def __init__(self) -> None:
        """Make an empty empty state."""
        inside = QWidget()
        inside.setProperty("kind", "inside")
        super().__init__(inside)
        self.words: EmptyWords | None = None
        self._heading: QLabel | None = None
        self._column = QVBoxLayout(inside)
        self.buttons: list[QPushButton] = []
        theme.current().follow(self._resize)
        self._resize()

    def show_words(self, words: EmptyWords) -> None:
        """Show other words and ways."""
        if words == self.words:
            return
        self.words = words
        self._clear()
        self._heading = wrapped(words.title, "group" if self._is_tight else "page")
        self._put(self._heading)
        if words.text:
            self._put(wrapped(words.text, "body", "ink2"))
        for sentence in words.sentences:
            self._put(wrapped(sentence, "body"))
        if words.progress is not None:
            self._add_progress(words.progress)
        if words.examples:
            self._put(self._title(words.examples_title))
            self._put(self._examples(words.examples))
        if words.ways:
            if words.ways_title:
                self._put(self._title(words.ways_title))
            self._add_ways(words.ways)
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def set_tight(self, is_tight: bool) -> None:
        """Take less room, and take it before what stands under it, so that a way on is in sight."""
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            if self._heading is not None:
                self._heading.setProperty("role", "group" if is_tight else "page")
                polish_again(self._heading)
            self._resize()

    def fit(self) -> None:
        """Take the height that is needed now; where room is short, no less than that."""
        super().fit()
        self.setMinimumHeight(self.maximumHeight() if self._is_tight else 0)

    def focus_part(self) -> bool:
        """Put the keyboard on the first button; return False where there is none."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self.buttons)

    def _clear(self) -> None:
        self.buttons = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _put(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.setVisible(True)  # Qt would do it later: its height counts at once

    def _add_progress(self, progress: Progress) -> None:
        self._column.addSpacing(theme.current().px(4))
        bar = QProgressBar()
        bar.setRange(0, 2 * progress.steps)
        bar.setValue(2 * progress.step - 1)  # in the middle of its step
        bar.setTextVisible(False)
        bar.setAccessibleName(f"{progress.words}…")
        self._put(bar)
        step = f"{self.tr('Step')} {progress.step} {self.tr('of')} {progress.steps}"
        self._put(wrapped(f"{progress.words}… {step}", "body", "ink2"))

    def _title(self, text: str) -> QWidget:
        label = wrapped(text, "strong", "ink2")
        label.setContentsMargins(0, theme.current().px(8), 0, 0)
        return label

    def _examples(self, examples: Sequence[str]) -> QWidget:
        frame = QFrame()
        flow = FlowLayout(frame, gap=6)
        for example in examples:
            button = QPushButton(example)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{self.tr('Search for')} {example}")
            button.clicked.connect(self._tell_example)
            button.setProperty("example", example)
            flow.addWidget(button)
            self.buttons.append(button)
        return frame

    def _add_ways(self, ways: Sequence[WayOn]) -> None:
        for way in ways:
            button = RowButton(
                way.icon, way.text, second=way.second, number=way.number, tint=way.tint
            )
            button.clicked.connect(self._tell_way)
            button.way = way.key
            self._put(button)
            self.buttons.append(button)

    @Slot()
    def _tell_example(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.example_chosen.emit(button.property("example"))

    @Slot()
    def _tell_way(self) -> None:
        button = self.sender()
        if isinstance(button, RowButton):
            self.way_chosen.emit(button.way)

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        above, below, between = (4, 4, 4) if self._is_tight else (16, 12, 8)
        self._column.setContentsMargins(look.px(6), look.px(above), look.px(16), look.px(below))
        self._column.setSpacing(look.px(between))
