"""Packs in the window: saved by name, shown with what has changed, printed again, removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel

from emndir.making import Kind, Recipe, make_sheets
from emndir.packs import new_pack, packs_file, recipe_of
from emndir.search.criteria import Criteria
from emndir.ui import theme
from emndir.ui.dialogs.handout_dialog import HandoutDialog
from emndir.ui.dialogs.pack_name_dialog import PackNameDialog
from emndir.ui.dialogs.packs_dialog import PacksDialog
from tests.ui.paper import Paper
from tests.ui.walks import clipped, focusable, nameless

CLINIC, LINE = "glenfield-breast-care-centre", "leicester-treatment-advice-line"
BOTH = Recipe(uids=(CLINIC, LINE), points=18)


def file_of(context):
    return packs_file(context.core.paths.personal_file)


def saved(context, name, recipe=BOTH, **changes):
    pack = new_pack(context.directory, name, recipe, today=context.today())
    file_of(context).save(replace(pack, **changes))
    return pack


def shown(qtbot, context) -> PacksDialog:
    dialog = PacksDialog(context)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.view_model.loaded, timeout=10_000):
        dialog.show()
    return dialog


def words(widget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_without_packs_it_says_how_one_is_saved(qtbot, context):
    dialog = shown(qtbot, context)
    assert "None is saved yet. Make a hand-out (Ctrl P)" in dialog.said.text()
    assert dialog.cards == {}
    assert not context.core.paths.personal_file.exists()


def test_each_pack_says_what_it_is_and_whether_it_is_right(qtbot, context):
    saved(context, "Wig day")
    saved(context, "Old", until=date(2020, 1, 1))
    dialog = shown(qtbot, context)
    assert dialog.said.text() == "1 of 2 should be printed again."
    assert list(dialog.cards) == ["Old", "Wig day"]
    old, fine = dialog.cards.values()
    assert "The printed sheets were to be used until 1 January 2020." in words(old)
    assert old.open_button.text() == "Look and print again"
    assert "Still right." in words(fine)
    assert "One service a sheet · 2 services · 18 pt · saved or printed" in words(fine)
    assert old.open_button.hasFocus()


def test_a_card_says_what_stands_at_the_head_of_its_sheets(qtbot, context):
    several = saved(context, "Both")
    one = saved(context, "Choices", recipe=replace(BOTH, kind=Kind.CHOICES))
    booklet = Recipe(kind=Kind.BOOKLET, locality="Leicestershire")
    saved(context, "All", recipe=booklet)
    dialog = shown(qtbot, context)
    for pack in (several, one):
        sheets = make_sheets(context.directory, recipe_of(pack), today=context.today())
        assert "; ".join(sheet.title for sheet in sheets) in words(dialog.cards[pack.name])
    assert "Cancer services in Leicestershire" in words(dialog.cards["All"])


def test_removing_is_asked_once_more(qtbot, context):
    saved(context, "Wig day")
    dialog = shown(qtbot, context)
    button = dialog.cards["Wig day"].remove_button
    button.click()
    assert button.text() == "Remove for good"
    assert len(file_of(context).all()) == 1
    with qtbot.waitSignal(dialog.view_model.loaded, timeout=10_000):
        button.click()
    assert file_of(context).all() == ()
    assert "None is saved yet" in dialog.said.text()


def answered(qtbot, name):
    """Type a name into the dialog that comes, and press Enter."""

    def act():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PackNameDialog)
        dialog.line.setText(name)
        qtbot.keyClick(dialog.line, Qt.Key.Key_Return)

    QTimer.singleShot(0, act)


def test_renaming(qtbot, context):
    saved(context, "Wig day")
    dialog = shown(qtbot, context)
    answered(qtbot, " Hair  loss ")
    with qtbot.waitSignal(dialog.view_model.loaded, timeout=10_000):
        dialog.cards["Wig day"].rename_button.click()
    assert [pack.name for pack in file_of(context).all()] == ["Hair loss"]


def test_a_damaged_file_is_said_and_left(qtbot, context):
    path = context.core.paths.personal_file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"nothing of ours" * 100)
    dialog = PacksDialog(context)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.view_model.failed, timeout=10_000):
        dialog.show()
    assert "is damaged" in dialog.said.text()
    assert "Move it away" in dialog.said.text()


def test_the_name_is_doubted_while_it_is_typed_and_never_refused(qtbot):
    dialog = PackNameDialog(["Wig day"])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.save_button.isEnabled()
    dialog.line.setText("Jane Smith")
    assert "name of a person" in dialog.doubt.text()
    assert dialog.save_button.isEnabled()
    dialog.line.setText("wig  DAY")
    assert dialog.doubt.text() == "There is a pack of that name already."
    assert dialog.save_button.text() == "Replace it"
    dialog.line.setText("After treatment")
    assert (dialog.doubt.text(), dialog.save_button.text()) == ("", "Save")


def test_another_packs_name_cannot_be_taken_by_renaming(qtbot):
    dialog = PackNameDialog(["Wig day", "Hair"], name="Hair")
    qtbot.addWidget(dialog)
    dialog.line.setText("Wig day")
    assert not dialog.save_button.isEnabled()
    dialog.line.setText("hair")
    assert dialog.save_button.isEnabled()


@pytest.fixture
def paper(monkeypatch, tmp_path):
    return Paper(monkeypatch, tmp_path / "paper.pdf")


def made(qtbot, dialog):
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.view_model.handout is not None, timeout=10_000)
    return dialog


def test_a_handout_is_saved_as_a_pack_without_ticks_or_place(qtbot, context):
    dialog = made(qtbot, HandoutDialog(context, [CLINIC, LINE], kind=Kind.SINGLE))
    answered(qtbot, "New breast patients")
    with qtbot.waitSignal(dialog.view_model.pack_saved, timeout=10_000):
        dialog.pack_button.click()
    (pack,) = file_of(context).all()
    assert pack.name == "New breast patients"
    assert recipe_of(pack).uids == (CLINIC, LINE)
    assert [one.text for one in dialog.banners.messages] == [
        "Saved as the pack “New breast patients”."
    ]


def test_a_pack_that_was_printed_is_right_again(qtbot, context, paper):
    saved(context, "Wig day", until=date(2020, 1, 1), made_on=date(2019, 7, 1))
    packs = shown(qtbot, context)
    wanted = []
    packs.wanted.connect(wanted.append)
    packs.cards["Wig day"].open_button.click()
    (state,) = wanted
    dialog = made(qtbot, HandoutDialog.of_pack(context, state, None))
    assert dialog.view_model.recipe == BOTH
    with qtbot.waitSignal(dialog.view_model.pack_saved, timeout=10_000):
        dialog.taking.print_with_dialog()
    (pack,) = file_of(context).all()
    assert pack.made_on == context.today()
    assert not shown(qtbot, context).cards["Wig day"].state.is_due


def test_a_pack_stays_what_it_is_when_a_print_was_changed_for_one_patient(qtbot, context, paper):
    dialog = made(qtbot, HandoutDialog(context, [CLINIC, LINE], kind=Kind.SINGLE))
    answered(qtbot, "Clinic")
    with qtbot.waitSignal(dialog.view_model.pack_saved, timeout=10_000):
        dialog.pack_button.click()
    (before,) = file_of(context).all()
    with qtbot.waitSignal(dialog.view_model.made, timeout=10_000):
        dialog.view_model.remove(LINE)
    saves = []
    dialog.view_model.pack_saved.connect(saves.append)
    dialog.taking.print_with_dialog()
    qtbot.waitUntil(lambda: not context.tasks._running)
    assert saves == []
    assert file_of(context).all() == (before,)


def test_a_guide_is_kept_with_the_town_or_district_it_is_of(qtbot, real_context):
    home = real_context.directory.find(Criteria(words="breast", near="LE2 3QR", limit=1))
    dialog = made(
        qtbot,
        HandoutDialog(
            real_context, ["macmillan-support-line"], home.origin, site="breast", kind=Kind.GUIDE
        ),
    )
    answered(qtbot, "Breast, Leicester")
    with qtbot.waitSignal(dialog.view_model.pack_saved, timeout=20_000):
        dialog.pack_button.click()
    (pack,) = file_of(real_context).all()
    assert recipe_of(pack).near == "LE2"
    assert b"LE2 3" not in real_context.core.paths.personal_file.read_bytes()


@pytest.mark.parametrize("percent", [100, 200])
def test_everything_has_a_name_and_nothing_is_clipped(qtbot, context, percent):
    theme.current().use("light", percent)
    saved(context, "A pack with quite a long name, for the clinic on the second floor")
    saved(context, "Old", until=date(2020, 1, 1))
    dialog = shown(qtbot, context)
    qtbot.waitUntil(lambda: all(card.isVisible() for card in dialog.cards.values()))
    qtbot.waitUntil(lambda: clipped(dialog) == [])
    assert nameless(dialog) == []
    assert len(focusable(dialog)) >= 7


def test_the_key_opens_them(qtbot, program):
    opened = []

    def look():
        opened.append(type(QApplication.activeModalWidget()))
        QApplication.activeModalWidget().reject()

    assert program.window.keys["packs"].shortcut() == QKeySequence("Ctrl+Shift+P")
    QTimer.singleShot(0, look)
    program.window.keys["packs"].trigger()
    assert opened == [PacksDialog]
