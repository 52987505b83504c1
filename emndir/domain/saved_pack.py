"""A saved pack: a named list of services for a clinic's usual hand-outs, and nothing of a patient."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from emndir.domain.errors import EmndirError

NAME_AT_MOST = 80
"""Characters of a pack's name."""
_DIGITS_OF_A_PERSON = 4
"""So many digits in a name may be a date of birth, a record number or a telephone."""
_NUMBER = re.compile(r"\d(?:[\s./-]?\d){3,}")
_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|master|dr|doctor|prof|professor|sir|dame|lady|lord|rev|revd|sister|"
    r"patient|pt)\b\.?\s+\S",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S@\S")
_INITIAL = re.compile(r"\b[A-Z](?:\.|\s)\s*[A-Z][a-z]+\b|\b[A-Z][a-z]+,?\s+[A-Z]\b\.?$")
_FORENAMES = frozenset(
    """
    aaron abdul abigail adam adrian agnes ahmed aisha alan albert alex alexander alexandra alfie alfred ali alice alison amanda amelia
    amir amit amy andrea andrew angela anita ann anna anne annie anthony antonia archie arthur audrey barbara barry beatrice ben benjamin
    bernard beryl beth betty beverley bill billy bob brenda brian bridget bruce carl carol caroline catherine cecil charles charlie
    charlotte chloe chris christine christopher claire clare clive colin connor craig cynthia daisy dan daniel daphne darren dave david
    dawn deborah debbie denis dennis derek diana diane donald donna doreen doris dorothy doug douglas duncan edith edna edward eileen
    elaine eleanor elizabeth ella ellen elsie emily emma eric ernest ethel eva evelyn evie fatima fiona florence frances francis frank
    fred freda frederick freya gareth gary gavin gemma geoff geoffrey george georgia gerald gillian gladys glenn gloria gordon graham
    greg gwen hannah harold harriet harry hassan hazel heather helen henry hilary hilda howard hugh ian ibrahim imran irene iris isaac
    isabella isla ivan ivy jack jackie jacob jacqueline jake james jamie jan jane janet janice jasmine jason jean jeff jeffrey jennifer
    jenny jeremy jess jessica jill jim joan joanna joanne joe joel john jonathan jordan joseph josephine josh joshua joyce judith judy
    julia julian julie june karen kate katherine kathleen kathryn katie kay keith kelly ken kenneth kevin khalid kim kumar laura lauren
    lawrence leah lee leonard leslie lewis liam lily linda lindsay lisa liz louis louise lucy luke lydia lynn lynne malcolm marcus
    margaret maria marie marion marjorie martha martin mary matthew maureen max megan melanie michael michelle mick miriam mohamed
    mohammad mohammed molly monica moira muhammad nadia nancy naomi natalie natasha nathan neil nicholas nicola nigel noah nora norma
    norman oliver olivia omar oscar owen pamela patricia patrick paul paula pauline peggy penelope peter phil philip phillip phoebe
    phyllis pooja priya rachel rahul raj ralph raymond rebecca reginald rhys richard rita robert robin roger ronald rosemary roy ruth
    ryan sally sam samantha samuel sandra sanjay sarah scott sean shaun sheila shirley simon sophia sophie stacey stan stanley stella
    stephanie stephen steve steven stewart stuart sunita susan suzanne sylvia tara ted terence teresa terry thelma theo thomas tim
    timothy tina toby tom tommy tony tracey tracy trevor valerie vera vernon veronica victor victoria vincent violet vivien walter
    wayne wendy wilfred william winifred yasmin yusuf yvonne zara zoe
    """.split()
)
"""Forenames that many people in England have (as they stand in the ONS's lists of babies' names, and in those of their parents' and
grandparents' years). Left out are those that are places, months or words of a clinic (April, Chelsea, Grace, Hope, Rose, Will)."""


class PackNameError(EmndirError):
    """A name that a pack cannot have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPack:
    """A named recipe, with what its sheets said when they were last made.

    `recipe` is the recipe as text (`emndir.packs`). `made_on` is the day of the last print, `until` the last day on which those
    sheets may be used. `marks` are one for each service by its uid, or one under "" for a hand-out
    that finds its services itself: what was printed of it, as a hash.
    """

    name: str
    recipe: str
    made_on: date
    until: date
    marks: tuple[tuple[str, str], ...]


def tidy_name(name: str) -> str:
    """Return a pack's name without control characters and spare spaces.

    Raises:
        PackNameError: for an empty one, or one of more than 80 characters.
    """
    tidy = " ".join("".join(one if one.isprintable() else " " for one in name).split())
    if not tidy:
        raise PackNameError(
            "The pack has no name.", "Say what it is for: “Wig day”, “New breast patients”."
        )
    if len(tidy) > NAME_AT_MOST:
        raise PackNameError(
            f"The name of a pack may have {NAME_AT_MOST} characters; this one has {len(tidy)}.",
            "Make it shorter.",
        )
    return tidy


def name_doubt(name: str) -> str:
    """Return a sentence where a pack's name looks like a person or a number, or "".

    It warns and never refuses: “Maggie's” and “Robert Horrell Day Centre” are places.
    """
    if _NUMBER.search(name) or sum(map(str.isdigit, name)) >= _DIGITS_OF_A_PERSON:
        return (
            "This looks like a number of a person. A pack is for many people: never save anything "
            "about a patient."
        )
    if _looks_like_a_person(name):
        return (
            "This looks like the name of a person. A pack is for many people: never save anything "
            "about a patient."
        )
    return ""


def _looks_like_a_person(name: str) -> bool:
    if _TITLE.search(name) or _ADDRESS.search(name) or _INITIAL.search(name):
        return True
    return any(word.casefold() in _FORENAMES for word in re.findall(r"[^\W\d_]+", name))
