"""How odd a whole answer reads: the order of its words beside its length and the facts that stand in it.

Keywords put between the words of an answer break its order in few places and bring many facts. Genuine answers hold
together the better the longer they are, so the same doubt about the order tells more in a long one.
"""

from __future__ import annotations

from scoring.order import LEAST_WORDS, disorder
from scoring.setting import Setting
from scoring.text import Prepared

# Chosen on answers whose scenario the counts of word order did not know: what told most of shuffled answers, and of
# answers with keywords between their words, from genuine ones at the same share of these.
_WORD, _FACT, _CROWD = 0.05, 0.2, 0.6
# Of 2,115 genuine answers left out .8 % lie above the first and 4 % above the second.
ODD_ABOVE, DOUBTFUL_ABOVE = 10.5, 6.0


def oddness(answer: Prepared, setting: Setting) -> float:
    """How odd the order of an answer's words is for its length and for the facts it names.

    Parameters
    ----------
    answer : Prepared
    setting : Setting
        Whose facts are counted.

    Returns
    -------
    float
        The log ratio of `disorder`, and what length, all facts named and the most of them in one sentence add; below 0
        for most answers, 0 below `LEAST_WORDS` words.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> from scoring.setting import setting_of
    >>> setting = setting_of(read_scenario(dict(shipped())["S05.yaml"], "S05.yaml"), "s1")
    >>> plain = "Not silly at all, Mara. Which day would suit you for the courier to collect it?"
    >>> stuffed = "Not 70418 silly hospital at new card all. Which day two days late would suit courier you for the?"
    >>> oddness(setting.prepare(plain), setting) < 0 < oddness(setting.prepare(stuffed), setting)
    True
    """
    size = len(answer.words)
    if size < LEAST_WORDS:
        return 0.0
    named = [setting.named_in(sentence) for sentence in answer.sentences]
    return disorder(answer) + _WORD * size + _FACT * sum(named) + _CROWD * max(named)
