"""Directory: everything the text files under `data/` say, as one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from emndir.domain.choosing import ChoiceStatement
from emndir.domain.freshness import PaperRule
from emndir.domain.indicator import Figures
from emndir.domain.location import Location
from emndir.domain.organization import Organization
from emndir.domain.service import Service
from emndir.domain.taxonomy import Vocabulary
from emndir.domain.translation import FontFile, PhraseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a data pack says of itself (`data/directory.toml`).

    `data_date` is the day the office last published; `paper_rule` what paper does with
    expired and unchecked facts; `attribution` the lines that maps, About and exports show.
    """

    title: str
    publisher: str
    data_date: date
    paper_rule: PaperRule = PaperRule.LABEL
    contact: str = ""
    licence: str = ""
    attribution: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """A whole directory, in the order of its files. `phrases` are languages for its sheets, `fonts` letters."""

    manifest: Manifest
    vocabulary: Vocabulary
    organizations: tuple[Organization, ...] = ()
    locations: tuple[Location, ...] = ()
    services: tuple[Service, ...] = ()
    phrases: tuple[PhraseFile, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    figures: Figures = field(default_factory=Figures)
    choice: tuple[ChoiceStatement, ...] = ()
