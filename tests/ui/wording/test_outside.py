"""The words around a question from outside."""

from __future__ import annotations

import pytest

from emndir.search.outside import Asked
from emndir.ui.wording.outside import asked_words


@pytest.mark.parametrize(
    ("site", "said"),
    [
        ("C50", "breast cancer."),
        ("c50.9", "breast cancer."),
        ("lung", "lung cancer."),
        ("C81-C96", "leukaemia, lymphoma or myeloma."),
        ("C99", "cancer: C99."),
        ("Q12", "cancer: Q12."),
    ],
)
def test_a_code_is_said_by_the_plain_name_of_its_cancer(real_context, site, said):
    vocabulary = real_context.directory.vocabulary
    assert asked_words(Asked.given(site=site), vocabulary) == said
    whole = asked_words(Asked.given(query="wig", near="LE2", site=site), vocabulary)
    assert whole == f"“wig”, near LE2, {said}"


def test_before_the_directory_is_open_a_code_stays_as_it_was_given():
    assert asked_words(Asked.given(site="C50")) == "cancer: C50."
