"""Where a good level and the text do not fit together, no level is given and a person looks."""

import re
from itertools import chain
from random import Random

import pytest

from scenarios.traits import Trait
from scoring import doubts
from scoring.attacks import changes, flags
from scoring.cleaning import held, is_crowded, live, without_padding
from scoring.oddness import oddness
from scoring.rating import Answer, rate
from scoring.setting import setting_of

GOOD = "Not silly at all, Mara, and I hope you are mending. Which day suits you for the courier to collect the lamp?"
PADDING = (
    "The geese fly over the fields. A farmer walks along the bank. The bells ring in the tower. Children play on the "
    "green. The baker opens early. In spring the cherry trees flower."
)


def rated(scenario, text):
    return rate(Answer(scenario, "s1", text))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{GOOD} I will never extend it.", doubts.REFUSING),
        (f"{GOOD} I will extend it by three days.", ""),
        (f"{GOOD} I will extend it and I can note it. I will never book it.", ""),
        (f"{GOOD} I won't rush you, take your time.", ""),
    ],
)
def test_a_good_answer_that_only_refuses_is_doubted(lamp, text, why):
    reasons = {rating.reason for rating in rated(lamp, text).values() if rating.level is None}
    assert reasons == ({why} if why else set())


def test_doubt_withholds_no_low_level(lamp):
    levels = {rating.level for rating in rated(lamp, "No. I will never extend it for you, Mara.").values()}
    assert all(level is not None and level <= 2 for level in levels)


@pytest.mark.parametrize("text", [f"{GOOD} {PADDING}", f"{PADDING} {GOOD}"])
def test_padding_moves_no_level(lamp, text):
    assert levels(rated(lamp, text)) == pytest.approx(levels(rated(lamp, GOOD)), abs=0.05)


def test_padding_brings_back_no_sentence_whose_words_are_out_of_order(lamp):
    setting = setting_of(lamp, "s1")
    odd = "Courier the lamp for collect you the to. Days three by extend it will I the. Note why have on I the 70418."
    alone, padded = (live(setting.prepare(text), setting).sentences for text in (odd, f"{odd} {PADDING}"))
    assert [sentence.plain for sentence in alone] == [sentence.plain for sentence in padded]


@pytest.mark.parametrize("words", ["{}", "I am sorry for this, {}, and for that", "It is about {}"])
def test_a_sentence_crowded_with_facts_cannot_count_and_one_with_a_few_can(lamp, words):
    setting = setting_of(lamp, "s1")
    facts = [alias for fact in lamp.facts.given for alias in fact.aliases if setting.names.isdisjoint(alias.split())]
    many, few = (setting.prepare(words.format(" ".join(facts[:size]))).sentences[0] for size in (13, 2))
    assert is_crowded(many, setting)
    assert not is_crowded(few, setting)


def test_facts_between_words_make_an_order_odder_and_none_counts_twice(lamp):
    setting = setting_of(lamp, "s1")
    fact = max((alias for fact in lamp.facts.given for alias in fact.aliases), key=lambda alias: len(alias.split()))
    bare = setting.prepare("Well, I will see what can be done and let you know of it.")
    named = setting.prepare(f"Well, I will see what can be done and let {fact} you know of it.")
    assert [sum(map(setting.named_in, each.sentences)) for each in (bare, named)] == [0, 1]
    assert oddness(named, setting) > oddness(bare, setting)


def test_keywords_between_the_words_of_an_answer_leave_it_to_a_person_whatever_its_level(lamp):
    setting = setting_of(lamp, "s1")
    words = re.findall(
        r"\S+", "Thank you for your message. I am afraid that the time is over and nothing can be done now."
    )
    facts = [alias for fact in lamp.facts.given for alias in fact.aliases if setting.names.isdisjoint(alias.split())]
    stuffed = " ".join(chain.from_iterable(zip(words[::2], facts, words[1::2], strict=False)))
    assert {rating.reason for rating in rated(lamp, " ".join(words)).values()} == {""}
    assert {rating.level for rating in rated(lamp, stuffed).values()} == {None}


def test_a_full_sentence_counts_in_an_answer_that_reads_well_and_not_in_an_odd_one(lamp):
    setting = setting_of(lamp, "s1")
    full = "I have noted your hospital stay on 70418 and courier collects unopened lamp before three days run out."
    odd = "To the of you Monday can it for a. Will of the and to you it at is. My on the was to it by and for."
    assert full[:-1].lower() in plain(held(setting.prepare(f"Hello Mara. {full} Is Monday all right?"), setting))
    assert full[:-1].lower() not in plain(held(setting.prepare(f"{full} {odd}"), setting))


def plain(answer):
    return [sentence.plain for sentence in answer.sentences]


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("It isn't late. You will not lose it. I have not noted it. I can help.", True),
        ("It is not late, and you will not lose it. I have noted it and I can help.", False),
        ("I can't say. It isn't here.", False),
    ],
)
def test_an_answer_that_denies_most_of_what_it_says_is_told_from_one_that_denies_some(lamp, text, is_so):
    assert doubts.denies_most(setting_of(lamp, "s1").prepare(text).sentences) == is_so


def test_a_good_answer_is_doubted_once_all_its_statements_are_negated(lamp):
    text = (
        "It is not late, Mara, and you have been in hospital. I will extend the 30 days by three and I have noted it "
        "on 70418. The courier can collect the lamp on Monday."
    )
    negated = changes.all_negated(text, Random(1))
    assert {rating.reason for rating in rated(lamp, text).values()} == {""}
    assert all((rating.level or 0) <= 2 for rating in rated(lamp, negated).values())


def levels(ratings):
    return [ratings[trait].level for trait in Trait if trait in ratings]


def test_one_sentence_beside_the_point_is_no_padding(lamp):
    setting = setting_of(lamp, "s1")
    sentences = setting.prepare(f"{GOOD} The bells ring.").sentences
    assert list(without_padding(sentences, setting)) == list(sentences)


def test_facts_between_sentences_beside_the_point_are_kept(lamp):
    """Notes hold little of the situation's words each; only a stretch that hardly names a fact is padding."""
    setting = setting_of(lamp, "s1")
    notes = "Fine so far. Courier free. Bubble wrap. Lamp unopened. Tuesday then. Hospital noted. Good luck."
    kept = list(without_padding(setting.prepare(f"{notes} {PADDING}").sentences, setting))
    assert [sentence.plain for sentence in kept][:6] == plain(setting.prepare(notes))[:6]


def test_texts_from_elsewhere_are_only_held_against_what_any_text_shows():
    odd = flags.held_out(f"We waited {hours} hours at the gate and nobody came." for hours in range(9))
    setting = setting_of(flags.library()[0], "s1")
    assert 0 < len(odd) < 9 and {flags.refused_for_form(text, setting) for text in odd} == {""}


def test_the_share_left_to_people_is_told_with_its_interval_and_the_reasons():
    assert flags.line("ours", ["", "", "Odd.", "Odd."]) == "| ours | 4 | 50.0 % [18.2, 81.8] | 2 x Odd. |"


def test_a_column_that_is_not_there_is_told_before_anything_is_counted(tmp_path):
    table = tmp_path / "talk.csv"
    table.write_text("id,text\n1,Hello there my friend.\n", "utf-8")
    with pytest.raises(SystemExit, match=r"talk.csv: there is no column 'said'; there are: id, text\."):
        flags.main([str(table), "said"])
