"""What is held against every state: names, roles, sizes, and that nothing is cut off.

Each check takes a window and returns what is wrong with it, one line each.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import cast

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from emndir import __version__
from emndir.runtime.resources import resource
from emndir.ui.dialogs.about_dialog import PARTS
from emndir.ui.widgets.buttons import Choice
from emndir.ui.widgets.page_view import PageView
from emndir.ui.widgets.result_list import ResultList
from emndir.ui.widgets.suggestion_list import SuggestionList
from tests.ui.access.pseudo import unmarked
from tests.ui.conftest import ROOT
from tests.ui.walks import clipped as clipped_texts

LEAST_TARGET = 24  # px, WCAG 2.2, 2.5.8
LEAST_PANE = 48  # px: a scrolled part that is lower shows nobody anything
LEAST_LIST = 24  # px of results under words; the list takes more when it has the keyboard
_CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QTabBar, QAbstractSpinBox)
_ROLES = {
    QAbstractButton: {
        QAccessible.Role.Button,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.ButtonMenu,
        QAccessible.Role.ButtonDropDown,
        QAccessible.Role.Switch,
    },
    QComboBox: {QAccessible.Role.ComboBox},
    QLineEdit: {QAccessible.Role.EditableText},
    QTabBar: {QAccessible.Role.PageTabList},
    QAbstractSpinBox: {QAccessible.Role.SpinBox},
}
_SILENT = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)
"""Roles that tell a person nothing about what has the keyboard."""


def said(widget: QWidget) -> str:
    """Return a widget in words, for a message."""
    label = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {str(label)[:50]!r}"


def seen(window: QWidget) -> Iterator[QWidget]:
    """Yield every widget of a window that is to be seen, the window itself left out."""
    for widget in window.findChildren(QWidget):
        if widget.window() is window and widget.isVisible():
            yield widget


def takes_keys(widget: QWidget) -> bool:
    """Return True for what a person can use: not disabled, and not a part of another control."""
    if not widget.isEnabled() or isinstance(widget, QScrollBar | QSplitterHandle):
        return False
    above = widget.parentWidget()
    if isinstance(above, QComboBox | QAbstractSpinBox | QTabBar):
        return False
    return isinstance(widget, _CONTROLS) or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def controls(window: QWidget) -> list[QWidget]:
    """Return everything in sight that a person can use."""
    return [widget for widget in seen(window) if takes_keys(widget)]


# --- what a screen reader is told ----------------------------------------------------------------


def misnamed(window: QWidget) -> list[str]:
    """Return controls without a name, with a role that says nothing, or with states that lie."""
    found = []
    for widget in controls(window):
        node = _node(widget)
        if node is None:
            found.append(f"{said(widget)}: a screen reader does not find it")
            continue
        found += [f"{said(widget)}: {fault}" for fault in _faults(widget, node)]
    for node in _rows(window):
        if not node.text(QAccessible.Text.Name).strip():
            found.append(f"a row or tab of {node.parent().text(QAccessible.Text.Name)} has no name")
    return found + _twins(window)


def _node(widget: QWidget) -> QAccessibleInterface | None:
    return cast("QAccessibleInterface | None", QAccessible.queryAccessibleInterface(widget))


def _faults(widget: QWidget, node: QAccessibleInterface) -> Iterator[str]:
    name, state = _name(widget, node), node.state()
    if not name:
        yield "no name"
    elif name != name.replace("&", "").strip() and "&" not in widget.accessibleName():
        yield f"the name shows a mark for keys: {name!r}"
    if isinstance(widget, QLineEdit | QComboBox) and not _has_label(widget):
        yield "no label is its buddy"
    if "<" in name and ">" in name:
        yield f"the name shows its markup: {name!r}"
    expected = next((roles for kind, roles in _ROLES.items() if isinstance(widget, kind)), None)
    if expected is not None and node.role() not in expected:
        yield f"role {node.role()}"
    # Qt has no better role for a pane that scrolls
    if expected is None and node.role() in _SILENT and not isinstance(widget, QAbstractScrollArea):
        yield f"role {node.role()} says nothing"
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not state.focusable:
        yield "cannot be given the keyboard by a screen reader"
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        if not state.checkable:
            yield "can be ticked, and nobody is told"
        if bool(state.checked) is not widget.isChecked():
            yield "ticked or not: told wrongly"
    if state.invisible or state.disabled:
        yield "told to be hidden or out of use"


def _name(widget: QWidget, node: QAccessibleInterface) -> str:
    """Return the name of a control. On Linux Qt says a choice's value there, and its label apart."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName().strip()
    return node.text(QAccessible.Text.Name).strip()


