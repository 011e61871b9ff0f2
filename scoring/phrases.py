"""Phrases that detectors, gates and features look for: patterns over plain words, all our own."""

from __future__ import annotations

import re


def patterns(*alternatives: str) -> re.Pattern[str]:
    """One pattern for whole words, any of the alternatives.

    Examples
    --------
    >>> bool(patterns("calm down", "relax").search("please calm down now"))
    True
    """
    return re.compile(r"\b(?:" + "|".join(alternatives) + r")\b")


FORMULA = patterns(
    r"thank you (?:so much |very much )?for (?:contacting|calling|reaching|writing|getting in|your (?:call|e?mail|"
    r"message|"
    r"patience|understanding|inquiry|enquiry|feedback|cooperation|time|custom|continued|interest|loyalty|query))",
    r"thanks (?:so much )?for (?:contacting|calling|reaching|writing|getting in|your (?:call|email|message|patience|"
    r"understanding|inquiry|enquiry|feedback|time))",
    r"(?:any|the|this|for your|all the|your) inconvenience",
    r"i (?:completely |totally |fully |really )?understand (?:how you (?:feel|must feel)|your (?:frustration|concerns?|"
    r"feelings?|situation|position))",
    r"i know how you feel",
    r"anything else",
    r"have a (?:nice|great|good|lovely|wonderful|fantastic) (?:day|one|evening|weekend|rest)",
    r"(?:dear )?valued customer",
    r"(?:call|business|feedback|satisfaction|custom|happiness|opinion) (?:is|are) (?:very |really |extremely "
    r")?important",
    r"we (?:truly |really |greatly |do )?(?:value|strive|pride|appreciate) ",
    r"apologi[sz]e for any",
    r"rest assured",
    r"please be (?:advised|assured|informed|aware)",
    r"do not hesitate",
    r"as per (?:our|the|company)",
    r"at your earliest convenience",
    r"sorry for your loss",
    r"sorry to hear (?:that|this|about (?:that|this|your (?:issue|problem|experience|situation)))$",
    r"take (?:this|your|such|these|all|every) \w+(?: \w+)? (?:very )?seriously",
    r"(?:best|highest|excellent|outstanding|world class) (?:possible )?(?:customer )?(?:service|support|experience)",
    r"happy to (?:help|assist)",
    r"here to (?:help|assist)",
    r"thank you for (?:your|being)",
    r"kindly (?:note|be)",
    r"looking forward to (?:hearing|serving|assisting)",
    r"your (?:query|request|concern|case|complaint|feedback) (?:has been|is being|will be)",
    r"(?:team|department|colleagues?|someone|agent|representative|they) will (?:be in touch|contact you|get back|"
    r"look into)",
    r"we will (?:do our best|look into (?:it|this|that)|be in touch)",
    r"in due course",
    r"as soon as possible",
    r"customer (?:care|satisfaction) (?:team|is)",
    r"(?:we|i) (?:will )?endeavou?r",
)

CORPORATE = patterns(
    r"please note",
    r"we (?:are )?(?:fully |always |constantly )?(?:committed|dedicated|strive|working on improving|regret|thank you "
    r"for)",
    r"(?:as|which) you (?:may|might|can) (?:be aware|know|find|see on|imagine)",
    r"(?:can be|is|are) found (?:on|in|under)",
    r"(?:requests?|tickets?|queries|complaints|claims) (?:of this kind )?(?:is|are|will be|must be) (?:\w+ "
    r")?(?:dealt|answered|handled|"
    r"processed|reviewed|treated|forwarded|passed)",
    r"(?:has|have|had) been (?:\w+ )?(?:forwarded|passed|received|escalated|noted by|logged by|registered)",
    r"(?:relevant|responsible|appropriate|competent|respective) (?:team|department|office|colleagues?|unit|person|"
    r"authority)",
    r"(?:according to|in accordance with|in line with|pursuant)",
    r"(?:terms and conditions|standard procedure|company policy|our policy|our records|our procedures|our values|"
    r"house rules)",
    r"(?:continued|kind) (?:commitment|custom|patience|understanding|loyalty|support)",
    r"(?:on this occasion|in this matter|at this (?:time|moment|stage)|at the next opportunity|for the time being)",
    r"(?:further|any|more) (?:questions|assistance|information|enquiries|queries|concerns)",
    r"(?:high|very high) (?:volume|number) of",
    r"(?:important|serious|valuable) (?:to us|for us|values|contribution)",
    r"quality (?:and training|purposes|service|standards)",
)

