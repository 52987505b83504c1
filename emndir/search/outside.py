"""A question from outside: what a clinical system's button gives the window to ask.

It may be about a patient, so it is kept in memory and nowhere else: never logged, never written.
"""

from __future__ import annotations

from dataclasses import dataclass

LONGEST = 200
"""Characters that each part may have: what the window's own boxes take."""
FIELDS = ("query", "near", "site")
"""The parts of a question, as the options of the command line are called."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Asked:
    """What was given: words, a place, a cancer. An empty one only brings the window forward.

    `unread` names parts that were given and cannot be a question: too long, or not text. It has
    no repr, so that nothing prints it by accident.
    """

    query: str = ""
    near: str = ""
    site: str = ""
    unread: tuple[str, ...] = ()

    @classmethod
    def given(cls, *, query: str = "", near: str = "", site: str = "") -> Asked:
        """Return a question from what was typed or sent: what cannot be one is left out and named."""
        parts = {"query": query, "near": near, "site": site}
        clean = {name: " ".join(text.split()) for name, text in parts.items()}
        unread = tuple(
            name for name, text in clean.items() if len(text) > LONGEST or not text.isprintable()
        )
        return cls(
            **{name: text for name, text in clean.items() if name not in unread}, unread=unread
        )

    @property
    def is_empty(self) -> bool:
        """Return True if nothing was asked at all."""
        return not (self.query or self.near or self.site or self.unread)
