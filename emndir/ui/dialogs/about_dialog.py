"""AboutDialog: version, where the data is from, whose parts are used, and that nothing is kept."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from emndir import __version__
from emndir.domain.service import DirectoryInfo
from emndir.ui import labels
from emndir.ui.dialogs.plain_dialog import PlainDialog
from emndir.ui.widgets.buttons import wrapped

PARTS: tuple[tuple[str, str], ...] = (
    ("Qt and PySide6", "LGPL 3.0"),
    ("SQLAlchemy", "MIT"),
    ("Typst", "Apache 2.0"),
    ("PDFium and pypdfium2", "BSD 3-Clause, Apache 2.0"),
    ("Material Design Icons (Pictogrammers), through QtAwesome", "Apache 2.0, MIT"),
    ("Roboto and Source Sans 3, through rendercv-fonts", "SIL Open Font License 1.1"),
    ("phonenumbers", "Apache 2.0"),
    ("holidays", "MIT"),
    ("GeographicLib", "MIT"),
    ("RapidFuzz", "MIT"),
    ("Segno", "BSD 3-Clause"),
    ("click", "BSD 3-Clause"),
    ("platformdirs, tomli-w", "MIT"),
    ("Python", "PSF License 2"),
)
"""Other people's work in the program, and its licence."""


class AboutDialog(PlainDialog):
    """What the program is, and everybody it owes something to."""

    def __init__(self, info: DirectoryInfo | None, parent: QWidget | None = None) -> None:
        """Say it; `info` is None before a directory is open."""
        super().__init__(QCoreApplication.translate("about", "About emndir"), parent, width=620)
        self._say(
            f"{self.tr('Version')} {__version__}",
            self.tr("A directory of local cancer services: find, look, print a sheet."),
            self.tr("It gives no medical advice. If life is at risk, call 999."),
            self.tr("It works offline, sends nothing, and keeps nothing about patients."),
        )
        if info is not None:
            self._head(self.tr("The list"))
            self._say(
                info.title,
                f"{self.tr('Published by')} {info.publisher}" if info.publisher else "",
                f"{self.tr('Data of')} {labels.day_in_words(info.data_date)}: "
                f"{labels.services_in_words(info.services)}, {info.locations} {self.tr('places')}, "
                f"{info.organizations} {self.tr('organisations')}",
            )
            self._head(self.tr("Maps, places and sources"))
            self._say(*info.attribution)
        self._head(self.tr("Made with"))
        self._say(*(f"{name}: {licence}" for name, licence in PARTS))
        self._head(self.tr("Licence"))
        self._say(self.tr("The program is free software under the MIT licence."))
        self.column.addStretch(1)
        self.add_close().setFocus()
        self.fit(640)

    def _head(self, text: str) -> None:
        self.column.addWidget(wrapped(text, "name"))

    def _say(self, *sentences: str) -> None:
        for sentence in sentences:
            if sentence:
                label = wrapped(sentence)
                self.column.addWidget(label)
