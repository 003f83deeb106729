"""The lines of HTML that put the chat on a website. Pure; `salon.cli` enters."""

from salon.widget_manifest import Manifest

ELEMENT = "<porewell-chat></porewell-chat>"


def pinned_tag(url: str, manifest: Manifest) -> str:
    """Return the tag of this very version: the browser runs the file only if it is the one that was built.

    Args:
        url: where browsers reach the app, without a slash at the end.
    """
    integrity = manifest.integrity[manifest.entry]
    source = f'src="{url}{manifest.pinned}"'
    return (
        f'<script type="module" {source}\n        integrity="{integrity}" crossorigin="anonymous"></script>\n{ELEMENT}'
    )


def evergreen_tag(url: str, manifest: Manifest) -> str:
    """Return the tag of whichever version is the newest. Arguments as for `pinned_tag`."""
    return f'<script type="module" src="{url}{manifest.evergreen}"></script>\n{ELEMENT}'
