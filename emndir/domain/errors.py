"""Expected failures: what a person is told when something outside the program goes wrong."""

from __future__ import annotations


class EmndirError(Exception):
    """A failure that can happen to anybody, in one sentence, with a way on.

    `message` says what went wrong and where; `hint` says what to do about it.
    Anything that is not an `EmndirError` is a bug and is shown as one.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return the message and the hint as one line."""
        return f"{self.message} {self.hint}".strip()


class DirectoryFileError(EmndirError):
    """The directory file is missing, damaged, locked, too new, or cannot be written."""


class DataFaultError(EmndirError):
    """The directory's text has faults, so it cannot be compiled."""


class UnknownPlaceError(EmndirError):
    """A postcode or place name that the gazetteer does not know."""


class UnknownServiceError(EmndirError):
    """A uid that no service or place of this directory has."""


class HandoutError(EmndirError):
    """A hand-out cannot be made or written."""
