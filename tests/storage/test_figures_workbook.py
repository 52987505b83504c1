"""Provider workbooks: read whatever their sheets are called and wherever their columns stand."""

from __future__ import annotations

import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook as Book

from emndir.domain.indicator import ENGLAND, Measure, Month
from emndir.storage.figures_text import parse_figures
from emndir.storage.figures_workbook import WorkbookError, read_workbook
from emndir.storage.text_files import figures_paths
from tests.storage.conftest import SAMPLE
from tests.storage.workbooks import RWE, a_book, a_sheet, columns, counts, usual

FDS, WAIT = Measure.FASTER_DIAGNOSIS, Measure.REFERRAL_TO_TREATMENT
FIGURES, _ = parse_figures({path: (SAMPLE / path).read_bytes() for path in figures_paths()})


def read(path):
    return read_workbook(
        path, providers=[one.code for one in FIGURES.providers], groups=FIGURES.groups
    )


def found(workbook):
    return {
        (one.provider, one.measure, one.group): (one.numerator, one.denominator)
        for one in workbook.indicators
    }


def test_a_usual_workbook(tmp_path):
    workbook = read(usual(tmp_path / "august.xlsx"))
    assert (workbook.month, workbook.is_final) == (Month(2026, 8), True)
    assert found(workbook) == {
        ("RWE", FDS, "All"): (150, 200),
        (ENGLAND, FDS, "All"): (440, 500),  # with Nottingham, which is not asked for
        ("RWE", FDS, "Suspected breast cancer"): (40, 60),  # both routes
        (ENGLAND, FDS, "Suspected breast cancer"): (40, 60),
        ("RWE", WAIT, "All"): (40.5, 61.5),
        (ENGLAND, WAIT, "All"): (100.5, 131.5),
    }
    assert list(workbook.left_out.items()) == [
        ("group “Suspected unheard-of cancer” is not in figures.toml", 1)
    ]


def test_other_sheets_other_headings_another_order(tmp_path):
    book = Book()
    sheet = book.active
    sheet.title = "Table 3"
    for line in (
        ["Two month wait (62 days) from referral to treatment"],
        ["August  2026"],
        [
            "Provider",
            "Ods  Code",
            "Late",
            "Total within 62 days",
            "Total treated",
            "Cancer type (3)",
        ],
        ["Leicester", "RWE", "x", 8, 10, "All cancers*"],
        ["Nobody", None, None, None, None, None],
        ["England", "", "x", 80, 100, "All cancers"],
    ):
        sheet.append(line)
    path = tmp_path / "other.xlsx"
    book.save(path)
    workbook = read(path)
    assert not workbook.is_final
    assert found(workbook) == {("RWE", WAIT, "All"): (8, 10), (ENGLAND, WAIT, "All"): (8, 10)}


def test_a_month_may_be_a_date(tmp_path):
    book = Book()
    book.active.append([datetime(2026, 10, 8)])  # when it was published: no month
    a_sheet(
        book,
        "a",
        62,
        columns(62),
        [(*RWE, *counts(20, 10))],
        month=datetime(2026, 7, 1),
    )
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx").month == Month(2026, 7)


def with_rows(path, *rows):
    book = a_book()
    a_sheet(book, "wait", 62, columns(62, "REFERRAL ROUTE"), rows)
    book.save(path)
    return path


def test_what_cannot_be_stops_it(tmp_path):
    path = with_rows(tmp_path / "a.xlsx", (*RWE, "ALL ROUTES", 10, 11, 0))
    with pytest.raises(WorkbookError, match="“wait”: RWE has 11 of 10 in time"):
        read(path)
    path = with_rows(tmp_path / "b.xlsx", (*RWE, "ALL ROUTES", 10, 8, 3))
    with pytest.raises(WorkbookError, match="8 of 10 in time and 3 late"):
        read(path)
    row = (*RWE, "ALL ROUTES", *counts(10, 8))
    with pytest.raises(WorkbookError, match="RWE stands twice for All"):
        read(with_rows(tmp_path / "c.xlsx", row, row))


def test_a_number_that_is_none_is_counted_as_left_out(tmp_path):
    good = (*RWE, "ALL ROUTES", *counts(10, 8))
    path = with_rows(tmp_path / "a.xlsx", good, ("RX1", "x", "ALL ROUTES", "*", "*", "*"))
    workbook = read(path)
    assert found(workbook)[ENGLAND, WAIT, "All"] == (8, 10)
    assert workbook.left_out == {"not a number": 1}


def test_numbers_may_be_written_as_text(tmp_path):
    good = (*RWE, "ALL ROUTES", "1,210", " 1100.5 ", "109.5")
    workbook = read(with_rows(tmp_path / "a.xlsx", good))
    assert found(workbook)["RWE", WAIT, "All"] == (1100.5, 1210)
    assert workbook.left_out == {}


