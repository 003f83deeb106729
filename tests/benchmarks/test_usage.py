"""Reading /proc, from a folder that looks like it."""

from pathlib import Path

from benchmarks.usage import cpu_seconds, family, pss_mb


def process(proc: Path, pid: int, nanoseconds: list[int], children: str = "", pss: int = 0) -> None:
    """Write a process with one thread for each figure; the first thread has the children."""
    for index, used in enumerate(nanoseconds):
        thread = proc / str(pid) / "task" / str(pid + index)
        thread.mkdir(parents=True)
        (thread / "schedstat").write_text(f"{used} 5 7\n")
        (thread / "children").write_text("" if index else children)
    (proc / str(pid) / "smaps_rollup").write_text(f"00-ff ---p [rollup]\nRss: 9 kB\nPss: {pss} kB\nPss_Anon: 1 kB\n")


def test_family_of_an_ended_process_is_empty(tmp_path: Path) -> None:
    found = family(7, tmp_path)

    assert found == []


def test_family_holds_children_of_children(tmp_path: Path) -> None:
    process(tmp_path, 10, [0], "20 ")
    process(tmp_path, 20, [0], "30 ")
    process(tmp_path, 30, [0])

    found = family(10, tmp_path)

    assert found == [10, 20, 30]


def test_cpu_seconds_counts_all_threads_once(tmp_path: Path) -> None:
    process(tmp_path, 10, [1_000_000_000, 500_000_000], "20 ")
    process(tmp_path, 20, [250_000_000])

    found = cpu_seconds([10, 20], tmp_path)

    assert found == 1.75


def test_pss_adds_the_shares_of_the_family(tmp_path: Path) -> None:
    process(tmp_path, 10, [0], "20 ", pss=2048)
    process(tmp_path, 20, [0], pss=1024)

    found = pss_mb(10, tmp_path)

    assert found == 3.0
