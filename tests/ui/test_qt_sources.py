"""Qt's import hook reads no source of ours: it takes a tenth of the start, and memory to the end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import linecache, sys
import emndir.ui.main_window
names = [name for name, module in sys.modules.items() if name.startswith("emndir.ui.widgets.")]
read = [name for name in names if sys.modules[name].__file__ in linecache.cache]
hook = sys.modules["shibokensupport.feature"]
features = [name for name in names if hook.pyside_feature_dict[name] != 0]
print(len(names) > 10, read, features)
"""


def test_no_source_is_read_and_no_feature_is_on():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["True", "[]", "[]"]
