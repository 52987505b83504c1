"""Packs: a clinic's usual hand-outs, saved by name, and whether they have to be printed again.

What was printed of each service is kept as a hash of its words. The same words made today for the
day of the last print tell whether a fact has changed; made for today, whether one has aged.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from emndir.domain.errors import EmndirError, HandoutError, UnknownServiceError
from emndir.domain.saved_pack import SavedPack, tidy_name
from emndir.geography.postcodes import parse_postcode
from emndir.making import Kind, Recipe, make_sheets

if TYPE_CHECKING:
    from pathlib import Path

    from emndir.bootstrap import OpenDirectory
    from emndir.handouts.blocks import Sheet
    from emndir.storage.personal.packs_file import PacksFile

_NEVER_KEPT = frozenset({"confirmed"})
"""What was checked counts for one print only."""
_OF_SERVICES = frozenset({Kind.SINGLE, Kind.CHOICES})
"""Kinds whose services somebody chose; the others find them anew each time."""


class FaultyPackError(EmndirError):
    """A saved recipe that this version can't read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackState:
    """A saved pack as it is on one day: `reasons` say why it has to be printed again, if it has.

    `titles` stand at the head of its sheets; there are none where they cannot be made today.
    """

    pack: SavedPack
    recipe: Recipe
    reasons: tuple[str, ...]
    titles: tuple[str, ...] = ()

    @property
    def is_due(self) -> bool:
        """Return True where what was printed should be used no longer."""
        return bool(self.reasons)


def packs_file(path: Path) -> PacksFile:
    """Return the user's file of packs (`Paths.personal_file`)."""
    from emndir.storage.personal.packs_file import PacksFile

    return PacksFile(path)


def new_pack(directory: OpenDirectory, name: str, recipe: Recipe, *, today: date) -> SavedPack:
    """Return a pack of a recipe as it would be printed today: for a worker thread.

    A whole postcode is shortened to its district, since it may be where somebody lives.

    Raises:
        PackNameError: for an empty or too long name.
        UnknownServiceError, UnknownPlaceError, HandoutError: for what cannot be made.
    """
    kept = kept_of(recipe)
    sheets = make_sheets(directory, kept, today=today)
    return SavedPack(
        name=tidy_name(name),
        recipe=recipe_text(kept),
        made_on=today,
        until=min(sheet.valid_until for sheet in sheets),
        marks=_marks(directory, kept, today),
    )


def printed_anew(directory: OpenDirectory, pack: SavedPack, *, today: date) -> SavedPack:
    """Return a pack as it is once it was printed today."""
    return new_pack(directory, pack.name, recipe_of(pack), today=today)


def state_of(directory: OpenDirectory, pack: SavedPack, *, today: date) -> PackState:
    """Return whether a pack has to be printed again, and why: for a worker thread.

    Raises:
        FaultyPackError: for a recipe that cannot be read.
    """
    recipe = recipe_of(pack)
    reasons: list[str] = []
    if today > pack.until:
        reasons.append(f"The printed sheets were to be used until {_day(pack.until)}.")
    for uid, mark in pack.marks:
        reason = _why(directory, recipe, uid, mark, (pack.made_on, today))
        if reason:
            reasons.append(reason)
    titles = _titles(directory, recipe, today)
    return PackState(pack=pack, recipe=recipe, reasons=tuple(reasons), titles=titles)


def _titles(directory: OpenDirectory, recipe: Recipe, today: date) -> tuple[str, ...]:
    """Return what stands at the head of a pack's sheets; a long booklet is not made for it."""
    from emndir.handouts.phrases import phrases

    if recipe.kind is Kind.BOOKLET:
        return (phrases().say("booklet.title", place=recipe.locality),)
    try:
        return tuple(sheet.title for sheet in make_sheets(directory, recipe, today=today))
    except EmndirError:  # what is wrong with it is among the reasons
        return ()


