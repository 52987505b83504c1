import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emndir.domain.errors import HandoutError
from emndir.handouts.letters import font_folders, printable, text_width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zażółć gęślą jaźń", "Zażółć gęślą jaźń"),
        ("Ŵyl yng Nghymru", "Ŵyl yng Nghymru"),
        ("Tiếng Việt", "Tiếng Việt"),
        ("e\N{COMBINING ACUTE ACCENT}", "é"),
        ("5 ㎞", "5 km"),
        ("日本", ""),
        ("☎ 🎉", " "),
        ("a\N{SOFT HYPHEN}b", "ab"),
        ("a\u202eb\u2066c", "abc"),
        ("a\0b\x1b[0m", "ab[0m"),
        ("a\u2028b", "a b"),
        ("０１１６", "0116"),
        ("\ud800", ""),
    ],
)
def test_what_has_no_letter_is_simplified_or_left_out(text, shown):
    assert printable(text) == shown


@given(st.text())
def test_what_is_printable_stays_so(text):
    once = printable(text)
    assert printable(once) == once


def test_widths_are_the_fonts_own():
    assert text_width("", 12) == 0
    assert text_width("iii", 12) < text_width("mmm", 12)
    assert text_width("Leicester", 12) < text_width("Leicester", 12, bold=True)
    assert text_width("Leicester", 24) == pytest.approx(2 * text_width("Leicester", 12))
    assert text_width("✓", 12) > 0, "from the second family"


def test_missing_letters_are_told_in_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "rendercv_fonts", None)
    with pytest.raises(HandoutError, match="letters for printing are missing"):
        font_folders()


def test_half_a_package_counts_as_missing(monkeypatch, tmp_path):
    import rendercv_fonts

    monkeypatch.setattr(rendercv_fonts, "path_of", {"Roboto": tmp_path / "Roboto"})
    with pytest.raises(HandoutError):
        font_folders()
