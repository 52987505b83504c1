"""The page of figures: old ones only when somebody asks; a plot that is described and drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from emndir.ui import theme
from emndir.ui.detail import Line, Look
from emndir.ui.figure_parts import FigurePart, FiguresSpec, PlotSpec
from emndir.ui.widgets.figures_page import FiguresPage
from emndir.ui.widgets.text_lines import TextLines
from emndir.ui.widgets.waits_plot import WaitsPlot

pytestmark = pytest.mark.usefixtures("look")

PLOT = PlotSpec(
    points=(0.5, None, 0.6, 0.7, 0.4),
    standards=((0, 0.75), (3, 0.8)),
    first="May 2026",
    last="September 2026",
    twin="By month, from 50% to 40%.",
)


def part(heading, plot=PLOT):
    return FigurePart(
        heading=heading, lines=(Line("82% (82 of 100 people)", Look.STRONG),), plot=plot
    )


def made(qtbot, *, parts=(), old=(), reasons=()):
    spec = FiguresSpec(
        provider="Leicester", notes=("Of the whole trust.",), parts=parts, old=old, reasons=reasons
    )
    page = FiguresPage(spec)
    qtbot.addWidget(page)
    page.resize(600, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


def words(page):
    return " ".join(one.words for one in page.findChildren(TextLines) if one.isVisibleTo(page))


def test_figures_that_hold_are_shown_at_once(qtbot):
    page = made(qtbot, parts=(part("Told in time"),))
    assert page.old_button is None
    assert "Told in time" in words(page)
    assert "82 of 100" in words(page)
    (plot,) = page.findChildren(WaitsPlot)
    assert plot.accessibleDescription() == PLOT.twin
    assert plot.focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_old_ones_are_shown_to_who_asks_by_keyboard(qtbot):
    page = made(qtbot, old=(part("Told in time"),), reasons=("Not shown. Newer ones are due.",))
    assert "82 of 100" not in words(page)
    assert "Newer ones are due" in words(page)
    assert page.findChildren(WaitsPlot) == []
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.old_button.setFocus()
    with qtbot.waitSignal(page.old_shown):
        qtbot.keyClick(page.old_button, Qt.Key.Key_Space)
    assert "These figures are old" in words(page)
    assert "82 of 100" in words(page)
    assert len(page.findChildren(WaitsPlot)) == 1
    assert (
        "These figures are old" in page.focusWidget().accessibleName() + page.focusWidget().text()
    )


@pytest.mark.parametrize("choice", ["light", "dark", "contrast"])
def test_the_plot_is_drawn_in_the_colours_of_the_theme_and_none_is_good_or_bad(qtbot, choice):
    theme.current().use(choice, 100)
    page = made(qtbot, parts=(part("Told in time"),))
    (plot,) = page.findChildren(WaitsPlot)
    picture = plot.grab().toImage()
    seen = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    look = theme.current()
    assert look.color("brand").rgb() in seen
    for token in ("good", "bad", "warn"):
        assert look.color(token).rgb() not in seen or look.color(token) == look.color("brand")
    assert any(QColor(one) == look.color("line") for one in seen)


def test_a_month_that_may_not_be_shown_is_a_gap(qtbot):
    without = PlotSpec(points=(0.5, None, 0.5), standards=(), first="a", last="b", twin="x")
    whole = PlotSpec(points=(0.5, 0.5, 0.5), standards=(), first="a", last="b", twin="x")
    inked = []
    for spec in (without, whole):
        page = made(qtbot, parts=(part("x", spec),))
        (plot,) = page.findChildren(WaitsPlot)
        picture, brand = plot.grab().toImage(), theme.current().color("brand").rgb()
        inked.append(
            sum(
                picture.pixel(x, y) == brand
                for x in range(picture.width())
                for y in range(picture.height())
            )
        )
    assert 0 < inked[0] < inked[1] / 3
