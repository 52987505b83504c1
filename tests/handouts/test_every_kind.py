"""What holds for every kind of paper: nothing for professionals, and a code for each service."""

import dataclasses
import inspect
import re
import types
import typing

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from emndir.domain.contact import ProfessionalContactError, ProfessionalPhone, PublicPhone
from emndir.domain.freshness import PaperRule
from emndir.domain.location import ServiceAtLocation
from emndir.domain.service import Alert
from emndir.domain.vocabulary import FactGroup, PhoneKind, ReferralRoute
from emndir.handouts.blocks import Sheet
from emndir.handouts.booklet import booklet_sheet
from emndir.handouts.card import card_sheet
from emndir.handouts.choices import choices_sheet
from emndir.handouts.document import single_draft
from emndir.handouts.foot import item_code
from emndir.handouts.guide import guide_sheet
from emndir.handouts.html import sheet_html
from emndir.handouts.patient_view import PatientPhone, PatientService
from emndir.handouts.plain_text import sheet_text
from emndir.handouts.poster import poster_sheet
from emndir.making import Kind
from tests.builders import DAY_AND_NIGHT, TODAY
from tests.handouts.choices import make_bare, make_centre, make_line
from tests.handouts.conftest import NB, make_infirmary, make_radiotherapy, read
from tests.handouts.kinds import sheets_of

BUILDERS = {
    Kind.SINGLE: single_draft,
    Kind.CHOICES: choices_sheet,
    Kind.GUIDE: guide_sheet,
    Kind.BOOKLET: booklet_sheet,
    Kind.POSTER: poster_sheet,
    Kind.CARD: card_sheet,
}
RECORDS = re.compile(r"^emndir\.domain\.(contact|service|location|organization|directory)$")
"""Where records and their contacts are made."""
MAY_BE = {"PublicPhone", "Position", "Coordinates"}
"""What of a record may stand behind the door: each public, or a point on a map."""
OTHERS = (make_line(), make_centre(), make_bare())


# --- By type ---------------------------------------------------------------------------------------


def classes_in(hint):
    """Yield every class that a type can hold, in tuples, unions and aliases."""
    if isinstance(hint, type) and not isinstance(hint, types.GenericAlias):
        yield hint
    for inner in typing.get_args(hint):
        yield from classes_in(inner)


def reached(*hints):
    """Return every class that can be reached from some types through the fields of dataclasses."""
    found, left = set(), [one for hint in hints for one in classes_in(hint)]
    while left:
        kind = left.pop()
        if kind in found:
            continue
        found.add(kind)
        if dataclasses.is_dataclass(kind):
            module = vars(__import__(kind.__module__, fromlist=["x"]))
            hidden = _hidden_types()
            for hint in typing.get_type_hints(kind, {**hidden, **module}).values():
                left += classes_in(hint)
    return found


def _hidden_types():
    """Return the types that `blocks` names for the checker only."""
    from emndir.handouts.map import MapPicture
    from emndir.handouts.qr import QrCode

    return {"MapPicture": MapPicture, "QrCode": QrCode}


def of_records(kinds):
    return {
        kind.__name__
        for kind in kinds
        if RECORDS.match(kind.__module__) and kind.__name__ not in MAY_BE
    }


def test_the_walk_over_types_finds_a_record_where_there_is_one():
    @dataclasses.dataclass
    class Leaky:
        phones: tuple[ProfessionalPhone, ...] | None

    hints = typing.get_type_hints(Leaky, {"ProfessionalPhone": ProfessionalPhone})
    assert of_records(reached(*hints.values())) == {"ProfessionalPhone"}


def test_no_block_of_any_paper_can_hold_a_record_or_a_contact_of_one():
    found = reached(Sheet)
    assert {"Entry", "WalletCard", "LineBox", "Table", "Index"} <= {one.__name__ for one in found}
    assert of_records(found) == set()


@pytest.mark.parametrize("kind", list(Kind))
def test_no_kind_of_paper_is_made_from_a_record(kind):
    builder = BUILDERS[kind]
    hints = typing.get_type_hints(builder)
    given_types = [hint for name, hint in hints.items() if name != "return"]
    found = reached(*given_types)
    assert PatientService in found
    assert of_records(found) == set()
    assert set(inspect.signature(builder).parameters) == set(hints) - {"return"}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_professional_number_that_is_smuggled_in_is_refused(kind):
    bleep = typing.cast("PublicPhone", ProfessionalPhone(number="0116 204 1234"))
    with pytest.raises(ProfessionalContactError):
        sheets_of(kind, [make_radiotherapy(phones=(bleep,)), *OTHERS])
    with pytest.raises(ProfessionalContactError):
        PatientPhone(phone=bleep)
    with pytest.raises(ProfessionalContactError):
        PatientService(uid="a", title="A", treatment_line=bleep)


# --- By text ---------------------------------------------------------------------------------------


