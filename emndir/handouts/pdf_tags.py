"""Tables in a tagged PDF: the first cell of a row is the row's heading, and says so.

Typst tags the headings of columns; those of rows it can tag only behind a switch that its Python
package does not have. The tags of its file are plain objects, so they are written over in place:
what stands there instead is as long, and no other byte moves.
"""

from __future__ import annotations

import re

_ROW = re.compile(rb"\n<</Type/StructElem/S/TR/P \d+ 0 R/K\[(\d+(?: 0 R \d+)*) 0 R\]>>")
_CELL = re.compile(
    rb"\n(\d+) 0 obj\n<</Type/StructElem/S/(TD)/P \d+ 0 R/A\[<</O/Table(/Headers\[[^]]*\])"
)


def with_row_headings(file: bytes) -> bytes:
    """Return a PDF of Typst's in which the first cell of every row is a heading with its scope.

    Cells no longer name their headings one by one, since readers would then look no further:
    scopes tell them both that of the column and that of the row (ISO 32000-1, 14.8.5.7).
    """
    cells = {match[1]: match for match in _CELL.finditer(file)}
    if not cells:
        return file
    made = bytearray(file)
    for row in _ROW.finditer(file):
        first, *others = row[1].split(b" 0 R ")
        if first not in cells:
            continue  # a row of headings
        head = cells[first]
        made[head.start(2) : head.end(2)] = b"TH"
        _write(made, head, b"/Scope/Row")
        for other in others:
            if other in cells:
                _write(made, cells[other], b"")
    return bytes(made)


def _write(made: bytearray, cell: re.Match[bytes], attribute: bytes) -> None:
    start, end = cell.span(3)
    made[start:end] = attribute.ljust(end - start)
