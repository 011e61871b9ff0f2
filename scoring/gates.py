"""Answers that no level can be given to: a person looks, and is told why in plain words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

from scoring.background import known_words
from scoring.cleaning import is_list, live
from scoring.language import other_language
from scoring.lexicon import FUNCTION_WORDS, RATED
from scoring.oddness import ODD_ABOVE, oddness
from scoring.order import disorder
from scoring.setting import Setting, runs_told
from scoring.text import Prepared, ngrams

LONGEST = 20_000
_LEAST_WORDS = 4
_SHUFFLED_ABOVE = 9.0
_COPIED = 0.6
# None of 27,210 genuine texts of six kinds names more than two.
_MOST_RATED = 3

EMPTY = "There is no written answer."
TOO_SHORT = "The answer is too short to judge. A person looks."
TOO_LONG = "The answer is far longer than asked for. A person looks."
UNREADABLE = "The answer cannot be read as English text. A person looks."
REPEATED = "The answer says the same again and again. A person looks."
COPIED = "The answer repeats the situation instead of answering it. A person looks."
KEYWORDS = "The answer is a list of keywords, not something one would say or write. A person looks."
FOR_MARKS = "The answer names what it is rated for, again and again. A person looks."
SHUFFLED = "The words do not stand in an order that can be read. A person looks."
ODD = "The words stand in an odd order, with much of what is asked for between them. A person looks."
ELSEWHERE = "The answer seems to be about another situation. A person looks."
NOTHING_OWN = "Nothing is left once copied, repeated and listed text is set aside. A person looks."
OTHER_LOCALE = "Only scenarios in English are rated by machine so far. A person looks."


def raw_gate(text: str) -> str:
    """Why a text cannot even be read, or nothing.

    Examples
    --------
    >>> raw_gate("  "), raw_gate("Hello Mara, I can help."), raw_gate("Здравствуйте, я помогу вам сегодня")
    ('There is no written answer.', '', 'The answer is written in another script (Cyrillic). A person looks.')
    """
    if not any(letter.isalnum() for letter in text[:LONGEST]):
        return EMPTY
    if len(text) > LONGEST:
        return TOO_LONG
    if script := other_script(text):
        return f"The answer is written in another script ({script}). A person looks."
    if language := other_language(text):
        return f"The answer is written in {language}, and no rater of it was tested with people. A person looks."
    return ""


def other_script(text: str) -> str:
    """The script that most letters are of, when it is not the Latin one.

    Examples
    --------
    >>> other_script("naïve café"), other_script("こんにちは")
    ('', 'Hiragana')
    """
    if text.isascii():
        return ""
    letters = [letter for letter in text if letter.isalpha()]
    scripts = [unicodedata.name(letter, "UNKNOWN").split()[0] for letter in letters if not letter.isascii()]
    foreign = [script for script in scripts if script != "LATIN"]
    if len(foreign) <= len(letters) / 2:
        return ""
    return max(sorted(set(foreign)), key=foreign.count).capitalize()


def gate(answer: Prepared, setting: Setting) -> str:
    """Why an answer that can be read cannot be scored, or nothing.

    Parameters
    ----------
    answer : Prepared
        All sentences, repeats included.
    setting : Setting
        What it answers.

    Returns
    -------
    str
        A sentence for people, or ``""`` when the answer can be scored.
    """
    if not setting.scenario.locale.startswith("en"):
        return OTHER_LOCALE
    if len(answer.words) < _LEAST_WORDS:
        return TOO_SHORT
    return next((reason for fails, reason in _CHECKS if fails(answer, setting)), "")


def _is_unreadable(answer: Prepared, setting: Setting) -> bool:
    words = [word.text for word in answer.words]
    known = known_words()
    familiar = sum(word in known or word in setting.known or word[0] in "@0123456789" for word in words) / len(words)
    return familiar < 0.5 and _function_share(answer) < 0.25


def _function_share(answer: Prepared) -> float:
    return sum(word.text in FUNCTION_WORDS for word in answer.words) / len(answer.words)


def _is_repeated(answer: Prepared, _: Setting) -> bool:
    sentences = [sentence.stems for sentence in answer.sentences]
    words = [word.stem for word in answer.words]
    again = len(sentences) >= 3 and len(set(sentences)) < 0.45 * len(sentences)
    return again or (len(words) >= 20 and len(set(words)) < 0.2 * min(len(words), 100))


def _is_keywords(answer: Prepared, _: Setting) -> bool:
    if len(answer.words) >= 8 and _function_share(answer) < 0.18:
        return True
    return all(is_list(sentence) for sentence in answer.sentences)


def _names_what_is_rated(answer: Prepared, _: Setting) -> bool:
    return len(RATED.intersection(word.text for word in answer.words)) > _MOST_RATED


def _is_copied(answer: Prepared, setting: Setting) -> bool:
    told = runs_told(setting, 4)
    runs = [run for sentence in answer.sentences for run in ngrams(sentence.stems, 4)]
    return len(runs) >= 4 and sum(run in told for run in runs) >= _COPIED * len(runs)


def _is_shuffled(answer: Prepared, _: Setting) -> bool:
    return disorder(answer) > _SHUFFLED_ABOVE


def _is_odd(answer: Prepared, setting: Setting) -> bool:
    return oddness(answer, setting) > ODD_ABOVE


def _has_nothing_own(answer: Prepared, setting: Setting) -> bool:
    return not live(answer, setting).sentences


Check = tuple[Callable[[Prepared, Setting], bool], str]
# What can be seen of any text, whatever it answers.
FORM: tuple[Check, ...] = (
    (_is_unreadable, UNREADABLE),
    (_is_repeated, REPEATED),
    (_is_keywords, KEYWORDS),
    (_names_what_is_rated, FOR_MARKS),
    (_is_shuffled, SHUFFLED),
    (_is_odd, ODD),
)
_CHECKS: tuple[Check, ...] = (
    *FORM,
    (_is_copied, COPIED),
    (_has_nothing_own, NOTHING_OWN),
)
