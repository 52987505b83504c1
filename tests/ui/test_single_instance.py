"""Starting from outside with real processes: one window, questions handed over, nothing written."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time

import pytest

from emndir.ui.handover_frames import Kind, frame
from tests.ui.processes import CLOSE, Place

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and sockets of a Unix")

SECRET_WORDS, SECRET_NEAR = "xanthogranuloma", "LE2 3QX"
HEAVY = (
    "PySide6.QtWidgets PySide6.QtGui numpy sqlalchemy sqlite3 emndir.storage emndir.ui.main_window"
)


@pytest.fixture
def place(sample_home, tmp_path):
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    place = Place(home)
    yield place
    place.close()


def test_a_question_is_asked_at_the_start(place):
    window = place.window("--query", "breast", "--near", "LE2", "--site", "C50.9")
    said = window.wait("answered", words="breast")
    assert (said["near"], said["chosen"], said["title"]) == ("LE2", ["breast"], "emndir")
    assert window.said("cleared") == []  # there was nobody before
    assert window.errors == ""


def test_a_second_start_hands_its_question_over_and_ends(place):
    window = place.window("--query", "breast", "--near", "LE2")
    window.wait_ready()
    done = place.start("window", "--query", "bowel", "--site", "C18-C20")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    said = window.wait("answered", words="bowel")
    assert (said["near"], said["chosen"], said["box"]) == ("", ["colorectal"], "bowel")
    assert len(window.said("cleared")) == 1
    assert window.said("told")[-1]["text"] == "Asked from outside."
    assert window.process.poll() is None


def test_the_second_start_imports_nothing_heavy(place):
    window = place.window()
    window.wait_ready()
    code = (
        "import sys; from emndir.cli.main import run; run(sys.argv[1:]);"
        f"print([name for name in {HEAVY!r}.split() if name in sys.modules])"
    )
    assert place.start("--query", "bowel", code=code).stdout == "[]\n"
    window.wait("answered", words="bowel")


def test_an_empty_start_brings_the_window_forward_and_clears_nothing(place):
    window = place.window("--query", "breast")
    window.wait_ready()
    assert place.start().returncode == 0
    assert place.start("--query", "wig").returncode == 0
    window.wait("answered", words="wig")  # what came after the empty one, so that it was read
    assert len(window.said("cleared")) == 1
    assert [line["words"] for line in window.said("answered")][-2:] == ["breast", "wig"]


def test_after_a_kill_the_next_start_takes_its_place(place):
    first = place.window("--query", "breast")
    first.wait_ready()
    first.send(signal.SIGKILL)
    first.process.wait(10)
    assert len(place.sockets) == 1  # it could not take it away
    second = place.window("--query", "wig")
    second.wait_ready()
    second.wait("answered", words="wig")
    assert len(place.sockets) == 1
    assert place.start("--query", "bowel").returncode == 0
    second.wait("answered", words="bowel")


def test_a_start_that_is_killed_holds_nobody_up(place):
    lock = place.home / "cache" / "starting.lock"
    first = place.window()
    first.wait("made")  # not listening yet, or just now
    first.send(signal.SIGKILL)
    first.process.wait(10)
    second = place.window("--query", "wig")
    second.wait("answered", words="wig")
    second.wait("listening", can=True)
    assert not lock.exists()


def test_a_window_that_hangs_gets_no_question_and_another_opens(place):
    first = place.window("--query", "breast")
    first.wait_ready()
    first.send(signal.SIGSTOP)
    began = time.monotonic()
    second = place.window("--query", "wig")
    second.wait("made")
    assert time.monotonic() - began > 1.9  # it was given its time
    second.wait("answered", words="wig")
    first.send(signal.SIGCONT)
    assert place.start("--query", "bowel").returncode == 0  # it answers again
    first.wait("answered", words="bowel")
    assert "wig" not in [line["words"] for line in first.said("answered")]
    assert len(first.said("cleared")) == 1


def test_two_starts_at_one_moment_end_with_one_window(place):
    asked = ("breast", "bowel", "wig")
    windows = [place.window("--query", words) for words in asked]
    until = time.monotonic() + 60
    while time.monotonic() < until and sum(one.process.poll() is None for one in windows) > 1:
        time.sleep(0.05)
    left = [one for one in windows if one.process.poll() is None]
    assert len(left) == 1
    assert [one.process.returncode for one in windows if one is not left[0]] == [0, 0]
    assert [one.said("made") for one in windows if one is not left[0]] == [[], []]
    left[0].wait_ready()
    until = time.monotonic() + 20  # both of the others were asked, or took the place of a question
    while len(left[0].said("taken")) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    others = {words for words, one in zip(asked, windows, strict=True) if one is not left[0]}
    assert {line["words"] for line in left[0].said("taken")} == others
    assert len(place.sockets) == 1


def test_a_closed_window_takes_its_door_away(place):
    window = place.window()
    window.wait_ready()
    assert len(place.sockets) == 1
    assert place.start("--query", CLOSE).returncode == 0
    assert window.process.wait(30) == 0
    assert place.sockets == []
    assert not (place.home / "cache" / "starting.lock").exists()
    again = place.window("--query", "wig")
    again.wait("answered", words="wig")


def talk(path, *sent, closes=False):
    """Return what a window answers to bytes."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(10)
        line.connect(str(path))
        for one in sent:
            line.sendall(one)
        if closes:
            return b""
        heard = b""
        while part := line.recv(100):
            heard += part
        return heard


