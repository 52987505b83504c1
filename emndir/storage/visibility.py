"""Who may be given a number, as the text and the tables say it; the program has two types."""

from __future__ import annotations

from enum import StrEnum


class Visibility(StrEnum):
    """Who may be given a number; in the text only, where two types say it in the program."""

    PUBLIC = "public"
    PROFESSIONAL = "professional"
