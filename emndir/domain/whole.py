"""A whole directory with what rules look up in it, and what they know from outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain

from emndir.domain.directory import Directory
from emndir.domain.location import Location
from emndir.domain.organization import Organization
from emndir.domain.service import Service
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm
from emndir.domain.vocabulary import AreaKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the rules need to know from outside the directory.

    `postcode_fault` returns a sentence about a postcode, or "". `areas` are the names that
    are known of each kind of area; a kind that is not there is not checked. `unread` are the
    uids of records that could not be read: what refers to them is not to blame.
    """

    today: date
    postcode_fault: Callable[[str], str] = lambda _: ""
    areas: Mapping[AreaKind, frozenset[str]] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field, in a sentence."""

    field: str
    message: str


Faults = Iterator[Fault]
Record = Service | Location | Organization | TaxonomyTerm


@dataclass(frozen=True)
class Whole:
    """A directory with what several rules look up in it."""

    directory: Directory
    surroundings: Surroundings

    @property
    def today(self) -> date:
        """Return the day of the check."""
        return self.surroundings.today

    @cached_property
    def uids(self) -> Counter[str]:
        """Return how often each uid of a service or place stands, former ones included."""
        every = chain(
            (service.uid for service in self.directory.services),
            (location.uid for location in self.directory.locations),
            chain.from_iterable(service.former_uids for service in self.directory.services),
        )
        return Counter(every)

    @cached_property
    def service_uids(self) -> frozenset[str]:
        """Return the uids of all services and places: what a closed one may have become."""
        places = (location.uid for location in self.directory.locations)
        services = (service.uid for service in self.directory.services)
        return frozenset(chain(services, places)) | self.surroundings.unread

    @cached_property
    def organization_uids(self) -> Counter[str]:
        """Return how often each uid of an organization stands."""
        return Counter(organization.uid for organization in self.directory.organizations)

    @cached_property
    def codes(self) -> Counter[tuple[Taxonomy, str]]:
        """Return how often each term stands."""
        return Counter((term.taxonomy, term.code) for term in self.directory.vocabulary.terms)

    @cached_property
    def professional_digits(self) -> frozenset[str]:
        """Return every number that only professionals may be given."""
        numbers = chain.from_iterable(one.professional_phones for one in self.directory.services)
        given = chain(
            chain.from_iterable(one.phones for one in self.directory.services),
            chain.from_iterable(one.phones for one in self.directory.locations),
        )
        public = {phone.digits for phone in given}
        return frozenset(phone.digits for phone in numbers if phone.digits) - public

    @cached_property
    def files(self) -> Mapping[str, str]:
        """Return the text file of each organization."""
        return {one.uid: f"directory/{one.file}.toml" for one in self.directory.organizations}

    def path(self, record: Record) -> str:
        """Return the text file that a record stands in."""
        if isinstance(record, TaxonomyTerm):
            return f"vocabulary/{record.taxonomy.value}.toml"
        if isinstance(record, Service):
            return f"directory/{record.organization.file}.toml"
        uid = record.organization_uid if isinstance(record, Location) else record.uid
        return self.files.get(uid, "directory")
