"""describe_service: one service as the pane shows it."""

from __future__ import annotations

from emndir.ui.detail import Detail
from emndir.ui.wording.about import about_parts, gone_parts, kind_line
from emndir.ui.wording.copies import service_copies
from emndir.ui.wording.key_facts import key_facts
from emndir.ui.wording.loaded import LoadedService
from emndir.ui.wording.notices import gone_notices, notices
from emndir.ui.wording.places import map_spec, travel_parts
from emndir.ui.wording.route import route_spec
from emndir.ui.wording.screen import gone_words, screen_map, screen_words
from emndir.ui.wording.sources import source_count, source_parts, web_address
from emndir.ui.wording.way import ends_of_place


def describe_service(loaded: LoadedService) -> Detail:
    """Return everything the pane shows of a service.

    What is closed, planned or paused is explained: it has no key facts, no numbers, no way
    there, and cannot be printed or copied.
    """
    service, today = loaded.service, loaded.today
    kind = kind_line(service, loaded.vocabulary)
    sources = source_parts(service, today)
    if not service.status.is_offered:
        return Detail(
            uid=service.uid,
            kind=kind,
            name=service.name,
            organization=service.organization.name,
            can_print=False,
            notices=gone_notices(loaded),
            about=gone_parts(loaded),
            sources=sources,
            source_count=source_count(service),
            screen=gone_words(loaded),
            place_uid=service.places[0].location.uid if service.places else "",
        )
    place, screen = loaded.location, screen_words(loaded.patient, loaded.asked)
    return Detail(
        uid=service.uid,
        kind=kind,
        name=service.name,
        organization=service.organization.name,
        facts=key_facts(loaded),
        notices=notices(loaded),
        about=about_parts(loaded),
        travel=travel_parts(loaded),
        same_place_title=place.name if place else "",
        same_place=loaded.same_place,
        sources=sources,
        source_count=source_count(service),
        map=map_spec(place, loaded.asked),
        copies=service_copies(loaded),
        screen=screen,
        screen_map=screen_map(screen, loaded.asked),
        route=route_spec(place, loaded.asked),
        ends=ends_of_place(loaded, loaded.asked),
        website=web_address(service.website),
        place_uid=place.uid if place else "",
    )
