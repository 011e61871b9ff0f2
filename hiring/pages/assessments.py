"""HR's way to an assessment: what is published, and a new one put together for a job."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from hiring.access import may_anywhere, signed_in_user, staff_only
from hiring.actions import assembling, publishing
from hiring.actions.assembling import Proposal
from hiring.errors import Invalid
from hiring.pages.forms.author import AssembleForm, PublishForm
from scenarios.scenario import FAMILIES
from scoring.assembly.demands import CannotAssemble

bp = Blueprint("assessments", __name__)


@bp.get("/assessments")
@staff_only("author", "auditor")
def assessments_page() -> str:
    return render_template(
        "author/assessments.html", assessments=publishing.assessments(), can_make=may_anywhere("author")
    )


@bp.route("/assessments/new", methods=["GET", "POST"])
@staff_only("author")
def assemble_page() -> str | tuple[str, int] | Response:
    """The address holds what is asked for, so what is shown can be reloaded and sent to a colleague."""
    form, title = _asked(), PublishForm()
    if not request.args:
        return _render(form)
    if not form.validate():
        return _render(form), Invalid.status
    try:
        proposal = assembling.propose(form.wanted)
    except CannotAssemble as refusal:
        return _render(form, refusal=refusal), Invalid.status
    if title.validate_on_submit():
        return _published(proposal, title)
    title.shown.data = proposal.mark
    return _render(form, proposal=proposal, publishing=title), Invalid.status if title.errors else HTTPStatus.OK


def _published(proposal: Proposal, form: PublishForm) -> Response:
    title, actor = form.title.data or "", f"user:{signed_in_user().email}"
    made = assembling.publish(proposal, title, shown=form.shown.data or "", actor=actor)
    told = "Published" if made.title == title else "The same situations were published before"
    flash(f"{told}: {made.title}. Openings can use it.")
    return redirect(url_for("assessments.assessments_page"))


def _asked() -> AssembleForm:
    """The form as the address fills it; without anything in it, as it begins."""
    form = AssembleForm(request.args or None)
    published = [SelectChoice(value=str(each.id), label=each.title) for each in publishing.assessments()]
    form.parallel.choices = [SelectChoice(value="", label="Nobody else"), *published]
    return form


def _render(form: AssembleForm, **found: Any) -> str:
    return render_template("author/assemble.html", form=form, families=FAMILIES, **found)
