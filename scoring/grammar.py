"""Parts of speech, coarsely: which words stand where in a sentence, by a table of common words and by endings."""

from __future__ import annotations

from functools import lru_cache

_PARTS = {
    "A": "a an the every",
    "MY": "my your our its",
    "HER": "her him his hers them their theirs",
    "I": "i",
    "WE": "we they he she",
    "YOU": "you",
    "IT": "it",
    "ME": "me us myself yourself himself herself themself itself ourselves themselves",
    "WILL": "will can could would should must may might shall",
    "AM": "am",
    "IS": "is was",
    "ARE": "are were",
    "BE": "be been being",
    "HAVE": "have has had having",
    "DO": "do does did",
    "TO": "to",
    "OF": "of",
    "FOR": "for with from at by about into onto without during between through against among across towards per",
    "IN": "in on over after before under until till since above below behind beyond within near around like than",
    "UP": "up out off down back away together along again",
    "AND": "and or",
    "BUT": "but because so though although while unless",
    "IF": "if when whether once as",
    "WHO": "who which whose whom",
    "WHAT": "what where how why whatever whenever",
    "THAT": "that",
    "THIS": "this these those",
    "NOT": "not never",
    "NOW": """now then here there today tomorrow tonight yesterday soon too also just still already even only really
        almost always often perhaps instead straight first maybe later early yet ever""",
    "VERY": "very quite rather more most less least much as",
    "ALL": "all some any no both each another other many few enough several either neither",
    "ONE": "one something anything nothing everything someone anyone everyone nobody somebody thing things",
    "PLEASE": "please thanks thank hello hi hey yes no ok sorry dear oh well right",
    "VERB": """
        send call ring check make take give get go let see know tell write ask keep put hold book note help find want
        need come look say think feel hear leave pay stop start open close change move bring add show work try
        turn use wait stay fix read talk speak understand hope happen mean believe remember agree explain choose
        carry lose save eat sleep buy sell meet follow run sit stand offer promise ensure arrange confirm deal
        cover cost seem become begin answer reply reach set cut mind bear plan allow accept enjoy learn live
        love like wish care end""",
    "DID": """said told went came got made took gave put kept left saw knew thought felt heard found lost sent paid
        brought wrote spoke ran stood meant began became held met read cost cut set let done gone seen given taken
        written spoken known""",
    "ADJ": """
        good bad new old glad sure happy able ready clear free safe fine full big small long short late early hard easy
        right wrong sorry angry sad upset worried frustrated kind nice great best better worse same different
        next last important difficult possible real true whole own high low open certain available afraid aware
        careful""",
}
PARTS = {word: part for part, words in _PARTS.items() for word in words.split()}
_ENDINGS = ("ing", "ed", "ly", "tion", "ment", "ness", "ful", "able", "ous", "ive", "al", "er", "'s", "s", "y", "e")
NAME, FIGURE, WORD, BORDER, BREAK = "@name", "#", "-", "^", ","


@lru_cache(maxsize=50_000)
def part_of(word: str) -> str:
    """The part of speech of a word: one of the table's, a figure, a name, or its ending.

    Examples
    --------
    >>> [part_of(word) for word in ("the", "closing", "70418", "lamp", "we")]
    ['A', '-ing', '#', '-', 'WE']
    """
    if word in PARTS:
        return PARTS[word]
    if word == NAME:
        return NAME
    if word[0].isdigit():
        return FIGURE
    return WORD + next((ending for ending in _ENDINGS if word.endswith(ending) and len(word) > len(ending) + 1), "")
