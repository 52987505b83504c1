import dataclasses
from datetime import date

import pytest

from emndir.domain.contact import PublicPhone
from emndir.domain.freshness import PaperRule
from emndir.domain.location import Coordinates, Position, ServiceAtLocation
from emndir.domain.provenance import PartialDate
from emndir.domain.schedule import Schedule
from emndir.domain.service import Alert
from emndir.domain.vocabulary import (
    Delivery,
    FactGroup,
    HelpGroup,
    Precision,
    ReferralRoute,
    ServiceStatus,
)
from emndir.geography.places import Located
from emndir.handouts.blocks import (
    Beside,
    Bullets,
    ContactBox,
    MapBlock,
    Notes,
    NoticeBox,
    Section,
    Sentence,
    Title,
)
from emndir.handouts.document import sheet_code
from emndir.handouts.pdf import page_count
from emndir.handouts.phrases import plain
from emndir.handouts.plain_text import sheet_text
from tests.builders import DAY_AND_NIGHT, make_source
from tests.handouts.conftest import (
    INFIRMARY,
    NB,
    OLD,
    OUTLINE,
    PLACES,
    UNDATED,
    make_infirmary,
    make_radiotherapy,
    make_sheet,
)

NEARBY = Coordinates(52.60, -1.10)


def located(label, coordinates=NEARBY, *, is_area=False):
    position = Position(coordinates, Precision.DISTRICT)
    return Located(label=label, position=position, is_area=is_area)


def kinds(sheet):
    return [type(block).__name__ for block in sheet.blocks]


def text_of(sheet):
    return " ".join(sheet_text(sheet).replace(NB, " ").split())


def test_the_order_is_that_of_the_design():
    sheet = make_sheet(outline=OUTLINE, places=PLACES)
    assert kinds(sheet) == [
        "Title",
        "Sentence",
        "ContactBox",
        "NoticeBox",
        "Beside",
        "Section",
        "Section",
        "Notes",
    ]
    headings = [block.heading for block in sheet.blocks if isinstance(block, Section | NoticeBox)]
    assert headings == [
        "If you feel unwell during treatment",
        "When it is open",
        "Questions you may want to ask",
    ]


def test_in_large_print_the_map_comes_under_the_facts():
    sheet = make_sheet(outline=OUTLINE, places=PLACES, points=18)
    assert "Beside" not in kinds(sheet)
    assert kinds(sheet).index("MapBlock") > kinds(sheet).index("Section")


def test_a_sheet_has_one_of_two_sizes():
    with pytest.raises(ValueError, match="12, 14, 16, 18 or 24"):
        make_sheet(points=11)


def test_without_a_position_there_is_no_map():
    place = ServiceAtLocation(location=make_infirmary(position=None))
    sheet = make_sheet(make_radiotherapy(places=(place,)), outline=OUTLINE, places=PLACES)
    assert not {"Beside", "MapBlock"} & set(kinds(sheet))
    assert sheet.foot.credit == ""
    assert make_sheet().foot.credit == "", "no outline, no map"


def test_the_maps_data_are_credited():
    assert "Crown copyright" in make_sheet(outline=OUTLINE).foot.credit


@pytest.mark.parametrize(
    ("help_group", "service_type", "has_box"),
    [
        (HelpGroup.TREATMENT, "clinic", True),
        (HelpGroup.TESTS, "chemotherapy", True),
        (HelpGroup.TESTS, "radiotherapy", True),
        (HelpGroup.SUPPORT_AND_INFORMATION, "acute-oncology", True),
        (HelpGroup.SUPPORT_AND_INFORMATION, "support-group", False),
    ],
)
def test_treatment_has_the_urgent_box(help_group, service_type, has_box):
    sheet = make_sheet(make_radiotherapy(help_group=help_group, service_type=service_type))
    assert (
        any(isinstance(block, NoticeBox) and block.is_urgent for block in sheet.blocks) is has_box
    )


def test_a_stale_line_is_nowhere_on_the_sheet():
    sheet = make_sheet(make_radiotherapy(sources=(OLD,)))
    assert "0808" not in text_of(sheet)
    assert "Call the number on your alert card, day or night." in text_of(sheet)


