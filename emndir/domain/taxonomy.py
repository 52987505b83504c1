"""The vocabulary: every term that classifies a service, with the words people use for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from emndir.domain.vocabulary import Taxonomy

__all__ = ["Taxonomy", "TaxonomyTerm", "Vocabulary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxonomyTerm:
    """One term of one taxonomy (HSDS `taxonomy_term`).

    `label` is what a person reads on screen; `patient_label` what a patient reads on
    paper where that differs. `parent` is a code of the same taxonomy, except that a
    service type's parent is its help group. `icon` is a Material Design Icons name
    without its prefix. `icd10` holds blocks such as "C18-C20" and `referral_group` the
    Cancer Waiting Times suspected-cancer group; both only for cancer sites.
    """

    taxonomy: Taxonomy
    code: str
    label: str
    patient_label: str = ""
    description: str = ""
    parent: str = ""
    lay_words: tuple[str, ...] = ()
    clinical_words: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    icd10: tuple[str, ...] = ()
    referral_group: str = ""
    icon: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Return every word or phrase that means this term, its label first."""
        every = (self.label, self.patient_label, *self.lay_words, *self.clinical_words)
        return tuple(dict.fromkeys(word for word in (*every, *self.abbreviations) if word))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms, in the order of their files."""

    terms: tuple[TaxonomyTerm, ...] = ()
    _by_code: Mapping[tuple[Taxonomy, str], TaxonomyTerm] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index the terms by taxonomy and code."""
        by_code = {(term.taxonomy, term.code): term for term in self.terms}
        object.__setattr__(self, "_by_code", MappingProxyType(by_code))

    def __eq__(self, other: object) -> bool:
        """Return True if both hold the same terms in the same order."""
        return isinstance(other, Vocabulary) and self.terms == other.terms

    def __hash__(self) -> int:
        """Hash by the terms."""
        return hash(self.terms)

    def of(self, taxonomy: Taxonomy) -> tuple[TaxonomyTerm, ...]:
        """Return the terms of one taxonomy, in order."""
        return tuple(term for term in self.terms if term.taxonomy is taxonomy)

    def find(self, taxonomy: Taxonomy, code: str) -> TaxonomyTerm | None:
        """Return the term with this code, or None."""
        return self._by_code.get((taxonomy, code))

    def label(self, taxonomy: Taxonomy, code: str) -> str:
        """Return the label of a code, or the code itself where it is unknown."""
        term = self.find(taxonomy, code)
        return term.label if term else code
