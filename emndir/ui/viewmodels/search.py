"""SearchViewModel: what was asked and what was found. Widgets call down; answers go up."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from emndir.domain.errors import EmndirError
from emndir.domain.vocabulary import Taxonomy
from emndir.search.criteria import Criteria, Facet, Sort, When
from emndir.search.start_page import often_totals
from emndir.ui import labels
from emndir.ui.garbage import keep_what_there_is
from emndir.ui.viewmodels.often import Way, often_needed
from emndir.ui.viewmodels.suggest import PLACES, SuggestViewModel
from emndir.ui.viewmodels.typed_words import holds, typed_miles, without

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.search.results import Danger, Results, Understood
    from emndir.ui.context import UiContext

PAUSE_MS = 80
"""From the last key to the question."""
SAY_MS = 500
"""From the last answer to its announcement, so that a screen reader is not talked over."""
MORE = 400
"""Results added when the list was scrolled to its end."""
UNDO_SECONDS = 10
TOPIC, PREPARING = "search", "preparing"

TAXONOMY_OF: dict[Facet, Taxonomy] = {
    Facet.REFERRAL_ROUTE: Taxonomy.REFERRAL_ROUTE,
    Facet.HELP_GROUP: Taxonomy.HELP_GROUP,
    Facet.DELIVERY: Taxonomy.DELIVERY,
    Facet.CANCER_SITE: Taxonomy.CANCER_SITE,
    Facet.STAGE: Taxonomy.PATHWAY_STAGE,
    Facet.AUDIENCE: Taxonomy.AUDIENCE,
    Facet.COST: Taxonomy.COST,
    Facet.SERVICE_TYPE: Taxonomy.SERVICE_TYPE,
}
"""Facets whose values are terms of the vocabulary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found for a question, and the ways on where that is nothing or nothing was asked.

    `is_start` is True where nothing was asked but the usual place; `is_dead_end` where nothing leads
    on from the question, so that its ways are what is often needed. `has_failed` is True where the
    list could not be read: it says nothing about what there is.
    """

    criteria: Criteria
    results: Results
    ways: tuple[Way, ...] = ()
    is_start: bool = False
    is_dead_end: bool = False
    has_failed: bool = False


class SearchViewModel(QObject):
    """One screen's question, and its newest answer.

    `criteria_changed` comes at once with every change of the question, `answered` with each
    answer that is not stale, `extended` with each that goes on from the one before, `recounted` where a
    later minute has other counts alone.
    """

    criteria_changed = Signal(object)  # Criteria
    answered = Signal(object)  # Answer
    extended = Signal(object)  # Answer: the same with more results at its end
    recounted = Signal(object)  # Answer: the same with the counts of another minute
    cleared = Signal()

    def __init__(self, context: UiContext) -> None:
        """Start with the usual place and nothing else; ask once the directory is open."""
        super().__init__()
        self._context = context
        self.criteria = self.blank()
        self.answer: Answer | None = None
        self.suggest = SuggestViewModel(context)
        self.suggest_places = SuggestViewModel(context, PLACES)
        self._before: Criteria | None = None
        self._prepared: OpenDirectory | None = None
        self._said_danger: Danger | None = None
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.ask)
        self._say = QTimer(self, interval=SAY_MS, singleShot=True)
        self._say.timeout.connect(self._announce)
        self._forget = QTimer(self, interval=UNDO_SECONDS * 1000, singleShot=True)
        self._forget.timeout.connect(self.forget_before)
        context.directory_opened.connect(self.ask)

    @property
    def results(self) -> Results | None:
        """Return the newest results."""
        return self.answer.results if self.answer else None

    @property
    def site_asked(self) -> str:
        """Return the code of the one cancer that the newest results are for, or ""."""
        from emndir.domain.vocabulary import ALL_SITES  # not before the first paint
        from emndir.search.results import ReadAs

        if self.answer is None:
            return ""
        chosen = self.answer.criteria.codes(Facet.CANCER_SITE)
        read = (
            one.code for one in self.answer.results.understood if one.read_as is ReadAs.CANCER_SITE
        )
        codes = {*chosen, *read} - {ALL_SITES}
        return codes.pop() if len(codes) == 1 else ""

    @property
    def is_behind(self) -> bool:
        """Return True while the newest question has no answer yet, and one can come."""
        is_answered = self.answer is not None and self.answer.criteria == self.criteria
        return self._context.directory is not None and not is_answered

    @property
    def is_asked(self) -> bool:
        """Return True while anything is asked but the usual place and distance."""
        return self.criteria != self.blank()

    def blank(self) -> Criteria:
        """Return the question of a patient of whom nothing is known: usual place and distance."""
        settings = self._context.core.settings
        return Criteria(
            near=settings.near_default, within_miles=float(settings.within_default) or None
        )

    # --- the question --------------------------------------------------------------------

    def set_words(self, words: str) -> None:
        """Take what stands in the search box; asked after a pause.

        A distance that is typed there is chosen; with its words it goes again.
        """
        criteria = replace(self.criteria, words=words)
        miles = typed_miles(words)
        if miles != typed_miles(self.criteria.words):
            criteria = replace(criteria, within_miles=miles or self.blank().within_miles)
        self._change(criteria, soon=True)

    def set_near(self, near: str, *, instead_of: Understood | None = None) -> None:
        """Take what stands in the near box; asked after a pause.

        `instead_of` is a place that was read from the words and gives way to this one.
        """
        words = self.criteria.words
        if instead_of is not None:
            words = without(words, instead_of)
        self._change(replace(self.criteria, near=near, words=words), soon=True)

    def set_within(self, miles: float | None) -> None:
        """Limit the distance in miles, or with None do not."""
        self._change(replace(self.criteria, within_miles=miles))

    def set_sort(self, sort: Sort) -> None:
        """Order the results otherwise."""
        self._change(replace(self.criteria, sort=sort))

    def set_codes(self, facet: Facet, codes: tuple[str, ...]) -> None:
        """Choose these values of a filter, and no others of it."""
        self._change(self.criteria.with_codes(facet, codes))

    def set_places(self, counties: tuple[str, ...], districts: tuple[str, ...]) -> None:
        """Choose these counties and, inside them, these districts."""
        criteria = self.criteria.with_codes(Facet.COUNTY, counties)
        self._change(criteria.with_codes(Facet.DISTRICT, districts))

    def add_code(self, facet: Facet, code: str) -> None:
        """Choose one more value of a filter."""
        codes = self.criteria.codes(facet)
        if code not in codes:
            self.set_codes(facet, (*codes, code))

    def remove_code(self, facet: Facet, code: str) -> None:
        """Choose one value less."""
        codes = tuple(one for one in self.criteria.codes(facet) if one != code)
        self.set_codes(facet, codes)

    @Slot()
    def ask_who_answers(self) -> None:
        """Ask for help by phone at this minute; once more without that."""
        self._change(self.criteria.who_answers(is_on=not self.criteria.asks_who_answers))

    def clear_filters(self) -> None:
        """Choose no value of any filter."""
        self._change(replace(self.criteria, chosen=(), not_self=False))

    def take_off(self, reading: Understood) -> None:
        """Take a reading off, together with its words."""
        self._change(replace(self.criteria, words=without(self.criteria.words, reading)))

    def read_plain(self, words: str) -> None:
        """Read typed words as they stand: no reading of them, no correction."""
        if words not in self.criteria.plain:
            self._change(replace(self.criteria, plain=(*self.criteria.plain, words)))

    def read_again(self, words: str) -> None:
        """Let words that were read as they stand be understood, or corrected, again."""
        plain = tuple(span for span in self.criteria.plain if span != words)
        self._change(replace(self.criteria, plain=plain))

    def remove_words(self, words: str) -> None:
        """Take typed words out of the question."""
        from emndir.ui.viewmodels.ways_on import cut  # not before the first paint

        self._change(replace(self.criteria, words=cut(self.criteria.words, re.escape(words))))

    def use(self, criteria: Criteria) -> None:
        """Ask another question, such as a way on; the order chosen stays."""
        self._change(replace(criteria, sort=self.criteria.sort, limit=Criteria().limit))

    def more(self) -> None:
        """Ask for more results of the same question, from the last one on."""
        directory, answer = self._context.directory, self.answer
        if directory is None or answer is None or self.is_behind:
            return
        have = len(answer.results.hits)
        further = replace(answer.criteria, skip=have, limit=have + MORE)
        self._context.tasks.run(
            TOPIC,
            partial(find_typed, directory, further),
            partial(self._take_more, answer),
            self._context.messages.report,
        )

    def _take_more(self, answer: Answer, results: Results) -> None:
        """Add to an answer what comes after it, unless another one has come."""
        if self.answer is answer:
            hits = answer.results.hits + results.hits
            self.answer = replace(answer, results=replace(answer.results, hits=hits))
            self.extended.emit(self.answer)

    def new_patient(self) -> None:
        """Forget words, place, filters and results; `undo` brings the question back for a while."""
        self._before = self.criteria if self.is_asked else None
        self._forget.start()
        self._say.stop()
        self._context.tasks.drop(TOPIC)
        self.suggest.drop()
        self.suggest_places.drop()
        self._forget_asked()
        self.answer = self._said_danger = None
        self.cleared.emit()
        self._change(self.blank())

    def undo(self) -> None:
        """Bring back the question that `new_patient` cleared, if it still remembers it."""
        before, self._before = self._before, None
        self._forget.stop()
        if before is not None:
            self._change(before)

    @property
    def can_undo(self) -> bool:
        """Return True while the question before is still remembered."""
        return self._before is not None

    @Slot()
    def forget_before(self) -> None:
        """Keep nothing to undo, and nothing of it in the search's memory."""
        self._forget.stop()
        self._before = None
        self._forget_asked()
        self._context.forgotten.emit()

    def _forget_asked(self) -> None:
        """Empty the search's memory now, and again when questions that still run are done."""
        self._empty_memory()
        self._context.tasks.after_these(self._empty_memory)

    def _empty_memory(self) -> None:
        if self._context.directory is not None:
            self._context.directory.forget()

    def _change(self, criteria: Criteria, *, soon: bool = False) -> None:
        plain = tuple(span for span in criteria.plain if holds(criteria.words, span))
        criteria = replace(criteria, limit=Criteria().limit, plain=plain)
        if criteria == self.criteria and self.answer is not None:
            return
        self.criteria = criteria
        self.criteria_changed.emit(criteria)
        if soon:
            self._pause.start()
        else:
            self.ask()

    # --- the answer ----------------------------------------------------------------------

    @Slot()
    def ask(self) -> None:
        """Ask now. Before the directory is open nothing is asked; opening it asks."""
        self._pause.stop()
        directory = self._context.directory
        if directory is None:
            return
        is_start = self.criteria == replace(self.blank(), sort=self.criteria.sort)
        work = partial(find_answer, directory, self.criteria, is_start=is_start)
        self._context.tasks.run(TOPIC, work, self._take, self._fail)

    def _fail(self, error: BaseException) -> None:
        """Report it, and let nothing stand that answers another question."""
        self._context.messages.report(error)
        if isinstance(error, EmndirError):
            from emndir.search.results import Results

            self._say.stop()
            self.answer = Answer(criteria=self.criteria, results=Results(), has_failed=True)
            self.answered.emit(self.answer)

    def _take(self, answer: Answer) -> None:
        self.answer = answer
        self.answered.emit(answer)
        self._prepare()
        if not answer.is_start:
            self._say.start()

    def renew(self, before: Answer, answer: Answer) -> None:
        """Take the answer to the same question at a later minute; where only counts are others, say so."""
        if self.answer is not before:
            return
        old, new = before.results, answer.results
        if old.total == new.total and old.hits[: len(new.hits)] == new.hits:
            self.answer = replace(before, results=replace(old, facets=new.facets))
            self.recounted.emit(self.answer)
        else:
            self._take(answer)

    def _prepare(self) -> None:
        """After the first answer make ready what later questions would wait for."""
        directory = self._context.directory
        if directory is not None and directory is not self._prepared:
            self._prepared = directory
            self._context.tasks.run(
                PREPARING, directory.prepare, self._prepared_all, self._context.messages.report
            )

    def _prepared_all(self, _done: None) -> None:
        keep_what_there_is()

    @Slot()
    def _announce(self) -> None:
        results = self.results
        if results is None:
            return
        places = results.total - results.services
        found = labels.found_in_words(results.services, places)
        said = [found if results.total else self.tr("Nothing found")]
        from emndir.search.results import Group

        for_site = results.group_totals.get(Group.FOR_SITE, 0)
        site = labels.site_asked(results)
        if for_site and site:
            said.append(f"{for_site:,} {self.tr('for')} {site}")
        danger = results.danger
        if danger is not None and danger != self._said_danger:
            said = [danger.heading.rstrip("."), " ".join(danger.sentences).rstrip("."), *said]
        self._said_danger = danger
        if results.near_problem:
            said.append(results.near_problem)
        if results.corrections:
            corrected = dict.fromkeys(one.used for one in results.corrections)
            used = f" {self.tr('and')} ".join(corrected)
            said.append(f"{self.tr('Showing results for')} {used}")
        if results.instead and not results.total:
            said.append(self.tr("Other services that may help are listed"))
        self._context.messages.announce(". ".join(said))

    def facet_words(self, facet: Facet, code: str) -> str:
        """Return the words of a filter's value."""
        directory, page = self._context.directory, self._context.start_page
        if directory is None and page is not None and facet is not Facet.WHEN:
            return page.label(facet, code)
        return facet_words(directory, facet, code)


