"""The words around a question from outside: what was asked, and what of it nothing here knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from emndir.domain.vocabulary import Taxonomy
from emndir.search.outside import LONGEST, Asked

if TYPE_CHECKING:
    from emndir.domain.taxonomy import Vocabulary


def asked_words(asked: Asked, vocabulary: Vocabulary | None = None) -> str:
    """Return a question in one line: “breast”, near LE2, breast cancer.

    A code is said by the name of its cancer, or of each that it means; one that nothing here
    knows stays as it was given.
    """
    parts = []
    if asked.query:
        parts.append(f"“{asked.query}”")
    if asked.near:
        parts.append(f"{_tr('near')} {asked.near}")
    if asked.site:
        parts.append(_cancer(asked.site, vocabulary))
    return (", ".join(parts) or _tr("nothing that can be read")) + "."


def _cancer(site: str, vocabulary: Vocabulary | None) -> str:
    from emndir.search.site_codes import sites_of  # not before the first paint
    from emndir.ui.wording.sentences import listed, lower

    codes = sites_of(vocabulary, site) if vocabulary is not None else ()
    if vocabulary is None or not codes:
        return f"{_tr('cancer:')} {site}"
    names = [vocabulary.label(Taxonomy.CANCER_SITE, code) for code in codes]
    return listed([lower(name) for name in names], _tr("or"))


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
