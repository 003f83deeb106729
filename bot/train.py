"""Trains the model, unless one with the same fingerprint exists: `python -m bot.train [--force]`.

The fingerprint covers all that a model is made of (configuration, domain, training data, NLU code, encoder, lock file),
since Rasa's own cache retrains half of the pipeline every time.
"""

import argparse
import hashlib
import os
import sys
import time
from pathlib import Path

from bot import runtime

ROOT = Path(__file__).resolve().parent.parent
INGREDIENTS = ("config.yml", "domain.yml", "data", "bot/nlu", "bot/topics.yml", "bot/uv.lock", "encoder")
_READ = {".yml", ".py", ".lock", ".onnx", ".json"}
_MODELS_KEPT = 3


def fingerprint(root: Path = ROOT) -> str:
    """Return 16 hex digits that change when anything changes that a model is made of."""
    digest = hashlib.sha256()
    for path in sorted(path for name in INGREDIENTS for path in _files(root / name)):
        digest.update(f"{path.relative_to(root)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def model_path(root: Path = ROOT) -> Path:
    """Return where the model for the present ingredients lies, or would lie."""
    folder = Path(os.environ.get("POREWELL_HOME", root / "var")) / "models"
    return folder / f"{fingerprint(root)}.tar.gz"


def train(root: Path = ROOT) -> Path:
    """Train the model for the present ingredients and return its path; a broken run leaves no model behind."""
    import rasa

    path = model_path(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = f"unfinished-{os.getpid()}"
    result = rasa.train(
        domain=str(root / "domain.yml"),
        config=str(root / "config.yml"),
        training_files=str(root / "data"),
        output=str(path.parent),
        fixed_model_name=unfinished,
        force_training=True,
    )
    if result.code or not result.model:
        raise SystemExit("Training failed: see the messages above.")
    Path(result.model).replace(path)
    for old in sorted(path.parent.glob("*.tar.gz"), key=lambda model: model.stat().st_mtime)[:-_MODELS_KEPT]:
        old.unlink()
    return path


def main() -> None:
    """Train if it is needed, and print the model's path as the last line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--force", action="store_true", help="train even if the model exists")
    parser.add_argument("--path", action="store_true", help="only print where the model lies or would lie")
    options = parser.parse_args()
    path = model_path()
    if options.path:
        print(path)
        return
    if path.exists() and not options.force:
        print(f"This model is trained already: {path.name}", file=sys.stderr)
    else:
        print("Training the model, about a minute (only when its ingredients change) ...", file=sys.stderr, flush=True)
        started = time.monotonic()
        runtime.install()
        os.chdir(ROOT)
        train()
        print(f"Trained in {time.monotonic() - started:.0f} s: {path.name}", file=sys.stderr)
    print(path)


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [file for file in path.rglob("*") if file.suffix in _READ]


if __name__ == "__main__":
    main()
