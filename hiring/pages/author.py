"""HR's way: read scenarios with rubric and key, and meet them as a candidate does."""

from http import HTTPStatus

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from hiring.access import signed_in_user, staff_only
from hiring.actions import publishing, validation, values
from hiring.errors import Invalid, Missing
from hiring.languages import LANGUAGES
from hiring.pages.forms.author import ValuesForm
from hiring.pages.forms.candidate import JudgingForm, WritingForm
from scenarios.checks import check
from scenarios.scenario import FAMILIES
from scenarios.tasks import tasks_of
from scenarios.traits import definitions, evidence_kinds
from scenarios.translations import states
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
        translations=[(LANGUAGES.get(each.locale, each.locale), each.is_current) for each in states(version.scenario)],
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
