"""The command line's part about what is stored: erasing by age, and rotating keys. A door: parses, calls one service."""

import json
from collections.abc import Mapping
from typing import Annotated

import typer

from salon.settings import load_settings


def retention(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count only; change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Erase what is older than the salon keeps it; the app does so by itself once a day."""
    from salon.clock import clock_from
    from salon.configuration.current import CurrentSettings
    from salon.inbox.indexing import SearchIndex
    from salon.inbox.vocabulary import Vocabulary
    from salon.migrate import migrate
    from salon.privacy.retention import Retention
    from salon.review.dialogue_tests import DIALOGUES, forget_test
    from salon.services import open_database, staff_sweeps
    from salon.staff.audit import Audit
    from salon.staff.sessions import Sessions
    from salon.staff.signing_in import SigningIn
    from salon.yaml_reading import read_yaml

    settings = load_settings()
    migrate(settings.url)
    file = read_yaml(settings.salon_file)
    database, vault = open_database(settings)
    current = CurrentSettings(database, file)
    current.refresh()
    clock = clock_from(settings.now, current.salon.zone)
    audit = Audit(database, vault, clock)
    sessions = Sessions(database, vault, clock, settings.desk_idle, settings.desk_longest)
    signing_in = SigningIn(database, vault, clock, sessions, audit, current.salon.name)
    sweeps = staff_sweeps(sessions, signing_in, audit)
    forget = SearchIndex(database, Vocabulary(database)).forget
    folder = settings.home / DIALOGUES
    service = Retention(database, clock, current.salon, sweeps, forget, lambda one: forget_test(folder, one))
    _print("Old now" if dry_run else "Erased", service.due() if dry_run else service.run(), as_json=as_json)


def rotate_key() -> None:
    """Encrypt everything anew with the newest key; see "Keys" in docs/operating.md."""
    from salon import services  # every room's tables
    from salon.migrate import migrate
    from salon.privacy.rotation import rotate

    settings = load_settings()
    migrate(settings.url)
    database, vault = services.open_database(settings)
    for table, rows, changed in rotate(database, vault):
        typer.echo(f"{table:<24} {rows:>9,} rows, {changed:,} values encrypted anew")
    typer.echo("Everything is under the newest key. Keep the oldest key in its place: numbers are looked up by it.")


def _print(title: str, rows: Mapping[str, int], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(dict(rows), indent=2))
        return
    found = ", ".join(f"{table} {count:,}" for table, count in rows.items() if count)
    typer.echo(f"{title}: {found or 'nothing'}.")
