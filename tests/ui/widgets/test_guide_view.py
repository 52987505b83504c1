"""The guide in the program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCursor

from emndir.ui.dialogs.keys_dialog import PAGES, KeysDialog
from emndir.ui.widgets.guide_view import GuideView

PAGE = """# Title

Words with a key `Ctrl K` in them.

![A picture of the window](../screenshots/x.png)

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


def test_it_shows_the_words_and_no_picture(view):
    text = view.toPlainText()
    assert "Words with a key Ctrl K in them." in text
    assert "￼" not in text
    assert "picture" not in text


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
        assert dialog.guide.horizontalScrollBar().maximum() == 0
        end = QTextCursor(dialog.guide.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        assert dialog.guide.document().idealWidth() <= dialog.guide.viewport().width() + 1
