"""Every kind of sheet in another language: no fixed word of it is English, in any output."""

import dataclasses
import io
import re
from datetime import time
from itertools import cycle
from xml.etree import ElementTree

import pytest

from emndir.domain.contact import PublicPhone
from emndir.domain.location import Coordinates, Position, ServiceAtLocation
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import PublicHolidays, Schedule
from emndir.domain.service import Alert
from emndir.domain.vocabulary import (
    Cost,
    Delivery,
    HelpGroup,
    PhoneKind,
    Precision,
    ReferralRoute,
    ServiceStatus,
)
from emndir.geography.places import Located
from emndir.handouts.foot import item_code
from emndir.handouts.html import sheet_html
from emndir.handouts.pdf import sheet_pdf
from emndir.handouts.phrases import Phrases
from emndir.handouts.plain_text import sheet_text
from emndir.making import Kind
from tests.builders import DAY_AND_NIGHT, TODAY, make_organization, make_source
from tests.handouts.conftest import (
    ALL_FACTS,
    FRESH,
    OLD,
    PLACES,
    UNDATED,
    Paper,
    make_infirmary,
    make_radiotherapy,
    tags,
)
from tests.handouts.kinds import WITH_SIZES, sheets_of
from tests.handouts.test_translations import translated

LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "абцдефгхийклмнопярстувжькзАБЦДЕФГХИЙКЛМНОПЯРСТУВЖЬКЗ",
)
HEBREW = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "אבגדהוזחטיכלמנסעפצקרשתאבגד" * 2
)
WORD = re.compile(r"[A-Za-z]+")
OWN = {"http", "https", "www", "tel", "mailto"}


def in_letters(letters):
    """Return a change of wordings that leaves no Latin letter but the names of places to fill."""

    def change(wording):
        parts = re.split(r"(\{\w+\})", wording)
        return "".join(part if part.startswith("{") else part.translate(letters) for part in parts)

    return change


CYRILLIC = Phrases.of(translated(in_letters(LETTERS), language="xc"))
RIGHT_TO_LEFT = Phrases.of(
    translated(in_letters(HEBREW), language="he", direction="rtl", families=("Open Sans",))
)
HOME = Located(label="LE2 3QQ", position=Position(Coordinates(52.607, -1.117), Precision.EXACT))


# --- Records in words that are no English ----------------------------------------------------------

MONTHLY = Schedule(byday=("3TH", "-1TU"), opens_at=time(10), closes_at=time(12), months=(4, 5, 12))
HOURS = (
    (MONTHLY,),
    (DAY_AND_NIGHT,),
    (Schedule(byday=("MO", "TU", "WE", "FR"), opens_at=time(9), closes_at=time(17, 30)),),
    (
        Schedule(
            byday=("SA",),
            opens_at=time(0),
            valid_from=TODAY,
            valid_to=TODAY.replace(day=29),
            public_holidays=PublicHolidays.CLOSED,
            note="Qorbel",
        ),
    ),
    (),
    (Schedule(byday=("SU",), opens_at=time(8), public_holidays=PublicHolidays.OPEN),),
)
SEEN = (FRESH, OLD, UNDATED, make_source(seen=PartialDate(2025, 3, 9), supports=ALL_FACTS))
PHONES = (
    (PublicPhone(number="0116 258 6244", label="Qesk"),),
    (PublicPhone(number="0800 111 222", label="Qesk", kind=PhoneKind.SWITCHBOARD),),
    (PublicPhone(number="07700 900123", label="Qesk", kind=PhoneKind.TEXT),),
    (PublicPhone(number="0116 258 6244", label="Qesk", kind=PhoneKind.TREATMENT_LINE),),
    (),
)


