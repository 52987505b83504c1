"""The one door to the web browser: a person asked for what goes through it."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

OPENED = ("http", "https", "mailto")


def open_in_browser(address: QUrl) -> bool:
    """Hand an address to the system's own program; return False where there is none for it.

    What is no web page and no letter is never handed over.
    """
    return address.scheme() in OPENED and QDesktopServices.openUrl(address)