HELLO = frame(Kind.HELLO)
READY = frame(Kind.READY)
REFUSED = frame(Kind.REFUSED)
HOSTILE = {
    "letters": (b"GET / HTTP/1.1\r\n\r\n",),
    "another version": (b"EMND\x02\x01\x00\x00",),
    "an unknown kind": (b"EMND\x01\x63\x00\x00",),
    "too long": (b"EMND\x01\x01\xff\xff",),
    "no hello": (frame(Kind.QUESTION, b"{}"),),
    "two hellos": (HELLO, HELLO),
    "no JSON": (HELLO, frame(Kind.QUESTION, b"\xff{")),
    "deep": (HELLO, frame(Kind.QUESTION, b"[" * 8000)),
    "no object": (HELLO, frame(Kind.QUESTION, b"[]")),
    "other fields": (HELLO, frame(Kind.QUESTION, b'{"query": "a", "run": "b"}')),
    "other types": (
        HELLO,
        frame(Kind.QUESTION, b'{"query": 1, "near": "", "site": "", "unread": []}'),
    ),
    "an unread nobody has": (
        HELLO,
        frame(Kind.QUESTION, b'{"query": "a", "near": "", "site": "", "unread": ["x"]}'),
    ),
    "a long text": (
        HELLO,
        frame(
            Kind.QUESTION,
            json.dumps({"query": "a" * 201, "near": "", "site": "", "unread": []}).encode(),
        ),
    ),
}


def test_hostile_bytes_are_left_alone_with_a_sentence(place):
    window = place.window("--query", "breast")
    window.wait_ready()
    (path,) = place.sockets
    for number, (name, sent) in enumerate(HOSTILE.items(), start=1):
        heard = talk(path, *sent)
        assert heard.removeprefix(READY) == REFUSED, name
        until = time.monotonic() + 20
        while len(window.said("told")) < number and time.monotonic() < until:
            time.sleep(0.02)
    told = window.said("told")
    assert [line["topic"] for line in told] == ["outside-noise"] * len(HOSTILE)
    assert "cannot read" in str(told[0]["text"])
    assert window.said("cleared") == []
    talk(path, HELLO, closes=True)  # somebody who went away is no disturbance
    slow = [socket.socket(socket.AF_UNIX) for _ in range(20)]
    for one in slow:
        one.connect(str(path))
    time.sleep(2.5)  # those who say nothing are sent away
    for one in slow:
        one.close()
    assert place.start("--query", "bowel").returncode == 0
    window.wait("answered", words="bowel")
    assert [line["topic"] for line in window.said("told")[len(HOSTILE) :]] == ["outside"]


