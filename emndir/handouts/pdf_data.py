"""Blocks as data for the template: Typst gets words as JSON, and never reads them as its markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from emndir.domain.contact import phone_digits
from emndir.domain.translation import ENGLISH
from emndir.handouts.bidi import ended_left_to_right
from emndir.handouts.blocks import (
    Address,
    Beside,
    Block,
    Body,
    Bullets,
    ContactBox,
    Contents,
    Draft,
    Entry,
    Index,
    LineBox,
    MapBlock,
    Notes,
    NoticeBox,
    Opening,
    Part,
    Section,
    Sentence,
    Sheet,
    Table,
    Title,
    WalletCard,
)
from emndir.handouts.breaking import SOFT, soft
from emndir.handouts.choices_columns import choices_columns
from emndir.handouts.phrases import Words, plain

_LONG_NAME = 240
"""From this length a name or label counts for how much of a page its entry takes (`base.typ` too)."""
_LINE = 60
"""Characters that a line of a list counts as, however short it is."""
_WIDE = re.compile(r"[^a-ln-vx-z0-9 .,;:'()/\N{NO-BREAK SPACE}-]")
Data = dict[str, object]


def as_json(
    sheets: Sequence[Sheet], *, drafts: Sequence[Draft] = (), is_cream: bool = False
) -> str:
    """Return sheets as what the template reads; with their `drafts` it finds room for extras."""
    first = sheets[0]
    language, _, region = first.language.partition("-")
    data = {
        "title": first.title if len(sheets) == 1 else first.directory,
        "author": first.directory,
        "language": language,
        "region": region or ("GB" if language == ENGLISH else ""),
        "direction": first.direction,
        "families": first.families,
        "spacing": first.spacing,
        "cream": is_cream,
        "points": first.points,
        "sheets": [
            _sheet(sheet, number, draft)
            for number, (sheet, draft) in enumerate(zip_longest(sheets, drafts), start=1)
        ],
    }
    return json.dumps(data, ensure_ascii=False)


def _extras(draft: Draft | None) -> Data | None:
    if draft is None:
        return None
    return {
        "questions": _block(draft.questions) if draft.questions else None,
        "notes": _block(draft.notes) if draft.notes else None,
        "offer": draft.offer,
        "free_pages": draft.free_pages,
    }


def _sheet(sheet: Sheet, number: int, draft: Draft | None) -> Data:
    columns = choices_columns(sheet)
    sheet = ended_left_to_right(sheet)
    foot = sheet.foot
    return {
        "key": str(number),
        "title": soft(sheet.title),
        "sheet_kind": sheet.kind,
        "paper": sheet.paper,
        "head_left": soft(sheet.head_left),
        "head_right": sheet.head_right,
        "extras": _extras(draft),
        "blocks": [_block(block) for block in sheet.blocks],
        **columns,
        "foot": {
            "check": _runs(foot.check),
            "change": foot.change,
            "date": foot.date,
            "until": foot.until,
            "error": _runs(foot.error),
            "format": foot.format,
            "credit": foot.credit,
            "maker": soft(foot.maker),
            "code": _runs(foot.code),
            "page": foot.page.replace(" ", "\N{NO-BREAK SPACE}"),
        },
    }


def _block(block: Block) -> Data:
    match block:
        case Title(text):
            return {"kind": "title", "text": soft(text)}
        case Sentence():
            return _body(block)
        case ContactBox():
            return _contact(block)
        case NoticeBox(heading, words, is_urgent):
            return {
                "kind": "notice",
                "heading": heading,
                "words": _runs(words),
                "is_urgent": is_urgent,
                "length": len(plain(words)),
            }
        case Section():
            return _section(block)
        case Beside(sections, picture):
            parts = [_section(section) for section in sections]
            length = sum(_length(section.body) for section in sections)
            return {"kind": "beside", "sections": parts, "map": _map(picture), "length": length}
        case MapBlock():
            return _map(block)
        case Notes(heading, contact, phone, space):
            return {
                "kind": "notes",
                "heading": heading,
                "contact": contact,
                "phone": phone,
                "space": space,
            }
        case Entry() | Table() | Part() | Opening():
            return _of_several(block)
        case Contents() | Index() | LineBox() | WalletCard():
            return _of_own_paper(block)


def _of_several(block: Entry | Table | Part | Opening) -> Data:
    match block:
        case Entry():
            return _entry(block)
        case Table():
            return _table(block)
        case Part(heading, blocks):
            inner = [_block(one) for one in blocks]
            return {"kind": "part", "heading": soft(heading), "blocks": inner}
        case Opening(head, picture):
            inner = [_block(one) for one in head]
            return {"kind": "opening", "blocks": inner, "map": _map(picture)}


def _contact(box: ContactBox) -> Data:
    after = [_runs(words) for words in box.after]
    return {
        "kind": "contact",
        "lead": _runs(box.lead),
        "number": soft(box.number),
        "number_link": f"tel:{phone_digits(box.number)}",
        "after": after,
        "qr": _qr(box),
        "length": 3 * len(box.number) + sum(len(plain(words)) for words in (box.lead, *box.after)),
    }


def _of_own_paper(block: Contents | Index | LineBox | WalletCard) -> Data:
    """Return what only booklets, posters and cards have."""
    match block:
        case Contents(heading):
            return {"kind": "contents", "heading": heading}
        case Index(heading, note, rows):
            found = [{"place": soft(place), "numbers": numbers} for place, numbers in rows]
            return {"kind": "index", "heading": heading, "note": note, "rows": found}
        case LineBox():
            return _line(block)
        case WalletCard(box, team, until):
            return {"kind": "card", "line": _line(box), "team": team, "until": until}


def _line(box: LineBox) -> Data:
    return {
        "kind": "line",
        "heading": box.heading,
        "lead": _runs(box.lead),
        "number": box.number,
        "number_link": f"tel:{phone_digits(box.number)}",
        "after": [_runs(words) for words in box.after],
        "blank": box.blank,
    }


def _qr(block: ContactBox | Entry) -> Data | None:
    if block.qr is None:
        return None
    return {
        "svg": block.qr.svg,
        "url": block.qr.url,
        "side": block.qr.side_mm,
        "caption": soft(block.qr_caption),
        "alt": block.qr_alt,
    }


def _entry(entry: Entry) -> Data:
    return {
        "kind": "entry",
        "number": entry.number,
        "name": soft(entry.name),
        "step": entry.step,
        "call": _runs(entry.call),
        "body": [_body(part) for part in entry.body],
        "beside": [_body(part) for part in entry.beside],
        "aside": _runs(entry.aside),
        "qr": _qr(entry),
        "level": entry.level,
        "code": entry.code,
        "length": _length((*entry.body, *entry.beside))
        + len(plain(entry.aside))
        + sum(len(one) for one in (entry.name, plain(entry.call)) if len(one) > _LONG_NAME),
        "bulk": _bulk(entry.name, plain(entry.call), entry.qr_caption, *_texts(entry)),
    }


def _texts(entry: Entry) -> Iterator[str]:
    yield plain(entry.aside)
    for part in (*entry.body, *entry.beside):
        match part:
            case Sentence(words):
                yield plain(words)
            case Address(lines) | Bullets(lines):
                yield from (line.ljust(_LINE) for line in lines)


def _bulk(*texts: str) -> int:
    """Return about how many characters there are, wide ones counting twice.

    What surely is shorter than a page need not be measured, which takes as long as laying it out.
    """
    return sum(len(text) + len(_WIDE.findall(text)) for text in texts)


def _table(table: Table) -> Data:
    return {
        "kind": "table",
        "heading": table.heading,
        "corner": table.corner,
        "columns": [soft(column) for column in table.columns],
        "rows": [
            {
                "question": soft(question),
                "values": [soft(value) for value in values],
                "bulk": _bulk(question, *values, *table.columns),
            }
            for question, values in table.rows
        ],
        "note": table.note,
        "is_grouped": table.is_grouped,
    }


def _section(section: Section) -> Data:
    return {
        "kind": "section",
        "heading": section.heading,
        "body": [_body(part) for part in section.body],
        "length": _length(section.body),
        "gives_way": section.gives_way,
    }


def _length(body: Sequence[Body]) -> int:
    """Return about how many characters there are, a line of a list counting as `_LINE`."""
    length = 0
    for part in body:
        match part:
            case Sentence(words):
                length += len(plain(words))
            case Address(lines):
                length += sum(max(_LINE, len(line)) for line in lines)
            case Bullets(items):
                length += sum(max(_LINE, len(item)) for item in items)
    return length


def _body(part: Body) -> Data:
    match part:
        case Sentence(words):
            return {"kind": "sentence", "words": _runs(words)}
        case Address(lines):
            return {"kind": "address", "lines": [soft(line) for line in lines]}
        case Bullets(items, in_columns):
            shown = [soft(item) for item in items]
            return {"kind": "bullets", "items": shown, "in_columns": in_columns}


def _map(block: MapBlock) -> Data:
    picture = block.picture
    return {
        "kind": "map",
        "svg": picture.svg,
        "alt": picture.alt,
        "width": picture.width,
        "note": block.note,
        "key": [{"number": number, "name": soft(name)} for number, name in block.key],
    }


def _runs(words: Words) -> list[Data]:
    """Return runs; where two touch without a space, no line ends between them."""
    texts = [soft(run.text) for run in words]
    for at in range(1, len(words)):
        before, after = words[at - 1].text, words[at].text
        if before and after and not before[-1].isspace() and not after[0].isspace():
            texts[at - 1] = texts[at - 1].removesuffix(SOFT)
            texts[at] = texts[at].removeprefix(SOFT)
    return [
        {"text": text, "strong": run.strong, "link": run.link}
        for text, run in zip(texts, words, strict=True)
    ]
