"""Words of the comparison: services or places read, put into cells, and arranged in rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from emndir.choice.comparison import Matter, Option, Question, in_order, order_of, rows_of, sites_of
from emndir.choice.figure_words import NO_RANKING, SURVEY_DOUBT, WHOLE_TRUST, measure_words
from emndir.choice.figures_beside import FiguresBeside, TrustFigures, figures_beside
from emndir.choice.options import option_of, option_of_place
from emndir.domain.errors import UnknownServiceError
from emndir.domain.indicator import ENGLAND, Measure
from emndir.domain.location import Position
from emndir.domain.taxonomy import Taxonomy
from emndir.ui import labels
from emndir.ui.compared import Beside, CompareCell, CompareColumn, CompareRow
from emndir.ui.detail import Line, Look
from emndir.ui.viewmodels.service import Wanted
from emndir.ui.wording.compare_cells import place_cells, service_cells, spoken_lines
from emndir.ui.wording.compare_copy import patient_answers
from emndir.ui.wording.figures import HOSPITAL_TYPES, TRUST_CODE, plot_of
from emndir.ui.wording.loaded import LoadedPlace, LoadedService
from emndir.ui.wording.loading import load_place, load_service
from emndir.ui.wording.places import origin_words
from emndir.ui.wording.route import route_spec
from emndir.ui.wording.sentences import listed, lower, sentence, tr
from emndir.ui.wording.way import way_of

if TYPE_CHECKING:
    from emndir.bootstrap import OpenDirectory
    from emndir.search.results import Origin

HEADINGS: Mapping[Question, tuple[str, str]] = MappingProxyType(
    {
        Question.DISTANCE: ("map-marker-distance", "Distance"),
        Question.SERVES: ("map-marker-check-outline", "Serves your area?"),
        Question.WITHOUT_CAR: ("bus", "Without a car"),
        Question.PARKING: ("parking", "Parking"),
        Question.ENTRANCE: ("door-open", "Where to go in"),
        Question.STEP_FREE: ("wheelchair", "Step-free access"),
        Question.ACCESS: ("account-check-outline", "More on access"),
        Question.PHONE: ("phone-outline", "Phone"),
        Question.HOURS: ("clock-outline", "Open"),
        Question.ROUTE: ("account-arrow-right-outline", "How to get in"),
        Question.FOR_WHOM: ("account-group-outline", "Who it is for"),
        Question.TREATMENTS: ("star-four-points-outline", "Special treatments"),
        Question.SAME_PLACE: ("hospital-building", "At the same place"),
        Question.SOURCE: ("calendar-check-outline", "Newest source"),
        Question.FIGURES: ("chart-bar", "Published figures"),
    }
)
"""The sign and the heading of every row."""
MATTERS: Mapping[Matter, str] = MappingProxyType(
    {
        Matter.JOURNEY: "Short journey",
        Matter.PARKING: "Parking",
        Matter.PUBLIC_TRANSPORT: "Bus or train",
        Matter.STEP_FREE: "Step-free",
        Matter.HOURS: "Open evenings or weekends",
        Matter.PHONE: "Phone",
    }
)
"""What each chip is called."""
Asked = tuple[str, bool]
"""A uid, and whether it is that of a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be compared: uids with whether each is a place, from where, and for which cancer.

    `with_figures` is False where the site shows no published figures, `with_routes` where it opens
    no routes.
    """

    asked: tuple[Asked, ...]
    origin: Origin | None = None
    site: str = ""
    with_figures: bool = True
    with_routes: bool = True


def heading(question: Question) -> str:
    """Return what a row is called."""
    return tr(HEADINGS[question][1])


def matter_words(matter: Matter) -> str:
    """Return what may matter to a person, in words."""
    return tr(MATTERS[matter])


# --- reading, for a worker thread -----------------------------------------------------------------


def read_beside(directory: OpenDirectory, request: Request, today: date) -> Beside:
    """Return everything to show; what is not there any more is named and left out.

    The columns stand in their order.
    """
    found: dict[str, tuple[Option, LoadedService | LoadedPlace]] = {}
    left_out = []
    for uid, is_place in request.asked:
        try:
            loaded = _loaded(directory, uid, is_place, request.origin, today)
        except UnknownServiceError:
            left_out.append(uid)
            continue
        found[uid] = (_option(directory, loaded, request.origin), loaded)
    options = in_order(option for option, _loaded in found.values())
    columns = _columns([found[option.uid] for option in options], with_routes=request.with_routes)
    sites = sites_of(options, request.site)
    trusts = [_trust(found[option.uid][1]) for option in options]
    origin = request.origin
    cells = {
        uid: service_cells(loaded, option)
        if isinstance(loaded, LoadedService)
        else place_cells(loaded, option)
        for uid, (option, loaded) in found.items()
    }
    return Beside(
        options=options,
        columns=columns,
        cells=cells,
        copies={uid: patient_answers(loaded, option) for uid, (option, loaded) in found.items()},
        figures=_figures(directory, trusts, sites, today) if request.with_figures else None,
        statements=directory.choice(option.chosen_as for option in options),
        near=origin_words(origin) if origin else "",
        ways={
            uid: way_of(loaded, option, _buses(cells[uid]))
            for uid, (option, loaded) in found.items()
        },
        kind=_kind(directory, options),
        made_of=labels.day_in_words(directory.info.data_date),
        order=order_of(options),
        left_out=tuple(left_out),
    )


def _buses(cells: Mapping[Question, CompareCell]) -> tuple[Line, ...]:
    """Return what is stated of coming without a car, and how old that is."""
    cell = cells[Question.WITHOUT_CAR]
    return cell.lines if cell.is_known else ()


def _figures(
    directory: OpenDirectory, trusts: Sequence[str], sites: Sequence[str], today: date
) -> FiguresBeside:
    """Return what is published of the trusts of all columns."""
    book = directory.figures(*filter(None, trusts), ENGLAND)
    return figures_beside(book, trusts, sites, today=today)


def _loaded(
    directory: OpenDirectory, uid: str, is_place: bool, origin: Origin | None, today: date
) -> LoadedService | LoadedPlace:
    wanted = Wanted(uid=uid, is_place=is_place, origin=origin)
    return (load_place if is_place else load_service)(directory, wanted, today)


def _option(
    directory: OpenDirectory, loaded: LoadedService | LoadedPlace, origin: Origin | None
) -> Option:
    start: Position | None = origin.position if origin else None
    if isinstance(loaded, LoadedService):
        return option_of(
            loaded.service,
            today=loaded.today,
            start=start,
            same_place=[one.name for one in loaded.same_place],
            serves=loaded.asked.serves_origin,
        )
    return option_of_place(
        loaded.location,
        today=loaded.today,
        start=start,
        same_place=[one.name for one in loaded.services],
    )


def _trust(loaded: LoadedService | LoadedPlace) -> str:
    """Return the ODS code of the trust whose figures are about a column, "" where none are."""
    if isinstance(loaded, LoadedPlace):
        return loaded.location.ods_code[:TRUST_CODE]
    service = loaded.service
    is_hospital = service.service_type in HOSPITAL_TYPES
    return service.organization.ods_code[:TRUST_CODE] if is_hospital else ""


def _columns(
    found: Sequence[tuple[Option, LoadedService | LoadedPlace]], *, with_routes: bool
) -> dict[str, CompareColumn]:
    towns = [loaded.location.town if loaded.location else "" for _option, loaded in found]
    columns = {}
    for (option, loaded), town in zip(found, towns, strict=True):
        location = loaded.location
        is_told = not town or town.casefold() in option.name.casefold()
        where = [location.name if location and location.name not in option.name else ""]
        where.append("" if is_told or (location and town in location.name) else town)
        is_short = bool(town) and towns.count(town) == 1
        columns[option.uid] = CompareColumn(
            uid=option.uid,
            name=option.name,
            where=", ".join(filter(None, where)) or ("" if is_told else town),
            short=town if is_short else option.name,
            is_place=option.is_place,
            route=None
            if option.is_remote or not with_routes
            else route_spec(location, loaded.asked),
        )
    return columns


def _kind(directory: OpenDirectory, options: Sequence[Option]) -> str:
    """Return the kind of service, where all are of one."""
    kinds = {option.service_type for option in options}
    kind = kinds.pop() if len(kinds) == 1 else ""
    if not kind:
        return ""
    return labels.code_in_words(directory.vocabulary, Taxonomy.SERVICE_TYPE, kind)


# --- arranging, at every press --------------------------------------------------------------------


def arrange(
    beside: Beside,
    options: Sequence[Option],
    matters: Collection[Matter] = (),
    *,
    only_differing: bool = False,
    with_expired: bool = False,
) -> tuple[CompareRow, ...]:
    """Return the rows for columns in an order; figures that have expired only `with_expired`."""
    rows = rows_of(
        options,
        matters,
        only_differing=only_differing,
        figures_differ=beside.figures is not None and beside.figures.differ,
    )
    made: list[CompareRow] = []
    for row in rows:
        icon, _words = HEADINGS[row.question]
        plain = CompareRow(
            question=row.question,
            icon=icon,
            heading=heading(row.question),
            is_moved=row.is_moved,
        )
        if row.question is Question.FIGURES:
            if beside.figures is not None:
                made += _figure_rows(
                    plain, beside, beside.figures, options, with_expired=with_expired
                )
        else:
            cells = tuple(beside.cells[option.uid][row.question] for option in options)
            made.append(replace(plain, cells=cells))
    return tuple(made)


def _figure_rows(
    row: CompareRow,
    beside: Beside,
    figures: FiguresBeside,
    options: Sequence[Option],
    *,
    with_expired: bool,
) -> list[CompareRow]:
    """Return the figures, or why they are not shown, and what has to be said of them."""
    trusts = {
        option.uid: trust for option, trust in zip(beside.options, figures.trusts, strict=True)
    }
    said = {
        measure: [
            figure_cell(trusts[one.uid], measure, with_expired=with_expired) for one in options
        ]
        for measure in Measure
    }
    shown = {
        measure: cells for measure, cells in said.items() if any(one.is_known for one in cells)
    }
    kept_back = [Line(text, Look.SECOND) for text in figures.kept_back]
    show = tr("Show with a warning")
    if not shown:
        none = [Line(tr("No figures of these are published here."), Look.SECOND)]
        return [replace(row, note=tuple(kept_back or none), action=show if kept_back else "")]
    warning = [Line(f"{WHOLE_TRUST} {NO_RANKING}", Look.SECOND)]
    if any(trust.rating for trust in figures.trusts):
        warning.append(Line(SURVEY_DOUBT, Look.SECOND))
    if with_expired and kept_back:
        old = tr("These figures are old: newer ones are due.")
        warning.insert(0, Line(old, Look.DOUBTFUL))
    elif kept_back:
        warning = [*kept_back, *warning]
    action = "" if not kept_back else tr("Hide old figures") if with_expired else show
    note = replace(row, heading=tr("About the figures"), note=tuple(warning), action=action)
    rows = [
        replace(row, heading=measure_words(measure), cells=tuple(cells))
        for measure, cells in shown.items()
    ]
    return [*rows, note]


def figure_cell(trust: TrustFigures, measure: Measure, *, with_expired: bool) -> CompareCell:
    """Return one figure of one trust, each line by itself and small; the same 24 months in every column."""
    lines = trust.lines(measure, with_expired=with_expired)
    if not lines:
        words = Line(tr("Not published here"), Look.DATED)
        return CompareCell(lines=(words,), spoken=words.text, is_known=False)
    made = tuple(Line(text, Look.SECOND_CAPTION) for text in lines)
    waits = trust.waits_of(measure, with_expired=with_expired)
    plot = plot_of(waits, waits.points) if waits is not None else None
    spoken = spoken_lines(made) + (f". {plot.twin}" if plot is not None else "")
    return CompareCell(lines=made, spoken=spoken, plot=plot)


# --- sentences of the whole page ------------------------------------------------------------------


def title(options: Sequence[Option]) -> str:
    """Return "Compare 3 services", "Compare 2 places"."""
    count = len(options)
    are_places = [option.is_place for option in options]
    if all(are_places):
        words = tr("place") if count == 1 else tr("places")
    elif any(are_places):
        words = tr("services and places")
    else:
        words = tr("service") if count == 1 else tr("services")
    return f"{tr('Compare')} {count} {words}"


def subtitle(beside: Beside) -> str:
    """Return the kind of service and from where, such as "radiotherapy, near NG31"."""
    near = f"{tr('near')} {beside.near}" if beside.near else ""
    return ", ".join(filter(None, (lower(beside.kind), near)))


def order_words(beside: Beside, *, is_chosen: bool) -> str:
    """Return what the columns stand in the order of, and that it ranks nothing."""
    if is_chosen:
        words = tr("The columns stand in your own order.")
    elif beside.order == "distance":
        words = tr("The columns stand in the order of distance.")
    elif beside.near:
        words = tr("Not every distance is known, so the columns stand by name.")
    else:
        words = tr("The columns stand by name, as no place was asked for.")
    return f"{words} {tr('It is not a ranking.')}"


def cell_sentence(row: CompareRow, column: CompareColumn, cell: CompareCell) -> str:
    """Return what a screen reader says of a cell: "Parking, Lincoln: free when you give ..."."""
    return sentence(f"{row.heading}, {column.short}: {cell.spoken}")


def note_sentence(row: CompareRow) -> str:
    """Return what a screen reader says of a note over the whole width."""
    hint = f"{tr('Enter')}: {lower(row.action)}." if row.action else ""
    words = " ".join(line.words for line in row.note)
    return " ".join(filter(None, (sentence(f"{row.heading}: {words}"), hint)))


def names_of(names: Iterable[str]) -> str:
    """Return some names as a list in a sentence."""
    return listed(list(names))
