"""Asking for suggestions: one question at a time, stale answers dropped."""

from __future__ import annotations

import threading

import pytest

from emndir.ui.viewmodels.suggest import TOPIC, SuggestViewModel


@pytest.fixture
def model(context):
    return SuggestViewModel(context)


def test_words_are_asked_and_answered(qtbot, model):
    with qtbot.waitSignal(model.suggested) as heard:
        model.ask("breast can")
    words, found = heard.args
    assert words == "breast can"
    assert found
    assert all(one.text and one.insert for one in found)


def test_without_words_nothing_is_asked(qtbot, model, context):
    for words in ("", "   "):
        with qtbot.waitSignal(model.suggested) as heard:
            model.ask(words)
        assert heard.args == [words, ()]
        assert not context.tasks.is_busy(TOPIC)


def test_before_the_directory_is_open_there_are_none(qtbot, model, context):
    directory, context.directory = context.directory, None
    with qtbot.waitSignal(model.suggested) as heard:
        model.ask("bre")
    assert heard.args == ["bre", ()]
    context.directory = directory


def test_only_the_newest_words_are_answered_and_one_worker_is_used(
    qtbot, model, context, monkeypatch
):
    asked, heard, gate = [], [], threading.Event()

    def suggest(words):
        asked.append(words)
        gate.wait(10)
        return ()

    monkeypatch.setattr(context.directory, "suggest", suggest)
    model.suggested.connect(lambda words, _found: heard.append(words))
    for words in ("st", "sto", "stop", "stop s"):
        model.ask(words)
    qtbot.waitUntil(lambda: asked == ["st"])
    gate.set()
    qtbot.waitUntil(lambda: heard == ["stop s"])
    assert asked == ["st", "stop s"]


def test_what_was_dropped_is_not_answered(qtbot, model, context, monkeypatch):
    gate = threading.Event()
    monkeypatch.setattr(context.directory, "suggest", lambda _words: gate.wait(10) and ())
    model.ask("st")
    model.ask("sto")
    model.drop()
    with qtbot.assertNotEmitted(model.suggested, wait=150):
        gate.set()
    with qtbot.waitSignal(model.suggested) as heard:
        model.ask("wig")
    assert heard.args[0] == "wig"
