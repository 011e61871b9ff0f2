"""Texts from texts: each function is pure, and what it leaves to chance comes from the generator it is given."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from random import Random

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_STOP = re.compile(r"(?<=[.!?])\s+")


def sentences(text: str) -> list[str]:
    """The sentences of a text, stops kept.

    Examples
    --------
    >>> sentences("Yes. I can! Shall I?")
    ['Yes.', 'I can!', 'Shall I?']
    """
    return [part for part in _STOP.split(text.strip()) if part]


def shuffled(words: Sequence[str], chance: Random) -> list[str]:
    """The same in another order."""
    return chance.sample(words, len(words))


def words_shuffled(text: str, chance: Random) -> str:
    """All words in another order, stops still on them."""
    return " ".join(shuffled(text.split(), chance))


def bare_words_shuffled(text: str, chance: Random) -> str:
    """All words in another order, in lower case and without stops."""
    return " ".join(shuffled(re.findall(r"[\w']+", text.lower()), chance)) + "."


def shuffled_inside(text: str, chance: Random) -> str:
    """The words of each sentence in another order."""
    parts = (shuffled(part.rstrip(".!?").split(), chance) for part in sentences(text))
    return " ".join(" ".join(part).capitalize() + "." for part in parts)


def runs_shuffled(text: str, chance: Random, size: int = 2) -> str:
    """Runs of that many words in another order.

    Examples
    --------
    >>> runs_shuffled("one two three four", Random(0))
    'three four one two'
    """
    words = text.split()
    runs = [" ".join(words[i : i + size]) for i in range(0, len(words), size)]
    return " ".join(shuffled(runs, chance))


def mixed(text: str, other: str, chance: Random) -> str:
    """The words of two texts together in another order."""
    return words_shuffled(f"{text} {other}", chance)


def with_slips(text: str, chance: Random, share: float = 0.05) -> str:
    """One letter lost, doubled, swapped or changed inside that share of the words of four letters and more."""
    return " ".join(
        _slipped(word, chance) if len(word) >= 4 and word.isalpha() and chance.random() < share else word
        for word in text.split(" ")
    )


def _slipped(word: str, chance: Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    before, here, after = word[:place], word[place], word[place + 1 :]
    return chance.choice(
        (
            before + after,
            before + here + here + after,
            before + after[0] + here + after[1:],
            before + chance.choice(LETTERS) + after,
        )
    )


def with_wrong_letters(text: str, chance: Random, share: float = 0.05) -> str:
    """That share of all letters changed to another."""
    return "".join(chance.choice(LETTERS) if each.isalpha() and chance.random() < share else each for each in text)


_LEARNERS: tuple[tuple[str, str], ...] = (
    (r"\b(?:the|a|an) (?=[a-z])", ""),
    (r"\bI have (\w+ed)\b", r"I \1"),
    (r"\b(he|she|it) has\b", r"\1 have"),
    (r"\b(your \w+) (?:is|was) ", r"\1 "),
    (r"\bI am (?!sorry)", "I "),
    (r"\b(that|it|this) is\b", r"\1"),
    (r"\b(\w{3,}[^s\W])es\b", r"\1e"),
    (r"\b(\w{3,})ies\b", r"\1y"),
    (r"\b(two|three|four|five|ten|\d+) (\w+)s\b", r"\1 \2"),
    (r"\byou were\b", "you was"),
    (r"\bdo not\b|\bdon't\b", "not"),
    (r"\b(to|for|on|at) (?=the|my|your)", ""),
    (r"\btold\b", "tell"),
    (r"\bsent\b", "send"),
    (r"\bcame\b", "come"),
    (r"\bwould like\b", "want"),
    (r"\bmany\b", "much"),
)


def without_articles(text: str, chance: Random) -> str:
    """As people write whose own language has no articles.

    Examples
    --------
    >>> without_articles("I send the lamp with a note.", Random(1))
    'I send lamp with note.'
    """
    del chance
    return re.sub(r"\b(?:the|a|an) (?=[a-z])", "", text)


def as_a_learner(text: str, chance: Random, share: float = 0.5) -> str:
    """About half of the slips in grammar that second-language writers make: articles, agreement, tense, copula."""
    for pattern, replacement in _LEARNERS:
        text = re.sub(pattern, partial(_sometimes, replacement=replacement, chance=chance, share=share), text)
    return text


def _sometimes(met: re.Match[str], replacement: str, chance: Random, share: float) -> str:
    return met.expand(replacement) if chance.random() < share else met.group()


_PLAIN: tuple[tuple[str, str], ...] = (
    (r"\bLet me\b|\blet me\b", "I will"),
    (r"\b[Ll]et's\b", "we will"),
    (r"\b[Ss]hall (we|I)\b([^?.!]*)\?", r"\1 will\2."),
    (r"\bI'll\b", "I will"),
    (r"\bI've\b", "I have"),
    (r"\bI'm\b", "I am"),
    (r"\b([Ww])e'll\b", r"\1e will"),
    (r"\b([Ww])e've\b", r"\1e have"),
    (r"\b([Ww])e're\b", r"\1e are"),
    (r"\b([Yy])ou'll\b", r"\1ou will"),
)
_DONE = (
    r"(?=(?:(?:also|just|now|already|then) )?"
    r"(?:\w+ed|put|set|sent|made|held|got|written|frozen|kept|found|given|told|let)\b)"
)
_OFFER = re.compile(
    rf"\b(I|[Ww]e|[Yy]ou) ((?:will|can|could|shall)\b(?! not\b|n?'t)|have {_DONE}|(?:am|are)(?= (?:\w+ )?\w+ing\b))"
)
_VERB = re.compile(
    r"(?<!may )(?<!can )(?<!shall )(?<!should )\b(I|we) (?:(?:also|now|just|then) )?"
    r"(?!(?:will|can|have|am|are|could|was|were|had|did|do|see|hear|know|understand|hope|think|need|want|would|should|may|must|"
    r"shall|might|not|refuse|never|made|said|told|left|got|gave|sent|took|booked|wrote|won|find|believe|expect|cannot|shan)\b)"
    r"(?!\w+ed\b)([a-z]{3,})\b(?!')"
)
_NOT: Sequence[dict[str, str]] = tuple(
    dict(zip(("will", "can", "have", "am", "are", "could", "shall"), words.split("|"), strict=True))
    for words in (
        "will not|can not|have not|am not|are not|could not|shall not",
        "won't|can't|haven't|am not|aren't|couldn't|shan't",
        "will never|cannot|have never|am not|are not|could never|shall never",
        "refuse to|cannot|have not yet|am not at all|are not|could not|shall not",
    )
)


def offers_negated(text: str, chance: Random) -> str:
    """Every offer and action of the writer turned into its opposite; a text without any stays as it is.

    Examples
    --------
    >>> offers_negated("I'll note it. Shall I call you?", Random(1))
    "I won't note it. I won't call you."
    """
    plain = text
    for pattern, replacement in _PLAIN:
        plain = re.sub(pattern, replacement, plain)
    words = chance.choice(_NOT)
    turned = _OFFER.sub(lambda met: f"{met[1]} {words[met[2].strip()]}{' ' * met[2].endswith(' ')}", plain)
    turned = _VERB.sub(lambda met: f"{met[1]} do not {met[2]}", turned)
    return text if turned == plain else turned


_AUXILIARY = re.compile(
    r"\b(will|can|have|has|am|is|are|was|were|could|should|would|did|does|do|had|must|may|shall)\b(?! not| sorry)"
)


def all_negated(text: str, chance: Random) -> str:
    """Every statement turned into its opposite, offers and facts alike."""
    return _AUXILIARY.sub(r"\1 not", re.sub(r"'s (?=\w+ing\b|not|a\b|the\b)", " is not ", offers_negated(text, chance)))


def renamed(text: str, names: frozenset[str], new: str) -> str:
    """The answer with every name of the situation changed to another."""
    for name in sorted(names):
        text = re.sub(rf"\b{name.capitalize()}\b", new, text)
    return text


_PRONOUNS = {
    "they": {"he": "they", "she": "they", "his": "their", "her": "their", "him": "them"},
    "he": {"they": "he", "she": "he", "their": "his", "her": "his", "them": "him"},
    "she": {"he": "she", "they": "she", "his": "her", "their": "her", "him": "her", "them": "her"},
}


def with_pronouns(text: str, chance: Random) -> str:
    """Third-person pronouns changed to those of another, shortened verbs after them too."""
    table = _PRONOUNS[chance.choice(sorted(_PRONOUNS))]
    pattern = re.compile(r"\b(?:" + "|".join(table) + r")\b", re.IGNORECASE)
    changed = pattern.sub(lambda met: _cased(met.group(), table[met.group().lower()]), text)
    return re.sub(r"\b(they)'s\b", r"\1're", re.sub(r"\b(s?he)'[rv]e\b", r"\1's", changed, flags=re.I), flags=re.I)


def _cased(model: str, word: str) -> str:
    return word.capitalize() if model[0].isupper() else word


_OTHER_GENDER = {"he": "she", "she": "he", "his": "her", "him": "her", "her": "his", "hers": "his"}
_OTHER_GENDER |= {"himself": "herself", "herself": "himself"}
# "Call her back" but "her bag": before these words, and before a stop, the one who is meant stands alone.
_ALONE = re.compile(
    r"\bher\b(?=\W*$|\s*[.,;:!?)]|\s+(?:a|about|after|again|an|and|any|as|at|back|because|before|but|by|for|from|how|if|"
    r"in|into|is|it|later|not|now|of|off|on|or|right|so|straight|that|the|then|this|to|today|tomorrow|tonight|too|until|"
    r"up|what|when|where|which|while|whether|with|you|your)\b)",
    re.IGNORECASE,
)
_GENDERED = re.compile(r"\b(?:" + "|".join(_OTHER_GENDER) + r")\b", re.IGNORECASE)


def of_the_other_gender(text: str) -> str:
    """Whoever is he becomes she, and the other way round.

    Examples
    --------
    >>> of_the_other_gender("She has her bag, so call her back. His is here.")
    'He has his bag, so call him back. Her is here.'
    """
    marked = _ALONE.sub(lambda met: _cased(met.group(), "\0him"), text)
    return _GENDERED.sub(lambda met: _swapped(marked, met), marked).replace("\0", "")


def _swapped(text: str, met: re.Match[str]) -> str:
    if text[met.start() - 1 : met.start()] == "\0":
        return met.group()
    return _cased(met.group(), _OTHER_GENDER[met.group().lower()])


FORMS: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("'", "\u2019").replace(" - ", " \u2013 "),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace("\n", "\r\n"),
    "\u200b".join,
    "\u200d".join,
    lambda text: f"\u200f{text}\u200e",
    lambda text: f"  {text}\n\n\n",
    lambda text: text.replace(". ", ".\n"),
    lambda text: text + "\x00",
    lambda text: "\ufeff" + text,
    lambda text: text.replace("fi", "\ufb01"),
)


def in_another_form(text: str, chance: Random) -> str:
    """The same words in other characters: quotes, blanks, line ends, marks that cannot be seen."""
    return chance.choice(FORMS)(text)


_ALIKE = str.maketrans({"a": "\u0430", "e": "\u0435", "o": "\u043e", "c": "\u0441", "p": "\u0440", "x": "\u0445"})


def with_lookalikes(text: str, chance: Random) -> str:
    """Some letters as Cyrillic ones that look the same."""
    return "".join(each.translate(_ALIKE) if chance.random() < 0.5 else each for each in text)
