"""The screen turned to a patient, for the record that the pane shows."""

from __future__ import annotations

from emndir.domain.errors import HandoutError
from emndir.domain.location import Location
from emndir.geography.distance import geodesic_miles
from emndir.geography.outline import map_in_words
from emndir.handouts.map import map_note
from emndir.handouts.patient_others import gone_place, gone_service
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import phrases
from emndir.handouts.screen import PatientScreen, gone_screen, patient_screen
from emndir.handouts.sections import origin_words
from emndir.ui import labels
from emndir.ui.detail import MapSpec
from emndir.ui.wording.loaded import Asked, LoadedService


def screen_words(patient: PatientService | None, asked: Asked) -> PatientScreen | None:
    """Return what a patient sees of a service or place, None where there is nothing to show."""
    if patient is None:
        return None
    origin = asked.origin
    if origin is None or origin.is_area:
        return patient_screen(patient, phrases())
    return patient_screen(patient, phrases(), origin.label, origin.position)


def screen_map(screen: PatientScreen | None, asked: Asked) -> MapSpec | None:
    """Return what the map turned to a patient points at; distances are never exact there."""
    if screen is None or screen.position is None:
        return None
    said, pin = phrases(), screen.position.coordinates
    note = map_note(screen.position.precision, said)
    if asked.origin is None or asked.origin.is_area:
        return MapSpec(name=screen.place_name, pin=pin, twin=f"{screen.place_name}.", note=note)
    start, label = asked.origin.position.coordinates, origin_words(asked.origin.label)
    far = labels.miles_in_words(geodesic_miles(start, pin), is_exact=False)
    return MapSpec(
        name=screen.place_name,
        pin=pin,
        twin=f"{screen.place_name}: {map_in_words(pin, start, label, far)}",
        note=note,
        origin_name=label,
        origin=start,
    )


def gone_words(loaded: LoadedService) -> PatientScreen | None:
    """Return what a patient sees of a service that is not offered."""
    try:
        return gone_screen(gone_service(loaded.service, loaded.successor), phrases())
    except HandoutError:
        return None


def gone_place_words(location: Location) -> PatientScreen:
    """Return what a patient sees of a place that is not open."""
    return gone_screen(gone_place(location), phrases())
