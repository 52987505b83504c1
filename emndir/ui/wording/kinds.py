"""What each kind of hand-out is called in the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from emndir.making import Kind


def kind_words(kind: Kind) -> str:
    """Return the name of a kind, as the hand-out offers it and a pack says it."""
    say = QCoreApplication.translate
    return {
        Kind.SINGLE: say("kinds", "One service a sheet"),
        Kind.CHOICES: say("kinds", "Your choices"),
        Kind.GUIDE: say("kinds", "Guide to a cancer"),
        Kind.BOOKLET: say("kinds", "Booklet of a place"),
        Kind.POSTER: say("kinds", "Wall poster"),
        Kind.CARD: say("kinds", "Wallet cards"),
    }[kind]
