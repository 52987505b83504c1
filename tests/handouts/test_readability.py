"""How hard the fixed words are to read: every phrase is measured. A formula ranks; people decide."""

import re

import pytest

from emndir.handouts.phrases import phrases
from emndir.handouts.wording import sentences
from tests.handouts.reading_age import reading_age, syllables, words_of

OLDEST = 12.0
"""The aim is a reading age of 9 to 11: a child of eleven is not twelve yet."""
LONGEST = 20
FEWEST = 5
"""Words that a formula needs to say anything: "Email" alone would count as hard."""
EXAMPLES = {"number": "8", "total": "2", "miles": "8 miles", "day": "Monday", "when": "July"}
LONG_WORDS = {"information", "emergency"}
"""Words of four syllables that a sheet cannot do without, and that everybody knows."""
NAMES = {"chemotherapy", "lymphoedema", "neuroendocrine", "radiotherapy"}
"""What a person has been told that they have or need: no shorter word means it."""
NOT_OURS = {"map.credit": "The owners of the map's data say what must stand there."}
CANCERS = "guide.cancer."
"""Names of cancers, as a person has heard theirs: "Ovarian cancer"."""
MEASURED = [key for key in phrases().keys if key not in NOT_OURS and not key.startswith(CANCERS)]


def filled(key):
    """Return the sentences of a phrase with an everyday word in each of its places."""
    template = phrases().template(key)
    said = re.sub(r"\{(\w+)\}", lambda place: EXAMPLES.get(place[1], "Leeds"), template)
    return sentences(said)


@pytest.mark.parametrize("key", MEASURED)
def test_every_phrase_is_read_at_eleven(key):
    found = filled(key)
    if sum(len(words_of(sentence)) for sentence in found) >= FEWEST:
        assert reading_age(found) < OLDEST, (key, found)
    for sentence in found:
        words = words_of(sentence)
        assert len(words) <= LONGEST, sentence
        hard = {word.lower() for word in words if not word.isdigit() and syllables(word) > 3}
        assert hard <= LONG_WORDS | NAMES, sentence


def test_all_of_them_together_are_read_at_nine():
    assert reading_age([sentence for key in MEASURED for sentence in filled(key)]) < 9


def test_what_is_not_measured_is_named_with_its_reason():
    assert set(NOT_OURS) <= set(phrases().keys)
    assert all(NOT_OURS.values())


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("call", 1),
        ("number", 2),
        ("appointment", 3),
        ("hospital", 3),
        ("information", 4),
        ("emergency", 4),
        ("checked", 1),
        ("needed", 2),
        ("places", 2),
        ("table", 2),
        ("the", 1),
        ("radiotherapy", 6),
        ("nurse", 1),
        ("services", 3),
        ("arrange", 2),
        ("going", 2),
    ],
)
def test_syllables_are_counted(word, count):
    assert syllables(word) == count


def test_hard_and_easy_words_are_told_apart():
    easy = ["Call them on the phone.", "They can help you."]
    hard = ["Professional consultation availability is administratively determined by referral."]
    assert reading_age(easy) < 9
    assert reading_age(hard) > 18
