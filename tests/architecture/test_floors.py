"""Imports go down only, Qt lives on one floor, SQL on two."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "emndir"
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))

QT = {"PySide6", "qtpy", "qtawesome"}
DATABASE = {"sqlalchemy", "sqlite3"}
MAY_SAY_SQL = {"storage", "search"}
STARTS_THREADS = {Path("ui/tasks.py"), Path("search/aside.py")}
"""docs/decisions/0014."""
THREADS = {"Thread", "Timer", "ThreadPoolExecutor", "ProcessPoolExecutor", "Process", "Pool"} | {
    "QThread",
    "QThreadPool",
    "QtConcurrent",
    "start_new_thread",
    "to_thread",
}
SQL_STARTS = (
    "SELECT ",
    "INSERT INTO ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "CREATE VIRTUAL ",
    "PRAGMA ",
)


def python(*arguments):
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_nothing_imports_upwards():
    told = python("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")
    assert told.returncode == 0, told.stdout


def test_every_floor_that_is_built_is_guarded():
    """Brackets mean "not built yet"; a floor with modules is named in the contracts on Qt."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = " ".join(contracts["contracts"][0]["layers"])
    guarded = {name for each in contracts["contracts"] for name in each.get("source_modules", [])}
    built = {path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    built |= {path.stem for path in PACKAGE.glob("[a-z]*.py")}
    assert {floor for floor in built if f"({floor})" in layers} == set(), "take the brackets off"
    assert {f"emndir.{floor}" for floor in built - {"ui"}} <= guarded


def test_the_command_line_does_not_wake_qt():
    told = python(
        "-c",
        "import sys, emndir.cli.main; "
        "print([name for name in ('PySide6', 'qtpy', 'qtawesome') if name in sys.modules])",
    )
    assert told.stdout.strip() == "[]", told.stdout + told.stderr


def imported(tree):
    """Yield the top-level package of every import, however deep it hides."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def says_sql(tree):
    """Yield each line that asks a database: `select(...)`, `text(...)`, a string of SQL."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in {"select", "text"}:
                yield f"line {node.lineno}: {node.func.id}("
        elif isinstance(node, ast.Constant) and str(node.value).lstrip().startswith(SQL_STARTS):
            yield f"line {node.lineno}: {str(node.value).strip()[:40]}"


def named(tree):
    """Yield every name that is used or imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.ImportFrom):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_module_keeps_to_its_floor(module):
    floor = module.parts[0]
    tree = ast.parse((PACKAGE / module).read_text("utf-8"))
    packages = set(imported(tree))
    if floor != "ui":
        assert not packages & QT
    if floor not in MAY_SAY_SQL:
        assert not packages & DATABASE
        assert not list(says_sql(tree))


def test_two_modules_start_threads_and_no_other():
    starting = {
        module
        for module in MODULES
        if not THREADS.isdisjoint(named(ast.parse((PACKAGE / module).read_text("utf-8"))))
    }
    assert starting == STARTS_THREADS


def test_the_sql_guard_sees_what_it_should():
    source = 'q = select(Row)\nr = text("x")\ns = """\n  SELECT 1"""\nt = widget.text()\n'
    assert [line.partition(":")[0] for line in says_sql(ast.parse(source))] == [
        "line 1",
        "line 2",
        "line 3",
    ]
