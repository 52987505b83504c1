"""Words of the page of all stages: each row is made of what a patient may see, as the guide on paper is.

Sentences about what is missing, how to get in and how old that is are those of the paper.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from emndir.choice.guide_kinds import Need
from emndir.handouts import sections
from emndir.handouts.guide_entry import age_words, first_of, gap_entry, told, way_words
from emndir.handouts.numbered_map import far_words
from emndir.handouts.phrases import Phrases, Words, phrases, plain
from emndir.handouts.wording import as_sentence
from emndir.ui import labels
from emndir.ui.detail import Line, Look
from emndir.ui.staged import RowKind, StageRow
from emndir.ui.wording.key_facts import ways_in_words
from emndir.ui.wording.sentences import listed, lower, sentence, tr, upper

if TYPE_CHECKING:
    from emndir.staging import EveryStage, HelpKind, Offered, StageHelp

_HEADINGS = {
    "stop-smoking": "Stop smoking",
    "screening": "Screening",
    "family": "Family history",
    "clinic": "Clinic",
    "tests": "Tests and scans",
    "team": "Team or nurse",
    "surgery": "Surgery",
    "chemotherapy": "Chemotherapy",
    "blood-unit": "Day unit for blood cancers",
    "radiotherapy": "Radiotherapy",
    "fertility": "Fertility",
    "lymphoedema": "Swelling (lymphoedema)",
    "prosthesis": "Prosthesis fitting",
    "stoma": "Stoma care",
    "exercise": "Exercise",
    "support": "Support or information centre",
    "group": "Support group",
    "counselling": "Counselling",
    "hospice": "Hospice ward",
    "at-home": "Hospice care at home",
    "end-phone": "Help by phone at the end of life",
    "bereavement": "Support after a death",
    "site-helpline": "Helpline for this cancer",
    "helpline": "Helpline for any cancer",
    "money": "Money and benefits",
    "travel": "Lifts and travel",
    "carers": "For carers",
}
"""What each kind of help of `resources/guides/kinds.toml` is called on the screen."""
_ICONS = {
    "stop-smoking": "smoking-off",
    "screening": "radiology-box-outline",
    "family": "dna",
    "clinic": "stethoscope",
    "tests": "test-tube",
    "team": "account-heart-outline",
    "surgery": "medical-bag",
    "chemotherapy": "iv-bag",
    "blood-unit": "iv-bag",
    "radiotherapy": "radioactive",
    "fertility": "human-male-female-child",
    "lymphoedema": "arm-flex-outline",
    "prosthesis": "hand-heart-outline",
    "stoma": "account-heart-outline",
    "exercise": "walk",
    "support": "hand-heart-outline",
    "group": "account-group-outline",
    "counselling": "forum-outline",
    "hospice": "bed-outline",
    "at-home": "home-heart",
    "end-phone": "phone-in-talk-outline",
    "bereavement": "candle",
    "site-helpline": "phone-in-talk-outline",
    "helpline": "phone-in-talk-outline",
    "money": "currency-gbp",
    "travel": "car",
    "carers": "account-multiple-outline",
}
GAP_ICON = "help-circle-outline"
_NEEDS = {
    Need.FEELINGS: "Feelings",
    Need.INFORMATION: "Information",
    Need.MONEY: "Money",
    Need.TRAVEL: "Travel",
    Need.FAMILY: "Family and carers",
    Need.SYMPTOMS: "Symptoms and the body",
    Need.WELL: "Staying well",
}


def need_words(need: Need) -> str:
    """Return a need in words."""
    return tr(_NEEDS[need])


def heading_of(code: str) -> str:
    """Return what a kind of help is called on the screen, by its code."""
    return tr(_HEADINGS[code])


def icon_of(code: str) -> str:
    """Return the sign of a kind of help, by its code."""
    return _ICONS[code]


def title(found: EveryStage | None) -> tuple[str, str]:
    """Return what the page is about, and where."""
    if found is None:
        return tr("Every stage, from prevention to bereavement"), ""
    cancer = phrases().say(f"guide.cancer.{found.site}")
    return f"{cancer}: {tr('every stage')}", f"{tr('near')} {_home(found)}"


def about_lines() -> tuple[Line, ...]:
    """Return how the page is to be read."""
    return (
        Line(
            tr(
                "A gap says what this list lacks. There may be more than it knows."
                " What comes first is nearer, not better. Miles are in a straight line."
            ),
            Look.SECOND,
        ),
    )


def about_row() -> StageRow:
    """Return how the page is to be read as its first row, where there is no height for a banner."""
    (line,) = about_lines()
    return StageRow(
        kind=RowKind.NOTE,
        heading=tr("How to read this"),
        icon="information-outline",
        lines=(line,),
        spoken=line.words,
        code="about",
    )


def made_words(data_date: date) -> str:
    """Return from which list it is."""
    return f"{tr('From the emndir directory of')} {labels.day_in_words(data_date)}."


def stage_rows(found: EveryStage, needs: Collection[Need] = ()) -> tuple[StageRow, ...]:
    """Return all rows, or with `needs` those that help with one of them, and what is left out then."""
    writer = _Writer(found)
    stages = found.needed(needs)
    rows = [writer.line()]
    for stage in stages:
        if stage.kinds or not needs:
            rows += writer.stage(stage, with_total=not needs)
    empty = [stage_words(stage) for stage in stages if not stage.kinds] if needs else []
    if empty:
        text = f"{tr('For what is needed, nothing was looked for under')} {listed(empty)}."
        hint = tr("Take the chips off to see every stage.")
        rows.append(_note("left-out", tr("Left out"), text, hint))
    return tuple(rows)


def told_words(found: EveryStage | None) -> str:
    """Return how much there is, for a screen reader: "Breast cancer … 26 services, 3 gaps"."""
    if found is None:
        return ""
    gaps = sum(kind.lack is not None for stage in found.stages for kind in stage.kinds)
    missing = tr("1 gap") if gaps == 1 else f"{gaps} {tr('gaps')}"
    services = labels.services_in_words(len(found.uids))
    return f"{' '.join(title(found))}: {services}, {missing if gaps else tr('no gap')}"


def stage_words(stage: StageHelp) -> str:
    """Return the name of a stage."""
    return tr("At any stage") if stage.stage is None else labels.words(stage.stage)


class _Writer:
    """Writes the rows of one answer."""

    def __init__(self, found: EveryStage) -> None:
        self._said: Phrases = phrases()
        self._home = _home(found)
        self._cancer = lower(self._said.say(f"guide.cancer.{found.site}"))
        self._found = found
        self._stage_of = {
            one.service.uid: stage_words(stage)
            for stage in reversed(found.stages)
            for kind in stage.kinds
            if not kind.is_told
            for one in kind.services
        }

    def line(self) -> StageRow:
        """Return what to do when unwell on treatment: the line's number only while it is fresh."""
        view = self._found.line
        number = view.treatment_line if view is not None else None
        words = plain(sections.urgent_words(number, self._said))
        heading = self._said.say("urgent.title")
        return StageRow(
            kind=RowKind.LINE,
            heading=heading,
            icon="phone-alert-outline",
            lines=(Line(words, Look.BODY),),
            spoken=f"{heading}. {words}",
            uid=view.uid if view is not None else "",
            code="line",
        )

    def stage(self, stage: StageHelp, *, with_total: bool) -> Iterator[StageRow]:
        """Yield a stage: its name, each kind of help or its gap, and what else was looked for."""
        name = stage_words(stage)
        code = stage.stage.value if stage.stage else "any"
        yield StageRow(kind=RowKind.STAGE, heading=name, spoken=name, code=code)
        shown = [one for one in stage.kinds if one.services or one.lack or not one.is_missing]
        for one in shown:
            yield from self._kind(name, one)
        missed = [one for one in stage.kinds if one.is_missing and one.lack is None]
        if not shown:
            text = f"{tr('Nothing of what was looked for is in our list near')} {self._home}."
            hint = tr("The list lacks it: ask the GP or the hospital team what there is.")
            yield _note(f"{code}-none", tr("Nothing listed"), text, hint, icon=GAP_ICON)
        if missed:
            kinds = ", ".join(lower(heading_of(one.kind.code)) for one in missed)
            where = f"{tr('Not in our list for')} {self._cancer} {tr('near')} {self._home}"
            text = f"{where}: {kinds}."
            hint = tr("Not everybody needs these.")
            yield _note(f"{code}-missed", tr("Also looked for"), text, hint)
        if stage.stage is not None and stage.total and with_total:
            yield self._more(stage, name)

    def _more(self, stage: StageHelp, name: str) -> StageRow:
        count = labels.services_in_words(stage.total)
        words = f"{tr('All for')} {lower(name)}: {count}, {tr('the nearest first')}"
        return StageRow(
            kind=RowKind.MORE,
            lines=(Line(words, Look.BODY),),
            icon="magnify",
            spoken=f"{words}. {tr('Enter: show them as results.')}",
            code=f"{stage.stage}-more",
            stage=stage.stage,
        )

    def _kind(self, stage: str, one: HelpKind) -> Iterator[StageRow]:
        code = one.kind.code
        heading = heading_of(code)
        for at, offered in enumerate(one.services):
            also = self._stage_of.get(offered.service.uid, "") if one.is_told else ""
            lines, aside = self._offered(offered, also)
            yield StageRow(
                kind=RowKind.SERVICE,
                heading="" if at else heading,
                icon="" if at else icon_of(code),
                lines=lines,
                aside=aside,
                spoken=_spoken(stage, heading, lines, aside),
                uid=offered.service.uid,
                code=code,
            )
        if one.lack is not None:
            yield from self._gap(stage, one)
        elif not one.services and not one.is_missing:
            text = tr("The list has one, but nothing of it may be given to a patient.")
            hint = tr("Look for it in the search.")
            yield _note(code, heading, text, hint, icon=icon_of(code))

    def _gap(self, stage: str, one: HelpKind) -> Iterator[StageRow]:
        assert one.lack is not None  # noqa: S101 - only asked for where there is one
        heading, lack = heading_of(one.kind.code), one.lack
        missing = gap_entry(lack.gap, self._cancer, self._home, self._said).name
        lines = [Line(missing, Look.STRONG)]
        if lack.gap.asks:
            lines.append(Line(self._said.say("guide.gap.ask", place=self._home), Look.SECOND))
        if not lack.nearest and not lack.by_phone:
            # There may be one that names no address: only what has one is looked for so far.
            lines.append(
                Line(tr("None further away has an address that can be given here."), Look.SECOND)
            )
        yield StageRow(
            kind=RowKind.GAP,
            heading=heading,
            icon=GAP_ICON,
            lines=tuple(lines),
            spoken=_spoken(stage, f"{heading}. {tr('A gap')}", lines, ()),
            code=one.kind.code,
        )
        yield from self._instead(stage, one.kind.code, lack.nearest, tr("The nearest"))
        yield from self._instead(stage, one.kind.code, lack.by_phone, tr("By phone or online"))

    def _instead(
        self, stage: str, code: str, offered: Sequence[Offered], heading: str
    ) -> Iterator[StageRow]:
        for at, one in enumerate(offered):
            lines, aside = self._offered(one, "")
            yield StageRow(
                kind=RowKind.INSTEAD,
                heading="" if at else heading,
                lines=lines,
                aside=aside,
                spoken=_spoken(stage, f"{heading_of(code)}. {heading}", lines, aside),
                uid=one.service.uid,
                code=code,
            )

    def _offered(self, one: Offered, also: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        service, said = one.service, self._said
        lines = [Line(service.title, Look.NAME), Line(self._where(one), Look.SECOND)]
        if one.water:
            detour = f"{upper(one.water)} {tr('lies between: the road is longer.')}"
            lines.append(Line(detour, Look.SECOND))
        if service.is_unsure:
            lines.append(Line(plain(sections.not_confirmed(service, said)), Look.DOUBTFUL))
        if service.alert:
            lines.append(Line(as_sentence(service.alert), Look.DOUBTFUL))
        lines.append(Line(as_sentence(service.line), Look.BODY))
        if also:
            lines.append(Line(f"{tr('Also listed under')} {lower(also)}.", Look.SECOND_CAPTION))
        aside = [*_way_lines(way_words(service, said)), self._serves(one)]
        age = age_words(told(service), said)
        aside.append(Line(age, Look.DOUBTFUL))
        return _kept(lines), _kept(aside)

    def _where(self, one: Offered) -> str:
        service = one.service
        if one.miles is None or not service.places:
            return sentence(ways_in_words(service.delivery, beside_place=False))
        place = first_of(service.places[0].name)
        far = f"{far_words(one.miles, self._said)} {tr('from')} {self._home}"
        if place.casefold() in service.title.casefold():
            return sentence(upper(far))
        return sentence(f"{place}, {far}")

    def _serves(self, one: Offered) -> Line:
        if one.serves is None:
            return Line(tr("Area served: not stated. Ask."), Look.SECOND_CAPTION)
        if one.serves:
            return Line(f"{tr('Serves')} {self._home}.", Look.SECOND_CAPTION)
        return Line(f"{tr('Its stated area leaves out')} {self._home}.", Look.SECOND_CAPTION)


def _way_lines(words: Words) -> list[Line]:
    """Return how to get in, a number or address in strong letters."""
    lines: list[Line] = []
    before = ""
    for run in words:
        if run.strong or run.link:
            lines.append(Line(before.strip(), Look.BODY, tail=run.text, tail_look=Look.STRONG))
            before = ""
        else:
            before += run.text
    rest = before.strip().removeprefix(".").strip()
    return [*lines, Line(sentence(rest), Look.BODY)] if rest else lines


def _note(code: str, heading: str, text: str, hint: str, icon: str = "") -> StageRow:
    lines = (Line(text, Look.BODY), Line(hint, Look.SECOND_CAPTION))
    return StageRow(
        kind=RowKind.NOTE,
        heading=heading,
        icon=icon or "information-outline",
        lines=lines,
        spoken=f"{heading}. {text} {hint}",
        code=code,
    )


def _kept(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.words)


def _spoken(stage: str, heading: str, lines: Sequence[Line], aside: Sequence[Line]) -> str:
    words = " ".join(sentence(line.words) for line in (*lines, *aside))
    return f"{stage}. {heading}. {words}"


def _home(found: EveryStage) -> str:
    return sections.origin_words(found.origin.label)
