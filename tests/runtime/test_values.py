"""Values made without the standard library's code writing do what its dataclasses do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from typing import ClassVar

import pytest

from emndir.runtime import values


@values.dataclass(frozen=True, slots=True, order=True)
class Point:
    """Two numbers."""

    kinds: ClassVar[str] = "none"
    x: int
    y: int = 2

    @property
    def sum(self) -> int:
        return self.x + self.y


@values.dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """With a mapping of its own."""

    name: str = values.field(default="n", metadata={"help": "What it is called."})
    found: Mapping[str, int] = values.field(default_factory=dict)


@values.dataclass(slots=True)
class Loose:
    """It can be changed."""

    name: str

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("no name")


@values.dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """It is not to be printed."""

    words: str


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class StandardPoint:
    """The same as `Point`, by the standard library."""

    x: int
    y: int = 2


@pytest.mark.parametrize(
    ("given", "named"),
    [((1, 3), {}), ((1,), {"y": 3}), ((), {"x": 1, "y": 3}), ((1,), {})],
)
def test_values_are_made_as_dataclasses_are(given, named):
    ours, standard = Point(*given, **named), StandardPoint(*given, **named)
    assert (ours.x, ours.y, ours.sum) == (standard.x, standard.y, standard.x + standard.y)
    assert repr(ours) == repr(standard).replace("StandardPoint", "Point")


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), ((1, 2, 3), {}), ((1,), {"x": 1}), ((1,), {"z": 1})]
)
def test_what_no_dataclass_takes_is_refused(given, named):
    for made in (Point, StandardPoint):
        with pytest.raises(TypeError):
            made(*given, **named)


def test_fields_by_name_only_are_not_taken_by_place():
    assert Named(name="a").name == "a"
    with pytest.raises(TypeError):
        Named("a")


def test_they_compare_order_and_hash_by_what_is_in_them():
    assert Point(1) == Point(1, 2) != Point(2)
    assert hash(Point(1)) == hash(Point(1, 2))
    assert sorted([Point(2), Point(1, 3), Point(1)]) == [Point(1), Point(1, 3), Point(2)]
    assert Point(1) != StandardPoint(1)
    assert Loose("a") == Loose("a")
    with pytest.raises(TypeError):
        hash(Loose("a"))
    with pytest.raises(TypeError):
        assert Point(1) < StandardPoint(1)


def test_what_is_frozen_stays_as_it_is():
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x
    assert not hasattr(point, "__dict__")
    loose = Loose("a")
    loose.name = "b"
    assert loose.name == "b"


def test_each_value_gets_its_own_default():
    one, other = Named(), Named()
    assert one.found == {}
    assert one.found is not other.found


def test_a_check_is_called():
    with pytest.raises(ValueError, match="no name"):
        Loose("")


def test_a_secret_is_not_printed():
    assert "lump" not in repr(Secret("lump"))
    with pytest.raises(TypeError) as caught:
        Secret("lump", "more")
    assert "lump" not in str(caught.value)


def test_our_tools_and_the_standard_librarys_read_them():
    named = Named(name="a", found={"b": 1})
    assert values.asdict(named) == dataclasses.asdict(named) == {"name": "a", "found": {"b": 1}}
    assert dataclasses.replace(named, name="c") == values.replace(named, name="c")
    assert values.replace(StandardPoint(1), y=5) == StandardPoint(1, 5)
    assert dataclasses.is_dataclass(Named)
    ours, standard = values.fields(Named), dataclasses.fields(Named)
    assert [one.name for one in ours] == [one.name for one in standard] == ["name", "found"]
    assert ours[0].default == standard[0].default == "n"
    assert ours[0].metadata == standard[0].metadata == {"help": "What it is called."}
    assert [one.name for one in dataclasses.fields(Point)] == ["x", "y"]


@pytest.mark.parametrize("value", [Point(1), Named(found={"a": 1}), Loose("a")])
def test_copies_are_equal(value):
    assert copy.copy(value) == copy.deepcopy(value) == pickle.loads(pickle.dumps(value)) == value


def test_patterns_match_them():
    match Point(1, 7):
        case Point(x, y):
            assert (x, y) == (1, 7)
        case _:
            pytest.fail("no match")


def test_a_class_with_fields_above_it_is_refused():
    with pytest.raises(TypeError, match="has fields"):
        values.dataclass(frozen=True)(type("Inner", (Loose,), {}))
    with pytest.raises(TypeError, match="knows no"):
        values.field(init=False)
