"""Several days in one text: "friday the 5th", "monday or tuesday next week". A part of the dates room."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from salon.dates.pieces import Context, DayPiece, Kind
from salon.dates.reckoning import coming
from salon.dates.when import Problem, When

_BESIDE = re.compile(r"^ ?[,(]? ?(?:the |on |on the |of |that's |which is |i e )?$")
_LISTING = re.compile(r"\b(?:or|otherwise|else|and|if not)\b")
_REFUSED_DAYS = 14
_PAIR_DAYS = 62


def join(pieces: list[DayPiece], plain: str, context: Context) -> When:
    """Return the days that the phrases of one text mean together.

    One phrase alone can be doubtful; of several, any day that one of them can mean will do.

    Args:
        pieces: the phrases, sorted by place.
        plain: the text they stand in.
        context: the moment and the salon's rules.
    """
    refused = _refused_days([piece for piece in pieces if piece.refused], context)
    named = [piece for piece in pieces if piece.kind is not Kind.ANY and not piece.refused]
    wished = _paired([piece for piece in named or pieces if not piece.refused and not piece.problem], plain, context)
    wished = _within_stretches(wished, plain)
    problem = next((piece.problem for piece in pieces if piece.problem and not piece.refused), None)
    days = {day for piece in wished for day in piece.days} - refused
    choices = {day for piece in wished for day in piece.choices} - refused
    if len(choices) == 1 or len(wished) > 1:
        days, choices = days | choices, set()
    return When(
        days=tuple(sorted(days)),
        choices=tuple(sorted(choices)),
        not_days=tuple(sorted(refused)),
        problem=_standing(problem, days or choices),
    )


def _standing(problem: Problem | None, days: Iterable[date]) -> Problem | None:
    """Return the problem, unless another day was named that has none."""
    return None if tuple(days) else problem


def _refused_days(pieces: list[DayPiece], context: Context) -> set[date]:
    """Return the dates refused; a weekday stands for its dates of two weeks, and for that talked of."""
    refused: set[date] = set()
    for piece in pieces:
        refused.update(piece.all_days)
        if piece.kind is not Kind.WEEKDAY:
            continue
        first = coming(piece.all_days[0].weekday(), context.today)
        refused.update(first + timedelta(days=step) for step in range(0, _REFUSED_DAYS, 7))
    return refused


def _paired(pieces: list[DayPiece], plain: str, context: Context) -> list[DayPiece]:
    """Return the pieces with those joined that stand side by side and speak of one day."""
    joined: list[DayPiece] = []
    for piece in pieces:
        if joined and _BESIDE.match(plain[joined[-1].end : piece.start]) and joined[-1].end <= piece.start:
            pair = _pair(joined[-1], piece, context)
            if pair:
                joined[-1] = pair
                continue
        joined.append(piece)
    return joined


def _pair(left: DayPiece, right: DayPiece, context: Context) -> DayPiece | None:
    """Return what two neighbours mean together; None when they only make a list ("monday, tuesday")."""
    kinds = {left.kind, right.kind}
    if Kind.STRETCH in kinds or (left.kind is right.kind and left.kind is not Kind.DATE):
        return None
    days = _agreed(left, right, context)
    if days:
        return DayPiece(left.start, right.end, Kind.DATE, days=days)
    if Kind.WEEKDAY not in kinds:
        return None
    return DayPiece(left.start, right.end, Kind.DATE, choices=_disagreeing(left, right, context))


def _agreed(left: DayPiece, right: DayPiece, context: Context) -> tuple[date, ...]:
    """Return the days that both can mean."""
    for one, other in ((left, right), (right, left)):
        if one.kind is Kind.WEEKDAY:
            weekday = one.all_days[0].weekday()
            days = _numbered(other, context) if other.kind is Kind.NUMBER else other.all_days
            matching = tuple(day for day in days if day.weekday() == weekday)
            return matching[:1] if other.kind is Kind.NUMBER else matching
    for one, other in ((left, right), (right, left)):
        if one.kind is Kind.NUMBER:
            return tuple(day for day in other.all_days if day.day == one.all_days[0].day)
    return tuple(day for day in left.all_days if day in right.all_days)


def _numbered(piece: DayPiece, context: Context) -> tuple[date, ...]:
    """Return the days of the next two months with the number of "the 5th"."""
    days = (context.today + timedelta(days=step) for step in range(_PAIR_DAYS))
    return tuple(day for day in days if day.day == piece.all_days[0].day)


def _disagreeing(left: DayPiece, right: DayPiece, context: Context) -> tuple[date, ...]:
    """Return the readings of "friday 4 march" when the 4th is a thursday: the date, and the friday nearest to it."""
    weekday, dated = (left, right) if left.kind is Kind.WEEKDAY else (right, left)
    day = dated.all_days[0]
    near = coming(weekday.all_days[0].weekday(), max(context.today, day - timedelta(days=3)))
    return tuple(sorted({day, near}))


def _within_stretches(pieces: list[DayPiece], plain: str) -> list[DayPiece]:
    """Return the pieces with weekdays and numbers taken within a stretch named apart: "next week, maybe friday"."""
    stretches = [piece for piece in pieces if piece.kind is Kind.STRETCH and piece.all_days]
    singles = [piece for piece in pieces if piece.kind in (Kind.WEEKDAY, Kind.NUMBER)]
    if not stretches or not singles:
        return _without_wider(pieces)
    if any(_LISTING.search(_between(plain, stretch, singles)) for stretch in stretches):
        return pieces
    kept: list[DayPiece] = [piece for piece in pieces if piece.kind is Kind.DATE]
    for single in singles:
        inside = tuple(day for stretch in stretches for day in stretch.all_days if _fits(single, day))
        if not inside:
            return pieces
        days = tuple(sorted(set(inside)))
        doubtful = len(days) > 1 and any(stretch.choices for stretch in stretches)
        kept.append(replace(single, kind=Kind.DATE, days=() if doubtful else days, choices=days if doubtful else ()))
    return kept


def _without_wider(pieces: list[DayPiece]) -> list[DayPiece]:
    """Return the pieces without a stretch that holds a day named beside it: "next week, the 9th of march"."""
    dates = {day for piece in pieces if piece.kind is not Kind.STRETCH for day in piece.days}
    return [piece for piece in pieces if piece.kind is not Kind.STRETCH or not dates & set(piece.days)]


def _between(plain: str, stretch: DayPiece, singles: list[DayPiece]) -> str:
    """Return the words between a stretch and the nearest day beside it."""
    nearest = min(singles, key=lambda single: abs(single.start - stretch.start))
    first, second = sorted((stretch, nearest), key=lambda piece: piece.start)
    return plain[first.end : second.start]


def _fits(single: DayPiece, day: date) -> bool:
    """Tell whether a day is one that "friday" or "the 5th" can mean."""
    named = single.all_days[0]
    return day.weekday() == named.weekday() if single.kind is Kind.WEEKDAY else day.day == named.day