def _has_label(widget: QWidget) -> bool:
    labels = widget.window().findChildren(QLabel)
    return any(label.buddy() is widget and label.text() for label in labels)


def _rows(window: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield the children of lists and tab bars."""
    for widget in controls(window):
        node = _node(widget)
        kinds = (QAccessible.Role.List, QAccessible.Role.PageTabList)
        if node is not None and node.role() in kinds:
            for at in range(min(node.childCount(), 40)):
                child = node.child(at)
                if child.role() is not QAccessible.Role.ScrollBar:
                    yield child


def _twins(window: QWidget) -> list[str]:
    """Return names that two controls of the same kind share: nobody could tell them apart."""
    names: dict[tuple[type, str], int] = {}
    for widget in controls(window):
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox):
            node = _node(widget)
            name = _name(widget, node) if node is not None else ""
            group = widget.accessibleDescription() if isinstance(widget, QRadioButton) else ""
            key = (type(widget), f"{name} {group}".strip())
            names[key] = names.get(key, 0) + 1
    return [
        f"{count} times {kind.__name__} {name!r}"
        for (kind, name), count in names.items()
        if count > 1
    ]


# --- sizes ---------------------------------------------------------------------------------------


def too_small(window: QWidget) -> list[str]:
    """Return what can be pressed and is smaller than 24 by 24 pixels."""
    found = []
    for widget in controls(window):
        if isinstance(widget, QTabBar):
            sizes = [widget.tabRect(at).size() for at in range(widget.count())]
        elif isinstance(widget, QLabel) and "<a " not in widget.text():
            continue  # text to be selected
        else:
            sizes = [_target(widget)]
        found += [
            f"{said(widget)}: {size.width()} x {size.height()}"
            for size in sizes
            if size.width() < LEAST_TARGET or size.height() < LEAST_TARGET
        ]
    return found


def _target(widget: QWidget) -> QSize:
    """Return the size of what takes a press for a widget: a field's frame, for its line."""
    above = widget.parentWidget()
    if above is not None and above.focusProxy() is widget:
        return above.size()
    return widget.size()


def cut_off(window: QWidget) -> list[str]:
    """Return texts that have less room than they need, and widgets that their parent cuts off."""
    found = clipped_texts(window)
    for widget in seen(window):
        if isinstance(widget, QComboBox):
            found += _narrow_choice(widget)
        elif isinstance(widget, QLineEdit) and not widget.text():
            room = widget.contentsRect().width() - 4
            if QFontMetrics(widget.font()).horizontalAdvance(widget.placeholderText()) > room:
                found.append(f"hint {widget.placeholderText()!r} in {room} px")
        elif isinstance(widget, QAbstractButton) and widget.hasHeightForWidth():
            needed = widget.heightForWidth(widget.width())
            if widget.height() < needed:
                found.append(f"{said(widget)}: {widget.height()} px high, needs {needed}")
        if isinstance(widget, QLabel | QAbstractButton | QComboBox | QLineEdit | QTabBar):
            found += _cut_by_parent(widget, window)
        if isinstance(widget, QAbstractScrollArea) and not _is_inside_control(widget):
            inner = widget.widget() if isinstance(widget, QScrollArea) else None
            needed = LEAST_PANE if inner is None else min(LEAST_PANE, inner.height())
            needed = LEAST_LIST if isinstance(widget, ResultList) else needed
            if inner is not None and not any(label.text() for label in inner.findChildren(QLabel)):
                continue  # nothing in it yet
            if widget.viewport().height() < needed:
                found.append(f"{said(widget)}: only {widget.viewport().height()} px to be seen")
    return found


def _is_inside_control(widget: QWidget) -> bool:
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        if isinstance(above, QComboBox):
            return True
        above = above.parentWidget()
    return False


def _narrow_choice(choice: QComboBox) -> list[str]:
    """Return the entries that are cut; where a choice fits what is chosen, each is chosen in turn."""
    if not (isinstance(choice, Choice) and choice.is_snug):
        return [fault for at in range(choice.count()) for fault in _cut_entry(choice, at)]
    found, before = [], choice.currentData()
    for at in range(choice.count()):
        choice.choose(choice.itemData(at))
        QApplication.sendPostedEvents()
        found += _cut_entry(choice, at)
        found += _cut_by_parent(choice, choice.window())
    choice.choose(before)
    QApplication.sendPostedEvents()
    return found


def _cut_entry(choice: QComboBox, at: int) -> list[str]:
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    field = choice.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, choice
    )
    metrics = QFontMetrics(choice.font())
    text = choice.itemText(at)
    if metrics.horizontalAdvance(text) > field.width() or metrics.height() > field.height() + 2:
        return [f"choice {text!r} in {field.size()}"]
    return []


