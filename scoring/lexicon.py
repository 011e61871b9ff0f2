"""Words that detectors, gates and features know: tables only, all our own."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text.

    Examples
    --------
    >>> sorted(word_set("one two"))
    ['one', 'two']
    """
    return frozenset(text.split())


FUNCTION_WORDS = word_set(
    """a about above across after again against all almost along already also although always am among an and another
    any anyone anything are around as at away back be because been before being below between both but by can could
    did do does doing done down during each either else enough even ever every everyone everything few first for
    from get gets getting give go going got had has have having he her here hers herself him himself his how however
    i if in into is it its itself just keep last least less let like many may me mean might mine more most much must
    my myself neither never next no nobody nor not nothing now of off often on once one only onto or other our ours
    out over own per perhaps please put rather really right said same say see shall she should since so some someone
    something soon still such take than that the their them themselves then there these they thing things this those
    though through till to today together tomorrow too towards two under until unless up upon us very was way we
    well were what whatever when where whether which while who whom whose why will with within without would yes
    yesterday yet you your yours yourself hi hello ok thanks thank sorry make want need know tell told"""
)

# Words that nearly every sentence has one of; a list of keywords has few.
FINITE = word_set(
    """am is are was were be been will would can could shall should may might must has have had do does did let please
    i we you he she they it that there"""
)

_COUNTED = """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty"""
NUMBER_WORDS = {word: str(value) for value, word in enumerate(_COUNTED.split(), start=2)} | {
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "ninety": "90",
    "twice": "2",
}

# Words that open sentences with a capital and a comma after, as a name does.
OPENERS = word_set(
    """ach ah aw aye och oh ooh absolutely actually additionally afternoon agreed alright alternatively apologies
    basically besides bye certainly cheers clearly colleague colleagues congratulations congrats correct
    currently customer dear deal definitely done evening everybody exactly fair finally fine firstly folks
    fortunately frankly furthermore good goodbye great greetings hey hiya honestly hopefully however ideally
    immediately indeed instead kindly lastly likewise luckily madam meanwhile moreover morning naturally
    hello hi nevertheless normally noted obviously otherwise perfect personally possibly promise promised regards
    regrettably right sadly secondly seriously simply sincerely sir sorry sorted sure team thanks therefore thirdly
    totally truly typically ultimately understood unfortunately unluckily usually warmly welcome wonderful wow yeah
    yep"""
)

# What is rated, by its name: people show it and seldom name it, unless they write for whoever rates.
RATED = word_set(
    """acknowledgement anticipation anticipatory apology conscientious conscientiousness deadline empathic empathise
    empathy fallback listening optimism optimistic ownership patience proactive proactively reassurance solution
    timeline transparency warmth"""
)

# Words that second-language writers often leave out: what is read of an answer must not hang on them.
ARTICLES = word_set("a an the")
# Whoever is spoken of, the pronoun never counts.
THIRD_PERSON = word_set("he she they him her them his hers their theirs himself herself themself themselves")
# Where a word stands tells "he" from "him", but must not tell gender; "her" is both "him" and "his".
ONE_GENDER = {
    **dict.fromkeys(("she", "they"), "he"),
    **dict.fromkeys(("him", "his", "hers", "them", "their", "theirs"), "her"),
    **dict.fromkeys(("herself", "themself", "themselves"), "himself"),
}

