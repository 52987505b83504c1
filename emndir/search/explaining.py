"""Explaining: why a result is in the list, in a few words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emndir.domain.taxonomy import Vocabulary
from emndir.search.facets import FacetCounter
from emndir.search.matching import FACET_OF, Found
from emndir.search.nearness import Near
from emndir.search.openness import Asked
from emndir.search.records import Record
from emndir.search.words import STOP_WORDS, fold, stem


class Explainer:
    """Says which words a result has, where, and how it lies to the origin."""

    def __init__(
        self,
        found: Sequence[Found],
        vocabulary: Vocabulary,
        facets: FacetCounter,
        origin: str,
        when: Asked | None = None,
    ) -> None:
        """Explain the answer to one question, asked from an origin or from nowhere ("").

        `when` is what it asks about hours.
        """
        self._found = found
        self._vocabulary = vocabulary
        self._facets = facets
        self._origin = origin
        self._when = when

    def why(
        self,
        record: Record,
        near: Near | None,
        *,
        is_exact: bool,
        missing: Sequence[str],
        lists_hours: bool,
    ) -> tuple[str, ...]:
        """Return short reasons, the telling ones first; `lists_hours` if it says any at all."""
        reasons = ["its own name"] if is_exact else []
        reasons += [reason for item in self._found for reason in self._of(item, record)]
        reasons += [f"without “{word}”" for word in missing]
        if self._when is not None and not record.is_place:
            reasons += self._when.why(record.row, lists_hours=lists_hours)
        if near is not None:
            if near.miles is not None:
                reasons.append(f"{near.miles:.1f} miles")
            if near.serves is True:
                reasons.append(f"serves {self._origin}")
            elif near.serves is False:
                reasons.append(f"does not serve {self._origin}")
        if record.is_unsure:
            reasons.append("not confirmed")
        return tuple(dict.fromkeys(reasons))

    def _of(self, item: Found, record: Record) -> Iterator[str]:
        row, concept = record.row, item.concept
        if not item.bits[row]:
            return
        words = frozenset(stem(word) for word in concept.tokens if word not in STOP_WORDS)
        if words and words <= record.name_words:
            yield f"“{concept.typed}” in its name"
            return
        for taxonomy, code in concept.terms:
            if self._facets.row_has(FACET_OF[taxonomy], code, row):
                label = self._vocabulary.label(taxonomy, code)
                same = fold(label) == fold(concept.typed)
                yield label if same else f"{concept.typed} = {label}"
                return
        if item.strong[row]:
            is_same = concept.meaning is not None and concept.meaning.phrases
            yield f"mentions “{concept.typed}”" + (" or what means the same" if is_same else "")
        else:
            yield "for any cancer"
