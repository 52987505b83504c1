"""SHA-256 without OpenSSL, which `hashlib` loads: 3 ms before the window is painted, and 4 MB for good.

Python's own is there at once, and as right. As in the standard library's `random`, the lean module
comes first. OpenSSL is four times as fast, so a large file is still read with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256
    from io import BufferedReader
else:
    try:
        from _sha2 import sha256
    except ImportError:  # before Python 3.12
        try:
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256

__all__ = ["file_sha256", "sha256"]

LARGE = 32_000_000
"""Bytes of a file from which OpenSSL is worth its memory: 0.25 s of Python's own."""
_PIECE = 65_536


def file_sha256(file: BufferedReader, size: int) -> str:
    """Return the SHA-256 of an open file from where it stands, in hexadecimal; `size` in bytes."""
    if size >= LARGE:
        from hashlib import file_digest

        return file_digest(file, "sha256").hexdigest()
    digest = sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()
