# ruff: noqa: ANN001, ANN003, ANN201 - what type checkers do not see
"""`dataclass` and its like for what is imported before the window is painted.

A dataclass of the standard library writes the source of its methods and compiles it: half a
millisecond a class, 20 of the 270 that a start took. The classes made here have the same methods as
closures, and are made in a tenth of that; to make one value takes 3 microseconds instead of 1. What
reads dataclasses (`fields`, `asdict`, `replace`) reads these too. For type checkers they are the
standard library's own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter, eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import asdict, dataclass, field, fields, replace
else:

    def dataclass(*, frozen=False, slots=False, kw_only=False, order=False, repr=True):  # noqa: A002
        """Return what makes a class of values, as `dataclasses.dataclass` does."""
        kind = {"is_kw_only": kw_only, "is_ordered": order, "has_repr": repr}
        return partial(_made, is_frozen=frozen, has_slots=slots, **kind)

    def field(**told):
        """Return a field with a `default` or a `default_factory`, and `metadata`."""
        return _Field(**told)

    def fields(value):
        """Return the fields of a class or a value, in order: `name`, `default`, `metadata`."""
        return getattr(value, _FIELDS)

    def asdict(value):
        """Return what is in a value by the names of its fields; what lies deeper stays as it is."""
        return {one.name: getattr(value, one.name) for one in fields(value)}

    def replace(value, /, **changes):
        """Return a value with other values in some of its fields."""
        if hasattr(value, _FIELDS):
            return type(value)(**asdict(value) | changes)
        from dataclasses import replace as replaced

        return replaced(value, **changes)


__all__ = ["asdict", "dataclass", "field", "fields", "replace"]
_FIELDS = "__value_fields__"
_CHECK = "__post_init__"
_MISSING = object()


class _Field:
    """A field as it is declared."""

    __slots__ = ("default", "default_factory", "metadata", "name")

    def __init__(self, **told: Any) -> None:  # noqa: ANN401 - as `dataclasses.field`
        self.name = ""
        self.default = told.pop("default", _MISSING)
        self.default_factory = told.pop("default_factory", _MISSING)
        self.metadata = told.pop("metadata", {})
        if told:
            raise TypeError(f"a field of a value knows no {', '.join(told)}")

    @property
    def told(self) -> dict[str, Any]:
        """Return what the standard library's `field` has to be told to make the same."""
        said = {name: getattr(self, name) for name in ("default", "default_factory", "metadata")}
        return {name: value for name, value in said.items() if value is not _MISSING}


def _made(
    cls: type,
    *,
    is_frozen: bool,
    has_slots: bool,
    is_kw_only: bool,
    is_ordered: bool,
    has_repr: bool,
) -> type:
    """Return the class with the methods of a dataclass.

    Raises:
        TypeError: where a class above it has fields already.
    """
    if hasattr(cls, _FIELDS):
        raise TypeError(f"{cls.__name__}: a class above it has fields")
    inside: dict[str, Any] = dict(cls.__dict__)
    known = tuple(_declared(inside))
    names = tuple(one.name for one in known)
    inside |= {
        _FIELDS: known,
        "__dataclass_fields__": _StandardFields(known, inside, is_kw_only=is_kw_only),
        "__match_args__": () if is_kw_only else names,
        "__reduce__": _reduce,
        "__init__": _filler(known, is_kw_only=is_kw_only, is_checked=hasattr(cls, _CHECK)),
    }
    if has_repr:
        inside.setdefault("__repr__", _repr)
    inside |= _compared(names, is_ordered=is_ordered, is_frozen=is_frozen)
    if is_frozen:
        inside |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
    for one in known:
        inside.pop(one.name, None)
        if not has_slots and one.default is not _MISSING:
            inside[one.name] = one.default
    if has_slots:
        inside["__slots__"] = names
    for name in ("__dict__", "__weakref__"):
        inside.pop(name, None)
    return type(cls)(cls.__name__, cls.__bases__, inside)


def _declared(inside: dict[str, Any]) -> list[_Field]:
    found: list[_Field] = []
    for name, kind in inside.get("__annotations__", {}).items():
        if str(kind).startswith("ClassVar"):
            continue
        value = inside.get(name, _MISSING)
        one = value if isinstance(value, _Field) else _Field(default=value)
        one.name = name
        found.append(one)
    return found


def _filler(
    known: tuple[_Field, ...], *, is_kw_only: bool, is_checked: bool
) -> Callable[..., None]:
    """Return the method that fills a new value."""
    names = tuple(one.name for one in known)
    by_place = () if is_kw_only else names
    defaults = {one.name: one.default for one in known if one.default is not _MISSING}
    makers = {one.name: one.default_factory for one in known if one.default_factory is not _MISSING}
    wanted = frozenset(names)
    store = object.__setattr__

    def __init__(self: Any, *given: object, **named: object) -> None:  # noqa: ANN401, N807
        values = defaults | dict(zip(by_place, given, strict=False)) | named
        for name, make in makers.items():
            if name not in values:
                values[name] = make()
        is_twice = bool(given) and not named.keys().isdisjoint(by_place[: len(given)])
        if values.keys() != wanted or len(given) > len(by_place) or is_twice:
            raise TypeError(f"{type(self).__name__} has the fields {', '.join(names)}")
        for name in names:
            store(self, name, values[name])
        if is_checked:
            self.__post_init__()

    return __init__


def _compared(names: tuple[str, ...], *, is_ordered: bool, is_frozen: bool) -> dict[str, Any]:
    """Return what compares two values of one class, and the hash of one that stays as it is."""
    read = attrgetter(*names)
    get = read if len(names) > 1 else lambda value: (read(value),)

    def compares(how: Callable[[Any, Any], bool]) -> Callable[[object, object], Any]:
        def compare(self: object, other: object) -> Any:  # noqa: ANN401 - or NotImplemented
            return (
                how(get(self), get(other)) if other.__class__ is self.__class__ else NotImplemented
            )

        return compare

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(get(self))

    ways = (lt, le, gt, ge) if is_ordered else ()
    found: dict[str, Any] = {f"__{how.__name__}__": compares(how) for how in (eq, *ways)}
    return found | {"__hash__": __hash__ if is_frozen else None}


def _repr(self: object) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in getattr(self, _FIELDS))
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _reduce(self: object) -> tuple[Any, ...]:
    """Say how a copy is made: what is frozen cannot be filled afterwards."""
    return _again, (
        type(self),
        {one.name: getattr(self, one.name) for one in getattr(self, _FIELDS)},
    )


def _again(cls: type, values: dict[str, object]) -> object:
    return cls(**values)


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


class _StandardFields:
    """The fields as the standard library describes them, made when something of it asks."""

    def __init__(
        self, known: tuple[_Field, ...], inside: dict[str, Any], *, is_kw_only: bool
    ) -> None:
        kinds = inside.get("__annotations__", {})
        self._known, self._kinds = known, {one.name: kinds[one.name] for one in known}
        self._is_kw_only = is_kw_only
        self._made: dict[str, Any] | None = None

    def __get__(self, _value: object, _owner: type) -> dict[str, Any]:
        if self._made is None:
            import dataclasses

            told = {one.name: dataclasses.field(**one.told) for one in self._known}
            twin = type("Twin", (), {"__annotations__": self._kinds, **told})
            make = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=self._is_kw_only)
            made: dict[str, Any] = {one.name: one for one in dataclasses.fields(make(twin))}
            self._made = made
        return self._made
