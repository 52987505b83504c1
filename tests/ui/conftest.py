"""What tests of the window share: a clock, a theme, and a real directory behind a real context."""

from __future__ import annotations

import gc
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.ui import theme
from emndir.ui.application import Application
from emndir.ui.context import UiContext
from emndir.ui.messages import Message, MessageCenter
from emndir.ui.tasks import TaskRunner

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "files" / "data"
NOW = datetime(2026, 11, 22, 10, 0)


def clock() -> datetime:
    return NOW


class Told(list[Message]):
    """What the user was told. A test that means it takes the messages out."""

    def texts(self) -> list[str]:
        found = [f"{one.text} {one.hint}".strip() for one in self]
        self.clear()
        return found


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory):
    """A home in which the sample directory is built, once for all tests."""
    home = tmp_path_factory.mktemp("sample-home")
    Core.create(home=home, data_dir=SAMPLE, clock=clock).open().close()
    return home


@pytest.fixture(scope="session")
def real_home(tmp_path_factory):
    """A home in which the real directory is built, once for all tests."""
    home = tmp_path_factory.mktemp("real-home")
    Core.create(home=home, data_dir=ROOT / "data", clock=clock).open().close()
    return home


@pytest.fixture
def core(sample_home, tmp_path):
    """A core of its own over a copy of the sample directory."""
    home = tmp_path / "emndir-home"
    shutil.copytree(sample_home, home)
    return Core.create(home=home, data_dir=SAMPLE, clock=clock)


@pytest.fixture
def look(qapp):
    """The light theme at 100 %."""
    return theme.install("light", 100)


@pytest.fixture
def told():
    """What the user was told; what is left in it at the end fails the test."""
    told = Told()
    yield told
    assert not told, f"told, and not asked for: {told.texts()}"


@pytest.fixture
def context(core, look, told):
    """A context with the sample directory open."""
    context = UiContext(core, look, TaskRunner(), MessageCenter())
    context.messages.told.connect(told.append)
    context.open_directory(core.open())
    yield context
    context.close()


@pytest.fixture
def real_context(real_home, tmp_path, look, told):
    """A context with the real directory open."""
    home = tmp_path / "emndir-home"
    shutil.copytree(real_home, home)
    core = Core.create(home=home, data_dir=ROOT / "data", clock=clock)
    context = UiContext(core, look, TaskRunner(), MessageCenter())
    context.messages.told.connect(told.append)
    context.open_directory(core.open())
    yield context
    context.close()


def open_program(qtbot, core, told):
    """Return the whole program, its window in front and its directory open."""
    gc.collect()  # what is left of the one before: hundreds of them would fill the memory
    program = Application(core)
    program.messages.told.connect(told.append)
    window = program.window
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(window.search.answered, timeout=20_000):
        program.open_directory()
    qtbot.waitUntil(lambda: not program.tasks.is_busy("overview"))
    window.search_panel.search_box.focus_all()
    return program


@pytest.fixture
def program(qtbot, core, told):
    """The program on the sample directory."""
    program = open_program(qtbot, core, told)
    yield program
    program.window.close()


@pytest.fixture
def real_program(qtbot, real_home, tmp_path, told):
    """The program on the real directory."""
    home = tmp_path / "emndir-home"
    shutil.copytree(real_home, home)
    core = Core.create(home=home, data_dir=ROOT / "data", clock=clock)
    program = open_program(qtbot, core, told)
    yield program
    program.window.close()
