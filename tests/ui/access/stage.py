"""The whole program on a stage: every window and every state of it, one line each.

A new window, dialog or state is one more row of `STATES`. Every test of this folder walks
all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from emndir.bootstrap import Core
from emndir.search.criteria import Criteria, Facet
from emndir.ui.application import Application
from emndir.ui.messages import Message, Tone
from emndir.ui.widgets.figures_page import FiguresPage
from tests.ui.access.pseudo import PseudoLanguage
from tests.ui.conftest import ROOT, clock

PATIENCE = 20.0  # seconds
WIDE, THREE, FOLDED, ONE, SMALL = (1600, 900), (1280, 800), (1000, 760), (720, 800), (480, 800)
"""Windows of each breakpoint at 100 %."""
SCREEN = QSize(1280, 760)
"""What a dialog has at most: a small screen without its bar."""


class Stage:
    """One running program, made ready for each state in turn."""

    def __init__(
        self, home: Path, *, is_pseudo: bool = False, percent: int = 100, choice: str = "light"
    ) -> None:
        self._language = PseudoLanguage() if is_pseudo else None
        if self._language is not None:
            QCoreApplication.installTranslator(self._language)
        QAccessible.setActive(True)  # as if a screen reader listened
        core = Core.create(home=home, data_dir=ROOT / "data", clock=clock)
        self.program = Application(core)
        self.context = self.program.context
        self.window = self.program.window
        self.dialogs: list[QWidget] = []
        self._look = (choice, percent)
        self.context.theme.use(choice, percent)
        self.window.show()
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.program.open_directory()
        self.until(lambda: self.window.search.answer is not None)
        self.settle()

    def close(self) -> None:
        self._close_dialogs()
        self.window.close()
        QAccessible.setActive(False)
        if self._language is not None:
            QCoreApplication.removeTranslator(self._language)
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    # --- what a state is made with ---------------------------------------------------------

    def until(self, is_so: Callable[[], object]) -> None:
        end = monotonic() + PATIENCE
        while not is_so():
            assert monotonic() < end, "waited in vain"
            QTest.qWait(1)

    def settle(self) -> None:
        """Wait for every answer, and let the layouts come to rest."""
        tasks = self.program.tasks
        look = self.context.theme
        self.until(lambda: not tasks._latest and not self.window.search.is_behind)
        self.until(lambda: not look.is_changing)
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def sized(self, size: tuple[int, int]) -> tuple[int, int]:
        """Return a size of 100 % as large as the text makes it, or as the screen lets it be."""
        if self.context.theme.percent == 100:
            return size
        look = self.context.theme
        return (min(look.px(size[0]), THREE[0]), min(look.px(size[1]), THREE[1]))

    def fresh(self, size: tuple[int, int] = THREE) -> None:
        """Begin again: nothing asked, nothing told, the window at a size."""
        self._close_dialogs()
        window, look = self.window, self.context.theme
        if (look.choice, look.percent) != self._look:  # keys of the settings have changed it
            look.use(*self._look)
        if window.turning.is_turned:
            window.turning.leave()
        if window.first_run is not None:
            window.first_run.skip()
        window.forgetting.clear_for_another()
        for message in window.banners.messages:
            window.banners.take_away(message.topic)
        window.resize(*self.sized(size))
        window.activateWindow()
        self.settle()

    def ask(self, words: str, near: str = "", **more: object) -> None:
        """Ask as a person does, and wait for the answer."""
        self.window.search.use(Criteria(words=words, near=near, **more))  # type: ignore[arg-type]
        self.settle()

    def choose(self, number: int = 0) -> None:
        """Choose a result, counted without headings, and wait for its details."""
        cards = self.window.results_panel.cards
        rows = [at for at in range(cards.model.rowCount()) if cards.model.row(at).summary]
        cards.list.select_row(rows[number])
        self.until(lambda: self.window.service_panel.detail is not None)
        self.settle()

    def open(self, dialog: QDialog, width: int, height: int) -> QDialog:
        """Show a dialog without waiting for its end, as large as its text makes it (at 100 %)."""
        self.dialogs.append(dialog)
        look = self.context.theme  # the offscreen screen is smaller than anybody's
        look.dress(dialog)  # as `WindowDialogs` does
        dialog.resize(QSize(look.px(width), look.px(height)).boundedTo(SCREEN))
        dialog.show()
        dialog.activateWindow()
        self.until(dialog.isActiveWindow)
        self.settle()
        return dialog

    def _close_dialogs(self) -> None:
        for dialog in self.dialogs:
            if isValid(dialog):
                dialog.close()
        for dialog in self.dialogs:
            if isValid(dialog):
                dialog.deleteLater()
        self.dialogs.clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


@dataclass(frozen=True)
class State:
    """A state of the program: how it is reached from a fresh window, and in what window size.

    `show` may return another window than the main one.
    """

    name: str
    show: Callable[[Stage], QWidget | None]
    size: tuple[int, int] = THREE


@contextmanager
def on_stage(stage: Stage, state: State) -> Iterator[QWidget]:
    """Bring a state on stage and yield its window."""
    stage.fresh(state.size)
    window = state.show(stage) or stage.window
    stage.settle()
    assert window.isActiveWindow(), f"{state.name}: something else took the keyboard"
    yield window


# --- the states ----------------------------------------------------------------------------------


def nothing(_stage: Stage) -> None: ...


def results(stage: Stage) -> None:
    stage.ask("breast", "LE2")


def gathered(count: int) -> Callable[[Stage], None]:
    def show(stage: Stage) -> None:
        stage.ask("breast", "LE2")
        cards = stage.window.results_panel.cards
        rows = (cards.model.row(at) for at in range(cards.model.rowCount()))
        found = [row.summary for row in rows if row.summary and not row.summary.is_place]
        for summary in found[:count]:
            stage.window.shortlist.toggle(summary.uid, summary.name)
        stage.settle()

    return show


@cache
def compared(count: int, *, with_figures: bool = False) -> Callable[[Stage], None]:
    def show(stage: Stage) -> None:
        gathered(count)(stage)
        comparing = stage.window.comparing
        comparing.open()
        stage.until(lambda: comparing.page is not None and comparing.page.model.rows)
        if with_figures:
            assert comparing.page is not None
            comparing.page.view_model.toggle_expired()

    return show


def compared_on_map(stage: Stage) -> None:
    compared(4)(stage)
    page = stage.window.comparing.page
    assert page is not None
    page.way.open()
    stage.until(lambda: bool(page.way.found))


def route(stage: Stage) -> QWidget:
    from emndir.runtime.route_address import OPENSTREETMAP
    from emndir.ui.detail import RouteSpec
    from emndir.ui.dialogs.route_dialog import RouteDialog

    spec = RouteSpec(
        name="Lincoln County Hospital", to="LN2 5QY", is_code=True, start="Sutton-in-Ashfield"
    )
    dialog = RouteDialog(spec, OPENSTREETMAP, stage.window, opener=lambda _address: False)
    stage.open(dialog, 560, 440)
    dialog.open_button.click()  # nothing opens it: what is said then has to have room as well
    return dialog


@cache
def every_stage(words: str = "breast", near: str = "PE11") -> Callable[[Stage], None]:
    def show(stage: Stage) -> None:
        stage.ask(words, near)
        staging = stage.window.staging
        staging.open()
        page = staging.page
        assert page is not None
        if near:
            stage.until(lambda: page.model.rows)

    return show


@cache
def detail(tab: int = 0) -> Callable[[Stage], None]:
    def show(stage: Stage) -> None:
        stage.ask("breast", "LE2")
        stage.choose()
        stage.window.page.show_detail()
        page = stage.window.service_panel.page
        assert page is not None
        assert tab < page.tabs.count()
        page.tabs.setCurrentIndex(tab)

    return show


def figures(stage: Stage) -> None:
    """Published figures, the old ones asked for."""
    detail(4)(stage)
    page = stage.window.service_panel.page
    assert page is not None
    (shown,) = page.findChildren(FiguresPage)
    assert shown.old_button is not None
    shown.old_button.click()


def why(stage: Stage) -> None:
    detail()(stage)
    stage.window.service_panel.explain()


def patient_view(stage: Stage) -> None:
    detail()(stage)
    stage.window.chosen.turn()
    assert stage.window.turning.is_turned


def peek(stage: Stage) -> None:
    stage.ask("breast", "LE2")
    stage.choose()


def near_in_narrow_view(stage: Stage) -> None:
    stage.ask("breast", "LE2")
    stage.window.narrow.go_near()


def first_run(stage: Stage) -> None:
    stage.context.core.paths.settings_file.unlink(missing_ok=True)
    stage.program.offer_first_run()
    assert stage.window.first_run is not None


def place(stage: Stage) -> None:
    stage.ask("glenfield hospital")
    cards = stage.window.results_panel.cards
    rows = (cards.model.row(at) for at in range(cards.model.rowCount()))
    found = [row.uid for row in rows if row.summary and row.summary.is_place]
    stage.window.service_panel.show_uid(found[0], is_place=True)
    stage.until(lambda: stage.window.service_panel.detail is not None)
    stage.window.page.show_detail()


def empty_answer(stage: Stage) -> None:
    stage.ask("lymphoedema", "NG31", chosen=((Facet.COUNTY, ("Cheshire",)),))
    assert stage.window.results_panel.empty.isVisible()


def instead(stage: Stage) -> None:
    stage.ask("wig", "NG31", within_miles=5.0)


def danger(words: str = "neutropenic sepsis", near: str = "LE2") -> Callable[[Stage], None]:
    def show(stage: Stage) -> None:
        stage.ask(words, near)
        assert stage.window.results_panel.above.danger.isVisible()

    return show


def corrections(stage: Stage) -> None:
    stage.ask("brest cancr qwzzzxy", "LE2")
    assert stage.window.results_panel.above.correction.buttons


def filtered(stage: Stage) -> None:
    stage.ask(
        "cancer",
        "LE2",
        within_miles=20.0,
        chosen=((Facet.REFERRAL_ROUTE, ("self",)), (Facet.DELIVERY, ("in-person",))),
    )


def filters_open(stage: Stage) -> None:
    stage.ask("breast", "LE2")
    for group in stage.window.filter_panel.groups.values():
        group.heading.setChecked(True)
    stage.window.page.toggle_filters()


def notices(stage: Stage) -> None:
    for tone in (Tone.INFO, Tone.WARN):
        stage.context.messages.tell(
            Message(
                text=_tr(f"The update file could not be read ({tone.value})."),
                hint=_tr("The list from before is in use. Ask the office for a new one."),
                tone=tone,
                topic=tone.value,
                action=_tr("Undo") if tone is Tone.INFO else "",
            )
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("stage", text)


def suggestions(stage: Stage) -> None:
    box = stage.window.search_panel.search_box
    box.focus_all()
    QTest.keyClicks(box.line, "gle")
    stage.until(lambda: box.is_suggesting)


def settings(managed: tuple[str, ...] = ()) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        from emndir.ui.dialogs.settings_dialog import SettingsDialog
        from emndir.ui.wording.stored import stored_folders

        core = stage.context.core
        dialog = SettingsDialog(
            core.settings, stage.window, managed=managed, stored=lambda: stored_folders(core.paths)
        )
        return stage.open(dialog, 600, 720)

    return show


def keys(stage: Stage) -> QWidget:
    from emndir.ui.dialogs.keys_dialog import KeysDialog

    return stage.open(KeysDialog(stage.window), 640, 680)


def about(stage: Stage) -> QWidget:
    from emndir.ui.dialogs.about_dialog import AboutDialog

    assert stage.context.directory is not None
    return stage.open(AboutDialog(stage.context.directory.info, stage.window), 620, 640)


def clear(stage: Stage) -> QWidget:
    from emndir.ui.dialogs.clear_dialog import ClearDialog

    return stage.open(ClearDialog(stage.window), 480, 260)


def outside(stage: Stage) -> QWidget:
    from emndir.ui.dialogs.outside_dialog import OutsideDialog

    return stage.open(OutsideDialog("breast", stage.window), 520, 320)


def crash(stage: Stage) -> QWidget:
    from emndir.ui.dialogs.crash_dialog import CrashDialog

    return stage.open(
        CrashDialog("KeyError in search_panel, line 7", print, stage.window), 600, 440
    )


def handout(view: int = 0, count: int = 1) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        from emndir.ui.dialogs.handout_dialog import HandoutDialog

        stage.ask("breast", "LE2")
        answer = stage.window.search.results
        assert answer is not None
        hits = answer.hits
        uids = [hit.summary.uid for hit in hits if not hit.summary.is_place][:count]
        dialog = HandoutDialog(stage.context, uids, None, stage.window)
        stage.open(dialog, 1120, 760)
        stage.until(lambda: dialog.view_model.handout is not None)
        dialog.views.setCurrentIndex(view)
        return dialog

    return show


def handout_of(kind: str) -> Callable[[Stage], QWidget]:
    """A kind of hand-out that finds its services itself, with everything unfolded."""

    def show(stage: Stage) -> QWidget:
        from emndir.making import Kind
        from emndir.ui.dialogs.handout_dialog import HandoutDialog

        dialog = handout(0, 1)(stage)
        assert isinstance(dialog, HandoutDialog)
        dialog.view_model.choose(kind=Kind(kind), site="breast", near="LE2")
        stage.until(lambda: dialog.view_model.handout is not None)
        dialog.more.fold.head.setChecked(True)
        for fold in dialog.checks.folds:
            fold.head.setChecked(True)
        return dialog

    return show


def packs(stage: Stage) -> QWidget:
    """Two saved packs, one of which has to be printed again."""
    from datetime import date

    from emndir.making import Recipe
    from emndir.packs import new_pack, packs_file
    from emndir.ui.dialogs.packs_dialog import PacksDialog

    context, directory = stage.context, stage.context.directory
    assert directory is not None
    file = packs_file(context.core.paths.personal_file)
    uids = tuple(hit.summary.uid for hit in directory.find(Criteria(words="wig", limit=2)).hits)
    pack = new_pack(directory, "Wig day", Recipe(uids=uids), today=context.today())
    file.save(pack)
    file.save(replace(pack, name="Last year", until=date(2025, 1, 1)))
    dialog = PacksDialog(context, stage.window)
    stage.open(dialog, 640, 520)
    stage.until(lambda: all(card.isVisible() for card in dialog.cards.values()) and dialog.cards)
    return dialog


def pack_name(stage: Stage) -> QWidget:
    """A name that looks like a person's."""
    from emndir.ui.dialogs.pack_name_dialog import PackNameDialog

    dialog = PackNameDialog(["Wig day"], stage.window)
    stage.open(dialog, 480, 300)
    dialog.line.setText("Jane Smith")
    return dialog


