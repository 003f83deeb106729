"""The vocabulary of the red-flag rules: one pattern per concept, for folded text (`wording.fold`). Data only.

Patterns are tolerant of the misspellings that frightened people type (brethe, throte, swolen, tounge, blistter). What
each rule makes of them stands in `red_flags.py`; the small classifier of `salon.safety` sees the same concepts.
"""

import re

_BREATH = r"(?:br[ea]+t?h(?!tak|ed)\w*|breating|braeth\w*)"
_THROAT = r"(?:thr[oa]+u?te?\b|thorat|troat\b|windpipe|air ?ways?\b)"
_TONGUE = r"(?:t[ou]+ngu?e?s?\b|toung\b|tonuge\b|tongeu\b)"
_SWELL = r"(?:sw[eo]+l+\w*|swl?ol+\w*|ball?oon\w*|bl[eo]w(?:n|ing)? up|puff(?:ed|ing|s) (?:right )?up|puffing|puffed|infl?at\w*|deform\w*)"
_SIZE = r"(?:doubl\w+|three times|twice (?:the|its|their)|trip\w+|massive|huge|enormous|giant|gigantic|fat|fatter|bigger|big big|humongous|thick|puffy|elephant|like sausages|like a (?:sausage|frog))"
_FACE = r"(?:face|facee|cheeks|features|head)"
_BLOOD = r"(?:ble+d+\w*|bleding|bleading|bled|blood(?! ?-?(?:thin|press|sugar|test|type|vessel|flow|circ|clot\b|orange|group|work|line))\w*)"
_FILLER = r"(?:fill?ers?\b|injec\w+|juvederm|restylane|hyal\w+|liquid nose|botox|occlusion|the needle|she put)"
_CANT = r"(?:cant|can ?not|cannot|couldnt|can ?t|can (?:hardly|barely|only just)|cud ?nt|could (?:hardly|barely|not)|barely|hardly|unable to|not able to|no can|am not able|isnt able|not (?:really )?(?:getting|able))"
_NOT = r"(?:wont|will not|doesnt|does not|dont|do not|didnt|did not|isnt|is not|not|never|cant|cannot|hasnt|havent|has not|wouldnt|refus\w+ to|no sign of|aint|hasn)"
_WHO = (
    r"(?:he|she|husband|hubby|partner|boyfriend|bf|girlfriend|gf|wife|dad|father|step ?-?dad|step ?-?father|mum|mom|mother|uncle|ex|brother|"
    r"son|carer|boss|someone|somebody|they|teacher|ppl|people|man|cousin|grandad|employer|landlord|fiance|sister|aunt)"
)
_SEVERE = r"(?:agony|excruciat\w*|unbearab\w*|severe|10/10|terribl\w*|awful|so bad\w*|really bad\w*|like (?:hell|crazy|mad)|so much pain|killing|kills|worse|throb\w*|big pain|pain pain|strong|intense|crying)"


_GAP = r"(?: \w+){"
_GAP_WITHOUT_DENIAL = r"(?: (?!(?:no|not|never|without|isnt|arent|dont|doesnt|didnt|wasnt|werent|hasnt|havent)\b)\w+){"


def spoken(pattern: str) -> re.Pattern[str]:
    """Compile `pattern` at a word's start; what it skips between two words may hold no denial ("lips are not swollen")."""
    return re.compile(rf"\b(?:{pattern.replace(_GAP, _GAP_WITHOUT_DENIAL)})")


