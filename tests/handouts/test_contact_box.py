import dataclasses

import pytest

from emndir.domain.contact import PublicPhone
from emndir.domain.location import ServiceAtLocation
from emndir.domain.vocabulary import PhoneKind
from emndir.handouts.contact_box import contact_box, lead_words, split_label
from emndir.handouts.patient_view import PatientService
from emndir.handouts.phrases import phrases, plain
from tests.builders import TODAY
from tests.handouts.conftest import NB, OLD, make_infirmary, make_radiotherapy


def box(service, **keys):
    return contact_box(PatientService.of(service, today=TODAY, **keys), phrases())


def lines(service, **keys):
    made = box(service, **keys)
    parts = [plain(made.lead), made.number, *map(plain, made.after)]
    return [part for part in parts if part]


@pytest.mark.parametrize(
    ("label", "lead"),
    [
        ("", "Call"),
        ("Radiotherapy department", "Call the radiotherapy department"),
        ("Derby breast screening office", "Call the Derby breast screening office"),
        ("Macmillan Support Line", "Call the Macmillan Support Line"),
        ("Clinical Genetics Service", "Call the Clinical Genetics Service"),
        ("Helpline", "Call the helpline"),
        ("Breast Cancer Now helpline", "Call the Breast Cancer Now helpline"),
        ("NHS 111", "Call NHS 111"),
        (
            "Junior Ostomy Support Helpline (JOSH)",
            "Call the Junior Ostomy Support Helpline (JOSH)",
        ),
        ("The Laura Centre", "Call the Laura Centre"),
        ("Blythe House", "Call Blythe House"),
        ("SERVE", "Call SERVE"),
        ("Single Point of Access", "Call Single Point of Access"),
        (
            "24-hour helpline for patients and carers",
            "Call the 24-hour helpline for patients and carers",
        ),
        ("Samaritans, day and night", "Call Samaritans, day and night"),
        ("Day treatment", "Phone: Day treatment"),
        ("Appointments for women over 70 (2017)", "Phone: Appointments for women over 70 (2017)"),
    ],
)
def test_a_label_becomes_words(label, lead):
    assert plain(lead_words(label, phrases())) == lead


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("LOROS Hospice, ask for extension 7549", ("LOROS Hospice", "Ask for extension 7549")),
        ("Stop smoking, press option 1", ("Stop smoking", "Press option 1")),
        ("Hospice at Home, Cransley", ("Hospice at Home, Cransley", "")),
    ],
)
def test_what_to_do_after_dialling_is_said_after_the_number(label, parts):
    assert split_label(label) == parts


def test_one_number_whose_it_is_and_the_page():
    assert lines(make_radiotherapy()) == [
        "Call the radiotherapy department",
        f"0116{NB}258{NB}6244",
        "Website: uhleicester.nhs.uk",
    ]


def test_a_hospitals_main_number_says_so_and_whom_to_ask_for():
    main = PublicPhone(
        number="0300 303 1573", label="Hospital switchboard", kind=PhoneKind.SWITCHBOARD
    )
    place = ServiceAtLocation(location=make_infirmary(phones=(main,)))
    service = make_radiotherapy(
        phones=(), website="", places=(place,), ask_for="the radiotherapy department"
    )
    assert lines(service) == [
        "Call Royal Infirmary",
        f"0300{NB}303{NB}1573",
        "This is the main hospital number. Ask for the radiotherapy department.",
    ]
    nobody = dataclasses.replace(service, ask_for="")
    assert lines(nobody)[-1].endswith("Say the name at the top of this sheet.")


def test_a_label_of_a_switchboard_leaves_no_comma():
    phone = PublicPhone(
        number="0116 287 1471",
        label="Glenfield Hospital, older switchboard number",
        kind=PhoneKind.SWITCHBOARD,
    )
    assert lines(make_radiotherapy(phones=(phone,)))[0] == "Call Glenfield Hospital"


def test_another_switchboard_is_no_hospitals():
    phone = PublicPhone(
        number="0116 231 3771", label="LOROS Hospice main number", kind=PhoneKind.SWITCHBOARD
    )
    said = lines(make_radiotherapy(phones=(phone,), website=""))
    assert said[0] == "Call LOROS Hospice"
    assert said[2].startswith("This is their main number.")


@pytest.mark.parametrize(
    ("number", "is_free"),
    [("0808 808 00 00", True), ("0800 123 456", True), ("116 123", True), ("0300 1234 567", False)],
)
def test_free_numbers_are_said_to_be_free(number, is_free):
    service = make_radiotherapy(phones=(PublicPhone(number=number),), website="")
    assert ("It is free to call." in lines(service)) is is_free


def test_memorable_numbers_stay_as_their_owner_prints_them():
    service = make_radiotherapy(phones=(PublicPhone(number="0808 808 00 00"),))
    assert box(service).number == f"0808{NB}808{NB}00{NB}00"


def test_a_number_for_texts_says_so():
    phone = PublicPhone(number="07700 900123", label="Text or WhatsApp", kind=PhoneKind.TEXT)
    assert lines(make_radiotherapy(phones=(phone,), website=""))[0] == "Text or WhatsApp"


def test_without_a_number_it_says_so():
    assert lines(make_radiotherapy(phones=(), website="")) == [
        "We do not have a phone number for them."
    ]


def test_a_number_that_was_left_out_is_not_denied():
    from emndir.domain.freshness import PaperRule

    service = make_radiotherapy(sources=(OLD,))
    assert lines(service, rule=PaperRule.LEAVE_OUT) == [
        "We do not have a phone number that we have checked."
    ]


def test_the_code_leads_to_the_services_own_page():
    made = box(make_radiotherapy())
    assert made.qr is not None
    assert made.qr.url == "https://www.uhleicester.nhs.uk/services/radiotherapy/"
    assert made.qr_alt == "QR code for uhleicester.nhs.uk"


def test_no_page_no_code():
    made = box(make_radiotherapy(website=""))
    assert (made.qr, made.qr_caption, made.qr_alt) == (None, "", "")
