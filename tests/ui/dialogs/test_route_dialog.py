"""Before a route is opened: what leaves the computer is said, Cancel is what Enter does, nothing is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QDialog, QLabel

from emndir.runtime.route_address import OPENSTREETMAP
from emndir.ui.detail import RouteSpec
from emndir.ui.dialogs.route_dialog import RouteDialog
from tests.ui.walks import clipped, focusable, nameless

SPEC = RouteSpec(name="Lincoln County Hospital", to="LN2 5QY", is_code=True, start="NG31 6DP")
ONLY_TO = "https://www.openstreetmap.org/directions?to=LN2%205QY"
BOTH = "https://www.openstreetmap.org/directions?from=NG31%206DP&to=LN2%205QY"
KEY = Qt.Key


class Browser:
    """Stands for the system's browser, and for none."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.is_there = True

    def __call__(self, url: QUrl) -> bool:
        self.opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return self.is_there


@pytest.fixture
def browser():
    return Browser()


def shown(qtbot, browser, spec=SPEC, template=OPENSTREETMAP):
    dialog = RouteDialog(spec, template, opener=browser)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def words(dialog):
    return "\n".join(label.text() for label in dialog.findChildren(QLabel)).replace("\xa0", " ")


def test_it_says_what_leaves_where_it_goes_and_the_very_address(qtbot, browser, look):
    dialog = shown(qtbot, browser)
    said = words(dialog)
    assert (
        "The postcode of this place, LN2 5QY, goes to the web site www.openstreetmap.org." in said
    )
    assert "It leaves this computer." in said
    assert dialog.shown.words == ONLY_TO
    assert "NG31" not in ONLY_TO
    assert clipped(dialog) == []
    assert nameless(dialog) == []


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Escape, KEY.Key_Space])
def test_enter_escape_and_space_all_cancel_at_first(qtbot, browser, key):
    dialog = shown(qtbot, browser)
    assert dialog.focusWidget() is dialog.cancel_button
    assert dialog.cancel_button.isDefault()
    qtbot.keyClick(dialog.focusWidget(), key)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not dialog.isVisible()
    assert browser.opened == []


def test_only_its_own_button_opens_it_and_only_where_to(qtbot, browser):
    dialog = shown(qtbot, browser)
    dialog.open_button.setFocus()
    qtbot.keyClick(dialog.open_button, KEY.Key_Return)
    assert browser.opened == [ONLY_TO]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_the_start_goes_along_only_once_it_is_ticked_and_the_address_says_so(qtbot, browser):
    dialog = shown(qtbot, browser)
    assert not dialog.tick.isChecked()
    qtbot.keyClick(dialog.tick, KEY.Key_Space)
    assert dialog.shown.words == BOTH
    dialog.open_button.click()
    assert browser.opened == [BOTH]
    again = shown(qtbot, browser)
    assert not again.tick.isChecked()
    assert again.shown.words == ONLY_TO


def test_enter_on_the_box_cancels(qtbot, browser):
    dialog = shown(qtbot, browser)
    dialog.tick.setFocus()
    qtbot.keyClick(dialog.tick, KEY.Key_Return)
    assert browser.opened == []


@pytest.mark.parametrize("where", ["nowhere", "no-template"])
def test_without_a_start_there_is_nothing_to_tick(qtbot, browser, where):
    spec = RouteSpec(name="A", to="12 High Street, Derby", is_code=False)
    template = OPENSTREETMAP
    if where == "no-template":
        spec, template = SPEC, "https://maps.example.org/?q={to}"
    dialog = shown(qtbot, browser, spec, template)
    assert dialog.tick is None
    if where == "nowhere":
        assert "The address of this place, 12 High Street, Derby" in words(dialog)
    else:
        assert "maps.example.org" in words(dialog)


def test_no_browser_is_said_and_the_address_can_be_copied(qtbot, browser):
    browser.is_there = False
    dialog = shown(qtbot, browser)
    said, copied = [], []
    dialog.said.connect(said.append)
    dialog.copied.connect(copied.append)
    dialog.open_button.click()
    assert dialog.isVisible()
    assert dialog.failed.isVisible()
    assert said == ["No program on this computer opens it. You can copy the address instead."]
    assert dialog.focusWidget() is dialog.copy_button
    qtbot.keyClick(dialog.copy_button, KEY.Key_Return)
    assert copied == [ONLY_TO]
    assert said[-1] == "The address is copied."


def test_the_keyboard_reaches_everything(qtbot, browser):
    dialog = shown(qtbot, browser)
    reached = focusable(dialog)
    for part in (dialog.tick, dialog.shown, dialog.copy_button, dialog.open_button):
        assert part in reached
