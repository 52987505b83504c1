"""SuggestViewModel: what the words in a box may become, asked with every key press."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from emndir.search.suggestion import Suggestion
    from emndir.ui.context import UiContext

TOPIC = "suggestions"
PLACES = "place suggestions"


class SuggestViewModel(QObject):
    """Asks on a worker, one question at a time, so that neither typing nor searching waits.

    What is typed meanwhile is asked next, and only the newest; an answer to anything else is
    dropped. Nothing is kept once it is answered. `suggested` carries the words that were asked
    and what they may become.
    """

    suggested = Signal(str, object)  # words, tuple[Suggestion, ...]

    def __init__(self, context: UiContext, topic: str = TOPIC) -> None:
        """Hold the context; before its directory is open nothing is suggested.

        With the topic `PLACES` only places are.
        """
        super().__init__()
        self._context, self._topic = context, topic
        self._newest: str | None = None

    @Slot(str)
    def ask(self, words: str) -> None:
        """Ask what words may become; without words whatever was asked is forgotten."""
        if self._context.directory is None or not words.strip():
            self.drop()
            self.suggested.emit(words, ())
        elif self._newest is None or not self._context.tasks.is_busy(self._topic):
            self._run(words)
        else:
            self._newest = words

    @Slot()
    def drop(self) -> None:
        """Forget what was asked."""
        self._newest = None
        self._context.tasks.drop(self._topic)

    def _run(self, words: str) -> None:
        directory = self._context.directory
        if directory is None:
            return
        self._newest = words
        suggest = directory.suggest_places if self._topic == PLACES else directory.suggest
        work = partial(suggest, words)
        done = partial(self._take, words)
        self._context.tasks.run(self._topic, work, done, self._context.messages.report)

    def _take(self, words: str, found: tuple[Suggestion, ...]) -> None:
        newest, self._newest = self._newest, None
        if newest is not None and newest != words:
            self._run(newest)
        else:
            self.suggested.emit(words, found)
