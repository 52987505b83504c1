"""A sheet as plain text: for a letter or an e-mail, and for those who listen to the preview."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from emndir.handouts.bidi import held_left_to_right
from emndir.handouts.blocks import (
    Address,
    Beside,
    Block,
    Body,
    Bullets,
    ContactBox,
    Contents,
    Entry,
    Foot,
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
from emndir.handouts.phrases import plain

_WIDTH = 76
_RULE = "-" * 40
_PEN = "_" * 22
_NEXT = "=" * _WIDTH


def sheet_text(sheet: Sheet) -> str:
    """Return the words of a sheet in reading order, as its PDF says them.

    No-break spaces stay, so that a program that wraps the text keeps numbers whole.
    """
    sheet = held_left_to_right(sheet)
    parts = [f"{sheet.head_left}\n{sheet.head_right}".strip()]
    for block in sheet.blocks:
        parts += _block(block)
    parts.append(_foot(sheet.foot))
    return "\n\n".join(part for part in parts if part) + "\n"


def body_text(sheet: Sheet) -> str:
    """Return what a sheet says between head and foot: its facts, without the day it was made on."""
    return "\n\n".join(part for block in sheet.blocks for part in _block(block) if part)


def sheets_text(sheets: Sequence[Sheet]) -> str:
    """Return the words of several sheets one after the other, a double line between them."""
    return f"\n{_NEXT}\n\n".join(map(sheet_text, sheets))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title(text):
            yield f"{_wrapped(text)}\n{'=' * min(len(text), _WIDTH)}"
        case Sentence(words):
            yield _wrapped(plain(words))
        case ContactBox():
            yield _contact(block)
        case NoticeBox(heading, words):
            yield f"{heading}\n{_wrapped(plain(words))}"
        case Section():
            yield _section(block)
        case Beside(sections, picture):
            yield from map(_section, sections)
            yield _map(picture)
        case MapBlock():
            yield _map(block)
        case Notes(heading, contact, phone, space):
            yield f"{heading}\n({space})\n{contact}: ______________________ {phone}: ____________"
        case Entry() | Table() | Part() | Opening():
            yield from _of_several(block)
        case Contents() | Index() | LineBox() | WalletCard():
            yield _of_own_paper(block)


def _contact(box: ContactBox) -> str:
    lines = [plain(box.lead), box.number, *map(plain, box.after)]
    return "\n".join(_wrapped(line) for line in lines if line)


def _of_own_paper(block: Contents | Index | LineBox | WalletCard) -> str:
    match block:
        case Contents(heading, lines):
            return "\n".join([heading, *(_wrapped(line, first="* ", rest="  ") for line in lines)])
        case Index(heading, note, rows):
            found = (_wrapped(f"{place}: {', '.join(numbers)}") for place, numbers in rows)
            return "\n".join([heading, _wrapped(note), *found])
        case LineBox():
            return _line(block)
        case WalletCard(box, team, until):
            return "\n".join(part for part in (_line(box), f"{team}: {_PEN}", until) if part)


def _line(box: LineBox) -> str:
    after = [_wrapped(plain(words)) for words in box.after]
    blank = f"{box.blank}: {_PEN}" if box.blank else ""
    lines = [box.heading, _wrapped(plain(box.lead)), box.number, blank, *after]
    return "\n".join(line for line in lines if line)


def _section(section: Section) -> str:
    return "\n".join([section.heading, *map(_body, section.body)])


def _of_several(block: Entry | Table | Part | Opening) -> Iterator[str]:
    match block:
        case Entry():
            yield _entry(block)
        case Table():
            yield from _table(block)
        case Part(heading, blocks):
            yield _wrapped(heading)
            for inner in blocks:
                yield from _block(inner)
        case Opening(blocks, picture):
            for inner in blocks:
                yield from _block(inner)
            yield _map(picture)


def _entry(entry: Entry) -> str:
    head = f"{entry.number}. {entry.name}" if entry.number else entry.name
    step = f"[{entry.step}]" if entry.step else ""
    before, after = map(_body, entry.body), map(_body, entry.beside)
    call, aside = _wrapped(plain(entry.call)), _wrapped(plain(entry.aside))
    parts = (
        _wrapped(head),
        step,
        *before,
        call,
        *after,
        _wrapped(entry.qr_caption),
        aside,
        _wrapped(entry.code),
    )
    return "\n".join(part for part in parts if part)


def _table(table: Table) -> Iterator[str]:
    """Yield the questions one by one, the services below: lines that any width can hold."""
    yield _wrapped(table.heading)
    for question, values in table.rows:
        lines = [
            _wrapped(f"{column}: {value}", first="  ", rest="    ")
            for column, value in zip(table.columns, values, strict=True)
        ]
        yield "\n".join([_wrapped(question), *lines])
    if table.note:
        yield _wrapped(table.note)


def _body(body: Body) -> str:
    match body:
        case Sentence(words):
            return _wrapped(plain(words))
        case Address(lines):
            return "\n".join(lines)
        case Bullets(items):
            return "\n".join(_wrapped(item, first="* ", rest="  ") for item in items)


def _map(block: MapBlock) -> str:
    key = [_wrapped(f"{number} {name}", rest="  ") for number, name in block.key]
    return "\n".join([_wrapped(block.picture.alt), *key, _wrapped(block.note)])


def _foot(foot: Foot) -> str:
    sentences = " ".join((plain(foot.check), foot.change, foot.date, foot.until))
    ends = (sentences, foot.maker, plain(foot.error), foot.format, foot.credit)
    lines = [_RULE, *map(_wrapped, ends)]
    return "\n".join(line for line in lines if line)


def _wrapped(text: str, *, first: str = "", rest: str = "") -> str:
    """Return text in lines; a no-break space never becomes a line's end."""
    held = text.replace("\N{NO-BREAK SPACE}", "\x00")
    lines = textwrap.wrap(
        held,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).replace("\x00", "\N{NO-BREAK SPACE}")
