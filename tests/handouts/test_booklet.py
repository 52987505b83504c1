"""The booklet of a locality: what stands in it, and the file that is made of it."""

import io
import itertools
import re
from dataclasses import replace
from datetime import date, time

import pytest

from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.errors import HandoutError
from emndir.domain.freshness import PaperRule
from emndir.domain.location import ServiceAtLocation
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import PublicHolidays, Schedule
from emndir.domain.vocabulary import FactGroup, HelpGroup, PhoneKind, ReferralRoute, ServiceStatus
from emndir.handouts.blocks import SIZES, Index, NoticeBox, Part
from emndir.handouts.booklet import StoppedError, booklet_sheet
from emndir.handouts.html import sheet_html
from emndir.handouts.patient_view import PatientService
from emndir.handouts.pdf import sheet_pdf, sheets_pdf
from emndir.handouts.phrases import Phrases, plain
from emndir.handouts.plain_text import sheet_text
from tests.builders import TODAY, make_source
from tests.handouts.conftest import (
    ALL_FACTS,
    NB,
    OLD,
    UNDATED,
    Paper,
    make_infirmary,
    make_radiotherapy,
    tags,
)
from tests.handouts.test_translations import hebrew, translated

NEARLY_OLD = make_source(seen=PartialDate(2026, 1, 15), supports=ALL_FACTS)
GROUPS = (
    (HelpGroup.TESTS, "Tests to find out"),
    (HelpGroup.TREATMENT, "Treatment"),
    (HelpGroup.SUPPORT_AND_INFORMATION, "Support and information"),
    (HelpGroup.FOR_PROFESSIONALS, "For professionals"),
)
CENTRE = {
    "service_type": "information-centre",
    "help_group": HelpGroup.SUPPORT_AND_INFORMATION,
    "referral_routes": (ReferralRoute.SELF,),
    "phones": (PublicPhone(number="0116 258 7744", label="Information centre"),),
}


def aged(source):
    """Return facts of a service and its place that are as old as one source."""
    place = ServiceAtLocation(location=make_infirmary(sources=(source,)))
    return {"sources": (source,), "places": (place,)}


def view(uid="radiotherapy", name="", rule=PaperRule.LABEL, **facts):
    named = {"plain_name": name} if name else {}
    service = make_radiotherapy(uid=uid, **named, **facts)
    return PatientService.of(service, today=TODAY, rule=rule)


def make_booklet(services=None, **choices):
    services = [view(), view("b", "Macmillan centre", **CENTRE)] if services is None else services
    given = {"place": "Leicestershire", "groups": GROUPS, "publisher": "The network"}
    return booklet_sheet(services, **{**given, "printed_on": TODAY, "data_date": TODAY, **choices})


def parts_of(sheet):
    return [block for block in sheet.blocks if isinstance(block, Part)]


def entries_of(sheet):
    return [
        entry
        for part in parts_of(sheet)
        for entry in part.blocks
        if not isinstance(entry, NoticeBox)
    ]


def said(sheet):
    return " ".join(sheet_text(sheet).replace(NB, " ").split())


# --- What stands in it ----------------------------------------------------------------------------


def test_parts_follow_the_packs_order_and_names_the_alphabet():
    services = [
        view("z", "Zebra group", **CENTRE),
        view("a", "Aardvark group", **CENTRE),
        view("t", "Scans", **{**CENTRE, "help_group": HelpGroup.TESTS}),
    ]
    sheet = make_booklet(services)
    assert [part.heading for part in parts_of(sheet)] == [
        "Tests to find out",
        "Support and information",
    ]
    assert [(entry.number, entry.name) for entry in entries_of(sheet)] == [
        ("1", "Scans"),
        ("2", "Aardvark group"),
        ("3", "Zebra group"),
    ]


def test_what_comes_from_afar_stands_last_and_once():
    here = view("a", "Here", **CENTRE)
    far = [view("far", "Helpline", **CENTRE), here, view("far", "Helpline", **CENTRE)]
    sheet = make_booklet([here], afar=far)
    last = parts_of(sheet)[-1]
    assert last.heading == "Help by phone, online or from further away"
    assert [entry.name for entry in last.blocks] == ["Helpline"]
    assert [entry.name for entry in entries_of(sheet)] == ["Here", "Helpline"]


