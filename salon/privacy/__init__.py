"""What clients may ask of their data: erasure. Doors enter by `erasure.py`; the room knows the tables of the others."""
