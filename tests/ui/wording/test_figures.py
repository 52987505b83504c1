"""Published figures in the pane: counts, age, a plot in words; old ones kept back, with the reason."""

from __future__ import annotations

from datetime import date

import pytest

from emndir.choice.figures import FigureBook
from emndir.domain.indicator import (
    ENGLAND,
    FigureGroup,
    Figures,
    Indicator,
    Measure,
    Month,
    Period,
    Provider,
    Standard,
)
from emndir.domain.vocabulary import ServiceStatus
from emndir.ui.detail import Look
from emndir.ui.viewmodels.service import Wanted, load_detail
from emndir.ui.wording.figures import HOSPITAL_TYPES, figures_spec

LAST = Month(2026, 8)
WAIT = Measure.REFERRAL_TO_TREATMENT
FRESH, OLD = date(2026, 11, 1), date(2026, 12, 1)


def book(counts):
    """A trust with a pair of people in time and people for each month up to the last one."""
    return FigureBook(
        Figures(
            indicators=tuple(
                Indicator(
                    provider=code,
                    measure=WAIT,
                    group="All",
                    period=Period.ending(LAST.plus(number - len(counts) + 1), 1),
                    numerator=part,
                    denominator=whole,
                )
                for code in ("RWE", ENGLAND)
                for number, (part, whole) in enumerate(counts)
            ),
            providers=(Provider(code="RWE", name="Leicester"),),
            groups=(FigureGroup(measure=WAIT, name="All", label="all cancers", is_all=True),),
            standards=(
                Standard(measure=WAIT, share=0.7, valid_from=Month(2020, 1), source=""),
                Standard(measure=WAIT, share=0.85, valid_from=Month(2026, 7), source=""),
            ),
        )
    )


def spec(counts, today=FRESH):
    return figures_spec(book(counts), "RWE", ("breast",), today)


def test_a_plot_has_its_months_its_standards_and_its_words():
    (part,) = spec([(50, 100), (3, 9), (60, 100), (80, 100)]).parts
    assert part.plot.points == (0.5, None, 0.6, 0.8)
    assert part.plot.standards == ((0, 0.7), (2, 0.85))
    assert part.plot.twin.replace("\N{NO-BREAK SPACE}", " ") == (
        "By month, from 50% in May 2026 to 80% in August 2026. "
        "Lowest 50% in May 2026, highest 80% in August 2026. National standard 85%."
    )


def test_one_month_has_no_plot_and_months_before_the_first_are_left_out():
    assert spec([(2, 5), (60, 100)]).parts[0].plot is None
    assert len(spec([(2, 5), (60, 100), (70, 100)]).parts[0].plot.points) == 2


def test_the_last_line_is_the_age():
    (part,) = spec([(50, 100)]).parts
    assert [line.look for line in part.lines][-1] is Look.DATED
    assert "published about" in part.lines[-1].text


def test_old_figures_are_kept_back_with_the_reason():
    found = spec([(50, 100), (60, 100)], OLD)
    assert found.parts == ()
    assert len(found.old) == 1
    assert found.old[0].lines[-1].look is Look.DOUBTFUL
    (reason,) = found.reasons
    assert reason.startswith("Waiting-time figures are not shown.")


def test_a_trust_without_figures_has_no_page():
    assert figures_spec(book([(50, 100)]), "XYZ", (), FRESH) is None
    assert spec([(3, 9)]) is None


@pytest.mark.parametrize("with_figures", [True, False])
def test_of_the_real_directory_only_hospital_services_have_them(real_context, with_figures):
    from emndir.search.criteria import Criteria

    real_directory = real_context.directory
    seen = set()
    hits = real_directory.find(Criteria(words="leicester", limit=60)).hits
    asked = [(hit.summary.uid, hit.summary.is_place) for hit in hits]
    for uid, is_place in [*asked, ("glenfield-hospital", True)]:
        wanted = Wanted(uid=uid, is_place=is_place)
        detail = load_detail(real_directory, wanted, FRESH, with_figures=with_figures)
        if detail.figures is None:
            continue
        assert with_figures
        assert "not of one service" in detail.figures.notes[0]
        seen.add(is_place)
        if not is_place:
            service = real_directory.service(uid)
            assert service.service_type in HOSPITAL_TYPES
            assert service.status is not ServiceStatus.CLOSED
            assert service.organization.ods_code == "RWE"
    assert seen == ({True, False} if with_figures else set())
