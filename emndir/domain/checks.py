"""Checking whole records: every breach of every rule, as `Problem` values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain

from emndir.domain.directory import Directory
from emndir.domain.location import Location
from emndir.domain.organization import Organization
from emndir.domain.problems import Problem, Severity
from emndir.domain.rules import RULES, Rule
from emndir.domain.service import Service
from emndir.domain.taxonomy import TaxonomyTerm
from emndir.domain.whole import Record, Surroundings, Whole

_NUMBERED = re.compile(r"\[\d+\]")
_REFERENCES = frozenset(
    {
        "uid",
        "former_uids",
        "code",
        "parent",
        "became",
        "type",
        "service_type",
        "help_group",
        "cancer_sites",
        "stages",
        "audience",
        "referral_routes",
        "delivery",
        "cost",
        "area",
        "place.location",
    }
)
"""Fields whose faults leave a record safe to show."""


def check_directory(
    directory: Directory, surroundings: Surroundings, rules: tuple[Rule, ...] = RULES
) -> list[Problem]:
    """Return every breach of every rule, record by record in the directory's order."""
    whole = Whole(directory, surroundings)
    every: Iterable[Record] = chain(
        directory.vocabulary.terms,
        directory.organizations,
        directory.locations,
        directory.services,
    )
    by_kind = {
        kind: tuple(rule for rule in rules if kind in rule.about)
        for kind in (TaxonomyTerm, Organization, Location, Service)
    }
    return [
        Problem(
            path=whole.path(record),
            record=record.code if isinstance(record, TaxonomyTerm) else record.uid,
            field=fault.field,
            message=fault.message,
            severity=rule.severity,
        )
        for record in every
        for rule in by_kind[type(record)]
        for fault in rule.check(record, whole)
    ]


def without_faulty(directory: Directory, problems: Iterable[Problem]) -> Directory:
    """Return a directory without the records that have errors, for when it must open anyway.

    Of records with one uid the first stays. What refers to a record that is gone, or to a
    code that no vocabulary has, loses that reference and stays.
    """
    bad: dict[str, set[str]] = {}
    for problem in problems:
        is_reference = _NUMBERED.sub("", problem.field) in _REFERENCES
        if problem.severity is Severity.ERROR and not is_reference:
            bad.setdefault(problem.path, set()).add(problem.record)
    whole = Whole(directory, Surroundings(today=date.min))
    taken: set[str] = set()

    def is_good(record: Record) -> bool:
        uid = record.code if isinstance(record, TaxonomyTerm) else record.uid
        return uid not in bad.get(whole.path(record), ())

    def is_first(record: Service | Location) -> bool:
        uids = {record.uid, *(record.former_uids if isinstance(record, Service) else ())}
        if uids & taken:
            return False
        taken.update(uids)
        return True

    terms = {(term.taxonomy, term.code): term for term in directory.vocabulary.terms[::-1]}
    good_terms = tuple(
        term
        for term in directory.vocabulary.terms
        if is_good(term) and terms[term.taxonomy, term.code] is term
    )
    organizations = {one.uid: one for one in directory.organizations if is_good(one)}
    locations = {
        one.uid: one
        for one in directory.locations
        if is_good(one) and one.organization_uid in organizations and is_first(one)
    }
    services = [
        one
        for one in directory.services
        if is_good(one) and one.organization.uid in organizations and is_first(one)
    ]
    kept = {one.uid for one in services} | set(locations)
    return replace(
        directory,
        vocabulary=type(directory.vocabulary)(good_terms),
        organizations=tuple(organizations.values()),
        locations=tuple(locations.values()),
        services=tuple(
            replace(
                one,
                became=one.became if one.became in kept else "",
                places=tuple(at for at in one.places if at.location.uid in locations),
            )
            for one in services
        ),
    )
