"""The lean SHA-256 is the standard library's."""

from __future__ import annotations

import hashlib

import pytest

from emndir.runtime.digests import sha256


@pytest.mark.parametrize("text", [b"", b"emndir", bytes(range(256)) * 40])
def test_it_gives_what_hashlib_gives(text):
    assert sha256(text).hexdigest() == hashlib.sha256(text).hexdigest()
