"""Whatever is typed or pasted is understood at once, and nothing breaks the understanding.

Twenty thousand seeded inputs, each measured by the thread's own clock; what took too long is
measured again, for the machine may have been busy.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from emndir.bootstrap import OpenDirectory
from emndir.search.bodies import Bodies, load_body_names
from emndir.search.lexicon import Lexicon
from emndir.search.spelling import Speller
from emndir.search.synonyms import Synonyms
from emndir.search.understanding import Understanding, understand

INPUTS = 20_000
AT_MOST, USUALLY = 0.050, 0.003
"""Seconds for the worst input, and for one on average."""

PIECES = [
    *"\"'`*()[]{}<>;:,.!?%$#@&|\\/^~+-=_",
    *(" ", "  ", "\n", "\t", "\0", "\x1b[31m", "\N{NO-BREAK SPACE}", "\u200b", "\u202e", "\u2066"),
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR(",
        "name:",
        "--",
        "/*",
        "' OR 1=1",
        "<script>",
        "%s",
        "{0}",
        "\\u0000",
    ),
    *(
        "breast",
        "bowel",
        "lung cancer",
        "wig",
        "wigs",
        "chemo",
        "fever",
        "on",
        "bleeding",
        "near",
        "me",
    ),
    *(
        "hospice",
        "at home",
        "evening",
        "open now",
        "24 hours",
        "free",
        "men",
        "nearest",
        "in",
        "the",
    ),
    *("LE2", "LE2 3AB", "le23ab", "LE", "ng", "PE21 9QS", "2ww", "ca125", "b12", "SW1A 1AA"),
    *(
        "0116 258 5505",
        "+44 (0)116",
        "0044",
        "ext 12",
        "999",
        "111",
        "116 123",
        "01/02/2026",
        "0.5",
    ),
    *(
        "leicester",
        "boston",
        "st",
        "saint",
        "upon",
        "newark-on-trent",
        "lri",
        "qmc",
        "macmillan",
        "uhl",
    ),
    *("leciester", "kemotherapy", "o'neill", "d’arcy", "Ångström", "ﬁt", "ß", "İ", "ǆ", "ＬＥ２"),
    *(
        "🩺",
        "👩🏽‍⚕️",
        "سرطان",
        "乳腺癌",
        "รักษา",
        "हिन्दी",
        "e\u0301\u0301\u0301",
        "\ud800",
        "\udfff",
        "\uffff",
    ),
]
LONG = [
    *("a" * 100_000, "0" * 100_000, "0 " * 50_000, "+44 (" * 20_000, "(" * 100_000, "-" * 100_000),
    *("LE2 " * 25_000, "l e 2 " * 16_000, "1a2b" * 25_000, "0116-" * 20_000, "01/02/" * 16_000),
    *("breast " * 14_000, "near in at " * 9_000, "fever chemo " * 8_000, "st on the " * 10_000),
    *("\0" * 100_000, "\ud800" * 100_000, "🩺" * 100_000, "\u202e" * 100_000, "e\u0301" * 50_000),
    *(
        "'" * 100_000,
        "o'" * 50_000,
        "ext " * 25_000,
        "x1" * 50_000,
        "٠١١٦ " * 20_000,
        "\n" * 100_000,
    ),
]


class Reader:
    """The real vocabulary, synonyms, gazetteer and organisations, and nothing of the search."""

    def __init__(self, real: OpenDirectory, synonyms: Synonyms) -> None:
        self.lexicon = Lexicon(real.vocabulary, synonyms)
        self.gazetteer = real.gazetteer
        with real._engine.connect() as connection:
            names = load_body_names(connection)
        self.bodies = Bodies(names, everyday=self.lexicon.everyday_words(), same=self.lexicon.same)
        self.speller = Speller(dict.fromkeys(self.lexicon.words, 5), real=self.lexicon.real)

    def __call__(self, typed: str, plain: tuple[str, ...]) -> Understanding:
        return understand(typed, self.lexicon, self.gazetteer, plain=plain, bodies=self.bodies)


@pytest.fixture(scope="module")
def reader(real: OpenDirectory, our_synonyms: Synonyms) -> Reader:
    made = Reader(real, our_synonyms)
    made("warm up LE leicester 0116", ())
    made.speller.correct("warmup")
    return made


def inputs(count: int, seed: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield pieces in a row, single characters from all over, and now and then a long paste."""
    choose = random.Random(seed)
    for number in range(count):
        if number % 50 == 0:
            typed = choose.choice(LONG)
        elif number % 3:
            gap = choose.choice(("", " ", " ", " "))
            typed = gap.join(choose.choices(PIECES, k=choose.randint(1, 40)))
        else:
            typed = "".join(chr(_code(choose)) for _ in range(choose.randint(0, 120)))
        plain = tuple(choose.choices(PIECES, k=choose.choice((0, 0, 1, 3))))
        yield typed, plain


def _code(choose: random.Random) -> int:
    return choose.choice(
        (choose.randrange(0x80), choose.randrange(0x3000), choose.randrange(0x110000))
    )


def seconds(call: Callable[[], object]) -> float:
    started = time.thread_time()
    call()
    return time.thread_time() - started


def test_nothing_that_is_typed_breaks_it_or_takes_long(reader: Reader) -> None:
    total = 0.0
    for typed, plain in inputs(INPUTS, seed=2026):
        started = time.thread_time()
        found = reader(typed, plain)
        took = time.thread_time() - started
        total += took
        if took > AT_MOST:
            took = min(seconds(partial(reader, typed, plain)) for _ in range(3))
        assert took <= AT_MOST, (took, typed[:80])
        assert len(found.tokens) <= 24
        assert all(chip.words in typed for chip in found.understood)
        assert found.danger is None or found.danger.words in typed
        assert len(found.spans) == len(found.understood)
    assert total / INPUTS < USUALLY


def test_no_word_takes_the_speller_long(reader: Reader) -> None:
    words = {token.text for typed, _ in inputs(1_000, seed=7) for token in reader(typed, ()).tokens}
    assert len(words) > 300
    for word in sorted(words):
        took = min(seconds(partial(reader.speller.correct, word)) for _ in range(2))
        assert took <= AT_MOST, (took, word[:80])


def test_everything_taken_off_leaves_no_reading(reader: Reader) -> None:
    for typed, _plain in inputs(1_500, seed=11):
        found = reader(typed, ())
        plain = tuple(chip.words for chip in found.understood)
        again = reader(typed, plain)
        taken = set(plain)
        assert not [chip for chip in again.understood if chip.words in taken], typed[:80]
