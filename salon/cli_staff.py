"""The command line's part about staff: `.venv/bin/porewell staff …`. A door: parses, calls one service, prints."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from salon.errors import BadInput, NotFound
from salon.settings import load_settings
from salon.staff.roles import ROLE_NAMES, Role

if TYPE_CHECKING:  # the room brings the whole database along: every command would wait for it
    from salon.staff.accounts import Accounts, AccountView

staff = typer.Typer(name="staff", no_args_is_help=True, help="Who may use the desk.")


@staff.command()
def add(
    login: Annotated[str, typer.Option(prompt="Login (an e-mail address or a short name)")],
    name: Annotated[str, typer.Option(prompt="Name (clients see it)")],
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.OWNER,
) -> None:
    """Make an account, and print the one-time code with which its owner sets a password."""
    accounts, address = _open()
    staff_id, code = accounts.invite(login, name, role, None)
    _print_code(accounts.get(staff_id), code, address)


@staff.command()
def invite(login: Annotated[str, typer.Argument(help="Whose.")]) -> None:
    """Let somebody begin anew who forgot the password or lost the telephone."""
    accounts, address = _open()
    staff_id = _find(accounts, login).id
    code = accounts.invite_again(staff_id, None)
    _print_code(accounts.get(staff_id), code, address)


@staff.command("list")
def list_accounts() -> None:
    """List the accounts."""
    accounts, _ = _open()
    found = accounts.all()
    for one in found:
        state = "switched off" if one.disabled else "invited" if one.invited_until else "in use"
        typer.echo(f"{one.login:<30}  {ROLE_NAMES[one.role]:<9}  {state:<12}  {one.name}")
    if not found:
        typer.echo("Nobody has an account yet: .venv/bin/porewell staff add")


@staff.command()
def off(login: Annotated[str, typer.Argument(help="Whose.")]) -> None:
    """Switch an account off; its sessions end at once."""
    accounts, _ = _open()
    accounts.switch(_find(accounts, login).id, None, on=False)
    typer.echo("Switched off.")


@staff.command()
def on(login: Annotated[str, typer.Argument(help="Whose.")]) -> None:
    """Switch an account on again."""
    accounts, _ = _open()
    accounts.switch(_find(accounts, login).id, None, on=True)
    typer.echo("Switched on.")


def _find(accounts: "Accounts", login: str) -> "AccountView":
    for one in accounts.all():
        if one.login == login.strip().casefold():
            return one
    raise NotFound("nobody has this login; `porewell staff list` shows all")


def _print_code(account: "AccountView", code: str, address: str) -> None:
    until = account.invited_until
    if until is None:
        raise BadInput("there is no invitation")
    typer.echo(f"{account.name} ({ROLE_NAMES[account.role]}) sets a password here:  {address}/desk/welcome")
    typer.echo(f"Login:  {account.login}")
    typer.echo(f"Code:   {code}   (shown only now, opens once, good until {until:%Y-%m-%d %H:%M} UTC)")
    if not sys.stdout.isatty():
        typer.echo("This output holds the code: keep it nowhere.", err=True)


def _open() -> "tuple[Accounts, str]":
    """Return the accounts, and the address under which the desk is reached."""
    from salon.clock import clock_from
    from salon.migrate import migrate
    from salon.programs import address
    from salon.salon_file import load_salon
    from salon.services import open_database
    from salon.staff.accounts import Accounts
    from salon.staff.audit import Audit
    from salon.staff.sessions import Sessions
    from salon.staff.signing_in import SigningIn

    settings = load_settings()
    migrate(settings.url)
    salon = load_salon(settings.salon_file)
    database, vault = open_database(settings)
    clock = clock_from(settings.now, salon.zone)
    audit = Audit(database, vault, clock)
    sessions = Sessions(database, vault, clock, settings.desk_idle, settings.desk_longest)
    signing_in = SigningIn(database, vault, clock, sessions, audit, salon.name)
    return Accounts(database, clock, sessions, signing_in, audit), settings.public_url or address(settings)
