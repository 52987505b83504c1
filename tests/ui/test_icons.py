"""Signs: every name that is used exists, and every sign takes the colour of the theme."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from emndir.runtime.resources import resource
from emndir.ui import icons, labels, late_labels
from emndir.ui.actions import ACTIONS
from emndir.ui.application import ICON_SIDES, window_icon
from emndir.ui.icons import Sign, icon, sign

UI = Path(icons.__file__).parent


def colors(pixmap):
    image = pixmap.toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {
        QColor(image.pixelColor(x, y)).name()
        for x, y in points
        if image.pixelColor(x, y).alpha() == 255
    }


def test_every_sign_of_the_tables_exists():
    names = {
        *late_labels.ICONS.values(),
        *labels.SERVICE_ICONS.values(),
        labels.PLACE_ICON,
        labels.UNKNOWN_ICON,
    }
    names |= {spec.icon for spec in ACTIONS if spec.icon}
    assert sorted(name for name in names if not icons.has_sign(name)) == []


def test_every_sign_named_in_the_code_exists():
    calls = re.compile(r"(?:\bicon|Sign|SignButton)\(\s*(?:self\.tr\([^)]*\),\s*)?\"([a-z0-9-]+)\"")
    named = {name for path in UI.rglob("*.py") for name in calls.findall(path.read_text("utf-8"))}
    assert len(named) >= 10
    assert sorted(name for name in named if not icons.has_sign(name)) == []


def test_every_sign_of_the_directory_exists(real_context):
    terms = real_context.directory.vocabulary.terms
    assert (
        sorted({term.icon for term in terms if term.icon and not icons.has_sign(term.icon)}) == []
    )


def test_an_unknown_sign_is_a_bug(qapp):
    with pytest.raises(KeyError):
        icon("no-such-sign")
    with pytest.raises(KeyError):
        sign("no-such-sign")


def test_a_sign_takes_the_colour_of_its_token(look):
    pixmap = icon("phone-outline", token="brand").pixmap(QSize(32, 32))
    assert colors(pixmap) == {look.hex("brand")}


def test_a_sign_follows_the_theme_by_itself(look):
    made = icon("phone-outline", token="brand")
    look.use("dark")
    assert colors(made.pixmap(QSize(32, 32))) == {look.hex("brand")}


def test_a_disabled_sign_is_faint(look):
    pixmap = icon("phone-outline").pixmap(QSize(32, 32), QIcon.Mode.Disabled)
    assert colors(pixmap) == {look.hex("disabled")}


def test_a_copied_icon_lives_on(look):
    copy = QIcon(icon("phone-outline"))
    assert not copy.pixmap(QSize(16, 16)).isNull()


def test_a_sign_widget_grows_with_the_text(qtbot, look):
    widget = Sign("phone-outline", size=18)
    qtbot.addWidget(widget)
    assert widget.size() == QSize(18, 18)
    look.use(percent=200)
    assert widget.size() == QSize(36, 36)
    widget.show_sign("clock-outline", "warn")
    assert look.hex("warn") in colors(widget.grab())


def test_the_icon_package_itself_is_not_imported(look):
    icon("phone-outline").pixmap(QSize(16, 16))
    assert "qtawesome" not in sys.modules


@pytest.mark.parametrize("side", ICON_SIDES)
def test_the_pictures_of_the_icon_show_its_drawing(qapp, side):
    drawn = QIcon(str(resource("icons/emndir.svg"))).pixmap(side, side).toImage()
    shown = window_icon().pixmap(side, side).toImage()
    assert shown.size() == drawn.size() == QSize(side, side)
    points = [(x, y) for x in range(side) for y in range(side)]
    apart = [
        max(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True))
        for one, other in (
            (QColor(shown.pixelColor(*at)), QColor(drawn.pixelColor(*at))) for at in points
        )
        if one.alpha() or other.alpha()
    ]
    assert len(apart) > side * side / 4
    assert sum(apart) / len(apart) < 2


def test_a_wider_sign_stands_at_its_left_and_leaves_room_for_the_words(look):
    side, gap = 16, 8
    image = icons.icon("printer-outline").pixmap(QSize(side + gap, side)).toImage()
    wide = image.width() / (side + gap)
    painted = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).alpha() for y in range(image.height()))
    ]
    assert painted
    assert max(painted) < side * wide


def test_a_sign_that_is_left_out_is_painted_on_nothing(look, qtlog):
    assert icon("printer-outline").pixmap(QSize(0, 0)).isNull()
    assert icons.icon("printer-outline").pixmap(QSize(0, 16)).isNull()
    assert [record.message for record in qtlog.records] == []
