"""Every stage in the whole window, with the keyboard alone: the same answer as on paper, and nothing kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication

from emndir.choice.guide_kinds import Need
from emndir.guiding import guide_uids
from emndir.handouts.patient_view import PatientService
from emndir.making import Kind
from emndir.search.criteria import Facet
from emndir.ui.dialogs.handout_dialog import HandoutDialog
from emndir.ui.staged import RowKind
from emndir.ui.staging import KEPT
from emndir.ui.viewmodels.stages import TOPIC, Wants
from tests.memory import alive
from tests.ui.test_journeys import CONTROL, press, type_words
from tests.ui.walks import clipped, nameless

KEY = Qt.Key


@pytest.fixture
def window(qtbot, real_program):
    """The window with what there is for breast cancer near PE11."""
    type_words(qtbot, real_program, "breast pe11")
    with qtbot.waitSignal(real_program.window.service_panel.view_model.shown):
        press(qtbot, real_program, KEY.Key_Down)
    return real_program.window


def shown(qtbot, window):
    """Wait for the rows, and return the page."""
    staging = window.staging
    qtbot.waitUntil(lambda: staging.page is not None and bool(staging.page.model.rows))
    QApplication.processEvents()
    return staging.page


@pytest.fixture
def page(qtbot, real_program, window):
    """Every stage, opened by the key."""
    press(qtbot, real_program, KEY.Key_G, CONTROL)
    return shown(qtbot, window)


def rows_of(page, kind):
    return [row for row in page.model.rows if row.kind is kind]


def go_to(page, row):
    page.list.select_row(page.model.rows.index(row))


# --- there and back -------------------------------------------------------------------------------


def test_ctrl_g_opens_it_with_cancer_and_place_and_escape_goes_back(qtbot, real_program, window):
    before, chosen = window.focusWidget(), window.results_panel.row
    press(qtbot, real_program, KEY.Key_G, CONTROL)
    page = window.staging.page
    assert page.isVisible()  # at once, before the answer
    assert page.words.text() == "Looking through the list…"
    page = shown(qtbot, window)
    assert (page.cancer_box.text, page.near_box.text) == ("Breast cancer", "PE11")
    assert window.focusWidget() is page.list
    for part in (window.search_panel, window.page, window.tray):
        assert not part.isVisible()
    assert window.status.isVisible()
    press(qtbot, real_program, KEY.Key_Escape)
    assert window.staging.page is None
    assert window.focusWidget() is before
    assert window.results_panel.row == chosen
    assert window.search.criteria.words == "breast pe11"
    for part in (window.search_panel, window.page):
        assert part.isVisible()


def test_the_key_once_more_and_alt_left_go_back_too(qtbot, real_program, window):
    for key, modifier in (
        (KEY.Key_G, CONTROL),
        (KEY.Key_Left, Qt.KeyboardModifier.AltModifier),
    ):
        window.staging.open()
        shown(qtbot, window)
        press(qtbot, real_program, key, modifier)
        assert not window.staging.is_open


def test_keys_for_what_is_out_of_sight_do_nothing_and_come_back(qtbot, real_program, window):
    enabled = {name for name, action in window.keys.items() if action.isEnabled()}
    window.staging.open()
    shown(qtbot, window)
    assert {name for name, action in window.keys.items() if action.isEnabled()} == enabled & KEPT
    press(qtbot, real_program, KEY.Key_D, CONTROL)
    assert window.shortlist.items == ()
    window.staging.leave()
    assert {name for name, action in window.keys.items() if action.isEnabled()} == enabled


def test_a_chip_offers_it_where_only_a_cancer_was_asked_for(qtbot, real_program, window):
    def chips():
        QApplication.processEvents()
        found = window.search_panel.chips.chips
        return {one.accessibleName(): one for one in found if one.isVisible()}

    (offered,) = [chip for name, chip in chips().items() if "Every stage" in name]
    qtbot.mouseClick(offered, Qt.MouseButton.LeftButton)
    assert shown(qtbot, window).view_model.site == "breast"
    window.staging.leave()
    with qtbot.waitSignal(window.search.answered):
        window.search.set_words("breast screening pe11")
    assert not [name for name in chips() if "Every stage" in name]


def test_the_start_leads_to_it(qtbot, real_program):
    window = real_program.window
    button = next(
        one for one in window.results_panel.empty.buttons if "Every stage" in one.accessibleName()
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    page = window.staging.page
    assert page.view_model.wants is Wants.CANCER
    assert page.words.text() == "Which cancer?"
    assert window.focusWidget() is page.cancer_box.line


# --- choosing cancer and place --------------------------------------------------------------------


def test_cancer_and_place_are_chosen_by_typing_and_asked_at_once(qtbot, real_program):
    window = real_program.window
    press(qtbot, real_program, KEY.Key_G, CONTROL)
    page = window.staging.page
    qtbot.keyClicks(page.cancer_box.line, "gulle")
    assert page.cancer_box.is_suggesting
    press(qtbot, real_program, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert "gullet" in page.cancer_box.suggestions.spoken
    press(qtbot, real_program, KEY.Key_Return)
    assert page.view_model.site == "oesophago-gastric"
    assert page.words.text() == "Where does the person live?"
    press(qtbot, real_program, KEY.Key_Return)
    assert window.focusWidget() is page.near_box.line
    qtbot.keyClicks(page.near_box.line, "Skegness")
    shown(qtbot, window)
    assert page.list.accessibleName().startswith("Food pipe and stomach cancer: every stage")
    assert page.view_model.found.origin.label.startswith("Skegness")
    press(qtbot, real_program, KEY.Key_Down)
    assert window.focusWidget() is page.list


def test_every_cancer_of_the_list_can_be_chosen(qtbot, real_program):
    window = real_program.window
    window.staging.open()
    page = window.staging.page
    press(qtbot, real_program, KEY.Key_Down, Qt.KeyboardModifier.AltModifier)
    offered = page.view_model.suggest_cancers("")
    assert page.cancer_box.suggestions.model.rowCount() == len(offered) == 30
    for one in offered:
        page.view_model.set_words(one.insert)
        assert page.view_model.site == one.code


def test_what_is_no_cancer_shows_no_answer_to_another_question(qtbot, page):
    qtbot.keyClicks(page.cancer_box.line, "x")
    assert page.model.rows == ()
    assert page.words.text() == "Which cancer is meant?"
    assert page.cancer_box.property("fault")


def test_an_unknown_place_and_a_county_say_what_to_do(qtbot, page):
    page.view_model.set_near("Nowhere at all")
    qtbot.waitUntil(lambda: page.view_model.wants is Wants.OTHER)
    assert "Nowhere at all" in page.words.text()
    assert page.near_box.property("fault")
    page.view_model.set_near("Lincolnshire")
    qtbot.waitUntil(lambda: page.words.text().startswith("Lincolnshire is too large"))
    assert page.hint.text() == "Give a postcode, a town or a village."
    page.view_model.set_near("LE2")
    qtbot.waitUntil(lambda: bool(page.model.rows))
    assert not page.near_box.property("fault")


def test_an_answer_to_the_question_before_is_dropped(qtbot, real_program, page):
    page.view_model.ask()
    page.view_model.set_words("Lung cancer")
    qtbot.waitUntil(lambda: page.view_model.found is not None)
    assert page.view_model.found.site == "lung"
    assert not real_program.tasks.is_busy(TOPIC)


# --- the rows -------------------------------------------------------------------------------------


def test_every_stage_stands_there_with_what_is_on_the_guide(window, page):
    assert [row.heading for row in rows_of(page, RowKind.STAGE)] == [
        "Prevention",
        "Screening",
        "Diagnosis",
        "Treatment",
        "Living with and beyond cancer",
        "Palliative and end-of-life care",
        "Bereavement",
        "At any stage",
    ]
    directory, today = window.context.directory, window.context.today()
    services = {row.uid for row in page.model.rows if row.uid}
    assert services == set(guide_uids(directory, "breast", "PE11", today=today))


def test_a_gap_is_said_in_words_with_the_nearest_under_it(page):
    gaps = rows_of(page, RowKind.GAP)
    told = [row.lines[0].words.replace("\N{NO-BREAK SPACE}", " ") for row in gaps]
    assert "No clinic to save eggs or sperm within 20 miles in our list." in told
    for gap in gaps:
        after = page.model.rows[page.model.rows.index(gap) + 1]
        assert after.kind is RowKind.INSTEAD
        assert after.heading in ("The nearest", "By phone or online")
        assert "miles from PE11" in after.words.replace("\N{NO-BREAK SPACE}", " ")
    assert "A gap says what this list lacks. There may be more than it knows." in page.about.words
    assert "What comes first is nearer, not better." in page.about.words


def test_the_arrow_keys_reach_every_row_but_the_names_of_stages(qtbot, real_program, page):
    press(qtbot, real_program, KEY.Key_Home)
    seen = [page.row]
    for _ in page.model.rows:
        press(qtbot, real_program, KEY.Key_Down)
        rect = page.list.visualRect(page.list.currentIndex())
        assert page.list.viewport().rect().intersects(rect)
        if page.row != seen[-1]:
            seen.append(page.row)
    assert seen == [row for row in page.model.rows if row.kind is not RowKind.STAGE]


def test_enter_opens_a_record_and_escape_comes_back_to_its_row(
    qtbot, real_program, window, page, told
):
    chosen = window.results_panel.row
    row = rows_of(page, RowKind.INSTEAD)[1]
    go_to(page, row)
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        press(qtbot, real_program, KEY.Key_Return)
    assert not page.isVisible()
    assert window.service_panel.detail.uid == row.uid
    assert told.texts() == ["Opened from every stage."]
    assert window.banners.messages[-1].text == "Opened from every stage."
    qtbot.waitUntil(lambda: window.service_panel.isAncestorOf(window.focusWidget()))
    press(qtbot, real_program, KEY.Key_Escape)
    assert window.staging.page is page
    assert page.isVisible()
    assert page.row == row
    assert window.focusWidget() is page.list
    assert not window.banners.messages
    with qtbot.waitSignal(window.service_panel.view_model.shown):
        press(qtbot, real_program, KEY.Key_Escape)
    assert window.results_panel.row.uid == chosen.uid
    assert window.service_panel.detail.uid == chosen.uid


def test_the_button_over_the_record_leads_back_too(qtbot, real_program, window, page, told):
    go_to(page, rows_of(page, RowKind.SERVICE)[0])
    press(qtbot, real_program, KEY.Key_Return)
    window.context.messages.acted.emit("stages-back")
    assert page.isVisible()
    told.clear()


def test_another_question_lets_it_go(qtbot, real_program, window, page, told):
    go_to(page, rows_of(page, RowKind.SERVICE)[0])
    press(qtbot, real_program, KEY.Key_Return)
    with qtbot.waitSignal(window.search.answered):
        window.search.set_words("wig")
    assert window.staging.page is None
    assert not window.banners.messages
    press(qtbot, real_program, KEY.Key_Escape)
    assert window.page.isVisible()
    told.clear()


def test_all_for_a_stage_are_shown_as_results(qtbot, real_program, window, page):
    row = rows_of(page, RowKind.MORE)[1]
    go_to(page, row)
    with qtbot.waitSignals([window.search.answered] * 1):
        press(qtbot, real_program, KEY.Key_Return)
    qtbot.waitUntil(lambda: not window.search.is_behind)
    assert window.staging.page is None
    assert window.search.criteria.codes(Facet.STAGE) == ("screening",)
    assert window.search.criteria.codes(Facet.CANCER_SITE) == ("breast",)
    assert f"{window.search.results.services} services" in row.words


def test_a_need_narrows_and_says_what_it_leaves_out(qtbot, real_program, window, page):
    whole = page.model.rows
    press(qtbot, real_program, KEY.Key_F6)
    for _ in range(3):
        if window.focusWidget() is page.chips.chips[Need.FEELINGS]:
            break
        press(qtbot, real_program, KEY.Key_F6)
    press(qtbot, real_program, KEY.Key_Right)
    press(qtbot, real_program, KEY.Key_Right)
    press(qtbot, real_program, KEY.Key_Space)
    assert page.chips.chips[Need.MONEY].isChecked()
    assert [row.code for row in rows_of(page, RowKind.SERVICE)] == ["money"]
    assert rows_of(page, RowKind.LINE)
    (left,) = rows_of(page, RowKind.NOTE)
    assert left.heading == "Left out"
    assert "Prevention, Screening, Diagnosis" in left.words
    press(qtbot, real_program, KEY.Key_Space)
    assert page.model.rows == whole


# --- copying, printing, the next patient ----------------------------------------------------------


def test_it_is_copied_fit_for_a_patient_and_f8_takes_it_back(
    qtbot, real_program, window, page, told
):
    board = QGuiApplication.clipboard()
    press(qtbot, real_program, KEY.Key_C, CONTROL)
    assert told.texts() == ["Copied: every stage, fit for a patient."]
    data = board.mimeData()
    text = data.text().replace("\N{NO-BREAK SPACE}", " ")
    for row in page.model.rows:
        if row.kind is not RowKind.MORE:
            assert row.heading in text
    assert "No clinic to save eggs or sperm within 20 miles in our list." in text
    assert "A gap says what this list lacks." in text
    assert "From the emndir directory of" in text
    assert data.html().count("<h2>") == 8
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, real_program, KEY.Key_F8)
    told.clear()
    assert board.text() == ""


def test_print_opens_the_guide_to_this_cancer_near_this_place(
    qtbot, real_program, window, page, monkeypatch
):
    made = []
    monkeypatch.setattr(window.dialogs, "_show", lambda dialog, **_more: made.append(dialog) or 0)
    press(qtbot, real_program, KEY.Key_P, CONTROL)
    (dialog,) = made
    assert isinstance(dialog, HandoutDialog)
    qtbot.addWidget(dialog)
    recipe = dialog.view_model.recipe
    assert (recipe.kind, recipe.site) == (Kind.GUIDE, "breast")
    assert dialog.choices.near.text() == "PE11"
    qtbot.waitUntil(lambda: dialog.view_model.handout is not None, timeout=20_000)
    printed = dialog.view_model.handout.text.replace("\N{NO-BREAK SPACE}", " ")
    printed = " ".join(printed.split())
    for row in rows_of(page, RowKind.SERVICE):
        name = row.lines[0].words.replace("\N{NO-BREAK SPACE}", " ")
        assert " ".join(name.split()) in printed
    for row in rows_of(page, RowKind.GAP):
        missing = row.lines[0].words.replace("\N{NO-BREAK SPACE}", " ")
        assert missing in printed


def test_before_there_is_an_answer_there_is_nothing_to_print_or_copy(qtbot, real_program, told):
    window = real_program.window
    window.staging.open()
    assert not window.staging.page.bar.print_button.isEnabled()
    press(qtbot, real_program, KEY.Key_P, CONTROL)
    window.staging.copy()
    assert told.texts() == [
        "There is nothing to print yet. Choose a cancer and a place.",
        "There is nothing to copy yet.",
    ]


OF_A_PATIENT = ("StagesPage", "StagesViewModel", "EveryStage", "StageRow", "StagesCopy", "Offered")


def test_f8_takes_the_page_and_leaves_nothing_in_memory(qtbot, real_program, window, told):
    before = {id(one) for name in OF_A_PATIENT for one in alive(name)}
    window.staging.open()
    page = shown(qtbot, window)
    page.view_model.set_needs(frozenset({Need.FEELINGS}))
    page.bar.copy_button.click()
    del page
    assert alive("EveryStage")
    with qtbot.waitSignal(window.search.answered):
        press(qtbot, real_program, KEY.Key_F8)
    window.forgetting.start_afresh()
    qtbot.waitUntil(lambda: not window.search.is_behind)
    qtbot.wait(50)
    told.clear()
    assert window.staging.page is None
    assert window.search_panel.isVisible()
    assert window.page.isVisible()
    left = [one for name in OF_A_PATIENT for one in alive(name) if id(one) not in before]
    assert left == []


@pytest.mark.parametrize("is_waiting", [False, True])
def test_leaving_forgets_it_too(qtbot, real_program, window, told, is_waiting):
    before = {id(one) for name in OF_A_PATIENT for one in alive(name)}
    window.staging.open()
    page = shown(qtbot, window)
    if is_waiting:
        go_to(page, rows_of(page, RowKind.SERVICE)[0])
        press(qtbot, real_program, KEY.Key_Return)
        window.staging.forget()
    else:
        window.staging.leave()
    del page
    qtbot.wait(50)
    told.clear()
    left = [one for name in OF_A_PATIENT for one in alive(name) if id(one) not in before]
    assert left == []


def test_it_counts_as_something_of_a_patient_while_it_is_open(qtbot, real_program):
    window = real_program.window
    assert not window.forgetting.holds_anything
    window.staging.open()
    page = window.staging.page
    qtbot.keyClicks(page.cancer_box.line, "breast")
    assert window.forgetting.holds_anything
    window.staging.leave()
    assert not window.forgetting.holds_anything


def test_rows_are_made_of_what_a_patient_may_see(page):
    for one in page.view_model.found.offered():
        assert isinstance(one.service, PatientService)


# --- to see and to hear ---------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1280, 800), (720, 800), (480, 800)])
def test_no_row_is_cut_and_nothing_scrolls_sideways(qtbot, window, page, size, percent):
    window.context.theme.use(percent=percent)
    window.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    assert page.list.horizontalScrollBar().maximum() == 0
    width = page.list.viewport().width()
    for number, row in enumerate(page.model.rows):
        rect = page.list.visualRect(page.model.index(number, 0))
        blocks = page.delegate._blocks(row, width)
        assert blocks
        right = 0.0
        for text, left, top in blocks:
            assert text.idealWidth() <= text.textWidth() + 1, row.words
            assert top + text.size().height() <= rect.height()
            assert left >= right or top > 0
            assert left + text.textWidth() <= width
    assert clipped(page) == []
    assert nameless(page) == []


def test_a_screen_reader_hears_the_stage_the_help_and_how_to_get_in(page):
    for number, row in enumerate(page.model.rows):
        said = page.model.index(number, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert said == row.spoken
        assert said
    row = next(row for row in rows_of(page, RowKind.SERVICE) if row.code == "radiotherapy")
    assert row.spoken.startswith("Treatment. Radiotherapy. Radiotherapy, Peterborough City")
    assert "Your team arranges it." in row.spoken
    node = QAccessible.queryAccessibleInterface(page.list)
    assert node.role() == QAccessible.Role.List
    name = node.text(QAccessible.Text.Name)
    assert name.startswith("Breast cancer: every stage near PE11: ")
    assert name.endswith("gaps")


def test_the_foot_of_the_window_follows_while_the_search_is_hidden(qtbot, real_program, page):
    window = real_program.window
    for wide, is_narrow in ((480, True), (1280, False)):
        window.resize(wide, 800)
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        assert window.status.new_patient.isVisible() is is_narrow
