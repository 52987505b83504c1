"""Where a line may end: in a long address after a mark, in a number, postcode or time never."""

import pytest

from emndir.domain.contact import PublicPhone
from emndir.handouts.blocks import SIZES
from emndir.handouts.breaking import SOFT, soft
from tests.handouts.choices import make_centre, make_choices, make_line
from tests.handouts.conftest import NB, read


def pieces(text):
    return soft(text).split(SOFT)


def test_an_address_that_fits_a_line_stays_whole():
    for address in ("macmillan.org.uk", "uhleicester.nhs.uk", "info@sarcoma.org.uk."):
        assert pieces(address) == [address]


def test_a_long_address_breaks_after_its_marks_only():
    found = pieces("nhs.uk/nhs-services/help-with-health-costs/healthcare-travel-costs")
    assert all(piece[-1] in "/.-" for piece in found[:-1])
    assert "".join(found) == "nhs.uk/nhs-services/help-with-health-costs/healthcare-travel-costs"
    assert pieces("ngh-tr.bereavement-service@nhs.net")[-1] == "service@nhs.net"


@pytest.mark.parametrize("ending", ["co.uk", "org.uk", "nhs.uk", "net", "org.uk."])
def test_its_ending_is_not_torn_off(ending):
    assert pieces(f"lincolnshire-health-services.{ending}")[-1] == f"services.{ending}"


def test_a_label_longer_than_any_line_breaks_in_about_equal_parts():
    found = pieces("peterboroughbreastcancersupportgroup.co.uk")
    assert min(map(len, found)) > 10
    assert max(map(len, found)) <= 20


@pytest.mark.parametrize(
    "whole",
    [
        f"0808{NB}808{NB}00{NB}00",
        f"0808{NB}808{NB}00{NB}00{NB}or{NB}0300{NB}123{NB}1801",
        f"Monday{NB}to{NB}Friday,{NB}9am{NB}to{NB}5:30pm",
        f"LE1{NB}5WW",
    ],
)
def test_numbers_postcodes_and_times_are_never_torn(whole):
    joined = "|".join(pieces(whole))
    held = (
        f"0808{NB}808{NB}00{NB}00",
        f"0300{NB}123{NB}1801",
        f"9am{NB}to{NB}5:30pm",
        f"LE1{NB}5WW",
    )
    assert any(one in whole for one in held)
    for one in held:
        assert (one in joined) == (one in whole)


@pytest.mark.parametrize("points", SIZES)
def test_long_addresses_stay_within_their_page_and_are_all_there(points):
    phone = PublicPhone(number="0300 123 1801")
    long = "https://peterboroughbreastcancersupportgroup.co.uk/"
    sheet = make_choices(
        make_line(), make_centre(website=long, phones=(phone,)), with_table=True, points=points
    )
    paper = read(sheet)
    side = (15 if points == 24 else 18) * 72 / 25.4
    assert max(run.right for run in paper.runs) <= 595.28 - side + 1
    text = "".join(paper.texts).replace("\r", "").replace("\n", "").replace(SOFT, "")
    assert "peterboroughbreastcancersupportgroup.co.uk" in text
