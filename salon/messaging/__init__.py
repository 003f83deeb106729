"""Messaging apps: whose chat is which conversation, what came, what has to go out. Their doors are in `channels`."""
