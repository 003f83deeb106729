"""Wordings that take a red flag back, for folded text: one pattern per hedge. Data only; `red_flags.py` reads it."""

import re

from salon.advice.red_flag_words import spoken

HEDGES: dict[str, re.Pattern[str]] = {
    "long_ago": spoken(
        r"(?:many |some |few |\d+ |two |three |several )?(?:years|yrs|decades|ages|a long time) (?:ago|back|before)|as a (?:kid|child|teen|teenager|baby)|when i was|in my (?:20s|teens|twenties|youth)|(?:in|since|until) (?:19|20)\d\d|last (?:year|summer|winter|spring|autumn)|used to (?:be|have|get|faint|hate|suffer)|years clear|long (?:gone|behind)|back in (?:school|uni|the day)|in the past|a year ago|once had|previously|in spring"
    ),
    "resolved": spoken(
        r"(?:all|totally|completely|thats|im|hes|shes|fully|back to|everything is|everythings) (?:\w+ )?(?:fine|good|healed|cleared|clear|ok|okay|better|settled|normal|calm\w*|safe|great|healthy)\b|(?:its|it|all|was|is|now|been|totally|they|has|have|already) (?:\w+ )?(?:gone|cleared up|settled|calmed down|healed|sorted|went away|went down)(?= (?:now|by|the next|since|in|after|within|on its own|today|already)|\W*$|[,.!] )"
        r"|(?:fine|gone|healed|cleared|settled|calmed|stopped|better|good|safe|great|back to normal|ok) (?:now|right away|straight away|already|within|in an hour|the next|today|up nicely)\b|ok now|(?:fine|ok|better) (?:since|after)\b|no (?:problems?|issues?|worries|pain now)\b|nothing (?:to worry|left)|none now|false alarm|\bhealed\b(?! (?:at|then|into))|seizure free|long behind|stopped (?:right|straight)|under control\b(?<!it under control)|harmless|benign|going down\b(?! my)|👍"
    ),
    "asking": spoken(
        r"(?:^|(?<=[,.!?;:] )|(?<=\bhi )|(?<=\bhey )|(?<=\band )|(?<=\bbut )|(?<=\bso )|(?<=\balso )|(?<=\bor )|(?<=\bhello )|(?<=\bknow )|(?<=\bask )|(?<=\bwondering ))"
        r"(?:what(?:s)? (?!do i\b|can i\b|should i\b|can you do|shall i|do you suggest|now)\w+|how (?!do i get|can i get)\w+|why \w+|is \w+|are \w+|was \w+|were \w+|do \w+|does \w+|can \w+|could \w+|will \w+|would \w+|should \w+|has any\w+|have you ever|if \w+|which \w+|when should)"
        r"|risks?\b|side effects?|curious|wondering|policy|just asking|explain|difference between|tell me about|signs of|statistics|project|exam question|is that real|saw a|i read|heard"
    ),
    "prospect": spoken(
        r"(?:^|(?<=[,.!?;:] )|(?<=\band )|(?<=\bbut )|(?<=\bso )|(?<=\bhi )|(?<=\bthat )|(?<=\bif )|(?<=\bfiller )|(?<=\bhow ))(?:will|would|could|can|might|may|should|does|do|did) (?:i|it|this|that|the \w+|my \w+|you|your \w+|an? \w+|extractions?|peels?|chemical peels?|steam|lasers?|facials?|microneedling|filler|hyaluronic acid|dairy|retinol|picking|popping|they|they all|acne|acids?|needles|someone|people|pores|botox|\w+) (?:\w+ )?(?:get|bleed|look|expect|faint|swell|caus\w+|leav\w+|giv\w+|mak\w+|trigger|be\b|end up|go\b|spread|burn|hurt|harm|scar|draw|inherit|kill|worry|happen|form)"
        r"|what (?:if|happens|can go wrong|would|are the (?:risks|chances|signs|warning))|how (?:do (?:i|you) (?:stop|avoid|prevent|protect|keep|tell|know)|to (?:stop|avoid|prevent|protect|tell)|likely|common|rare)|in case|chances? of|worried (?:it|i|that|my|about getting|it will)|(?:scared|afraid|nervous) (?:of (?:needles|blood|getting|scar\w*|the|it)|it will|that (?:it|i))|dont want to (?:get|end up|look)|do i (?:need|have) to worry|possible to|any risk|risk of|make sure|prevent\w*|so (?:it|i) (?:wont|dont|doesnt)|policy|doing a (?:\w+ )?course|to avoid"
    ),
    "joking": spoken(
        r"with excitement|so relaxed|relaxed|sight for sore eyes|tv\b|lol\b|lmao|haha\w*|hehe|jk\b|jokes?\b|joking|😂|🤣|😅|😉|laughing|hilarious|rofl|xd\b|literally dying|dying (?:for|to|of)|die for|to die for|drop dead|kill for"
    ),
    "negated": spoken(r"no\b|not\b|nothing|never|without|isnt|dont|didnt|doesnt|havent|wasnt|none|zero"),
    "now": spoken(
        r"(?<!fine )(?<!gone )(?<!ok )(?<!better )(?<!healed )(?<!good )(?<!safe )(?<!\d )(?<!clear )now\b|right now|still (?!have to|need|want|come|have a facial|have the)|help$|help(?: me)?(?: pls| please)|please help|since (?:this|last night|yesterday|the|your|my|i|ive|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|this morning|tonight|hours? ago|mins? ago|minutes? ago|at the (?:moment|minute)|please answer|😭|😰|im scared|woke up|what do i do|what should i do|getting (?:worse|bigger|harder)"
    ),
    "own": spoken(
        r"my\b|i\b(?! (?:just want|want to know|read|saw|heard))|im\b|ive\b|me\b|our\b|she\b|he\b|hes\b|shes\b|her\b|his\b|its\b|got\b|mine\b|\w+s (?:face|skin|cheek|eye|lips)\b"
    ),
    "crisis_denied": spoken(
        r"die of (?:embarrass\w*|laughter|boredom|hunger|shame|thirst)|go on with (?:my|the|this) (?:old )?(?:routine|course)|it to end well|be (?:around|here) (?:next week|in \w+|on \w+|too long|tomorrow|until|till|at)|wont be (?:there|here|around) (?:on|next|in|at|till|until|this|tomorrow)|paracetamol for|cut myself shaving|nick\w*|(?:like a|from rugby|from boxing|boxing)|threatened to buy|cut my fringe|cat |the dog|my toddler|my baby|boxing|rugby|football|pram|parking|kill me (?:if im|when he|when she|if i (?:forget|spend|am late|cancel|spent))|done with (?:scrubs|toners|the|my|creams)|(?:not|isnt|im not|no|never been|never felt|arent) (?:\w+ )?(?:suicid\w*|going to (?:kill|hurt|harm|do anything)|thinking of (?:suicide|hurting|ending))|suicide (?:squad|helpline|prevention|vest|bomb)|helpline volunteer|(?:rather|would) die than (?:wear|use|miss|skip|pay|eat|drink|give|sit|watch|touch)|razor (?:burn|bump|rash)\w*|over ?-?dos\w* on (?:chocolate|sugar|coffee|sweets|cake|sun|pizza|wine|retinol|acids)|hit me (?:up|with)|refuge|does (?:isotretinoin|roaccutane|accutane) cause"
    ),
    "asks_cause": spoken(
        r"\?|is that why|is it (?:that|the|my)|to blame|connected|related|coincidence|anything to do|is that a thing|from the|would|could|can\b|do \w+ cause|does \w+"
    ),
    "booking_talk": spoken(
        r"book\w*|appointment|reschedul\w*|slot|price|cost|discount|voucher|salon|facial|treatment|appt"
    ),
}
"""Wordings that make a flag less likely: long past, over, a question in general, a joke; and two that speak against that."""
