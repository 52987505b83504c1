import dataclasses
import io
import json
import re
import threading

import pytest

from emndir.domain.location import ServiceAtLocation
from emndir.handouts import pdf
from emndir.handouts.blocks import SIZES, SPACINGS, Notes, Sentence
from emndir.handouts.document import single_draft
from emndir.handouts.patient_view import PatientService
from emndir.handouts.pdf import (
    TypesettingError,
    filled,
    first_pages,
    page_count,
    sheet_pdf,
    sheets_pdf,
)
from emndir.handouts.phrases import Run
from tests.builders import TODAY
from tests.handouts.conftest import (
    NB,
    OLD,
    OUTLINE,
    PLACES,
    Paper,
    make_infirmary,
    make_radiotherapy,
    make_sheet,
    read,
    tags,
)

pikepdf = pytest.importorskip("pikepdf")  # not everywhere: docs/decisions/0004

A4 = (595.28, 841.89)


@pytest.fixture(params=SIZES, scope="module")
def sheet(request):
    return make_sheet(outline=OUTLINE, places=PLACES, points=request.param)


@pytest.fixture(scope="module")
def paper(sheet):
    return read(sheet)


@pytest.fixture(scope="module")
def document(sheet):
    with pikepdf.open(io.BytesIO(sheet_pdf(sheet))) as opened:
        yield opened


# --- An accessible file ----------------------------------------------------------------------------


def test_it_is_tagged(document):
    assert document.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in document.Root
    assert str(document.Root.Lang) == "en-GB"


def test_its_title_is_that_of_the_sheet_and_shown(document, sheet):
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == sheet.title
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:language"] in (["en-GB"], {"en-GB"}, "en-GB")


