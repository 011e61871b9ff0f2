"""Evidence of empathy: what they feel and why, from where they stand, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scoring.evidence.registry import detects
from scoring.evidence.scene import ACTION, Hit, Scene
from scoring.lexicon import FEELINGS, HARD
from scoring.phrases import patterns
from scoring.setting import GIVEN, IMPLIED

_HARDSHIP = patterns(
    r"(?:must|would|can|will|has|have|had|is|are|was|sounds?|feels?|a|so|such|very|really|harder?) (?:\w+ ){0,3}?(?:"
    + "|".join(sorted(HARD))
    + r"|harder|a lot|last thing)",
    r"(?:hard|tough|rough|long|horrible|awful|difficult) (?:day|week|night|time|month|moment|enough|shift|evening)",
    r"last thing you need",
    r"(?:too|so) much (?:on|to)",
)
_OWN = r"(?:i am|i feel|i was|we are|we feel) (?:\w+ )?"
_ACKNOWLEDGES = patterns(
    r"sorry",
    r"apologi[sz]e",
    r"(?:i|we) (?:can |do )?(?:see|hear|understand|imagine|know|get|realis\w+|realiz\w+|can tell)",
    r"no wonder",
    r"of course",
    r"must (?:be|have|feel)",
    r"(?:that|this|it) (?:sounds|is|was|has been|feels|must)",
    r"you (?:had to|were|should|lost|wait\w*|came|took|spent|walk\w*|worked|have (?:been|had to|lost|waited|already|"
    r"told|every))",
    r"after (?:\w+ ){0,4}?(?:you|that|all|waiting|hours|days|calls|weeks)",
    r"frustrat\w+",
    r"exhaust\w+",
    r"not (?:your|you|silly)",
    r"nothing to be",
    r"with (?:the|your|a|all)",
    r"on top of",
)
_PERSPECTIVE = patterns(
    r"from where you",
    r"(?:from|on|at) your (?:side|point|perspective|end|view)",
    r"in your (?:shoes|place|position)",
    r"you (?:were|got) (?:\w+ )?(?:told|promised|sent|given|left|passed|asked|moved|charged|made|cut|bounced|shown|"
    r"hoping|expecting)",
    r"you (?:have|had) (?:\w+ )?(?:to|been|already|lost|waited|spent|told|explained|tried|called|come|done|got|had|"
    r"walked|"
    r"sat|stood|rung|repeated|worked|carried|done|followed|kept|planned)",
    r"you (?:took|waited|came|trusted|relied|called|spent|stayed|walked|worked|planned|counted|explained)",
    r"you are (?:\w+ing|the one|left|standing|facing|having|sitting|trying|waiting|worried|dealing|carrying|afraid|"
    r"counting)",
    r"(?:for|to|leaves|left|leave|made|make|makes|put|cost) you (?:\w+ ){0,2}?(?:to|with|without|in|a|wait|repeat|"
    r"walk|feel)",
    r"having to",
    r"on top of",
    r"while you",
    r"if i were",
    r"the last thing",
    r"when you (?:have|are|need|were|only|just)",
)
_VALIDATION = patterns(
    r"anyone (?:would|in|who)",
    r"anybody would",
    r"(?:of course|no wonder) (?:you|that|it|this)",
    r"(?:makes|make) (?:complete |perfect |total |every |a lot of )?sense",
    r"you (?:are|were|have|had) (?:\w+ )?(?:right|every (?:right|reason)|good reason)",
    r"understandabl[ey]",
    r"not (?:at all )?(?:silly|stupid|foolish|unreasonable|too much|your fault|your mistake|you|slow|imagining|on "
    r"you|to blame|a nuisance)",
    r"no(?:t any)? fault of yours",
    r"you should not (?:have|need|be)",
    r"you should never have",
    r"fair (?:question|point|enough|to)",
    r"reasonable",
    r"(?:nothing|no need|do not|not|no|never) (?:to |need to |have to |be |feel )*(?:be )?(?:embarrassed|ashamed|"
    r"sorry|apologi[sz]e|silly|guilty|feel bad|worry)",
    r"(?:away with|enough of) the sorry",
    r"(?:glad|good|right) (?:that )?(?:you|to) (?:asked?|told|tell|said|say|called?|wrote|write|came|ring|rang|"
    r"checked?|spoke)",
    r"you did (?:the |exactly |nothing |everything |well)",
    r"you (?:have )?(?:done|did) (?:nothing|everything|exactly|the right)",
    r"rightly",
    r"i would (?:be|feel|have|want)",
    r"it is (?:ok|fine|normal|natural|all right|not you)",
    r"worth asking",
    r"not too late",
    r"hard to (?:believe|hear|take|trust)",
)
_CHOICE = patterns(
    r"(?:you|your) (?:can )?(?:choose|decide|choice|call|say|decision|pick)",
    r"up to you",
    r"would you (?:prefer|rather|like|want|be)",
    r"which (?:\w+ )?(?:day|one|would|suits|do|time|way|works|is|of)",
    r"what(?:ever)? (?:day|time|way|suits|works|would|do you (?:want|prefer))",
    r"either",
    r"if you (?:prefer|would rather|like|want|would like|wish|can|are)",
    r"shall (?:i|we)",
    r"(?:your|own) pace",
    r"or would you",
    r"do you want",
    r"when(?:ever)? (?:you are|it|you feel) (?:ready|suits|able)",
    r"how (?:would|do|shall) (?:you|we) (?:like|want|prefer)",
    r"no (?:rush|hurry)",
    r"take your time",
    r"(?:all the|the|as much) time you (?:need|want)",
    r"(?:until|till|once|when) you (?:\w+ ){0,3}?(?:say|tell me|decide|are ready|want)",
    r"as slowly",
    r"is (?:it|that) (?:ok|all right|fine) (?:with|if|for)",
    r"(?:ok|fine|all right) with (?:you|that)",
    r"works? (?:best |better )?for you",
    r"suits you",
    r"or (?:shall|should|do|just|we|i) ",
)
_APOLOGY = patterns(
    r"(?:sorry|apologi[sz]e|regret|apology|apologies)",
    r"(?:our|my|that was our|that is our) (?:mistake|fault|error|doing|failure|failing)",
    r"(?:we|i) (?:\w+ )?(?:got (?:it|that|this) wrong|let you down|should (?:not )?have|failed|made|sent you|kept "
    r"you|gave you|told you|"
    r"moved|missed|forgot|passed you)",
    r"because of us",
    r"(?:was|is) wrong",
    r"on us",
    r"down to us",
)
_PROCEDURE = patterns(
    r"(?:please|kindly|could you|can you|i need|i will need|you need to|you will need|may i|first|to proceed|in "
    r"order to|we need|"
    r"just|send|give|tell|confirm)",
)


@lru_cache(maxsize=256)
def _feeling_pattern(groups: frozenset[str]) -> re.Pattern[str]:
    words = sorted({word for group in groups for word in FEELINGS[group].split()})
    return patterns(*words) if words else re.compile(r"(?!)")


@detects("E1")
def names_the_feeling(scene: Scene) -> Iterator[Hit]:
    """E1: a word for what this customer is said to feel, and theirs, not the writer's."""
    pattern = _feeling_pattern(scene.setting.feelings)
    own = re.compile(r"\b" + _OWN + pattern.pattern)
    for hit in scene.matches(pattern, negated=True):
        if not own.search(scene.sentences[hit.sentence].plain):
            yield hit


