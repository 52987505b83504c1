"""What two starts of emndir say to each other: framed, versioned, short, and read with distrust.

The one that comes says hello, and only when the running window answers does it send its question;
so a window that hangs never gets one that it would show much later.
"""

from __future__ import annotations

import json
import struct
from enum import IntEnum

from emndir.search.outside import FIELDS, LONGEST, Asked

MAGIC, VERSION = b"EMND", 1
_HEAD = struct.Struct(">4sBBH")  # magic, version, kind, bytes that follow
LARGEST = 8192
"""Bytes of one message: three texts of 200 characters, however they are written."""


class Kind(IntEnum):
    """What a message is."""

    HELLO = 1
    READY = 2
    QUESTION = 3
    TAKEN = 4
    TAKEN_IN_PART = 5
    REFUSED = 6


_KINDS = frozenset(int(kind) for kind in Kind)


class FrameError(ValueError):
    """Bytes that no emndir of this version sends. Its text quotes nothing of them."""


def frame(kind: Kind, payload: bytes = b"") -> bytes:
    """Return a message as it goes over the line."""
    return _HEAD.pack(MAGIC, VERSION, kind, len(payload)) + payload


class FrameReader:
    """Puts messages together from bytes as they come."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._held = bytearray()

    def feed(self, received: bytes) -> list[tuple[Kind, bytes]]:
        """Return the messages that are whole now.

        Raises:
            FrameError: for another version, and for what is no message or too long.
        """
        self._held += received
        found: list[tuple[Kind, bytes]] = []
        while len(self._held) >= _HEAD.size:
            magic, version, kind, length = _HEAD.unpack_from(self._held)
            if magic != MAGIC or version != VERSION or kind not in _KINDS or length > LARGEST:
                raise FrameError("not a message of this version")
            end = _HEAD.size + length
            if len(self._held) < end:
                break
            found.append((Kind(kind), bytes(self._held[_HEAD.size : end])))
            del self._held[:end]
        if len(self._held) > _HEAD.size + LARGEST:
            raise FrameError("too long")
        return found


def question_frame(asked: Asked) -> bytes:
    """Return the message that carries a question."""
    written = {name: getattr(asked, name) for name in FIELDS} | {"unread": list(asked.unread)}
    return frame(Kind.QUESTION, json.dumps(written, ensure_ascii=False).encode("utf-8", "replace"))


def read_question(payload: bytes) -> Asked:
    """Return the question in a message.

    Raises:
        FrameError: where it is none.
    """
    try:
        written = json.loads(payload.decode("utf-8"))
    except (ValueError, RecursionError):
        raise FrameError("no question") from None  # the cause would quote it
    if not isinstance(written, dict) or set(written) != {*FIELDS, "unread"}:
        raise FrameError("no question")
    texts = {name: written[name] for name in FIELDS}
    unread = written["unread"]
    is_text = all(isinstance(text, str) and len(text) <= LONGEST for text in texts.values())
    if not is_text or not isinstance(unread, list) or any(one not in FIELDS for one in unread):
        raise FrameError("no question")
    asked = Asked.given(**texts)
    every = tuple(name for name in FIELDS if name in asked.unread or name in unread)
    return Asked(query=asked.query, near=asked.near, site=asked.site, unread=every)
