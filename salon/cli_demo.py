"""The command line's part about the demo. A door: parses, calls one service, prints."""

from pathlib import Path
from typing import Annotated

import typer

from salon.settings import ROOT, load_settings

DEMO_HOME = ROOT / "var" / "demo"


def seed_demo(
    *,
    home: Annotated[Path, typer.Option(help="Folder to fill; it is made when missing.")] = DEMO_HOME,
    database: Annotated[str, typer.Option(help="Database URL, in place of a file in the folder.")] = "",
    conversations: Annotated[int, typer.Option(min=1, max=20_000, help="How many conversations.")] = 400,
    days: Annotated[int, typer.Option(min=1, max=365, help="Over how many days until now.")] = 30,
    seed: Annotated[int, typer.Option(help="Decides what happens; the same number, the same month.")] = 1,
    add: Annotated[bool, typer.Option("--add", help="Add to what is stored there.")] = False,
) -> None:
    """Fill a home of its own with a month of a made-up salon, to look at the desk."""
    from salon.clock import clock_from
    from salon.demo.seed import Wish
    from salon.demo.seed import seed as seed_home
    from salon.salon_file import load_salon

    # Never the salon's own database: POREWELL_HOME and POREWELL_DATABASE_URL are left aside.
    settings = load_settings().model_copy(update={"home": home.resolve(), "database_url": database})
    now = clock_from(settings.now, load_salon(settings.salon_file).zone)()
    made = seed_home(settings, Wish(now, conversations, days, seed, add))
    typer.echo("Made: " + ", ".join(f"{count:,} {name}" for name, count in made.counts.items()) + ".")
    typer.echo("\nThe desk's people. These words are shown once; to have others, delete the folder and run it anew.")
    for one in made.team.sign_ins:
        how = f"password {one.password}" if one.password else f"one-time code {one.code}" if one.code else "as before"
        typer.echo(f"  {one.login:<6} {one.role:<8} {how}")
    where = f"POREWELL_HOME={settings.home}" + (f" POREWELL_DATABASE_URL={database}" if database else "")
    typer.echo(f"\nLook at it:  {where} make run\nthen open /desk. An owner's code is used at /desk/welcome.")
