"""Opens the review room: its services, wired together once per process. `salon/services.py` enters."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from salon.clock import Clock
from salon.conversations.engine import Engines
from salon.db import Database
from salon.review.comparison import Bounds
from salon.review.corrections import Corrections
from salon.review.dialogue_tests import DIALOGUES, DialogueTests
from salon.review.phrases import KnownPhrases
from salon.review.redacting import Redactions
from salon.review.serving import Serving
from salon.review.trainings import Trainings
from salon.review.unanswered import Unanswered
from salon.review.workshop import Processes, Workshop
from salon.safety.encoder import Encoder
from salon.secrets import Vault
from salon.settings import Settings


@dataclass(frozen=True)
class ReviewRoom:
    """What staff correct, and how the bot learns from it."""

    corrections: Corrections
    unanswered: Unanswered
    trainings: Trainings
    serving: Serving
    dialogue_tests: DialogueTests


def open_review(
    settings: Settings,
    database: Database,
    vault: Vault,
    clock: Clock,
    country: str,
    engines: Engines,
    encoder: Encoder,
    examples: Path,
    announce: Callable[[str], None],
    workshop: Workshop | None = None,
) -> ReviewRoom:
    """Return the room's services; nothing is read or started yet.

    Args:
        country: two capital letters, of telephone numbers without a code.
        examples: folder of the phrases that Porewell comes with.
        announce: wakes the desk's pages; called in the event loop, with a topic.
        workshop: in place of the one that trains.
    """
    workshop = workshop or Processes(settings)
    known = KnownPhrases(examples, settings.check_folder, encoder)
    redactions = Redactions(known, country)
    bounds = Bounds(settings.largest_drop_points, settings.largest_topic_drop_points)
    trainings = Trainings(database, clock, workshop, settings.reviewed_file, bounds, announce)
    return ReviewRoom(
        Corrections(database, vault, clock, known, redactions),
        Unanswered(database, clock, redactions, encoder),
        trainings,
        Serving(database, clock, workshop, engines, trainings, settings.reviewed_file, announce),
        DialogueTests(database, redactions, settings.home / DIALOGUES),
    )
