"""Evening, weekend, day and night, open now: stated hours rank, explain and never hide."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from emndir.bootstrap import Core
from emndir.domain.opening import is_open_at
from emndir.domain.schedule import DAYS, MIDNIGHT_END, PublicHolidays, Schedule
from emndir.search.criteria import Criteria, Facet, When
from emndir.search.results import Group, ReadAs
from tests.builders import DAY_AND_NIGHT
from tests.search.conftest import ROOT, at, hospital, service

MONDAY = datetime(2026, 11, 23, 10)
CHRISTMAS = datetime(2026, 12, 25, 10)
WEEKDAYS = DAYS[:5]


def hours(byday, opens, closes=None, **more):
    return Schedule(byday=tuple(byday), opens_at=opens, closes_at=closes, **more)


OFFICE = hours(WEEKDAYS, time(9), time(17))
LATE = hours(["TU"], time(17, 30), time(20))


def group(uid, *schedules, **changes):
    """A support group, equal to all others but for its hours."""
    return service(uid, f"{uid} support group", schedules=schedules, **changes)


@pytest.fixture
def ask(small, our_synonyms):
    """Makes a directory, and a function that asks it at a moment."""

    def make(*services):
        finder = small(*services, synonyms=our_synonyms).finder

        def find(words, now=MONDAY, **asked):
            return finder.find(Criteria(words=words, **asked), now.date(), now)

        return find

    return make


def uids(results):
    return [hit.summary.uid for hit in results.hits]


def why(results):
    return {hit.summary.uid: hit.why for hit in results.hits}


# --- open now --------------------------------------------------------------------------------


def test_open_now_puts_the_open_first_and_keeps_the_closed_and_the_unknown(ask):
    find = ask(
        group("alder", hours(WEEKDAYS, time(13), time(17))),
        group("birch"),
        group("cedar", OFFICE),
        group("dogwood", hours(["3MO"], time(9), time(17))),
        group("elder", hours_note="Ring for times."),
    )
    found = find("support group open now")
    assert uids(found) == ["cedar", "birch", "elder", "alder", "dogwood"]
    assert found.total == 5
    reasons = why(found)
    assert "open now" in reasons["cedar"]
    assert "closed now" in reasons["alder"]
    assert "hours not listed" in reasons["birch"]
    assert "closed now" in reasons["dogwood"]
    assert "its hours do not say if it is open now" in reasons["elder"]


def test_open_now_means_this_minute(ask):
    find = ask(group("alder"), group("birch", OFFICE))
    last = MONDAY.replace(hour=16, minute=59, second=59)
    assert uids(find("support group open now", last)) == ["birch", "alder"]
    assert uids(find("support group open now", last.replace(hour=17))) == ["alder", "birch"]


def test_taking_the_chip_off_gives_the_plain_order(ask):
    find = ask(group("alder"), group("birch", OFFICE), group("cedar"))
    typed = "support group open now"
    assert ReadAs.WHEN in {one.read_as for one in find(typed).understood}
    assert uids(find(typed)) == ["birch", "alder", "cedar"]
    plain = find(typed, plain=("open now",))
    assert ReadAs.WHEN not in {one.read_as for one in plain.understood}
    assert uids(plain) == uids(find("support group")) == ["alder", "birch", "cedar"]
    said = {reason for hit in plain.hits for reason in hit.why}
    assert not {"open now", "hours not listed"} & said


def test_without_a_moment_nothing_is_said_of_now(small, our_synonyms):
    finder = small(group("alder"), group("birch", OFFICE), synonyms=our_synonyms).finder
    found = finder.find(Criteria(words="support group open now"), MONDAY.date())
    assert uids(found) == ["alder", "birch"]
    assert not any("now" in reason for hit in found.hits for reason in hit.why)


def test_bank_holidays_are_unknown_unless_the_hours_state_them(ask):
    find = ask(
        group("alder", replace(OFFICE, public_holidays=PublicHolidays.CLOSED)),
        group("birch", OFFICE),
        group("cedar", replace(OFFICE, public_holidays=PublicHolidays.OPEN)),
        group("dogwood", DAY_AND_NIGHT),
    )
    found = find("support group open now", CHRISTMAS)
    assert uids(found) == ["cedar", "dogwood", "birch", "alder"]
    assert "hours on bank holidays not listed" in why(found)["birch"]
    assert "closed now" in why(found)["alder"]
    week_before = find("support group open now", CHRISTMAS - timedelta(7))
    assert uids(week_before) == ["alder", "birch", "cedar", "dogwood"]


def test_hours_of_another_season_say_nothing(ask):
    find = ask(
        group("alder", replace(OFFICE, valid_to=date(2026, 9, 30))),
        group("birch", replace(LATE, valid_from=date(2026, 12, 1))),
        group("cedar", replace(OFFICE, valid_from=date(2026, 10, 1))),
    )
    assert uids(find("support group open now")) == ["cedar", "alder", "birch"]
    assert "open in the evening" not in why(find("support group evening"))["birch"]
    december = find("support group evening", MONDAY + timedelta(14))
    assert uids(december)[0] == "birch"
    assert "open in the evening" in why(december)["birch"]


def test_places_are_not_asked_for_hours(ask):
    leicester = hospital("lri", "Leicester Royal Infirmary", 52.627, -1.136)
    find = ask(group("alder", OFFICE, places=(at(leicester),)))
    found = find("leicester royal infirmary open now")
    assert set(uids(found)) == {"lri", "alder"}
    assert "hours not listed" not in why(found)["lri"]
    assert "open now" in why(found)["alder"]


# --- evening, weekend, day and night ---------------------------------------------------------


def test_evening_puts_what_is_open_past_six_first_and_hides_nothing(ask):
    find = ask(
        group("alder", OFFICE),
        group("birch"),
        group("cedar", LATE),
        group("dogwood", hours(["1WE"], time(19))),
        group("elder", hours(WEEKDAYS, time(9), time(18))),
    )
    found = find("support group evening")
    assert set(uids(found)[:2]) == {"cedar", "dogwood"}
    assert set(uids(found)) == {"alder", "birch", "cedar", "dogwood", "elder"}
    reasons = why(found)
    late = {uid for uid, said in reasons.items() if "open in the evening" in said}
    assert late == {"cedar", "dogwood"}
    assert "hours not listed" in reasons["birch"]
    assert "hours not listed" not in reasons["alder"]


@pytest.mark.parametrize(
    ("words", "first", "reason"),
    [
        ("saturday", {"birch", "dogwood", "fir"}, "open on a Saturday"),
        ("sunday", {"cedar", "dogwood"}, "open on a Sunday"),
        ("weekend", {"birch", "cedar", "dogwood", "fir"}, "open at the weekend"),
        ("24 hours", {"dogwood"}, "open day and night"),
    ],
)
def test_days_and_day_and_night_come_first(ask, words, first, reason):
    find = ask(
        group("alder", OFFICE),
        group("birch", hours(["SA"], time(10), time(12))),
        group("cedar", hours(["SU"], time(14), time(16))),
        group("dogwood", DAY_AND_NIGHT),
        group("elder"),
        group("fir", hours(["1SA"], time(18), time(21))),
    )
    found = find(f"support group {words}")
    assert set(uids(found)[: len(first)]) == first
    assert set(uids(found)) == {"alder", "birch", "cedar", "dogwood", "elder", "fir"}
    assert {uid for uid, reasons in why(found).items() if reason in reasons} == first


@pytest.mark.parametrize("words", ["evening", "saturday"])
def test_hours_tell_more_than_the_word_itself(ask, words):
    find = ask(
        group("alder", OFFICE, needs=(f"support group, not {words}",)),
        group("birch", hours(["SA"], time(10), time(20))),
    )
    assert uids(find(f"support group {words}")) == ["birch", "alder"]


def test_an_evening_of_a_day_is_asked_of_that_day(ask):
    find = ask(
        group("alder", hours(["SA"], time(10), time(12)), LATE),
        group("birch", hours(["SA"], time(18), time(21))),
    )
    found = find("support group saturday evening")
    assert uids(found)[0] == "birch"
    assert "open in the evening" in why(found)["birch"]
    assert "open in the evening" not in why(found)["alder"]
    assert "open on a Saturday" in why(found)["alder"]


def test_day_and_night_may_be_said_in_two_schedules(ask):
    week = hours(WEEKDAYS, time(0), MIDNIGHT_END)
    weekend = hours(["SA", "SU"], time(0), MIDNIGHT_END)
    found = ask(group("alder", week), group("birch", week, weekend))("support group always open")
    assert uids(found) == ["birch", "alder"]
    assert "open day and night" in why(found)["birch"]
    assert "open day and night" not in why(found)["alder"]


def test_hours_do_not_make_another_kind_of_help_the_answer(ask):
    find = ask(
        service("wigs", "Wig fitting", service_type="wigs-hair-loss"),
        service("lifts", "Lifts", description="Wigs are sold.", schedules=(OFFICE,)),
    )
    found = find("wig open now")
    assert uids(found)[0] == "wigs"
    assert "open now" in why(found)["lifts"]


# --- the filter ------------------------------------------------------------------------------


def filtered(*values):
    return {"chosen": ((Facet.WHEN, tuple(value.value for value in values)),)}


def counted(results):
    return {one.code: one.count for one in results.facets[Facet.WHEN]}


@pytest.fixture
def find(ask):
    return ask(
        group("alder", hours(WEEKDAYS, time(13), time(17))),
        group("birch"),
        group("cedar", OFFICE),
        group("dogwood", hours(["SA"], time(10), time(12))),
        group("elder", hours_note="Ring for times."),
        group("fir", OFFICE, LATE),
        group("gorse", hours(WEEKDAYS, time(9))),
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([When.OPEN_NOW], {"cedar", "fir"}),
        ([When.EVENING], {"fir"}),
        ([When.WEEKEND], {"dogwood"}),
        ([When.UNKNOWN], {"birch", "elder", "gorse"}),
        ([When.OPEN_NOW, When.UNKNOWN], {"cedar", "fir", "birch", "elder", "gorse"}),
        ([When.EVENING, When.WEEKEND], {"fir", "dogwood"}),
    ],
)
def test_the_filter_lets_through_what_hours_say_and_unknown_is_an_answer_of_its_own(
    find, values, expected
):
    assert set(uids(find("", **filtered(*values)))) == expected


def test_every_value_is_counted_also_those_that_are_not_chosen(find):
    expected = {"open-now": 2, "evening": 1, "weekend": 1, "unknown": 3}
    assert counted(find("")) == expected
    assert counted(find("", **filtered(When.OPEN_NOW))) == expected
    found = {value: set(uids(find("", **filtered(value)))) for value in When}
    assert {value.value: len(listed) for value, listed in found.items()} == expected
    closed_now = set(uids(find(""))) - found[When.OPEN_NOW] - found[When.UNKNOWN]
    assert closed_now == {"alder", "dogwood"}


def test_a_bank_holiday_that_is_not_stated_is_among_the_unknown(find):
    found = find("", CHRISTMAS, **filtered(When.OPEN_NOW))
    assert uids(found) == []
    assert counted(found)["unknown"] == 7
    assert counted(found)["evening"] == 1
    assert "when it is open" in " ".join(found.ways_on)


def test_the_filter_says_why_and_puts_the_open_before_the_unknown(find):
    found = find("", **filtered(When.OPEN_NOW, When.UNKNOWN))
    reasons = why(found)
    assert "open now" in reasons["cedar"]
    assert "hours not listed" in reasons["birch"]
    assert "its hours do not say if it is open now" in reasons["gorse"]
    assert "hours not listed" in why(find("", **filtered(When.UNKNOWN)))["birch"]


def test_what_does_not_say_stands_in_a_group_of_its_own_beside_what_does(find):
    found = find("", **filtered(When.OPEN_NOW, When.UNKNOWN))
    groups = {hit.summary.uid: hit.group for hit in found.hits}
    unsaid = {uid for uid, group in groups.items() if group is Group.HOURS_UNKNOWN}
    assert unsaid == {"birch", "elder", "gorse"}
    assert found.group_totals == {Group.ALL: 2, Group.HOURS_UNKNOWN: 3}
    for values in ([When.OPEN_NOW], [When.UNKNOWN], [When.OPEN_NOW, When.EVENING]):
        alone = find("", **filtered(*values))
        assert Group.HOURS_UNKNOWN not in alone.group_totals


def test_who_answers_is_help_by_phone_and_can_be_taken_back():
    asked = Criteria(words="wig", near="LE2").with_codes(Facet.COST, ("free",))
    answers = asked.who_answers()
    assert answers.asks_who_answers
    assert not asked.asks_who_answers
    assert answers.codes(Facet.DELIVERY) == ("phone",)
    assert answers.codes(Facet.WHEN) == ("open-now", "unknown")
    assert (answers.words, answers.near, answers.codes(Facet.COST)) == ("wig", "LE2", ("free",))
    assert answers.who_answers(is_on=False) == asked


def test_the_filter_follows_the_minute(find):
    for minute, expected in ((0, {"alder", "cedar", "fir"}), (59, {"alder", "cedar", "fir"})):
        found = find("", MONDAY.replace(hour=16, minute=minute), **filtered(When.OPEN_NOW))
        assert set(uids(found)) == expected
    assert uids(find("", MONDAY.replace(hour=17), **filtered(When.OPEN_NOW))) == []


def test_without_a_clock_nothing_is_open_and_everything_is_unknown(small):
    finder = small(group("alder"), group("birch", OFFICE)).finder
    found = finder.find(Criteria(**filtered(When.OPEN_NOW)), MONDAY.date())
    assert found.total == 0
    assert counted(found)["unknown"] == 2


# --- the columns and the clock ---------------------------------------------------------------


def test_columns_read_any_hours_as_the_domain_does(ask):
    source = random.Random(3)
    moments = [time(0), time(9), time(12), time(17), time(23, 59), MIDNIGHT_END]
    start = date(2026, 12, 21)

    def schedule():
        opens, closes = sorted(source.sample(moments, 2))
        nth = source.choice(["", "", "", "4", "-1"])
        days = DAYS if source.random() < 0.3 else source.sample(DAYS, source.randint(1, 6))
        season = [source.choice([None, start + timedelta(source.randint(0, 14))]) for _ in "ab"]
        return hours(
            [nth + day for day in days],
            opens,
            source.choice([closes, closes, None]),
            months=source.choice([(), (), (), (12,), (1, 11)]),
            valid_from=season[0],
            valid_to=season[1],
            public_holidays=source.choice(list(PublicHolidays)),
        )

    listed = {f"s{n}": [schedule() for _ in range(source.randint(0, 3))] for n in range(150)}
    find = ask(*(group(uid, *schedules) for uid, schedules in listed.items()))
    told = set()
    for _ in range(60):
        minutes = source.choice([0, 539, 540, 720, 1020, 1439])
        day = start + timedelta(days=source.randint(0, 13))
        now = datetime.combine(day, time(minutes // 60, minutes % 60))
        reasons = why(find("support group open now", now, limit=1000))
        assert len(reasons) == len(listed)
        for uid, schedules in listed.items():
            expected = is_open_at(schedules, now)
            told.add(expected)
            assert ("open now" in reasons[uid]) is (expected is True)
            assert ("closed now" in reasons[uid]) is (expected is False)
    assert told == {True, False, None}


def test_the_program_asks_its_own_clock(tmp_path):
    moment = datetime(2026, 11, 23, 10)
    directory = Core.create(home=tmp_path, data_dir=ROOT / "data", clock=lambda: moment).open()
    try:
        criteria = Criteria(words="helpline open now", limit=1000)
        by_day = why(directory.find(criteria))
        moment = datetime(2026, 11, 23, 3)
        by_night = why(directory.find(criteria))
    finally:
        directory.close()
    open_by_day = {uid for uid, reasons in by_day.items() if "open now" in reasons}
    open_by_night = {uid for uid, reasons in by_night.items() if "open now" in reasons}
    assert open_by_night < open_by_day
    assert set(by_day) == set(by_night)
