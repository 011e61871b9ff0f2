"""Which language a text in Latin script is written in, told by the small words that every sentence needs.

Spelling is put right before a text is rated, and that turns words of other languages into English ones. So the language
is looked for in the text as it was written, before anything else is done with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from scoring.form import Form
from scoring.lexicon import FUNCTION_WORDS, word_set

SHARE = 0.25
# By the codes that pages mark a text with.
CODES = {
    "English": "en",
    "Spanish": "es",
    "Portuguese": "pt",
    "French": "fr",
    "Italian": "it",
    "German": "de",
    "Dutch": "nl",
    "Polish": "pl",
    "Turkish": "tr",
}
_SENTENCE = re.compile(r"[^.!?¡¿;:\n]+")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

# Small words that are frequent in their language, also without the accents that people leave out. Greetings and titles
# are left out: people keep those whatever they go on in.
_SMALL: dict[str, str] = {
    "Spanish": """de del la las los el lo le les un una unos unas y que qué cual cuál cuales cuáles cuando cuándo cuanto
        cuánto donde dónde porque por para con sin es está esta este esto esos esa ese eso están estoy estamos
        estaba estar ser son soy somos fue hay había tengo tiene tienen tenemos puedo puede pueden podemos
        puedes podría poder su sus mi mis tu tus nuestro nuestra nos se si sí ya también tambien muy más mas
        pero aunque como cómo hasta desde hoy mañana ayer ahora aquí aqui siempre nunca disculpe
        disculpa siento usted ustedes yo ella ellos nosotros día dia días dias favor buenos
        buenas bien voy va vamos ha hemos he hago hace quiere quiero necesita algo nada todo todos toda todas
        otro otra antes después luego entonces entre sobre según horas al ni mientras así cada mismo misma me
        te""",
    "Portuguese": """de do da dos das em no na nos nas um uma uns umas o os as e é que não nao para por pelo pela com
        sem se seu sua seus suas meu minha nosso nossa mais muito mas também já ja quando onde como porque está
        estou estão foi ser são sou tem tenho temos pode posso podemos você vocês voce eu ele ela eles isso
        isto este esta hoje amanhã ontem agora aqui desculpe dia dias
        qual ao aos à até depois antes ainda só então lhe vou vai vamos há bom boa""",
    "French": """le la les l un une des du de d et est ce cet cette ces que qui quoi quel quelle ne pas vous nous je j
        tu il elle ils elles votre vos notre nos mon ma mes son sa ses pour avec sans dans sur chez par mais
        ou où donc si très plus déjà aussi bien quand comment pourquoi parce être suis sommes êtes sont
        était ai avez avons ont peux peut pouvez pouvons désolé désolée
        aujourd'hui demain hier jour jours en au aux y qu c n s'il lui leur tout tous faire""",
    "Italian": """il lo la i gli le un uno una di del dello della dei delle da dal dalla in nel nella con su sul per tra
        e è che chi cui non si mi ti ci vi ne se ma anche più già molto quando dove come perché perche questo
        questa questi quello quella sono sei siamo siete ho hai ha abbiamo avete hanno può posso possiamo
        vuole suo sua suoi mio mia nostro nostra lei lui noi voi io oggi domani ieri adesso
        scusi giorno giorni alla al ai alle fare dopo prima ancora subito""",
    "German": """der die das den dem des ein eine einen einem einer und oder aber nicht kein keine ist sind war waren
        bin bist seid sein haben habe hat hatte wird werden wurde kann können könnte ich du er sie es wir ihr
        ihnen ihre ihren mein meine mich mir uns unser unsere sich für mit von vom zu zum zur bei nach aus auf
        über unter an am im als wenn dann weil dass daß ob auch noch schon nur sehr mehr heute morgen gestern
        jetzt hier bitte leider tag tage welcher welche welches wann wie wo warum was
        wer gerne gern diese dieser dieses damit doch mal""",
    "Dutch": """de het een en of maar niet geen is zijn was waren ben bent wordt worden kan kunnen kunt ik je jij u
        hij zij ze wij we jullie mijn uw ons onze hun haar zich voor met van naar bij uit op over onder aan
        als dan omdat dat dit deze die ook nog al heel erg meer vandaag morgen gisteren nu hier
        alstublieft dag dagen welke wanneer hoe waar waarom wat wie graag heb hebt heeft
        hebben had moet zal zou wil""",
    "Polish": """i w we z ze na do od dla po przed przy bez jest są był była będzie być mam ma mają może mogę możemy
        możesz nie tak że żeby ale lub albo czy jak gdzie kiedy dlaczego co kto ten ta to te tego tej się mnie
        mi pani pan pana panią państwo pański proszę dziękuję dziekuje przepraszam dzień dzien dobry jutro
        dzisiaj dziś wczoraj teraz tutaj już juz też tez jeszcze bardzo tylko przez swój""",
    "Turkish": """bir ve bu şu o da de için icin ile ama veya değil degil var yok mı mi mu mü ne nasıl nerede neden kim
        ben sen biz siz onlar benim senin sizin bizim size bana sana bize teşekkür teşekkürler lütfen
        lutfen özür üzgünüm bugün yarın dün şimdi simdi gün hanım bey çok cok daha en gibi kadar sonra önce
        olarak olur edebilirim""",
}
# Words of those tables that an English text may hold too: English words, sounds, and parts of names.
_ALSO_ENGLISH = word_set(
    """a i o e d l s n c j no so do to in as was is he me an on or has be at am us we over per hi ok die dem war hat
    had of ten ton van son con fin fare pour sur plus sage men also ma pa ha va dos das dot der al lo un en et te
    ti ne na nos mas mal mar tag bin bad gut hier tu nu nun era it its then than er es ex are jest pan po ben bey
    ver ob wie sen gun dun one made you my up sei via more most vi ci dan ou sa ce sent wit wat op aa uns dial um
    em page comment par mit se come bot non"""
)
# Names and borrowed words hold these too, but other languages cannot do without them: each counts half.
_WEAK = word_set("de del la las los el le les di da du des den un en si se lo il mi te")


def other_language(text: str) -> str:
    """The language that a good part of a text is written in, when it is not English.

    A sentence is in another language when it holds more of that language's small words than of English ones; a text is
    when such sentences hold more than a quarter of its words. A greeting, a name or a borrowed word changes nothing.

    Parameters
    ----------
    text : str
        As it was written. Scripts other than the Latin one are not looked at.

    Returns
    -------
    str
        Such as ``"Spanish"``; empty for English, and for a text that cannot be told.

    Examples
    --------
    >>> other_language("No es tarde, Mara. ¿Qué día le viene bien?")
    'Spanish'
    >>> other_language("Hola Señora de la Cruz, I can add three days. Which day suits you?")
    ''
    """
    words_in: dict[str, int] = {}
    for sentence in _SENTENCE.findall(Form(text).text):
        words = [word.lower() for word in _WORD.findall(sentence)]
        language = _language_of(words)
        words_in[language] = words_in.get(language, 0) + len(words)
    total, _ = sum(words_in.values()), words_in.pop("", 0)
    if sum(words_in.values()) <= SHARE * total:
        return ""
    return max(sorted(words_in), key=lambda language: words_in[language])


def written_in(text: str, otherwise: str = "en") -> str:
    """The language of a text by its code, for whoever shows it.

    Parameters
    ----------
    text : str
        As it was written.
    otherwise : str
        For a text that cannot be told, such as a single word: the language in which the question was asked, by its
        code, with or without a region.

    Returns
    -------
    str
        Such as ``"es"``: what `other_language` finds; English where a small word is plainly English.

    Examples
    --------
    >>> written_in("¿Qué día le viene bien?"), written_in("Not too late, Mara.", "es"), written_in("Gracias", "es-MX")
    ('es', 'en', 'es')
    """
    if language := other_language(text):
        return CODES[language]
    words = {word.lower() for word in _WORD.findall(Form(text).text)}
    return CODES["English"] if words & _plainly_english() else otherwise[:2]


def _language_of(words: list[str]) -> str:
    """The language of one sentence; empty when it is English or cannot be told."""
    told = {language: _weight(words, small) for language, (small, _) in _tables().items()}
    language = max(sorted(told), key=lambda each: told[each])
    _, english = _tables()[language]
    return language if told[language] >= 1 and told[language] > sum(word in english for word in words) else ""


def _weight(words: Iterable[str], small: frozenset[str]) -> float:
    return sum(0.5 if word in _WEAK else 1.0 for word in words if word in small)


@cache
def _tables() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For each language the small words that are not English, and the small words of English that are not its own."""
    tables = {language: word_set(words) for language, words in _SMALL.items()}
    shared = _ALSO_ENGLISH - _WEAK
    return {language: (small - shared, FUNCTION_WORDS - small) for language, small in tables.items()}


@cache
def _plainly_english() -> frozenset[str]:
    """The small words of English that no other language of the tables has."""
    return FUNCTION_WORDS.difference(_ALSO_ENGLISH, *(small for small, _ in _tables().values()))
