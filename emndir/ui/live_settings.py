"""LiveSettings: other settings are used by the whole window at once, and saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from emndir.domain.errors import EmndirError
from emndir.runtime.settings import Settings
from emndir.ui.messages import Message
from emndir.ui.theme import TEXT_SIZES

if TYPE_CHECKING:
    from emndir.ui.main_window import MainWindow

NOTE_SECONDS = 8


class LiveSettings(QObject):
    """Lets the parts of one window follow the settings."""

    def __init__(self, window: MainWindow) -> None:
        """Follow a window whose parts are made."""
        super().__init__(window)
        self._window = window

    @Slot(object)
    def apply(self, settings: Settings) -> None:
        """Use other settings at once, and save them; what is managed stays as it is set."""
        window, context, search = self._window, self._window.context, self._window.search
        before = context.core.settings
        try:
            context.core.change_settings(settings)
        except EmndirError as error:
            context.messages.report(error)
        settings = context.core.settings
        if (settings.theme, settings.text_percent) != (before.theme, before.text_percent):
            context.theme.change(settings.theme, settings.text_percent)
        window.idle.look()
        window.narrow.apply(settings)
        if search.criteria.near == before.near_default:
            search.set_near(settings.near_default)
        if search.criteria.within_miles == (before.within_default or None):
            search.set_within(float(settings.within_default) or None)

    def change_size(self, step: int) -> None:
        """Make the text one step larger or smaller, or with 0 as it was made."""
        context = self._window.context
        if "text_percent" in context.core.managed.values:
            text = self.tr("The text size is set by your organisation.")
            context.messages.tell(Message(text=text, topic="text-size", seconds=NOTE_SECONDS))
            context.messages.announce(text)
            return
        now = context.theme.percent
        at = min(range(len(TEXT_SIZES)), key=lambda number: abs(TEXT_SIZES[number] - now))
        percent = TEXT_SIZES[min(max(at + step, 0), len(TEXT_SIZES) - 1)] if step else 100
        self.apply(replace(context.core.settings, text_percent=percent))
