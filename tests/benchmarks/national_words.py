"""The words that made-up directories are written in, and what each kind of service is like.

Everything here is made up or everyday English; towns, counties and postcodes come from
`data/geography`, the words of kinds and cancers from `data/vocabulary`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

RARE_WORDS = 20_000
"""Words that only a few services share; with them a directory of 1,000,000 has some 21,000."""

COMMON = """
support information people cancer care help treatment advice team hospital local free family home
friends nurse group appointment living patients service centre carers anyone affected contact meet
weekly together time talk listen trained volunteers staff specialist clinic referral doctor practical
emotional diagnosis after during before questions available visit ward community palliative symptoms
pain control therapy relaxation exercise gentle class walking garden tea coffee morning afternoon
evening monthly room quiet drop welcome confidential young adults children parents partner bereaved
grief loss memory booklet leaflet course workshop online video telephone call ring line answered
hours day night weekend driver car lift journey parking minibus fare money benefits grant debt work
employer sick pay energy bills claim form housing legal will planning future wishes choices decisions
eating diet weight appetite tired fatigue sleep breathlessness swelling compression garment bra wig
scarf hat fitting voucher skin make-up beauty massage reflexology acupuncture mindfulness yoga choir
art craft singing swimming gym rehabilitation physiotherapy occupational speech dietitian psychologist
counsellor chaplain faith prayer language interpreter wheelchair accessible lift-equipped ground floor
step toilet hearing loop screening invitation letter kit sample results scan ultrasound biopsy camera
test blood hub van mobile bus market library church hall village school pharmacy surgery dental
smoking quit stop vape patch alcohol sun protection awareness talk-ins vaccination check symptom lump
chemotherapy radiotherapy infusion chair bay unit theatre operation recovery discharge follow-up late
effects fertility preservation hormone injection tablet pump drain dressing stoma bag supplies
prosthesis trial research study consent sample-taking tissue genetic history risk clinic-led
""".split()

SURNAMES_FIRST = """
Ash Barn Beck Black Brad Brook Carl Chad Clay Cran Dal Den East Elm Far Fen Gain Grant Hal Hart
Hazel Hol Kel Kirk Lang Lin Mar Mill Nether Nor Oak Pem Quen Rad Rams Sand Shel Stan Thorn Wal
West Whit Win Wood Yar
""".split()
SURNAMES_LAST = """
bourne bridge bury by church cliffe combe cote croft dale den field ford gate ham hill hurst
land leigh ley low man more port shaw stead stock thorpe ton wall well wick worth wood yard
""".split()
SAINTS = """
Agnes Aidan Anne Barnabas Bede Benedict Brigid Catherine Chad Cuthbert David Edmund Faith
Francis George Giles Helen Hilda Hugh James John Joseph Jude Leonard Luke Margaret Martin Mary
Michael Nicholas Oswald Peter Raphael Swithun Thomas Ursula Wilfrid Winifred
""".split()
BRIGHT = """
Anchor Beacon Bluebell Bridge Butterfly Compass Dandelion Daisy Evergreen Haven Horizon Kingfisher
Lantern Lavender Lighthouse Lilac Meadow Oasis Orchard Phoenix Primrose Rainbow Robin Rowan
Snowdrop Spring Sunflower Sunrise Swallow Tulip Willow Wren
""".split()
STREETS = "High Church Station Mill Park School Victoria Queens Manor Grange Market Bridge".split()
STREET_ENDS = "Street Road Lane Avenue Close Way Row Hill".split()
HALLS = (
    "Community Centre", "Village Hall", "Library", "Methodist Church", "Health Centre", "House",
    "Day Centre", "Memorial Hall", "Cancer Centre", "Resource Centre",
)  # fmt: skip
HOSPITALS = (
    "{town} General Hospital", "{town} Hospital", "Royal {county} Hospital", "{surname} Hospital",
    "{town} Royal Infirmary", "St {saint}’s Hospital, {town}", "Queen {saint} Hospital, {town}",
    "{town} and District Hospital", "{surname} Community Hospital", "{county} County Hospital",
)  # fmt: skip
BODIES: dict[str, tuple[str, ...]] = {
    "trust": (
        "{town} Hospitals NHS Foundation Trust", "University Hospitals of {county} NHS Trust",
        "{county} and {town} NHS Foundation Trust", "{town} Teaching Hospitals NHS Trust",
    ),
    "hospice": (
        "St {saint}’s Hospice, {town}", "{town} Hospice", "{bright} Hospice", "{county} Hospice",
        "{surname} Hospice Care",
    ),
    "council": ("{county} Council", "{district} Council", "Public Health {county}"),
    "charity": (
        "The {bright} Trust", "{surname} Cancer Trust", "{town} Cancer Care", "{bright} Cancer Support",
        "{county} Cancer Help", "The {surname} Foundation", "{bright} House, {town}",
        "{town} Voluntary Transport", "Friends of {surname}",
    ),
    "group": (
        "{town} {site} Support Group", "{bright} Group, {town}", "{town} and District Cancer Friends",
        "{district} {site} Circle",
    ),
    "company": ("{surname} Wigs", "{surname} and {surname2} Lingerie", "{bright} Mobility, {town}"),
}  # fmt: skip
"""Kinds of body, and how they are called."""

NEEDS = (
    "somewhere to talk", "worried about symptoms", "help with money", "lift to hospital", "hair loss",
    "hot flushes", "tired all the time", "cannot sleep", "telling the children", "going back to work",
    "swollen arm", "unwell on chemotherapy", "pain at night", "end of life care at home", "a break for carers",
    "someone to sit with him", "after treatment ends", "fear of it coming back", "getting fit again",
    "eating when nothing tastes right", "home from hospital", "hospital bed at home", "meeting others",
    "young people with cancer", "losing a parent", "losing a partner", "making a will", "filling in forms",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """What services of one type are like; codes are those of `data/vocabulary`."""

    code: str
    weight: int
    body: str
    names: tuple[str, ...]
    stages: str
    routes: str
    delivery: str
    one_site: float
    """The share that is for named cancers; the rest is for any."""


KINDS = (
    Kind("clinic", 80, "trust", ("{site} clinic, {place}", "{site} team, {place}", "One-stop {site} clinic, {town}"), "diagnosis treatment", "hospital-team gp", "in-person", 0.95),
    Kind("screening", 60, "trust", ("{county} {site} screening", "{site} screening, {place}"), "screening", "invitation self", "in-person", 0.9),
    Kind("diagnostics", 45, "trust", ("Scans and tests, {place}", "{town} Community Diagnostic Centre", "Endoscopy, {place}"), "diagnosis", "gp hospital-team", "in-person", 0.2),
    Kind("radiotherapy", 20, "trust", ("Radiotherapy, {place}",), "treatment", "hospital-team", "in-person", 0.1),
    Kind("chemotherapy", 30, "trust", ("Chemotherapy unit, {place}", "{bright} Suite, {place}", "{surname} day unit, {place}"), "treatment", "hospital-team", "in-person home-visit", 0.1),
    Kind("surgery", 25, "trust", ("{site} surgery, {place}",), "treatment", "hospital-team gp", "in-person", 0.9),
    Kind("haematology-day-unit", 10, "trust", ("Haematology day unit, {place}",), "treatment", "hospital-team", "in-person", 0.6),
    Kind("acute-oncology", 15, "trust", ("Treatment advice line, {place}", "Acute oncology, {place}"), "treatment", "self any-professional", "phone", 0.0),
    Kind("clinical-nurse-specialist", 40, "trust", ("{site} nurses, {place}", "{site} specialist nurse, {town}"), "treatment living-with-and-beyond", "self hospital-team", "phone in-person", 0.95),
    Kind("genetics", 6, "trust", ("Clinical genetics, {town}",), "diagnosis prevention", "gp hospital-team", "in-person phone", 0.1),
    Kind("information-centre", 25, "trust", ("Cancer information centre, {place}", "{bright} information room, {place}"), "treatment living-with-and-beyond", "self", "in-person phone", 0.0),
    Kind("support-group", 120, "group", ("{body}", "{town} {site} support group", "{site} friends, {district}", "{bright} café, {town}"), "treatment living-with-and-beyond", "self", "in-person online", 0.6),
    Kind("support-centre", 40, "charity", ("{bright} Centre, {town}", "{body}, {town}"), "treatment living-with-and-beyond", "self", "in-person phone online", 0.1),
    Kind("counselling", 45, "charity", ("Counselling, {body}", "{town} counselling for {site}"), "treatment living-with-and-beyond bereavement", "self any-professional", "in-person phone online", 0.2),
    Kind("helpline", 50, "charity", ("{body} helpline", "{site} helpline", "Ask the nurse, {body}"), "diagnosis treatment living-with-and-beyond", "self", "phone online", 0.5),
    Kind("benefits-advice", 40, "charity", ("Money advice, {town}", "Benefits advice, {body}"), "treatment living-with-and-beyond", "self any-professional", "phone in-person", 0.0),
    Kind("transport", 60, "charity", ("{town} hospital car scheme", "{district} patient transport", "{body} drivers"), "treatment", "self any-professional", "in-person", 0.0),
    Kind("lymphoedema", 30, "hospice", ("Lymphoedema clinic, {town}", "Lymphoedema service, {body}"), "treatment living-with-and-beyond", "any-professional gp", "in-person", 0.2),
    Kind("wigs-hair-loss", 20, "company", ("{body}", "Wig fitting, {town}", "Hair loss help, {town}"), "treatment", "self", "in-person home-visit", 0.0),
    Kind("prosthesis", 8, "company", ("{body} bra fitting", "Breast prosthesis fitting, {town}"), "living-with-and-beyond", "self", "in-person", 0.9),
    Kind("stoma", 12, "trust", ("Stoma nurses, {place}",), "treatment living-with-and-beyond", "self gp", "in-person phone", 0.7),
    Kind("complementary-therapy", 40, "charity", ("{bright} therapies, {town}", "Complementary therapy, {body}"), "treatment living-with-and-beyond", "self", "in-person", 0.0),
    Kind("exercise-rehabilitation", 35, "council", ("Move again, {town}", "{town} exercise on referral", "Walking group, {district}"), "living-with-and-beyond", "self any-professional", "in-person online", 0.1),
    Kind("fertility", 6, "trust", ("Fertility preservation, {place}",), "treatment", "hospital-team", "in-person", 0.2),
    Kind("hospice-inpatient", 30, "hospice", ("{body} ward", "{body} inpatient unit"), "palliative-end-of-life", "any-professional gp", "in-person", 0.0),
    Kind("hospice-day", 30, "hospice", ("{body} day centre", "{bright} day therapy, {body}"), "palliative-end-of-life", "any-professional self", "in-person", 0.0),
    Kind("hospice-at-home", 30, "hospice", ("{body} at home",), "palliative-end-of-life", "any-professional gp", "home-visit", 0.0),
    Kind("community-palliative", 35, "trust", ("{district} palliative care nurses", "Community palliative team, {town}"), "palliative-end-of-life", "any-professional gp", "home-visit phone", 0.0),
    Kind("bereavement", 60, "hospice", ("{body} bereavement support", "{town} bereavement café"), "bereavement", "self any-professional", "in-person phone", 0.0),
    Kind("carer-support", 35, "charity", ("{town} carers", "{body} for carers"), "treatment palliative-end-of-life", "self", "in-person phone online", 0.0),
    Kind("children-young-people", 30, "charity", ("{bright} for young people, {town}", "Children’s cancer nurses, {place}"), "treatment", "self hospital-team", "in-person home-visit", 0.5),
    Kind("stop-smoking", 45, "council", ("{county} stop smoking service", "Quit in {town}", "Smokefree {district}"), "prevention", "self gp", "phone in-person online", 0.0),
    Kind("prevention", 35, "council", ("Healthy {town}", "{district} weight management", "Sun safe {county}"), "prevention", "self gp", "in-person online", 0.2),
    Kind("research-trials", 12, "trust", ("Cancer research team, {place}",), "treatment", "hospital-team", "in-person", 0.2),
    Kind("patient-involvement", 15, "charity", ("Your voice, {county}", "Patient panel, {district}"), "living-with-and-beyond", "self", "online in-person", 0.0),
    Kind("accommodation", 8, "charity", ("{bright} Lodge, {place}",), "treatment", "hospital-team", "in-person", 0.0),
    Kind("other", 20, "charity", ("{body} outreach", "{bright} bus, {county}"), "treatment living-with-and-beyond", "self", "outreach-bus in-person", 0.0),
)  # fmt: skip


def surnames() -> tuple[str, ...]:
    """Return some 1,800 names of families and houses."""
    return tuple(first + last for first, last in product(SURNAMES_FIRST, SURNAMES_LAST))


class DescriptionWords:
    """A vocabulary whose nth word is about 1/n as frequent as the first, as in real text."""

    def __init__(self, draws: np.random.Generator) -> None:
        rare = {_made_up(row) for row in draws.random((RARE_WORDS, 6)).tolist()}
        self.words = np.array([*dict.fromkeys(COMMON), *sorted(rare - set(COMMON))], dtype=object)
        shares = np.cumsum(1.0 / (np.arange(len(self.words)) + 6.0) ** 1.12)
        self._shares = shares / shares[-1]

    def rows(self, draws: np.random.Generator, count: int, length: int) -> list[list[str]]:
        """Return `count` lists of `length` words."""
        numbers = np.searchsorted(self._shares, draws.random((count, length)))
        chosen: list[list[str]] = self.words[numbers].tolist()
        return chosen


_STARTS = "b br c cl d dr f fl g gr h j k l m n p pl r s sk st t tr v w".split()
_VOWELS = "a e i o u ai ea ee oo ou".split()
_ENDS = "ck d l ll m n nd nt p r rt s sh st t th ng".split()


def _made_up(draw: list[float]) -> str:
    """Return a word of two syllables that looks English."""
    parts = (_STARTS, _VOWELS, _ENDS, _STARTS, _VOWELS, _ENDS)
    return "".join(part[int(at * len(part))] for part, at in zip(parts, draw, strict=True))
