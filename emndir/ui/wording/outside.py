"""The words around a question from outside: what was asked, and what of it nothing here knows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from emndir.search.outside import LONGEST, Asked


def asked_words(asked: Asked) -> str:
    """Return a question in one line: “breast”, near LE2, cancer: C50."""
    parts = []
    if asked.query:
        parts.append(f"“{asked.query}”")
    if asked.near:
        parts.append(f"{_tr('near')} {asked.near}")
    if asked.site:
        parts.append(f"{_tr('cancer:')} {asked.site}")
    return (", ".join(parts) or _tr("nothing that can be read")) + "."


def unknown_words(unknown: tuple[str, ...], asked: Asked) -> tuple[str, str]:
    """Return what happened and a sentence for each part that was left out, for a banner."""
    said = []
    for name in unknown:
        if name in asked.unread:
            said.append(_too_long(name))
        elif name == "near":
            said.append(_tr("No place “%1” is known here.").replace("%1", asked.near))
        else:
            said.append(_tr("No cancer “%1” is known here.").replace("%1", asked.site))
    return _tr("A part of what was asked from outside was left out."), " ".join(said)


def unknown_for_terminal(unknown: tuple[str, ...]) -> list[str]:
    """Return a sentence for each part that was left out; none quotes it, for a terminal may be kept."""
    return [
        f"emndir: what --{name} says is not known here, or cannot be read, and was left out."
        for name in unknown
    ]


def _too_long(name: str) -> str:
    what = {"query": _tr("The words"), "near": _tr("The place"), "site": _tr("The cancer")}[name]
    return f"{what} {_tr('cannot be read: at most')} {LONGEST} {_tr('letters, on one line.')}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("outside", text)
