"""The command that measures on made-up people how far what is said of people can be trusted."""

import json

import click

from scoring.simulation import study
from scoring.simulation.figure import Figure

_MET = {True: "met", False: "NOT MET", None: ""}


@click.command()
@click.option("--people", default=100, show_default=True, type=click.IntRange(*study.PEOPLE), help="People in a pool.")
@click.option(
    "--replicates",
    default=60,
    show_default=True,
    type=click.IntRange(*study.REPLICATES),
    help="Pools of each study.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def simulate(people: int, replicates: int, as_json: bool) -> None:
    """Measure on simulated people how well traits, places and severities are found, and what can be gamed."""
    found = study.simulate(people, replicates, lambda name: click.echo(f"{name}: done", err=True))
    if as_json:
        click.echo(json.dumps({name: figure.as_json() for name, figure in found.items()}, indent=1, allow_nan=False))
        return
    for name, figure in sorted(found.items(), key=lambda item: item[1].met is not False):
        click.echo(_line(name, figure))
    click.echo(f"{people} people in a pool, {replicates} pools of each study; intervals are 95 % Monte Carlo ones.")


def _line(name: str, figure: Figure) -> str:
    interval = f"[{figure.low:.3f}, {figure.high:.3f}]"
    return f"{name:36} {figure.value:7.3f} {interval:18} {figure.target!s:12} {_MET[figure.met]:8} {figure.what}"
