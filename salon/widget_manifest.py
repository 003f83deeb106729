"""What was built of the widget: version, first file, and the hash of each. The page's door and `porewell widget` enter.

`make widget` builds it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from salon.errors import NotFound

BUILT = Path(__file__).parent / "channels" / "widget" / "built"


@dataclass(frozen=True)
class Manifest:
    """`entry` is the file that a website names; `integrity` maps each file to its hash, "sha384-..."."""

    version: str
    entry: str
    integrity: Mapping[str, str]

    @property
    def pinned(self) -> str:
        """The path of this very version's first file, which never changes."""
        return f"/widget/{self.version}/{self.entry}"

    @property
    def evergreen(self) -> str:
        """The path of whichever version is the newest."""
        return f"/widget/{self.entry}"


def read_manifest(folder: Path) -> Manifest:
    """Return what stands in `manifest.json` of the folder.

    Raises:
        NotFound: the widget was not built, or not to the end.
    """
    try:
        found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        return Manifest(found["version"], found["entry"], found["integrity"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotFound(f"the widget is not built: {folder} holds no manifest.json that can be read") from error
