"""Composes what the client reads from what the engine said: order, one question at a time, topics. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from salon.conversations.engine import Answer, Said
from salon.conversations.replies import Reply, ReplyWriter
from salon.conversations.state import Question, State
from salon.topics import FOLLOW_UP, Topic

BOOKING = "book_appointment"


def compose(answer: Answer, state: State, writer: ReplyWriter, topics: Mapping[str, Topic], seed: str) -> list[Reply]:
    """Return the replies of a turn.

    A message that asks two things gets both answers, but only the last question of a form is asked; a question from
    outside is answered and then the form's own is asked again.
    """
    said = _one_question(answer.said, writer)
    replies = [_write(one, answer, state, writer, topics, seed, last=one is said[-1]) for one in said]
    asked = any(reply.asks for reply in replies)
    if answer.active_form and not asked and state.question:
        replies.append(ask_again(state.question, answer.active_form, writer, seed))
    return replies


def ask_again(question: Question, form: str, writer: ReplyWriter, seed: str) -> Reply:
    """Return a form's question anew, with the buttons that it had."""
    topic = topics_of_form.get(form, BOOKING)
    fixed = {button.title for button in writer.write(question.response, seed=seed, values=question.values).buttons}
    others = [button for button in question.buttons if button["title"] not in fixed]
    return writer.write(question.response, seed=seed, topic=topic, values=question.values, buttons=others)


def turn_topics(replies: Sequence[Reply]) -> list[str]:
    """Return the topics that a message was answered on, in order, without repeats."""
    return list(dict.fromkeys(reply.topic for reply in replies if reply.topic))


_BOOKING_ROOM = "booking"
OF_BOOKING = frozenset({BOOKING, "reschedule_appointment", "cancel_appointment", "check_appointment", "affirm", "deny"})
topics_of_form = {"booking_form": BOOKING, "cancel_form": "cancel_appointment", "move_form": "reschedule_appointment"}


def _one_question(said: Sequence[Said], writer: ReplyWriter) -> list[Said]:
    """Drop every question but the last; it comes last."""
    asks = [one for one in said if writer.asks(one.response)]
    return [one for one in said if one not in asks] + asks[-1:]


def _write(
    said: Said,
    answer: Answer,
    state: State,
    writer: ReplyWriter,
    topics: Mapping[str, Topic],
    seed: str,
    *,
    last: bool,
) -> Reply:
    intent = answer.acts[min(said.act, len(answer.acts) - 1)].intent
    topic = _topic(intent, state, topics)
    if writer.room(said.response) == _BOOKING_ROOM and topic not in OF_BOOKING:
        # The form read the message, whatever the classifier took it for.
        topic = topics_of_form.get(answer.active_form or "", BOOKING)
    suggest = last and answer.active_form is None
    reply = writer.write(
        said.response,
        seed=seed,
        topic=topic,
        values=said.values,
        buttons=said.buttons,
        suggest=suggest,
    )
    # Who says thanks in the middle of a booking has not come to the end.
    return replace(reply, closing=False) if answer.active_form else reply


def _topic(intent: str, state: State, topics: Mapping[str, Topic]) -> str | None:
    if intent not in topics:
        return None
    topic = topics[intent].topic
    return state.topic if topic == FOLLOW_UP else topic
