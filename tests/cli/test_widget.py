"""`porewell widget`: what it refuses in one line, and what it prints."""

import json
import re
from pathlib import Path

import pytest

from salon import widget_manifest
from salon.settings import ROOT
from tests.cli.runs import refused, run


def test_widget_that_is_not_built(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(widget_manifest, "BUILT", home)

    said = refused(monkeypatch, capsys, "widget")

    assert said == f"porewell: the widget is not built: {home} holds no manifest.json that can be read\n"


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ({"POREWELL_PORT": "8010"}, "http://127.0.0.1:8010"),
        ({"POREWELL_PUBLIC_URL": "https://chat.example/"}, "https://chat.example"),
    ],
)
def test_widget(home: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], address: str) -> None:
    manifest = {"version": "1f2e3d4c", "entry": "porewell-chat.js", "integrity": {"porewell-chat.js": "sha384-x"}}
    (home / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    monkeypatch.setattr(widget_manifest, "BUILT", home)
    salon_file = (ROOT / "salon.yml").read_text(encoding="utf-8")
    (home / "salon.yml").write_text(
        re.sub(r"origins: \[.*\]", "origins: [https://a.example, https://b.example]", salon_file), encoding="utf-8"
    )
    for name, value in (settings | {"POREWELL_SALON_FILE": str(home / "salon.yml")}).items():
        monkeypatch.setenv(name, value)

    lines = run("widget").splitlines()

    assert [line for line in lines if "<" in line or "integrity" in line][1:] == [
        f'<script type="module" src="{address}/widget/1f2e3d4c/porewell-chat.js"',
        '        integrity="sha384-x" crossorigin="anonymous"></script>',
        "<porewell-chat></porewell-chat>",
        f'<script type="module" src="{address}/widget/porewell-chat.js"></script>',
        "<porewell-chat></porewell-chat>",
    ]
    assert f"Websites that may show it, besides {address}: https://a.example, https://b.example." in lines
