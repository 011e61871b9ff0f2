"""The recruiter's way: openings, invitations, shortlist, a person with their evidence."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from hiring.access import in_opening, may_anywhere, may_here, signed_in_user, staff_only
from hiring.actions import (
    cut_scores,
    development,
    everyone,
    invitations,
    openings,
    prompts,
    publishing,
    shortlists,
    standings,
)
from hiring.actions.invitations import Sender
from hiring.actions.listing import PAGE, Asked, read_weights
from hiring.actions.shortlists import AnswerView, Row, Shortlist
from hiring.errors import Invalid
from hiring.models import Opening
from hiring.pages.forms.candidate import SafeForm
from hiring.pages.forms.decisions import ScriptForm
from hiring.pages.forms.recruiter import InviteForm, OpeningForm, UnblindForm
from hiring.pages.waking import wake_worker
from hiring.settings import Settings
from scenarios.scenario import FAMILIES, Scenario
from scenarios.traits import LOUD, QUIET, Trait
from scoring.cut_scores import against

bp = Blueprint("recruiter", __name__)

READERS = ("admin", "recruiter", "auditor")
MOST_OF_ALL = 100
ABOUT_EVERYONE = (
    f"At most {MOST_OF_ALL} people with the highest composites; whoever is missing may be as good as the last of them. "
    "Mean and variance are in levels. People who met different situations are compared as if those were equally hard."
)


@bp.get("/openings")
@staff_only("recruiter", "rater", "auditor")
def openings_page() -> str:
    mine = openings.openings_of(signed_in_user())
    counted = [(each, openings.counts(each.id)) for each in mine]
    return render_template("recruiter/openings.html", openings=counted, can_open=may_anywhere("recruiter"))


@bp.route("/openings/new", methods=["GET", "POST"])
@staff_only("recruiter")
def new_opening() -> str | Response:
    form = OpeningForm()
    form.assessment.choices = [SelectChoice(value=each.id, label=each.title) for each in publishing.assessments()]
    if not form.validate_on_submit():
        return render_template("recruiter/new_opening.html", form=form)
    opening = openings.create_opening(form.title.data or "", form.assessment.data, signed_in_user())
    flash("The opening is ready. Now invite people.")
    return redirect(url_for("recruiter.invite_page", opening_id=opening.id))


@bp.get("/openings/<int:opening_id>")
@in_opening("recruiter", "admin")
def opening_page(opening: Opening) -> str:
    people = invitations.invited(opening.id)
    return render_template(
        "recruiter/opening.html", opening=opening, counts=openings.counts(opening.id), people=people, form=SafeForm()
    )


@bp.post("/openings/<int:opening_id>/close")
@in_opening("recruiter", "admin")
def close(opening: Opening) -> Response:
    openings.close_opening(opening.id, actor=signed_in_user())
    flash("The opening is closed. Whoever has begun can still finish.")
    return redirect(url_for("recruiter.opening_page", opening_id=opening.id))


@bp.route("/openings/<int:opening_id>/invite", methods=["GET", "POST"])
@in_opening("recruiter", "admin")
def invite_page(opening: Opening) -> str | Response:
    if not opening.is_open:
        raise Invalid("This opening is closed, so nobody can be invited to it.")
    form = InviteForm()
    if not form.validate_on_submit():
        return render_template("recruiter/invite.html", opening=opening, form=form)
    lines = invitations.read_addresses(form.addresses.data or "", invitations.addresses_of(opening.id))
    if not form.confirmed.data:
        return render_template("recruiter/invite_check.html", opening=opening, form=form, lines=lines)
    tokens = invitations.invite(opening.id, lines, _sender(), actor=f"user:{signed_in_user().email}")
    wake_worker()
    flash(f"{len(tokens)} {'person was' if len(tokens) == 1 else 'people were'} invited.")
    return redirect(url_for("recruiter.opening_page", opening_id=opening.id))


@bp.post("/openings/<int:opening_id>/links/<int:candidate_id>/renew")
@in_opening("recruiter", "admin")
def renew_link(opening: Opening, candidate_id: int) -> Response:
    invitations.renew_link(opening.id, candidate_id, _sender(), actor=f"user:{signed_in_user().email}")
    wake_worker()
    flash("A new link is on its way; the old one no longer works.")
    return redirect(url_for("recruiter.opening_page", opening_id=opening.id))


@bp.post("/openings/<int:opening_id>/links/<int:candidate_id>/revoke")
@in_opening("recruiter", "admin")
def revoke_link(opening: Opening, candidate_id: int) -> Response:
    invitations.revoke_link(opening.id, candidate_id, actor=f"user:{signed_in_user().email}")
    flash("The link no longer works. What was answered stays.")
    return redirect(url_for("recruiter.opening_page", opening_id=opening.id))


@bp.get("/openings/<int:opening_id>/shortlist")
@in_opening(*READERS)
def shortlist_page(opening: Opening) -> str:
    asked, places = _asked()
    found = shortlists.shortlist(opening.id, asked)
    return render_template(
        "recruiter/shortlist.html",
        opening=opening,
        counts=openings.counts(opening.id),
        shortlist=found,
        page_size=PAGE,
        links=_neighbours("recruiter.shortlist_page", opening, asked, places, found),
        standings=standings.standings(opening.id, found.rows, found.weights, places),
        weights=asked.weights,
        kept=_kept(asked, places),
        sides=tuple((side, _reported(found.rows, traits)) for side, traits in (("loud", LOUD), ("quiet", QUIET))),
        can_invite=may_here(opening.id, "recruiter"),
    )


@bp.get("/openings/<int:opening_id>/shortlist.json")
@in_opening(*READERS)
def shortlist_json(opening: Opening) -> dict[str, Any]:
    asked, places = _asked()
    found = shortlists.shortlist(opening.id, asked)
    beside = standings.standings(opening.id, found.rows, found.weights, places)
    rows = [row.as_json() | beside.of[row.sitting_id].as_json() for row in found.rows]
    links = _neighbours("recruiter.shortlist_json", opening, asked, places, found)
    return found.as_json() | beside.as_json() | {"rows": rows} | links


@bp.get("/everyone.json")
@staff_only("recruiter", "auditor")
def everyone_json() -> dict[str, Any]:
    """The best of all openings that this person works on, under any weights."""
    mine = [opening.id for opening in openings.openings_of(signed_in_user())]
    found = everyone.best(read_weights(request.args), MOST_OF_ALL, mine)
    return {"rows": [asdict(person) for person in found], "what_this_is": ABOUT_EVERYONE}


@bp.get("/openings/<int:opening_id>/people/<code>")
@in_opening(*READERS)
def person_page(opening: Opening, code: str) -> str:
    return _render_person(opening, code, UnblindForm())


@bp.get("/openings/<int:opening_id>/people/<code>/development")
@in_opening(*READERS)
def development_page(opening: Opening, code: str) -> str:
    plan = development.plan(opening.id, code)
    return render_template("recruiter/development.html", opening=opening, code=code, plan=plan, families=FAMILIES)


@bp.post("/openings/<int:opening_id>/people/<code>/name")
@in_opening("admin", "recruiter")
def show_name(opening: Opening, code: str) -> str | tuple[str, int] | Response:
    form = UnblindForm()
    if not form.validate():
        return _render_person(opening, code, form), 422
    openings.unblind(opening.id, code, actor=signed_in_user(), why=form.why.data or "")
    return redirect(url_for("recruiter.person_page", opening_id=opening.id, code=code))


def _render_person(opening: Opening, code: str, form: UnblindForm) -> str:
    found, cut = shortlists.person(opening.id, code), cut_scores.judged(opening.id).cut
    taken_up = prompts.prompts_of(found)
    return render_template(
        "recruiter/person.html",
        opening=opening,
        person=found,
        situations=_by_situation(found.answers),
        form=form,
        cut=cut,
        prompts=taken_up,
        script=ScriptForm.for_scenarios(taken_up.situations)(data=ScriptForm.kept(taken_up.read)) if taken_up else None,
        may_read=may_here(opening.id, "recruiter"),
        cut_side=against(found.result.overall, cut) if cut and found.result else None,
        can_unblind=may_here(opening.id, "recruiter"),
    )


def _asked() -> tuple[Asked, int | None]:
    """What the address asks for, and for how many places; whatever is neither that nor a mark is a trait's weight."""
    sent = request.args.to_dict()
    places = standings.read_places(sent.pop("places", ""))
    marks = {name: sent.pop(name, "") for name in ("after", "before", "band")}
    return Asked(**marks, weights=sent), places


