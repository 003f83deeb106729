"""The command line's part about messaging apps: `.venv/bin/porewell channels …`. A door: parses, calls, prints."""

import asyncio
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Annotated

import typer

from salon.errors import BadInput
from salon.settings import load_settings

if TYPE_CHECKING:  # the doors bring the whole app along: every command would wait for it
    from salon.channels.doors import Door
    from salon.services import Foundation

channels = typer.Typer(name="channels", invoke_without_command=True, help="Messaging apps: how they are, and set-up.")
Name = Annotated[str, typer.Argument(help="Such as telegram.")]


@channels.callback()
def show(context: typer.Context) -> None:
    """Show each messaging app: whether it is on, what came and went last, and what is still to be done."""
    if context.invoked_subcommand:
        return
    from salon.messaging.overview import Standing, standings

    base, doors = _open()
    known = standings(base.database)
    for number, door in enumerate(doors):
        if number:
            typer.echo()
        typer.echo(f"{door.title} ({door.name}): {'on' if door.app else 'off'}")
        if door.missing:
            typer.echo(f"  Missing: {', '.join(door.missing)} (environment, or .env)")
            continue
        standing = known.get(door.name, Standing())
        zone = base.salon.zone
        typer.echo(f"  Chats: {standing.chats}; {standing.failing} wait for another try, {standing.gone} are gone")
        typer.echo(
            f"  Last message in: {_moment(standing.last_in_at, zone)}; out: {_moment(standing.last_out_at, zone)}"
        )
        for step in door.steps():
            typer.echo(f"  {step}")


@channels.command()
def check(name: Name) -> None:
    """Ask the vendor whether the token is good, before it is used."""
    typer.echo(asyncio.run(_door(name).check()))


@channels.command()
def connect(name: Name) -> None:
    """Tell the vendor where messages go, as far as it takes that from a program."""
    door = _door(name)
    asyncio.run(door.connect())
    typer.echo(f"{door.title} knows where messages go.")


def _open() -> "tuple[Foundation, list[Door]]":
    from salon.channels.doors import open_doors
    from salon.migrate import migrate
    from salon.services import lay_foundation

    settings = load_settings()
    migrate(settings.url)
    base = lay_foundation(settings)
    base.current.refresh()
    return base, open_doors(base)


def _door(name: str) -> "Door":
    _, doors = _open()
    known = {door.name: door for door in doors}
    if name not in known:
        raise BadInput(f"there is no channel {name!r}; there are {', '.join(known)}")
    if missing := known[name].missing:
        raise BadInput(f"{known[name].title} is off: set {', '.join(missing)} in the environment or in .env")
    return known[name]


def _moment(moment: datetime | None, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else "never"
