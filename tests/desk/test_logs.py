"""No log holds anything of who signs in, of what they do, or of clients."""

import logging
from collections.abc import Callable

import pytest

from salon.desk import cookies
from salon.staff.roles import Role
from tests.app_client import App
from tests.desk.browsers import PASSWORD, Stranger
from tests.desk.conftest import DeskBrowser
from tests.desk.world import furnish

pytest_plugins = ["tests.desk.signing"]


def test_logs_hold_nothing_of_who_signs_in(
    app: App, browser: Stranger, maya: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    _, invitation = app.services.accounts.invite("olga.secret", "Olga Verysecret", Role.OWNER, None)
    browser.sign_in("olga.secret", "a-wrong-one-indeed")
    browser.accept("olga.secret", invitation)
    browser.enrol()
    other = Stranger(app)
    other.sign_in("olga.secret")
    other.send("/desk/login/code", code=browser.recovery_codes[0])
    other.get("/desk/staff")
    other.get("/desk/nowhere?q=olga.secret")

    printed = capfd.readouterr()
    logged = "\n".join([caplog.text, printed.out, printed.err, *(str(vars(one)) for one in caplog.records)])
    secrets = ["olga.secret", "Verysecret", "a-wrong-one-indeed", PASSWORD, invitation, browser.key, browser.token]
    secrets += [other.token, *browser.recovery_codes, browser.code(), browser.http.cookies.get(cookies.FORM) or "-form"]
    # The tests' own browser logs what it asks for.
    logged = "\n".join(line for line in logged.splitlines() if "HTTP Request" not in line)
    assert [secret for secret in secrets if secret in logged] == []


def test_logs_hold_nothing_of_clients(
    desk: DeskBrowser,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    words = ["Zygomatic <b>", "Quixwood"]
    ids = furnish(desk.services, desk.staff_id, words)
    here = f"/desk/conversations/{ids['conversation_id']}"
    caplog.set_level(logging.DEBUG)

    for path in ("", "/lines?after=0", "/facts", "/notes", "/export.json"):
        assert desk.get(here + path).status_code == 200
    for path in ("conversations?text=Quixwood", "diary", "teach", "settings/replies", "staff", "audit", "figures"):
        assert desk.get(f"/desk/{path}").status_code == 200
    for path, field in (("notes", "text"), ("tags", "tag"), ("say", "text")):
        desk.post(f"{here}/{path}", {field: words[1], "message_id": "m1"})
    desk.post("/desk/clients/find", {"value": "07700 900123", "kind": "phone"})
    desk.post("/desk/staff", {"login": "quixwood", "name": words[1], "role": "viewer"})
    monkeypatch.setattr(type(desk.services.viewing), "conversation", fail_with(words[1]))
    assert desk.get(here).status_code == 500

    printed = capfd.readouterr()
    logged = "\n".join([caplog.text, printed.out, printed.err, *(str(vars(one)) for one in caplog.records)])
    logged = "\n".join(line for line in logged.splitlines() if "HTTP Request" not in line)
    assert "failed: RuntimeError at" in logged
    assert [word for word in ("ygomatic", "uixwood", "900123", "Olga", desk.form_token) if word in logged] == []


def fail_with(words: str) -> Callable[..., None]:
    """Return what fails with somebody's words in its error."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(words)

    return fail
