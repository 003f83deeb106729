"""Each door in front of a vendor that is down, slow, too busy, or cut off from a client.

The doors, the rooms behind them and the delivery are the real ones; the vendors' stand-ins fail in their vendors' own words,
and `network.py` fails as networks do. No test waits: `movable_time.py` moves clock and time-outs alike.
"""
