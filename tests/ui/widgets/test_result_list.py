"""The list of cards: its keys, and how its rows are painted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QApplication

from emndir.domain.provenance import PartialDate
from emndir.domain.service import ServiceSummary
from emndir.domain.vocabulary import Delivery, ReferralRoute, ServiceStatus
from emndir.search.results import Group, Hit, Results
from emndir.ui import theme
from emndir.ui.card_words import CardWords, why_in_words
from emndir.ui.models.results_model import ROW_ROLE, ResultsModel, RowWords
from emndir.ui.widgets.card_delegate import CardDelegate
from emndir.ui.widgets.result_list import ResultList


def summary(number, **changes):
    facts = {
        "uid": f"s{number}",
        "name": f"Service {number}",
        "display_name": f"Service {number}",
        "organization_name": "The Trust",
        "service_type": "clinic",
        "place_name": "Glenfield Hospital, Leicester",
        "referral_routes": (ReferralRoute.SELF,),
        "delivery": (Delivery.IN_PERSON,),
        "phone": "0116 258 6244",
        "newest_source": PartialDate(2024, 7),
    }
    return ServiceSummary(**{**facts, **changes})


def results(count=30, **changes):
    first = tuple(
        Hit(summary=summary(n, **changes), group=Group.FOR_SITE, miles=n) for n in range(3)
    )
    rest = tuple(
        Hit(summary=summary(n, **changes), group=Group.FOR_ANY, miles=n) for n in range(3, count)
    )
    totals = {Group.FOR_SITE: 3, Group.FOR_ANY: count - 3}
    return Results(hits=first + rest, total=count, group_totals=totals)


@pytest.fixture
def cards(qtbot, look):
    words = CardWords(None)
    model = ResultsModel(
        RowWords(
            heading=words.heading,
            name=words.name,
            sentence=words.sentence,
            why=why_in_words,
            gone_heading="gone",
        )
    )
    cards = ResultList(model, CardDelegate(words.face))
    model.setParent(cards)
    cards.itemDelegate().setParent(cards)
    qtbot.addWidget(cards)
    cards.resize(440, 500)
    model.show(results())
    cards.show()
    cards.activateWindow()
    qtbot.waitUntil(cards.isActiveWindow)
    cards.setFocus()
    return cards


def press(qtbot, cards, key):
    qtbot.keyClick(cards, key)
    return cards.current_row


def test_the_arrows_step_over_headings(qtbot, cards):
    cards.select_row(1)
    rows = [press(qtbot, cards, Qt.Key.Key_Down) for _ in range(3)]
    assert rows == [2, 3, 5]
    assert press(qtbot, cards, Qt.Key.Key_Up) == 3


def heading_is_in_sight(cards, row):
    rect = cards.visualRect(cards.model().index(row, 0))
    return rect.top() >= 0 and rect.bottom() < cards.viewport().height()


@pytest.mark.parametrize(("heading", "first"), [(0, 1), (4, 5)])
def test_going_up_to_the_first_card_of_a_group_shows_its_heading(qtbot, cards, heading, first):
    cards.select_row(first + 6)
    cards.verticalScrollBar().setValue(cards.verticalScrollBar().maximum())
    while cards.current_row > first:
        press(qtbot, cards, Qt.Key.Key_Up)
    assert heading_is_in_sight(cards, heading)


def test_a_list_that_was_too_low_for_a_while_shows_the_heading_again(qtbot, cards):
    cards.select_row(1)
    cards.resize(440, 60)
    assert not heading_is_in_sight(cards, 0)
    cards.resize(380, 500)
    assert heading_is_in_sight(cards, 0)
    assert cards.verticalScrollBar().value() == 0


def test_home_end_and_pages(qtbot, cards):
    cards.select_row(5)
    assert press(qtbot, cards, Qt.Key.Key_Home) == 1
    down = press(qtbot, cards, Qt.Key.Key_PageDown)
    assert down > 3
    assert press(qtbot, cards, Qt.Key.Key_End) == cards.model().rowCount() - 1
    assert press(qtbot, cards, Qt.Key.Key_PageUp) < cards.model().rowCount() - 2


def test_end_goes_to_the_very_last_result(qtbot, cards):
    cards.model().show(results(180))
    assert press(qtbot, cards, Qt.Key.Key_End) == cards.model().rowCount() - 1 == 181


def test_up_on_the_first_result_leads_out(qtbot, cards):
    cards.select_row(1)
    with qtbot.waitSignal(cards.top_left):
        qtbot.keyClick(cards, Qt.Key.Key_Up)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_opens(qtbot, cards, key):
    cards.select_row(2)
    with qtbot.waitSignal(cards.opened) as opened:
        qtbot.keyClick(cards, key)
    assert opened.args == [2]


def test_a_double_click_opens(qtbot, cards):
    place = cards.visualRect(cards.model().index(2, 0)).center()
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(cards.opened):
        qtbot.mouseDClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_chooses_and_a_heading_cannot_be_chosen(qtbot, cards):
    place = cards.visualRect(cards.model().index(2, 0)).center()
    with qtbot.waitSignal(cards.current_changed) as changed:
        qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert changed.args == [2]
    heading = cards.visualRect(cards.model().index(4, 0)).center()
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert cards.current_row == 2


def test_letters_go_to_the_search_box(qtbot, cards):
    cards.select_row(1)
    with qtbot.waitSignal(cards.typed) as typed:
        qtbot.keyClick(cards, Qt.Key.Key_W)
    assert typed.args == ["w"]
    assert cards.current_row == 1


@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier]
)
def test_keys_of_the_window_are_left_to_it(qtbot, cards, modifier):
    with qtbot.assertNotEmitted(cards.typed):
        qtbot.keyClick(cards, Qt.Key.Key_W, modifier)
        qtbot.keyClick(cards, Qt.Key.Key_Space)


def test_an_empty_list_takes_every_key(qtbot, cards):
    cards.model().show(None)
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Return,
        Qt.Key.Key_PageUp,
    ):
        assert press(qtbot, cards, key) == -1


def test_rows_never_overlap_at_any_width(qtbot, cards, look):
    name = "Leicestershire and Rutland breast screening service for women over seventy, mobile"
    cards.model().show(results(20, name=name))
    for percent, width in ((100, 440), (100, 300), (150, 600), (200, 1200), (200, 620)):
        look.use(percent=percent)
        cards.resize(width, 500)
        cards.doItemsLayout()
        for number in range(1, 6):
            index = cards.model().index(number, 0)
            row = cards.model().row(number)
            if row.summary is None:
                continue
            rect = cards.visualRect(index)
            assert rect.height() == cards.itemDelegate().layout_of(row, rect.width()).height
            assert rect.width() == cards.viewport().width()


def test_cards_are_higher_with_a_longer_name(cards):
    cards.model().show(results(2))
    short = cards.visualRect(cards.model().index(1, 0)).height()
    cards.itemDelegate().forget_rows()
    cards.model().show(
        results(2, name="A very long name of a service that needs two lines of a card")
    )
    tall = cards.visualRect(cards.model().index(1, 0)).height()
    letters = cards.itemDelegate()._letters()
    assert tall == pytest.approx(short + letters.name_line, abs=1)
    assert letters.name_line >= QFontMetricsF(letters.name_font).height()


def test_a_name_has_two_lines_at_most_and_ends_in_dots(cards):
    cards.model().show(results(2, name="word " * 60))
    layout = cards.itemDelegate().layout_of(cards.model().row(1), 440)
    assert len(layout.name) == 2
    assert layout.name[-1].endswith("…")


def test_facts_stay_inside_the_card(cards, look):
    for percent in (100, 150, 200):
        look.use(percent=percent)
        for width in (300, 440, 640, 1200):
            layout = cards.itemDelegate().layout_of(cards.model().row(1), width)
            inner = width - 2 * look.px(6 + 12) - look.px(28 + 10)
            assert all(one.left + one.width <= inner + 1 for one in layout.facts)


def test_every_state_is_painted(qtbot, cards, look):
    gone = summary(99, status=ServiceStatus.CLOSED)
    cards.model().show(Results(hits=results(3).hits, total=3, gone=(gone,)))
    cards.select_row(1)
    pictures = set()
    for choice in ("light", "dark", "contrast"):
        look.use(choice)
        image = cards.grab().toImage()
        place = cards.visualRect(cards.model().index(1, 0)).center() + QPoint(0, -20)
        pictures.add(image.pixelColor(place).name())
        assert image.pixelColor(place).name() == look.hex("brandTint")
    assert len(pictures) == 3


def test_the_current_row_has_the_ring_while_the_list_has_the_keyboard(qtbot, cards, look):
    cards.select_row(1)

    def is_ringed():
        image = cards.grab().toImage()
        rect = cards.visualRect(cards.model().index(1, 0))
        column = [
            image.pixelColor(rect.center().x(), y).name() for y in range(rect.top(), rect.top() + 8)
        ]
        return look.hex("focus") in column

    assert is_ringed()
    cards.clearFocus()
    assert not is_ringed()


# --- the shortlist -----------------------------------------------------------------------


def test_space_picks_the_current_card_once_however_long_it_is_held(qtbot, cards):
    cards.select_row(2)
    with qtbot.waitSignal(cards.picked) as picked:
        qtbot.keyClick(cards, Qt.Key.Key_Space)
    assert picked.args == [2]
    held = QKeyEvent(
        QKeyEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", True
    )
    with qtbot.assertNotEmitted(cards.picked), qtbot.assertNotEmitted(cards.typed):
        QApplication.sendEvent(cards, held)
        qtbot.keyClick(cards, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)


def plum(cards, number):
    """Return how many pixels of a card have the colour of the shortlist."""
    picture = cards.viewport().grab(cards.visualRect(cards.model().index(number, 0))).toImage()
    wanted = theme.current().color("pick").rgb()
    seen = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return sum(picture.pixel(x, y) == wanted for x, y in seen)


@pytest.mark.parametrize("percent", [100, 200])
def test_a_number_is_painted_in_plum_and_changes_no_height(qtbot, cards, percent):
    theme.current().use(percent=percent)
    cards.resize(440 * percent // 100, 700 * percent // 100)
    delegate = cards.itemDelegate()
    words = delegate._face_of.__self__
    before = [cards.visualRect(cards.model().index(at, 0)).height() for at in range(4)]
    assert plum(cards, 1) == 0
    words.number_of = {"s0": 3}.get
    delegate.forget_faces()
    assert plum(cards, 1) > 150 * (percent / 100) ** 2
    assert plum(cards, 2) == 0
    assert [cards.visualRect(cards.model().index(at, 0)).height() for at in range(4)] == before


def test_a_number_stands_in_place_of_the_age_and_leaves_no_trace_when_it_goes(cards):
    delegate = cards.itemDelegate()

    def picture():
        delegate.forget_faces()
        return cards.viewport().grab(cards.visualRect(cards.model().index(1, 0))).toImage()

    def written(image):
        """Return how many pixels are those of the age's letters, right of where facts end."""
        wanted = theme.current().color("ink3").rgb()
        seen = (
            (x, y)
            for x in range(image.width() * 2 // 3, image.width())
            for y in range(image.height())
        )
        return sum(image.pixel(x, y) == wanted for x, y in seen)

    before = picture()
    assert written(before) > 0
    delegate._face_of.__self__.number_of = {"s0": 3}.get
    assert written(picture()) == 0
    delegate._face_of.__self__.number_of = {}.get
    assert picture() == before


def test_a_number_that_is_just_coming_is_fainter(cards):
    delegate = cards.itemDelegate()
    delegate._face_of.__self__.number_of = {"s0": 3}.get
    delegate.forget_faces()
    delegate.fading = ("s0", 0.0)
    assert plum(cards, 1) == 0
    delegate.fading = ("s1", 0.0)
    assert plum(cards, 1) > 150


def test_a_doubt_is_not_hidden_by_a_number(qtbot, cards):
    warn = theme.current().color("warn").rgb()
    cards.model().show(results(3, status=ServiceStatus.UNSURE))
    delegate = cards.itemDelegate()

    def warned():
        delegate.forget_faces()
        box = cards.visualRect(cards.model().index(1, 0))
        picture = cards.viewport().grab(box).toImage()
        seen = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        return sum(picture.pixel(x, y) == warn for x, y in seen)

    before = warned()
    assert before > 0
    delegate._face_of.__self__.number_of = {"s0": 1}.get
    after = warned()
    assert plum(cards, 1) > 150
    assert after > before / 2


def test_the_age_stands_where_there_is_room_and_never_over_words(cards):
    card = cards.itemDelegate()
    for width in range(300, 560, 7):
        card.forget_rows()
        cards.model().show(
            results(3, name="A long name of a service that takes two lines of a card or three")
        )
        for number in range(1, cards.model().rowCount()):
            row = cards.model().index(number, 0).data(ROW_ROLE)
            layout = card.layout_of(row, width)
            *facts, age = layout.facts
            if age.line >= 0:
                taken = max(
                    (one.left + one.width for one in facts if one.line == age.line), default=0
                )
            else:
                letters = card._letters()
                lines = {-1: (letters.body, layout.line), -2: (letters.name, layout.name)}
                metrics, words = lines[age.line]
                taken = metrics.horizontalAdvance(words[-1])
            assert taken <= age.left


# --- rows that are measured when they come into sight ------------------------------------------


def tops(cards):
    """Return where each row in sight stands, by its number."""
    rects = [
        cards.visualRect(cards.model().index(row, 0)) for row in range(cards.model().rowCount())
    ]
    high = cards.viewport().height()
    return {row: rect for row, rect in enumerate(rects) if rect.bottom() >= 0 and rect.top() < high}


def test_rows_stand_below_each_other_without_a_gap(qtbot, cards):
    cards.select_row(20)
    in_sight = tops(cards)
    assert 20 in in_sight
    for row, rect in in_sight.items():
        assert cards.indexAt(rect.center()).row() == row
        if row + 1 in in_sight:
            assert in_sight[row + 1].top() == rect.bottom() + 1
        shown = cards.model().row(row)
        if shown.summary is not None:
            layout = cards.itemDelegate().layout_of(shown, rect.width())
            assert layout.height == rect.height()


def test_what_is_in_sight_stays_where_it_is_while_rows_above_are_measured(qtbot, cards):
    cards.model().show(results(400))
    long = results(400, organization_name="The Trust", name="A name that needs two lines " * 3)
    cards.model().show(long)
    bar = cards.verticalScrollBar()
    while cards.model().canFetchMore(cards.rootIndex()):
        cards.model().fetchMore(cards.rootIndex())
    bar.setValue(bar.maximum() // 2)
    QApplication.processEvents()
    row = cards.indexAt(QPoint(20, 250)).row()
    index = cards.model().index(row, 0)
    before = cards.visualRect(index).top()
    for step in range(1, 11):
        bar.setValue(bar.value() - 30)
        QApplication.processEvents()
        assert cards.visualRect(index).top() == before + 30 * step


def test_more_rows_at_the_end_move_nothing(qtbot, cards):
    cards.model().show(results(300))
    cards.select_row(10)
    QApplication.processEvents()
    before = tops(cards)[10]
    cards.model().fetchMore(cards.rootIndex())
    QApplication.processEvents()
    assert cards.model().rowCount() > 100
    assert tops(cards)[10] == before


def test_the_last_row_ends_where_the_list_ends(qtbot, cards):
    cards.model().show(results(200))
    qtbot.keyClick(cards, Qt.Key.Key_End)
    QApplication.processEvents()
    last = cards.model().rowCount() - 1
    assert cards.current_row == last
    assert cards.visualRect(cards.model().index(last, 0)).bottom() == cards.viewport().height() - 1


def test_another_width_keeps_the_row_at_the_top(qtbot, cards):
    cards.select_row(-1)
    cards.verticalScrollBar().setValue(600)
    QApplication.processEvents()
    top = cards.indexAt(QPoint(20, 0)).row()
    cards.resize(300, 500)
    QApplication.processEvents()
    assert cards.indexAt(QPoint(20, 0)).row() == top


def test_a_click_chooses_the_card_under_the_mouse(qtbot, cards):
    cards.verticalScrollBar().setValue(700)
    QApplication.processEvents()
    index = cards.indexAt(QPoint(40, 260))
    qtbot.mouseClick(
        cards.viewport(), Qt.MouseButton.LeftButton, pos=cards.visualRect(index).center()
    )
    assert cards.current_row == index.row()


def test_the_number_stands_at_the_bottom_even_where_the_age_stands_higher(cards):
    """An age that is too long for the last line goes beside the line above; a number need not."""
    wanted = theme.current().color("pick").rgb()
    delegate = cards.itemDelegate()
    cards.model().show(results(3, phone="0116 258 6244 ext. 12"))
    delegate._face_of.__self__.number_of = {"s0": 1}.get
    delegate.forget_faces()
    layout = delegate.layout_of(
        cards.model().row(1), cards.visualRect(cards.model().index(1, 0)).width()
    )
    assert layout.facts[-1].line < 0
    box = cards.visualRect(cards.model().index(1, 0))
    picture = cards.viewport().grab(box).toImage()
    rows = [
        y
        for y in range(picture.height())
        if any(picture.pixel(x, y) == wanted for x in range(picture.width() - 60, picture.width()))
    ]
    assert rows[0] > picture.height() / 2
