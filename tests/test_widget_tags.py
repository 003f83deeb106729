"""The lines of HTML that put the chat on a website."""

from salon.widget_manifest import Manifest
from salon.widget_tags import evergreen_tag, pinned_tag

MANIFEST = Manifest("1f2e3d4c", "porewell-chat.js", {"porewell-chat.js": "sha384-x", "more-1.js": "sha384-y"})


def test_pinned_tag() -> None:
    assert pinned_tag("https://chat.example", MANIFEST) == (
        '<script type="module" src="https://chat.example/widget/1f2e3d4c/porewell-chat.js"\n'
        '        integrity="sha384-x" crossorigin="anonymous"></script>\n'
        "<porewell-chat></porewell-chat>"
    )


def test_evergreen_tag() -> None:
    assert evergreen_tag("https://chat.example", MANIFEST) == (
        '<script type="module" src="https://chat.example/widget/porewell-chat.js"></script>\n'
        "<porewell-chat></porewell-chat>"
    )