HAND_OFF = patterns(
    r"(?:go|went|log) (?:to|on|onto|into) (?:our|the) (?:website|site|portal|app|intranet|page|help)",
    r"(?:on|see|check|visit|read) (?:our|the) (?:website|site|portal|faq|leaflet|help page|policy|intranet)",
    r"(?:contact|call|ring|email|speak to|ask|try|write to|phone) (?:the|your|our|another|that|a different) (?:\w+ )?"
    r"(?:department|team|office|desk|bank|manager|helpdesk|branch|line|number|shop|support|supplier|landlord|council)",
    r"(?:submit|open|raise|log|file|fill in|fill out|complete) (?:a|an|the|another|your) (?:\w+ )?(?:ticket|form|"
    r"request|claim)",
    r"not (?:my|our) (?:department|job|problem|fault|responsibility|area)",
    r"back office",
    r"transfer you",
    r"(?:will|can) (?:look into it|be in touch)",
    r"ask (?:your|her|his|their) \w+ to (?:call|ring|contact|come)",
    r"(?:call|come|try|ring|write) (?:us )?(?:back )?(?:again )?(?:later|another day|tomorrow|next week|on monday)",
    r"you will (?:have to|need to) (?:wait|call|contact|speak|ask|come|go|ring)",
    r"have to wait",
)

REFUSAL = patterns(
    r"(?:i|we) (?:\w+ )?can not",
    r"there is nothing",
    r"nothing (?:i|we|more|else|to be|that can|can be)",
    r"(?:is|are|am|was) not (?:able|possible|allowed|permitted|authori[sz]ed)",
    r"unable to",
    r"not something (?:i|we)",
    r"too late",
    r"(?:rules?|policy|policies|system) (?:is|are|says?|state|will not|does not|do not)",
    r"no (?:exceptions?|way|chance|choice|option)",
    r"impossible",
    r"we regret",
    r"not (?:entitled|eligible)",
    r"(?:i|we) (?:will|do|am|are|have|would|could) not",
)

TONE = {
    "calm_down": patterns(
        r"calm down",
        r"relax(?! the| this| our| that| it)",
        r"chill",
        r"take it easy",
        r"no need to (?:be|get) (?:upset|angry|rude|like)",
    ),
    "minimise": patterns(
        r"at least (?:you|it|they|he|she|we|that|this|nobody|no one|your)",
        r"chin up",
        r"cheer up",
        r"not (?:that|such) (?:a )?(?:big|bad)",
        r"not a big deal",
        r"these things happen",
        r"it happens",
        r"could be worse",
        r"look on the bright side",
        r"worse things",
        r"get over",
        r"that is (?:just )?(?:normal|how it (?:is|works)|life)",
        r"just be patient",
        r"everyone (?:else )?(?:is|has) (?:waiting|the same|problems)",
    ),
    "dismiss": patterns(
        r"as i (?:said|already|told)",
        r"like i said",
        r"obviously",
        r"what do you (?:want|expect) me",
        r"you (?:should|need to|ought to|must) (?:understand|realis|realiz|read)",
        r"you (?:should|ought to|must) have (?:known|read)",
        r"not my (?:problem|fault|job)",
        r"that is (?:your (?:problem|fault|business|concern|own)|not (?:my|our))",
        r"i do not care",
        r"whatever(?! (?:the|happens|you|it|they|we|time|day|comes|news|helps|suits|works|else|is|he|she|i)\b)",
        r"if you had (?!been|to\b)",
        r"next time (?:you|please|read|check)",
        r"you people",
        r"can not help (?:you|that|it)",
        r"wait (?:like|your turn)",
    ),
    "hopeless": patterns(
        r"bad luck",
        r"no chance",
        r"no way (?:round|around)",
        r"no possibility",
        r"live with (?:it|that|this)",
        r"nothing (?:here |ever |in this company )?(?:works|changes)",
        r"will (?:stay|always be|never|not be the last)",
        r"stopped believing",
        r"can not (?:really )?do (?:much|anything)",
        r"doubt (?:much|anything|it|that)",
        r"(?:always|keep) com(?:e|ing) back",
        r"(?:same|like this) every time",
        r"nobody (?:here |there |over there )?(?:ever|cares|listens|updates|knows anything)",
        r"not much (?:i|we|you|that) can",
        r"nothing (?:i|we|this office|that|anyone) can",
        r"that is (?:how|the way) it (?:is|goes)",
    ),
    "doubt": patterns(
        r"as you (?:claim|say you)",
        r"(?:prove|proof)",
        r"doctor (?:letter|note)",
        r"(?:tell|telling) us (?:a story|stories)",
        r"(?:if|whether) (?:that|this|it) is (?:really )?true",
        r"not saying (?:that )?(?:it|this|you)",
        r"in future (?:please|report|check|read|call)",
        r"anyone could (?:ring|call|say|claim)",
    ),
    "endearment": patterns(r"sweetheart", r"honey", r"darling", r"hun", r"love(?=$)", r"my dear", r"babe", r"pet(?=$)"),
    "empty_cheer": patterns(
        r"(?:do not|no) worr(?:y|ies)(?: (?:at all|be happy|about a thing))?$",
        r"everything will be (?:fine|ok|great|perfect|alright|all right)",
        r"it will (?:all )?be (?:fine|ok|great|perfect)",
        r"stay positive",
        r"think positive",
        r"keep smiling",
        r"no problem at all",
        r"should be fine",
        r"will be fine",
        r"fingers crossed",
    ),
}

