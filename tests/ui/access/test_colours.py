"""Contrast from the tokens themselves, the ring in every theme, the system's own high contrast."""

from __future__ import annotations

import json
import re

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from emndir.runtime.resources import resource
from emndir.ui import theme
from emndir.ui.messages import Tone
from emndir.ui.widgets.banner import _SIGNS
from emndir.ui.widgets.focus_ring import GAP, WIDTH
from tests.ui.test_theme import TOKENS, contrast

THEMES = ("light", "dark", "contrast")
TEXT = ("ink", "ink2", "brand", "onBrand", "pick", "onPick", "good", "warn", "bad")
WEAKER = {"ink3": 4.5, "disabled": 4.5}  # LOOK section 2: captions and what is out of use
GROUNDS = (
    "canvas",
    "surface",
    "sunken",
    "hover",
    "brandTint",
    "pickTint",
    "goodTint",
    "warnTint",
    "badTint",
)
LEAST_TEXT, LEAST_LINE = 7.0, 3.0


def pairs():
    return {(front, ground): least for front, ground, least in TOKENS["pairs"]}


def test_text_is_asked_for_seven_to_one_but_where_the_design_says_less():
    weaker = {("good", "brandTint"), ("warn", "brandTint")}  # small words beside a sign
    for (front, ground), least in pairs().items():
        if front in TEXT and (front, ground) not in weaker:
            assert least >= LEAST_TEXT, (front, ground)
        elif front in WEAKER:
            assert least >= WEAKER[front], (front, ground)
        else:
            assert least >= LEAST_LINE, (front, ground)


def test_no_text_has_the_colour_of_a_line():
    sheet = resource("styles/emndir.qss").read_text(encoding="utf-8")
    used = set(re.findall(r"[^-\w]color:\s*@(\w+)", sheet))
    assert used
    assert not used & {"line", "control", "focus", *(one for one in GROUNDS if one != "canvas")}


@pytest.mark.parametrize("name", THEMES)
def test_what_the_style_sheet_puts_on_a_ground_is_a_pair_with_its_contrast(name):
    """Each rule that names both: its letters on its ground, its border on its ground."""
    sheet = re.sub(
        r"/\*.*?\*/", "", resource("styles/emndir.qss").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    colors = TOKENS["themes"][name]
    checked = 0
    for body in re.findall(r"\{([^}]*)\}", sheet):
        front = re.search(r"(?:^|[;\s])color:\s*@(\w+)", body)
        ground = re.search(r"background(?:-color)?:\s*@(\w+)", body)
        if front and ground and front[1] != ground[1]:
            least = WEAKER.get(front[1], pairs().get((front[1], ground[1]), LEAST_TEXT))
            assert contrast(colors[front[1]], colors[ground[1]]) >= least, body
            checked += 1
    assert checked > 5


def test_every_tone_has_a_sign_of_its_own_and_not_only_a_colour():
    signs = [sign for sign, _tint in _SIGNS.values()]
    assert set(_SIGNS) == set(Tone)
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize("choice", THEMES)
def test_the_ring_is_two_pixels_with_a_gap_that_can_be_seen(stage_of, choice):
    stage = stage_of(choice=choice)
    stage.fresh()
    window, look = stage.window, stage.context.theme
    stage.ask("breast", "LE2")
    panel = window.search_panel
    for widget in (panel.new_patient, panel.search_box, panel.menu_button):
        widget.setFocus()
        stage.settle()
        assert window._ring.target is widget
        picture = window.grab().toImage()
        left = widget.mapTo(window, QPoint(0, widget.height() // 2))
        row = [picture.pixelColor(left.x() - at, left.y()).name() for at in range(1, 7)]
        ring, ground = look.hex("focus"), look.hex("surface")
        assert row[:GAP] == [ground] * GAP, widget
        assert row[GAP : GAP + WIDTH] == [ring] * WIDTH, widget
        assert row[GAP + WIDTH] == ground, widget
        assert contrast(ring, ground) >= LEAST_LINE
    cards = window.results_panel.cards.list
    stage.choose()
    cards.setFocus()
    stage.settle()
    rect = cards.visualRect(cards.currentIndex())
    picture = cards.viewport().grab(rect).toImage()
    column = [picture.pixelColor(picture.width() // 2, at).name() for at in range(8)]
    assert column.count(look.hex("focus")) == WIDTH


@pytest.mark.parametrize("choice", THEMES)
def test_a_chosen_card_has_a_bar_and_a_border_and_not_only_a_tint(stage_of, choice):
    stage = stage_of(choice=choice)
    stage.fresh()
    stage.ask("breast", "LE2")
    stage.choose()
    stage.window.search_panel.search_box.focus_all()
    stage.settle()
    cards = stage.window.results_panel.cards.list
    picture = cards.viewport().grab(cards.visualRect(cards.currentIndex())).toImage()
    middle = picture.height() // 2
    row = [picture.pixelColor(at, middle).name() for at in range(20)]
    assert row.count(stage.context.theme.hex("brand")) >= 3


@pytest.fixture
def asking_for_contrast(monkeypatch):
    monkeypatch.setattr(theme, "wants_contrast", lambda: True)


def test_the_systems_own_high_contrast_is_its_palette_and_not_ours(qapp, look, asking_for_contrast):
    look.use("dark")
    look.use("system")
    system = QStyleFactory.create("fusion").standardPalette()
    assert look.name == "system-contrast"
    assert look.is_contrast
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.WindowText, QPalette.ColorRole.Base):
        assert QApplication.palette().color(role) == system.color(role)
    assert look.color("surface") == system.color(QPalette.ColorRole.Window)
    assert look.color("brandTint") == look.color("surface"), "tints are dropped"
    look.use("light")
    canvas = json.loads(resource("styles/tokens.json").read_text())["themes"]["light"]["canvas"]
    assert QApplication.palette().color(QPalette.ColorRole.Window) == QColor(canvas)


def test_who_chose_a_theme_keeps_it(look, asking_for_contrast):
    look.use("light")
    assert look.name == "light"


def test_a_change_of_the_systems_wish_is_followed(look, monkeypatch):
    look.use("system")
    assert look.name != "system-contrast"
    monkeypatch.setattr(theme, "wants_contrast", lambda: True)
    look._follow_system()
    assert look.name == "system-contrast"
