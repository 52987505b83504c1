"""The address of a route on a web site: made from a template, and opened only when a person says so.

Pure text: nothing here opens anything. What may be a template is said once, for the settings of a
person and of a site alike (docs/site-settings.md, docs/decisions/0016).
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

TO, FROM = "{to}", "{from}"
OPENSTREETMAP = "https://www.openstreetmap.org/directions?from={from}&to={to}"
"""No account, no advertisements, no key: docs/decisions/0016."""
_HOST = re.compile(r"(?=.{4,100}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.IGNORECASE)
_PLAIN = re.compile(r"[!-~]+")


def is_route_template(text: str) -> bool:
    """Return True for an https address with `{to}` once, and `{from}` once or not at all, after its host.

    No user name, no port, and no other brace: a person is shown the host, and must be able to
    trust it.
    """
    if not _PLAIN.fullmatch(text) or not text.startswith("https://") or "\\" in text:
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if not _HOST.fullmatch(parts.netloc):
        return False
    after = text.removeprefix(f"https://{parts.netloc}")
    if not after.startswith(("/", "?")) or text.count(TO) != 1 or text.count(FROM) > 1:
        return False
    return not set("{}") & set(text.replace(TO, "").replace(FROM, ""))


def site_of(template: str) -> str:
    """Return the name of the web site, as a person is shown it: "www.openstreetmap.org"."""
    return urlsplit(template).netloc.lower()


def has_start(template: str) -> bool:
    """Return True for a template that can say where a journey starts."""
    return FROM in template


def route_address(template: str, to: str, start: str = "") -> str:
    """Return the address of the way to a place; of where it starts nothing is in it unless given.

    A part of the query that only names the start is left out whole where none is given.

    Raises:
        ValueError: for a template that is none, and without a place to go to.
    """
    if not is_route_template(template) or not to.strip():
        raise ValueError("a route needs a template and a place to go to")
    if not start.strip():
        head, mark, query = template.partition("?")
        query, hash_mark, rest = query.partition("#")
        kept = "&".join(part for part in query.split("&") if FROM not in part)
        template = f"{head}{mark}{kept}{hash_mark}{rest}".replace(FROM, "")
    said = {TO: quote(_plain(to), safe=""), FROM: quote(_plain(start), safe="")}
    return re.sub(r"\{to\}|\{from\}", lambda found: said[found[0]], template)


def _plain(text: str) -> str:
    """Return words without the no-break spaces that hold them together on the screen."""
    return " ".join(text.split())
