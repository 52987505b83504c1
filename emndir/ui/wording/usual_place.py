"""A usual place, looked up: is it known, and what was it found to be?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from emndir.domain.errors import UnknownPlaceError
from emndir.ui.wording.settings import tr

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory


def check_place(directory: OpenDirectory | None, typed: str) -> tuple[bool, str]:
    """Return True if a usual place may be kept, and in words what it was found to be."""
    if not typed:
        return True, tr("No usual place: the near box is empty at the start.")
    if directory is None:
        return True, tr("The list is not open yet, so this place could not be looked up.")
    try:
        found = directory.locate(typed)
    except UnknownPlaceError as error:
        return False, f"{error} {tr('It is not kept.')}"
    where = ", ".join(part for part in (found.district, found.county) if part)
    known = f"{tr('Known:')} {found.label}" + (f" ({where})." if where else ".")
    return True, f"{known} {found.note}.".replace("..", ".") if found.note else known
