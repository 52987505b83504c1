"""Draws the pictures beside it from the program itself, with the real directory.

Run by `make screenshots`. Each picture is the whole window after one question, with a result open.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from emndir.bootstrap import Core  # noqa: E402 - found through the line above
from emndir.ui.offscreen import Scene, draw_window  # noqa: E402

FOLDER = Path(__file__).resolve().parent
DAY = datetime(2026, 11, 22, 10, 0)  # the day of the bundled data, so that ages read the same
SCENES = {
    "main-light": Scene(words="breast", near="LE2"),
    "main-dark": Scene(words="breast", near="LE2", theme="dark"),
    "main-contrast": Scene(words="breast", near="LE2", theme="contrast"),
    "main-large-text": Scene(words="breast", near="LE2", percent=200),
}


def main() -> None:
    """Draw every picture."""
    with tempfile.TemporaryDirectory() as home:
        core = Core.create(home=Path(home), data_dir=ROOT / "data", clock=lambda: DAY)
        for name, scene in SCENES.items():
            draw_window(core, scene, FOLDER / f"{name}.png")
            print(f"docs/screenshots/{name}.png")


if __name__ == "__main__":
    main()
