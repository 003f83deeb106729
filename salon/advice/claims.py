"""What no sentence to a client may say: words and claims, each with the reason and what takes the sting out. Pure.

A rule looks at one sentence at a time. `unless` is a pattern in the same sentence that makes the words harmless:
"pores do not open" is true, "opens the pores" is a myth. The tests hold the sentences of this repository to all of
them; what a salon writes itself (`salon/configuration/texts.py`) is held to those of `binding`.
Sources: S13, S25 and S26 on creams, S28 to S30 on harm, S31 on pores; the rest is the salon's promise to its
clients: no diagnosis, no cure, no guarantee.
"""

import re
from dataclasses import dataclass

NEGATION = r"\b(?:not|no|nor|never|cannot|neither|nobody|nothing|without)\b|n['’]t\b"


@dataclass(frozen=True)
class Rule:
    """Forbid a pattern in a sentence, unless another pattern in that sentence excuses it.

    binding: holds for what a salon writes itself too; else it is a habit of the sentences in this repository.
    """

    name: str
    pattern: str
    why: str
    unless: str | None = None
    bad_sample: str = ""
    binding: bool = True

    def breaks(self, sentence: str) -> bool:
        """Tell whether the sentence says what the rule forbids; case does not matter."""
        if re.search(self.pattern, sentence, re.IGNORECASE) is None:
            return False
        return self.unless is None or re.search(self.unless, sentence, re.IGNORECASE) is None


