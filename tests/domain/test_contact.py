"""Phone numbers: digits, formats, and two types that do not mix."""

from __future__ import annotations

import pytest

from emndir.domain.contact import (
    ProfessionalContactError,
    ProfessionalPhone,
    PublicPhone,
    format_phone,
    is_phone,
    phone_digits,
    require_public,
    unbroken,
    unbroken_code,
)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("0116 231 3771", "01162313771"),
        ("(01522)572268", "01522572268"),
        ("+44 116 231 3771", "01162313771"),
        ("+44 (0)116 231 3771", "01162313771"),
        ("0044 116 231 3771", "01162313771"),
        ("Tel: 0808 8080000", "08088080000"),
        ("no number", ""),
    ],
)
def test_numbers_are_compared_by_their_national_digits(written, digits):
    assert phone_digits(written) == digits


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("01162313771", "0116 231 3771"),
        ("01522512512", "01522 512512"),
        ("+44 808 808 0000", "0808 808 0000"),
        ("116 123", "116 123"),
        ("66777", "66777"),
        ("bleep 4558", "bleep 4558"),
    ],
)
def test_numbers_are_shown_in_the_national_format(written, printed):
    assert format_phone(written) == printed


def test_only_real_numbers_are_numbers():
    assert is_phone("0116 231 3771")
    assert is_phone("111")
    assert is_phone("66777")
    assert not is_phone("0116 231")
    assert not is_phone("hello")


def test_a_professional_number_is_refused_where_a_public_one_is_needed():
    public = PublicPhone(number="0116 231 3771")
    assert require_public(public) is public
    with pytest.raises(ProfessionalContactError):
        require_public(ProfessionalPhone(number="0116 231 3771"))
    with pytest.raises(ProfessionalContactError):
        require_public("0116 231 3771")
    assert not issubclass(ProfessionalPhone, PublicPhone)


def test_a_number_is_held_together_by_no_break_spaces():
    assert unbroken("LE2 3AB") == "LE2\N{NO-BREAK SPACE}3AB"


def test_only_postcodes_are_held_together_and_names_may_break():
    assert unbroken_code("LE2 3AB") == "LE2\N{NO-BREAK SPACE}3AB"
    assert unbroken_code("Leicester Royal Infirmary") == "Leicester Royal Infirmary"
