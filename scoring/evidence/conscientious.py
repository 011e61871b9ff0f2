"""Evidence of conscientiousness: right details, an owner, a time, a record, seen through."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.evidence.registry import detects
from scoring.evidence.scene import ACTION, Hit, Scene
from scoring.phrases import TIME, patterns
from scoring.text import Sentence

_OWNER = patterns(
    r"leave (?:it|this|that) with me",
    r"(?:stays?|is|rests?) with me",
    r"i (?:own|take|have) (?:this|it|care|over|charge)",
    r"(?:i|me) myself",
    r"my (?:job|task|part|side)",
    r"from me",
    r"@name (?:will|is going to|has agreed)",
    r"(?:my|our|the) (?:manager|colleague|supervisor|engineer|technician|lead|driver|team lead|shift lead) (?:will|is)",
)
_VERIFY = patterns(
    r"(?:i|we|me|us) (?:\w+ ){0,3}?(?:check|checking|checked|verify|verifying|verified|confirm|confirming|compare|"
    r"look at|look up|"
    r"looked|look into|looking|test|testing|make sure|see if|find out|read|reading|opened|open|opening|go through|"
    r"seen|see)",
    r"(?:once|when|after|as soon as|if) (?:i|we|someone) (?:have |has )?(?:seen|see|checked|confirmed|know|verified|"
    r"looked)",
    r"double check\w*",
    r"(?:need|have|want|like) to (?:see|check|confirm|verify|make sure)",
    r"(?:checking|looking at|opening|testing|reading)",
    r"first (?:i )?(?:check|see|look|confirm)",
    r"(?:photo|copy) of",
)
_ORDER = patterns(
    r"first(?:ly)?",
    r"then",
    r"next",
    r"after (?:that|this|which|you|i)",
    r"once",
    r"as soon as (?:i|you|we|the|it|that|someone|they)",
    r"finally",
    r"second(?:ly)?",
    r"(?:two|three|2|3|four) (?:things|steps|jobs|parts|changes)",
    r"before (?:i|we|you|anything|the|it|that|closing|printing)",
    r"(?:step )?[123]$",
    r"meanwhile",
    r"when (?:i|that|it|you|the) (?:\w+ )?(?:have|is|done|arrives|comes|get|has)",
)
_RECORD = patterns(
    r"(?:note|noted|noting|notes)",
    r"(?:record|recorded|recording|records)",
    r"(?:log|logged|logging)",
    r"(?:written|write|writing|wrote|put|putting|enter|entered|entering) (?:\w+ ){0,3}?(?:down|in|on|into|under|to) "
    r"(?:the|your|my|our)",
    r"(?:write|writing|written) (?:it|this|that|everything|all|them) ?(?:down|up)?",
    r"(?:on|in|to) (?:your|the|our|my) (?:account|file|case|ticket|log|book|record|records|notes|order|list)",
    r"(?:case|reference|ticket) (?:number|no)",
    r"in writing",
    r"(?:hand|handed|hand over) (?:\w+ ){0,2}?(?:note|over)",
    r"document\w*",
    r"add(?:ed)? (?:a|the|this|it)",
    r"copied (?:in|to)",
)
_FOLLOW = patterns(
    r"i (?:will|can|shall|am going to) (?:\w+ ){0,2}?(?:call|ring|message|write|email|phone|text|come back|follow up|"
    r"look in|update|tell|"
    r"let you know|get back|send you (?:a|the|an)|report|confirm|check (?:again|back|in|that|with|if|whether)|be "
    r"back|contact|keep you)",
    r"follow(?:ing)? up",
    r"check (?:back|in|again) (?:on|with|that|tomorrow|at|if)?",
    r"get back to you",
    r"(?:update|message|news|word|call|note|mail|email|text) from me",
    r"let you know",
    r"keep you (?:posted|informed|updated)",
    r"hear from me",
    r"(?:call|ring|write|message) you",
    r"(?:until|to see|make sure|and see) (?:\w+ ){0,3}?(?:works|working|arrived|done|fixed|right|there|gone|ok|back)",
    r"i will (?:see|watch|look) (?:that|it|after|whether|if)",
    r"confirm (?:to you|when|once|by|it|as soon)",
)
_IF_FAILS = patterns(
    r"if (?:it|that|this|the|you|there|anything|for any|nobody|no one|they|he|she|i|we|@name|something|any|a|\d+) "
    r"(?:\w+ ){0,6}?(?:not|fails?|miss(?:es|ed)?|wrong|late|instead|still|problem|error|breaks?|missing|hiccup|"
    r"longer|more|no|short|"
    r"stuck|nothing|refuses?|goes|unavailable|cannot|slips?|changes?|comes back|drops?|gets)",
    r"if not",
    r"in case",
    r"otherwise",
    r"(?:plan b|back ?up|fall ?back|failing that|worst case)",
    r"should (?:it|that|anything|the) (?:\w+ ){0,2}?(?:fail|not|go|miss)",
    r"or else",
)


@detects("C1")
def names_an_owner(scene: Scene) -> Iterator[Hit]:
    """C1: who does the next step: the writer, with an action, or someone named."""
    hits = {hit.sentence: hit for hit in [*scene.matches(_OWNER), *scene.matches(ACTION)]}
    return iter(sorted(hits.values(), key=lambda hit: hit.sentence))


@detects("C2")
def commits_to_a_time(scene: Scene) -> Iterator[Hit]:
    """C2: the writer's own action with a time, about this matter."""
    for hit in scene.matches(TIME, bound=True, negated=True):
        if scene.acts[hit.sentence] or _is_promise(scene.sentences[hit.sentence]):
            yield hit


_PROMISE = patterns(
    r"you will",
    r"will (?:be|reach|come|go|arrive|have)",
    r"(?:is|are) (?:paid|done|sent|booked|frozen|right)",
    r"goes? to",
    r"comes?",
)


def _is_promise(sentence: Sentence) -> bool:
    return sentence.has(_PROMISE) and not sentence.is_question


@detects("C3")
def checks_before_acting(scene: Scene) -> Iterator[Hit]:
    """C3: the record, rule, stock or identity is looked at first."""
    return scene.matches(_VERIFY, bound=True)


@detects("C4")
def orders_the_steps(scene: Scene) -> Iterator[Hit]:
    """C4: what comes first and what then."""
    return scene.matches(_ORDER, bound=True, negated=True)


@detects("C5")
def leaves_a_record(scene: Scene) -> Iterator[Hit]:
    """C5: what is written down, and where."""
    return scene.matches(_RECORD)


@detects("C6")
def has_figures_right(scene: Scene) -> Iterator[Hit]:
    """C6: at least one figure, and all that appear are the situation's."""
    hits, wrong = [], False
    for place, sentence in enumerate(scene.sentences):
        for word in sentence.words:
            if word.stem[0].isdigit():
                wrong = wrong or _is_long_stranger(word.stem, scene)
                if word.stem in scene.told:
                    hits.append(Hit(place, sentence.span))
    if not wrong:
        yield from hits


def _is_long_stranger(figure: str, scene: Scene) -> bool:
    return figure.isdigit() and len(figure) >= 4 and figure not in scene.told


@detects("C7")
def follows_up(scene: Scene) -> Iterator[Hit]:
    """C7: comes back after the fix to see that it worked, or to tell."""
    return scene.matches(_FOLLOW)


@detects("C8")
def has_a_fallback(scene: Scene) -> Iterator[Hit]:
    """C8: what happens if the step fails."""
    return scene.matches(_IF_FAILS, bound=True, negated=True)
