"""Words for members, codes and numbers."""

from __future__ import annotations

from datetime import date

import pytest

from emndir.domain import freshness, vocabulary
from emndir.domain.provenance import PartialDate
from emndir.domain.service import ServiceSummary
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm, Vocabulary
from emndir.domain.vocabulary import ReferralRoute, ServiceStatus
from emndir.search import criteria, results
from emndir.ui import labels, late_labels

ENUMS = [
    vocabulary.ReferralRoute,
    vocabulary.Delivery,
    vocabulary.HelpGroup,
    vocabulary.Stage,
    vocabulary.Audience,
    vocabulary.Cost,
    vocabulary.ServiceStatus,
    vocabulary.Confidence,
    vocabulary.PhoneKind,
    vocabulary.FactGroup,
    vocabulary.Precision,
    freshness.Freshness,
    freshness.PaperRule,
    criteria.Facet,
    criteria.Sort,
    criteria.SourceAge,
    results.Group,
    results.ReadAs,
]
SELF, GP, TEAM, ANY, INVITED = ReferralRoute
TODAY = date(2026, 11, 22)


def summary(**changes):
    return ServiceSummary(**{"uid": "a", "name": "A", "display_name": "A", **changes})


@pytest.mark.parametrize("member", [each for enum in ENUMS for each in enum], ids=repr)
def test_every_member_has_words(member):
    assert labels.words(member).strip()


def test_members_of_one_value_keep_their_own_words():
    assert vocabulary.Delivery.PHONE == results.ReadAs.PHONE
    assert labels.words(vocabulary.Delivery.PHONE) == "By phone"
    assert labels.words(results.ReadAs.PHONE) == "Phone number"


@pytest.mark.parametrize("member", list(results.ReadAs))
def test_every_reading_has_a_sign(member):
    assert member in late_labels.ICONS


@pytest.mark.parametrize(
    ("miles", "is_exact", "said"),
    [
        (4.2, True, "4.2 miles"),
        (4.2, False, "about 4 miles"),
        (0.96, True, "1 mile"),
        (0.97, False, "about 1 mile"),
        (1.2, False, "about 1 mile"),
        (0.3, True, "under half a mile"),
        (0.3, False, "under half a mile"),
        (0, False, "under half a mile"),
        (120.4, False, "about 120 miles"),
    ],
)
def test_miles(miles, is_exact, said):
    assert labels.miles_in_words(miles, is_exact).replace("\xa0", " ") == said


def test_miles_stay_on_one_line():
    assert " " not in labels.miles_in_words(4.2, is_exact=False)


@pytest.mark.parametrize(
    ("routes", "said"),
    [
        ((), ""),
        ((SELF,), "Patient can contact"),
        ((GP,), "GP refers"),
        ((GP, TEAM), "GP or hospital team refers"),
        ((SELF, INVITED), "By invitation, or patient can contact"),
        ((GP, INVITED), "GP refers, or by invitation"),
        ((SELF, ANY), "Patient or any professional"),
        ((SELF, GP), "Patient can contact, or GP refers"),
        ((SELF, GP, TEAM), "Patient can contact, or GP or hospital team refers"),
        ((SELF, GP, INVITED), "Patient can contact, or GP refers, or by invitation"),
        ((SELF, TEAM), "Patient can contact, or hospital team refers"),
        ((GP, TEAM, ANY), "Any professional refers"),
        ((TEAM, INVITED), "Hospital team refers, or by invitation"),
        ((ANY, INVITED), "Any professional refers, or by invitation"),
    ],
)
def test_routes(routes, said):
    assert labels.routes_in_words(routes) == said


def test_every_mix_of_routes_has_words():
    routes = list(ReferralRoute)
    for bits in range(1, 2 ** len(routes)):
        mix = tuple(route for at, route in enumerate(routes) if bits >> at & 1)
        said = labels.routes_in_words(mix).casefold()
        for route, word in (
            (SELF, "patient"),
            (TEAM, "team"),
            (ANY, "any prof"),
            (INVITED, "invit"),
        ):
            covered = route is TEAM and ANY in mix
            assert (word in said) is (route in mix and not covered)
        assert ("gp" in said) is (GP in mix and ANY not in mix)


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 services"), (1, "1 service"), (1042, "1,042 services")]
)
def test_services(count, said):
    assert labels.services_in_words(count) == said


def test_sources_say_their_month_or_that_they_have_no_date():
    assert (
        labels.source_in_words(PartialDate(2024, 7, 19)).replace("\xa0", " ") == "Source July 2024"
    )
    assert labels.source_in_words(PartialDate(2024)).replace("\xa0", " ") == "Source 2024"
    assert labels.source_in_words(None) == "Not dated"


def test_an_unsure_service_says_when_it_was_last_seen():
    unsure = summary(status=ServiceStatus.UNSURE, newest_source=PartialDate(2018, 3))
    assert labels.doubt_in_words(unsure).replace("\xa0", " ") == "Not confirmed: last seen 2018"
    assert (
        labels.doubt_in_words(summary(status=ServiceStatus.UNSURE))
        == "Not confirmed: no dated source"
    )
    assert labels.doubt_in_words(summary()) == ""


def test_a_closed_service_says_so():
    assert labels.gone_in_words(summary(status=ServiceStatus.CLOSED)) == "Closed"


def test_digits_are_spoken_one_by_one():
    assert labels.spoken_digits("0300 303\xa01573") == "0 3 0 0, 3 0 3, 1 5 7 3"
    assert labels.spoken_digits("") == ""


def test_codes_have_the_words_of_the_vocabulary():
    term = TaxonomyTerm(
        taxonomy=Taxonomy.SERVICE_TYPE, code="wigs", label="Wigs", icon="hair-dryer-outline"
    )
    known = Vocabulary((term,))
    assert labels.code_in_words(known, Taxonomy.SERVICE_TYPE, "wigs") == "Wigs"
    assert labels.code_in_words(known, Taxonomy.SERVICE_TYPE, "day-care") == "day care"
    assert labels.code_in_words(None, Taxonomy.SERVICE_TYPE, "wigs") == "wigs"
    assert labels.kind_in_words(known, summary(service_type="wigs")) == "Wigs"
    assert labels.kind_in_words(known, summary(is_place=True)) == "Place"


def test_signs_of_services():
    term = TaxonomyTerm(
        taxonomy=Taxonomy.SERVICE_TYPE, code="clinic", label="Clinic", icon="candle"
    )
    assert labels.service_icon(Vocabulary((term,)), "clinic") == "candle"
    assert labels.service_icon(None, "clinic") == "stethoscope"
    assert labels.service_icon(None, "new-kind") == labels.UNKNOWN_ICON
    assert labels.service_icon(None, "", is_place=True) == labels.PLACE_ICON


def test_routes_by_code():
    assert labels.route_code_in_words("gp") == "GP refers"
    assert labels.route_code_in_words("carrier-pigeon") == ""


def test_days():
    assert labels.day_in_words(TODAY).replace("\xa0", " ") == "22 November 2026"
