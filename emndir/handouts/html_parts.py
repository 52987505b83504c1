"""Parts of the file of a sheet that have no heading of their own: text, boxes, pictures, rows."""

from __future__ import annotations

import re
from html import unescape

from emndir.handouts.blocks import Address, Body, Bullets, ContactBox, MapBlock, Sentence, Table
from emndir.handouts.html_markup import (
    Html,
    attributes,
    escaped,
    joined,
    linked,
    paragraph,
    sentence,
    tag,
)
from emndir.handouts.letters import text_width
from emndir.handouts.qr import QrCode

_LABEL = re.compile(
    r'(<text [^>]*font-family="([^"]*)" font-size="([\d.]+)"( font-weight="700")?[^>]*)>([^<]*)</text>'
)
_OWN_SIZE = re.compile(r'<svg((?: (?:xmlns|viewBox)="[^"]*")+)[^>]*>')


def body_html(body: Body) -> Html:
    """Return what stands under a heading."""
    match body:
        case Sentence(words):
            return paragraph(words)
        case Address(lines):
            return tag("address", joined(map(escaped, lines), "<br/>\n"))
        case Bullets(items, in_columns):
            shown = [tag("li", escaped(item), Html("\n")) for item in items]
            return tag("ul", *shown, class_="two" if in_columns else "")


def contact_html(box: ContactBox) -> Html:
    """Return the box with the number to call, its code beside it."""
    number = tag("p", linked(box.number), class_="number") if box.number else Html("")
    said = (paragraph(box.lead), number, *map(paragraph, box.after))
    code = qr_html(box.qr, box.qr_caption, box.qr_alt)
    return tag("section", tag("div", *said, class_="say"), code, class_="contact")


def qr_html(code: QrCode | None, caption: str, alt: str) -> Html:
    """Return a code as a picture, its caption a link to the page; nothing without one."""
    if code is None:
        return Html("")
    shown = tag("figcaption", linked(caption, code.url)) if caption else Html("")
    return tag("figure", _drawing(code.svg, alt), shown, class_="qr")


def map_html(block: MapBlock, points: int) -> Html:
    """Return a map with its words in sight: who listens hears them from the picture, once."""
    picture = block.picture
    twin = tag("p", escaped(picture.alt), class_="screen", aria_hidden="true")
    key = [
        tag("li", tag("strong", escaped(number)), escaped(f" {name}")) for number, name in block.key
    ]
    listed = [tag("ul", *key, class_="key")] if key else []
    caption = tag("figcaption", twin, *listed, sentence(block.note))
    wide = f"{picture.width / points:.4g}em"  # its labels grow with the reader's text
    drawn = _drawing(_LABEL.sub(_held, picture.svg), picture.alt, width=wide)
    return tag("figure", drawn, caption, class_="map")


def _held(label: re.Match[str]) -> str:
    """Return a label of a map held to the width that was measured for it, in whatever letters."""
    opened, names, size, weight, text = label.groups()
    families = tuple(name.strip(" '") for name in unescape(names).split(","))
    width = text_width(unescape(text), float(size), bold=bool(weight), families=families)
    return f'{opened} textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs">{text}</text>'


def _drawing(svg: str, alt: str, **given: str) -> Html:
    """Return a drawing of this program's own, as a picture with words for those who listen."""
    told = attributes({"role": "img", "aria_label": alt, **given})
    return Html(_OWN_SIZE.sub(rf"<svg{told.replace(chr(92), chr(92) * 2)}\1>", svg, count=1))


def matrix_rows(table: Table) -> tuple[Html, Html]:
    """Return head and body of a table with one column a service."""
    corner = (
        tag("th", escaped(table.corner), scope="col", role="columnheader")
        if table.corner
        else tag("td", role="cell")
    )
    columns = [
        tag("th", escaped(column), scope="col", role="columnheader") for column in table.columns
    ]
    rows = []
    for question, values in table.rows:
        cells = [
            tag("td", escaped(value), Html("\n"), role="cell", data_of=column)
            for column, value in zip(table.columns, values, strict=True)
        ]
        first = tag("th", escaped(question), Html("\n"), scope="row", role="rowheader")
        rows.append(tag("tr", first, *cells, role="row"))
    head = tag("thead", tag("tr", corner, *columns, role="row"), role="rowgroup")
    return head, tag("tbody", *rows, role="rowgroup")


def grouped_rows(table: Table) -> list[Html]:
    """Return a body of a table for each question, one row a service."""
    groups = []
    for question, values in table.rows:
        first = tag("th", escaped(question), scope="rowgroup", colspan="2", role="rowheader")
        rows = [
            tag(
                "tr",
                tag("th", escaped(column), Html("\n"), scope="row", role="rowheader"),
                tag("td", escaped(value), Html("\n"), role="cell"),
                role="row",
            )
            for column, value in zip(table.columns, values, strict=True)
        ]
        groups.append(tag("tbody", tag("tr", first, role="row"), *rows, role="rowgroup"))
    return groups
