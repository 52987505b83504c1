"""What can be copied of a record, with its name in the menu and what is said afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from emndir.handouts.gsm import in_ascii, messages, septets
from emndir.handouts.patient_text import address_text, contact_text, patient_text, phone_text
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import phrases
from emndir.ui import labels
from emndir.ui.detail import CopyKind, CopyText
from emndir.ui.wording.key_facts import main_phone
from emndir.ui.wording.loaded import LoadedPlace, LoadedService
from emndir.ui.wording.referral import referral_block
from emndir.ui.wording.sentences import tr

_MESSAGES = (CopyKind.ONE_MESSAGE, CopyKind.TWO_MESSAGES, CopyKind.THREE_MESSAGES)


def service_copies(loaded: LoadedService) -> tuple[CopyText, ...]:
    """Return what can be copied of an offered service."""
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
            _address(loaded.patient),
            _phone(_number(loaded)),
        )
        if one.text
    )


def _number(loaded: LoadedService) -> str:
    """Return the number to copy: where a treatment line is shown it and no other, if it is fresh."""
    shown, patient = main_phone(loaded.service), loaded.patient
    if shown is None or shown not in loaded.service.treatment_lines:
        return phone_text(patient) if patient else ""
    line = patient.treatment_line if patient else None
    return in_ascii(line.number) if line is not None and line.digits == shown.digits else ""


def place_copies(loaded: LoadedPlace) -> tuple[CopyText, ...]:
    """Return what can be copied of a place; nothing where nobody can be sent."""
    if not loaded.location.status.is_offered:
        return ()
    found = (
        *_for_patient(loaded.patient),
        *_messages(loaded.patient),
        _address(loaded.patient),
        _phone(phone_text(loaded.patient) if loaded.patient else ""),
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


def _address(patient: PatientService | None) -> CopyText:
    return CopyText(
        kind=CopyKind.ADDRESS,
        name=tr("Address"),
        done=tr("Copied: address."),
        text=address_text(patient) if patient else "",
    )


def _phone(number: str) -> CopyText:
    return CopyText(
        kind=CopyKind.PHONE,
        name=f"{tr('Phone number')} {number}",
        done=f"{tr('Copied: phone number')} {labels.spoken_digits(number)}.",
        text=number,
    )
