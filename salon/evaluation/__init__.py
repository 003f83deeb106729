"""Measures what the whole product understands: red flags, spelling, clauses, thresholds. The command line enters."""