@pytest.mark.parametrize("cell", ["84.7%", "about 80", "-3", "1e3", "#REF!", "８４", -3, True])
def test_what_should_be_a_number_and_is_something_else_stops_it(tmp_path, cell):
    """Passed over, it would be missing from England, which is all providers added up."""
    good = (*RWE, "ALL ROUTES", *counts(10, 8))
    path = with_rows(tmp_path / "a.xlsx", good, ("RX1", "x", "ALL ROUTES", 12, cell, 2))
    with pytest.raises(WorkbookError, match=r"“wait”: RX1 has “.+” where a number of people"):
        read(path)


def test_a_share_written_as_text_is_of_no_account(tmp_path):
    path = with_rows(tmp_path / "a.xlsx", (*RWE, "ALL ROUTES", 10, 8, 2, "80.0%"))
    assert found(read(path))["RWE", WAIT, "All"] == (8, 10)


def test_two_sheets_of_two_months_stop_it(tmp_path):
    book = a_book()
    rows = [(*RWE, "ALL ROUTES", *counts(10, 8))]
    a_sheet(book, "new", 62, columns(62, "REFERRAL ROUTE"), rows)
    a_sheet(book, "old", 28, columns(28, "REFERRAL ROUTE"), rows, month="Jul-26")
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(WorkbookError, match=r"“old” counts July.2026, another one August.2026"):
        read(tmp_path / "a.xlsx")


def test_what_is_lacking_is_told(tmp_path):
    whole = read(usual(tmp_path / "august.xlsx"))
    assert whole.not_read == ("31-day figures: none are in this file",)
    book = a_book()
    rows = [(*RWE, "ALL ROUTES", *counts(10, 8))] * 50
    renamed = [one if one != "TOTAL" else "SEEN" for one in columns(28, "REFERRAL ROUTE")]
    a_sheet(book, "wait", 62, columns(62, "REFERRAL ROUTE"), rows[:1])
    a_sheet(book, "told", 28, renamed, rows)
    book.save(tmp_path / "a.xlsx")
    workbook = read(tmp_path / "a.xlsx")
    assert {measure for _code, measure, _group in found(workbook)} == {WAIT}
    assert workbook.not_read == (
        "sheet “told”: its headings are not those that are known",
        "28-day figures: none are in this file",
        "31-day figures: none are in this file",
    )


def test_columns_and_headings_further_down_and_to_the_right_are_found(tmp_path):
    from openpyxl import load_workbook

    path = usual(tmp_path / "august.xlsx")
    book = load_workbook(path)
    for sheet in book.worksheets:
        sheet.insert_cols(1, 2)
        sheet.insert_rows(1, 6)
    book.save(tmp_path / "moved.xlsx")
    assert found(read(tmp_path / "moved.xlsx")) == found(read(path))


def test_an_old_or_locked_workbook_says_what_to_do(tmp_path):
    path = tmp_path / "old.xls"
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2000))
    with pytest.raises(WorkbookError, match=r"old Excel workbook .* or one locked") as raised:
        read(path)
    assert "save it as .xlsx" in raised.value.hint


def bad_files(folder):
    (folder / "text.xlsx").write_text("not a workbook")
    (folder / "empty.xlsx").write_bytes(b"")
    with zipfile.ZipFile(folder / "zip.xlsx", "w") as packed:
        packed.writestr("hello.txt", "hello")
    usual(folder / "cut.xlsx")
    whole = (folder / "cut.xlsx").read_bytes()
    (folder / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    with (
        zipfile.ZipFile(folder / "xml.xlsx", "w") as packed,
        zipfile.ZipFile(usual(folder / "good.xlsx")) as good,
    ):
        for item in good.infolist():
            content = good.read(item)
            packed.writestr(item, content[:-40] if "sheet" in item.filename else content)
    return ("text", "empty", "zip", "cut", "xml", "missing")


def test_a_file_that_is_no_workbook_is_told_in_a_sentence(tmp_path):
    for name in bad_files(tmp_path):
        with pytest.raises(WorkbookError, match=f"{name}.xlsx"):
            read(tmp_path / f"{name}.xlsx")


def test_a_workbook_of_something_else(tmp_path):
    book = Book()
    book.active.append(["Household waste, tonnes"])
    book.save(tmp_path / "waste.xlsx")
    with pytest.raises(WorkbookError, match="which month"):
        read(tmp_path / "waste.xlsx")
    book.active.append(["August 2026"])
    book.save(tmp_path / "waste.xlsx")
    with pytest.raises(WorkbookError, match="no waiting times by provider"):
        read(tmp_path / "waste.xlsx")


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    path = usual(tmp_path / "august.xlsx")
    monkeypatch.setattr("emndir.storage.figures_workbook._MOST_BYTES", 1000)
    with pytest.raises(WorkbookError, match="far larger"):
        read(path)


def test_endless_rows_stop(tmp_path, monkeypatch):
    path = usual(tmp_path / "august.xlsx")
    monkeypatch.setattr("emndir.storage.figures_workbook._MOST_ROWS", 5)
    with pytest.raises(WorkbookError, match="more than 5 rows"):
        read(path)
