"""TextLines: paragraphs in the roles of the house, that a mouse and a keyboard can select."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from emndir.ui import theme
from emndir.ui.detail import Line, Look
from emndir.ui.escaping import escape

_STYLES: Mapping[Look, tuple[str, str]] = {
    Look.CAPTION: ("caption", "ink3"),
    Look.BODY: ("body", "ink"),
    Look.SECOND: ("body", "ink2"),
    Look.SECOND_CAPTION: ("caption", "ink2"),
    Look.STRONG: ("strong", "ink"),
    Look.NAME: ("name", "ink"),
    Look.NUMBER: ("number", "ink"),
    Look.CALL: ("page", "ink"),
    Look.GROUP: ("group", "ink"),
    Look.TITLE: ("title", "ink"),
    Look.BULLET: ("body", "ink"),
    Look.DATED: ("caption", "ink3"),
    Look.AGEING: ("caption", "warn"),
    Look.DOUBTFUL: ("caption", "warn"),
    Look.PATIENT: ("patient", "ink"),
    Look.PATIENT_SECOND: ("patient", "ink2"),
    Look.PATIENT_BULLET: ("patient", "ink"),
    Look.PATIENT_NAME: ("patientname", "ink"),
    Look.PATIENT_NUMBER: ("patientnumber", "ink"),
    Look.PATIENT_TITLE: ("patienttitle", "ink"),
}
"""Size and colour of each look."""
TARGET = 24
"""Pixels at 100 % of a line that can be pressed, at the least."""
_HEADS = (
    Look.NAME,
    Look.NUMBER,
    Look.CALL,
    Look.GROUP,
    Look.TITLE,
    Look.PATIENT_NAME,
    Look.PATIENT_NUMBER,
    Look.PATIENT_TITLE,
)
_BULLETS = (Look.BULLET, Look.PATIENT_BULLET)
_LEADING = {look: 108 if look in _HEADS else 118 for look in Look}
"""Per cent of the letters' own line height, which is about 1.17 of their size."""

_BULLET = "•\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
_FOR_A_MOMENT = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_ACTIVATE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
_LINKS = (
    Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
)


class TextLines(QLabel):
    """Some lines of text as one stop of the Tab key.

    Shift and arrow keys select, Ctrl+A takes everything, Ctrl+C copies. A line with an
    address is a link: a click or Enter announces it by `opened`; nothing is opened here.
    """

    opened = Signal(QUrl)

    def __init__(self, lines: Sequence[Line] = (), parent: QWidget | None = None) -> None:
        """Make the label; colours and sizes follow the theme."""
        super().__init__(parent)
        self._lines: tuple[Line, ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(_SELECTABLE | _LINKS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.linkActivated.connect(self._open)
        theme.current().follow(self._render)
        self.set_lines(lines)

    def set_lines(self, lines: Sequence[Line], spoken: str = "") -> None:
        """Show other lines; `spoken` replaces them for a screen reader."""
        self._lines = tuple(lines)
        self.setAccessibleName(spoken or self.words)
        addresses = [line.url for line in self._lines if line.url]
        hint = self.tr("Press Enter to open it in your browser or mail program.")
        self.setAccessibleDescription(hint if addresses else "")
        self._render()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return what is shown."""
        return self._lines

    @property
    def words(self) -> str:
        """Return what is shown as plain text, a line a line."""
        return "\n".join(line.words for line in self._lines)

    @Slot()
    def _render(self) -> None:
        look = theme.current()
        self.setText("".join(_paragraph(line, look) for line in self._lines))
        is_link = any(line.url for line in self._lines)
        self.setMinimumHeight(look.px(TARGET) if is_link else 0)

    @Slot(str)
    def _open(self, address: str) -> None:
        self.opened.emit(QUrl(address))

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+C for what is selected here; without a selection it is the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            copies = event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText()
            if copies or event.matches(QKeySequence.StandardKey.SelectAll):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the only link on Enter; everything else selects and moves as in any text."""
        addresses = [line.url for line in self._lines if line.url]
        if event.key() in _ACTIVATE and len(addresses) == 1:
            self._open(addresses[0])
            event.accept()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Go on with the first Tab: with Shift, Qt would stay on a link for ever."""
        return QWidget.focusNextPrevChild(self, is_next)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the selection away with the focus, unless a menu or another window took it."""
        super().focusOutEvent(event)
        if event.reason() not in _FOR_A_MOMENT:
            self.setSelection(0, 0)


def _paragraph(line: Line, look: theme.Theme) -> str:
    role, token = _STYLES[line.look]
    size, weight = look.points(role), int(theme.ROLES[role][1])
    style = f"margin:0; line-height:{_LEADING[line.look]}%; font-size:{size:.2f}pt; font-weight:{weight}; color:{look.hex(token)};"
    words = escape(line.text).replace("\n", "<br>")
    if line.url:
        address = escape(line.url, quote=True)
        words = f'<a href="{address}" style="color:{look.hex("brand")}">{words}</a>'
    if line.lead:
        strong = int(theme.ROLES["strong"][1])
        words = f'<span style="font-weight:{strong}">{escape(line.lead)}</span> {words}'
    if line.tail:
        tail_role, tail_token = _STYLES[line.tail_look]
        tail_style = f"font-size:{look.points(tail_role):.2f}pt; color:{look.hex(tail_token)}; font-weight:400"
        words = f'{words} <span style="{tail_style}">{escape(line.tail)}</span>'
    if line.look in _BULLETS:
        step = QFontMetricsF(look.font(role)).horizontalAdvance(_BULLET)
        style += f" margin-left:{step:.1f}px; text-indent:-{step:.1f}px;"
        words = f'<span style="color:{look.hex("brand")}">{_BULLET}</span>{words}'
    return f'<p style="{style}">{words}</p>'


class LinesBlock(QWidget):
    """Lines of text in as few stops of the Tab key as there are links: each link is its own.

    A screen reader then says a link as one thing, and Enter opens it.
    """

    opened = Signal(QUrl)

    def __init__(self, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        """Lay the lines out, one under the other."""
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for run in _runs(lines):
            words = TextLines(run)
            words.opened.connect(self.opened)
            column.addWidget(words)


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    runs: list[list[Line]] = []
    for line in lines:
        if line.url or not runs or runs[-1][0].url:
            runs.append([])
        runs[-1].append(line)
    return runs
