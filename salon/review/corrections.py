"""Corrections: what staff say that a client's message meant. Doors enter.

A phrase is kept only as its redacted text, which staff have seen and confirmed.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from uuid import uuid4

from sqlalchemy.orm import Session

from salon.clock import Clock
from salon.conversations.models import Message
from salon.db import Database
from salon.errors import BadInput, PorewellError, Refused
from salon.review import conflicts, store
from salon.review.conflicts import Conflict, Standing
from salon.review.models import ACCEPTED, DROPPED, LEARNED, WAITING, Correction, CorrectionMention
from salon.review.phrases import Example, KnownPhrases, normalised
from salon.review.redacting import Redactions
from salon.review.redaction import Redaction
from salon.review.splitting import halves
from salon.review.views import CorrectionView, Proposal, Taken, ranking_of, view_of
from salon.secrets import Vault
from salon.topics import FALLBACK, Topic, load_topics

LONGEST_PHRASE = 300
MOST_PARTS = 2
_SHOWN = 200


class Corrections:
    """Takes corrections and keeps their queue."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        clock: Clock,
        known: KnownPhrases,
        redactions: Redactions,
    ) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock
        self._known = known
        self._redactions = redactions
        self._topics: dict[str, Topic] = {name: topic for name, topic in load_topics().items() if name != FALLBACK}

    @property
    def topics(self) -> dict[str, Topic]:
        """What a message can be corrected to, by intent."""
        return self._topics

    def proposal(self, message_id: str) -> Proposal:
        """Return a client's message with what looks personal taken out.

        Raises:
            NotFound: it is not there any more.
        """
        with self._database.reading() as session:
            message = store.message(session, message_id)
            phrase = self._redactions.of(session, message.conversation_id).propose(message.text)
            return Proposal(
                message.id,
                message.conversation_id,
                phrase,
                halves(phrase),
                message.intent,
                message.confidence,
                ranking_of(message),
                tuple(one.intent for one in store.made_on(session, message_id)),
            )

    def correct(self, message_id: str, parts: Sequence[Example], by: str) -> list[CorrectionView]:
        """Keep what a message meant: one part, or two where it was two questions.

        Args:
            parts: phrases as staff confirmed them, each with its intent.
            by: name of the member of staff.

        Raises:
            NotFound: the message is not there any more.
            BadInput: a phrase can't be kept as it is: something personal, too long, an unknown intent. Says which.
            Refused: the bot is measured with it, or Porewell's own phrases have it under another intent.
        """
        if not 1 <= len(parts) <= MOST_PARTS:
            raise BadInput("A message is one question, or two.")
        parts = [Example(" ".join(part.phrase.split()), part.intent) for part in parts]
        with self._database.reading() as session:
            message = store.message(session, message_id)
            redaction = self._redactions.of(session, message.conversation_id)
            standing = _standing(session)
        for part in parts:
            self._check(part, redaction)
        found = [conflicts.find(self._known, part, standing) for part in parts]
        together = str(uuid4()) if len(parts) > 1 else None
        with self._database.transaction() as session:
            message = store.message(session, message_id)
            kept = [
                self._keep(session, message, part, against, together, by)
                for part, against in zip(parts, found, strict=True)
            ]
            return [view_of(one, 1, message.conversation_id) for one in kept]

    def correct_all(self, message_ids: Collection[str], intent: str, by: str) -> Taken:
        """Give several messages the same meaning; those that can't be kept as proposed are left out and counted."""
        kept, left_out = 0, Counter[str]()
        for message_id in dict.fromkeys(message_ids):
            try:
                self.correct(message_id, [Example(self.proposal(message_id).phrase, intent)], by)
                kept += 1
            except PorewellError as error:
                left_out[str(error)] += 1
        return Taken(kept, dict(left_out))

    def queue(self, state: str) -> list[CorrectionView]:
        """Return the newest corrections in a state."""
        with self._database.reading() as session:
            return [
                view_of(one.correction, one.count, one.conversation_id)
                for one in store.mentioned(session, state, _SHOWN)
            ]

    def counts(self) -> dict[str, int]:
        """Return how many corrections there are, by state."""
        with self._database.reading() as session:
            return store.counts(session)

    def decide(self, correction_id: str, by: str, *, keep: bool) -> None:
        """Accept a correction in spite of what stands against it, or drop it. Other corrections against it are dropped.

        Raises:
            NotFound: it is not there any more.
            Refused: exactly this phrase stands under another intent among those that Porewell comes with.
        """
        with self._database.transaction() as session:
            correction = store.correction(session, correction_id)
            if keep:
                self._refuse_contradiction(Example(correction.phrase, correction.intent))
                for one in conflicts.load(correction.conflict):
                    if one.correction_id and one.correction_id != correction_id:
                        self._drop_other(session, one.correction_id, by)
            correction.state = ACCEPTED if keep else DROPPED
            correction.decided_by, correction.decided_at = by, self._clock()

    def _check(self, part: Example, redaction: Redaction) -> None:
        """Refuse a phrase that may not be kept, or can't teach anything."""
        if part.intent not in self._topics:
            raise BadInput("Choose a topic from the list.")
        if not normalised(part.phrase):
            raise BadInput("There are no words left in it that could teach anything.")
        if len(part.phrase) > LONGEST_PHRASE:
            raise BadInput(
                f"This is too long to teach: keep the question alone, in at most {LONGEST_PHRASE} characters."
            )
        if personal := redaction.left(part.phrase):
            raise BadInput(f"There is still {' and '.join(personal)} in it. Take it out, then keep the phrase.")
        if self._known.is_held_out(part.phrase):
            raise Refused(
                "The bot is measured with exactly this phrase, so it may not learn it: the measure would lie. "
                "Put the question into other words and teach those."
            )

    def _refuse_contradiction(self, part: Example) -> None:
        if others := self._known.intents_of(part.phrase) - {part.intent}:
            named = ", ".join(self._topics[one].description for one in sorted(others) if one in self._topics)
            raise Refused(
                f"Porewell comes with exactly this phrase, under: {named}. Two opposite examples teach nothing; "
                "drop the correction, or teach the question in other words."
            )

    def _keep(
        self,
        session: Session,
        message: Message,
        part: Example,
        against: Sequence[Conflict],
        together: str | None,
        by: str,
    ) -> Correction:
        fingerprint = self._vault.fingerprint(f"phrase {normalised(part.phrase)}")
        correction = store.same(session, fingerprint, part.intent)
        if correction is None:
            correction = Correction(
                id=str(uuid4()),
                phrase=part.phrase,
                fingerprint=fingerprint,
                intent=part.intent,
                state=DROPPED,
                created_by=by,
                created_at=self._clock(),
            )
            session.add(correction)
        if correction.state == DROPPED:
            correction.state = WAITING if against else ACCEPTED
            correction.conflict, correction.together = conflicts.dump(against), together
        session.flush()
        if store.mention(session, correction.id, message.id) is None:
            session.add(
                CorrectionMention(
                    correction_id=correction.id,
                    conversation_id=message.conversation_id,
                    message_id=message.id,
                    answered_as=message.intent,
                    made_by=by,
                    made_at=self._clock(),
                )
            )
        return correction

    def _drop_other(self, session: Session, correction_id: str, by: str) -> None:
        other = session.get(Correction, correction_id, with_for_update=True)
        if other:
            other.state, other.decided_by, other.decided_at = DROPPED, by, self._clock()


def _standing(session: Session) -> list[Standing]:
    """Return the corrections that count."""
    return [
        Standing(one.id, Example(one.phrase, one.intent))
        for one in store.in_states(session, [WAITING, ACCEPTED, LEARNED])
    ]
