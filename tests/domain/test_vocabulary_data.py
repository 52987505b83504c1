"""The word lists in `data/vocabulary` hold what code, figures and searches rely on."""

import importlib.util
import json
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from itertools import combinations
from pathlib import Path

import pytest
import tomli_w

from emndir.domain import vocabulary
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm, Vocabulary

FOLDER = Path(__file__).parents[2] / "data" / "vocabulary"

CANCER_SITES = (
    "all brain-cns breast lung mesothelioma colorectal anal oesophago-gastric"
    " hepatobiliary-pancreatic neuroendocrine prostate bladder kidney testicular penile ovarian"
    " cervical endometrial vulval-vaginal skin melanoma head-neck thyroid leukaemia lymphoma"
    " myeloma sarcoma childhood teenage-young-adult unknown-primary ocular"
).split()
SERVICE_TYPES = (
    "clinic screening diagnostics radiotherapy chemotherapy surgery haematology-day-unit"
    " acute-oncology clinical-nurse-specialist genetics information-centre support-group"
    " support-centre counselling helpline benefits-advice transport lymphoedema wigs-hair-loss"
    " prosthesis stoma complementary-therapy exercise-rehabilitation fertility hospice-inpatient"
    " hospice-day hospice-at-home community-palliative bereavement carer-support"
    " children-young-people stop-smoking prevention research-trials patient-involvement"
    " accommodation other"
).split()
ENUMS: dict[Taxonomy, type[StrEnum]] = {
    Taxonomy.PATHWAY_STAGE: vocabulary.Stage,
    Taxonomy.HELP_GROUP: vocabulary.HelpGroup,
    Taxonomy.AUDIENCE: vocabulary.Audience,
    Taxonomy.REFERRAL_ROUTE: vocabulary.ReferralRoute,
    Taxonomy.DELIVERY: vocabulary.Delivery,
    Taxonomy.COST: vocabulary.Cost,
    Taxonomy.ORGANIZATION_TYPE: vocabulary.OrganizationType,
}

# As NHS England's provider workbook of September 2025 names them.
REFERRAL_GROUPS = {
    "Suspected brain/central nervous system tumours",
    "Suspected breast cancer",
    "Suspected cancer - non-specific symptoms",
    "Suspected children's cancer",
    "Suspected gynaecological cancer",
    "Suspected haematological malignancies (excluding acute leukaemia)",
    "Suspected head & neck cancer",
    "Suspected lower gastrointestinal cancer",
    "Suspected lung cancer",
    "Suspected sarcoma",
    "Suspected skin cancer",
    "Suspected testicular cancer",
    "Suspected upper gastrointestinal cancer",
    "Suspected urological malignancies (excluding testicular)",
}
WITHOUT_REFERRAL_GROUP = {"all", "neuroendocrine", "teenage-young-adult", "ocular"}
WITHOUT_ICD10 = {"neuroendocrine", "childhood", "teenage-young-adult"}  # by cell type, by age

