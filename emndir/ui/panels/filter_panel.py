"""FilterPanel: everything a search can be narrowed by, with how many results each value gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from emndir.search.criteria import Criteria, Facet, SourceAge, When
from emndir.ui import labels, theme
from emndir.ui.viewmodels.search import TAXONOMY_OF, Answer, SearchViewModel
from emndir.ui.widgets.filter_group import FilterGroup, FilterValue
from emndir.ui.widgets.focus_seen import FocusSeen
from emndir.ui.widgets.tick_box import ROW

if TYPE_CHECKING:
    from emndir.domain.taxonomy import Vocabulary
    from emndir.search.start_page import Value

Counts = Mapping[Facet, Sequence["Value"]]

GROUPS: tuple[tuple[Facet, bool], ...] = (
    (Facet.REFERRAL_ROUTE, True),
    (Facet.HELP_GROUP, True),
    (Facet.DELIVERY, True),
    (Facet.WHEN, False),
    (Facet.NEWEST_SOURCE, False),
    (Facet.COUNTY, False),
    (Facet.COST, False),
    (Facet.CANCER_SITE, False),
    (Facet.STAGE, False),
    (Facet.AUDIENCE, False),
)
"""The groups from top to bottom, and whether they are open at first."""


_OWN_VALUES: Mapping[Facet, Sequence[SourceAge] | Sequence[When]] = {
    Facet.NEWEST_SOURCE: tuple(SourceAge),
    Facet.WHEN: tuple(When),
}
"""Values that no vocabulary holds."""


class FilterPanel(QFrame):
    """Groups of boxes to tick, and a way to clear them.

    `done` is emitted by the button that leads back to the results where the filters take
    their place.
    """

    done = Signal()

    def __init__(self, view_model: SearchViewModel) -> None:
        """Make empty groups; the directory's vocabulary fills them."""
        super().__init__()
        self.setProperty("kind", "side")
        self.setAccessibleName(self.tr("Filters"))
        self._view_model = view_model
        self.groups: dict[Facet, FilterGroup] = {}
        self._districts: Mapping[str, tuple[FilterValue, ...]] = {}
        self._build()
        self.clear_button.clicked.connect(view_model.clear_filters)
        self.done_button.clicked.connect(self.done)
        view_model.criteria_changed.connect(self.show_criteria)
        view_model.answered.connect(self.show_answer)
        view_model.recounted.connect(self.show_answer)
        theme.current().dress(self)
        theme.current().follow(self._resize)
        self._resize()

    def _build(self) -> None:
        whole = self._whole = QVBoxLayout(self)
        self._is_compact = False
        self._place = QVBoxLayout()
        whole.addLayout(self._place)
        head = self._head = QHBoxLayout()
        title = QLabel(self.tr("Filters"))
        title.setProperty("role", "group")
        self.clear_button = QPushButton(self.tr("Clear all"))
        self.clear_button.setProperty("kind", "flat")
        self.clear_button.setAccessibleName(self.tr("Clear all filters"))
        self.clear_button.setEnabled(False)
        head.addWidget(title, 1)
        head.addWidget(self.clear_button)
        whole.addLayout(head)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("kind", "inside")
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for facet, is_open in GROUPS:
            group = FilterGroup(labels.words(facet), is_open=is_open)
            group.changed.connect(partial(self._chosen, facet))
            self.groups[facet] = group
            column.addWidget(group)
        column.addStretch(1)
        self.area.setWidget(inside)
        FocusSeen(self.area)
        whole.addWidget(self.area, 1)
        self.done_button = QPushButton(self.tr("Show the results"))
        self.done_button.setProperty("kind", "primary")
        self.done_button.setVisible(False)
        foot = self._foot = QHBoxLayout()
        foot.addWidget(self.done_button)
        whole.addLayout(foot)

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Offer the terms of a directory that was opened."""
        terms = {
            facet: [(term.code, term.label) for term in vocabulary.of(taxonomy)]
            for facet, taxonomy in TAXONOMY_OF.items()
        }
        self.set_terms(terms, self.groups)

    def set_terms(
        self, terms: Mapping[Facet, Sequence[tuple[str, str]]], facets: Iterable[Facet]
    ) -> None:
        """Offer codes with their labels in some of the groups."""
        for facet in facets:
            group = self.groups[facet]
            if facet in _OWN_VALUES:
                values = _OWN_VALUES[facet]
                group.set_values([FilterValue(one.value, labels.words(one)) for one in values])
            elif facet in TAXONOMY_OF:
                group.set_values(
                    [
                        FilterValue(code, self._words(facet, code, label))
                        for code, label in terms.get(facet, ())
                    ]
                )

    def set_districts(self, districts: Mapping[str, tuple[str, ...]]) -> None:
        """Say which districts lie in which county, both as the filter's codes."""
        self._districts = {
            county: tuple(FilterValue(_inner(name), name, county) for name in names)
            for county, names in districts.items()
        }

    @Slot()
    def start_afresh(self) -> None:
        """Fold and scroll as at the start: where the last one looked tells of a patient too."""
        for facet, is_open in GROUPS:
            self.groups[facet].heading.setChecked(is_open)
        self.area.verticalScrollBar().setValue(0)

    def hold_place(self, place: QWidget) -> None:
        """Show the box of the place and the distance above the groups, as where room is short."""
        self._place.addWidget(place)

    def set_compact(self, is_compact: bool) -> None:
        """Leave room for the place above the groups, or none."""
        self._is_compact = is_compact
        self._resize()

    def set_folded(self, is_folded: bool) -> None:
        """Show the way back to the results, where the filters take their place."""
        self.done_button.setVisible(is_folded)
        self._show_foot()

    def focus_part(self) -> bool:
        """Put the keyboard on the first group."""
        first = next(iter(self.groups.values()))
        first.heading.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def tab_stops(self) -> list[QWidget]:
        """Return where the Tab key stops, in order."""
        stops: list[QWidget] = [self.clear_button]
        for group in self.groups.values():
            stops += [group.heading, *group.boxes.values()]
        return [*stops, self.done_button]

    @Slot(object)
    def show_criteria(self, criteria: Criteria) -> None:
        """Tick what a question has chosen."""
        for facet, group in self.groups.items():
            codes = criteria.codes(facet)
            if facet is Facet.COUNTY:
                codes += tuple(_inner(name) for name in criteria.codes(Facet.DISTRICT))
            group.tick(codes)
        self.clear_button.setEnabled(bool(criteria.chosen))

    @Slot(object)
    def show_answer(self, answer: Answer) -> None:
        """Show how many results each value would give."""
        results = answer.results
        if answer.has_failed:
            for group in self.groups.values():
                group.show_counts(None)
            self.done_button.setText(self.tr("Show the results"))
            return
        counts = {
            facet: [(one.code, one.label, one.count) for one in values]
            for facet, values in results.facets.items()
        }
        self.show_counts(counts, results.services, self.groups)
        self.groups[Facet.COUNTY].tick(
            (
                *answer.criteria.codes(Facet.COUNTY),
                *(_inner(name) for name in answer.criteria.codes(Facet.DISTRICT)),
            )
        )

    def show_counts(self, counts: Counts, services: int, facets: Iterable[Facet]) -> None:
        """Show in some of the groups how many of so many services each value would give.

        What is not counted yet shows no number.
        """
        for facet in facets:
            group = self.groups[facet]
            counted = {code: count for code, _label, count in counts.get(facet, ())}
            if facet is Facet.COUNTY:
                for code, _label, count in counts.get(Facet.DISTRICT, ()):
                    counted[_inner(code)] = count
                self._offer_counties(group, counts.get(facet, ()))
            group.show_counts(counted if facet in counts else None)
        self.done_button.setText(f"{self.tr('Show')} {labels.services_in_words(services)}")

    def _offer_counties(self, group: FilterGroup, counties: Sequence[Value]) -> None:
        values: list[FilterValue] = []
        for code, label, _count in counties:
            values.append(FilterValue(code, label))
            values.extend(self._districts.get(code, ()))
        group.set_values(values)

    def _chosen(self, facet: Facet, codes: tuple[str, ...]) -> None:
        if facet is not Facet.COUNTY:
            self._view_model.set_codes(facet, codes)
            return
        inner = tuple(code.removeprefix(_INNER) for code in codes if code.startswith(_INNER))
        outer = tuple(code for code in codes if not code.startswith(_INNER))
        self._view_model.set_places(outer, inner)

    def _words(self, facet: Facet, code: str, label: str) -> str:
        if facet is Facet.REFERRAL_ROUTE:
            return labels.route_code_in_words(code) or label
        return label

    def _show_foot(self) -> None:
        pad = theme.current().px(10) if not self.done_button.isHidden() else 0
        self._foot.setContentsMargins(0, pad, theme.current().px(16), pad)

    @Slot()
    def _resize(self) -> None:
        look = theme.current()
        self._whole.setContentsMargins(look.px(16), look.px(12), 0, 0)
        self._whole.setSpacing(0)
        self._head.setContentsMargins(0, 0, look.px(8), 0)
        self._column.setContentsMargins(0, 0, 0, look.px(12))
        self._place.setContentsMargins(0, 0, look.px(16), look.px(8) if self._is_compact else 0)
        self._column.setSpacing(look.px(8))
        self.area.setMinimumHeight(look.px(ROW))  # Qt wants more, and cuts what is above the panel
        self.done_button.setMinimumHeight(look.px(32))
        self._show_foot()


_INNER = "district/"


def _inner(name: str) -> str:
    return _INNER + name
