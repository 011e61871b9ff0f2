"""Evidence of listening: the whole message taken in, checked, and only the missing thing asked."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.evidence.registry import detects
from scoring.evidence.scene import Hit, Scene
from scoring.lexicon import CALENDAR
from scoring.phrases import patterns
from scoring.setting import GIVEN, HIDDEN, IMPLIED, NEXT, UNKNOWN, Marker, runs_told
from scoring.text import Sentence, ngrams

PARAPHRASE_LOW, PARAPHRASE_HIGH = 0.15, 0.60
_VERBATIM = 7

_RESTATES = patterns(
    r"so,? (?:you|it|the|that|what|we|your|this)",
    r"you (?:would like|want|need|have|are|were|said|mentioned|told|wrote|asked|say|had|also|lost|came|worked|get|"
    r"got|took)",
    r"if i (?:have )?(?:understand|understood|got|get|hear|heard)",
    r"what i (?:have|hear|heard|understand|see)",
    r"(?:it|that) sounds like",
    r"as i understand",
    r"to (?:recap|sum|check)",
    r"let me (?:check|repeat|read|play|make sure|see if|say)",
    r"here is (?:what|how|where)",
    r"i (?:have |can )?(?:hear|heard|see|read|understand|understood)",
    r"your \w+",
)
_CONFIRMS = patterns(
    r"(?:have|did|do) i (?:have |get |got |hear |heard |understand |understood |read |miss |missed )",
    r"(?:is|was) (?:that|this) (?:right|correct|so|it|all)",
    r"(?:right|correct|yes|ok)$",
    r"all right$",
    r"(?:let me|i will|i want to|i would like to|to|just to|just) (?:just )?(?:check|make sure|be sure|read back|"
    r"confirm|repeat)",
    r"read (?:it |that |this |them )?back",
    r"does that (?:sound|match|cover|fit)",
    r"(?:tell me|say|stop me|correct me|shout) if (?:i|that|anything|something)",
    r"before (?:i|we|anything|you) (?:\w+ ){0,3}?(?:close|print|send|change|do|is|act|start|touch|go)",
    r"did i (?:miss|leave)",
    r"anything i (?:missed|left|got)",
    r"shall i (?:read|repeat)",
)
_HISTORY = patterns(
    r"already (?:\w+ )?(?:told|explained|said|been|called|tried|waited|done|given|sent|had|rung|came|went|spoken|"
    r"reported)",
    r"(?:again|twice|3 times|three times|third time|second time|last time)",
    r"(?:three|two|four|3|2|4) (?:numbers|times|people|calls|of us|colleagues|visits|hours|weeks|days)",
    r"passed (?:around|round|between|on|from)",
    r"sent (?:round|around|you|from|to|back)",
    r"(?:start|begin|tell|explain|say|repeat|go through) (?:it |that |this |all |everything |the story )*(?:over|"
    r"again|from the|twice|once more)",
    r"told (?:us|you|that|me|two|three)",
    r"(?:have|had|having) to (?:say|tell|explain|call|chase|repeat|ask|ring|come)",
    r"you will not have to",
    r"need not (?:tell|explain|repeat|say|start)",
    r"starts? over",
    r"(?:history|notes|earlier|previous|before|since) (?:calls?|visits?|messages?|notes?|monday|tuesday|wednesday|"
    r"thursday|friday|"
    r"weekend|last|then|today|yesterday)",
    r"all (?:week|night|day|morning)",
    r"(?:last|first) (?:week|month|call|time|one|visit|person)",
    r"(?:wrongly|wrong(?:ly)?) told",
    r"i (?:have|can see|see|read) (?:the|your|all|all the) (?:notes|history|file|record|messages|calls)",
)


@detects("L1")
def paraphrases(scene: Scene) -> Iterator[Hit]:
    """L1: says back the message in own words; quoting it is not listening."""
    for place, sentence in enumerate(scene.sentences):
        restated = sentence.has(_RESTATES, negated=True) and not scene.dead[place]
        if restated and _is_own_words(sentence, scene) and (scene.speaks_of(place, GIVEN, IMPLIED)):
            yield Hit(place, sentence.span)


def overlap(sentence: Sentence, told: frozenset[str]) -> float:
    """Share of the sentence's content that the situation's words make up, 0 to 1."""
    return len(sentence.content & told) / max(1, len(sentence.content))


def _is_own_words(sentence: Sentence, scene: Scene) -> bool:
    runs = runs_told(scene.setting, _VERBATIM)
    copied = any(run in runs for run in ngrams(sentence.stems, _VERBATIM))
    # The upper bound counts content words only, so a true paraphrase in few words may reuse most of them.
    return not copied and PARAPHRASE_LOW <= overlap(sentence, scene.told) * 0.75 <= PARAPHRASE_HIGH


@detects("L2")
def reuses_particulars(scene: Scene) -> Iterator[Hit]:
    """L2: figures, dates and things of the message instead of 'the item' and 'your issue'."""
    for place, sentence in enumerate(scene.sentences):
        exact = [word for word in sentence.words if word.stem in scene.told and _is_particular(word.text)]
        facts = sum(marker.group == GIVEN for marker in scene.mentions[place])
        if exact or facts >= 2:
            yield Hit(place, sentence.span)


def _is_particular(word: str) -> bool:
    return word[0].isdigit() or word in CALENDAR


@detects("L3")
def asks_what_is_missing(scene: Scene) -> Iterator[Hit]:
    """L3: a question whose answer is among the unknowns and was not given."""
    for place, sentence in enumerate(scene.sentences):
        if sentence.is_question:
            asked = [marker for marker in scene.setting.of(UNKNOWN) if _asks_for(marker, place, scene)]
            if asked:
                yield Hit(place, sentence.span)


def _asks_for(marker: Marker, place: int, scene: Scene) -> bool:
    if marker in scene.mentions[place]:
        return True
    rare = marker.content - scene.told
    return bool(rare & scene.sentences[place].content)


@detects("L4")
def checks_understanding(scene: Scene) -> Iterator[Hit]:
    """L4: 'have I got that right?', tied to what was said back."""
    return scene.matches(_CONFIRMS, bound=True, negated=True)


@detects("L5")
def covers_the_message(scene: Scene) -> Iterator[Hit]:
    """L5: half of the given facts, and again three quarters."""
    hits = list(scene.facts(GIVEN))
    total = len(scene.setting.of(GIVEN))
    for share in (0.5, 0.75):
        needed = max(2, round(share * total))
        if len(hits) >= needed:
            yield hits[needed - 1]


@detects("L6")
def asks_nothing_given(scene: Scene) -> Iterator[Hit]:
    """L6: uses what was given, and no question asks for it again."""
    if any(True for _ in re_asked(scene)):
        return
    yield from list(scene.facts(GIVEN, IMPLIED, NEXT, HIDDEN))[:1]


_FROM_THE_START = patterns(
    r"(?:start|begin|explain|tell|describe|go through) (?:\w+ ){0,4}?(?:beginning|start|again|scratch|what happened|"
    r"the problem|the issue|your (?:problem|issue))",
    r"what (?:seems to be|is) (?:the|your) (?:problem|issue|matter)",
    r"how (?:can|may) (?:i|we) help",
    r"(?:some|any|a few) (?:more )?(?:details|security questions|questions)",
    r"(?:account|order|reference|customer|booking) number,? (?:please|and|date|\w+ of birth)",
    r"account holder",
    r"password",
    r"date of birth",
    r"memorable word",
)


def re_asked(scene: Scene) -> Iterator[Hit]:
    """Questions that start over or ask for what was already given."""
    for place, sentence in enumerate(scene.sentences):
        asks = sentence.is_question or sentence.plain.startswith(("please", "i need", "i will need", "first"))
        if asks and sentence.has(_FROM_THE_START):
            yield Hit(place, sentence.span)


@detects("L7")
def notices_what_does_not_fit(scene: Scene) -> Iterator[Hit]:
    """L7: speaks of a fact that the scenario declares as not fitting what was said elsewhere."""
    for place, found in enumerate(scene.mentions):
        spans = [span for marker, span in found.items() if marker.is_inconsistency]
        if spans and not scene.dead[place]:
            yield Hit(place, spans[0])


@detects("L8")
def knows_the_history(scene: Scene) -> Iterator[Hit]:
    """L8: says what the customer has already gone through or told."""
    for hit in scene.matches(_HISTORY, negated=True):
        if scene.bound[hit.sentence] and not scene.sentences[hit.sentence].has(_FROM_THE_START):
            yield hit
