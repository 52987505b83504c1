from __future__ import annotations

from contextlib import closing

import pytest

from emndir.bootstrap import Core
from emndir.domain.taxonomy import Taxonomy
from emndir.search.site_codes import sites_of, span_of


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    with closing(Core.create(home=tmp_path_factory.mktemp("home")).open()) as directory:
        return directory.vocabulary


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("C50", ("breast",)),
        ("c50.9", ("breast",)),
        ("C509", ("breast",)),
        ("C50.911", ("breast",)),
        ("C50.-", ("breast",)),
        ("C50X", ("breast",)),
        (" D05 ", ("breast",)),
        ("C18-C20", ("colorectal",)),
        ("C18 – C20", ("colorectal",)),
        ("C81-C96", ("leukaemia", "lymphoma", "myeloma")),
        ("C48", ("ovarian", "sarcoma")),
        ("C48.1", ("ovarian",)),
        ("C48.0", ("sarcoma",)),
        ("C26", ("all",)),
        ("C00-C97", ("all",)),
        ("C00-D48", ("all",)),
        ("breast", ("breast",)),
        ("Colorectal", ("colorectal",)),
        ("bowel", ("colorectal",)),
        ("breast cancer", ("breast",)),
        ("kidney  cancer", ("kidney",)),
        ("blood cancer", ("leukaemia", "lymphoma", "myeloma")),
        ("Q99", ()),
        ("C", ()),
        ("C5", ()),
        ("C50-", ()),
        ("C20-C18", ()),
        ("C18-C20-C50", ()),
        ("", ()),
        ("💥", ()),
    ],
)
def test_what_a_text_means(vocabulary, text, codes):
    assert sites_of(vocabulary, text) == codes


def test_every_code_label_and_block_of_the_vocabulary_is_known(vocabulary):
    for term in vocabulary.of(Taxonomy.CANCER_SITE):
        assert sites_of(vocabulary, term.code) == (term.code,)
        assert sites_of(vocabulary, term.label.upper()) == (term.code,)
        for block in term.icd10:
            assert span_of(block) is not None
            assert term.code in sites_of(vocabulary, block)
