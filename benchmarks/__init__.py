"""Measures Porewell beside stock Rasa: `make benchmark` (speed), `make benchmark-nlu` (understanding)."""
