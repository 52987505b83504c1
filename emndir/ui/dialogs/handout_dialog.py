"""HandoutDialog: look at the sheets, check what is doubtful, print them or save them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from emndir.domain.errors import EmndirError
from emndir.domain.vocabulary import FactGroup
from emndir.making import Kind
from emndir.packs import PackState
from emndir.search.results import Origin
from emndir.ui import theme
from emndir.ui.actions import HANDOUT_ACTIONS, make_actions
from emndir.ui.context import UiContext
from emndir.ui.dialogs.handout_taking import HandoutTaking
from emndir.ui.messages import Message, Tone
from emndir.ui.panels.handout_choices import WITH_SERVICES, choices_of
from emndir.ui.panels.handout_foot import HandoutFoot
from emndir.ui.panels.handout_more import HandoutMore
from emndir.ui.panels.handout_preview import HandoutPreview
from emndir.ui.viewmodels.handout import HandoutViewModel
from emndir.ui.viewmodels.handout_making import MadeHandout
from emndir.ui.viewmodels.shortlist import ADVISED
from emndir.ui.widgets.banner import BannerStack
from emndir.ui.widgets.buttons import KeyButton, wrapped
from emndir.ui.widgets.check_list import CheckList, CheckRow
from emndir.ui.widgets.enter_presses import EnterPresses
from emndir.ui.widgets.focus_ring import FocusRing
from emndir.ui.widgets.focus_seen import FocusSeen
from emndir.ui.widgets.tall_area import TallArea
from emndir.ui.wording.checks import doubt_lines, fine_lines

SIZE = (1240, 780)  # px at 100 %
LEFT = (320, 372)  # px at 100 %, at least and at most
FRAME = 60  # px of the screen's height left to the system: a title bar, a border
SLOW_MS = 300
"""Nothing is said of work that is done sooner."""
SOME_PAGES = 4
"""So many are printed in a moment."""
TOPIC = "sheet"


class HandoutDialog(QDialog):
    """The sheet of one service, or one document of several in their order, from preview to paper.

    Its keys are in `HANDOUT_ACTIONS`; Esc closes. Only text size and printer are kept.
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
        with_table: bool = False,
    ) -> None:
        """Lay the dialog out and start making the sheet; `site` is the cancer that was asked for.

        A saved `pack` is made as it was; printing it says that it is right again.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("emndir")
        self.setAccessibleName(self.tr("Make a hand-out"))
        self._context = context
        self.view_model = HandoutViewModel(
            context, uids, origin, site=site, kind=kind, pack=pack, with_table=with_table
        )
        self.taking = HandoutTaking(context, self.view_model, self)
        self.choices = choices_of(context.directory)
        self.sizes = self.choices.sizes
        self.more = HandoutMore(self.view_model.languages)
        self.preview = HandoutPreview()
        self.pages, self.words = self.preview.pages, self.preview.words
        self.count, self.views = self.preview.count, self.preview.views
        self.checks = CheckList()
        self.foot = HandoutFoot(self.view_model.printer)
        self.print_button, self.save_button = self.foot.print_button, self.foot.save_button
        self.copy_button, self.pack_button = self.foot.copy_button, self.foot.pack_button
        self.banners = BannerStack()
        self._slow = QTimer(self, interval=SLOW_MS)
        self._build()
        self._connect()
        self.keys = make_actions(self, HANDOUT_ACTIONS)
        self._connect_keys()
        self._ring = FocusRing(self)
        EnterPresses(self)
        look = theme.current()
        screen = self.screen().availableSize()
        room = screen - QSize(0, FRAME)
        self.resize(QSize(look.px(SIZE[0]), look.px(SIZE[1])).boundedTo(room))
        self._show_choices()
        self._focus_first()
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
        column.addWidget(self.foot)

    def _head(self) -> QWidget:
        px = theme.current().px
        head = QFrame()
        head.setProperty("kind", "top")
        row = QHBoxLayout(head)
        row.setContentsMargins(px(24), px(10), px(24), px(10))
        row.setSpacing(px(16))
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(wrapped(self.tr("Make a hand-out"), "page"))
        self.what = wrapped(self._what(), "caption")
        words.addWidget(self.what)
        row.addLayout(words, 1)
        self.close_button = KeyButton(self.tr("Close"), "close", "Esc")
        row.addWidget(self.close_button)
        return head

    def _what(self) -> str:
        """Return what will be printed, that it says nothing about the patient, and what is kept."""
        promise = self.tr("No name, no date of birth. Only text size and printer are remembered.")
        count, kind = len(self.view_model.uids), self.view_model.recipe.kind
        if count == 1 or kind not in WITH_SERVICES:
            return promise
        return f"{count} {self.tr('services.')} {promise}"

    def _left(self) -> QWidget:
        px = theme.current().px
        inside = QWidget()
        inside.setProperty("kind", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(24), px(12), px(24), px(16))
        column.setSpacing(px(6))
        column.addWidget(self.choices)
        self.notices = wrapped("", tone="warn")
        self.notices.hide()
        column.addWidget(self.notices)
        column.addWidget(self.more)
        column.addSpacing(px(6))
        column.addWidget(self.checks)
        column.addStretch(1)
        self._side = TallArea(inside)
        FocusSeen(self._side)
        return self._side

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the pages at least half of the width where large text needs much of it."""
        super().resizeEvent(event)
        px = theme.current().px
        self._side.setFixedWidth(min(px(LEFT[1]), max(px(LEFT[0]), self.width() * 46 // 100)))

    def _connect(self) -> None:
        model, choices, foot = self.view_model, self.choices, self.foot
        model.making.connect(self._wait)
        model.made.connect(self._show)
        model.failed.connect(self._fail)
        self._slow.timeout.connect(self._say_making)
        choices.changed.connect(self._choose)
        choices.sized.connect(model.set_points)
        choices.moved.connect(model.move)
        choices.removed.connect(model.remove)
        choices.stepped.connect(model.set_step)
        self.more.changed.connect(self._choose)
        self.more.cream_chosen.connect(self._choose_cream)
        self.checks.checked.connect(self._confirm)
        self.checks.grown.connect(self._order_stops)
        self.close_button.clicked.connect(self.reject)
        self.preview.stop_button.clicked.connect(model.stop)
        foot.printer.wanted.connect(model.set_printer)
        foot.copies.activated.connect(self._choose_copies)
        foot.pack_button.clicked.connect(self.taking.save_pack)
        foot.copy_button.clicked.connect(self.taking.copy_text)
        foot.save_button.clicked.connect(self.taking.save)
        foot.with_button.clicked.connect(self.taking.print_with_dialog)
        foot.print_button.clicked.connect(self.taking.print_now)
        self.taking.told.connect(self._tell)
        self.taking.sending.connect(self._say_sending)
        self.taking.printer_used.connect(self._use_printer)
        self.taking.printer_needed.connect(self._go_to_printer)
        self.taking.file_needed.connect(self._go_to_file)

    def _connect_keys(self) -> None:
        does: dict[str, Callable[[], None]] = {
            "handout-print": self.taking.print_now,
            "handout-print-with": self.taking.print_with_dialog,
            "handout-save": self.taking.save,
            "handout-copy": self.taking.copy_text,
            "handout-pack": self.taking.save_pack,
            "handout-next": self._walk_on,
            "handout-previous": self._walk_back,
        }
        for name, action in self.keys.items():
            action.triggered.connect(self.choices.commit)  # first: a key leaves no line
            action.triggered.connect(does[name])
            action.setAutoRepeat(name in ("handout-next", "handout-previous"))
            self.addAction(action)

    @Slot(str, object)
    def _choose(self, part: str, value: object) -> None:
        self.view_model.choose(**{part: value})

    @Slot(bool)
    def _choose_cream(self, is_cream: bool) -> None:
        self.view_model.is_cream = is_cream
        self._show_choices()

    @Slot()
    def _choose_copies(self) -> None:
        self.view_model.copies = self.foot.copy_count

    @Slot(str)
    def _use_printer(self, printer: str) -> None:
        self.view_model.set_printer(printer)
        self.foot.printer.show_printer(printer)

    # --- Where the keyboard is ------------------------------------------------------------------

    def _focus_first(self) -> None:
        """Put the keyboard where it is wanted most often: on the text size, else on the kind."""
        if self.sizes.isVisibleTo(self):
            self.sizes.focus_taken()
        else:
            self.choices.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go_to_printer(self) -> None:
        self.foot.printer.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go_to_file(self) -> None:
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _walk_on(self) -> None:
        self._walk(1)

    @Slot()
    def _walk_back(self) -> None:
        self._walk(-1)

    def _walk(self, by: int) -> None:
        """Go to the next part, or the one before."""
        preview = self.words if self.words.isVisible() else self.pages
        checks = next(iter(self.checks.stops), None)
        parts: list[tuple[QWidget, QWidget | None]] = [(self.choices, None)]
        parts += [(self.checks, checks)] if checks is not None else []
        parts += [(self.preview, preview), (self.foot, self.print_button)]
        here = self.focusWidget()
        inside = [at for at, (part, _to) in enumerate(parts) if _holds(part, here)]
        at = (inside[0] + by) % len(parts) if inside else 0
        to = parts[at][1]
        if to is None:
            self._focus_first()
        else:
            to = to if to.isEnabled() else self.foot.printer
            to.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _order_stops(self) -> None:
        """Let Tab go from top to bottom: what is made late would come after Print."""
        stops = [*self.choices.stops, *self.more.stops, *self.checks.stops]
        stops += [self.views, *self.preview.stops, *self.foot.stops, self.close_button]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # --- What the view-model says ---------------------------------------------------------------

    @Slot()
    def _wait(self) -> None:
        self._show_choices()
        self.foot.set_ready(False)
        self._slow.start()

    @Slot()
    def _say_making(self) -> None:
        done, total = self.view_model.progress
        if total:
            self.preview.show_progress(done, total)
            return
        one = len(self.view_model.uids) == 1
        self.count.setText(self.tr("Making the sheet…") if one else self.tr("Making the sheets…"))

    @Slot(int, int)
    def _say_sending(self, sent: int, total: int) -> None:
        """Show how far a long print is, until all is sent or it went wrong."""
        if total > SOME_PAGES:
            self.preview.show_sending(sent, total)
        elif not total:
            self.preview.end_sending()

    def _show_choices(self) -> None:
        model = self.view_model
        self.choices.show_recipe(model.recipe, model.names, model.near, model.steps)
        self.more.show_recipe(model.recipe, is_cream=model.is_cream)
        self.what.setText(self._what())

    @Slot(object)
    def _show(self, made: MadeHandout) -> None:
        self._slow.stop()
        self.banners.take_away(TOPIC)
        paper = self.view_model.recipe.paper
        pages = self.preview.show_made(made.pdf, made.text, made.pages, paper)
        self._show_notices(made)
        if (page := self.view_model.turned_page()) is not None:
            self.pages.show_page(page)
        self._show_checks(made)
        self.foot.set_ready(True)
        if made.empty:
            self._tell_empty(made)
        ready = self.tr("Sheet ready") if len(made.sheets) == 1 else self.tr("Sheets ready")
        self._context.messages.announce(f"{ready}, {pages}")
        self.taking.go_on(made)

    def _show_checks(self, made: MadeHandout) -> None:
        rows = [
            CheckRow(uid=one.uid, title=one.title, group=one.group, lines=doubt_lines(one))
            for one in made.doubtful
        ]
        several = len(dict.fromkeys(one.uid for one in made.to_check)) > 1
        kind = self.view_model.recipe.kind
        self.checks.show_rows(
            rows,
            fine_lines(made.to_check),
            self.view_model.confirmed,
            has_titles=several or kind in (Kind.GUIDE, Kind.CARD),  # which find theirs themselves
        )
        self._order_stops()

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

    @Slot(str, str, Tone, int)
    def _tell(self, text: str, hint: str, tone: Tone, seconds: int = 0) -> None:
        message = Message(text=text, hint=hint, tone=tone, topic=TOPIC, seconds=seconds)
        self.banners.show_message(message)
        self._context.messages.announce(f"{text} {hint}".strip())

    @property
    def is_waiting(self) -> bool:
        """Return True while the sheet is neither printed nor saved nor copied."""
        return self.view_model.is_waiting

    def done(self, result: int) -> None:
        """Close, and forget the hand-out and what is still in the making."""
        self._slow.stop()
        self.view_model.forget()
        self.taking.forget()
        self.preview.clear()
        super().done(result)


def _holds(part: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (widget is part or part.isAncestorOf(widget))
