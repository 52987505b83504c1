"""Every stage on the screen: the same answer as the guide on paper and the table of gaps."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from emndir.bootstrap import Core
from emndir.choice.guide_kinds import Need, guide_kinds
from emndir.domain.errors import HandoutError, UnknownPlaceError
from emndir.domain.vocabulary import Stage
from emndir.gaps import gap_rows
from emndir.guiding import choose_services, guide_uids, make_guide
from emndir.handouts.plain_text import sheet_text
from emndir.staging import every_stage
from tests.handouts.conftest import NB

DATA = Path(__file__).parents[1] / "data"
NOW = datetime(2026, 11, 22, 10, 0)
TODAY = NOW.date()
ASKED = [
    ("breast", "LE2"),
    ("colorectal", "Skegness"),
    ("lung", "SK17"),
    ("leukaemia", "PE9"),
    ("melanoma", "NG31"),
    ("childhood", "Derby"),
    ("vulval-vaginal", "Glossop"),
]
COMPLETE = [("breast", "LE2"), ("childhood", "Derby")]
"""Where the list has all that a person would expect."""
DISTRICTS = [("breast", "Boston"), ("prostate", "East Lindsey"), ("ovarian", "High Peak")]


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    home = tmp_path_factory.mktemp("staging")
    opened = Core.create(home=home, data_dir=DATA, clock=lambda: NOW).open()
    yield opened
    opened.close()


def shown(directory, site, near):
    return every_stage(directory, site, near, today=TODAY)


def kinds_of(found):
    return [one for stage in found.stages for one in stage.kinds]


def words(text):
    return " ".join(text.replace(NB, " ").split())


@pytest.mark.parametrize(("site", "near"), ASKED)
def test_screen_and_paper_name_the_same_services_at_the_same_miles(directory, site, near):
    found = shown(directory, site, near)
    on_paper = set(guide_uids(directory, site, near, today=TODAY))
    line = {found.line.uid} if found.line is not None else set()
    assert set(found.uids) | line == on_paper
    miles = {
        one.uid: one.miles
        for part in choose_services(directory, site, near, today=TODAY)
        for one in part.services
    }
    for kind in kinds_of(found):
        for one in kind.services:
            assert one.service.uid in miles
            if one.miles is not None:
                assert one.miles == miles[one.service.uid]
    text = words(sheet_text(make_guide(directory, site, near, today=TODAY)))
    for one in found.offered():
        assert words(one.service.title) in text


@pytest.mark.parametrize(("site", "near"), ASKED)
def test_screen_and_paper_call_the_same_help_missing(directory, site, near):
    on_paper = [
        (gap.kind.code, [one.uid for one in gap.nearest], [one.uid for one in gap.by_phone])
        for part in choose_services(directory, site, near, today=TODAY)
        for gap in part.gaps
    ]
    on_screen = [
        (
            one.kind.code,
            [each.service.uid for each in one.lack.nearest],
            [each.service.uid for each in one.lack.by_phone],
        )
        for one in kinds_of(shown(directory, site, near))
        if one.lack is not None
    ]
    assert sorted(on_screen) == sorted(on_paper)
    assert bool(on_paper) is ((site, near) not in COMPLETE)


@pytest.mark.parametrize(("site", "district"), DISTRICTS)
def test_screen_and_table_of_gaps_say_the_same(directory, site, district):
    rows = list(gap_rows(directory, today=TODAY, sites=[site], districts=[district]))
    assert rows
    found = shown(directory, site, rows[0].measured_from)
    on_screen = [one.lack for one in kinds_of(found) if one.lack is not None]
    assert len(on_screen) == len(rows)
    assert {
        (tuple(one.service.uid for one in lack.nearest), lack.gap.within, lack.gap.asks)
        for lack in on_screen
    } == {(tuple(one.uid for one in row.nearest), row.within_miles, row.asks) for row in rows}


@pytest.mark.parametrize(("site", "near"), ASKED)
def test_no_stage_and_no_kind_of_help_is_left_out(directory, site, near):
    found = shown(directory, site, near)
    assert [one.stage for one in found.stages] == [*Stage, None]
    looked_for = sorted(kind.code for kind in guide_kinds() if kind.is_for(site))
    assert sorted(one.kind.code for one in kinds_of(found)) == looked_for
    for one in kinds_of(found):
        assert bool(one.services) is not one.is_missing, one.kind.code
        is_gap = one.is_missing and one.kind.is_expected(site)
        assert (one.lack is not None) is is_gap, one.kind.code


def test_a_need_narrows_and_no_stage_goes(directory):
    found = shown(directory, "breast", "Skegness")
    assert found.needed(()) == found.stages
    for need in Need:
        narrowed = found.needed([need])
        assert [one.stage for one in narrowed] == [*Stage, None]
        left = [one for stage in narrowed for one in stage.kinds]
        assert left
        assert left == [one for one in kinds_of(found) if need in one.kind.needs]
    both = found.needed([Need.MONEY, Need.TRAVEL])
    assert [one.kind.code for stage in both for one in stage.kinds] == ["money", "travel"]


def test_water_between_is_told(directory):
    waters = {one.water for one in shown(directory, "lung", "Skegness").offered()}
    assert "the Trent" in waters
    assert {one.water for one in shown(directory, "breast", "LE2").offered()} == {""}


def test_the_line_is_the_one_of_the_paper(directory):
    line = shown(directory, "breast", "LE2").line
    assert line is not None
    assert line.uid == guide_uids(directory, "breast", "LE2", today=TODAY)[-1]


@pytest.mark.parametrize(
    ("site", "near", "error"),
    [
        ("all", "LE2", HandoutError),
        ("love", "LE2", HandoutError),
        ("breast", "Lincolnshire", HandoutError),
        ("breast", "Nowhere at all", UnknownPlaceError),
    ],
)
def test_what_has_no_guide_is_refused_in_the_same_words(directory, site, near, error):
    with pytest.raises(error) as screen:
        shown(directory, site, near)
    with pytest.raises(error) as paper:
        make_guide(directory, site, near, today=TODAY)
    assert str(screen.value) == str(paper.value)
