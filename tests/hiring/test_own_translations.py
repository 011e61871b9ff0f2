"""An employer translates its own scenario: on a page, for one version, frozen with the assessments published after."""

import re
import shutil

import pytest
from sqlalchemy import func, select

from hiring.actions import invitations, openings, publishing, translations
from hiring.actions.invitations import Line
from hiring.db import db
from hiring.errors import Invalid
from hiring.models import Event, OwnTranslation
from tests.support.cast import SENDER
from tests.support.samples import SAMPLE
from tests.support.visits import anybody, seated, signed_in

WORDS = {
    "title": "El pastel del sábado",
    "stem": "Usted contesta los chats de una pastelería. Noor escribe sobre el pedido 512: lo quería el sábado y dice "
    "que será el domingo. El día se puede cambiar hasta 24 horas antes.",
    "standard": "El día de un pedido se puede cambiar hasta 24 horas antes.",
    "authority": "Puede ofrecer la entrega gratis una vez si el error fue de la pastelería.",
    "never_1": "no se devuelve dinero en efectivo",
    "never_2": "no se cambia la receta",
    "s1_prompt": "Escriba la respuesta que enviaría a Noor.",
    "s1_option_a": "Pasé el 512 al sábado a las diez. ¿Se lo llevamos gratis?",
    "s1_option_b": "Puedo cambiar el 512 al sábado a las diez.",
    "s1_option_c": "Qué fastidio, Noor. Me encanta el limón y seguro que al final todo sale bien, no se preocupe.",
    "s1_option_d": "¿Podría pedirlo otra vez? El 512 se cancela el viernes a las 10.",
    "s1_option_e": "Nuestro sistema no se equivoca de día.",
    "s2_turn": "Noor escribe: el salón está en Mill Road y no tengo coche.",
    "s2_prompt": "Escriba su siguiente respuesta.",
    "s2_option_a": "Lo llevamos a Mill Road a las once y media, gratis.",
    "s2_option_b": "Aguanta dos horas fuera de la nevera.",
    "s2_option_c": "No pasa nada, los pasteles pueden estar en cualquier sitio el tiempo que usted quiera.",
    "s2_option_d": "Tendría que buscar a alguien con coche.",
}


@pytest.fixture
def migrated_url(migrated_sqlite, tmp_path):
    """One kind of database is enough here: no statement is its own."""
    shutil.copyfile(migrated_sqlite, tmp_path / "hiring.db")
    return f"sqlite:///{tmp_path / 'hiring.db'}"


@pytest.fixture
def version(cast):
    return cast.assessment.versions[0]


@pytest.fixture
def page(version):
    return f"/scenarios/{version.id}/translation/es"


@pytest.fixture
def author(app, cast):
    return signed_in(app, cast.staff_with("author", in_opening=False))


def kept():
    db.session.rollback()
    return db.session.scalar(select(func.count(OwnTranslation.id)))


def filled(text):
    return set(re.findall(r'lang="es">\n([^<]+)</textarea>', text))


def test_an_author_translates_beside_the_original_and_reads_it_again(cast, author, page, version):
    empty = author.get(page).text
    assert 'id="stem-original"' in empty and "no change to the recipe" in empty and filled(empty) == set()
    assert author.post(page, WORDS, seen_on=page).location == page
    again = author.get(page).text
    assert "Saved." in again and "your own, of this version" in again and "Advice from the checks" not in again
    assert filled(again) == set(WORDS.values())
    assert page in author.get(f"/scenarios/{version.id}").text
    assert author.post(page, WORDS, seen_on=page).location == page and kept() == 1
    event = db.session.scalars(select(Event).where(Event.verb == "translate")).one()
    assert (event.subject, event.details) == ("scenario:B01/1", {"language": "es"})


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": " "}, "Title: write it in the other language."),
        ({"s1_option_c": ""}, "Reply c, step 1: write it in the other language."),
        ({"title": "x" * 121}, "Title: at most 120 characters."),
        ({"stem": "You answer chats for a bakery, and Noor writes to you about it."}, "does not read as Spanish"),
    ],
)
def test_what_is_missing_too_long_or_english_is_refused_and_stays_in_the_form(author, page, changed, told):
    answer = author.post(page, WORDS | changed, seen_on="/scenarios")
    assert answer.status_code == 422 and told in answer.text and "<title>Error: " in answer.text
    assert WORDS["s2_prompt"] in answer.text and kept() == 0


def test_the_rules_give_advice_on_a_translation(author, page):
    author.post(page, WORDS | {"standard": "Hasta 48 horas antes se puede cambiar el día."}, seen_on=page)
    assert "process: does not hold the same figures as the original" in author.get(page).text


def test_only_languages_that_there_are_pages_in_can_be_written(author, version):
    for language in ("en", "de", "xx", "%3Cscript%3E"):
        assert author.get(f"/scenarios/{version.id}/translation/{language}").status_code == 404


def opened(cast, title):
    """A new opening with the scenario as it stands now; gives its assessment and a link."""
    assessment = publishing.publish_assessment(title, cast.assessment.versions)
    opening = openings.create_opening(title, assessment.id, cast.alice)
    return assessment, invitations.invite(opening.id, [Line(1, "Carmen", f"{title}@example.org")], SENDER)


def test_candidates_of_what_is_published_after_read_it_and_those_before_do_not(app, cast, version):
    before = cast.assessment
    translations.save(version, "es", WORDS, actor="test")
    after, tokens = opened(cast, "after")
    assert (before.languages, after.languages) == (("en",), ("en", "es"))
    assert opened(cast, "again")[0].id == after.id != before.id
    (token,) = tokens.values()
    assert "Español" in anybody(app).get(f"/invitation/{token}").text
    visitor = seated(app, token)
    visitor.get("/sit?language=es")
    told = visitor.get("/sit/answer/B01.s1.open").text
    assert WORDS["stem"] in told and WORDS["never_2"][1:] in told and "You answer chats" not in told
    visitor = seated(app, cast.invite())
    visitor.get("/sit?language=es")
    assert "You answer chats" in visitor.get("/sit/answer/B01.s1.open").text


def test_a_published_assessment_keeps_the_words_it_was_published_with(cast, version):
    translations.save(version, "es", WORDS, actor="test")
    first, _ = opened(cast, "first")
    translations.save(version, "es", WORDS | {"title": "El pastel, otra vez"}, actor="test")
    second, _ = opened(cast, "second")
    titles = [each.in_other_languages["B01"]["es"].title for each in (first, second)]
    assert titles == ["El pastel del sábado", "El pastel, otra vez"]


def test_a_newer_version_shows_nobody_the_words_for_the_older_until_they_are_saved_for_it(cast, author, version):
    translations.save(version, "es", WORDS, actor="test")
    newer = publishing.publish_scenario(SAMPLE.replace("version: 1", "version: 2", 1), "sample.yaml")
    assert publishing.publish_assessment("Newer", [newer]).languages == ("en",)
    assert "stale, of version 1, so shown to nobody with this one" in author.get(f"/scenarios/{newer.id}").text
    page = f"/scenarios/{newer.id}/translation/es"
    shown = author.get(page).text
    assert filled(shown) == set(WORDS.values()) and "These are the words for another version" in shown
    author.post(page, WORDS, seen_on=page)
    assert [each.kind for each in translations.standings(newer)] == ["own"]
    assert publishing.publish_assessment("Newer", [newer]).languages == ("en", "es")


def test_the_action_refuses_what_the_page_would(version):
    with pytest.raises(Invalid, match="does not read as Spanish"):
        translations.save(version, "es", WORDS | {"stem": "This is the same story for all of you."}, actor="test")
