"""The hand-out's choices, by key: kind, order, what comes first, where, what else to print."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from emndir.making import Kind, Recipe
from emndir.search.criteria import Criteria
from emndir.ui.dialogs import handout_taking
from emndir.ui.dialogs.handout_dialog import HandoutDialog
from emndir.ui.panels.handout_more import HandoutMore
from emndir.ui.printing import SheetPages
from emndir.ui.widgets.page_view import Fit
from tests.ui.paper import Paper
from tests.ui.walks import clipped, nameless

CLINIC, LINE = "glenfield-breast-care-centre", "leicester-treatment-advice-line"
HUB = "loros-bereavement-hub-melton"
ALT = Qt.KeyboardModifier.AltModifier


def settled(qtbot, dialog):
    qtbot.waitUntil(
        lambda: dialog.view_model.handout is not None or bool(dialog.banners.messages),
        timeout=20_000,
    )
    return dialog


@pytest.fixture
def dialog(qtbot, context):
    dialog = HandoutDialog(context, [CLINIC, LINE, HUB], site="breast")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return settled(qtbot, dialog)


def order(dialog):
    return list(dialog.choices.rows)


def pressed(qtbot, dialog, uid, key, modifier=Qt.KeyboardModifier.NoModifier):
    row = dialog.choices.rows[uid]
    row.setFocus()
    qtbot.keyClick(row, key, modifier)
    settled(qtbot, dialog)


def test_several_services_are_your_choices(dialog):
    assert dialog.view_model.recipe.kind is Kind.CHOICES
    assert dialog.choices.kind.currentText() == "Your choices"
    assert len(dialog.view_model.handout.sheets) == 1
    assert dialog.view_model.handout.sheets[0].kind == "choices"
    assert order(dialog) == [CLINIC, LINE, HUB]
    names = [row.label.text() for row in dialog.choices.rows.values()]
    assert all(names)
    assert not set(names) & {CLINIC, LINE, HUB}


def test_alt_and_the_arrows_move_a_service_and_keep_the_keyboard_on_it(qtbot, dialog):
    pressed(qtbot, dialog, CLINIC, Qt.Key.Key_Down, ALT)
    assert order(dialog) == [LINE, CLINIC, HUB]
    assert dialog.choices.rows[CLINIC].hasFocus()
    pressed(qtbot, dialog, CLINIC, Qt.Key.Key_Up, ALT)
    pressed(qtbot, dialog, CLINIC, Qt.Key.Key_Up, ALT)  # it is the first already
    assert order(dialog) == [CLINIC, LINE, HUB]


def test_delete_takes_one_off_and_the_last_one_stays(qtbot, dialog):
    pressed(qtbot, dialog, LINE, Qt.Key.Key_Delete)
    assert order(dialog) == [CLINIC, HUB]
    dialog.view_model.remove(CLINIC)
    dialog.view_model.remove(HUB)
    assert dialog.view_model.uids == (HUB,)


def chosen(choice, value):
    choice.setCurrentIndex(choice.findData(value))
    choice.activated.emit(choice.currentIndex())


def test_one_service_at_most_is_where_to_start_and_it_moves_with_its_step(qtbot, dialog):
    chosen(dialog.choices.rows[LINE].step, "start")
    chosen(dialog.choices.rows[HUB].step, "later")
    chosen(dialog.choices.rows[CLINIC].step, "start")
    assert dialog.view_model.steps == ("start", "", "later")
    dialog.view_model.move(HUB, -1)
    assert dialog.view_model.steps == ("start", "later", "")
    settled(qtbot, dialog)
    assert "Start here" in dialog.view_model.handout.text
    assert dialog.choices.rows[HUB].step.currentData() == "later"


def test_what_else_is_printed_is_ticked(qtbot, dialog):
    boxes = dialog.choices.options
    assert boxes["with_notes"].isChecked()
    assert not boxes["with_questions"].isChecked()
    assert "Questions you may want to ask" not in dialog.view_model.handout.text
    qtbot.keyClick(boxes["with_questions"], Qt.Key.Key_Space)
    settled(qtbot, dialog)
    assert "Questions you may want to ask" in dialog.view_model.handout.text


def test_each_kind_shows_what_belongs_to_it(qtbot, dialog):
    choices = dialog.choices
    shown = {}
    for kind in Kind:
        chosen(choices.kind, kind)
        assert dialog.view_model.recipe.kind is kind
        settled(qtbot, dialog)
        parts = {
            "order": choices.rows and next(iter(choices.rows.values())).isVisible(),
            "site": choices.site.isVisible(),
            "near": choices.near.isVisible(),
            "locality": choices.locality.isVisible(),
            "table": choices.options["with_table"].isVisible(),
        }
        shown[kind] = {name for name, is_so in parts.items() if is_so}
    assert shown == {
        Kind.SINGLE: {"order"},
        Kind.CHOICES: {"order", "table"},
        Kind.GUIDE: {"site", "near"},
        Kind.BOOKLET: {"locality"},
        Kind.POSTER: {"order", "near"},
        Kind.CARD: {"near"},
    }
    assert choices.site.currentData() == "breast"


def test_a_place_that_nobody_knows_is_said_and_a_known_one_mends_it(qtbot, dialog):
    chosen(dialog.choices.kind, Kind.CARD)
    settled(qtbot, dialog)
    near = dialog.choices.near
    near.setFocus()
    near.selectAll()
    qtbot.keyClicks(near, "Nowherebury")
    qtbot.keyClick(near, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: bool(dialog.banners.messages), timeout=10_000)
    assert "Nowherebury" in dialog.banners.messages[0].text
    near.setFocus()
    near.selectAll()
    qtbot.keyClicks(near, "LE2")
    qtbot.keyClick(near, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: dialog.view_model.handout is not None, timeout=10_000)
    assert dialog.view_model.recipe.near == "LE2"


def test_a_place_that_is_still_being_typed_is_on_the_paper(qtbot, dialog, monkeypatch, tmp_path):
    paper = Paper(monkeypatch, tmp_path / "paper.pdf")
    chosen(dialog.choices.kind, Kind.GUIDE)
    settled(qtbot, dialog)
    near = dialog.choices.near
    near.setFocus()
    near.selectAll()
    qtbot.keyClicks(near, "LE2")
    qtbot.keyClick(near, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert paper.jobs == []  # the guide that is there is of no place, or of another
    qtbot.waitUntil(lambda: bool(paper.jobs), timeout=20_000)
    assert dialog.view_model.recipe.near == "LE2"
    assert "near LE2" in dialog.view_model.handout.text.replace("\xa0", " ")
    assert len(paper.jobs) == 1


def test_nothing_of_it_is_kept(qtbot, context):
    dialog = HandoutDialog(context, [CLINIC, LINE])
    dialog.show()
    dialog.view_model.choose(near="LE2 3QR", with_table=True)
    settled(qtbot, dialog)
    view_model = dialog.view_model
    dialog.reject()
    assert view_model.recipe.near == ""
    again = HandoutDialog(context, [CLINIC, LINE])
    assert again.view_model.recipe.with_table is False
    again.reject()


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_names_and_is_whole_on_the_real_directory(qtbot, real_context, kind):
    hits = real_context.directory.find(Criteria(words="breast", near="LE2", limit=9)).hits
    uids = [hit.summary.uid for hit in hits if not hit.summary.is_place][:3]
    dialog = HandoutDialog(real_context, uids, site="breast", kind=kind)
    qtbot.addWidget(dialog)
    dialog.show()
    settled(qtbot, dialog)
    dialog.banners.take_away("sheet")
    dialog.view_model.choose(near="LE2", locality="Rutland")
    qtbot.waitUntil(lambda: dialog.view_model.handout is not None, timeout=60_000)
    assert dialog.banners.messages == ()
    assert {sheet.kind for sheet in dialog.view_model.handout.sheets} == {kind.value}
    assert nameless(dialog) == []
    qtbot.waitUntil(lambda: clipped(dialog) == [])


def test_a_long_booklet_says_how_far_it_is_and_can_be_stopped(qtbot, real_context):
    dialog = HandoutDialog(
        real_context, ["macmillan-support-line"], kind=Kind.BOOKLET
    )  # no place yet
    qtbot.addWidget(dialog)
    dialog.show()
    settled(qtbot, dialog)
    dialog._slow.setInterval(1)
    with qtbot.waitSignal(dialog.view_model.failed, timeout=30_000) as failure:
        dialog.view_model.choose(locality="Nottinghamshire")
        qtbot.waitUntil(dialog.preview.waiting.isVisible, timeout=20_000)
        done, total = dialog.view_model.progress
        assert 0 < done <= total
        qtbot.mouseClick(dialog.preview.stop_button, Qt.MouseButton.LeftButton)
    assert "stopped" in failure.args[0].message
    assert not dialog.preview.waiting.isVisible()
    assert not dialog.print_button.isEnabled()
    with qtbot.waitSignal(dialog.view_model.made, timeout=60_000):
        dialog.view_model.choose(locality="Rutland")
    assert not dialog.preview.waiting.isVisible()


def test_choices_offer_a_map_that_is_off_until_it_is_ticked(qtbot, dialog):
    box = dialog.choices.options["with_map"]
    assert box.isVisible()
    assert not box.isChecked()
    assert "Outline map" not in dialog.view_model.handout.text
    box.setFocus()
    with qtbot.waitSignal(dialog.view_model.made, timeout=20_000):
        qtbot.keyClick(box, Qt.Key.Key_Space)
    assert "Outline map. 1 is" in dialog.view_model.handout.text
    assert not nameless(dialog)


def test_a_guide_has_its_map_and_a_sheet_as_it_is_set(qtbot, context):
    view_model = HandoutDialog(context, [CLINIC, LINE]).view_model
    assert not view_model.recipe.with_map
    view_model.choose(kind=Kind.GUIDE)
    assert view_model.recipe.with_map
    view_model.choose(kind=Kind.SINGLE)
    assert view_model.recipe.with_map is context.core.settings.print_map
    view_model.forget()


# --- More choices -----------------------------------------------------------------------------------


def test_rare_choices_are_folded_and_the_fold_says_how_many_are_not_as_usual(qtbot, dialog):
    more = dialog.more
    assert more.fold.head.accessibleName() == "More choices, folded"
    assert not more.cream.isVisible()
    qtbot.keyClick(more.fold.head, Qt.Key.Key_Space)
    assert more.cream.isVisible()
    assert not more.language.isVisible()  # there is English only
    before = dialog.view_model.handout.pages
    with qtbot.waitSignal(dialog.view_model.made, timeout=10_000):
        qtbot.mouseClick(more.lines.segments[1.5], Qt.MouseButton.LeftButton)
    assert dialog.view_model.handout.sheets[0].spacing == 1.5
    assert dialog.view_model.handout.pages >= before
    qtbot.keyClick(more.cream, Qt.Key.Key_Space)
    assert more.fold.head.accessibleName() == "More choices\xa0·\xa02, open"


def test_cream_is_for_files_and_what_is_printed_stays_white(qtbot, dialog, monkeypatch, tmp_path):
    paper = Paper(monkeypatch, tmp_path / "paper.pdf")
    qtbot.keyClick(dialog.more.cream, Qt.Key.Key_Space)
    assert dialog.view_model.is_cream
    for name in ("sheet.pdf", "sheet.html"):
        path = tmp_path / name
        monkeypatch.setattr(handout_taking, "ask_where", lambda _owner, path=path: path)
        dialog.taking.save()
        qtbot.waitUntil(path.exists, timeout=10_000)
    assert corner(tmp_path / "sheet.pdf") not in (WHITE, "")
    assert "cream" in (tmp_path / "sheet.html").read_text()
    dialog.taking.print_now()
    assert corner(paper.path) == WHITE
    with SheetPages(dialog.view_model.handout.pdf) as pages:
        assert pages.image(0, 36).pixelColor(2, 2).name() == WHITE  # nor is the preview


WHITE = "#ffffff"


def corner(path):
    """Return the colour of a page at its corner."""
    with SheetPages(path.read_bytes()) as pages:
        return pages.image(0, 36).pixelColor(2, 2).name()


def test_a_language_is_offered_where_the_directory_has_one_besides_english(qtbot, look):
    more = HandoutMore({"en": "English", "pl": "Polski"})
    qtbot.addWidget(more)
    more.show()
    more.show_recipe(Recipe(language="pl"), is_cream=False)
    more.fold.head.click()
    assert more.language.isVisible()
    assert more.language.currentText() == "Polski"
    with qtbot.waitSignal(more.changed) as told:
        qtbot.keyClick(more.language, Qt.Key.Key_Up)
    assert told.args == ["language", "en"]


def test_a_poster_and_a_card_have_sizes_of_their_own(qtbot, dialog):
    for kind in Kind:
        chosen(dialog.choices.kind, kind)
        assert dialog.sizes.isVisible() is (kind not in (Kind.POSTER, Kind.CARD))
        assert dialog.choices.paper.isVisible() is (kind is Kind.POSTER)
        settled(qtbot, dialog)


def test_nothing_rare_is_kept_for_the_next_hand_out(qtbot, context):
    dialog = HandoutDialog(context, [CLINIC, LINE])
    qtbot.addWidget(dialog)
    model = dialog.view_model
    model.is_cream, model.copies = True, 7
    settled(qtbot, dialog)
    model.forget()
    assert (model.is_cream, model.copies) == (False, 1)
    again = HandoutDialog(context, [CLINIC, LINE])
    qtbot.addWidget(again)
    assert (again.view_model.is_cream, again.view_model.copies) == (False, 1)


def test_f6_goes_from_part_to_part_and_round(qtbot, dialog):
    dialog.sizes.focus_taken()
    seen = []
    for _ in range(4):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_F6)
        seen.append(dialog.focusWidget())
    assert seen == [
        dialog.checks.stops[0],
        dialog.pages,
        dialog.print_button,
        dialog.sizes.segments[dialog.sizes.value],
    ]
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.focusWidget() is dialog.print_button


def test_the_pages_zoom_and_fit_by_key(qtbot, dialog):
    pages = dialog.pages
    pages.setFocus()
    wide = pages.zoom
    qtbot.keyClick(pages, Qt.Key.Key_1)
    assert pages.fit is Fit.PAGE
    assert pages.zoom < wide
    qtbot.keyClick(pages, Qt.Key.Key_Plus)
    assert pages.fit is Fit.NONE
    qtbot.keyClick(pages, Qt.Key.Key_0)
    assert (pages.fit, pages.zoom) == (Fit.WIDTH, wide)
