"""After the next patient's key nothing of the one before is left: on disk, in memory, on screen."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from emndir.runtime.logs import set_up_logs
from emndir.ui.detail import RouteSpec
from tests.memory import alive, in_memory
from tests.ui.paper import Paper
from tests.ui.remains import in_widgets, on_disk

WORD = ("zq", "vxk")  # put together only where it is used, so that no constant holds it whole
ROOT = Path(__file__).parents[2]


def has_word(text: str) -> bool:
    """Return True for what holds the word that was typed, also as Windows and Qt write it."""
    text = text.lower().replace("\0", "")
    at = text.find(WORD[0])
    return at >= 0 and text[at + 2 : at + 5] == WORD[1]


@pytest.fixture
def temp(tmp_path, monkeypatch):
    """A temporary folder of our own, for Python, Qt and whatever prints."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def printed(monkeypatch, tmp_path):
    """Print into a file that stands for the paper."""
    return Paper(monkeypatch, tmp_path / "paper.pdf").path


def use_for_a_patient(qtbot, window):
    """Search, choose, copy, put on the shortlist, make a hand-out, look at it and print it."""
    panel = window.search_panel
    panel.search_box.focus_all()
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClicks(panel.search_box.line, "breast " + "".join(WORD))
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClicks(panel.near_box.line, "LE2 4" + "".join(WORD))
    with qtbot.waitSignal(window.search.answered):
        panel.near_box.clear_by_hand()
        qtbot.keyClicks(panel.near_box.line, "LE2")
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        window.results_panel.focus_part()
    window.keys["copy"].trigger()
    detail = window.service_panel.detail
    window.shortlist.toggle(detail.uid, detail.name)
    failed = []

    def look():
        dialog = QApplication.activeModalWidget()
        try:
            qtbot.waitUntil(lambda: dialog.view_model.handout is not None, timeout=10_000)
            dialog.taking.copy_text()
            dialog.taking.print_with_dialog()
            assert [one.text for one in dialog.banners.messages] == ["Sent to the printer."]
        except BaseException as error:
            failed.append(str(error))
        finally:
            dialog.reject()

    QTimer.singleShot(0, look)
    window.keys["print"].trigger()
    assert failed == []


def clear(qtbot, window, told):
    window.activateWindow()  # no window manager gives the keyboard back here
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClick(window, Qt.Key.Key_F8)
    window.search._forget.setInterval(1)
    qtbot.waitUntil(lambda: not window.forgetting.can_undo)
    qtbot.waitUntil(lambda: not window.search.is_behind)
    told.clear()
    qtbot.wait(50)  # what was to be deleted later is


OF_A_PATIENT = ("MadeHandout", "Sheet", "Detail", "HandoutDialog", "HandoutViewModel", "_Made")
"""Classes of which nothing may be left."""


@pytest.mark.parametrize("view", ["wide", "narrow", "patient-view"])
def test_nothing_of_a_patient_is_left(
    qtbot, program, told, temp, printed, own_home, tmp_path, view
):
    window = program.window
    of_other_tests = [one for name in OF_A_PATIENT for one in alive(name)]
    before = {id(one) for one in of_other_tests}
    if view == "narrow":
        window.keys[view].trigger()
    set_up_logs(program.core.paths.logs)
    use_for_a_patient(qtbot, window)
    if view == "patient-view":
        window.keys[view].trigger()
    assert in_memory(has_word)  # it looks where there is something to be found
    assert has_word(window.search_panel.search_box.text)
    assert printed.is_file()
    clear(qtbot, window, told)
    assert in_memory(has_word) == []
    assert in_widgets(has_word) == []
    assert on_disk([own_home, tmp_path], has_word) == []
    assert QGuiApplication.clipboard().text() == ""
    for name in OF_A_PATIENT:
        left = [one for one in alive(name) if id(one) not in before]
        assert left == [], name
    assert [one.name for one in temp.iterdir()] == []
    files = {path for path in own_home.rglob("*") if path.is_file()}
    assert {path.suffix for path in files} <= {".json", ".log", ".sqlite", ".toml"}


def test_a_route_that_was_opened_leaves_nothing(
    qtbot, program, told, monkeypatch, own_home, tmp_path
):
    """Where a journey starts is put into an address, copied, and given to the browser."""
    window, given = program.window, []
    of_other_tests = [*alive("RouteDialog"), *alive("RouteSpec")]
    before = {id(one) for one in of_other_tests}
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: given.append(has_word(url.toString())) or True
    )
    set_up_logs(program.core.paths.logs)
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        dialog.tick.setChecked(True)
        dialog.copy_button.click()
        seen.append(has_word(QGuiApplication.clipboard().text()) and bool(in_widgets(has_word)))
        dialog.open_button.click()

    QTimer.singleShot(0, look)
    window.dialogs.show_route(
        RouteSpec(name="Hospital", to="LE1 5WW", is_code=True, start="".join(WORD))
    )
    assert (seen, given) == ([True], [True])
    clear(qtbot, window, told)
    assert in_memory(has_word) == []
    assert in_widgets(has_word) == []
    assert on_disk([own_home, tmp_path], has_word) == []
    assert QGuiApplication.clipboard().text() == ""
    for name in ("RouteDialog", "RouteSpec"):
        assert [one for one in alive(name) if id(one) not in before] == [], name


