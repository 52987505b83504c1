"""Banners."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from emndir.ui.icons import Sign
from emndir.ui.messages import Message, Tone
from emndir.ui.notice_words import age_message
from emndir.ui.widgets.banner import Banner, BannerStack
from emndir.ui.widgets.buttons import SignButton
from tests.ui.walks import clipped, nameless


@pytest.fixture
def stack(qtbot, look):
    stack = BannerStack()
    qtbot.addWidget(stack)
    stack.resize(500, 200)
    return stack


def test_a_newer_message_takes_the_place_of_the_older(stack):
    stack.show_message(Message(text="One", topic="a"))
    stack.show_message(Message(text="Two", topic="b"))
    stack.show_message(Message(text="Three", topic="a"))
    assert [one.text for one in stack.messages] == ["Two", "Three"]


def test_it_hides_with_its_last_message(stack):
    stack.show_message(Message(text="One"))
    assert not stack.isHidden()
    stack.take_away("general")
    stack.take_away("general")
    assert stack.isHidden()


def test_every_tone_has_a_sign_of_its_own_and_only_ages_a_clock(look):
    signs = {tone: Banner(Message(text="x", tone=tone)).findChild(Sign).name for tone in Tone}
    assert len(set(signs.values())) == len(Tone)
    assert not any("clock" in sign for sign in signs.values())
    old = age_message(date(2026, 1, 1), date(2026, 11, 22))
    assert old is not None
    assert "clock" in Banner(old).findChild(Sign).name


def test_a_message_can_be_closed(qtbot, stack):
    stack.show_message(Message(text="One"))
    stack.findChild(SignButton).click()
    assert stack.messages == ()


def test_a_message_can_go_by_itself(qtbot, stack):
    stack.show_message(Message(text="One", seconds=1))
    qtbot.waitUntil(lambda: stack.messages == (), timeout=3000)


def test_its_button_acts_and_closes(qtbot, stack):
    stack.show_message(Message(text="Cleared", action="Undo", topic="new"))
    [button] = [one for one in stack.findChildren(QPushButton) if one.text() == "Undo"]
    with qtbot.waitSignal(stack.acted) as acted:
        button.click()
    assert acted.args == ["new"]
    assert stack.messages == ()


@pytest.mark.parametrize("tone", list(Tone))
@pytest.mark.parametrize("percent", [100, 200])
def test_every_tone_is_named_and_whole(qtbot, stack, look, tone, percent):
    look.use(percent=percent)
    text = "The directory file is damaged, so the one before it is used. " * 2
    stack.show_message(Message(text=text, hint="Start again to build it.", tone=tone))
    stack.resize(500, stack.heightForWidth(500))
    stack.show()
    qtbot.waitExposed(stack)
    assert nameless(stack) == []
    assert clipped(stack) == []
    assert text.strip() in stack.findChild(Banner).accessibleName()
