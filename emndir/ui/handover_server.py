"""HandoverServer: the running window's door, at which later starts hand over their questions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from emndir.search.outside import Asked
from emndir.ui.handover_frames import (
    LARGEST,
    FrameError,
    FrameReader,
    Kind,
    frame,
    read_question,
)

VISITORS = 8
"""Who may be heard at once; the next are turned away."""
PATIENCE_MS = 2000
"""How long one of them may take."""


class HandoverServer(QObject):
    """Listens for one person. `asked` carries a question, `disturbed` says that bytes were none.

    `is_known` is asked, before the answer goes out, whether every part of a question is known.
    """

    asked = Signal(object)  # Asked
    disturbed = Signal()

    def __init__(
        self, name: str, is_known: Callable[[Asked], bool], parent: QObject | None = None
    ) -> None:
        """Make a server that does not listen yet."""
        super().__init__(parent)
        self._name, self.is_known = name, is_known
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        self._visitors: set[_Visitor] = set()

    def listen(self) -> bool:
        """Open the door; False where that cannot be done, and then this window stands alone."""
        return self._server.listen(self._name)

    def close(self) -> None:
        """Close the door, and take its file away."""
        self._server.close()
        for visitor in tuple(self._visitors):
            visitor.leave()

    @Slot()
    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if len(self._visitors) >= VISITORS:
                socket.abort()
                socket.deleteLater()
                continue
            visitor = _Visitor(socket, self)
            self._visitors.add(visitor)
            visitor.begin()

    def forget(self, visitor: _Visitor) -> None:
        """Drop one that has left."""
        self._visitors.discard(visitor)


class _Visitor(QObject):
    """One who knocks: hello, ready, a question, an answer. Anything else is refused."""

    def __init__(self, socket: QLocalSocket, server: HandoverServer) -> None:
        super().__init__(server)
        self._socket, self._server = socket, server
        self._reader = FrameReader()
        self._has_said_hello = self._is_gone = False
        socket.setParent(self)
        socket.setReadBufferSize(2 * LARGEST)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self.leave)
        self._patience = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self.leave)

    def begin(self) -> None:
        self._patience.start()
        self._read()  # what came before anybody listened

    @Slot()
    def _read(self) -> None:
        if self._is_gone:
            return
        try:
            for kind, payload in self._reader.feed(bytes(self._socket.readAll().data())):
                self._take(kind, payload)
        except FrameError:
            self._answer(Kind.REFUSED)
            self._server.disturbed.emit()

    def _take(self, kind: Kind, payload: bytes) -> None:
        if self._is_gone:
            return
        if kind is Kind.HELLO and not payload and not self._has_said_hello:
            self._has_said_hello = True
            self._socket.write(frame(Kind.READY))
            self._socket.flush()
        elif kind is Kind.QUESTION and self._has_said_hello:
            asked = read_question(payload)
            self._answer(Kind.TAKEN if self._server.is_known(asked) else Kind.TAKEN_IN_PART)
            self._server.asked.emit(asked)
        else:
            raise FrameError("out of turn")

    def _answer(self, kind: Kind) -> None:
        self._is_gone = True  # nothing more is read
        self._socket.write(frame(kind))
        self._socket.flush()
        self._socket.disconnectFromServer()

    @Slot()
    def leave(self) -> None:
        """Hear no more of this one."""
        self._is_gone = True
        self._patience.stop()
        self._socket.abort()
        self._server.forget(self)
        self.deleteLater()
