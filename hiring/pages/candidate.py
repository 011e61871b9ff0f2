"""The candidate's way: link, notice, practice, situations, check, submit, receipt."""

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from hiring import languages
from hiring.access import candidate, candidate_key, public
from hiring.actions import development, invitations, sittings, values
from hiring.actions.sittings import Conflict, Course, Given, Saved
from hiring.errors import AlreadyFinished, Invalid
from hiring.models import Sitting
from hiring.pages import way
from hiring.pages.forms.candidate import JudgingForm, SafeForm, WritingForm, as_fields, from_fields, new_key
from hiring.pages.passages import passages
from hiring.pages.waking import wake_worker
from scenarios.tasks import Task

bp = Blueprint("candidate", __name__)
bp.add_app_template_filter(passages)


@bp.get("/invitation/<token>")
@public
def invitation_page(token: str) -> str:
    link = invitations.look_at_link(token)
    languages.offer(link.candidate.opening.assessment.languages)
    return render_template("candidate/invitation.html", form=SafeForm(), opening=link.candidate.opening)


@bp.post("/invitation/<token>")
@public
def enter(token: str) -> Answer:
    link_id, sitting = sittings.start(token)
    course = sittings.course(
        sitting.assessment.content_hash
    )  # asked before the session is emptied: the database may fail
    languages.begin(course.languages)
    session["link"], session["course"] = link_id, course.content_hash
    return redirect(url_for("candidate.notice_page" if sitting.finished_at is None else "candidate.receipt_page"))


@bp.get("/sit")
@candidate
def notice_page(sitting: Sitting) -> str:
    languages.offer(sittings.course(sitting.assessment.content_hash).languages)
    return render_template("candidate/notice.html", way=way.of(sitting), **_values())


@bp.get("/sit/about")
@candidate
def about_page(sitting: Sitting) -> str:
    return render_template("candidate/about.html", way=way.of(sitting), **_values())


@bp.get("/sit/practice")
@candidate
def practice_page(sitting: Sitting) -> str:  # noqa: ARG001 - the guard hands it over
    practice = way.practice(languages.current())
    form = WritingForm()
    form.text.label.text = practice.writing.prompt
    return render_template(
        "candidate/practice.html", practice=practice, form=form, judging=JudgingForm.for_task(practice.judging)()
    )


@bp.post("/sit/practice")
@candidate
def practise(sitting: Sitting) -> str:
    practice = way.practice(languages.current())
    sittings.practise(sitting.id)
    judging = JudgingForm.for_task(practice.judging)()
    return render_template(
        "candidate/practice_feedback.html",
        practice=practice,
        written=WritingForm().text.data,
        choices=judging.choices(),
    )


@bp.get("/sit/next")
@candidate
def go_on(sitting: Sitting) -> Answer:
    task = way.of(sitting).next_task
    return redirect(_address(task))


@bp.get("/sit/answer/<key>")
@candidate
def task_page(sitting: Sitting, key: str) -> str | Answer:
    here = way.at(sitting, key)
    if sitting.finished_at is not None:
        return redirect(url_for("candidate.receipt_page"))
    if here.missing_before is not None:
        return redirect(_address(here.missing_before))
    return _render(here, _form_for(here))


@bp.post("/sit/answer/<key>")
@candidate
def answer(sitting: Sitting, key: str) -> Any:
    here = way.at(sitting, key)
    if sitting.finished_at is not None:
        raise AlreadyFinished(_("Your answers were submitted and stay as they are. Nothing was changed."))
    if here.missing_before is not None:  # its page must not be shown yet, not even with an error on it
        return redirect(_address(here.missing_before))
    form = _form_for(here)
    given = form.given(here.task)
    try:
        if not form.validate():
            raise Invalid("; ".join(message for messages in form.errors.values() for message in messages))
        sittings.check_final(here.step, given)
        outcome = sittings.answer(session["link"], here.course, given, lock=here.is_last_chance)
    except Invalid as error:
        _keep_draft(here, given)
        if not form.errors:
            form.blame(error.message)
        return _render(here, _renewed(form, way.at(sitting, key).revision)), error.status
    if isinstance(outcome, Conflict) and not _same(outcome, given):
        sittings.set_aside(sitting.id, given)
        return _render(here, _renewed(form, outcome.revision), other=outcome), 409
    if isinstance(outcome, Conflict):
        again = Given(given.task, new_key(), outcome.revision, given.text, given.choices)
        sittings.answer(session["link"], here.course, again, lock=here.is_last_chance)
    return redirect(_address(way.of(sitting).task_after(here.task)))