def test_what_is_for_professionals_is_in_no_booklet():
    staff = view("p", "Registrar line", **{**CENTRE, "help_group": HelpGroup.FOR_PROFESSIONALS})
    sheet = make_booklet([view(), staff], afar=[replace(staff, uid="q")])
    assert "Registrar" not in sheet_text(sheet)
    with pytest.raises(HandoutError, match="No service"):
        make_booklet([staff])


def test_a_professional_number_cannot_reach_it():
    service = view(
        "a",
        "Centre",
        **{
            **CENTRE,
            "professional_phones": (ProfessionalPhone(number="0116 999 1234", label="Bleep"),),
            "plain_line": "Staff ring 0116 999 1234. A place to talk.",
        },
    )
    text = said(make_booklet([service]))
    assert "999 1234" not in text
    assert "A place to talk." in text


def test_an_entry_says_what_it_is_whom_to_call_where_and_the_page():
    entry = entries_of(make_booklet())[0]
    assert entry.name == "Radiotherapy at Leicester Royal Infirmary"
    assert plain(entry.call).replace(NB, " ") == "Call the radiotherapy department 0116 258 6244"
    text = said(make_booklet())
    assert "Radiotherapy uses radiation to treat cancer." in text
    assert "Your hospital team arranges it for you." in text
    assert (
        "Osborne Building, ground floor Royal Infirmary Infirmary Square Leicester LE1 5WW" in text
    )
    assert "Website: uhleicester.nhs.uk" in text


def test_hours_stand_only_while_they_are_fresh():
    week = ("MO", "TU", "WE", "TH", "FR")
    known = Schedule(
        byday=week,
        opens_at=time(9),
        closes_at=time(17),
        public_holidays=PublicHolidays.CLOSED,
    )
    assert "9am to 5pm" in said(make_booklet([view(schedules=(known,))]))
    assert "9am to 5pm" not in said(make_booklet([view(schedules=(known,), sources=(OLD,))]))
    assert "9am to 5pm" not in said(make_booklet([view(schedules=(known,), sources=(UNDATED,))]))


def test_doubt_is_said_beside_the_fact_in_one_line():
    assert "Last checked January 2020. Call first." in said(make_booklet([view(**aged(OLD))]))
    assert "Not checked yet. Call first." in said(make_booklet([view(**aged(UNDATED))]))
    assert "Not all checked yet. Call first." in said(make_booklet([view(sources=(UNDATED,))]))
    fresh = said(make_booklet())
    assert "checked" not in fresh


def test_a_pack_that_leaves_old_facts_out_leaves_them_out():
    sheet = make_booklet([view(**aged(OLD), rule=PaperRule.LEAVE_OUT)])
    text = said(sheet)
    assert "0116 258 6244" not in text
    assert "Infirmary Square" not in text
    assert "We do not have a phone number that we have checked." in text


def test_a_stale_treatment_line_is_nowhere_in_a_booklet():
    fresh, stale = make_booklet(), make_booklet([view(sources=(OLD,))])
    assert "0808 178 2212" in said(fresh)
    assert "0808 178 2212" not in said(stale)
    for sheet in (fresh, stale):
        assert "Call the number on your alert card, day or night." in said(sheet)
        assert "In an emergency, call 999." in said(sheet)


def test_treatment_begins_with_what_to_do_when_unwell():
    part = parts_of(make_booklet([view()]))[0]
    assert isinstance(part.blocks[0], NoticeBox)
    assert part.blocks[0].is_urgent
    assert not any(
        isinstance(block, NoticeBox)
        for block in parts_of(make_booklet([view("b", "Centre", **CENTRE)]))[0].blocks
    )


def test_it_holds_six_months_and_what_turns_old_sooner_says_so():
    sheet = make_booklet()
    assert sheet.valid_until == date(2027, 5, 22)
    assert "Check again by 22 May 2027." in said(sheet)
    assert "Check this again by 22 February 2027." in said(sheet), "its treatment line"
    centre = said(make_booklet([view("b", "Centre", **CENTRE)]))
    assert "Check this again" not in centre


def test_what_is_doubted_anyway_has_no_other_day_but_that_of_its_line():
    known = tuple(group for group in ALL_FACTS if group is not FactGroup.ABOUT)
    mixed = (
        make_source(seen=PartialDate.of(TODAY), supports=known),
        make_source(seen=PartialDate(2020, 1), supports=(FactGroup.ABOUT,)),
    )
    text = said(make_booklet([view(sources=mixed)]))
    assert "Last checked January 2020. Call first. Check this again by 22 February 2027." in text
    centre = said(make_booklet([view("b", "Centre", **{**CENTRE, "sources": mixed})]))
    assert "Last checked January 2020. Call first." in centre
    assert "Check this again" not in centre
    fresh = view("b", "Centre", **{**CENTRE, "sources": (NEARLY_OLD,)})
    assert "Check this again" not in said(make_booklet([fresh])), "it is ageing: call first"


