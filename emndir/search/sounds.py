"""Sounds: one key for words that sound alike in British speech, however they are spelled.

kemotherapy is chemotherapy, fisio is physio, Lester is Leicester and docter is doctor. The key is
coarse and is only ever used to find words that may have been meant; nothing is matched by it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_STARTS = (
    ("wr", "r"),
    ("wh", "w"),
    ("kn", "n"),
    ("gn", "n"),
    ("pn", "n"),
    ("ps", "s"),
    ("x", "s"),
    ("sch", "sk"),
    ("mc", "mac"),
)
_ENDS = (
    ("cester", "ster"),
    ("borough", "bra"),
    ("burgh", "bra"),
    ("brough", "bra"),
    ("mouth", "muth"),
    ("wich", "itch"),
    ("wick", "ik"),
    ("tre", "ta"),
    ("bre", "ba"),
    ("gue", "g"),
    ("que", "k"),
    ("mb", "m"),
    ("mn", "m"),
)
_ANYWHERE = (
    ("ph", "f"),
    ("rrh", "r"),
    ("rh", "r"),
    ("eu", "u"),
    ("ew", "u"),
    ("oea", "ea"),
    ("dge", "j"),
    ("tch", "S"),
    ("sch", "sk"),
    ("cqu", "k"),
    ("ck", "k"),
    ("qu", "k"),
    ("q", "k"),
    ("xc", "ks"),
    ("x", "ks"),
    ("tion", "Sn"),
    ("sion", "Sn"),
    ("cian", "Sn"),
    ("tian", "Sn"),
    ("cious", "Ss"),
    ("tious", "Ss"),
    ("ough", "o"),
    ("augh", "o"),
    ("gh", ""),
    ("sh", "S"),
    ("sc", "s"),
)
_SOFT_C = re.compile(r"c(?=[eiy])")
_SOFT_G = re.compile(r"g(?=[eiy])")
_HARD_SC = re.compile(r"sc(?=[aourl])")
_CHEM = re.compile(r"ch")
_LAST_R = re.compile(r"(?:[aeiou]+re?|ah?|our)$")
_SCHWA = re.compile(r"(?<=.)[aeiou]+(?=[nlm]$)")
_VOWELS = (
    (re.compile(r"[ae]?[eiy]+[aeiy]*|oe|[ae]+e"), "i"),
    (re.compile(r"a[uw]|o[aou]*w?|u+|ou"), "o"),
    (re.compile(r"a+"), "a"),
)
_SILENT_E = re.compile(r"(?<=[^aeiouy])es?$")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=32_768)
def sound(word: str) -> str:
    """Return the key of a folded word; words of letters only have a useful one."""
    for start, said in _STARTS:
        if word.startswith(start):
            word = said + word[len(start) :]
            break
    for end, said in _ENDS:
        if word.endswith(end) and len(word) > len(end) + 1:
            word = word[: -len(end)] + said
            break
    word = _HARD_SC.sub("sk", word)
    for written, said in _ANYWHERE:
        if written in word:
            word = word.replace(written, said)
    word = _SOFT_G.sub("j", _SOFT_C.sub("s", word))
    word = _SILENT_E.sub(_without_e, word)
    word = _CHEM.sub("k", word).replace("c", "k").replace("z", "s")
    word = _LAST_R.sub("a", word)
    word = _SCHWA.sub("", word)
    first, rest = word[:1], word[1:].replace("h", "").replace("w", "")
    word = first + rest
    for vowels, said in _VOWELS:
        word = vowels.sub(said, word)
    return _DOUBLED.sub(r"\1", word)


def _without_e(ending: re.Match[str]) -> str:
    return "s" if ending[0].endswith("s") else ""
