"""What messaging apps show of a line: plain text and choices, where the website has cards, a calendar and a panel.

Pure but for the sentences that were loaded at start. A line is what `conversations/lines.py` shows to clients.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from salon.messaging.app import Bubble, Choice
from salon.messaging.presses import (
    AskDeletion,
    ButtonPress,
    Deletion,
    DeletionAnswer,
    MoreTimes,
    OwnNumber,
    Press,
    SourcesOf,
    Stars,
    TimePress,
    write_press,
)
from salon.responses import Responses

_MOST_STARS = 5
_PRIVACY_TOPIC = "data_privacy"
TIMES_AT_ONCE = 8
"""Free times in one list: WhatsApp shows ten rows, and "more" is one."""


class Bubbles:
    """Turns lines into bubbles."""

    def __init__(self, responses: Responses) -> None:
        self._responses = responses

    def of_line(self, line: Mapping[str, Any], *, rate: bool = False, knows_number: bool = False) -> list[Bubble]:
        """Return the bubbles of a line of bot or staff.

        Args:
            line: as clients may see it.
            rate: whether one that asks for stars comes behind what ends something.
            knows_number: whether the client's address is a number, which may be the one that is asked for.
        """
        if line["author"] == "staff":
            values = {"name": line["name"] or "", "text": line["text"]}
            return [Bubble(self._responses.text("utter_staff_says", values))]
        asks_phone = line["asks"] == "phone"
        choices = [self._choice("utter_title_own_number", OwnNumber())] if asks_phone and knows_number else []
        choices += [Choice(one["title"], write_press(ButtonPress(one["id"]))) for one in line["buttons"]]
        # The sentence beside a card says what stands in it; its buttons last.
        lasting = line["card"]["buttons"] if line["card"] else []
        choices += [Choice(one["title"], write_press(ButtonPress(one["id"]))) for one in lasting]
        if line["times"]:
            choices.append(self._choice("utter_title_free_times", MoreTimes(line["seq"], 0)))
        if line["sources"]:
            choices.append(self._choice("utter_title_sources_of", SourcesOf(line["seq"])))
        if line["topic"] == _PRIVACY_TOPIC:
            choices.append(self._choice("utter_title_delete_data", AskDeletion()))
        found = [Bubble(line["text"], tuple(choices), asks_phone=asks_phone)]
        return [*found, self._stars()] if rate and line["closing"] else found

    def sources(self, line: Mapping[str, Any]) -> Bubble:
        """Return what a line rests on."""
        entries = [f"• {one['title']} ({one['strength']})\n{one['finding']}" for one in line["sources"]]
        return Bubble("\n\n".join([self._responses.text("utter_sources_of"), *entries]))

    def times(self, seq: int, begin: int, starts: Sequence[tuple[datetime, str]]) -> Bubble:
        """Return free times to choose from: those from the `begin`-th on, in order, and "more" if there are others.

        Args:
            seq: the line that asked for a time.
            begin: how many stood in lists before.
            starts: all free times, each with how it is written for clients.
        """
        shown = starts[begin : begin + TIMES_AT_ONCE]
        if not shown:
            return Bubble(self._responses.text("utter_no_more_times"))
        choices = [Choice(written, write_press(TimePress(start))) for start, written in shown]
        end = begin + len(shown)
        if end < len(starts):
            choices.append(self._choice("utter_title_more_times", MoreTimes(seq, end)))
        return Bubble(self._responses.text("utter_free_times"), tuple(choices))

    def deletion(self, conversation_id: str, appointments: str) -> Bubble:
        """Return the question whether everything is to be deleted; `appointments` are those to come, as written, or ""."""
        answers = {"utter_title_delete_all": DeletionAnswer.WITH_APPOINTMENTS}
        if appointments:
            answers = {
                "utter_title_keep_appointments": DeletionAnswer.KEEP_APPOINTMENTS,
                "utter_title_cancel_appointments": DeletionAnswer.WITH_APPOINTMENTS,
            }
        answers["utter_title_keep_data"] = DeletionAnswer.NOTHING
        choices = [self._choice(title, Deletion(conversation_id, answer)) for title, answer in answers.items()]
        name = "utter_ask_deletion_appointments" if appointments else "utter_ask_deletion"
        return Bubble(self._responses.text(name, {"appointments": appointments}), tuple(choices))

    def sentence(self, name: str, /, **values: str) -> Bubble:
        """Return a sentence of its own, which is no line of the conversation."""
        return Bubble(self._responses.text(name, values))

    def _stars(self) -> Bubble:
        # One star first: where choices are numbered, five stars are "5".
        choices = [Choice("★" * number, write_press(Stars(number))) for number in range(1, _MOST_STARS + 1)]
        return Bubble(self._responses.text("utter_rate_this"), tuple(choices))

    def _choice(self, title: str, press: Press) -> Choice:
        return Choice(self._responses.text(title), write_press(press))
