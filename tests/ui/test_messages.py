"""What the user is told, and what becomes of a bug."""

from __future__ import annotations

import sys

import pytest

from emndir.domain.errors import EmndirError
from emndir.ui.messages import Message, MessageCenter, Tone


@pytest.fixture
def center(qapp):
    return MessageCenter()


def test_an_expected_failure_is_a_banner(qtbot, center):
    with qtbot.waitSignal(center.told) as told:
        center.report(EmndirError("The disk is full.", "Make room."))
    [message] = told.args
    assert (message.text, message.hint, message.tone) == (
        "The disk is full.",
        "Make room.",
        Tone.BAD,
    )


def test_a_command_to_give_stands_in_quotes(qtbot, center):
    with qtbot.waitSignal(center.told) as told:
        center.report(EmndirError("It is damaged.", "Run `emndir build`."))
    assert told.args[0].hint == "Run “emndir build”."


def test_a_bug_goes_to_the_hook_with_its_trace(center, monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "excepthook", lambda *parts: seen.append(parts))
    try:
        raise KeyError("a")
    except KeyError as error:
        center.report(error)
    [(kind, bug, trace)] = seen
    assert kind is KeyError
    assert trace is bug.__traceback__


def test_messages_withdrawals_and_announcements_are_passed_on(qtbot, center):
    with qtbot.waitSignal(center.told) as told:
        center.tell(Message(text="Hello"))
    assert told.args == [Message(text="Hello")]
    with qtbot.waitSignal(center.withdrawn) as withdrawn:
        center.withdraw("error")
    assert withdrawn.args == ["error"]
    with qtbot.waitSignal(center.announced) as announced:
        center.announce("42 services")
    assert announced.args == ["42 services"]
