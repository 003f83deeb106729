"""Conversations: taking a turn, the transcript, handing over to staff. Channels and the desk enter by `service.py`."""
