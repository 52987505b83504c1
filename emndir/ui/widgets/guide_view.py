"""GuideView: a page of the guide, read from Markdown in the letters of the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from emndir.ui import theme
from emndir.ui.widgets.guide_pictures import GuidePictures

HEADINGS = {1: "page", 2: "group", 3: "name"}
LINE_PERCENT = 135


class GuideView(QTextBrowser):
    """Shows one page. It fetches nothing; `page_wanted` carries the name of a linked page.

    Pictures of the window come from the files of the program, in the theme that is shown.
    """

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty view."""
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: pictures are as wide as the page, and a bar that comes would cut them.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text = ""
        self.pictures = GuidePictures(self)
        self.anchorClicked.connect(self._follow)
        theme.current().follow(self._lay)

    def show_page(self, path: Path) -> None:
        """Show a file of the guide from its beginning."""
        self._text = self.pictures.with_captions(path.read_text(encoding="utf-8"))
        self._lay()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    @Slot()
    def _lay(self) -> None:
        """Give the page the letters and colours of the window."""
        look = theme.current()
        document = self.document()
        document.setDocumentMargin(look.px(12))
        document.setDefaultFont(look.font("body"))
        self.setMarkdown(self._text)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                lines = frame.format()
                lines.setCellPadding(look.px(6))
                lines.setBorderCollapse(True)
                lines.setBorderBrush(look.color("line"))
                frame.setFormat(lines)
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            level = block.blockFormat().headingLevel()
            spacing = QTextBlockFormat()
            spacing.setLineHeight(
                LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            )
            if level:
                spacing.setTopMargin(look.px(0 if level == 1 else 14))
                spacing.setBottomMargin(look.px(4))
            cursor.mergeBlockFormat(spacing)
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            if level:
                letters = QTextCharFormat()
                letters.setFont(look.font(HEADINGS.get(level, "name")))
                cursor.setCharFormat(letters)  # in place of Markdown's own size
            self._set_keys(block)
            block = block.next()
        self.pictures.lay()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the pictures as wide as the page is now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.pictures.fit()

    def _set_keys(self, block: QTextBlock) -> None:
        """Show keys as caps: Markdown has them as code, in letters of one width."""
        look = theme.current()
        cap = QTextCharFormat()
        cap.setFont(look.font("strong"))
        cap.setBackground(look.color("sunken"))
        cap.setForeground(look.color("ink"))
        spans = []
        walk = block.begin()
        while not walk.atEnd():
            piece = walk.fragment()
            if piece.charFormat().fontFixedPitch():
                spans.append((piece.position(), piece.length()))
            walk += 1
        for start, length in spans:
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(cap)

    @Slot(QUrl)
    def _follow(self, link: QUrl) -> None:
        """Tell which page is wanted; nothing outside the guide is opened."""
        if link.isRelative() and link.path().endswith(".md"):
            self.page_wanted.emit(Path(link.path()).stem)
