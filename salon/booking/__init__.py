"""Booking: when the salon has time, and whose it is. The doors enter by `service.py`."""
