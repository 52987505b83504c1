"""Explaining: why a result is in the list, in a few words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emndir.domain.taxonomy import Vocabulary
from emndir.search.grouping import Arranged
from emndir.search.matching import FACET_OF, Found
from emndir.search.records import Record, Records
from emndir.search.words import STOP_WORDS, fold, stem


class Explainer:
    """Says which words a result has, where, and how it lies to the origin."""

    def __init__(
        self, found: Sequence[Found], vocabulary: Vocabulary, records: Records, origin: str
    ) -> None:
        self._found = found
        self._vocabulary = vocabulary
        self._records = records
        self._origin = origin

    def why(self, one: Arranged) -> tuple[str, ...]:
        """Return short reasons, the telling ones first."""
        record = one.scored.record
        reasons = []
        if one.scored.name.is_exact:
            reasons.append("its own name")
        reasons += [reason for item in self._found for reason in self._of(item, record)]
        reasons += [f"without “{word}”" for word in one.scored.missing]
        if one.near is not None:
            if one.near.miles is not None:
                reasons.append(f"{one.near.miles:.1f} miles")
            if one.near.serves is True:
                reasons.append(f"serves {self._origin}")
            elif one.near.serves is False:
                reasons.append(f"does not serve {self._origin}")
        if record.is_unsure:
            reasons.append("not confirmed")
        return tuple(dict.fromkeys(reasons))

    def _of(self, item: Found, record: Record) -> Iterator[str]:
        number, concept = record.number, item.concept
        if number not in item.fits:
            return
        words = frozenset(stem(word) for word in concept.tokens if word not in STOP_WORDS)
        if words and words <= record.name_words:
            yield f"“{concept.typed}” in its name"
            return
        for taxonomy, code in concept.terms:
            bits = self._records.bits.get(FACET_OF[taxonomy], {}).get(code, 0)
            if bits >> number & 1:
                label = self._vocabulary.label(taxonomy, code)
                same = fold(label) == fold(concept.typed)
                yield label if same else f"{concept.typed} = {label}"
                return
        if item.strong >> number & 1:
            yield f"mentions “{concept.typed}”"
        else:
            yield "for any cancer"
