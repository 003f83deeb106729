"""The command line: `.venv/bin/porewell …`. A door: parses, calls one service, prints."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from salon.cli_channels import channels
from salon.cli_demo import seed_demo
from salon.cli_privacy import retention, rotate_key
from salon.cli_staff import staff
from salon.errors import BadInput, PorewellError
from salon.settings import load_settings

app = typer.Typer(no_args_is_help=True, add_completion=False, help="The skincare assistant of a beauty salon.")
app.add_typer(staff)
app.add_typer(channels)
app.command()(retention)
app.command()(rotate_key)
app.command()(seed_demo)


@app.command()
def run() -> None:
    """Run app and engine under one supervisor until you press Ctrl-C."""
    from salon.supervise import run as supervise

    raise typer.Exit(supervise(load_settings()))


@app.command()
def chat() -> None:
    """Talk to the bot in this terminal."""
    from salon.chat import chat as talk

    raise typer.Exit(talk(load_settings()))


@app.command()
def migrate() -> None:
    """Bring the database to the newest version."""
    from salon.migrate import migrate as migrate_database

    migrate_database(load_settings().url)
    typer.echo("The database is up to date.")


@app.command()
def appointments(*, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the stored appointments, by start."""
    from salon.booking.service import BookingService
    from salon.clock import clock_from
    from salon.configuration.current import CurrentSettings
    from salon.migrate import migrate as migrate_database
    from salon.services import open_database
    from salon.yaml_reading import read_yaml

    settings = load_settings()
    migrate_database(settings.url)
    file = read_yaml(settings.salon_file)
    database, vault = open_database(settings)
    current = CurrentSettings(database, file)
    current.refresh()
    salon = current.salon
    booking = BookingService(database, salon, clock_from(settings.now, salon.zone), vault)
    names = {treatment.id: treatment.name for treatment in salon.treatments}
    rows = [
        {
            "id": one.id,
            "treatment": names.get(one.treatment_id, one.treatment_id),  # the salon may not offer it any more
            "starts_at": one.starts_at.isoformat(),
            "name": one.name,
            "phone": one.phone,
            "status": str(one.status),
            "conversation_id": one.conversation_id,
        }
        for one in booking.all_appointments()
    ]
    if as_json:
        typer.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for row in rows:
        typer.echo(f"{row['starts_at'][:16].replace('T', ' ')}  {row['status']:<9}  {row['treatment']}, {row['name']}")
    if not rows:
        typer.echo("No appointments are stored.")


@app.command()
def evaluate(
    file: Annotated[Path, typer.Argument(help="Tab-separated phrases with the columns utterance and topic.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    errors: Annotated[Path | None, typer.Option(help="Write each wrong row to this file.")] = None,
) -> None:
    """Measure what the whole product understands of a file of phrases."""
    from rich.progress import track

    from salon.evaluation.files import read_phrases
    from salon.evaluation.report import print_report, write_errors
    from salon.evaluation.scoring import Judged, score
    from salon.evaluation.understanding import open_understanding
    from salon.safety.nets import RedFlagNets
    from salon.services import ENCODER
    from salon.topics import FOLLOW_UP, load_topics

    topics = load_topics()
    phrases = read_phrases(file, {entry.topic for entry in topics.values()} - {FOLLOW_UP})
    if errors:
        if errors.exists() and errors.samefile(file):
            raise BadInput(f"--errors {errors} is the file of phrases itself; name another")
        write_errors((), errors)  # what can't be written should fail now, not after the measuring
    progress = Console(stderr=True)
    with open_understanding(RedFlagNets.load(ENCODER), topics) as understanding:
        judged = [
            Judged(phrase, understanding.topics_of(phrase.utterance))
            for phrase in track(phrases, "Reading phrases", console=progress, transient=True)
        ]
    figures: dict[str, Any] = score(judged)
    if errors:
        write_errors(judged, errors)
    if as_json:
        typer.echo(json.dumps(figures, indent=2))
    else:
        print_report(figures, Console())


@app.command()
def widget() -> None:
    """Print the tags that put the chat on a website."""
    from salon import widget_manifest
    from salon.programs import address
    from salon.salon_file import load_salon
    from salon.widget_tags import evergreen_tag, pinned_tag

    settings = load_settings()
    manifest = widget_manifest.read_manifest(widget_manifest.BUILT)
    origins = load_salon(settings.salon_file).widget.origins
    url = settings.public_url or address(settings)
    typer.echo("Paste this into the website's page, before </body>. After an update of Porewell, print it anew:\n")
    typer.echo(pinned_tag(url, manifest))
    typer.echo("\nOr this, which is the newest version after each update:\n")
    typer.echo(evergreen_tag(url, manifest))
    typer.echo(f"\nWebsites that may show it, besides {url}: {', '.join(origins) or 'none'}.")
    typer.echo("Others are added to widget.origins in salon.yml; then restart Porewell.")


def main() -> None:
    """Run the command line; an error that we know ends in one clear line."""
    try:
        app()
    except PorewellError as error:
        typer.echo(f"porewell: {error}", err=True)
        raise SystemExit(2) from error
