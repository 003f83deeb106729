"""Patterns of numbers and words that are no day and no time. A part of the dates room; only `traps` enters."""

import re

_N = r"~?\d{1,3}"
_FEW = rf"(?:an?|{_N}|a few|few|a couple of|couple of)"
_PERIOD = r"(?:days?|weeks?|months?|fortnight)"
_WEEKDAYS = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_PART = r"(?:mornings?|afternoons?|evenings?|nights?)"
_OR_MORE = rf"(?: ?(?:-|to|or) ?{_N})?"
_THINGS = (
    r"(?:(?:people|persons?|of us|of them|friends?|girls|ladies|kids|times?|x|sessions?|cleanings?|cleans|facials?|"
    r"treatments?|appointments?|bookings?|slots|options?|spots?|pimples|blackheads|zits|breakouts|products|creams|ml|"
    r"mg|g|kg|lbs?|stone|cm|mm|inch(?:es)?|percent|quid|pounds?|euros?|dollars|gbp|eur|usd|bucks|pence|years?|yrs?|yo|"
    r"y/o|(?:months?|weeks?) (?:old|pregnant)|km|miles?|degrees?|out of|stars?|layers?|questions?|things?|reasons?|"
    r"different|seconds|secs)\b|%)"
)
_OFFERED = (
    r"(?:~1|~2|option|slot|time|choice|appointment|offer|visit|treatment|cleaning|facial|session|suggestion|date|day|"
    r"week(?! (?:of|in) )|thing|floor|person|degree|try|baby|child|trimester|available|birthday|of all|place|step|"
    r"question|dose|jab)s?"
)
_NUMBERED = r"(?:option|number|choice|slot|offer|nr|room|flat|house|type|phase|stage|grade|level|step)"
COUNTS = (
    # money
    r"[£$€] ?\d+(?:[.,]\d+)*",
    r"\b\d+(?:\.\d+)? ?[£$€]",
    # ages
    rf"\b(?:i'm|i am|aged?|she's|he's|she is|he is|turned|turning) {_N}(?! ?(?:am|pm|p\.m|a\.m|[:.]\d|minutes|o'))\b",
    rf"\b{_N}[- ](?:years?|yrs?)(?:[- ]old)?\b",
    # things
    rf"(?<![\w~:.])(?:~?\d{{1,4}} ?(?:-|to|or) ?)?~?\d{{1,4}} ?{_THINGS}",
    # how long
    rf"(?<!at )(?<![\w~:.])(?:{_N} ?(?:-|to|or) ?)?{_N} ?(?:hours?|hrs?)(?! (?:later|earlier))\b",
    rf"(?<![\w~:.])(?:{_N} ?(?:-|to|or) ?)?{_N} ?minutes(?! (?:past|to|after|before)\b)\b",
    rf"\b(?:for|lasts?|takes?|since|after|over|about|up to|first|past|last) (?:the )?(?:last |past |first )?"
    rf"(?:about |around )?{_N}{_OR_MORE} {_PERIOD}\b",
    # how often
    r"\b(?:once|twice|thrice|~?\d+ times?|~?\d+x)(?: in)?(?: an?| per| every| each| ~?\d{1,2})? "
    r"(?:day|weeks?|months?|year|fortnight|weekend)\b",
    rf"\b(?:~?\d{{1,2}}|few|some|most|several) (?:{_PART}|days?) (?:an?|per|each|every) week\b",
    rf"\b(?:every|each|per)(?: other| single|)(?: {_N})?{_OR_MORE} "
    rf"(?:{_PERIOD}|{_PART}|{_WEEKDAYS}|weekend|today|date)\b",
    # before now, and before or after something else
    rf"\b(?:{_FEW}|several|many|some) (?:{_PERIOD}|nights?) (?:ago|back)\b",
    rf"\b{_FEW} {_PERIOD} (?:before|after|until|till) (?:my|the|a|your|her|his|our|i)\b(?! {_WEEKDAYS})",
    r"\b(?:last|past) (?:week(?! (?:of|in) )|weeks|months?|year|night|summer|winter|spring|autumn|time)\b",
    r"\b(?:from|since) (?:yesterday|last \w+|birth)\b",
    # fractions and marks
    r"\b24/7\b",
    r"\b\d{1,2}/10\b(?! ?/)(?=.{0,12}\b(?:pain|bad|rating|sore)\b)",
    r"\b\d/\d (?:an? |of )",
)
CHOICES = (
    rf"\b(?:the |this |that )?~?\d{{1,2}} ?(?:st|nd|rd|th) {_OFFERED}\b(?<!1st thing)(?<!1st available)",
    rf"\b{_NUMBERED} ?\.?#? ?{_N}\b(?! ?(?:am|pm|[:./]\d|o'))",
    r"# ?\d+",
)
SAYINGS = (
    r"\bgood (?:morning|afternoon|evening|night|day)\b",
    r"^(?:hi |hello |hey )?(?:morning|afternoon|evening)"
    r"(?= ?[!,]? (?:all|team|ladies|girls|lovely|everyone|there|hun|i|can|could|do|is|just|may|how)\b|!|"
    r" ?, ?(?!after|before|at|any)\w)",
    r"\b(?:see|speak to|talk to|catch|thank) you (?:later|soon|tomorrow morning)\b",
    r"\b(?:talk|speak|tell|book|decide|reply|ask|message|call|ring|check|pay|come back|maybe|do it|sooner or) (?:you )?"
    r"(?:back )?later\b(?! (?:in|than|on|that))",
    r"\b(?:morning|night|evening|day)(?:time)? (?:and|&|or|/) (?:morning|night|evening|day) "
    r"?(?:cream|routine|care|serum)?\b(?=.{0,40}(?:$|wash|cleanse|cream|routine|face|moistur))",
    r"\b(?:morning|evening|night|day)(?:time)? "
    r"(?:cream|routine|primrose|moisturi[sz]er|serum|sickness|skincare|skin|off|shift|mask)\b",
    r"\b(?:black|good) friday\b|\bbank holiday(?: monday)?\b",
    r"\b(?:summer|winter|spring|autumn) ?(?:time|of)?\b",
    r"\bone day\b(?! (?:next|this|in))|\bthese days|\bday to day|\bday by day|\bday off|\ball day|\ball week(?!end)",
    r"\bfrom now on\b|\bfor now\b|\bup to now\b|\buntil now\b|\b(?:this|each|every) time\b",
    r"\bhow (?:long|often|many)\b[^.?!,]*",
)
# How long something takes: a day only to one who asks for an appointment.
LENGTH = re.compile(
    rf"\b(?:in|within|after) (?:an?|{_N}|a few|a couple of){_OR_MORE} {_PERIOD}\b"
    rf"|\b(?:an?|{_N}|a few|a couple of) {_PERIOD} (?:later|after that)\b"
)
# Part of the day: not one to come to the salon at when the talk is of washing.
HABIT = re.compile(r"\b(?:(?:in the|of an?|at|every|the) )?(?:mornings?|evenings?|nights?)\b")
WASHING = re.compile(
    r"\b(?:wash\w*|cleanse|cleanser|moisturi\w*|routine|cream|skincare|serum|mascara|spf|toner|exfoliat\w*|rins(?:e|"
    r"ing)|wip(?:e|ing))\b"
)
