"""Word lists and phrases of the construct features: tables only, all our own.

Whoever is spoken of, the pronoun never counts: third-person pronouns are in no list.
"""

from __future__ import annotations

from scoring.lexicon import word_set

# Words whose share among all words is a feature.
WORDS: dict[str, str] = {
    "self": "i me my mine myself",
    "together": "we us our ours ourselves both together each",
    "you": "you your yours yourself yourselves",
    "perspective": """think thinks thought believe believes imagine imagines understand understands understood wonder
    realise realize realised realized view seem seems seemed perspective opinion consider considering suppose know
    knowing guess sense""",
    "cause": """because cause caused causes since therefore thus hence reason reasons result results due leads led
    effect affect affected affects why explain explains""",
    "hedge": """maybe perhaps possibly probably might somewhat seemingly apparently sort kind guess fairly quite
    likely unsure almost usually sometimes rather about suggest wondering""",
    "certain": """always never definitely certainly absolutely clearly obviously completely totally every all exactly
    surely undoubtedly must everyone nobody none nothing everything entirely fully""",
    "negation": "not no never neither nor nobody nothing none without cannot hardly nowhere",
    "could": "could would might may can able",
    "must": "must should ought need needs needed required require supposed shall",
    "future": "will shall going tomorrow soon later next plan plans intend upcoming",
    "past": "was were had did been went said got came took made gave told knew happened used saw",
    "joy": """happy glad pleased delighted love loved enjoy enjoyed fun excited exciting proud relieved cheerful
    thrilled smile laugh wonderful""",
    "sadness": """sad sadness sadly depressing depressed depression grief grieving heartbreaking heartbroken
    heartbreak tragic tragedy unhappy cry cried crying tears mourn miserable upset upsetting sorrow disheartening""",
    "anger": """angry anger mad furious annoyed annoying irritated irritating rage outraged outrage disgusted
    disgusting disgust hate hated sick ridiculous frustrated frustrating frustration resent""",
    "worry": """worried worry worries afraid fear fears scared scary terrified terrifying anxious anxiety nervous
    frightening frightened panic stress stressed stressful concerned concern concerning uneasy disturbing disturbed
    alarming tense""",
    "shame": "ashamed shame guilty guilt embarrassed embarrassing embarrassment regret awkward remorse fault",
    "tired": "tired exhausted overwhelmed overwhelming drained weary burned lonely alone hopeless helpless stuck lost",
    "compassion": """sympathy sympathetic empathy empathize compassion compassionate heart hearts poor innocent pray
    prayers thoughts pity feel feels comfort moved touched care cares caring helping kindness""",
    "hope": """hope hopefully hoping hopeful trust wish wishes better improve improved improving confident optimistic
    forward glad lucky fortunate opportunity chance progress""",
    "intense": "very so really extremely incredibly such too deeply truly terribly super awfully much lot highly",
    "hardship": """hard tough difficult struggle struggling struggles challenge challenging trouble problem problems
    rough burden horrible terrible awful unfair devastating""",
    "suffering": """pain painful hurt hurts hurting suffer suffering suffered die died dying dead death deaths killed
    kill killing loss victim victims war injured injury violence abuse abused murder attack attacked destroyed
    refugees starving cancer disease ill""",
    "people": """people person family families child children kid kids mother father mom dad mum parents friend
    friends baby babies husband wife son daughter brother sister human humans someone others women men""",
    "work": "work job boss manager colleague colleagues team company business project customer client office employer",
    "time": """today tonight now minute minutes hour hours day days week weeks month months year years morning evening
    afternoon immediately already yet until deadline yesterday""",
    "act": """call ring send check bring fix talk speak ask help make find look meet show give explain contact offer
    prepare write book deliver collect add remove change move""",
    "learn": "learn learning study read research know information source sources data evidence detail details article",
    "compare": "more less than most least similar same different difference like unlike whereas compared equal also",
    "contrast": "but however although though yet despite nevertheless instead still otherwise unless while",
    "order": "first second third then next finally lastly before after afterwards once step start begin end last",
    "condition": "if whether unless provided depends depending case otherwise",
    "good": "good great nice excellent fine best perfect beautiful amazing awesome fantastic useful helpful",
    "bad": """bad wrong worse worst stupid silly dumb poor nonsense useless rubbish lazy selfish evil cruel crazy
    pathetic rude ignorant idiotic""",
    "quantity": "amount number many much few several total half twice least most enough mass size length average",
    "vague": "something anything thing things stuff somehow somewhere whatever everything anyway etc",
    "filler": "um uh mm hmm mhm er well yeah okay ok right alright oh",
}

