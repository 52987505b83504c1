"""The first start: one page, once, in nobody's way."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from emndir.runtime.settings import Settings, load_settings
from emndir.search.outside import Asked
from emndir.ui.panels.first_run import ASKED
from tests.ui.processes import Place
from tests.ui.walks import clipped, focusable, nameless


@pytest.fixture
def first(program, told):
    """The program with the page of the first start shown."""
    program.offer_first_run()
    assert program.window.first_run is not None
    return program


def saved(program):
    return load_settings(program.core.paths.settings_file)[0]


def test_it_stands_in_the_place_of_the_results_and_the_box_keeps_the_keyboard(first):
    window = first.window
    assert window.first_run.isVisible()
    assert not window.page.isVisible()
    assert window.search_panel.search_box.isAncestorOf(window.focusWidget())


def test_typing_is_a_way_past_it(qtbot, first):
    window = first.window
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClicks(window.focusWidget(), "breast")
    assert window.first_run is None
    assert window.page.isVisible()
    assert window.search_panel.search_box.text == "breast"
    assert saved(first) == Settings()


def test_it_is_shown_once(first):
    first.first_run.give_way()
    assert first.core.paths.settings_file.exists()
    first.offer_first_run()
    assert first.window.first_run is None


def test_what_is_given_counts_at_once_and_start_keeps_it(qtbot, first):
    window, page = first.window, first.window.first_run
    window.keys["next-part"].trigger()
    place = page.rows["near_default"].control.line
    assert place.hasFocus()
    qtbot.keyClicks(place, "LE2")
    qtbot.keyClick(place, Qt.Key.Key_Tab)
    assert saved(first).near_default == "LE2"
    assert window.search.criteria.near == "LE2"
    page.rows["theme"].control.segments["dark"].click()
    assert first.context.theme.name == "dark"
    page.rows["text_percent"].control.segments[150].click()
    assert first.context.theme.percent == 150
    name = page.rows["clinic_name"].control
    name.setFocus()
    qtbot.keyClicks(name, "Oadby Surgery")
    assert window.first_run is page  # none of it was a question
    page.start_button.click()
    assert window.first_run is None
    assert window.search_panel.search_box.isAncestorOf(window.focusWidget())
    assert saved(first) == Settings(
        theme="dark", text_percent=150, near_default="LE2", clinic_name="Oadby Surgery"
    )


def test_skip_puts_back_what_was_given(qtbot, first):
    page = first.window.first_run
    page.rows["text_percent"].control.segments[200].click()
    page.rows["theme"].control.segments["contrast"].click()
    page.skip_button.click()
    assert first.window.first_run is None
    assert first.context.theme.percent == 100
    assert saved(first) == Settings()


def test_esc_skips(qtbot, first):
    first.window.keys["next-part"].trigger()
    first.window.keys["back"].trigger()
    assert first.window.first_run is None
    assert first.window.search_panel.search_box.isAncestorOf(first.window.focusWidget())


def test_an_unknown_place_is_said_once_and_holds_nobody_up(qtbot, first):
    page = first.window.first_run
    row = page.rows["near_default"]
    row.focus_control()
    qtbot.keyClicks(row.control.line, "Atlantis")
    page.start_button.click()
    assert first.window.first_run is page
    assert "It is not kept." in row.found.text()
    assert row.control.line.hasFocus()
    page.start_button.click()
    assert first.window.first_run is None
    assert saved(first).near_default == ""


def test_a_place_that_was_given_before_the_list_was_open_is_looked_up_then(qtbot, first):
    page, directory = first.window.first_run, first.context.directory
    row = page.rows["near_default"]
    first.context.directory = None
    row.focus_control()
    qtbot.keyClicks(row.control.line, "Atlantis")
    row.commit()
    assert saved(first).near_default == "Atlantis"
    first.context.directory = directory
    page.look_again()
    assert "It is not kept." in row.found.text()
    assert saved(first).near_default == ""


def test_a_question_from_outside_takes_its_place(qtbot, first, told):
    first.outside.take(Asked.given(query="breast"))
    assert first.window.first_run is None
    assert first.window.page.isVisible()
    qtbot.waitUntil(lambda: not first.tasks.is_busy("search"))
    told.clear()


def test_not_where_something_is_asked_already(qtbot, program):
    program.window.search.set_words("breast")
    program.offer_first_run()
    assert program.window.first_run is None
    assert not program.core.paths.settings_file.exists()  # it was not seen
    qtbot.waitUntil(lambda: not program.tasks.is_busy("search"))


def test_not_where_nothing_can_be_kept(program):
    program.core.paths.config.parent.mkdir(parents=True, exist_ok=True)
    program.core.paths.config.write_text("a file where the folder should be")
    program.offer_first_run()
    assert program.window.first_run is None


def manage(program, names):
    values = {name: getattr(program.core.settings, name) for name in names}
    program.core.managed = replace(program.core.managed, values=values)


def test_not_where_everything_is_managed(program):
    manage(program, ASKED)
    program.offer_first_run()
    assert program.window.first_run is None


def test_what_is_managed_stays(program):
    manage(program, ("near_default", "theme"))
    program.offer_first_run()
    page = program.window.first_run
    enabled = {name: row.control.isEnabled() for name, row in page.rows.items()}
    assert enabled == {
        "near_default": False,
        "text_percent": True,
        "theme": False,
        "clinic_name": True,
    }
    program.window.keys["next-part"].trigger()
    assert page.rows["text_percent"].isAncestorOf(program.window.focusWidget())


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
@pytest.mark.parametrize(("width", "percent"), [(1280, 100), (1280, 200), (480, 100), (760, 200)])
def test_it_is_named_whole_and_large_enough(qtbot, first, name, width, percent):
    window, page = first.window, first.window.first_run
    window.resize(width, 800)
    page.rows["text_percent"].control.segments[percent].click()
    page.rows["theme"].control.segments[name].click()
    page.rows["text_percent"].focus_control()
    focused = window.focusWidget()
    assert nameless(window) == []
    qtbot.waitUntil(lambda: clipped(page) == [])
    small = [one for one in page.findChildren(QAbstractButton) if min(one.size().toTuple()) < 24]
    assert [one for one in small if one.isVisible()] == []
    qtbot.waitUntil(lambda: not focused.visibleRegion().isEmpty())
    stops = focusable(window)
    assert page.start_button in stops
    assert page.skip_button in stops


def test_a_real_first_start_shows_it_and_a_question_does_not(sample_home, tmp_path):
    homes = []
    for name in ("plain", "asked"):
        homes.append(tmp_path / name)
        shutil.copytree(sample_home, homes[-1])
    for home, arguments, is_seen in ((homes[0], (), True), (homes[1], ("--query", "wig"), False)):
        place = Place(home)
        try:
            window = place.window(*arguments)
            window.wait_ready()
            window.wait("answered")
            file = home / "config" / "settings.json"
            assert file.exists() is is_seen
            if is_seen:
                assert json.loads(file.read_text("utf-8"))["near_default"] == ""
        finally:
            place.close()