GYNAECOLOGY = {"ovarian", "cervical", "endometrial", "vulval-vaginal"}
UROLOGY = {"prostate", "bladder", "kidney", "testicular", "penile"}
HAEMATOLOGY = {"leukaemia", "lymphoma", "myeloma"}
# Words that mean several terms of one list on purpose: whoever types one is shown them all.
SHARED: dict[Taxonomy, dict[str, set[str]]] = {
    Taxonomy.CANCER_SITE: {
        "blood in pee": {"bladder", "kidney"},
        "dermatologist": {"melanoma", "skin"},
        "gynaecological oncology": GYNAECOLOGY,
        "gynaecologist": GYNAECOLOGY,
        "haem-onc": HAEMATOLOGY,
        "haematological malignancy": HAEMATOLOGY,
        "haematologist": HAEMATOLOGY,
        "haematuria clinic": {"bladder", "kidney"},
        "peeing blood": {"bladder", "kidney"},
        "suspicious mole": {"melanoma", "skin"},
        "teledermatology": {"melanoma", "skin"},
        "weeing blood": {"bladder", "kidney"},
        "gynaecological": GYNAECOLOGY,
        "gynaecology": GYNAECOLOGY,
        "gynae": GYNAECOLOGY,
        "gynae-oncology": GYNAECOLOGY,
        "women's cancer": GYNAECOLOGY,
        "urological": UROLOGY,
        "urology": UROLOGY,
        "uro-oncology": UROLOGY,
        "haematological": HAEMATOLOGY,
        "haematology": HAEMATOLOGY,
        "haemato-oncology": HAEMATOLOGY,
        "haem": HAEMATOLOGY,
        "blood cancer": HAEMATOLOGY,
        "cancer of the blood": HAEMATOLOGY,
        "bmt": HAEMATOLOGY,
        "car-t": {"leukaemia", "lymphoma"},
        "bone marrow cancer": {"leukaemia", "myeloma"},
        "upper gi": {"oesophago-gastric", "hepatobiliary-pancreatic"},
        "upper gastrointestinal": {"oesophago-gastric", "hepatobiliary-pancreatic"},
        "ugi": {"oesophago-gastric", "hepatobiliary-pancreatic"},
        "lower gi": {"colorectal", "anal"},
        "lower gastrointestinal": {"colorectal", "anal"},
        "lgi": {"colorectal", "anal"},
        "back passage": {"colorectal", "anal"},
        "waterworks": {"prostate", "bladder"},
        "water works": {"prostate", "bladder"},
        "blood in urine": {"bladder", "kidney"},
        "blood in wee": {"bladder", "kidney"},
        "haematuria": {"bladder", "kidney"},
        "skin": {"skin", "melanoma"},
        "skin cancer": {"skin", "melanoma"},
        "mole": {"skin", "melanoma"},
        "moles": {"skin", "melanoma"},
        "changing mole": {"skin", "melanoma"},
        "dermatology": {"skin", "melanoma"},
        "dermatological": {"skin", "melanoma"},
        "mm": {"myeloma", "melanoma"},
        "germ cell tumour": {"testicular", "ovarian"},
        "uterine sarcoma": {"endometrial", "sarcoma"},
        "medulloblastoma": {"brain-cns", "childhood"},
        "rhabdomyosarcoma": {"sarcoma", "childhood"},
        "retinoblastoma": {"ocular", "childhood"},
    },
    Taxonomy.SERVICE_TYPE: {
        "hospice": {
            "hospice-inpatient",
            "hospice-day",
            "hospice-at-home",
            "community-palliative",
        },
        "nurse at home": {"hospice-at-home", "community-palliative"},
    },
}

KEYS = [field.name for field in fields(TaxonomyTerm) if field.name != "taxonomy"]
ABBREVIATION = re.compile(r"[A-Z0-9]+(?:[&-][A-Z0-9]+)*")
ICD10_CODE = r"[A-Z]\d\d(?:\.\d)?"
ICD10_BLOCK = re.compile(rf"({ICD10_CODE})(?:-({ICD10_CODE}))?")


def path_of(taxonomy: Taxonomy) -> Path:
    return FOLDER / f"{taxonomy.value}.toml"


def raw_terms(taxonomy: Taxonomy) -> list[dict[str, str | list[str]]]:
    found: list[dict[str, str | list[str]]] = tomllib.loads(path_of(taxonomy).read_text("utf-8"))[
        "term"
    ]
    return found


def read_vocabulary() -> Vocabulary:
    def term(taxonomy: Taxonomy, raw: dict[str, str | list[str]]) -> TaxonomyTerm:
        values = {key: tuple(v) if isinstance(v, list) else v for key, v in raw.items()}
        return TaxonomyTerm(taxonomy=taxonomy, **values)  # type: ignore[arg-type]

    return Vocabulary(tuple(term(t, raw) for t in Taxonomy for raw in raw_terms(t)))


WORDS = read_vocabulary()
SITES = WORDS.of(Taxonomy.CANCER_SITE)


def icd10_categories(term: TaxonomyTerm) -> Iterator[str]:
    """Yield every code with one decimal that the term's blocks cover: C50 is C500 to C509."""
    for block in term.icd10:
        match = ICD10_BLOCK.fullmatch(block)
        assert match, block
        first, last = match[1].replace(".", ""), (match[2] or match[1]).replace(".", "")
        low, high = int(first[1:].ljust(3, "0")), int(last[1:].ljust(3, "9"))
        yield from (f"{first[0]}{number:03}" for number in range(low, high + 1))


def test_every_list_has_a_file_and_no_file_is_left_over():
    assert {path.name for path in FOLDER.iterdir()} == {path_of(t).name for t in Taxonomy}


@pytest.mark.parametrize("taxonomy", Taxonomy)
def test_bytes_are_those_that_the_writer_gives(taxonomy):
    data = path_of(taxonomy).read_bytes()
    assert data == tomli_w.dumps(tomllib.loads(data.decode("utf-8"))).encode("utf-8")


@pytest.mark.parametrize("taxonomy", Taxonomy)
def test_keys_are_known_in_order_and_never_empty(taxonomy):
    assert list(tomllib.loads(path_of(taxonomy).read_text("utf-8"))) == ["term"]
    for raw in raw_terms(taxonomy):
        assert list(raw) == [key for key in KEYS if key in raw]
        assert {"code", "label"} <= raw.keys()
        assert all(raw.values())