def test_f8_closes_a_route_that_nobody_answered(qtbot, program, told, monkeypatch):
    given = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: given.append(url) or True)
    window = program.window
    QTimer.singleShot(0, lambda: window.keys["new-patient"].trigger())
    window.dialogs.show_route(
        RouteSpec(name="Hospital", to="LE1 5WW", is_code=True, start="".join(WORD))
    )
    assert QApplication.activeModalWidget() is None
    assert given == []
    clear(qtbot, window, told)
    assert in_memory(has_word) == []


def type_on_the_page_of_all_stages(qtbot, page):
    """Type a place that is none, then one that is, and in the end no cancer."""
    page.view_model.set_words("Breast cancer")
    qtbot.keyClicks(page.near_box.line, "LE2 4" + "".join(WORD))
    qtbot.waitUntil(lambda: page.view_model.problem is not None)
    assert has_word(page.words.text())
    page.view_model.set_near("LE2")
    qtbot.waitUntil(lambda: bool(page.model.rows))
    qtbot.keyClicks(page.cancer_box.line, "".join(WORD))


def test_what_was_typed_on_the_page_of_all_stages_is_left_nowhere(
    qtbot, program, told, own_home, tmp_path
):
    window = program.window
    window.staging.open()
    type_on_the_page_of_all_stages(qtbot, window.staging.page)
    assert in_memory(has_word)
    assert in_widgets(has_word)
    clear(qtbot, window, told)
    assert in_memory(has_word) == []
    assert in_widgets(has_word) == []
    assert on_disk([own_home, tmp_path], has_word) == []


@pytest.mark.parametrize("name", ["find", "suggest"])
def test_a_question_that_still_runs_leaves_nothing_either(qtbot, program, told, monkeypatch, name):
    window = program.window
    directory = program.context.directory
    go_on, real, ended = Event(), getattr(directory, name), []

    def slow(asked):
        answer = real(asked)
        if has_word(str(asked)):
            go_on.wait(10)
            answer = real(asked)
            ended.append(name)
        return answer

    monkeypatch.setattr(directory, name, slow)
    qtbot.keyClicks(window.search_panel.search_box.line, "".join(WORD))
    topic = {"find": "search", "suggest": "suggestions"}[name]
    qtbot.waitUntil(lambda: program.tasks.is_busy(topic))
    qtbot.wait(100)  # past the pause after the last key
    for _ in range(2):  # the second time nothing can be undone
        qtbot.keyClick(window, Qt.Key.Key_F8)
    go_on.set()
    qtbot.waitUntil(lambda: bool(ended) and not window.search.is_behind)
    qtbot.waitUntil(lambda: not program.tasks._running)
    told.clear()
    assert in_memory(has_word) == []


def test_what_the_collector_passes_over_is_looked_at_too():
    held = [{"kept": "".join(WORD)}]
    gc.freeze()
    assert in_memory(has_word)
    held.clear()
    assert in_memory(has_word) == []


def test_the_search_below_is_looked_at_whole(qtbot, program, told, own_home, tmp_path):
    """It finds what is there: a file with the word in it, whichever way it is written."""
    word = "".join(WORD)
    for number, encoding in enumerate(("utf-8", "utf-16-le")):
        (tmp_path / f"left-{number}").write_text(word, encoding=encoding)
    (own_home / word).mkdir(parents=True)
    assert len(on_disk([own_home, tmp_path], has_word)) == 3


TYPST = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from emndir.bootstrap import Core
from emndir.making import Recipe
from emndir.ui.viewmodels.handout_making import Request, make_handout

core = Core.create(home=Path(sys.argv[2]), data_dir=Path(sys.argv[1]) / "tests" / "files" / "data")
directory = core.open()
made = make_handout(directory, Request(
    recipe=Recipe(uids=("glenfield-breast-care-centre",), points=12), today=core.clock().date()))
assert made.pdf.startswith(b"%PDF")
directory.close()
"""


def test_typesetting_writes_no_file_outside_the_programs_own_folder(tmp_path):
    home, temp, emndir_home = tmp_path / "home", tmp_path / "temp", tmp_path / "own"
    for folder in (home, temp):
        folder.mkdir()
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "HOME": str(home), "USERPROFILE": str(home), "TMPDIR": str(temp), "TEMP": str(temp),
        "TMP": str(temp), "LOCALAPPDATA": str(home / "local"), "APPDATA": str(home / "roaming"),
    }  # fmt: skip
    command = [sys.executable, "-c", TYPST, str(ROOT), str(emndir_home)]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert list(temp.rglob("*")) == []
    assert [path for path in home.rglob("*") if path.is_file()] == []
