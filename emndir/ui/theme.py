"""Colours, sizes and letters of the window: tokens, one style-sheet template, one palette.

Colours are written in `resources/styles/tokens.json` and nowhere else; sizes are those of
the 100 % window and are multiplied here by the text size.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from emndir.runtime.resources import resource
from emndir.ui.dressing import Dressing

TEXT_SIZES = (100, 125, 150, 175, 200)
"""Per cent; on top of what the system itself enlarges."""

LEAST_POINTS = 10.0
ROLES: Mapping[str, tuple[float, QFont.Weight]] = {
    "keycap": (8.5, QFont.Weight.Normal),
    "caption": (9, QFont.Weight.Normal),
    "body": (10, QFont.Weight.Normal),
    "strong": (10, QFont.Weight.DemiBold),
    "name": (11, QFont.Weight.DemiBold),
    "group": (12, QFont.Weight.DemiBold),
    "number": (13, QFont.Weight.DemiBold),
    "page": (15, QFont.Weight.DemiBold),
    "title": (17, QFont.Weight.DemiBold),
    "patient": (14, QFont.Weight.Normal),
    "patientname": (16, QFont.Weight.DemiBold),
    "patientnumber": (20, QFont.Weight.DemiBold),
    "patienttitle": (24, QFont.Weight.DemiBold),
}
"""Points (where the system's own letters have 10) and weight of each kind of text."""

_TOKEN = re.compile(r"@([A-Za-z]+[0-9]?)\b")
_PIXELS = re.compile(r"\b(\d+)px\b")
_POINTS = re.compile(r"\bfont-role:\s*([a-z]+)\s*;")
THINNEST_SCALED = 4  # px; what is thinner is a line, and lines do not grow
_GENERIC = frozenset({"sans serif", "sans", "sans-serif", "dejavu sans", ""})
_FONT_FILES = ("Roboto-Regular.ttf", "Roboto-Bold.ttf")


class Theme(QObject):
    """The colours and sizes in force. `changed` says when either is another, and everything has it.

    `choice` is "system", "light", "dark" or "contrast"; `percent` one of `TEXT_SIZES`.
    """

    changed = Signal()

    def __init__(
        self, choice: str = "system", percent: int = 100, parent: QObject | None = None
    ) -> None:
        """Read the tokens; nothing is applied yet."""
        super().__init__(parent)
        self._themes = load_tokens()
        self._choice = choice
        self._percent = percent
        self._name = ""
        self._tokens: Mapping[str, str] = {}
        self._system: QPalette | None = None
        self._base = max(LEAST_POINTS, system_font().pointSizeF())
        self._dressing = Dressing(self, self.changed.emit, self)
        self._resolve()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    @property
    def choice(self) -> str:
        """Return what was chosen: "system", "light", "dark" or "contrast"."""
        return self._choice

    @property
    def name(self) -> str:
        """Return what is shown: "light", "dark", "contrast" or "system-contrast"."""
        return self._name

    @property
    def is_contrast(self) -> bool:
        """Return True for high contrast, ours or the system's."""
        return self._name in ("contrast", "system-contrast")

    @property
    def percent(self) -> int:
        """Return the text size in per cent."""
        return self._percent

    @property
    def scale(self) -> float:
        """Return the factor by which everything is enlarged, 1.0 at 100 %."""
        return self._percent / 100

    @property
    def is_changing(self) -> bool:
        """Return True while parts of a window still have the look from before."""
        return self._dressing.is_busy

    @property
    def is_half_changed(self) -> bool:
        """Return True until `changed` says that everything has the new look.

        What is laid out meanwhile is laid out again; nothing is to be fitted to such a size.
        """
        return self._dressing.is_half_done

    def change(self, choice: str | None = None, percent: int | None = None) -> None:
        """Change the theme or the text size, part after part in turns of the event loop."""
        self._choice = choice or self._choice
        if percent is not None:
            self._percent = min(max(percent, TEXT_SIZES[0]), TEXT_SIZES[-1])
        self._resolve()
        self._dressing.begin()

    def use(self, choice: str | None = None, percent: int | None = None) -> None:
        """Change the theme or the text size, and return when everything has it."""
        self.change(choice, percent)
        self._dressing.finish()

    def apply(self) -> None:
        """Set palette, letters and style sheet of the whole program."""
        self._dressing.dress_program()

    def put_on(self) -> None:
        """Set palette and letters of the program."""
        app = cast(QApplication, QApplication.instance())
        app.setFont(self.font("body"))
        app.setPalette(self.palette())

    def dress(self, part: QWidget) -> None:
        """Take a part of a window, or a dialog, that changes in a turn of its own."""
        self._dressing.add(part)

    def follow(self, slot: Callable[[], object]) -> None:
        """Call a method of a widget after every change, before `changed` is emitted."""
        self._dressing.follow(slot)

    def color(self, token: str) -> QColor:
        """Return the colour of a token.

        Raises:
            KeyError: for a token that `tokens.json` does not have.
        """
        return QColor(self._tokens[token])

    def hex(self, token: str) -> str:
        """Return the colour of a token as "#RRGGBB", for rich text."""
        return QColor(self._tokens[token]).name()

    def px(self, pixels: float) -> int:
        """Return what `pixels` of the 100 % window are at this text size."""
        return round(pixels * self.scale)

    def points(self, role: str) -> float:
        """Return the size in points of a kind of text."""
        return ROLES[role][0] * self._base / 10 * self.scale

    def font(self, role: str = "body", *, figures: bool = False) -> QFont:
        """Return the letters of a kind of text; with `figures` all digits are equally wide."""
        font = QFont(system_font())
        font.setPointSizeF(self.points(role))
        font.setWeight(ROLES[role][1])
        if figures:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def palette(self) -> QPalette:
        """Return the tokens as a palette, so that system dialogs and tooltips match.

        Where the system's own high contrast is in force, it is the system's palette.
        """
        if self._system is not None:
            return QPalette(self._system)
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.color(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("disabled"))
        palette.setColor(
            QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, self.color("disabled")
        )
        return palette

    def style_sheet(self) -> str:
        """Return the template with colours and sizes filled in."""

        def points(match: re.Match[str]) -> str:
            role = match.group(1)
            weight = int(ROLES[role][1])
            return f"font-size: {self.points(role):.2f}pt; font-weight: {weight};"

        def pixels(match: re.Match[str]) -> str:
            count = int(match.group(1))
            return f"{self.px(count) if count >= THINNEST_SCALED else count}px"

        sheet = _PIXELS.sub(pixels, _template())
        sheet = _POINTS.sub(points, sheet)
        return _TOKEN.sub(lambda match: self.hex(match.group(1)), sheet)

    @Slot()
    def _follow_system(self) -> None:
        if self._choice == "system":
            self.change()

    def _resolve(self) -> None:
        self._system = None
        if self._choice != "system":
            self._name = self._choice
        elif wants_contrast():
            self._system = system_palette()
            self._name, self._tokens = "system-contrast", tokens_of(self._system, self._themes)
            return
        else:
            is_dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            self._name = "dark" if is_dark else "light"
        self._tokens = self._themes[self._name]


_PALETTE = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "brand",
    QPalette.ColorRole.HighlightedText: "onBrand",
    QPalette.ColorRole.Link: "brand",
    QPalette.ColorRole.LinkVisited: "brand",
    QPalette.ColorRole.Accent: "brand",
    QPalette.ColorRole.Light: "hover",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "control",
    QPalette.ColorRole.Dark: "control",
    QPalette.ColorRole.Shadow: "control",
}


