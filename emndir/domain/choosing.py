"""What a patient may choose: one dated sentence for each kind of service, kept by the office.

The law is narrow and hard to read (FIELD.md section 4.1), so the wording is data with its
source, and says that nobody has signed it until somebody has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from emndir.domain.provenance import PartialDate
from emndir.domain.vocabulary import Stage

_CLINIC, _OF_TREATMENT, _OF_PALLIATIVE_CARE = "clinic", "surgery", "community-palliative"
_CHECKS = frozenset({Stage.PREVENTION, Stage.SCREENING, Stage.DIAGNOSIS})
UNSIGNED = "Wording to be checked by the network."
"""Stands beside a statement until the host body has signed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceStatement:
    """What may be chosen of some kinds of service.

    `heading` is the short sentence that is set in bold, `text` what follows it. `service_types`
    are codes of the vocabulary. `source` says where it was read, `url` and `seen` as for every
    source. `written_on` is the day of this wording; `signed_by` the role that approved it,
    never a person, and `signed_on` when.
    """

    uid: str
    heading: str
    text: str
    service_types: tuple[str, ...]
    source: str
    url: str = ""
    seen: PartialDate | None = None
    written_on: date
    signed_by: str = ""
    signed_on: date | None = None

    @property
    def is_signed(self) -> bool:
        """Return True if a role has approved this wording, on a day not before it was written."""
        return bool(self.signed_by) and self.signed_on is not None

    @property
    def mark(self) -> str:
        """Return what stands beside it: that it was approved, by which role, or that it was not."""
        if not self.is_signed or self.signed_on is None:
            return UNSIGNED
        return f"Wording approved by {self.signed_by}, {PartialDate.of(self.signed_on).words}."


def chosen_as(service_type: str, stages: Collection[Stage]) -> str:
    """Return the type of service as which a service is chosen, "clinic" only for an urgent check.

    A clinic where nobody is diagnosed is one that a hospital team refers to during or after treatment,
    or one of palliative care: neither is for an urgent check, and neither is chosen as one.
    """
    if service_type != _CLINIC or not stages or not _CHECKS.isdisjoint(stages):
        return service_type
    is_treating = Stage.TREATMENT in stages or Stage.PALLIATIVE not in stages
    return _OF_TREATMENT if is_treating else _OF_PALLIATIVE_CARE


def statements_for(
    statements: Iterable[ChoiceStatement], service_types: Iterable[str]
) -> tuple[ChoiceStatement, ...]:
    """Return the statements for services of some types, in the order of the file, each once."""
    asked = set(service_types)
    return tuple(one for one in statements if not asked.isdisjoint(one.service_types))
