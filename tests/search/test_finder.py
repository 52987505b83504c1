"""What a question finds, rule by rule, in directories made for each rule."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import time

import pytest

from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.schedule import Schedule
from emndir.domain.service import ServiceArea
from emndir.domain.vocabulary import (
    AreaKind,
    Audience,
    Delivery,
    PhoneKind,
    ReferralRoute,
    ServiceStatus,
)
from emndir.search.criteria import Criteria, Facet, Sort, SourceAge
from emndir.search.results import Group, ReadAs
from emndir.search.synonyms import Asks, Elsewhere, Synonyms
from tests.builders import DAY_AND_NIGHT, make_organization, make_source
from tests.search.conftest import at, hospital, service

LEICESTER = hospital("lri", "Leicester Royal Infirmary", 52.627, -1.136, former_names=("LRI",))
BOSTON = hospital("pilgrim", "Pilgrim Hospital, Boston", 52.990, -0.010, former_names=("Pilgrim",))
NEWARK = hospital("newark", "Newark Hospital", 53.070, -0.800)
LEICESTERSHIRE = (ServiceArea(name="Leicestershire", kind=AreaKind.COUNTY),)
LINCOLNSHIRE = (ServiceArea(name="Lincolnshire", kind=AreaKind.COUNTY),)


def breast(uid, location=None, **changes):
    places = (at(location),) if location else ()
    return service(uid, cancer_sites=("breast",), **{"places": places, **changes})


# --- words -----------------------------------------------------------------------------------


def test_words_are_found_in_names_former_names_bodies_needs_places_and_terms(small):
    charity = make_organization(
        uid="charity", name="Helping Hands", former_names=("CLIC Sargent",), file="x/charity"
    )
    find = small(
        service("named", "Emerald Suite"),
        service("former", former_names=("Helen Webb House",)),
        service("body", organization=charity),
        service("need", needs=("swollen arm",)),
        service("placed", places=(at(BOSTON),)),
        service("kind", service_type="wigs-hair-loss"),
        service("said", description="Gives out scarves."),
    )
    assert find.uids("emerald") == ["named"]
    assert find.uids("helen webb") == ["former"]
    assert find.uids("helping hands") == ["body"]
    assert find.uids("clic sargent") == ["body"]
    assert find.uids("swollen arm") == ["need"]
    assert "placed" in find.uids("pilgrim")
    assert find.uids("hair loss") == ["kind"]
    assert find.uids("scarves") == ["said"]


def test_a_name_comes_before_a_mention(small):
    find = small(
        service("mention", description="Near the Emerald Suite of the hospital."),
        service("named", "Emerald Suite"),
    )
    assert find.uids("emerald suite") == ["named", "mention"]


def test_every_meaningful_word_must_match(small):
    find = small(
        service("both", "Chair yoga", description="Lymph drainage."),
        service("one", "Chair hire"),
        *(service(f"both-{n}", "Chair yoga", description="Lymph drainage") for n in range(6)),
    )
    assert "one" not in find.uids("chair yoga lymph")


def test_where_nothing_has_all_words_the_least_telling_are_let_go(small):
    find = small(
        service("rare", "Harp music"),
        *(service(f"common-{n}", "Music group") for n in range(12)),
    )
    found = find("harp group")
    assert found.hits[0].summary.uid == "rare"
    assert "without “group”" in found.hits[0].why


def test_a_need_that_nothing_has_gives_an_empty_answer_with_ways_on(small):
    synonyms = Synonyms(elsewhere=(Elsewhere(("dialysis",), "A kidney unit offers dialysis."),))
    find = small(
        service("kidney", "Kidney clinic", cancer_sites=("kidney",)),
        service("unit", "Day unit"),
        synonyms=synonyms,
    )
    assert find("kidney dialysis").hits == ()
    assert find("dialysis unit").ways_on[0] == "A kidney unit offers dialysis."
    unknown = find("maternity unit")
    assert unknown.hits == ()
    assert unknown.not_used == ("maternity",)
    assert "“maternity”" in unknown.ways_on[0]


def test_a_need_elsewhere_is_found_as_soon_as_a_service_is_called_so(small):
    synonyms = Synonyms(elsewhere=(Elsewhere(("dialysis",), "Elsewhere."),))
    find = small(service("here", "Dialysis for myeloma"), synonyms=synonyms)
    assert find.uids("dialysis") == ["here"]


def test_a_need_elsewhere_is_found_where_a_service_states_it_as_its_own(small):
    synonyms = Synonyms(elsewhere=(Elsewhere(("care home", "heart"), "Elsewhere."),))
    find = small(
        service("scan", needs=("heart scan", "care at home")),
        service("lift", needs=("lift to heart doctor",)),
        synonyms=synonyms,
    )
    assert find.uids("heart scan")[0] == "scan"
    assert find.uids("heart") == []
    assert find.uids("care home") == []


def test_spelling_is_mended_only_where_the_word_finds_nothing(small):
    find = small(service("chesterfield", "Chesterfield group"), service("field", "Fields"))
    found = find("chesterfeild")
    assert [hit.summary.uid for hit in found.hits] == ["chesterfield"]
    assert [(one.typed, one.used) for one in found.corrections] == [
        ("chesterfeild", "chesterfield")
    ]
    assert find("fields").corrections == ()


def test_everyday_phrases_find_what_is_meant(small):
    synonyms = Synonyms(
        asks=(Asks(("hair fell out",), ("wig",), ()),), same=(("uhl", "leicester"),)
    )
    find = small(
        service("wig", "Wig bank"), service("leicester", "Leicester clinic"), synonyms=synonyms
    )
    assert find.uids("hair fell out") == ["wig"]
    assert find.uids("uhl") == ["leicester"]


def test_an_empty_question_lists_everything_offered_by_name(small):
    find = small(
        service("b", "Beta"),
        service("a", "Alpha"),
        service("gone", "Gone", status=ServiceStatus.CLOSED),
        service("unsure", "Aaa", status=ServiceStatus.UNSURE),
    )
    assert find.uids("") == ["a", "b", "unsure"]


# --- cancers ---------------------------------------------------------------------------------


def test_the_named_cancer_comes_before_any_cancer(small):
    find = small(
        service("any", "Any clinic"),
        breast("breast"),
        service("bowel", cancer_sites=("colorectal",)),
    )
    found = find("breast")
    assert [(hit.summary.uid, hit.group) for hit in found.hits] == [
        ("breast", Group.FOR_SITE),
        ("any", Group.FOR_ANY),
    ]
    assert found.group_totals == {Group.FOR_SITE: 1, Group.FOR_ANY: 1}
    assert found.understood[0].read_as is ReadAs.CANCER_SITE


def test_a_reading_can_be_taken_off(small):
    find = small(service("any", "Any clinic"), breast("coded"), service("word", "Breast form"))
    assert set(find.uids("breast")) == {"any", "coded", "word"}
    found = find("breast", plain=("breast",))
    assert "any" not in [hit.summary.uid for hit in found.hits]
    assert found.understood == ()


# --- near ------------------------------------------------------------------------------------


def test_nearest_comes_first_across_county_lines(small):
    find = small(breast("leicester", LEICESTER), breast("newark", NEWARK), breast("boston", BOSTON))
    for words, near in (("breast", "Upton, Notts"), ("breast near upton notts", "")):
        found = find(words, near)
        assert found.origin.label == "Upton"
        in_order = [hit.summary.uid for hit in found.hits if hit.group is not Group.PLACES]
        assert in_order == ["newark", "leicester", "boston"]


def test_miles_and_place_name_are_those_of_the_nearest_place(small):
    switchboard = PublicPhone(number="01636 681681", label="Hospital switchboard")
    newark = replace(NEWARK, phones=(switchboard,), address=("Newark",))
    leicester = replace(
        LEICESTER, phones=(replace(switchboard, number="0300 303 1573"),), address=("Leicester",)
    )
    both = (at(leicester), at(newark))
    own = PublicPhone(number="0800 111 222", label="The clinic")
    find = small(
        breast("two-places", places=both), breast("own-number", places=both, phones=(own,))
    )
    found = {hit.summary.uid: hit for hit in find("breast", "Newark").hits}
    assert found["two-places"].summary.place_name == "Newark Hospital"
    assert found["two-places"].summary.town == "Newark"
    assert found["two-places"].summary.phone == "01636 681681"
    assert found["two-places"].miles < 5
    assert found["own-number"].summary.place_name == "Newark Hospital"
    assert found["own-number"].summary.phone == "0800 111 222"
    away = {hit.summary.uid: hit for hit in find("breast").hits}
    assert away["two-places"].summary.place_name == "Leicester Royal Infirmary"


def test_a_place_word_does_not_lose_the_name_match(small):
    find = small(
        service("book", "Boston book club", places=(at(LEICESTER),)),
        service("other", "Leicester book club", places=(at(LEICESTER),)),
    )
    found = find("boston book club")
    assert found.origin.label == "Boston"
    assert found.hits[0].summary.uid == "book"


def test_help_by_phone_is_never_hidden_by_distance_and_has_its_own_group(small):
    find = small(
        breast("near", LEICESTER),
        breast("far", BOSTON),
        breast("line", county="national", delivery=(Delivery.PHONE,)),
        breast(
            "visits", delivery=(Delivery.HOME_VISIT,), areas=LEICESTERSHIRE, county="Leicestershire"
        ),
        breast("others", delivery=(Delivery.HOME_VISIT,), areas=LINCOLNSHIRE),
    )
    found = find("breast", "LE1 5WW", within_miles=5)
    groups = {hit.summary.uid: hit.group for hit in found.hits}
    assert groups == {"near": Group.FOR_SITE, "line": Group.REMOTE, "visits": Group.REMOTE}


def test_an_area_that_leaves_the_place_out_comes_after_its_equals(small):
    find = small(
        breast("out", LEICESTER, areas=LINCOLNSHIRE), breast("in", LEICESTER, areas=LEICESTERSHIRE)
    )
    found = find("breast", "LE1")
    assert [(hit.summary.uid, hit.serves_origin) for hit in found.hits] == [
        ("in", True),
        ("out", False),
    ]


def test_distances_are_exact_only_where_both_ends_are(small):
    find = small(breast("here", LEICESTER))
    (hit,) = find("breast", "LE1 5WW").hits
    assert hit.miles == pytest.approx(0.4, abs=0.3)
    assert not hit.is_exact


def test_an_unknown_place_is_said_and_does_not_hide_anything(small):
    find = small(breast("here", LEICESTER))
    found = find("breast", "Nowhereville")
    assert "Nowhereville" in found.near_problem
    assert [hit.summary.uid for hit in found.hits] == ["here"]


def test_treatment_lines_of_the_place_stand_apart(small):
    line = {
        "service_type": "acute-oncology",
        "delivery": (Delivery.PHONE,),
        "schedules": (DAY_AND_NIGHT,),
    }
    find = small(
        service(
            "ours",
            areas=LEICESTERSHIRE,
            phones=(PublicPhone(number="0116 200 0001", kind=PhoneKind.TREATMENT_LINE),),
            **line,
        ),
        service(
            "theirs",
            areas=LINCOLNSHIRE,
            phones=(PublicPhone(number="01205 200002", kind=PhoneKind.TREATMENT_LINE),),
            **line,
        ),
        breast("breast"),
    )
    assert find("breast").treatment_lines == ()
    assert [hit.summary.uid for hit in find("breast", "LE2").treatment_lines] == ["ours"]


# --- status ----------------------------------------------------------------------------------


def test_what_is_not_offered_is_never_a_hit(small):
    find = small(
        breast("unsure", status=ServiceStatus.UNSURE),
        breast("sure"),
        breast("crazy-hats", name="Crazy Hats appeal", status=ServiceStatus.CLOSED),
    )
    found = find("breast")
    assert [hit.summary.uid for hit in found.hits] == ["sure", "unsure"]
    assert found.gone == ()
    found = find("crazy hats")
    assert found.hits == ()
    assert [one.uid for one in found.gone] == ["crazy-hats"]


def test_what_is_planned_is_explained_where_most_of_its_name_is_typed(small):
    planned = service("planned", "Boston Wig Helpline (planned)", status=ServiceStatus.PLANNED)
    find = small(planned, service("other", "Wig shop", service_type="wigs-hair-loss"))
    assert [one.uid for one in find("boston wig helpline planned").gone] == ["planned"]
    assert find("wig helpline").gone == ()
    assert "planned" not in find.uids("boston wig helpline")


# --- places ----------------------------------------------------------------------------------


def test_a_hospital_comes_first_if_its_name_is_what_was_typed(small):
    find = small(service("ward", places=(at(LEICESTER),)), locations=(BOSTON,))
    found = find("LRI")
    assert [(hit.summary.uid, hit.group) for hit in found.hits] == [
        ("lri", Group.PLACES),
        ("ward", Group.ALL),
    ]
    assert find.uids("leicester royal") == ["lri", "ward"]


def test_a_hospital_comes_last_if_something_at_it_was_asked_for(small):
    find = small(service("wig", "Wig room", places=(at(LEICESTER),)), service("other", "Wig shop"))
    assert find.uids("wig LRI") == ["wig", "other", "lri"]


def test_a_hospital_that_is_named_says_where_to_measure_from(small):
    find = small(
        service("near", "Wig room", places=(at(NEWARK),)),
        service("there", "Wig room", places=(at(LEICESTER),)),
        locations=(LEICESTER,),
    )
    found = find("wig LRI")
    assert found.origin.label == "Leicester Royal Infirmary"
    assert [hit.summary.uid for hit in found.hits][:2] == ["there", "near"]
    assert find("wig LRI", "Newark").origin.label == "Newark-on-Trent"


def test_hospitals_are_no_answer_where_services_are_filtered(small):
    find = small(service("ward", places=(at(LEICESTER),)))
    assert find.uids("LRI", delivery="in-person") == ["ward"]
    assert find.uids("LRI", county="Leicestershire")[0] == "lri"


# --- numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["01162313771", "(0116) 231 3771", "+44 116 2313771", "0116-231-3771"]
)
def test_a_number_finds_its_owners_in_any_spacing(small, typed):
    find = small(
        service(
            "second",
            phones=tuple(PublicPhone(number=n) for n in ("0116 200 0000", "0116 231 3771")),
        ),
        service("first", phones=(PublicPhone(number="0116 231 3771"),)),
        service("alike", phones=(PublicPhone(number="0116 231 3772"),)),
    )
    assert find.uids(typed) == ["first", "second"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("01632 960418", "01632 960418"),
        ("01632960418", "01632960418"),
        ("(01632)  960 418", "(01632) 960 418"),
        ("01632 960418 ext 12", "01632960418"),
    ],
)
def test_a_number_that_nobody_has_finds_nothing_and_says_so_as_it_was_typed(small, typed, said):
    find = small(service("alike", phones=(PublicPhone(number="01632 960417"),)))
    found = find(typed)
    assert found.hits == ()
    assert f"the number {said}. Check its digits." in found.ways_on[0]


def test_a_number_half_typed_finds_those_that_begin_so(small):
    find = small(
        service("here", phones=(PublicPhone(number="0116 231 3771"),)),
        service("there", phones=(PublicPhone(number="01522 572268"),)),
    )
    assert find.uids("0116") == find.uids("0116 231") == ["here"]
    assert find.uids("231 3771") == []


def test_a_professional_number_finds_its_owner(small):
    find = small(service("team", professional_phones=(ProfessionalPhone(number="0116 200 9999"),)))
    assert find.uids("0116 200 9999") == ["team"]


def test_a_switchboard_finds_its_hospital(small):
    location = hospital(
        "lri",
        "Leicester Royal Infirmary",
        52.6,
        -1.1,
        phones=(PublicPhone(number="0300 303 1573"),),
    )
    find = small(service("ward", places=(at(location),)))
    assert find.uids("0300 303 1573") == ["lri"]


def test_a_closed_service_is_never_found_by_its_number(small):
    phones = (PublicPhone(number="0116 231 3771"),)
    find = small(service("gone", phones=phones, status=ServiceStatus.CLOSED))
    assert find("0116 231 3771").hits == ()


# --- filters and counts ----------------------------------------------------------------------


def test_filters_are_obeyed(small):
    find = small(
        breast("self", referral_routes=(ReferralRoute.SELF,), audience=(Audience.CARERS_FAMILY,)),
        breast("gp", referral_routes=(ReferralRoute.GP,)),
        service("any", referral_routes=(ReferralRoute.GP,)),
        service("bowel", cancer_sites=("colorectal",)),
    )
    assert find.uids(referral_route="self") == ["self"]
    assert set(find.uids(not_self=True)) == {"gp", "any", "bowel"}
    assert set(find.uids(cancer_site="breast")) == {"self", "gp", "any"}
    assert find.uids(audience="carers-family", cancer_site="breast") == ["self"]
    assert find.uids(service_type="no-such-kind") == []


def test_county_and_district_go_by_place_by_statement_and_by_area(small):
    find = small(
        service("stands", places=(at(BOSTON),), county=""),
        service("says", county="Lincolnshire"),
        service("serves", county="Leicestershire", areas=LINCOLNSHIRE),
        service("none", county="Leicestershire"),
    )
    assert set(find.uids(county="Lincolnshire")) == {"stands", "says", "serves"}
    assert set(find.uids(district="Boston")) == {"stands", "serves"}


def test_the_newest_source_is_a_filter(small):
    find = small(
        service("new", sources=(make_source(),)),
        service("undated", sources=()),
    )
    assert find.uids(newest_source=SourceAge.WITHIN_YEAR.value) == ["new"]
    assert find.uids(newest_source=SourceAge.OLDER.value) == ["undated"]


def test_counts_hold_under_all_other_filters(small):
    find = small(
        breast("a", referral_routes=(ReferralRoute.SELF,), delivery=(Delivery.PHONE,)),
        breast("b", referral_routes=(ReferralRoute.GP,), delivery=(Delivery.PHONE,)),
        breast("c", referral_routes=(ReferralRoute.GP,)),
    )
    found = find("breast", delivery="phone")
    routes = {one.code: one.count for one in found.facets[Facet.REFERRAL_ROUTE]}
    delivery = {one.code: one.count for one in found.facets[Facet.DELIVERY]}
    assert (routes["self"], routes["gp"], routes["invitation"]) == (1, 1, 0)
    assert (delivery["phone"], delivery["in-person"]) == (2, 1)


def test_an_empty_answer_says_which_filter_hides_how_many(small):
    find = small(breast("a", LEICESTER), breast("b", BOSTON))
    found = find("breast", delivery="online")
    assert any("how it is given" in sentence and "2" in sentence for sentence in found.ways_on)
    found = find("breast", "Newark", within_miles=2)
    assert any("limit of 2 miles" in sentence for sentence in found.ways_on)


def test_results_can_be_sorted(small):
    find = small(
        breast("b", BOSTON, name="Alpha", sources=()),
        breast("a", LEICESTER, name="Beta", sources=(make_source(),)),
    )
    assert find.uids("breast", "LE1", sort=Sort.NAME) == ["b", "a"]
    assert find.uids("breast", "PE21", sort=Sort.NEAREST) == ["b", "a"]
    assert find.uids("breast", "PE21", sort=Sort.NEWEST) == ["a", "b"]


def test_a_limit_cuts_the_list_and_not_the_count(small):
    find = small(*(breast(f"s{number:02}") for number in range(30)))
    found = find("breast", limit=7)
    assert (len(found.hits), found.total) == (7, 30)


def test_evenings_and_days_only_rank(small):
    evening = Schedule(byday=("MO",), opens_at=time(18), closes_at=time(20))
    find = small(
        service("day", "Chat group"),
        service("evening", "Chat group", schedules=(evening,)),
        synonyms=Synonyms(soft=frozenset({"evening", "monday"})),
    )
    assert find.uids("chat group monday evening") == ["evening", "day"]


def test_reasons_are_given_in_a_few_words(small):
    find = small(breast("near", LEICESTER, areas=LEICESTERSHIRE))
    (hit,) = find("breast", "LE1").hits
    assert hit.why == ("breast = breast cancer", "0.5 miles", "serves LE1")


def test_many_threads_may_ask_at_once(small):
    find = small(*(breast(f"s{number}", LEICESTER) for number in range(20)))
    questions = [("breast", ""), ("breast", "LE1"), ("", "PE21"), ("brest", "LE2")] * 25
    alone = [find.uids(*question) for question in questions]
    with ThreadPoolExecutor(8, thread_name_prefix="asking") as pool:
        together = list(pool.map(lambda question: find.uids(*question), questions))
    assert together == alone


def test_a_bodys_own_services_come_before_others_called_after_it(small):
    macmillan = make_organization(uid="macmillan", name="Macmillan Cancer Support")
    find = small(
        service("nurses", name="Macmillan nurses"),
        service("line", name="Support line by Macmillan, every day", organization=macmillan),
    )
    assert find.uids("macmillan") == ["line", "nurses"]


# --- numbers, limits and places --------------------------------------------------------------


def test_a_number_of_a_place_obeys_place_filters_and_the_limit_in_miles(real):
    hospital = "01332 340131"
    assert [hit.summary.uid for hit in real.find(Criteria(words=hospital)).hits]
    assert not real.find(Criteria(words=hospital, near="Lincoln", within_miles=5)).hits
    elsewhere = Criteria(words=hospital, chosen=((Facet.COUNTY, ("Lincolnshire",)),))
    assert real.find(elsewhere).total == 0


def test_the_hospital_of_the_first_answer_obeys_the_limit_in_miles(real):
    for miles in (1, 5, 15):
        found = real.find(Criteria(words="lymphoedema near Boston", within_miles=miles))
        assert all(
            hit.miles is None or hit.miles <= miles for hit in found.hits if hit.summary.is_place
        )


def test_an_empty_directory_answers_with_and_without_a_place(small):
    find = small()
    for near in ("", "LE1 5WW", "Leicester"):
        assert find("wig", near).total == 0


def test_a_limit_below_one_shows_one(real):
    for limit in (0, -5):
        found = real.find(Criteria(words="breast cancer derby", limit=limit))
        assert len(found.hits) == 1
        assert found.ways_on == ()


def test_services_are_what_facets_count(real):
    found = real.find(Criteria(words="royal derby hospital"))
    assert found.total > found.services > 0
    assert found.services == sum(
        count for group, count in found.group_totals.items() if group is not Group.PLACES
    )
