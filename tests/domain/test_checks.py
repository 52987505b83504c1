"""Every rule has a record that breaks it, and a sound directory breaks none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from emndir.domain.checks import check_directory, without_faulty
from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.location import ServiceAtLocation
from emndir.domain.problems import Problem, Severity
from emndir.domain.provenance import Check, PartialDate
from emndir.domain.rules import RULES
from emndir.domain.schedule import Schedule
from emndir.domain.service import Alert, ServiceArea
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm, Vocabulary
from emndir.domain.vocabulary import (
    AreaKind,
    FactGroup,
    PhoneKind,
    ReferralRoute,
    ServiceStatus,
)
from emndir.domain.whole import Surroundings
from tests.builders import (
    DAY_AND_NIGHT,
    TODAY,
    make_directory,
    make_location,
    make_organization,
    make_service,
    make_source,
    make_vocabulary,
)

AREAS = {
    AreaKind.COUNTY: frozenset({"Leicestershire", "Rutland"}),
    AreaKind.DISTRICT: frozenset({"Melton", "Rutland"}),
}
BLEEP = ProfessionalPhone(number="0116 258 3366")


def surroundings():
    return Surroundings(
        today=TODAY,
        postcode_fault=lambda postcode: "" if postcode == "LE3 9QE" else f"No {postcode}.",
        areas=AREAS,
    )


def of_service(**changes):
    return make_directory(services=(make_service(**changes),))


def of_location(**changes):
    return make_directory(locations=(make_location(**changes),))


def of_organization(**changes):
    organization = make_organization(**changes)
    service = make_service(organization=organization)
    return make_directory(organizations=(organization,), services=(service,))


def of_terms(*terms):
    return make_directory(vocabulary=Vocabulary((*make_vocabulary().terms, *terms)))


def term(**facts):
    return TaxonomyTerm(taxonomy=facts.pop("taxonomy", Taxonomy.CANCER_SITE), label="A", **facts)


def twice(**changes):
    return make_directory(services=(make_service(), make_service(**changes)))


def treatment_line(**changes):
    phone = PublicPhone(number="0116 250 2543", kind=PhoneKind.TREATMENT_LINE)
    return of_service(phones=(phone,), **changes)


OLD = (make_source(seen=PartialDate(2021, 11, 21)),)
NOWHERE = {"phones": (), "referral_routes": (ReferralRoute.SELF,)}

BREACHES = [
    ("duplicate-uid", "uid", twice()),
    ("duplicate-uid", "uid", of_location(uid="a-service")),
    ("duplicate-uid", "former_uids", twice(uid="another", former_uids=("a-service",))),
    (
        "duplicate-organization",
        "uid",
        make_directory(organizations=(make_organization(), make_organization(name="B"))),
    ),
    ("duplicate-code", "code", of_terms(term(code="breast"))),
    ("unknown-parent", "parent", of_terms(term(code="lung", parent="chest"))),
    (
        "unknown-parent",
        "parent",
        of_terms(term(code="wigs", parent="clinic", taxonomy=Taxonomy.SERVICE_TYPE)),
    ),
    ("dangling-became", "became", of_service(became="nobody")),
    ("dangling-became", "became", of_service(became="a-service")),
    ("dangling-organization", "became", of_organization(became="nobody")),
    ("dangling-organization", "became", of_organization(became="a-hospice")),
    ("unknown-code", "service_type", of_service(service_type="clinics")),
    ("unknown-code", "cancer_sites", of_service(cancer_sites=("brest",))),
    (
        "unknown-organization-type",
        "type",
        make_directory(
            vocabulary=Vocabulary(
                tuple(one for one in make_vocabulary().terms if one.code != "hospice")
            )
        ),
    ),
    ("invalid-phone", "phone[1].number", of_service(phones=(PublicPhone(number="0116"),))),
    ("invalid-phone", "phone[1].number", of_location(phones=(PublicPhone(number="01 2"),))),
    (
        "unusual-phone",
        "phone[1].number",
        of_service(phones=(PublicPhone(number="01162 502543"),)),
    ),
    (
        "public-and-professional",
        "phone[2].number",
        of_service(professional_phones=(ProfessionalPhone(number="01162502543"),)),
    ),
    (
        "professional-in-text",
        "description",
        of_service(description="Ring 0116 258 3366.", professional_phones=(BLEEP,)),
    ),
    (
        "professional-in-text",
        "hours_note",
        of_service(hours_note="Ring (+44) 116-258-3366", professional_phones=(BLEEP,)),
    ),
    (
        "professional-in-text",
        "eligibility",
        of_service(eligibility="Ask at team@nhs.net.", professional_email="Team@nhs.net"),
    ),
    (
        "professional-in-text",
        "place[1].detail",
        of_service(
            places=(ServiceAtLocation(location=make_location(), detail=("Bleep 4321",)),),
            professional_phones=(ProfessionalPhone(number="4321"),),
        ),
    ),
    ("number-in-text", "plain_line", of_service(plain_line="Ring 0115 962 7627 first.")),
    ("postcode", "postcode", of_location(postcode="LE99 9ZZ")),
    ("no-source", "source", of_service(sources=())),
    ("long-plain-name", "plain_name", of_service(plain_name="a b c d e f g h i")),
    ("long-plain-line", "plain_line", of_service(plain_line="a " * 16)),
    ("treatment-line-hours", "schedule", treatment_line()),
    ("no-way-in", "referral_routes", of_service(**NOWHERE)),
    ("stale", "status", of_service(sources=OLD)),
    ("past-alert", "alert.until", of_service(alert=Alert(text="A", until=date(2026, 11, 21)))),
    (
        "future-date",
        "source[1].seen",
        of_service(sources=(make_source(seen=PartialDate(2026, 11, 23)),)),
    ),
    (
        "future-date",
        "check[1].checked_on",
        of_location(checks=(Check(group=FactGroup.PLACE, checked_on=PartialDate(2027)),)),
    ),
    ("ages", "minimum_age", of_service(minimum_age=25, maximum_age=16)),
    ("website", "website", of_service(website="http://example.org")),
    ("website", "website", of_organization(website="example")),
    ("email", "email", of_service(email="someone at example.org")),
    ("area", "area[1]", of_service(areas=(ServiceArea(name="Melton", kind=AreaKind.COUNTY),))),
    ("county", "county", of_service(county="Leics")),
    ("county", "county", of_location(county="Rutlandshire")),
]

FINE = [
    of_service(phones=(PublicPhone(number="0808 808 00 00"),)),
    of_service(phones=(PublicPhone(number="111"),)),
    of_service(phones=(PublicPhone(number="0300 303 1573 ext 5414"),)),
    of_service(description="Ring 0116 250 2543, or 999 in an emergency, from 9am to 10.30am."),
    of_service(description="Open since 2014. Room 1162583366 is upstairs."),
    of_service(professional_phones=(ProfessionalPhone(number="4321"),)),
    of_service(
        description="Ring 0116 231 3771.",
        places=(
            ServiceAtLocation(
                location=make_location(phones=(PublicPhone(number="0116 231 3771"),))
            ),
        ),
    ),
    of_service(sources=(), status=ServiceStatus.CLOSED),
    of_service(sources=OLD, status=ServiceStatus.UNSURE),
    of_service(sources=(make_source(seen=PartialDate(2021, 11, 22)),)),
    of_service(sources=(make_source(seen=None),)),
    of_service(status=ServiceStatus.CLOSED, **NOWHERE),
    of_service(alert=Alert(text="A", until=TODAY)),
    of_service(minimum_age=16, maximum_age=16),
    of_service(areas=(ServiceArea(name="the far north"),)),
    of_service(areas=(ServiceArea(name="Rutland", kind=AreaKind.DISTRICT),)),
    of_service(county="national"),
    of_service(became="a-hospice-building", status=ServiceStatus.CLOSED),
    treatment_line(schedules=(DAY_AND_NIGHT,)),
    of_terms(term(code="lung", parent="breast")),
    make_directory(services=(), locations=(), organizations=()),
]


@pytest.mark.parametrize(("name", "field", "directory"), BREACHES)
def test_a_breach_is_found(name, field, directory):
    rule = next(rule for rule in RULES if rule.name == name)
    found = check_directory(directory, surroundings(), (rule,))
    assert [(one.field, one.severity) for one in found if one.field == field], found
    assert {one.severity for one in found} == {rule.severity}
    for problem in found:
        assert problem.message.endswith((".", "?"))
        assert problem.record


def test_every_rule_has_a_breach():
    assert {name for name, _, _ in BREACHES} == {rule.name for rule in RULES}
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("directory", FINE)
def test_what_is_right_passes_every_rule(directory):
    assert check_directory(directory, surroundings()) == []


def test_a_number_for_professionals_is_found_in_another_services_text():
    teller = make_service(uid="teller", description="Or ring 01162583366.")
    owner = make_service(uid="owner", professional_phones=(BLEEP,))
    found = check_directory(make_directory(services=(teller, owner)), surroundings())
    assert [(one.record, one.field, one.severity) for one in found] == [
        ("teller", "description", Severity.ERROR)
    ]


def test_a_treatment_line_open_by_day_only_is_doubted():
    office = Schedule(byday=("MO",), opens_at=time(9), closes_at=time(17))
    found = check_directory(treatment_line(schedules=(office,)), surroundings())
    assert [one.field for one in found] == ["schedule"]


def test_a_fault_names_its_file():
    paths = [
        check_directory(directory, surroundings())[0].path
        for directory in (
            of_service(minimum_age=9, maximum_age=2),
            of_location(postcode="LE99 9ZZ"),
            of_organization(website="http://a.org"),
            of_terms(term(code="lung", parent="chest")),
        )
    ]
    file = "directory/leicestershire/a-hospice.toml"
    assert paths == [file, file, file, "vocabulary/cancer-sites.toml"]


def errors_of(directory):
    return check_directory(directory, surroundings())


def test_only_records_with_errors_are_left_out():
    bad = make_service(uid="bad", minimum_age=9, maximum_age=2)
    doubtful = make_service(uid="doubtful", website="http://a.org", became="")
    follower = make_service(uid="follower", became="bad", status=ServiceStatus.CLOSED)
    directory = make_directory(services=(make_service(), bad, doubtful, follower))
    kept = without_faulty(directory, errors_of(directory))
    assert [one.uid for one in kept.services] == ["a-service", "doubtful", "follower"]
    assert kept.services[2].became == ""


def test_the_first_of_two_with_one_uid_stays():
    directory = twice(name="The second")
    assert [one.name for one in without_faulty(directory, errors_of(directory)).services] == [
        "A service"
    ]


def test_a_place_with_an_error_is_taken_from_its_services():
    location = make_location(phones=(PublicPhone(number="01"),))
    service = make_service(places=(ServiceAtLocation(location=location),))
    directory = make_directory(locations=(location,), services=(service,))
    kept = without_faulty(directory, errors_of(directory))
    assert kept.locations == ()
    assert kept.services == (replace(service, places=()),)


def test_without_its_organization_nothing_stays():
    directory = make_directory()
    path = "directory/leicestershire/a-hospice.toml"
    problem = Problem(path=path, record="a-hospice", field="name", message="Bad.")
    kept = without_faulty(directory, [problem])
    assert (kept.organizations, kept.locations, kept.services) == ((), (), ())


def test_an_unknown_code_leaves_a_record_usable():
    directory = of_service(service_type="clinics")
    assert len(without_faulty(directory, errors_of(directory)).services) == 1


def test_what_refers_to_a_record_that_cannot_be_read_is_not_to_blame():
    around = replace(surroundings(), unread=frozenset({"gone"}))
    assert check_directory(of_service(became="gone"), around) == []
    assert check_directory(of_organization(became="gone"), around) == []