@detects("E2")
def names_the_cause(scene: Scene) -> Iterator[Hit]:
    """E2: an acknowledgement with a given or implied fact in the same sentence."""
    for hit in scene.matches(_ACKNOWLEDGES, negated=True):
        if scene.speaks_of(hit.sentence, GIVEN, IMPLIED) and not scene.sentences[hit.sentence].is_question:
            yield hit


@detects("E3")
def takes_their_standpoint(scene: Scene) -> Iterator[Hit]:
    """E3: told from where the customer stands, about something that happened here."""
    for hit in scene.matches(_PERSPECTIVE, negated=True):
        if scene.bound[hit.sentence] and not scene.sentences[hit.sentence].is_question:
            yield hit


@detects("E4")
def validates(scene: Scene) -> Iterator[Hit]:
    """E4: the feeling or the asking makes sense; nothing false is conceded."""
    return scene.matches(_VALIDATION, negated=True)


def acknowledgements(scene: Scene) -> list[Hit]:
    """Every specific acknowledgement, first one first."""
    hits = [
        *names_the_feeling(scene),
        *names_the_cause(scene),
        *takes_their_standpoint(scene),
        *validates(scene),
        *apologises_for_something(scene),
        *scene.matches(_HARDSHIP),
    ]
    return sorted(hits, key=lambda hit: (hit.span.start, hit.span.end))


@detects("E5")
def acknowledges_before_procedure(scene: Scene) -> Iterator[Hit]:
    """E5: the first acknowledgement stands before the first request or action."""
    first = next(iter(acknowledgements(scene)), None)
    if first is None:
        return
    steps = [*scene.matches(ACTION), *scene.matches(_PROCEDURE, negated=True)]
    if all(first.span.start < step.span.start for step in steps):
        yield first


@detects("E6")
def picks_up_the_unsaid(scene: Scene) -> Iterator[Hit]:
    """E6: a need that was implied and not said."""
    return scene.facts(IMPLIED)


@detects("E7")
def offers_a_choice(scene: Scene) -> Iterator[Hit]:
    """E7: about pace, route or who speaks."""
    return scene.matches(_CHOICE, bound=True, negated=True)


@detects("E8")
def apologises_for_something(scene: Scene) -> Iterator[Hit]:
    """E8: what went wrong, and to whom; a bare sorry is none."""
    for hit in scene.matches(_APOLOGY, negated=False):
        if (
            scene.speaks_of(hit.sentence, GIVEN, IMPLIED)
            or len(scene.sentences[hit.sentence].content & scene.told) >= 2
        ):
            yield hit
