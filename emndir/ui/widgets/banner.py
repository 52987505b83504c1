"""Banner: something the user is told, in the window and in nobody's way."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emndir.ui import theme
from emndir.ui.icons import Sign
from emndir.ui.messages import Message, Tone
from emndir.ui.widgets.buttons import SignButton, wrapped
from emndir.ui.widgets.field import KeyCap
from emndir.ui.widgets.fit_area import FitArea

_SIGNS = {
    Tone.INFO: ("information-outline", "brand"),
    Tone.WARN: ("alert-outline", "warn"),
    Tone.BAD: ("alert-octagon-outline", "bad"),
    Tone.DONE: ("check-circle-outline", "good"),
}
_CAME_OR_WENT = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
MOST = 0.35
"""Share of the window's height that all banners together may take."""
LOW = 480
"""Pixels at 100 % of a window's height under which only the newest is in sight."""


class Banner(QFrame):
    """One message: what happened in strong letters, what to do in plain ones, and a way to close it."""

    closed = Signal(str)
    acted = Signal(str)

    def __init__(self, message: Message) -> None:
        """Show a message."""
        super().__init__()
        self.message = message
        self.buttons: list[QAbstractButton] = []
        self.setProperty("kind", "banner")
        self.setProperty("tone", message.tone.value)
        self.setAccessibleName(f"{message.text} {message.hint}".strip())
        row = self._row = QHBoxLayout(self)
        sign, tint = _SIGNS[message.tone]
        # beside the first of two lines, and beside the middle of one
        at = Qt.AlignmentFlag.AlignTop if message.hint else Qt.AlignmentFlag.AlignVCenter
        row.addWidget(Sign(message.icon or sign, tint, 19), 0, at)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._text = wrapped(message.text, "strong")
        words.addWidget(self._text)
        if message.hint:
            words.addWidget(wrapped(message.hint, "body"))
        row.addLayout(words, 1)
        if message.action:
            action = QPushButton(message.action)
            action.setProperty("kind", "flat")
            action.setAutoDefault(False)
            action.clicked.connect(self._act)
            if message.key:
                action.setToolTip(message.key)
                row.addWidget(KeyCap(message.key))
            row.addWidget(action)
            self.buttons.append(action)
        if message.can_close:
            close = SignButton(self.tr("Close this message"), "close", side=28, sign_side=16)
            close.setAccessibleName(f"{self.tr('Close this message')}: {message.text}")
            close.setProperty("kind", "")
            close.clicked.connect(self._close)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
            self.buttons.append(close)
        if message.seconds:
            timer = QTimer(self, interval=message.seconds * 1000, singleShot=True)
            timer.timeout.connect(self._close)
            timer.start()
        theme.current().follow(self._resize)
        self._resize()

    def say(self, text: str) -> None:
        """Say it in other words, in place; that is announced to nobody."""
        self.message = replace(self.message, text=text)
        self._text.setText(text)
        self.setAccessibleName(f"{text} {self.message.hint}".strip())

    @Slot()
    def _act(self) -> None:
        self.acted.emit(self.message.topic)
        self.closed.emit(self.message.topic)

    @Slot()
    def _close(self) -> None:
        self.closed.emit(self.message.topic)

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(look.px(12), look.px(8), look.px(8), look.px(8))
        self._row.setSpacing(look.px(10))


class BannerStack(QWidget):
    """The banners shown now, one a topic, newest last. `changed` says that one came or went."""

    acted = Signal(str)
    changed = Signal()
    said = Signal(str, str)  # topic and other words of a message that is shown

    def __init__(self) -> None:
        """Make an empty stack."""
        super().__init__()
        self._banners: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self.setVisible(False)
        theme.current().follow(self._resize)
        self._resize()

    def newest_room(self) -> int:
        """Return the pixels of height that the newest banner needs, with what is around it."""
        around = self._column.contentsMargins()
        width = self.width() - around.left() - around.right()
        newest = list(self._banners.values())[-1:]
        return sum(one.heightForWidth(width) + around.top() + around.bottom() for one in newest)

    @property
    def messages(self) -> tuple[Message, ...]:
        """Return what is shown."""
        return tuple(banner.message for banner in self._banners.values())

    @Slot(object)
    def show_message(self, message: Message) -> None:
        """Show a message in place of the one of its topic."""
        self.take_away(message.topic)
        banner = Banner(message)
        banner.closed.connect(self.take_away)
        banner.acted.connect(self.acted)
        self._banners[message.topic] = banner
        self._column.addWidget(banner)
        self.setVisible(True)
        self.changed.emit()

    def say(self, topic: str, text: str) -> bool:
        """Say the message of a topic in other words, in place; return False without one."""
        banner = self._banners.get(topic)
        if banner is not None:
            banner.say(text)
            self.said.emit(topic, text)
        return banner is not None

    @Slot(str)
    def take_away(self, topic: str) -> None:
        """Take the message of a topic away."""
        banner = self._banners.pop(topic, None)
        if banner is not None:
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
            self.changed.emit()
        self.setVisible(bool(self._banners))

    def forget(self) -> None:
        """Take away what was told about one patient's question; what is about the list stays."""
        for message in self.messages:
            if not message.is_lasting:
                self.take_away(message.topic)

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        return [button for banner in self._banners.values() for button in banner.buttons]

    def focus_part(self) -> bool:
        """Put the keyboard on the newest banner's first button; return False where there is none."""
        newest = [banner.buttons for banner in self._banners.values() if banner.buttons][-1:]
        for buttons in newest:
            buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(newest)

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        self._column.setSpacing(look.px(6))


class BannerArea(FitArea):
    """The banners of a window: they take a share of its height, and what is more scrolls."""

    _stack: BannerStack | None = None  # until it is held: Qt asks for a height meanwhile

    def __init__(self, stack: BannerStack) -> None:
        """Hold the banners; there is nothing to be seen while there are none."""
        super().__init__(stack)
        self._stack = stack
        stack.setProperty("kind", "inside")
        stack.setVisible(bool(stack.messages))
        self.setVisible(bool(stack.messages))
        theme.current().dress(self)
        self.verticalScrollBar().rangeChanged.connect(self._show_newest)

    def fit(self) -> None:
        """Take the height that is needed now, up to the share."""
        high, look = self.window().height(), theme.current()
        most = round(high * MOST)
        if self._stack is not None and high < look.px(LOW):
            most = min(most, self._stack.newest_room())
        self._limit = most
        super().fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the banners."""
        if watched is self._inside and event.type() in _CAME_OR_WENT:
            self.setVisible(not self._inside.isHidden())
        return super().eventFilter(watched, event)

    @Slot()
    def _show_newest(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())
