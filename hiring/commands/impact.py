"""The command that says how rates of groups in a table differ, with what the rule of four fifths does not say."""

import json
from pathlib import Path
from typing import Any

import click

from hiring.actions.impact import CANNOT_KNOW, Asked, Report, report, report_of_opening, told
from hiring.commands.serving import open_prepared_app
from scoring.statistics.adverse_impact import Axis, Comparison, Impact


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--group", "groups", multiple=True, required=True, help="Column with people's groups; twice to cross two."
)
@click.option("--selected", help="Column that says who was selected: 1 or 0, yes or no.")
@click.option("--score", help="Column with scores: the rate is the share above the median of everybody.")
@click.option("--opening", type=int, help="Scores of this opening, for whoever the column 'candidate' names by code.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def impact(file: Path, groups: tuple[str, ...], as_json: bool, **rates: Any) -> None:
    """Compare the selection or scoring rates of groups in a CSV file, one row for each person."""
    named = {kind: value for kind, value in rates.items() if value is not None}
    if len(named) != 1:
        raise click.UsageError("Name one of --selected, --score and --opening.")
    if len(groups) > 2 or len(set(groups)) != len(groups):
        raise click.UsageError("Name one column with --group, or two different ones.")
    found = _of_opening(file, groups, **named) if "opening" in named else report(file, Asked(groups, **named))
    click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=1, allow_nan=False) if as_json else _page(found))


def _of_opening(file: Path, groups: tuple[str, ...], opening: int) -> Report:
    with open_prepared_app().app_context():
        return report_of_opening(file, groups, opening)


def _page(found: Report) -> str:
    rate = "strictly above the median of everybody" if found.is_score else "selected"
    head = f"{found.people} people; the rate is the share {rate}. Intervals are 95 % ones."
    aside = [f"{found.without_score} people of the table have no score and are in no rate."] * bool(found.without_score)
    return "\n".join(
        [head, *aside, *(line for name, axis in found.axes.items() for line in _axis(name, axis)), "", CANNOT_KNOW]
    )


def _axis(name: str, axis: Axis) -> list[str]:
    lines = [line for each in axis.groups for line in _impact(each)]
    unknown = [f"  Not known of {axis.unknown} people, who are in no rate."] if axis.unknown else []
    return ["", f"By {name}", *lines, *unknown]


def _impact(each: Impact) -> list[str]:
    rate, counts = each.rate, each.counts
    head = f"  {told(each.group)}: {counts.selected} of {counts.people}"
    if rate.value is not None:
        head += f", rate {rate.value:.3f} [{rate.low:.3f}, {rate.high:.3f}]"
    if each.left_out:
        return [f"{head}. Left out of the ratios: {each.left_out}."]
    if each.ratio is None:
        return [f"{head}. No ratio: nobody was selected."]
    beside = [found for found in (each.highest, each.highest_of_enough) if found]
    return [f"{head}, impact ratio {each.ratio:.3f}", *map(_comparison, beside)]


def _comparison(found: Comparison) -> str:
    ratio, missing = found.ratio, found.shortfall
    reach = "" if ratio.low is None else f" [{ratio.low:.3f}, {ratio.high:.3f}]"
    z = "not defined" if found.z is None else f"{found.z:.2f}"
    flips = "one person more or fewer would change four fifths" if found.flips else "one person changes nothing"
    return (
        f"    beside {told(found.beside)}: ratio {_figure(ratio.value)}{reach}, Z {z}, "
        f"Fisher p {found.fisher.two_sided:.4f}, mid-p {found.fisher.mid:.4f}, shortfall {missing:.1f}, {flips}: "
        f"{found.verdict}"
    )


def _figure(value: float | None) -> str:
    return "not defined" if value is None else f"{value:.3f}"
