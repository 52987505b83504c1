"""The window is painted before anything heavy is imported, and the directory opens after it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from emndir.bootstrap import Core

ROOT = Path(__file__).parents[2]
FOR_ONE_FUNCTION = (
    "_hashlib",
    "hmac",
    "html.entities",
    "numpy.ma",
    "numpy.random",
    "statistics",
    "encodings.idna",
)
"""Each is half a megabyte to four that stay in memory to the end, for a function that is easily had without."""
HEAVY = (
    "sqlalchemy",
    "geographiclib",
    "asyncio",
    "ssl",
    "typst",
    "pypdfium2",
    "numpy",
    "rapidfuzz",
    "segno",
    "holidays",
    "snowballstemmer",
    "phonenumbers",
    "qtawesome",
    "platformdirs",
    "PySide6.QtPrintSupport",
    "emndir.storage.database",
    "emndir.storage.opening",
    "emndir.storage.queries",
    "emndir.search.results",
    "emndir.search.words",
    "emndir.domain.service",
    "emndir.domain.freshness",
    "emndir.ui.detail",
    "emndir.ui.card_words",
    "emndir.ui.widgets.suggestion_list",
    "click",
    "emndir.search.finder",
    "emndir.handouts.document",
    *FOR_ONE_FUNCTION,
    "emndir.choice.comparison",
    "emndir.ui.pages.compare_page",
)
PROGRAM = """
import enum, json, sys
from pathlib import Path
from emndir.bootstrap import Core
from emndir.search.criteria import Criteria
from emndir.ui.application import Application, make_qt

core = Core.create(home=Path(sys.argv[1]), data_dir=Path(sys.argv[2]))
app = make_qt(["emndir"])
program = Application(core)
seen = {}

def every(kind):
    return [kind.__name__] + [name for one in kind.__subclasses__() for name in every(one)]

def painted():
    seen["enumerations"] = every(enum.Enum)
    seen["columns"] = 3 if program.window.filter_panel.isVisible() else 1
    seen["at paint"] = [name for name in sys.argv[3].split() if name in sys.modules]
    seen["is open"] = program.context.directory is not None
    seen["lists"] = [way.text for way in program.window.results_panel.empty.words.ways]
    program.open_directory()

def answered(answer):
    seen["total"] = answer.results.total
    seen["in the end"] = [name for name in sys.argv[3].split() if name in sys.modules]
    panel = program.window.service_panel.view_model
    panel.shown.connect(shown)
    found = program.context.directory.find(Criteria(words="support"))
    program.window.service_panel.show_hit(found.hits[0], found.origin)

def shown(*_what):
    seen["with details"] = [name for name in sys.argv[3].split() if name in sys.modules]
    program.window.close()

program.window.first_painted.connect(painted)
program.window.search.answered.connect(answered)
program.window.show()
app.exec()
print(json.dumps(seen))
"""


@pytest.fixture(scope="module", params=[800, 1440])
def seen(request, tmp_path_factory):
    """What a start saw, on a screen that is so wide: with the results alone, and in three columns."""
    home = tmp_path_factory.mktemp("home")
    screen = {"name": "one", "x": 0, "y": 0, "width": request.param, "height": 900, "dpr": 1}
    screens = tmp_path_factory.mktemp("screens") / "screens.json"
    screens.write_text(
        json.dumps({"screens": [{**screen, "logicalDpi": 96, "logicalBaseDpi": 96}]})
    )
    platform = f"offscreen:configfile={screens}"
    environment = {**os.environ, "QT_QPA_PLATFORM": platform, "PYTHONPATH": str(ROOT)}
    data = ROOT / "tests" / "files" / "data"
    Core.create(
        home=home, data_dir=data
    ).open().close()  # built before, as at any start but the first
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(home), str(data), " ".join(HEAVY)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)


def test_nothing_heavy_is_imported_before_the_first_paint(seen):
    assert seen["at paint"] == []


def test_the_screen_is_as_wide_as_it_was_meant_to_be(seen, request):
    wide = request.node.callspec.params["seen"]
    assert seen["columns"] == (3 if wide > 1200 else 1)


def test_the_style_is_not_asked_for_before_the_first_paint(seen):
    """Qt's enumerations of it are made in one piece, 5 to 10 ms: by `setStyle`, `style()`, a window's `layout()`."""
    assert "AlignmentFlag" in seen["enumerations"]
    assert not {"StandardPixmap", "PixelMetric"} & set(seen["enumerations"])


def test_what_is_often_needed_is_painted_with_the_window(seen):
    assert "24-hour treatment lines" in seen["lists"]


def test_the_directory_opens_after_the_paint_and_answers(seen):
    assert seen["is open"] is False
    assert seen["total"] > 0
    assert {"numpy", "emndir.storage.opening"} <= set(seen["in the end"])


def test_only_compiling_needs_sqlalchemy(seen):
    assert "sqlalchemy" not in seen["in the end"]


def test_asking_needs_no_library_of_holidays_and_no_other_language(seen):
    assert not {"holidays", "snowballstemmer"} & set(seen["in the end"])


def test_opening_and_asking_need_no_paper_and_no_geodesics(seen):
    assert not {"typst", "pypdfium2", "segno", "PySide6.QtPrintSupport", "asyncio", "ssl"} & set(
        seen["in the end"]
    )


def test_nothing_is_loaded_for_one_function_with_the_details_of_a_service(seen):
    assert "emndir.ui.detail" in seen["with details"]
    assert not set(FOR_ONE_FUNCTION) & set(seen["with details"])
