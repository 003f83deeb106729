"""What was built of the widget."""

import json
from pathlib import Path

import pytest

from salon.errors import NotFound
from salon.widget_manifest import Manifest, read_manifest

WHOLE = {"version": "1f2e3d4c", "entry": "porewell-chat.js", "integrity": {"porewell-chat.js": "sha384-x"}}


@pytest.mark.parametrize("content", [None, "", "{", "[]", "7", json.dumps(WHOLE | {"version": None})[:-20]])
def test_widget_that_is_not_built(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.json").write_text(content, encoding="utf-8")

    with pytest.raises(NotFound, match="the widget is not built"):
        read_manifest(tmp_path)


def test_read_manifest(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(WHOLE | {"more": 1}), encoding="utf-8")

    manifest = read_manifest(tmp_path)

    assert manifest == Manifest("1f2e3d4c", "porewell-chat.js", {"porewell-chat.js": "sha384-x"})
    assert (manifest.pinned, manifest.evergreen) == ("/widget/1f2e3d4c/porewell-chat.js", "/widget/porewell-chat.js")
