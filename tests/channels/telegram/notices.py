"""What Telegram tells about a chat in the shape of a message; nobody waits for an answer to it."""

from tests.channels.telegram.contents import PHOTO
from tests.channels.telegram.updates import AT, BOT, MAYA, OLGA, OTHER_BOT, Json, ours

_TASK: Json = {"id": 2, "text": "Bring a towel"}
_STICKER: Json = {
    "file_id": "CAGift",
    "file_unique_id": "AQg",
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": True,
    "is_video": False,
}
_GIFT: Json = {"gift": {"id": "g1", "sticker": _STICKER, "star_count": 15}}
_COLORS: Json = {"center_color": 1, "edge_color": 2, "symbol_color": 3, "text_color": 4}
_UNIQUE_GIFT: Json = {
    "gift_id": "g1",
    "base_name": "Rose",
    "name": "Rose-1",
    "number": 1,
    "model": {"name": "Red", "sticker": _STICKER, "rarity_per_mille": 5},
    "symbol": {"name": "Leaf", "sticker": _STICKER, "rarity_per_mille": 5},
    "backdrop": {"name": "Night", "colors": _COLORS, "rarity_per_mille": 5},
}
_COMMUNITY: Json = {"id": 7, "name": "Hackney"}
_PAYMENT: Json = {
    "total_amount": 4500,
    "invoice_payload": "x",
    "telegram_payment_charge_id": "t1",
    "provider_payment_charge_id": "p1",
}

NOTICES: dict[str, Json] = {
    "new_chat_members": {"new_chat_members": [OLGA]},
    "the bot itself as a new member": {"new_chat_members": [BOT]},
    "left_chat_member": {"left_chat_member": OLGA},
    "chat_owner_left": {"chat_owner_left": {"new_owner": MAYA}},
    "chat_owner_changed": {"chat_owner_changed": {"new_owner": MAYA}},
    "new_chat_title": {"new_chat_title": "Hens"},
    "new_chat_photo": {"new_chat_photo": PHOTO},
    "delete_chat_photo": {"delete_chat_photo": True},
    "group_chat_created": {"group_chat_created": True},
    "supergroup_chat_created": {"supergroup_chat_created": True},
    "message_auto_delete_timer_changed": {
        "message_auto_delete_timer_changed": {"message_auto_delete_time": 86_400},
    },
    "migrate_from_chat_id": {"migrate_from_chat_id": -4_123_456_789},
    "pinned_message": {"pinned_message": ours()},
    "pinned_message that is gone": {
        "pinned_message": {"chat": {"id": 1, "type": "private"}, "message_id": 3, "date": 0}
    },
    "successful_payment": {"successful_payment": _PAYMENT | {"currency": "GBP"}},
    "refunded_payment": {"refunded_payment": _PAYMENT | {"currency": "XTR"}},
    "users_shared": {"users_shared": {"request_id": 1, "users": [{"user_id": OLGA["id"]}]}},
    "chat_shared": {"chat_shared": {"request_id": 2, "chat_id": -1_002_123_456_789}},
    "gift": {"gift": _GIFT},
    "unique_gift": {"unique_gift": {"gift": _UNIQUE_GIFT, "origin": "transfer"}},
    "gift_upgrade_sent": {"gift_upgrade_sent": _GIFT},
    "connected_website": {"connected_website": "salon.example"},
    "write_access_allowed": {"write_access_allowed": {"from_request": True}},
    "passport_data": {
        "passport_data": {"data": [], "credentials": {"data": "ZA==", "hash": "aA==", "secret": "cw=="}},
    },
    "proximity_alert_triggered": {"proximity_alert_triggered": {"traveler": MAYA, "watcher": OLGA, "distance": 50}},
    "boost_added": {"boost_added": {"boost_count": 1}},
    "chat_background_set": {
        "chat_background_set": {"type": {"type": "chat_theme", "theme_name": "🌷"}},
    },
    "checklist_tasks_done": {"checklist_tasks_done": {"marked_as_done_task_ids": [1]}},
    "checklist_tasks_added": {"checklist_tasks_added": {"tasks": [_TASK]}},
    "direct_message_price_changed": {"direct_message_price_changed": {"are_direct_messages_enabled": False}},
    "forum_topic_created": {"forum_topic_created": {"name": "Peels", "icon_color": 7_322_096}},
    "forum_topic_edited": {"forum_topic_edited": {"name": "Peelings"}},
    "forum_topic_closed": {"forum_topic_closed": {}},
    "forum_topic_reopened": {"forum_topic_reopened": {}},
    "general_forum_topic_hidden": {"general_forum_topic_hidden": {}},
    "general_forum_topic_unhidden": {"general_forum_topic_unhidden": {}},
    "giveaway_created": {"giveaway_created": {}},
    "giveaway_completed": {"giveaway_completed": {"winner_count": 1}},
    "managed_bot_created": {"managed_bot_created": {"bot": OTHER_BOT}},
    "paid_message_price_changed": {"paid_message_price_changed": {"paid_message_star_count": 3}},
    "poll_option_added": {"poll_option_added": {"option_persistent_id": "p3", "option_text": "Sunday"}},
    "poll_option_deleted": {"poll_option_deleted": {"option_persistent_id": "p3", "option_text": "Sunday"}},
    "suggested_post_approved": {"suggested_post_approved": {"send_date": AT}},
    "suggested_post_approval_failed": {
        "suggested_post_approval_failed": {"price": {"currency": "XTR", "amount": 5}},
    },
    "suggested_post_declined": {"suggested_post_declined": {"comment": "No"}},
    "suggested_post_paid": {"suggested_post_paid": {"currency": "XTR"}},
    "suggested_post_refunded": {"suggested_post_refunded": {"reason": "post_deleted"}},
    "video_chat_scheduled": {"video_chat_scheduled": {"start_date": AT + 99}},
    "video_chat_started": {"video_chat_started": {}},
    "video_chat_ended": {"video_chat_ended": {"duration": 33}},
    "video_chat_participants_invited": {"video_chat_participants_invited": {"users": [OLGA]}},
    "web_app_data": {"web_app_data": {"data": "{}", "button_text": "Open"}},
    "community_chat_added": {"community_chat_added": {"community": _COMMUNITY}},
    "community_chat_joined": {"community_chat_joined": {"community": _COMMUNITY}},
    "community_chat_removed": {"community_chat_removed": {}},
    "something of next year": {"holograms_shared": {"count": 2}},
}
"""By name; each is put into a message."""
