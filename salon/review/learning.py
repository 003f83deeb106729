"""From the queue of corrections to the file that the next model learns, and back. The room's services enter."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from salon.review import reviewed_file, store
from salon.review.models import ACCEPTED, DROPPED, LEARNED, Correction
from salon.review.phrases import Example, normalised


def to_learn(session: Session, present: Sequence[Example]) -> list[Example]:
    """Return all that the next model is to learn.

    That is what the present file teaches, without what was dropped since, and what was accepted.

    Args:
        session: open.
        present: what the file in service teaches.
    """
    dropped = {_key(one) for one in store.in_states(session, [DROPPED])}
    accepted = [Example(one.phrase, one.intent) for one in store.in_states(session, [ACCEPTED])]
    # An accepted phrase takes the place of the same one under another intent.
    changed = {normalised(one.phrase) for one in accepted}
    taught = [
        one
        for one in present
        if normalised(one.phrase) not in changed and (normalised(one.phrase), one.intent) not in dropped
    ]
    return [*taught, *accepted]


def settle(session: Session, content: str, model: str) -> None:
    """Mark what the file in service teaches as learned, and what it does not teach as still to be learnt."""
    taught = {(normalised(one.phrase), one.intent) for one in reviewed_file.read(content)}
    for one in store.in_states(session, [ACCEPTED, LEARNED]):
        if _key(one) in taught:
            one.learned_in = one.learned_in if one.state == LEARNED else model
            one.state = LEARNED
        else:
            one.state, one.learned_in = ACCEPTED, None


def _key(correction: Correction) -> tuple[str, str]:
    """Return a correction as it is found again in the file."""
    return normalised(reviewed_file.plain(correction.phrase)), correction.intent
