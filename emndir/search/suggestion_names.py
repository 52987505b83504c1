"""The names that are suggested, read from a directory file: what is offered and who runs it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from emndir.domain.taxonomy import Vocabulary
from emndir.domain.vocabulary import NATIONAL, ServiceStatus
from emndir.geography.gazetteer import Gazetteer
from emndir.runtime.resources import resource
from emndir.search.suggestion import SuggestionKind
from emndir.search.suggestions import Named, Suggester
from emndir.search.synonyms import Synonyms, load_synonyms

if TYPE_CHECKING:
    from emndir.storage.connections import Database

_ENTRIES = "SELECT uid, is_place, facts FROM search_entry ORDER BY id"


def load_suggester(
    engine: Database,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    synonyms: Synonyms | None = None,
) -> Suggester:
    """Return the suggestions of one directory file. Some 50 ms: for a worker thread."""
    known = load_synonyms(resource("synonyms")) if synonyms is None else synonyms
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(_ENTRIES)  # one at a time: all of them are 3 MB
        entries = ((uid, bool(is_place), json.loads(facts)) for uid, is_place, facts in rows)
        return Suggester(named_entries(entries), vocabulary, gazetteer, known)


def named_entries(entries: Iterable[tuple[str, bool, dict[str, Any]]]) -> Iterator[Named]:
    """Yield offered services and hospitals, then the bodies that run something offered."""
    bodies: dict[str, Named] = {}
    for uid, is_place, facts in entries:
        if not ServiceStatus(facts["status"]).is_offered:
            continue
        if is_place:
            if facts["is_hospital"]:
                yield _hospital(uid, facts)
            continue
        yield _service(uid, facts)
        body = facts["body"]
        if body not in bodies and facts["organization"]:
            bodies[body] = _body(body, facts)
    yield from bodies.values()


def _service(uid: str, facts: dict[str, Any]) -> Named:
    owner = facts["organization"][0] if facts["organization"] else ""
    is_told = owner and owner.casefold() in facts["name"].casefold()
    return Named(
        kind=SuggestionKind.SERVICE,
        name=facts["name"],
        detail=_county(facts) if is_told else owner,
        uid=uid,
        code=facts["service_type"],
        others=_others(facts),
    )


def _hospital(uid: str, facts: dict[str, Any]) -> Named:
    return Named(
        kind=SuggestionKind.PLACE,
        name=facts["name"],
        detail=_county(facts),
        uid=uid,
        others=_others(facts),
    )


def _body(uid: str, facts: dict[str, Any]) -> Named:
    name, *former = facts["organization"]
    return Named(
        kind=SuggestionKind.ORGANIZATION,
        name=name,
        detail=_county(facts),
        uid=uid,
        others=tuple(former),
    )


def _county(facts: dict[str, Any]) -> str:
    return "All of the UK" if facts["county"] == NATIONAL else str(facts["county"])


def _others(facts: dict[str, Any]) -> tuple[str, ...]:
    every = dict.fromkeys((*facts["names"], *facts["former"]))
    return tuple(name for name in every if name != facts["name"])
