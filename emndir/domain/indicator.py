"""Published figures: what was counted for a provider, a measure and a cancer group in some months.

They are facts about the past of a whole hospital trust, never a mark for a service. What may be
shown of them, and when they are too old, is `emndir.choice.figures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from emndir.domain.days import in_words
from emndir.domain.provenance import PartialDate

ENGLAND = "ENG"
"""Stands for all providers of England together, where a provider's code stands otherwise."""
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")


class Measure(StrEnum):
    """What is counted: three waiting-time standards, and how patients rated their care.

    The standards are those of NHS England since October 2023 (28 days from referral to being
    told, 31 from the decision to treat, 62 from referral to treatment). The rating is question
    59 of the National Cancer Patient Experience Survey, 0 to 10.
    """

    FASTER_DIAGNOSIS = "28-day"
    DECISION_TO_TREATMENT = "31-day"
    REFERRAL_TO_TREATMENT = "62-day"
    EXPERIENCE = "experience"

    @property
    def is_waiting_time(self) -> bool:
        """Return True for a share of people who were told or treated in time."""
        return self is not Measure.EXPERIENCE


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of a year."""

    year: int
    month: int

    def __post_init__(self) -> None:
        """Raise ValueError for a month that no calendar has."""
        if not (1 <= self.month <= 12 and 1 <= self.year <= 9999):
            raise ValueError(f"“{self}” is not a month such as 2025-09")

    @classmethod
    def parse(cls, written: str) -> Month:
        """Read `YYYY-MM`.

        Raises:
            ValueError: for anything else.
        """
        match = _MONTH.fullmatch(written)
        if match is None:
            raise ValueError(f"“{written}” is not a month such as 2025-09")
        return cls(int(match.group(1)), int(match.group(2)))

    def plus(self, months: int) -> Month:
        """Return the month so many months later, or earlier."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def until(self, other: Month) -> int:
        """Return how many months later another one is."""
        return (other.year - self.year) * 12 + other.month - self.month

    def __str__(self) -> str:
        """Return the ISO form, `YYYY-MM`."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def words(self) -> str:
        """Return "September 2025", joined by a no-break space."""
        return in_words(self.year, self.month)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months, the first and the last one included."""

    first: Month
    last: Month

    def __post_init__(self) -> None:
        """Raise ValueError for a period that ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"“{self.first}/{self.last}” ends before it begins")

    @classmethod
    def parse(cls, written: str) -> Period:
        """Read `2025-09`, `2024-10/2025-09` (both included) or a whole year, `2018`.

        Raises:
            ValueError: for anything else.
        """
        if _YEAR.fullmatch(written):
            return cls(Month(int(written), 1), Month(int(written), 12))
        first, slash, last = written.partition("/")
        begin = Month.parse(first)
        period = cls(begin, Month.parse(last) if slash else begin)
        if str(period) != written:
            raise ValueError(f"“{written}” is written “{period}”")
        return period

    @classmethod
    def ending(cls, last: Month, months: int) -> Period:
        """Return so many months, of which `last` is the last one."""
        return cls(last.plus(1 - months), last)

    @property
    def months(self) -> int:
        """Return how many months it has."""
        return self.first.until(self.last) + 1

    def each(self) -> Iterator[Month]:
        """Yield its months in order."""
        return (self.first.plus(number) for number in range(self.months))

    def __str__(self) -> str:
        """Return what `parse` reads."""
        if self.months == 1:
            return str(self.first)
        if self.months == 12 and self.first.month == 1:
            return f"{self.first.year:04d}"
        return f"{self.first}/{self.last}"

    @property
    def words(self) -> str:
        """Return "September 2025", "October 2024 to September 2025" or "2018"."""
        if self.months == 1:
            return self.first.words
        if self.months == 12 and self.first.month == 1:
            return str(self.first.year)
        return f"{self.first.words} to {self.last.words}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One published figure.

    `provider` is an ODS code, or `ENGLAND`. `group` is the cancer group by the name that its
    publisher uses. Of a waiting time, `numerator` of `denominator` were told or treated in time; both
    can be halves, since two trusts can share a patient. Of a rating, `value` is the score from 0
    to 10 that `denominator` patients gave, with its 95 % interval where that was published, and
    `is_adjusted` says that it allows for the mix of patients. `source` is a `FigureSource.uid`.
    """

    provider: str
    measure: Measure
    group: str
    period: Period
    denominator: float
    numerator: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    is_adjusted: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for counts or scores that cannot be."""
        if self.denominator < 0:
            raise ValueError("fewer than no people cannot be counted")
        if self.measure.is_waiting_time:
            if self.numerator is None or not 0 <= self.numerator <= self.denominator:
                raise ValueError("those in time must be counted, and be no more than all")
        elif self.value is None or not 0 <= self.value <= 10:
            raise ValueError("a rating is a score from 0 to 10")
        if (self.low is None) != (self.high is None):
            raise ValueError("an interval needs both its ends")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("an interval’s low end is above its high end")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSource:
    """Where figures were published: `seen` as for every source, `published` the day of their release."""

    uid: str
    name: str
    url: str
    seen: PartialDate | None = None
    published: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """A cancer group of a measure: its publisher's name, a plain one, and the cancers in it.

    `sites` are codes of the vocabulary; none for a group that no cancer of ours is in, and
    `is_all` for the group of everybody.
    """

    measure: Measure
    name: str
    label: str
    sites: tuple[str, ...] = ()
    is_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """The share of people, 0 to 1, that must be told or treated in time, from a month on."""

    measure: Measure
    share: float
    valid_from: Month
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A body that figures are published for, by its ODS code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All published figures of a directory, in the order of their files."""

    indicators: tuple[Indicator, ...] = ()
    providers: tuple[Provider, ...] = ()
    groups: tuple[FigureGroup, ...] = ()
    standards: tuple[Standard, ...] = ()
    sources: tuple[FigureSource, ...] = ()
