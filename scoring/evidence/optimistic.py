"""Evidence of optimism: what can be done, honestly, with a next step."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.evidence.registry import detects
from scoring.evidence.scene import ACTION, Hit, Scene
from scoring.phrases import DISPARAGEMENT, HAND_OFF, REFUSAL, TIME, patterns

_POSSIBLE = patterns(
    r"(?:you|we|i|it|they|that|this|hours|there) (?:\w+ )?(?:can|could) (?:still |also |now |all )?(?!not)\w+",
    r"it is possible",
    r"not too late",
    r"there (?:is|are) (?:a|still|an|one|two|three|several|other|ways?|things?|good)",
    r"able to",
    r"what (?:i|we|you) can",
    r"here is (?:what|how|the plan|a way)",
    r"(?:we|i) (?:will|are going to) (?:get|find|put|make|fix|sort|solve|have) ",
    r"(?:still|certainly|definitely) (?:time|possible|works|can|in time|open)",
    r"fixable",
)
_LIMIT = patterns(
    r"can not",
    r"unable",
    r"not (?:able|allowed|possible|yet|in|known|something)",
    r"do not (?:know|have|yet)",
    r"no (?:longer|end time|time yet|date yet|idea)",
    r"unfortunately",
    r"(?:has|have|is|are) (?:already )?(?:gone|closed|sent|over|full|out|passed)",
    r"only",
    r"too late",
    r"will not (?:be|go|make|reach)",
    r"would not",
    r"not (?:\w+ )?(?:until|before)",
)
_ALTERNATIVE = patterns(
    r"but",
    r"however",
    r"what (?:i|we|you) can",
    r"instead",
    r"(?:i|we|you|it) (?:\w+ )?(?:can|will|could|am|are)",
    r"here is",
    r"in the meantime",
    r"meanwhile",
    r"until then",
    r"there is",
    r"so (?:i|we|you|let)",
)
_TURN = patterns(r"(?:but|however|instead|so)(?: \w+)? (?:i|we|you|it|there|that|your|the|what|here|this)")
_SPECIFIC = patterns(
    r"(?:one|single|small|this) (?:\w+ )?(?:step|thing|day|mistake|slip|entry|change|error|gap|fault|code|form|line|"
    r"cable|part)",
    r"this time",
    r"for now",
    r"at the moment",
    r"temporary|temporarily",
    r"(?:can|will) (?:still )?be (?:fixed|put right|repaired|corrected|sorted|changed|solved|done)",
    r"(?:fixable|solvable|repairable)",
    r"(?:put|get|set|sort|have) (?:\w+ ){0,2}?right",
    r"(?:was|is|were) (?:caused by|because|due to|down to)",
    r"(?:comes|came|it is|it was) (?:from|just|only)",
    r"so far",
    r"not (?:yet|the end|lost|you)",
    r"only (?:\w+ ){0,3}?(?:was|is|day|hours?|missed|missing|changed|late)",
    r"will pass",
    r"until (?:then|the|it|we|\d\S*|\w*day|tomorrow)",
    r"we can (?:repair|fix|correct|change|sort)",
)
_NEXT = patterns(
    r"you will (?:\w+ )?(?:have|get|see|hear|know|be|feel|receive)",
    r"i will (?:\w+ )?(?:update|tell|write|call|ring|let you know|be back|have|confirm|message|send|come|post|check|"
    r"enter|get)",
    r"next",
    r"(?:update|news|answer|result|call|message|money|hours|list|rest) (?:\w+ ){0,3}?(?:by|at|on|within|tomorrow|"
    r"every|before|is)",
    r"(?:comes|goes|is|are|will be|gets) (?:\w+ ){0,3}?(?:by|on|at|tonight|tomorrow|today|before|right)",
    r"from (?:tomorrow|tonight|monday|today|then|there)",
)
_CALIBRATED = patterns(
    r"(?:most|usually|normally|typically|often|in most cases)",
    r"i expect",
    r"(?:should|likely|probably|realistically)",
    r"at the (?:latest|most|earliest)",
    r"up to",
    r"between \S+ and",
    r"\d\S* to \d",
    r"(?:about|around|roughly|nearly) (?:\d|an?|half|one|two|three|five|ten)",
    r"as far as (?:i|we)",
    r"what (?:i|we) (?:do )?(?:not )?know",
    r"(?:can|will) not promise",
    r"(?:not|no) (?:yet )?(?:an? )?(?:known|certain|sure|guess)",
    r"honest\w*",
    r"do not (?:yet )?(?:know|have (?:an?|the))",
    r"i (?:think|believe|am confident|am fairly)",
    r"good chance",
    r"at least",
    r"once (?:i|the|it|someone)",
    r"if (?:i|the|it|that) (?:\w+ ){0,2}?(?:is|have|find|see)",
)
_GOAL = patterns(
    r"(?:i|we) (?:do )?(?:want|would like) to (?:get|help|fix|put|sort|solve|make|see|find)",
    r"let us (?:get|focus|fix|sort|look|go|see|put|start|make)",
    r"back to (?:the|your|what)",
    r"so (?:here is|let us|what i)",
    r"(?:get|put) (?:this|it|that|you|things) (?:\w+ )?(?:right|back|sorted|fixed|done|working|going|online)",
    r"here is (?:what|how)",
)
_CREDIT = patterns(
    r"(?:thank you|thanks)(?: \w+){0,3}? for (?!contacting|calling|reaching|your|getting|being a)\w+ing",
    r"well (?:done|spotted)",
    r"good (?:thing|call|job|work|catch|spot|that|you|of you|idea)",
    r"you did (?:\w+ )?(?:right|well|exactly|the)",
    r"because (?:you|of you)",
    r"(?:you|your|@name|the team) (?:have |has )?already",
    r"(?:right|glad|smart|wise|good|clever) (?:that )?(?:you|to) (?:\w+)",
    r"you (?:are the one|found|noticed|spotted|discovered|caught|kept|still got|had the|brought|came prepared)",
    r"(?:helps|helped|helpful|great|useful|useful) (?:that|a lot|me|us|it)",
    r"(?:that|it|this|which) (?:really )?(?:helps|helped|makes)",
    r"fair play",
    r"(?:you have|with) (?:the|your|a|everything) (?:\w+ )?(?:ready|certificate|receipt|sheet|papers|documents|photo)",
)


@detects("O1")
def says_what_can_be_done(scene: Scene) -> Iterator[Hit]:
    """O1: something can be done, and what."""
    for place, sentence in enumerate(scene.sentences):
        if scene.dead[place] or not scene.near_bound(place) or sentence.has(HAND_OFF):
            continue
        span = sentence.first(_POSSIBLE) or sentence.first(ACTION)
        if span is not None:
            yield Hit(place, span)


@detects("O2")
def limit_then_alternative(scene: Scene) -> Iterator[Hit]:
    """O2: what is not possible, and at once what is."""
    for hit in scene.matches(_LIMIT, bound=True, negated=True):
        if _has_way_out(scene, hit):
            yield hit


def _has_way_out(scene: Scene, limit: Hit) -> bool:
    """An affirmed action or alternative after the limit, in its sentence or the next."""
    own = scene.sentences[limit.sentence]
    later = any(span.start > limit.span.start for span in own.find(ACTION))
    later = later or any(span.start > limit.span.start for span in own.find(_TURN))
    following = scene.sentences[limit.sentence + 1 : limit.sentence + 2]
    return later or any(
        next_one.has(_ALTERNATIVE) and not next_one.has(REFUSAL, negated=True) and not next_one.has(HAND_OFF)
        for next_one in following
    )


@detects("O3")
def frames_as_specific(scene: Scene) -> Iterator[Hit]:
    """O3: one cause, for now, and it can be put right."""
    return scene.matches(_SPECIFIC, bound=True, negated=True)


@detects("O4")
def names_the_milestone(scene: Scene) -> Iterator[Hit]:
    """O4: the next thing that will happen, with a time."""
    for hit in scene.matches(_NEXT, bound=True):
        if scene.sentences[hit.sentence].has(TIME, negated=True):
            yield hit


@detects("O5")
def is_calibrated(scene: Scene) -> Iterator[Hit]:
    """O5: as sure as one can be, and no surer."""
    return scene.matches(_CALIBRATED, bound=True, negated=True)


@detects("O6")
def runs_nobody_down(scene: Scene) -> Iterator[Hit]:
    """O6: speaks of the matter, and of nobody with contempt."""
    if any(sentence.has(DISPARAGEMENT, negated=True) for sentence in scene.sentences):
        return
    for place, sentence in enumerate(scene.sentences):
        if scene.acts[place] and scene.near_bound(place):
            yield Hit(place, sentence.span)
            return


@detects("O7")
def returns_to_the_goal(scene: Scene) -> Iterator[Hit]:
    """O7: after a provocation, back to what is to be solved."""
    return scene.matches(_GOAL, bound=True)


@detects("O8")
def gives_credit(scene: Scene) -> Iterator[Hit]:
    """O8: for what the customer or the team did already."""
    return scene.matches(_CREDIT, negated=True)
