"""How hard a text is to read: Flesch-Kincaid (Kincaid and others, 1975), with syllables counted by rule."""

import re

_GROUPS = re.compile(r"[aeiouy]+")
_SPECIAL = {
    "appointment": 3,
    "area": 3,
    "areas": 3,
    "being": 2,
    "doing": 2,
    "every": 2,
    "everyone": 3,
    "hospice": 2,
    "idea": 3,
    "people": 2,
    "radiotherapy": 6,
    "website": 2,
    "different": 3,
    "diamond": 3,
    "something": 2,
    "sometimes": 2,
    "someone": 2,
    "somebody": 3,
    "treatment": 2,
    "agency": 3,
    "database": 3,
    "statistics": 3,
    "bereavement": 3,
}
"""Words that the rule counts wrongly."""


def syllables(word: str) -> int:
    """Return how many syllables an English word has; a number is read as one word of one a digit."""
    word = word.lower().strip("'’")
    if word.isdigit():
        return min(len(word), 4)
    if word in _SPECIAL:
        return _SPECIAL[word]
    word = re.sub(r"[^a-z]", "", word)
    count = len(_GROUPS.findall(word))
    if re.search(r"[^aeiouyl]e$|[^aeiou]les?$|(?<=[^aeioudtscxzg])es$|[^aeioutd]ed$", word):
        silent = not re.search(r"[^aeiouy]les?$", word)
        count -= silent
    if re.search(r"i[ao](?!u)|[aeiou]ing$|uou|eo", word) and not re.search(
        r"[ctsg]io|[ct]ia", word
    ):
        count += 1
    return max(1, count)


def words_of(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9][A-Za-z0-9'’]*", text.replace("-", " "))


def reading_age(sentences: list[str]) -> float:
    """Return the age in years at which a text is read with ease: the school grade and five."""
    words = [word for sentence in sentences for word in words_of(sentence)]
    sounds = sum(map(syllables, words))
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sounds / len(words) - 15.59
    return grade + 5
