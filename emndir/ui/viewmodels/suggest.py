"""SuggestViewModel: what the words in the search box may become, asked with every key press."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from emndir.search.suggestions import Suggestion
    from emndir.ui.context import UiContext

TOPIC = "suggestions"


class SuggestViewModel(QObject):
    """Asks on a worker, so that typing never waits. Nothing that was typed is kept here.

    `suggested` carries the words that were asked and what they may become.
    """

    suggested = Signal(str, object)  # words, tuple[Suggestion, ...]

    def __init__(self, context: UiContext) -> None:
        """Hold the context; before its directory is open nothing is suggested."""
        super().__init__()
        self._context = context

    @Slot(str)
    def ask(self, words: str) -> None:
        """Ask what words may become; an answer that is still to come is dropped."""
        directory = self._context.directory
        if directory is None or not words.strip():
            self.drop()
            self.suggested.emit(words, ())
            return
        work = partial(directory.suggest, words)
        done = partial(self._take, words)
        self._context.tasks.run(TOPIC, work, done, self._context.messages.report)

    @Slot()
    def drop(self) -> None:
        """Forget what was asked."""
        self._context.tasks.drop(TOPIC)

    def _take(self, words: str, found: tuple[Suggestion, ...]) -> None:
        self.suggested.emit(words, found)
