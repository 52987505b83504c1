"""Which of a service's public numbers a patient could call, the best of them first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from emndir.domain.contact import PublicPhone, require_public
from emndir.domain.service import Service
from emndir.domain.vocabulary import PhoneKind
from emndir.handouts.kept_back import KeptBack
from emndir.handouts.patient_facts import PatientPhone

_NOT_CALLED = frozenset({PhoneKind.FAX, PhoneKind.TEXTPHONE, PhoneKind.TREATMENT_LINE})
_NO_LINE = frozenset({PhoneKind.FAX, PhoneKind.TEXTPHONE})
_HOSPITAL = re.compile(r"hospital|infirmary|medical centre", re.IGNORECASE)


def numbers_to_call(service: Service, kept_back: KeptBack) -> Iterator[PatientPhone]:
    """Yield the numbers that could stand in the box, the best for a patient first.

    The service's own come before a switchboard, that before the number of its place.

    Raises:
        ProfessionalContactError: for a number that is not public.
    """
    lines = service.treatment_lines
    own = [require_public(phone) for phone in service.phones if phone not in lines]
    own = [phone for phone in own if phone.kind not in _NOT_CALLED]
    main = [phone for phone in own if phone.kind is PhoneKind.SWITCHBOARD]
    text = [phone for phone in own if phone.kind is PhoneKind.TEXT]
    direct = [phone for phone in own if phone not in main and phone not in text]
    found = [PatientPhone(phone=phone) for phone in direct]
    found += [
        PatientPhone(phone=phone, is_main=True, is_hospital=bool(_HOSPITAL.search(phone.label)))
        for phone in main
    ]
    found += _of_the_place(service)
    found += [PatientPhone(phone=phone) for phone in text]
    return (item for item in found if item.phone.digits and not kept_back.holds(item.phone.number))


def _of_the_place(service: Service) -> list[PatientPhone]:
    location = service.location
    if location is None or not location.status.is_offered:
        return []
    hospital = bool(_HOSPITAL.search(location.name))
    return [
        PatientPhone(phone=require_public(phone), is_main=True, is_hospital=hospital)
        for phone in location.phones
        if phone.kind not in _NOT_CALLED and phone.kind is not PhoneKind.TEXT
    ]


def treatment_lines(service: Service, kept_back: KeptBack) -> list[PublicPhone]:
    """Return the numbers for those who are unwell on treatment, in the record's order.

    Raises:
        ProfessionalContactError: for a number that is not public.
    """
    lines = [require_public(phone) for phone in service.treatment_lines]
    return [
        phone
        for phone in lines
        if phone.kind not in _NO_LINE and phone.digits and not kept_back.holds(phone.number)
    ]
