import pytest
import zxingcpp

from emndir.handouts.qr import LEAST_MM, qr_code
from tests.handouts.conftest import make_radiotherapy, make_sheet, read

LONG = "https://www.example.nhs.uk/our-services/a-long-way-down/" + "x" * 100


@pytest.mark.parametrize("points", [12, 16, 24])
@pytest.mark.parametrize(
    "url",
    [
        "https://www.uhleicester.nhs.uk/services/radiotherapy/",
        "http://loros.co.uk",
        "https://example.org/a?b=c&d=%20e#f",
        LONG,
    ],
)
def test_a_code_is_read_from_a_poor_copy_of_the_page(url, points):
    paper = read(make_sheet(make_radiotherapy(website=url), points=points))
    copy = paper.image(0, 100).point(lambda grey: 255 if grey > 127 else 0).convert("1")
    found = zxingcpp.read_barcodes(copy.convert("L"))
    assert [code.text for code in found] == [url]
    assert str(found[0].format) in ("QRCode", "QR Code"), "no Micro QR"
    assert found[0].ec_level in ("M", "Q", "H")


def test_other_letters_are_written_as_they_go_over_the_wire():
    code = qr_code("https://münchen.de/straße")
    assert code is not None
    assert code.url == "https://xn--mnchen-3ya.de/stra%C3%9Fe"


def test_codes_are_never_small_and_grow_with_the_address():
    short, long = qr_code("https://example.org"), qr_code(LONG)
    assert short is not None
    assert long is not None
    assert short.side_mm == LEAST_MM < long.side_mm


@pytest.mark.parametrize(
    "url",
    ["", "javascript:alert(1)", "mailto:a@example.org", "tel:999", "https://e.org/" + "x" * 400],
)
def test_there_is_no_code_of_what_is_no_page_or_does_not_fit(url):
    assert qr_code(url) is None


def test_a_code_is_black_and_white_only():
    code = qr_code("https://example.org")
    assert code is not None
    assert {part for part in code.svg.split('"') if part.startswith("#")} == {"#000"}
