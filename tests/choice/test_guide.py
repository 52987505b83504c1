"""Choosing for a guide: by facts alone, and what is missing is said."""

from dataclasses import replace

import pytest

from emndir.choice.guide import MOST_IN_A_PART, Candidate, choose_guide, choose_parts
from emndir.choice.guide_kinds import How, Kind, Part
from emndir.domain.vocabulary import Audience, Delivery, Stage

CLINIC = Kind(
    code="clinic",
    part=Part.AFTER,
    types=("clinic",),
    how=How.PLACE,
    most=2,
    is_exact=False,
    expected=("breast",),
)


def one(uid, miles=None, **facts):
    known = {
        "delivery": (Delivery.IN_PERSON,),
        "audience": (Audience.PATIENTS,),
        "place": uid,
        "is_for_site": False,
    }
    return Candidate(uid=uid, name=uid, miles=miles, **{**known, **facts})


class Known:
    """Services that are simply there."""

    def __init__(self, *candidates, mentioned=()):
        self.candidates, self.mentioned = candidates, mentioned

    def near(self, kind):
        return [one for one in self.candidates if one.miles is None or one.miles <= kind.within]

    def nearest(self, _kind):
        return self.candidates

    def by_phone(self, _kind):
        return self.candidates

    def mentioning(self, _kind):
        return self.mentioned


def chosen(*candidates, kind=CLINIC, site="breast", mentioned=()):
    parts = choose_guide([kind], site, Known(*candidates, mentioned=mentioned))
    return parts[0] if parts else None


def uids(found):
    return [one.uid for one in found]


def test_the_nearest_are_listed_in_order_of_distance():
    part = chosen(one("c", 9), one("a", 12), one("b", 3))
    assert uids(part.services) == ["b", "c"]
    assert not part.gaps


def test_the_cancer_itself_comes_before_any_cancer_and_distance_orders_the_rest():
    part = chosen(one("any", 1), one("other", 2), one("own", 15, is_for_site=True))
    assert uids(part.services) == ["any", "own"]


def test_what_is_not_confirmed_comes_only_after_its_equals():
    part = chosen(one("unsure", 1, is_unsure=True), one("a", 5), one("b", 6))
    assert uids(part.services) == ["a", "b"]
    part = chosen(one("unsure", 1, is_unsure=True), one("a", 5))
    assert uids(part.services) == ["unsure", "a"]


def test_what_serves_other_people_is_neither_listed_nor_hidden():
    part = chosen(one("theirs", 2, serves=False), one("far", 25), one("further", 40))
    assert not part.services
    (gap,) = part.gaps
    assert gap.is_elsewhere
    assert uids(gap.nearest) == ["far", "further"]
    assert not gap.asks


def test_a_gap_names_the_nearest_two_at_places_of_their_own():
    far = one("far", 25)
    part = chosen(far, replace(far, uid="same", miles=25.0), one("further", 40), one("last", 60))
    assert uids(part.gaps[0].nearest) == ["far", "further"]
    assert not part.gaps[0].is_elsewhere


def test_those_that_take_others_are_named_with_a_question_where_nothing_else_is():
    part = chosen(one("far", 25, serves=False), one("further", 40))
    assert uids(part.gaps[0].nearest) == ["far", "further"]
    assert part.gaps[0].asks


def test_what_there_is_by_phone_is_named_in_a_gap():
    line = one("line", delivery=(Delivery.PHONE,), is_national=True, serves=True)
    assert uids(chosen(line).gaps[0].by_phone) == ["line"]
    silent = replace(CLINIC, has_phone=False)
    assert not chosen(line, kind=silent).gaps[0].by_phone


def test_help_of_another_type_that_says_so_is_no_gap():
    worded = replace(CLINIC, words=("swelling",))
    part = chosen(kind=worded, mentioned=[one("aftercare", 4)])
    assert uids(part.services) == ["aftercare"]
    assert not part.gaps
    assert chosen(mentioned=[one("aftercare", 4)]).gaps


def test_one_that_cannot_be_printed_is_not_listed_and_not_called_missing():
    assert chosen(one("mute", 3, is_printable=False)) is None


def test_one_that_nobody_can_reach_is_named_last_and_never_as_the_nearest():
    mute = one("mute", 1, is_reachable=False)
    single = replace(CLINIC, most=1)
    assert uids(chosen(mute, one("a", 5), kind=single).services) == ["a"]
    assert uids(chosen(mute, kind=single).services) == ["mute"]
    far = chosen(one("mute", 21, is_reachable=False), one("b", 30))
    assert uids(far.gaps[0].nearest) == ["b"]


