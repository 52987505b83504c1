"""`emndir search`: the one question the program is for, on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from emndir.bootstrap import Core
from emndir.domain.taxonomy import Taxonomy, Vocabulary
from emndir.search.criteria import Criteria, Facet, Sort, When
from emndir.search.site_codes import sites_of

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.search.results import Hit, Results

_OPTIONS: tuple[tuple[str, Facet, Taxonomy | None, str], ...] = (
    ("--site", Facet.CANCER_SITE, Taxonomy.CANCER_SITE, "Cancer: breast, bowel, C50, C18-C20 …"),
    ("--stage", Facet.STAGE, Taxonomy.PATHWAY_STAGE, "Stage of the pathway: screening …"),
    ("--help-group", Facet.HELP_GROUP, Taxonomy.HELP_GROUP, "Kind of help: tests, treatment …"),
    ("--type", Facet.SERVICE_TYPE, Taxonomy.SERVICE_TYPE, "Kind of service: helpline, wigs …"),
    ("--county", Facet.COUNTY, None, "County where it is, or that it serves."),
    ("--district", Facet.DISTRICT, None, "Council district where it is, or that it serves."),
    ("--route", Facet.REFERRAL_ROUTE, Taxonomy.REFERRAL_ROUTE, "How to get in: self, gp …"),
    ("--delivery", Facet.DELIVERY, Taxonomy.DELIVERY, "How it is given: phone, online …"),
    ("--audience", Facet.AUDIENCE, Taxonomy.AUDIENCE, "Whom it is for: carers-family …"),
    ("--cost", Facet.COST, Taxonomy.COST, "What it costs: free …"),
)
"""Filters: option, facet, the vocabulary its values come from, help."""


def _with_filters(command: Callable[..., Any]) -> Callable[..., Any]:
    for option, _facet, _taxonomy, about in reversed(_OPTIONS):
        command = click.option(option, multiple=True, metavar="CODE", help=about)(command)
    return command


@click.command()
@click.argument("words", nargs=-1)
@click.option("--near", default="", metavar="PLACE", help="A postcode, its beginning, or a town.")
@click.option(
    "--within",
    type=click.FloatRange(min=0, min_open=True),
    metavar="MILES",
    help="Leave out what is further away in a straight line.",
)
@_with_filters
@click.option(
    "--when",
    multiple=True,
    type=click.Choice([value.value for value in When]),
    help="Open now, in the evening (after 6pm), at the weekend; or hours that do not say.",
)
@click.option("--not-self", is_flag=True, help="Only what a person cannot contact directly.")
@click.option("--sort", type=click.Choice([sort.value for sort in Sort]), default=Sort.BEST.value)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--explain", is_flag=True, help="Say why each result is there.")
@click.option(
    "--tasks",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help='Answer a file of {"id", "query", "near", "filters"} lines.',
)
@click.pass_obj
def search(
    core: Core,
    /,
    words: tuple[str, ...],
    near: str,
    within: float | None,
    when: tuple[str, ...],
    not_self: bool,
    sort: str,
    limit: int,
    as_json: bool,
    explain: bool,
    tasks: Path | None,
    **filters: tuple[str, ...],
) -> None:
    """List the services that match words, best first.

    WORDS may name a cancer, a kind of help, a service, a hospital, a place or postcode, or
    a phone number. Without words everything that the filters let through is listed.
    """
    if tasks is not None and (words or near):
        raise click.UsageError("--tasks brings its own words: leave WORDS and --near out.")
    with closing(core.open()) as directory:
        for notice in directory.notices:
            click.echo(f"{notice.message} {notice.hint}".strip(), err=True)
        if tasks is not None:
            _answer_tasks(directory, tasks)
            return
        criteria = Criteria(
            words=" ".join(words),
            near=near,
            within_miles=within,
            not_self=not_self,
            sort=Sort(sort),
            limit=limit,
        )
        criteria = _filtered(criteria, filters, directory).with_codes(Facet.WHEN, when)
        results = directory.find(criteria)
        if as_json:
            click.echo(json.dumps(results_as_data(results), ensure_ascii=False, indent=1))
        else:
            _print(results, directory, explain=explain)
            if unsaid := unsaid_of(results, criteria):
                click.echo(f"{unsaid} with hours that do not say: --when unknown lists them.")


def _answer_tasks(directory: OpenDirectory, tasks: Path) -> None:
    from emndir.cli.tasks import answers

    for line in answers(directory, tasks):
        click.echo(line)


def _filtered(
    criteria: Criteria, filters: dict[str, tuple[str, ...]], directory: OpenDirectory
) -> Criteria:
    for option, facet, taxonomy, _about in _OPTIONS:
        given = filters[option.removeprefix("--").replace("-", "_")]
        codes = tuple(code for text in given for code in _codes(option, text, taxonomy, directory))
        criteria = criteria.with_codes(facet, codes)
    return criteria


def _codes(
    option: str, text: str, taxonomy: Taxonomy | None, directory: OpenDirectory
) -> tuple[str, ...]:
    """Return the codes that a filter's value stands for; any word of the vocabulary will do.

    A cancer may also be an ICD-10 code or block.

    Raises:
        click.BadParameter: where there is no such value, with what is spelled alike.
    """
    if taxonomy is None:
        known = {item.name.casefold(): item.name for item in directory.gazetteer.localities}
    else:
        known = _codes_by_word(directory.vocabulary, taxonomy)
    code = known.get(text.strip().casefold())
    sites = sites_of(directory.vocabulary, text) if taxonomy is Taxonomy.CANCER_SITE else ()
    if code is None and not sites:
        from difflib import get_close_matches

        alike = get_close_matches(text.casefold(), known, n=1)
        hint = f" Did you mean “{alike[0]}”?" if alike else ""
        raise click.BadParameter(f"“{text}” is not known.{hint}", param_hint=option)
    return sites or ((code,) if code else ())


def _codes_by_word(vocabulary: Vocabulary, taxonomy: Taxonomy) -> dict[str, str]:
    """Return codes by every word that means them; a code itself before any word."""
    known: dict[str, str] = {}
    for term in vocabulary.of(taxonomy):
        for word in term.words:
            known.setdefault(word.casefold(), term.code)
    return known | {term.code: term.code for term in vocabulary.of(taxonomy)}


def _print(results: Results, directory: OpenDirectory, *, explain: bool) -> None:
    from emndir.cli.lines import result_lines

    for line in result_lines(results, directory.vocabulary, explain=explain):
        click.echo(line)
    if not results.hits:
        for sentence in results.ways_on or ("Nothing was found.",):
            click.echo(sentence, err=True)


def unsaid_of(results: Results, criteria: Criteria) -> int:
    """Return how many services a filter on hours leaves out because their hours do not say."""
    codes = criteria.codes(Facet.WHEN)
    if not codes or When.UNKNOWN in codes:
        return 0
    counts = results.facets.get(Facet.WHEN, ())
    return next((one.count for one in counts if one.code == When.UNKNOWN), 0)


def results_as_data(results: Results) -> dict[str, Any]:
    """Return an answer as plain data: the shape of `emndir search --json`."""
    origin = results.origin
    return {
        "total": results.total,
        "origin": None
        if origin is None
        else {
            "label": origin.label,
            "note": origin.note,
            "county": origin.county,
            "district": origin.district,
            "latitude": origin.position.coordinates.latitude,
            "longitude": origin.position.coordinates.longitude,
            "precision": origin.position.precision.value,
        },
        "near_problem": results.near_problem,
        "understood": [
            {"as": one.read_as.value, "code": one.code, "label": one.label, "words": one.words}
            for one in results.understood
        ],
        "corrections": [{"typed": one.typed, "used": one.used} for one in results.corrections],
        "not_used": list(results.not_used),
        "ways_on": list(results.ways_on),
        "groups": {group.value: count for group, count in results.group_totals.items()},
        "results": [_hit_as_data(hit) for hit in results.hits],
        "gone": [
            {"uid": one.uid, "name": one.name, "status": one.status.value} for one in results.gone
        ],
        "treatment_lines": [_hit_as_data(hit) for hit in results.treatment_lines],
        "facets": {
            facet.value: {count.code: count.count for count in counts}
            for facet, counts in results.facets.items()
        },
    }


def _hit_as_data(hit: Hit) -> dict[str, Any]:
    one = hit.summary
    return {
        "uid": one.uid,
        "name": one.name,
        "display_name": one.display_name,
        "organization": one.organization_name,
        "is_place": one.is_place,
        "service_type": one.service_type,
        "help_group": one.help_group,
        "status": one.status.value,
        "confidence": one.confidence.value,
        "group": hit.group.value,
        "place": one.place_name,
        "town": one.town,
        "county": one.county,
        "miles": None if hit.miles is None else round(hit.miles, 1),
        "is_exact": hit.is_exact,
        "water": hit.water,
        "serves_origin": hit.serves_origin,
        "cancer_sites": list(one.cancer_sites),
        "referral_routes": [route.value for route in one.referral_routes],
        "delivery": [delivery.value for delivery in one.delivery],
        "audience": [audience.value for audience in one.audience],
        "phone": one.phone,
        "phone_label": one.phone_label,
        "hours": one.hours,
        "newest_source": str(one.newest_source) if one.newest_source else "",
        "score": hit.score,
        "why": list(hit.why),
    }