def test_a_service_that_may_not_run_says_once_when_it_was_seen():
    unsure = {**CENTRE, "status": ServiceStatus.UNSURE}
    text = said(make_booklet([view("b", "Centre", **unsure, **aged(OLD))]))
    assert "Not confirmed: last seen January 2020. Call or look before you go." in text
    assert "Last checked" not in text


def test_nobody_is_told_to_get_in_touch_where_nobody_knows_how():
    silent = {**CENTRE, "phones": (), "website": "", "places": ()}
    text = said(make_booklet([view("b", "Group", **silent)]))
    assert "Ask your nurse or GP how to get in touch." in text
    mail = said(make_booklet([view("b", "Group", **silent, email="help@example.org")]))
    assert "Email: help@example.org" in mail
    assert "Ask your nurse" not in mail


def test_places_have_an_index_of_the_numbers_there():
    elsewhere = make_infirmary(uid="x", address=("High Street", "Oadby"))
    oadby = view("o", "Oadby group", **CENTRE, places=(ServiceAtLocation(location=elsewhere),))
    sheet = make_booklet([view("b", "Macmillan centre", **CENTRE), oadby])
    index = sheet.blocks[-1]
    assert isinstance(index, Index)
    assert index.rows == (("Leicester", ("1",)), ("Oadby", ("2",)))
    assert not isinstance(make_booklet([view("h", "Line", **CENTRE, places=())]).blocks[-1], Index)


def test_the_person_who_prints_is_told_how_much_is_in_doubt():
    sheet = make_booklet([view(sources=(OLD,)), view("b", "Centre", **CENTRE)])
    assert (
        FactGroup.CONTACT,
        "Phone number: old or not checked for 1 of 2 services.",
    ) in sheet.doubts
    assert make_booklet([view("b", "Centre", **CENTRE)]).doubts == ()


def test_its_making_tells_how_far_it_is_and_can_be_stopped():
    told = []

    def go_on(done, total):
        told.append((done, total))
        return True

    make_booklet(progress=go_on)
    assert told == [(1, 2), (2, 2)]
    with pytest.raises(StoppedError):
        make_booklet(progress=lambda done, _total: done < 1)


def test_odd_sizes_and_spacings_are_refused():
    with pytest.raises(ValueError, match="points"):
        make_booklet(points=13)
    with pytest.raises(ValueError, match="apart"):
        make_booklet(spacing=9.0)


def test_a_service_whose_kind_of_help_has_no_heading_is_not_lost():
    sheet = make_booklet([view()], groups=GROUPS[:1])
    assert [part.heading for part in parts_of(sheet)] == ["Other help"]


# --- The file -------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=SIZES)
def sheet(request):
    return make_booklet(points=request.param)


@pytest.fixture(scope="module")
def paper(sheet):
    return Paper(sheet_pdf(sheet))


