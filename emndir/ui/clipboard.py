"""OwnClipboard: the one way that anything is copied, and how what was copied is taken back."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
NOT_FOR_HISTORIES: dict[str, bytes] = {
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\x01",
    _WINDOWS.format("CanIncludeInClipboardHistory"): b"\x00\x00\x00\x00",
    _WINDOWS.format("CanUploadToCloudClipboard"): b"\x00\x00\x00\x00",
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"\x01",
}
"""What asks Windows, KDE and macOS to keep a text out of their histories of copied texts."""

_PLAIN = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{ZERO WIDTH SPACE}": None})
"""What keeps a number on one line of the screen; record systems show boxes in its place."""
_SELECTION = QClipboard.Mode.Selection


class OwnClipboard(QObject):
    """Copies texts, and takes them back when they are still there.

    Of a text only its hash is kept, which Python salts anew with every start. What other
    programs copied is never taken away.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with nothing copied."""
        super().__init__(parent)
        self._put: int | None = None
        self._is_still_there: bool | None = None  # None where it has to be looked at

    def put(self, text: str, html: str = "") -> None:
        """Copy a text with plain spaces, so that no history of copied texts keeps it.

        `html` says the same for programs that take tables.
        """
        text = text.translate(_PLAIN)
        data = QMimeData()
        data.setText(text)
        if html:
            data.setHtml(html.translate(_PLAIN))
        for name, value in NOT_FOR_HISTORIES.items():
            data.setData(name, value)
        board = QGuiApplication.clipboard()
        if self._put is None:
            board.dataChanged.connect(self._changed)
        board.setMimeData(data)
        self._put, self._is_still_there = _hash(text), None

    @property
    def is_ours(self) -> bool:
        """Return True while what is there was put there by this program.

        That may have been a part of the window itself, such as a box with Ctrl+C; or somebody
        else may hold by now what came from here, as managers of the clipboard do.
        """
        board = QGuiApplication.clipboard()
        if board.ownsClipboard():
            return bool(board.mimeData().formats())
        if self._put is None:
            return False
        if self._is_still_there is None:  # looked at once: another program's text is its own
            self._is_still_there = _hash(board.text()) == self._put
        return self._is_still_there

    def forget(self) -> None:
        """Take back what is still there of ours, the X11 selection included."""
        board = QGuiApplication.clipboard()
        if self.is_ours:
            board.clear()
        if board.supportsSelection() and board.ownsSelection():
            board.clear(_SELECTION)
        if self._put is not None:
            board.dataChanged.disconnect(self._changed)
        self._put = None

    @Slot()
    def _changed(self) -> None:
        self._is_still_there = None


def _hash(text: str) -> int:
    return hash(text.replace("\r\n", "\n"))
