"""Only one window of one person: a second start hands its question over and ends.

It imports neither widgets nor the directory, so that the second start is over at once. While a
start has no window that answers yet it holds a lock, and whoever starts meanwhile waits for it:
of two starts at the same moment one opens the window, and the other hands over to it.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir, QLockFile

from emndir.runtime.digests import sha256
from emndir.runtime.paths import Paths
from emndir.search.outside import Asked
from emndir.ui.handover_frames import FrameError, FrameReader, Kind, frame, question_frame

PATIENCE_S = 2.0
"""How long a running window may take to answer, from first to last."""
START_PATIENCE_S = 20.0
"""How long another start may take until its window answers: a cold start from a slow disk."""
_POLL_S = 0.05


@dataclass(slots=True)
class Claim:
    """What a start has come to. Where nothing was handed over, it opens a window.

    `can_listen` is False where a running window did not answer: it still owns the name.
    `is_in_part` says that the running window did not know a part of the question.
    """

    name: str
    lock: QLockFile | None = None
    can_listen: bool = True
    is_handed_over: bool = False
    is_in_part: bool = False

    def release(self) -> None:
        """Let the next start go on: the window answers now, or never will."""
        if self.lock is not None:
            self.lock.unlock()
            self.lock = None


def claim(paths: Paths, asked: Asked) -> Claim:
    """Hand a question to the window that is running, or return the right to open one."""
    name = door_name(paths)
    lock = _start_lock(paths)
    claimed = Claim(name, lock)
    if _is_door_there(name):
        _knock(claimed, asked)
    if claimed.is_handed_over or not claimed.can_listen:
        claimed.release()
    return claimed


def door_name(paths: Paths) -> str:
    """Return the name under which a person's window listens: same person, folder and screen."""
    getuid = getattr(os, "getuid", None)
    person = str(getuid()) if getuid else os.environ.get("USERNAME", "")
    screens = ("SESSIONNAME",) if sys.platform == "win32" else ("WAYLAND_DISPLAY", "DISPLAY")
    screen = next((os.environ[one] for one in screens if os.environ.get(one)), "")
    told = "\0".join((person, str(paths.config.absolute()), screen))
    return f"emndir-{sha256(told.encode('utf-8', 'replace')).hexdigest()[:20]}"


def door_path(name: str) -> Path | None:
    """Return the file of a listening window; None on Windows, which keeps none."""
    return None if sys.platform == "win32" else Path(QDir.tempPath()) / name


def _start_lock(paths: Paths) -> QLockFile | None:
    """Return the lock of a start, or None where the folder cannot be written or nobody lets go."""
    try:
        paths.starting_lock.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    lock = QLockFile(str(paths.starting_lock))
    until = time.monotonic() + START_PATIENCE_S
    while not lock.tryLock(0):
        if lock.error() != QLockFile.LockError.LockFailedError or time.monotonic() > until:
            return None
        time.sleep(_POLL_S)
    return lock


def _is_door_there(name: str) -> bool:
    path = door_path(name)
    return path is None or os.path.lexists(path)


def is_own_door(path: Path) -> bool:
    """Return True if a socket belongs to this person: nobody else may be told a question."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISSOCK(found.st_mode) and found.st_uid == os.getuid()


def _knock(claimed: Claim, asked: Asked) -> None:
    """Hand a question over, or find out that nobody is there any more."""
    from PySide6.QtNetwork import QLocalServer, QLocalSocket  # 7 ms that a lone start saves

    path = door_path(claimed.name)
    if path is not None and not is_own_door(path):
        claimed.can_listen = False
        return
    _let_come_forward()
    socket = QLocalSocket()
    until = time.monotonic() + PATIENCE_S
    socket.connectToServer(claimed.name)
    if not socket.waitForConnected(_left(until)):
        if socket.error() is QLocalSocket.LocalSocketError.SocketTimeoutError:
            claimed.can_listen = False
        else:
            QLocalServer.removeServer(claimed.name)  # its window was killed
        return
    answer = _converse(socket, asked, until)
    claimed.is_handed_over = answer in (Kind.TAKEN, Kind.TAKEN_IN_PART)
    claimed.is_in_part = answer is Kind.TAKEN_IN_PART
    claimed.can_listen = False
    socket.abort()


def _converse(socket: object, asked: Asked, until: float) -> Kind | None:
    """Say hello, send the question, and return the answer; None where none came in time."""
    from PySide6.QtNetwork import QLocalSocket

    assert isinstance(socket, QLocalSocket)  # noqa: S101 - imported late
    reader = FrameReader()
    waiting: list[Kind] = []
    for said, wanted in ((frame(Kind.HELLO), Kind.READY), (question_frame(asked), None)):
        socket.write(said)
        socket.flush()
        while not waiting:
            if not socket.bytesAvailable() and not socket.waitForReadyRead(_left(until)):
                return None
            try:
                heard = reader.feed(bytes(socket.readAll().data()))
            except FrameError:
                return None
            waiting += [kind for kind, _payload in heard]
        kind = waiting.pop(0)
        if wanted is None:
            return kind
        if kind is not wanted:
            return None
    return None


def _left(until: float) -> int:
    """Return the milliseconds that are left, at least one."""
    return max(1, round((until - time.monotonic()) * 1000))


def _let_come_forward() -> None:
    """Let the running window come to the front: Windows gives that right to whoever was started."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
