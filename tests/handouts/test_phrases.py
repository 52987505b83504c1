import re
import tomllib
from pathlib import Path

import pytest

from emndir.choice.guide_kinds import Part, guide_kinds
from emndir.domain.freshness import Freshness
from emndir.domain.vocabulary import ALL_SITES, Cost, HelpGroup, ServiceStatus
from emndir.domain.wordings import ENGLISH_WORDS
from emndir.handouts import phrases as phrases_module
from emndir.handouts.choices import Step
from emndir.handouts.phrases import Run, phrases, plain, spaced
from emndir.handouts.wording import sentences

SOURCES = Path(phrases_module.__file__).parent
VOCABULARY = Path(__file__).parents[2] / "data" / "vocabulary"
SITES = [
    term["code"]
    for term in tomllib.loads((VOCABULARY / "cancer-sites.toml").read_text("utf-8"))["term"]
    if term["code"] != ALL_SITES
]
HANDOUT_KEYS = {
    "title.choices": "Your choices for {support}",
    "intro.choices": "Each of these can help you and your family. You can use more than one.",
    "intro.free": "They are all free.",
    "intro.team": "Talk to your hospital team about what is right for you.",
    "intro.qr": "Scan a square with your phone to see the web page.",
    "step.start": "Start here",
    "compare.title": "Compare your choices",
    "compare.far": "How far is it from {place}?",
    "compare.money": "Can I get advice about money?",
    "value.unknown": "We do not know",
    "value.in": "No, just come in",
    "foot.check": "Check before you travel.",
    "urgent.title": "If you feel unwell during treatment",
    "urgent.none": "Call the number on your alert card, day or night.",
    "where.home": "They come to your home.",
    "get.gp": "Call your GP surgery. They can send you here.",
    "open.unknown": "We do not know the hours.",
    "cost.paid": "You may need to pay. Ask first.",
    "notes.title": "Notes from your nurse or doctor",
    "map.note": "Outline map. It does not show roads.",
}


PATIENTS_GROUPS = [group for group in HelpGroup if group is not HelpGroup.FOR_PROFESSIONALS]


def _of_some_sites(table: str) -> list[str]:
    return [f"{table}.{site}" for site in SITES if f"{table}.{site}" in phrases().keys]


def _used() -> set[str]:
    """Return keys that the code names, with those that are put together from codes."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.glob("*.py"))
    named = set(re.findall(r"[\"']([a-z]+(?:\.[a-z0-9_-]+)+)[\"']", text))
    named |= {f"cost.{cost}" for cost in Cost} | {f"ask.{number}" for number in range(1, 8)}
    facts = re.findall(r"_admits\(\s*\"([\w-]+)\"|_stand\(\"([\w-]+)\"", text)
    named |= {f"fact.{first or second}" for first, second in facts}
    gone = [status for status in ServiceStatus if not status.is_offered]
    named |= {f"screen.{status}" for status in gone}
    stale = [freshness for freshness in Freshness if freshness is not Freshness.FRESH]
    named |= {f"doubt.{freshness}{end}" for freshness in stale for end in ("", "_left_out")}
    named |= {f"step.{step}" for step in Step if step} | _kinds_of_help()
    named |= {f"age.{age}{end}" for age in ("last", "between") for end in ("", "_some")}
    named |= {f"guide.way.{way}" for way in ("call", "text", "book")}
    named |= {f"guide.part.{part}" for part in Part} | {f"guide.cancer.{site}" for site in SITES}
    named |= {f"guide.kind.{kind.code}" for kind in guide_kinds() if kind.expected}
    named |= set(_of_some_sites("guide.body")) | set(_of_some_sites("guide.having"))
    named |= set(ENGLISH_WORDS) | {f"booklet.group.{group}" for group in PATIENTS_GROUPS}
    return named | {f"standing.{thing}" for thing in ("sheet", "one", "several")}


def _kinds_of_help() -> set[str]:
    """Return the wordings there are for kinds of service and of help that the directory has."""
    terms = tomllib.loads((VOCABULARY / "service-types.toml").read_text(encoding="utf-8"))["term"]
    kinds = {term["code"] for term in terms} | {"support", *HelpGroup}
    return {f"support.{kind}" for kind in kinds} & set(phrases().keys)


def test_every_wording_is_used_and_every_key_has_one():
    said = phrases()
    assert set(said.keys) - _used() == set()
    unknown = {key for key in _used() if key.split(".")[0] in {k.split(".")[0] for k in said.keys}}
    assert unknown - set(said.keys) == set()


@pytest.mark.parametrize("key", phrases().keys)
def test_every_sentence_is_short_and_plain(key):
    template = phrases().template(key)
    for sentence in sentences(template):
        assert len(sentence.split()) <= 20, sentence
    assert "!" not in template
    assert template == template.strip()
    assert not re.search(r"\b[A-Z]{4,}\b", template), "no capitals for emphasis"


@pytest.mark.parametrize(("key", "words"), HANDOUT_KEYS.items())
def test_the_wording_is_that_of_the_design(key, words):
    assert phrases().template(key) == words


def test_screen_and_paper_say_days_times_and_directions_alike():
    said = phrases()
    assert {key: said.template(key) for key in ENGLISH_WORDS} == dict(ENGLISH_WORDS)


def test_values_are_never_read_as_templates():
    assert phrases().say("call.name", name="{label} {0} %s") == "Call {label} {0} %s"


def test_a_filled_place_can_be_bold():
    words = phrases().words("urgent.emergency", number=Run("999", strong=True))
    assert words == (Run("In an emergency, call "), Run("999", strong=True), Run("."))
    assert plain(words) == "In an emergency, call 999."


def test_phrases_are_spaced_and_empty_ones_left_out():
    assert plain(spaced((Run("One."),), (), (Run("Two."),))) == "One. Two."
    assert spaced((), ()) == ()


def test_lists_are_said_in_words():
    said = phrases()
    assert said.listed([]) == ""
    assert said.listed(["a"]) == "a"
    assert said.listed(["a", "b", "c"]) == "a, b and c"
