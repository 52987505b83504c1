"""The poster for a clinic's wall."""

import pytest

from emndir.domain.contact import PublicPhone
from emndir.domain.errors import HandoutError
from emndir.domain.vocabulary import HelpGroup, ServiceStatus
from emndir.handouts.html import sheet_html
from emndir.handouts.patient_view import PatientService
from emndir.handouts.pdf import page_count, sheet_pdf
from emndir.handouts.plain_text import sheet_text
from emndir.handouts.poster import MOST, poster_sheet
from tests.builders import TODAY
from tests.handouts.conftest import NB, OLD, Paper, make_radiotherapy, tags

A4, A3 = (595.28, 841.89), (841.89, 1190.55)
LINE = "0808 178 2212"


def view(uid="radiotherapy", name="", **facts):
    named = {"plain_name": name} if name else {}
    return PatientService.of(make_radiotherapy(uid=uid, **named, **facts), today=TODAY)


def helps(count, **facts):
    return [
        view(
            f"s{number}",
            f"Support group {number}",
            help_group=HelpGroup.SUPPORT_AND_INFORMATION,
            service_type="support-group",
            phones=(PublicPhone(number=f"0116 258 774{number}"),),
            **facts,
        )
        for number in range(count)
    ]


def make_poster(services=None, **choices):
    services = helps(4) if services is None else services
    given = {"line": view(), "printed_on": TODAY, "data_date": TODAY, "publisher": "The network"}
    return poster_sheet(services, **{**given, **choices})


def said(sheet):
    return " ".join(sheet_text(sheet).replace(NB, " ").split())


def test_it_names_the_line_as_long_as_it_is_fresh():
    sheet = make_poster()
    assert f"If you feel unwell during treatment Call {LINE} Day or night, every day." in said(
        sheet
    )
    assert "If your alert card has a different number, call that one." in said(sheet)
    assert "In an emergency, call 999." in said(sheet)
    assert str(sheet.valid_until) == "2027-02-22", "a line is fresh for three months"


@pytest.mark.parametrize(
    "line",
    [None, view(sources=(OLD,)), view(status=ServiceStatus.UNSURE)],
    ids=["none", "old", "unsure"],
)
def test_without_a_fresh_line_it_is_the_alert_card(line):
    text = said(make_poster(line=line))
    assert LINE not in text
    assert "Call the number on your alert card, day or night." in text
    assert "In an emergency, call 999." in text


@pytest.mark.parametrize(("paper_size", "size"), [("a4", A4), ("a3", A3)])
@pytest.mark.parametrize("count", [0, 1, 3, MOST])
def test_it_is_one_page_with_no_text_under_24_points(paper_size, size, count):
    sheet = make_poster(helps(count), paper=paper_size, place="Leicestershire")
    paper = Paper(sheet_pdf(sheet))
    assert paper.pages == 1
    assert paper.sizes[0] == pytest.approx(size, abs=0.2)
    assert min(round(run.size, 2) for run in paper.runs if run.text.strip()) >= 24
    for run in paper.runs:
        assert run.left >= 12 / 25.4 * 72 - 1
        assert run.right <= size[0] - 12 / 25.4 * 72 + 1
        assert run.bottom > 0
    for number in range(count):
        assert any(f"0116{NB}258{NB}774{number}" in line for line in paper.lines)


def test_fewer_services_are_printed_larger():
    number = f"0808{NB}178{NB}2212"

    def largest(count):
        runs = Paper(sheet_pdf(make_poster(helps(count)))).runs
        return max(run.size for run in runs if number in run.text)

    assert largest(1) > largest(MOST)


def test_a3_is_larger_than_a4():
    def largest(paper):
        return max(run.size for run in Paper(sheet_pdf(make_poster(paper=paper))).runs)

    assert largest("a3") > largest("a4")


def test_too_much_is_refused_in_words_and_never_cut():
    with pytest.raises(HandoutError, match="room for 6"):
        make_poster(helps(7))
    name = "A name of a service that goes on and on over very many words of a line " * 3
    long = [view(f"x{number}", name) for number in range(MOST)]
    with pytest.raises(HandoutError, match="more than one poster"):
        make_poster(long)
    with pytest.raises(ValueError, match="a4"):
        make_poster(paper="letter")


def test_an_old_number_says_so_beside_it():
    sheet = make_poster(helps(2, sources=(OLD,)))
    assert said(sheet).count("Last checked January 2020. Call first.") == 2
    assert any("Support group 0: Phone number" in sentence for _group, sentence in sheet.doubts)
    assert "Last checked" not in said(make_poster(helps(2)))


def test_it_is_tagged_with_words_for_every_code():
    found = tags(sheet_pdf(make_poster(helps(3))))
    assert [tag.kind for tag in found if tag.kind in ("H1", "H2", "H3")] == [
        "H1",
        "H2",
        "H2",
        "H3",
        "H3",
        "H3",
    ]
    assert [tag.alt for tag in found if tag.kind == "Figure"] == [
        "QR code for uhleicester.nhs.uk"
    ] * 3


def test_codes_have_their_quiet_ground_and_can_be_read():
    reader = pytest.importorskip("zxingcpp")
    sheet = make_poster(helps(MOST))
    picture = Paper(sheet_pdf(sheet)).image(0, 100).convert("1").convert("L")
    found = reader.read_barcodes(picture)
    assert [code.text for code in found] == [
        "https://www.uhleicester.nhs.uk/services/radiotherapy/"
    ] * MOST


def test_all_forms_say_the_same():
    sheet = make_poster(helps(2), place="Leicestershire", head_left="Glenfield clinic")
    page = sheet_html(sheet)
    for words in ("Help with cancer in Leicestershire", "Glenfield clinic", "Support group 1"):
        assert words in page
        assert words in sheet_text(sheet)
        assert words in Paper(sheet_pdf(sheet)).text
    assert page_count(sheet) == 1
