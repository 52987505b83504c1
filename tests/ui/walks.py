"""Walks over a window: what a screen reader is told, and what is cut off."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QFontMetricsF, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QTabBar, QWidget

_NEEDS_NAME = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.PageTab,
    QAccessible.Role.List,
}


def tree(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield everything a screen reader meets, from a widget inwards."""
    root = QAccessible.queryAccessibleInterface(widget)
    if root is not None:
        yield from _inside(root)


def _inside(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield node
    for at in range(node.childCount()):
        child = node.child(at)
        if child is not None:
            yield from _inside(child)


def nameless(widget: QWidget) -> list[str]:
    """Return the controls in sight that have no name."""
    found = []
    for node in tree(widget):
        state = node.state()
        seen = not state.invisible and not state.offscreen
        if node.role() in _NEEDS_NAME and seen and not node.text(QAccessible.Text.Name).strip():
            thing = node.object()
            found.append(f"{node.role()} {type(thing).__name__}")
    return found


def focusable(widget: QWidget) -> list[QWidget]:
    """Return the widgets that the Tab key stops at, in its order, once round."""
    order = []
    here: QWidget | None = widget.nextInFocusChain()
    while here is not None and here is not widget:
        takes = here.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and here.isVisibleTo(widget) and here.isEnabled() and widget.isAncestorOf(here):
            order.append(here)
        here = here.nextInFocusChain()
    return order


def clipped(widget: QWidget) -> list[str]:
    """Return the texts in sight that have less room than they need."""
    found = []
    for label in widget.findChildren(QLabel):
        if label.isVisibleTo(widget) and label.text() and not _fits(label):
            found.append(f"{label.text()[:60]!r} in {label.size()}")
    for button in widget.findChildren(QAbstractButton):
        least = button.minimumSizeHint()
        shown = button.isVisibleTo(widget) and button.text()
        if shown and (button.width() < least.width() or button.height() < least.height()):
            found.append(f"button {button.text()!r} in {button.size()}, needs {least}")
    for tabs in widget.findChildren(QTabBar):
        found += [
            f"tab {tabs.tabText(at)!r}"
            for at in range(tabs.count())
            if tabs.isVisibleTo(widget) and not _tab_fits(tabs, at)
        ]
    return found + _outside(widget)


def _fits(label: QLabel) -> bool:
    width = label.contentsRect().width()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if label.textFormat() is Qt.TextFormat.RichText:
            document = QTextDocument()
            document.setDocumentMargin(0)
            document.setDefaultFont(label.font())
            document.setHtml(label.text())
            document.setTextWidth(width)
            return document.idealWidth() <= width + 1 and label.height() >= needed
        words = label.text().replace("\u200b", " ").split()  # a path may break there
        longest = max(words, key=len, default="")
        wide = QFontMetricsF(label.font()).horizontalAdvance(longest)
        return wide <= width + 1 and label.height() >= needed
    size = label.sizeHint()
    return label.width() >= size.width() and label.height() >= size.height()


def _tab_fits(tabs: QTabBar, at: int) -> bool:
    rect: QRect = tabs.tabRect(at)
    words = QFontMetricsF(tabs.font()).horizontalAdvance(tabs.tabText(at))
    return rect.width() >= words and tabs.rect().contains(rect)


def _outside(widget: QWidget) -> list[str]:
    """Return scroll areas that would have to be scrolled sideways."""
    return [
        f"{type(area).__name__} scrolls sideways"
        for area in widget.findChildren(QAbstractScrollArea)
        if area.isVisibleTo(widget) and area.horizontalScrollBar().maximum() > 0
    ]
