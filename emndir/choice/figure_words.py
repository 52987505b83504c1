"""Published figures in words: the same on the screen, on the command line and in a copied table."""

from __future__ import annotations

from datetime import date

from emndir.choice.figures import FEWEST, Rating, Share, Waits
from emndir.domain.days import in_words
from emndir.domain.indicator import Measure

_NAMES = {
    Measure.FASTER_DIAGNOSIS: "Told whether it is cancer within 28 days of referral",
    Measure.DECISION_TO_TREATMENT: "First or next treatment within 31 days of the decision",
    Measure.REFERRAL_TO_TREATMENT: "First treatment within 62 days of referral",
    Measure.EXPERIENCE: "How patients rated their care, 0 to 10",
}
WHOLE_TRUST = "These are figures of the whole hospital trust, not of one service."
NO_RANKING = (
    "A difference can be chance, or come from which cancers a trust treats. It is not a ranking."
)
SURVEY_DOUBT = "Who answers, and with which cancer, moves this score."


def measure_words(measure: Measure) -> str:
    """Return what is counted, in words."""
    return _NAMES[measure]


def percent(share: float) -> str:
    """Return a share, 0 to 1, as "82%"; never "100%" or "0%" unless it is all or none."""
    rounded = round(share * 100)
    if rounded == 100 and share < 1:
        return "over 99%"
    if rounded == 0 and share > 0:
        return "under 1%"
    return f"{rounded}%"


def people(count: float) -> str:
    """Return a number of people: "10,447", "64.5"."""
    return f"{count:,.0f}" if count == int(count) else f"{count:,.1f}"


def share_words(share: Share) -> str:
    """Return "82% (8,573 of 10,447 people)"."""
    return f"{percent(share.share)} ({people(share.part)} of {people(share.whole)} people)"


def interval_words(share: Share) -> str:
    """Return how sure it is: "81% to 83% (95% interval)", Wilson’s."""
    return f"{percent(share.low)} to {percent(share.high)} (95% interval)"


def day_words(day: date) -> str:
    """Return "13 November 2025", joined by no-break spaces."""
    return in_words(day.year, day.month, day.day)


def age_words(waits: Waits | Rating) -> str:
    """Return what period figures are of, when they came out, and when newer ones are due."""
    period = waits.points[-1].month.words if isinstance(waits, Waits) else waits.period.words
    due = "Newer ones were due" if waits.is_expired else "The next are due"
    return (
        f"Newest figures: {period}, published about {day_words(waits.published_on)}. "
        f"{due} on {day_words(waits.due)}."
    )


def expired_words(waits: Waits | Rating) -> str:
    """Return why figures are not shown: they are old, and newer ones are out."""
    if isinstance(waits, Waits):
        return (
            f"Waiting-time figures are not shown. The newest here are for {waits.last.words} "
            "and newer ones are due."
        )
    return (
        f"The patients’ rating is not shown. The newest here is of {waits.period.words} "
        "and a newer one is due."
    )


def lines_of_waits(waits: Waits) -> list[str]:
    """Return everything that may be said of how long people waited, a line each."""
    lines = [f"{measure_words(waits.measure)}: {waits.group.label}"]
    if waits.year is not None:
        lines.append(
            f"12 months to {waits.year.period.last.words}: {share_words(waits.year)}; "
            f"{interval_words(waits.year)}"
        )
    else:
        lines.append(f"12 months: not published in full, or fewer than {FEWEST} people")
    if waits.england is not None:
        lines.append(f"England: {share_words(waits.england)}")
    if waits.newest is not None:
        lines.append(f"{waits.newest.period.words}: {share_words(waits.newest)}")
    if waits.standard is not None:
        lines.append(f"National standard: {percent(waits.standard.share)}")
    return [*lines, age_words(waits)]


def lines_of_rating(rating: Rating) -> list[str]:
    """Return everything that may be said of how patients rated their care, a line each."""
    lines = [f"{measure_words(Measure.EXPERIENCE)}: {rating.group.label}"]
    score = f"{rating.period.words}: {rating.score:.2f} of 10, from {rating.people:,} patients"
    if rating.low is not None and rating.high is not None:
        score += f"; {rating.low:.2f} to {rating.high:.2f} (95% interval)"
    lines.append(score)
    if rating.is_adjusted:
        lines.append("Allows for who answered.")
    if rating.england is not None:
        lines.append(f"England: {rating.england:.2f}")
    return [*lines, age_words(rating)]
