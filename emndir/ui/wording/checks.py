"""Words of "check before you print": how old a fact is, and what becomes of it on the paper."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from emndir.checking import Fact, ToCheck
from emndir.domain.freshness import Freshness
from emndir.domain.provenance import Check
from emndir.domain.vocabulary import FactGroup
from emndir.ui.wording.sentences import lower
from emndir.ui.wording.sources import how_in_words

_SOURCE = "source"
"""How a check is called that is no more than the date of a source."""


def tr(text: str) -> str:
    """Return a text of the list in the window's language."""
    return QCoreApplication.translate("checks", text)


def fact_in_words(fact: Fact) -> str:
    """Return "Phone number: checked 14 March 2026, by phone call", and why that is doubtful.

    That the paper has it with a note is said above the list; what is left out is said here.
    """
    parts = [f"{tr('checked')} {fact.when}{_how(fact)}" if fact.when else tr("never checked")]
    if fact.freshness is Freshness.EXPIRED or (fact.when and not fact.is_printed):
        parts.append(tr("older than %1 months").replace("%1", str(fact.limit)))
    if not fact.is_printed:
        parts.append(tr("left out"))
    return f"{fact.name}: {', '.join(parts)}"


def _how(fact: Fact) -> str:
    """Return how it was checked and by which role; nothing where its source alone has the date."""
    how = "" if fact.how == _SOURCE else fact.how
    check = Check(group=FactGroup.ABOUT, checked_on=None, how=how, role=fact.role)
    words = lower(how_in_words(check)).rstrip(".")
    return f", {words}" if words else ""


def doubt_lines(one: ToCheck) -> tuple[str, ...]:
    """Return what is doubtful about a group of facts, a line each."""
    return (*one.sentences, *map(fact_in_words, one.doubtful))


def fine_lines(found: Iterable[ToCheck]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what was checked lately: of each service its title, and a line for each fact."""
    by_title: dict[str, list[str]] = {}
    for one in found:
        if one.fine:
            by_title.setdefault(one.title, []).extend(map(fact_in_words, one.fine))
    return tuple((title, tuple(lines)) for title, lines in by_title.items())
