"""HandoutMore: what is chosen rarely: the space between lines, the language, a ground for screens."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from emndir.handouts.blocks import SPACINGS
from emndir.making import Kind, Recipe
from emndir.ui import theme
from emndir.ui.widgets.buttons import Choice, wrapped
from emndir.ui.widgets.fold import Fold
from emndir.ui.widgets.segments import Segments
from emndir.ui.widgets.tick_box import TickBox

_WITH_SPACING = frozenset({Kind.SINGLE, Kind.CHOICES, Kind.GUIDE, Kind.BOOKLET})
_BEFORE_COUNT = "\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}"


class HandoutMore(QWidget):
    """A fold that says how many of its choices are not as usual.

    `changed` carries a part of the recipe by its name and its new value; `cream_chosen`
    whether files are to have a cream ground.
    """

    changed = Signal(str, object)
    cream_chosen = Signal(bool)

    def __init__(self, languages: Mapping[str, str]) -> None:
        """Offer these languages, code and name; where there is only one, none is asked about."""
        super().__init__()
        self._has_languages = len(languages) > 1
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.fold = Fold(self.tr("More choices"))
        whole.addWidget(self.fold)
        column = self.fold.column
        self._lines_name = wrapped(self.tr("Space between lines"), "strong")
        words = (self.tr("Usual"), self.tr("Wider"), self.tr("Widest"))
        self.lines = Segments(
            self.tr("Space between lines"), list(zip(SPACINGS, words, strict=True))
        )
        self.lines.fills = True
        self.lines.chosen.connect(self._say_lines)
        column.addWidget(self._lines_name)
        column.addWidget(self.lines)
        self._language_name = wrapped(self.tr("Language of the sheet"), "strong")
        self.language = Choice(self.tr("Language of the sheet"))
        self.language.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for code, name in languages.items():
            self.language.addItem(name, code)
        self.language.activated.connect(self._say_language)
        self._language_name.setBuddy(self.language)
        column.addWidget(self._language_name)
        column.addWidget(self.language)
        for part in (self._language_name, self.language):
            part.setVisible(self._has_languages)
        self.cream = TickBox(self.tr("Cream background, for screens"))
        self.cream.clicked.connect(self._say_cream)
        column.addWidget(self.cream)
        self._note: QLabel = wrapped(
            self.tr("In saved files only. What is printed stays white."), "caption"
        )
        self.cream.setAccessibleDescription(self._note.text())
        self._note.setContentsMargins(theme.current().px(25), 0, 0, theme.current().px(4))
        column.addWidget(self._note)

    def show_recipe(self, recipe: Recipe, *, is_cream: bool) -> None:
        """Show what is chosen, and how much of it is not as usual."""
        has_lines = recipe.kind in _WITH_SPACING
        self.lines.choose(recipe.spacing)
        for part in (self._lines_name, self.lines):
            part.setVisible(has_lines)
        self.language.choose(recipe.language)
        self.cream.setChecked(is_cream)
        usual = Recipe()
        count = (has_lines and recipe.spacing != usual.spacing) + is_cream
        count += recipe.language != usual.language
        title = self.tr("More choices")
        self.fold.rename(f"{title}{_BEFORE_COUNT}{count}" if count else title)

    @property
    def stops(self) -> list[QWidget]:
        """Return what Tab comes to, in order."""
        return [self.fold.head, *self.lines.segments.values(), self.language, self.cream]

    @Slot(object)
    def _say_lines(self, spacing: object) -> None:
        self.changed.emit("spacing", spacing)

    @Slot()
    def _say_language(self) -> None:
        self.changed.emit("language", self.language.currentData())

    @Slot(bool)
    def _say_cream(self, is_cream: bool) -> None:
        self.cream_chosen.emit(is_cream)
