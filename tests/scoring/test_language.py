"""A text in another language gets no level, whoever wrote it how well; an English one is never taken for another."""

import pytest

from scenarios.library import further_answers
from scoring.language import CODES, other_language, written_in
from scoring.rating import Answer, rate

SPANISH = (
    "No es tarde, Mara. Puedo ampliar el plazo tres días y ya anoté el motivo en 70418. ¿Qué día le viene bien?",
    "Hola, Mara: no es ninguna tontería preguntar. El mensajero recoge la lámpara gratis. La etiqueta dura 48 horas.",
    "Lo siento, el plazo terminó ayer.",
    "No, no se puede. Son 30 días y ya pasaron.",
    "hola noor, no es tarde, te puedo dar un adelanto de 300 euros si me mandas la hoja firmada antes de las 5:30",
    "ok no problema mara, mande la lampara a la tienda cuando pueda y yo hago la nota",
    "Buenas tardes. Con gusto le ayudo. Por favor envíe una foto de la hoja y esta noche recibe el adelanto.",
    "Che, quedate tranquila que lo vemos hoy mismo. Mandame la planilla que firmó Ivo y yo te aviso.",
    "Reglas son reglas. El sistema no me deja, haga un ticket en la página y espere una semana.",
    "Entiendo su preocupación por el alquiler. ¿Alcanza con 300 euros? El resto llega el martes.",
    "Ay Mara, qué pena lo del hospital, cuídese mucho y mande la lámpara cuando quiera, este mes o el que viene.",
    "Plazo ampliado tres días. Etiqueta válida 48 horas desde la impresión. Reembolso en la tarjeta anterior.",
    "Estimada Mara: he prorrogado el plazo y he registrado el motivo. Le ruego me indique qué día puede recibir al "
    "mensajero.",
    "Hi Mara, no problem. Puedo extender el plazo 3 días. The courier can collect the lamp. ¿Qué día prefiere usted?",
)
OTHERS = {
    "French": "Bonjour Mara, ne vous inquiétez pas. Je peux prolonger le délai de trois jours. Quel jour vous va ?",
    "German": "Hallo Mara, das ist kein Problem. Ich kann die Frist um drei Tage verlängern. Welcher Tag passt Ihnen?",
    "Portuguese": "Olá Mara, não é tarde. Posso estender o prazo por três dias e já anotei o motivo.",
    "Italian": "Ciao Mara, non è troppo tardi. Posso estendere il termine di tre giorni e ho annotato il motivo.",
    "Dutch": "Hallo Mara, dat is geen probleem. Ik kan de termijn met drie dagen verlengen. Welke dag komt u uit?",
    "Polish": "Dzień dobry, nie jest za późno. Mogę przedłużyć termin o trzy dni i już to zapisałam.",
    "Turkish": "Merhaba Mara, geç değil. Süreyi üç gün uzatabilirim ve nedenini yazdım. Hangi gün size uygun olur?",
}
ENGLISH = (
    "Hola Señora de la Cruz, I can add three days for you. Which day suits you?",
    "Adiós Mara, and thank you for telling me about the lamp.",
    "Um, six or seven.",
    "Dinnae be lifting a lamp just out of hospital, we'll fetch it for nothing. What day are you in?",
    "The driver, Juan Carlos de los Santos, comes from La Paz in El Alto. He will ring you.",
    "We use the word mañana here for tomorrow.",
    "Lamp. Extended. Courier free.",
    "",
)


@pytest.mark.parametrize("text", SPANISH)
def test_spanish_gets_no_level_and_a_reason_that_says_so(lamp, text):
    ratings = rate(Answer(lamp, "s1", text)).values()
    assert {rating.level for rating in ratings} == {None}
    assert all("Spanish" in rating.reason and "A person looks." in rating.reason for rating in ratings)


@pytest.mark.parametrize(("language", "text"), OTHERS.items())
def test_other_languages_in_latin_script_are_named(language, text):
    assert other_language(text) == language


@pytest.mark.parametrize("text", ENGLISH)
def test_a_name_a_greeting_or_a_dialect_is_no_other_language(text):
    assert other_language(text) == ""


@pytest.mark.parametrize(
    ("text", "asked_in", "code"),
    [
        (SPANISH[0], "en", "es"),
        (SPANISH[0], "es", "es"),
        (ENGLISH[0], "es", "en"),
        ("Perfecto, gracias.", "es", "es"),
        ("Perfecto, gracias.", "es-MX", "es"),
        ("Lamp. Courier free.", "en-GB", "en"),
        ("Sorry.", "es", "en"),
        ("", "es", "es"),
    ],
)
def test_an_answer_is_marked_by_its_own_words_and_else_as_the_question_was_asked(text, asked_in, code):
    assert written_in(text, asked_in) == code


@pytest.mark.parametrize(("language", "text"), OTHERS.items())
def test_every_language_that_is_told_has_its_code(language, text):
    assert written_in(text) == CODES[language]


def test_no_example_answer_of_the_library_is_taken_for_another_language(library):
    texts = [
        example.text
        for scenario in library.values()
        for example in (*scenario.exemplars.all(), *further_answers(scenario.id))
    ]
    assert len(texts) > 1000
    assert [text for text in texts if other_language(text)] == []
    assert [text for text in texts if written_in(text, "es") != "en"] == []
