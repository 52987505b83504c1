"""After `forget` no typed word is left in memory: the next person's screen starts with nothing."""

from __future__ import annotations

import gc

from emndir.bootstrap import OpenDirectory
from emndir.search.criteria import Criteria


def left_in_memory(word: str) -> list[str]:
    """Return what still holds a word: containers that Python's collector knows."""
    found = []
    for one in gc.get_objects():
        if isinstance(one, dict):
            parts = [*one.keys(), *one.values()]
        elif isinstance(one, (list, tuple, set, frozenset)):
            parts = list(one)
        else:
            continue
        if any(isinstance(part, str) and word in part for part in parts):
            found.append(f"{type(one).__name__} of {len(parts)}")
    return found


def test_what_was_asked_is_forgotten(real: OpenDirectory) -> None:
    made_up = "".join(("zzy", "zxq", "wort"))
    for near in ("", "LE2"):
        real.find(Criteria(words=f"{made_up} wig", near=near, limit=5))
        real.find(Criteria(words=f"hospice {made_up}s", near=near, limit=5))
    assert left_in_memory(made_up[3:]), "the check can find what is kept"
    real.forget()
    gc.collect()
    kept = left_in_memory(made_up[3:])
    assert not kept, kept


def test_it_answers_the_same_after_forgetting(real: OpenDirectory) -> None:
    criteria = Criteria(words="wig", near="LE2", limit=20)
    before = real.find(criteria)
    real.forget()
    assert real.find(criteria) == before
