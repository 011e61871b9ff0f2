"""A candidate's way in Spanish: chosen by a link, kept in the session, honest about what is in English."""

import re
import shutil

import pytest
from babel.messages.pofile import read_po
from sqlalchemy import select, update

from hiring.actions import invitations, openings, publishing, scoring, shortlists, sittings
from hiring.actions.invitations import Line
from hiring.db import db
from hiring.errors import Invalid
from hiring.languages import LANGUAGES
from hiring.models import Mail, Membership, Response, Score, Sitting, User
from scenarios.library import shipped, shipped_translations
from tests.hiring.test_candidate_pages import hidden
from tests.support.cast import REPLY as ENGLISH_TO_NOOR
from tests.support.cast import SENDER, choices_near_key
from tests.support.samples import SAMPLE
from tests.support.visits import Visitor, anybody, signed_in
from tests.whole.test_languages import CATALOGUES, spoken

REPLY = "No es tarde, Mara. Puedo ampliar el plazo tres días y ya anoté el motivo. ¿Qué día le conviene?"
ENGLISH_REPLY = (
    "Not too late, Mara. I added three days and noted why. Which day suits you for the free pick-up of the lamp?"
)


@pytest.fixture
def migrated_url(migrated_sqlite, tmp_path):
    """Languages are no matter of the database, so one kind is enough."""
    shutil.copyfile(migrated_sqlite, tmp_path / "hiring.db")
    return f"sqlite:///{tmp_path / 'hiring.db'}"


@pytest.fixture
def opening(cast):
    """Two situations: one that is there in Spanish, one that is not."""
    texts = [(dict(shipped())["S05.yaml"], "S05.yaml"), (SAMPLE, "sample.yaml")]
    versions = [publishing.publish_scenario(*each) for each in texts]
    assessment = publishing.publish_assessment("In two languages", versions)
    return openings.create_opening("Lamps and cakes", assessment.id, cast.alice)


def invited(opening, email="carmen@example.org"):
    return invitations.invite(opening.id, [Line(1, "Carmen", email)], SENDER)[email]


def reader(app, wish="es-MX,es;q=0.9,en;q=0.5") -> Visitor:
    visitor = anybody(app)
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = wish
    return visitor


def come_in(visitor, token):
    path = f"/invitation/{token}"
    assert visitor.post(path, seen_on=path).status_code == 302
    return visitor


def language_of(page) -> str:
    return re.search(r'<html lang="(\w+)"', page.text)[1]


def english_of(language="es") -> list[re.Pattern]:
    """Every text of the catalogue as a pattern, where its translation reads otherwise."""
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as opened:
        pairs = [(m.id, m.string) if isinstance(m.id, str) else (m.id[0], m.string[0]) for m in read_po(opened) if m.id]
    texts = [key for key, string in pairs if key != string and re.sub(r"%\(\w+\)s", "", key).strip(" ,.")]
    return [re.compile(re.sub(r"%\\\(\w+\\\)s|\\\{\w+\\\}", ".+", re.escape(text))) for text in texts]


def answers(course, reply):
    for task in course.tasks:
        asked = course.step(task).closed if task.part == "closed" else None
        judged = {f"choice_{name}": value for name, value in choices_near_key(asked).items()} if asked else {}
        yield task, {"text": reply, **judged}


def walk(visitor, course, token):
    """Every page that a candidate can come to, in order."""
    yield visitor.get(f"/invitation/{token}")
    come_in(visitor, token)
    for path in ("/sit", "/sit/about", "/sit/practice"):
        yield visitor.get(path)
    yield visitor.post("/sit/practice", {"text": "Petar", "choice_a": "3"})
    for task, fields in answers(course, REPLY):
        path = f"/sit/answer/{task.key}"
        yield visitor.get(path)
        yield visitor.post(path, hidden(visitor.get(path)) | {"text": "x"}, seen_on=path)
        assert visitor.post(path, hidden(visitor.get(path)) | fields, seen_on=path).status_code == 302
        yield visitor.get(path)
    yield visitor.get("/sit/check")
    visitor.post("/sit/submit")
    yield visitor.get("/sit/receipt")
    yield visitor.get("/sit/development")
    yield visitor.post("/sit/leave")


def test_no_page_of_the_way_says_anything_in_english_that_is_translated(app, opening):
    course = sittings.course(opening.assessment.content_hash)
    pages = list(walk(reader(app), course, invited(opening)))
    patterns = english_of()
    left = {text for page in pages for text in spoken(page.text) for each in patterns if each.fullmatch(text)}
    assert len(pages) > 15
    assert left == set()
    assert {language_of(page) for page in pages} == {"es"}
    assert "Treinta y un días" in pages[5].text


