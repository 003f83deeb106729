"""What clients may ask of their data: all of it, and its erasure; and what is erased by age.

Doors enter by `rights.py`, `erasure.py`, `retention.py` and `rotation.py`; the room knows the tables of the others.
"""
