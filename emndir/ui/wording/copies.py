"""What can be copied of a record, with its name in the menu and what is said afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from emndir.domain.contact import PublicPhone
from emndir.domain.freshness import Freshness
from emndir.domain.vocabulary import FactGroup
from emndir.handouts.gsm import in_ascii, messages, septets
from emndir.handouts.patient_text import contact_text, patient_text
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import phrases
from emndir.ui import labels
from emndir.ui.detail import CopyKind, CopyText
from emndir.ui.wording.key_facts import main_phone, place_phone
from emndir.ui.wording.loaded import LoadedPlace, LoadedService
from emndir.ui.wording.referral import referral_block
from emndir.ui.wording.sentences import tr

_MESSAGES = (CopyKind.ONE_MESSAGE, CopyKind.TWO_MESSAGES, CopyKind.THREE_MESSAGES)


def service_copies(loaded: LoadedService) -> tuple[CopyText, ...]:
    """Return what can be copied of an offered service."""
    places = loaded.places
    address = (*places[0].detail, *places[0].location.address_lines) if places else ()
    return tuple(
        one
        for one in (
            *_for_patient(loaded.patient),
            CopyText(
                kind=CopyKind.LETTER,
                name=tr("Referral details for a letter, not for the patient"),
                done=tr("Copied: referral details. Not for the patient."),
                text=referral_block(loaded),
            ),
            *_messages(loaded.patient),
            _address(address),
            _phone(_number(loaded)),
        )
        if one.text
    )


def _number(loaded: LoadedService) -> PublicPhone | None:
    """Return the number that is shown; not a treatment line that is not fresh."""
    service = loaded.service
    phone = main_phone(service) or place_phone(loaded.location)
    is_line = phone in service.treatment_lines
    age = service.freshness(FactGroup.TREATMENT_LINE, loaded.today)
    return None if is_line and age is not Freshness.FRESH else phone


def place_copies(loaded: LoadedPlace) -> tuple[CopyText, ...]:
    """Return what can be copied of a place; nothing where nobody can be sent."""
    location = loaded.location
    if not location.status.is_offered:
        return ()
    found = (
        *_for_patient(loaded.patient),
        *_messages(loaded.patient),
        _address(location.address_lines),
        _phone(place_phone(location)),
    )
    return tuple(one for one in found if one.text)


def _for_patient(patient: PatientService | None) -> Iterator[CopyText]:
    if patient is not None:
        yield CopyText(
            kind=CopyKind.CONTACT,
            name=tr("Name, phone and address"),
            done=tr("Copied: name, phone and address."),
            text=contact_text(patient, phrases()),
        )


def _messages(patient: PatientService | None) -> Iterator[CopyText]:
    """Yield texts for one, two and three messages, each only where it says more."""
    if patient is None:
        return
    before = ""
    for parts, kind in enumerate(_MESSAGES, 1):
        text = patient_text(patient, parts, phrases())
        if text == before or messages(text) < parts:
            continue
        before = text
        count = f"{septets(text)} {tr('characters')}"
        number = tr("1 message") if parts == 1 else f"{parts} {tr('messages')}"
        yield CopyText(
            kind=kind,
            name=f"{tr('Text for the patient')}, {number} ({count})",
            done=f"{tr('Copied: patient text')}, {count}.",
            text=text,
        )


def _address(lines: tuple[str, ...]) -> CopyText:
    return CopyText(
        kind=CopyKind.ADDRESS,
        name=tr("Address"),
        done=tr("Copied: address."),
        text="\n".join(in_ascii(line) for line in lines if line),
    )


def _phone(phone: PublicPhone | None) -> CopyText:
    number = in_ascii(phone.number) if phone else ""
    return CopyText(
        kind=CopyKind.PHONE,
        name=f"{tr('Phone number')} {number}",
        done=f"{tr('Copied: phone number')} {labels.spoken_digits(number)}.",
        text=number,
    )
