"""Commands that show and check results."""

import json
import sys
from collections.abc import Mapping
from importlib import import_module

import click

from hiring.actions import rescorings, scoring, shortlists, standings
from hiring.actions.shortlists import Row
from hiring.actions.standings import Standing
from hiring.commands.serving import open_prepared_app


@click.command()
@click.argument("opening", type=int)
@click.option("--places", type=click.IntRange(1), help="Also each one's chance of being among the first so many.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def shortlist(opening: int, places: int | None, as_json: bool) -> None:
    """Print the shortlist of an opening, with places and intervals."""
    with open_prepared_app().app_context():
        pages = list(shortlists.every_page(opening))
        waiting = shortlists.waiting(opening)
        rows = [row for page in pages for row in page.rows]
        beside = standings.standings(opening, rows, pages[0].weights, places).of
    if as_json:
        lines = [row.as_json() | beside[row.sitting_id].as_json() for row in rows]
        click.echo(json.dumps(lines, ensure_ascii=False, indent=1))
        return
    click.echo(f"place   candidate    overall (90 % interval)   balance{_heads(beside, places)}")
    for row in rows:
        click.echo(_line(row) + _standing(beside[row.sitting_id]))
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


def _heads(beside: Mapping[int, Standing], places: int | None) -> str:
    cut = "   cut score" if any(each.side for each in beside.values()) else ""
    return (f"   among the first {places}" if places else "") + cut


def _standing(found: Standing) -> str:
    chance = "" if found.chance is None else f"   {found.chance:4.0%}"
    return chance + (f"   {found.side}" if found.side else "")


def _line(row: Row) -> str:
    place, overall = row.place, row.result.overall
    where = f"{place.place_low}-{place.place_high}" if place.place_low != place.place_high else str(place.place_low)
    score = f"{overall.value:3.0f} ({overall.low:3.0f} to {overall.high:3.0f})"
    return f"{where:>6}  {row.code:12} {score:24} {row.result.balance.side}"