def test_an_alert_has_its_box_while_it_lasts():
    alert = Alert(text="Closed for building work.", until=date(2026, 12, 1))
    sheet = make_sheet(make_radiotherapy(alert=alert))
    box = next(b for b in sheet.blocks if isinstance(b, NoticeBox) and not b.is_urgent)
    assert plain(box.words) == "Closed for building work."
    assert sheet.valid_until == date(2026, 12, 1)


# --- How long it holds -----------------------------------------------------------------------------


def test_a_sheet_holds_six_months_at_most():
    confirmed = frozenset(FactGroup) - {FactGroup.TREATMENT_LINE}
    sheet = make_sheet(
        make_radiotherapy(phones=(PublicPhone(number="0116 258 6244"),)), confirmed=confirmed
    )
    assert sheet.valid_until == date(2027, 5, 22)
    assert sheet.foot.until.replace(NB, " ") == ("Please do not use this sheet after 22 May 2027.")


def test_a_sheet_ends_when_its_first_fact_turns_old():
    source = make_source(seen=PartialDate(2026, 1, 10), supports=tuple(FactGroup))
    sheet = make_sheet(make_radiotherapy(sources=(source,)))
    assert sheet.valid_until == date(2027, 1, 10)


def test_facts_that_are_old_already_do_not_end_it():
    assert make_sheet(make_radiotherapy(sources=(OLD,))).valid_until == date(2027, 5, 22)


def test_a_treatment_line_ends_it_after_three_months():
    assert make_sheet().valid_until == date(2027, 2, 22)


def test_hours_that_end_end_it():
    short = dataclasses.replace(DAY_AND_NIGHT, valid_to=date(2026, 12, 24))
    assert make_sheet(make_radiotherapy(schedules=(short,))).valid_until == date(2026, 12, 24)


# --- Code ------------------------------------------------------------------------------------------


def test_the_code_is_three_letters_and_two_digits():
    code = make_sheet().code
    letters, digits = code.split(NB)
    assert len(letters) == 3
    assert letters.isalpha()
    assert letters.isupper()
    assert len(digits) == 2
    assert digits.isdigit()


def test_the_code_stands_for_the_recipe_alone():
    assert sheet_code("single", "radiotherapy") == f"TBJ{NB}90", (
        "the same on every machine, for ever"
    )
    assert make_sheet().code == make_sheet(points=18, printed_on=date(2027, 1, 1)).code
    assert make_sheet().code != make_sheet(make_radiotherapy(uid="other")).code


# --- Miles -----------------------------------------------------------------------------------------


def test_miles_are_whole_and_only_the_outcode_is_printed():
    sheet = make_sheet(outline=OUTLINE, places=PLACES, origin=located("LE2 4AB"))
    text = text_of(sheet)
    assert "About 2 miles from LE2 in a straight line. The road is longer." in text
    assert "4AB" not in text + repr(sheet)


def test_near_places_are_not_nought_miles_away():
    text = text_of(make_sheet(origin=located("Leicester", INFIRMARY)))
    assert "Less than 1 mile from Leicester" in text
    one = located("Leicester", Coordinates(INFIRMARY.latitude + 0.018, INFIRMARY.longitude))
    assert "About 1 mile from Leicester" in text_of(make_sheet(origin=one))


def test_no_miles_from_a_county_or_to_nowhere():
    assert "straight line" not in text_of(make_sheet(origin=located("Derbyshire", is_area=True)))
    at_home = make_radiotherapy(places=(), delivery=(Delivery.HOME_VISIT,))
    assert "straight line" not in text_of(make_sheet(at_home, origin=located("LE2")))


# --- Extras ----------------------------------------------------------------------------------------


def questions(sheet):
    for block in sheet.blocks:
        if isinstance(block, Section) and block.heading.startswith("Questions"):
            part = block.body[0]
            assert isinstance(part, Bullets)
            return part.items
    return ()


