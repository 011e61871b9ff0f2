"""The candidate's way in Spanish, on a phone whose browser asks for it."""

from playwright.sync_api import expect

from tests.journeys.steps import box, fill_in, press, status

REPLY = "No es tarde. Lo reviso ahora mismo y le escribo hoy con lo que acordamos."
BOTH = ["S05.s1.open", "S05.s1.closed", "S02.s1.open"]  # in Spanish, and one that is not translated


def test_the_whole_way_in_spanish(desk, visitor):
    visit = visitor(locale="es-MX", viewport={"width": 375, "height": 740})
    page = visit.page
    visit.open(desk.invite("Carmen"))
    visit.press("Ir a mis situaciones")
    visit.stop("notice")
    page.get_by_role("link", name="Probar una situación de práctica").or_(
        page.get_by_role("button", name="Probar una situación de práctica")
    ).click()
    page.locator("textarea").fill("¿Petar, con A?")
    press(page, "Ver los comentarios")
    visit.stop("feedback")
    page.get_by_role("button", name="Empezar").click()
    while "/sit/answer/" in page.url:
        task = page.url.rpartition("/")[2]
        write_and_wait(page) if task == BOTH[0] else fill_in(page, REPLY)
        visit.stop(task) if task in BOTH else None
        press(page, "Guardar y continuar")
    visit.stop("check")
    press(page, "Enviar mis respuestas")
    expect(page.get_by_role("heading", name="Recibimos sus respuestas")).to_be_visible()
    visit.stop("receipt")
    page.get_by_role("link", name="lea qué podría practicar").click()
    expect(page.get_by_role("heading", name="Qué podría practicar")).to_be_visible()
    visit.stop("development")
    assert page.locator("html").get_attribute("lang") == "es"
    assert (visit.found, visit.wide, visit.facts_after_box, visit.watch.said) == ([], [], [], [])
    assert set(BOTH) < set(visit.stops)


def write_and_wait(page) -> None:
    """What the scripts say is Spanish too."""
    expect(page.get_by_role("heading", name="Treinta y un días")).to_be_visible()
    box(page).fill(REPLY)
    expect(status(page)).to_contain_text("Guardado a las", timeout=8000)
    expect(page.locator("[data-words-for]")).to_contain_text("Lleva 15 palabras.")