def test_headings_come_in_order_from_one_first_level(paper):
    levels = [int(tag.kind[1]) for tag in tags(paper.content) if re.fullmatch(r"H\d", tag.kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert set(levels[1:]) == {2}


def test_the_headings_are_bookmarks(document):
    with document.open_outline() as outline:
        assert outline.root[0].title == "Radiotherapy at Leicester Royal Infirmary"
        assert "Where to go" in [item.title for item in outline.root[0].children]


def test_every_figure_has_words(paper, sheet):
    figures = [tag.alt for tag in tags(paper.content) if tag.kind == "Figure"]
    assert figures[0] == "QR code for uhleicester.nhs.uk"
    has_notes = "Notes from your nurse or doctor" in paper.text
    if sheet.points < 24:
        assert figures[1].startswith("Outline map. Royal Infirmary is in Leicester.")
    assert ("Space to write" in figures) == has_notes
    assert len(figures) == 1 + (sheet.points < 24) + has_notes
    assert has_notes or sheet.points > 18


def test_giant_print_says_in_words_what_the_map_would_show(paper, sheet):
    in_words = f"Royal Infirmary is about 3{NB}miles north-west of Oadby.".replace(NB, " ")
    assert (in_words in paper.text.replace(NB, " ")) == (sheet.points == 24)


def test_lists_and_links_are_tagged_as_such(paper, document):
    kinds = [tag.kind for tag in tags(paper.content)]
    has_list = "•" in paper.text
    assert has_list == ({"L", "LI", "Lbl", "LBody"} <= set(kinds))
    assert {"Link", "P"} <= set(kinds)
    links = {
        str(note.A.URI)
        for page in document.pages
        for note in page.get("/Annots", [])
        if "/A" in note
    }
    assert links == {
        "tel:01162586244",
        "https://www.uhleicester.nhs.uk/services/radiotherapy/",
    }


def test_every_letter_is_embedded(document):
    fonts = [item for item in document.objects if _is_font(item)]
    descriptors = [item for item in document.objects if _is(item, "/FontDescriptor")]
    assert fonts
    assert descriptors
    for descriptor in descriptors:
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
        assert "Roboto" in str(descriptor.FontName) or "SourceSans3" in str(descriptor.FontName)
    for font in fonts:
        if font.Subtype == "/Type0":
            assert "/ToUnicode" in font


def _is(item, kind):
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == kind


def _is_font(item):
    return _is(item, "/Font") and "/Subtype" in item


def test_nothing_on_the_page_acts_or_calls_home(document):
    assert "/OpenAction" not in document.Root
    assert "/AA" not in document.Root
    assert "/AcroForm" not in document.Root
    assert "/JavaScript" not in document.Root.get("/Names", {})


# --- Paper -----------------------------------------------------------------------------------------


def test_every_page_is_a4(paper):
    for size in paper.sizes:
        assert size == pytest.approx(A4, abs=0.1)


def test_no_text_is_smaller_than_the_chosen_size(paper, sheet):
    sizes = {round(run.size, 2) for run in paper.runs if run.text.strip()}
    assert sizes
    assert min(sizes) == sheet.points


def test_the_sizes_are_those_of_the_design(paper, sheet):
    sizes = {round(run.size, 2) for run in paper.runs if run.text.strip()}
    wanted = {
        12: {12, 14, 15, 21, 25},
        14: {14, 17, 18, 24, 25},
        16: {16, 20, 22, 26, 27},
        18: {18, 22, 24, 28, 30},
        24: {24, 28, 32, 34, 36},
    }
    assert sizes == wanted[sheet.points]


def test_nothing_runs_over_the_margins(paper, sheet):
    margin = (15 if sheet.points == 24 else 18) / 25.4 * 72
    for run in paper.runs:
        assert run.left >= margin - 1
        assert run.right <= A4[0] - margin + 1
        assert run.bottom >= 10 / 25.4 * 72


@pytest.mark.parametrize("spacing", SPACINGS)
def test_lines_stand_as_far_apart_as_the_reader_wants(spacing):
    usual = {12: 1.4, 24: 1.3}
    for points, times in usual.items():
        place = ServiceAtLocation(location=make_infirmary())
        paper = read(make_sheet(make_radiotherapy(places=(place,)), points=points, spacing=spacing))
        town, postcode = (
            next(run.bottom for run in paper.runs if run.text.strip() == line)
            for line in ("Leicester", f"LE1{NB}5WW")
        )
        assert town - postcode == pytest.approx(points * times * spacing, abs=0.6)


def test_wider_lines_change_no_word_and_no_size():
    close, wide = (read(make_sheet(points=16, spacing=spacing)) for spacing in (1.0, 1.5))
    assert {run.size for run in wide.runs} == {run.size for run in close.runs}
    assert "Please do not use this sheet after" in wide.text


def test_a_spacing_that_sheets_do_not_have_is_refused():
    with pytest.raises(ValueError, match=r"1\.25"):
        make_sheet(spacing=3.0)


def test_a_file_for_the_screen_may_be_cream_and_paper_never_is():
    sheet = make_sheet()
    cream, white = Paper(sheets_pdf([sheet], is_cream=True)), read(sheet)
    assert cream.text == white.text
    assert white.image(0, 50, colours="RGB").getpixel((5, 5)) == (255, 255, 255)
    ground = cream.image(0, 50, colours="RGB").getpixel((5, 5))
    assert ground == (0xFB, 0xF3, 0xDC)
    assert sheet_pdf(sheet) == white.content


def test_black_and_white_and_one_light_grey(paper):
    for number in range(paper.pages):
        picture = paper.image(number, 100, colours="RGB")
        red, green, blue = picture.split()
        assert red.tobytes() == green.tobytes() == blue.tobytes()
        counts = {shade: count for count, shade in red.getcolors()}
        areas = {shade for shade, count in counts.items() if count > 0.01 * red.width * red.height}
        assert areas <= {0, 0xEF, 0xFF}


@pytest.mark.parametrize(
    "whole",
    [
        f"0116{NB}258{NB}6244",
        f"0808{NB}178{NB}2212",
        f"LE1{NB}5WW",
        f"22{NB}November{NB}2026",
        f"9am{NB}to{NB}5:30pm",
        f"TBJ{NB}90",
    ],
)
def test_numbers_postcodes_times_and_dates_stand_on_one_line(paper, whole):
    assert any(whole in line for line in paper.lines)


def test_large_print_numbers_its_pages_at_the_top_and_standard_at_the_bottom():
    assert "Page 1 of 1" in " ".join(read(make_sheet()).lines[-4:]).replace(NB, " ")
    large = read(make_sheet(points=18, outline=OUTLINE, places=PLACES))
    assert large.pages == 2
    for number, text in enumerate(large.texts, start=1):
        top = text.replace(NB, " ").splitlines()[0]
        assert f"Page {number} of 2" in top


def test_later_pages_carry_the_title_and_every_page_the_warning():
    large = read(make_sheet(points=18, outline=OUTLINE, places=PLACES))
    assert "Information for you" in large.texts[0]
    assert large.texts[1].startswith("Radiotherapy at Leicester Royal")
    for text in large.texts:
        assert "Check before you travel." in text
    assert "Something wrong?" not in large.texts[0]


def test_no_page_holds_the_foot_alone():
    fact = "A fact about getting to the building that takes a line"
    for count in range(40):
        place = ServiceAtLocation(
            location=make_infirmary(transport=(*["Bus"], *_facts(fact, count)))
        )
        paper = read(make_sheet(make_radiotherapy(places=(place,)), points=18))
        last = paper.texts[-1]
        above = last[: last.index("Check before you travel.")].splitlines()[1:]
        assert len("".join(above).strip()) > 20, count


def _facts(fact, count):
    return [f"{fact} {number}" for number in range(count)]


def test_the_title_drops_a_step_when_it_is_long():
    name = "A very long name of a service that goes on over more than two lines of a page " * 2
    paper = read(make_sheet(make_radiotherapy(plain_name=name)))
    assert max(run.size for run in paper.runs if "very long" in run.text) < 21


# --- Making it -------------------------------------------------------------------------------------


def test_the_same_sheet_is_the_same_file():
    first = sheet_pdf(make_sheet(outline=OUTLINE, places=PLACES))
    pdf._typesetter.cache_clear()
    assert sheet_pdf(make_sheet(outline=OUTLINE, places=PLACES)) == first


def test_several_sheets_are_one_file_with_one_numbering():
    sheets = [
        make_sheet(points=18),
        make_sheet(make_radiotherapy(uid="b", plain_name="Second service"), points=18),
    ]
    pages = sum(page_count(sheet) for sheet in sheets)
    paper = Paper(sheets_pdf(sheets))
    assert paper.pages == pages
    for number, text in enumerate(paper.texts, start=1):
        assert f"Page {number} of {pages}" in text.replace(NB, " ")
    starts = [text for text in paper.texts if "Information for you" in text]
    assert len(starts) == 2
    assert sum(tag.kind == "H1" for tag in tags(paper.content)) == 2
    for sheet in sheets:
        assert sheet.code in paper.text.replace(" ", NB) or sheet.code in paper.text


def test_sheets_of_different_sizes_are_no_file():
    with pytest.raises(ValueError, match="share their text size"):
        sheets_pdf([make_sheet(), make_sheet(spacing=1.5)])
    with pytest.raises(ValueError, match="share their text size"):
        sheets_pdf([make_sheet(), make_sheet(points=18)])
    with pytest.raises(ValueError, match="share"):
        sheets_pdf([])


def test_a_letter_that_no_font_has_is_a_failure_not_a_hole():
    sheet = make_sheet()
    broken = dataclasses.replace(sheet, blocks=(*sheet.blocks, Sentence((Run("日本"),))))
    with pytest.raises(TypesettingError):
        sheet_pdf(broken)
    assert sheet_pdf(sheet), "and the next sheet is made"


def test_a_warning_is_a_failure(monkeypatch):
    class Warned:
        def compile_with_warnings(self, **_keys):
            return b"%PDF", [UserWarning("unknown font family")]

        def query(self, *_args, **_keys):
            return "1"

    typesetter = pdf._Typesetter()
    monkeypatch.setattr(typesetter, "_compiler", Warned())
    with pytest.raises(TypesettingError, match="unknown font"):
        typesetter.make("{}", pdf._made_on(make_sheet()))


def test_sheets_can_be_made_on_several_threads():
    made: list[bytes] = []
    sheets = [make_sheet(make_radiotherapy(uid=f"s{number}")) for number in range(8)]
    threads = [
        threading.Thread(target=lambda one=one: made.append(sheet_pdf(one))) for one in sheets
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == sorted(sheet_pdf(sheet) for sheet in sheets)


def test_a_doubtful_sheet_is_marked_on_paper():
    paper = read(make_sheet(make_radiotherapy(sources=(OLD,))))
    assert "Last checked January 2020" in paper.text.replace(NB, " ")
    assert "0808 178 2212" not in paper.text.replace(NB, " ")


def drafts(number=5, **changes):
    services = [make_radiotherapy(uid=f"s{at}", **changes) for at in range(number)]
    return [
        single_draft(
            PatientService.of(service, today=TODAY), printed_on=TODAY, data_date=TODAY, points=18
        )
        for service in services
    ]


def test_several_sheets_are_laid_out_once_for_all_that_is_asked_of_them(monkeypatch):
    pdf.forget()
    made = []
    compiled = pdf._Typesetter._compile

    def noted(self, data, made_on):
        made.append(json.loads(data))
        return compiled(self, data, made_on)

    monkeypatch.setattr(pdf._Typesetter, "_compile", noted)
    sheets = filled(drafts())
    file = sheets_pdf(sheets)
    assert first_pages(*sheets) == tuple(range(1, page_count(*sheets), page_count(sheets[0])))
    assert len(made) == 2, "the file of all, and the pages of the first alone"
    pdf.forget()
    assert sheets_pdf(sheets) == file, "what found room is what is made from the finished sheets"


def test_what_is_filled_is_the_same_alone_and_with_others():
    assert filled(drafts()) == tuple(sheet for one in drafts() for sheet in filled([one]))


@pytest.mark.parametrize("points", SIZES)
def test_extras_cost_no_page(points):
    lines = tuple(f"Line {number} of what else there is to say of it" for number in range(30))
    for count in range(0, 30, 3):
        service = make_radiotherapy(accessibility=lines[:count])
        draft = single_draft(
            PatientService.of(service, today=TODAY),
            printed_on=TODAY,
            data_date=TODAY,
            points=points,
        )
        sheet = draft.filled(questions=False, notes=False, offer=False)
        (full,) = filled([draft])
        assert page_count(full) == page_count(sheet)
        kinds = [type(block) for block in full.blocks[len(sheet.blocks) :]]
        fuller = [
            draft.filled(questions=questions, notes=notes, offer=offer)
            for questions, notes in ((True, True), (False, True), (True, False), (False, False))
            for offer in (True, False)
        ]
        first = next(one for one in fuller if page_count(one) == page_count(sheet))
        assert full == first, (count, kinds)


def test_notes_may_cost_a_page_where_a_sheet_may_have_more():
    long = tuple(f"Line {number} of what else there is to say of it" for number in range(40))
    (draft,) = drafts(1, accessibility=long)
    counts = []
    for count in range(20, 40):
        (draft,) = drafts(1, accessibility=long[:count])
        given = filled([draft])[0]
        free = filled([dataclasses.replace(draft, free_pages=9)])[0]
        assert any(isinstance(block, Notes) for block in free.blocks)
        counts.append((page_count(given), page_count(free)))
    assert any(more > usual for usual, more in counts)
