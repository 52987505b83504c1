"""The guide: its keys are the program's, its links lead somewhere, and F1 has every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from emndir.runtime.resources import guide_dir, pictures_dir
from emndir.ui.actions import ACTIONS, HANDOUT_ACTIONS, INSIDE_KEYS, key_in_words
from emndir.ui.dialogs.keys_dialog import PAGES

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
FILES = sorted(GUIDE.glob("*.md"))


def known_keys():
    keys = {key_in_words(key) for spec in (*ACTIONS, *HANDOUT_ACTIONS) for key in spec.keys}
    inside = {key for key, _purpose, _part in INSIDE_KEYS}
    return keys | inside | {"↓", "Enter", "Esc", "Delete", "Space"}


def test_the_pages_of_the_program_are_the_files_of_the_guide():
    assert {name for name, _title in PAGES} == {path.stem for path in FILES}
    assert guide_dir() == GUIDE


@pytest.mark.parametrize("page", FILES, ids=lambda page: page.stem)
def test_every_key_is_one_of_the_program(page):
    keys = set(re.findall(r"`([^`]+)`", page.read_text(encoding="utf-8")))
    assert keys
    assert keys <= known_keys()


def test_the_short_names_of_keys_are_keys_of_the_program():
    """A page may say Delete or Enter without where; the table says it with its place."""
    told = " ".join(
        [key for key, _purpose, _part in INSIDE_KEYS]
        + [key_in_words(key) for spec in (*ACTIONS, *HANDOUT_ACTIONS) for key in spec.keys]
    ).split()
    assert {"↓", "Enter", "Esc", "Delete", "Space"} <= set(told)


@pytest.mark.parametrize("page", FILES, ids=lambda page: page.stem)
def test_links_lead_to_pages_of_the_guide(page):
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        assert (GUIDE / target).is_file(), target


@pytest.mark.parametrize("page", FILES, ids=lambda page: page.stem)
def test_every_picture_comes_with_the_program_and_says_what_it_shows(page):
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    assert pictures
    for words, target in pictures:
        assert len(words.split()) >= 4, target
        assert (GUIDE / target).resolve().parent == pictures_dir()
        assert (GUIDE / target).is_file(), target


@pytest.mark.parametrize("page", FILES, ids=lambda page: page.stem)
def test_a_page_is_short_and_in_plain_words(page):
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert len(text.split()) < 900
    assert not re.search(r"\b(please wait|oops|click here|simply|user|database|sync)\b", text, re.I)
    assert "!" not in re.sub(r"!\[", "", text)
