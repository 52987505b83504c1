"""Transport in words: whom it serves, by which number, how old; and nothing for professionals is copied."""

from __future__ import annotations

import pytest

from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.location import Coordinates
from emndir.domain.vocabulary import PhoneKind, ServiceStatus
from emndir.transport import Lift
from emndir.ui.way_parts import End
from emndir.ui.wording import transport
from emndir.ui.wording.transport import MOST, area_words, transport_near
from tests.builders import TODAY, make_service

END = End(heading="From NG31", near="NG31", point=Coordinates(52.9, -0.64))


def lift(uid="lift", serves=True, miles=None, **more):
    fields = {"service_type": "transport", "name": f"Cars {uid}", "plain_name": f"Cars {uid}"}
    return Lift(service=make_service(uid=uid, **{**fields, **more}), serves=serves, miles=miles)


@pytest.fixture
def said(monkeypatch, context):
    """Return what is said of some lifts."""

    def say(*lifts):
        monkeypatch.setattr(transport, "lifts_near", lambda *_asked, **_more: lifts or None)
        (found,) = transport_near(context.directory, [END], TODAY)
        return found

    return say


def plain(text):
    return text.replace("\xa0", " ")


def test_a_row_says_number_area_and_age(said):
    phone = PublicPhone(number="01476 590 620", kind=PhoneKind.DIRECT)
    (row,) = said(lift(phones=(phone,))).rows
    assert plain(row.second).startswith("01476 590 620. Serves NG31. ")
    assert "hecked" in row.second
    assert row.uid == "lift"


def test_without_a_number_it_says_so_and_doubt_is_told(said):
    (row,) = said(lift(phones=(), status=ServiceStatus.UNSURE)).rows
    assert "No phone listed" in row.second
    assert "Not confirmed" in row.second


def test_miles_are_straight_lines_and_no_area_is_no_promise():
    assert plain(area_words(lift(serves=None, miles=4.2), END)) == (
        "About 4 miles away, in a straight line; its area is not stated"
    )
    assert plain(area_words(lift(serves=True, miles=4.2), END)) == (
        "Serves NG31, about 4 miles away, in a straight line"
    )


def test_nothing_there_is_not_listed(said):
    found = said()
    assert found.rows == ()
    assert found.lines[0].text.startswith("Not listed")


def test_many_are_counted_and_never_left_out_in_silence(said):
    found = said(*(lift(str(number)) for number in range(MOST + 3)))
    assert len(found.rows) == MOST
    assert found.lines[0].text.startswith("and 3 more")


def test_a_number_for_professionals_is_in_no_row_and_no_copy(said):
    secret = ProfessionalPhone(number="01476 999 111", kind=PhoneKind.DIRECT)
    (row,) = said(lift(phones=(), professional_phones=(secret,))).rows
    assert "999 111" not in plain(f"{row.second} {row.copied}")
    assert plain(row.copied).startswith("Cars lift.")
