"""Special treatments: only what a record says it gives itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from emndir.choice.options import TREATING
from emndir.choice.treatments import treatments, treatments_named
from emndir.storage.source import read_source
from tests.builders import TODAY


def codes(*texts):
    return [one.code for one in treatments_named(texts)]


def test_a_treatment_is_named_by_any_of_its_words():
    assert codes("Some treatment from inside the body (brachytherapy).") == ["brachytherapy"]
    assert codes("", "Internal radiotherapy") == ["brachytherapy"]
    assert codes("A big unit.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Brachytherapy is not given here.",
        "Brachytherapy and radiotherapy are at Castle Hill Hospital.",
        "It used to give brachytherapy.",
        "Brachytherapy is planned.",
    ],
)
def test_what_is_denied_or_given_elsewhere_is_not_named(text):
    assert codes(text) == []


def test_words_stand_alone():
    assert codes("The RoboERCPs of a maker") == []


def test_the_table_is_whole_and_in_plain_words():
    for one in treatments():
        assert one.words
        assert one.label[0].isupper()
        assert re.fullmatch(r"[a-z-]+", one.code)


READ = {
    "christie-at-macclesfield-radiotherapy": ["pinpoint"],
    "east-mercia-urology-alliance": ["robot"],
    "ngh-radiotherapy-northampton": ["weekend"],
    "nuh-chemotherapy-suite-city": ["immunotherapy"],
    "nuh-radiotherapy-nottingham": [
        "brachytherapy",
        "pinpoint",
        "papillon",
        "total-body",
        "radiotherapy-children",
        "radiotherapy-sarcoma",
    ],
    "nuh-urology-cancer-surgery": ["robot"],
    "proton-beam-christie": ["proton"],
    "proton-beam-uclh": ["proton"],
    "sfh-chemotherapy-kings-mill": ["immunotherapy"],
    "sth-bone-marrow-transplant": ["transplant"],
    "uhdb-combined-day-unit-derby": ["immunotherapy"],
    "uhdb-robotic-cancer-surgery": ["robot"],
    "uhl-bone-marrow-transplant-unit": ["transplant"],
    "uhl-hpb-unit": ["ercp"],
    "uhl-mohs-surgery": ["mohs"],
    "uhl-radiotherapy-leicester": ["brachytherapy", "weekend"],
    "ulth-lincoln-oncology-centre": ["brachytherapy"],
    "ulth-robotic-colorectal-surgery": ["robot"],
}
"""What was read in the real directory, each held against its record by a person."""


def test_every_treatment_read_in_the_real_directory_was_looked_at():
    directory = read_source(Path(__file__).parents[2] / "data", today=TODAY).directory
    found = {
        service.uid: [one.code for one in treatments_named((service.description, *service.needs))]
        for service in directory.services
        if service.service_type in TREATING and service.status.is_offered
    }
    assert {uid: named for uid, named in found.items() if named} == READ
