"""Narrowings, and ways on from an empty answer."""

from __future__ import annotations

from dataclasses import replace

from emndir.search.criteria import Criteria, Facet
from emndir.search.results import FacetCount, ReadAs, Results, Understood
from emndir.search.start_page import often_totals
from emndir.ui.viewmodels.often import often_needed
from emndir.ui.viewmodels.ways_on import NARROWINGS, narrowings, ways_on


def counts(**given):
    return tuple(FacetCount(code=code, label=code, count=count) for code, count in given.items())


def test_narrowings_halve_the_results():
    facets = {
        Facet.REFERRAL_ROUTE: counts(gp=50, self=99),
        Facet.HELP_GROUP: counts(tests=45, treatment=10, all=100, none=0),
        Facet.DELIVERY: counts(phone=55),
        Facet.STAGE: counts(screening=48),
    }
    found = narrowings(Results(total=100, facets=facets), Criteria())
    assert [(one.facet, one.code) for one in found] == [
        (Facet.HELP_GROUP, "tests"),
        (Facet.STAGE, "screening"),
        (Facet.REFERRAL_ROUTE, "gp"),
        (Facet.DELIVERY, "phone"),
    ]
    assert len(found) == NARROWINGS


def test_each_kind_of_filter_offers_its_best_before_any_offers_a_second():
    facets = {
        Facet.HELP_GROUP: counts(tests=50, treatment=49, support=48),
        Facet.DELIVERY: counts(phone=30),
        Facet.REFERRAL_ROUTE: counts(gp=20),
    }
    found = narrowings(Results(total=100, facets=facets), Criteria())
    assert [one.code for one in found] == ["tests", "treatment", "gp", "phone"]


def test_a_kind_of_help_and_a_stage_that_leave_the_same_are_not_both_offered():
    facets = {
        Facet.HELP_GROUP: (FacetCount(code="tests", label="Tests", count=50),),
        Facet.STAGE: counts(diagnosis=49, treatment=20),
    }
    found = narrowings(Results(total=100, facets=facets), Criteria())
    assert [one.code for one in found] == ["tests", "treatment"]


def test_a_filter_that_is_on_is_not_offered_again():
    results = Results(total=100, facets={Facet.DELIVERY: counts(phone=50)})
    chosen = Criteria().with_codes(Facet.DELIVERY, ("online",))
    assert narrowings(results, chosen) == []


def test_few_results_need_no_narrowing():
    results = Results(total=4, facets={Facet.DELIVERY: counts(phone=2)})
    assert narrowings(results, Criteria()) == []


def test_no_two_narrowings_are_called_the_same():
    treatment = (FacetCount(code="treatment", label="Treatment", count=50),)
    facets = {Facet.HELP_GROUP: treatment, Facet.STAGE: treatment}
    found = narrowings(Results(total=100, facets=facets), Criteria())
    assert [one.facet for one in found] == [Facet.HELP_GROUP]


def test_what_was_understood_already_is_not_offered():
    understood = Understood(
        read_as=ReadAs.STAGE, code="bereavement", label="Bereavement", words="bereaved"
    )
    results = Results(
        total=100,
        understood=(understood,),
        facets={
            Facet.HELP_GROUP: (
                FacetCount(code="hospice", label="Hospice and bereavement", count=50),
            ),
            Facet.STAGE: counts(treatment=50),
            Facet.DELIVERY: counts(phone=50),
        },
    )
    assert [one.code for one in narrowings(results, Criteria())] == ["phone"]


def answering(**totals):
    """Return a finder that has answers for some questions only."""

    def find(criteria):
        key = f"{criteria.within_miles}|{criteria.near}|{criteria.chosen}"
        return Results(total=totals.get(key, 0))

    return find


def test_the_first_wider_distance_with_an_answer_is_offered():
    question = Criteria(words="wig", near="NG31", within_miles=5.0)
    find = answering(**{"30.0|NG31|()": 2, "50.0|NG31|()": 9})
    ways = ways_on(find, question, lambda _facet, code: code, Results())
    assert [(way.text, way.total) for way in ways] == [("Look within 30 miles", 2)]
    assert ways[0].criteria == replace(question, within_miles=30.0)


def test_any_distance_is_offered_last():
    find = answering(**{"None|NG31|()": 1})
    ways = ways_on(
        find, Criteria(near="NG31", within_miles=50.0), lambda _facet, code: code, Results()
    )
    assert [way.text for way in ways] == ["Look at any distance"]


def test_filters_are_taken_off_one_by_one_and_together(context):
    question = Criteria(
        words="loros",
        chosen=((Facet.COUNTY, ("Derbyshire",)), (Facet.DELIVERY, ("online",))),
    )
    ways = ways_on(context.directory.find, question, lambda _facet, code: code, Results())
    assert "Without any filter" in [way.text for way in ways]
    assert all(context.directory.find(way.criteria).total == way.total > 0 for way in ways)


def test_a_word_that_nothing_has_can_be_left_out_where_more_was_asked(context):
    question = Criteria(words="loros xyzzy hospice", chosen=())
    understood = Understood(read_as=ReadAs.STAGE, code="x", label="X", words="hospice")
    place = Understood(read_as=ReadAs.PLACE, code="x", label="X", words="le2")
    find = context.directory.find
    empty = Results(not_used=("xyzzy",), understood=(understood, place))
    [way] = ways_on(find, question, lambda _facet, code: code, empty)
    assert (way.text, way.criteria.words) == ("Without “xyzzy”", "loros hospice")
    assert find(way.criteria).total == way.total > 0
    only_a_place = replace(empty, understood=(place,))
    assert ways_on(find, question, lambda _facet, code: code, only_a_place) == []


def test_nothing_is_offered_that_leads_nowhere(context):
    question = Criteria(words="xyzzy", near="LE2", within_miles=5.0)
    assert ways_on(context.directory.find, question, lambda _facet, code: code, Results()) == []


def test_often_needed_lists_are_counted_on_the_directory(real_context):
    directory = real_context.directory
    ways = often_needed(often_totals(directory.find, directory.vocabulary))
    assert [way.text for way in ways] == [
        "24-hour treatment lines",
        "Somewhere to talk",
        "Money and benefits",
        "Getting to hospital",
    ]
    assert all(directory.find(way.criteria).total == way.total > 0 for way in ways)
