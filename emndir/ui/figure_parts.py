"""Published figures as the pane shows them: values, made by `wording.figures`, drawn by `FiguresPage`."""

from __future__ import annotations

from dataclasses import dataclass

from emndir.ui.detail import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotSpec:
    """Shares of people month by month, 0 to 1, oldest first; None where nothing may be shown.

    `standards` are steps: from the point with this number on, this share. `first` and `last`
    are the months at both ends. `twin` says the plot in words.
    """

    points: tuple[float | None, ...]
    standards: tuple[tuple[int, float], ...]
    first: str
    last: str
    twin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePart:
    """One measure: what is counted, the figures with their counts and age, and their plot."""

    heading: str
    lines: tuple[Line, ...]
    plot: PlotSpec | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresSpec:
    """All figures of a provider. `old` are kept back for `reasons` until somebody asks for them."""

    provider: str
    notes: tuple[str, ...]
    parts: tuple[FigurePart, ...] = ()
    old: tuple[FigurePart, ...] = ()
    reasons: tuple[str, ...] = ()
