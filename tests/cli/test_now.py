"""`emndir now`: the treatment line first, then what is open, then what does not say."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime

import pytest

from emndir.bootstrap import Core
from emndir.cli.now import answer_lines, line_doubt
from emndir.domain.opening import is_open_at
from emndir.domain.provenance import PartialDate
from emndir.domain.service import ServiceSummary
from emndir.search.criteria import Criteria
from emndir.search.results import Group
from tests.search.conftest import ROOT

MONDAY = datetime(2026, 11, 23, 10)
CHRISTMAS = datetime(2026, 12, 25, 10)


class Clock:
    now = MONDAY

    def __call__(self):
        return self.now


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """Asks the real directory who answers at a moment."""
    clock = Clock()
    core = Core.create(home=tmp_path_factory.mktemp("now"), data_dir=ROOT / "data", clock=clock)
    with closing(core.open()) as directory:

        def ask(now, **question):
            clock.now = now
            results = directory.find(Criteria(limit=1000, **question).who_answers())
            return results, list(answer_lines(directory, results, now)), directory

        yield ask


def test_the_treatment_line_is_first_and_never_a_bare_number(asked):
    results, lines, _directory = asked(MONDAY, near="LE2")
    assert lines[0] == "Monday 23 November 2026, 10:00, by the hours that are listed"
    assert lines[1] == "On cancer treatment and unwell: 24-hour lines for LE2"
    first = results.treatment_lines[0].summary
    assert lines[2].startswith(f"  {first.display_name}, {first.phone}")
    assert lines[3] == f"    {line_doubt(first, MONDAY)}"
    without = asked(MONDAY)[1]
    assert without[1] == "24-hour lines for people on cancer treatment: say where with --near."


@pytest.mark.parametrize("now", [MONDAY, MONDAY.replace(hour=3), CHRISTMAS])
def test_the_open_stand_before_what_does_not_say_and_nothing_closed_is_there(asked, now):
    results, lines, directory = asked(now, near="LE2")
    groups = [hit.group is Group.HOURS_UNKNOWN for hit in results.hits]
    assert groups == sorted(groups)
    assert any(groups)
    assert False in groups
    for hit in results.hits:
        says = is_open_at(directory.service(hit.summary.uid).schedules, now)
        assert says is (None if hit.group is Group.HOURS_UNKNOWN else True), hit.summary.uid
    unknown = results.group_totals[Group.HOURS_UNKNOWN]
    assert f"Open now ({results.total - unknown})" in lines
    assert f"Their hours do not say if they are open now ({unknown})" in lines


def test_hours_are_said_with_their_age(asked):
    _results, lines, _directory = asked(MONDAY, words="leukaemia care helpline")
    end = next(at for at, line in enumerate(lines) if "[leukaemia-care-helpline]" in line)
    said = " ".join(line.strip() for line in lines[end - 4 : end])
    assert "Open now, until 5pm, if its hours still hold" in said
    assert "Check before you rely on it." in said


@pytest.mark.parametrize(
    ("newest", "words"),
    [
        (None, "Not dated: alert card first."),
        (PartialDate(2024, 7), "Source July 2024: alert card first."),
        (PartialDate.of(date(2026, 11, 1)), "Source 1 November 2026."),
    ],
)
def test_a_line_that_is_not_fresh_says_the_alert_card_first(newest, words):
    line = ServiceSummary(uid="x", name="x", display_name="x", newest_source=newest)
    assert line_doubt(line, MONDAY).replace("\N{NO-BREAK SPACE}", " ") == words


def test_the_command(emndir):
    ended = emndir("now", "--near", "LE2", "--limit", "3")
    assert ended.code == 0
    assert "24-hour lines for LE2" in ended.out
    assert "by the hours that are listed" in ended.out.splitlines()[0]
