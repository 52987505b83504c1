"""The one way to tell the user something: banners, announcements, and bugs to the crash dialog."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from emndir.domain.errors import EmndirError

FAILURE_TOPIC = "error"
"""Topic of every expected failure: the newest takes the place of the one before."""


class Tone(StrEnum):
    """What a banner looks like; its words always say the same."""

    INFO = "info"
    WARN = "warn"
    BAD = "bad"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing to tell: what happened, and what to do about it.

    A newer message of the same `topic` takes the place of the older one. `seconds` is how
    long it stays, 0 for until it is closed or replaced. `action` is the text of a button;
    pressing it makes the message center emit `acted` with the topic, and `key` does the same.
    `icon` stands in place of the tone's own. `is_lasting` says that it is about the directory,
    and stays when the next patient comes.
    """

    text: str
    hint: str = ""
    tone: Tone = Tone.INFO
    topic: str = "general"
    seconds: int = 0
    action: str = ""
    key: str = ""
    icon: str = ""
    can_close: bool = True
    is_lasting: bool = False


def without_ticks(text: str) -> str:
    """Return words whose commands stand in quotes, as a window shows them: no `backticks`."""
    return re.sub(r"`([^`]*)`", r"“\1”", text)


class MessageCenter(QObject):
    """Collects what the user is to be told; the window shows it."""

    told = Signal(object)  # Message
    withdrawn = Signal(str)  # topic
    announced = Signal(str)  # for screen readers only
    acted = Signal(str)  # topic of a message whose button was pressed

    def tell(self, message: Message) -> None:
        """Show a banner."""
        self.told.emit(message)

    def withdraw(self, topic: str) -> None:
        """Take the banner of a topic away, if there is one."""
        self.withdrawn.emit(topic)

    def announce(self, text: str) -> None:
        """Say something to a screen reader, politely, without showing it."""
        self.announced.emit(text)

    def report(self, error: BaseException) -> None:
        """Show an expected failure as a banner; hand anything else on as the bug it is."""
        if isinstance(error, EmndirError):
            text, hint = without_ticks(error.message), without_ticks(error.hint)
            self.tell(Message(text=text, hint=hint, tone=Tone.BAD, topic=FAILURE_TOPIC))
        else:
            sys.excepthook(type(error), error, error.__traceback__)
