"""What `emndir check` says of the synonyms: every kind of fault, by file, line and phrase."""

from __future__ import annotations

from pathlib import Path

import pytest

from emndir.domain.directory import Directory
from emndir.domain.problems import Problem, Severity
from emndir.search.synonym_checks import check_synonyms
from tests.builders import make_directory
from tests.search.conftest import service, vocabulary


@pytest.fixture
def directory() -> Directory:
    one = service("wig-bank", "Wig bank", needs=("scarves after chemo",))
    return make_directory(
        vocabulary=vocabulary(),
        services=(one,),
        organizations=(one.organization,),
        locations=(),
    )


def checked(folder: Path, text: str, directory: Directory) -> list[Problem]:
    (folder / "words.toml").write_text(text, encoding="utf-8")
    return check_synonyms(folder, directory)


def test_sound_tables_have_no_problem(tmp_path: Path, directory: Directory) -> None:
    text = """
    [[same]]
    words = ["headwear", "scarves"]
    [[asks]]
    words = ["bald"]
    terms = ["service-types/wigs-hair-loss"]
    [[elsewhere]]
    words = ["dentist"]
    say = "Not here."
    [[danger]]
    words = ["sepsis"]
    heading = "Fever"
    say = ["In an emergency, call 999."]
    """
    assert checked(tmp_path, text, directory) == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[[asks]]\nwords = []\nmeans = ['wig']", 0, "“words” is empty"),
        ("[[asks]]\nwords = ['wig']\nmeans = []", 2, "“means” is empty"),
        ("[[asks]]\nwords = ['wig']", 2, "neither “means” nor “terms”"),
        ("[[same]]\nwords = ['wig', '?!']", 2, "a phrase without a word"),
        ("[[same]]\nwords = ['wig', 'Wig']", 2, "add another"),
        (
            "[[asks]]\nwords = ['bald']\nterms = [\n'service-types/hats',\n]",
            4,
            "The vocabulary has no term “service-types/hats”.",
        ),
        (
            "[[elsewhere]]\nwords = ['dentist', 'car scheme']\nsay = 'No.'",
            2,
            "also a word of “Transport”",
        ),
        (
            "[[same]]\nwords = ['scarf', 'scarves']\n[[elsewhere]]\nwords = ['scarf']\nsay = 'No.'",
            2,
            "also in words.toml under “same”",
        ),
        ("soft = ['dog']\n[[elsewhere]]\nwords = ['dog']\nsay = 'No.'", 1, "also a soft word"),
        ("[[asks]\nwords", 0, "words.toml cannot be read."),
        ("other = 1", 0, "a part “other” that is not known"),
    ],
)
def test_every_error_says_where_and_what(
    tmp_path: Path, directory: Directory, text: str, line: int, message: str
) -> None:
    (problem,) = checked(tmp_path, text, directory)
    assert problem.severity is Severity.ERROR
    assert problem.path == "synonyms/words.toml"
    assert problem.line == line
    assert message in problem.message


def test_words_that_can_find_nothing_are_a_warning(tmp_path: Path, directory: Directory) -> None:
    text = "[[same]]\nwords = ['hydrotherapy', 'aqua class']\n[[same]]\nwords = ['hat', 'scarves']"
    (problem,) = checked(tmp_path, text, directory)
    assert problem.severity is Severity.WARNING
    assert problem.record == "hydrotherapy"
    assert "find nothing" in problem.message


def test_a_long_sentence_of_danger_is_a_warning(tmp_path: Path, directory: Directory) -> None:
    text = f"[[danger]]\nwords = ['sepsis']\nheading = 'Fever'\nsay = ['{'so ' * 21}']"
    (problem,) = checked(tmp_path, text, directory)
    assert problem.severity is Severity.WARNING
    assert "more than 20 words" in problem.message
