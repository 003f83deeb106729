"""`porewell staff …`: the first owner, everybody else, and what the commands refuse in one line."""

import re

import pytest
from typer.testing import CliRunner

from salon.cli import app
from salon.cli_staff import _open
from salon.staff.accounts import Accounts
from salon.staff.roles import Role
from salon.staff.sessions import ENROL
from salon.staff.signing_in import SigningIn
from tests.cli.runs import refused, run

PASSWORD = "plum kettle harbour nine"
CODE = re.compile(r"Code:   ([A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}) ")


@pytest.fixture
def accounts() -> Accounts:
    """Return the accounts as the commands see them."""
    return _open()[0]


@pytest.fixture
def signing_in(accounts: Accounts) -> SigningIn:
    """Return the way in."""
    return accounts._signing_in


def code_in(said: str) -> str:
    """Return the one-time code that a command printed."""
    found = CODE.search(said)
    assert found is not None, said
    return found[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--login", "no login", "--name", "Olga"), "A login is an e-mail address, or"),
        (("--login", "olga", "--name", " "), "A name has 1 to 80 characters"),
    ],
)
def test_add_of_what_can_not_be(
    accounts: Accounts,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    line = refused(monkeypatch, capsys, "staff", "add", *arguments)

    assert line.startswith(f"porewell: {said}")
    assert line.count("\n") == 1
    assert not accounts.exists()


def test_add_of_a_login_that_is_taken(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts.invite("olga", "Olga", Role.OWNER, None)

    line = refused(monkeypatch, capsys, "staff", "add", "--login", "OLGA", "--name", "Other")

    assert line == "porewell: Another account has this login.\n"


def test_first_owner_has_no_password_but_a_code(accounts: Accounts, signing_in: SigningIn) -> None:
    said = run("staff", "add", "--login", "olga@salon.example", "--name", "Olga")

    [olga] = accounts.all()
    assert (olga.login, olga.name, olga.role, olga.signed_in_at) == ("olga@salon.example", "Olga", Role.OWNER, None)
    assert said.startswith("Olga (Owner) sets a password here:  http://127.0.0.1:8000/desk/welcome\n")
    step = signing_in.accept("olga@salon.example", code_in(said), PASSWORD, "", "")
    assert step.stage == ENROL


def test_add_asks_for_login_and_name(accounts: Accounts) -> None:
    ended = CliRunner().invoke(app, ["staff", "add", "--role", "viewer"], input="vera\nVera\n")

    assert ended.exit_code == 0
    assert [(one.login, one.name, one.role) for one in accounts.all()] == [("vera", "Vera", Role.VIEWER)]


def test_add_names_the_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POREWELL_PUBLIC_URL", "https://chat.example/")

    assert "https://chat.example/desk/welcome" in run("staff", "add", "--login", "olga", "--name", "Olga")


def test_code_that_goes_into_a_file_is_warned_of() -> None:
    ended = CliRunner().invoke(app, ["staff", "add", "--login", "olga", "--name", "Olga"])

    assert "This output holds the code: keep it nowhere." in ended.stderr
    assert "keep it nowhere" not in ended.stdout


@pytest.mark.parametrize("command", ["invite", "off", "on"])
def test_command_for_nobody(command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    line = refused(monkeypatch, capsys, "staff", command, "nobody")

    assert line == "porewell: nobody has this login; `porewell staff list` shows all\n"


def test_invite_begins_anew(accounts: Accounts, signing_in: SigningIn) -> None:
    _, old = accounts.invite("maya", "Maya", Role.STAFF, None)
    signing_in.accept("maya", old, PASSWORD, "", "")

    new = code_in(run("staff", "invite", "MAYA"))

    assert signing_in.accept("maya", new, "another kettle by the plum", "", "").stage == "open"


def test_only_owner_is_not_switched_off(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts.invite("olga", "Olga", Role.OWNER, None)

    line = refused(monkeypatch, capsys, "staff", "off", "olga")

    assert line == "porewell: This is the only owner who can sign in. Make somebody else owner first.\n"


def test_off_and_on(accounts: Accounts) -> None:
    staff_id, _ = accounts.invite("maya", "Maya", Role.STAFF, None)

    assert run("staff", "off", "maya") == "Switched off.\n"
    assert accounts.get(staff_id).disabled
    assert run("staff", "on", "maya") == "Switched on.\n"
    assert not accounts.get(staff_id).disabled


def test_list_of_nobody() -> None:
    assert run("staff", "list") == "Nobody has an account yet: .venv/bin/porewell staff add\n"


def test_list(accounts: Accounts, signing_in: SigningIn) -> None:
    _, code = accounts.invite("maya", "Maya", Role.STAFF, None)
    signing_in.accept("maya", code, PASSWORD, "", "")
    accounts.invite("olga@salon.example", "Olga", Role.OWNER, None)
    gone, _ = accounts.invite("vera", "Vera", Role.VIEWER, None)
    accounts.switch(gone, None, on=False)

    assert run("staff", "list").splitlines() == [
        "maya                            Staff      in use        Maya",
        "olga@salon.example              Owner      invited       Olga",
        "vera                            Read only  switched off  Vera",
    ]
