"""Every word of the vocabulary, and the words that people say, lead to what they mean."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from emndir.bootstrap import OpenDirectory
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm
from emndir.search.criteria import Criteria, Facet
from emndir.search.lexicon import Lexicon
from emndir.search.results import Results
from emndir.search.synonyms import Synonyms
from emndir.search.understanding import understand

EVERY = 2
"""Every other word is asked of the directory: enough to see a fault, quick enough for each run."""

FACETS = {
    Taxonomy.CANCER_SITE: Facet.CANCER_SITE,
    Taxonomy.SERVICE_TYPE: Facet.SERVICE_TYPE,
}
READ = frozenset(Taxonomy) - {Taxonomy.ORGANIZATION_TYPE}


def words_of(real: OpenDirectory, *taxonomies: Taxonomy) -> Iterator[tuple[TaxonomyTerm, str]]:
    for term in real.vocabulary.terms:
        if term.taxonomy in taxonomies:
            for word in term.words:
                yield term, word


def counts(results: Results, facet: Facet) -> dict[str, int]:
    return {count.code: count.count for count in results.facets[facet]}


def test_every_word_of_a_term_is_read_as_that_term(
    real: OpenDirectory, our_synonyms: Synonyms
) -> None:
    lexicon = Lexicon(real.vocabulary, our_synonyms)
    wrong = []
    for term, word in words_of(real, *READ):
        read = understand(word, lexicon, real.gazetteer)
        terms = {one for concept in read.concepts for one in concept.terms}
        if (term.taxonomy, term.code) not in terms:
            wrong.append((term.taxonomy.value, term.code, word))
    assert wrong == []


def test_every_word_finds_a_service_of_its_term(real: OpenDirectory) -> None:
    everything = real.find(Criteria(limit=1))
    missing = []
    for taxonomy, facet in FACETS.items():
        offered = counts(everything, facet)
        for term, word in [*words_of(real, taxonomy)][::EVERY]:
            if offered.get(term.code) and not counts(
                real.find(Criteria(words=word, limit=1)), facet
            ).get(term.code):
                missing.append((term.code, word))
    assert missing == []


def test_every_term_has_words_that_people_say(real: OpenDirectory) -> None:
    few = [
        term.code
        for term in real.vocabulary.terms
        if term.taxonomy in READ and term.code != "other" and len(term.words) < 5
    ]
    assert few == []


@pytest.mark.parametrize(
    ("words", "facet", "code"),
    [
        ("bowel", Facet.CANCER_SITE, "colorectal"),
        ("colorectal", Facet.CANCER_SITE, "colorectal"),
        ("lower GI", Facet.CANCER_SITE, "colorectal"),
        ("womb", Facet.CANCER_SITE, "endometrial"),
        ("endometrial", Facet.CANCER_SITE, "endometrial"),
        ("gynae", Facet.CANCER_SITE, "ovarian cervical endometrial vulval-vaginal"),
        ("gullet", Facet.CANCER_SITE, "oesophago-gastric"),
        ("food pipe", Facet.CANCER_SITE, "oesophago-gastric"),
        ("oesophagus", Facet.CANCER_SITE, "oesophago-gastric"),
        ("upper GI", Facet.CANCER_SITE, "oesophago-gastric"),
        ("blood cancer", Facet.CANCER_SITE, "leukaemia"),
        ("lump", Facet.CANCER_SITE, "breast"),
        ("CUP", Facet.CANCER_SITE, "unknown-primary"),
        ("TYA", Facet.CANCER_SITE, "teenage-young-adult"),
        ("NSS", Facet.CANCER_SITE, "unknown-primary"),
        ("FIT", Facet.CANCER_SITE, "colorectal"),
        ("PSA", Facet.CANCER_SITE, "prostate"),
        ("HPB", Facet.CANCER_SITE, "hepatobiliary-pancreatic"),
        ("wig", Facet.SERVICE_TYPE, "wigs-hair-loss"),
        ("lift to hospital", Facet.SERVICE_TYPE, "transport"),
        ("money worries", Facet.SERVICE_TYPE, "benefits-advice"),
        ("breathless", Facet.CANCER_SITE, "lung"),
        ("stop smoking", Facet.SERVICE_TYPE, "stop-smoking"),
        ("2WW", Facet.STAGE, "diagnosis"),
        ("USC", Facet.STAGE, "diagnosis"),
        ("FDS", Facet.STAGE, "diagnosis"),
        ("CNS", Facet.SERVICE_TYPE, "clinical-nurse-specialist community-palliative"),
        ("CDC", Facet.SERVICE_TYPE, "diagnostics"),
        ("SACT", Facet.SERVICE_TYPE, "chemotherapy"),
        ("AOS", Facet.SERVICE_TYPE, "acute-oncology"),
    ],
)
def test_the_first_results_are_of_the_right_kind(
    real: OpenDirectory, words: str, facet: Facet, code: str
) -> None:
    hits = real.find(Criteria(words=words, limit=400)).hits
    services = [hit for hit in hits if not hit.summary.is_place]
    best = sorted(services, key=lambda hit: -hit.score)[:5]
    right = [
        hit.summary.uid
        for hit in best
        if {*code.split(), "all"} & {*_codes(real, hit.summary.uid, facet)}
    ]
    assert len(right) >= min(3, len(best)), [hit.summary.uid for hit in best]


def _codes(real: OpenDirectory, uid: str, facet: Facet) -> tuple[str, ...]:
    service = real.service(uid)
    if facet is Facet.CANCER_SITE:
        return service.cancer_sites
    if facet is Facet.STAGE:
        return service.stages
    return (service.service_type,)


@pytest.mark.parametrize(
    ("words", "uid"),
    [
        ("UHL", "University Hospitals of Leicester"),
        ("NUH", "Nottingham University Hospitals"),
        ("beating bowel cancer", "bowel-cancer-uk"),
        ("british lung foundation", "asthma-lung-uk-helpline"),
        ("hull and east yorkshire hospitals", "hull-castle-hill-oncology"),
        ("peterborough district hospital", "nwa-radiotherapy-peterborough"),
        ("east midlands cancer network", "east-midlands-cancer-alliance"),
        ("derby city general", "royal-derby-hospital"),
        ("cancerbackup", "macmillan"),
        ("prostate cancer charity", "prostate-cancer-uk-specialist-nurses"),
    ],
)
def test_a_former_or_short_name_finds_the_body(real: OpenDirectory, words: str, uid: str) -> None:
    hits = real.find(Criteria(words=words, limit=400)).hits
    best = sorted(hits, key=lambda hit: -hit.score)[:6]
    found = [f"{hit.summary.uid} {hit.summary.organization_name}" for hit in best]
    assert any(uid in one for one in found), found
