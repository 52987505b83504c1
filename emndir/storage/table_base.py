"""What every table of a directory file is: strict, with codes by value and named constraints."""

from __future__ import annotations

from datetime import date, time
from typing import Any, ClassVar

from sqlalchemy import REAL, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

from emndir.domain.freshness import PaperRule
from emndir.domain.indicator import Measure
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import PublicHolidays
from emndir.domain.taxonomy import Taxonomy
from emndir.domain.vocabulary import (
    AreaKind,
    Confidence,
    Cost,
    FactGroup,
    HelpGroup,
    OrganizationType,
    PhoneKind,
    Precision,
    ServiceStatus,
)
from emndir.storage.column_types import (
    CodesText,
    CodeText,
    DateText,
    Flag,
    NumbersText,
    PartialDateText,
    TimeText,
    WordsText,
)
from emndir.storage.visibility import Visibility

STRICT: Any = {"sqlite_strict": True}
_CODES = (
    AreaKind,
    Confidence,
    Cost,
    FactGroup,
    HelpGroup,
    Measure,
    OrganizationType,
    PaperRule,
    PhoneKind,
    Precision,
    PublicHolidays,
    ServiceStatus,
    Taxonomy,
    Visibility,
)


class Base(DeclarativeBase):
    """Names constraints, stores codes by value, and makes every table STRICT."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        float: REAL(),
        bool: Flag(),
        date: DateText(),
        time: TimeText(),
        PartialDate: PartialDateText(),
        tuple[str, ...]: WordsText(),
        tuple[int, ...]: NumbersText(),
        tuple[FactGroup, ...]: CodesText(FactGroup),
        **{members: CodeText(members) for members in _CODES},
    }
    __table_args__: Any = STRICT
