"""What each preference and each of its values is called, and where it stands in the settings."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What you see", ("theme", "text_percent", "motion", "show_map", "show_figures")),
    ("Where your patients live", ("near_default", "within_default")),
    ("The way there in the browser", ("open_routes", "route_url")),
    ("Between patients", ("idle_minutes",)),
    ("Narrow view", ("narrow_side", "narrow_on_top")),
    ("Sheets for patients", ("handout_points", "printer", "print_map", "clinic_name")),
)
"""The headings of the settings and what stands under each; a test holds them against `Settings`."""

TITLES: dict[str, str] = {
    "theme": "Colours",
    "text_percent": "Text size",
    "near_default": "Usual place",
    "within_default": "Usual distance",
    "idle_minutes": "Clear by itself",
    "narrow_side": "Side of the narrow view",
    "narrow_on_top": "Narrow view on top",
    "motion": "Movement",
    "handout_points": "Text on sheets",
    "printer": "Printer for sheets",
    "show_map": "Map beside a service",
    "show_figures": "Published figures",
    "print_map": "Map on sheets",
    "open_routes": "Open a route in the browser",
    "route_url": "Web page for routes",
    "clinic_name": "Name to print on sheets",
}

VALUES: dict[tuple[str, object], str] = {
    ("theme", "light"): "Light",
    ("theme", "dark"): "Dark",
    ("theme", "contrast"): "High contrast",
    ("within_default", 0): "Any",
    ("idle_minutes", 0): "Never",
    ("narrow_side", "right"): "Right",
    ("narrow_side", "left"): "Left",
    ("motion", "none"): "None",
    ("handout_points", 16): "16 point, large print",
    ("handout_points", 18): "18 point, large print",
    ("handout_points", 24): "24 point, giant print",
}

HINTS: dict[str, str] = {
    "near_default": "For example LE2 or Grantham",
    "clinic_name": "For example, your clinic and its phone number",
}
"""What an empty line of a preference shows."""

FAULTS: dict[str, str] = {
    "route_url": "This address is not used: it has to start with https:// and to have {to} in it.",
}
"""What is said of a line that may not be what it is."""

_UNITS = {
    "text_percent": "%1%",
    "within_default": "%1 miles",
    "idle_minutes": "%1 minutes",
    "handout_points": "%1 point",
}
_SYSTEMS = {"win32": "As Windows", "darwin": "As macOS"}


def title_of(name: str) -> str:
    """Return what a preference is called."""
    return tr(TITLES[name])


def value_in_words(name: str, value: object) -> str:
    """Return the words of one value of a preference."""
    if value == "system":
        return tr(_SYSTEMS.get(sys.platform, "As the system"))
    if (name, value) in VALUES:
        return tr(VALUES[name, value])
    return tr(_UNITS.get(name, "%1")).replace("%1", str(value))


def tr(text: str) -> str:
    """Return a text of the settings in the window's language."""
    return QCoreApplication.translate("settings", text)