@pytest.mark.parametrize(
    ("changes", "asked", "not_asked"),
    [
        ({}, "How many visits will I need?", "What will happen?"),
        (
            {"places": (), "delivery": (Delivery.PHONE,)},
            "Who do I call if I feel worse?",
            "Where can I park, and what does it cost?",
        ),
        (
            {"places": (), "service_type": "transport"},
            "Can someone come with me?",
            "Where can I park, and what does it cost?",
        ),
        (
            {"help_group": HelpGroup.HOSPICE_AND_BEREAVEMENT, "service_type": "hospice-inpatient"},
            "Who do I call if I feel worse?",
            "How many visits will I need?",
        ),
    ],
)
def test_the_questions_suit_the_service(changes, asked, not_asked):
    found = questions(make_sheet(make_radiotherapy(**changes)))
    assert 2 <= len(found) <= 4
    assert asked in found
    assert not_asked not in found


def test_questions_and_notes_give_way_before_they_cost_a_page():
    long = tuple(f"Fact number {number} about getting to the building" for number in range(30))
    for count in range(0, 30, 3):
        place = ServiceAtLocation(location=make_infirmary(transport=long[:count]))
        sheet = make_sheet(make_radiotherapy(places=(place,)))
        bare = dataclasses.replace(
            sheet,
            blocks=tuple(
                block
                for block in sheet.blocks
                if not isinstance(block, Notes)
                and not (isinstance(block, Section) and block.heading.startswith("Questions"))
            ),
            foot=dataclasses.replace(sheet.foot, format=""),
        )
        assert page_count(sheet) == page_count(bare)


def test_a_normal_sheet_is_one_page_with_space_to_write():
    sheet = make_sheet(outline=OUTLINE, places=PLACES)
    assert page_count(sheet) == 1
    assert isinstance(sheet.blocks[-1], Notes)
    assert sheet.foot.format


# --- Empty -----------------------------------------------------------------------------------------


def test_a_sheet_with_nobody_to_turn_to_says_so():
    nobody = make_radiotherapy(
        phones=(), website="", email="", places=(), referral_routes=(ReferralRoute.SELF,)
    )
    assert make_sheet(nobody).is_empty
    arranged = dataclasses.replace(nobody, referral_routes=(ReferralRoute.GP,))
    assert not make_sheet(arranged).is_empty
    assert not make_sheet(dataclasses.replace(nobody, website="https://a.org")).is_empty
    assert not make_sheet().is_empty


def test_what_is_left_out_does_not_count():
    place = ServiceAtLocation(location=make_infirmary(sources=(UNDATED,)))
    service = make_radiotherapy(sources=(UNDATED,), places=(place,))
    assert make_sheet(service, rule=PaperRule.LEAVE_OUT).is_empty
    assert not make_sheet(service, rule=PaperRule.LABEL).is_empty


def test_the_doubts_come_with_the_sheet():
    sheet = make_sheet(make_radiotherapy(sources=(OLD,), status=ServiceStatus.UNSURE))
    assert {group for group, _ in sheet.doubts} >= {FactGroup.ABOUT, FactGroup.CONTACT}


def test_a_clinic_may_put_its_name_at_the_head():
    assert make_sheet(head_left="  Oadby\nSurgery ").head_left == "Oadby Surgery"
    assert make_sheet().head_left == "Cancer services in the East Midlands"
    assert make_sheet(points=18).head_left == "Information for you"
    assert make_sheet(points=18, head_left="Oadby Surgery").head_left == "Oadby Surgery"


def test_the_blocks_are_values():
    sheet = make_sheet(outline=OUTLINE, places=PLACES)
    assert hash(sheet.blocks) == hash(make_sheet(outline=OUTLINE, places=PLACES).blocks)
    assert isinstance(sheet.blocks[0], Title)
    assert isinstance(sheet.blocks[1], Sentence)
    assert isinstance(sheet.blocks[2], ContactBox)
    assert isinstance(sheet.blocks[4], Beside)
    assert isinstance(sheet.blocks[4].map, MapBlock)


def test_a_letter_comes_before_what_a_person_can_do():
    service = make_radiotherapy(
        referral_routes=(ReferralRoute.SELF, ReferralRoute.INVITATION),
        schedules=(Schedule(byday=("3WE",), opens_at=DAY_AND_NIGHT.opens_at),),
    )
    assert "You get a letter when it is your turn. You can call them yourself." in text_of(
        make_sheet(service)
    )
