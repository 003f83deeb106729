"""The other widgets, axe and the sizes under Brotli, all through Node: installed under var/benchmark, as pinned."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.programs import HOME

PEERS = Path(__file__).parent / "peers"
INSTALLED = HOME / "widget" / "peers"
MODULES = INSTALLED / "node_modules"
_BIN = Path(__file__).resolve().parents[2] / ".venv" / "bin"


def program(name: str) -> str:
    """Return the path of `node` or `npm`: the environment's own, else the machine's.

    Raises:
        SystemExit: there is none.
    """
    found = shutil.which(name, path=str(_BIN)) or shutil.which(name)
    if not found:
        raise SystemExit(f"This benchmark needs {name}: `make setup` installs it.")
    return found


def install_peers() -> None:
    """Install what the lock file names, without running any package's scripts, unless that was done before."""
    lock = (PEERS / "package-lock.json").read_bytes()
    done = INSTALLED / "installed.json"
    if done.exists() and done.read_bytes() == lock:
        return
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PEERS / name, INSTALLED / name)
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    subprocess.run([program("npm"), "ci", *quiet], cwd=INSTALLED, check=True)
    done.write_bytes(lock)


def axe() -> str:
    """Return the source of axe-core."""
    return (MODULES / "axe-core" / "axe.min.js").read_text()


def brotli_sizes(files: Sequence[Path]) -> list[int]:
    """Return the size of each file under Brotli at its best, in bytes."""
    command = [program("node"), str(PEERS / "brotli.mjs"), *map(str, files)]
    sizes: list[int] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return sizes
