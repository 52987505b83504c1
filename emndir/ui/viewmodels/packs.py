"""PacksViewModel: the saved packs and whether each has to be printed again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from emndir.domain.errors import EmndirError
from emndir.making import Recipe
from emndir.packs import PackState, new_pack, packs_file, state_of
from emndir.ui.context import UiContext

TOPIC = "packs"


class PacksViewModel(QObject):
    """Reads, saves, renames and removes packs; every change is followed by `loaded`."""

    loaded = Signal(object)  # tuple[PackState, ...]
    saved = Signal(str)  # the pack's name
    failed = Signal(object)  # EmndirError

    def __init__(self, context: UiContext) -> None:
        """Ask the person's own file."""
        super().__init__()
        self._context = context
        self._file = packs_file(context.core.paths.personal_file)

    def names(self) -> tuple[str, ...]:
        """Return the names that are taken; none where the file cannot be read."""
        try:
            return tuple(pack.name for pack in self._file.all())
        except EmndirError:
            return ()

    def load(self) -> None:
        """Read all packs, and look whether what they print has changed: on a worker thread."""
        directory, today = self._context.directory, self._context.today()

        def work() -> tuple[PackState, ...]:
            if directory is None:
                raise EmndirError("The directory is not open yet.", "Try again in a moment.")
            return tuple(state_of(directory, pack, today=today) for pack in self._file.all())

        self._context.tasks.run(TOPIC, work, self.loaded.emit, self._fail)

    def save(self, name: str, recipe: Recipe) -> None:
        """Save a recipe under a name, in place of a pack that has it: on a worker thread."""
        directory, today = self._context.directory, self._context.today()

        def work() -> str:
            if directory is None:
                raise EmndirError("The directory is not open yet.", "Try again in a moment.")
            pack = new_pack(directory, name, recipe, today=today)
            self._file.save(pack)
            return pack.name

        self._context.tasks.run("save-pack", work, self.saved.emit, self._fail)

    def rename(self, name: str, other: str) -> None:
        """Give a pack another name."""
        self._do(partial(self._file.rename, name, other))

    def remove(self, name: str) -> None:
        """Remove a pack."""
        self._do(partial(self._file.remove, name))

    def _do(self, change: Callable[[], None]) -> None:
        try:
            change()
        except EmndirError as error:
            self.failed.emit(error)
        else:
            self.load()

    def _fail(self, error: BaseException) -> None:
        if isinstance(error, EmndirError):
            self.failed.emit(error)
            return
        self.failed.emit(EmndirError("The packs could not be read.", "Try once more."))
        self._context.messages.report(error)