BLAME = patterns(
    r"you should (?:not )?(?:have|ve) (?!been|had|heard|got|gotten|received|to\b)",
    r"(?<!as if it )(?<!as though it )(?<!like it )(?:is|are|was|be|by|through) "
    r"(?:partly |really |entirely |all )?your (?:own )?(?:fault|mistake|error|"
    r"responsibility|problem)",
    r"your own (?:fault|mistake|error|problem)",
    r"you (?:failed|forgot|neglected|did not (?:read|follow|tell|check|listen|bother))",
    r"if you had (?:read|told|called|checked|followed|only|contacted|come|been (?:there|more|careful|at|on|in))",
    r"why did (?:not you|you not)",
    r"(?:must|ought to|probably|may|might) have (?:mixed|forgotten|missed|made|misread|misunderstood|mistaken|"
    r"overlooked)",
    r"you could not (?:find|wait|be bothered|read)",
    r"people (?:do )?(?:mix|forget|always)",
    r"(?:he|she|they|maria|picker) should have",
)
DISPARAGEMENT = patterns(
    r"(?:they|he|she|the|my|our|that|those|other) ?(?:\w+ )?(?:colleagues?|team|department|people|office|shift|"
    r"branch|manager|"
    r"guy|lot|company|system|agents?) (?:is|are|was|were|always|never|must have been|has been|have been) (?:\w+ "
    r")?(?:useless|"
    r"terrible|hopeless|stupid|wrong|incompetent|lazy|slow|rubbish|mess|messed|careless|bad|awful|broken|confused|"
    r"clueless)",
    r"(?:useless|hopeless|incompetent|lazy|clueless|stupid|idiots?|rubbish|morons?)",
    r"(?<!we )(?<!we have )(?<!i )(?<!i have )(?:messes|messed|screwed|mess) (?:it|this|that|things|everything)? ?up",
    r"(?:always|never) (?:works?|does|get|gets|tells?|listens?|happens?) (?:anything|right|it right|us|properly|here|"
    r"like this)",
    r"typical of (?:them|the|our)",
    r"(?:between you and me|off the record)",
    r"(?:does not|do not|did not) (?:have a clue|know what they)",
    r"whoever (?:told|said|wrote|did|gave)",
    r"(?:his|her|their) (?:fault|mistake|blunder)",
)
CHEER = patterns(
    r"super",
    r"awesome",
    r"yay",
    r"fantastic",
    r"amazing",
    r"wonderful",
    r"brilliant",
    r"fab",
    r"cheer (?:you )?up",
    r"chin up",
    r"jiffy",
    r"woohoo",
    r"haha",
    r"lol",
    r"hooray",
    r"no probs?",
    r"great news",
    r"exciting",
    r"smile",
    r"sunny side",
    r"bright side",
    r"piece of cake",
)
SALES = patterns(
    r"bundles?",
    r"special offer",
    r"upgrade (?:to|your|now|today)",
    r"while you are here",
    r"while i have you",
    r"have you (?:heard|considered|thought) (?:about|of)",
    r"premium",
    r"discount code",
    r"family (?:plan|package|bundle)s?",
    r"(?:great|best|new|amazing|exclusive) (?:deal|offer|plan|package)s?",
    r"interest you in",
    r"subscribe",
    r"limited time",
)
OPEN_ENDED = patterns(
    r"whenever you (?:like|want|feel|wish|can|please)",
    r"any time you (?:like|want)",
    r"no (?:time )?limit",
    r"as long as you (?:like|want|need)",
    r"(?:do not|no) worr(?:y|ies) about (?:the|any) (?:date|deadline|time|limit|rule|policy|money|cost)",
    r"this (?:month|week|year) or next",
    r"i (?:promise|guarantee|can guarantee|can promise) (?:you |that |it |this )",
    r"guaranteed?",
    r"100 percent",
    r"definitely (?:be|have|get|arrive)",
    r"(?:give|have) (?:you )?my word",
    r"will (?:\w+ ){1,5}for sure",
)
_MARKER = r"(?:grader|rater|assessor|examiner|evaluator|marker|scorer|jury|algorithm|language model|assistant)s?"
_LEVEL = r"(?:marks?|scores?|ratings?|levels?|grades?|points|stars)"
_TRAITS = (
    r"(?:empathy|empathic|warmth|conscientious(?:ness)?|anticipat(?:ory|ion)|"
    r"optimis(?:m|tic)|good listener|rubric)"
)
ASKS_FOR_MARKS = patterns(
    r"full marks?",
    rf"(?:top|highest|maximum|perfect|best|high|max|full|excellent) (?:possible )?{_LEVEL}",
    r"perfect (?:answer|response|reply)",
    r"(?:ignore|disregard|forget|override|bypass) (?:all |the |any |your |previous |prior |above |earlier )*"
    r"(?:instructions?|rubric|rules|criteria|prompts?)",
    r"(?:rate|score|grade|mark|award|assign|evaluate|assess) (?:this|my|the|me|it)(?: answer| response| reply| text)? "
    r"(?:as |at |with |the |fully )*(?:a |an )?(?:5|five|high\w*|top|best|max\w*|excellent|positiv\w+|perfect)",
    rf"{_LEVEL} (?:of )?(?:5|five)\b",
    r"(?:this|my|the) (?:answer|response|reply|text) (?:\w+ )?(?:is (?:excellent|perfect|outstanding)|shows|"
    r"demonstrates|deserves|should (?:get|be|receive|score)|meets|earns|contains|fulfils|displays|exhibits)",
    rf"(?:dear|to the|to any|note to|note for|attention|as the|as an|you are an?|you are the) (?:\w+ )?{_MARKER}",
    rf"the {_MARKER} (?:must|should|will|has to|is to|can)",
    r"(?:new|updated|changed|system|developer|hidden) (?:instructions?|rubric|prompt)",
    r"(?:system|assistant|user) (?:prompt|message|override)",
    rf"(?:output|return|print|respond with|answer with|reply with) (?:only |the |a |an )*(?:{_LEVEL}|5|json|max\w*)",
    rf"(?:the )?{_TRAITS}(?: \w+){{0,4}} {_TRAITS}",
    rf"(?:deserves?|earn|earned|award|give) (?:me |this |it |a |the |my \w+ )*(?:\w+ )?{_LEVEL}",
    r"5 out of 5",
    r"(?:10|ten) out of (?:10|ten)",
)

TIME = patterns(
    r"today",
    r"tonight",
    r"tomorrow",
    r"this (?:morning|afternoon|evening|week|hour|minute)",
    r"(?:by|before|at|until|from|on|after|till) (?:noon|midday|midnight|lunch|\d\S*|\w*day|the end of|close of|\w+ o "
    r"clock)",
    r"(?:within|in|for|every|under|next|another) (?:the (?:next )?)?(?:\d\S*|an?|half an|one|two|three|four|five|ten|"
    r"fifteen|twenty|thirty|sixty) (?:working |business )?(?:seconds?|minutes?|mins?|hours?|days?|weeks?|hour)",
    r"\d\S* (?:working )?(?:minutes?|mins?|hours?|days?|weeks?|am|pm)",
    r"(?:one|two|three|four|five|six|seven|ten|fifteen|twenty|thirty) (?:working )?(?:minutes?|hours?|days?|weeks?)",
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    r"(?:first|last) thing",
    r"right now",
    r"straight away",
    r"now",
    r"before (?:you|we|i|anything|the) \w+",
    r"\d+[:.]\d\d",
)
