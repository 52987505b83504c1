"""Words of what hours say at this minute: until when it is open, when it opens, or that they do not say.

Only for the screen, where they are said anew when the minute comes at which they change: paper, copies
and the comparison have no minute.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from emndir.domain.opening import Opening, OpenState, WhyUnknown, opening_at
from emndir.domain.schedule import DAY_NAMES, time_in_words
from emndir.domain.service import Service
from emndir.domain.vocabulary import FactGroup
from emndir.ui import labels
from emndir.ui.wording.sentences import tr

_WEEKDAYS_AHEAD = 7
"""So many days ahead the day of the week alone might be taken for today's."""


def opening_of(service: Service, now: datetime) -> Opening:
    """Return what the hours of a service say at a moment."""
    return opening_at(service.schedules, now, has_note=bool(service.hours_note))


def opening_in_words(service: Service, now: datetime) -> str:
    """Return "Open now, until 5pm" or the like, with the doubt in it where hours are old.

    "" where no hours are listed, where those that were have ended, or where nobody can be sent there:
    other words say that.
    """
    opening = opening_of(service, now)
    if not service.status.is_offered:
        return ""
    if opening.state is OpenState.UNKNOWN:
        is_said = opening.why in (WhyUnknown.NOT_LISTED, WhyUnknown.ENDED)
        return "" if is_said else _unknown(opening)
    words = _open(opening, now) if opening.state is OpenState.OPEN else _closed(opening, now)
    if not service.freshness(FactGroup.HOURS, now.date()).is_doubtful:
        return words
    return f"{words}, {tr('if its hours still hold')}"


def is_news(service: Service, now: datetime) -> bool:
    """Return True if what is said of this minute tells more than the hours beside it do."""
    opening = opening_of(service, now)
    return opening.state is not OpenState.UNKNOWN or opening.why is WhyUnknown.BANK_HOLIDAY


def good_until(service: Service, now: datetime) -> datetime:
    """Return the moment at which the words change: with the hours, and with every new day."""
    midnight = datetime.combine(now.date() + timedelta(days=1), time())
    changes = opening_of(service, now).changes
    return min(changes, midnight) if changes is not None else midnight


def _open(opening: Opening, now: datetime) -> str:
    ends = opening.changes
    if ends is None:
        return tr("Open now, day and night")
    midnight = datetime.combine(now.date() + timedelta(days=1), time())
    until = time_in_words(ends.time())
    if ends > midnight:
        until = f"{until} {tr('on')} {_day(ends, now)}"
    if opening.is_certain:
        return f"{tr('Open now, until')} {until}"
    return f"{tr('Open now, at least until')} {until}"


def _closed(opening: Opening, now: datetime) -> str:
    closed, then = tr("Closed now"), opening.changes
    if then is None:
        return closed
    if opening.opens is None:
        if opening.why is WhyUnknown.BANK_HOLIDAY:
            day = f"{_day(then, now)}, {tr('a bank holiday')}"
            return f"{closed}. {tr('Its hours do not say if it opens on')} {day}"
        return f"{closed}. {tr('No hours are listed from')} {_day(then, now)} {tr('on')}"
    at = f"{tr('at')} {time_in_words(then.time())}"
    if opening.why is WhyUnknown.NOT_SAID:
        at = f"{at}, {tr('no end listed')}"
    day = "" if then.date() == now.date() else f"{_day(then, now)} "
    return f"{closed}. {tr('Opens')} {day}{at}"


def _unknown(opening: Opening) -> str:
    if opening.why is WhyUnknown.BANK_HOLIDAY:
        return tr("Today is a bank holiday. Its hours do not say if it is open")
    return tr("Its hours do not say if it is open now")


def _day(then: datetime, now: datetime) -> str:
    """Return "Tuesday", or the date where that could be another Tuesday."""
    weekday = DAY_NAMES[then.weekday()]
    if (then.date() - now.date()).days < _WEEKDAYS_AHEAD:
        return weekday
    return f"{weekday} {labels.day_in_words(then.date())}"
