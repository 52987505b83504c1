"""Cards for a wallet with the treatment-advice line."""

import itertools

import pytest

from emndir.domain.vocabulary import FactGroup, ServiceStatus
from emndir.handouts.card import card_sheet
from emndir.handouts.html import sheet_html
from emndir.handouts.patient_view import PatientService
from emndir.handouts.pdf import sheet_pdf
from emndir.handouts.phrases import Phrases
from emndir.handouts.plain_text import sheet_text
from tests.builders import TODAY
from tests.handouts.conftest import NB, OLD, Paper, make_radiotherapy, tags
from tests.handouts.test_translations import hebrew, translated

LINE = "0808 178 2212"
CARDS = 8
MM = 72 / 25.4


def view(confirmed=frozenset(), **facts):
    return PatientService.of(make_radiotherapy(**facts), today=TODAY, confirmed=confirmed)


def make_card(line=None, **choices):
    return card_sheet(line, printed_on=TODAY, data_date=TODAY, publisher="The network", **choices)


def said(sheet):
    return " ".join(sheet_text(sheet).replace(NB, " ").split())


def test_a_fresh_line_stands_on_it_with_its_last_day():
    sheet = make_card(view())
    assert (
        f"If you feel unwell during treatment Call {LINE} Day or night, every day. "
        "If your alert card has a different number, call that one. In an emergency, call 999."
    ) in said(sheet)
    assert "Use until 22 February 2027." in said(sheet)
    assert "My team" in said(sheet)
    assert "My number" not in said(sheet)


@pytest.mark.parametrize(
    "line",
    [None, view(sources=(OLD,)), view(status=ServiceStatus.UNSURE), view(phones=())],
    ids=["none", "old", "unsure", "no line"],
)
def test_else_it_is_the_alert_card_and_a_line_for_the_pen(line):
    text = said(make_card(line))
    assert LINE not in text
    assert "Call the number on your alert card, day or night." in text
    assert "My number: ____" in text
    assert "In an emergency, call 999." in text
    assert "Use until" not in text


def test_a_line_that_was_checked_for_this_print_stands_on_it():
    stale = {"sources": (OLD,)}
    confirmed = view(frozenset({FactGroup.TREATMENT_LINE}), **stale)
    assert LINE in said(make_card(confirmed))
    told = make_card(view(**stale)).doubts
    assert [group for group, _sentence in told] == [FactGroup.TREATMENT_LINE]
    assert make_card(view()).doubts == ()


@pytest.fixture(params=[True, False], ids=["line", "alert card"])
def sheet(request):
    return make_card(view() if request.param else None)


def test_eight_cards_of_the_size_of_a_bank_card_lie_on_one_page(sheet):
    paper = Paper(sheet_pdf(sheet))
    assert paper.pages == 1
    heads = [run for run in paper.runs if "feel unwell" in run.text]
    assert len(heads) == CARDS
    lefts = sorted({round(run.left / MM, 1) for run in heads})
    bottoms = sorted({round(run.bottom / MM, 1) for run in heads})
    assert lefts[1] - lefts[0] == pytest.approx(85, abs=0.2)
    assert [later - earlier for earlier, later in itertools.pairwise(bottoms)] == [
        pytest.approx(54, abs=0.2)
    ] * 3


def test_nothing_is_small_and_nothing_leaves_its_card(sheet):
    paper = Paper(sheet_pdf(sheet))
    assert min(round(run.size, 2) for run in paper.runs if run.text.strip()) >= 12
    heads = sorted((run for run in paper.runs if "feel unwell" in run.text), key=lambda r: r.left)
    column = heads[0].left, heads[0].left + 79 * MM
    for run in paper.runs:
        if "999" in run.text or "My team" in run.text or LINE.replace(" ", NB) in run.text:
            inside = [start for start in (column[0], column[0] + 85 * MM) if run.left >= start - 1]
            assert inside
            assert run.right <= inside[-1] + 79 * MM
    ends = sorted({round(run.bottom, 1) for run in paper.runs if "My team" in run.text})
    assert len(ends) == 4, "one line of teams a row, none pushed over its card's edge"
    if "Use until" in paper.text.replace(NB, " "):
        tops = sorted({round(run.bottom, 1) for run in heads})
        lasts = sorted({round(run.bottom, 1) for run in paper.runs if "Use until" in run.text})
        assert len(lasts) == 4
        for top, last in zip(tops, lasts, strict=True):
            assert top - last < 49 * MM


def test_the_number_is_on_one_line_on_every_card():
    paper = Paper(sheet_pdf(make_card(view())))
    numbers = [run for run in paper.runs if LINE.replace(" ", NB) in run.text]
    assert len(numbers) == CARDS
    assert {round(run.size) for run in numbers} == {24}


def test_a_reader_hears_one_card(sheet):
    pytest.importorskip("pikepdf")
    kinds = [tag.kind for tag in tags(sheet_pdf(sheet))]
    assert kinds.count("H1") == 1
    assert kinds.count("H2") == 1
    assert sheet_text(sheet).count("In an emergency") == 1
    assert sheet_html(sheet).count("In an emergency") == 1


def test_it_is_black_on_white(sheet):
    red, green, blue = Paper(sheet_pdf(sheet)).image(0, 60, colours="RGB").split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_in_a_language_that_is_read_from_the_right_the_words_begin_there():
    def number_of(language):
        runs = Paper(sheet_pdf(make_card(view(), language=language))).runs
        return min(run.right for run in runs if LINE.replace(" ", NB) in run.text)

    mirrored = Phrases.of(
        translated(hebrew, language="he", direction="rtl", families=("Open Sans",))
    )
    assert number_of(mirrored) > number_of("en")
