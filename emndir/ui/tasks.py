"""The one worker pattern: functions run in the background, answers come home on this thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from emndir.ui.garbage import Collector

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")
Work = Callable[[], T]
Done = Callable[[T], None]
Failed = Callable[[BaseException], None]
WORKERS = 4


class _Question(NamedTuple):
    """What is to happen with an answer. Kept on the main thread: it leads to Qt objects."""

    future: Future[Any]
    done: Done[Any]
    failed: Failed


class TaskRunner(QObject):
    """Calls functions in the background and answers on the main thread.

    `work` is a plain function with plain arguments that touches no QObject; `done` and
    `failed` belong to something that outlives the task. Asking again under the same
    topic makes the earlier answer stale: it is dropped, whatever it was. No worker ever
    holds a Qt object but this one, and none collects Python's garbage (see `garbage`).
    """

    _settled = Signal(object)  # one signal, on an object that outlives every task

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a runner; its threads start with the first task."""
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._collector: Collector | None = None
        self._latest: dict[str, _Question] = {}
        self._leftover: dict[Future[Any], Callable[[Any], None]] = {}
        self._running: set[Future[Any]] = set()
        self._until: list[tuple[set[Future[Any]], Callable[[], None]]] = []
        self._closed = False
        # Queued even where the work was done before `run` came to its end.
        self._settled.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        topic: str,
        work: Work[T],
        done: Done[T],
        failed: Failed,
        unwanted: Callable[[T], None] | None = None,
    ) -> None:
        """Call `work` on a worker thread, then `done` or `failed` on this one.

        `unwanted` is called with a result that comes home to nobody, because it is stale or
        we are shutting down. It must touch no Qt object: they may be gone by then.
        """
        if self._closed:
            return
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # not before the first paint

            self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="emndir")
            self._collector = Collector(self)
        future = self._pool.submit(work)
        self._running.add(future)
        self._latest[topic] = _Question(future, done, failed)
        if unwanted is not None:
            self._leftover[future] = unwanted
        future.add_done_callback(partial(self._send, topic))

    def drop(self, topic: str) -> None:
        """Make whatever was asked under a topic stale."""
        self._latest.pop(topic, None)

    def after_these(self, act: Callable[[], None]) -> None:
        """Call `act` once everything that is being worked on now is home, wanted or not."""
        if self._running:
            self._until.append((set(self._running), act))
        else:
            act()

    def is_busy(self, topic: str) -> bool:
        """Return True while an answer to the newest question of a topic is still to come."""
        return topic in self._latest

    @property
    def is_idle(self) -> bool:
        """Return True if no answer is still to come."""
        return not self._latest

    def shut_down(self) -> None:
        """Drop every answer that is still to come, and wait for what is running."""
        self._closed = True
        self._latest.clear()
        self._until.clear()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
        for future in tuple(self._leftover):
            self._give_up(future)
        if self._collector is not None:
            self._collector.stop()

    def _send(self, topic: str, future: Future[Any]) -> None:
        if not self._closed:
            self._settled.emit((topic, future))

    @Slot(object)
    def _answer(self, settled: tuple[str, Future[Any]]) -> None:
        topic, future = settled
        self._come_home(future)
        question = self._latest.get(topic)
        if question is None or question.future is not future:
            self._give_up(future)
            return  # stale: a newer question was asked, or we are shutting down
        del self._latest[topic]
        self._leftover.pop(future, None)
        error = future.exception()
        if error is not None:
            question.failed(error)
        else:
            question.done(future.result())

    def _come_home(self, future: Future[Any]) -> None:
        self._running.discard(future)
        for these, _act in self._until:
            these.discard(future)
        done = [act for these, act in self._until if not these]
        self._until = [(these, act) for these, act in self._until if these]
        for act in done:
            act()

    def _give_up(self, future: Future[Any]) -> None:
        """Hand a result that nobody takes to whoever said what is to become of it."""
        unwanted = self._leftover.pop(future, None)
        if unwanted is not None and not future.cancelled() and future.exception() is None:
            unwanted(future.result())