def test_a_cancer_that_would_not_miss_it_has_no_gap():
    assert chosen(one("far", 50), site="lung") is None


def test_what_names_no_place_is_left_out_where_something_near_does():
    nowhere = one("nowhere", serves=True)
    assert uids(chosen(nowhere, one("here", 3)).services) == ["here"]
    assert uids(chosen(nowhere).services) == ["nowhere"]


@pytest.mark.parametrize(
    ("facts", "is_listed"),
    [
        ({"serves": True, "delivery": (Delivery.HOME_VISIT,)}, True),
        ({"serves": None, "delivery": (Delivery.HOME_VISIT,)}, False),
        ({"serves": False, "delivery": (Delivery.HOME_VISIT,)}, False),
        ({"serves": True, "delivery": (Delivery.PHONE,)}, False),
    ],
)
def test_who_comes_home_has_to_say_that_they_come_there(facts, is_listed):
    home = replace(CLINIC, how=How.HOME)
    assert bool(chosen(one("nurse", 2, **facts), kind=home).services) is is_listed


@pytest.mark.parametrize(
    ("site", "audience", "is_listed"),
    [
        ("breast", (Audience.CHILDREN,), False),
        ("breast", (Audience.CHILDREN, Audience.PATIENTS), True),
        ("breast", (Audience.PROFESSIONALS,), False),
        ("childhood", (Audience.PATIENTS,), False),
        ("childhood", (Audience.CHILDREN,), True),
    ],
)
def test_children_and_adults_are_sent_to_their_own(site, audience, is_listed):
    kind = replace(CLINIC, expected=("breast", "childhood"))
    part = chosen(one("unit", 3, audience=audience), kind=kind, site=site)
    assert bool(part.services) is is_listed
    assert bool(part.gaps) is not is_listed


def test_stages_that_are_named_are_needed_and_those_without_are_not_allowed():
    kind = replace(CLINIC, stages=(Stage.PALLIATIVE,), without=(Stage.TREATMENT,))
    both = one("both", 1, stages=(Stage.PALLIATIVE, Stage.TREATMENT))
    other = one("other", 2, stages=(Stage.SCREENING,))
    right = one("right", 3, stages=(Stage.PALLIATIVE,))
    assert uids(chosen(both, other, right, kind=kind).services) == ["right"]


def test_a_service_stands_once_and_a_part_holds_a_handful():
    kinds = [replace(CLINIC, code=str(number), most=3) for number in range(3)]
    late = replace(CLINIC, code="late", part=Part.MONEY)
    many = [one(f"s{number}", number + 1.0) for number in range(12)]
    parts = choose_guide([*kinds, late], "breast", Known(*many))
    assert [len(part.services) for part in parts] == [MOST_IN_A_PART, 2]
    every = [one.uid for part in parts for one in part.services]
    assert len(set(every)) == len(every)


def test_the_first_of_every_kind_stands_even_where_a_part_is_full():
    kinds = [replace(CLINIC, code=str(number), most=1) for number in range(MOST_IN_A_PART + 2)]
    many = [one(f"s{number}", number + 1.0) for number in range(12)]
    (part,) = choose_guide(kinds, "breast", Known(*many))
    assert len(part.services) == MOST_IN_A_PART + 2
    assert [uids(each.services) for each in part.kinds] == [[f"s{n}"] for n in range(len(kinds))]


def test_a_kind_whose_only_service_stands_for_another_says_which_and_is_no_gap():
    early, late = replace(CLINIC, code="early"), replace(CLINIC, code="late", part=Part.MONEY)
    parts = choose_parts([early, late], "breast", Known(one("only", 1)))
    told = {each.kind.code: each for part in parts for each in part.kinds}
    assert uids(told["early"].services) == uids(told["late"].also) == ["only"]
    assert not told["late"].services
    assert not told["late"].is_missing
    assert told["late"].gap is None


def test_a_kind_that_nobody_would_miss_is_told_missing_without_being_a_gap():
    kind = replace(CLINIC, expected=())
    parts = choose_parts([kind], "breast", Known(one("far", 40)))
    assert [part.part for part in parts] == list(Part)
    (each,) = (each for part in parts for each in part.kinds)
    assert each.is_missing
    assert each.gap is None
    assert choose_guide([kind], "breast", Known(one("far", 40))) == ()
