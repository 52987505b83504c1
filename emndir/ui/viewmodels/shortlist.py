"""ShortlistViewModel: the services gathered now, in their order. They are nowhere but in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from emndir.ui.messages import Message

if TYPE_CHECKING:
    from emndir.ui.context import UiContext

LIMIT = 8
"""The most services a shortlist holds."""
ADVISED = 5
"""The most that are good to hand out at once."""
TOPIC = "shortlist"
NOTE_SECONDS = 8


@dataclass(frozen=True, slots=True)
class ShortItem:
    """One service of the shortlist: its uid, and its name as it is shown."""

    uid: str
    name: str


class ShortlistViewModel(QObject):
    """Up to `LIMIT` services in the order a person gives them.

    `changed` comes with every change, after it; `joined` carries the uid of what was put on,
    after `changed`. What the next patient's clearing took comes back with `undone`, and is
    dropped with `forgotten`.
    """

    changed = Signal()
    joined = Signal(str)

    def __init__(self, context: UiContext) -> None:
        """Start empty."""
        super().__init__()
        self._context = context
        self._items: tuple[ShortItem, ...] = ()
        self._before: tuple[ShortItem, ...] = ()
        context.cleared.connect(self._clear)
        context.undone.connect(self._bring_back)
        context.forgotten.connect(self._forget)

    @property
    def items(self) -> tuple[ShortItem, ...]:
        """Return the services in their order."""
        return self._items

    @property
    def can_undo(self) -> bool:
        """Return True while what was cleared for the next patient can be brought back."""
        return bool(self._before)

    @property
    def is_above_advised(self) -> bool:
        """Return True if there are more services than are good to hand out at once."""
        return len(self._items) > ADVISED

    def number_of(self, uid: str) -> int | None:
        """Return the number of a service, counted from 1; None where it is not on the list."""
        uids = (item.uid for item in self._items)
        return next((number for number, one in enumerate(uids, start=1) if one == uid), None)

    def toggle(
        self, uid: str, name: str, *, is_offered: bool = True, is_place: bool = False
    ) -> None:
        """Put a service on the list, at its end, or take it off.

        What is not offered, a place, and one more than `LIMIT` are refused in a sentence.
        """
        if self.number_of(uid) is not None:
            self.remove(uid)
            return
        refusal = self._refusal(name, is_offered=is_offered, is_place=is_place)
        if refusal is not None:
            self._context.messages.tell(refusal)
            self._context.messages.announce(f"{refusal.text} {refusal.hint}")
            return
        self._before = ()  # this is the next patient's: nothing of the one before comes back
        self._use((*self._items, ShortItem(uid, name)))
        said = f"{name}. {self.tr('Number')} {len(self._items)} {self.tr('in shortlist')}"
        if len(self._items) == ADVISED + 1:
            said = f"{said}. {self.advice}"
        self._context.messages.announce(said)
        self.joined.emit(uid)

    def remove(self, uid: str) -> None:
        """Take a service off; one that is not on the list is left alone."""
        gone = next((item for item in self._items if item.uid == uid), None)
        if gone is None:
            return
        self._use(tuple(item for item in self._items if item.uid != uid))
        self._context.messages.announce(f"{gone.name}. {self.tr('Removed from shortlist')}")

    def move(self, uid: str, step: int) -> None:
        """Move a service by so many places; it stops at either end."""
        number = self.number_of(uid)
        if number is None:
            return
        at = min(max(number - 1 + step, 0), len(self._items) - 1)
        if at == number - 1:
            return
        items = list(self._items)
        items.insert(at, items.pop(number - 1))
        self._use(tuple(items))
        said = f"{items[at].name}. {self.tr('Number')} {at + 1} {self.tr('in shortlist')}"
        self._context.messages.announce(said)

    @property
    def advice(self) -> str:
        """Return what is said of a list that is longer than is good to hand out."""
        return self.tr("A sheet is best with up to five.")

    def _refusal(self, name: str, *, is_offered: bool, is_place: bool) -> Message | None:
        """Return why something cannot be put on the list, or None where it can."""
        if is_place:
            text = f"{name} {self.tr('is a place, not a service.')}"
            hint = self.tr("Put one of the services that are listed there on the shortlist.")
        elif not is_offered:
            text = f"{name} {self.tr('is not offered now, so it cannot be on the shortlist.')}"
            hint = self.tr("Look for another service near the patient.")
        elif len(self._items) >= LIMIT:
            text = self.tr("The shortlist is full: eight services are the most.")
            hint = self.tr("Take one off first.")
        else:
            return None
        return Message(text=text, hint=hint, topic=TOPIC, seconds=NOTE_SECONDS)

    def _use(self, items: tuple[ShortItem, ...]) -> None:
        self._items = items
        self._context.messages.withdraw(TOPIC)
        self.changed.emit()

    # --- The next patient -----------------------------------------------------------------------

    @Slot()
    def _clear(self) -> None:
        """Empty the list, but keep it for `undone`; an empty list keeps what was kept before."""
        if self._items:
            self._before = self._items
            self._use(())

    @Slot()
    def _bring_back(self) -> None:
        before, self._before = self._before, ()
        if before:
            self._use(before)

    @Slot()
    def _forget(self) -> None:
        self._before = ()
