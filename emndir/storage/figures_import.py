"""A workbook's figures into `data/figures`: what is new, what was revised, what stayed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from emndir.domain.errors import DataFaultError
from emndir.domain.indicator import Figures, FigureSource, Indicator, Measure, Month, Period
from emndir.domain.problems import has_errors
from emndir.domain.provenance import PartialDate
from emndir.storage.figures_text import ABOUT, figures_texts, parse_figures
from emndir.storage.figures_workbook import Workbook, WorkbookError, read_workbook
from emndir.storage.files import replace_file
from emndir.storage.text_files import figures_paths

_FINAL, _PROVISIONAL = "final", "provisional"
Key = tuple[str, Measure, str, Period]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresImport:
    """What became of a workbook: counts of figures, of rows left out by why they were, and what is lacking."""

    month: Month
    is_final: bool
    added: int
    revised: int
    same: int
    left_out: Mapping[str, int]
    not_read: tuple[str, ...] = ()


def import_workbook(data_dir: Path, file: Path, *, today: date, url: str = "") -> FiguresImport:
    """Read a provider workbook and enter its month's figures into a data folder.

    A figure that is there already is replaced, with its source. Provisional figures never take the place
    of final ones. Nothing is written unless the whole file is sound.

    Raises:
        WorkbookError: for a file that cannot be used.
        DataFaultError: where the folder's own figures have faults or are missing.
        FaultyFileError: where a file cannot be written.
    """
    figures = _figures_of(data_dir)
    workbook = read_workbook(
        file, providers=[one.code for one in figures.providers], groups=figures.groups
    )
    source = _source(workbook, file, url, today)
    _refuse_provisional(figures, workbook, source, file)
    merged, report = _merged(figures, workbook, source)
    if report.added or report.revised:
        for path, text in figures_texts(merged).items():  # the names first, then what uses them
            replace_file(data_dir / path, text.encode("utf-8"))
    return report


def _figures_of(data_dir: Path) -> Figures:
    texts = {}
    for path in figures_paths():
        try:
            texts[path] = (data_dir / path).read_bytes()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise DataFaultError(f"{data_dir / path} cannot be read: {error.strerror}.") from error
    if ABOUT not in texts:
        raise DataFaultError(
            f"There is no file {data_dir / ABOUT}.",
            "It names the providers and cancer groups whose figures are kept.",
        )
    figures, problems = parse_figures(texts)
    if has_errors(problems):
        raise DataFaultError(
            f"The figures in {data_dir} have faults, so nothing was entered.",
            "`emndir check` lists them with file and line.",
        )
    return figures


def _source(workbook: Workbook, file: Path, url: str, today: date) -> FigureSource:
    state = _FINAL if workbook.is_final else _PROVISIONAL
    month = workbook.month.words.replace("\N{NO-BREAK SPACE}", " ")
    return FigureSource(
        uid=f"cwt-{workbook.month}",
        name=f"NHS England, Cancer Waiting Times by provider, {month}, {state} workbook",
        url=url or file.name,
        seen=PartialDate.of(today),
    )


def _refuse_provisional(
    figures: Figures, workbook: Workbook, source: FigureSource, file: Path
) -> None:
    before = next((one for one in figures.sources if one.uid == source.uid), None)
    if workbook.is_final or before is None or _FINAL not in before.name.split():
        return
    raise WorkbookError(
        f"{file.name} holds provisional figures of {workbook.month.words}; final ones are here already.",
        "Nothing was taken from this file.",
    )


def _key(one: Indicator) -> Key:
    return one.provider, one.measure, one.group, one.period


def _merged(
    figures: Figures, workbook: Workbook, source: FigureSource
) -> tuple[Figures, FiguresImport]:
    found = {_key(one): replace(one, source=source.uid) for one in workbook.indicators}
    outcome: Counter[str] = Counter()
    kept = []
    for one in figures.indicators:
        newer = found.pop(_key(one), None)
        if newer is None:
            kept.append(one)
            continue
        is_same = (one.numerator, one.denominator) == (newer.numerator, newer.denominator)
        outcome["same" if is_same else "revised"] += 1
        kept.append(one if is_same else newer)
    report = FiguresImport(
        month=workbook.month,
        is_final=workbook.is_final,
        added=len(found),
        revised=outcome["revised"],
        same=outcome["same"],
        left_out=workbook.left_out,
        not_read=workbook.not_read,
    )
    ordered = sorted([*kept, *found.values()], key=_order(figures))
    others = [one for one in figures.sources if one.uid != source.uid]
    used = {one.source for one in ordered}
    sources = sorted((*others, source), key=lambda one: one.uid) if source.uid in used else others
    return replace(figures, indicators=tuple(ordered), sources=tuple(sources)), report


def _order(figures: Figures) -> Callable[[Indicator], tuple[object, ...]]:
    """Return what sorts figures: by provider, measure and group as they are declared, then by month."""
    providers = {one.code: number for number, one in enumerate(figures.providers)}
    groups = {(one.measure, one.name): number for number, one in enumerate(figures.groups)}
    measures = {measure: number for number, measure in enumerate(Measure)}
    return lambda one: (
        providers.get(one.provider, len(providers)),
        measures[one.measure],
        groups.get((one.measure, one.group), len(groups)),
        one.period,
        not one.is_adjusted,
    )