@cache
def load_tokens() -> Mapping[str, Mapping[str, str]]:
    """Return the colours of every theme, by token."""
    written = json.loads(resource("styles/tokens.json").read_text(encoding="utf-8"))
    themes: Mapping[str, Mapping[str, str]] = written["themes"]
    return themes


def wants_contrast() -> bool:
    """Return True where the system asks every program for high contrast."""
    hints = QGuiApplication.styleHints()  # kept: what it hands out lives no longer than this
    wish = hints.accessibility().contrastPreference()
    return wish is Qt.ContrastPreference.HighContrast


def system_palette() -> QPalette:
    """Return the palette of the system itself, under the one that the program has set."""
    app = cast(QApplication, QApplication.instance())
    app.setPalette(QPalette())
    return QPalette(app.palette())


def tokens_of(palette: QPalette, themes: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """Return tokens taken from the system's own high-contrast palette; tints are dropped."""
    role = QPalette.ColorRole
    ground, ink = palette.color(role.Window).name(), palette.color(role.WindowText).name()
    tokens = dict.fromkeys(themes["light"], ink)
    for token in ("canvas", "surface", "sunken", "hover"):
        tokens[token] = ground
    for token in [name for name in tokens if name.endswith("Tint")]:
        tokens[token] = ground
    for token in ("brand", "brandHover", "brandPress", "focus"):
        tokens[token] = palette.color(role.Highlight).name()
    tokens["onBrand"] = tokens["onPick"] = palette.color(role.HighlightedText).name()
    group = QPalette.ColorGroup.Disabled
    tokens["disabled"] = palette.color(group, role.WindowText).name()
    return tokens


@lru_cache(maxsize=1)
def _template() -> str:
    written = resource("styles/emndir.qss").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)


@cache
def system_font() -> QFont:
    """Return the letters of the system.

    A bare Linux names no font of its own ("Sans Serif"); the letters of the printed sheet
    are used there, so that the window looks the same on every such machine.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.family().casefold() not in _GENERIC:
        return font
    for folder in _own_fonts():
        for name in _FONT_FILES:
            QFontDatabase.addApplicationFont(str(folder / name))
        font = QFont("Roboto")
        font.setPointSizeF(LEAST_POINTS)
    return font


def _own_fonts() -> list[Path]:
    """Return the folder of Roboto in the font package, without importing the package."""
    found = importlib.util.find_spec("rendercv_fonts")
    places = [Path(place) for place in (found.submodule_search_locations or ())] if found else []
    return [place / "Roboto" for place in places if (place / "Roboto" / _FONT_FILES[0]).is_file()]


def current() -> Theme:
    """Return the theme of the running program, which Qt keeps as it keeps the palette.

    Raises:
        LookupError: before one was made by `install`.
    """
    app = QApplication.instance()
    theme = app.property("emndirTheme") if app is not None else None
    if not isinstance(theme, Theme):
        raise LookupError("no theme is installed yet")
    return theme


def install(choice: str = "system", percent: int = 100, *, apply: bool = True) -> Theme:
    """Make the program's theme, hang it on the application and apply it.

    Without `apply` only letters and colours are set: a style sheet that is set after a
    window was built costs a third of one that every new widget has to be held against.
    """
    app = cast(QApplication, QApplication.instance())
    theme = Theme(choice, percent, app)
    app.setProperty("emndirTheme", theme)
    theme.put_on()
    if apply:
        theme.apply()
    return theme
