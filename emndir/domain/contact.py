"""Phone numbers: two types, so that a professional number cannot get onto a patient's page.

Hand-outs accept `PublicPhone` only. `ProfessionalPhone` is no subclass of it, so the
type checker and `require_public` both refuse one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from emndir.domain.errors import EmndirError
from emndir.domain.vocabulary import PhoneKind

_NOT_DIGIT = re.compile(r"\D+")
SHORT_NUMBERS = frozenset({"111", "112", "119", "999", "116123", "18001", "18000"})
_TEXT_CODE = re.compile(r"[678]\d{4}")


class ProfessionalContactError(EmndirError):
    """A contact for professionals was offered to a patient's page: always a bug or bad data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPhone:
    """A number that anybody may be given. `number` is as its owner prints it."""

    number: str
    label: str = ""
    kind: PhoneKind = PhoneKind.DIRECT

    @property
    def digits(self) -> str:
        """Return the national digits, for comparing."""
        return phone_digits(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfessionalPhone:
    """A number for professionals only: bleep, referral line, registrar on call."""

    number: str
    label: str = ""
    kind: PhoneKind = PhoneKind.DIRECT

    @property
    def digits(self) -> str:
        """Return the national digits, for comparing."""
        return phone_digits(self.number)


def require_public(phone: object) -> PublicPhone:
    """Return `phone` if it is a public one.

    Raises:
        ProfessionalContactError: for anything else.
    """
    if not isinstance(phone, PublicPhone):
        raise ProfessionalContactError("A number for professionals cannot be printed for patients.")
    return phone


def phone_digits(written: str) -> str:
    """Return the digits of a number in national form: "+44 (0)116 231 3771" is "01162313771"."""
    digits = _NOT_DIGIT.sub("", written)
    plus = written.strip().startswith("+")
    if digits.startswith("0044"):
        digits, plus = digits[2:], True
    if (plus and digits.startswith("44")) or (len(digits) == 12 and digits.startswith("44")):
        digits = "0" + digits[2:].lstrip("0")
    return digits


def format_phone(written: str) -> str:
    """Return a number in the national format of `phonenumbers` ("0116 231 3771").

    Short numbers and what the library does not know come back as they were, trimmed.
    """
    if _is_short(written):
        return written.strip()
    import phonenumbers  # 20 ms, and not needed before the window is painted

    try:
        parsed = phonenumbers.parse(written, "GB")
    except phonenumbers.NumberParseException:
        return written.strip()
    if not phonenumbers.is_valid_number(parsed):
        return written.strip()
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)


def is_phone(written: str) -> bool:
    """Return True for a valid United Kingdom number, a short one (111) or a text code (66777)."""
    if _is_short(written):
        return True
    import phonenumbers  # 20 ms, and not needed before the window is painted

    try:
        parsed = phonenumbers.parse(written, "GB")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(parsed)


def _is_short(written: str) -> bool:
    digits = phone_digits(written)
    return digits in SHORT_NUMBERS or _TEXT_CODE.fullmatch(digits) is not None


def phone_words(number: str) -> str:
    """Return a number as its owner prints it, on one line: on screen and on paper alike."""
    return unbroken(" ".join(number.split()))


def unbroken_code(text: str) -> str:
    """Return a postcode or a part of one unbroken; the name of a place may break over lines."""
    is_code = len(text) <= 8 and any(letter.isdigit() for letter in text)
    return unbroken(text) if is_code else text


def unbroken(text: str) -> str:
    """Return `text` with no-break spaces, so that a number or postcode stays on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
