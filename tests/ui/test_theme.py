"""Tokens, letters, sizes and the one style sheet."""

from __future__ import annotations

import json
import re

import pytest
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from emndir.runtime.resources import resource
from emndir.ui import theme
from emndir.ui.theme import ROLES, TEXT_SIZES, Theme, load_tokens, tokens_of

TOKENS = json.loads(resource("styles/tokens.json").read_text(encoding="utf-8"))


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", TOKENS["themes"])
@pytest.mark.parametrize("pair", TOKENS["pairs"], ids=lambda pair: f"{pair[0]}-on-{pair[1]}")
def test_every_pair_of_colours_has_its_contrast(name, pair):
    front, ground, least = pair
    colors = TOKENS["themes"][name]
    assert contrast(colors[front], colors[ground]) >= least


def test_all_themes_have_the_same_tokens():
    first, *others = (set(theme) for theme in load_tokens().values())
    assert all(other == first for other in others)


def test_no_colour_is_written_anywhere_else():
    sheet = resource("styles/emndir.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b", sheet)
    ui = resource(".").parent / "emndir" / "ui"
    found = {
        path.name: re.findall(r"[\"'](#[0-9A-Fa-f]{6})[\"']", path.read_text(encoding="utf-8"))
        for path in ui.rglob("*.py")
    }
    assert {name: colors for name, colors in found.items() if colors} == {}


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
def test_the_style_sheet_is_filled_in(qapp, choice):
    sheet = Theme(choice, 150).style_sheet()
    assert "@" not in sheet
    assert "font-role" not in sheet
    assert load_tokens()[choice]["brand"].lower() in sheet


def test_pixels_grow_and_lines_do_not(qapp):
    small, large = Theme("light", 100).style_sheet(), Theme("light", 200).style_sheet()
    assert "border: 1px solid" in small
    assert "border: 1px solid" in large
    assert "border-radius: 6px" in small
    assert "border-radius: 12px" in large


def test_letters_grow_with_the_text_size(qapp):
    for role in ROLES:
        small, large = Theme("light", 100).font(role), Theme("light", 200).font(role)
        assert large.pointSizeF() == pytest.approx(2 * small.pointSizeF())
    assert Theme("light", 100).font("body").pointSizeF() >= 10


def test_figures_are_equally_wide_where_asked(qapp):
    look = Theme("light")
    assert look.font("body", figures=True).featureValue(QFont.Tag("tnum")) == 1
    assert not look.font("body").featureTags()


@pytest.mark.parametrize(("asked", "given"), [(50, 100), (125, 125), (900, 200)])
def test_text_size_stays_within_bounds(look, asked, given):
    look.use(percent=asked)
    assert look.percent == given
    assert given in TEXT_SIZES


def test_a_change_is_told_and_applied(qtbot, look):
    with qtbot.waitSignal(look.changed):
        look.use(choice="dark", percent=150)
    assert look.name == "dark"
    assert look.scale == 1.5
    app = QApplication.instance()
    window = app.palette().color(QPalette.ColorRole.Window)
    assert window == QColor(load_tokens()["dark"]["canvas"])
    assert theme.current() is look


def test_as_the_system_is_light_or_dark_or_high_contrast(qapp):
    assert Theme("system").name in ("light", "dark", "system-contrast")


def test_a_systems_own_high_contrast_is_taken_from_its_palette(qapp):
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(1, 2, 3))
    palette.setColor(QPalette.ColorRole.WindowText, QColor(250, 251, 252))
    tokens = tokens_of(palette, load_tokens())
    assert set(tokens) == set(load_tokens()["light"])
    assert tokens["surface"] == tokens["brandTint"] == "#010203"
    assert tokens["ink"] == tokens["control"] == "#fafbfc"


def test_an_unknown_token_is_a_bug(qapp):
    with pytest.raises(KeyError):
        Theme("light").color("blue")
