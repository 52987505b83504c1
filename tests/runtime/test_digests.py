"""The lean SHA-256 is the standard library's."""

from __future__ import annotations

import hashlib

import pytest

from emndir.runtime.digests import LARGE, file_sha256, sha256


@pytest.mark.parametrize("text", [b"", b"emndir", bytes(range(256)) * 40])
def test_it_gives_what_hashlib_gives(text):
    assert sha256(text).hexdigest() == hashlib.sha256(text).hexdigest()


@pytest.mark.parametrize("size", [0, 300_000, LARGE])
def test_a_file_has_the_digest_of_its_bytes_whoever_reads_it(tmp_path, size):
    content = bytes(range(251)) * 1500
    path = tmp_path / "directory.sqlite"
    path.write_bytes(content)
    with path.open("rb") as file:
        assert file_sha256(file, size) == hashlib.sha256(content).hexdigest()
