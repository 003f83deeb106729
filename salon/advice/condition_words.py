"""How clients word each condition of the matrix: real wording, slang, brand names, common misspellings. Data only.

Patterns meet folded text (`wording.fold`: lower case, no apostrophes). The conditions are those of the matrix in
`contraindications.py`; the six months after isotretinoin are label language (S43). The other lapses are the salon's
precaution and want its medical adviser's word.
"""

import re

from salon.advice.wording import Words


def _words(
    pattern: str, *, lapse: float | None = None, on_face: bool = False, is_event: bool = False, heals: bool = False
) -> Words:
    return Words(re.compile(rf"\b(?:{pattern})", re.VERBOSE), lapse, on_face=on_face, is_event=is_event, heals=heals)


_CHILD = r"(?:daughter|son|sister|brother|niece|nephew|girl|boy|lad|kid|child|grandson|granddaughter|friend|mate)"
_AGE = r"(?:[5-9]|1[0-7]|thirteen|fourteen|fifteen|sixteen|seventeen|twelve|eleven)"

CONDITION_WORDS: dict[str, tuple[Words, ...]] = {
    "inflamed_spots": (
        _words(
            r"""(?:inflam\w+|infl[ae]med|angry|red\ and\ angry|red\ (?:and\ )?(?:sore|raw|painful)|sore\ red|painful|throbbing|pussy|pus[\ -]filled|yellow)
                \ (?:\w+\ )?(?:spots?|pimples?|zits?|acne|breakouts?|bumps?|heads?)\b
              | (?:spots?|pimples?|zits?|acne|breakouts?|skin)\ (?:is|are|looks?|all)?\ ?(?:really\ |very\ |so\ |quite\ |pretty\ )?(?:inflam\w+|angry)\b
              | (?:spots?|pimples?|zits?)\ (?:with|full\ of|have|that\ have)\ (?:\w+\ )?pus\b
              | papules?\b | pustules?\b | papulopust\w+ | pustular | yellow\ ?heads?\b""",
            on_face=True,
            lapse=1,
            heals=True,
        ),
    ),
    "nodules": (
        _words(
            r"""nodul\w+ | nodulo\w+ | (?<!ovarian\ )(?<!polycystic\ )(?<!breast\ )(?<!pilonidal\ )(?<!kidney\ )(?<!white\ )(?<!milia\ )cysts?\b(?!\ on\ my\ ovar)
              | c[yi]sti[ck]\ (?:acne|spots?|pimples?|breakouts?) | acne\ (?:is\ )?(?:cystic|conglobata|fulminans) | conglobata
              | (?:severe|really\ bad|very\ bad|terrible|horrendous)\ acne
              | (?:deep|big|hard|large|huge)\ (?:\w+\ )?(?:painful|sore|hard|deep)\ (?:\w+\ )?(?:lumps?|spots?|bumps?|pimples?)
              | (?:painful|sore)\ (?:\w+\ )?(?:lumps?|bumps?)\ (?:under|deep) | lumps?\ (?:deep\ )?under\ (?:the|my)\ skin
              | boils?\b(?=\ on|\ all|$) | carbuncle | undergrounds?\ (?:spots?|pimples?|painful) | blind\ (?:cysts?)""",
            on_face=True,
            heals=True,
            lapse=12,
        ),
    ),
    "isotretinoin": (
        _words(
            r"""(?:r[oau]{0,3}\ ?w?|on\ )?-?a?c+[ao]?c*[uo]t[ai]+i?n[ea]?\b | (?:ro|row|roa|ra)\ ?-?a?c+u?a?t[aei]*n?e?\b | on\ ?-?tane\b
              | iso\ ?-?tret\w* | isotane | isotretanoin | claravis | absorica | zenatane | oratane | reticutan | curacne | amnesteem
              | (?:spot|acne|skin)\ tablets\ from\ the\ (?:hospital|derm\w*) | (?:vitamin\ a|strong(?:est)?\ acne|acne)\ (?:tablets|capsules)\ (?:from\ (?:my|the)\ derm\w*)""",
            lapse=6,
        ),
    ),
    "strong_retinoid_or_peel": (
        _words(
            r"""tret(?:inoin)?\b | tretin\w+ | tretnoin | tritinoin | retin\ ?-?a\b | differin\w* | diferin | adapal[ae]ne? | epiduo\w* | epi\ duo
              | tazarotene | tazorac | trifarotene | aklief | treclin\b | isotrex\b | dermatica\b | retinoids?\b | altreno
              | (?:prescription|strong(?:\ \w+)?|high\ strength|1\ ?%)\ retinol | vitamin\ a\ (?:cream|gel)""",
            lapse=1,
        ),
        _words(
            r"""(?:chemical|tca|acid|glycolic|salicylic|lactic|phenol|face|facial|jessners?|mandelic|skin|deep)\ peels?\b | a\ peel\b
              | peel(?=\ (?:last|yesterday|a\ (?:week|few)|\d|two|three|this|on\ (?:mon|tue|wed|thu|fri|sat|sun))) | ipl\b
              | laser(?:ed)?\b(?!\ eye) | fraxel | micro\ ?-?needl\w* | derma\ ?-?(?:pen|roll\w*|planing|planed|plane)
              | (?:micro)?-?dermabrasion | hydrafacial | wax(?:ed|ing)?\b(?!\ in\ my\ ear)""",
            lapse=1,
            on_face=True,
            is_event=True,
        ),
        _words(
            r"""sun\ ?-?burn(?:t|ed|s)?\b | burn(?:t|ed)\ (?:in|by|from)\ the\ sun | burnt\ my\ face | sun\b.{0,40}\bburn(?:t|ed)\b | (?:hot|red|burning)\ from\ the\ sun | caught\ the\ sun""",
            lapse=1,
            on_face=True,
            heals=True,
        ),
    ),
    "cold_sore_or_infection": (
        _words(
            r"""cold\ ?-?sores?\b | herp[ei]s\w* | hsv\b | impet[ei]go | empetigo | shingles | (?<!from\ )chicken\ ?pox\b(?!\ scar) | warts?\ on\ (?:my|the)\ face | blisters?\ (?:starting\ |coming\ )?on\ my\ lip
              | (?:skin|staph|face|facial|bacterial|fungal|eye|ear|tooth)\ infections? | infections?\ (?:on|in)\ my\ (?:face|skin|cheek|chin|nose|eye)
              | infected\ (?:spots?|pimples?|skin|cut|pores?) | (?:spots?|pimples?|it|skin|face)\ (?:is|are|looks?|got)\ (?:\w+\ )?infected
              | (?<!hay\ )(?<!hay)(?<!cabin\ )(?<!glandular\ )(?<!mud\ )fever\b(?!\ blister) | fever\ blisters? | (?:high|got\ a|have\ a|running\ a)\ temperature
              | conjunctivitis | pink\ ?eye\b | mrsa\b | staph\b | ring\ ?worm | molluscum | scabies | cellulitis | styes?\b
              | (?:i\ have|ive\ got|got|having)\ (?:the\ )?(?:flu|covid)\b""",
            lapse=1,
            on_face=True,
            heals=True,
        ),
    ),
    "eczema_psoriasis": (
        _words(
            r"""e[cgx]+[sz]?[ei]?[sz]?e?m[ae]+\b | eczma | ekzema | psor[aiyo]+s[ei]s\b | sorias[ie]s | psoriatic | dermatitis | dermititis
              | seb\ ?-?derm\b | atopic\b""",
            on_face=True,
            heals=True,
        ),
    ),
    "rosacea": (
        _words(
            r"""r[oa]s[aeo]+[ct]i?[eai]+\b | rosa[cs]h?ea | rosecea | roseacea
              | (?:broken|fragile|burst|visible|dilated|weak)\ (?:\w+\ )?(?:capill?[aei]r\w+|veins?|blood\ vessels?|vessels?)
              | (?:thread|spider)\ veins?\b | couperose | couprose""",
            on_face=True,
        ),
    ),
    "open_wound_fillers": (
        _words(
            r"""open\ (?:wounds?|cuts?|sores?) | (?:cuts?|wounds?|grazes?|stitches|scabs?|gash)\ (?:on|in|all\ over)\ my\ (?:\w+\ )?(?:face|cheek|chin|nose|forehead|lip|eyebrow|skin)
              | (?:had|got|having|with)\ (?:\w+\ )?stitches | raw\ skin | weeping\ skin""",
            lapse=6,
            on_face=True,
            heals=True,
        ),
        _words(
            r"""(?:lip\ |cheek\ |chin\ |jaw\ |dermal\ |under\ ?eye\ |face\ |tear\ trough\ |nose\ )?fill?ers?\b | juvederm | restylane | profhilo | polynucleotides
              | bo+tox\w* | botoks | (?:anti\ ?-?)?wrinkle\ (?:injections?|jabs?) | (?:my\ )?lips\ (?:done|filled) | skin\ boosters?
              | thread\ ?-?lifts? | pdo\ threads | threads\ put\ in | face\ ?-?lift\b | nose\ job | rhinoplasty
              | bleph\w* | (?:eyelid|facial|face|jaw|nose|sinus|plastic|cosmetic|skin)\ (?:surgery|operation|op)\b
              | (?:surgery|operation|op)\ on\ my\ (?:face|nose|jaw|cheek|chin|eye\w*|lip) | (?:burn\w*|froze\w*|cut)\ (?:a|my|the)\ (?:wart|mole|skin\ tag)\ off | (?:mole|cyst)\ (?:was\ )?(?:removed|cut\ out|excis\w+)""",
            lapse=6,
            on_face=True,
            is_event=True,
        ),
    ),
    "pregnancy": (
        _words(
            r"""(?<!get\ )(?<!getting\ )(?<!fall\ )(?<!become\ )(?:pr[eai]+g+n?[aei]*n?[dt]+\b | pregn\w+)(?!\ (?:scan|massage|test|pillow|goat|yoga)) | 🤰 | preg\b | pregg(?:ers|o|y|ie)\b | prego\b | pregers\b | up\ the\ duff | bun\ in\ the\ oven | knocked\ up | with\ child\b
              | in\ the\ family\ way | (?:^|(?:im|am|are|were|shes|currently|also|now|is|and)\ )(?:also\ |currently\ |now\ |both\ )?expecting\b
                (?!\ (?:redness|it|to|a\ (?!baby|little|boy|girl)|you|that|more|results|this|some|any|my\ order)) | expecting\ (?:a\ baby|twins|our|my\ (?:first|second|third))
              | (?:first|second|third|1st|2nd|3rd|last)\ trimester | trimester | (?:\d{1,2}|three|four|five|six|seven|eight|nine)\ ?(?:weeks?|wks?|months?|mths?)\ (?:gone|preg\w*|along)
              | (?:baby|babys)\ (?:is\ )?(?:due|on\ the\ way|coming\ in) | (?:have|having|got)\ a\ baby\ (?:on\ the\ way|in\ (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\w+\ (?:weeks|months)))
              | my\ bump\b | (?:were|im)\ having\ a\ baby | mum\ ?-?to\ ?-?be | mom\ ?-?to\ ?-?be""",
            heals=True,
        ),
    ),
    "trying_to_conceive": (
        _words(
            r"""(?:trying|hoping|planning)\ (?:for|to\ have|to\ get|on\ having|on\ getting|to\ conceive|to\ be|on)\ ?(?:a\ baby|another|kids|pregnant|conceive|number\ two|number\ 2|preggers)?\b(?<=baby|kids|nant|eive|gers|ther|.two|er\ 2) | ttc\b | having\ ivf | ivf\b"""
        ),
    ),
    "breastfeeding": (
        _words(
            r"""br[ea]+st\ ?-?fe{1,2}d\w* | brest\ ?-?fe+d\w* | chest\ ?-?feed\w* | bre[as]t\ ?milk | lactating | (?:give|giving)\ (?:milk|(?:the\ )?breast)\ to\ my | baby\b.{0,30}\band\ (?:still\ )?feeding\b | still\ feeding\ (?:my|the|him|her)
              | nursing\b(?!\ (?:student|home|degree|shift|job|course|school|career|assistant|a\ (?:hangover|grudge|cold|coffee)|manager|uni\w*|placement|staff)) | feeding\ (?:my|a|the)\ (?:\w+\ )?(?:newborn|baby)
              | pumping\ (?:milk|for\ my)""",
            heals=True,
        ),
    ),
    "pacemaker": (
        _words(
            r"""pace\ ?-?ma?k[ei]r?s?\b | peace\ ?-?maker | pac[ei]maker | icd\b | defib\w* | (?:heart|cardiac)\ (?:device|implant|monitor\ implant)
              | (?:electronic|electrical|electric)\ (?:implant|device) | implanted\ (?:\w+\ )?(?:device|monitor) | (?:neuro|nerve|vagus\ nerve|brain|spinal(?:\ cord)?|bladder)\ ?-?stimulator
              | neurostim\w* | deep\ brain\ stim\w* | cochlear | loop\ recorder | baha\ implant""",
        ),
    ),
    "metal_in_face": (
        _words(
            r"""(?:metal|titanium|steel)\ (?:\w+\ ){0,2}?(?:in|on|inside)\ (?:my\ )?(?:\w+\ )?(?:face|jaw\w*|cheek\w*|chin|skull|head|nose|eye\ ?socket|forehead|mouth)
              | (?:metal|titanium|steel|jaw|facial|face)\ (?:plates?|screws?|pins?|implants?)(?!\ (?:in|on)\ (?:my\ )?(?:\w+\ )?(?:leg|knee|hip|ankle|arm|wrist|foot|shoulder|back|spine|hand|elbow|collar))
              | (?:plates?|screws?|pins?|rods?|wires?)\ in\ my\ (?:\w+\ )?(?:face|jaw\w*|cheek\w*|chin|skull|head|nose|eye\ ?socket)
              | (?:dental|tooth|teeth|cheek|chin|jaw)\ implants? | implants?\ in\ (?:my\ )?teeth | implants?\ in\ my\ (?:face|jaw|cheek\w*|chin|mouth|gum\w*)""",
        ),
    ),
    "epilepsy": (
        _words(
            r"""epil[ea]p\w* | epelep\w* | epilesp\w* | seizures?\b | (?:have|get|suffer|having|has|had|gets)\ (?:from\ )?fits\b | petit\ mal"""
        ),
    ),
    "cancer_or_growth": (
        _words(
            r"""cancer\w*\b(?!\ (?:research|charity|sign|star|zodiac)) | chemo\w* | radio\ ?-?therapy | radiation\ (?:therapy|treatment) | melanoma | tumou?rs? | leuka?emia | lymphoma
              | carcinoma | basal\ cell | squamous | bcc\b | immunotherapy | tamoxifen
              | (?:changing|growing|suspicious|strange|weird|bleeding|dodgy|funny)\ (?:\w+\ )?moles? | moles?\ (?:\w+\ ){0,3}?(?:changed|changing|growing|grown|bleeding|bleeds|bigger|darker)
              | (?:a|strange|weird|new|unknown|unexplained)\ growth\ on | (?:strange|weird|unknown|unexplained)\ (?:growth|lump) | actinic\ keratos\w+""",
        ),
    ),
    "bleeding_or_anticoagulants": (
        _words(
            r"""(?:blood|bloood)\ ?-?thin\w* | thinners\b | thin(?:s|ning)?\ (?:the|my)\ blood | warf[ae]rin\w* | apix[aei]ban | apixiban | eliquis | elequis | rivarox[ae]ban | xarelto | clopid\w+ | plavix | dabigatran
              | pradaxa | edoxaban | lixiana | heparin | clexane | fragmin | enoxaparin | anti\ ?-?co?ag\w* | anti\ ?-?platelet\w* | ticagrelor | (?:daily|low\ dose|baby|on|take|75\ ?mg)\ (?:of\ )?asp[ie]rin | asp[ie]rin\ (?:daily|every\ ?day)
              | ha?emophil\w* | von\ ?wil+ebrand\w* | (?:bleeding|clotting|blood)\ (?:disorder|condition|problem) | factor\ (?:v|5|8|viii|9|ix)\b | (?:i|we|they)\ (?:bleed|bruise)\ (?:\w+\ )?(?:easily|easy|a\ lot|for\ ages) | low\ platelets
              | (?:easy|easily)\ (?:bleeder|bleeding|bruising)""",
        ),
    ),
    "diabetes_or_immune": (
        _words(
            r"""d[iy]+a?bet\w* | diebet\w* | dibet\w* | insulin\b(?!\ ?-?resist) | metformin | type\ ?-?(?:1|2|one|two)\b | t[12]d\b | immun[eo]?\ ?-?(?:sup\w+|comp\w+|def\w+) | immunosup\w*
              | (?:weak|low|poor|compromised|bad)\ immun\w* | immune\ (?:system\ )?(?:is\ )?(?:weak|low|poor|comprom\w*|disorder|condition|problem) | auto\ ?-?immune | methotrexate | methatrexate | humira | adalimumab | infliximab | biologics?\b
              | azathioprine | ciclosporin | cyclosporin\w* | tacrolimus | mycophenolate | transplant\w* | hiv\b | lupus | predniso\w+ | steroid\ tablets | on\ steroids\b""",
        ),
    ),
    "keloid": (
        _words(
            r"""k[eai]+y?l[oi]+i?d\w* | keloy?ds? | hypertrophic | raised\ scars? | scars?\ (?:\w+\ )?(?:raised|lumpy|thick)"""
        ),
    ),
    "dark_mark_tendency": (
        _words(
            r"""(?:mark|scar|pigment|hyperpigment)\ (?:\w+\ )?(?:easily|easy|really\ easily) | melasma | melazma | pih\b | post\ ?-?inflammatory | hyper\ ?-?pigment\w*
              | (?:spots?|pimples?|everything|breakouts?|cuts?|bites?|it|they)\ (?:\w+\ )?(?:leaves?|left|turns?\ into|goes?|go|leaving)\ (?:\w+\ )?(?:dark|black|brown)\ (?:marks?|spots?|patches)
              | (?:prone\ to|tend\ to\ get|tendency\ to|always\ get|get)\ (?:dark|black|brown)\ (?:marks?|spots?|patches)""",
            on_face=True,
        ),
    ),
    "allergy": (
        _words(
            r"""latex\b | al+erg\w+\b(?!\ reactions?)(?<!allergens) | alergic | (?:latex|nickel|nut|aspirin|fragrance|perfume|adhesive|plaster|penicillin)\ (?:intoleran\w*|sensitiv\w*)""",
        ),
    ),
    "earlier_bad_reaction": (
        _words(
            r"""(?:bad|allergic|nasty|awful|terrible|horrible|severe|horrendous|weird|big)\ (?:\w+\ )?(?:re?action)
              | react(?:ed|s)?\ (?:\w+\ )?(?:badly|bad|to|awfully|terribly|horribly)
              | (?:broke|break|breaking|flared|came|come)\ (?:out|up)\ (?:\w+\ ){0,4}?(?:after|from|because|following)\ (?:\w+\ ){0,4}?(?:facials?|cleaning|cleanse|extraction\w*|peel|treatment|mask|clean)\b
              | (?:breakouts?|spots|acne|rash|burn(?:s|t|ed)?|scar(?:s|red)?|purg\w+)\ (?:\w+\ ){0,3}?(?:after|from)\ (?:\w+\ ){0,4}?(?:facials?|cleaning|cleanse|extraction\w*|peel|clean)\b
              | (?:last|previous|first|earlier)\ (?:\w+\ )?(?:facial|cleaning|extraction|peel|clean)\ (?:\w+\ ){0,4}?(?:broke|made|burn\w*|scar\w*|ruined|wrecked|reaction|went\ (?:wrong|badly)|left)""",
        ),
    ),
    "minor": (
        _words(
            rf"""(?:im|i\ am|ive\ just\ turned|just\ turned|shes|hes|she\ is|he\ is|turning|{_CHILD}s?|{_CHILD}\ (?:\w+\ )?is)\ (?:only\ |just\ |a\ )?{_AGE}
                (?=\s*(?:$|[.!?;]|y(?:ea)?rs?\b|yo\b|y/o|and\b|but\b|so\b|can\b|with\b|now\b|if\b|do\b|is\b|would\b|next\b|in\ (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))(?!\ ?(?:weeks?|months?|min\w*|pounds?|and\ a\ half\ (?:hour|week|month)))
              | (?:age|aged)\ {_AGE}\b | has\ {_AGE}\ years | is\ {_AGE}\ old\ enough | (?<!since\ )(?<!from\ )(?<!at\ )(?<!like\ a\ ){_AGE}\ ?-?(?:years?|yrs?)\ ?-?olds? | {_AGE}\ ?-?(?:yo|y/o)\b | my\ {_AGE}\ (?:year|yr)s?\ old
              | under\ ?-?(?:16|18|age\b|sixteen|eighteen) | (?:im|i\ am|she\ is|shes|he\ is|hes|am\ i|is\ she)\ (?:only\ |still\ )?(?:a\ |too\ )?(?:teen(?:ager)?|minor|young|schoolgirl|schoolboy)\b | in\ (?:year|yr)\ (?:[789]|1[0-3])\b | year\ (?:[789]|1[01])\b
              | my\ (?:teen|teenage)\ (?:daughter|son|sister|brother) | my\ teen(?:ager)?\b | doing\ my\ gcses""",
        ),
    ),
}
