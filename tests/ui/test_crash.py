"""Where bugs end: a dialog in plain words, and details without anything that was typed."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton

from emndir.runtime.logs import LOG_FILE, set_up_logs
from emndir.ui.crash import CrashHook, details_of
from emndir.ui.dialogs.crash_dialog import CrashDialog
from tests.ui.walks import clipped, nameless

SECRET = "breast LE2 3AB"


def bug() -> BaseException:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        return error


def answer_with(seen):
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CrashDialog)
    seen.append(dialog.details.toPlainText())
    for button in dialog.findChildren(QPushButton):
        if button.text() == "Copy details":
            button.click()
    dialog.accept()


def test_details_say_where_and_what_but_quote_nothing(qapp):
    details = details_of(bug())
    assert "KeyError" in details
    assert "test_crash.py" in details
    assert "emndir" in details
    assert SECRET not in details


def test_a_bug_is_shown_logged_and_can_be_copied(qtbot, look, tmp_path, log_watch):
    log_watch.expect("a bug")
    set_up_logs(tmp_path)
    copied: list[str] = []
    hook, seen = CrashHook(lambda: None, copied.append), []
    QTimer.singleShot(0, lambda: answer_with(seen))
    error = bug()
    hook.handle(type(error), error, error.__traceback__)
    assert "KeyError" in seen[0]
    assert copied == seen
    logged = (tmp_path / LOG_FILE).read_text(encoding="utf-8")
    assert "KeyError" in logged
    assert SECRET not in logged


def test_copying_is_said_where_the_eye_is(qtbot, look, monkeypatch):
    said = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event))
    copied: list[str] = []
    dialog = CrashDialog("details", copied.append)
    qtbot.addWidget(dialog)
    button = next(one for one in dialog.findChildren(QPushButton) if "Copy" in one.text())
    button.click()
    assert (copied, button.text()) == (["details"], "Copied")
    messages = [one.message() for one in said if hasattr(one, "message")]
    assert messages == ["Copied"]
    button.click()
    assert copied == ["details", "details"]


def test_a_bug_in_the_dialogs_own_time_opens_no_second_one(qtbot, look, log_watch):
    log_watch.expect("a bug")
    hook, opened = CrashHook(lambda: None, print), []

    def meanwhile():
        error = bug()
        hook.handle(type(error), error, error.__traceback__)
        opened.append(
            len([w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog)])
        )
        QApplication.activeModalWidget().accept()

    QTimer.singleShot(0, meanwhile)
    error = bug()
    hook.handle(type(error), error, error.__traceback__)
    assert opened == [1]


def test_the_hook_takes_over_and_gives_back(qapp):
    before = sys.excepthook
    hook = CrashHook(lambda: None, print)
    hook.install()
    assert sys.excepthook == hook.handle
    hook.remove()
    assert sys.excepthook is before


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_in_the_dialog_is_nameless_or_cut(qtbot, look, percent):
    look.use(percent=percent)
    dialog = CrashDialog("details", print)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert nameless(dialog) == []
    assert clipped(dialog) == []
