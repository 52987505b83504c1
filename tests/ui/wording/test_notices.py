"""Banners of the pane: alerts, doubt, the alert card, old facts, and what is gone."""

from __future__ import annotations

from datetime import date

import pytest

from emndir.domain.contact import PublicPhone
from emndir.domain.location import ServiceAtLocation
from emndir.domain.service import Alert
from emndir.domain.vocabulary import FactGroup, PhoneKind, ServiceStatus
from emndir.ui.messages import Tone
from emndir.ui.wording.notices import doubts_in_words, gone_notices, notices
from tests.ui.wording.records import SWITCHBOARD, check, loaded, place, service, source

LINE = PublicPhone(number="0808 178 2212", kind=PhoneKind.TREATMENT_LINE)
ALL_FRESH = source(*FactGroup)


def texts(**changes: object) -> list[str]:
    return [notice.text for notice in notices(loaded(service(**changes)))]


def test_all_fresh_has_no_banner():
    assert texts(phones=(SWITCHBOARD,), sources=(ALL_FRESH,)) == []


def test_an_alert_shows_until_its_last_day():
    alert = Alert(text="The entrance has moved", until=date(2026, 11, 22))
    assert texts(alert=alert, sources=(ALL_FRESH,)) == ["The entrance has moved."]
    past = Alert(text="The entrance has moved", until=date(2026, 11, 21))
    assert texts(alert=past, sources=(ALL_FRESH,)) == []


@pytest.mark.parametrize(
    ("seen", "words"),
    [("2018", "Not confirmed: last seen 2018."), ("", "Not confirmed: no dated source.")],
)
def test_unsure_says_when_it_was_last_seen(seen, words):
    found = notices(
        loaded(service(status=ServiceStatus.UNSURE, sources=(source(FactGroup.ABOUT, seen=seen),)))
    )
    assert found[0].text == words
    assert found[0].comes_first


def test_a_treatment_line_puts_the_alert_card_first_and_says_if_it_is_not_printed():
    fresh = notices(loaded(service(phones=(LINE,), sources=(ALL_FRESH,))))[0]
    old = notices(loaded(service(phones=(LINE,), checks=(check(FactGroup.CONTACT, "2026-05"),))))[0]
    assert fresh.tone is Tone.BAD
    assert fresh.comes_first
    assert "alert card comes first" in fresh.text
    assert "not printed" not in fresh.hint
    assert "not printed" in old.hint


def test_an_advice_service_without_a_number_points_to_the_alert_card_too():
    found = notices(loaded(service(service_type="acute-oncology", sources=(ALL_FRESH,))))
    assert "alert card comes first" in found[0].text
    assert "Our number" not in found[0].hint


def test_doubts_name_the_facts():
    words = doubts_in_words(
        loaded(
            service(
                phones=(SWITCHBOARD,),
                hours_note="Mornings.",
                sources=(source(FactGroup.REFERRAL), source(FactGroup.PLACE, seen="2020")),
            )
        )
    )
    assert words == "Phone and hours have no dated source. Place was last checked too long ago."


def test_the_number_of_the_place_is_doubted_by_its_own_age():
    hospital = place(phones=(SWITCHBOARD,), sources=(source(FactGroup.CONTACT, seen="2020-01"),))
    fresh = source(FactGroup.REFERRAL, FactGroup.PLACE, FactGroup.CONTACT)
    changed = service(places=(ServiceAtLocation(location=hospital),), sources=(fresh,))
    assert doubts_in_words(loaded(changed)) == "Phone was last checked too long ago."


def test_a_closed_place_is_named():
    closed = place(status=ServiceStatus.CLOSED)
    found = texts(places=(ServiceAtLocation(location=closed),), sources=(ALL_FRESH,))
    assert found == ["Glenfield Hospital: closed."]


@pytest.mark.parametrize(
    ("status", "start"),
    [
        (ServiceStatus.CLOSED, "Closed."),
        (ServiceStatus.PLANNED, "Planned."),
        (ServiceStatus.TEMPORARILY_CLOSED, "Closed for now."),
    ],
)
def test_what_is_gone_says_why(status, start):
    assert gone_notices(loaded(service(status=status)))[0].text.startswith(start)


def test_what_became_of_it_is_a_way_on_or_words():
    gone = service(status=ServiceStatus.CLOSED, became="part of the new centre")
    next_one = service(uid="next", name="New centre")
    by_words = gone_notices(loaded(gone))[0]
    by_record = gone_notices(loaded(gone, successor=next_one))[0]
    assert by_words.hint == "What became of it: part of the new centre."
    assert (by_record.uid, by_record.link) == ("next", "New centre")
