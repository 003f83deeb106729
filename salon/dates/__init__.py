"""The dates room: a client's words in, the days and times meant out. Pure; every room may enter through these names."""

from salon.dates.reader import read_when
from salon.dates.when import DateRules, Order, Problem, Shift, When, merge

__all__ = ["DateRules", "Order", "Problem", "Shift", "When", "merge", "read_when"]
