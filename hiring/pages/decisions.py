"""What people settle before they decide on anybody: weights from a job analysis, a cut score."""

import math

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from hiring.access import in_opening, may_here, signed_in_user
from hiring.actions import cut_scores, job_analysis, pools, prompts, shortlists
from hiring.errors import Invalid
from hiring.models import Opening
from hiring.pages.forms.decisions import CutForm, NeedsForm, ReasonForm, ScriptForm
from scenarios.traits import Trait, definitions

bp = Blueprint("decisions", __name__)

READERS = ("admin", "recruiter", "auditor")


@bp.get("/openings/<int:opening_id>/weights")
@in_opening(*READERS)
def weights_page(opening: Opening) -> str:
    return _weights(opening, None, ReasonForm())


@bp.post("/openings/<int:opening_id>/weights")
@in_opening("recruiter", "admin")
def say_needs(opening: Opening) -> str | tuple[str, int] | Response:
    form = NeedsForm.for_traits()()
    if not form.validate():
        return _weights(opening, form, ReasonForm()), 422
    job_analysis.say(opening.id, form.needs(), actor=signed_in_user())
    flash("What you said is kept.")
    return redirect(url_for("decisions.weights_page", opening_id=opening.id))


@bp.post("/openings/<int:opening_id>/weights/use")
@in_opening("recruiter", "admin")
def use_weights(opening: Opening) -> str | tuple[str, int] | Response:
    form = ReasonForm()
    if not form.validate():
        return _weights(opening, None, form), 422
    job_analysis.use(opening.id, actor=signed_in_user(), why=form.why.data or "")
    flash("The shortlist follows the new weights from now on.")
    return redirect(url_for("decisions.weights_page", opening_id=opening.id))


@bp.get("/openings/<int:opening_id>/cut")
@in_opening(*READERS)
def cut_page(opening: Opening) -> str:
    return _cut(opening, None)


@bp.post("/openings/<int:opening_id>/cut")
@in_opening("recruiter", "admin")
def judge_cut(opening: Opening) -> str | tuple[str, int] | Response:
    form = CutForm.for_scenarios(opening.assessment.scenarios)()
    if not form.validate():
        return _cut(opening, form), 422
    cut_scores.judge(opening.id, form.levels(), actor=signed_in_user())
    flash("What you said is kept.")
    return redirect(url_for("decisions.cut_page", opening_id=opening.id))


@bp.post("/openings/<int:opening_id>/people/<code>/script")
@in_opening("recruiter", "admin")
def read_script(opening: Opening, code: str) -> Response:
    asked = prompts.situations(shortlists.person(opening.id, code))
    form = ScriptForm.for_scenarios(asked)()
    if not form.validate():
        raise Invalid("Choose yes or no for each situation that you have read.")
    prompts.read_script(opening.id, code, form.left(), actor=signed_in_user())
    flash("What you read is kept.")
    return redirect(url_for("recruiter.person_page", opening_id=opening.id, code=code))


def _cut(opening: Opening, form: CutForm | None) -> str:
    found, scenarios = cut_scores.judged(opening.id), opening.assessment.scenarios
    own, may_say = found.said.get(signed_in_user().email), may_here(opening.id, "recruiter")
    return render_template(
        "recruiter/cut.html",
        opening=opening,
        judged=found,
        shown=bool(found.said) and (own is not None or not may_say),
        own=own,
        form=form or CutForm.for_scenarios(scenarios)(data=CutForm.kept(own or {})),
        scenarios=scenarios,
        may_say=may_say,
    )


def _weights(opening: Opening, form: NeedsForm | None, reason: ReasonForm) -> str:
    analysis, mine = job_analysis.analysis(opening.id), signed_in_user().email
    own = analysis.said.get(mine)
    weights = pools.weights_from(pools.pool_of(opening.id).weights)
    shown = analysis.found if own or not may_here(opening.id, "recruiter") else None
    usable = shown.weights if shown and analysis.is_enough else None
    return render_template(
        "recruiter/weights.html",
        opening=opening,
        analysis=analysis,
        shown=shown,
        own=own,
        form=form or NeedsForm.for_traits()(data=NeedsForm.kept(own or {})),
        reason=reason,
        traits=tuple(Trait),
        definitions=definitions(),
        weights=weights,
        is_used=usable is not None and all(math.isclose(usable[trait], weights[trait]) for trait in Trait),
        switch=job_analysis.switch(opening.id, weights, usable) if usable else None,
        changes=job_analysis.sensitivity(opening.id, weights),
        may_say=may_here(opening.id, "recruiter"),
    )
