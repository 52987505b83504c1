"""Countdown: shows the last minute before the window clears itself, wherever somebody looks."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout
from shiboken6 import isValid

from emndir.ui.idle import LAST_SECONDS, IdleWatch
from emndir.ui.messages import Message, MessageCenter, Tone
from emndir.ui.widgets.banner import BannerStack

TOPIC = "idle"
ANNOUNCED = (LAST_SECONDS, 30, 10)
"""Seconds at which a screen reader says it; in between it is left in peace."""


class Countdown(QObject):
    """A banner in the window, and one in the dialog that is open before it.

    It never takes the keyboard. Any key, a click or a movement of the mouse ends it, and so
    does its button.
    """

    def __init__(self, watch: IdleWatch, messages: MessageCenter, banners: BannerStack) -> None:
        """Follow a watch; `banners` are those of the window."""
        super().__init__()
        self._watch, self._messages, self._banners = watch, messages, banners
        self._said = LAST_SECONDS + 1
        self._inside: BannerStack | None = None
        watch.counting.connect(self._show)
        watch.stayed.connect(self._hide)
        watch.expired.connect(self._hide)
        messages.acted.connect(self._acted)

    @Slot(int)
    def _show(self, seconds: int) -> None:
        unit = self.tr("second") if seconds == 1 else self.tr("seconds")
        text = f"{self.tr('Clearing in')} {seconds} {unit}"
        if not self._banners.say(TOPIC, text):
            self._messages.tell(self._message(text))
        self._show_in_dialog(text)
        due = [at for at in ANNOUNCED if seconds <= at < self._said]
        self._said = min(self._said, seconds)
        if due:
            self._messages.announce(f"{text}. {self._hint}")

    def _show_in_dialog(self, text: str) -> None:
        if self._inside is None or not isValid(self._inside):
            dialog = QApplication.activeModalWidget()
            column = dialog.layout() if isinstance(dialog, QDialog) else None
            if not isinstance(column, QVBoxLayout):
                return
            self._inside = BannerStack()
            self._inside.acted.connect(self._acted)
            column.insertWidget(0, self._inside)
            self._inside.show_message(self._message(text))
        else:
            self._inside.say(TOPIC, text)

    def _message(self, text: str) -> Message:
        return Message(
            text=text,
            hint=self._hint,
            tone=Tone.WARN,
            topic=TOPIC,
            icon="timer-sand",
            action=self.tr("Stay"),
            can_close=False,
        )

    @property
    def _hint(self) -> str:
        return self.tr("Press any key, or move the mouse, to stay.")

    @Slot()
    def _hide(self) -> None:
        self._said = LAST_SECONDS + 1
        self._messages.withdraw(TOPIC)
        inside, self._inside = self._inside, None
        if inside is not None and isValid(inside):
            inside.hide()
            inside.deleteLater()

    @Slot(str)
    def _acted(self, topic: str) -> None:
        if topic == TOPIC:
            self._watch.use()
