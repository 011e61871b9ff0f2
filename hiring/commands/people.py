"""Commands about staff accounts."""

import getpass

import click

from hiring.actions import staff
from hiring.commands.serving import open_prepared_app
from hiring.models import ROLES


@click.command()
@click.argument("email")
@click.option("--name", default="", help="The person's name.")
@click.option(
    "--role", "roles", multiple=True, type=click.Choice(list(ROLES)), help="A role; may be given several times."
)
@click.option(
    "--opening",
    "opening_ids",
    multiple=True,
    type=int,
    help="An opening in which the roles hold; may be given several times.",
)
def user(email: str, name: str, roles: tuple[str, ...], opening_ids: tuple[int, ...]) -> None:
    """Create a staff account, or add roles to it, and print a one-time sign-in link."""
    app = open_prepared_app()
    with app.app_context():
        account = staff.add_user(email, name, roles=roles)
        for opening_id in opening_ids:
            for role in roles:
                staff.add_member(opening_id, account, role)
        token = staff.sign_in_link(account)
    click.echo(f"{account.email}: {', '.join(sorted(account.role_names)) or 'no role yet'}")
    click.echo(f"Sign in once, within 24 hours: {app.extensions['settings'].base_url}/sign-in/{token}")


def who() -> str:
    """The account on this machine that gave the command, as far as the machine knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
