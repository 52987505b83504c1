"""SearchViewModel on a real directory."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QElapsedTimer

from emndir.search.criteria import Criteria, Facet, Sort
from emndir.search.results import ReadAs, Understood
from emndir.ui.viewmodels.search import MORE, PAUSE_MS, SearchViewModel
from emndir.ui.viewmodels.typed_words import holds, typed_miles, without


@pytest.fixture
def search(qtbot, context):
    search = SearchViewModel(context)
    with qtbot.waitSignal(search.answered):
        search.ask()
    return search


def answer(qtbot, search, change):
    """Return the answer to a change."""
    with qtbot.waitSignal(search.answered) as answered:
        change()
    return answered.args[0]


def test_the_start_is_an_answer_with_often_needed_lists(search):
    assert search.answer.is_start
    assert search.results.total > 0
    assert "24-hour treatment lines" in [way.text for way in search.answer.ways]
    assert all(way.total > 0 for way in search.answer.ways)


@pytest.mark.parametrize(
    ("words", "miles"),
    [
        ("wig le2 within 10 miles", 10),
        ("wig within 15 miles of le2", 20),
        ("WITHIN 5MI wig", 5),
        ("within 5 miles, no, within 30 miles", 30),
        ("within 60 miles", None),
        ("within 10 minutes", None),
        ("within 10", None),
        ("10 miles", None),
        ("", None),
    ],
)
def test_a_typed_distance_is_the_next_one_that_is_offered(words, miles):
    assert typed_miles(words) == miles


def test_a_typed_distance_is_chosen_and_goes_with_its_words(qtbot, search):
    search.set_within(20.0)
    answer(qtbot, search, lambda: search.set_words("wig le2"))
    assert search.criteria.within_miles == 20.0, "words without a distance leave the chosen one"
    answer(qtbot, search, lambda: search.set_words("wig le2 within 10 miles"))
    assert search.criteria.within_miles == 10.0
    search.set_within(30.0)
    search.set_words("wig le2 within 10 miles x")
    assert search.criteria.within_miles == 30.0, "what was chosen by hand later stays"
    search.set_words("wig le2")
    assert search.criteria.within_miles is None


def test_words_are_asked_once_after_the_last_key(qtbot, search):
    answers, clock = [], QElapsedTimer()
    search.answered.connect(answers.append)
    clock.start()
    for end in range(1, 7):
        search.set_words("breast"[:end])
    qtbot.waitUntil(lambda: bool(answers))
    assert clock.elapsed() >= PAUSE_MS - 5
    assert [one.criteria.words for one in answers] == ["breast"]
    assert answers[0].results.total > 0


def test_the_question_is_told_at_once(qtbot, search):
    with qtbot.waitSignal(search.criteria_changed, timeout=PAUSE_MS // 2) as changed:
        search.set_words("wig")
    assert changed.args[0].words == "wig"


def test_what_does_not_change_is_not_asked(qtbot, search):
    answer(qtbot, search, lambda: search.set_words("loros"))
    with qtbot.assertNotEmitted(search.answered, wait=PAUSE_MS * 2):
        search.set_words("loros")


def test_a_place_gives_miles_and_its_own_fault(qtbot, search):
    found = answer(qtbot, search, lambda: search.set_near("LE2"))
    assert found.results.origin.label == "LE2"
    assert not found.is_start
    wrong = answer(qtbot, search, lambda: search.set_near("nowhere at all"))
    assert wrong.results.near_problem


def test_filters_narrow_and_come_off(qtbot, search):
    everything = search.results.total
    narrowed = answer(qtbot, search, lambda: search.set_codes(Facet.HELP_GROUP, ("treatment",)))
    assert 0 < narrowed.results.total < everything
    again = answer(qtbot, search, lambda: search.add_code(Facet.REFERRAL_ROUTE, "self"))
    assert again.criteria.codes(Facet.REFERRAL_ROUTE) == ("self",)
    fewer = answer(qtbot, search, lambda: search.remove_code(Facet.REFERRAL_ROUTE, "self"))
    assert fewer.results.total == narrowed.results.total
    free = answer(qtbot, search, search.clear_filters)
    assert free.results.total == everything


def test_counties_and_their_districts_are_one_choice(qtbot, search):
    found = answer(qtbot, search, lambda: search.set_places(("Leicestershire",), ("Leicester",)))
    assert found.criteria.codes(Facet.COUNTY) == ("Leicestershire",)
    assert found.criteria.codes(Facet.DISTRICT) == ("Leicester",)


def test_distance_and_order(qtbot, search):
    answer(qtbot, search, lambda: search.set_near("LE2"))
    near = answer(qtbot, search, lambda: search.set_within(5.0))
    miles = [hit.miles for hit in near.results.hits if hit.miles is not None]
    assert all(each <= 5.5 for each in miles) or near.results.hits
    named = answer(qtbot, search, lambda: search.set_sort(Sort.NAME))
    assert named.criteria.sort is Sort.NAME


def test_an_empty_answer_has_ways_that_lead_somewhere(qtbot, search, context):
    answer(qtbot, search, lambda: search.set_words("loros"))
    empty = answer(
        qtbot,
        search,
        lambda: search.use(
            replace(search.criteria, chosen=((Facet.COUNTY, ("Derbyshire",)),), words="loros")
        ),
    )
    assert empty.results.total == 0
    assert empty.ways
    for way in empty.ways:
        assert context.directory.find(way.criteria).total == way.total > 0


def test_where_nothing_leads_on_what_is_often_needed_does(qtbot, search, context):
    often = search.answer.ways
    empty = answer(qtbot, search, lambda: search.set_words("zzzqqq"))
    assert empty.is_dead_end
    assert empty.ways == often != ()
    filtered = answer(
        qtbot,
        search,
        lambda: search.use(Criteria(words="loros", chosen=((Facet.COUNTY, ("Derbyshire",)),))),
    )
    assert filtered.results.total == 0
    assert not filtered.is_dead_end


def test_a_way_on_is_asked_as_it_stands(qtbot, search):
    way = search.answer.ways[0]
    found = answer(qtbot, search, lambda: search.use(way.criteria))
    assert found.results.total == way.total


def test_taking_a_reading_off_takes_its_words_too(qtbot, search):
    answer(qtbot, search, lambda: search.set_words("breast le2"))
    place = next(one for one in search.results.understood if one.read_as is ReadAs.PLACE)
    found = answer(qtbot, search, lambda: search.take_off(place))
    assert found.criteria.words == "breast"
    assert found.results.origin is None


def test_a_reading_can_be_plain_words(qtbot, search):
    answer(qtbot, search, lambda: search.set_words("breast"))
    [reading] = search.results.understood
    found = answer(qtbot, search, lambda: search.read_plain(reading.words))
    assert found.criteria.plain == ("breast",)
    assert found.results.understood == ()
    typed = answer(qtbot, search, lambda: search.set_words("bowel"))
    assert typed.criteria.plain == ()


def test_more_adds_what_comes_after_and_a_new_question_starts_anew(qtbot, real_context):
    search = SearchViewModel(real_context)
    first = answer(qtbot, search, lambda: search.set_words("cancer"))
    assert len(first.results.hits) == Criteria().limit < first.results.total
    with qtbot.waitSignal(search.extended) as extended, qtbot.assertNotEmitted(search.answered):
        search.more()
    longer = extended.args[0]
    assert longer.criteria == first.criteria
    assert longer.results.hits[: Criteria().limit] == first.results.hits
    assert len(longer.results.hits) == min(longer.results.total, Criteria().limit + MORE)
    assert search.results == longer.results
    shorter = answer(qtbot, search, lambda: search.set_words("loros"))
    assert shorter.criteria.limit == Criteria().limit


def test_a_new_patient_empties_everything_and_can_be_undone(qtbot, search):
    answer(qtbot, search, lambda: search.set_words("breast le2"))
    with qtbot.waitSignal(search.cleared):
        cleared = answer(qtbot, search, search.new_patient)
    assert cleared.criteria == Criteria()
    assert search.can_undo
    undone = answer(qtbot, search, search.undo)
    assert undone.criteria.words == "breast le2"
    assert not search.can_undo


def test_after_ten_seconds_nothing_is_left_to_undo(qtbot, search):
    answer(qtbot, search, lambda: search.set_words("breast le2"))
    answer(qtbot, search, search.new_patient)
    search._forget.setInterval(1)
    qtbot.waitUntil(lambda: not search.can_undo)
    assert "breast le2" not in repr(vars(search))


def test_an_empty_question_has_nothing_to_undo(qtbot, search):
    answer(qtbot, search, search.new_patient)
    assert not search.can_undo


def test_the_usual_place_stays_when_a_new_patient_comes(qtbot, context):
    context.core.settings = replace(context.core.settings, near_default="LE2")
    search = SearchViewModel(context)
    first = answer(qtbot, search, search.ask)
    assert first.is_start
    assert first.results.origin.label == "LE2"
    answer(qtbot, search, lambda: search.set_near("NG1"))
    assert answer(qtbot, search, search.new_patient).criteria.near == "LE2"


def test_the_result_is_announced_once_typing_rests(qtbot, search, context):
    with qtbot.waitSignal(context.messages.announced) as said:
        search.set_words("loros")
    assert said.args[0].startswith(f"{search.results.services} services and 1 place")


def test_before_the_directory_is_open_nothing_is_asked(qtbot, context):
    directory, context.directory = context.directory, None
    search = SearchViewModel(context)
    with qtbot.assertNotEmitted(search.answered, wait=PAUSE_MS * 2):
        search.set_words("loros")
    with qtbot.waitSignal(search.answered) as answered:
        context.open_directory(directory)
    assert answered.args[0].criteria.words == "loros"


@pytest.mark.parametrize(
    ("words", "reading", "left"),
    [
        ("breast le2", "le2", "breast"),
        ("breast near le2", "le2", "breast"),
        ("wig in the Oakham", "Oakham", "wig"),
        ("hospice NEAR oakham please", "oakham", "hospice please"),
        ("le2", "le2", ""),
        ("a.b (le2", "a.b", "(le2"),
    ],
)
def test_words_without_those_of_a_reading(words, reading, left):
    place = Understood(read_as=ReadAs.PLACE, code="x", label="X", words=reading)
    assert without(words, place) == left


def test_words_without_a_cancer_keep_what_stands_before():
    site = Understood(read_as=ReadAs.CANCER_SITE, code="x", label="X", words="breast")
    assert without("screening in breast", site) == "screening in"


@pytest.mark.parametrize(
    ("words", "span", "is_there"),
    [
        ("breast le2", "breast", True),
        ("Breast  cancer", "breast cancer", True),
        ("breasts", "breast", False),
        ("breast", "breast cancer", False),
        ("", "breast", False),
        ("wig & hat", "&", True),
    ],
)
def test_a_span_is_there_while_its_whole_words_are(words, span, is_there):
    assert holds(words, span) is is_there


def test_a_plain_span_goes_with_its_words_whoever_takes_them(qtbot, search):
    answer(qtbot, search, lambda: search.set_words("breast le2"))
    answer(qtbot, search, lambda: search.read_plain("breast"))
    gone = answer(qtbot, search, lambda: search.remove_words("breast"))
    assert (gone.criteria.words, gone.criteria.plain) == ("le2", ())


def test_plain_words_are_understood_again(qtbot, search):
    answer(qtbot, search, lambda: search.set_words("breast"))
    answer(qtbot, search, lambda: search.read_plain("breast"))
    again = answer(qtbot, search, lambda: search.read_again("breast"))
    assert [one.label for one in again.results.understood] == ["Breast cancer"]
