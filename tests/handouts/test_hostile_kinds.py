"""Records that nobody should write, on every kind of paper: every output is right and safe."""

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emndir.domain.contact import PublicPhone
from emndir.domain.errors import HandoutError
from emndir.domain.freshness import PaperRule
from emndir.domain.location import Coordinates, Position
from emndir.domain.vocabulary import PhoneKind, Precision
from emndir.geography.places import Located
from emndir.handouts.blocks import SIZES, Contents, Table
from emndir.handouts.html import sheet_html
from emndir.handouts.pdf import page_count
from emndir.handouts.plain_text import sheet_text
from emndir.making import Kind
from tests.handouts.choices import make_bare, make_centre, make_line
from tests.handouts.conftest import make_radiotherapy, read
from tests.handouts.kinds import WITH_SIZES, sheets_of
from tests.handouts.test_choices_hostile import FACTS
from tests.handouts.test_hostile import NASTY, TEXT, hostile
from tests.handouts.test_html import bare, sound, words_of

TURNS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
"""Characters that turn the direction of reading."""
KINDS = [*((kind, 12) for kind in Kind), *((kind, 24) for kind in WITH_SIZES)]
ENDLESS = "Llanfair" * 250
"""A word of 2,000 letters that nothing breaks."""


def is_safe(sheet):
    """Hold a sheet in every form against the rules that always hold, and return its pages."""
    paper, text, page = read(sheet), sheet_text(sheet), sheet_html(sheet)
    assert paper.pages == page_count(sheet)
    wide = paper.sizes[0][0]
    least = sheet.points - 0.01
    for run in paper.runs:
        if run.text.strip():
            assert run.size >= least, run
            assert run.right <= wide - 10, run
            assert run.left >= 10, run
            assert run.bottom >= 8, run
    for said in (text, page, paper.text):
        assert not TURNS.search(said)
        assert not [
            one for one in said if unicodedata.category(one) == "Cc" and one not in "\r\n\t"
        ]
    sound(page)
    inside = without(sheet, Contents, Table)  # those stand otherwise in a file, by design
    assert bare(words_of(sound(sheet_html(inside)))) == bare(sheet_text(inside))
    assert "\ufffd" not in text
    return paper


def without(sheet, *kinds):
    return replace(sheet, blocks=tuple(one for one in sheet.blocks if not isinstance(one, kinds)))


def made(kind, services, **given):
    """Return the sheets of a kind; only a poster may say that this is more than one page holds."""
    try:
        return sheets_of(kind, services, **given)
    except HandoutError as error:
        if kind is Kind.POSTER and "more than one poster holds" in error.message:
            return ()
        raise


def everywhere(text):
    """Return whatever else of a sheet comes from outside, with a text in it."""
    position = Position(Coordinates(52.607, -1.117), Precision.EXACT)
    return {
        "head_left": text,
        "publisher": text,
        "place": text or "x",
        "home": Located(label=text, position=position),
    }


@pytest.mark.parametrize(("kind", "points"), KINDS)
@pytest.mark.parametrize("text", [*NASTY, ENDLESS], ids=range(len(NASTY) + 1))
def test_nasty_text_is_text(text, kind, points):
    services = [hostile(text, uid="hostile"), make_centre(), make_bare(accessibility=(text,))]
    for sheet in made(kind, services, points=points):
        is_safe(sheet)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("text", [*NASTY, ENDLESS[:400]], ids=range(len(NASTY) + 1))
def test_nasty_names_of_clinic_place_and_publisher_are_text(text, kind):
    if len(text) > 500:
        text = text[:500]  # a setting is a line, not a page
    for sheet in made(kind, [make_line(), make_centre()], **everywhere(text)):
        is_safe(sheet)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.lists(TEXT, min_size=1, max_size=4),
    st.sampled_from(SIZES),
    st.sampled_from(list(PaperRule)),
)
@pytest.mark.parametrize("kind", list(Kind))
def test_any_texts_can_be_printed(kind, texts, points, rule):
    services = [hostile(text, uid=f"s{number}") for number, text in enumerate(texts)]
    for sheet in made(kind, services, points=points, rule=rule):
        is_safe(sheet)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(FACTS, min_size=1, max_size=5), st.sampled_from(SIZES))
@pytest.mark.parametrize("kind", list(Kind))
def test_any_mixture_of_facts_can_be_printed(kind, mixtures, points):
    services = [
        make_radiotherapy(uid=f"s{number}", **facts) for number, facts in enumerate(mixtures)
    ]
    services.append(make_line())  # a booklet of nothing but services for professionals is refused
    for sheet in made(kind, services, points=points):
        is_safe(sheet)


@pytest.mark.parametrize(("kind", "points"), KINDS)
def test_forty_numbers_are_one_number(kind, points):
    phones = tuple(
        PublicPhone(number=f"0116 258 {number:04d}", kind=PhoneKind.DIRECT) for number in range(40)
    )
    for sheet in made(kind, [make_line(phones=phones), make_centre()], points=points):
        paper = is_safe(sheet)
        assert not re.search(r"258\W?000[1-9]|258\W?00[1-3]\d", paper.text)
        if kind in (Kind.CHOICES, Kind.GUIDE, Kind.BOOKLET, Kind.POSTER):
            assert re.search(r"0116\W258\W0000", paper.text)


@pytest.mark.parametrize(("kind", "points"), KINDS)
def test_a_name_of_two_thousand_letters_is_printed_whole(kind, points):
    letters = 0
    for sheet in made(kind, [make_line(name="x" * 2000), make_centre()], points=points):
        paper = is_safe(sheet)
        letters = max(letters, "".join(paper.texts).count("x"))
    if kind not in (Kind.POSTER, Kind.CARD):  # one refuses what it cannot hold, one has no name
        assert letters >= 2000


@pytest.mark.parametrize(("kind", "points"), KINDS)
def test_services_of_which_nothing_is_known_can_be_printed(kind, points):
    empty = {"plain_line": "", "sources": ()}
    services = [make_bare(uid=f"b{number}", **empty) for number in range(3)]
    sheets = made(kind, services, points=points)
    assert sheets
    for sheet in sheets:
        is_safe(sheet)


@pytest.mark.parametrize("kind", [Kind.CHOICES, Kind.GUIDE, Kind.BOOKLET, Kind.SINGLE])
def test_markup_stands_on_paper_as_it_was_written(kind):
    name = '#read("/etc/passwd") <b>bold</b> $x$'
    found = [is_safe(sheet).text for sheet in made(kind, [make_line(name=name), make_centre()])]
    assert any("#read(" in text and "<b>bold</b>" in text for text in found)
