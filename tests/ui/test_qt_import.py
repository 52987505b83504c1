"""PySide6 comes without its parts for programmers and its import hook: a sixth of the start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS, BARE = "import emndir.ui", "import PySide6.QtCore"
STATE = """
import builtins, linecache, sys
hook = builtins.__import__
import emndir.ui.main_window
names = [name for name, module in sys.modules.items() if name.startswith("emndir.ui.widgets.")]
read = [name for name in names if sys.modules[name].__file__ in linecache.cache]
features = [name for name in names if sys.modules["shibokensupport.feature"].pyside_feature_dict.get(name)]
late = [name for name, module in sys.modules.items() if type(module).__name__ == "_LateModule"]
run = [name for name in late if "__doc__" in vars(sys.modules[name]) and len(vars(sys.modules[name])) > 20]
print(builtins.__import__ is hook, len(names) > 10, len(late), read, features, run, "argparse" in sys.modules)
"""
WRONG = """
from PySide6.QtCore import QAbstractItemModel, QPoint, QTimer
from PySide6.support.signature import layout
from PySide6.support.signature.lib import enum_sig, pyi_generator
for wrong in (
    lambda: QPoint("a", "b", "c"), lambda: QPoint("a", "b"), lambda: QTimer().start("a"),
    lambda: QTimer(interval="a"), lambda: QTimer(nothing=1), lambda: QTimer().timeout.connect(5),
    lambda: QPoint().nothing, lambda: QAbstractItemModel(), lambda: QPoint(1, 2) + "a",
):
    try:
        wrong()
    except Exception as error:
        print(type(error), error)
print(QTimer.start.__doc__, layout.create_signature.__name__)
print(pyi_generator.generate_pyi.__name__, enum_sig.ExactEnumerator.__name__, layout.__name__)
"""


def test_no_hook_stays_and_what_programmers_need_is_not_run():
    said = run(STATE).split()
    assert said == ["True", "True", "12", "[]", "[]", "[]", "False"]


def test_a_wrong_call_is_told_as_pyside_tells_it():
    told = run(f"{OURS}\n{WRONG}")
    assert "Supported signatures" in told
    assert "generate_pyi" in told
    assert told == run(f"{BARE}\n{WRONG}")


def test_a_hook_that_was_there_before_is_taken_back_too():
    said = run(f"{BARE}\nimport builtins\nwas = builtins.__import__\n{OURS}\n"
               "print(was is builtins.__import__, builtins.__import__ is builtins.__orig_import__)")  # fmt: skip
    assert said.split() == ["False", "True"]


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout
