"""Rules about single words: nobody is shut out by them, and everybody can take them as they stand."""

from __future__ import annotations

from scenarios.finding import Found, warning
from scenarios.prose import phrases_in
from scenarios.rules.parts import shown_texts
from scenarios.scenario import Scenario

# By what they say of people, each with what to write instead.
EXCLUDING: dict[str, dict[str, str]] = {
    "age": {
        "elderly": "older", "old people": "older people",
        "old lady": "the person's name", "old man": "the person's name", "senile": "what the person needs",
        "pensioner": "the person's name", "digital native": "what the person can do",
        "young and dynamic": "what the work needs", "youngster": "the person's name", "at your age": "nothing",
        "for her age": "nothing", "for his age": "nothing", "old timer": "long-serving colleague",
        "millennial": "nothing", "boomer": "nothing",
    },
    "gender": {
        "chairman": "chair", "salesman": "sales assistant", "saleswoman": "sales assistant", "waitress": "waiter",
        "stewardess": "cabin crew", "manpower": "staff", "man hours": "hours of work", "manned": "staffed",
        "mankind": "people", "policeman": "police officer", "policewoman": "police officer",
        "fireman": "firefighter", "postman": "post carrier", "housewife": "the person's name",
        "foreman": "team lead", "businessman": "customer", "businesswoman": "customer", "workman": "worker",
        "repairman": "technician", "cleaning lady": "cleaner", "lady driver": "driver", "male nurse": "nurse",
        "lady doctor": "doctor", "female doctor": "doctor", "working mother": "the person's name",
        "ladies and gentlemen": "everybody", "guys": "everybody", "girls in the office": "the office team",
        "hysterical": "what the person did", "bossy": "what the person did", "like a girl": "nothing",
        "man up": "nothing", "old maid": "nothing",
    },
    "origin": {
        "foreigner": "where the person lives or what they need", "foreign looking": "nothing",
        "native speaker": "speaks English well", "mother tongue": "first language",
        "broken english": "what the person said", "third world": "the country's name", "gypsy": "nothing",
        "oriental": "nothing", "illegal immigrant": "nothing", "illegals": "nothing",
        "where are you really from": "nothing", "blacklist": "block list", "whitelist": "allow list",
        "blacklisted": "blocked",
    },
    "disability": {
        "crazy": "surprising", "insane": "surprising", "mad house": "busy place", "lunatic": "nothing",
        "lame": "weak", "dumb": "not thought through", "retarded": "nothing", "spastic": "nothing",
        "psycho": "nothing", "blind to": "does not see", "deaf to": "does not hear", "turn a blind eye": "overlook",
        "deaf ears": "was not heard", "wheelchair bound": "uses a wheelchair",
        "confined to a wheelchair": "uses a wheelchair", "the disabled": "disabled people",
        "handicapped": "disabled", "cripple": "nothing", "crippled": "nothing", "the deaf": "deaf people",
        "suffers from": "has", "special needs": "what the person needs", "mentally ill": "what the person needs",
        "able bodied": "nothing", "normal people": "other people", "normal person": "other person",
    },
    "faith, family and means": {
        "christian name": "first name", "maiden name": "earlier name", "god fearing": "nothing",
        "heathen": "nothing", "broken home": "nothing", "real parents": "parents", "spinster": "nothing",
        "fatherless": "nothing", "low class": "nothing", "welfare mother": "nothing", "trailer park": "nothing",
        "uneducated": "what the person knows", "unskilled": "new to the work",
    },
}  # fmt: skip
INSTEAD = {phrase: (group, word) for group, words in EXCLUDING.items() for phrase, word in words.items()}
IDIOMS = (
    "a blessing in disguise", "a raw deal", "a world of difference", "above board", "across the board",
    "add fuel to the fire", "all ears", "all hands on deck", "at the drop of a hat", "at the end of the day",
    "at the end of my tether", "back to square one", "ball is in your court", "ballpark", "beat around the bush",
    "bend over backwards", "bent over backwards", "between a rock and a hard place", "bite the bullet",
    "blow off steam", "break the ice", "by the book", "call it a day", "cost an arm and a leg",
    "costs an arm and a leg", "cut corners", "cut to the chase", "cut you some slack", "drop the ball",
    "dropped the ball", "dropped a clanger", "easier said than done", "easy as pie", "face the music",
    "fall between the cracks", "fall through the cracks", "fed up to the back teeth", "fell through the cracks",
    "fingers crossed", "fobbed off", "get off the hook", "get the ball rolling", "get your act together",
    "go down the drain", "go the extra mile", "hang in there", "hang tight", "heads up", "hit the nail on the head",
    "hit the roof", "hold your horses", "home run", "in a jiffy", "in a nutshell", "in hot water", "in the loop",
    "in the same boat", "jump the gun", "jump through hoops", "keep an eye on", "keep your chin up", "kick the can",
    "kill two birds", "last straw", "left in the lurch", "let the cat out", "long shot", "low hanging fruit",
    "make ends meet", "miss the boat", "missed the boat", "no brainer", "no strings attached", "not my cup of tea",
    "off the cuff", "off the hook", "off the record", "on the ball", "on the fence", "on the same page",
    "on thin ice", "once in a blue moon", "out of the blue", "out of the woods", "over the moon", "over the top",
    "pass the buck", "passed the buck", "piece of cake", "play it by ear", "pull strings", "pull the plug",
    "pull your weight", "pulling my leg", "put your foot down", "quick fix", "rain check", "red flag", "red tape",
    "rule of thumb", "run out of steam", "safe and sound", "see eye to eye", "skating on thin ice", "sleep on it",
    "step up to the plate", "stick to your guns", "sweep it under", "swept under", "take it with a pinch of salt",
    "the whole nine yards", "the tip of the iceberg", "think outside the box", "through the roof",
    "throw in the towel", "tie up loose ends", "touch base", "under the weather", "up in the air", "up the creek",
    "up to speed", "water under the bridge", "wild goose chase", "wrap my head around", "your hands are tied",
    "my hands are tied",
)  # fmt: skip


def nobody_shut_out(scenario: Scenario) -> Found:
    """What candidates read holds no word that shuts somebody out by age, gender, origin, disability or the like."""
    for field, text in shown_texts(scenario):
        for phrase in phrases_in(text, INSTEAD):
            group, instead = INSTEAD[phrase]
            advice = "Leave it out." if instead == "nothing" else f"Write {instead} in its place, or leave it out."
            yield warning(field, f"'{phrase}' may shut somebody out ({group})", advice)


def no_idioms(scenario: Scenario) -> Found:
    """What candidates read can be understood word by word."""
    for field, text in shown_texts(scenario):
        for phrase in phrases_in(text, IDIOMS):
            yield warning(field, f"'{phrase}' is an idiom that a second-language reader may miss", "Say it plainly.")