def test_headings_are_in_order_and_contents_are_tagged_as_such(paper, sheet):
    found = [tag.kind for tag in tags(paper.content)]
    levels = [int(kind[1]) for kind in found if re.fullmatch(r"H\d", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert levels.count(3) == 2
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    assert "TOC" in found
    assert found.count("TOCI") == 3, "two parts and the index"


def test_the_contents_name_the_pages_and_lead_there(paper):
    pikepdf = pytest.importorskip("pikepdf")
    lines = {
        match[1]: int(match[2])
        for match in re.finditer(
            r"^(Treatment|Support and information|Find help by place)\s+(\d+)\s*$",
            paper.texts[1].replace("\r", ""),
            re.MULTILINE,
        )
    }
    assert len(lines) == 3
    for heading, page in lines.items():
        assert heading in paper.texts[page - 1]
    with pikepdf.open(io.BytesIO(paper.content)) as document:
        inner = [
            note
            for note in document.pages[1].get("/Annots", [])
            if note.get("/Dest") is not None or "/D" in note.get("/A", {})
        ]
        assert len(inner) >= 3


def test_every_page_but_the_cover_has_its_number_and_the_warning(paper, sheet):
    for number, text in enumerate(paper.texts[1:], start=2):
        plain_text = text.replace(NB, " ")
        assert f"Page {number} of {paper.pages}" in plain_text
        assert "Check before you travel." in plain_text
        if sheet.points < 16:
            assert "Made by The network." in plain_text
            assert "Check again by 22 May 2027." in " ".join(plain_text.split())
            assert sheet.code.replace(NB, " ") in plain_text
    whole = paper.text.replace(NB, " ")
    for words in ("Made by The network.", "Check again by", sheet.code.replace(NB, " ")):
        assert words in whole


def test_no_text_is_smaller_and_nothing_runs_over_the_margins(paper, sheet):
    side = (15 if sheet.points >= 24 else 18) / 25.4 * 72
    assert min(round(run.size, 2) for run in paper.runs if run.text.strip()) == sheet.points
    for run in paper.runs:
        assert run.left >= side - 1
        assert run.right <= 595.28 - side + 1


@pytest.mark.parametrize("whole", [f"0116{NB}258{NB}6244", f"LE1{NB}5WW", f"22{NB}May{NB}2027"])
def test_numbers_postcodes_and_dates_stand_on_one_line(paper, whole):
    assert any(whole in line for line in paper.lines)


def test_pages_are_black_and_white_with_one_light_grey(paper):
    for number in range(paper.pages):
        picture = paper.image(number, 60, colours="RGB")
        red, green, blue = picture.split()
        assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_it_says_the_same_in_all_three_forms(sheet, paper):
    page, text = sheet_html(sheet), sheet_text(sheet)
    for entry in entries_of(sheet):
        assert entry.name in page
        assert entry.name in text.replace("\n", " ")
        assert entry.name in paper.text
    assert "Leicester" in page[page.index("Find help by place") :]


def test_a_booklet_is_a_file_of_its_own():
    with pytest.raises(ValueError, match="file of its own"):
        sheets_pdf([make_booklet(), make_booklet()])


def test_hostile_words_stay_words():
    nasty = view(
        "n",
        "#panic() <b> $x$ *bold* " + "W" * 300,
        **{**CENTRE, "plain_line": "`raw` @ref \\ [x] #{1}" + "?" * 40},
    )
    for points in (12, 24):
        paper = Paper(sheet_pdf(make_booklet([nasty], points=points)))
        assert "#panic() <b> $x$ *bold*" in paper.text


def test_wide_lines_make_more_room():
    services = [view(f"s{number}", f"Group {number}", **CENTRE) for number in range(40)]
    narrow = Paper(sheet_pdf(make_booklet(services))).pages
    assert Paper(sheet_pdf(make_booklet(services, spacing=1.5))).pages > narrow


def test_a_number_of_a_treatment_line_is_one_that_may_be_given():
    line = view(
        "l",
        "Helpline",
        service_type="acute-oncology",
        phones=(
            PublicPhone(number="0808 178 2212", label="Helpline", kind=PhoneKind.TREATMENT_LINE),
        ),
    )
    assert "0808 178 2212" in said(make_booklet([line]))


def test_in_a_language_that_is_read_from_the_right_it_is_mirrored():
    def name_of(language):
        runs = Paper(sheet_pdf(make_booklet(language=language))).runs
        return next(run for run in runs if "Macmillan" in run.text)

    mirrored = Phrases.of(
        translated(hebrew, language="he", direction="rtl", families=("Open Sans",))
    )
    assert name_of("en").left < 595 / 2 < name_of(mirrored).right
    assert 595.28 - name_of(mirrored).right == pytest.approx(name_of("en").left, abs=2)


@pytest.mark.parametrize("points", [16, 18, 24])
def test_large_print_has_the_whole_foot_on_its_last_page_and_a_short_one_before(points):
    paper = Paper(sheet_pdf(make_booklet(points=points)))
    *before, last = [" ".join(text.replace(NB, " ").split()) for text in paper.texts[1:]]
    for words in (
        "Check before you travel. Services can change.",
        "From our list of",
        "Check again",
    ):
        assert words in last
        assert not any(words in text for text in before)
    assert last.count("Check before you travel.") == 1
    assert all(text.endswith("Check before you travel.") for text in before)
    low = min(run.bottom for run in paper.runs if run.text.strip())
    assert low >= 10 * 72 / 25.4


def test_an_index_of_a_few_places_needs_no_page_of_its_own():
    paper = Paper(sheet_pdf(make_booklet()))
    assert "Find help by place" in paper.texts[-1]
    assert len(paper.texts[-1]) > 600, "what comes before it stands on the same page"