# Phrases whose share among all sentences is a feature; matched on lower-case words with single blanks between.
PHRASES: dict[str, tuple[str, ...]] = {
    "reflection": (
        r"(?:it |that )?(?:sounds|seems|looks|feels) (?:like|as if|as though|to me)",
        r"what i (?:hear|am hearing)",
        r"i (?:hear|can hear|see) (?:that )?you",
        r"^(?:so|and|okay so|mm hmm so|right so|and so|but) (?:it |that |what )?you",
        r"if i (?:understand|hear|get)",
        r"you (?:are|were|feel|felt|have been) (?:feeling|thinking|saying|worried|wondering|concerned|not sure)",
        r"on (?:the )?one hand",
        r"part of you",
        r"(?:important|matters) to you",
        r"you (?:would|do) (?:really )?(?:like|want)",
    ),
    "you first": (r"^(?:and |so |but |well )?(?:you|your)",),
    "feeling of other": (
        r"you (?:must|may|might|probably) (?:be|feel|have)",
        r"(?:how|what) (?:that|this|it|you) (?:must|feels?|felt)",
        r"for you to",
        r"i can (?:imagine|see|understand|only imagine)",
        r"(?:feel|felt|feeling) (?:so )?(?:bad|sorry|sad|terrible|awful) for",
        r"my heart (?:goes|breaks|aches|hurts|went)",
        r"in (?:your|their|that) (?:shoes|place|position|situation)",
    ),
    "own feeling": (r"(?:i|it) (?:really |just )?(?:feel|felt|makes? me|made me)", r"i am (?:so |very |really )?\w+ed"),
    "gratitude": (r"thank(?:s|ful| you)?", r"grateful", r"(?:i|we|much|would) appreciate(?:d)?", r"cheers"),
    "apology": (
        r"(?:i am|im|so|very|really|we are) sorry",
        r"^sorry",
        r"apologi[sz]e|apolog(?:y|ies)",
        r"forgive me|pardon|excuse me|my (?:bad|mistake|fault)",
    ),
    "greeting": (r"^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|welcome|greetings)",),
    "commitment": (
        r"(?:i|we) (?:will|shall|am going to|are going to|would|plan to)",
        r"let me",
        r"i (?:promise|commit|guarantee)",
    ),
    "by a time": (
        r"(?:by|before|at|on|until|within|from) (?:the |this |next )?(?:\d+\w*|noon|monday|tuesday|wednesday|thursday|"
        r"friday|saturday|sunday|tomorrow|tonight|end of|morning|evening|week|two|three|ten|an hour)",
        r"\d+ (?:minutes?|hours?|days?|weeks?|months?|times?)",
    ),
    "offer": (
        r"(?:can|could|may|shall|should) (?:i|we)",
        r"would you like (?:me|us|to)",
        r"(?:happy|glad|willing) to",
        r"i can (?:help|offer|give|show|send|do)",
        r"let (?:me|us) know",
    ),
    "advice": (
        r"you (?:should|need to|must|ought|have to|had better|might want)",
        r"why (?:do not|dont|not) you",
        r"have you (?:thought|considered|tried)",
        r"i (?:would )?(?:suggest|recommend|advise)",
        r"if i were you",
    ),
    "indirect request": (
        r"(?:could|would|can|will) you",
        r"(?:do|would) you mind",
        r"i (?:was|am) (?:just )?wondering",
        r"(?:would|might) (?:it )?be (?:possible|able|willing|interested|nice|great)",
        r"by the way|btw",
    ),
    "please first": (r"^please",),
    "please": (r"(?<!^)please|kindly|if you (?:do not|dont) mind|if (?:that is|thats) (?:ok|okay|alright)",),
    "direct start": (r"^(?:so|then|and|but|or|why|what|who|how|when|where|stop|do|go|get|just)",),
    "why you": (
        r"(?:why|how come) (?:did|do|are|have|is|does|would|was|were|the|not|you)",
        r"what is wrong",
        r"dont you",
    ),
    "blame": (
        r"you (?:did|do|have|were|are|keep|seem) (?:not|to be|no|just|removed|deleted|reverted|wrong|clearly)",
        r"your (?:fault|problem|mistake|failure|behaviou?r|opinion|claim|own)",
        r"should (?:have|not have)|shouldnt",
        r"(?:makes|make) no sense|no (?:reason|excuse)",
    ),
    "fact": (r"in fact|actually|the (?:fact|truth|point|reality)|really|as (?:a matter|you know)|honestly|frankly",),
    "praise": (
        r"(?:good|great|nice|excellent|fantastic|amazing|wonderful|impressive) (?:job|work|idea|question|point|for you|"
        r"start|step|article|edits?|to)",
        r"well done|congratulations|that is (?:great|good|wonderful|awesome|fantastic)",
        r"(?:you have|you) (?:worked|managed|done|really)",
    ),
    "assent": (r"^(?:yes|yeah|okay|ok|right|sure|mm hmm|mm|uh huh|exactly|absolutely|great|good|alright|true)$",),
    "reason": (r"because|in order to|so that|as a result|that is why|due to|since (?:i|we|you|it|the)",),
    "example": (r"for (?:example|instance)|such as|like (?:a|the|an|when)|e\.?g|in particular|specifically|including",),
    "ask to know": (
        r"(?:please )?(?:tell|let) (?:me|us)",
        r"i (?:would|need|want) (?:like )?to (?:know|hear|ask)",
        r"(?:what|how) about",
    ),
}

# How sentences that ask begin, when they leave the answer open and when they do not.
OPEN_START = r"(?:what|how|why|tell me|in what|which|where|who|can you tell|could you tell|would you tell|talk to me)"
CLOSED_START = (
    r"(?:do|does|did|is|are|was|were|am|have|has|had|can|could|would|will|shall|should|may|might|any|you|not|or)"
)
LINKS = r"(?:and|so|but|okay|well|um|uh|now|mm hmm|right|yeah|all right|alright|then|good|great|oh|yes)"

FUNCTION = word_set(
    """a an the and or but if so of in on at to for from by with about into over after before as is are was were be
    been being am do does did have has had will would can could shall should may might must not no i me my we us our
    you your it its he him his she her hers they them their this that these those there here what which who how when
    where why than then just very too also all any some up down out off more most much many one yes yeah okay ok um uh
    mm hmm well right oh like get got go going know think really"""
)
