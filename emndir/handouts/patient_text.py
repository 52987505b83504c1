"""Texts that are copied for a patient: a few lines, or one to three messages to a telephone.

They are made from a `PatientService`, as paper is: a contact for professionals cannot be in
them, nor a treatment line that is not fresh. Where a fact is not fresh, its words say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from emndir.domain.freshness import Freshness
from emndir.domain.provenance import PartialDate
from emndir.domain.vocabulary import PhoneKind
from emndir.handouts import sections
from emndir.handouts.blocks import Section, Sentence
from emndir.handouts.gsm import in_ascii, in_basic_letters, messages, septets
from emndir.handouts.patient_view import PatientPhone, PatientPlace, PatientService, Standing
from emndir.handouts.phrases import Phrases, plain
from emndir.handouts.standing import standing_words
from emndir.handouts.wording import as_sentence, number_words, sentences, web_address

LENGTHS = (160, 306, 459)
"""Septets of one, two and three messages."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One thing to say: the facts it tells, and its wordings, the best first.

    `is_must` is for what may not be left out; its shortest wording always fits.
    """

    facts: tuple[str, ...]
    wordings: tuple[str, ...]
    is_must: bool = False


@dataclass(frozen=True, slots=True)
class _Chosen:
    facts: tuple[str, ...]
    words: str


def patient_text(service: PatientService, parts: int, said: Phrases) -> str:
    """Return a text that goes in at most `parts` messages of a telephone, on one line.

    What is least needed is left out first, always whole: no number and no word is cut. What
    is doubtful about what remains is said; the name gives way to that.

    Raises:
        ValueError: for more messages than a patient should get.
    """
    if not 1 <= parts <= len(LENGTHS):
        raise ValueError(f"a text goes in 1 to {len(LENGTHS)} messages, not {parts}")
    said = _on_screen(said)
    pieces = [_clean(piece) for piece in _pieces(service, said)]
    chosen: list[_Chosen] = []
    for number, piece in enumerate(pieces):
        fitting = (
            option
            for option in (_Chosen(piece.facts, words) for words in piece.wordings)
            if _fits(service, [*chosen, option], pieces[number + 1 :], parts, said)
        )
        found = next(fitting, None)
        if found is None:
            break
        chosen.append(found)
    whole = _whole(service, chosen, said, is_long=True)
    return whole if messages(whole) <= parts else _whole(service, chosen, said, is_long=False)


def contact_text(service: PatientService, said: Phrases) -> str:
    """Return name, number, place, hours and web page, one a line, fit for any record system.

    Facts that are old or were never checked say so at the end.
    """
    said = _on_screen(said)
    lines = [service.title, *_unsure(service, said)[:1], service.alert]
    if service.phone is not None:
        lines.append(_labelled(service.phone, service.ask_for, said))
    elif service.has_unprinted_phone:
        lines.append(said.say("call.unchecked"))
    elif not _is_reachable(service) and not service.is_place:
        lines.append(_said(sections.getting_in(service, said)))
    lines += [piece.wordings[0] for piece in _unwell(service, said)]
    lines.append(_address(service.places[0], "") if service.places else "")
    lines += [_said(sections.hours(service, said)) if _has_hours(service) else ""]
    lines.append(web_address(service.website))
    told = {"phone", "treatment-line", "place", "hours", "website"}
    lines.append(plain(standing_words(_with_facts(service, told), said)))
    return "\n".join(line for line in map(in_ascii, lines) if line)


def address_text(service: PatientService) -> str:
    """Return where to go, one part a line; "" where no place is known."""
    if not service.places:
        return ""
    place = service.places[0]
    return "\n".join(in_ascii(line) for line in (*place.lines, place.postcode) if line)


def phone_text(service: PatientService) -> str:
    """Return the number to call and nothing else; "" where none may be given."""
    return in_ascii(service.phone.phone.number) if service.phone else ""


def _on_screen(said: Phrases) -> Phrases:
    """Return wordings that speak of no sheet."""
    return said.but({"standing.sheet": said.template("text.this")})


# --- Fitting ----------------------------------------------------------------------------------


def _clean(piece: _Piece) -> _Piece:
    cleaned = dict.fromkeys(in_basic_letters(words) for words in piece.wordings)
    return replace(piece, wordings=tuple(words for words in cleaned if words))


def _fits(
    service: PatientService,
    chosen: Sequence[_Chosen],
    later: Sequence[_Piece],
    parts: int,
    said: Phrases,
) -> bool:
    """Return True if there is room for these, and for the shortest of what has to follow."""
    musts = [
        _Chosen(piece.facts, min(piece.wordings, key=septets)) for piece in later if piece.is_must
    ]
    whole = _whole(service, [*chosen, *musts], said, is_long=False)
    return messages(whole) <= parts


def _whole(
    service: PatientService, chosen: Sequence[_Chosen], said: Phrases, *, is_long: bool
) -> str:
    told = {fact for one in chosen for fact in one.facts}
    note = _long_note(service, told, said) if is_long else _short_note(service, told, said)
    # The page comes last: no full stop may touch it, and no word may run on from it.
    page = in_basic_letters(web_address(service.website))
    words = [one.words for one in chosen]
    before = [one for one in words if one != page]
    return " ".join([*before, *([note] if note else []), *([page] if page in words else [])])


def _with_facts(service: PatientService, told: set[str]) -> PatientService:
    return replace(service, standings=tuple(one for one in service.standings if one.fact in told))


def _printed(service: PatientService, told: set[str]) -> list[Standing]:
    return [one for one in service.standings if one.is_printed and one.fact in told]


def _oldest(standings: Sequence[Standing]) -> PartialDate | None:
    dates = [one.when for one in standings if one.when is not None]
    return min(dates, key=lambda day: day.earliest, default=None)


def _long_note(service: PatientService, told: set[str], said: Phrases) -> str:
    """Return which facts are how old, or when all were checked."""
    words = plain(standing_words(_with_facts(service, told), said))
    oldest = _oldest(_printed(service, told))
    if not words and oldest is not None:
        words = said.say("text.checked", when=said.date(oldest))
    return in_basic_letters(words)


def _short_note(service: PatientService, told: set[str], said: Phrases) -> str:
    """Return how old the oldest fact is and what to do; "" where all are fresh."""
    printed = _printed(service, told)
    stale = [one for one in printed if one.freshness is not Freshness.FRESH]
    if not stale:
        return ""
    unchecked = [one for one in stale if one.when is None]
    oldest = _oldest(stale)
    if unchecked and len(unchecked) == len(printed):
        doubt = said.say("text.never")
    elif unchecked or oldest is None:
        doubt = said.say("text.some_never")
    else:
        doubt = said.say("text.last", when=said.date(oldest))
    return in_basic_letters(f"{doubt} {said.say(_advice(service, told))}")


def _advice(service: PatientService, told: set[str]) -> str:
    if service.phone is not None and "phone" in told:
        return "text.first_call"
    if web_address(service.website) and "website" in told:
        return "text.first_look"
    return "text.first_ask"


# --- What there is to say, the most needed first -------------------------------------------------


def _pieces(service: PatientService, said: Phrases) -> Iterator[_Piece]:
    """Yield what there is to say; the first ones are short enough for one message."""
    yield _Piece((), tuple(_names(service.title, said)), is_must=True)
    if service.is_unsure:
        yield _Piece((), tuple(_unsure(service, said)), is_must=True)
    if service.alert:
        yield _Piece((), (service.alert, said.say("text.notice")), is_must=True)
    yield _contact(service, said)
    yield from _unwell(service, said)
    if service.places:
        yield _Piece(("place",), tuple(_address_wordings(service)))
    elif (where := sections.where(service, said)) is not None:
        yield _Piece((), (_said(where),))
    if _has_hours(service):
        yield _Piece(("hours",), (_said(sections.hours(service, said)),))
    if service.website and service.phone is not None:
        yield _Piece(("website",), (web_address(service.website),))
    if _is_reachable(service) and (service.routes or service.cost is not None):
        getting = _said(sections.getting_in(service, said))
        told = ("referral",) if service.routes else ()
        cost = ("cost",) if service.cost is not None else ()
        yield _Piece((*told, *cost), (getting,))
    if service.line:
        yield _Piece(("about",), (as_sentence(service.line),))


def _names(title: str, said: Phrases) -> Iterator[str]:
    """Yield the name, then shorter ones, each ending with a whole word."""
    yield f"{title}."
    head, comma, _rest = title.partition(", ")
    if comma:
        yield f"{head}."
    words = head.split()
    for count in range(len(words) - 1, 0, -1):
        yield f"{' '.join(words[:count])}..."
    yield f"{said.say('text.service')}."


def _unsure(service: PatientService, said: Phrases) -> list[str]:
    if not service.is_unsure:
        return []
    seen = service.last_seen
    doubt = said.say("unsure.seen", when=said.date(seen)) if seen else said.say("unsure.never")
    is_reachable = service.phone or service.website
    advice = said.say("unsure.advice" if is_reachable else "unsure.ask")
    return [f"{doubt} {advice}", said.say("text.unsure")]


def _contact(service: PatientService, said: Phrases) -> _Piece:
    """Return how to get in touch: the number, else the page, the address, or who knows."""
    fact, wordings = "", [said.say("text.nobody")]
    if service.phone is not None:
        fact, wordings = "phone", [*_calls(service.phone, service.ask_for, said), *wordings]
    elif web_address(service.website):
        fact, wordings = "website", [web_address(service.website), *wordings]
    elif service.email:
        fact, wordings = "email", [service.email, *wordings]
    elif service.is_place:
        fact, wordings = "place", [*_address_wordings(service), *wordings]
    elif service.routes:
        arranged = _said(sections.getting_in(service, said))
        fact, wordings = "referral", [arranged, *sentences(arranged)[:1], *wordings]
    return _Piece((fact,) if fact else (), tuple(wordings), is_must=True)


def _is_reachable(service: PatientService) -> bool:
    return bool(service.phone or web_address(service.website) or service.email)


def _calls(phone: PatientPhone, team: str, said: Phrases) -> Iterator[str]:
    number = number_words(phone.phone.number)
    if phone.phone.kind is PhoneKind.TEXT:
        yield said.say("text.text", number=number)
        return
    if team:
        yield said.say("text.call_ask", number=number, team=team)
    elif phone.is_main:
        yield said.say("text.call_main", number=number)
    yield said.say("text.call", number=number)


def _labelled(phone: PatientPhone, team: str, said: Phrases) -> str:
    whose = said.say("text.copied_main") if phone.is_main else phone.phone.label
    ask = said.say("text.copied_ask", team=team) if team else ""
    about = ", ".join(part for part in (whose, ask) if part)
    return f"{phone.phone.number} ({about})" if about else phone.phone.number


def _unwell(service: PatientService, said: Phrases) -> Iterator[_Piece]:
    """Yield whom to call when unwell on treatment: the line if it is fresh, else the card."""
    line = service.treatment_line
    unprinted = any(one.fact == "treatment-line" for one in service.standings if not one.is_printed)
    if line is not None and service.phone is not None and line.digits == service.phone.phone.digits:
        yield _Piece((), (said.say("text.other_card"),))
    elif line is not None:
        number = number_words(line.number)
        keys = ("text.unwell", "text.unwell_short")
        words = tuple(said.say(key, number=number) for key in keys)
        yield _Piece(("treatment-line",), words)
    elif service.is_treatment or unprinted:
        yield _Piece((), (said.say("text.card"), said.say("text.card_short")))


def _address_wordings(service: PatientService) -> list[str]:
    """Return where to go, the whole of it first, then the town and its postcode."""
    if not service.places:
        return []
    place = service.places[0]
    town = ", ".join([*place.lines[-1:], *([place.postcode] if place.postcode else [])])
    wordings = (_address(place, service.title), place.short, town)
    return [as_sentence(words) for words in wordings if words]


def _address(place: PatientPlace, title: str) -> str:
    """Return the address on one line, without what the name has said."""
    told = title.casefold()
    lines = [line for line in place.lines if line.casefold() not in told] if title else place.lines
    whole = ", ".join(lines)
    return f"{whole} {place.postcode}".strip()


def _has_hours(service: PatientService) -> bool:
    return bool(service.schedules or service.hours_note)


def _said(section: Section) -> str:
    words = [plain(body.words) for body in section.body if isinstance(body, Sentence)]
    return " ".join(words)
