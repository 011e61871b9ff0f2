"""The command that puts an assessment together for a job."""

import json
from pathlib import Path
from typing import Any, get_args

import click

from hiring.actions import assembling
from hiring.actions.assembling import Proposal, Wanted
from hiring.commands.people import who
from hiring.commands.serving import open_prepared_app
from hiring.models import ScenarioVersion
from scenarios.scenario import FAMILIES, Channel
from scoring.assembly.demands import SIZES, CannotAssemble, Size


def _channels(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    asked = dict(each.partition("=")[::2] for each in given)
    unknown = sorted(set(asked) - set(get_args(Channel)))
    if unknown:
        raise click.BadParameter(f"'{unknown[0]}' is no channel; there are {', '.join(get_args(Channel))}")
    return asked


@click.command()
@click.option("--size", default="standard", show_default=True, type=click.Choice(list(SIZES)), help="How long it is.")
@click.option(
    "--channel",
    "channels",
    multiple=True,
    callback=_channels,
    help="What the job needs: phone=3 (at least), phone=40%, or counter=none; may be given several times.",
)
@click.option("--parallel", type=int, help="Number of a published assessment whose people are to be compared.")
@click.option(
    "--anchors",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An assessment as --json wrote it, maybe elsewhere, whose people are to be compared.",
)
@click.option("--publish", "title", help="Publish it under this title.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def assemble(
    *,
    size: Size,
    channels: dict[Channel, str],
    parallel: int | None,
    anchors: Path | None,
    title: str | None,
    as_json: bool,
) -> None:
    """Put an assessment together from the published scenarios, or say which demands exclude each other."""
    if parallel is not None and anchors is not None:
        raise click.UsageError("--parallel and --anchors both name the assessment to be compared with; give one.")
    shared = assembling.read_anchors(anchors.read_bytes(), anchors.name) if anchors else ()
    wanted = Wanted(size, channels, parallel, shared)
    with open_prepared_app().app_context():
        try:
            proposal = assembling.propose(wanted)
        except CannotAssemble as refusal:
            raise click.ClickException(str(refusal)) from refusal
        made = assembling.publish(proposal, title, actor=f"command:{who()}") if title is not None else None
        if as_json:
            click.echo(json.dumps(_as_json(proposal, made.id if made else None), ensure_ascii=False, indent=1))
            return
        _print(proposal)
        if made:
            click.echo(f"Published as assessment {made.id}: {made.title}")


def _as_json(proposal: Proposal, assessment: int | None) -> dict[str, Any]:
    return {
        "scenarios": [_named(version) for version in proposal.versions],
        "shared": [version.code for version in proposal.shared],
        "absent": list(proposal.absent),
        "met": [vars(each) for each in proposal.met],
        "assessment": assessment,
    }


def _named(version: ScenarioVersion) -> dict[str, Any]:
    return {"code": version.code, "version": version.number, "content_hash": version.content_hash}


def _print(proposal: Proposal) -> None:
    for number, version in enumerate(proposal.versions, 1):
        scenario = version.scenario
        click.echo(
            f"{number:3}  {version.code:8} {scenario.channel:8} {version.title} ({FAMILIES[scenario.family].lower()})"
        )
    click.echo("What it meets:")
    for each in proposal.met:
        click.echo(f"  {each.wanted}: {each.found}")
    if proposal.shared:
        click.echo(f"Shared with the other assessment: {', '.join(each.code for each in proposal.shared)}")
    if proposal.absent:
        click.echo(f"Of the other assessment, but not published here as there: {', '.join(proposal.absent)}")
