"""HandoutChoices: what a hand-out is: its kind and size, its services in order, where, what else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import ALL_SITES
from emndir.handouts.blocks import SIZES
from emndir.handouts.wording import upper_first
from emndir.making import Kind, Recipe
from emndir.ui import theme
from emndir.ui.widgets.buttons import Choice, wrapped
from emndir.ui.widgets.order_row import OrderRow
from emndir.ui.widgets.segments import Segments
from emndir.ui.widgets.tick_box import TickBox
from emndir.ui.wording.kinds import kind_words
from emndir.ui.wording.settings import value_in_words

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory

WITH_SERVICES = frozenset({Kind.SINGLE, Kind.CHOICES, Kind.POSTER})
_WITH_SITE = frozenset({Kind.GUIDE})
_WITH_NEAR = frozenset({Kind.GUIDE, Kind.POSTER, Kind.CARD})
_WITH_LOCALITY = frozenset({Kind.BOOKLET})
_WITH_SIZE = frozenset({Kind.SINGLE, Kind.CHOICES, Kind.GUIDE, Kind.BOOKLET})
"""The other kinds have the sizes that a wall or a wallet asks for."""
_OPTIONS: Mapping[str, frozenset[Kind]] = {
    "with_table": frozenset({Kind.CHOICES}),
    "with_questions": frozenset({Kind.CHOICES}),
    "with_notes": frozenset({Kind.SINGLE, Kind.CHOICES, Kind.GUIDE}),
    "with_map": frozenset({Kind.SINGLE, Kind.CHOICES, Kind.GUIDE}),
}
"""What else may be printed, by the name it has in a recipe, and on which kinds."""

Named = Sequence[tuple[str, str]]
"""Codes with their words."""


class HandoutChoices(QWidget):
    """The upper part of the hand-out's left side.

    `changed` carries a part of the recipe by its name and its new value; the others carry a
    service's uid, as `OrderRow` does.
    """

    changed = Signal(str, object)
    sized = Signal(int)
    moved = Signal(str, int)
    removed = Signal(str)
    stepped = Signal(str, str)

    def __init__(self, sites: Named, localities: Sequence[str]) -> None:
        """Offer these cancers, code and name, and these counties and districts."""
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self._labels: dict[str, QLabel] = {}
        self.rows: dict[str, OrderRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(6))
        self.kind = self._choice(
            self.tr("Kind of sheet"), [(kind, kind_words(kind)) for kind in Kind], "kind"
        )
        self._sizes_name = wrapped(self.tr("Text size in points"), "strong")
        self.sizes = self._segments(
            self.tr("Text size in points"), [(points, str(points)) for points in SIZES]
        )
        for points, segment in self.sizes.segments.items():
            segment.setAccessibleName(value_in_words("handout_points", points))
            segment.setToolTip(value_in_words("handout_points", points))
        self.sizes.chosen.connect(self._say_size)
        self._paper_name = wrapped(self.tr("Paper"), "strong")
        self.paper = self._segments(self.tr("Paper"), [("a4", "A4"), ("a3", "A3")])
        self.paper.chosen.connect(self._say_paper)
        for part in (self._sizes_name, self.sizes, self._paper_name, self.paper):
            self._column.addWidget(part)
        self._order = QWidget()
        self._listed = QVBoxLayout(self._order)
        self._listed.setContentsMargins(0, 0, 0, 0)
        self._listed.setSpacing(theme.current().px(4))
        self._column.addWidget(self._order)
        self.site = self._choice(self.tr("Cancer"), sites, "site")
        self.locality = self._choice(
            self.tr("County or district"), [(one, one) for one in localities], "locality"
        )
        self._near_name = wrapped(self.tr("Near"), "strong")
        self.near = QLineEdit()
        self.near.setAccessibleName(self.tr("Near"))
        self.near.setPlaceholderText(self.tr("Town or postcode"))
        self.near.setMaxLength(60)
        self.near.editingFinished.connect(self.commit)
        self._near_name.setBuddy(self.near)
        self._column.addWidget(self._near_name)
        self._column.addWidget(self.near)
        self._also = wrapped(self.tr("Also print"), "strong")
        self._column.addWidget(self._also)
        self.options: dict[str, TickBox] = {}
        self._beside = QGridLayout()
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setHorizontalSpacing(theme.current().px(12))
        self._beside.setVerticalSpacing(theme.current().px(2))
        for name, words in self._option_words():
            box = self.options[name] = TickBox(words, self)
            box.clicked.connect(self._say_option)
        self._column.addLayout(self._beside)

    def _option_words(self) -> Sequence[tuple[str, str]]:
        return (
            ("with_table", self.tr("Compare table")),
            ("with_notes", self.tr("Space for notes")),
            ("with_questions", self.tr("Questions to ask")),
            ("with_map", self.tr("Map")),
        )

    def _segments(self, name: str, choices: Sequence[tuple[object, str]]) -> Segments:
        segments = Segments(name, choices)
        segments.fills = True
        return segments

    def _choice(self, name: str, entries: Named, part: str) -> Choice:
        label = wrapped(name, "strong")
        choice = Choice(name)
        choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for value, words in entries:
            choice.addItem(words, value)
        choice.setProperty("part", part)
        choice.activated.connect(self._say_choice)
        label.setBuddy(choice)
        self._labels[part] = label
        self._column.addWidget(label)
        self._column.addWidget(choice)
        return choice

    # --- what is shown ---------------------------------------------------------------------

    def show_recipe(
        self, recipe: Recipe, names: Mapping[str, str], near: str, steps: Sequence[str]
    ) -> None:
        """Show what is chosen; `names` are those of services, by uid."""
        kind = recipe.kind
        self.kind.choose(kind)
        self.sizes.choose(recipe.points)
        self.paper.choose(recipe.paper)
        self._sizes_name.setVisible(kind in _WITH_SIZE)
        self.sizes.setVisible(kind in _WITH_SIZE)
        self._paper_name.setVisible(kind is Kind.POSTER)
        self.paper.setVisible(kind is Kind.POSTER)
        self.site.choose(recipe.site)
        if not recipe.site:
            self.site.setCurrentIndex(-1)
        self.locality.choose(recipe.locality)
        if not recipe.locality:
            self.locality.setCurrentIndex(-1)
        if not self.near.hasFocus():
            self.near.setText(near)
        self._set_visible(self.site, is_visible=kind in _WITH_SITE)
        self._set_visible(self.locality, is_visible=kind in _WITH_LOCALITY)
        for part in (self._near_name, self.near):
            part.setVisible(kind in _WITH_NEAR)
        self._show_options(recipe)
        self._also.setVisible(any(kind in kinds for kinds in _OPTIONS.values()))
        self._show_order(recipe, names, steps)

    def _show_options(self, recipe: Recipe) -> None:
        """Show what else this kind can print, two on a line."""
        shown = [name for name in self.options if recipe.kind in _OPTIONS[name]]
        for name, box in self.options.items():
            box.setChecked(bool(getattr(recipe, name)))
            box.setVisible(name in shown)
            self._beside.removeWidget(box)
        for at, name in enumerate(shown):
            self._beside.addWidget(self.options[name], at // 2, at % 2, Qt.AlignmentFlag.AlignTop)

    def _set_visible(self, choice: Choice, *, is_visible: bool) -> None:
        self._labels[str(choice.property("part"))].setVisible(is_visible)
        choice.setVisible(is_visible)

    def _show_order(self, recipe: Recipe, names: Mapping[str, str], steps: Sequence[str]) -> None:
        is_shown = recipe.kind in WITH_SERVICES and len(recipe.uids) > 1
        self._order.setVisible(is_shown)
        has_step = recipe.kind is Kind.CHOICES
        shown = (recipe.uids, tuple(steps), has_step, tuple(sorted(names.items())), is_shown)
        if shown == self._shown:
            return
        self._shown = shown
        held, part = self._held()
        while self._listed.count():
            item = self._listed.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = {}
        if not is_shown:
            return
        self._listed.addWidget(wrapped(self.tr("Services"), "strong"))
        for number, (uid, step) in enumerate(zip(recipe.uids, steps, strict=True), start=1):
            row = OrderRow(uid, names.get(uid, uid), number, step, has_step=has_step)
            row.moved.connect(self.moved)
            row.removed.connect(self.removed)
            row.stepped.connect(self.stepped)
            self.rows[uid] = row
            self._listed.addWidget(row)
            row.show()  # at once, so that it can have the keyboard
        if held in self.rows:  # the keyboard stays with the service it was on
            row = self.rows[held]
            (getattr(row, part) if part else row).setFocus(Qt.FocusReason.OtherFocusReason)

    def _held(self) -> tuple[str, str]:
        """Return which row has the keyboard, and which part of it ("" for the row itself)."""
        for uid, row in self.rows.items():
            if row.hasFocus():
                return uid, ""
            for part in ("up", "down", "step", "cross"):
                if getattr(row, part).hasFocus():
                    return uid, part
        return "", ""

    @property
    def stops(self) -> list[QWidget]:
        """Return what Tab comes to, in order."""
        rows = [
            part
            for row in self.rows.values()
            for part in (row, row.up, row.down, row.cross, row.step)
        ]
        sizes = [*self.sizes.segments.values(), *self.paper.segments.values()]
        places = [self.site, self.locality, self.near]
        return [self.kind, *sizes, *rows, *places, *self.options.values()]

    # --- what is chosen --------------------------------------------------------------------

    @Slot()
    def _say_choice(self) -> None:
        choice = self.sender()
        assert isinstance(choice, Choice)  # noqa: S101 - only these are connected
        part, value = str(choice.property("part")), choice.currentData()
        self.changed.emit(part, Kind(value) if part == "kind" else value)  # Qt keeps plain text

    @Slot(object)
    def _say_size(self, points: object) -> None:
        self.sized.emit(points)

    @Slot(object)
    def _say_paper(self, paper: object) -> None:
        self.changed.emit("paper", paper)

    @Slot()
    def commit(self) -> None:
        """Take a place that is still being typed, as leaving its line does."""
        if self.near.isModified():
            self.near.setModified(False)
            self.changed.emit("near", self.near.text().strip())

    @Slot(bool)
    def _say_option(self, is_on: bool) -> None:
        for name, box in self.options.items():
            if box is self.sender():
                self.changed.emit(name, is_on)


def choices_of(directory: OpenDirectory | None) -> HandoutChoices:
    """Return what can be chosen, with the cancers and places of a directory."""
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
