"""The "your choices" sheet on paper, read back by other libraries than the one that wrote it."""

import io
import itertools
import re

import pytest

from emndir.domain.location import ServiceAtLocation
from emndir.domain.vocabulary import Cost
from emndir.handouts.blocks import SIZES, Address
from emndir.handouts.pdf import page_count, sheet_pdf
from emndir.handouts.pdf_tags import with_row_headings
from emndir.handouts.plain_text import sheet_text
from tests.handouts.choices import entries, make_bare, make_centre, make_choices, make_line, table
from tests.handouts.conftest import NB, UNDATED, make_infirmary, make_radiotherapy, read, tags

pikepdf = pytest.importorskip("pikepdf")  # not everywhere: docs/decisions/0004

A4_WIDTH, A4_HEIGHT = 595.28, 841.89
MM = 72 / 25.4


@pytest.fixture(params=SIZES, scope="module")
def sheet(request):
    services = make_line(), make_centre(), make_bare(), make_radiotherapy()
    return make_choices(
        *services,
        with_table=True,
        with_questions=True,
        points=request.param,
        steps=("start", "next", "", "later"),
    )


@pytest.fixture(scope="module")
def paper(sheet):
    return read(sheet)


def squashed(text: str) -> str:
    """Return a text without its spaces and the marks where it may break or may not."""
    return re.sub(r"\s|\N{ZERO WIDTH SPACE}|\N{WORD JOINER}", "", text)


def cells(content: bytes):
    """Yield kind, scope, whether it names its headings, and where it is in its row, cell by cell."""
    with pikepdf.open(io.BytesIO(content)) as document:
        for node in document.objects:
            if isinstance(node, pikepdf.Dictionary) and node.get("/S") == "/TR":
                for place, cell in enumerate(node.K):
                    attributes = {key: value for part in cell.A for key, value in part.items()}
                    scope = str(attributes.get("/Scope", ""))
                    yield str(cell.S).strip("/"), scope, "/Headers" in attributes, place


# --- An accessible file ----------------------------------------------------------------------------


def test_it_says_of_itself_that_it_is_accessible(sheet):
    with pikepdf.open(io.BytesIO(sheet_pdf(sheet))) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "en-GB"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "Your choices"
            assert metadata["pdfuaid:part"] == "1"


