"""What stands on a "your choices" sheet, and in which order."""

from datetime import date

import pytest

from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.freshness import PaperRule
from emndir.domain.location import ServiceAtLocation
from emndir.domain.service import Alert
from emndir.domain.vocabulary import Cost, FactGroup, HelpGroup, PhoneKind, ReferralRoute
from emndir.handouts.blocks import Entry, Notes, NoticeBox, Section, Sentence, Table, Title
from emndir.handouts.choices import MOST
from emndir.handouts.foot import sheet_code
from emndir.handouts.phrases import plain
from emndir.handouts.plain_text import sheet_text
from tests.builders import DAY_AND_NIGHT, TODAY
from tests.handouts.choices import (
    entries,
    make_bare,
    make_centre,
    make_choices,
    make_line,
    seen,
    table,
)
from tests.handouts.conftest import NB, UNDATED, make_infirmary, make_radiotherapy


def text_of(sheet):
    return " ".join(sheet_text(sheet).replace(NB, " ").split())


def words_of(entry):
    words = [plain(part.words) for part in entry.body if isinstance(part, Sentence)]
    return " ".join(words).replace(NB, " ")


def introduction(sheet):
    block = sheet.blocks[1]
    assert isinstance(block, Sentence)
    return plain(block.words).replace(NB, " ")


# --- Order -----------------------------------------------------------------------------------------


def test_blocks_stand_in_the_order_of_the_design():
    sheet = make_choices(
        make_line(), make_radiotherapy(), with_table=True, with_questions=True, points=18
    )
    kinds = [type(block) for block in sheet.blocks]
    assert kinds == [Title, Sentence, Entry, Entry, Table, NoticeBox, Section, Notes]
    assert sheet.kind == "choices"


def test_services_keep_their_order_and_get_its_numbers():
    sheet = make_choices(make_bare(), make_line(), make_centre())
    found = [(entry.number, entry.name) for entry in entries(sheet)]
    assert found == [
        ("1", "Information Centre"),
        ("2", "Macmillan Support Line"),
        ("3", "Maggie's, Nottingham"),
    ]
    assert {entry.level for entry in entries(sheet)} == {2}


def test_table_and_questions_are_off_unless_asked_for_and_notes_on():
    kinds = {type(block) for block in make_choices().blocks}
    assert Notes in kinds
    assert not {Table, Section} & kinds
    assert Notes not in {type(block) for block in make_choices(with_notes=False).blocks}


def test_steps_are_said_in_words():
    sheet = make_choices(steps=("start", "next", "later"))
    assert [entry.step for entry in entries(sheet)] == ["Start here", "Next", "Later"]
    assert [entry.step for entry in entries(make_choices())] == ["", "", ""]


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (("start",), "one step a service"),
        (("start", "start", ""), "only one"),
        (("soon", "", ""), "soon"),
    ],
)
def test_steps_that_do_not_belong_are_refused(steps, words):
    with pytest.raises(ValueError, match=words):
        make_choices(steps=steps)


def test_one_to_eight_services_make_a_sheet():
    many = [make_line(uid=f"line-{number}") for number in range(MOST + 1)]
    assert len(entries(make_choices(*many[:MOST]))) == 8
    with pytest.raises(ValueError, match="1 to 8"):
        make_choices(*many)
    with pytest.raises(ValueError, match="12, 14, 16, 18, 24"):
        make_choices(points=13)
    with pytest.raises(ValueError, match="apart"):
        make_choices(spacing=3.0)


