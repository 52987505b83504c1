"""SearchBox: the one box that takes cancers, kinds of help, places, names and numbers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from emndir.ui.widgets.field import Field


class SearchBox(Field):
    """The box of the search words. It knows nothing of searching."""

    def __init__(self) -> None:
        """Make the box."""
        super().__init__(
            _tr("Search services"),
            "magnify",
            key=_tr("Ctrl K"),
            hint=_tr("A cancer, a kind of help, a place or a name"),
        )


class NearBox(Field):
    """The box of the place from which distances are measured."""

    def __init__(self) -> None:
        """Make the box."""
        super().__init__(
            _tr("Near: a postcode or a town"),
            "map-marker-outline",
            caption=_tr("Near"),
            key=_tr("Ctrl L"),
            hint=_tr("LE2 or Oakham"),
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("SearchBox", text)