def record(number):
    """Return a service whose facts differ with its number, none of their words English."""
    place = make_infirmary(
        uid=f"q{number}",
        name=f"Qospit {number}",
        address=("Qroad", "Qown"),
        postcode="QX1 5QQ",
        transport=("Qus", "Qram"),
        accessibility=("Qift",),
        position=Position(
            Coordinates(52.6 + number / 100, -1.1), list(Precision)[number % len(Precision)]
        ),
        sources=(SEEN[number % len(SEEN)],),
    )
    places = (ServiceAtLocation(location=place, detail=("Qloor",)),) * (number % 3)
    unsure = ServiceStatus.UNSURE if number % 5 == 4 else ServiceStatus.ACTIVE
    return make_radiotherapy(
        uid=f"q{number}",
        name=f"Qlinic {number}",
        plain_name="",
        plain_line="Qelps qeople.",
        eligibility="Qadul",
        minimum_age=18 if number % 2 else None,
        maximum_age=25 if number % 3 else None,
        ask_for="Qurse" if number % 2 else "",
        organization=dataclasses.replace(make_organization(), name="Qrust"),
        website="https://qqq.qqqq/qq" if number % 3 != 1 else "",
        email="qq@qqq.qqqq" if number % 2 else "",
        alert=Alert(text="Qlosed qoon.", until=TODAY) if number % 4 == 3 else None,
        languages=("Qolish", "Qinese", "Qrdu"),
        hours_note="Qote" if number % 4 == 1 else "",
        application_process="",
        status=unsure,
        service_type=["clinic", "acute-oncology", "transport", "helpline"][number % 4],
        help_group=list(HelpGroup)[number % 9],
        referral_routes=tuple(list(ReferralRoute)[number % 5 : number % 5 + number % 3]),
        delivery=tuple(list(Delivery)[number % 5 : number % 5 + 1 + number % 3]),
        cost=[None, *Cost][number % 4],
        phones=PHONES[number % len(PHONES)],
        places=places if number % 3 < 2 else (places[0], dataclasses.replace(places[0])),
        schedules=HOURS[number % len(HOURS)],
        sources=(SEEN[number % len(SEEN)],),
    )


RECORDS = [record(number) for number in range(24)]
CODES = " ".join(item_code(one.uid) for one in RECORDS)
KNOWN = {"LE", *(word for place in PLACES for word in WORD.findall(place.name))}
"""Names of towns and councils: they are data."""


def english(text, sheet):
    """Return the words of a sheet's output that are neither its language's nor a record's."""
    codes = WORD.findall(f"{sheet.code} {sheet.language} {CODES}")
    found = set(WORD.findall(text)) - KNOWN - OWN - set(codes)
    return sorted(word for word in found if "q" not in word.casefold())


def made(kind, language, points=12):
    return sheets_of(
        kind,
        RECORDS,
        language=language,
        points=points,
        home=HOME,
        place="Qutland",
        publisher="Qrust",
    )


@pytest.mark.parametrize("language", [CYRILLIC, RIGHT_TO_LEFT], ids=["left", "right"])
@pytest.mark.parametrize(
    ("kind", "points"), [*((kind, 12) for kind in Kind), *((kind, 24) for kind in WITH_SIZES)]
)
def test_no_fixed_word_is_english(kind, points, language):
    for sheet in made(kind, language, points):
        assert english(sheet_text(sheet), sheet) == []
        assert english(seen_or_heard(sheet_html(sheet)), sheet) == []


def seen_or_heard(page):
    """Return what a reader of a web page meets: its text, and the names of its pictures."""
    root = ElementTree.fromstring(page.partition("\n")[2])
    words = []
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        words += [element.get("aria-label", ""), element.get("alt", ""), element.get("title", "")]
        words += [element.text or ""] if name != "style" else []
        words.append(element.tail or "")
    return " ".join(words)


@pytest.mark.parametrize("language", [CYRILLIC, RIGHT_TO_LEFT], ids=["left", "right"])
@pytest.mark.parametrize("kind", list(Kind))
def test_no_fixed_word_on_paper_is_english(kind, language):
    for sheet in made(kind, language)[:4]:
        content = sheet_pdf(sheet)
        assert english(Paper(content).text, sheet) == []
        assert english(" ".join(tag.alt for tag in tags(content)), sheet) == []
        assert english(about(content), sheet) == []


def about(content):
    """Return what a file says of itself, and its bookmarks."""
    pikepdf = pytest.importorskip("pikepdf")  # not everywhere: docs/decisions/0004
    with pikepdf.open(io.BytesIO(content)) as file:
        said = [str(file.docinfo.get(key, "")) for key in ("/Title", "/Author", "/Subject")]
        with file.open_outline() as outline:
            left = list(outline.root)
            while left:
                item = left.pop()
                said.append(item.title)
                left += item.children
    return " ".join(said)


def test_every_wording_of_a_sheet_is_met_in_one_of_them():
    """So that a word is not found English only because nothing said it."""
    asked = set()

    class Watched(Phrases):
        def words(self, key, /, **values):
            asked.add(key)
            return super().words(key, **values)

    watched = Watched("xc", {key: CYRILLIC.template(key) for key in CYRILLIC.keys})
    for kind, points in zip(cycle(Kind), (12, 12, 12, 12, 12, 12, 24, 24, 24), strict=False):
        made(kind, watched, points)
    tables = {"day", "month", "clock", "hours", "direction", "standing", "open", "urgent", "foot"}
    met = {key.partition(".")[0] for key in asked}
    assert tables <= met
    assert len(asked) > 180