# --- Title and introduction ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("types", "groups", "title"),
    [
        (("lymphoedema", "lymphoedema"), None, "Your choices for help with swelling"),
        (("helpline", "support-centre"), None, "Your choices for support"),
        (
            ("wigs-hair-loss", "helpline"),
            (HelpGroup.MONEY_TRAVEL_DAILY_LIFE, HelpGroup.SUPPORT_AND_INFORMATION),
            "Your choices for support",
        ),
        (("clinic", "surgery"), (HelpGroup.TREATMENT,) * 2, "Your choices for treatment"),
        (
            ("clinic", "hospice-day"),
            (HelpGroup.TREATMENT, HelpGroup.HOSPICE_AND_BEREAVEMENT),
            "Your choices",
        ),
        (
            ("hospice-inpatient", "bereavement"),
            (HelpGroup.HOSPICE_AND_BEREAVEMENT,) * 2,
            "Your choices",
        ),
        (
            ("hospice-inpatient", "hospice-day"),
            (HelpGroup.HOSPICE_AND_BEREAVEMENT,) * 2,
            "Your choices for hospice care",
        ),
    ],
)
def test_the_title_has_a_common_word_or_none(types, groups, title):
    groups = groups or (HelpGroup.SUPPORT_AND_INFORMATION,) * len(types)
    services = [
        make_line(uid=f"{number}", service_type=kind, help_group=group)
        for number, (kind, group) in enumerate(zip(types, groups, strict=True))
    ]
    sheet = make_choices(*services)
    assert sheet.title == title
    assert sheet.blocks[0] == Title(title)


def test_all_free_is_said_only_where_every_one_is():
    assert "They are all free." in introduction(make_choices(make_line(), make_centre()))
    for other in (make_bare(), make_centre(cost=Cost.FREE_WITH_CONDITIONS), make_centre(cost=None)):
        assert "free" not in introduction(make_choices(make_line(), other))


def test_each_cost_is_said_where_not_all_are_free():
    said = text_of(make_choices(make_line(), make_centre(cost=Cost.PAID)))
    assert "You may need to pay. Ask first." in said
    assert "It is free." in said


def test_squares_are_spoken_of_only_where_there_is_one():
    assert "Scan a square" in introduction(make_choices())
    assert "Scan" not in introduction(make_choices(make_line(website=""), make_bare()))


def test_treatment_is_talked_over_with_the_team():
    said = introduction(make_choices(make_radiotherapy(), make_line()))
    assert said.startswith("Talk to your hospital team about what is right for you.")
    assert "You can use more than one" not in said


# --- A service -------------------------------------------------------------------------------------


def test_a_helpline_has_its_number_hours_and_page():
    (entry,) = entries(make_choices(make_line()))
    assert plain(entry.call) == f"Call 0808{NB}808{NB}00{NB}00"
    assert entry.call[1].strong
    assert entry.call[1].link == "tel:08088080000"
    assert entry.qr is not None
    assert entry.qr.url == "https://www.macmillan.org.uk/support-line"
    assert entry.qr_alt == "QR code for macmillan.org.uk/support-line"
    assert entry.qr_caption == "Website: macmillan.org.uk/support-line"
    said = text_of(make_choices(make_line()))
    assert "Every day, 8am to 8pm." in said
    assert "You can do this by phone" not in said, "the number says so"


def test_a_main_number_says_what_to_ask_for():
    centre, other = entries(make_choices(make_centre(), make_centre(uid="b", ask_for="")))
    assert plain(centre.call) == f"Call 0300{NB}123{NB}1801. Ask for the Nottingham centre."
    assert plain(other.call).endswith("Say the name of the service.")
    assert "at the top of this sheet" not in text_of(make_choices(make_centre(ask_for="")))


def test_whose_number_it_is_stands_where_the_name_does_not_tell():
    office = PublicPhone(number="0115 496 0000", label="Booking office")
    (entry,) = entries(make_choices(make_line(phones=(office,))))
    assert plain(entry.call) == f"Call the booking office 0115{NB}496{NB}0000"
    text = PublicPhone(number="07700 900123", label="Text line", kind=PhoneKind.TEXT)
    (entry,) = entries(make_choices(make_line(phones=(text,))))
    assert plain(entry.call).startswith("Text 07700")


def test_without_a_number_the_sheet_says_so_unless_there_is_a_page():
    said = text_of(make_choices(make_bare()))
    assert "We do not have a phone number for them." in said
    assert "phone number" not in text_of(make_choices(make_bare(website="https://example.org/")))


