"""What staff may change of the salon while it runs: laid over `salon.yml`, checked by the same code, in effect at once.

Doors enter by `service.py`, `texts.py` and `canned_replies.py`. Everybody else is handed a `Salon` (`current.py`) and
knows nothing of all this.
"""
