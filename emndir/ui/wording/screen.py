"""The screen turned to a patient, for the record that the pane shows."""

from __future__ import annotations

from emndir.domain.errors import HandoutError
from emndir.domain.location import Location
from emndir.handouts.patient_others import gone_place, gone_service
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import phrases
from emndir.handouts.screen import PatientScreen, gone_screen, patient_screen
from emndir.ui.wording.loaded import Asked, LoadedService


def screen_words(patient: PatientService | None, asked: Asked) -> PatientScreen | None:
    """Return what a patient sees of a service or place, None where there is nothing to show."""
    if patient is None:
        return None
    origin = asked.origin
    if origin is None:
        return patient_screen(patient, phrases())
    return patient_screen(patient, phrases(), origin.label, origin.position)


def gone_words(loaded: LoadedService) -> PatientScreen | None:
    """Return what a patient sees of a service that is not offered."""
    try:
        return gone_screen(gone_service(loaded.service, loaded.successor), phrases())
    except HandoutError:
        return None


def gone_place_words(location: Location) -> PatientScreen:
    """Return what a patient sees of a place that is not open."""
    return gone_screen(gone_place(location), phrases())
