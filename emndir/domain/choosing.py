"""What a patient may choose: one dated sentence for each kind of service, kept by the office.

The law is narrow and hard to read (FIELD.md section 4.1), so the wording is data with its
source, and says that nobody has signed it until somebody has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from emndir.domain.provenance import PartialDate

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


def statements_for(
    statements: Iterable[ChoiceStatement], service_types: Iterable[str]
) -> tuple[ChoiceStatement, ...]:
    """Return the statements for services of some types, in the order of the file, each once."""
    asked = set(service_types)
    return tuple(one for one in statements if not asked.isdisjoint(one.service_types))