def test_only_this_person_may_connect(place):
    window = place.window()
    window.wait_ready()
    (path,) = place.sockets
    assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0
    if os.getuid() != 0:
        pytest.skip("to try as somebody else, one has to be root")
    place.temporary.chmod(0o755)
    code = (
        "import os, socket; line = socket.socket(socket.AF_UNIX); os.setuid(65534);"
        f"line.connect({str(path)!r})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "PermissionError" in done.stderr


def test_a_socket_of_somebody_else_is_told_nothing(place):
    if os.getuid() != 0:
        pytest.skip("to make one, one has to be root")
    first = place.window()
    first.wait_ready()
    (path,) = place.sockets
    first.send(signal.SIGKILL)
    first.process.wait(10)
    path.unlink()
    with socket.socket(socket.AF_UNIX) as trap:
        trap.bind(str(path))
        os.chown(path, 65534, 65534)
        trap.listen()
        trap.settimeout(0.2)
        second = place.window("--query", SECRET_WORDS)
        second.wait("answered", words=SECRET_WORDS)
        with pytest.raises(TimeoutError):
            trap.accept()


def test_what_is_unknown_is_said_and_the_rest_is_asked(place):
    window = place.window("--query", "breast", "--site", "Q99", "--near", "Atlantis")
    said = window.wait("answered", words="breast", near="")
    assert said["chosen"] == []
    told = window.wait("told", topic="outside-unknown")
    assert "No place “Atlantis” is known here." in str(told["hint"])
    assert "No cancer “Q99” is known here." in str(told["hint"])
    until = time.monotonic() + 10
    while window.errors.count("\n") < 2 and time.monotonic() < until:
        time.sleep(0.02)
    assert "--site" in window.errors
    assert "--near" in window.errors
    assert "Atlantis" not in window.errors  # what is told on a terminal may be kept
    done = place.start("--query", "bowel", "--site", "nonsense")
    assert done.returncode == 0
    assert "not known here" in done.stderr
    assert "nonsense" not in done.stderr
    assert window.wait("answered", words="bowel")["chosen"] == []


def test_what_cannot_be_a_question_is_left_out_with_a_sentence(place):
    window = place.window("--query", "a" * 5000, "--near", "LE2")
    window.wait("answered", words="", near="LE2")
    assert "--query is left out" in window.errors
    assert "The words cannot be read" in str(window.wait("told", topic="outside-unknown")["hint"])


def everything_in(*folders):
    return [
        path.read_bytes()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not path.is_socket()
    ]


def names_in(*folders):
    return [str(path) for folder in folders for path in folder.rglob("*")]


def test_nothing_that_was_asked_is_written_anywhere(place, tmp_path):
    window = place.window("--query", SECRET_WORDS, "--near", SECRET_NEAR, "--site", "C50.4")
    window.wait_ready()
    window.wait("answered", words=SECRET_WORDS)
    second = place.start("--query", f"{SECRET_WORDS}two", "--near", SECRET_NEAR)
    window.wait("answered", words=f"{SECRET_WORDS}two")
    third = place.start("--query", SECRET_WORDS, "--site", "zzsecretsite")
    window.wait("told", topic="outside-unknown")
    open_files = everything_in(tmp_path, place.temporary)
    place.start("--query", CLOSE)
    window.process.wait(30)
    secrets = (SECRET_WORDS, SECRET_NEAR, SECRET_NEAR.replace(" ", ""), "C50.4", "zzsecretsite")
    kept = [*open_files, *everything_in(tmp_path, place.temporary)]
    assert kept
    for secret in secrets:
        assert not any(secret.casefold().encode() in content.lower() for content in kept), secret
        assert not any(secret in name for name in names_in(tmp_path, place.temporary))
        assert secret not in second.stderr + second.stdout + third.stderr + third.stdout
        assert secret not in window.errors
