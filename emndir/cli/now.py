"""`emndir now`: who answers the phone at this minute."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

import click

from emndir.bootstrap import Core
from emndir.cli.lines import WIDTH, phone_words, where_words
from emndir.domain.freshness import Freshness, freshness_in_words, freshness_of
from emndir.domain.opening import Opening, opening_at
from emndir.domain.provenance import Check
from emndir.domain.schedule import DAY_NAMES, time_in_words
from emndir.domain.vocabulary import FactGroup
from emndir.search.criteria import Criteria
from emndir.search.results import Group

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.domain.service import Service, ServiceSummary
    from emndir.search.results import Hit, Results


@click.command()
@click.argument("words", nargs=-1)
@click.option("--near", default="", metavar="PLACE", help="A postcode, its beginning, or a town.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@click.pass_obj
def now(core: Core, words: tuple[str, ...], near: str, limit: int) -> None:
    """List who answers the phone at this minute, by the hours that are listed.

    First the 24-hour lines for people on cancer treatment who live at PLACE, then help by phone that
    is open now, the nearest and best fitting first, then what has hours that do not say. What is
    closed now is left out.
    """
    with closing(core.open()) as directory:
        for notice in directory.notices:
            click.echo(f"{notice.message} {notice.hint}".strip(), err=True)
        moment = core.clock()
        asked = Criteria(words=" ".join(words), near=near, limit=limit).who_answers()
        for line in answer_lines(directory, directory.find(asked), moment):
            click.echo(line)


def answer_lines(directory: OpenDirectory, results: Results, moment: datetime) -> Iterator[str]:
    """Yield who answers at a moment of local (UK) time as text."""
    today = moment.date()
    day = f"{DAY_NAMES[today.weekday()]} {today.day} {today:%B %Y}"
    yield f"{day}, {moment:%H:%M}, by the hours that are listed"
    if results.danger is not None:
        yield f"{results.danger.heading}."
        yield from (f"  {sentence}" for sentence in results.danger.sentences)
    if results.near_problem:
        yield results.near_problem
    yield from _lines(results, moment)
    group = ""
    for number, hit in enumerate(results.hits, start=1):
        is_unknown = hit.group is Group.HOURS_UNKNOWN
        heading = "Their hours do not say if they are open now" if is_unknown else "Open now"
        if heading != group:
            group = heading
            unknown = results.group_totals.get(Group.HOURS_UNKNOWN, 0)
            yield f"{heading} ({unknown if is_unknown else results.total - unknown})"
        yield from _hit_lines(number, hit, directory.service(hit.summary.uid), moment)
    if results.total > len(results.hits):
        yield f"{results.total - len(results.hits)} more: use --limit to see them."
    if not results.hits:
        yield "Nothing by phone is open now, and nothing has hours that do not say."


def _lines(results: Results, moment: datetime) -> Iterator[str]:
    if results.origin is None:
        yield "24-hour lines for people on cancer treatment: say where with --near."
        return
    where = results.origin.label
    if not results.treatment_lines:
        yield f"No 24-hour treatment line that serves {where} is listed."
        return
    yield f"On cancer treatment and unwell: 24-hour lines for {where}"
    for hit in results.treatment_lines:
        one = hit.summary
        yield f"  {one.display_name}, {phone_words(one)} [{one.uid}]"
        yield f"    {line_doubt(one, moment)}"


def line_doubt(summary: ServiceSummary, moment: datetime) -> str:
    """Return how sure a 24-hour line is, as the strip over the results says it: never a bare number."""
    newest = summary.newest_source
    if newest is None:
        return "Not dated: alert card first."
    check = Check(group=FactGroup.TREATMENT_LINE, checked_on=newest)
    standing = freshness_of(FactGroup.TREATMENT_LINE, check, moment.date())
    source = f"Source {newest.words}"
    return f"{source}." if standing is Freshness.FRESH else f"{source}: alert card first."


def _hit_lines(number: int, hit: Hit, service: Service, moment: datetime) -> Iterator[str]:
    summary = hit.summary
    yield f"{number:3}. {summary.name}"
    parts = (phone_words(summary), where_words(hit))
    yield "     " + " · ".join(part for part in parts if part)
    if hit.group is not Group.HOURS_UNKNOWN:
        opening = opening_at(service.schedules, moment, has_note=bool(service.hours_note))
        is_old = service.freshness(FactGroup.HOURS, moment.date()).is_doubtful
        yield f"     {_until(opening, moment)}{', if its hours still hold' if is_old else ''}"
    hours = summary.hours or "Hours not listed."
    if summary.hours:
        check = service.check_of(FactGroup.HOURS)
        age = freshness_in_words(service.freshness(FactGroup.HOURS, moment.date()), check)
        hours = f"{hours} {age}."
    indent = "     "
    yield from textwrap.wrap(hours, WIDTH, initial_indent=indent, subsequent_indent=indent)
    yield f"     [{summary.uid}]"


def _until(opening: Opening, moment: datetime) -> str:
    ends = opening.changes
    if ends is None:
        return "Open now, day and night"
    until = time_in_words(ends.time())
    if (ends.date() - moment.date()).days > (1 if ends.hour == ends.minute == 0 else 0):
        until = f"{until} on {DAY_NAMES[ends.weekday()]}"
    return f"Open now, {'' if opening.is_certain else 'at least '}until {until}"
