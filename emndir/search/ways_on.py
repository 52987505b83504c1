"""Ways on: what to say where nothing was found, each sentence leading somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from emndir.domain.contact import phone_digits
from emndir.search.criteria import Criteria, Facet
from emndir.search.facets import FacetCounter
from emndir.search.nearness import Surroundings
from emndir.search.reading import Question
from emndir.search.records import Record
from emndir.search.results import ReadAs
from emndir.search.understanding import Understanding

_SHOWN_AT_MOST = 40
"""Characters of a typed word that a sentence repeats."""
_NEAR_MILES = 0.5
_FACET_WORDS = {
    Facet.REFERRAL_ROUTE: "how to get in",
    Facet.HELP_GROUP: "kind of help",
    Facet.DELIVERY: "how it is given",
    Facet.CANCER_SITE: "cancer",
    Facet.STAGE: "stage",
    Facet.AUDIENCE: "who it is for",
    Facet.COUNTY: "county",
    Facet.DISTRICT: "district",
    Facet.COST: "cost",
    Facet.NEWEST_SOURCE: "newest source",
    Facet.SERVICE_TYPE: "kind of service",
    Facet.STATUS: "status",
    Facet.WHEN: "when it is open",
}


class WaysOn:
    """Sentences for an empty answer."""

    def __init__(self, places: Mapping[int, Record], facets: FacetCounter) -> None:
        """Know the hospitals by their row, and the words of filters."""
        self._places = places
        self._facets = facets

    def number_unknown(self, understanding: Understanding) -> tuple[str, ...]:
        """Return what to say of a number that nobody here has, in the groups it was typed in.

        Its extension is left out.
        """
        numbers = understanding.phones
        plain = [
            number
            for number in numbers
            if not any(number != other and number.startswith(other) for other in numbers)
        ]
        typed = {
            phone_digits(one.words): _short(" ".join(one.words.split()))
            for one in understanding.understood
            if one.read_as is ReadAs.PHONE
        }
        shown = " or ".join(typed.get(number, number) for number in plain)
        return (f"No service or place here has the number {shown}. Check its digits.",)

    def nothing(
        self,
        question: Question,
        not_used: tuple[str, ...],
        passing: dict[str, int],
        surroundings: Surroundings | None,
    ) -> tuple[str, ...]:
        """Return sentences, the most useful first.

        `passing` holds how many results there would be without a filter or limit, by the
        words that name it.
        """
        found = list(self._needs(question, not_used))
        found += [
            f"Without {name} there would be {count}." for name, count in passing.items() if count
        ]
        if (question.is_elsewhere or not_used) and surroundings is not None:
            found += self._hospital(surroundings)
        return tuple(found) or ("Nothing here matches. Try fewer or other words.",)

    def _needs(self, question: Question, not_used: tuple[str, ...]) -> Iterator[str]:
        if question.is_elsewhere:
            said = dict.fromkeys(where.say for _typed, where in question.understanding.elsewhere)
            yield from said
            return
        if not_used:
            words = " and ".join(f"“{_short(word)}”" for word in not_used)
            yield f"Nothing here has {words}. Only cancer services are listed."

    def _hospital(self, surroundings: Surroundings) -> Iterator[str]:
        """Yield the nearest hospital, whose switchboard knows who else there is."""
        nearest = surroundings.nearest_hospital()
        record = self._places.get(nearest[0]) if nearest else None
        if nearest and record:
            number = f", {record.phone}" if record.phone else ""
            miles = about_miles(nearest[1])
            yield f"The nearest hospital listed is {record.name}, {miles}{number}."

    def filter_names(self, criteria: Criteria) -> Iterator[tuple[Facet, str]]:
        """Yield every filter that is set, with words that name it."""
        for facet, codes in criteria.chosen:
            labels = " or ".join(self._facets.label(facet, code) for code in codes)
            yield facet, f"the filter {_FACET_WORDS[facet]} ({labels})"


def about_miles(miles: float) -> str:
    """Return a straight line in words, as a card says it: "about 4 miles", "under half a mile"."""
    if miles < _NEAR_MILES:
        return "under half a mile"
    whole = max(1, round(miles))
    return "about 1 mile" if whole == 1 else f"about {whole} miles"


def _short(word: str) -> str:
    return word if len(word) <= _SHOWN_AT_MOST else word[: _SHOWN_AT_MOST - 1] + "…"
