"""OwnClipboard: the one way that anything is copied, and how what was copied is taken back."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject
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

    def put(self, text: str) -> None:
        """Copy a text, so that no history of copied texts keeps it."""
        data = QMimeData()
        data.setText(text)
        for name, value in NOT_FOR_HISTORIES.items():
            data.setData(name, value)
        QGuiApplication.clipboard().setMimeData(data)
        self._put = _hash(text)

    @property
    def is_ours(self) -> bool:
        """Return True while what is there was put there by this program.

        That may have been a part of the window itself, such as a box with Ctrl+C; or somebody
        else may hold by now what came from here, as managers of the clipboard do.
        """
        board = QGuiApplication.clipboard()
        if board.ownsClipboard():
            return bool(board.mimeData().formats())
        return self._put is not None and _hash(board.text()) == self._put

    def forget(self) -> None:
        """Take back what is still there of ours, the X11 selection included."""
        board = QGuiApplication.clipboard()
        if self.is_ours:
            board.clear()
        if board.supportsSelection() and board.ownsSelection():
            board.clear(_SELECTION)
        self._put = None


def _hash(text: str) -> int:
    return hash(text.replace("\r\n", "\n"))
