"""Ways of answering that ask for more than they give, as pure functions from text to text."""

import random
import re

NEUTRAL = (
    "The river runs past the old mill and turns south near the stone bridge. In winter the fields are white and the "
    "geese fly over in long lines. A farmer walks his dog along the bank each morning. The church tower was built in "
    "the year of the great flood. Children play on the green while the bells ring. Further on there is a small wood "
    "with oak and beech, and a path that leads up the hill. From the top one sees the whole valley with its roofs and "
    "gardens. A train passes twice a day. The baker opens early and the smell of bread fills the lane. Some people "
    "paint the view, others only sit on the bench and look. In spring the apple trees flower first and the cherry "
    "trees follow. The museum shows tools that were used in the quarry. Old photographs hang on the wall beside a "
    "large map of the county. In the evening the light turns gold and the swallows return to the barn. Summer brings "
    "visitors who swim in the lake and eat ice cream."
)
FORMULAE = (
    "Dear customer, thank you for contacting us. I understand your frustration and I am sorry for any inconvenience "
    "caused. Your satisfaction is very important to us and we take all feedback seriously. Rest assured that our team "
    "will look into this as soon as possible. Please do not hesitate to contact us if there is anything else. Have a "
    "great day!"
)
GIBBERISH = "asdkj qwoeiu zmxnc qpwoei lkjasd mnbzxc qwpeoi alskdj weoirq xcvmnb"
_NAMES = """Aisha Mohammed Wei Olga Juan Fatima John Priya Kwame Ingrid Yuki Omar Chloe Dmitri Ngozi Lars Mei Carlos
    Siobhan Ravi Emily Ahmed Elena Tariq Hannah Bongani Sven Leila Pedro Agnes Jamal Nadia Finn Soraya Hugo Thandi Marek
    Lucia Ibrahim Nguyen"""
NAMES = _NAMES.split()
_FLIPS = (
    (r"\b[Ll]et me\b", "I will not"),
    (r"\b[Ll]et's\b", "we will not"),
    (r"\bI'll\b", "I will"),
    (r"\bI've\b", "I have"),
    (r"\bI'm\b(?! sorry)", "I am"),
    (r"\b[Ww]e'll\b", "we will"),
    (r"\b(I will|I can|I have|I am|we can|we will|you can)\b(?! not)(?! sorry)", r"\1 not"),
)


def negated(text: str) -> str:
    """The answer with every offer and action of the writer turned into its opposite."""
    for pattern, replacement in _FLIPS:
        text = re.sub(pattern, replacement, text)
    return text


def shuffled(text: str, seed: int = 1) -> str:
    """The same words in another order, stops still on them."""
    words = text.split()
    random.Random(seed).shuffle(words)
    return " ".join(words)


def with_typos(text: str, share: float = 0.05, seed: int = 0) -> str:
    """One letter lost, swapped or changed inside that share of the words of four letters and more."""
    chance = random.Random(seed)
    return " ".join(
        _slipped(word, chance) if _may_slip(word) and chance.random() < share else word for word in text.split(" ")
    )


def _may_slip(word: str) -> bool:
    return len(word) >= 4 and word.isalpha()


def _slipped(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    changed = (
        word[:place] + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        word[:place] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[place + 1 :],
    )
    return chance.choice(changed)


def renamed(text: str, names: frozenset[str], new: str) -> str:
    """The answer with every name of the situation changed to another."""
    for name in names:
        text = re.sub(rf"\b{name.capitalize()}\b", new, text)
    return text


def mistyped(text: str, share: float = 0.05, seed: int = 0) -> str:
    """That share of all letters changed to another."""
    chance = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(chance.choice(letters) if each.isalpha() and chance.random() < share else each for each in text)
