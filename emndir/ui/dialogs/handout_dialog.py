"""HandoutDialog: look at the sheets, check what is doubtful, print them or save them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from emndir.domain.errors import EmndirError
from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import ALL_SITES, FactGroup
from emndir.handouts.blocks import SIZES
from emndir.handouts.html import sheets_html
from emndir.handouts.wording import upper_first
from emndir.making import Kind
from emndir.packs import PackState
from emndir.search.results import Origin
from emndir.ui import theme
from emndir.ui.context import UiContext
from emndir.ui.dialogs.asking_where import ask_where
from emndir.ui.icons import icon
from emndir.ui.messages import Message, Tone
from emndir.ui.panels.handout_choices import HandoutChoices
from emndir.ui.panels.handout_preview import HandoutPreview
from emndir.ui.printing import new_printer, print_pdf, printer_names, save_file
from emndir.ui.viewmodels.handout import HandoutViewModel
from emndir.ui.viewmodels.handout_making import MadeHandout
from emndir.ui.viewmodels.shortlist import ADVISED
from emndir.ui.widgets.banner import BannerStack
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.widgets.check_list import CheckList, CheckRow
from emndir.ui.widgets.enter_presses import EnterPresses
from emndir.ui.widgets.field import KeyCap
from emndir.ui.widgets.flow_layout import FlowLayout
from emndir.ui.widgets.focus_ring import FocusRing
from emndir.ui.widgets.focus_seen import FocusSeen
from emndir.ui.widgets.segments import Segments
from emndir.ui.widgets.tall_area import TallArea
from emndir.ui.wording.checks import doubt_lines, fine_lines
from emndir.ui.wording.settings import value_in_words

SIZE = (1120, 760)  # px at 100 %
LEFT = 336  # px at 100 %
FRAME = 60  # px of the screen's height left to the system: a title bar, a border
SLOW_MS = 300
"""Nothing is said of work that is done sooner."""
TOPIC = "sheet"


class HandoutDialog(QDialog):
    """The sheet of one service, or one document of several in their order, from preview to paper.

    Ctrl+Enter prints, Esc closes. Nothing of it is kept but the text size.
    """

    def __init__(
        self,
        context: UiContext,
        uids: Sequence[str],
        origin: Origin | None = None,
        parent: QWidget | None = None,
        *,
        site: str = "",
        kind: Kind | None = None,
        pack: PackState | None = None,
    ) -> None:
        """Lay the dialog out and start making the sheet; `site` is the cancer that was asked for.

        A saved `pack` is made as it was; printing it says that it is right again.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("emndir")
        self.setAccessibleName(self.tr("Make a hand-out"))
        self._context = context
        self.view_model = HandoutViewModel(context, uids, origin, site=site, kind=kind, pack=pack)
        self.choices = _choices(context)
        self.preview = HandoutPreview()
        self.pages, self.words = self.preview.pages, self.preview.words
        self.count, self.views = self.preview.count, self.preview.views
        self.checks = CheckList()
        self.banners = BannerStack()
        self._buttons: list[QPushButton] = []
        self._is_naming = False
        self._slow = QTimer(self, interval=SLOW_MS)
        self._build()
        self._connect()
        self._ring = FocusRing(self)
        EnterPresses(self)
        look = theme.current()
        screen = self.screen().availableSize()
        room = screen - QSize(0, FRAME)
        self.resize(QSize(look.px(SIZE[0]), look.px(SIZE[1])).boundedTo(room))
        self.sizes.focus_taken()  # a dialog that opens goes to the first
        self.view_model.make()

    @classmethod
    def of_pack(cls, context: UiContext, pack: PackState, parent: QWidget) -> HandoutDialog:
        """Return the hand-out of a saved pack."""
        return cls(context, pack.recipe.uids, None, parent, pack=pack)

    # --- Laying out -----------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.banners)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._left())
        middle.addWidget(self.preview, 1)
        column.addLayout(middle, 1)
        column.addWidget(self._foot())

    def _head(self) -> QWidget:
        px = theme.current().px
        head = QFrame()
        head.setProperty("kind", "top")
        row = QVBoxLayout(head)
        row.setContentsMargins(px(24), px(12), px(24), px(12))
        row.setSpacing(px(2))
        row.addWidget(wrapped(self.tr("Make a hand-out"), "page"))
        self.what = wrapped(self._what(), "caption")
        row.addWidget(self.what)
        return head

    def _what(self) -> str:
        """Return what will be printed, and that it says nothing about the patient."""
        promise = self.tr("No name, no date of birth. Nothing about a patient is kept.")
        count = len(self.view_model.uids)
        if count == 1:
            return promise
        return f"{count} {self.tr('services.')} {promise}"

    def _left(self) -> QWidget:
        px = theme.current().px
        inside = QWidget()
        inside.setProperty("kind", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(6))
        column.addWidget(self.choices)
        self.notices = wrapped("", tone="warn")
        self.notices.hide()
        column.addWidget(self.notices)
        column.addSpacing(px(12))
        column.addWidget(wrapped(self.tr("Text size in points"), "strong"))
        column.addWidget(self._sizes())
        column.addSpacing(px(12))
        column.addWidget(self.checks)
        column.addStretch(1)
        area = TallArea(inside)
        area.setFixedWidth(px(LEFT))
        FocusSeen(area)
        return area

    def _sizes(self) -> QWidget:
        self.sizes = Segments(
            self.tr("Text size in points"), [(points, str(points)) for points in SIZES]
        )
        self.sizes.fills = True
        for points, segment in self.sizes.segments.items():
            segment.setAccessibleName(value_in_words("handout_points", points))
            segment.setToolTip(value_in_words("handout_points", points))
        self.sizes.choose(self.view_model.points)
        return self.sizes

    def _foot(self) -> QWidget:
        px = theme.current().px
        foot = QFrame()
        foot.setProperty("kind", "bottom")
        row = FlowLayout(foot, 10)
        row.setContentsMargins(px(24), px(12), px(24), px(12))
        self.close_button = self._button(self.tr("Close"), "close")
        self.pack_button = self._button(self.tr("Save as a pack"), "bookmark-multiple-outline")
        self.copy_button = self._button(self.tr("Copy as text"), "content-copy")
        self.save_button = self._button(self.tr("Save as a file"), "file-document-outline")
        self.print_button = self._button(self.tr("Print"), "printer-outline", is_main=True)
        self.print_button.setToolTip(self.tr("Ctrl+Enter"))
        self._buttons = [
            self.pack_button,
            self.copy_button,
            self.save_button,
            self.print_button,
        ]
        row.addWidget(self.close_button)
        row.addWidget(self.pack_button)
        row.add_right(self.copy_button)
        row.add_right(self.save_button)
        row.add_right(KeyCap("Ctrl Enter"))
        row.add_right(self.print_button)
        return foot

    def _button(self, text: str, sign: str, *, is_main: bool = False) -> QPushButton:
        px = theme.current().px
        button = QPushButton(icon(sign, "onBrand" if is_main else "ink2", 17), f" {text}")
        button.setAccessibleName(text)
        button.setIconSize(QSize(px(17), px(17)))
        button.setAutoDefault(False)
        if is_main:
            button.setProperty("kind", "primary")
        return button

    def _connect(self) -> None:
        self.view_model.making.connect(self._wait)
        self.view_model.made.connect(self._show)
        self.view_model.failed.connect(self._fail)
        self._slow.timeout.connect(self._say_making)
        self.sizes.chosen.connect(self.view_model.set_points)
        self.choices.changed.connect(self._choose)
        self.choices.moved.connect(self.view_model.move)
        self.choices.removed.connect(self.view_model.remove)
        self.choices.stepped.connect(self.view_model.set_step)
        self.checks.checked.connect(self._confirm)
        self.checks.grown.connect(self._order_stops)
        self.close_button.clicked.connect(self.reject)
        self.pack_button.clicked.connect(self.save_pack)
        self.preview.stop_button.clicked.connect(self.view_model.stop)
        self.view_model.pack_saved.connect(self._say_pack)
        self.view_model.pack_failed.connect(self._fail_pack)
        self.copy_button.clicked.connect(self.copy_text)
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print_sheet)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.print_sheet)

    @Slot(str, object)
    def _choose(self, part: str, value: object) -> None:
        self.view_model.choose(**{part: value})

    # --- What the view-model says ---------------------------------------------------------------

    @Slot()
    def _wait(self) -> None:
        self._show_choices()
        for button in self._buttons:
            button.setEnabled(False)
        self._slow.start()

    @Slot()
    def _say_making(self) -> None:
        done, total = self.view_model.progress
        if total:
            self.preview.show_progress(done, total)
            return
        one = len(self.view_model.uids) == 1
        self.count.setText(self.tr("Making the sheet…") if one else self.tr("Making the sheets…"))

    def _show_choices(self) -> None:
        model = self.view_model
        self.choices.show_recipe(model.recipe, model.names, model.near, model.steps)
        self.what.setText(self._what())

    @Slot(object)
    def _show(self, made: MadeHandout) -> None:
        self._slow.stop()
        self.banners.take_away(TOPIC)
        pages = self.preview.show_made(made.pdf, made.text, made.pages)
        self._show_notices(made)
        if (page := self.view_model.turned_page()) is not None:
            self.pages.show_page(page)
        self._show_checks(made)
        for button in self._buttons:
            button.setEnabled(True)
        if made.empty:
            self._tell_empty(made)
        ready = self.tr("Sheet ready") if len(made.sheets) == 1 else self.tr("Sheets ready")
        self._context.messages.announce(f"{ready}, {pages}")

    def _show_checks(self, made: MadeHandout) -> None:
        rows = [
            CheckRow(uid=one.uid, title=one.title, group=one.group, lines=doubt_lines(one))
            for one in made.doubtful
        ]
        services = len(dict.fromkeys(one.uid for one in made.to_check))
        fine = fine_lines(made.to_check)
        self.checks.show_rows(rows, fine, self.view_model.confirmed, services=services)
        self._order_stops()

    @Slot()
    def _order_stops(self) -> None:
        """Let Tab go from top to bottom: what is made late would come after Print."""
        stops = [*self.choices.stops, *self.sizes.segments.values(), *self.checks.stops]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_notices(self, made: MadeHandout) -> None:
        """Show what to know of the whole hand-out; "your choices" says itself where it is long."""
        notices = [one for sheet in made.sheets for one in sheet.notices]
        if self.view_model.recipe.kind is Kind.SINGLE and len(made.sheets) > ADVISED:
            best = self.tr("A hand-out is best with up to five services.")
            notices.insert(0, f"{best} {self.tr('This one has')} {len(made.sheets)}.")
        self.notices.setText(" ".join(dict.fromkeys(notices)))
        self.notices.setVisible(bool(notices))

    def _tell_empty(self, made: MadeHandout) -> None:
        nothing = self.tr("There is nothing on this sheet that a patient could use.")
        if len(made.sheets) > 1:
            of = self.tr("There is nothing that a patient could use on the sheet of")
            nothing = f"{of} {'; '.join(made.empty)}."  # titles have commas
        hint = self.tr("Tick what you have checked, or choose another service.")
        self._tell(nothing, hint, Tone.WARN)

    @Slot(object)
    def _fail(self, error: EmndirError) -> None:
        self._slow.stop()
        self.preview.clear()
        self._tell(error.message, error.hint, Tone.BAD)

    @Slot(str, FactGroup, bool)
    def _confirm(self, uid: str, group: FactGroup, is_checked: bool) -> None:
        self.view_model.confirm(uid, group, is_checked=is_checked)

    def _tell(self, text: str, hint: str, tone: Tone, seconds: int = 0) -> None:
        message = Message(text=text, hint=hint, tone=tone, topic=TOPIC, seconds=seconds)
        self.banners.show_message(message)
        self._context.messages.announce(f"{text} {hint}".strip())

    @property
    def is_waiting(self) -> bool:
        """Return True while the sheet is neither printed nor saved nor copied."""
        return self.view_model.is_waiting

    # --- What is pressed ------------------------------------------------------------------------

    @Slot()
    def copy_text(self) -> None:
        """Copy the words of the hand-out."""
        made = self.view_model.handout
        if made is not None:
            self._context.clipboard_put(made.text)
            self.view_model.take()
            self._tell(self.tr("Copied."), "", Tone.DONE, seconds=5)

    @Slot()
    def save(self) -> None:
        """Ask where, and save the hand-out there: as pages, a web page or plain text."""
        made = self.view_model.handout
        if made is None:
            return
        path = ask_where(self)
        if path is None:
            return
        try:
            save_file(_content(made, path.suffix.lower()), path)
        except EmndirError as error:
            self._tell(error.message, error.hint, Tone.BAD)
        else:
            self.view_model.take()
            self.view_model.printed()
            self._tell(self.tr("Saved."), str(path), Tone.DONE, seconds=10)

    @Slot()
    def save_pack(self) -> None:
        """Ask for a name, and keep the services, kind and size as a pack."""
        from emndir.ui.dialogs.pack_name_dialog import PackNameDialog

        dialog = PackNameDialog(self.view_model.pack_names, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._is_naming = True
            self.view_model.save_pack(dialog.name)
        dialog.deleteLater()

    @Slot(str)
    def _say_pack(self, name: str) -> None:
        if self._is_naming:
            saved = self.tr("Saved as the pack")
            self._tell(f"{saved} “{name}”.", "", Tone.DONE, seconds=10)
        self._is_naming = False

    @Slot(object)
    def _fail_pack(self, error: EmndirError) -> None:
        self._is_naming = False
        self._tell(error.message, error.hint, Tone.BAD)

    @Slot()
    def print_sheet(self) -> None:
        """Ask for a printer, and print the very pages of the preview."""
        made = self.view_model.handout
        if made is None:
            return
        if not printer_names():
            self._tell(
                self.tr("No printer is set up on this computer."),
                self.tr("Save the sheet as a PDF and print it elsewhere."),
                Tone.WARN,
            )
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            sent = self._print(made)
        except EmndirError as error:
            self._tell(error.message, error.hint, Tone.BAD)
        else:
            if sent:
                self.view_model.take()
                self.view_model.printed()
                self._tell(self.tr("Sent to the printer."), "", Tone.DONE, seconds=10)

    def _print(self, made: MadeHandout) -> int:
        from PySide6.QtPrintSupport import QPrintDialog

        printer = new_printer()
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, made.pages)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return 0
        return print_pdf(made.pdf, printer)

    def done(self, result: int) -> None:
        """Close, and forget the hand-out and what is still in the making."""
        self._slow.stop()
        self.view_model.forget()
        self.preview.clear()
        super().done(result)


def _choices(context: UiContext) -> HandoutChoices:
    """Return what can be chosen, with the cancers and places of the open directory."""
    directory = context.directory
    if directory is None:
        return HandoutChoices((), ())
    sites = [
        (term.code, upper_first(term.label))
        for term in directory.vocabulary.of(Taxonomy.CANCER_SITE)
        if term.code != ALL_SITES
    ]
    places = [
        one.name
        for one in directory.gazetteer.localities
        if one.type in ("ceremonial-county", "district", "unitary")
    ]
    return HandoutChoices(sites, sorted(dict.fromkeys(places)))


def _content(made: MadeHandout, ending: str) -> bytes:
    """Return a hand-out as the bytes of a kind of file."""
    if ending == ".html":
        return sheets_html(made.sheets).encode()
    return made.text.encode() if ending == ".txt" else made.pdf
