"""Record text made fit for paper: clean, in sentences, nothing broken that must not break."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from emndir.domain.contact import phone_words
from emndir.domain.days import MONTHS
from emndir.handouts.letters import printable

NBSP = "\N{NO-BREAK SPACE}"
_JOINER = "\N{WORD JOINER}"
_MONTH = "|".join(MONTHS)
_CLOCK = r"(?:\d{1,2}(?:[.:]\d{2})?(?: ?[ap]m)?|midday|midnight|noon)"
_GROUPS = re.compile(r"\+?\(?\d[\d()]*(?: \(?\d[\d()]*)+")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) (\d[A-Z]{2})\b")
_CLOCK_END = r"(?:\d{1,2}(?:[.:]\d{2})? ?[ap]m|\d{1,2}[.:]\d{2}|midday|midnight|noon)"
_RANGE = re.compile(rf"\b({_CLOCK}) (to|until) (?={_CLOCK_END}\b)")
_HALF_DAY = re.compile(r"(\d) ([ap]m)\b")
_WHOLE_HOUR = re.compile(r"\b(\d{1,2})[.:]00 ?([ap]m)\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{2}) ?([ap]m)\b")
_DOTTED_START = re.compile(r"\b(\d{1,2})\.(\d{2})(?= (?:to|until) \d{1,2}(?:[.:]\d{2})? ?[ap]m\b)")
_DATE = re.compile(rf"\b(\d{{1,2}}) ({_MONTH})\b")
_YEAR = re.compile(rf"\b({_MONTH}) (\d{{4}})\b")
_AMOUNT = re.compile(r"\b(\d+) (miles?|years?|weeks?|days?|hours?|minutes?)\b")
_NUMBERED = re.compile(
    r"\b((?i:area|bay|bus|car park|clinic|entrance|extension|floor|gate|level|option|room|stop|ward)) "
    r"(\d+[A-Za-z]?|[A-Z])\b"
)
_DASH = re.compile(r"(?<=\d)([-\N{EN DASH}])(?=\d)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"“‘(]?[A-Z0-9])")
_LONGEST_NUMBER = 12
"""Digits: 11 of a United Kingdom number, 12 with its country code."""
SHARED_HOSTS = (
    "facebook.com",
    "instagram.com",
    "sites.google.com",
    "justgiving.com",
    "nhs.uk",
    "gov.uk",
    "england.nhs.uk",
)
"""Hosts of many bodies: without its path such an address leads nowhere."""
_SHORT_ADDRESS = 30
_ENDS = ".!?:…।۔؟"
"""What ends a sentence, in the languages of sheets."""


def tidy(text: str) -> str:
    """Return record text as it is printed.

    It is in letters the paper has, on one line, with no-break spaces in numbers, postcodes,
    dates and times (HANDOUT section 1, rule 7), times as 9:30am.
    """
    return held_together(re.sub(r"[ \t]+", " ", printable(text)).strip())


def held_together(text: str) -> str:
    """Return a text of known letters, such as a phrase that is filled in, as `tidy` holds it."""
    text = _GROUPS.sub(_joined_number, text)
    text = _WHOLE_HOUR.sub(r"\1\2", text)
    text = _DOTTED_START.sub(r"\1:\2", text)
    text = _DOTTED.sub(r"\1:\2\3", text)
    text = _POSTCODE.sub(rf"\1{NBSP}\2", text)
    text = _HALF_DAY.sub(r"\1\2", text)
    text = _RANGE.sub(rf"\1{NBSP}\2{NBSP}", text)
    text = _DATE.sub(rf"\1{NBSP}\2", text)
    text = _YEAR.sub(rf"\1{NBSP}\2", text)
    text = _AMOUNT.sub(rf"\1{NBSP}\2", text)
    text = _NUMBERED.sub(rf"\1{NBSP}\2", text)
    return _DASH.sub(rf"{_JOINER}\1{_JOINER}", text)


def _joined_number(match: re.Match[str]) -> str:
    """Join the groups of digits that are one phone number."""
    groups = match.group().split(" ")
    joined, length = groups[0], _digits(groups[0])
    for group in groups[1:]:
        length += _digits(group)
        fits = length <= _LONGEST_NUMBER and not (group.startswith("0") and length > 11)
        joined += (NBSP if fits else " ") + group
        length = length if fits else _digits(group)
    return joined


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def number_words(number: str) -> str:
    """Return a phone number on one line, as its owner prints it."""
    return phone_words(printable(number))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each whole."""
    return [part.strip() for part in _SENTENCE_END.split(text.strip()) if part.strip()]


def as_sentence(text: str) -> str:
    """Return a text with a capital at its start and a full stop at its end."""
    text = upper_first(text.strip())
    return text if not text or text[-1] in _ENDS else f"{text}."


def upper_first(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return a text for the middle of a sentence: names and abbreviations keep their capital.

    A first word before another capital is part of a name: "Breast Cancer Now".
    """
    first, _, rest = text.partition(" ")
    is_ordinary = first.rstrip(",.;:").lower() in _ORDINARY and not rest[:1].isupper()
    return text[:1].lower() + text[1:] if is_ordinary else text


def web_address(url: str) -> str:
    """Return the address of a web page to read or type, or "" for what is no public page.

    The page's own path is left off where the host alone leads there.
    """
    parts = web_parts(url)
    if parts is None:
        return ""
    host, path = parts
    whole = host + path
    is_typed = len(whole) <= _SHORT_ADDRESS and "?" not in path
    return tidy(whole if is_typed or host in SHARED_HOSTS else host)


_HOST = r"[\w-]{1,63}(\.[\w-]{1,63})+"
"""Labels of at most 63 characters (RFC 1035, section 2.3.4)."""


def web_parts(url: str) -> tuple[str, str] | None:
    """Return host (without "www.") and path of an http or https address, or None."""
    if re.search(r"[\s\x00-\x1f\x7f-\x9f\"<>\\^`{|}]", url) or "@" in url:
        return None
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
        if not host.isascii():
            host.encode("idna")  # brings tables of all letters along
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not re.fullmatch(_HOST, host):
        return None
    query = f"?{parts.query}" if parts.query else ""
    return host.removeprefix("www."), parts.path.rstrip("/") + query


_ORDINARY = frozenset(
    """
    24-hour adults advice any anyone appointment appointments babies bereaved bereavement booking
    bowel brain breast cancer carers child children clinical co-ordinator community county day
    daytime department duty emergency everyone eye families family free general group helpline
    home hospital information inactive kidney local lung lymphoedema main men nuclear nurse nurses
    nursing office organiser out-of-hours palliative parents patient patients people pregnant
    radiotherapy reception referral referrals research residents school screening secretary single skin smokers
    specialist stoma stop support team the those transport treatment triage unpaid urology women
    young chemotherapy adult anybody smoking health
    """.split()
)
"""Words that begin a label or a sentence and are no names."""
