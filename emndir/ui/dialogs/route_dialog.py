"""RouteDialog: before a route is opened in the browser, what leaves this computer and where it goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtWidgets import QWidget

from emndir.runtime.route_address import has_start, route_address, site_of
from emndir.ui.browser import open_in_browser
from emndir.ui.detail import Line, Look, RouteSpec
from emndir.ui.dialogs.plain_dialog import PlainDialog
from emndir.ui.widgets.buttons import wrapped
from emndir.ui.widgets.text_lines import TextLines
from emndir.ui.widgets.tick_box import TickBox
from emndir.ui.wording.route import what_leaves, what_may_leave


class RouteDialog(PlainDialog):
    """Shows the very address; nothing is opened until the button for it is pressed.

    Cancel is what Enter does at first. `copied` carries the address, for whoever rather pastes
    it; `said` what a screen reader is to be told. Nothing chosen here is kept.
    """

    copied = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        spec: RouteSpec,
        template: str,
        parent: QWidget | None = None,
        *,
        opener: Callable[[QUrl], bool] = open_in_browser,
    ) -> None:
        """Ask about the way to a place on the site of a template."""
        super().__init__(self.tr("Open a route in your browser?"), parent, width=560)
        self._spec, self._template, self._opener = spec, template, opener
        site = site_of(template)
        self.column.addWidget(wrapped(spec.name, "name"))
        self.words = wrapped(what_leaves(spec, site))
        self.column.addWidget(self.words)
        self.column.addWidget(
            wrapped(
                self.tr(
                    "The site and those between can see it, and your browser may keep it. emndir sends "
                    "nothing itself, and keeps nothing of it."
                ),
                tone="ink2",
            )
        )
        self.tick: TickBox | None = None
        if spec.start and has_start(template):
            self.tick = TickBox(what_may_leave(spec))
            self.tick.toggled.connect(self._show_address)
            self.column.addWidget(self.tick)
            risk = self.tr("It can tell the site where a patient lives. Without it, the site asks.")
            self.tick.setAccessibleDescription(risk)
            self.column.addWidget(wrapped(risk, "caption"))
        self.column.addWidget(wrapped(self.tr("This address is opened:"), "strong"))
        self.shown = TextLines()
        self.column.addWidget(self.shown)
        self.failed = wrapped("", tone="warn")
        self.failed.hide()
        self.column.addWidget(self.failed)
        self.column.addStretch(1)
        self._add_buttons()
        self._show_address()
        self.cancel_button.setFocus()
        self.fit(440)

    def _add_buttons(self) -> None:
        self.copy_button = self.add_button(self.tr("Copy the address"))
        self.copy_button.clicked.connect(self._copy)
        self.open_button = self.add_button(self.tr("Open in the browser"))
        self.open_button.clicked.connect(self._open)
        self.cancel_button = self.add_button(self.tr("Cancel"), is_main=True)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def address(self) -> str:
        """Return the very address that would be opened now."""
        start = self._spec.start if self.tick is not None and self.tick.isChecked() else ""
        return route_address(self._template, self._spec.to, start)

    @Slot()
    def _show_address(self) -> None:
        self.shown.set_lines([Line(self.address, Look.SECOND)])
        self.shown.setAccessibleName(f"{self.tr('This address is opened:')} {self.address}")

    @Slot()
    def _copy(self) -> None:
        self.copied.emit(self.address)
        self.said.emit(self.tr("The address is copied."))

    @Slot()
    def _open(self) -> None:
        """Open it; where nothing on this computer does, say so and offer to copy it."""
        if self._opener(QUrl(self.address, QUrl.ParsingMode.StrictMode)):
            self.accept()
            return
        words = self.tr("No program on this computer opens it. You can copy the address instead.")
        self.failed.setText(words)
        self.failed.show()
        self.copy_button.setFocus()
        self.said.emit(words)
