"""Evidence of warmth: this person, welcome and valued, in words that fit the moment."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.evidence.registry import detects
from scoring.evidence.scene import ACTION, Hit, Scene
from scoring.lexicon import word_set
from scoring.phrases import patterns
from scoring.setting import GIVEN, IMPLIED
from scoring.text import NAME, Sentence, Span, Word

_BEFORE_NAME = word_set(
    """hi hello hiya again there both all dear hey thanks thank sorry ok yes no right well ah oh ach aw morning
    evening afternoon you mr mrs ms miss of good glad course"""
)
_MENTIONS = word_set(
    "to from with of for by about at on in and or told tell ask call see the a my our your is was that"
)
_THANKS = patterns(
    r"(?:thank you|thanks)(?: \w+){0,3}? (?:for (?!contacting|calling|reaching|your|getting|being a|the call)\w+|"
    r"that you)",
    r"(?:glad|good|pleased|happy|right) (?:that )?(?:you|to) (?:asked?|told?|tell|wrote|write|said|say|called?|came|"
    r"come|rang|"
    r"ring|checked?|spoke|noticed?|flagged|kept|let)",
    r"fair play to you",
    r"(?:i|we) (?:really )?appreciate (?:you|that you|it|how)",
    r"well (?:spotted|done)",
    r"(?:thank you|thanks),? @name",
)
_TOGETHER = patterns(
    r"together",
    r"let us",
    r"we will (?!look into|be in touch|do our)\w+",
    r"you and (?:i|me)",
    r"side by side",
    r"with you",
    r"we can \w+",
    r"shall we",
    r"i am (?:right )?(?:here|beside|next to)",
    r"stay (?:with|on|beside)",
    r"between us",
)
_PERSONAL = patterns(
    r"congratulations",
    r"enjoy",
    r"good luck",
    r"(?:take|taking) care",
    r"(?:i|we) hope",
    r"hope (?:you|the|your|it|that|tonight|she|he)",
    r"mending",
    r"get(?:ting)? (?:well|better|some rest)",
    r"recover\w*",
    r"rest",
    r"how (?:lovely|nice|exciting|are you)",
    r"what (?:a|lovely|wonderful) (?:lovely|happy|day|news|time|moment|week|night)",
    r"(?:proud|big|special|happy|busy|long|hard|tough|rough) (?:day|moment|time|week|night|shift|month|evening|"
    r"morning)",
    r"for the (?:baby|wedding|trip|family|kids|child)",
    r"welcome",
    r"sorry (?:to hear )?about (?:your|the)",
    r"before (?:the|your) \w+",
)
_ROUTE = patterns(
    r"my name is",
    r"(?:this|it) is @name",
    r"i am @name",
    r"direct (?:line|number|extension|dial)",
    r"ask for (?:me|@name)",
    r"my (?:own |direct )?(?:extension|e ?mail|mail|number|line|desk|phone|name)",
    r"(?:reply|write|message|answer|email|text) (?:to )?(?:me|here|back|straight|this|directly)",
    r"(?:call|ring|reach|contact|get|find|catch|tell) me",
    r"come (?:back )?(?:straight |directly )?to me",
    r"straight (?:back )?to me",
    r"i am (?:at|on) (?:my|this|the|extension)",
    r"i am the one to",
    r"stay on (?:the line|this)",
)
_CLOSING = patterns(
    r"take care",
    r"wish(?:ing)? (?:you|your)",
    r"all the best",
    r"look after",
    r"speak (?:soon|tomorrow|then|later)",
    r"see you",
    r"good luck",
    r"safe (?:travels|journey|trip|drive|way)",
    r"enjoy",
    r"at your (?:own )?pace",
    r"when(?:ever)? you (?:are|feel) ready",
    r"no (?:rush|hurry)",
    r"take your time",
    r"i am here",
    r"get (?:well|some rest|better)",
    r"hope",
    r"sleep",
    r"easier (?:shift|night|day|week)",
    r"you can (?:always|just)",
    r"any ?time",
    r"as slowly as",
    r"(?:just|simply) (?:reply|call|write|ring|ask|message|say)",
    r"straight to me",
    r"i am the one",
    r"come (?:back )?to me",
    r"congratulations",
    r"drive (?:safe|carefully)",
    r"welcome",
    r"stay (?:with|on)",
    r"we will get (?:you|this|it|there|through)",
)
_GENTLE = patterns(
    r"please",
    r"(?:would|could|may|might) (?:you|i|it|we)",
    r"if (?:you|that|it) (?:like|is ok|is all right|works|suits|do not mind|could|can|would|wish|prefer|want|helps)",
    r"when you (?:get|have) a (?:moment|minute|chance)",
    r"is (?:it|that) (?:ok|all right|fine)",
    r"shall (?:i|we)",
    r"would you (?:like|mind|prefer|be)",
    r"do you mind",
    r"ok with you",
    r"all right",
)


def is_vocative(sentence: Sentence, place: int) -> bool:
    """Whether the name at that place is an address and not a mention.

    Examples
    --------
    >>> from scoring.text import prepare
    >>> from scoring.words import Vocabulary
    >>> called, mentioned = prepare("Hi Mara, hello. I told Mara that.", Vocabulary([]), frozenset({"mara"})).sentences
    >>> is_vocative(called, 1), is_vocative(mentioned, 2)
    (True, False)
    """
    words = sentence.words
    clause = words[place].clause
    alone = sum(word.clause == clause for word in words) == 1
    opens = place == 0 and len(words) > 1 and words[1].clause != clause
    closes = place == len(words) - 1 and place > 0 and words[place - 1].text not in _MENTIONS
    return alone or opens or closes or (place > 0 and words[place - 1].text in _BEFORE_NAME)


def _signs(scene: Scene, place: int, word: Word) -> bool:
    """Whether the name ends the answer, as a signature does."""
    last = scene.sentences[-1].words
    return (
        place == len(scene.sentences) - 1 and word == last[-1] and not (len(last) > 1 and last[-2].text in _BEFORE_NAME)
    )


def _name(words: tuple[Word, ...], sentence: Sentence) -> Word | None:
    return next((word for i, word in enumerate(words) if word.text == NAME and is_vocative(sentence, i)), None)


@detects("W1")
def addresses_the_person(scene: Scene) -> Iterator[Hit]:
    """W1: by name. Which name it is never counts."""
    for place, sentence in enumerate(scene.sentences):
        word = _name(sentence.words, sentence)
        if word is not None and not _signs(scene, place, word):
            yield Hit(place, Span(word.start, word.end))


@detects("W2")
def thanks_for_something_done(scene: Scene) -> Iterator[Hit]:
    """W2: thanks for what this person did, not for contacting us."""
    return scene.matches(_THANKS, bound=False)


@detects("W3")
def owns_in_the_first_person(scene: Scene) -> Iterator[Hit]:
    """W3: 'I will', 'let me', and what."""
    return scene.matches(ACTION)


@detects("W4")
def speaks_as_partners(scene: Scene) -> Iterator[Hit]:
    """W4: 'together', 'let's', with something to do."""
    return scene.matches(_TOGETHER, bound=True)


@detects("W5")
def touches_their_purpose(scene: Scene) -> Iterator[Hit]:
    """W5: a personal word about what this is for, tied to a fact."""
    for hit in scene.matches(_PERSONAL):
        if scene.speaks_of(hit.sentence, GIVEN, IMPLIED) or scene.bound[hit.sentence]:
            yield hit


@detects("W6")
def offers_a_way_back(scene: Scene) -> Iterator[Hit]:
    """W6: own name, or a direct route."""
    return scene.matches(_ROUTE)


@detects("W7")
def closes_warmly(scene: Scene) -> Iterator[Hit]:
    """W7: one of the last two sentences fits the occasion and is no stock phrase."""
    for hit in scene.matches(_CLOSING):
        if hit.sentence >= len(scene.sentences) - 2:
            yield hit


@detects("W8")
def asks_gently(scene: Scene) -> Iterator[Hit]:
    """W8: please, would it help if."""
    return scene.matches(_GENTLE, negated=True)