def test_an_address_is_one_part_a_line_and_many_places_are_not_listed():
    (entry,) = entries(make_choices(make_centre()))
    address = entry.beside[0]
    assert address.lines == ("City Hospital", "Hucknall Road", "Nottingham", f"NG5{NB}1PB")
    places = tuple(
        ServiceAtLocation(location=make_infirmary(uid=f"p{number}", name=f"Place {number}"))
        for number in range(6)
    )
    said = text_of(make_choices(make_centre(places=places)))
    assert "They have more places. Ask which is nearest." in said
    assert "Place 4" not in said
    said = text_of(make_choices(make_centre(places=places[:2])))
    assert "They also use:" in said
    assert "Place 1" in said


def test_what_nobody_knows_is_said_not_to_be_known():
    said = text_of(make_choices(make_bare()))
    assert "We do not know the hours." in said
    assert "Ask your nurse or GP how to get in touch." in said


def test_at_standard_sizes_the_table_says_hours_and_the_way_in_once():
    assert "Monday to Friday" in text_of(make_choices(make_centre()))
    (entry,) = entries(make_choices(make_centre(), with_table=True))
    assert "Monday" not in plain(entry.body[0].words) + str(entry.beside)
    (entry,) = entries(make_choices(make_centre(), with_table=True, points=18))
    assert "Monday" in str(entry.beside)


def test_an_alert_and_a_doubt_whether_it_runs_are_printed():
    alert = Alert(text="Closed at Easter", until=date(2026, 12, 1))
    sheet = make_choices(make_line(alert=alert), make_centre())
    assert "Please note: Closed at Easter." in text_of(sheet)
    assert sheet.valid_until == date(2026, 12, 1)


# --- Unwell during treatment -----------------------------------------------------------------------


def boxes(sheet):
    return [
        plain(block.words).replace(NB, " ")
        for block in sheet.blocks
        if isinstance(block, NoticeBox)
    ]


def test_nothing_urgent_is_printed_where_nothing_is_treatment():
    assert boxes(make_choices()) == []


def test_the_line_of_the_one_treatment_is_printed_while_day_and_night():
    (words,) = boxes(make_choices(make_radiotherapy(schedules=(DAY_AND_NIGHT,)), make_line()))
    assert words.startswith("Call 0808 178 2212, day or night")
    assert "In an emergency, call 999." in words


def test_two_treatments_with_different_lines_leave_it_to_the_alert_card():
    other = PublicPhone(number="0116 000 0000", label="Line", kind=PhoneKind.TREATMENT_LINE)
    second = make_radiotherapy(uid="second", phones=(other,))
    (words,) = boxes(make_choices(make_radiotherapy(), second))
    assert words.startswith("Call the number on your alert card")
    assert "0116 000" not in words
    (words,) = boxes(make_choices(make_radiotherapy(), make_radiotherapy(uid="third", phones=())))
    assert words.startswith("Call the number on your alert card")


# --- Age of facts ----------------------------------------------------------------------------------


def test_fresh_facts_say_nothing_of_their_age():
    said = text_of(make_choices())
    assert "checked" not in said
    assert not make_choices().doubts


def test_each_service_tells_how_old_its_own_facts_are():
    sheet = make_choices(make_line(sources=(seen(2020, 1),)), make_centre(sources=(UNDATED,)))
    old, unchecked = (words_of(entry) for entry in entries(sheet))
    assert "Last checked January 2020" in old
    assert "Not checked yet" in unchecked
    assert "Not checked yet" not in old
    assert "Call or look first." in introduction(sheet)


def test_one_age_for_all_is_said_once():
    sheet = make_choices(make_line(sources=(UNDATED,)), make_bare(sources=(UNDATED,)))
    assert "Not checked yet. Call or look before you rely on this sheet." in introduction(sheet)
    assert sheet_text(sheet).count("Not checked yet") == 1


def test_facts_that_are_not_on_this_sheet_are_not_spoken_of():
    centre = make_centre(
        email="hello@maggies.org", sources=(seen(2020, 1),), accessibility=("Quiet room",)
    )
    said = text_of(make_choices(centre, make_line()))
    assert "email" not in said
    assert "travel and access" not in said
    assert not [sentence for _, sentence in make_choices(centre).doubts if "mail" in sentence]


