"""Evidence of anticipation: what will be needed or go wrong next, dealt with now."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.evidence.registry import detects
from scoring.evidence.scene import Hit, Scene
from scoring.phrases import patterns
from scoring.setting import HIDDEN, NEXT, UNKNOWN

_IF_THEN = patterns(
    r"if (?:\w+ ){1,14}?(?:you|i|we|then|please|just|it will|they will|the|call|ring|reply|tell|ask|send|there)",
    r"in case (?:\w+ ){1,8}",
    r"should (?:you|it|that|anything) \w+",
    r"(?:otherwise|unless|until) (?:\w+ ){1,6}",
    r"when (?:you|it|the|that) (?:\w+ ){1,8}?(?:you can|you will|i will|please|just|call|tell)",
)
_DONE = patterns(
    r"(?:i|we) have (?:\w+ly |also |just |now |already |put |sent |made |set |asked |told )?(?:put|set|sent|made|"
    r"held|got|written|"
    r"frozen|kept|found|given|taken|told|asked|begun|\w{3,}ed)",
    r"(?:i|we) (?:am|are) (?:\w+ly |also |just |now |already )?(?!being|having|feeling|thinking|afraid|going|hoping|"
    r"trying|looking "
    r"forward|wondering|asking you)\w+ing",
    r"already",
    r"(?:is|are) (?:now |already )?(?:frozen|booked|noted|set|done|open|opened|sent|ready|fixed|blocked|reserved|"
    r"extended|granted|stopped|held|on its way|corrected)",
    r"i (?:just |also |now )?(?:booked|froze|sent|put|opened|added|noted|told|asked|set|stopped|reserved)",
    r"(?:right now|while we (?:speak|talk)|as we speak|straight away|at once)",
)
_PREVENTS = patterns(
    r"so (?:that )?(?:it|this|you|nobody|the|that|no one|your|nothing|we|she|he|they|i|neither|both|tonight) (?:\w+ "
    r"){0,3}?"
    r"(?:not|never|no|stops?|right|gets?|does|need|know|knows|have|lapse|come|goes?|stays?|arrives?|reads?|can|is|"
    r"are|will)",
    r"so (?:nothing|nobody|no one|neither)",
    r"(?:not|never) (?:\w+ ){0,2}?(?:happen|lapse|start|come|go|print|run) (?:again|out|over|back)",
    r"(?:prevent|prevents|avoid|avoids|stops?|saves?|saving)",
    r"(?:root|real|actual) (?:cause|reason|problem)",
    r"(?:the )?(?:cause|reason) (?:is|was|:)",
    r"because",
    r"since (?:it|they|the|your|every|you)",
    r"(?:comes|came) from",
    r"otherwise",
    r"as (?:it|they|the|that) (?:only|will|would|lapses?|lasts?|expires?|is)",
)
_EXPECT = patterns(
    r"you (?:will|should|would) (?:\w+ )?(?:get|receive|see|hear|have|be|feel|notice|find|need|still)",
    r"expect",
    r"(?:arrives?|takes?|lasts?|comes?|shows?|reach(?:es)?|lands?|goes|starts?|runs?|expires?|lapses?|dies|prints?|"
    r"leaves?|ends?|closes?|opens?|paid|billed|due) "
    r"(?:\w+ ){0,5}?(?:\d\S*|days?|hours?|minutes?|weeks?|by|within|before|tomorrow|today|tonight|after|on|between|"
    r"until|at)",
    r"what (?:happens|comes|will happen) (?:next|then|now)",
    r"(?:the )?next (?:step|thing|update|news)",
    r"from then",
    r"in the meantime",
    r"until then",
    r"(?:only|just) (?:valid|lasts|works) ",
)
_OTHERS = patterns(
    r"(?:let|tell|telling|told|warn|warning|inform|flag|pass|ask|alert|note to|line to|word with|message to|explain) "
    r"(?:\w+ ){0,3}?"
    r"(?:team|teams|colleagues?|others?|everyone|manager|supervisor|warehouse|shift|shifts|leads?|pickers?|drivers?|"
    r"crew|neighbours?|family|sister|"
    r"landlord|bank|stock|data|department|desk|nurse|staff|night|day)",
    r"(?:other|all|every|both) (?:\w+ )?(?:customers?|callers?|pickers?|drivers?|people|colleagues?|orders?|homes?|"
    r"families|sheets?|products?|accounts?)",
    r"(?:anyone|everyone|anybody|everybody|others|the rest|someone) (?:else|who|in|on|at|of|with)",
    r"(?:whole|rest of the|same) (?:team|street|shift|batch|area|list|building)",
    r"upstream",
    r"for all of us",
    r"who else",
)
_PURPOSE = patterns(
    r"what (?:\w+ ){0,6}?(?:for|use|need|first|most|matters)",
    r"when (?:do|does|is|are|will|would|did|must|exactly)",
    r"(?:which|what) (?:\w+ )?(?:day|date|time|dates|days|hour|shelf|one|ones)",
    r"by when",
    r"(?:deadline|how soon|how long|how much|how many|how often|how far)",
    r"how (?:will|do|are|would) you",
    r"need (?:it|this|that|them) (?:by|for|before)",
    r"(?:is|are|will|would) (?:\w+ ){1,4}?(?:enough|cover|work|help|easier)",
    r"where (?:are|is|did|do|should|shall|were|have|will|would)",
    r"do you (?:have|still|need|want|get|know|also|live|use|work)",
    r"(?:is|are) there (?:anything|something|a|any)",
    r"would (?:a|it|that|you)",
)


@detects("A1")
def handles_the_next_issue(scene: Scene) -> Iterator[Hit]:
    """A1: a declared next issue."""
    return scene.facts(NEXT)


@detects("A2")
def handles_the_hidden(scene: Scene) -> Iterator[Hit]:
    """A2: a declared consequence that most people miss."""
    return scene.facts(HIDDEN)


@detects("A3")
def guides_if_then(scene: Scene) -> Iterator[Hit]:
    """A3: what to do if."""
    return scene.matches(_IF_THEN, bound=True, negated=True)


@detects("A4")
def acted_already(scene: Scene) -> Iterator[Hit]:
    """A4: done now, so that nobody needs to ask again."""
    return scene.matches(_DONE, bound=True)


@detects("A5")
def goes_for_the_cause(scene: Scene) -> Iterator[Hit]:
    """A5: the reason, or what keeps it from coming back."""
    for hit in scene.matches(_PREVENTS, negated=True):
        if scene.bound[hit.sentence]:
            yield hit


@detects("A6")
def tells_what_to_expect(scene: Scene) -> Iterator[Hit]:
    """A6: what comes next, and when."""
    for hit in scene.matches(_EXPECT, bound=True, negated=True):
        if not scene.sentences[hit.sentence].is_question:
            yield hit


@detects("A7")
def thinks_of_others(scene: Scene) -> Iterator[Hit]:
    """A7: others who are affected are told, or the source is put right."""
    return scene.matches(_OTHERS, bound=True)


@detects("A8")
def asks_for_the_purpose(scene: Scene) -> Iterator[Hit]:
    """A8: a question about purpose or deadline that would change the solution."""
    for hit in scene.matches(_PURPOSE, negated=True):
        if scene.sentences[hit.sentence].is_question and (
            scene.bound[hit.sentence] or scene.speaks_of(hit.sentence, UNKNOWN, NEXT)
        ):
            yield hit
