"""The tree of errors, and what a log may know of one."""

import json
import re
from pathlib import Path

import pytest

from salon import errors
from salon.errors import PorewellError, Unavailable, describe

HERE = Path(__file__).name


def fail(depth: int = 0) -> None:
    """Fail with a client's words, so many calls further in."""
    if depth:
        return fail(depth - 1)
    raise ValueError("Anna Lindqvist, 07700 900123")


def caught(depth: int) -> ValueError:
    """Return the error as a door sees it: below this call."""
    try:
        fail(depth)
    except ValueError as error:
        return error
    raise AssertionError


def line(function: object, after: int) -> int:
    """Return the number of a line of a function, counted from its first."""
    return int(function.__code__.co_firstlineno) + after  # type: ignore[attr-defined]


def below(kind: type) -> set[type]:
    """Return all kinds below this one."""
    return {one for direct in kind.__subclasses__() for one in (direct, *below(direct))}


def test_describe_an_error_that_was_never_raised() -> None:
    assert describe(ValueError("Anna Lindqvist")) == "ValueError at an unknown place"


def test_describe_holds_no_words() -> None:
    described = describe(caught(0))

    assert described == f"ValueError at {HERE}:{line(fail, 4)} < {HERE}:{line(caught, 3)}"


def test_describe_holds_no_words_of_what_caused_it() -> None:
    error = Unavailable("the engine failed: Anna Lindqvist")
    error.__cause__ = caught(0)

    assert describe(error) == "Unavailable at an unknown place"


def test_describe_innermost_six_places() -> None:
    described = describe(caught(10))

    inner, outer = line(fail, 4), line(fail, 3)
    assert described == f"ValueError at {HERE}:{inner}" + f" < {HERE}:{outer}" * 5


def test_describe_places_in_other_files() -> None:
    with pytest.raises(json.JSONDecodeError) as error:
        json.loads("Anna Lindqvist")

    kind, _, places = describe(error.value).partition(" at ")
    assert kind == "JSONDecodeError"
    assert re.sub(r":\d+", "", places) == f"decoder.py < decoder.py < __init__.py < {HERE}"


@pytest.mark.parametrize(("error", "permanent"), [(Unavailable("a"), False), (Unavailable("a", permanent=True), True)])
def test_unavailable_is_worth_a_retry_unless_it_says_otherwise(error: Unavailable, permanent: bool) -> None:
    assert (str(error), error.permanent) == ("a", permanent)


def test_tree_drawn_as_it_is() -> None:
    drawn = re.findall(r"^([│├└─ ]*)([A-Z]\w+)", errors.__doc__ or "", re.MULTILINE)[1:]
    parents = {"PorewellError": "PorewellError"}

    for branch, name in drawn[1:]:
        parents[name] = "Refused" if branch.startswith("│") else "PorewellError"

    real = {
        kind.__name__: kind.__base__.__name__ for kind in below(PorewellError) if kind.__module__ == errors.__name__
    }
    assert parents == real | {"PorewellError": "PorewellError"}
