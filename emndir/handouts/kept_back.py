"""Numbers and addresses of a service that no text for patients may hold, however they are written."""

from __future__ import annotations

import re
import unicodedata

from emndir.domain.contact import phone_digits
from emndir.domain.errors import HandoutError
from emndir.domain.service import Service
from emndir.handouts.wording import tidy

_EXTENSION = re.compile(r"\b(?:ext(?:ension)?|bleep|x)\b\.?|#", re.IGNORECASE)
_SHORT_NUMBER = 7
"""Fewer digits than this are a bleep or extension, and looked for as a word of their own."""


class KeptBack:
    """Numbers and addresses that no text on the sheet may contain."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._long: set[str] = set()
        self._short: set[str] = set()
        self._addresses: set[str] = set()
        public = {phone.digits for phone in service.phones}
        if service.location is not None:
            public |= {phone.digits for phone in service.location.phones}
        for phone in service.professional_phones:
            self._add_professional(phone.number, public)
        if service.professional_email.strip():
            self._addresses.add(service.professional_email.strip().casefold())

    def _add_professional(self, number: str, public: set[str]) -> None:
        base, *extensions = _EXTENSION.split(number)
        if not extensions:
            self.add(number)
            return
        if phone_digits(base) not in public:
            self.add(base)
        for extension in extensions:
            self.add(extension)

    def title(self) -> str:
        """Return the first name of the service that holds none of them.

        Raises:
            HandoutError: where every name does.
        """
        service = self._service
        for name in (service.plain_name, service.name, service.organization.name):
            title = tidy(name)
            if title and not self.holds(title):
                return title
        raise HandoutError(
            f"The service “{service.uid}” has no name that can be printed.",
            "Tell the directory's office.",
        )

    def add(self, number: str) -> None:
        """Keep one more number back."""
        digits, written = phone_digits(number), re.sub(r"\D+", "", number)
        if len(digits) < _SHORT_NUMBER <= len(written):  # "+44 000000" has no national digits
            digits = written
        if len(digits) >= _SHORT_NUMBER:
            self._long.add(digits.removeprefix("0"))
        elif digits:
            self._short.add(digits)

    def holds(self, text: str) -> bool:
        """Return True if a text contains one of them, however it is spaced or written."""
        plain = unicodedata.normalize("NFKC", text)
        if any(address in plain.casefold() for address in self._addresses):
            return True
        digits = re.sub(r"\D+", "", plain)
        if any(number in digits for number in self._long):
            return True
        return not self._short.isdisjoint(re.findall(r"\d+", plain))
