"""The one worker pattern."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

from emndir.bootstrap import OpenDirectory
from emndir.ui.application import Application
from emndir.ui.tasks import TaskRunner


@pytest.fixture
def runner(qapp):
    runner = TaskRunner()
    yield runner
    runner.shut_down()


def test_the_answer_comes_on_the_main_thread(qtbot, runner):
    seen = []
    runner.run(
        "a",
        lambda: threading.current_thread().name,
        lambda name: seen.append((name, threading.current_thread())),
        seen.append,
    )
    qtbot.waitUntil(lambda: bool(seen))
    worker, home = seen[0]
    assert worker.startswith("emndir")
    assert home is threading.main_thread()


def test_a_failure_is_handed_on(qtbot, runner):
    failures = []
    runner.run("a", lambda: 1 / 0, pytest.fail, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ZeroDivisionError)


def test_a_newer_question_makes_the_older_answer_stale(qtbot, runner):
    gate, answers = threading.Event(), []
    runner.run("search", lambda: gate.wait(5) and "old", answers.append, pytest.fail)
    runner.run("search", lambda: "new", answers.append, pytest.fail)
    qtbot.waitUntil(lambda: answers == ["new"])
    gate.set()
    done = []
    runner.run("other", lambda: gate.wait(5), done.append, pytest.fail)
    qtbot.waitUntil(lambda: bool(done))
    assert answers == ["new"]


def test_topics_do_not_disturb_each_other(qtbot, runner):
    answers = []
    for topic in "abc":
        runner.run(topic, lambda topic=topic: topic, answers.append, pytest.fail)
    qtbot.waitUntil(lambda: sorted(answers) == ["a", "b", "c"])


def test_a_dropped_answer_never_comes(qtbot, runner):
    gate, answers = threading.Event(), []
    runner.run("a", lambda: gate.wait(5), answers.append, pytest.fail)
    assert runner.is_busy("a")
    runner.drop("a")
    assert not runner.is_busy("a")
    gate.set()
    runner.run("b", lambda: "b", answers.append, pytest.fail)
    qtbot.waitUntil(lambda: answers == ["b"])


def test_nothing_comes_after_shutting_down(qtbot, qapp):
    runner, answers = TaskRunner(), []
    runner.run("a", lambda: 1, answers.append, pytest.fail)
    runner.shut_down()
    runner.run("b", lambda: 2, answers.append, pytest.fail)
    qapp.processEvents()
    assert answers == []
    assert not [one for one in threading.enumerate() if one.name.startswith("emndir")]


def test_a_result_that_comes_after_shutting_down_is_handed_to_be_closed(qapp):
    runner, answers, closed, gate = TaskRunner(), [], [], threading.Event()
    runner.run("a", lambda: gate.wait(5) and "slow", answers.append, pytest.fail, closed.append)
    threading.Timer(0.1, gate.set).start()
    runner.shut_down()
    qapp.processEvents()
    assert (answers, closed) == ([], ["slow"])


def test_a_result_that_was_ready_but_not_taken_is_handed_to_be_closed(qapp):
    runner, answers, closed = TaskRunner(), [], []
    runner.run("a", lambda: "ready", answers.append, pytest.fail, closed.append)
    runner._latest["a"].future.result(5)
    runner.shut_down()
    qapp.processEvents()
    assert (answers, closed) == ([], ["ready"])


def test_a_stale_result_is_handed_to_be_closed_and_one_that_is_taken_is_not(qtbot, runner):
    answers, closed = [], []
    runner.run("a", lambda: "old", answers.append, pytest.fail, closed.append)
    runner.run("a", lambda: "new", answers.append, pytest.fail, closed.append)
    qtbot.waitUntil(lambda: bool(answers) and bool(closed))
    runner.shut_down()
    assert (answers, closed) == (["new"], ["old"])


def test_a_failure_leaves_nothing_to_close(qapp):
    runner, closed = TaskRunner(), []
    runner.run("a", lambda: 1 / 0, pytest.fail, pytest.fail, closed.append)
    runner.shut_down()
    assert closed == []


def test_a_directory_that_opens_after_the_window_closed_is_closed(qtbot, core, told, monkeypatch):
    gate, opened, really = threading.Event(), [], core.open

    def slowly(*args):
        gate.wait(5)
        opened.append(really(*args))
        return opened[0]

    closed, close = [], OpenDirectory.close
    monkeypatch.setattr(core, "open", slowly)
    monkeypatch.setattr(
        OpenDirectory, "close", lambda directory: (closed.append(directory), close(directory))[1]
    )
    program = Application(core)
    qtbot.addWidget(program.window)
    program.open_directory()
    threading.Timer(0.1, gate.set).start()
    program.context.close()
    assert closed == opened != []
    assert program.context.directory is None


def test_no_thread_starts_before_the_first_task(qapp):
    runner = TaskRunner()
    assert not [one for one in threading.enumerate() if one.name.startswith("emndir")]
    runner.shut_down()


def test_python_collects_garbage_only_on_the_main_thread(qtbot):
    was_on, runner, threads = gc.isenabled(), TaskRunner(), []

    class Cycle:
        def __init__(self):
            self.me = self

        def __del__(self):
            threads.append(threading.current_thread())

    def litter():
        for _ in range(5_000):
            Cycle()
        return "done"

    answers = []
    runner.run("a", litter, answers.append, pytest.fail)
    qtbot.waitUntil(lambda: answers == ["done"])
    assert not gc.isenabled()
    qtbot.waitUntil(lambda: len(threads) == 5_000)
    assert set(threads) == {threading.main_thread()}
    runner.shut_down()
    assert gc.isenabled() == was_on


def test_a_worker_lets_go_of_whom_it_answers(qtbot, runner):
    class Asker:
        def hear(self, answer):
            answers.append(answer)

    answers, gate = [], threading.Event()
    asker = Asker()
    gone = weakref.ref(asker)
    runner.run("a", lambda: gate.wait(5), asker.hear, pytest.fail)
    runner.drop("a")
    del asker
    assert gone() is None
    gate.set()


def test_after_these_waits_for_what_runs_even_where_nobody_wants_it(qtbot):
    runner, go_on, seen = TaskRunner(), threading.Event(), []
    runner.after_these(lambda: seen.append("nothing runs"))
    assert seen == ["nothing runs"]
    runner.run("a", go_on.wait, seen.append, seen.append)
    runner.drop("a")
    runner.after_these(lambda: seen.append("home"))
    runner.run("b", lambda: "later", seen.append, seen.append)
    qtbot.waitUntil(lambda: "later" in seen)
    assert "home" not in seen
    go_on.set()
    qtbot.waitUntil(lambda: "home" in seen)
    assert seen == ["nothing runs", "later", "home"]
    runner.shut_down()
