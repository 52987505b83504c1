from emndir.domain.freshness import PaperRule
from emndir.domain.location import ServiceAtLocation
from emndir.domain.provenance import PartialDate
from emndir.domain.vocabulary import FactGroup, ServiceStatus
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import phrases, plain
from emndir.handouts.standing import doubts, standing_words
from tests.builders import TODAY, make_source
from tests.handouts.conftest import (
    FRESH,
    NB,
    OLD,
    UNDATED,
    make_infirmary,
    make_radiotherapy,
)


def source(seen, *groups):
    return make_source(seen=seen, supports=groups)


def at(*sources):
    return (ServiceAtLocation(location=make_infirmary(sources=sources)),)


def said(service, **keys):
    words = standing_words(PatientService.of(service, today=TODAY, **keys), phrases())
    return plain(words).replace(NB, " ")


def test_fresh_facts_need_no_words():
    assert said(make_radiotherapy()) == ""


def test_facts_of_one_age_are_said_of_the_sheet():
    unchecked = make_radiotherapy(sources=(UNDATED,), places=at(UNDATED))
    assert said(unchecked) == "Not checked yet. Call or look before you rely on this sheet."
    old = make_radiotherapy(sources=(OLD,), places=at(OLD))
    assert said(old) == "Last checked January 2020. Call or look before you rely on this sheet."


def test_one_fact_is_named():
    sources = (source(PartialDate(2020, 1), FactGroup.HOURS), FRESH)
    fresh_but_hours = make_source(
        seen=PartialDate.of(TODAY), supports=tuple(g for g in FactGroup if g is not FactGroup.HOURS)
    )
    service = make_radiotherapy(sources=(sources[0], fresh_but_hours))
    assert (
        said(service) == "Last checked January 2020: the hours. Call or look before you rely on it."
    )


def test_facts_that_share_a_date_share_a_sentence():
    service = make_radiotherapy(
        sources=(
            source(PartialDate(2020, 1), FactGroup.CONTACT, FactGroup.HOURS),
            source(None, FactGroup.REFERRAL, FactGroup.COST),
            source(PartialDate.of(TODAY), FactGroup.ABOUT, FactGroup.PLACE),
        )
    )
    assert said(service) == (
        "Not checked yet: how to get in and the cost. "
        "Last checked January 2020: the phone number, the website and the hours. "
        "Call or look before you rely on them."
    )


def test_many_dates_become_one_sentence():
    service = make_radiotherapy(
        sources=(
            source(PartialDate(2020, 1), FactGroup.CONTACT),
            source(PartialDate(2018), FactGroup.HOURS),
            source(PartialDate(2022, 5), FactGroup.COST, FactGroup.REFERRAL),
            source(PartialDate.of(TODAY), FactGroup.ABOUT, FactGroup.PLACE),
        )
    )
    assert said(service).startswith(
        "Last checked between 2018 and May 2022: the phone number, the website, how to get in, "
        "the hours and the cost."
    )


def test_ageing_facts_print_their_date_and_ask_for_a_call():
    ageing = make_source(seen=PartialDate(2026, 3), supports=tuple(FactGroup))
    service = make_radiotherapy(sources=(ageing,), places=())
    assert said(service) == "Last checked March 2026. Please call first."


def test_without_a_number_nobody_is_told_to_call():
    service = make_radiotherapy(sources=(UNDATED,), places=at(UNDATED), phones=())
    assert "Look at the website" in said(service)
    nothing = make_radiotherapy(sources=(UNDATED,), places=at(UNDATED), phones=(), website="")
    assert "Ask before you rely on this sheet." in said(nothing)


def test_what_is_left_out_needs_no_words():
    service = make_radiotherapy(sources=(OLD,), places=at(OLD))
    assert said(service, rule=PaperRule.LEAVE_OUT) == ""


def test_what_was_checked_needs_no_words():
    service = make_radiotherapy(sources=(UNDATED,), places=at(UNDATED))
    assert said(service, confirmed=frozenset(FactGroup)) == ""


def test_the_person_who_prints_is_told_every_doubt():
    service = make_radiotherapy(
        status=ServiceStatus.UNSURE,
        sources=(source(PartialDate(2020, 1), FactGroup.CONTACT), source(None, FactGroup.COST)),
    )
    found = doubts(PatientService.of(service, today=TODAY), phrases())
    sentences = [sentence.replace(NB, " ") for _group, sentence in found]
    assert sentences[0].startswith("No source shows that it runs today")
    assert "Phone number: last checked January 2020, so it is printed with a note." in sentences
    assert "24-hour line: last checked January 2020, so it is left out." in sentences
    assert "Cost: not checked yet, so it is printed with a note." in sentences
    assert FactGroup.TREATMENT_LINE in [group for group, _ in found]
    left = doubts(PatientService.of(service, today=TODAY, rule=PaperRule.LEAVE_OUT), phrases())
    assert "Cost: not checked yet, so it is left out." in [sentence for _, sentence in left]


def test_a_sheet_without_doubts_has_none():
    assert doubts(PatientService.of(make_radiotherapy(), today=TODAY), phrases()) == ()
