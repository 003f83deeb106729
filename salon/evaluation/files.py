"""Reads files of phrases with the topics expected of them. Pure but for the reading."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from salon.errors import BadInput


@dataclass(frozen=True)
class Phrase:
    """A phrase and what it asks: every one of `parts` has to be answered, each by any of its topics."""

    line: int
    utterance: str
    expected: str
    parts: tuple[frozenset[str], ...]

    @property
    def topic(self) -> str:
        """The first topic named: the one that the phrase is counted under."""
        return self.expected.split("+")[0].split("|")[0].strip()


def read_phrases(path: Path, topics: Collection[str]) -> list[Phrase]:
    """Read a tab-separated file with a header; `utterance` and `topic` are among its columns, no quoting.

    Args:
        path: UTF-8; a topic is one name, alternatives parted by `|`, two topics in one message joined by `+`.
        topics: the names that may stand there.

    Raises:
        BadInput: the file can't be read, or a line is wrong; says which, and what would be right.
    """
    lines = _lines(path)
    header = lines[0].split("\t")
    for name in ("utterance", "topic"):
        if name not in header:
            raise BadInput(f"{path}, line 1: no column {name!r}; the header names utterance and topic, parted by tabs")
    return [
        _phrase(path, number, line, header, topics) for number, line in enumerate(lines[1:], start=2) if line.strip()
    ]


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path} can't be opened: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    lines = text.split("\n")
    if not lines[0].strip():
        raise BadInput(f"{path}, line 1: empty; the header names utterance and topic, parted by tabs")
    return lines


def _phrase(path: Path, number: int, line: str, header: list[str], topics: Collection[str]) -> Phrase:
    cells = line.split("\t")
    if len(cells) != len(header):
        raise BadInput(
            f"{path}, line {number}: {len(cells)} columns where the header has {len(header)}; part them by tabs"
        )
    row = dict(zip(header, cells, strict=True))
    if not row["utterance"].strip():
        raise BadInput(f"{path}, line {number}: no utterance")
    parts = tuple(frozenset(name.strip() for name in part.split("|")) for part in row["topic"].split("+"))
    for name in sorted(frozenset().union(*parts) - set(topics)):
        raise BadInput(f"{path}, line {number}: {name!r} is no topic; the topics are {', '.join(sorted(topics))}")
    return Phrase(number, row["utterance"], row["topic"].strip(), parts)
