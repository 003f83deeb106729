"""Checks a request as strictly as Telegram does, and more: a field that it does not know is refused, not ignored.

https://core.telegram.org/bots/api#available-methods
"""

import re
from collections.abc import Callable
from typing import Any

from tests.channels.telegram.telegram_html import BadHtml, read_html

Json = dict[str, Any]
MOST_UNITS = 4096
ACTIONS = (
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
    "find_location record_video_note upload_video_note"
).split()
UPDATES = (
    "message edited_message channel_post edited_channel_post business_connection business_message "
    "edited_business_message deleted_business_messages message_reaction message_reaction_count inline_query "
    "chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll poll_answer "
    "my_chat_member chat_member chat_join_request chat_boost removed_chat_boost"
).split()


class BadRequest(Exception):
    """400, with Telegram's words."""


def check(method: str, body: Json) -> None:
    """Check the fields of a request.

    Raises:
        BadRequest: Telegram would not take it.
        KeyError: there is no such method.
    """
    required, optional, more = METHODS[method]
    _need(all(name in body for name in required), f"a field of {method} is missing")
    known = required | optional
    for name, value in body.items():
        _need(name in known, f"{method} has no field {name}")
        _need(type(value) in known[name], f"{name} has the wrong type")
    more(body)


def shown_text(body: Json) -> str:
    """Return the text of a message as it is shown.

    Raises:
        BadRequest: it can't be read.
    """
    try:
        return read_html(body["text"])[0] if body.get("parse_mode") == "HTML" else body["text"].strip()
    except BadHtml as error:
        raise BadRequest(f"can't parse entities: {error}") from None


def _need(fine: bool, words: str) -> None:
    if not fine:
        raise BadRequest(words)


def _check_message(body: Json) -> None:
    _need(body.get("parse_mode") in (None, "HTML", "MarkdownV2"), "unsupported parse_mode")
    shown = shown_text(body)
    _need(shown != "", "message text is empty")
    _need(len(shown.encode("utf-16-le")) // 2 <= MOST_UNITS, "message is too long")
    _need(set(body.get("link_preview_options", {})) <= {"is_disabled"}, "unknown link_preview_options")
    markup = body.get("reply_markup")
    if markup is None:
        return
    kinds = {"inline_keyboard": _check_inline, "keyboard": _check_keyboard, "remove_keyboard": _check_removal}
    present = [kind for kind in kinds if kind in markup]
    _need(len(present) == 1, "object expected as reply markup")
    kinds[present[0]](markup, is_private=_is_private(body["chat_id"]))


def _buttons(rows: Any) -> list[Json]:
    _need(
        type(rows) is list and bool(rows) and all(type(row) is list and row for row in rows), "rows of buttons expected"
    )
    buttons = [button for row in rows for button in row]
    _need(all(type(one) is dict and type(one.get("text")) is str for one in buttons), "a button needs a text")
    _need(all(one["text"].strip() for one in buttons), "a button needs a text")
    return buttons


def _check_inline(markup: Json, *, is_private: bool) -> None:
    _need(set(markup) == {"inline_keyboard"}, "unknown field of an inline keyboard")
    buttons = _buttons(markup["inline_keyboard"])
    _need(len(buttons) <= 100 and all(len(row) <= 8 for row in markup["inline_keyboard"]), "reply markup is too long")
    for button in buttons:
        _need(set(button) == {"text", "callback_data"}, "can't parse inline keyboard button")
        _need(1 <= len(button["callback_data"].encode()) <= 64, "BUTTON_DATA_INVALID")


def _check_keyboard(markup: Json, *, is_private: bool) -> None:
    known = {
        "keyboard",
        "is_persistent",
        "resize_keyboard",
        "one_time_keyboard",
        "input_field_placeholder",
        "selective",
    }
    _need(set(markup) <= known, "unknown field of a keyboard")
    for button in _buttons(markup["keyboard"]):
        _need(set(button) <= {"text", "request_contact"}, "can't parse keyboard button")
        private_only = button.get("request_contact") is True and not is_private
        _need(not private_only, "phone number can be requested in private chats only")


def _check_removal(markup: Json, *, is_private: bool) -> None:
    _need(
        set(markup) <= {"remove_keyboard", "selective"} and markup["remove_keyboard"] is True, "remove_keyboard is true"
    )


def _is_private(chat_id: Any) -> bool:
    return int(chat_id) > 0


def _check_action(body: Json) -> None:
    _need(body["action"] in ACTIONS, "wrong parameter action in request")


def _check_webhook(body: Json) -> None:
    _need(body["url"].startswith("https://"), "bad webhook: An HTTPS URL must be provided for webhook")
    secret = body.get("secret_token")
    fine = secret is None or re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret) is not None
    _need(fine, "secret token contains unallowed characters")
    _check_kinds(body)


def _check_kinds(body: Json) -> None:
    _need(set(body.get("allowed_updates", [])) <= set(UPDATES), "allowed_updates holds an unknown kind")


def _check_commands(body: Json) -> None:
    _need(len(body["commands"]) <= 100, "BOT_COMMANDS_TOO_MUCH")
    for one in body["commands"]:
        _need(set(one) == {"command", "description"}, "can't parse BotCommand")
        _need(re.fullmatch(r"[a-z0-9_]{1,32}", one["command"]) is not None, "BOT_COMMAND_INVALID")
        _need(1 <= len(one["description"]) <= 256, "BOT_COMMAND_DESCRIPTION_INVALID")


def _nothing_more(body: Json) -> None:
    pass


_Types = dict[str, tuple[type, ...]]
METHODS: dict[str, tuple[_Types, _Types, Callable[[Json], None]]] = {
    "sendMessage": (
        {"chat_id": (int, str), "text": (str,)},
        {"parse_mode": (str,), "link_preview_options": (dict,), "reply_markup": (dict,)},
        _check_message,
    ),
    "answerCallbackQuery": (
        {"callback_query_id": (str,)},
        {"text": (str,), "show_alert": (bool,)},
        _nothing_more,
    ),
    "sendChatAction": ({"chat_id": (int, str), "action": (str,)}, {}, _check_action),
    "getFile": ({"file_id": (str,)}, {}, _nothing_more),
    "getMe": ({}, {}, _nothing_more),
    "setWebhook": (
        {"url": (str,)},
        {"secret_token": (str,), "allowed_updates": (list,), "drop_pending_updates": (bool,)},
        _check_webhook,
    ),
    "deleteWebhook": ({}, {"drop_pending_updates": (bool,)}, _nothing_more),
    "getUpdates": (
        {},
        {"offset": (int,), "timeout": (int,), "limit": (int,), "allowed_updates": (list,)},
        _check_kinds,
    ),
    "setMyCommands": ({"commands": (list,)}, {"language_code": (str,), "scope": (dict,)}, _check_commands),
}
"""What each method takes: required, optional, and what else has to hold."""
