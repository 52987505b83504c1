"""GuidePictures: the pictures on a page of the guide, as wide as the page, in the window's theme."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
)
from PySide6.QtWidgets import QTextBrowser

from emndir.runtime.resources import pictures_dir
from emndir.ui import theme

_PICTURE = re.compile(r"^!\[([^\]]*)\]\(([^)]*)\)[ \t]*$\n?", re.MULTILINE)
_OURS = re.compile(r"\.\./screenshots/([\w-]+)\.png")
_LIGHT = "-light"


class GuidePictures(QObject):
    """Gives a view the pictures of its page: their room at once, the pictures one by one.

    They come from the files that came with the program, and only from there. Under each stands
    in words what it shows: a screen reader reads no picture inside a text.
    """

    def __init__(self, view: QTextBrowser) -> None:
        """Serve a view; `lay` and `fit` are called by it."""
        super().__init__(view)
        self._view = view
        self._wanted: list[tuple[Path, QSize]] = []
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._bring_next)

    @staticmethod
    def with_captions(text: str) -> str:
        """Return Markdown whose pictures are known by name alone, each with its words below it.

        A picture from anywhere else is left out.
        """

        def name_only(found: re.Match[str]) -> str:
            ours = _OURS.fullmatch(found[2])
            return f"![{found[1]}]({ours[1]})\n\n{found[1]}\n" if ours else ""

        return _PICTURE.sub(name_only, text)

    def lay(self) -> None:
        """Give the words under pictures the letters of a caption, then the pictures their room."""
        look = theme.current()
        tight, close = QTextBlockFormat(), QTextBlockFormat()
        tight.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        tight.setBottomMargin(0)
        close.setTopMargin(look.px(4))
        letters = QTextCharFormat()
        letters.setFont(look.font("caption"))
        letters.setForeground(look.color("ink2"))
        for fragment in list(self._fragments()):
            block = self._document.findBlock(fragment.position())
            QTextCursor(block).mergeBlockFormat(tight)
            below = block.next()
            cursor = QTextCursor(below)
            cursor.mergeBlockFormat(close)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.setCharFormat(letters)
        self.fit()

    def fit(self) -> None:
        """Make every picture as wide as the page, and no wider than it was drawn."""
        self._wanted = []
        margin = 2 * self._document.documentMargin()
        room = int(self._view.viewport().width() - margin)
        for fragment in list(self._fragments()):
            form = fragment.charFormat().toImageFormat()
            path = _path_of(form.name())
            size = QImageReader(str(path)).size()
            if not size.isValid():
                continue
            if size.width() > room:
                size.scale(max(1, room), size.height(), Qt.AspectRatioMode.KeepAspectRatio)
            form.setName(path.stem)
            form.setWidth(size.width())
            form.setHeight(size.height())
            cursor = QTextCursor(self._document)
            cursor.setPosition(fragment.position())
            cursor.setPosition(
                fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor
            )
            cursor.setCharFormat(form)
            self._wanted.append((path, size))
        self._soon.start()

    @property
    def is_done(self) -> bool:
        """Return True once every picture of the page is there."""
        return not self._wanted

    @property
    def _document(self) -> QTextDocument:
        return self._view.document()

    def _fragments(self) -> Iterator[QTextFragment]:
        """Yield the pieces of the page that are pictures."""
        block = self._document.begin()
        while block.isValid():
            walk = block.begin()
            while not walk.atEnd():
                if walk.fragment().charFormat().isImageFormat():
                    yield walk.fragment()
                walk += 1
            block = block.next()

    @Slot()
    def _bring_next(self) -> None:
        """Bring one picture, and let the window do other things before the next."""
        if not self._wanted:
            return
        path, size = self._wanted.pop(0)
        picture = _read(path, size, self._view.devicePixelRatioF())
        self._document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(path.stem), picture
        )
        self._view.viewport().update()
        if self._wanted:
            self._soon.start()


def _read(path: Path, size: QSize, ratio: float) -> QImage:
    """Return a picture in a size, with a line around it, so that it ends where the page goes on."""
    reader = QImageReader(str(path))
    picture = reader.read().convertToFormat(QImage.Format.Format_RGB32)
    picture = picture.scaled(
        size * ratio,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    painter = QPainter(picture)
    painter.setPen(theme.current().color("line"))
    painter.drawRect(picture.rect().adjusted(0, 0, -1, -1))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _path_of(name: str) -> Path:
    """Return the picture of that name, or its like in the dark or the contrast theme."""
    look = theme.current()
    folder = pictures_dir()
    base = name.removesuffix(_LIGHT)
    if base != name:
        like = folder / f"{base}-{look.name}.png"
        if like.is_file():
            return like
    return folder / f"{name}.png"