def test_the_walk_would_find_english(app, opening):
    patterns = english_of()
    page = anybody(app).get(f"/invitation/{invited(opening)}")
    found = [text for text in spoken(page.text) if any(each.fullmatch(text) for each in patterns)]
    assert len(found) > 4


def test_a_situation_that_is_not_translated_is_marked_as_english_and_says_so(app, opening):
    visitor = come_in(reader(app), invited(opening))
    translated = visitor.get("/sit/answer/S05.s1.open").text
    english = visitor.get("/sit/answer/B01.s1.open").text
    assert ("solo en inglés" in translated, "solo en inglés" in english) == (False, True)
    assert (
        '<blockquote class="govuk-body bubble" lang="es">' in translated,
        '<h1 class="govuk-heading-l" lang="en">' in english,
    ) == (True, True)
    assert "1 situación está solo en inglés" in visitor.get("/sit").text


def test_the_feedback_after_practice_is_in_the_language_of_the_page(app, opening):
    visitor = come_in(reader(app), invited(opening))
    page = visitor.post("/sit/practice", {"text": "Perfecto.", "choice_a": "3"}, seen_on="/sit/practice").text
    assert 'lang="es"><li>La clienta es Irina</li>' in page and "Perdón, Irina, tiene que decir Petar" in page
    assert 'lang="en"' not in page.partition("<main")[2]


def test_a_language_is_chosen_by_a_link_and_stays(app, opening):
    visitor, token = reader(app, "en"), invited(opening)
    assert 'href="?language=es" lang="es" hreflang="es">Español' in visitor.get(f"/invitation/{token}").text
    assert language_of(visitor.get(f"/invitation/{token}?language=es")) == "es"
    come_in(visitor, token)
    assert [language_of(visitor.get(path)) for path in ("/sit", "/sit/about", "/sit/check")] == ["es"] * 3
    assert language_of(visitor.get("/sit?language=en")) == "en"
    assert language_of(visitor.get("/sit/check")) == "en"


def test_whoever_wishes_for_nothing_that_is_there_reads_english(app, opening):
    path = f"/invitation/{invited(opening)}?language=<script>"
    for wish in ("", "de", "xx", "*", "en-GB,es;q=0.4", "es;q=0", '"><script>'):
        page = reader(app, wish).get(path)
        assert (wish, page.status_code, language_of(page)) == (wish, 200, "en")


def test_an_assessment_without_translation_is_offered_in_its_own_language_only(app, cast):
    visitor, token = reader(app), cast.invite()
    page = visitor.get(f"/invitation/{token}?language=es")
    assert (language_of(page), "Español" in page.text) == ("en", False)
    assert language_of(come_in(visitor, token).get("/sit")) == "en"


def test_pages_of_staff_stay_in_english(app, cast):
    visitor = signed_in(app, cast.alice)
    visitor.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "es"
    assert {
        language_of(visitor.get(path)) for path in ("/openings", "/account", "/nothing-here", "/sign-in/wrong")
    } == {"en"}


def test_refusals_are_in_the_language_of_the_browser(app):
    told = {
        "/": "abra el enlace personal",
        "/nothing-here": "No hay nada en esta dirección",
        "/invitation/wrong": "No conocemos este enlace",
        "/sit": "Abra el enlace que le enviamos",
    }
    for path, words in told.items():
        page = reader(app).get(path)
        assert (path, language_of(page), words in page.text) == (path, "es", True)


def test_what_the_autosave_is_told_is_spanish(app, opening):
    visitor = come_in(reader(app), invited(opening))
    told = visitor.save(
        "/sit/save", {"task": "S05.s1.open", "key": "key-number-1", "revision": 0, "text": "x" * 20_000}
    )
    assert told.json["message"] == (
        "Su respuesta tiene 20.000 caracteres; se pueden guardar 10.000 como máximo. No se cambió nada."
    )


def test_the_invitation_is_in_every_language_of_the_assessment(opening, cast):
    token = invited(opening)
    mail = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
    assert mail.subject == "Your situations for Lamps and cakes / Sus situaciones para Lamps and cakes"
    assert mail.body.count(f"/invitation/{token}\n") == len(LANGUAGES)
    assert "Hello Carmen,\n" in mail.body
    assert re.search(r"\nHola, Carmen:\n(.|\n)*hasta el \d+ de [a-z]+ de 20\d\d, \d\d:\d\d UTC\.", mail.body)
    cast.invite()
    assert "Hola" not in db.session.scalars(select(Mail).order_by(Mail.id.desc())).first().body


