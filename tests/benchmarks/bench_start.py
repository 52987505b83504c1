"""From process start to the first painted window, beside a bare PySide6 window in the same run.

The budget (DESIGN section 6) is under twice the bare window, and under 1.5 times its memory. It is
not reached yet: about 2.5 times, of which a third is importing emndir's own modules. The window's
finish is a later issue; until then this fails only where it gets worse than `WORST`. Both are
measured as programs of their own; each says when it has painted, and its largest memory so far.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 12
HANGS_AFTER_S = 60.0
BUDGET, MEMORY_BUDGET, WORST = 2.0, 1.5, 3.2
SAY = """
import resource
def largest_memory():
    try:
        with open("/proc/self/status") as file:  # getrusage would count the program that began this
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
def say(word):
    print(word, largest_memory(), flush=True)
"""
BARE = (
    SAY
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.done)
    def done(self):
        say("painted")
        say("answered")
        app.exit()
app = QApplication([])
app.setStyle("Fusion")
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""
)
OURS = (
    SAY
    + """
import sys
from emndir.bootstrap import Core
from emndir.ui.application import Application, make_qt
from PySide6.QtCore import Qt
core = Core.create()
app = make_qt(sys.argv)
program = Application(core)
def painted():
    say("painted")
    program.open_directory()
def answered(*_):
    say("answered")
    app.exit()
program.window.first_painted.connect(painted, Qt.ConnectionType.QueuedConnection)
program.window.search.answered.connect(answered, Qt.ConnectionType.QueuedConnection)
program.window.resize(1280, 800)
program.window.show()
program.window.search_panel.search_box.add_typed("breast le2")
app.exec()
program.window.close()
program.context.close()
"""
)


def started(code: str, home: Path) -> dict[str, tuple[float, int]]:
    """Return milliseconds and kilobytes by word said."""
    environment = os.environ | {"EMNDIR_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    begun = time.perf_counter()
    said = {}
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    ) as program:  # fmt: skip
        assert program.stdout is not None
        stop = threading.Timer(HANGS_AFTER_S, program.kill)
        stop.start()
        for line in program.stdout:
            word, memory = line.split()
            said[word] = ((time.perf_counter() - begun) * 1000, int(memory))
        stop.cancel()
    assert program.returncode == 0
    return said


def test_first_paint_and_memory_beside_a_bare_window(tmp_path, report):
    started(OURS, tmp_path)  # builds the directory, warms the disk
    found: dict[str, list[dict[str, tuple[float, int]]]] = {"bare": [], "ours": []}
    for _ in range(ROUNDS):
        found["bare"].append(started(BARE, tmp_path))
        found["ours"].append(started(OURS, tmp_path))

    def middle(whose: str, word: str, part: int) -> float:
        return statistics.median(said[word][part] for said in found[whose])

    bare, ours = middle("bare", "painted", 0), middle("ours", "painted", 0)
    beside = {"peer": "bare PySide6 window", "is_forgiven": True, "times": ROUNDS}
    report.add("first paint, median", ours, peer_value=bare, most_ratio=BUDGET, **beside)
    report.add("first answer, median", middle("ours", "answered", 0), times=ROUNDS)
    report.add(
        "memory with the directory open",
        middle("ours", "answered", 1) / 1000,
        "MB",
        peer_value=middle("bare", "painted", 1) / 1000,
        most_ratio=MEMORY_BUDGET,
        **beside,
    )
    assert ours < WORST * bare