def _cut_by_parent(widget: QWidget, window: QWidget) -> list[str]:
    """Return where an ancestor is too small for a widget; what scrolls may be cut by its pane."""
    rect = QRect(QPoint(0, 0), widget.size())
    here: QWidget = widget
    while here is not window:
        above = here.parentWidget()
        if above is None:
            return []
        rect.translate(here.pos())
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            bar = area.verticalScrollBar()
            if rect.left() < -1 or rect.right() > above.width():
                return [f"{said(widget)}: cut at the side by {type(area).__name__}"]
            if bar.maximum() == 0 and (rect.top() < -1 or rect.bottom() > above.height()):
                return [f"{said(widget)}: cut by {type(area).__name__}, which does not scroll"]
            return []
        if not above.rect().adjusted(-1, -1, 1, 1).contains(rect):
            return [
                f"{said(widget)} {rect.getRect()}: cut by {type(above).__name__} {above.size()}"
            ]
        here = above
    return []


def covered(window: QWidget) -> list[str]:
    """Return controls and labels in sight whose middle lies under something else."""
    found = []
    for widget in seen(window):
        if not isinstance(widget, QLabel | QAbstractButton | QComboBox | QLineEdit):
            continue
        middle = widget.mapTo(window, widget.rect().center())
        if not _pane(widget, window).contains(middle):
            continue  # scrolled away
        above = window.childAt(middle)
        if above is not None and not _are_kin(widget, above) and not _is_popup(above):
            found.append(f"{said(widget)} lies under {said(above)}")
    return found


def _pane(widget: QWidget, window: QWidget) -> QRect:
    """Return what the scrolled parts around a widget let be seen, in the window."""
    room = window.rect()
    above = widget.parentWidget()
    while above is not None and above is not window:
        area = above.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is above:
            room &= QRect(above.mapTo(window, QPoint(0, 0)), above.size())
        above = area
    return room


def _is_popup(widget: QWidget) -> bool:
    """Return True for a part of the suggestions, which lie over the window and close by Esc."""
    above: QWidget | None = widget
    while above is not None and not isinstance(above, SuggestionList):
        above = above.parentWidget()
    return above is not None


def _are_kin(one: QWidget, other: QWidget) -> bool:
    return one is other or one.isAncestorOf(other) or other.isAncestorOf(one)


# --- words ---------------------------------------------------------------------------------------


def shown_words(window: QWidget) -> Iterator[tuple[str, str]]:
    """Yield every text a person may read or hear in a window, with where it stands."""
    for widget in seen(window):
        if isinstance(widget, PageView):
            continue  # what is on paper
        where = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        texts = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(widget.text())
        elif isinstance(widget, QLineEdit):
            texts.append(widget.placeholderText())
        elif isinstance(widget, QComboBox):
            texts += [widget.itemText(at) for at in range(widget.count())]
        elif isinstance(widget, QTabBar):
            texts += [widget.tabText(at) for at in range(widget.count())]
        for text in texts:
            if text:
                yield where, text
    for action in window.actions():
        yield "action", action.text()
    for node in _rows(window):
        yield "row", node.text(QAccessible.Text.Name)


