"""Every key of the window in one table: what it is called, which key, what it is for.

The keys page (F1), the menu, the guide and a test read this table; nothing else names a key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from emndir.ui.icons import icon


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One thing a key does. `keys` are all keys that do it, the one to show first.

    `part` is the heading it stands under in the list of keys. `in_menu` puts it into the
    menu of the settings button.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    purpose: str
    part: str
    icon: str = ""
    in_menu: bool = False


FINDING = "Finding"
MOVING = "Moving"
USING = "Using what is found"
HANDOUT = "In a hand-out"
WINDOW = "The window"

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        id="search",
        text="Search",
        keys=("Ctrl+K", "Ctrl+F"),
        purpose="To the search box, with everything in it selected",
        part=FINDING,
    ),
    ActionSpec(id="near", text="Near", keys=("Ctrl+L",), purpose="To the place box", part=FINDING),
    ActionSpec(
        id="filters",
        text="Filters",
        keys=("Ctrl+Shift+F",),
        purpose="To the filters; once more closes them where they are folded",
        part=FINDING,
    ),
    ActionSpec(
        id="who-answers",
        text="Who answers now?",
        keys=("Ctrl+O",),
        purpose="Help by phone that is open at this minute, then what does not say; once more for all",
        part=FINDING,
        icon="phone-in-talk-outline",
        in_menu=True,
    ),
    ActionSpec(
        id="stages",
        text="Every stage",
        keys=("Ctrl+G",),
        purpose="For one cancer and place: what there is from prevention to bereavement, and the gaps",
        part=FINDING,
        icon="timeline-text-outline",
        in_menu=True,
    ),
    ActionSpec(
        id="new-patient",
        text="New patient",
        keys=("F8",),
        purpose="Clear words, place, filters, shortlist and what was copied; once more for good",
        part=FINDING,
    ),
    ActionSpec(
        id="undo-clearing",
        text="Undo new patient",
        keys=("Shift+F8",),
        purpose="For ten seconds after F8, until something new is asked: bring back what it cleared",
        part=FINDING,
    ),
    ActionSpec(
        id="next-part",
        text="Next part",
        keys=("F6",),
        purpose="To the next part: search, chips, messages, filters, results, details, shortlist",
        part=MOVING,
    ),
    ActionSpec(
        id="previous-part",
        text="Previous part",
        keys=("Shift+F6",),
        purpose="To the part before",
        part=MOVING,
    ),
    ActionSpec(
        id="back",
        text="Back",
        keys=("Esc",),
        purpose="To the results, then to the search box and select it, then clear it",
        part=MOVING,
    ),
    ActionSpec(
        id="step-back",
        text="One step back",
        keys=("Alt+Left",),
        purpose="From a record to the one it was opened from, then to the results",
        part=MOVING,
    ),
    ActionSpec(
        id="copy",
        text="Copy",
        keys=("Ctrl+C",),
        purpose="Name, phone and address of the chosen service, fit for a patient",
        part=USING,
    ),
    ActionSpec(
        id="copy-phone",
        text="Copy the phone number",
        keys=("Ctrl+Shift+C",),
        purpose="The number of the chosen service and nothing else",
        part=USING,
    ),
    ActionSpec(
        id="patient-view",
        text="Patient view",
        keys=("F7",),
        purpose="Turn the screen to the patient: large, plain, no professional data; once more returns",
        part=USING,
    ),
    ActionSpec(
        id="shortlist",
        text="Shortlist",
        keys=("Ctrl+D",),
        purpose="Put the chosen service on the shortlist, or take it off",
        part=USING,
    ),
    ActionSpec(
        id="print",
        text="Make a hand-out",
        keys=("Ctrl+P",),
        purpose="Sheets of the shortlist, or of the chosen service: look, print, save",
        part=USING,
    ),
    ActionSpec(
        id="compare",
        text="Compare",
        keys=("Ctrl+M",),
        purpose="The services of the shortlist side by side, up to four; once more returns",
        part=USING,
    ),
    ActionSpec(
        id="packs",
        text="Saved packs",
        keys=("Ctrl+Shift+P",),
        purpose="A clinic’s usual hand-outs: which are still right, and print again",
        part=USING,
        icon="bookmark-multiple-outline",
        in_menu=True,
    ),
    ActionSpec(
        id="why",
        text="Why is this here?",
        keys=("Ctrl+I",),
        purpose="Say why the chosen service is among the results; once more hides it",
        part=USING,
    ),
    ActionSpec(
        id="narrow",
        text="Narrow view",
        keys=("F9",),
        purpose="A narrow window beside another program; once more goes back",
        part=WINDOW,
        icon="dock-right",
    ),
    ActionSpec(
        id="larger",
        text="Larger text",
        keys=("Ctrl++", "Ctrl+="),
        purpose="Everything larger, up to 200 %",
        part=WINDOW,
        icon="magnify-plus-outline",
        in_menu=True,
    ),
    ActionSpec(
        id="smaller",
        text="Smaller text",
        keys=("Ctrl+-",),
        purpose="Everything smaller, down to 100 %",
        part=WINDOW,
        icon="magnify-minus-outline",
        in_menu=True,
    ),
    ActionSpec(
        id="normal",
        text="Normal text",
        keys=("Ctrl+0",),
        purpose="Back to 100 %",
        part=WINDOW,
        icon="magnify",
        in_menu=True,
    ),
    ActionSpec(
        id="settings",
        text="Settings",
        keys=("Ctrl+,",),
        purpose="Colours, text size, your usual place",
        part=WINDOW,
        icon="cog-outline",
        in_menu=True,
    ),
    ActionSpec(
        id="keys",
        text="All keys",
        keys=("F1",),
        purpose="This list",
        part=WINDOW,
        icon="keyboard-outline",
        in_menu=True,
    ),
    ActionSpec(
        id="about",
        text="About emndir",
        keys=(),
        purpose="Version, data, credits and licences",
        part=WINDOW,
        icon="information-outline",
        in_menu=True,
    ),
    ActionSpec(
        id="quit",
        text="Quit",
        keys=("Ctrl+Q",),
        purpose="Close emndir; nothing about a patient stays",
        part=WINDOW,
        icon="exit-to-app",
        in_menu=True,
    ),
)

HANDOUT_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        id="handout-print",
        text="Print",
        keys=("Ctrl+Enter", "Ctrl+Return"),
        purpose="At once, on the printer that is shown",
        part=HANDOUT,
    ),
    ActionSpec(
        id="handout-print-with",
        text="Print with choices",
        keys=("Ctrl+P",),
        purpose="The system asks for printer, pages and paper first",
        part=HANDOUT,
    ),
    ActionSpec(
        id="handout-save",
        text="Save as a file",
        keys=("Ctrl+S",),
        purpose="A PDF, a web page or plain text",
        part=HANDOUT,
    ),
    ActionSpec(
        id="handout-copy",
        text="Copy as text",
        keys=("Ctrl+Shift+C",),
        purpose="The words of the hand-out, for a letter or a message",
        part=HANDOUT,
    ),
    ActionSpec(
        id="handout-pack",
        text="Save as a pack",
        keys=("Ctrl+Shift+S",),
        purpose="Keep the services, kind and size under a name, for many people",
        part=HANDOUT,
    ),
    ActionSpec(
        id="handout-next",
        text="Next part",
        keys=("F6",),
        purpose="To the next part: what to print, what to check, the pages, the buttons",
        part=HANDOUT,
    ),
    ActionSpec(
        id="handout-previous",
        text="Previous part",
        keys=("Shift+F6",),
        purpose="To the part before",
        part=HANDOUT,
    ),
)
"""What keys do while a hand-out is open: it stands before the window, whose keys then rest."""

INSIDE_KEYS: tuple[tuple[str, str, str], ...] = (
    ("↓", "In the search box: to the first result; the words stay", MOVING),
    (
        "Alt ↓",
        "In the search or the place box: into the suggestions; Enter takes one, Esc closes",
        FINDING,
    ),
    ("↑ ↓ Home End", "Through the results; Page Up and Page Down by a window", MOVING),
    ("Any key", "While emndir counts down to clearing: stay; it does what it always does", WINDOW),
    ("Enter", "From a result to its details", MOVING),
    ("Space", "On a result: put it on the shortlist, or take it off", USING),
    ("Alt ↑ Alt ↓", "On a service of the shortlist or of a hand-out: move it", USING),
    ("Enter, Delete", "On a service of the shortlist: to its details; take it off", USING),
    ("← ↑ → ↓", "In the comparison: from cell to cell; Enter opens the service", USING),
    ("Ctrl Shift ← →", "In the comparison: move the column", USING),
    ("Enter", "On a service of every stage: to its details; Esc comes back to it", USING),
    ("Delete", "In the comparison: take the column away; the shortlist stays", USING),
    (
        "Ctrl Shift M",
        "In the comparison: map of all places and transport; once more the table",
        USING,
    ),
    ("← →", "From chip to chip", MOVING),
    ("← →", "On the two views above a record: to the other one", USING),
    ("+ − 0 1", "On the pages: larger, smaller, as wide as there is room, one whole page", HANDOUT),
    ("Delete", "On a chip: take it off; its words stay, as plain words", FINDING),
    ("Shift Delete", "On a chip: take it off with its words", FINDING),
)
"""Keys that parts of the window handle themselves: key, what it does, heading."""


def make_actions(owner: QObject, specs: Sequence[ActionSpec] = ACTIONS) -> dict[str, QAction]:
    """Return an action for every row of a table, by id; they belong to `owner`."""
    made: dict[str, QAction] = {}
    for spec in specs:
        action = QAction(tr(spec.text), owner)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setStatusTip(tr(spec.purpose))
        if spec.icon:
            action.setIcon(icon(spec.icon, "ink2"))
        made[spec.id] = action
    return made


def key_in_words(key: str) -> str:
    """Return a key as a cap shows it: "Ctrl Shift F", "Ctrl −", "Alt ←"."""
    shown = key.replace("++", "+PLUS").replace("+", " ").replace("PLUS", "+")
    shown = shown.replace("Left", "←")
    return shown.replace("-", "−")


def tr(text: str) -> str:
    """Return a text of the table in the window's language."""
    return QCoreApplication.translate("actions", text)
