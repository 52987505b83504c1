"""From the options of `emndir handout` to a recipe; what does not go together is said."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from emndir.domain.vocabulary import FactGroup
from emndir.making import EVERY, Kind, Recipe

if TYPE_CHECKING:
    from emndir.domain.taxonomy import Vocabulary
    from emndir.runtime.settings import Settings

STEPS = ("start", "next", "later")
FORMATS = {".pdf": "pdf", ".html": "html", ".htm": "html", ".txt": "text"}
"""Formats by the end of a file's name."""
_FORMAT_NAMES = {"pdf": "a PDF", "html": "a web page", "text": "plain text"}
_COMMON = frozenset({"language"})
_TEXT = _COMMON | {"size", "spacing"}
_TAKES: Mapping[Kind, frozenset[str]] = {
    Kind.SINGLE: _TEXT | {"near", "map", "no_notes", "confirmed"},
    Kind.CHOICES: _TEXT | {"near", "map", "table", "questions", "no_notes", "confirmed", *STEPS},
    Kind.GUIDE: _TEXT | {"near", "site", "map", "no_notes", "confirmed"},
    Kind.BOOKLET: _TEXT | {"locality"},
    Kind.POSTER: _COMMON | {"near", "locality", "paper", "confirmed"},
    Kind.CARD: _COMMON | {"near", "confirmed"},
}
"""What each kind of hand-out can be told."""
_NEEDS: Mapping[Kind, Mapping[str, str]] = {
    Kind.GUIDE: {"site": "breast", "near": "LE2"},
    Kind.BOOKLET: {"locality": "Rutland"},
}
"""What a kind cannot be made without, each with an example."""
_SERVICES: Mapping[Kind, tuple[int, int | None]] = {
    Kind.SINGLE: (1, None),
    Kind.CHOICES: (1, None),
    Kind.GUIDE: (0, 0),
    Kind.BOOKLET: (0, 0),
    Kind.POSTER: (0, None),
    Kind.CARD: (0, 1),
}
"""The fewest and the most services that are named for a kind; its own sheet may hold fewer."""
_OPTION_NAMES = {"locality": "--in", "no_notes": "--no-notes"}


def format_of(given: str | None, output: Path | None) -> str:
    """Return the format that was asked for, or that the end of the file's name says, or PDF.

    Raises:
        click.UsageError: for a name that says another format, or none that is known, and for a
            PDF without a file.
    """
    suffix = output.suffix.lower() if output else ""
    said = FORMATS.get(suffix)
    if given and said and given != said:
        raise click.UsageError(
            f"{output} is named as {_FORMAT_NAMES[said]}, and --format {given} makes"
            f" {_FORMAT_NAMES[given]}: change one of the two."
        )
    if suffix and not given and not said:
        raise click.UsageError(
            f"No hand-out is named {suffix}: call it .pdf, .html or .txt, or say --format."
        )
    chosen = given or said or "pdf"
    if output is None and chosen == "pdf":
        raise click.UsageError(
            "Say where the PDF goes: -o FILE.pdf, or use --format text or --format html."
        )
    return chosen


def checked_options(uids: tuple[str, ...], kind: Kind, options: Mapping[str, Any]) -> None:
    """Hold the options against what the kind can be told.

    Raises:
        click.UsageError: for an option that another kind has, one that is missing, services
            too few or too many, and a service in two steps.
    """
    for name, value in options.items():
        if value not in (None, "", False, ()) and name not in _TAKES[kind]:
            takers = [f"--kind {one}" for one in Kind if name in _TAKES[one]]
            raise click.UsageError(
                f"{_option(name)} is for {_listed(takers)}, not for --kind {kind}."
            )
    for name, example in _NEEDS.get(kind, {}).items():
        if not (options.get(name) or "").strip():
            raise click.UsageError(
                f"--kind {kind} needs {_option(name)}, such as {_option(name)} {example}."
            )
    fewest, most = _SERVICES[kind]
    count = len(_in_order(uids, options))
    if count < fewest:
        raise click.UsageError(f"Name at least one service: emndir handout UID --kind {kind}.")
    if most == 0 and count:
        raise click.UsageError(f"--kind {kind} finds its services itself: leave out “{uids[0]}”.")
    if most is not None and count > most:
        raise click.UsageError(f"--kind {kind} takes one service, and {count} were named.")
    named = [uid for step in STEPS for uid in _of_step(options, step)]
    twice = next((uid for uid in named if named.count(uid) > 1), "")
    if twice:
        raise click.UsageError(f"“{twice}” has two steps: it can be start, next or later.")


def recipe_of(
    uids: tuple[str, ...],
    kind: Kind,
    options: Mapping[str, Any],
    settings: Settings,
    vocabulary: Vocabulary,
) -> Recipe:
    """Return the recipe that the options describe; they have been checked.

    Raises:
        click.BadParameter: for a cancer that is not known, or a word that means several.
    """
    ordered = _in_order(uids, options)
    step_of = {uid: step for step in STEPS for uid in _of_step(options, step)}
    steps = tuple(step_of.get(uid, "") for uid in ordered)
    usual = settings.print_map and kind is not Kind.CHOICES  # HANDOUT section 2: off by default
    has_map = usual if options["map"] is None else options["map"]
    return Recipe(
        kind=kind,
        uids=ordered,
        steps=steps if any(steps) else (),
        site=_site(options["site"], vocabulary) if options["site"] else "",
        near=options["near"],
        locality=options["locality"],
        points=int(options["size"] or settings.handout_points),
        spacing=float(options["spacing"] or 1),
        language=options["language"],
        paper=options["paper"] or "a4",
        with_table=options["table"],
        with_questions=options["questions"],
        with_notes=not options["no_notes"],
        with_map=has_map,
        confirmed=frozenset((EVERY, FactGroup(group)) for group in options["confirmed"]),
    )


def _of_step(options: Mapping[str, Any], step: str) -> tuple[str, ...]:
    given = options.get(step) or ()
    return (given,) if isinstance(given, str) else tuple(given)


def _in_order(uids: tuple[str, ...], options: Mapping[str, Any]) -> tuple[str, ...]:
    """Return every service once: where to start, those named without a step, next, later.

    Those that stand among the services already keep their place.
    """
    start, following, later = (_of_step(options, step) for step in STEPS)
    first = tuple(uid for uid in start if uid not in uids)
    return tuple(dict.fromkeys((*first, *uids, *following, *later)))


def _site(text: str, vocabulary: Vocabulary) -> str:
    from emndir.search.site_codes import sites_of

    found = sites_of(vocabulary, text)
    if not found:
        raise click.BadParameter(f"“{text}” is no cancer that is known here.", param_hint="--site")
    if len(found) > 1:
        meant = _listed(list(found))
        raise click.BadParameter(f"“{text}” may mean {meant}: choose one.", param_hint="--site")
    return found[0]


def _option(name: str) -> str:
    return _OPTION_NAMES.get(name, f"--{name}")


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
