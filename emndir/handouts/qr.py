"""QR codes for a service's own web page: nothing shortened, nothing tracked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

from emndir.handouts.wording import web_parts

LEAST_MM = 21.0
"""No code is smaller on paper (HANDOUT section 6)."""
_MODULE_MM = 0.62
"""What a photocopy at 100 dots an inch still keeps apart."""
_LARGEST_MM = 36.0
_SAFE = "/%:=&?~#+!$,;'()*-._"


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code as it is printed: `side_mm` is its black and white part, without the quiet edge."""

    url: str
    svg: str
    side_mm: float


@lru_cache(maxsize=64)
def qr_code(url: str, *, least_mm: float = LEAST_MM) -> QrCode | None:
    """Return the code of an http or https page, or None where there is nothing to scan.

    Error correction is M, or better where that costs no room. A long address makes a larger
    code; one that would not fit the box makes none, and its words stand in for it.
    """
    import segno  # 32 ms, so only when something is printed

    if web_parts(url) is None:
        return None
    written = _ascii(url)
    try:
        code = segno.make(written, error="m", micro=False)
    except segno.DataOverflowError:
        return None
    modules = code.symbol_size(border=0)[0]
    side = max(least_mm, LEAST_MM, modules * _MODULE_MM)
    if side > _LARGEST_MM:
        return None
    return QrCode(written, _svg(code.matrix), round(side, 2))


def _ascii(url: str) -> str:
    """Return an address as it goes over the wire: host in IDNA, path in per cent."""
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit(
        (
            parts.scheme,
            host + port,
            quote(parts.path, safe=_SAFE),
            quote(parts.query, safe=_SAFE),
            quote(parts.fragment, safe=_SAFE),
        )
    )


def _svg(matrix: tuple[bytearray, ...]) -> str:
    """Return black rows of squares: filled, so that no renderer leaves seams between them."""
    side = len(matrix)
    path: list[str] = []
    for y, row in enumerate(matrix):
        x = 0
        while x < side:
            start = x
            while x < side and row[x]:
                x += 1
            if x > start:
                path.append(f"M{start} {y}h{x - start}v1h{start - x}z")
            x += 1
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#000" shape-rendering="crispEdges" d="{"".join(path)}"/></svg>'
    )
