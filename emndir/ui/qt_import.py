"""Imports PySide6 without the parts of it that only programmers need, and without its import hook.

PySide6 brings Python modules as text inside its binary: some write type stubs, some put a signature
into words when a function was called with wrong arguments. They are compiled and run at every start,
which takes 25 ms. Here they are there by name, and run when something in them is asked for.

It also puts a function of its own in the place of `__import__`, so that a module may ask for a
`__feature__`, Qt's names in another spelling; for that it reads the source of every module that is
imported. Nothing here asks for one, so Python's own `__import__` is put back.

Where another PySide6 is made otherwise, what is not found is left as it is.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import cast

_LATE = {
    "shibokensupport.signature": ("errorhandler", "layout", "parser"),
    "shibokensupport.signature.lib": ("enum_sig", "pyi_generator", "tool"),
}
"""What PySide6 imports at its start for later, by the package that it is in. `mapping` is not among them:
its binary looks into that one without asking."""
_KEPT = "__orig_import__"
"""Where PySide6 keeps the function that it replaced, beside `__import__`."""


class _LateModule(ModuleType):
    """A module that is run when something in it is first asked for."""

    def __getattr__(self, name: str) -> object:
        spec = self.__spec__
        if name.startswith("__") or spec is None or spec.loader is None:
            raise AttributeError(name)  # who only looks at all modules runs none
        self.__class__ = ModuleType  # type: ignore[assignment]
        moved, spec.name = spec.name, self.__name__  # PySide6 gives it a second name
        try:
            spec.loader.exec_module(self)
        finally:
            spec.name = moved
        return getattr(self, name)


def import_qt() -> None:
    """Import PySide6.QtCore, and leave `__import__` as Python has it."""
    plain: Callable[..., ModuleType] = getattr(builtins, _KEPT, builtins.__import__)

    def leaving_out(name: str, *given: object, **named: object) -> ModuleType:
        wanted = named.get("fromlist", given[2] if len(given) > 2 else ())
        for part in cast(Sequence[str], wanted or ()):
            if part in _LATE.get(name, ()):
                _put_late(plain(name, fromlist=("__name__",)), part)
        return plain(name, *given, **named)

    builtins.__import__ = leaving_out
    try:
        import PySide6  # its hook is there from here on

        builtins.__import__ = plain
        import PySide6.QtCore  # noqa: F401 - for what it does to Python
    finally:
        builtins.__import__ = plain
        if hasattr(builtins, _KEPT):
            setattr(builtins, _KEPT, plain)


def _put_late(package: ModuleType, part: str) -> None:
    """Put a module into its package without running it, unless it is there."""
    name = f"{package.__name__}.{part}"
    spec = None if name in sys.modules else find_spec(name)
    if spec is not None:
        module = module_from_spec(spec)
        module.__class__ = _LateModule
        sys.modules[name] = module
        setattr(package, part, module)
