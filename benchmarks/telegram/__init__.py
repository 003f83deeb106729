"""Webhooks and answers over Telegram: Porewell's door beside Rasa's own connector."""
