"""Nothing that a vendor documents is left out: lists of libraries that others keep, and the documentation's own."""

from typing import Any

import pytest
import pywa.handlers
import pywa.types
import telegram.constants
from aiogram import enums, types
from aiogram.types import Message, Update
from twilio.rest.api.v2010.account.message import MessageInstance

from tests.channels.mutated import samples_messenger, samples_twilio, samples_whatsapp
from tests.channels.mutated.samples_telegram import SAMPLES as TELEGRAM
from tests.channels.mutated.vendors import VENDORS
from tests.channels.telegram.test_models import UPDATES

NO_CONTENT = {"any", "unknown"}
"""What aiogram calls a filter, and what it does not know itself."""


def telegram_messages() -> list[dict[str, Any]]:
    return [update["message"] for update in TELEGRAM.values() if "message" in update]


def test_every_update_that_aiogram_knows_is_a_sample() -> None:
    made = {kind for update in TELEGRAM.values() for kind in update}

    assert set(Update.model_fields) - made == set()
    assert {kind.value for kind in enums.UpdateType} - made == set()


def test_every_update_and_message_that_python_telegram_bot_knows_is_a_sample() -> None:
    made = {kind for update in TELEGRAM.values() for kind in update}
    held = {field for message in telegram_messages() for field in message}

    assert {kind.value for kind in telegram.constants.UpdateType} - made == set()
    assert {kind.value for kind in telegram.constants.MessageType} - held == set()


def test_every_field_of_a_message_that_aiogram_knows_is_in_a_sample() -> None:
    known = {field.alias or name for name, field in Message.model_fields.items()}

    assert known - {field for message in telegram_messages() for field in message} == set()


def test_every_content_that_aiogram_knows_is_a_sample() -> None:
    read = {types.Message.model_validate(message).content_type for message in telegram_messages()}

    assert {kind.value for kind in enums.ContentType} - NO_CONTENT - read == set()


def test_every_message_status_and_field_that_pywa_knows_is_a_sample() -> None:
    made = set().union(*map(samples_whatsapp.kinds_of, samples_whatsapp.SAMPLES.values()))
    known = {
        *pywa.types.MessageType,
        *pywa.types.MessageStatusType,
        *pywa.types.system.SystemType,
    }
    fields = {getattr(one, "_webhook_field", None) for one in vars(pywa.types).values()}

    assert {kind.value for kind in known if kind.name != "UNKNOWN"} - made == set()
    assert fields - {None} - made == set()


def test_every_status_that_twilios_library_knows_is_a_sample() -> None:
    made = set().union(*map(samples_twilio.kinds_of, samples_twilio.SAMPLES.values()))
    known = {value for name, value in vars(MessageInstance.Status).items() if name.isupper()}

    assert {f"MessageStatus {status}" for status in known} - made == set()


# https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
WHATSAPP = set(
    "text image audio video document sticker location contacts interactive button order system reaction "
    "request_welcome unsupported edit revoke button_reply list_reply nfm_reply call_permission_reply referral "
    "referred_product forwarded frequently_forwarded group_id sent delivered read played failed "
    # https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
    "account_alerts account_review_update account_update automatic_events business_capability_update history "
    "message_template_components_update message_template_quality_update message_template_status_update messages "
    "partner_solutions payment_configuration_update phone_number_name_update phone_number_quality_update security "
    "smb_app_state_sync smb_message_echoes template_category_update user_preferences calls".split()
)
# https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events
MESSENGER = set(
    "message text is_echo quick_reply attachments message_edit reaction read delivery account_linking game_play "
    "messaging_feedback response_feedback pass_thread_control take_thread_control request_thread_control app_roles "
    "optin policy_enforcement postback referral order standby feed group_feed".split()
)
MESSENGER |= {f"{kind} attached" for kind in "image audio video file location fallback template reel post".split()}
# https://developers.facebook.com/documentation/business-messaging/instagram-messaging/webhooks
INSTAGRAM = set("message text is_echo is_deleted is_unsupported quick_reply attachments reaction read postback".split())
INSTAGRAM |= {"referral", "standby", "reply_to story", "reply_to mid", "comments", "mentions"}
INSTAGRAM |= {
    f"{kind} attached"
    for kind in "image audio video file share story_mention ig_reel reel ig_post ephemeral like_heart".split()
}
# https://www.twilio.com/docs/messaging/guides/webhook-request
TWILIO = set(
    "Body ProfileName WaId Forwarded FrequentlyForwarded ButtonText ButtonPayload ListId ListTitle ListDescription "
    "Latitude Longitude Address Label OriginalRepliedMessageSender OriginalRepliedMessageSid ReferralBody "
    "ReferralHeadline ReferralSourceId ReferralSourceType ReferralSourceUrl ReferralNumMedia ReferralCtwaClid "
    "ReferralMediaUrl0 ReferralMediaContentType0 ErrorCode EventType ExternalUserId ChannelMetadata".split()
)
TWILIO |= {f"NumMedia {number}" for number in range(11)} | {f"OptOutType {kind}" for kind in ("STOP", "START", "HELP")}
TWILIO |= {
    f"MessageType {kind}"
    for kind in "text image audio video document sticker contacts location interactive button order reaction".split()
}


@pytest.mark.parametrize(
    ("name", "documented", "kinds_of"),
    [
        ("whatsapp", WHATSAPP, samples_whatsapp.kinds_of),
        ("messenger", MESSENGER, samples_messenger.kinds_of),
        ("instagram", INSTAGRAM, samples_messenger.kinds_of),
        ("twilio", TWILIO, samples_twilio.kinds_of),
    ],
)
def test_every_kind_of_the_documentation_is_a_sample(name: str, documented: set[str], kinds_of: Any) -> None:
    assert documented - set().union(*map(kinds_of, VENDORS[name].samples.values())) == set()


@pytest.mark.parametrize("kind", sorted(set(TELEGRAM) - set(UPDATES)))
def test_added_telegram_sample_is_one_for_both_libraries(kind: str) -> None:
    update = TELEGRAM[kind]

    assert Update.model_validate(update).update_id == update["update_id"]
    assert telegram.Update.de_json(update, None).update_id == update["update_id"]