_TAGS = re.compile(r"<[^>]*>")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'"}
_BETWEEN = re.compile(r"[\n.,:;·()“”‘’\"…?!•/|]+|\s[-–]\s")
_LETTERS = re.compile(r"[A-Za-z]{2,}")


def pieces(text: str) -> list[str]:
    """Return the parts of a text between punctuation, in small letters, without numbers alone."""
    text = _TAGS.sub("\n", text)
    for entity, sign in _ENTITIES.items():
        text = text.replace(entity, sign)
    text = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NON-BREAKING HYPHEN}", "-")
    parts = (" ".join(part.split()).casefold() for part in _BETWEEN.split(text))
    return [part for part in parts if _LETTERS.search(part)]


FROM_BELOW: tuple[tuple[str, str], ...] = (
    (
        r"^(from|to)=[a-z0-9%-]+$",
        "the address of a route, which is shown letter by letter as it is opened",
    ),
    (
        r"\b(january|february|march|april|may|june|july|august|september|october|november|december)\b",
        "dates and months, and what stands before them: the domain writes them",
    ),
    (
        r"\b(\d+(am|pm)|midday)\b|(first|second|third|fourth|last) \w+ of each month",
        "opening hours: the domain writes them",
    ),
    (
        r"^(near|serves) [a-z]|^\d+ miles|(north|south|east|west)\b.* of ",
        "what was understood, and where a place lies: search and geography write it",
    ),
    (
        (
            r"^(not checked yet|check before you rely on (it|them)|so it is printed with a note|"
            r"phone number|travel and access|the nearest|or)$"
        ),
        "freshness in words, headings of what may help instead: domain, hand-outs and search",
    ),
    (
        r"^\d+% to \d+%$|^95% interval$|figures are not shown$",
        "published figures in words: choice writes them, for the command line too",
    ),
    (
        r"^((ctrl|shift|alt|enter|esc|space|delete|home|end|page|up|down|tab|f\d+|[↑↓←→+=−a-z\d]) ?)+$",
        "names of keys",
    ),
)
"""What may stand on the screen without having gone through the translator, and why.

Floors below the window know no Qt, so they cannot translate; their sentences are English until
the whole program learns another language.
"""
TYPED = frozenset(
    (
        "brest",
        "cancr",
        "qwzzzxy",
        "bowel de1",
        "hospice near oakham",
        "someone to talk to ng10",
        "wig",
    )
)
"""What the states type, and the examples of the first page, which are searches."""


def untranslated(window: QWidget, is_data: frozenset[str]) -> set[str]:
    """Return words in sight that neither went through the translator nor stand in the data."""
    found = set()
    for where, text in shown_words(window):
        if "\u200b" in text:
            continue  # a path of this computer
        for piece in pieces(unmarked(text)):
            if piece in is_data or piece in TYPED or _is_from_below(piece):
                continue
            if "…" in text and any(one.startswith(piece) for one in is_data):
                continue  # a name that was shortened
            found.add(f"{piece!r} ({where})")
    return found


def _is_from_below(piece: str) -> bool:
    return any(re.search(pattern, piece) for pattern, _why in FROM_BELOW)


@cache
def data_pieces() -> frozenset[str]:
    """Return every piece of text that stands in the directory, its vocabulary and its geography."""
    found: set[str] = set()
    for path in (ROOT / "data").rglob("*.toml"):
        _gather(tomllib.loads(path.read_text(encoding="utf-8")), found)
    for path in (ROOT / "data").rglob("*.csv"):
        found.update(pieces(path.read_text(encoding="utf-8")))
    for name in ("synonyms/danger.toml", "phrases/en.toml"):  # what editors write
        _gather(tomllib.loads(resource(name).read_text(encoding="utf-8")), found)
    for part in (*PARTS, (__version__, "")):
        found.update(*map(pieces, part))
    return frozenset(found)


def _gather(value: object, found: set[str]) -> None:
    if isinstance(value, dict):
        for one in value.values():
            _gather(one, found)
    elif isinstance(value, list):
        for one in value:
            _gather(one, found)
    elif isinstance(value, str):
        found.update(pieces(value))
