"""The way to compared places in words: a line a place, water told, and nothing on the map that nobody goes to."""

from __future__ import annotations

from dataclasses import replace

from emndir.domain.location import Coordinates, Position
from emndir.domain.vocabulary import Precision
from emndir.search.results import Origin
from emndir.ui.detail import Line, Look
from emndir.ui.way_parts import WayOf
from emndir.ui.wording.way import ends_of, marks_spec, start_end

HERE = Coordinates(52.912, -0.640)
NG31 = Origin(label="NG31", position=Position(HERE, Precision.DISTRICT))
LINCOLN = WayOf(
    uid="lincoln",
    name="Radiotherapy, Lincoln",
    twin="Lincoln County Hospital: About 23 miles north of NG31, in a straight line.",
    point=Coordinates(53.233, -0.519),
    near="LN2 5QY",
)
WARD = replace(LINCOLN, uid="ward", name="Ward, Lincoln")
CITY = replace(
    LINCOLN, uid="city", name="City Hospital", point=Coordinates(52.99, -1.16), near="NG5 1PB"
)
LINE = WayOf(uid="line", name="Helpline", twin="", is_remote=True)
LOST = WayOf(uid="lost", name="Clinic without an address", twin="")
WAYS = {way.uid: way for way in (LINCOLN, WARD, CITY, LINE, LOST)}


def test_numbers_are_those_of_the_columns_and_one_place_has_one_mark():
    spec = marks_spec(WAYS, ["city", "line", "lincoln", "ward"], NG31)
    assert [(mark.number, mark.point) for mark in spec.marks] == [
        ("1", CITY.point),
        ("3, 4", LINCOLN.point),
    ]
    assert (spec.origin_name, spec.origin) == ("NG31", HERE)


def test_every_place_has_its_line_and_what_has_no_mark_is_named_with_the_reason():
    spec = marks_spec(WAYS, ["lincoln", "line", "lost"], NG31)
    assert spec.lines == (
        f"1: {LINCOLN.twin}",
        "Not on the map, since nobody has to go there: Helpline.",
        "Not on the map, since the place is not known: Clinic without an address.",
    )
    assert spec.twin == " ".join(spec.lines)
    assert "not for finding the way" in spec.note


def test_without_any_place_there_is_no_map():
    assert marks_spec(WAYS, ["line", "lost"], NG31) is None


def test_both_ends_are_asked_each_place_once_and_costs_at_the_start_alone():
    ends = ends_of(WAYS, ["lincoln", "ward", "line", "city"], NG31)
    assert [(end.heading, end.near) for end in ends] == [
        ("From NG31", "NG31"),
        ("Near 1: Radiotherapy, Lincoln", "LN2 5QY"),
        ("Near 4: City Hospital", "NG5 1PB"),
    ]
    assert [end.with_costs for end in ends] == [True, False, False]


def test_buses_of_a_place_stand_at_its_own_end():
    bus = (Line("Free bus."), Line("Not checked yet.", Look.DOUBTFUL))
    ways = {**WAYS, "city": replace(CITY, facts=bus)}
    ends = ends_of(ways, ["lincoln", "city"], NG31)
    assert [end.facts for end in ends] == [(), (), bus]


def test_nobody_starts_in_the_middle_of_a_county():
    assert start_end(replace(NG31, label="Lincolnshire", is_area=True)) == ()
    assert start_end(None) == ()
