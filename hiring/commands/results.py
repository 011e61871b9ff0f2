"""Commands that show and check results."""

import json
import sys
from importlib import import_module

import click

from hiring.actions import rescorings, scoring, shortlists
from hiring.actions.shortlists import Row
from hiring.commands.serving import open_prepared_app


@click.command()
@click.argument("opening", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def shortlist(opening: int, as_json: bool) -> None:
    """Print the shortlist of an opening, with places and intervals."""
    with open_prepared_app().app_context():
        pages = list(shortlists.every_page(opening))
        waiting = shortlists.waiting(opening)
    rows = [row for page in pages for row in page.rows]
    if as_json:
        click.echo(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=1))
        return
    click.echo("place   candidate    overall (90 % interval)   balance")
    for row in rows:
        click.echo(_line(row))
    for code in waiting:
        click.echo(f"  -     {code:12} not scored yet")
    for code in pages[0].for_a_person:
        click.echo(f"  -     {code:12} could not be scored: a person has to look")


@click.command()
@click.argument("opening", type=int)
@click.option("--why", required=True, help="Kept with the record.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def rescore(opening: int, why: str, as_json: bool) -> None:
    """Estimate an opening's people anew, and say who moves."""
    with open_prepared_app().app_context():
        asked = rescorings.ask(opening, actor="command line", why=why)
        done = import_module("hiring.actions.estimating").carry_out(asked.id)
        scale = rescorings.scale(opening)
    if as_json:
        found = {"people": done.people, "run": done.run_id, "told": done.told, "scale": scale, "moved": done.moved}
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    click.echo("\n".join((done.told, *scale)))
    for each in done.moved:
        places = [f"{each[when]['place_low']}-{each[when]['place_high']}" for when in ("before", "after")]
        click.echo(f"{each['candidate']:12} place {places[0]} -> {places[1]}, {each['change']:+.1f} points")


@click.command()
@click.argument("sitting", type=int)
def verify(sitting: int) -> None:
    """Recompute a sitting's score from its sealed record; exit status 1 when a bit differs."""
    with open_prepared_app().app_context():
        verdict = scoring.verify(sitting)
    if verdict.is_equal:
        click.echo(f"Sitting {sitting}: recomputed, equal to the last bit.")
        return
    click.echo(f"Sitting {sitting}: NOT equal: {'; '.join(verdict.differences)}.")
    sys.exit(1)


def _line(row: Row) -> str:
    place, overall = row.place, row.result.overall
    where = f"{place.place_low}-{place.place_high}" if place.place_low != place.place_high else str(place.place_low)
    score = f"{overall.value:3.0f} ({overall.low:3.0f} to {overall.high:3.0f})"
    return f"{where:>6}  {row.code:12} {score:24} {row.result.balance.side}"
