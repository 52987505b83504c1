"""The guide in the program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QApplication, QPushButton

from emndir.runtime.resources import pictures_dir
from emndir.ui import theme
from emndir.ui.dialogs.keys_dialog import PAGES, KeysDialog
from emndir.ui.widgets.guide_view import GuideView

PAGE = """# Title

Words with a key `Ctrl K` in them.

![A picture of the window](../screenshots/start-light.png)

![From elsewhere](https://example.org/x.png)

## Part

Other words and [a link](for-nurses.md), and one [outside](https://example.org/x.md).
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def view(qtbot, look, page):
    view = GuideView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    view.show_page(page)
    return view


def letters_at(view, words):
    cursor = view.document().find(words)
    assert not cursor.isNull()
    return cursor.charFormat()


def used_pictures(view):
    """Return the formats of the pictures that stand in the page now, in order."""
    found, block = [], view.document().begin()
    while block.isValid():
        walk = block.begin()
        while not walk.atEnd():
            form = walk.fragment().charFormat()
            if form.isImageFormat():
                found.append(form.toImageFormat())
            walk += 1
        block = block.next()
    return found


def test_a_picture_comes_from_the_program_with_its_words_below_it(qtbot, view):
    text = view.toPlainText()
    assert "Words with a key Ctrl K in them." in text
    lines = [line for line in text.splitlines() if line]
    at = lines.index("\N{OBJECT REPLACEMENT CHARACTER}")
    assert lines[at + 1] == "A picture of the window"  # what a screen reader reads of it
    assert "elsewhere" not in text
    (picture,) = used_pictures(view)
    assert picture.property(QTextFormat.Property.ImageAltText.value) == "A picture of the window"
    assert letters_at(view, "A picture").foreground().color().name() == theme.current().hex("ink2")


def test_a_picture_is_as_wide_as_the_page_and_no_wider_than_it_was_drawn(qtbot, view):
    for width in (500, 300, 2000):
        view.resize(width, 400)
        (picture,) = used_pictures(view)
        room = view.viewport().width() - 2 * view.document().documentMargin()
        assert picture.width() == min(int(room), 1280)
        assert picture.height() == pytest.approx(picture.width() * 800 / 1280, abs=1)
        assert view.horizontalScrollBar().maximum() == 0
        qtbot.waitUntil(lambda: view.pictures.is_done)
        drawn = view.document().resource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(picture.name())
        )
        assert drawn.deviceIndependentSize().width() == picture.width()


def test_a_picture_follows_the_theme(qtbot, view, look):
    for choice in ("dark", "contrast", "light"):
        look.use(choice)
        (picture,) = used_pictures(view)
        assert picture.name() == f"start-{choice}"
        qtbot.waitUntil(lambda: view.pictures.is_done)
        drawn = view.document().resource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(picture.name())
        )
        assert drawn.pixelColor(0, 0).name() == look.hex("line")
        assert drawn.pixelColor(drawn.width() - 20, drawn.height() // 2) == QImage(
            str(pictures_dir() / f"start-{choice}.png")
        ).pixelColor(1240, 400)


@pytest.mark.parametrize("percent", [100, 200])
def test_the_keys_and_the_guide_have_the_height_of_the_dialog(qtbot, look, percent):
    look.use(percent=percent)
    dialog = KeysDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    close = dialog.findChildren(QPushButton)[-1]
    for number in (0, 1, 0):
        dialog.tabs.setCurrentIndex(number)
        shown = dialog.guide if number else dialog._area
        qtbot.waitUntil(lambda shown=shown: shown.isVisible())
        QApplication.processEvents()
        bottom = shown.mapTo(dialog, shown.rect().bottomLeft()).y()
        assert 0 < close.mapTo(dialog, QPoint(0, 0)).y() - bottom < 30 * percent / 100


def test_no_picture_is_read_before_its_page_is_opened(qtbot, look):
    dialog = KeysDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.guide.document().isEmpty()
    assert dialog.guide.pictures.is_done


@pytest.mark.parametrize("percent", [100, 200])
def test_its_letters_are_those_of_the_window(view, look, percent):
    look.use(percent=percent)
    assert letters_at(view, "Title").font().pointSizeF() == pytest.approx(look.points("page"))
    assert letters_at(view, "Part").font().pointSizeF() == pytest.approx(look.points("group"))
    body = letters_at(view, "Other words").font()
    size = (
        body.pointSizeF() if body.pointSizeF() > 0 else view.document().defaultFont().pointSizeF()
    )
    assert size == pytest.approx(look.points("body"))


def test_a_key_is_a_cap_in_the_colours_of_the_theme(view, look):
    for choice in ("light", "dark", "contrast"):
        look.use(choice)
        cap = letters_at(view, "Ctrl K")
        assert cap.background().color().name() == look.hex("sunken")
        assert cap.foreground().color().name() == look.hex("ink")
        assert not cap.fontFixedPitch()


def test_links_lead_inside_only(qtbot, view):
    with qtbot.waitSignal(view.page_wanted) as wanted:
        view.anchorClicked.emit(QUrl("for-nurses.md"))
    assert wanted.args == ["for-nurses"]
    with qtbot.assertNotEmitted(view.page_wanted):
        view.anchorClicked.emit(QUrl("https://example.org/x.md"))


def test_every_page_opens_by_keyboard_and_is_read_to_its_end(qtbot, look):
    dialog = KeysDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.resize(600, 360)
    assert dialog.tabs.hasFocus()
    for number, (_name, title) in enumerate(PAGES, start=1):
        qtbot.keyClick(dialog.tabs, Qt.Key.Key_Right)
        assert dialog.tabs.currentIndex() == number
        assert dialog.guide.isVisible()
        assert not dialog._area.isVisible()
        assert title in dialog.guide.accessibleName()
        bar = dialog.guide.verticalScrollBar()
        qtbot.waitUntil(lambda bar=bar: bar.maximum() > 0)
        qtbot.keyClick(dialog.tabs, Qt.Key.Key_PageDown)
        assert bar.value() > 0
        qtbot.keyClick(dialog, Qt.Key.Key_End)
        assert bar.value() == bar.maximum()
    for _ in PAGES:
        qtbot.keyClick(dialog.tabs, Qt.Key.Key_Left)
    assert dialog._area.isVisible()
    assert not dialog.guide.isVisible()


def test_a_link_of_a_page_opens_the_other_page(qtbot, look):
    dialog = KeysDialog()
    qtbot.addWidget(dialog)
    dialog.show_page("for-nurses")
    assert dialog.tabs.currentIndex() == 2
    dialog.guide.anchorClicked.emit(QUrl("for-gps.md"))
    assert dialog.tabs.currentIndex() == 1
    dialog.show_page("no-such-page")
    assert dialog.tabs.currentIndex() == 1


@pytest.mark.parametrize("percent", [100, 200])
def test_no_line_of_a_page_is_wider_than_the_view(qtbot, look, percent):
    look.use(percent=percent)
    dialog = KeysDialog()
    qtbot.addWidget(dialog)
    dialog.resize(640 * percent // 100, 600)
    dialog.show()
    for name, _title in PAGES:
        dialog.show_page(name)
        qtbot.waitUntil(lambda: dialog.guide.pictures.is_done)
        assert len(used_pictures(dialog.guide)) >= 4
        assert dialog.guide.horizontalScrollBar().maximum() == 0
        end = QTextCursor(dialog.guide.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        assert dialog.guide.document().idealWidth() <= dialog.guide.viewport().width() + 1
