"""The command that learns from people's ratings; only here are the libraries of training loaded."""

import json
from pathlib import Path

import click

from hiring.actions import validation
from hiring.commands.people import who
from hiring.commands.serving import open_prepared_app
from scoring.learned.scenario import train as learn
from scoring.people import unseen
from scoring.ratings_table import BadTable, read_ratings

OWN_EXAMPLES = "{} are of the scenario's own example answers, whose levels the rubric knows."


@click.command()
@click.argument("ratings", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--scenario", required=True, help="The id of a published or shipped scenario, such as S05.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def train(ratings: Path, scenario: str, as_json: bool) -> None:
    """Train a scenario's learned raters on people's ratings (a CSV file), judge them, and keep the verdicts."""
    table = ratings.read_bytes()
    with open_prepared_app().app_context():
        chosen = validation.scenario_to_train(scenario)
        try:
            rated = read_ratings(table, chosen)
        except BadTable as error:
            raise click.ClickException(f"{ratings.name} {error}") from error
        new = unseen(rated, chosen)
        if not new:
            raise click.ClickException(f"{ratings.name}: {OWN_EXAMPLES.format('all ratings')}")
        kept = validation.keep(chosen, learn(chosen, new), table, actor=f"command:{who()}")
    if len(new) < len(rated):
        click.echo(OWN_EXAMPLES.format(f"Left out: {len(rated) - len(new)} ratings"), err=True)
    if as_json:
        click.echo(json.dumps([standing.as_json() for standing in kept], ensure_ascii=False, indent=1))
        return
    for standing in kept:
        click.echo(f"{chosen.id} {standing.trait.label}: {standing.sentence}")
