"""The inbox: what staff see and note of conversations. Doors enter by `listing.py`, `viewing.py`, `work.py`, `saved.py`."""