def test_headings_come_in_order(paper, sheet):
    levels = [int(tag.kind[1]) for tag in tags(paper.content) if re.fullmatch(r"H\d", tag.kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(levels) == (3 if sheet.points == 24 else 2)
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_headings_are_bookmarks(sheet):
    with pikepdf.open(io.BytesIO(sheet_pdf(sheet))) as document, document.open_outline() as outline:
        found = [item.title for item in outline.root[0].children]
    assert found[:4] == [entry.name for entry in entries(sheet)]
    assert found[4] == "Compare your choices"


def test_every_cell_of_a_heading_says_what_it_heads(paper, sheet):
    found = list(cells(paper.content))
    if sheet.points == 24:
        assert not found, "giant print has a list a service"
        return
    rows = len(table(sheet).rows)
    assert {(kind, scope) for kind, scope, _, _ in found} == {
        ("TH", "/Column"),
        ("TH", "/Row"),
        ("TD", ""),
    }
    assert sum(scope == "/Row" for _, scope, _, _ in found) == rows * 4
    assert not any(named for kind, _, named, _ in found if kind == "TD"), "scopes tell"
    assert {place for _, scope, _, place in found if scope == "/Row"} == {0}


def test_a_matrix_has_a_heading_for_each_service_and_question():
    sheet = make_choices(with_table=True)
    found = list(cells(sheet_pdf(sheet)))
    rows = len(table(sheet).rows)
    assert sum(scope == "/Column" for _, scope, _, _ in found) == 4
    assert sum(scope == "/Row" for _, scope, _, _ in found) == rows
    assert sum(kind == "TD" for kind, _, _, _ in found) == rows * 3
    kinds = [tag.kind for tag in tags(sheet_pdf(sheet))]
    assert kinds.count("Table") == kinds.count("THead") == kinds.count("TBody") == 1


def test_headings_of_rows_change_no_other_byte():
    file = b"%PDF\n1 0 obj\n<</Type/Catalog>>\nendobj"
    assert with_row_headings(file) == file
    cell = b"\n7 0 obj\n<</Type/StructElem/S/TD/P 9 0 R/A[<</O/Table/Headers[(U1x0y0)]>>]/K[1]>>"
    row = b"\n9 0 obj\n<</Type/StructElem/S/TR/P 2 0 R/K[7 0 R 8 0 R]>>"
    made = with_row_headings(cell + cell.replace(b"\n7", b"\n8") + row)
    assert len(made) == len(cell) * 2 + len(row)
    assert made.count(b"/S/TH/P") == 1
    assert b"7 0 obj\n<</Type/StructElem/S/TH/P 9 0 R/A[<</O/Table/Scope/Row        >>]" in made
    assert b"/Headers" not in made


def test_every_picture_has_words(paper, sheet):
    figures = [tag.alt for tag in tags(paper.content) if tag.kind == "Figure"]
    wanted = [entry.qr_alt for entry in entries(sheet) if entry.qr]
    assert figures[: len(wanted)] == wanted
    assert all(figures)


def test_numbers_and_pages_are_links(sheet):
    with pikepdf.open(io.BytesIO(sheet_pdf(sheet))) as document:
        links = {
            str(note.A.URI)
            for page in document.pages
            for note in page.get("/Annots", [])
            if "/A" in note
        }
    assert {"tel:08088080000", "tel:03001231801", "https://www.maggies.org"} <= links
    assert all(link.startswith(("tel:", "https://")) for link in links)


# --- Paper -----------------------------------------------------------------------------------------


def test_no_text_is_smaller_than_the_chosen_size(paper, sheet):
    sizes = {round(run.size, 2) for run in paper.runs if run.text.strip()}
    assert min(sizes) == sheet.points


def test_nothing_runs_over_the_margins(paper, sheet):
    side = (15 if sheet.points == 24 else 18) * MM
    for run in paper.runs:
        assert run.left >= side - 1, run
        assert run.right <= A4_WIDTH - side + 1, run
        assert run.bottom >= 10 * MM, run


def test_every_word_of_the_blocks_is_on_paper(paper, sheet):
    printed = squashed("".join(paper.texts))
    for entry in entries(sheet):
        for words in (entry.name, entry.step, entry.qr_caption, *(run.text for run in entry.call)):
            assert squashed(words) in printed, words
    for question, values in table(sheet).rows:
        for words in (question, *values):
            assert squashed(words) in printed, words


@pytest.mark.parametrize(
    "whole",
    [f"0808{NB}808{NB}00{NB}00", f"0300{NB}123{NB}1801", f"NG5{NB}1PB", f"9am{NB}to{NB}5pm"],
)
def test_numbers_postcodes_and_times_stand_on_one_line(paper, whole):
    assert any(whole in line for line in paper.lines)


def test_every_page_has_its_warning_and_the_last_its_code(paper, sheet):
    for text in paper.texts:
        assert "Check before you travel." in text
    assert sheet.code in paper.texts[-1]
    assert not any(sheet.code in text for text in paper.texts[:-1])
    for number, text in enumerate(paper.texts, start=1):
        assert f"Page{NB}{number}{NB}of{NB}{paper.pages}" in text.replace(" ", NB)


def test_a_service_is_never_torn_in_two(sheet, paper):
    pages = [squashed(text) for text in paper.texts]
    for entry in entries(sheet):
        start = next(number for number, text in enumerate(pages) if squashed(entry.name) in text)
        for part in entry.beside:
            if isinstance(part, Address):
                assert squashed("".join(part.lines)) in pages[start], entry.name
        assert squashed(entry.qr_caption) in pages[start], entry.name


def test_no_page_holds_the_foot_alone_or_a_heading_without_its_text():
    for count in range(26):
        facts = tuple(
            f"Free bus number {number} from the station in the town" for number in range(count)
        )
        sheet = make_choices(
            make_line(),
            make_centre(accessibility=facts),
            with_table=True,
            with_notes=False,
            points=16,
        )
        paper = read(sheet)
        for text in paper.texts:
            above = text[: text.index("Check before you travel.")].strip().splitlines()[1:]
            assert len(above) > 1 or len("".join(above)) > 40, count
            assert above[-1].strip() not in ("Compare your choices", "When is it open?"), count


def test_what_is_longer_than_a_page_may_break():
    facts = "It is a very long story. " * 300
    sheet = make_choices(make_line(eligibility=facts), make_centre(), points=24)
    paper = read(sheet)
    assert paper.pages > 3
    assert "".join(paper.texts).count("story") == 300


def test_four_services_at_standard_size_are_below_one_another():
    services = [make_centre(uid=f"c{number}", name=f"Centre {number}, Town") for number in range(4)]
    paper = read(make_choices(*services, with_table=True))
    questions = [run for run in paper.runs if "When is it open?" in run.text]
    names = [run for run in paper.runs if re.match(rf"[1-4]{NB}Centre", run.text)]
    assert len(questions) == 1
    assert len(names) == 4 * len(table(make_choices(*services, with_table=True)).rows)


def test_three_services_and_the_table_fit_a_page_when_little_is_to_say():
    place = ServiceAtLocation(location=make_infirmary())
    line = make_line(needs=(), plain_line="Talk to a cancer nurse.")
    centre = make_centre(phones=(), places=(place,))
    services = line, centre, make_bare(places=(place,), cost=Cost.FREE)
    sheet = make_choices(*services, with_table=True)
    assert len(table(sheet).rows) >= 4
    assert page_count(sheet) == 1
    assert "Notes from your nurse or doctor" in read(sheet).text


@pytest.mark.parametrize("spacing", [1.0, 1.25, 1.5])
def test_lines_can_stand_further_apart(spacing):
    paper = read(make_choices(with_table=True, spacing=spacing))
    assert paper.pages <= 3
    assert "Compare your choices" in paper.text


@pytest.mark.parametrize("points", SIZES)
def test_paper_and_plain_text_say_the_same(points):
    services = make_line(), make_centre(sources=(UNDATED,))
    sheet = make_choices(*services, with_table=True, with_notes=False, points=points)
    printed = squashed("".join(read(sheet).texts))
    for line in sheet_text(sheet).splitlines():
        if re.fullmatch(r"[=-]*", line) or line.startswith("    "):
            continue
        # A name of the table stands in a cell of its own.
        for words in re.split(r"^  |: |\[|\]|^\d\. ", line):
            assert squashed(words) in printed, words


def test_an_address_is_never_torn_between_two_pages():
    """An entry that is longer than a page breaks; its address goes on whole."""
    went_on = 0
    for sentences in range(26, 33):
        line = "One more thing to know of it before you go. " * sentences
        paper = read(make_choices(make_radiotherapy(plain_line=line), make_line(), points=24))
        pages = [" ".join(text.replace(NB, " ").split()) for text in paper.texts]
        (page,) = [at for at, text in enumerate(pages) if "Osborne Building, ground floor" in text]
        assert "LE1 5WW" in pages[page], sentences
        went_on += "One more thing" not in pages[page]
    assert went_on, "no address stood on another page than what comes before it"
