"""Letters of a record that the sheet's fonts lack: left out of paper, and told before printing."""

from __future__ import annotations

from collections.abc import Iterator

from emndir.domain.service import Service
from emndir.handouts.letters import missing_letters, printable


def lost_letters(service: Service) -> tuple[str, ...]:
    """Return the letters of what a patient may read of a service that no page can show.

    Signs such as a telephone or an emoji are left out in silence: they say nothing that a
    word does not say too. So are letters that can be written without their marks.
    """
    lost = missing_letters(" ".join(_texts(service)))
    return tuple(one for one in lost if one.isalnum() and not printable(one))


def _texts(service: Service) -> Iterator[str]:
    yield from (service.plain_name or service.name, service.plain_line, service.ask_for)
    yield from (service.eligibility, service.application_process, service.hours_note)
    yield from (*service.accessibility, *service.languages)
    yield service.alert.text if service.alert else ""
    yield from (phone.label for phone in service.phones)
    for place in service.places:
        where = place.location
        yield from (where.display_name, *where.address, *place.detail)
        yield from (*where.transport, *where.accessibility)
