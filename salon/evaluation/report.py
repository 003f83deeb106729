"""Prints an evaluation for people."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from salon.errors import BadInput
from salon.evaluation.scoring import Judged


def print_report(figures: dict[str, Any], console: Console) -> None:
    """Print the figures: over all, by topic, and the worst confusions."""
    both = figures["both_answered"]
    console.print(
        f"{figures['rows']} rows   accuracy {figures['accuracy']:.1%}   macro-F1 {figures['macro_f1']:.1%}"
        + (f"   both of two answered {both:.1%}" if both is not None else "")
    )
    topics = Table("topic", "rows", "accuracy", title="By topic")
    for name, topic in figures["topics"].items():
        topics.add_row(name, str(topic["rows"]), f"{topic['accuracy']:.1%}")
    console.print(topics)
    confused = Table("expected", "answered as", "times", title="Worst confusions")
    for one in figures["confusions"]:
        confused.add_row(one["expected"], one["predicted"], str(one["count"]))
    console.print(confused)


def write_errors(judged: Iterable[Judged], path: Path) -> None:
    """Write each wrong row with what was answered, tab-separated.

    Raises:
        BadInput: the file can't be written.
    """
    rows = [
        f"{one.phrase.utterance}\t{one.phrase.expected}\t{'+'.join(one.predicted)}" for one in judged if not one.right
    ]
    try:
        path.write_text("\n".join(["utterance\ttopic\tpredicted", *rows]) + "\n", encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{path} can't be written: {error.strerror}") from error