@bp.post("/sit/save")
@candidate_key
def save(link_id: int) -> Answer | tuple[Answer, int]:
    course = sittings.course(session["course"])
    given = _given_from_json(course)
    outcome = sittings.answer(link_id, course, given)
    if isinstance(outcome, Saved):
        return jsonify(revision=outcome.revision, saved_at=way.clock(outcome.at))
    if _same(outcome, given):
        return jsonify(revision=outcome.revision, saved_at="")
    sittings.set_aside(sittings.sitting_of(link_id).id, given)
    message = _("This answer was changed in another window. Both texts are kept.")
    return jsonify(
        revision=outcome.revision, text=outcome.text, choices=as_fields(outcome.choices), message=message
    ), 409


@bp.get("/sit/check")
@candidate
def check_page(sitting: Sitting) -> str | Answer:
    if sitting.finished_at is not None:
        return redirect(url_for("candidate.receipt_page"))
    return render_template("candidate/check.html", way=way.of(sitting), form=SafeForm())


@bp.post("/sit/submit")
@candidate
def submit(sitting: Sitting) -> Answer:
    sittings.finish(sitting.id)
    wake_worker()
    return redirect(url_for("candidate.receipt_page"))


@bp.get("/sit/receipt")
@candidate
def receipt_page(sitting: Sitting) -> str | Answer:
    if sitting.finished_at is None:
        return redirect(url_for("candidate.check_page"))
    return render_template("candidate/receipt.html", way=way.of(sitting), form=SafeForm())


@bp.get("/sit/development")
@candidate
def development_page(sitting: Sitting) -> str | Answer:
    if sitting.finished_at is None:
        return redirect(url_for("candidate.check_page"))
    languages.offer(sittings.course(sitting.assessment.content_hash).languages)
    return render_template("candidate/development.html", plan=development.plan_of(sitting, languages.current()))


@bp.get("/sit/receipt.json")
@candidate
def receipt_file(sitting: Sitting) -> Response:
    if sitting.finished_at is None:
        raise Invalid(_("There is no receipt before you submit."))
    body = sittings.receipt_text(list(sittings.responses_of(sitting).values()))
    headers = {"Content-Disposition": "attachment; filename=my-answers.json"}
    return Response(body, mimetype="application/json", headers=headers)


@bp.post("/sit/leave")
@public
def leave() -> str:
    session.clear()
    return render_template("candidate/left.html")


def _values() -> dict[str, Any]:
    """What the employer values, for the pages that people read first."""
    stated = values.values()
    return {"values": stated, "others": values.traits_without(stated)}


def _address(task: Task | None) -> str:
    if task is None:
        return url_for("candidate.check_page")
    return url_for("candidate.task_page", key=task.key)


def _form_for(here: way.Here) -> WritingForm | JudgingForm:
    if here.view.judging is not None:
        filled = as_fields(here.choices) | {"revision": here.revision}
        return JudgingForm.for_task(here.view.judging)(data=filled)
    form = WritingForm(data={"text": here.text, "revision": here.revision})
    form.text.label.text = here.view.writing.prompt
    return form


def _renewed(form: WritingForm | JudgingForm, revision: int) -> WritingForm | JudgingForm:
    """The same entries under a new key and the revision that stands now, for the next try."""
    form.key.data, form.key.raw_data = new_key(), None
    form.revision.data, form.revision.raw_data = revision, None
    return form


def _render(here: way.Here, form: WritingForm | JudgingForm, other: Conflict | None = None) -> str:
    return render_template("candidate/task.html", here=here, form=form, other=other, leave=SafeForm())


def _keep_draft(here: way.Here, given: Given) -> None:
    """What cannot be final yet is still kept as a draft, if it can be kept at all."""
    try:
        sittings.answer(session["link"], here.course, given)
    except (Invalid, AlreadyFinished):
        return


def _given_from_json(course: Course) -> Given:
    try:
        sent = request.get_json(silent=True)
    except RecursionError:  # nested so deeply that no page of ours can have made it
        sent = None
    if not isinstance(sent, dict):
        raise Invalid(_("The save has to be a JSON object with task, key, revision and text or choices."))
    task = course.task(str(sent.get("task", "")).rpartition(":")[2])
    revision, text, choices = sent.get("revision", 0), sent.get("text"), sent.get("choices")
    if type(revision) is not int or not 0 <= revision <= 10**9:
        raise Invalid(_("revision: has to be a whole number from 0."))
    if task.part == "open" and not isinstance(text, str):
        raise Invalid(_("text: has to be text."))
    if task.part == "closed" and not isinstance(choices, dict):
        raise Invalid(_("choices: has to be an object."))
    if task.part == "open":
        return Given(task, str(sent.get("key", "")), revision, text=sittings.storable(text))
    return Given(task, str(sent.get("key", "")), revision, choices=from_fields(choices))


def _same(there: Conflict, given: Given) -> bool:
    return there.text == given.text and there.choices == given.choices
