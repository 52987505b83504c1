"""The guards that conftest.py puts around every test do bite."""

from pathlib import Path

CONFTEST = Path(__file__).parents[1] / "conftest.py"
SCREENS = CONFTEST.parent / "files" / "screens.json"  # which it names to Qt

BAD_TESTS = """
import logging, threading, time
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

kept = []

def test_warns():
    logging.getLogger("emndir.x").warning("the roof leaks")

def test_leaves_a_window(qapp):
    kept.append(QWidget(objectName="forgotten"))
    kept[-1].show()

def test_leaves_a_timer(qapp):
    kept.append(QTimer(interval=12345))
    kept[-1].start()

def test_leaves_a_thread():
    threading.Thread(target=time.sleep, args=(5,), name="emndir-lost", daemon=True).start()
"""

GOOD_TESTS = """
import logging, os, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

def test_warns_as_expected(log_watch):
    log_watch.expect("roof")
    logging.getLogger("emndir.x").warning("the roof leaks")

def test_looks_at_the_log(caplog):
    logging.getLogger("emndir.x").warning("the roof leaks")
    assert "roof" in caplog.text

def test_lets_its_window_go(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    timer = QTimer(window)
    timer.start(10)

def test_forgets_its_window(qapp):
    window = QWidget()
    window.myself = window
    window.show()

def test_ends_its_thread():
    threading.Thread(target=int, name="emndir-quick").start()

def test_lives_elsewhere(own_home):
    assert Path.home() == own_home != Path("~real").parent
    assert os.environ["QT_QPA_PLATFORM"].startswith("offscreen:")
"""


def run_guarded(pytester, tests):
    pytester.makeconftest(CONFTEST.read_text("utf-8"))
    (pytester.mkdir("files") / SCREENS.name).write_bytes(SCREENS.read_bytes())
    pytester.makepyfile(tests)
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:xdist")


def test_guards_name_what_is_left(pytester):
    result = run_guarded(pytester, BAD_TESTS)
    result.assert_outcomes(passed=4, errors=4)
    result.stdout.fnmatch_lines(
        [
            "*WARNING emndir.x: the roof leaks*",
            "*left behind*window QWidget 'forgotten'*",
            "*left behind*timer of 12345 ms without a parent*",
            "*left behind*thread emndir-lost*",
        ]
    )


def test_guards_leave_the_good_alone(pytester):
    run_guarded(pytester, GOOD_TESTS).assert_outcomes(passed=6)
