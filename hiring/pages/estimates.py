"""How an opening's scores are made: what people are held against, and who moved whenever that changed."""

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from hiring.access import in_opening, may_here, signed_in_user
from hiring.actions import rescorings
from hiring.actions.runs import difficulties_of, scale_of
from hiring.models import Opening
from hiring.pages.forms.recruiter import RescoreForm
from hiring.pages.waking import wake_worker

bp = Blueprint("estimates", __name__)


@bp.get("/openings/<int:opening_id>/scores")
@in_opening("recruiter", "admin", "auditor")
def scores_page(opening: Opening) -> str:
    return _render(opening, RescoreForm())


@bp.post("/openings/<int:opening_id>/scores")
@in_opening("recruiter", "admin")
def rescore(opening: Opening) -> str | tuple[str, int] | Response:
    form = RescoreForm()
    if not form.validate():
        return _render(opening, form), 422
    rescorings.ask(opening.id, actor=f"user:{signed_in_user().email}", why=form.why.data or "")
    wake_worker()
    flash("The scores are being estimated anew. What stands now stands until that is done.")
    return redirect(url_for("estimates.scores_page", opening_id=opening.id))


def _render(opening: Opening, form: RescoreForm) -> str:
    believed = rescorings.held_against(opening.id)
    return render_template(
        "recruiter/scores.html",
        opening=opening,
        form=form,
        scale=scale_of(believed),
        difficulties=difficulties_of(believed, opening.assessment.scenarios),
        history=rescorings.history(opening.id),
        may_ask=may_here(opening.id, "recruiter"),
    )
