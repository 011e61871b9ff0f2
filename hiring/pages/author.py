"""HR's way: read scenarios with rubric and key, and meet them as a candidate does."""

from flask import Blueprint, render_template

from hiring.access import staff_only
from hiring.actions import publishing, validation
from hiring.errors import Missing
from hiring.languages import LANGUAGES
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
