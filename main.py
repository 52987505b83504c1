"""Starts emndir from a checkout: `python main.py` opens the window, and takes every command too."""

import importlib.util
import sys

PARTS = ("click", "platformdirs", "sqlalchemy", "PySide6", "typst")


def start() -> int:
    """Run emndir here, or by the Python in .venv where this one lacks the parts."""
    if not all(importlib.util.find_spec(part) for part in PARTS):
        return start_in_venv()
    from emndir.cli.entry import main

    main()
    return 0


def start_in_venv() -> int:
    """Hand over to the Python that `dev.py` has set up; say so if it has not."""
    import subprocess
    from pathlib import Path

    import dev

    there = dev.venv_python()
    if not there.exists() or Path(sys.prefix) == dev.VENV:
        sys.stderr.write("emndir: its parts are not installed here. Say: python3 dev.py run\n")
        return 1
    command = [str(there), __file__, *sys.argv[1:]]
    return dev.exit_code(subprocess.run(command, check=False).returncode)  # noqa: S603


if __name__ == "__main__":
    sys.exit(start())