def test_cancer_sites_are_those_of_the_schema_in_its_order():
    assert [term.code for term in SITES] == CANCER_SITES
    assert len(CANCER_SITES) == 31
    assert CANCER_SITES[0] == vocabulary.ALL_SITES


def test_service_types_are_those_of_the_schema_in_its_order():
    assert [term.code for term in WORDS.of(Taxonomy.SERVICE_TYPE)] == SERVICE_TYPES


@pytest.mark.parametrize("taxonomy", ENUMS)
def test_codes_that_code_knows_by_name_are_all_there_in_order(taxonomy):
    assert [term.code for term in WORDS.of(taxonomy)] == [code.value for code in ENUMS[taxonomy]]


@pytest.mark.parametrize("taxonomy", Taxonomy)
def test_labels_and_patient_labels_tell_terms_apart(taxonomy):
    for shown in ("label", "patient_label"):
        texts = [getattr(term, shown) or term.label for term in WORDS.of(taxonomy)]
        assert len({text.casefold() for text in texts}) == len(texts)
    assert not [t.code for t in WORDS.of(taxonomy) if t.patient_label == t.label]


def test_ways_in_have_the_agreed_words():
    assert [term.label for term in WORDS.of(Taxonomy.REFERRAL_ROUTE)] == [
        "Patient can contact",
        "GP refers",
        "Hospital team refers",
        "Any professional refers",
        "By invitation",
    ]
    assert [term.label for term in WORDS.of(Taxonomy.DELIVERY)] == [
        "In person",
        "By phone",
        "Online",
        "At home",
        "Mobile unit",
    ]


@pytest.mark.parametrize("taxonomy", Taxonomy)
def test_a_word_means_one_term_of_a_list_unless_shared_on_purpose(taxonomy):
    codes = defaultdict(set)
    for term in WORDS.of(taxonomy):
        for word in term.words:
            codes[word.casefold()].add(term.code)
    several = {word: found for word, found in codes.items() if len(found) > 1}
    assert several == SHARED.get(taxonomy, {})


@pytest.mark.parametrize("term", WORDS.terms, ids=lambda term: f"{term.taxonomy}/{term.code}")
def test_words_of_a_term_are_tidy_and_said_once(term):
    listed = (*term.lay_words, *term.clinical_words, *term.abbreviations)
    assert not [word for word in listed if word != " ".join(word.split())]
    said = Counter(word.casefold() for word in (term.label, *listed))
    assert not [word for word, times in said.items() if times > 1]


@pytest.mark.parametrize("term", WORDS.terms, ids=lambda term: f"{term.taxonomy}/{term.code}")
def test_abbreviations_are_upper_case(term):
    assert not [word for word in term.abbreviations if not ABBREVIATION.fullmatch(word)]
    assert not [word for word in term.abbreviations if len(word) < 2]


def test_words_that_mean_other_things_too_are_not_abbreviations():
    # "Fighting Fit" is exercise, "all" is every word, SCC is skin cancer and the spinal cord.
    every = {word for term in WORDS.terms for word in term.abbreviations}
    assert not every & {"FIT", "ALL", "SCC", "PET", "ACP", "OT"}


def test_only_cancer_sites_have_icd10_and_referral_groups():
    others = [term for term in WORDS.terms if term.taxonomy is not Taxonomy.CANCER_SITE]
    assert not [term.code for term in others if term.icd10 or term.referral_group]
    assert {term.code for term in SITES if not term.icd10} == WITHOUT_ICD10
    assert {term.code for term in SITES if not term.referral_group} == WITHOUT_REFERRAL_GROUP
    assert {term.referral_group for term in SITES if term.referral_group} == REFERRAL_GROUPS


@pytest.mark.parametrize("term", SITES, ids=lambda term: term.code)
def test_icd10_blocks_are_well_formed_in_order_and_neoplasms(term):
    codes = list(icd10_categories(term))
    assert codes == sorted(set(codes))
    assert all("C000" <= code <= "D489" for code in codes)


def test_an_icd10_code_belongs_to_one_cancer_site():
    sites = {t.code: set(icd10_categories(t)) for t in SITES if t.code != vocabulary.ALL_SITES}
    shared = [
        (a, b, sorted(sites[a] & sites[b]))
        for a, b in combinations(sites, 2)
        if sites[a] & sites[b]
    ]
    assert not shared


