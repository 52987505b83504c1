"""Nothing in the repository names a package registry's host or a folder of somebody's machine."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Written in two halves, so that this file does not name them.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "deb.debian" + ".org",
    "security.debian" + ".org",
    "archive.ubuntu" + ".com",
    "crates" + ".io",
    "index" + "-url",
]
MACHINE = re.compile(r"(?<![\w./-])/(?:work|root|opt/wheels|home/\w+|Users/\w+)/")
NAMED = re.compile("|".join(map(re.escape, HOSTS)), re.IGNORECASE)


def faults(text):
    """Return the lines that name a registry or a machine."""
    return [
        line.strip()[:100]
        for line in text.splitlines()
        if NAMED.search(line) or MACHINE.search(line)
    ]


def our_files():
    listed = subprocess.run(
        "git -c safe.directory=* ls-files -z --cached --others --exclude-standard".split(),
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    return [ROOT / name.decode() for name in listed.split(b"\0") if name]


@pytest.mark.skipif(
    not (ROOT / ".git").exists() or shutil.which("git") is None, reason="this is not a git checkout"
)
def test_no_file_names_a_registry_or_a_machine():
    found = {}
    for path in our_files():
        if path == Path(__file__) or not path.is_file():
            continue
        content = path.read_bytes()
        if b"\0" not in content and (lines := faults(content.decode("utf-8", errors="replace"))):
            found[str(path.relative_to(ROOT))] = lines
    assert found == {}


def test_the_guard_sees_what_it_should():
    assert faults("see https://" + HOSTS[0] + "/simple/")
    assert faults("cd /work" + "/main")
    assert not faults("https://www.example.org/home/work/root/page")
    assert not faults("at work/life balance, and/or /rooted")
