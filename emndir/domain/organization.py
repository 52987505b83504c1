"""Organization: the body that runs services."""

from __future__ import annotations

from dataclasses import dataclass

from emndir.domain.vocabulary import OrganizationType


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """A body that runs services (HSDS `organization`).

    `file` is the text file it lives in, relative to `data/directory` and without its
    ending ("leicestershire/loros-hospice"). `became` is the uid of its successor.
    """

    uid: str
    name: str
    type: OrganizationType
    file: str = ""
    ods_code: str = ""
    former_names: tuple[str, ...] = ()
    became: str = ""
    website: str = ""
    notes: str = ""
