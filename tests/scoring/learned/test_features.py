"""Texts as numbers: what they say counts; length, names of people and broken bytes do not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.learned.blocks import blocks_of, neutral, size_of, take
from scoring.learned.constructs import NAMES, constructs
from scoring.learned.terms import letter_terms, word_terms

STRANGE = ["", " ", "\0", "\ud800", "?!", "日本語です。元気?", "مرحبا كيف حالك", "x" * 50_000, "word " * 10_000]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What happened then?", "open question"),
        ("Did it arrive?", "closed question"),
        ("It sounds like you waited for weeks.", "reflection"),
        ("So you never got the parcel.", "reflection"),
        ("I can only imagine how that feels.", "feeling of other"),
        ("Thanks for the photo.", "gratitude"),
        ("We are sorry.", "apology"),
        ("I'll ring the depot.", "commitment"),
        ("It leaves by Friday.", "by a time"),
        ("Could you send the number?", "indirect request"),
        ("Please send the number.", "please first"),
        ("Why did you remove it?", "why you"),
        ("You should ask the shop.", "advice"),
        ("Well done.", "praise"),
        ("It broke because it fell.", "cause"),
        ("Perhaps it might.", "hedge"),
        ("She was furious.", "anger"),
        ("It does not work.", "negation"),
        ("It is 40.", "figures"),
    ],
)
def test_each_construct_is_found_where_it_is(text, name):
    assert dict(zip(NAMES, constructs(text), strict=True))[name] > 0
    assert dict(zip(NAMES, constructs("A plain lamp stands there."), strict=True))[name] == 0


def test_no_construct_knows_how_long_a_text_is():
    once = "I am sorry. What happened? I will send it today."
    few, many = (dict(zip(NAMES, constructs(text), strict=True)) for text in (once, " ".join([once] * 3)))
    assert {name for name in NAMES if abs(few[name] - many[name]) > 1e-12} == {"cohesion"}


@given(st.text(max_size=300))
def test_constructs_are_shares_of_any_text(text):
    found = constructs(text)
    assert found.shape == (len(NAMES),)
    assert ((found >= 0) & (found <= 1)).all()


def test_echo_counts_words_of_the_context():
    place = NAMES.index("echo of the context")
    assert constructs("the lamp", "my lamp broke")[place] > constructs("the lamp", "my chair broke")[place] == 0


@pytest.mark.parametrize(("one", "other"), [("He lost his key.", "She lost her key."), ("I saw him.", "I saw her.")])
def test_nobodys_pronoun_counts(one, other):
    assert neutral(one) == neutral(other)
    first, second = (blocks_of([text]) for text in (one, other))
    assert np.array_equal(first["answer"], second["answer"])
    assert np.array_equal(first["word"].ids, second["word"].ids)


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_texts_have_finite_blocks(text):
    blocks = blocks_of([text], [text])
    assert {size_of(block) for block in blocks.values()} == {1}
    assert all(np.isfinite(block.values if hasattr(block, "values") else block).all() for block in blocks.values())


def test_blocks_of_nothing_are_empty():
    assert {size_of(block) for block in blocks_of([], []).values()} == {0}


def test_as_many_contexts_as_texts_are_needed():
    with pytest.raises(ValueError, match="2 texts and 1 contexts"):
        blocks_of(["one", "two"], ["three"])


@given(st.lists(st.text(max_size=40), max_size=5), st.randoms())
def test_terms_of_chosen_rows_are_those_of_the_chosen_texts(texts, random):
    rows = [random.randrange(len(texts)) for _ in texts]
    for terms in (word_terms, letter_terms):
        chosen, direct = terms(texts).take(np.array(rows, dtype=int)), terms([texts[row] for row in rows])
        assert all(np.array_equal(one, other) for one, other in zip(chosen, direct, strict=True))


def test_chosen_rows_of_blocks_keep_their_order():
    blocks = blocks_of(["one lamp", "two lamps. really?", "no"])
    swapped = take(blocks, np.array([2, 0]))
    alone = blocks_of(["no"])
    assert all(
        np.allclose(swapped[name][0], alone[name][0], atol=1e-5) for name in ("construct", "answer", "sentences")
    )
