"""What may be chosen, as text: every fault named, unsigned wording marked."""

from __future__ import annotations

from datetime import date

import pytest

from emndir.domain.choosing import UNSIGNED, chosen_as, statements_for
from emndir.domain.problems import Severity
from emndir.domain.vocabulary import Stage
from emndir.storage.choice_text import choice_texts, parse_choice
from emndir.storage.queries import load_choice
from emndir.storage.source import read_source
from emndir.storage.text_files import CHOICE_FILE
from tests.storage.conftest import SAMPLE

TYPES = ["clinic", "hospice-inpatient"]
TEXT = (SAMPLE / CHOICE_FILE).read_text("utf-8")
REAL = SAMPLE.parents[2] / "data"


def parsed(text=TEXT, types=TYPES):
    return parse_choice({CHOICE_FILE: text.encode()}, types)


def test_the_sample_is_read_and_written_byte_for_byte():
    found, problems = parsed()
    assert choice_texts(found) == {CHOICE_FILE: TEXT}
    assert problems == ()


def test_it_comes_back_from_a_directory_file(connection):
    assert load_choice(connection) == parsed()[0]


def test_what_is_not_signed_says_so_and_is_a_warning():
    signature = 'signed_by = "network office"\nsigned_on = "2026-10-02"\n'
    assert signature in TEXT
    (signed, unsigned), problems = parsed(TEXT.replace(signature, ""))
    assert [(one.record, one.severity) for one in problems] == [("hospice", Severity.WARNING)]
    assert signed.mark == (
        "Wording approved by network clinical lead, 20\N{NO-BREAK SPACE}October\N{NO-BREAK SPACE}2026."
    )
    assert unsigned.mark == UNSIGNED


def test_statements_of_some_services_each_once():
    found = parsed()[0]
    assert [one.uid for one in statements_for(found, ["clinic", "clinic"])] == ["urgent-check"]
    assert [one.uid for one in statements_for(found, ["hospice-inpatient", "clinic"])] == [
        "urgent-check",
        "hospice",
    ]
    assert statements_for(found, ["helpline"]) == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('uid = "hospice"', 'uid = "urgent-check"', "used twice"),
        ('"clinic"', '"clinics"', "“clinics” is no kind of service"),
        ('signed_on = "2026-10-20"\n', "", "give both, or neither"),
        ('signed_on = "2026-10-20"', 'signed_on = "2026-09-20"', "must be signed anew"),
        ('heading = "A GP refers to a hospice."\n', "", "“heading” is missing"),
        ("[[statement]]", "[[statement", "not TOML"),
    ],
)
def test_a_fault_is_named(old, new, message):
    assert old in TEXT
    _found, problems = parsed(TEXT.replace(old, new, 1))
    assert [one for one in problems if message in one.message and one.path == CHOICE_FILE], problems


NONE_FOR_A_REASON = {
    "acute-oncology": "people on treatment ring the unit that treats them",
    "clinical-nurse-specialist": "the team gives each patient a nurse",
    "other": "no one kind of help: team meetings, gift packs, teachers of practices",
}
WHO_ARRANGES = {
    "urgent-check": {Stage.PREVENTION, Stage.SCREENING, Stage.DIAGNOSIS},
    "treatment": {Stage.TREATMENT, Stage.LIVING_WITH},
    "hospice": {Stage.PALLIATIVE},
}


def test_every_real_service_has_the_sentence_of_its_kind_or_none_for_a_reason():
    directory = read_source(REAL, today=date(2026, 11, 23)).directory
    clinics = {}
    for one in directory.services:
        chosen = chosen_as(one.service_type, one.stages)
        said = statements_for(directory.choice, [chosen])
        if one.service_type in NONE_FOR_A_REASON:
            assert said == (), one.uid
            continue
        (statement,) = said
        if one.service_type != "clinic":
            assert one.service_type in statement.service_types, one.uid
            continue
        clinics[one.uid] = statement.uid
        assert WHO_ARRANGES[statement.uid] & set(one.stages), one.uid
        assert (statement.uid == "urgent-check") is bool(
            WHO_ARRANGES["urgent-check"] & set(one.stages)
        )
    assert clinics["ulth-pelvic-late-effects"] == "treatment"
    assert clinics["christie-manchester"] == "treatment"
    assert clinics["loros-outpatients"] == "hospice"
    assert clinics["uhl-breast-care-centre-glenfield"] == "urgent-check"
    assert len(clinics) > 40


def test_the_real_wording_is_of_every_kind_of_service_and_short_enough_to_read():
    directory = read_source(REAL, today=date(2026, 11, 23)).directory
    offered = {one.service_type for one in directory.services if one.status.is_offered}
    said = {code for one in directory.choice for code in one.service_types}
    assert offered - said <= {"other", "acute-oncology", "clinical-nurse-specialist"}
    assert len(said) == sum(len(one.service_types) for one in directory.choice), "one sentence each"
    for one in directory.choice:
        assert len(one.heading.split()) <= 20, one.uid
        assert all(len(part.split()) <= 26 for part in one.text.split(". ")), one.uid
        assert one.source
