"""The window's first painting shows the stored start; the open directory changes nothing of it."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QRect

from emndir.bootstrap import Core
from emndir.search.criteria import Criteria, Facet
from emndir.search.outside import Asked
from emndir.storage.pointer import read_pointer
from emndir.ui.application import Application
from tests.ui.conftest import ROOT, clock

WAYS = 5
"""Four often needed lists, and the way to every stage."""


@pytest.fixture
def real_core(real_home, tmp_path):
    home = tmp_path / "emndir-home"
    shutil.copytree(real_home, home)
    return Core.create(home=home, data_dir=ROOT / "data", clock=clock)


@pytest.fixture
def begin(qtbot):
    """Make a program as it is when its window is painted: the directory is not open."""
    programs = []

    def make(core, asked=None):
        program = Application(core, asked)
        programs.append(program)
        qtbot.addWidget(program.window)
        program.window.resize(1280, 800)
        program.window.show()
        qtbot.waitUntil(lambda: program.window.has_painted)
        qtbot.wait(1)
        return program

    yield make
    for program in programs:
        program.window.close()


def shown(program, *, folded=True):
    """Return everything that the start page, the filters and the status line say.

    Without how many are open now: that is counted once the directory is open.
    """
    window = program.window
    groups = {
        facet: (
            [(box.value, box.count, box.accessibleName()) for box in group.boxes.values()],
            group.heading.accessibleName(),
        )
        for facet, group in window.filter_panel.groups.items()
        if (folded or group.is_open) and facet is not Facet.WHEN
    }
    return (
        groups,
        window.filter_panel.done_button.text(),
        window.results_panel.empty.words,
        window.status.words,
    )


def open_all(qtbot, program):
    with qtbot.waitSignal(program.window.search.answered, timeout=20_000):
        program.open_directory()
    qtbot.waitUntil(lambda: not program.tasks.is_busy("overview"))


def test_what_is_painted_first_is_what_the_directory_answers(qtbot, begin, real_core):
    program = begin(real_core)
    window = program.window
    assert program.context.directory is None
    assert len(window.results_panel.empty.words.ways) == WAYS
    first, picture = shown(program, folded=False), window.grab().toImage()
    window.stored_start.finish()
    before = shown(program)
    assert all(values for values, _heading in before[0].values())
    when = window.filter_panel.groups[Facet.WHEN]
    assert not when.is_open
    assert [box.count for box in when.boxes.values()] == [None] * 4
    boxes = {facet: dict(group.boxes) for facet, group in window.filter_panel.groups.items()}
    buttons = list(window.results_panel.empty.buttons)
    open_all(qtbot, program)
    assert shown(program, folded=False) == first
    assert shown(program) == before
    assert sum(box.count for box in when.boxes.values()) > 100
    assert window.results_panel.empty.buttons == buttons  # not even made anew
    for facet, group in window.filter_panel.groups.items():
        assert dict(group.boxes) == boxes[facet]
    head = window.search_panel.height()  # there the cursor blinks
    side = window.filter_panel.width() + window.results_panel.width()  # the details follow
    seen = QRect(0, head, side, window.height() - head)
    assert window.grab().toImage().copy(seen) == picture.copy(seen)


def test_nothing_that_was_shown_changes_while_the_directory_opens(qtbot, begin, real_core):
    program = begin(real_core)
    words, status = program.window.results_panel.empty.words, program.window.status.words
    seen = []
    program.context.progressed.connect(lambda *_: seen.append("progress"))
    program.context.directory_opened.connect(
        lambda: seen.append((program.window.results_panel.empty.words, program.window.status.words))
    )
    program._say_progress()  # as where opening takes longer than a moment
    open_all(qtbot, program)
    assert seen == [(words, status)]


def test_that_something_is_compiled_is_said_all_the_same(begin, real_core):
    program = begin(real_core)
    program._progressed("Reading the directory’s text")
    program._say_progress()
    assert program.window.results_panel.empty.words.progress is not None


def test_on_another_day_the_ages_are_of_that_day(begin, real_core):
    later = Core(
        paths=real_core.paths,
        settings=real_core.settings,
        data_dir=real_core.data_dir,
        clock=lambda: datetime(2031, 1, 1, 9, 0),
    )
    program = begin(later)
    program.window.stored_start.finish()
    group = program.window.filter_panel.groups[Facet.NEWEST_SOURCE]
    assert group.boxes["within-1-year"].count == 0
    assert any(words.startswith("0%") for words in program.window.status.words)


@pytest.mark.parametrize(
    "settings", [{"near_default": "LE2"}, {"near_default": "zzz"}, {"within_default": 10}]
)
def test_with_a_usual_place_no_count_is_shown_before_it_is_known(qtbot, begin, real_core, settings):
    real_core.settings = replace(real_core.settings, **settings)
    program = begin(real_core)
    panel = program.window.filter_panel
    program.window.stored_start.finish()
    counts = {box.count for group in panel.groups.values() for box in group.boxes.values()}
    assert counts == {None}
    assert panel.groups[Facet.HELP_GROUP].boxes  # what can be chosen is known
    assert len(program.window.results_panel.empty.words.ways) == WAYS  # wherever the patient lives
    words = program.window.results_panel.empty.words
    open_all(qtbot, program)
    assert program.window.results_panel.empty.words == words


def test_with_a_question_from_outside_neither_counts_nor_lists_are_shown(begin, real_core):
    program = begin(real_core, Asked.given(query="breast", near="LE2"))
    window = program.window
    boxes = window.filter_panel.groups[Facet.HELP_GROUP].boxes
    assert {box.count for box in boxes.values()} == {None}
    assert window.results_panel.empty.words.ways == ()
    assert not window.stored_start.is_shown
    assert window.search_panel.search_box.text == "breast"


def test_what_is_typed_and_ticked_before_the_directory_is_open_is_asked_then(
    qtbot, begin, real_core
):
    program = begin(real_core)
    window = program.window
    window.search_panel.search_box.add_typed("breast")
    window.filter_panel.groups[Facet.HELP_GROUP].boxes["support-and-information"].click()
    window.stored_start.finish()
    open_all(qtbot, program)
    asked = window.search.answer.criteria
    assert asked.words == "breast"
    assert asked.codes(Facet.HELP_GROUP) == ("support-and-information",)
    assert window.search.results.total == program.context.directory.find(asked).total > 0


def test_a_filter_has_its_name_before_the_directory_is_open(begin, real_core):
    search = begin(real_core).window.search
    assert search.facet_words(Facet.CANCER_SITE, "breast") == "Breast cancer"
    assert search.facet_words(Facet.CANCER_SITE, "unknown-site") == "unknown-site"


def test_an_often_needed_list_is_asked_as_soon_as_there_is_a_directory(qtbot, begin, real_core):
    program = begin(real_core)
    window = program.window
    ways = window.results_panel.empty.words.ways
    window.results_panel.empty.way_chosen.emit(ways[2].key)
    open_all(qtbot, program)
    assert window.search.results.total == int(ways[2].number)


def test_without_a_usable_row_the_start_is_as_ever(qtbot, begin, real_core):
    folder = real_core.paths.directory_folder
    with sqlite3.connect(folder / read_pointer(folder).file) as database:
        database.execute("UPDATE start_page SET content = replace(content, '1', '2')")
    database.close()
    program = begin(real_core)
    window = program.window
    assert program.context.start_page is None
    assert window.results_panel.empty.words.ways == ()
    assert "Opening the list…" in window.status.words
    assert not any(group.boxes for group in window.filter_panel.groups.values())
    program.context.messages.told.connect(lambda _message: None)
    open_all(qtbot, program)  # compiled anew, since the file is not what it was
    assert len(window.results_panel.empty.words.ways) == WAYS
    assert program.core.start_page() is not None


def test_criteria_of_a_usual_place_are_not_blank(begin, real_core):
    assert begin(real_core).window.search.blank() == Criteria()
