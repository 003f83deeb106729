"""The safety room: two nets for red flags, reviewed rules and a small classifier, of which either is enough.

Everybody may enter by `nets.py`. The rules themselves are pure and live in `salon.advice.red_flags`.
"""
