"""What every test has: no window on anybody's screen, no file of theirs, and nothing left behind."""

from __future__ import annotations

import gc
import logging
import os
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING

# Before anything imports Qt, whose own screen is 800 by 800. A relative path: a colon would end it.
os.environ["QT_QPA_PLATFORM"] = "offscreen:configfile=" + os.path.relpath(
    Path(__file__).with_name("files") / "screens.json"
).replace(os.sep, "/")
if not Path(__file__).with_name("files").is_dir():  # a copy that tests the guards of this file
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QWidget

hypothesis.settings.register_profile("emndir", deadline=None, print_blob=True)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "emndir")

_FAILED = pytest.StashKey[bool]()
_THREAD_GRACE_SECONDS = 2.0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Remember what failed, so that its leavings don't hide the failure."""
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """Point every folder that belongs to the user into a temporary one, and return it."""
    home = tmp_path_factory.mktemp("home")
    folders = {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "AppData/Roaming",
        "LOCALAPPDATA": "AppData/Local",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CACHE_HOME": ".cache",
        "EMNDIR_HOME": ".emndir",  # the program's own word for it, which holds on every system
    }
    for variable, folder in folders.items():
        monkeypatch.setenv(variable, str(home / folder))
    managed = home / "managed.json"  # not what the organisation of this machine has set
    managed.write_text("{}", "utf-8")
    monkeypatch.setenv("EMNDIR_MANAGED", str(managed))
    return home


# --- The log: nothing at WARNING or above that a test did not ask for ------------------------------


class LogWatch(logging.Handler):
    """Gathers what is logged at WARNING or above, but for what was expected."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.unexpected: list[str] = []
        self._expected: list[str] = []

    def expect(self, pattern: str) -> None:
        """Let messages pass that this pattern is found in."""
        self._expected.append(pattern)

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not any(re.search(pattern, message) for pattern in self._expected):
            self.unexpected.append(f"{record.levelname} {record.name}: {message}")


@pytest.fixture(autouse=True)
def log_watch(request) -> Iterator[LogWatch]:
    """Fail a test that logs a warning nobody expected.

    A test that means it calls `log_watch.expect("pattern")` first; one that asks for `caplog`
    looks at the log itself.
    """
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    if (
        watch.unexpected
        and "caplog" not in request.fixturenames
        and _FAILED not in request.node.stash
    ):
        pytest.fail("logged, and not expected:\n" + "\n".join(watch.unexpected), pytrace=False)


# --- Leaks: no window, timer or thread outlives its test -------------------------------------------


@pytest.fixture(autouse=True)
def nothing_left(request, own_home) -> Iterator[None]:
    """Name the windows, running timers and threads that a test leaves behind, and fail it."""
    uses_qt = "qapp" in request.fixturenames
    widgets_before = set(map(id, _top_level_widgets())) if uses_qt else set()
    timers_before = set(map(id, _running_timers())) if uses_qt else set()
    yield
    if _FAILED in request.node.stash:
        return
    left = [f"thread {name}" for name in _surviving_threads()]
    if uses_qt:  # looking through every object for timers costs 7 ms
        left += [f"window {name}" for name in _surviving_widgets(widgets_before)]
        left += [f"timer {name}" for name in _surviving_timers(timers_before)]
    if left:
        pytest.fail("left behind by this test: " + "; ".join(left), pytrace=False)


def _top_level_widgets() -> list[QWidget]:
    from PySide6.QtWidgets import QApplication

    return QApplication.topLevelWidgets() if QApplication.instance() else []


def _running_timers() -> list[QTimer]:
    """Return the running timers that no object owns: nobody would ever stop them."""
    from PySide6.QtCore import QTimer
    from shiboken6 import isValid

    timers = [each for each in gc.get_objects() if issubclass(type(each), QTimer)]
    return [each for each in timers if isValid(each) and each.isActive() and each.parent() is None]


def _surviving_widgets(before: set[int]) -> list[str]:
    def survivors() -> list[QWidget]:
        return [widget for widget in _top_level_widgets() if id(widget) not in before]

    if survivors():
        gc.collect()  # a closed window may only be waiting for its turn
        _delete_what_is_due()
    return [f"{type(widget).__name__} {widget.objectName()!r}" for widget in survivors()]


def _surviving_timers(before: set[int]) -> list[str]:
    def survivors() -> list[QTimer]:
        return [timer for timer in _running_timers() if id(timer) not in before]

    if survivors():
        gc.collect()
        _delete_what_is_due()
    return [f"of {timer.interval()} ms without a parent" for timer in survivors()]


def _delete_what_is_due() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def _surviving_threads() -> list[str]:
    ours = [thread for thread in threading.enumerate() if thread.name.startswith("emndir")]
    for thread in ours:
        thread.join(_THREAD_GRACE_SECONDS)
    return [thread.name for thread in ours if thread.is_alive()]