RULES = (
    Rule(
        "cure",
        r"\bcur(?:e|es|ed|ing)\b|\bheal(?:s|ed)? (?:acne|your|the skin)",
        "nothing we sell cures",
        bad_sample="It cures acne.",
    ),
    Rule("guarantee", r"\bguarante|\bwe promise\b|\bI promise\b", "results differ", bad_sample="Results guaranteed."),
    Rule("only", r"\bonly\b|\bsole way\b", "there is nearly always another way", bad_sample="Only a cleaning helps."),
    Rule(
        "always", r"\balways\b|\bevery time\b|\beveryone (?:can|will)\b", "skin differs", bad_sample="It always works."
    ),
    Rule(
        "no harm",
        r"\b(?:no|without|zero|free of)(?: any| all)? (?:damage|harm|risks?|side[- ]effects?|danger)\b|"
        r"\bharmless\b|\brisk[- ]free\b",
        "redness is common and marks happen (S28, S30)",
        r"\bnot free of risk\b",
        bad_sample="There is no damage to your skin.",
    ),
    Rule("detox", r"\bdetox|\btoxins?\b|\bpurif|\brejuvenat", "a word without a meaning", bad_sample="A detox facial."),
    Rule(
        "pores open or close",
        r"\b(?:open|close|shrink|tighten|narrow)(?:s|ed|ing)?\b[^,;:]{0,40}\bpores?\b|"
        r"\bpores?\b[^,;:]{0,40}\b(?:open|close|shrink|tighten|narrow)(?:s|ed|ing)?\b|\bpore-(?:narrow|clos|tighten)",
        "pores have no muscle (S31)",
        NEGATION,
        "The mask opens the pores.",
    ),
    Rule(
        "diagnosis",
        r"\byou(?:'ve| have| are suffering from| probably have| may have) (?:got )?"
        r"(?:an? |the )?(?:acne|rosacea|eczema|psoriasis|dermatitis|infection|allerg|reaction|PCOS|herpes|cancer)|"
        r"\b(?:this|that|it) (?:is|looks like|sounds like|must be|seems to be) (?:an? |the )?"
        r"(?:acne|rosacea|eczema|psoriasis|dermatitis|infection|allerg|anaphyla|reaction|PCOS|herpes|cancer|melanoma)|"
        r"\b(?:my|your) diagnosis\b",
        "a bot never diagnoses",
        r"\bif (?:it|this|that|you)\b",
        "It looks like rosacea.",
    ),
    Rule(
        "safe for you",
        r"\bsafe for you\b|\b(?:completely|perfectly|totally|absolutely|entirely|quite|very|100 ?%) safe\b|"
        r"\b(?:it|this|that) is safe\b|\bsafe treatment\b",
        "a person decides that",
        bad_sample="It is safe for you.",
    ),
    Rule(
        "no doctor",
        r"(?:n['’]t|\bnot|\bno)\s+(?:need|reason|have)(?: to| for)?[^,;]{0,20}\bdoctor\b|"
        r"\binstead of (?:a|your) doctor\b",
        "we never keep anybody from a doctor",
        bad_sample="You don't need a doctor for that.",
    ),
    Rule(
        "promise",
        r"\bwill (?:remove|clear|get rid|disappear|vanish|improve|transform)|\bget rid of\b|\bonce and for all\b|"
        r"\b(?:permanent|instant|forever|miracle|flawless|perfect skin|proven|scientifically|clinically)",
        "no result is certain",
        NEGATION,
        "It will clear your skin forever.",
    ),
    Rule(
        "creams never help",
        r"\bno (?:cream|scrub|mask|product)s?\b[^,;:]{0,60}\bhelps?\b|\b(?:cream|scrub|mask|product)s? "
        r"(?:do not|don['’]t|cannot|can['’]t|never) help",
        "some products do, over weeks (S13, S25, S26)",
        bad_sample="No creams will help.",
    ),
    Rule(
        "deep effects",
        r"\boxygen|\bmetaboli|\bcellular\b|\bblood flow\b|\bcirculation\b|\bskin tone\b|\bcollagen\b",
        "not shown by anything we found",
        NEGATION,
        "It boosts the oxygen supply.",
    ),
    Rule(
        "you need a cleaning",
        r"\byou (?:really |do )?need (?:a|our|this|another) (?:\w+ )?(?:cleaning|treatment|facial)",
        "nobody needs one",
        bad_sample="You need a deep cleaning.",
    ),
    Rule(
        "stop medicine",
        r"\b(?:stop|pause|skip|come off) (?:taking )?(?:your|any|the) (?:medicine|medication|tablets?|pill|capsules?)",
        "that is a doctor's word",
        NEGATION,
        "Stop taking your medicine first.",
    ),
    Rule(
        "stress makes oil",
        r"\b(?:stress|sleep)\b[^.;:]{0,40}\b(?:raises?|increases?|makes? more|boosts?)\b[^.;:]{0,20}\b(?:sebum|oil)",
        "contradicted for stress, unknown for sleep (S5)",
        bad_sample="Stress raises sebum.",
    ),
    Rule(
        "dirt",
        r"\b(?:blackheads?|acne|spots|comedones?) (?:is|are|comes? from|means?) (?:just )?dirt",
        "oxidation, not dirt (S24)",
        bad_sample="Blackheads are dirt.",
    ),
    Rule(
        "hours of aftercare",
        r"\b(?:24|48|72)\b[^.;]{0,12}\b(?:h|hours?)\b",
        "a trade habit: the staff set the number",
        bad_sample="No make-up for 48 hours.",
        binding=False,
    ),
    Rule(
        "American spelling",
        r"\b(?:colors?|moisturiz\w*|favorite|center|analyz\w*|recogniz\w*|behavior|randomiz\w*)\b",
        "we write British English",
        bad_sample="Choose a light moisturizer.",
        binding=False,
    ),
)

PREGNANCY_WORDS = r"\bpregnan|\bbreastfeed"
ACTIVE_PRODUCTS = r"\bretinoids?\b|\bretinol\b|\bsalicylic\b|\badapalene\b|\btretinoin\b"


def sentences(text: str) -> list[str]:
    """Split a text at full stops, question and exclamation marks, colons, semicolons and line ends."""
    return [part.strip() for part in re.split(r"(?<=[.!?;:])\s+|\n", text) if part.strip()]
