"""What the text of a record says to the person, and not to staff: read by a few telling words."""

from __future__ import annotations

import re

from emndir.domain.service import Service
from emndir.domain.vocabulary import Delivery, ReferralRoute
from emndir.handouts.wording import sentences

_FOR_STAFF = re.compile(
    r"refer|professional|systmone|\bemis\b|pathway|consultant|clinician|\bgps\b|register\b|"
    r"\bsource\b|agreement|multidisciplinary|\bmdt\b|\bform\b.*\b(doctor|nurse)",
    re.IGNORECASE,
)
"""Words of sentences on how to get in that speak to staff, not to the person."""
_DROP_IN = re.compile(
    r"(?<!no longer )(?<!not a )\bdrop[- ]?ins?\b|\bjust (turn|come)\b|\bwalk[- ]?in\b|"
    r"\bno (appointment|booking|need to book)|\bwithout (an )?appointment",
    re.IGNORECASE,
)
_MONEY_ADVICE = re.compile(
    r"\b(benefits?|money|financial|debt|welfare rights)[- ](advice|advisers?|guidance)\b|"
    r"\bbenefits (for|check)\b|\bdisability benefits\b",
    re.IGNORECASE,
)
_MONEY_ADVICE_TYPE = "benefits-advice"


def said_to_the_person(process: str) -> tuple[str, ...]:
    """Return the sentences on how to get in that say what a person has to do.

    That one may just come in has words of its own on a sheet (`is_drop_in`).
    """
    return tuple(
        part
        for part in sentences(process)
        if not _FOR_STAFF.search(part) and not _DROP_IN.search(part)
    )


def is_drop_in(service: Service) -> bool:
    """Return True if the record says that a person may come to a place without asking."""
    said = f"{service.application_process} {service.description}"
    at_a_place = Delivery.IN_PERSON in service.delivery
    by_oneself = ReferralRoute.SELF in service.referral_routes
    return by_oneself and at_a_place and bool(_DROP_IN.search(said))


def has_money_advice(service: Service) -> bool:
    """Return True if the record says so; that it does not say so means nothing."""
    said = ". ".join((service.plain_line, *service.needs))
    return service.service_type == _MONEY_ADVICE_TYPE or bool(_MONEY_ADVICE.search(said))
