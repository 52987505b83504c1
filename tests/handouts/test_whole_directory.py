"""Every service of the real directory, printed at both sizes and read back."""

import re
from collections import Counter

import pypdfium2 as pdfium
import pytest

from emndir.domain.errors import HandoutError
from emndir.domain.freshness import PaperRule
from emndir.domain.vocabulary import FactGroup
from emndir.handouts.pdf import page_count, sheet_pdf
from emndir.handouts.plain_text import sheet_text
from tests.handouts.conftest import NB, make_sheet

EVERY_FACT = frozenset(FactGroup)


@pytest.fixture(scope="module")
def offered(real):
    found = [service for service in real.directory.services if service.status.is_offered]
    assert len(found) > 500
    return found


def sheet_of(real, service, **choices):
    return make_sheet(
        service, outline=real.geography.outline, places=real.geography.places, **choices
    )


def words(content: bytes) -> str:
    document = pdfium.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("points", "most_pages", "share"),
    [(12, 1, 0.99), (14, 1, 0.75), (16, 2, 0.99), (18, 2, 0.97), (24, 3, 0.97)],
)
def test_every_service_makes_a_sheet(real, offered, professional, points, most_pages, share):
    pages: Counter[int] = Counter()
    for service in offered:
        sheet = sheet_of(real, service, points=points)
        text = words(sheet_pdf(sheet))
        pages[page_count(sheet)] += 1
        for number in _numbers_of(sheet):
            assert any(number in line for line in text.splitlines()), (service.uid, number)
        holds_no_professional(text, service, professional)
    assert sum(count for made, count in pages.items() if made <= most_pages) >= share * len(offered)
    assert max(pages) <= most_pages + 2


def _numbers_of(sheet):
    """Return what of a sheet may not be broken over a line: numbers, postcodes, dates."""
    text = sheet_text(sheet)
    found = re.findall(rf"\d+(?:{NB}\d+)+", text)
    found += re.findall(rf"\b[A-Z]{{1,2}}\d[A-Z\d]?{NB}\d[A-Z]{{2}}\b", text)
    return found + re.findall(rf"\b\d{{1,2}}{NB}[A-Z][a-z]+{NB}\d{{4}}\b", text)


def holds_no_professional(text, service, professional):
    printed = digits(text)
    own = {phone.digits.lstrip("0") for phone in service.professional_phones}
    for number in own | professional:
        assert number not in printed, (service.uid, number)
    if service.professional_email:
        assert service.professional_email not in text


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
    assert found
    return found - public


def test_checking_everything_lets_no_professional_number_through(real, offered, professional):
    at_risk = [
        service
        for number, service in enumerate(offered)
        if service.professional_phones or service.professional_email or number % 10 == 0
    ]
    for service in at_risk:
        text = sheet_text(sheet_of(real, service, confirmed=EVERY_FACT))
        holds_no_professional(text, service, professional)


def test_with_everything_checked_no_sheet_speaks_of_doubt(real, offered):
    for service in offered[::10]:
        sheet = sheet_of(real, service, confirmed=EVERY_FACT)
        text = sheet_text(sheet)
        assert "Not checked yet" not in text
        assert "Last checked" not in text
        assert "Not confirmed" not in text


def test_left_out_facts_leave_sheets_that_say_so(real, offered):
    for service in offered[::10]:
        sheet = sheet_of(real, service, rule=PaperRule.LEAVE_OUT)
        assert "Not checked yet" not in sheet_text(sheet)
        if sheet.is_empty:
            assert sheet.doubts or not (service.phones or service.website or service.places)


def test_what_is_not_offered_has_no_sheet(real):
    gone = [service for service in real.directory.services if not service.status.is_offered]
    assert gone
    for service in gone:
        with pytest.raises(HandoutError):
            sheet_of(real, service)


def test_every_service_has_a_code_of_its_own(real, offered):
    from emndir.handouts.document import sheet_code

    codes = Counter(sheet_code("single", service.uid) for service in offered)
    assert codes.most_common(1)[0][1] == 1


def test_every_fixed_sentence_and_plain_line_is_short(real, offered):
    from emndir.handouts.patient_view import PatientService
    from tests.builders import TODAY

    long = [
        service.uid
        for service in offered
        if len(PatientService.of(service, today=TODAY).line.split()) > 20
    ]
    assert not long


def test_the_mock_ups_service_looks_as_drawn(real_sheet):
    sheet = real_sheet("uhl-radiotherapy-leicester", confirmed=EVERY_FACT)
    text = sheet_text(sheet).replace(NB, " ")
    for drawn in (
        "Call the radiotherapy department\n0116 258 6244\nWebsite: uhleicester.nhs.uk",
        "Call 0808 178 2212, day or night, every day.",
        "Leicester Royal Infirmary\nInfirmary Square\nLeicester\nLE1 5WW",
        "Your hospital team arranges it for you. It is free.",
        "Emergency treatment at weekends and bank holidays.",
    ):
        assert drawn in text
    assert page_count(sheet) == 1
