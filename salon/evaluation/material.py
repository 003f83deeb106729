"""What models are checked on: the files, and a digest that tells whether they are still the same. Rooms and the check enter."""

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Material:
    """What a model is checked on, as files in order."""

    phrases: tuple[Path, ...]
    red_flags: tuple[Path, ...]
    dialogues: tuple[Path, ...]
    own: tuple[Path, ...]

    def digest(self, *more: Path) -> str:
        """Return 64 hex digits that change with the content of any of them, or of the files in `more`."""
        hashed = hashlib.sha256()
        for path in (*self.phrases, *self.red_flags, *self.dialogues, *self.own, *more):
            hashed.update(f"{path.name}\0".encode())
            hashed.update(hashlib.sha256(path.read_bytes()).digest())
        return hashed.hexdigest()


def material(folder: Path, own: Path) -> Material:
    """Return what lies in a folder like `tests`, and the dialogues of the salon's own in another."""
    return Material(
        tuple(sorted((folder / "heldout").glob("phrases_*.tsv"))),
        tuple(sorted((folder / "heldout").glob("redflags*.tsv"))),
        tuple(sorted((folder / "conversations").glob("heldout*/*.yml"))),
        tuple(sorted(own.glob("*.yml"))),
    )
