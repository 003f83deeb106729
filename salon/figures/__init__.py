"""How the salon and its bot are doing, in counts and charts. Doors enter by `service.py`; the room has no tables of its own."""