STATES: tuple[State, ...] = (
    State("start", nothing),
    State("start wide", nothing, WIDE),
    State("start folded", nothing, FOLDED),
    State("start small", nothing, SMALL),
    State("results wide", results, WIDE),
    State("results", results),
    State("results folded", results, FOLDED),
    State("results on one page", results, ONE),
    State("results small", results, SMALL),
    State("one gathered", gathered(1), ONE),
    State("five gathered", gathered(5)),
    State("eight gathered", gathered(8), SMALL),
    State("comparison", compared(4)),
    State("comparison wide", compared(3), WIDE),
    State("comparison with figures", compared(4, with_figures=True)),
    State("comparison on one page", compared(4), ONE),
    State("comparison small", compared(4), SMALL),
    State("comparison on a map", compared_on_map),
    State("comparison on a map, one page", compared_on_map, ONE),
    State("comparison on a map, small", compared_on_map, SMALL),
    State("route asked", route),
    State("every stage", every_stage()),
    State("every stage wide", every_stage(), WIDE),
    State("every stage on one page", every_stage(), ONE),
    State("every stage small", every_stage(), SMALL),
    State("every stage without a place", every_stage(near=""), SMALL),
    State("about a service", detail(0)),
    State("getting there", detail(1)),
    State("same place", detail(2)),
    State("sources", detail(3)),
    State("figures kept back", detail(4)),
    State("figures", figures),
    State("figures, small", figures, SMALL),
    State("why", why),
    State("a service on one page", detail(0), ONE),
    State("sources, small", detail(3), SMALL),
    State("a place", place),
    State("nothing found", empty_answer),
    State("nothing found, small", empty_answer, SMALL),
    State("instead", instead),
    State("danger", danger()),
    State("danger without a place", danger(near=""), ONE),
    State("corrections", corrections),
    State("filtered", filtered),
    State("filters", filters_open),
    State("filters folded", filters_open, FOLDED),
    State("filters small", filters_open, SMALL),
    State("notices", notices),
    State("notices small", notices, SMALL),
    State("suggestions", suggestions),
    State("settings", settings()),
    State("settings of a site", settings(("theme", "near_default", "show_map"))),
    State("keys", keys),
    State("about", about),
    State("asked from outside", outside),
    State("a hand-out not printed", clear),
    State("patient view", patient_view),
    State("patient view, small", patient_view, SMALL),
    State("peek", peek, SMALL),
    State("filters and near, small", near_in_narrow_view, SMALL),
    State("first start", first_run),
    State("first start, small", first_run, SMALL),
    State("crash", crash),
    State("hand-out", handout(0)),
    State("hand-out in words", handout(1)),
    State("hand-out of three", handout(0, 3)),
    State("hand-out as a guide", handout_of("guide")),
    State("hand-out as a poster", handout_of("poster")),
    State("saved packs", packs),
    State("name of a pack", pack_name),
)


def states(stage: Stage) -> Iterator[tuple[State, QWidget]]:
    """Bring every state on stage, one after the other; each size once."""
    done = set()
    for state in STATES:
        key = (state.show, stage.sized(state.size))
        if key not in done:
            done.add(key)
            with on_stage(stage, state) as window:
                yield state, window
