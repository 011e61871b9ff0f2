"""The command that says what scored answers show of each scenario, and what its authors should look at."""

import json

import click

from hiring.actions.items import CANNOT_KNOW, Item
from hiring.actions.items import items as found_items
from hiring.commands.serving import open_prepared_app
from scoring.statistics.advice import NOT_ENOUGH, Advice


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def items(as_json: bool) -> None:
    """Say of every scenario what the scored answers of the whole database show, or that there are not enough."""
    with open_prepared_app().app_context():
        found = found_items()
    if as_json:
        told = {"items": [each.as_json() for each in found], "what_this_cannot_know": CANNOT_KNOW}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False))
        return
    for each in found:
        click.echo(_item(each))
    click.echo(CANNOT_KNOW)


def _item(item: Item) -> str:
    return "\n".join([f"{item.code} version {item.number}, {item.trait.label.lower()}", *map(_advice, item.advice)])


def _advice(each: Advice) -> str:
    name = each.figure.replace("_", " ")
    if each.verdict == NOT_ENOUGH:
        return f"  {name:12} {each.verdict}: n {each.n}, {each.least} needed"
    if each.value is None:
        return f"  {name:12} {each.verdict}, n {each.n}"
    reach = "" if each.low is None or each.high is None else f" [{each.low:.2f}, {each.high:.2f}]"
    return f"  {name:12} {each.value:.2f}{reach}, n {each.n}: {each.words or each.verdict}"
