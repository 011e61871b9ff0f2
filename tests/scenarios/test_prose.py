import pytest

from scenarios.prose import phrases_in, reading_grade, syllables, words

SYLLABLES = {
    1: "cat late phone asked used rule rules time closed the be loved hours changed",
    2: "table people wanted boxes noticed handles handled opened changes doctor's watches begin kitchen needed",
    3: "family bakery's customer delivered Saturday telecom officer remembered",
    4: "delivery certificate executor information",
    5: "electricity university",
}


@pytest.mark.parametrize(("count", "word"), [(count, word) for count, row in SYLLABLES.items() for word in row.split()])
def test_syllables_are_counted_as_they_are_spoken(count, word):
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("", 0.0),
        ("... !", 0.0),
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 1 - 15.59),
        ("The cat sat. The dog ran.", 0.39 * 3 + 11.8 * 1 - 15.59),
        ("Noor wanted delivery", 0.39 * 3 + 11.8 * 7 / 3 - 15.59),
    ],
)
def test_the_grade_follows_the_published_formula(text, grade):
    assert reading_grade(text) == pytest.approx(grade)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one", 1),
        ("It's a well-known shop.", 4),
        ("order 512, at 11.30", 5),
        ("Grüße – 你好", 2),
        ("_ - '", 0),
    ],
)
def test_words_are_counted(text, count):
    assert len(words(text)) == count


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is a Piece of cake.", ["piece of cake"]),
        ("a piece-of-cake job", ["piece of cake"]),
        ("a piece of the cake", []),
        ("lamely said", []),
        ("That is lame!", ["lame"]),
    ],
)
def test_phrases_are_found_as_whole_words_only(text, found):
    assert phrases_in(text, ("piece of cake", "lame")) == found
