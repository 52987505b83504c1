"""The comparison in the whole window, with the keyboard alone, and nothing of it kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from emndir.choice.comparison import Matter, Question
from emndir.making import Kind
from emndir.ui import theme
from emndir.ui.comparing import KEPT
from emndir.ui.dialogs.handout_dialog import HandoutDialog
from emndir.ui.widgets.compare_delegate import PLOT, CompareDelegate
from emndir.ui.widgets.status_strip import HEIGHT
from tests.memory import alive
from tests.ui.access.checks import LEAST_TARGET
from tests.ui.test_journeys import CONTROL, SHIFT, press, type_words
from tests.ui.walks import clipped, nameless

KEY = Qt.Key


@pytest.fixture
def window(qtbot, real_program):
    """The window with the clinics for breast cancer near LE2."""
    type_words(qtbot, real_program, "breast le2")
    with qtbot.waitSignal(real_program.window.service_panel.view_model.shown):
        press(qtbot, real_program, KEY.Key_Down)
    return real_program.window


def gather(window, count):
    hits = [hit.summary for hit in window.search.results.hits if not hit.summary.is_place]
    for one in hits[:count]:
        window.shortlist.toggle(one.uid, one.name)


def shown(qtbot, window):
    """Wait for the columns, and return the page."""
    comparing = window.comparing
    qtbot.waitUntil(lambda: comparing.page is not None and bool(comparing.page.model.rows))
    QApplication.processEvents()
    return comparing.page


@pytest.fixture
def page(qtbot, real_program, window):
    """Three services side by side, opened by the key."""
    gather(window, 3)
    press(qtbot, real_program, KEY.Key_M, CONTROL)
    return shown(qtbot, window)


def here(page):
    index = page.table.currentIndex()
    return index.row(), page.table.column.uid


def headings(page):
    return [row.heading for row in page.model.rows]


# --- there and back -------------------------------------------------------------------------------


def test_ctrl_m_opens_it_and_escape_goes_back_to_where_the_keyboard_was(
    qtbot, real_program, window
):
    gather(window, 2)
    before = window.focusWidget()
    assert before is window.results_panel.cards.list
    press(qtbot, real_program, KEY.Key_M, CONTROL)
    page = shown(qtbot, window)
    assert window.focusWidget() is page.table
    for part in (window.search_panel, window.page, window.tray):
        assert not part.isVisible()
    assert window.status.isVisible()
    press(qtbot, real_program, KEY.Key_Escape)
    assert window.comparing.page is None
    assert window.focusWidget() is before
    for part in (window.search_panel, window.page, window.tray):
        assert part.isVisible()


def test_the_key_once_more_and_alt_left_go_back_too(qtbot, real_program, window):
    gather(window, 2)
    for key, modifier in (
        (KEY.Key_M, CONTROL),
        (KEY.Key_Left, Qt.KeyboardModifier.AltModifier),
    ):
        window.comparing.open()
        shown(qtbot, window)
        press(qtbot, real_program, key, modifier)
        assert not window.comparing.is_open


def test_the_button_of_the_tray_opens_it(qtbot, window):
    gather(window, 1)
    assert not window.tray.compare_button.isVisible()
    gather(window, 1)  # off again
    gather(window, 2)
    qtbot.mouseClick(window.tray.compare_button, Qt.MouseButton.LeftButton)
    assert len(shown(qtbot, window).model.columns) == 2


def test_with_too_few_it_says_what_to_do(qtbot, program, told):
    press(qtbot, program, KEY.Key_M, CONTROL)
    assert not program.window.comparing.is_open
    hint = "Put two or more services on the shortlist, then press Ctrl M."
    assert told.texts() == [f"There is nothing to compare yet. {hint}"]


def test_one_on_the_shortlist_stands_beside_the_one_that_is_chosen(qtbot, real_program, window):
    second = [hit.summary for hit in window.search.results.hits if not hit.summary.is_place][1]
    window.shortlist.toggle(second.uid, second.name)
    press(qtbot, real_program, KEY.Key_M, CONTROL)
    page = shown(qtbot, window)
    chosen = window.results_panel.row.uid
    assert {column.uid for column in page.model.columns} == {chosen, second.uid}


def test_of_more_than_four_the_first_four_are_compared_and_it_says_so(
    qtbot, real_program, window, told
):
    gather(window, 6)
    first = [item.uid for item in window.shortlist.items[:4]]
    press(qtbot, real_program, KEY.Key_M, CONTROL)
    page = shown(qtbot, window)
    assert sorted(column.uid for column in page.model.columns) == sorted(first)
    assert told.texts() == [
        "The first four of the shortlist are compared. Remove a column to add another one."
    ]
    assert not page.bar.add_button.isEnabled()


def test_keys_for_what_is_out_of_sight_do_nothing_and_come_back(qtbot, real_program, window):
    gather(window, 2)
    enabled = {name for name, action in window.keys.items() if action.isEnabled()}
    window.comparing.open()
    shown(qtbot, window)
    assert {name for name, action in window.keys.items() if action.isEnabled()} == enabled & KEPT
    press(qtbot, real_program, KEY.Key_D, CONTROL)
    assert len(window.shortlist.items) == 2
    window.comparing.leave()
    assert {name for name, action in window.keys.items() if action.isEnabled()} == enabled


# --- in the table ---------------------------------------------------------------------------------


def test_the_arrow_keys_reach_every_cell_and_notes_count_as_one(qtbot, real_program, page):
    seen = set()
    last = page.model.rowCount() - 1
    for _ in range(last + 1):
        row, _uid = here(page)
        press(qtbot, real_program, KEY.Key_Home)
        for _column in page.model.columns:
            seen.add(here(page))
            press(qtbot, real_program, KEY.Key_Right)
        press(qtbot, real_program, KEY.Key_Home)
        assert here(page)[0] == row
        press(qtbot, real_program, KEY.Key_Down)
    uids = [column.uid for column in page.model.columns]
    assert seen == {(row, uid) for row in range(last + 1) for uid in uids}
    press(qtbot, real_program, KEY.Key_Home, CONTROL)
    assert here(page)[0] == 0
    press(qtbot, real_program, KEY.Key_End, CONTROL)
    assert here(page)[0] == last
    press(qtbot, real_program, KEY.Key_PageUp)
    assert here(page)[0] < last


def test_a_note_over_the_whole_width_keeps_the_column(qtbot, real_program, page):
    notes = [at for at, row in enumerate(page.model.rows) if row.note]
    page.table.go_to(notes[0] - 1, 2)
    uid = here(page)[1]
    press(qtbot, real_program, KEY.Key_Down)
    press(qtbot, real_program, KEY.Key_Up)
    assert here(page) == (notes[0] - 1, uid)


def test_the_cell_with_the_keyboard_is_in_sight(qtbot, real_program, page):
    table = page.table
    for _ in range(page.model.rowCount()):
        press(qtbot, real_program, KEY.Key_Down)
        rect = table.visualRect(table.currentIndex())
        assert table.viewport().rect().intersects(rect)
        assert rect.height() > table.viewport().height() or table.viewport().rect().contains(
            rect.adjusted(1, 1, -1, -1)
        )


def test_enter_opens_the_service_of_the_column(qtbot, real_program, window, page):
    press(qtbot, real_program, KEY.Key_Right)
    uid = here(page)[1]
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        press(qtbot, real_program, KEY.Key_Return)
    assert not window.comparing.is_open
    assert window.service_panel.detail.uid == uid
    qtbot.waitUntil(lambda: window.service_panel.isAncestorOf(window.focusWidget()))


def test_delete_takes_a_column_away_and_leaves_the_shortlist(qtbot, real_program, window, page):
    gathered = window.shortlist.items
    first = page.model.columns[0].uid
    press(qtbot, real_program, KEY.Key_Delete)
    qtbot.waitUntil(lambda: not real_program.tasks.is_busy("compare"))
    assert first not in [column.uid for column in page.model.columns]
    assert window.focusWidget() is page.table
    assert window.shortlist.items == gathered
    press(qtbot, real_program, KEY.Key_Delete)
    press(qtbot, real_program, KEY.Key_Delete)
    assert not window.comparing.is_open
    assert window.shortlist.items == gathered


def test_a_column_is_moved_by_keys_and_then_stands_in_its_own_order(qtbot, real_program, page):
    uids = [column.uid for column in page.model.columns]
    press(qtbot, real_program, KEY.Key_Right, CONTROL | SHIFT)
    assert [column.uid for column in page.model.columns] == [uids[1], uids[0], uids[2]]
    assert here(page)[1] == uids[0]
    assert "in your own order. It is not a ranking." in page.words.words
    press(qtbot, real_program, KEY.Key_Left, CONTROL | SHIFT)
    press(qtbot, real_program, KEY.Key_Left, CONTROL | SHIFT)  # it stops at the end
    assert [column.uid for column in page.model.columns] == uids


def test_the_buttons_of_a_head_move_and_remove(qtbot, page):
    uids = [column.uid for column in page.model.columns]
    qtbot.mouseClick(page.heads.heads[0].move_button, Qt.MouseButton.LeftButton)
    assert [column.uid for column in page.model.columns] == [uids[1], uids[0], uids[2]]
    head = page.heads.heads[2]
    assert head.remove_button.accessibleName() == f"Remove: {page.model.columns[2].name}"
    for button in (head.move_button, head.remove_button):
        assert min(button.width(), button.height()) >= LEAST_TARGET
    qtbot.mouseClick(head.remove_button, Qt.MouseButton.LeftButton)
    assert [column.uid for column in page.model.columns] == [uids[1], uids[0]]


def test_a_hospital_is_added_beside_the_services(qtbot, real_program, window):
    with qtbot.waitSignal(window.search.answered):
        window.search.set_words("glenfield hospital")
    place = next(hit.summary for hit in window.search.results.hits if hit.summary.is_place)
    gather(window, 2)
    window.comparing.open()
    page = shown(qtbot, window)
    page.bar.add_button.menu().aboutToShow.emit()
    action = next(one for one in page.bar.add_button.menu().actions() if one.text() == place.name)
    action.trigger()
    qtbot.waitUntil(lambda: len(page.model.columns) == 3)
    assert place.uid in [column.uid for column in page.model.columns if column.is_place]
    assert place.uid not in page.view_model.service_uids
    at = [column.uid for column in page.model.columns].index(place.uid)
    page.table.go_to(0, at)
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        press(qtbot, real_program, KEY.Key_Return)
    assert window.service_panel.detail.is_place


# --- what matters ---------------------------------------------------------------------------------


def test_what_matters_moves_rows_up_by_keyboard_and_is_not_kept(qtbot, real_program, window, page):
    usual = headings(page)
    uids = [column.uid for column in page.model.columns]
    press(qtbot, real_program, KEY.Key_F6)
    chip = page.chips.chips[Matter.JOURNEY]
    assert window.focusWidget() is chip
    press(qtbot, real_program, KEY.Key_Right)
    press(qtbot, real_program, KEY.Key_Space)
    assert page.chips.chips[Matter.PARKING].isChecked()
    assert headings(page)[0] == "Parking"
    assert sorted(headings(page)) == sorted(usual)
    assert [column.uid for column in page.model.columns] == uids
    window.comparing.leave()
    window.comparing.open()
    again = shown(qtbot, window)
    assert headings(again) == usual
    assert not any(chip.isChecked() for chip in again.chips.chips.values())


def test_only_rows_that_differ(qtbot, page):
    whole = len(page.model.rows)
    qtbot.mouseClick(page.only_differing, Qt.MouseButton.LeftButton)
    assert 0 < len(page.model.rows) < whole
    for row in page.model.rows:
        if row.cells and row.question is not Question.FIGURES:
            assert len({each.words for each in row.cells}) > 1
    qtbot.mouseClick(page.only_differing, Qt.MouseButton.LeftButton)
    assert len(page.model.rows) == whole


def test_the_keyboard_stays_on_its_row_when_rows_move(qtbot, page):
    at = headings(page).index("Phone")
    page.table.go_to(at, 1)
    page.view_model.set_matters(frozenset({Matter.PHONE}))
    assert here(page) == (0, page.model.columns[1].uid)
    assert headings(page)[0] == "Phone"


def test_old_figures_come_with_a_warning_only_when_asked_for(qtbot, real_program, page):
    (note,) = [at for at, row in enumerate(page.model.rows) if row.action]
    said = page.model.index(note, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("Enter: show with a warning.")
    assert "newer ones are due" in said
    page.table.go_to(note, 0)
    press(qtbot, real_program, KEY.Key_Return)
    assert "28 days" in " ".join(headings(page))
    last = page.model.rows[-1]
    assert last.action == "Hide old figures"
    assert page.table.currentIndex().row() == page.model.rowCount() - 1
    press(qtbot, real_program, KEY.Key_Return)
    assert "28 days" not in " ".join(headings(page))


def test_a_plot_has_its_room_and_is_said_by_its_cell(qtbot, real_program):
    window = real_program.window
    for uid in ("uhl-radiotherapy-leicester", "nuh-radiotherapy-nottingham"):
        window.shortlist.toggle(uid, uid)
    press(qtbot, real_program, KEY.Key_M, CONTROL)
    page = shown(qtbot, window)
    page.view_model.toggle_expired()
    table, model = page.table, page.model
    at = next(n for n, row in enumerate(model.rows) if any(one.plot for one in row.cells))
    row = model.rows[at]
    bare = replace(row, cells=tuple(replace(one, plot=None) for one in row.cells))
    highest = max(table.itemDelegate().height(bare, n, table.width_of(n)) for n in table.shown)
    assert table.rowHeight(at) >= highest + theme.current().px(PLOT)
    said = model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "National standard" in said
    table.go_to(at, 1)
    plain, drawn = row.cells[0].plot, table.grab().toImage()
    model.rows = (*model.rows[:at], bare, *model.rows[at + 1 :])
    assert plain is not None
    assert table.grab().toImage() != drawn


def test_a_row_higher_than_the_table_is_read_to_its_end_with_the_keys(qtbot, real_program):
    window = real_program.window
    real_program.context.theme.use("light", 200)
    window.resize(1280, 800)
    for uid in ("uhl-radiotherapy-leicester", "nuh-radiotherapy-nottingham"):
        window.shortlist.toggle(uid, uid)
    press(qtbot, real_program, KEY.Key_M, CONTROL)
    page = shown(qtbot, window)
    page.view_model.toggle_expired()
    settle()
    table = page.table
    at = next(n for n, row in enumerate(page.model.rows) if any(one.plot for one in row.cells))
    high = table.rowHeight(at)
    assert high > table.viewport().height()
    table.go_to(at, 0)

    def foot():
        return table.rowViewportPosition(at) + high

    presses = 0
    while here(page)[0] == at and foot() > table.viewport().height():
        press(qtbot, real_program, KEY.Key_Down)
        presses += 1
    assert 0 < presses < 6
    assert here(page)[0] == at, "its end was in sight before the next row was gone to"
    before = table.rowViewportPosition(at)
    press(qtbot, real_program, KEY.Key_Right)
    assert table.rowViewportPosition(at) == before
    press(qtbot, real_program, KEY.Key_Down)
    assert here(page)[0] == at + 1
    press(qtbot, real_program, KEY.Key_Up)
    while here(page)[0] == at and table.rowViewportPosition(at) < 0:
        press(qtbot, real_program, KEY.Key_Up)
    assert (here(page)[0], table.rowViewportPosition(at)) == (at, 0)


def test_a_site_can_switch_figures_off(qtbot, real_program, window):
    core = real_program.context.core
    core.settings = replace(core.settings, show_figures=False)
    gather(window, 2)
    window.comparing.open()
    questions = [row.question for row in shown(qtbot, window).model.rows]
    assert Question.FIGURES not in questions


# --- the way there --------------------------------------------------------------------------------


def test_a_route_is_asked_about_from_the_head_of_a_column(qtbot, window, page, monkeypatch):
    asked, opened = [], []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)

    def look():
        dialog = QApplication.activeModalWidget()
        asked.append((dialog.address, dialog.tick.isChecked(), dialog.focusWidget().text()))
        qtbot.keyClick(dialog.cancel_button, KEY.Key_Return)

    at = next(at for at, column in enumerate(page.model.columns) if column.route)
    button = page.heads.heads[at].route_button
    assert button in page.tab_stops()
    assert button.accessibleName() == f"Route…: {page.model.columns[at].name}"
    button.setFocus()
    QTimer.singleShot(0, look)
    qtbot.keyClick(button, KEY.Key_Space)
    to = page.model.columns[at].route.to
    assert asked == [
        (f"https://www.openstreetmap.org/directions?to={to.replace(' ', '%20')}", False, "Cancel")
    ]
    assert opened == []
    assert window.comparing.is_open


def test_a_site_can_switch_routes_off(qtbot, real_program, window):
    core = real_program.context.core
    core.settings = replace(core.settings, open_routes=False)
    gather(window, 2)
    window.comparing.open()
    heads = shown(qtbot, window).heads.heads
    assert [head.route_button for head in heads] == [None, None]


@pytest.fixture
def way(qtbot, page):
    """The map in the place of the table, opened by the keyboard, with the transport found."""
    page.heads.map_button.setFocus()
    qtbot.keyClick(page.heads.map_button, KEY.Key_Space)
    qtbot.waitUntil(lambda: bool(page.way.found))
    return page.way


def test_the_map_has_all_places_in_words_and_says_whose_it_is(page, way):
    assert page.table.isHidden() or not page.table.isVisible()
    assert way.panel.map.hasFocus()
    placed = [each for each in page.model.columns if each.route]
    lines = way.panel.words.words
    for at, column in enumerate(page.model.columns, start=1):
        if column in placed:
            assert f"{at}: " in lines
    assert "in a straight line" in lines
    assert "Crown copyright" in way.panel.credits.text()
    assert nameless(page) == []
    assert clipped(page) == []


def test_buses_stand_with_the_transport_of_their_end(page, way):
    beside = page.view_model.beside
    told = [
        line.words
        for uid, cells in beside.cells.items()
        if beside.ways[uid].point is not None and cells[Question.WITHOUT_CAR].is_known
        for line in cells[Question.WITHOUT_CAR].lines
    ]
    assert told
    for words in told:
        assert words in way.panel.transport.said


def test_transport_near_each_end_opens_its_record(qtbot, real_program, window, way):
    assert way.found[0].heading == "From LE2"
    assert len(way.found) > 1
    rows = way.panel.transport.rows[0]
    uid = way.found[0].rows[0].uid
    rows.buttons[0].setFocus()
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        qtbot.keyClick(rows.buttons[0], KEY.Key_Return)
    assert window.service_panel.detail.uid == uid
    assert not window.comparing.is_open


def test_one_key_turns_to_the_map_and_back(qtbot, real_program, window, page):
    page.table.go_to(2, 1)
    before = here(page)
    press(qtbot, real_program, KEY.Key_M, CONTROL | SHIFT)
    assert page.way.is_open
    assert page.way.panel.map.hasFocus()
    press(qtbot, real_program, KEY.Key_M, CONTROL | SHIFT)
    assert window.focusWidget() is page.table
    assert here(page) == before


def test_escape_goes_from_the_map_to_the_table_and_then_back(
    qtbot, real_program, window, page, way
):
    press(qtbot, real_program, KEY.Key_Escape)
    assert window.comparing.is_open
    assert page.table.isVisible()
    assert window.focusWidget() is page.table
    press(qtbot, real_program, KEY.Key_Escape)
    assert not window.comparing.is_open


def test_tab_goes_round_on_the_map_and_f6_comes_back_to_it(qtbot, real_program, window, page, way):
    stops = page.tab_stops()
    assert way.back_button in stops
    assert way.panel.map in stops
    assert page.table not in stops
    page.bar.copy_button.setFocus()
    press(qtbot, real_program, KEY.Key_F6)
    assert way.panel.isAncestorOf(window.focusWidget())


def test_the_copied_table_ends_with_the_transport(qtbot, real_program, page, way, told):
    press(qtbot, real_program, KEY.Key_C, CONTROL)
    told.clear()
    text = QGuiApplication.clipboard().text().replace("\xa0", " ")
    for near in way.found:
        assert f"Transport, {near.heading}: " in text
        for row in near.rows:
            assert row.copied.replace("\xa0", " ") in text


def test_f8_takes_map_and_transport_too(qtbot, real_program, window, way, told):
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, real_program, KEY.Key_F8)
    told.clear()
    assert way.found == ()
    window.search._forget.setInterval(1)
    qtbot.waitUntil(lambda: not window.forgetting.can_undo)
    qtbot.wait(50)
    for name in ("WayPanel", "MarksMap", "TransportNear", "TransportRow"):
        assert alive(name) == [], name


def test_a_site_without_maps_has_the_words_alone(qtbot, real_program, window):
    core = real_program.context.core
    core.settings = replace(core.settings, show_map=False)
    gather(window, 2)
    window.comparing.open()
    page = shown(qtbot, window)
    page.heads.map_button.click()
    assert page.way.panel.map is None
    assert page.way.panel.words.hasFocus()


# --- copying, printing, the next patient ----------------------------------------------------------


def test_it_is_copied_as_a_table_and_f8_takes_it_back(qtbot, real_program, window, page, told):
    board = QGuiApplication.clipboard()
    press(qtbot, real_program, KEY.Key_C, CONTROL)
    assert told.texts() == ["Copied: the comparison as a table, fit for a patient."]
    data = board.mimeData()
    assert data.text().split("\n")[0].count("\t") == 3
    assert "<table" in data.html()
    assert "It is not a ranking." in data.text()
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, real_program, KEY.Key_F8)
    told.clear()
    assert board.text() == ""
    left = board.mimeData()
    assert left is None or not left.hasHtml()


def test_print_opens_your_choices_with_the_table(qtbot, real_program, window, page, monkeypatch):
    made = []
    monkeypatch.setattr(window.dialogs, "_show", lambda dialog, **_more: made.append(dialog) or 0)
    press(qtbot, real_program, KEY.Key_P, CONTROL)
    (dialog,) = made
    assert isinstance(dialog, HandoutDialog)
    qtbot.addWidget(dialog)
    recipe = dialog.view_model.recipe
    assert recipe.kind is Kind.CHOICES
    assert recipe.with_table
    assert recipe.uids == tuple(column.uid for column in page.model.columns)
    assert dialog.choices.options["with_table"].isChecked()
    qtbot.waitUntil(lambda: dialog.view_model.handout is not None, timeout=20_000)


OF_A_PATIENT = ("ComparePage", "CompareViewModel", "Beside", "Option", "CompareRow", "TableCopy")


def test_f8_takes_the_page_and_leaves_nothing_in_memory(qtbot, real_program, window, told):
    before = {id(one) for name in OF_A_PATIENT for one in alive(name)}
    gather(window, 3)
    window.comparing.open()
    page = shown(qtbot, window)
    page.view_model.set_matters(frozenset({Matter.PARKING}))
    page.view_model.toggle_expired()
    page.bar.copy_button.click()
    del page
    assert alive("Beside")
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, real_program, KEY.Key_F8)
    window.forgetting.start_afresh()
    told.clear()
    qtbot.waitUntil(lambda: not window.search.is_behind)
    qtbot.wait(50)
    told.clear()
    assert not window.comparing.is_open
    assert window.search_panel.isVisible()
    assert window.page.isVisible()
    left = [one for name in OF_A_PATIENT for one in alive(name) if id(one) not in before]
    assert left == []


def test_leaving_forgets_it_too(qtbot, real_program, window):
    before = {id(one) for name in OF_A_PATIENT for one in alive(name)}
    gather(window, 2)
    window.comparing.open()
    shown(qtbot, window)
    window.comparing.leave()
    qtbot.wait(50)
    left = [one for name in OF_A_PATIENT for one in alive(name) if id(one) not in before]
    assert left == []


def test_it_counts_as_something_of_a_patient_while_it_is_open(qtbot, window):
    gather(window, 2)
    window.comparing.open()
    shown(qtbot, window)
    assert window.comparing.is_open
    assert window.forgetting.holds_anything


# --- to see and to hear ---------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1280, 800), (720, 800), (480, 800)])
def test_no_cell_is_cut_and_nothing_scrolls_sideways(qtbot, window, page, size, percent):
    window.context.theme.use(percent=percent)
    window.resize(*size)
    QApplication.processEvents()
    QApplication.processEvents()
    table = page.table
    painter = table.itemDelegate()
    assert isinstance(painter, CompareDelegate)
    assert table.horizontalScrollBar().maximum() == 0
    for at, row in enumerate(page.model.rows):
        for column in table.shown:
            width = table.viewport().width() if row.note else table.columnWidth(column)
            assert table.rowHeight(at) >= painter.height(row, column, width), row.heading
    assert clipped(page) == []


def test_in_a_narrow_window_one_column_stands_at_a_time_and_keys_turn(qtbot, real_program, page):
    window = real_program.window
    window.resize(480, 800)
    QApplication.processEvents()
    table = page.table
    assert len(table.shown) == 1
    assert page.heads.count.text() == "1 of 3"
    press(qtbot, real_program, KEY.Key_Right)
    assert list(table.shown) == [1]
    assert page.heads.count.text() == "2 of 3"
    qtbot.mouseClick(page.heads.after, Qt.MouseButton.LeftButton)
    assert list(table.shown) == [2]
    assert not page.heads.after.isEnabled()
    window.resize(1280, 800)
    QApplication.processEvents()
    assert list(table.shown) == [0, 1, 2]


def settle():
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


@pytest.mark.parametrize("percent", [100, 200])
def test_the_foot_of_the_window_follows_while_the_search_is_hidden(
    qtbot, real_program, page, percent
):
    window = real_program.window
    real_program.context.theme.use("light", percent)
    high = theme.current().px(HEIGHT)
    for wide, is_narrow in ((480, True), (1280, False)):
        window.resize(wide * percent // 100, 800)
        settle()
        assert window.status.height() == high
        assert window.status.new_patient.isVisible() is is_narrow
        assert len({one.height() for one in page.bar.tab_stops() if one.isVisible()}) == 1
    window.comparing.leave()
    settle()
    assert window.status.height() == high


def test_another_theme_and_text_size_while_it_is_open(qtbot, real_program, page):
    theme = real_program.context.theme
    for choice, percent in (("dark", 100), ("contrast", 150), ("light", 100)):
        theme.use(choice, percent)
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        assert len(page.model.columns) == 3
        assert clipped(page) == []


def test_a_screen_reader_hears_row_column_and_answer(qtbot, window, page):
    assert nameless(page) == []
    at = headings(page).index("Phone")
    column = page.model.columns[1]
    said = page.model.index(at, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(f"Phone, {column.short}: ")
    node = QAccessible.queryAccessibleInterface(page.table)
    assert node.text(QAccessible.Text.Name) == "Comparison"
    assert node.role() is QAccessible.Role.Table


def test_tab_goes_from_the_way_back_to_the_table(qtbot, real_program, window, page):
    page.bar.back_button.setFocus()
    stops = []
    for _ in range(40):
        press(qtbot, real_program, KEY.Key_Tab)
        stops.append(window.focusWidget())
        if stops[-1] is page.table:
            break
    assert stops[-1] is page.table
    assert page.only_differing in stops
    assert page.heads.heads[0].remove_button in stops
