"""What bounds a start: "after 5", "between 2 and 4", "by noon". A part of the dates room; only `windows` enters.

The patterns see clock times already covered with `TIME`; their named groups are `first`, `last` and `plus` (a first).
"""

import re

_FIRST, _LAST, _PLUS = (rf"(?P<{name}>\ue001+)" for name in ("first", "last", "plus"))
_LIKE = r"(?:around |about |say |like |at |roughly )?"
_TO = r"(?:-|to|until|till|til)"
_SOME = r"\b(?:any ?time |some ?time |anything |something )?"
_NOT = r"\b(?:not|no|isn't|can't be|can't do|can't make it|can't come)(?: any)?"
_FROM = r"(?:after|later than|past|from|since|starting(?: at)?|earliest(?: is| at)?)"
_UNTIL = r"(?:by|until|till|til|up to|latest(?: is| at)?)"
_WORK = r"(?:work|working|finish(?: work| school)?|get off(?: work)?|don't finish|busy|at work)"
# (pattern, whether the end itself is excluded). In order: what stands first takes its clock times.
BOUNDS = tuple(
    (re.compile(pattern), before)
    for pattern, before in (
        (rf"\b(?:i|i'm|i am|we) {_WORK}(?: at| until| till| til)* {_FIRST}", False),
        (rf"\b(?:any ?time )?between {_FIRST} ?(?:and|&|or|{_TO}) ?{_LAST}", False),
        (rf"(?:\bfrom {_LIKE})?{_FIRST} ?{_TO} ?{_LAST}", False),
        (rf"{_NOT} (?:before|earlier than|sooner than|until|till) {_LIKE}{_FIRST}", False),
        (rf"{_NOT} (?:after|later than|past) {_LIKE}{_LAST}", False),
        (rf"{_SOME}{_FROM} {_LIKE}{_FIRST}(?: onwards?)?(?!\ue001)", False),
        (rf"{_FIRST} (?:onwards?|or later|or after|(?:at the )?earliest|and later|and after)\b|{_PLUS}\+", False),
        (rf"{_SOME}(?:before|earlier than|sooner than) {_LIKE}{_LAST}", True),
        (rf"\b(?:any ?time |finished |done |out )?{_UNTIL} {_LIKE}{_LAST}(?: (?:at the )?latest)?", False),
        (rf"{_LAST} (?:or earlier|or before|(?:at the )?latest|and earlier)\b", False),
    )
)
