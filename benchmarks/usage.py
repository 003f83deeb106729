"""What processes cost, read from Linux's /proc: CPU seconds to the nanosecond, memory as PSS."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")


def family(pid: int, proc: Path = PROC) -> list[int]:
    """Return the process and all that descend from it, parents first; empty if it has ended."""
    found = []
    try:
        threads = sorted((proc / str(pid) / "task").iterdir())
        found = [pid]
        for thread in threads:
            for child in (thread / "children").read_text().split():
                found += family(int(child), proc)
    except (FileNotFoundError, ProcessLookupError):
        pass
    return found


def cpu_seconds(pids: Iterable[int], proc: Path = PROC) -> float:
    """Return the CPU seconds that the living threads of these processes and their descendants have used."""
    total = 0
    for member in {member for pid in pids for member in family(pid, proc)}:
        for thread in _threads(member, proc):
            try:
                total += int((thread / "schedstat").read_text().split()[0])
            except (FileNotFoundError, ProcessLookupError):
                continue
    return total / 1e9


def pss_mb(pid: int, proc: Path = PROC) -> float:
    """Return the memory of a process and its descendants in MB, pages that several share counted in shares."""
    kilobytes = 0
    for member in family(pid, proc):
        for line in (proc / str(member) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                kilobytes += int(line.split()[1])
    return kilobytes / 1024


class Foreign:
    """How many cores other processes of this machine used while ours were measured."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._busy = _busy_seconds()

    def cores(self, own_seconds: float) -> float:
        """Return the cores used by others since this was made, when ours used `own_seconds` of CPU in that time."""
        elapsed = time.monotonic() - self._began
        return max(0.0, (_busy_seconds() - self._busy - own_seconds) / elapsed)


def _busy_seconds() -> float:
    first = (PROC / "stat").read_text().splitlines()[0]
    user, nice, system, _idle, _waiting, hard, soft, *_others = (int(ticks) for ticks in first.split()[1:])
    return (user + nice + system + hard + soft) / os.sysconf("SC_CLK_TCK")


def _threads(pid: int, proc: Path) -> list[Path]:
    try:
        return list((proc / str(pid) / "task").iterdir())
    except (FileNotFoundError, ProcessLookupError):
        return []