def rated(app, opening, email, reply):
    """The ratings of somebody who judged as the authors did, by task and trait."""
    link_id, sitting = sittings.start(invited(opening, email))
    course = sittings.course(opening.assessment.content_hash)
    for task, fields in answers(course, reply):
        choices = {name.removeprefix("choice_"): value for name, value in fields.items() if name != "text"}
        own = {"choices": choices} if task.part == "closed" else {"text": fields["text"]}
        sittings.answer(
            link_id,
            course,
            sittings.Given(task, f"{email[:4]}-{task.key}"[:60].replace(".", "-"), 0, **own),
            lock=task.part == "open",
        )
    sittings.finish(sitting.id)
    scoring.score(sitting.id)
    rows = db.session.scalars(select(Score).where(Score.sitting_id == sitting.id)).one().ratings
    return {(row.task, row.trait): row for row in rows}


def test_what_is_written_in_spanish_waits_for_a_person_and_what_is_judged_counts_as_usual(app, opening):
    spanish = rated(app, opening, "carmen@example.org", REPLY)
    english = rated(app, opening, "emma@example.org", ENGLISH_REPLY)
    assert set(spanish) == set(english)
    written = [row for (task, _), row in spanish.items() if task.endswith("open")]
    assert written
    assert all(row.level is None and "Spanish" in row.reason and "A person looks." in row.reason for row in written)
    judged = {key: (row.level, row.error) for key, row in spanish.items() if key[0].endswith("closed")}
    assert judged == {key: (english[key].level, english[key].error) for key in judged}
    assert any(level is not None for level, _ in judged.values())


def submitted(app, opening, texts) -> str:
    """The page that recruiters read of somebody who reads Spanish and wrote these texts, and nothing else."""
    visitor = come_in(reader(app), invited(opening))
    for key, text in texts.items():
        path = f"/sit/answer/{key}"
        visitor.post(path, hidden(visitor.get(path)) | {"text": text}, seen_on=path)
    visitor.post("/sit/submit")
    sitting_id = db.session.scalar(select(Sitting.id))
    scoring.score(sitting_id)
    (row,) = shortlists.shortlist(opening.id).rows
    return signed_in(app, opening_recruiter(opening)).get(f"/openings/{opening.id}/people/{row.code}").text


def opening_recruiter(opening):
    return db.session.scalar(select(User).join(Membership).where(Membership.opening_id == opening.id))


def test_recruiters_hear_spanish_as_spanish_and_read_that_it_is(app, opening):
    page = submitted(app, opening, {"S05.s1.open": REPLY, "B01.s1.open": ENGLISH_TO_NOOR})
    assert re.findall(r'bubble--own" lang="(\w+)">(\w+)', page) == [("es", "No"), ("en", "Hello")]
    assert page.count("Written in Spanish:") == 1
    assert set(re.findall(r'evidence__text" lang="(\w+)"', page)) == {"en"}


def test_what_cannot_be_told_is_in_the_language_in_which_the_situation_was_shown(app, opening):
    page = submitted(app, opening, {"S05.s1.open": "Perfecto, gracias.", "B01.s1.open": "Perfecto, gracias."})
    assert re.findall(r'bubble--own" lang="(\w+)">', page) == ["es", "en"]
    shown = db.session.execute(select(Response.task, Response.shown_in)).all()
    assert dict(map(tuple, shown)) == {"S05.s1.open": "es", "B01.s1.open": "en"}


def test_an_answer_from_before_that_was_kept_is_in_the_language_of_its_situation(app, opening):
    submitted(app, opening, {"S05.s1.open": "Perfecto, gracias."})
    db.session.execute(update(Response).values(shown_in=None))
    (row,) = shortlists.shortlist(opening.id).rows
    assert [each.lang for each in shortlists.person(opening.id, row.code).answers if each.text] == ["en"]


def test_candidates_hear_their_own_words_in_the_language_they_wrote_in(app, opening):
    visitor = come_in(reader(app), invited(opening))
    path = "/sit/answer/S05.s1.open"
    visitor.post(path, hidden(visitor.get(path)) | {"text": ENGLISH_REPLY}, seen_on=path)
    for page in (path, "/sit/answer/S05.s1.closed", "/sit/check"):
        assert re.findall(r'(?:bubble--own|other-text)" lang="(\w+)">Not too', visitor.get(page).text) == ["en"]


def test_publishing_refuses_a_stale_translation_and_says_what_to_do():
    text = dict(shipped_translations())["S05.es.yaml"]
    publishing.require_fit(text, "S05.es.yaml")
    stale = re.sub(r'content_hash: "\w{8}', 'content_hash: "00000000', text)
    with pytest.raises(Invalid, match=r"S05\.es\.yaml:3: stale: S05 has changed: .*hiring translations --confirm FILE"):
        publishing.require_fit(stale, "S05.es.yaml")
