"""Telegram's Bot API: what comes from it, what is said through it. Only the doors of messaging enter."""
