import pytest

from emndir.handouts import pdf, pdf_data
from emndir.handouts.blocks import Address, Entry, Sentence
from emndir.handouts.choices_columns import choices_columns
from emndir.handouts.columns import POINTS_PER_MM, Ruler, entry_columns, table_columns
from emndir.handouts.pdf import page_count
from emndir.handouts.phrases import Run
from emndir.handouts.qr import qr_code
from tests.handouts.choices import make_bare, make_centre, make_choices, make_line, table
from tests.handouts.conftest import read

RULER = Ruler(12)
WIDTH = 174 * POINTS_PER_MM


def words(text):
    return Sentence((Run(text),))


def test_lines_are_counted_as_a_page_breaks_them():
    text = "Call before you travel, since hours can change. " * 6
    assert RULER.lines("Call", 100) == 1
    many = [RULER.lines(text, width) for width in (80, 120, 200, 400)]
    assert many == sorted(many, reverse=True)
    assert many[0] > 3 * many[-1]


def test_a_column_with_more_to_say_is_wider_than_the_others():
    long = "Pay and display parking is limited; the Yellow car park is larger. " * 3
    rows = [
        [("Question", True), ("1 One", True), ("2 Two", True), ("3 Three", True)],
        [("Can I park there?", True), ("No", False), (long, False), ("No", False)],
        [("Is it free?", True), ("Yes", False), ("Yes", False), ("Yes", False)],
    ]
    found = table_columns(rows, WIDTH, 14, RULER)
    assert sum(found.widths) == pytest.approx(WIDTH)
    assert max(found.widths) == found.widths[2]
    even = sum(
        max(RULER.lines(text, WIDTH / 4 - 14, bold=bold) for text, bold in row) for row in rows
    )
    assert found.lines < even


def test_columns_stay_alike_where_nothing_is_saved():
    rows = [
        [("Question", True), ("1", True), ("2", True)],
        [("Free?", True), ("No", False), ("No", False)],
    ]
    assert len(set(table_columns(rows, WIDTH, 14, RULER).widths)) == 1


def test_no_word_is_wider_than_its_column():
    word = "Otorhinolaryngologischeklinik"[:28]
    rows = [
        [("Question", True), (word, True), ("Two", True), ("Three", True)],
        [("When is it open on most days of the week?", True), *[("Every day " * 6, False)] * 3],
    ]
    found = table_columns(rows, WIDTH, 14, RULER)
    assert found.widths[1] - 14 >= RULER.longest(word, bold=True)


def entry(left, right, address="example.org"):
    return Entry(
        number="1",
        name="A place",
        body=(words(left),),
        beside=(Address(tuple(right)),),
        qr=qr_code("https://example.org"),
        qr_caption=f"Website: {address}",
    )


def test_the_address_of_a_page_stands_where_there_is_room():
    long = ("Diana Russell Building", "Hospital", "Cliftonville", "Northampton", "NN1 5BD", "")
    assert entry_columns([entry("Short.", long)], 12, 1.0).address_first == (True,)
    told = "A calm place for practical help, classes and somebody to talk to. " * 4
    assert entry_columns([entry(told, ("Derby",))], 12, 1.0).address_first == (False,)


def test_the_column_with_more_to_say_gets_more():
    told = "A calm place for practical help, classes and somebody to talk to. " * 4
    assert entry_columns([entry(told, ("Derby",))], 12, 1.0).share > 0.56
    beside = ("A very long name of a building on the corner of the old market place",) * 4
    assert entry_columns([entry("Short.", beside)], 12, 1.0).share < 0.56


def near_a_page(count):
    facts = tuple(f"Parking place {number} near the door" for number in range(count))
    centre = make_centre(accessibility=facts, phones=())  # without any facts it fits as usual
    line = make_line(needs=(), plain_line="Talk to a cancer nurse.")
    return make_choices(line, centre, make_bare(), with_table=True, with_notes=False)


def test_what_nearly_fits_a_page_is_set_tighter_and_its_text_is_no_smaller(monkeypatch):
    def roomy(sheet):
        return {**choices_columns(sheet), "is_tight": False} if choices_columns(sheet) else {}

    sheets = [near_a_page(count) for count in range(24)]
    tight = [page_count(sheet) for sheet in sheets]
    fitted = sheets[tight.count(1) - 1]
    sizes = {round(run.size, 2) for run in read(fitted).runs if run.text.strip()}
    assert min(sizes) == 12
    pdf.forget()
    monkeypatch.setattr(pdf_data, "choices_columns", roomy)
    usual = [page_count(sheet) for sheet in sheets]
    assert all(less <= more for less, more in zip(tight, usual, strict=True))
    assert sum(tight) < sum(usual)
    assert 1 in usual
    assert 2 in tight


def test_the_same_answer_for_all_is_said_once():
    places = [make_centre(uid=f"c{number}", name=f"Centre {number}") for number in range(3)]
    sheet = make_choices(make_line(), *places[:2], with_table=True)
    found = table(sheet)
    assert all(len(set(values)) > 1 for _, values in found.rows)
    for question, answer in found.same:
        assert f"{question} {answer}" in found.note
