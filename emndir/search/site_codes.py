"""Which cancers a code or a name means: ICD-10 codes and blocks, codes of the vocabulary, any word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import ALL_SITES

if TYPE_CHECKING:
    from emndir.domain.taxonomy import TaxonomyTerm, Vocabulary

Span = tuple[int, int]
"""The first and the last four-character code of a block, as numbers that can be compared."""

_CODE = re.compile(r"([A-Z])([0-9]{2})(?:\.?([0-9]|[X-])[0-9A-Z]?)?[0-9A-Z+*]{0,3}")
_DASH = re.compile(r"\s*[-–—]\s*")


def sites_of(vocabulary: Vocabulary, text: str) -> tuple[str, ...]:
    """Return the codes of the cancers that a text means, in the vocabulary's order; () for none.

    A code of the vocabulary or a label means one cancer. A word may mean several ("blood
    cancer"), and so may an ICD-10 block ("C81-C96"): all of them are returned. A code that no
    cancer of the list has by itself, but that is a cancer, means any cancer.
    """
    wanted = " ".join(text.casefold().split())
    terms = vocabulary.of(Taxonomy.CANCER_SITE)
    if not wanted:
        return ()
    for term in terms:
        if wanted in (term.code.casefold(), term.label.casefold()):
            return (term.code,)
    for phrase in (wanted, re.sub(r"\s+(?:cancers?|tumours?)$", "", wanted)):
        named = tuple(term.code for term in terms if phrase in _words(term))
        if named:
            return named
    span = span_of(text)
    return _in_block(terms, span) if span else ()


def span_of(text: str) -> Span | None:
    """Return the codes from first to last that an ICD-10 code or block holds, else None.

    "C50.9", "c509", "C50.-" and "C50X" are codes, "C18-C20" and "C75.1–C75.3" blocks.
    """
    parts = _DASH.split(text.strip().upper().removesuffix(".-"))
    ends = [_ends(part) for part in parts]
    if len(ends) not in (1, 2) or any(end is None for end in ends):
        return None
    known = [end for end in ends if end is not None]
    first, last = known[0][0], known[-1][1]
    return (first, last) if first <= last else None


def _ends(code: str) -> Span | None:
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    letter, number, part = found.groups()
    whole = ord(letter) * 1000 + int(number) * 10
    if part is None or not part.isdigit():
        return whole, whole + 9
    return whole + int(part), whole + int(part)


def _in_block(terms: tuple[TaxonomyTerm, ...], asked: Span) -> tuple[str, ...]:
    blocks = {term.code: [span_of(block) for block in term.icd10] for term in terms}
    every = blocks.pop(ALL_SITES, [])
    if any(block and asked[0] <= block[0] and block[1] <= asked[1] for block in every):
        return (ALL_SITES,)
    named = tuple(code for code, spans in blocks.items() if _meets(spans, asked))
    if named:
        return named
    return (ALL_SITES,) if _meets(every, asked) else ()


def _meets(blocks: list[Span | None], asked: Span) -> bool:
    return any(block and block[0] <= asked[1] and asked[0] <= block[1] for block in blocks)


def _words(term: TaxonomyTerm) -> set[str]:
    return {word.casefold() for word in term.words}
