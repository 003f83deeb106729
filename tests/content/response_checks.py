"""Read data/responses and judge it: each check takes responses and returns its complaints, empty when all is well."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from salon.advice.claims import sentences

from .response_lists import ACTION_UTTERED, CAPITAL_PLACEHOLDERS, PLACEHOLDERS
from .response_rules import ACTIVE_PRODUCTS, PREGNANCY_WORDS, RULES, UNREAD_SOURCES

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Wording:
    """One wording of a response; `name` comes without its `utter_`."""

    name: str
    text: str
    metadata: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    buttons: tuple[Mapping[str, str], ...] = ()


def read_responses(folder: Path) -> list[Wording]:
    """Read every wording of every file in the folder, files in order of their names."""
    return [
        Wording(
            name.removeprefix("utter_"),
            wording["text"],
            wording.get("metadata", {}),
            path.name,
            tuple(wording.get("buttons", ())),
        )
        for path in sorted(folder.glob("*.yml"))
        for name, wordings in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items()
        for wording in wordings
    ]


def read_grades(path: Path) -> dict[str, str]:
    """Read the grade of each source, by its id."""
    return {source["id"]: source["grade"] for source in yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]}


def read_intents(folder: Path) -> set[str]:
    """Read the intents that the training data names."""
    return {
        entry["intent"]
        for path in folder.glob("*.yml")
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        if "intent" in entry
    }


def forbidden_claims(wordings: Iterable[Wording]) -> list[tuple[str, str]]:
    """List (response, rule) for each forbidden word or claim."""
    return [(w.name, rule.name) for w in wordings for rule in RULES if any(map(rule.breaks, sentences(w.text)))]


def source_faults(wordings: Iterable[Wording], grades: Mapping[str, str], unsourced: Iterable[str]) -> list[str]:
    """List what is wrong with the sources: missing, unknown, ungraded, never read, or given to an exempt response."""
    exempt, faults = set(unsourced), []
    for w in wordings:
        sources = w.metadata.get("sources")
        if (w.name in exempt) == (sources is not None):
            faults.append(f"{w.name}: sources {'not expected' if sources else 'missing'}")
        if sources is not None and (not sources or len(set(sources)) != len(sources)):
            faults.append(f"{w.name}: sources empty or twice")
        for source in sources or ():
            if source not in grades or grades[source] not in "GTORE" or source in UNREAD_SOURCES:
                faults.append(f"{w.name}: {source} unknown, ungraded or unread")
    return faults


def bare_percentages(wordings: Iterable[Wording]) -> list[str]:
    """List the responses that quote a percentage without a source."""
    return [w.name for w in wordings if re.search(r"\d ?%|\bper ?cent\b", w.text) and not w.metadata.get("sources")]


def word_limit(name: str) -> tuple[int, int]:
    """Give the least and most words of a response, by the kind that its name shows."""
    if name.startswith("title_"):
        return 2, 6
    if name.startswith("label_"):
        return 1, 12
    return (1, 110) if name.endswith(("_more", "_why")) else (1, 60)


def length_faults(wordings: Iterable[Wording]) -> list[str]:
    """List the responses that are too short or too long."""
    return [w.name for w in wordings if not word_limit(w.name)[0] <= len(w.text.split()) <= word_limit(w.name)[1]]


def unknown_placeholders(wordings: Iterable[Wording]) -> list[tuple[str, str]]:
    """List (response, placeholder) for braces that the application does not fill."""
    return [
        (w.name, found) for w in wordings for found in re.findall(r"\{([^}]*)\}?", w.text) if found not in PLACEHOLDERS
    ]


def small_starts(wordings: Iterable[Wording]) -> list[str]:
    """List the responses with a sentence that begins small: with a small letter or a placeholder filled with one."""
    starts = [(w.name, part) for w in wordings for part in re.split(r"(?<=[.!?])\s+|\n", w.text)]
    return [
        name
        for name, part in starts
        if part[:1].islower() or (part[:1] == "{" and part[1:].split("}")[0] not in CAPITAL_PLACEHOLDERS)
    ]


def broken_links(wordings: Iterable[Wording], intents: Iterable[str]) -> list[tuple[str, str]]:
    """List (response, target) where a follow-up or suggestion leads nowhere."""
    wordings, known = list(wordings), set(intents)
    names, faults = {w.name for w in wordings}, []
    for w in wordings:
        suggested = w.metadata.get("suggest", [])
        if len(suggested) > 3:
            faults.append((w.name, "more than three suggestions"))
        faults += [(w.name, intent) for intent in suggested if intent not in known or f"title_{intent}" not in names]
        for intent, target in w.metadata.get("follow_ups", {}).items():
            if intent not in known or not target.startswith("utter_") or target.removeprefix("utter_") not in names:
                faults.append((w.name, target))
            if target == f"utter_{w.name}":
                faults.append((w.name, "itself"))
    return faults


def unused_responses(wordings: Iterable[Wording], intents: Iterable[str], red_flags: Iterable[str]) -> list[str]:
    """List the responses that no intent, follow-up, action, title, label or red flag leads to."""
    wordings, topics = list(wordings), set(intents)
    used = topics | set(ACTION_UTTERED) | {f"redflag_{group}" for group in red_flags} | {f"title_{t}" for t in topics}
    used |= {target.removeprefix("utter_") for w in wordings for target in w.metadata.get("follow_ups", {}).values()}
    return sorted({w.name for w in wordings if w.name not in used and not w.name.startswith("label_")})


def undated(wordings: Iterable[Wording]) -> list[str]:
    """List the responses without the ISO date of their last review."""
    return [w.name for w in wordings if re.fullmatch(r"20\d\d-\d\d-\d\d", str(w.metadata.get("reviewed"))) is None]


def missing_pregnancy_word(wordings: Iterable[Wording]) -> list[str]:
    """List the responses that speak of retinoids or acids as products and leave pregnancy out."""
    return [
        w.name
        for w in wordings
        if re.search(ACTIVE_PRODUCTS, w.text, re.IGNORECASE) and not re.search(PREGNANCY_WORDS, w.text)
    ]


def emergency_faults(wordings: Iterable[Wording]) -> list[str]:
    """List emergency and crisis responses that ask first, offer a booking or topics, or hide the number."""
    return [
        w.name
        for w in wordings
        if "{emergency_number}" not in w.text
        or re.match(r"Call \{emergency_number\} now|\{crisis_line\}", w.text) is None
        or "?" in w.text
        or re.search(r"\bappointment|\bbook", w.text, re.IGNORECASE)
        or {"suggest", "follow_ups"} & set(w.metadata)
    ]


def shared_sentences(wordings: Iterable[Wording]) -> list[str]:
    """List the sentences that stand in more than one wording: an apology twice sounds like a machine."""
    found = [sentence.lower() for w in wordings for sentence in set(sentences(w.text))]
    return sorted({sentence for sentence in found if found.count(sentence) > 1})
