"""Sheets of choices from the real directory: all its services, five at a time, read back."""

import re

import pytest

from emndir.domain.freshness import PaperRule
from emndir.domain.vocabulary import FactGroup
from emndir.handouts.choices import choices_sheet
from emndir.handouts.pdf import sheet_pdf
from emndir.handouts.plain_text import sheet_text
from tests.builders import TODAY
from tests.handouts.choices import HOME, views
from tests.handouts.conftest import NB, Paper

EVERY_FACT = frozenset(FactGroup)


@pytest.fixture(scope="module")
def fives(real):
    offered = [service for service in real.directory.services if service.status.is_offered]
    assert len(offered) > 500
    return [offered[at : at + 5] for at in range(0, len(offered), 5)]


@pytest.fixture(scope="module")
def professional(real):
    """Return the numbers that no patient may have, whoever's they are."""
    services = real.directory.services
    found = {phone.digits.lstrip("0") for one in services for phone in one.professional_phones}
    public = {
        phone.digits.lstrip("0")
        for service in services
        for phone in (
            *service.phones,
            *(phone for place in service.places for phone in place.location.phones),
        )
    }
    assert found - public
    return found - public


def sheet_of(services, points=12, **keys):
    return choices_sheet(
        views(services, **keys),
        printed_on=TODAY,
        data_date=TODAY,
        points=points,
        origin=HOME,
        with_table=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize("points", [12, 18, 24])
def test_every_service_stands_on_a_sheet(fives, professional, points):
    for services in fives:
        sheet = sheet_of(services, points)
        lines = Paper(sheet_pdf(sheet)).lines
        text = sheet_text(sheet)
        whole = re.findall(rf"\d+(?:{NB}\d+)+", text)
        whole += re.findall(rf"\b[A-Z]{{1,2}}\d[A-Z\d]?{NB}\d[A-Z]{{2}}\b", text)
        for number in whole:
            assert any(number in line for line in lines), (services[0].uid, number)
        digits = re.sub(r"\D", "", text)
        assert not [number for number in professional if number in digits], services[0].uid


def test_with_everything_checked_nobody_reads_of_doubt(fives):
    for services in fives[::12]:
        text = sheet_text(sheet_of(services, confirmed=EVERY_FACT))
        assert "Not checked yet" not in text
        assert "Last checked" not in text
        assert "Not confirmed" not in text
        assert "checked long ago" not in text


def test_left_out_facts_leave_sheets_that_say_so(fives):
    for services in fives[::12]:
        sheet = sheet_of(services, rule=PaperRule.LEAVE_OUT)
        assert "Not checked yet" not in sheet_text(sheet)
        assert any("left out" in sentence for _, sentence in sheet.doubts)