def whispering(number):
    """Return a service that says a number for professionals wherever text can stand."""
    said = f"Doctors dial {number} nightly. Parking is free."
    place = ServiceAtLocation(
        location=make_infirmary(transport=(said,), accessibility=(said,)), detail=(said,)
    )
    return make_radiotherapy(
        uid="whispering",
        professional_phones=(ProfessionalPhone(number=number, label="Registrar"),),
        professional_email="registrar@nhs.net",
        phones=(
            PublicPhone(number=number, label="Registrar"),
            PublicPhone(number="0808 178 2212", label=said, kind=PhoneKind.TREATMENT_LINE),
        ),
        plain_line=said,
        eligibility=said,
        application_process=said,
        referral_routes=(ReferralRoute.SELF,),
        ask_for=f"the nurse on {number}",
        hours_note=said,
        accessibility=(said,),
        languages=(f"Polish {number}",),
        email="registrar@nhs.net",
        alert=Alert(text=said, until=TODAY),
        schedules=(dataclasses.replace(DAY_AND_NIGHT, note=said),),
        places=(place, place),
    )


def outputs(sheet):
    """Return the words of a sheet in every form."""
    return sheet_text(sheet), sheet_html(sheet), read(sheet).text


@example("0116 204 1234")
@example("+44 116 204 1234")
@example("(0116)-2041234")
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.from_regex(r"0[1-9]([ -]?[0-9]){8,9}", fullmatch=True))
def test_no_number_for_professionals_gets_on_any_paper(number):
    digits = re.sub(r"\D", "", number).removeprefix("44").removeprefix("0")
    public = "08081782212"
    if digits in public or public[1:] in digits:
        return
    for kind in Kind:
        for confirmed in (frozenset(), frozenset(FactGroup)):
            services = [whispering(number), *OTHERS]
            for sheet in sheets_of(kind, services, confirmed=confirmed):
                text, page = sheet_text(sheet), sheet_html(sheet)
                for said in (
                    text,
                    re.sub(r"<svg.*?</svg>|<style.*?</style>", "", page, flags=re.S),
                ):
                    assert "nightly" not in said
                    assert "registrar" not in said.casefold()
                    assert digits not in re.sub(r"\D", "", said)


@pytest.mark.parametrize("kind", list(Kind))
def test_nor_on_any_page(kind):
    for sheet in sheets_of(kind, [whispering("0116 204 1234"), *OTHERS]):
        for said in outputs(sheet):
            assert "nightly" not in said
            assert "2041234" not in re.sub(r"\D", "", said)


# --- What is old -----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(Kind))
def test_a_line_for_the_unwell_that_is_not_fresh_is_on_no_paper(kind):
    from tests.handouts.conftest import OLD, UNDATED

    for source in (OLD, UNDATED):
        for rule in PaperRule:
            stale = make_radiotherapy(sources=(source,))
            for sheet in sheets_of(kind, [stale, make_centre()], rule=rule):
                assert "0808" not in sheet_text(sheet)


# --- A code for each service -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(Kind))
def test_each_service_has_its_own_code_in_every_form(kind):
    services = [make_radiotherapy(), *OTHERS]
    sheets = sheets_of(kind, services)
    if kind is Kind.CARD:  # a card has one line, and so one code; without a line it has its own
        services = [make_radiotherapy()]
        sheets = sheets[1:2]
    forms = [outputs(sheet) for sheet in sheets]
    for service in services:
        code = item_code(service.uid)
        for form in range(3):
            said = " ".join(texts[form] for texts in forms)
            assert code in said or code.replace(NB, " ") in said, (service.uid, form)


def test_a_code_means_one_service_on_whatever_paper():
    (alone,) = sheets_of(Kind.SINGLE, [make_centre()])
    assert alone.code == item_code("centre")
    for kind in (Kind.CHOICES, Kind.GUIDE, Kind.BOOKLET, Kind.POSTER):
        assert item_code("centre") in sheet_text(sheets_of(kind, [make_line(), make_centre()])[0])


@pytest.mark.parametrize("kind", [Kind.CHOICES, Kind.GUIDE, Kind.BOOKLET])
def test_the_foot_says_to_give_the_code_that_stands_beside_the_fact(kind):
    for sheet in sheets_of(kind, [make_line(), make_centre()]):
        assert "Tell us the code beside it" in sheet_text(sheet)


def test_codes_of_a_poster_give_way_before_a_service_does(monkeypatch):
    from emndir.handouts import poster

    def made():
        views = [PatientService.of(make_centre(), today=TODAY)]
        return poster_sheet(views, printed_on=TODAY, data_date=TODAY)

    assert item_code("centre") in foot_of(made())
    pages = iter((2, 1))
    monkeypatch.setattr(poster.pdf, "page_count", lambda _sheet: next(pages))
    full = made()
    assert item_code("centre") not in foot_of(full)
    assert full.code in foot_of(full)
    assert item_code("centre") not in sheet_text(full)


def foot_of(sheet):
    return "".join(run.text for run in sheet.foot.code)
