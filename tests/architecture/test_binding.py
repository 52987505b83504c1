"""PySide6 6.12.0 kills Python 3.11: docs/decisions/0003."""

import sys

from PySide6.QtCore import QObject, Signal


class Bell(QObject):
    rung = Signal(bool)


def test_binding_keeps_None_alive(qapp):  # noqa: N802  None is its name
    before = sys.getrefcount(None)
    for _ in range(1000):
        qapp.processEvents()
    assert abs(sys.getrefcount(None) - before) < 100


def test_binding_keeps_True_alive(qapp):  # noqa: N802
    bell = Bell()
    bell.rung.connect(lambda _: None)
    before = sys.getrefcount(True)
    for _ in range(1000):
        bell.rung.emit(True)
    assert abs(sys.getrefcount(True) - before) < 100
