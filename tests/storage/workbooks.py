"""Provider workbooks as NHS England writes them, small, with people made up."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

RWE = ("RWE", "UNIVERSITY HOSPITALS OF LEICESTER NHS TRUST")
RX1 = ("RX1", "NOTTINGHAM UNIVERSITY HOSPITALS NHS TRUST")
TITLES = {
    28: "FOUR WEEK (28 DAYS) WAIT FROM URGENT REFERRAL TO PATIENT TOLD THEY HAVE CANCER",
    31: "ONE MONTH (31-DAY) WAIT FROM A DECISION TO TREAT TO TREATMENT OF CANCER",
    62: "TWO MONTH (62-DAY) WAIT FROM AN URGENT SUSPECTED CANCER REFERRAL TO TREATMENT",
}
_CODE = ("ODS CODE (1)", "ACCOUNTABLE PROVIDER")


def a_sheet(book, name, days, columns, rows, *, month="Aug-26"):
    """Add a sheet: title, month, basis, two empty lines, headings, rows, and a note under them."""
    sheet = book.create_sheet(name)
    lines = [
        [TITLES[days]],
        [month],
        ["BASIS: PROVIDER BASED"],
        [],
        [None, None, "NUMBER OF PEOPLE"],
        [None, *_CODE, *columns],
        *([None, *row] for row in rows),
        [],
        [None, "(1) ODS codes are those of the Organisation Data Service."],
    ]
    for line in lines:
        sheet.append(line)
    return sheet


def counts(total, within):
    """Return the cells of one row: total, in time, late, share, and the distribution's first."""
    return (total, within, total - within, within / total if total else None, "", within)


def columns(days, *before):
    return (
        *before,
        "TOTAL",
        f"WITHIN {days} DAYS",
        f"AFTER {days} DAYS",
        f"TREATED WITHIN {days} DAYS",
        " ",
        "WITHIN 31 DAYS ",
    )


def a_book(*, status="Final", month="Aug-26"):
    book = Workbook()
    front = book.active
    front.title = "Frontpage"
    front.append([])
    front.append([None, f"Status: {status} Official Statistics"])
    front.append([None, "August 2026"])
    front.append([None, "Published", datetime(2026, 10, 8)])
    return book


def usual(path, *, status="Final", leicester=(200, 150)):
    """Write a workbook of August 2026 as they looked in 2025, and return where."""
    book = a_book(status=status)
    a_sheet(
        book,
        "28-DAY FDS (ALL ROUTES)",
        28,
        columns(28, "REFERRAL ROUTE"),
        [
            (*RWE, "ALL ROUTES", *counts(*leicester)),
            (*RX1, "ALL ROUTES", *counts(300, 290)),
        ],
    )
    a_sheet(
        book,
        "28-DAY FDS (BY ROUTE)",
        28,
        columns(28, "REFERRAL ROUTE", "SUSPECTED CANCER OR BREAST SYMPTOMATIC (2)"),
        [
            (*RWE, "NATIONAL SCREENING PROGRAMME", "Suspected breast cancer", *counts(20, 10)),
            (*RWE, "URGENT SUSPECTED CANCER", "Suspected breast cancer (a)", *counts(40, 30)),
            (*RWE, "URGENT SUSPECTED CANCER", "Suspected unheard-of cancer", *counts(5, 5)),
        ],
    )
    a_sheet(
        book,
        "62-DAY (ALL CANCER)",
        62,
        columns(62, "REFERRAL ROUTE", "CANCER TYPE"),
        [
            (*RWE, "ALL ROUTES", "ALL CANCERS", *counts(61.5, 40.5)),
            (*RWE, "NATIONAL SCREENING PROGRAMME", "ALL CANCERS", *counts(9, 9)),
            (*RX1, "ALL ROUTES", "ALL CANCERS", *counts(70, 60)),
        ],
    )
    a_sheet(
        book,
        "62-DAY (BY TREATMENT MODALITY)",
        62,
        columns(62, "REFERRAL ROUTE", "TREATMENT MODALITY (4)"),
        [(*RWE, "ALL ROUTES", "Surgery", *counts(999, 999))],
    )
    book.save(path)
    return Path(path)
