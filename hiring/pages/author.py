"""HR's way: read scenarios with rubric and key, and meet them as a candidate does."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from hiring.access import may_anywhere, signed_in_user, staff_only
from hiring.actions import publishing, translations, validation, values
from hiring.errors import Invalid, Missing
from hiring.models import ScenarioVersion
from hiring.pages.forms.author import TranslationForm, ValuesForm
from hiring.pages.forms.candidate import JudgingForm, WritingForm
from hiring.pages.passages import unwrapped
from scenarios.checks import check
from scenarios.scenario import FAMILIES
from scenarios.tasks import tasks_of
from scenarios.traits import definitions, evidence_kinds
from scenarios.translating import texts_of
from scenarios.view import candidate_view

bp = Blueprint("author", __name__)


@bp.get("/scenarios")
@staff_only("author", "auditor")
def scenarios_page() -> str:
    versions = publishing.scenario_versions()
    return render_template("author/scenarios.html", versions=versions, families=FAMILIES)


@bp.get("/scenarios/<int:version_id>")
@staff_only("author", "auditor")
def scenario_page(version_id: int) -> str:
    version = publishing.scenario_version(version_id)
    return render_template(
        "author/scenario.html",
        version=version,
        scenario=version.scenario,
        findings=check(version.scenario),
        families=FAMILIES,
        definitions=definitions(),
        kinds=evidence_kinds(),
        tasks=tasks_of([version.scenario]),
        validation=validation.validation([version]),
        translations=translations.standings(version),
        may_write=may_anywhere("author"),
    )


@bp.route("/scenarios/<int:version_id>/translation/<language>", methods=["GET", "POST"])
@staff_only("author")
def translation_page(version_id: int, language: str) -> str | tuple[str, int] | Response:
    version = publishing.scenario_version(version_id)
    if language not in translations.languages_for(version.scenario):
        raise Missing("There are no pages for candidates in this language.")
    words = {name: unwrapped(text) for name, text in translations.words_of(version, language).items()}
    form = TranslationForm.for_scenario(version.scenario)(data=words)
    if not form.validate_on_submit():
        return _render_translation(version, language, form), Invalid.status if form.errors else HTTPStatus.OK
    try:
        translations.save(version, language, form.words, actor=f"user:{signed_in_user().email}")
    except Invalid as error:
        form.form_errors.append(error.message)
        return _render_translation(version, language, form), error.status
    flash("Saved. Assessments that are published from now on have it.")
    return redirect(url_for("author.translation_page", version_id=version.id, language=language))


def _render_translation(version: ScenarioVersion, language: str, form: TranslationForm) -> str:
    standing = next(each for each in translations.standings(version) if each.language == language)
    return render_template(
        "author/translation.html",
        version=version,
        scenario=version.scenario,
        texts=texts_of(version.scenario),
        form=form,
        standing=standing,
        advice=translations.advice(version, language),
    )


@bp.get("/scenarios/<int:version_id>/preview/<key>")
@staff_only("author", "auditor")
def preview_page(version_id: int, key: str) -> str:
    version = publishing.scenario_version(version_id)
    tasks = tasks_of([version.scenario])
    task = next((task for task in tasks if task.key == key), None)
    if task is None:
        raise Missing("This scenario has no such question.")
    view = candidate_view(version.scenario, task.step, task.part, "preview")
    form = JudgingForm.for_task(view.judging)() if view.judging else WritingForm()
    if view.writing:
        form.text.label.text = view.writing.prompt
    place = tasks.index(task)
    after = tasks[place + 1] if place + 1 < len(tasks) else None
    return render_template("author/preview.html", version=version, view=view, form=form, task=task, after=after)


@bp.route("/values", methods=["GET", "POST"])
@staff_only("author")
def values_page() -> str | tuple[str, int] | Response:
    form = ValuesForm.filled(values.values())
    if not form.validate_on_submit():
        return _render_values(form), Invalid.status if form.errors else HTTPStatus.OK
    try:
        values.keep_values(form.stated, actor=f"user:{signed_in_user().email}")
    except Invalid as error:
        form.form_errors.append(error.message)
        return _render_values(form), error.status
    flash("Saved. Candidates read it before they start.")
    return redirect(url_for("author.values_page"))


def _render_values(form: ValuesForm) -> str:
    stated = values.values()
    return render_template("author/values.html", form=form, values=stated, others=values.traits_without(stated))