CONCEPTS: dict[str, re.Pattern[str]] = {
    # airway
    "breath_trouble": spoken(
        rf"(?:{_CANT}|struggl\w*|strugl\w*|hard(?:er)?|diff?icult\w*|troubles?|truble|fight\w*|short(?:ness)? (?:of|on)|problems?|out of|fighting|stopped|heavy|no|gasp\w*|gulping|hurts? (?:to|when i)|cannot|catch(?:ing)? (?:my|his|her)|pain when i)"
        rf"(?: \w+){{0,4}}? (?:{_BREATH}|air\b|oxygen|swall?ow\w*)"
        rf"|{_BREATH}(?: \w+){{0,4}}? (?:(?:is |are |getting |gets |very |so |really )*hard\w*|diff?icult\w*|trouble|funny|weird|bad|badly|only just|whistl\w*|heavy|straw|problem\w*|shallow|noisy|fast|strange\w*|worse)(?! with excitement)"
        r"|(?:i )?can breathe? but|we{1,2}z(?:e|ing|y)\w*|fight\w* for (?:air|breath)|whee?z\w*|gasping|breathless|asthma attack|noise when (?:he|she|i) breath\w*|breath (?:is |are )?(?:short|tight|hard)|he is choking|(?:im|is|shes|hes) choking|drooling"
    ),
    "throat_closing": spoken(
        rf"{_THROAT}(?: \w+){{0,5}}? (?:clos\w*|tight\w*|{_SWELL}|shut\w*|narrow\w*|small\w*|lump\w*|block\w*|constrict\w*|stuck|going too|itch\w*|funny|squeez\w*|chok\w*|scratchy)"
        rf"|(?:clos\w*|tight\w*|{_SWELL}|shut\w*|narrow\w*|lump|stuck|sitting|squeez\w*|swelling|itchy)(?: \w+){{0,4}}? {_THROAT}|voice(?: \w+){{0,3}} (?:gone|hoarse|squeaky|raspy|weird)"
    ),
    "tongue_swelling": spoken(
        rf"{_TONGUE}(?: \w+){{0,5}}? (?:{_SWELL}|{_SIZE}|too big|tingl\w*|big|fill\w*)|(?:{_SWELL}|{_SIZE})(?: \w+){{0,3}}? {_TONGUE}"
    ),
    "lips_swelling": spoken(
        rf"(?:lips?|mouth)(?: \w+){{0,5}}? (?:{_SWELL}|{_SIZE}|big\b|started now|blue|so big|blue|puff\w*)|(?:{_SWELL}|{_SIZE}|big)(?: \w+){{0,2}}? (?:lips?|mouth)\b|lip massive"
    ),
    "face_swelling": spoken(
        rf"{_FACE}(?: \w+){{0,5}}? (?:{_SWELL}|huge|massive|enormous|deformed|balloon|doubl\w*|puff\w* up)|(?:{_SWELL}|huge|massive|puffy)(?: \w+){{0,3}}? {_FACE}"
    ),
    "eyes_swollen_shut": spoken(
        rf"eye(?:s|lids?)?(?: \w+){{0,4}}? (?:(?:{_SWELL}|puff\w*)(?: \w+){{0,2}} (?:shut|clos\w*)|slits|closed up|sealed|enormous|huge)|(?:cant|barely|hardly) (?:see out(?! of (?:my|one|his|her|the))|open (?:my|her|his) eyes)"
    ),
    "eyes_swelling": spoken(
        rf"eye(?:s|lids?)?\b(?: \w+){{0,5}}? (?:{_SWELL}|puff\w* up|puffed)|(?:{_SWELL}|puffed)(?: \w+){{0,3}}? eye(?:s|lids?)?\b"
    ),
    "hives": spoken(r"hives\b|hive\b|welts|urticaria|nettle rash|itchy (?:all over|everywhere)|bumps all over"),
    "swelling_moves": spoken(
        r"swelling(?: \w+){0,6} (?:whole face|spread\w*|to my (?:eyes|lips|neck|whole))|(?:lips?|eyelids?) (?:n|and) (?:eyelids?|lips?|eyes)(?: \w+){0,2} (?:are|enormous|huge|swollen|massive)|swell\w* (?:up )?everywhere"
    ),
    "anaphylaxis": spoken(
        r"anaph\w+|(?:use|used|need|got|have|where is|without) (?:\w+ )?(?:\w+ )?epi ?-?pen(?= (?:here|now|should|already|but)|\W*$)"
    ),
    "chest_tight": spoken(
        r"chest(?: \w+){0,3}? (?:tight\w*|clos\w*|heavy|squeez\w*)|tight(?:ness)?(?: \w+){0,2} chest"
    ),
    # eye
    "eye": spoken(r"eye(?:s|ball|balls|lid|lids)?\b"),
    "into_eye": spoken(
        r"(?:went|got|goes|gone) in(?:side)?\b(?! (?:to |for |and |the (?:salon|shop|spa|morning)))|in there\b|near the eye and|splashed up|eye wash|eye drops|(?:in|into|inside|on|touched|under|to)(?: \w+){0,3}? eye(?:s|ball|balls)?\b|eye(?:s)?(?: \w+){0,3} (?:got|went|came|splash\w*|drip\w*) in\b"
        r"|(?:splash\w*|squirt\w*|spray\w*|drip\w*|leak\w*|spat|poke\w*|enter\w*)(?: \w+){0,6}? eyes?\b"
    ),
    "eye_pain": spoken(
        r"eyes?(?: \w+){0,6}? (?:burn\w*|on fire|sting\w*|agony|kill\w*|hurt\w*|pain\w*|streaming|sore)|(?:burn\w*|sting\w*|hurt\w*|agony|pain\w*)(?: \w+){0,5}? eyes?\b"
    ),
    "sight_lost": spoken(
        rf"{_CANT}(?: \w+){{0,3}}? see\b(?! (?:you|any|a |the (?:price|slot|calend|time|book|web|link|button|form|app|list|menu|team|photo|option|date)|how|why|it on|my (?:book|app)|where|when|what|friday|monday|tuesday|wednesday|thursday|saturday|sunday|that|me|us|her|him|myself|them|people|slots|times|online|a (?:way|future)|what))"
        r"|(?:lost|losing|loss of|lose)(?: \w+){0,4}? (?:sight|vision|eyesight)|(?:gone|going|went|go) (?:\w+ )?blind\b|blind (?:in|on)|(?:cant|couldnt|wont) open (?:my|his|her|the|that) (?:\w+ )?eyes?\b|cant (?:open|keep) (?:it|them)(?: open)?\b|eyelids? wont open"
        r"|(?:vision|sight|eyesight|eyes?|everything|everythings|seeing)(?: \w+){0,6}? (?:blur\w*|fog\w*|haz\w*|cloud\w*|doubl\w*|dim|milky|grey|gray|black|halo\w*|dark)\b|(?:blur\w*|fog\w*|haz\w*|cloudy|double|dim|milky|grey film|halos?)(?: \w+){0,4}? (?:vision|sight|eyes?|seeing|pupil|lights?)"
        r"|seeing double|see double|curtain (?:came )?(?:down )?over|see white|pupil(?: \w+){0,3} (?:cloud\w*|white|milky)|blurr?ed|sudden(?:ly)? blurr?\w*"
    ),
    "chemical": spoken(
        r"bleach|acetone|acids?\b|peels?\b|peeling solution|toner|serum|glycolic|salicylic|lactic|tca\b|retinol|peroxide|benzoyl|disinfect\w*|glue|dye|remover|cleaner|cleanser|solution|chemical\w*|product|cream|mask|exfoli\w*|liquid|spray|alcohol|tint|wart\w*|caustic|stuff|numbing|oven cleaner|drain|vitamin c"
    ),
    # burns
    "skin_off": spoken(
        r"(?:skin|layers?|flesh|skins)(?: \w+){0,6}? (?:sheets|com\w+ (?:off|away)|came (?:off|away)|slid\w*|fall\w* off|fell off|lifting|lifts|hang\w*|rubs? off|rubbed off|peel\w* off|bubbl\w*|melt\w*|leather\w*|charred|raw)\b|skin(?: \w+)? (?:gone|went|going|turned|is|looks) (?:\w+ and )?(?:dead|black|gr[ae]y|brown|white|hard)\b|(?:cheek|face|chin|lip|forehead|nose)(?: \w+){0,2} gone (?:\w+ )?(?:white|brown|black|grey|leathery|hard)\b|skins gone\W*$"
        r"|peel\w*(?: \w+){0,3}? (?:in|off in) (?:sheets|chunks|strips|layers)|(?:sheets|chunks|strips|layers) of skin|raw (?:and )?(?:\w+ )?(?:wet|open|flesh|skin|bleeding|weeping)|red flesh|open raw|top (?:layer|of my)(?: \w+){0,4} (?:off|away)|charred|leathery|peeled off"
    ),
    "skin_sheets": spoken(
        r"(?:skin|it)(?: \w+){0,3}? (?:off|away) in (?:sheets|chunks|strips|layers)|sheets of (?:my )?skin"
    ),
    "blister": spoken(
        r"bl[iy]st+[ea]?r\w*|bubbles? (?:up|on (?:my|her|his|the)|all|grouped)|sore bubbles|fluid ?-?filled|water bubbles"
    ),
    "burnt": spoken(
        r"(?:chemical|acid|bad|deep|serious|severe|third degree|second degree|3rd degree|2nd degree|big|horrible|nasty|proper|steam|like a|wax|laser|ipl|peel) burns?\b|burn(?:t|ed|s)? (?:me\b|my|his|her|the|all|down|half|through|thru|by|from|off|in my|face|with|a hole)|(?:been|got|is|are|has|was|very|so|all|badly|face|skin|cheeks?|neck|lip|chin|me) burn(?:t|ed)\b(?! out)|scald\w*|ironed|boiling (?:oil|water|wax|hot)|skin burning|burning through|burn\w* thru|burned and"
    ),
    "burn_cause": spoken(
        r"acid|peels?\b|wax\w*|steam\w*|laser\w*|ipl\b|boiling|bleach|caustic|oven|straighten\w*|hot (?:towel|oil|water|wax)|tca\b|microneedl\w*|dermapen|cautery|iron\b|toaster|salve|numbing|lemon|cryo|machine|machine|chemical\w*|treatment|cream"
    ),
    "mouth_sores": spoken(
        r"(?:mouth|lips|lip|genital\w*|down below)(?: \w+){0,4}? (?:sores?|ulcers?|blisters?|raw|crust\w*)|(?:sores?|ulcers?|blisters?|raw)(?: \w+){0,4}? (?:in|inside|on|around)(?: \w+){0,2}? (?:mouth|lips)|mouth sores"
    ),
    # blood
    "bleeding": spoken(rf"{_BLOOD}|spurt\w*|gush\w*|pumping out|bright red|haemorrh\w*"),
    "bleeding_hidden": spoken(
        r"(?:cut|it|spot|lip|chin|nick\w*|herself|himself)(?: \w+){0,5}? (?:wont stop|spurts|gush\w*|its gushing|is gushing)|(?:popped|squeezed) and its like a tap|press\w*(?: \w+){0,8}? (?:still going|floods)|every time i lift|soaked the|and its gushing|it will not stop bleeding|it spurts|pumping out"
    ),
    "nonstop": spoken(
        rf"{_NOT}(?: \w+){{0,4}}? (?:stop\w*|quit\w*|clot\w*|clos\w*|end|slow\w*)|non ?-?stop|(?:keeps|keep|still) (?:on )?(?:bleed\w*|coming|going|pouring|dripping|oozing|running)|still ble+d\w*|without stop\w*"
        r"|pour\w*|gush\w*|spurt\w*|squirt\w*|pumping|soak\w*|everywhere|loads of|so much|heavil\w*|a lot|like (?:a tap|mad|crazy)|dripp?ing|runn?ing down|runs down|bleeds and bleeds|flood\w*|carr(?:y|ies) on|going\b|under control|since (?:dinner|i|lunch|you|this|yesterday|breakfast|the|last)|thr(?:u|ough) (?:the|a|my|every)|is \d+ hours of|too long|should i go|lift the|each time|loo roll|nothing stop\w*|for (?:an|two|three|\d+) hours?|all (?:day|afternoon|night|morning)|third towel|through (?:every|the|my)|bleeding and bleeding|for hours|hours? ago|\d hours"
    ),
    # consciousness
    "collapsed": spoken(
        r"fainted\b(?! (?:once|at the sight|having|getting|giving|when))|(?:keep|keeps|nearly|almost) faint\w*|(?:feel\w*|felt|going) (?:\w+ )?faint\b(?! (?:with|when|at))|pass(?:ed|ing|es)? out|past out|(?<!plans )(?<!plan )co?l+aps\w*(?! on the (?:sofa|bed|couch))|uncon[sc]+i?\w*|black(?:ed|ing)? ?-?outs?|(?<!dog has )(?<!cat has )(?<!dogs )se[iz]+[zu]+res?(?! free)|convuls\w*|(?:having|had|has) a (?:fit|stroke|heart attack|seizure|turn)"
        r"|(?<!hamster )(?<!dog )(?<!cat )(?:wont|cant|cannot|not|didnt|isnt|doesnt) (?:\w+ )?(?:wak\w+|respon\w+|answer(?:ing)? (?:me|us)|com\w+ round)|unrespons\w*|foam\w* at|lost consc\w*|went (?:grey|white|limp) and (?:dropped|fell)|dropped to the floor|woke up on the floor|on the floor|legs went|going dark|went dark|(?<!knocked )out cold(?! by)|not looking at|(?:isnt|not) making (?:any )?sense|keel\w* over|cant stand(?! (?:pain|the|it|up straight in|people|needles|my|this|that|having|when|being))|fell (?:down|unconscious)|jerk(?:y|ing)|twitching|i fitted|hit (?:the|her|his|my) (?:deck|head)|dropped like|fall down|swoon\w*|slid off the|turned gr[ae]y|eyes rolling|uncontrollabl\w*|came round|in a vice"
    ),
    "chest_pain": spoken(
        r"chest ?pains?|(?:pains?|pressure|ache|aching|crushing|squeezing|stabbing|tight\w*|heavy\w*|weight|elephant)(?: \w+){0,4}? (?:chest|breastbone|heart)\b|chest(?: \w+){0,5}? (?:hurt\w*|pain\w*|kill\w*|crush\w*|squeez\w*|pressure|ach\w+|heavy|belt|elephant|tight\w*)|heart(?: \w+){0,3}? (?:racing|weird|pounding|stopping|thump\w*|wrong|skipping|fluttering|irregular)|palpit\w*"
    ),
    "stroke_sign": spoken(
        r"(?:mouth|face|side of my face)(?: \w+){0,4}? (?:droop\w*|dropped|drooped|numb on one)|slurr?\w*|(?:arm|leg|side)(?: \w+){0,3}? (?:numb|weak|dead)\b|cant (?:move|lift) my (?:arm|leg|face|mouth|hand)|(?:my|his|her) speech"
    ),
    # spreading, sepsis, meningitis
    "fever": spoken(
        r"(?<!hay )(?<!spring )f[ea]+v[ea]r(?:ish|s)?\b(?! (?:dream|party|sore|blister))|fiver\b|high temp\w*|temps? ?s? (?:3[789]|40)|fluey|temp(?:erature)?s? (?:is |was |of |over |above |at )?(?:3[789]|40|41)|(?:a|have|got|with|running|slight|bit of a|the|and|my|any) temp(?:erature)?\b|temperature for|hot and aching|(?<![\d:.])(?:38|39|40)[.,]\d\b|(?:38|39|40) ?(?:c\b|degrees|°|fever|temp)|chills|sh[ia]ver\w*|rigors?|burning up|boiling and|flu ?-?(?:ish|ey|y)|like (?:i have )?(?:the )?flu|sweating and shaking|shaking and sweating|rigors|hot and cold|teeth chatter\w*|trembl\w*|night sweats|feel (?:so |really )?(?:ill|poorly|sick)|achy all"
    ),
    "rash": spoken(
        r"rash\w*|red(?:ness)?\b|blotch\w*|purple|spots\b|hot patch|streaks?|crimson|scarlet|plaque|cellulit\w*|dots\b|red hot|dusky"
    ),
    "spreads": spoken(
        r"spread\w*|creep\w*|climb\w*|travel+\w*|moving|moved|racing|gallop\w*|growing|grew|grows|getting bigger|jumped|crossed|going (?:up|down|across|to)|now (?:its )?(?:my|the|half|all|both)|whole (?:face|head|cheek|body|jaw|hand|arm)|doubling|past the line|every hour|by the hour|edge"
    ),
    "quickly": spoken(
        r"fast|quick\w*|rapid\w*|hours?\b|minutes?|mins\b|since (?:this|the) (?:morning|afternoon)|today|overnight|by (?:tea|lunch|noon|evening)|this (?:morning|afternoon|evening)|sudden\w*|at breakfast|in a day|all day|while im"
    ),
    "rash_word": spoken(r"rash\w*"),
    "heat": spoken(r"hot\b|like fire|burning hot|heat\b|boiling|radiator|on fire|warm\b|inflamed"),
    "glass_test": spoken(
        r"(?:glass|tumbler)(?: \w+){0,6}? (?:fade\w*|fading|disappear\w*|vanish\w*|go away|goes?|stay\w*|test|still there|on (?:them|it))|(?:fade\w*|fading|disappear\w*|vanish\w*|go away|stay\w*|go|dark)(?: \w+){0,6}? (?:glass|tumbler)|glass test|(?:dont|doesnt|wont|not|do not|does not|didnt|never) (?:\w+ )?(?:blanch\w*|go white|vanish)|press\w* a glass|non ?-?blanching|under the glass|when pressed|(?:rash|purple \w+) (?:that )?(?:\w+ )?(?:wont|doesnt|not|dont) (?:fade|fading|disappear|go away)"
    ),
    "stiff_neck": spoken(
        r"(?:stiff|rigid) neck|neck is (?:so |really |very )?(?:stiff|rigid)|light hurts|floppy|mening\w*|sepsis|septic|confused|talking (?:nonsense|rubbish)|not making sense"
    ),
    "red_streaks": spoken(
        r"red (?:lines?|streaks?|tracks?)(?: \w+){0,3} (?:up|down|from|along|towards?|toward|travel+\w*|creep\w*|spread\w*)|lines? of red|streaks? (?:going|up|down|from)|drew (?:round|around)"
    ),
    # filler
    "filler": spoken(_FILLER),
    "blanched": spoken(
        r"white\b|whit(?:e|ish)|pale|blue\b|bluish|blue ?-?ish|gr[ae]y\w*|mottl\w*|purple|purply|purplish|violet|blotch\w*|net\b|web\b|lac[ey]y?\b|marbl\w*|dusky|blanch\w*|no colou?r|colou?r (?:isnt|is not|not|wont|doesnt|hasnt) (?:com\w+|return\w*) ?back|colou?r(?: \w+){0,2} of a dead|does not get pink|corned beef|cold\b|black|vascular|occlu\w*|dead (?:white|person)|veiny|livid|discolou?r\w*"
    ),
    "marble_skin": spoken(
        r"marbl\w* (?:looking )?skin|mottled (?:skin|lip|cheek|nose)|vascular occlusion|skin (?:is |looks |gone )?(?:marbled|mottled)|(?:lip|nose|nostril)(?: \w+){0,3} (?:white|blue|black|grey|dusky) (?:and|since|after)"
    ),
    "severe_pain": spoken(
        rf"(?:pain|hurt|ach|sore|throb|sting)\w*(?: \w+){{0,4}}? {_SEVERE}|{_SEVERE}(?: \w+){{0,4}}? (?:pain|hurt|ach|sore|throb)\w*|agony|excruciat\w*|unbearab\w*|10/10|pain(?: \w+){{0,3}} (?:each|every) hour|pain wont|hurts? (?:so|a lot|loads|like|this bad|more)|cant touch it"
    ),
    # crisis
    "suicidal": spoken(
        r"kil+(?:ing|ed)? (?:my|him|her|them) ?sel\w*|\bkms\b|unaliv\w*|su?[iu]c?[iy]?cid\w*|sui?cid\w*|suside\w*|take my (?:own )?life|end(?:ing|ed)? (?:my|his|her|their) (?:own )?life|end(?:ing)? it(?: all)?\b(?! on| with a)|want(?:s|ed|ing)? to die|wann?a die|want die|wish (?:i|she|he) (?:was|were|is|would be) dead|rather (?:be )?(?:dead|die)|better (?:off )?dead|better off without me|better without (?:me|this)"
        r"|(?:dont|do not|doesnt|does not|not|didnt|no longer|no) want(?:s)? (?:to )?(?:\w+ )?(?:live|be here|exist|wake up|go on|be alive|life)\b|(?:dont|doesnt) (?:wanna|wana) (?:live|be here|exist|wake|go on|be alive)|(?:no|any|whats the) (?:reason|point|use|wish)(?: \w+){0,3}? (?:liv\w+|going on|go on|being here|alive|waking)|wont be (?:here|alive|around)|not going to be here|life(?: \w+){0,2}? (?:not|isnt|aint) worth|(?:not )?worth living|(?:tired|sick|done|fed up) (?:of|with) (?:life|living|live|being alive)"
        r"|(?:cant|cannot|can not) (?:go|carry) on\b(?! (?:for|mon|tue|wed|thu|fri|sat|sun|that|the (?:\d|mon|tue|wed|thu|fri|sat|sun|trip)|\d|holiday|my holiday|foot|to|with (?:the|this) (?:course|product|cream)))|(?:cant|cannot) (?:take|do) (?:it|this|life) (?:any ?more|no more|anymore)|should not live|deserve to (?:live|die)|(?:never|not) wake up|wake up (?:in the morning )?(?:ever )?again|sorry i woke|never waking|sleep (?:\w+ ){0,2}?(?:never (?:to )?wake|not wake|forever)|no way out|see a way out|see (?:a|any) future|no future|stop forever|want it (?:all )?to (?:stop|end)|nothing left in me|plan to be gone|ill be gone soon|dis+ap+ear(?:ed)?,?(?: \w+){0,2} (?:forever|properly|for good)|world(?: \w+){0,2} better without|why live\b|made up my mind|not exist\b|god to take me|(?:better|easier) if i (?:wasnt|was not|werent|didnt|died)|id be better off|dark thoughts|thoughts? of (?:ending|dying|death|hurting)"
    ),
    "life_weary": spoken(
        r"live or die|if i died|(?:hope|pray|wish)(?: \w+){0,2}? (?:dont|wont|not) wake|(?:face|bear) (?:another|one more) day|and die\b(?! (?:lol|of))|let me die|god take me|(?:leav\w+|stay in|out of|not in) this world|in heaven\b|(?:another|my next|next) life\b|my last (?:days|week|day|night)\b(?=\W*$)|made a will|left a note|goodbye to my (?:kids|family|dog|cat|children|mum|friends)|how to die|(?:gonna|going to) (?:jump\b(?! (?:in|on))|od\b)|(?:be )?alone (?:tonight|with my thoughts)|voices? (?:say|says|tell|tells|telling)|on the \d+(?:th|st|nd|rd) floor|on the (?:rail|train) tracks|the rope|my attempt|attempted|(?:im|to|gonna) od\b|want 2 die|wanna b here|cba living|in living\b|(?:even|stay|staying|being) alive|be over (?:tonight|soon)|tell them i|i (?:starve|cut) and i|no hope left|no way forward|dont (?:really )?care if i"
        r"|(?:see|seeing|is there|any|no|whats|what is)(?: \w+){0,2}? (?:point|use|reason) (?:in|of|to) (?:anything|carrying|going|living|life|me\b|any of it)|(?:if|when) (?:i|im|ill be|he|she) (?:wasnt|was not|werent|was|were|am|is)? ?(?:around|gone|dead|not here|not around)\b|miss me\b|(?:painless|quickest|easiest|fastest|best) ways? to (?:go|die|end)|ways to (?:die|end)|being alive|(?:had )?enough of (?:life|living|being)|(?:do|done) something stupid|mak(?:e|ing) it (?:to|through) (?:\w+ )?(?:christmas|night|tonight|week|friday|year|morning|summer|birthday)|(?:not|shouldnt|dont|fantasi\w* about not) exist\w*"
        r"|never (?:been )?born|wasnt born|burden\b|(?:give|giving|given|gave) up on (?:life|living|everything)|(?:dont|not|cant|no)(?: \w+){0,3}? (?:carry on|keep (?:going|living|on living)|live like this)|(?:left|strength|force|will) to live|not safe (?:tonight|alone|on my own|by myself)|(?:might|could|will|going to|ill) (?:do to|hurt|harm) myself|suisi\w*|suicd\w*|sewer ?-?slide|\bsh\b|be dead\b|(?:think\w*|thoughts?|dream\w*) (?:about|of|constantly about) (?:death|dying|being dead|not being here)|death (?:would|is|constantly)|my (?:own )?funeral|planned how|plan and a date|picked a day|(?:gave|given|giving) (?:away )?(?:my|all my)(?: \w+){0,3} away|gave away my|nobody (?:will|would) (?:have to|care|notice|miss)"
        r"|tell my (?:mum|mom|dad|family|kids|wife|husband|sister|brother) im sorry|goodbye everyone|(?:wont|not) be needing any ?more|drank bleach|(?:took|swallowed|taken)(?: \w+){0,3}? (?:all|whole box|whole packet|box of|packet of|load of)(?: \w+){0,3}|how many (?:tablets|pills|paracetamol)|(?:standing|sat|sitting|stood|am) on (?:the|a) (?:edge|bridge|roof|ledge|tracks|platform)|(?:a|got|have|bought) (?:a )?(?:rope|noose)|into a tree|in front of (?:a|the) (?:train|car|bus|lorry|tube)|die in my sleep|not (?:be|being) here\b(?! (?:in|on|next|until|till|too|for|this|before))|finish(?:ing)? my life|life is (?:finish\w*|over|pointless|meaningless)|life has no|no meaning|nothing to live|to live for|hate my life|(?:want|wanting|wish|need) (?:it|everything|this|life|it all|the pain)(?: all)? (?:to be )?(?:over|to stop|to end)\b(?! (?:well|with|by|at))|cant do life|thinking the worst|(?:going|want|wants|wanted|ready) to jump|be alive|make it to friday|want to (?:just )?(?:disappear|vanish)|no more tomorrow|all ends soon|waiting for it to end|tonights the night|to the bridge|want (?:to )?kill me\b|easier to be dead|want to be gone|wanting to be gone|better off not here|never wake"
    ),
    "self_harm": spoken(
        r"self ?-?harm\w*|self ?-?inflict\w*|with scissors|blade (?:on|to) (?:my|his|her)|(?:cuts?|cutting|sliced|slicing|burn\w*|burning)(?: \w+){0,2}? (?:my|his|her|own) (?:arms?|legs?|thighs?|wrists?|own|face|stomach)|cuts on (?:my|his|her) (?:arms?|wrists?|legs?)|been cutting|(?:punch\w*|slap\w*|hit\w*|bang\w*|bite|biting)(?: \w+){0,2}? my (?:own )?(?:face|head|arms?|self)|punishment for my|to cope\b|deserve pain|to feel something|hurt me\b(?=\W*$)|want (?:to )?cut my|needles in my (?:cheeks|face|skin) to|(?:cut|cuts|cutting|hurt|hurts|hurting|harm|harming|harmed|burn|burning|punish|punishing|hit|hitting|starve|starving|stab) (?:my|him|her|them) ?sel\w*|cutting (?:again|her|his|my)|cut again|relapsed|on purpose|(?:pick|scratch|dig|claw|squeeze|cut|burn)\w*(?: \w+){0,6}? (?:deserve|punish\w*|calms me|hate myself|feel (?:bad|something|better|real)|until (?:i|it) bleed\w*)|i deserve it|hit my (?:head|face)|rip my (?:own )?face|with a razor|a razor\b|hang (?:my|him|her) ?self|over ?dos\w*|overdosed|(?:took|taken|swallowed|have|collect\w*|sav\w*|count\w*)(?: \w+){0,4}? (?:pills|tablets|paracetamol)|pills in front|wrote my (?:letter|note|goodbye)|goodbye (?:note|letter|message)|jump(?:ing)? (?:off (?:a|the) (?:bridge|roof|balcony|building|cliff|platform)|in front|from|under)|thinking of jumping|theres a bridge|off a bridge|safe with myself|urge to|harm me\b|just me\b(?=\W*$)"
    ),
    "abused": spoken(
        rf"{_WHO}(?: \w+){{0,4}}? (?:hits?|hitting|beats?|beat|beating|beaten|punch\w*|slap\w*|chok\w*|strangl\w*|kick\w*|hurt\w*|burn(?:ed|t|s)|push\w*|throws?|threw|rape\w*|rapes|pinch\w*|forc\w+|grab\w*|thump\w*|threat\w*|abus\w*|whip\w*|locks?|knock\w*|smash\w*|whack\w*|slam\w*|shov\w*|drag\w*|pin(?:s|ned)|grop\w*|poured?|stubbed|spat|attack\w*|scratch\w*|held|pull(?:s|ed))(?: \w+){{0,3}}? (?:me\b|my (?:face|head|hair|arm|throat|neck|cheek|lip|eye|nose|tooth|jaw|wrist|little|mum|sister|brother|kids)\b|her\b|him\b|himself on me|us\b)"
        rf"|(?:hits?|hitting|beats?|beating|punch\w*|slap\w*|chok\w*|strangl\w*|kick\w*|hurt(?:s|ing)|rape\w*) me\b(?! up| with the price)|{_WHO}(?: \w+){{0,4}} (?:gets violent|is violent|is abusive|did it again|did this|touches me|checks my phone)|touches me|domestic (?:violence|abuse)|(?:scared|afraid|frightened|terrified) (?:to go|of going|at|of being at) home|(?:scared|afraid|frightened|terrified) of (?:my|him|her) ?(?:husband|partner|boyfriend|dad|father|ex|stepdad|mum|wife|girlfriend|son)?\b|not safe (?:at|in|with)|dont feel safe (?:at|in|with) (?:home|my|him|her)|unsafe at home|(?:being|getting|been) (?:hurt|hit|beaten|abused|raped|assaulted)|(?:gets|got|is) (?:hit|beaten|beat up)|\braped\b|sexual\w* (?:assault\w*|abus\w*)|assaulted|molest\w*|thr(?:ew|ow|ows|owing)(?: \w+){0, 4}? at (?:me|my)|batter\w* me|send(?:ing)? (?:him )?(?:nudes|pictures)\b(?= |$)|mak\w+ me (?:have sex|violence|do|send)|kill me and|being hit\b|leaves? bruises|belt marks|hand ?prints? on|touches (?:me|her|him)|hit (?:mum|mam|mom|my mum|me again)|has a knife|home (?:isnt|is not) safe|live in fear|wom[ae]ns? (?:shelter|refuge|aid)|get away from him|bites me|kicked (?:down|in)|banging on the door|grabbed my|(?:got|was|customer|man|stranger) attack\w*|burns? me with|from his ring|(?:its|was) him\b|(?:hes|shes|gets|got) violent|dont tell him|told you i fell|locks me|knife (?:to|on)|(?:fists|fist)\b|(?:hands?|pillow) (?:on me|round my|around my|over my)|(?:wont|not|never|doesnt) let me (?:out|leave|go out|have money)|not allowed out|keeps (?:me locked|the keys)|takes my phone|(?:lost it|done it|did it) (?:again|to me)|it was him\b|wasnt an accident|(?:he|she|someone|him|her|they) did (?:it|this)\b|(?:scared|afraid|terrified|frightened) (?:of )?(?:hell|shell|hes|what he|what she|he|him)\b|in danger|somewhere safe|(?:ring|call) the police|code word|is violent|violent (?:to|with|towards)|blue (?:marks|eye)|the belt\b|be punished|(?:he|she|they|man|uncle|boss|dad) touched me|forces? me|forced me|gets? (?:hit|beaten)|beats (?:her|him)|beat (?:me|us) up|beat me|hits (?:her|him)|stalk\w*|uses? his|bruises (?:everywhere|every week)|he reads (?:them|my)|from my husband|did this to me|holds? me down|as punishment|does it to (?:her|him)|makes me do things|finger ?-?marks|broken my nose|from a punch|beats me up|acid in my face"
    ),
    "black_eye": spoken(
        r"black eyes?\b|bruis\w+|split lip|marks? (?:in|on) (?:the|my) (?:face|neck|cheek|arm)|new cut|scratches|burn marks"
    ),
    "by_partner": spoken(
        r"(?:my|the|a) (?:husband|partner|boyfriend|bf|ex|dad|father|stepdad|wife|girlfriend|son|uncle)|he did|did it again|its him|walked into a door|not from a fall|her boyfriend|finger"
    ),
    # skin a doctor should see
    "acne": spoken(
        r"acne|akne|spots?\b|pimples?|zits?\b|break ?-?outs?|breaking out|broke out|broken out|skin|face\b|cysts?\b"
    ),
    "spots": spoken(
        r"acne|akne|acnee|spots?\b(?! (?:on (?:mon|tue|wed|thu|fri|sat|sun)|for|at|available|free|left|open))|spotty|pimples?|zits?\b|break ?-?outs?|breaking out|broke out|broken out|outbreak"
    ),
    "ulcers": spoken(
        r"ulcer\w*|open(?:ing)? (?:\w+ )?(?:sores?|wounds?|bleeding)|bleed\w* (?:\w+ )?(?:sores?|ulcers?|crusts?|craters?|lumps?|spots|acne|wounds?|through)|(?:spots|acne|sores?|crusts?|skin)(?: \w+){0,4}? ble+d\w*|weeping (?:ulcer|sore)s?|black scabs|crusts?\b|crust(?:y|ed|ing)|rot\w*\b|haemorrhag\w*|hemorrhag\w*|holes that bleed|bloody|craters|deep sores|open sores|it bleeds?\b|ulcerat\w*|open bleeding|holes that|turned to holes"
    ),
    "joints": spoken(
        r"(?:joints?|knees?|hips?|ankles?|bones?|wrists?|elbows?|shoulders?|collarbone|muscles?|back|body)(?: \w+){0,4}? (?:hurt\w*|ach\w*|pain\w*|sore|swollen|stiff|swelled)|(?:pain\w*|ach\w*|sore|stiff|swollen|hurt\w*)(?: \w+){0,4}? (?:joints?|knees?|hips?|ankles?|bones?|wrists?|elbows?|collarbone|deep in the bone|muscles?)|joint ?pain|everything hurts|hot and aching|joint pain|cant get out of bed|aching\b|limps?|cant walk|ache (?:all|like)|aching all over|muscle aches"
    ),
    "sudden": spoken(
        r"sudden\w*|overnight|out of nowhere|in (?:a|one|two|5|like \d|few|\d) ?(?:weeks?|days|fortnight)|within days|so (?:fast|quick\w*)|super fast|very fast|came on|exploded|erupted|gone mad|went (?:crazy|mad)|since (?:last week|sunday|monday)|this month|werent there"
    ),
    "nodules": spoken(
        r"nodul\w*|(?<!ovarian )(?<!polycystic )(?<!breast )c[yi]sts?\b(?! (?:on|in) my ovar)|c[yi]sti[ck]\b|hard red lumps|like marbles|marbles under|golf balls|(?<!water )(?<!i )boils?\b(?! down)|(?:severe|really bad|awful|horrendous) acne|conglobata|lumps lumps|acne so bad|its like golf|big sore red|deep painful|lumps join|(?:painful|sore|tender|throbbing)(?: \w+){0,2}? (?:lumps?|knots?|balls?|swellings?)|underground (?:spots?|pimples?|lumps?)"
    ),
    "lumps": spoken(
        r"(?:deep|big|huge|large|hard|sore|painful|tender|giant|massive|inflamed|underground|rock hard|purple)(?: \w+){0,3}? (?:lumps?|bumps?|knots?|balls?|boils?|swellings?|pimples?|spots?)|(?:lumps?|bumps?|knots?|balls?|boils?)(?: \w+){0,6}? (?:hurt\w*|sore|painful|tender|deep|throb\w*|ach\w*|under (?:my|the)|linked|leak\w*)|(?:spots|pimples?|they)(?: \w+){0,3}? deep|deep (?:\w+ )?(?:\w+ )?(?:spots|pimples|ones)|inside the skin|lumps join"
    ),
    "pain": spoken(
        r"pain\w*|hurt\w*|(?<!cold )sore\b|soreness|tender|throb\w*|agony|ach(?:e|es|ing|y)\b|kill(?:s|ing)|sting\w*|cry\b|pressure"
    ),
    "pus": spoken(
        r"pus\b|pussy|puss\b|infected\b|absces+\w*|abcess|septic\b|(?:yellow|green)(?:ish)? (?:stuff|goo|gunk|crusts?|liquid|fluid|matter|discharge|pimples)|white goo|discharge|honey (?:coloured|colored)? ?crusts?|boil with|matter inside|stuff comes out|filling (?:back )?up|pustules spreading"
    ),
    "oozing": spoken(r"ooz\w*|leak\w*|weep\w*|gunk\w*|manky|smell\w*|wet\b|pustules|fill\w* up|pus bumps|pulses"),
    "worsening": spoken(
        r"(?:more|getting) (?:\w+ )?(?:sore|swollen|painful|puffi\w+|hot|bigger|angry|worse)|worse|going up|bigger (?:every|each)|day (?:[3-9]|three|four|five|six)|(?:[3-9]|three|four|five|six|several) days|every day|each day|daily|a week after|since (?:the|my|your|last|mon|tue|wed|thu|fri|sat|sun)\w*|days later|already|throb\w*"
    ),
    "swell_any": spoken(rf"{_SWELL}|puff\w*|lump\b|hamster|size of"),
    "clustered": spoken(
        r"cluster\w*|bunch\w*|group\w*|clump\w*|row of|crop of|band of|grape ?-?like|like grapes|lots? of|loads of|patch of|all the same|together|one side|tiny|little|outbreak|breaking out|all over|spread\w*|near (?:my )?eye"
    ),
    "shingles": spoken(
        r"shingles?\b|(?:gave me|have|got) herp[ei]s|cold ?-?sores?(?: \w+){0,3} (?:all over|spread\w*|breaking|everywhere|near my eye|towards|so painful)"
    ),
    "eye_infected": spoken(
        r"(?:eye|eyes|eyelids?|lids?)\b(?: \w+){0,8}? (?:gunk\w*|goo\w*|crust\w*|stuck|glued|pus|ooz\w*|infect\w*|weepy|sticky|light bothers|closed)|(?:eye|eyelid) infections?|infected (?:eye|lid)|(?:swollen|hot|sore|crusty)(?: \w+){0,3}? (?:eyelids?|lids?|eyes?)\b|pink (?:\w+ )?(?:swollen|crusty) eyes|eyes a bit infected|(?:eyelids?|lids?)(?: \w+){0,5}? (?:swollen|swell\w*|red|hot|sore|painful|fat|tender|balloon\w*|puffed)"
    ),
    "mole": spoken(
        r"dark streak|mark on my|thing on my|spot on my nose|spot with a dent|looked like a spot|spot thats been there since|moles?\b(?! (?:sauce|hill|skin))|freckles?\b|beauty (?:spot|mark)s?|growths?\b(?! hormone)|growing lump|dark spot|brown (?:stain|spot|patch)|patch\b|horn\b|dome\b|new dark|lump\b"
    ),
    "mole_change": spoken(
        r"chang\w*|ble+d\w*|bigger|grow\w*|grew|darker|itch\w*|two colou?rs|colou?rs?|shape|edges?|uneven|irregular|jagged|crust\w*|scab\w*|ooz\w*|weep\w*|lumpy|wider|spread\w*|larger|quick|different|two tone|doubled|border|dented?|never there before|used to be flat|keeps growing|bumpy|waxy|ring\b|grown every|black dot|on and off|looks different"
    ),
    "sore_months": spoken(
        r"(?:spot|pimple)(?: \w+){0,10}? (?:not gone|wont go|been there)(?: \w+){0,4} (?:months|since)|been there (?:for )?(?:months|since)(?:.{0,25})bleeds?|bleeds every time|(?:sore|ulcer|wound|scab)(?: \w+){0,8}? (?:\d+|two|three|four|five|six|several|few) (?:months|weeks)"
    ),
    "never_heals": spoken(
        r"(?:never|not|doesnt|dont|wont|hasnt|havent|isnt|didnt|nothing|still hasnt) (?:\w+ )?(?:heal\w*|clos\w*|go(?:es)? away|gone away|cleared?)\b|heals? (?:then|and|up then)(?: \w+){0,3} (?:open\w*|bleed\w*|back)|opens? and closes?|comes back bloody|falls off and|bleeds?,? scabs?|keeps? (?:on )?(?:bleeding|scabbing|opening)|over and over|only bleeds"
    ),
    "long_time": spoken(
        r"(?:\d+|two|three|four|five|six|few|several|many) (?:months?|mths|years?|weeks)|since (?:spring|christmas|summer|winter|autumn|easter|last|january|february|march|april|may|june|july|august|september|october|november|december)|half (?:a )?year|for ages|ages ago|all year|for months|months now|a year|months"
    ),
    "lesion": spoken(r"sores?\b|spot\b|wound|ulcer|scab\w*|pimple|patch|bump|lump|nick\w*|lesion"),
    "scarring": spoken(
        r"scar(?:s|red|ring)?\b|pits?\b|pitted|pitting|dents?\b|craters?\b|cratered|keloids?|indents?|dips\b|pock ?-?marks?|ice ?pick|box ?car|trench\w*|permanent marks|ropes|thick bumps"
    ),
    "ongoing": spoken(
        r"heal into|being|full of|loads of|already|spreading|fresh|leav\w+|left with|new\b|each|getting|keep\w*|still|worse|growing|forming|appearing|active|now\b|from breakouts|when(?:ever)?|fast|badly|everything scars|ongoing"
    ),
    "period_off": spoken(
        r"periods? (?:have |has |are |is )?(?:gone (?:haywire|weird|mad)|every (?:two|three|four)|random|come once|comes once|hardly|rarely|no come)|period no\b|skipped (?:my )?(?:last )?(?:\w+ )?periods?|(?:havent|hasnt|not) bled|no monthly|cycle (?:is )?(?:a mess|all over)|come once each|never had a period|(?:periods?|menstru\w*|cycle|monthly|bleed)\b(?: \w+){0,6}? (?:stop\w*|irregular|gone|vanish\w*|missing|all over|disappear\w*|when they like|late|come when|twice a year|60|not regular|absent|weird|skip\w*)|(?:no|missed|missing|irregular|lost|without|three|havent had (?:a|my)|dont get|dont have|hasnt had a) (?:\w+ )?(?:periods?|bleed|bleeding|monthly|menstruation|cycle)\b|periods? (?:maybe )?(?:twice|once|three)|stopped my periods?|period (?:for|in) (?:\d|months)"
    ),
    "hair_change": spoken(
        r"hairs?\b(?: \w+){0,6}? (?:chin|face|chest|lip|tummy|neck|jaw|body|falling|fall\w*|thin\w*|loss|losing|coming out|growing|grow)|(?:chin|facial|chest|body|face|neck|tummy|losing|thick|dark) (?:\w+ )?hairs?\b|hair(?:y|iness|line)|beard|moustache|mustache|sideburns|\btash\b|bald\w*|hairloss|shaving my face|voice (?:is |got |gets )?deeper|whiskers|furry|shaving my chin|hair where|hair on (?:my|her|the) (?:back|face|chin|chest)|pubic hair|body odou?r|clitoris"
    ),
    "steroid": spoken(
        r"steroids?\b|testosterone|hydrocort\w*|betnovate|dermovate|clobetasol|betameth\w*|whitening cream|bleaching cream|anabolic|tren\b|depo\b|trt\b|roids|anabolics?|dexameth\w*|lightening cream|inject\w* test"
    ),
    "courses": spoken(
        r"(?:neither|none) of the (?:two|antibiotics|creams|pills|things|treatments)|(?:doctor|gp|derm\w*|clinic|hospital)(?: \w+){0,6}? (?:two|three|several|different|tablets|creams?|pills|prescri\w*)|prescri\w+|(?:two|2|both|second|2nd|three|3|third|twice|several|multiple|x ?2)(?: \w+){0,3}? (?:courses?|kinds?|things|meds|medicines|drugs|rounds?|lots?|antibiotics?|prescriptions?|treatments?|tablets|times|gels?|creams?|full|doctors)|(?:courses?|antibiotics?|roaccutane|accutane|treatments?|pills) (?:x ?2|twice|two times)|(?:second|2nd) course|finished \w+ courses"
        r"|(?:duac|differin|epiduo|clinda\w*|tretinoin|lymecycline|doxy\w*|erythromycin|minocycline|azelaic|adapalene|benzoyl|antibiotics?|the pill|tablets|gel)\b.{1,60}?\b(?:then|and|,|neither|didnt)\b.{0,30}?\b(?:duac|differin|epiduo|clinda\w*|tretinoin|lymecycline|doxy\w*|erythromycin|minocycline|azelaic|adapalene|benzoyl|antibiotics?|zinc|tablets|gel)\b"
    ),
    "pharmacy": spoken(
        r"farmac\w*|spot gels?|bp\b|freederm|la roche|the ordinary|pharmac\w*|chemists?|boots\b|superdrug|over the counter|otc\b|acnecide|benzoyl\w*|salicylic|drugstore|shop ?-?bought|creams?\b|everything|products?"
    ),
    "no_use": spoken(
        r"(?:did|does|do|done|doing) nothing|nothing (?:works?|helps?|worked|helped|has worked|from)|(?:didnt|doesnt|dont|not|havent|hasnt|isnt|never|neither|nor|none of)(?: \w+){0,3}? (?:work\w*|help\w*|do (?:anything|it)|done)|failed|no (?:use|change|luck|effect|better|difference|improvement)|still (?:covered|breaking|got|there|going|worse|spotty)|(?:its|acnes|is|came|back) (?:back )?worse|worse than|came back|is back|its back|bam back|gotten (?:way )?worse|getting worse|gets worse|its worse|spread\w*|multiply\w*|more than ever|keeps getting|at its worst|now (?:my|its|even)|only more|more spots than|twice as bad|doubled|no joy|not a dent|useless|hasnt responded|any difference to|zero improvement|no result|ignores|none of them|doesnt touch|touched it|you name it|further down|gone everywhere|everywhere now|taking over|worse off|look worse|climbing|on my (?:back|neck|chest|shoulders) now|on both\b|no\. |still wall|run out of|given up|all over my|nothing (?:the|my) (?:doctor|gp)|nothing help|nope|more n more|no\b, .{0,30}no\b|covering|from mild to|few to hundreds|usual things failed"
    ),
    "baby": spoken(
        r"(?<!my )bab(?:y|ys|ies)\b(?! (?:soft|sitter|shower|wipes?|is due|due|oil|face|smooth|bump|pink|hair|blue|steps))|my bab(?:y|ys|ies)\b(?! (?:is due|due|bump|shower))|newborns?|infants?|toddlers?|(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|few) ?(?:months?|mths?|weeks?|wks?|mo) old|\d+ ?mo\b|(?:aged?|is|only|my|boy|girl|son|daughter|kid|child|mine is|,) ?(?:aged )?(?:only )?[1-6](?: ?(?:years?|yrs?|yo|y/o)(?: old)?)?(?= ?(?:,|\.|and|has|s |her|his|face|with|cheeks|old|$))|[1-6] ?-?(?:year|yr)s? ?-?olds?|[1-6]yo\b|little (?:one|man|girl|boy)|wee one|nappy|breastfed|twins? (?:\d+|\w+) months|is \d+ months?|\d+ month-? ?old|baby (?:boy|girl)|a baby with|(?:one|two|three|four|five) years? old|child\b|niece|grand(?:son|daughter)"
    ),
    "skin_ill": spoken(
        r"rash\w*|weep\w*|crust\w*|sores?\b|blisters?|eczema|ooz\w*|pus\b|scab\w*|pimples?|acne|peel\w*|swollen|raw\b|flak\w*|itch\w*|cracked|bleed\w*|red\b|dry\b|molluscum|rings|patch\w*|infected"
    ),
    "housebound": spoken(
        r"see no ?one|in bed for (?:a week|days|weeks)|avoid every(?:body|one)|taken everything from me|check my face|gave up my (?:hobbies|friends)|cancel everything|take a photo|dont deserve friends|cant work\b|family dinners|(?:dont|havent|cant|wont|never|refus\w*|stopped|stop|not|hasnt|doesnt|didnt|afraid to|scared to|couldnt|avoid\w*|barely|without|hardly|rarely|no longer|missed|no)(?: \w+){0,4}? (?:(?:leav\w+|left) (?:the |my |his |her )?(?:house|home|room|flat|bedroom|bed)|go(?:ing|ne|es)? (?:out\b|outside|anywhere|to (?:work|school|class|college|uni|my own|the (?:shop|supermarket)|a single|any))|been out\w*|outside|step out|come out|coming out|school|see(?:ing)? (?:anyone|anybody|people|friends)|meet\w* (?:people|any|friends)|be seen|seen me|let (?:any|people|nobody|her|him)\w*|mirrors?|on a date|photos?\b|video call|face (?:people|the (?:world|super\w*|shop))|open the door|swimming|church|visitors|lecture|exams?|friends left|step out)"
        r"|hermit|recluse|(?:sick leave|called in sick|off sick)|(?:cover\w*|taken|took|avoid\w*|smash\w*)(?: \w+){0,3}? mirrors?|every mirror|mirrors? (?:in the house )?down|so (?:that )?(?:nobody|no one|he|she|people|they|we) (?:doesnt|dont|sees?|looks?|can see|cant see|wont see)|nobody (?:sees?|looks?|can see) (?:me|my)|(?:cant|cannot|couldnt|wont|dont want|never)(?: \w+){0,4}? (?:look(?:ing)? at (?:me|her|him)|look (?:anyone|people) in|be (?:seen|around)|have people|see me|anyone (?:to )?see|people look\w*|let me look|bear (?:people|anyone)|face (?:anyone|anybody)|get dressed|get up|get out of bed|answer the door|come downstairs|look in)|on hold\b|no life\b|ghosted|see my skin|my (?:whole )?life is|stopped eating with|speak to anyone|been (?:out|to work) since|live in my room|come out of (?:my|his|her) room|home (?:three|two|four|\d+) (?:months|weeks)|in the dark\b|before work\b(?= )|hid(?:ing|e|es)(?: \w+){0,4}? (?:room|bedroom|house|home|indoors)|lock\w* (?:my|him|her)self (?:away|in)|stay(?:s|ed|ing)? (?:in (?:bed|her|his|my)|home all|indoors|inside all|in all)|curtains shut|live like a prisoner|only (?:go out )?at night|(?:quit|lost|left|dropped|missed)(?: \w+){0,2} (?:uni\w*|school|college|job|work|football|exam\w*|course)|cancel everything|barely get out of bed|taken over my life|in daylight|live at night|dark room|i sleep in it|avoid all mirrors|nerve to|nobodys there"
    ),
    "in_hiding": spoken(
        r"hermit|recluse|(?:cover\w*|taken|took|smash\w*)(?: \w+){0,3}? mirrors?|every mirror|sees? my skin\b|live in my room|people stare so|stopped leaving|ashamed? to go out|too ashamed to come|nobody (?:sees|see) me|have a conversation face to face|(?:mum|mam|mom|wife) brings me food|out in the night so|dont open the curtains|failed my year|wear full make ?-?up to bed|never let my (?:boyfriend|husband|girlfriend|wife|partner) see me|embarrassed to exist|order everything online|postponed my wedding|cancelled my own birthday|lost all my friends"
    ),
    "ashamed": spoken(
        r"dont see myself|bare face|my skin all day|of spots|in the mirror|nobodys there|look\w* in the mirror|ashamed|ashame\w*|disgust\w*|ugly|monster|hate (?:my|being|how)|hopeless|depress\w*|so low|cry(?:ing)?\b|cries|panic|prisoner|embarr?as+\w*|humiliat\w*|because of (?:my|his|her) (?:face|skin|spots|acne)|bc of my|cause of (?:my|her|his)|over (?:my|her|his) (?:skin|spots|face|acne)|with this (?:skin|face)|see(?:s|n|ing)? my (?:skin|face)|like this|look(?:s|ing|ed)? at|my (?:skin|face|spots|acne)|her spots|his spots"
    ),
    "cry_daily": spoken(
        r"cry(?:ing)?(?: \w+){0,3}? (?:every|all the time|each|daily|nonstop)|(?:dont|cant) eat(?: \w+){0,3} sleep|only think about my skin|no friends|feel (?:so )?hopeless|feel like a monster|is a monster|break down every|sob (?:in|every|my)|cry(?:ing)? (?:myself|about|over)|physically sick|feel disgusting|so ugly i|deformed|destroying me|spend (?:\d+ hours|all (?:my )?day|hours)|50 times|being bullied|panic attack in|throw up before|nothing gives me joy|cant function|too low about|so down about|depressed (?:because|about|over)|curtains shut|stay home all the time|so depressed|feel like a monster"
    ),
}
"""Each concept by name; a match that `red_flags.py` finds denied does not count."""