def facet_words(directory: OpenDirectory | None, facet: Facet, code: str) -> str:
    """Return the words of a filter's value, from the vocabulary or the code itself."""
    if facet is Facet.WHEN and code in set(When):
        return labels.words(When(code))
    taxonomy = TAXONOMY_OF.get(facet)
    if taxonomy is None or directory is None:
        return code
    return labels.code_in_words(directory.vocabulary, taxonomy, code)


def find_typed(directory: OpenDirectory, criteria: Criteria) -> Results:
    """Return results as the window asks: what was typed last says where, and that are the words.

    A place that is typed into its own box takes the place of one among the words (`set_near`).
    """
    return directory.find(replace(criteria, near_gives_way=True))


def find_answer(directory: OpenDirectory, criteria: Criteria, *, is_start: bool) -> Answer:
    """Return results and ways on: for a worker thread."""
    find = partial(find_typed, directory)
    results = find(criteria)
    ways: list[Way] = []
    is_dead_end = False
    if not is_start and not results.total:
        from emndir.ui.viewmodels.ways_on import ways_on  # not before the first paint

        ways = ways_on(find, criteria, partial(facet_words, directory), results)
        is_dead_end = not (ways or results.instead or results.gone or results.danger)
    if is_start or is_dead_end:
        ways = often_needed(often_totals(directory.find, directory.vocabulary))
    return Answer(
        criteria=criteria,
        results=results,
        ways=tuple(ways),
        is_start=is_start,
        is_dead_end=is_dead_end,
    )