def _why(
    directory: OpenDirectory, recipe: Recipe, uid: str, mark: str, days: tuple[date, date]
) -> str:
    """Return why the sheet of one service, or the whole hand-out, is no longer what it was."""
    made_on, today = days
    name = _name(directory, uid)
    try:
        then = _mark(directory, recipe, uid, made_on)
        now = then if made_on == today else _mark(directory, recipe, uid, today)
    except UnknownServiceError:
        return f"{name} is no longer in the directory."
    except HandoutError as error:
        return f"{name}: {error.message}" if uid else error.message
    if then != mark:
        return f"{name} has changed since {_day(made_on)}."
    if now != then:
        return f"{name}: a fact has aged since {_day(made_on)}. Look at it before you print."
    return ""


def _name(directory: OpenDirectory, uid: str) -> str:
    from emndir.handouts.patient_view import patient_title

    if not uid:
        return "The hand-out"
    try:
        return patient_title(directory.service(uid))
    except UnknownServiceError:
        return f"“{uid}”"


def _marks(directory: OpenDirectory, recipe: Recipe, day: date) -> tuple[tuple[str, str], ...]:
    uids = tuple(dict.fromkeys(recipe.uids)) if recipe.kind in _OF_SERVICES else ("",)
    return tuple((uid, _mark(directory, recipe, uid, day)) for uid in uids)


def _mark(directory: OpenDirectory, recipe: Recipe, uid: str, day: date) -> str:
    """Return a hash of what a day's print says of one service, or in all; dates of the sheet aside."""
    if uid:
        recipe = replace(recipe, kind=Kind.SINGLE, uids=(uid,), steps=())
    words = "\n".join(map(_words, make_sheets(directory, recipe, today=day)))
    return hashlib.sha256(words.encode()).hexdigest()


def _words(sheet: Sheet) -> str:
    from emndir.handouts.plain_text import body_text

    return body_text(sheet)


def kept_of(recipe: Recipe) -> Recipe:
    """Return what may be kept of a recipe: no ticks, and no place nearer than a town or district.

    Raises:
        HandoutError: for a place that may be an address.
    """
    near = "" if recipe.kind in _OF_SERVICES else _rough(recipe.near)  # miles from a home
    return replace(recipe, confirmed=frozenset(), near=near)


def _rough(near: str) -> str:
    """Return a place as it may be kept: a town, or of a postcode its district alone.

    Raises:
        HandoutError: for anything else with a number in it.
    """
    postcode = parse_postcode(near)
    if postcode is not None:
        return postcode.outcode
    if any(map(str.isdigit, near)):
        raise HandoutError(
            "A pack is kept with a town or a postcode district, not with an address.",
            "Write for example “Boston” or “LE2”.",
        )
    return near.strip()


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


# --- recipes as text -----------------------------------------------------------------------


def recipe_text(recipe: Recipe) -> str:
    """Return a recipe as text, without what counts for one print only."""
    usual = Recipe()
    said = {
        field.name: getattr(recipe, field.name)
        for field in fields(Recipe)
        if field.name not in _NEVER_KEPT
        and (field.name == "kind" or getattr(recipe, field.name) != getattr(usual, field.name))
    }
    return json.dumps(said, ensure_ascii=False)


def recipe_of(pack: SavedPack) -> Recipe:
    """Return the recipe of a pack.

    Raises:
        FaultyPackError: where it is damaged, or of a newer version.
    """
    try:
        said = json.loads(pack.recipe)
        usual = Recipe()
        known = {field.name: getattr(usual, field.name) for field in fields(Recipe)}
        given: dict[str, Any] = {name: _value(known[name], value) for name, value in said.items()}
        return Recipe(**{**given, "kind": Kind(said["kind"])})
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FaultyPackError(
            f"The pack “{pack.name}” cannot be read by this version of emndir.",
            "Save it anew under the same name.",
        ) from error


def _value(usual: object, value: object) -> object:
    """Return a value of a saved recipe, of the same sort as the usual one."""
    if isinstance(usual, tuple) and isinstance(value, list):
        if not all(isinstance(one, str) for one in value):
            raise ValueError(value)
        return tuple(value)
    if isinstance(usual, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not type(usual) and not isinstance(usual, Kind):
        raise TypeError(value)
    return value
