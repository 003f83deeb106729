"""What messages of clients hold, besides words.

https://core.telegram.org/bots/api#message
"""

from tests.channels.telegram.updates import AT, CHANNEL, MAYA, OLGA, POLL, Json

_THUMBNAIL: Json = {"file_id": "AAthumb", "file_unique_id": "AQt", "file_size": 1_200, "width": 90, "height": 90}
PHOTO: list[Json] = [
    {"file_id": "AAsmall", "file_unique_id": "AQs", "file_size": 1_432, "width": 90, "height": 67},
    {"file_id": "AAlarge", "file_unique_id": "AQl", "file_size": 187_654, "width": 1280, "height": 960},
    {"file_id": "AAmiddle", "file_unique_id": "AQm", "file_size": 21_098, "width": 320, "height": 240},
]
VIDEO: Json = {
    "file_id": "BAvideo",
    "file_unique_id": "AQv",
    "width": 720,
    "height": 1280,
    "duration": 12,
    "thumbnail": _THUMBNAIL,
    "file_name": "IMG_0042.MOV",
    "mime_type": "video/mp4",
    "file_size": 4_321_000,
}
_DOCUMENT: Json = {
    "file_id": "BAdocument",
    "file_unique_id": "AQd",
    "file_name": "allergies.pdf",
    "mime_type": "application/pdf",
    "file_size": 54_321,
}
_ANIMATION: Json = {
    "file_id": "CAanimation",
    "file_unique_id": "AQa",
    "width": 320,
    "height": 240,
    "duration": 3,
    "mime_type": "video/mp4",
    "file_size": 65_000,
}
_LOCATION: Json = {"latitude": 51.536, "longitude": -0.103}
OWN_CARD: Json = {"phone_number": "447700900123", "first_name": "Maya", "last_name": "Lind", "user_id": MAYA["id"]}
STRANGERS_CARD: Json = {"phone_number": "+44 7700 900456", "first_name": "Olga", "user_id": OLGA["id"]}
CARD_OF_NOBODY: Json = {"phone_number": "+44 7700 900789", "first_name": "Plumber"}

FILES: dict[str, Json] = {
    "photo": {"photo": PHOTO},
    "live_photo": {"photo": PHOTO, "live_photo": VIDEO | {"photo": PHOTO}},
    "voice": {
        "voice": {
            "file_id": "AwVoice",
            "file_unique_id": "AQo",
            "duration": 4,
            "mime_type": "audio/ogg",
            "file_size": 18_211,
        }
    },
    "audio": {
        "audio": {
            "file_id": "CQAudio",
            "file_unique_id": "AQu",
            "duration": 200,
            "performer": "Somebody",
            "title": "Song",
            "mime_type": "audio/mpeg",
            "file_size": 3_000_000,
        }
    },
    "video": {"video": VIDEO},
    "video_note": {
        "video_note": {
            "file_id": "DQNote",
            "file_unique_id": "AQn",
            "length": 384,
            "duration": 7,
            "file_size": 640_000,
        }
    },
    "animation": {"animation": _ANIMATION, "document": _ANIMATION},
    "document": {"document": _DOCUMENT},
    "picture_as_document": {"document": _DOCUMENT | {"file_name": "skin.heic", "mime_type": "image/heic"}},
    "sticker": {
        "sticker": {
            "file_id": "CASticker",
            "file_unique_id": "AQk",
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "🧖",
            "set_name": "Spa",
            "file_size": 20_320,
        }
    },
}
"""What has a file, by its name."""

PLACES: dict[str, Json] = {
    "location": {"location": _LOCATION},
    "venue": {
        "venue": {"location": _LOCATION, "title": "A salon", "address": "1 Example Street"},
        "location": _LOCATION,
    },
    "live_location": {"location": _LOCATION | {"live_period": 900, "horizontal_accuracy": 12.5}},
}
"""What tells a place."""

OTHERS: dict[str, Json] = {
    "checklist": {"checklist": {"title": "Before my visit", "tasks": [{"id": 1, "text": "No retinol"}]}},
    "dice": {"dice": {"emoji": "🎲", "value": 5}},
    "game": {"game": {"title": "Snake", "description": "A game", "photo": PHOTO}},
    "giveaway": {"giveaway": {"chats": [CHANNEL], "winners_selection_date": AT + 9, "winner_count": 1}},
    "giveaway_winners": {
        "giveaway_winners": {
            "chat": CHANNEL,
            "giveaway_message_id": 4,
            "winners_selection_date": AT,
            "winner_count": 1,
            "winners": [MAYA],
        }
    },
    "invoice": {
        "invoice": {
            "title": "Peel",
            "description": "A peel",
            "start_parameter": "",
            "currency": "GBP",
            "total_amount": 4500,
        }
    },
    "paid_media": {
        "paid_media": {"star_count": 5, "paid_media": [{"type": "preview", "width": 10, "height": 10, "duration": 3}]}
    },
    "poll": {"poll": POLL},
    "story": {"story": {"chat": CHANNEL, "id": 3}},
    "rich_message": {"rich_message": {"blocks": [{"type": "paragraph", "text": "Hello"}]}},
}
"""What a bot for skin can do nothing with."""
