"""Measures the nets on labelled files: `python -m salon.safety.measure FILE... [--json]`. Prints counts, never phrases."""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from salon.advice.red_flags import RedFlag, RedFlagLookout
from salon.safety.nets import RedFlagNets
from salon.safety.phrases import Phrase, read_phrases
from salon.settings import ROOT


@dataclass(slots=True)
class Report:
    """Counts over labelled phrases.

    Attributes:
        seen: phrases by group (of the label; also hard_negative and ordinary).
        caught: of these, how many the nets caught; a catch in hard_negative or ordinary is a false alarm.
        level_right: caught flags whose level is the label's own.
        level_below: caught flags whose level is milder than the label's: the dangerous mistake.
        levels: phrases by level of the label, and how many were caught.
    """

    seen: Counter[str] = field(default_factory=Counter)
    caught: Counter[str] = field(default_factory=Counter)
    level_right: int = 0
    level_below: int = 0
    levels: dict[str, list[int]] = field(default_factory=dict)

    def add(self, phrase: Phrase, flag: RedFlag | None) -> None:
        """Count one phrase and what the nets said of it."""
        self.seen[phrase.group] += 1
        of_level = self.levels.setdefault(phrase.level, [0, 0])
        of_level[1] += 1
        if flag is None:
            return
        self.caught[phrase.group] += 1
        of_level[0] += 1
        if phrase.is_flag:
            order = ["doctor", "crisis", "emergency"]
            said = order.index(flag.level.name.lower())
            self.level_right += said == order.index(phrase.level)
            self.level_below += said < order.index(phrase.level)

    def as_dict(self) -> dict[str, object]:
        """Return the report for machines: shares between 0 and 1, None where nothing was seen."""
        flags = {level: counts for level, counts in self.levels.items() if level != "none"}
        caught, seen = (sum(counts[i] for counts in flags.values()) for i in (0, 1))
        return {
            "recall": caught / seen if seen else None,
            "recall_by_level": {level: got / of for level, (got, of) in sorted(flags.items())},
            "level_right": self.level_right / caught if caught else None,
            "level_below": self.level_below / caught if caught else None,
            "groups": {group: [self.caught[group], self.seen[group]] for group in sorted(self.seen)},
        }


def measure(nets: RedFlagLookout, phrases: Iterable[Phrase]) -> Report:
    """Ask `nets` about each phrase and count."""
    report = Report()
    for phrase in phrases:
        report.add(phrase, nets.look(phrase.text))
    return report


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the nets on labelled files, tab-separated: utterance, level, group or utterance, topic."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--encoder", type=Path, default=ROOT / "encoder")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    phrases = [phrase for path in options.files for phrase in read_phrases(path)]
    report = measure(RedFlagNets.load(options.encoder), phrases)
    print(json.dumps(report.as_dict(), indent=2) if options.json else table(report))


def table(report: Report) -> str:
    """Return the report for people: what was caught of each group and level."""
    lines = [f"{'group':<18}{'caught':>8}{'of':>6}"]
    lines += [f"{group:<18}{report.caught[group]:>8}{count:>6}" for group, count in sorted(report.seen.items())]
    lines += [f"level {level:<12}{got:>8}{of:>6}" for level, (got, of) in sorted(report.levels.items())]
    caught = sum(got for level, (got, _) in report.levels.items() if level != "none")
    lines += [
        f"{'level right':<18}{report.level_right:>8}{caught:>6}",
        f"{'level below':<18}{report.level_below:>8}{caught:>6}",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
