"""What makes a sentence say what the drug did, and what makes it say something else; each with its weight."""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


WEIGHTS: tuple[tuple[float, re.Pattern[str]], ...] = (
    (
        3,
        _any(
            r"\b(?:in)?effective(?:ly|ness)?\b",
            r"\befficac\w+",
            r"\bbenefi\w+",
            r"\bimprov\w+",
            r"\bameliorat\w+",
            r"\bsuperior\b",
            r"\binferior\b",
            r"\bno (?:significant )?(?:difference|benefit|effect|improvement|evidence|advantage)\w*",
            r"\bnot (?:significantly )?(?:differ|improve|affect|reduce|increase|effective|superior)\w*",
            r"\bsuccess\w*",
            r"\bresolution\b",
            r"\bresolved\b",
            r"\bremission\b",
            r"\brecover\w*",
            r"\breduc\w+",
            r"\bdecreas\w+",
            r"\blower\w*\b",
            r"\bprevent\w*",
            r"\brespon(?:se|ded|sive|d|ds)\b",
            r"\bstabili[sz]\w+",
            r"\bdid not (?:respond|receive|improve|work|prevent)\b",
            r"\buseful\w*\b",
            r"\bfail\w*\b",
            r"\boutcomes?\b",
            r"\bequivalent\b",
            r"\bcomparable\b",
            r"\bbetter\b",
            r"\bdid not (?:confer|lead|show|result)\b",
            r"\bsteroid-sparing\b",
            r"\b(?:hasten|shorten|restor|worsen|deteriorat|abolish|revers)\w*",
            r"\b(?:in favou?r of|favou?rabl\w+)\b",
            r"\bno change\b",
        ),
    ),
    (
        1.5,
        _any(
            r"\bprognos\w+",
            r"\bsafe(?:ty|ly)?\b",
            r"\btolera\w+",
            r"\bunclear\b",
            r"\buncertain\b",
            r"\bremains? (?:to be|unknown|controversial)\b",
            r"\blimited (?:experience|evidence|data)\b",
            r"\bvaluable\b",
            r"\bpromising\b",
            r"\balternative\b",
            r"\bfirst-line\b",
            r"\bsecond-line\b",
            r"\bstandard (?:\w+ )?(?:of care|treatment|therapy)\b",
            r"\brecommend\w*",
            r"\bindicated\b",
            r"\bmainstay\b",
            r"\bsurviv\w+",
            r"\brelaps\w+",
            r"\bmortality\b",
            r"\bincreas\w+",
            r"\bstable\b",
            r"\bdied\b",
            r"\bindependent\b",
            r"\bnormali[sz]\w+",
            r"\bdisappear\w+",
            r"\bsignificant\w*",
            r"\bvital\b",
            r"\bessential\b",
            r"\bevidence\b",
            r"\bsupport\w*",
        ),
    ),
    (0.5, _any(r"\badverse\b", r"\bside effects?\b", r"\bp\s?[<=>]\s?0?[.·]", r"\d\s?%", r"\bcost\b", r"\bdoses?\b")),
    (
        2,
        _any(
            r"^\W*(?:in conclusion|conclusions?|our (?:results|findings|data|study|review|series|experience)|"
            r"these (?:results|findings|data|"
            r"cases)|this (?:study|case|trial|report) (?:suggests?|shows?|demonstrates?|indicates?|illustrates?|"
            r"highlights?)|"
            r"we (?:conclude|found|suggest)|the results (?:suggest|show|indicate)|based on our)",
            r"\bwe conclude\b",
            r"\bsuggest(?:s|ing)? that\b",
        ),
    ),
    (
        -4,
        _any(
            r"\b(?:aim|objective|purpose|goal)s?\b(?: of| was| is| were|:)",
            r"\b(?:we|study|trial|review|paper|article) (?:\w+ )?(?:aim\w*|sought|evaluates?d?|investigate[sd]?|"
            r"assess(?:ed)?|determine[sd]?|examine[sd]?|compare[sd]?|reviews?|summari[sz]es?|focus\w*|report on|"
            r"discuss\w*)\b",
            r"^\W*to (?:assess|evaluate|determine|compare|investigate|review|study|examine|describe|report|test|"
            r"analy[sz]e)\b",
            r"\b(?:was|were) (?:evaluated|assessed|measured|compared|analy[sz]ed|searched|recorded|collected|"
            r"conducted)\b",
            r"\bwhether\b",
            r"\bwe hope\b",
            r"\bin this (?:paper|review|article)\b",
            r"\bsearch(?:ed)?\b",
            r"\bkeywords?\b",
            r"\boutcome measures?\b",
            r"\b(?:primary|secondary) (?:outcome|end-?point)s? (?:was|were|is)\b",
        ),
    ),
    (
        -2,
        _any(
            r"\brandomly\b",
            r"\brandomi[sz]ed (?:to|into)\b",
            r"\bwere (?:\w+ )?(?:assigned|allocated|enrolled|included|divided)\b",
            r"\binclusion criteria\b",
            r"\b(?:between|from) (?:\w+ ){0,2}(?:19|20)\d\d\b",
            r"\b(?:were|was) (?:excluded|withdrawn|lost to)\b",
            r"\b(?:weakness|limitation|drawback)s? of (?:this|the|our) (?:\w+ )?(?:study|trial|analysis|series)\b",
            r"\bfurther (?:studies|research|trials|investigation)\b",
            r"\b(?:studies|trials|research|investigations?)\b[^.;]{0,80}\b(?:needed|warranted|required|necessary)\b",
            r"\bis defined (?:as|by)\b",
            r"\bwill be\b",
            r"\b(?:previous|most|earlier|several) (?:\w+ )?(?:studies|trials|reports)\b",
            r"\bwe (?:\w+ )?(?:present|report|describe)\b",
        ),
    ),
    (
        -1.5,
        _any(
            r"\bmechanisms? of action\b",
            r"\bmechanisms?\b",
            r"\bis (?:a|an) (?:\w+ ){0,3}(?:product|preparation|disease|disorder)\b",
            r"\bhas been (?:widely )?used\b",
            r"\b(?:is|are) (?:increasingly |widely |commonly )?(?:used|employed)\b",
        ),
    ),
)
"""Weight and words. Effects first, whatever their direction; then standing and harms; aims and methods count "
"against."""

RESISTANT = _any(
    r"\b(?:refractory|resistan\w+|unresponsive|non-?respon\w+|intoleran\w+|failure of|failing|failed|in addition to|"
    r"combined with|other than|despite|without|before|(?:do|does) not respond to)\b(?: \w+){0,3} ?\(?$",
)
"""Before the drug's name: the sentence is about what comes after it, or beside it."""
RESISTED = _any(r"^\)?[\s-]*(?:resistan\w+|refractory|non-?respon\w+|unresponsive|failure)")
KNOWN_BEFORE = _any(
    r"\b(?:has|have) (?:long |now |recently )?been\b", r"\b(?:is|are) (?:\w+ )?(?:established|used|known)\b"
)
"""In the first sentence of a study: what was known before it."""
GOES_ON = _any(
    r"\b(?:the|this|that|such|these) (?:\w+ ){0,2}?(?:treatment|therapy|therapies|infusions?|drug|intervention|"
    r"regimen|medication|immunotherapy|product)s?\b",
    r"^\W*(?:it|he|she|they|the patient|all (?:\w+ )?patients|both)\b",
    r"\b(?:both|two|2|three) groups\b",
    r"\bbetween (?:the )?groups\b",
)
"""A sentence that speaks on of the drug named in the one before."""
