"""Trains the model, unless one with the same fingerprint exists: `python -m bot.train [--force] [--reviewed FILE]`.

The fingerprint covers all that a model is made of (configuration, domain, training data, NLU code, encoder, lock file),
since Rasa's own cache retrains half of the pipeline every time. What staff corrected belongs to it, by its content: the
model in service is the one that fits the reviewed file in service, wherever that file lies.
"""

import argparse
import hashlib
import os
import sys
import time
from collections.abc import Collection
from pathlib import Path

from bot import runtime

ROOT = Path(__file__).resolve().parent.parent
INGREDIENTS = ("config.yml", "domain.yml", "data", "bot/nlu", "bot/topics.yml", "bot/uv.lock", "encoder")
REVIEWED = "data/nlu/reviewed.yml"
"""Where what staff corrected lies unless `POREWELL_REVIEWED_FILE` says otherwise, and its name in every fingerprint."""
_READ = {".yml", ".py", ".lock", ".onnx", ".json"}
_MODELS_KEPT = 5


def fingerprint(root: Path = ROOT, reviewed: Path | None = None) -> str:
    """Return 16 hex digits that change when anything changes that a model is made of.

    Args:
        root: the repository.
        reviewed: what staff corrected, in place of the file in service; a missing or empty file counts as none.
    """
    digest = hashlib.sha256()
    parts = {str(path.relative_to(root)): path for name in INGREDIENTS for path in _files(root / name)}
    parts.pop(REVIEWED, None)
    if corrected := _corrected(root, reviewed):
        parts[REVIEWED] = corrected
    for name in sorted(parts, key=Path):
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(parts[name].read_bytes()).digest())
    return digest.hexdigest()[:16]


def reviewed_file(root: Path = ROOT) -> Path:
    """Return where what staff corrected lies, or would lie."""
    return Path(os.environ.get("POREWELL_REVIEWED_FILE") or root / REVIEWED)


def _corrected(root: Path, reviewed: Path | None) -> Path | None:
    """Return the file of what staff corrected; a missing or empty one counts as none."""
    path = reviewed or reviewed_file(root)
    return path if path.is_file() and path.read_bytes().strip() else None


def model_path(root: Path = ROOT, reviewed: Path | None = None) -> Path:
    """Return where the model for the present ingredients lies, or would lie; `reviewed` as for `fingerprint`."""
    return models_folder(root) / f"{fingerprint(root, reviewed)}.tar.gz"


def models_folder(root: Path = ROOT) -> Path:
    """Return the folder of all trained models."""
    return Path(os.environ.get("POREWELL_HOME", root / "var")) / "models"


def train(root: Path = ROOT, reviewed: Path | None = None, keep: Collection[str] = ()) -> Path:
    """Train the model for the present ingredients and return its path; a broken run leaves no model behind.

    Args:
        root: the repository.
        reviewed: as for `fingerprint`.
        keep: names of old models that stay, besides the one in service and the newest.
    """
    import rasa

    path = model_path(root, reviewed)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = f"unfinished-{os.getpid()}"
    result = rasa.train(
        domain=str(root / "domain.yml"),
        config=str(root / "config.yml"),
        training_files=training_files(root, reviewed),
        output=str(path.parent),
        fixed_model_name=unfinished,
        force_training=True,
    )
    if result.code or not result.model:
        raise SystemExit("Training failed: see the messages above.")
    Path(result.model).replace(path)
    prune(path.parent, {path.name, model_path(root).name, *keep})
    return path


def training_files(root: Path, reviewed: Path | None = None) -> list[str]:
    """Return the files to train on: all of `data`, with what staff corrected in its place."""
    files = [path for path in sorted((root / "data").rglob("*.yml")) if path != root / REVIEWED]
    if corrected := _corrected(root, reviewed):
        files.append(corrected)
    return [str(path) for path in files]


def prune(folder: Path, keep: Collection[str]) -> None:
    """Delete old models but for the newest few and those named."""
    models = sorted(folder.glob("*.tar.gz"), key=lambda model: model.stat().st_mtime)
    for old in models[:-_MODELS_KEPT]:
        if old.name not in keep:
            old.unlink()


def main() -> None:
    """Train if it is needed, and print the model's path as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--force", action="store_true", help="train even if the model exists")
    parser.add_argument("--path", action="store_true", help="only print where the model lies or would lie")
    parser.add_argument(
        "--reviewed", type=Path, metavar="FILE", help="what staff corrected, in place of that in service"
    )
    parser.add_argument("--keep", action="append", default=[], metavar="NAME", help="an old model that is not deleted")
    options = parser.parse_args()
    path = model_path(reviewed=options.reviewed)
    if options.path:
        print(path)
        return
    if path.exists() and not options.force:
        print(f"This model is trained already: {path.name}", file=sys.stderr)
    else:
        print("Training the model, about a minute (only when its ingredients change) ...", file=sys.stderr, flush=True)
        started = time.monotonic()
        runtime.install()
        reviewed = options.reviewed.resolve() if options.reviewed else None
        os.chdir(ROOT)
        train(reviewed=reviewed, keep=options.keep)
        print(f"Trained in {time.monotonic() - started:.0f} s: {path.name}", file=sys.stderr)
    print(path)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [file for file in path.rglob("*") if file.suffix in _READ]


if __name__ == "__main__":
    main()
