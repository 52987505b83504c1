"""What a card says."""

from __future__ import annotations

import pytest

from emndir.domain.provenance import PartialDate
from emndir.domain.service import ServiceSummary
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm, Vocabulary
from emndir.domain.vocabulary import Delivery, ReferralRoute, ServiceStatus
from emndir.search.results import Group, Hit, ReadAs, Results, Understood
from emndir.ui.card_words import CardWords
from emndir.ui.models.results_model import Row, RowKind

CLINIC = TaxonomyTerm(
    taxonomy=Taxonomy.SERVICE_TYPE, code="clinic", label="Clinic", icon="stethoscope"
)
FACTS = {
    "uid": "a",
    "name": "Breast Care Centre",
    "display_name": "Breast clinic",
    "organization_name": "The Trust",
    "service_type": "clinic",
    "place_name": "Glenfield Hospital",
    "town": "Leicester",
    "referral_routes": (ReferralRoute.GP,),
    "delivery": (Delivery.IN_PERSON,),
    "phone": "0300 303 1573",
    "newest_source": PartialDate(2024, 7),
}


@pytest.fixture
def words():
    return CardWords(Vocabulary((CLINIC,)))


def hit(miles=4.2, **changes):
    return Hit(summary=ServiceSummary(**{**FACTS, **changes}), group=Group.FOR_SITE, miles=miles)


def face(words, one):
    return words.face(Row(RowKind.HIT, words.name(one.summary), hit=one))


def texts(shown):
    return [fact.text.replace("\xa0", " ") for fact in shown.facts]


def test_a_card_says_which_water_its_miles_cross(words):
    across = Hit(
        summary=ServiceSummary(**FACTS), group=Group.FOR_SITE, miles=24.0, water="the Wash"
    )
    shown = face(words, across)
    assert "Across the Wash: longer by road" in texts(shown)
    assert "Across the Wash: longer by road" in shown.spoken
    assert "Across the Wash: longer by road" in [fact.text for fact in shown.doubts]
    assert not any("by road" in text for text in texts(face(words, hit())))


def test_a_card_says_kind_place_route_phone_distance_and_age(words):
    shown = face(words, hit())
    assert shown.name == "Breast Care Centre"
    assert shown.line == "Clinic · Glenfield Hospital, Leicester"
    assert shown.distance.replace("\xa0", " ") == "about 4 miles"
    assert texts(shown) == ["GP refers", "0300 303 1573"]
    assert shown.age.text.replace("\xa0", " ") == "Source July 2024"
    assert shown.icon == "stethoscope"


def test_a_card_is_one_sentence_for_a_screen_reader(words):
    assert face(words, hit()).spoken == (
        "Breast Care Centre, Clinic. Glenfield Hospital, Leicester. about 4 miles. GP refers. "
        "0300 303 1573. Source July 2024."
    )


def test_the_place_in_the_shortlist_is_said_before_the_age(words):
    assert face(words, hit()).number is None
    words.number_of = {"a": 2}.get
    assert face(words, hit()).number == 2
    assert face(words, hit()).spoken == (
        "Breast Care Centre, Clinic. Glenfield Hospital, Leicester. about 4 miles. GP refers. "
        "0300 303 1573. Number 2 in shortlist. Source July 2024."
    )


def test_hours_come_before_the_phone_where_a_patient_may_not_call(words):
    hours = "Monday to Friday, 9am to 5pm. Closed at Christmas."
    assert texts(face(words, hit(hours=hours))) == ["GP refers", "Monday to Friday, 9am to 5pm"]
    routes = (ReferralRoute.SELF,)
    assert texts(face(words, hit(hours=hours, referral_routes=routes)))[1] == "0300 303 1573"


def test_what_is_not_known_is_said(words):
    shown = face(words, hit(phone="", referral_routes=(), newest_source=None))
    assert texts(shown) == ["How to get in: not listed", "Phone and hours not listed"]
    assert {fact.tint for fact in shown.facts} == {"ink3"}
    assert (shown.age.text, shown.age.tint) == ("Not dated", "warn")


def test_an_unsure_service_says_so_in_place_of_its_source(words):
    shown = face(words, hit(status=ServiceStatus.UNSURE, newest_source=PartialDate(2018)))
    assert shown.age.text.replace("\xa0", " ") == "Not confirmed: last seen 2018"
    assert shown.age.tint == "warn"


@pytest.mark.parametrize(
    ("delivery", "said"),
    [
        ((Delivery.PHONE,), "By phone"),
        ((Delivery.HOME_VISIT, Delivery.PHONE), "At home"),
        ((Delivery.ONLINE,), "Online"),
        ((Delivery.IN_PERSON, Delivery.PHONE), ""),
        ((), ""),
    ],
)
def test_without_miles_it_says_how_it_is_given(words, delivery, said):
    assert face(words, hit(miles=None, delivery=delivery)).distance == said


def test_the_end_of_a_name_that_the_place_repeats_is_left_out(words):
    named = ServiceSummary(**{**FACTS, "name": "Breast clinic, Glenfield Hospital, Leicester"})
    assert words.name(named) == "Breast clinic"
    other = ServiceSummary(**{**FACTS, "name": "Breast clinic, Ward 5"})
    assert words.name(other) == "Breast clinic, Ward 5"
    only = ServiceSummary(**{**FACTS, "name": "Glenfield Hospital"})
    assert words.name(only) == "Glenfield Hospital"


def test_the_town_is_not_said_twice(words):
    shown = face(words, hit(place_name="Leicester Royal Infirmary"))
    assert shown.line == "Clinic · Leicester Royal Infirmary"


def test_without_a_place_the_organisation_is_named(words):
    assert face(words, hit(place_name="", town="")).line == "Clinic · The Trust"


def test_a_service_for_another_area_says_so(words):
    words.origin_label = "LE2"
    one = Hit(summary=ServiceSummary(**FACTS), group=Group.FOR_SITE, serves_origin=False)
    assert "LE2 is outside its area" in texts(face(words, one))
    unknown = Hit(summary=ServiceSummary(**FACTS), group=Group.FOR_SITE, serves_origin=None)
    assert len(texts(face(words, unknown))) == 2


def test_what_is_gone_says_why_and_offers_nothing(words):
    closed = ServiceSummary(**{**FACTS, "status": ServiceStatus.CLOSED})
    shown = words.face(Row(RowKind.GONE, "Breast Care Centre", gone=closed))
    assert texts(shown) == ["Closed"]
    assert shown.distance == ""


def test_a_place_is_called_a_place(words):
    shown = face(words, hit(is_place=True, service_type="", phone=""))
    assert shown.line.startswith("Place · ")
    assert texts(shown) == ["Phone not listed"]


def test_headings_name_the_cancer_that_was_asked_for(words):
    reading = Understood(
        read_as=ReadAs.CANCER_SITE, code="breast", label="Breast cancer", words="breast"
    )
    assert words.heading(Group.FOR_SITE, Results(understood=(reading,))) == "For breast cancer"
    assert words.heading(Group.FOR_SITE, Results()) == "For this cancer"
    assert words.heading(Group.FOR_ANY, Results(understood=(reading,))) == "For any cancer"
    short = Understood(read_as=ReadAs.CANCER_SITE, code="x", label="HPB cancers", words="hpb")
    assert words.heading(Group.FOR_SITE, Results(understood=(short,))) == "For HPB cancers"


def test_a_heading_has_no_card(words):
    with pytest.raises(ValueError, match="heading"):
        words.face(Row(RowKind.HEADING, "For any cancer", 3))
    assert words.sentence(Row(RowKind.HEADING, "For any cancer", 3)) == "For any cancer, 3"
