"""SHA-256 of short texts, for what is imported before the window is painted.

`hashlib` loads OpenSSL, which takes 3 ms; Python's own SHA-256 is there at once, and as right. As in
the standard library's `random`, the lean module comes first. For whole files `hashlib` is faster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256
    except ImportError:  # before Python 3.12
        try:
            from _sha256 import sha256
        except ImportError:
            from hashlib import sha256

__all__ = ["sha256"]
