"""HandoutDialog: from preview to paper, by key alone, and a sentence for everything that fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QObject, QSettings, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
)

from emndir.domain.errors import HandoutError
from emndir.domain.vocabulary import FactGroup
from emndir.handouts.blocks import SIZES
from emndir.handouts.pdf import page_count
from emndir.making import Kind
from emndir.search.criteria import Criteria
from emndir.ui import printing, theme
from emndir.ui.dialogs import handout_dialog, handout_taking
from emndir.ui.dialogs.asking_where import FILE_NAME
from emndir.ui.dialogs.handout_dialog import HandoutDialog
from tests.ui.paper import DESK, ROOM, Paper
from tests.ui.walks import clipped, focusable, nameless

CLINIC = "glenfield-breast-care-centre"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dialog(qtbot, context):
    return opened(qtbot, context)


def opened(qtbot, context, *uids, kind=Kind.SINGLE) -> HandoutDialog:
    dialog = HandoutDialog(context, uids or [CLINIC], kind=kind)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.waitUntil(lambda: dialog.view_model.handout is not None or bool(dialog.banners.messages))
    return dialog


def remade(qtbot, dialog, ask) -> None:
    with qtbot.waitSignal(dialog.view_model.made, timeout=10_000):
        ask()


def said(dialog) -> list[str]:
    return [f"{one.text} {one.hint}".strip() for one in dialog.banners.messages]


@pytest.fixture
def paper(monkeypatch, tmp_path):
    return Paper(monkeypatch, tmp_path / "paper.pdf")


def test_it_shows_the_pages_and_the_same_in_words(dialog):
    made = dialog.view_model.handout
    assert dialog.pages.page_count == made.pages
    assert dialog.words.toPlainText().replace("\xa0", " ") == made.text.replace("\xa0", " ")
    assert dialog.pages.accessibleDescription() == made.text
    assert dialog.count.text() in ("1 page, A4", "2 pages, A4")
    assert dialog.windowTitle() == "emndir"


def test_ctrl_enter_prints_the_very_pages_of_the_preview(qtbot, dialog, paper):
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    document = pypdfium2.PdfDocument(str(paper.path))
    assert len(document) == dialog.view_model.handout.pages
    assert document.get_metadata_dict()["Title"] == "emndir hand-out"
    with printing.SheetPages(dialog.view_model.handout.pdf) as preview:
        seen = preview.image(0, 36)
    with printing.SheetPages(paper.path.read_bytes()) as printed:
        put_down = printed.image(0, 36)
    assert _difference(seen, put_down) < 0.05
    document.close()
    assert said(dialog) == [f"Sent to the printer {ROOM}."]


def _difference(one: QImage, other: QImage) -> float:
    """Return the mean difference in lightness of two pictures, 0 to 1."""
    width, height = min(one.width(), other.width()), min(one.height(), other.height())
    total = sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness())
        for x in range(width)
        for y in range(height)
    )
    return total / (255 * width * height)


def test_the_print_key_asks_nothing_and_prints_on_the_usual_printer(qtbot, dialog, paper):
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert paper.jobs == [(ROOM, "a4", 1)]
    assert paper.asked == 0


def test_the_system_is_asked_by_its_own_key(qtbot, dialog, paper):
    qtbot.keyClick(dialog, Qt.Key.Key_P, CONTROL)
    assert paper.asked == 1
    assert len(paper.jobs) == 1
    assert paper.path.exists()
    assert said(dialog) == ["Sent to the printer."]


def test_a_print_dialog_that_is_left_prints_nothing(qtbot, dialog, paper):
    paper.answer = QDialog.DialogCode.Rejected
    dialog.taking.print_with_dialog()
    assert paper.asked == 1
    assert not paper.path.exists()
    assert said(dialog) == []


def test_a_printer_is_chosen_by_key_and_remembered_and_the_copies_are_not(qtbot, context, paper):
    dialog = opened(qtbot, context)
    printer, copies = dialog.foot.printer, dialog.foot.copies
    assert (printer.printer, printer.currentText()) == ("", "Usual printer")
    printer.setFocus()
    qtbot.keyClick(printer, Qt.Key.Key_Down)
    qtbot.keyClick(printer, Qt.Key.Key_Down)
    assert printer.printer == DESK
    assert printer.itemText(0) == f"Usual printer ({ROOM})"
    copies.setFocus()
    qtbot.keyClick(copies, Qt.Key.Key_Down)
    qtbot.keyClick(copies, Qt.Key.Key_Down)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert paper.jobs == [(DESK, "a4", 3)]
    document = pypdfium2.PdfDocument(str(paper.path))
    assert len(document) == 3 * dialog.view_model.handout.pages
    document.close()
    assert said(dialog) == [f"Sent to the printer {DESK}."]
    assert context.core.settings.printer == DESK
    dialog.hide()
    again = opened(qtbot, context)
    assert (again.foot.printer.printer, again.foot.copy_count) == (DESK, 1)
    qtbot.keyClick(again, Qt.Key.Key_Return, CONTROL)
    assert paper.jobs[1:] == [(DESK, "a4", 1)]


def test_a_printer_that_is_gone_is_never_replaced_in_silence(qtbot, context, paper):
    core = context.core
    core.change_settings(replace(core.settings, printer="Old one"))
    dialog = opened(qtbot, context)
    assert dialog.foot.printer.currentText() == "Old one"
    dialog.taking.print_now()
    assert paper.jobs == []
    assert said(dialog) == ["This printer is not there: Old one. Choose another, then print."]
    assert dialog.focusWidget() is dialog.foot.printer
    qtbot.keyClick(dialog.foot.printer, Qt.Key.Key_Home)  # the usual one
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert paper.jobs == [(ROOM, "a4", 1)]
    assert core.settings.printer == ""


def test_without_a_usual_printer_one_has_to_be_chosen(dialog, paper, monkeypatch):
    monkeypatch.setattr(handout_taking, "default_printer", str)
    dialog.taking.print_now()
    assert paper.jobs == []
    assert said(dialog) == ["This computer has no usual printer. Choose another, then print."]
    assert dialog.focusWidget() is dialog.foot.printer


def test_a_poster_is_printed_on_the_paper_it_is_made_for(qtbot, context, paper, monkeypatch):
    dialog = opened(qtbot, context, kind=Kind.POSTER)
    assert not dialog.sizes.isVisible()
    a3 = dialog.choices.paper.segments["a3"]
    remade(qtbot, dialog, lambda: qtbot.mouseClick(a3, Qt.MouseButton.LeftButton))
    assert dialog.count.text() == "1 page, A3"
    monkeypatch.setattr(
        handout_taking, "lacks_paper", lambda name, paper: (name, paper) == (ROOM, "a3")
    )
    dialog.taking.print_now()
    assert paper.jobs == []
    assert said(dialog)[0].startswith(f"This printer does not have the paper A3: {ROOM}.")
    monkeypatch.setattr(handout_taking, "lacks_paper", lambda _name, _paper: False)
    dialog.taking.print_now()
    assert paper.jobs == [(ROOM, "a3", 1)]
    document = pypdfium2.PdfDocument(str(paper.path))
    assert document.get_page_size(0) == pytest.approx((842, 1191), abs=1)
    document.close()


def test_paper_that_is_too_small_for_the_pages_is_refused(qtbot, context, paper, monkeypatch):
    dialog = opened(qtbot, context, kind=Kind.POSTER)
    remade(qtbot, dialog, lambda: dialog.view_model.choose(paper="a3"))
    to_file = handout_taking.new_printer
    monkeypatch.setattr(handout_taking, "new_printer", lambda name, _paper: to_file(name, "a4"))
    dialog.taking.print_with_dialog()
    assert (paper.asked, paper.jobs) == (1, [])
    assert said(dialog)[0].startswith("This printer does not have the paper A3")


def test_a_long_print_says_how_far_it_is_and_the_bar_goes_afterwards(dialog, paper):
    seen = []
    bar = dialog.preview.progress
    dialog.taking.sending.connect(lambda *_: seen.append((bar.isVisible(), bar.value())))
    dialog.view_model.copies = 6
    dialog.taking.print_now()
    pages = 6 * dialog.view_model.handout.pages
    assert seen == [*((True, number) for number in range(1, pages + 1)), (False, pages)]
    assert not dialog.preview.waiting.isVisible()
    assert len(paper.jobs) == 1


def test_a_print_that_breaks_off_leaves_no_bar_behind(dialog, paper, monkeypatch):
    pages = printing.SheetPages.image
    painted = []

    def jam(self, page, dpi, **more):
        painted.append(page)
        if len(painted) > 5 and dpi == printing.PRINT_DPI:
            raise HandoutError("The printer stopped before the last page.", "Print again.")
        return pages(self, page, dpi, **more)

    dialog.view_model.copies = 6
    monkeypatch.setattr(printing.SheetPages, "image", jam)
    dialog.taking.print_now()
    assert said(dialog) == ["The printer stopped before the last page. Print again."]
    assert len(painted) > 5
    assert not dialog.preview.waiting.isVisible()
    assert not dialog.preview.stop_button.isHidden()


def test_without_a_printer_it_offers_to_save(qtbot, dialog, monkeypatch):
    monkeypatch.setattr(handout_taking, "printer_names", list)
    for button in (dialog.print_button, dialog.foot.with_button):
        dialog.banners.take_away("sheet")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert said(dialog) == [
            "No printer is set up on this computer. Save the sheet as a PDF and print it elsewhere."
        ]
        assert dialog.save_button.hasFocus()


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\): Returned false", extend=True)
def test_a_printer_that_fails_is_said_in_a_sentence(dialog, paper, monkeypatch, tmp_path):
    to_file = handout_taking.new_printer

    def broken(name: str = "", paper: str = "a4") -> QPrinter:
        printer: QPrinter = to_file(name, paper)
        printer.setOutputFileName(str(tmp_path / "gone" / "paper.pdf"))
        return printer

    monkeypatch.setattr(handout_taking, "new_printer", broken)
    for act in (dialog.taking.print_with_dialog, dialog.taking.print_now):
        dialog.banners.take_away("sheet")
        act()
        assert said(dialog)[0].startswith("The printer did not take the sheet.")


def test_opening_it_asks_the_computer_for_no_printer(qtbot, context, monkeypatch):
    asked = []
    monkeypatch.setattr(printing, "printer_names", lambda: asked.append(1) or [])
    monkeypatch.setattr(handout_taking, "printer_names", lambda: asked.append(1) or [])
    opened(qtbot, context)
    assert asked == []


@pytest.fixture
def files(qapp, monkeypatch, tmp_path):
    """A home of its own with a folder in it, for the program and for what Qt remembers."""
    home = tmp_path / "home"
    (home / "Ward 3").mkdir(parents=True)
    (home / "config").mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    before = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    QSettings.setPath(native, user, str(home / "config"))
    yield home
    QSettings.setPath(native, user, before)


class Answers(QObject):
    """A person at the real file dialog: types each name in turn ("": none, None: leaves)."""

    def __init__(self, dialog, *names, overwrite=False):
        super().__init__(dialog)
        self.names, self.overwrite = list(names), overwrite
        self.offered, self.asked = [], []
        self._is_saving = True
        QTimer.singleShot(20, self, self._act)
        dialog.taking.save()
        self._is_saving = False

    def _act(self):
        if self._is_saving:  # a fresh timer: one that is still at work does not fire again
            QTimer.singleShot(20, self, self._act)
        top = QApplication.activeModalWidget()
        if isinstance(top, QMessageBox):
            self.asked.append(top.text())
            kind = QMessageBox.StandardButton
            top.button(kind.Yes if self.overwrite else kind.No).click()
        elif isinstance(top, QFileDialog):
            edit = top.findChild(QLineEdit, "fileNameEdit")
            name = self.names.pop(0) if self.names else None
            self.offered.append(edit.text())
            if name is None:
                top.reject()
            else:
                folder = Path(name).parent
                if folder.is_absolute() and folder.is_dir():
                    top.setDirectory(str(folder))
                edit.setText(name or edit.text())
                top.accept()


def remembered(home):
    """Return every file under a home that is not the sheet itself, as text."""
    return "".join(
        path.read_text(errors="replace")
        for path in home.rglob("*")
        if path.is_file() and path.suffix != ".pdf"
    )


def test_the_pdf_is_saved_under_a_neutral_name(dialog, files):
    person = Answers(dialog, str(files / "Ward 3" / "sheet"))
    assert person.offered == [FILE_NAME] == ["emndir-handout.pdf"]
    saved = files / "Ward 3" / "sheet.pdf"
    assert saved.read_bytes() == dialog.view_model.handout.pdf
    assert said(dialog) == [f"Saved. {saved}"]


def test_the_folder_that_was_chosen_is_written_down_nowhere(dialog, files):
    Answers(dialog, str(files / "Ward 3" / "sheet"))
    assert (files / "Ward 3" / "sheet.pdf").exists()
    written = remembered(files)
    assert "FileDialog" in written  # Qt did write its settings, and here
    assert "Ward" not in written


def test_what_other_programs_remembered_stays(dialog, files):
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.setValue("FileDialog/lastVisited", "file:///elsewhere")
    settings.setValue("FileDialog/history", ["file:///elsewhere", "file:///there"])
    settings.sync()
    Answers(dialog, str(files / "Ward 3" / "sheet"))
    again = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert again.value("FileDialog/lastVisited") == "file:///elsewhere"
    assert again.value("FileDialog/history") == ["file:///elsewhere", "file:///there"]
    assert "Ward" not in remembered(files)


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_file_that_is_there_is_asked_about_before_its_suffix_is_typed(dialog, files, overwrite):
    there = files / "foo.pdf"
    there.write_text("mine")
    person = Answers(dialog, str(files / "foo"), overwrite=overwrite)
    assert len(person.asked) == 1
    assert "foo.pdf" in person.asked[0]
    assert (there.read_bytes() == b"mine") is not overwrite
    assert bool(said(dialog)) is overwrite


def test_a_name_with_a_full_stop_becomes_a_pdf_all_the_same(dialog, files):
    Answers(dialog, str(files / "Ward 3.West"))
    assert (files / "Ward 3.West.pdf").read_bytes() == dialog.view_model.handout.pdf
    assert not (files / "Ward 3.West").exists()


def test_a_name_with_a_full_stop_does_not_overwrite_unasked(dialog, files):
    there = files / "Ward 3.West.pdf"
    there.write_text("mine")
    person = Answers(dialog, str(files / "Ward 3.West"), "", overwrite=False)
    assert person.offered[1] == "Ward 3.West.pdf"
    assert len(person.asked) == 1
    assert there.read_text() == "mine"
    assert said(dialog) == []


def test_a_file_that_cannot_be_written_is_said_in_a_sentence(dialog, files, monkeypatch):
    def refuse(*_args):
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    Answers(dialog, str(files / "sheet.pdf"))
    assert said(dialog)[0].startswith("The sheet could not be saved as sheet.pdf")


def test_leaving_the_file_dialog_saves_nothing(dialog, files):
    Answers(dialog, None)
    assert said(dialog) == []
    assert list(files.rglob("*.pdf")) == []


def test_the_words_are_copied_without_anything_for_professionals(qtbot, dialog):
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied == dialog.view_model.handout.text.replace("\xa0", " ")
    assert "3366" not in copied
    assert "breast.referrals" not in copied


def test_another_size_makes_another_sheet(qtbot, dialog):
    before = dialog.view_model.handout.pdf
    large = dialog.sizes.segments[18]
    remade(qtbot, dialog, lambda: qtbot.mouseClick(large, Qt.MouseButton.LeftButton))
    assert dialog.view_model.handout.pdf != before
    assert dialog.view_model.handout.sheets[0].points == 18


def test_every_size_is_taken_by_the_arrow_keys_alone(qtbot, dialog):
    assert dialog.focusWidget() is dialog.sizes.segments[12]
    for points in SIZES[1:]:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Right)
        qtbot.waitUntil(
            lambda points=points: (
                dialog.view_model.handout is not None
                and dialog.view_model.handout.sheets[0].points == points
            )
        )
        assert dialog.focusWidget() is dialog.sizes.segments[points]
    assert dialog.sizes.segments[24].accessibleName() == "24 point, giant print"


def test_a_tick_makes_the_sheet_again_and_can_be_taken_back(qtbot, dialog):
    before = dialog.view_model.handout.text
    box = dialog.checks.boxes[CLINIC, FactGroup.REFERRAL]
    box.setFocus()
    remade(qtbot, dialog, lambda: qtbot.keyClick(box, Qt.Key.Key_Space))
    assert dialog.view_model.handout.text != before
    assert dialog.checks.boxes[CLINIC, FactGroup.REFERRAL] is box
    assert box.isChecked()
    assert box.hasFocus()
    remade(qtbot, dialog, lambda: qtbot.keyClick(box, Qt.Key.Key_Space))
    assert dialog.view_model.handout.text == before


def test_while_a_sheet_is_made_nothing_old_can_be_printed(qtbot, dialog, paper):
    dialog.view_model.confirm(CLINIC, FactGroup.REFERRAL, is_checked=True)
    assert not dialog.print_button.isEnabled()
    dialog.taking.print_with_dialog()
    assert not paper.path.exists()
    qtbot.waitUntil(dialog.print_button.isEnabled)


def test_print_pressed_too_soon_prints_the_new_pages_once(qtbot, dialog, paper):
    before = dialog.view_model.handout.text
    dialog.view_model.confirm(CLINIC, FactGroup.REFERRAL, is_checked=True)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    assert paper.jobs == []
    assert "as soon as they are there" in said(dialog)[0]
    qtbot.waitUntil(lambda: bool(paper.jobs), timeout=10_000)
    assert dialog.view_model.handout.text != before
    assert said(dialog) == [f"Sent to the printer {ROOM}."]
    remade(qtbot, dialog, lambda: dialog.view_model.set_points(14))
    assert len(paper.jobs) == 1  # asked for once, printed once


def test_another_choice_takes_back_what_was_to_be_printed(qtbot, dialog, paper):
    dialog.view_model.confirm(CLINIC, FactGroup.REFERRAL, is_checked=True)
    dialog.taking.print_now()
    remade(qtbot, dialog, lambda: dialog.view_model.set_points(14))
    assert paper.jobs == []
    assert said(dialog) == []


def test_no_sheet_is_said_in_a_sentence(qtbot, context):
    dialog = opened(qtbot, context, "loros-compassionate-neighbours")
    assert "has closed" in said(dialog)[0]
    assert not dialog.print_button.isEnabled()
    assert dialog.pages.page_count == 0


def test_esc_closes_and_nothing_is_kept(qtbot, context):
    dialog = HandoutDialog(context, [CLINIC])
    dialog.show()
    qtbot.waitUntil(lambda: dialog.view_model.handout is not None)
    with qtbot.waitSignal(dialog.destroyed):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
        assert dialog.pages.page_count == 0
        assert dialog.words.toPlainText() == ""
        assert dialog.view_model.handout is None


def test_the_words_can_be_read_by_key(qtbot, dialog):
    dialog.views.setFocus()
    qtbot.keyClick(dialog.views, Qt.Key.Key_Right)
    assert dialog.words.isVisible()
    assert dialog.words.isReadOnly()
    assert dialog.words in focusable(dialog)


def test_everything_is_reached_by_key_and_has_a_name(qtbot, dialog):
    stops = focusable(dialog)
    for thing in (dialog.pages, dialog.views, dialog.print_button, dialog.close_button):
        assert thing in stops
    for box in dialog.checks.boxes.values():
        assert box in stops
    assert nameless(dialog) == []


def test_what_to_check_is_reached_after_the_size_and_before_print(qtbot, dialog):
    stops = focusable(dialog)
    boxes = [stops.index(box) for box in dialog.checks.boxes.values()]
    assert len(boxes) > 1
    assert boxes == list(range(boxes[0], boxes[0] + len(boxes)))
    assert stops.index(dialog.sizes.segments[dialog.sizes.value]) < boxes[0]
    assert boxes[-1] < stops.index(dialog.views)
    assert boxes[-1] < stops.index(dialog.print_button)


def test_the_keyboard_begins_at_the_size_that_is_taken(qtbot, context):
    core = context.core
    core.change_settings(replace(core.settings, handout_points=18))
    dialog = opened(qtbot, context)
    assert dialog.focusWidget() is dialog.sizes.segments[18]
    assert dialog.sizes.segments[12] not in focusable(dialog)


def test_with_the_largest_text_it_leaves_the_system_room_for_a_frame(qtbot, context):
    theme.current().use("light", 200)
    dialog = opened(qtbot, context)
    assert dialog.height() <= dialog.screen().availableSize().height() - handout_dialog.FRAME


def test_enter_presses_the_button_with_the_keyboard_and_not_print(qtbot, context, paper):
    dialog = opened(qtbot, context)
    dialog.copy_button.setFocus()
    qtbot.keyClick(dialog.copy_button, Qt.Key.Key_Return)
    assert said(dialog) == ["Copied."]
    assert not paper.path.exists()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("name", ["light", "contrast"])
def test_nothing_is_clipped_on_a_small_screen(qtbot, context, percent, name):
    theme.current().use(name, percent)
    dialog = opened(qtbot, context)
    dialog.resize(1280, 800)
    qtbot.waitUntil(lambda: clipped(dialog) == [])
    assert (dialog.width(), dialog.height()) == (1280, 800)


# --- Several services -----------------------------------------------------------------------------

LINE = "leicester-treatment-advice-line"


def test_several_services_are_one_document_with_what_to_check_for_each(qtbot, context):
    dialog = opened(qtbot, context, LINE, CLINIC)
    made = dialog.view_model.handout
    assert dialog.what.text().startswith("2 services. No name")
    assert dialog.pages.page_count == made.pages >= 2
    assert dialog.count.text() == f"{made.pages} pages, A4"
    headings = [label.text() for label in dialog.checks.findChildren(QLabel)]
    for number, sheet in enumerate(made.sheets, start=1):
        assert f"{number}. {sheet.title}" in headings
    box = dialog.checks.boxes[CLINIC, FactGroup.REFERRAL]
    assert box.accessibleName().startswith(f"I checked it. 2. {made.sheets[1].title}. ")
    assert {uid for uid, _group in dialog.checks.boxes} == {CLINIC, LINE}


def test_a_tick_turns_the_preview_to_the_sheet_of_its_service(qtbot, context):
    dialog = opened(qtbot, context, LINE, CLINIC)
    made = dialog.view_model.handout
    assert made.starts == (0, page_count(made.sheets[0]))
    assert "page 1 of" in dialog.pages.accessibleName()
    for uid, start in ((CLINIC, made.starts[1]), (LINE, 0)):
        box = next(box for (one, _group), box in dialog.checks.boxes.items() if one == uid)
        remade(qtbot, dialog, box.click)
        assert dialog.pages.verticalScrollBar().value() == dialog.pages._leaves.top_of(start)
        assert f"page {start + 1} of" in dialog.pages.accessibleName()
    remade(qtbot, dialog, lambda: dialog.view_model.set_points(18))
    assert dialog.view_model.turned_page() is None  # only a tick turns, and once


def test_a_tick_is_for_one_service_and_stays_where_it_is(qtbot, context):
    dialog = opened(qtbot, context, LINE, CLINIC)
    before = dialog.view_model.handout
    box = dialog.checks.boxes[CLINIC, FactGroup.REFERRAL]
    box.setFocus()
    remade(qtbot, dialog, lambda: qtbot.keyClick(box, Qt.Key.Key_Space))
    now = dialog.view_model.handout
    assert now.sheets[0] == before.sheets[0]
    assert now.sheets[1] != before.sheets[1]
    assert box.isChecked()
    assert box.hasFocus()


def test_all_their_pages_are_printed_and_copied_and_saved(qtbot, context, paper, files):
    dialog = opened(qtbot, context, LINE, CLINIC)
    made = dialog.view_model.handout
    dialog.taking.print_with_dialog()
    document = pypdfium2.PdfDocument(str(paper.path))
    assert len(document) == made.pages
    document.close()
    dialog.taking.copy_text()
    copied = QGuiApplication.clipboard().text().replace("\xa0", " ")
    assert all(sheet.title in copied for sheet in made.sheets)
    Answers(dialog, str(files / "both"))
    assert (files / "both.pdf").read_bytes() == made.pdf


ADVICE = "A hand-out is best with up to five services."


def advised(dialog) -> int:
    """Return how often the dialog says that there are many services, in either wording."""
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    return words.count(ADVICE) + words.count("up to 5 are easier to choose from")


@pytest.mark.parametrize("kind", [Kind.SINGLE, Kind.CHOICES])
@pytest.mark.parametrize(("count", "times"), [(5, 0), (6, 1)])
def test_above_five_it_says_once_what_is_best(qtbot, real_context, kind, count, times):
    hits = real_context.directory.find(Criteria(words="breast le2")).hits
    uids = [hit.summary.uid for hit in hits if not hit.summary.is_place][:count]
    dialog = opened(qtbot, real_context, *uids, kind=kind)
    assert advised(dialog) == times
    if kind is Kind.SINGLE and times:
        assert dialog.notices.text().startswith(f"{ADVICE} This one has 6.")
    qtbot.waitUntil(lambda: clipped(dialog) == [])
    assert nameless(dialog) == []