CALENDAR = word_set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december christmas easter"""
)

CONTRACTIONS = {
    "won't": ("will", "not"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "shan't": ("shall", "not"),
    "let's": ("let", "us"),
    "lets": ("let", "us"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "cant": ("can", "not"),
    "wont": ("will", "not"),
    "isnt": ("is", "not"),
    "wasnt": ("was", "not"),
    "arent": ("are", "not"),
    "werent": ("were", "not"),
    "havent": ("have", "not"),
    "hasnt": ("has", "not"),
    "couldnt": ("could", "not"),
    "wouldnt": ("would", "not"),
    "shouldnt": ("should", "not"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "weve": ("we", "have"),
    "theyre": ("they", "are"),
    "thats": ("that", "is"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "pls": ("please",),
    "plz": ("please",),
    "u": ("you",),
    "ur": ("your",),
    "thx": ("thanks",),
    "ty": ("thanks",),
    "tmrw": ("tomorrow",),
    "okay": ("ok",),
    "mum's": ("mum",),
}
ENDINGS = {"n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'m": "am", "'d": "would"}
IS_AFTER = word_set("it that he she they there here what who where how this everything nothing")

IRREGULAR = {
    word: base
    for base, words in {
        "send": "sent",
        "tell": "told",
        "say": "said",
        "make": "made",
        "lose": "lost losing loss",
        "write": "wrote written writing",
        "freeze": "froze frozen freezing",
        "break": "broke broken",
        "give": "gave given giving",
        "take": "took taken taking",
        "bring": "brought",
        "buy": "bought",
        "pay": "paid payment",
        "hold": "held",
        "find": "found",
        "feel": "felt feeling",
        "leave": "left leaving",
        "hear": "heard",
        "ring": "rang rung",
        "speak": "spoke spoken",
        "begin": "began begun",
        "get": "got gotten",
        "know": "knew known",
        "see": "saw seen",
        "go": "went gone",
        "child": "children kids kid",
        "person": "people",
        "mother": "mum mom mam mums",
        "father": "dad",
        "die": "died dying dead death passed",
        "choose": "chose chosen choice choosing",
        "mean": "meant",
        "keep": "kept",
        "catch": "caught",
        "forget": "forgot forgotten",
        "run": "ran running",
        "come": "came coming",
        "shut": "shutting",
    }.items()
    for word in words.split()
}

# Words that stand for the same thing in the trade; each group is matched as its first word (stems).
SAME_MEANING = {
    word: group.split()[0]
    for group in (
        "collect pick pickup courier collection",
        "refund reimburs reimbursement repay",
        "call ring phone telephon",
        "close shut clos closur cancel",
        "fix repair solv resolv sort",
        "note record log document",
        "carry lug haul drag heavy lift",
        "wait queu hold",
        "email mail messag",
        "extend extension stretch",
        "broken faulty defectiv damag break fault",
        "money cash fund",
        "manager supervisor boss lead",
        "staff colleagu teammat coworker team",
        "hospital surgery operation clinic",
        "bill invoic charg",
        "explain repeat",
        "quick fast soon rapid",
        "late delay overdu",
        "wage pay salary payroll paid",
        "move reloc",
        "buy purchas",
        "parcel packag deliver delivery",
        "wrong incorrect mistak error",
        "cost price fee",
        "ill sick unwell illness",
        "start begin",
        "job work employ",
        "update news",
        "address home hous",
        "internet broadband wifi connection",
        "outage down offlin",
        "hear listen",
        "photo picture imag scan copy",
        "apologis apologiz sorry apology",
    )
    for word in group.split()
}

FEELINGS = {
    "grief": "grieving grief grieve loss bereaved bereavement mourning heartbroken heartbreaking sad sadness painful",
    "tired": "tired exhausted exhausting worn drained weary fed tiring wearing draining",
    "anger": """frustrated frustrating frustration angry anger annoyed annoying cross furious irritated infuriating
    upset upsetting maddening resentful impatient mad livid aggravating raging livid seething""",
    "worry": """worried worry worrying anxious anxiety scared afraid nervous fear frightening frightened unsettling
    concerned concern uneasy panicked panicking alarming stressful stressed stress pressure tense desperate""",
    "shame": "embarrassed embarrassing embarrassment ashamed shame awkward silly foolish stupid humiliated humiliating",
    "confusion": "confused confusing lost puzzled unsure uncertain bewildered puzzling uncertainty",
    "overload": "overwhelmed overwhelming swamped stretched rushed pressed hectic overloaded",
    "disappointment": "disappointed disappointing disappointment disheartened discouraged deflated let",
    "hurt": "hurt insulted offended disrespected belittled ignored unheard dismissed unappreciated undervalued "
    "invisible",
    "helpless": "helpless powerless stuck hopeless trapped resigned isolated alone lonely abandoned cut",
    "distrust": "suspicious distrust wary sceptical skeptical doubt doubtful distrustful",
    "joy": "excited exciting happy hopeful pleased proud delighted thrilled relieved eager grateful",
    "guilt": "guilty guilt remorse responsible",
}
HARD = word_set("hard tough difficult horrible awful rough rotten miserable unfair")
