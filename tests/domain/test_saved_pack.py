"""Names of packs: tidied, and doubted where they look like a person."""

from __future__ import annotations

import pytest

from emndir.domain.saved_pack import NAME_AT_MOST, PackNameError, name_doubt, tidy_name


@pytest.mark.parametrize(
    "name",
    [
        "Jane Smith",
        "for Margaret",
        "Mrs Patel",
        "mr o'brien",
        "J Smith",
        "Smith, J",
        "Pt in bed 4",
        "jane.smith@example.org",
        "Mohammed's pack",
        "SUSAN",
    ],
)
def test_the_name_of_a_person_is_doubted(name):
    assert "name of a person" in name_doubt(name)


@pytest.mark.parametrize(
    "name", ["943 476 5919", "4857773456", "12/03/1956", "12.3.56", "RWE123456", "07700 900123"]
)
def test_a_number_of_a_person_is_doubted(name):
    assert "number of a person" in name_doubt(name)


@pytest.mark.parametrize(
    "name",
    [
        "Wig day",
        "New breast patients",
        "Bowel, Leicester LE2",
        "Hospice at home, Newark",
        "Large print, room 12",
        "Clinic 5B on Tuesdays",
        "After treatment",
        "Hope and grace group",
        "24-hour lines",
    ],
)
def test_what_a_clinic_would_write_is_not(name):
    assert name_doubt(name) == ""


def test_a_name_is_one_clean_line():
    assert tidy_name("  Wig\tday\n\x00 ") == "Wig day"
    assert tidy_name("x" * NAME_AT_MOST) == "x" * NAME_AT_MOST


@pytest.mark.parametrize("name", ["", " \t\n", "\x00", "x" * (NAME_AT_MOST + 1)])
def test_no_name_and_an_endless_one_are_refused(name):
    with pytest.raises(PackNameError):
        tidy_name(name)
