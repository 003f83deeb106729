"""Messenger and Instagram, which speak one language: read, written and sent here. The wiring enters."""