def _kept(asked: Asked, places: int | None) -> dict[str, Any]:
    """What every other page of the same list is asked for, too."""
    return {**asked.weights, **({"places": places} if places else {})}


def _neighbours(
    page: str, opening: Opening, asked: Asked, places: int | None, found: Shortlist
) -> dict[str, str | None]:
    """Where the next and the previous page are, with the same weights and columns."""

    def link(name: str, mark: str | None) -> str | None:
        return url_for(page, opening_id=opening.id, **{name: mark}, **_kept(asked, places)) if mark else None

    return {"next": link("after", found.after), "previous": link("before", found.before)}


def _reported(rows: Sequence[Row], traits: Sequence[Trait]) -> list[Trait]:
    """The traits that are shown for anybody: a column of blanks says nothing."""
    return [trait for trait in traits if any(row.result.traits[trait].reported for row in rows)]


def _by_situation(answers: Sequence[AnswerView]) -> list[tuple[Scenario, list[AnswerView]]]:
    """A person's answers under their situations, in the order in which they were met."""
    groups = groupby(answers, key=lambda answer: answer.scenario.id)
    return [(mine[0].scenario, mine) for mine in (list(group) for _, group in groups)]


def _sender() -> Sender:
    settings: Settings = current_app.extensions["settings"]
    return Sender(settings.employer, settings.contact, settings.base_url, settings.link_days)