def test_the_packs_rule_holds_for_every_service():
    old = make_centre(sources=(seen(2020, 1),))
    sheet = make_choices(make_line(), old, rule=PaperRule.LEAVE_OUT)
    said = text_of(sheet)
    assert "0300 123 1801" not in said
    assert "NG5 1PB" not in said
    assert "0808 808 00 00" in said
    assert "Last checked" not in said
    left_out = [sentence for _, sentence in sheet.doubts if "left out" in sentence]
    assert any("Phone number" in sentence for sentence in left_out)
    confirmed = make_choices(old, rule=PaperRule.LEAVE_OUT, confirmed=frozenset(FactGroup))
    assert "0300 123 1801" in text_of(confirmed)


def test_doubts_name_the_service():
    sheet = make_choices(make_line(sources=(UNDATED,)), make_centre())
    assert sheet.doubts
    for group, sentence in sheet.doubts:
        assert isinstance(group, FactGroup)
        assert sentence.startswith("Macmillan Support Line: ")


def test_a_treatment_line_is_never_printed_when_it_is_not_fresh():
    old = make_radiotherapy(sources=(seen(2026, 1),))
    assert "0808 178 2212" not in text_of(make_choices(old, make_line()))


def test_professional_numbers_do_not_get_through():
    service = make_line(
        professional_phones=(ProfessionalPhone(number="0115 496 1234"),),
        plain_line="Doctors ring 0115 496 1234. Talk to a nurse.",
        eligibility="Anyone. Staff: 0115 4961234.",
    )
    for points in (12, 24):
        said = text_of(make_choices(service, make_centre(), with_table=True, points=points))
        assert "496" not in said
        assert "Talk to a nurse." in said


# --- Foot and notices ------------------------------------------------------------------------------


def test_it_may_be_used_until_the_first_fact_turns_old():
    fresh = make_choices(make_line())
    both = make_choices(make_line(), make_centre(sources=(seen(2026, 1),)))
    assert both.valid_until < fresh.valid_until
    assert both.valid_until >= TODAY
    assert both.foot.until.replace(NB, " ").startswith("Please do not use this sheet after")


def test_its_code_is_that_of_the_services_in_their_order():
    sheet = make_choices(make_line(), make_centre())
    assert sheet.code == sheet_code("choices", "line", "centre")
    assert sheet.code == make_choices(make_line(), make_centre(), points=24, with_table=True).code
    assert sheet.code != make_choices(make_centre(), make_line()).code
    assert sheet.code in plain(sheet.foot.error)


def test_the_person_who_prints_hears_of_many_services_and_pages():
    assert make_choices().notices == ()
    six = [make_centre(uid=f"c{number}") for number in range(6)]
    many, pages = make_choices(*six, points=24, with_table=True).notices[:2]
    assert many == "There are 6 services: up to 5 are easier to choose from."
    assert pages.startswith("It takes ")


def test_notes_give_way_before_they_cost_a_page_and_the_notice_says_so():
    seen_both = set()
    for count in range(1, 9):
        services = [make_centre(uid=f"c{number}") for number in range(count)]
        sheet = make_choices(*services)
        has_notes = isinstance(sheet.blocks[-1], Notes)
        assert has_notes != any("no room for notes" in notice for notice in sheet.notices)
        seen_both.add(has_notes)
    assert seen_both == {True, False}


def test_it_is_empty_only_if_every_service_is():
    assert make_choices(make_bare()).is_empty
    assert not make_choices(make_bare(), make_line()).is_empty


def test_the_clinics_name_stands_at_the_head():
    assert make_choices(head_left="Oadby Surgery").head_left == "Oadby Surgery"
    assert make_choices(points=16).head_left == "Information for you"
    assert make_choices(points=14).head_right == "Information for you"


def test_with_a_table_routes_are_not_said_twice():
    team = make_centre(referral_routes=(ReferralRoute.HOSPITAL_TEAM,), application_process="")
    assert "Your hospital team arranges it for you." in text_of(make_choices(team))
    said = text_of(make_choices(team, with_table=True))
    assert "Your hospital team arranges" not in said
    assert "Yes, your hospital team" in said
    assert table(make_choices(team, with_table=True)).columns == (f"1{NB}Maggie's",)
