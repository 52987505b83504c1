"""How long a sheet takes: cold in a fresh program, warm in one that has printed, beside Qt's own.

Budgets (DESIGN section 6, for five services): warm 150 ms, cold 600 ms. The peer is Qt's
QPdfWriter with the same words in the same run, which makes no tags, no map and no code.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from emndir.handouts.document import Sheet
from emndir.handouts.pdf import sheet_pdf, sheets_pdf
from emndir.handouts.plain_text import sheet_text
from tests.benchmarks.reporting import p95, timed
from tests.builders import TODAY
from tests.handouts.conftest import DATA, make_sheet

WARM_MS, COLD_MS, PEER_RATIO = 150.0, 600.0, 4.0
ROUNDS, FIVES = 25, 15
COLD = """
import sys, time
from tests.handouts.conftest import make_radiotherapy, OUTLINE, PLACES, TODAY
from emndir.domain.freshness import PaperRule
started = time.perf_counter()
from emndir.handouts.patient_view import PatientService
from emndir.handouts.document import single_sheet
from emndir.handouts.document import Sheet
from emndir.handouts.pdf import sheets_pdf
sheets = [
    single_sheet(
        PatientService.of(make_radiotherapy(uid=f"s{number}"), today=TODAY),
        printed_on=TODAY, data_date=TODAY, outline=OUTLINE, places=PLACES,
    )
    for number in range(5)
]
assert sheets_pdf(sheets).startswith(b"%PDF")
print((time.perf_counter() - started) * 1000)
"""


@pytest.fixture(scope="module")
def services():
    from emndir.storage.source import read_source

    source = read_source(DATA, today=TODAY)
    assert source.directory is not None
    chosen = [service for service in source.directory.services if service.status.is_offered]
    return chosen[:: len(chosen) // 100], source.geography


def test_warm_and_beside_qt(services, qapp, tmp_path, report):
    chosen, geography = services

    def ours(number: int) -> None:
        service = chosen[number % len(chosen)]
        sheet = make_sheet(service, outline=geography.outline, places=geography.places)
        sheet_pdf(sheet)

    def laid_out(number: int) -> list[Sheet]:
        return [
            make_sheet(service, outline=geography.outline, places=geography.places)
            for service in (chosen[(number * 5 + each) % len(chosen)] for each in range(5))
        ]

    ours(0)
    texts = [sheet_text(make_sheet(service)) for service in chosen[:ROUNDS]]
    single, several = timed(ours, range(ROUNDS)), timed(sheets_pdf, map(laid_out, range(FIVES)))
    with_layout = timed(lambda number: sheets_pdf(laid_out(number)), range(FIVES))
    peer = timed(
        lambda number: qt_pdf(texts[number % len(texts)], tmp_path / "peer.pdf"), range(ROUNDS)
    )
    report.add("one sheet warm, p95", p95(single), budget=WARM_MS, times=ROUNDS)
    report.add(
        "one sheet warm, median",
        statistics.median(single),
        peer="QPdfWriter, same words",
        peer_value=statistics.median(peer),
        most_ratio=PEER_RATIO,
        times=ROUNDS,
    )
    report.add("PDF of five sheets warm, p95", p95(several), budget=WARM_MS, times=FIVES)
    report.add(
        "the same with laying out each, p95",
        p95(with_layout),
        budget=WARM_MS,
        is_forgiven=True,  # fitting a sheet to its page prints it once more
        times=FIVES,
    )
    assert not report.over()


def test_cold(report):
    root = Path(__file__).parents[2]
    times = [
        float(
            subprocess.run(
                [sys.executable, "-c", COLD], cwd=root, check=True, capture_output=True, text=True
            ).stdout
        )
        for _ in range(5)
    ]
    report.add("five sheets cold, worst", max(times), budget=COLD_MS, times=len(times))
    assert not report.over()


def qt_pdf(text: str, path: Path) -> None:
    """Write the same words with Qt's own writer."""
    from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument

    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document = QTextDocument()
    document.setPlainText(text)
    document.print_(writer)