@pytest.mark.parametrize(
    ("code", "site"),
    [
        ("C509", "breast"),
        ("D051", "breast"),
        ("C187", "colorectal"),
        ("C209", "colorectal"),
        ("C211", "anal"),
        ("C159", "oesophago-gastric"),
        ("C250", "hepatobiliary-pancreatic"),
        ("C341", "lung"),
        ("C450", "mesothelioma"),
        ("C619", "prostate"),
        ("C629", "testicular"),
        ("C649", "kidney"),
        ("C679", "bladder"),
        ("C539", "cervical"),
        ("C541", "endometrial"),
        ("C569", "ovarian"),
        ("C519", "vulval-vaginal"),
        ("C439", "melanoma"),
        ("C449", "skin"),
        ("C480", "sarcoma"),
        ("C482", "ovarian"),
        ("C329", "head-neck"),
        ("C739", "thyroid"),
        ("C751", "brain-cns"),
        ("C819", "lymphoma"),
        ("C880", "lymphoma"),
        ("C900", "myeloma"),
        ("D472", "myeloma"),
        ("C920", "leukaemia"),
        ("D469", "leukaemia"),
        ("C692", "ocular"),
        ("C800", "unknown-primary"),
    ],
)
def test_well_known_icd10_codes_find_their_site(code, site):
    found = [t.code for t in SITES if code in set(icd10_categories(t))]
    assert [name for name in found if name != vocabulary.ALL_SITES] == [site]


@pytest.mark.parametrize(
    ("typed", "site"),
    [
        ("womb", "endometrial"),
        ("gullet", "oesophago-gastric"),
        ("food pipe", "oesophago-gastric"),
        ("windpipe", "lung"),
        ("voice box", "head-neck"),
        ("DCIS", "breast"),
        ("glioma", "brain-cns"),
        ("GIST", "sarcoma"),
        ("CRC", "colorectal"),
        ("HPB", "hepatobiliary-pancreatic"),
        ("NET", "neuroendocrine"),
        ("CUP", "unknown-primary"),
        ("TYA", "teenage-young-adult"),
        ("CLL", "leukaemia"),
        ("NHL", "lymphoma"),
        ("MGUS", "myeloma"),
        ("PSA", "prostate"),
        ("FIT kit", "colorectal"),
    ],
)
def test_words_people_type_mean_their_cancer(typed, site):
    assert [term.code for term in SITES if typed in term.words] == [site]


@pytest.mark.parametrize(
    ("typed", "taxonomy", "code"),
    [
        ("2WW", Taxonomy.PATHWAY_STAGE, "diagnosis"),
        ("FDS", Taxonomy.PATHWAY_STAGE, "diagnosis"),
        ("HNA", Taxonomy.PATHWAY_STAGE, "living-with-and-beyond"),
        ("CDC", Taxonomy.SERVICE_TYPE, "diagnostics"),
        ("AOS", Taxonomy.SERVICE_TYPE, "acute-oncology"),
        ("SACT", Taxonomy.SERVICE_TYPE, "chemotherapy"),
        ("CNS", Taxonomy.SERVICE_TYPE, "clinical-nurse-specialist"),
        ("MDT", Taxonomy.SERVICE_TYPE, "clinic"),
        ("wig", Taxonomy.SERVICE_TYPE, "wigs-hair-loss"),
        ("lift to hospital", Taxonomy.SERVICE_TYPE, "transport"),
        ("money worries", Taxonomy.SERVICE_TYPE, "benefits-advice"),
        ("swollen arm", Taxonomy.SERVICE_TYPE, "lymphoedema"),
        ("someone to talk to", Taxonomy.HELP_GROUP, "support-and-information"),
    ],
)
def test_words_people_type_mean_their_help(typed, taxonomy, code):
    assert [term.code for term in WORDS.of(taxonomy) if typed in term.words] == [code]


def test_parents_exist():
    groups = {term.code for term in WORDS.of(Taxonomy.HELP_GROUP)}
    assert {term.parent for term in WORDS.of(Taxonomy.SERVICE_TYPE)} <= groups
    for term in WORDS.terms:
        if term.parent and term.taxonomy is not Taxonomy.SERVICE_TYPE:
            assert WORDS.find(term.taxonomy, term.parent), term


def test_icons_are_in_the_icon_font():
    spec = importlib.util.find_spec("qtawesome")
    assert spec
    assert spec.submodule_search_locations
    fonts = Path(spec.submodule_search_locations[0]) / "fonts"
    (charmap,) = fonts.glob("materialdesignicons6-webfont-charmap-*.json")
    known = json.loads(charmap.read_text("utf-8"))
    assert not [term.icon for term in WORDS.terms if term.icon and term.icon not in known]
    for taxonomy in (Taxonomy.SERVICE_TYPE, Taxonomy.HELP_GROUP, Taxonomy.DELIVERY):
        assert all(term.icon for term in WORDS.of(taxonomy))


def test_labels_are_in_sentence_case_without_a_full_stop_and_descriptions_with_one():
    for term in WORDS.terms:
        for label in filter(None, (term.label, term.patient_label)):
            assert label[0] == label[0].upper()
            assert not label.endswith(".")
        assert not term.description or term.description.endswith(".")
