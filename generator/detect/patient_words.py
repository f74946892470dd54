"""The words by which an abstract tells how many patients it is about."""

import re


def _words(text: str) -> str:
    """Number words, with a capital at the start of a sentence, but not all in capitals: `TEN` is a disease."""
    return "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in text.split())


_ONES = _words("one two three four five six seven eight nine")
_TEENS = _words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_BELOW_HUNDRED = rf"(?:(?:{_TENS})[- ](?:{_ONES})|(?:{_TENS}|{_TEENS}|{_ONES}))"
NUMBER = (
    r"(?:\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3})+(?!\d)|\d+(?![\d.,·]\d)|"
    rf"(?-i:(?:{_ONES}|[Aa])[- ]hundred(?:(?:[- ]and)?[- ]{_BELOW_HUNDRED})?|{_BELOW_HUNDRED})\b)"
)
"""A number in digits or in words, below a thousand in words."""
HUNDREDS = re.compile(r"(?P<hundreds>[a-z]+)[- ]hundred(?:(?:[- ]and)?[- ](?P<rest>.+))?", re.IGNORECASE)
"""A number in words from a hundred on: `one hundred and seventy`, `a hundred`."""
PEOPLE = (
    r"(?:patients?|in-?patients?|out-?patients?|cases?|children|child|infants?|neonates?|newborns?|toddlers?|"
    r"adolescents?|teenagers?|adults?|"
    r"women|woman|men|man|males?|females?|boys?|girls?|subjects?|participants?|individuals?|people|persons?|"
    r"brothers?|sisters?|siblings?|twins|mothers?|pregnan(?:t women|cies)|foetuses|fetuses|recipients?|volunteers)"
)
_NOT_BETWEEN = (
    r"(?:\(\d+|of|with|to|and(?!/or)|or|in|the|were|was|had|for|from|by|at|on|a|an|who|that|than|which|years?|months?|weeks?|days?|"
    r"hours?|"
    r"cent(?:er|re)s?|hospitals?|countries|institutions?|studies|articles|trials?|reports?|papers|publications|doses?|"
    r"courses?|"
    r"infusions?|cycles?|groups?|arms?|times|episodes?|relapses|samples?|sera|units?|mg|g|kg|ml|controls?|per|as|is|"
    r"are|"
    r"among|between|during|after|before|million|thousand|hundred|billion|fold|higher|lower|more|fewer|less|out|"
    r"consecutive years|healthy|age-matched|historical|published|received|developed|reported)"
)
_WORD = rf"(?:(?!-{PEOPLE}\b)[\w'’/()+\u2010-\u2015-])++"
"""A word as far as it goes, its hyphens too: tried at each hyphen, a chain of many would take for ever."""
GROUP = re.compile(
    rf"(?<![\w.,·/-])(?P<number>{NUMBER})(?!\s?[%(])(?P<between>(?:[\s-](?!{_NOT_BETWEEN}\b){_WORD}){{0,5}}?)[\s-]"
    rf"(?P<noun>{PEOPLE})\b(?!['’-]|\s(?:reports?|series|stud(?:y|ies))\b)",
    re.IGNORECASE,
)
"""`285 patients`, `nine adult patients`, `two brothers`."""
SIZE = re.compile(rf"[(,]\s*n\s?=\s?(?P<number>{NUMBER})", re.IGNORECASE)
"""`(n = 95)`."""
ITEM = re.compile(
    rf"(?<![\w.,·/-])(?P<number>{NUMBER})(?!\s?%)\s(?:(?:[\w-]+\s){{0,3}}?{PEOPLE}\s(?:of\b)?)?"
    r"(?:(?<=of)|with|were|was|received|given|placebo|suffering|treated)\b",
    re.IGNORECASE,
)
"""One part of a sum: `two patients with …`, `one with …`, `17 placebo`."""
ARMS = re.compile(r"\b(?:groups?|arms?|randomi[sz]ed|randomly|versus|vs|or placebo)\b", re.IGNORECASE)
ONE_STUDY = re.compile(
    r"\b(?:first|second|third|fourth|fifth|another|one|an?) (?:[\w-]+ ){0,3}?(?:study|trial|RCT)\b", re.IGNORECASE
)
"""In a review of studies: the sentence tells of a single one."""
COMPARED = re.compile(r"\bcompared (?:with|to)\s$", re.IGNORECASE)
ADDED = re.compile(r",?\s(?:and|plus|or|versus|vs\.?)\s(?:an?other\s)?", re.IGNORECASE)
AT_RANDOM = re.compile(r"\brandom(?:ly|i[sz]ed|i[sz]ation)\b", re.IGNORECASE)
NO_GROUP_BEFORE = re.compile(
    r"(?:\b(?:grade|stage|type|class|group|phase|arm|level|cohort|week|day|month|year|aged?|per|in\s1|1\sin|every|"
    r"score|case|patients?|figure|table|coronavirus|type|virus|factor|stage|interleukin)\s|[/<>≤≥±=]\s?|\bone in\s|"
    r"\b(?:no|number) )$",
    re.IGNORECASE,
)
"""Before a number: it counts something else (`group 2 patients`, `per 100,000 children`)."""
YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|to|from|and|between|by|during|\w+ember|\w+uary|March|April|May|June|July|August|October)\s$"
)
STUDIED = re.compile(
    r"\b(?:there were|consisted|comprised|includ|enrol|recruit|analy[sz]|review|stud(?:y|ied)|examin|evaluat|assess|"
    r"investigat|identif|collect|regist|"
    r"randomi[sz]|assigned|allocated|total|data|records?|report|describ|present|treated|cohort|series|sample|participa|"
    r"admitted|diagnosed|observ|follow|consecutive|retrospective|prospective|hospitali[sz]ed|compar|trial|received|"
    r"experience)",
    re.IGNORECASE,
)
"""In the sentence: these are the people who were studied."""
WHOLE_BEFORE = re.compile(
    r"(?:\btotal(?: number)? of\s|\boverall,?\s|\b(?:of|among|out of)\s(?:the\s|these\s|all\s)?|\b(?:effect\w*|"
    r"efficacy|outcomes?|experience|study|trial|results|performed|conducted)\b[^.;,]{0,60}\bin\s|\ball\s(?:the\s)?|"
    r"\b(?:we|authors)\s(?:have\s)?(?:retrospectively\s|prospectively\s)?(?:includ|enrol|studi|analy[sz]|review|"
    r"report|describ|present|treat|evaluat|identif|recruit)\w*\s"
    r"(?:on\s)?(?:data\s(?:of|from|on)\s)?|\b(?:data|records?|charts?|series|cohort|trial|study|analysis|cases?|"
    r"review|report)\s(?:of|from|on|in)\s(?:the\s)?)$",
    re.IGNORECASE,
)
"""Right before a number: it is the whole, not a part."""
WHOLE_OF = re.compile(r"\b(?:of|among|out of)\s(?:the\s|these\s|all\s)?$", re.IGNORECASE)
"""Right before a number: parts of it follow."""
PART_BEFORE = re.compile(
    r"(?:\b(?:remaining|other|another|only|these|those|whom|which|but|first|additional|except|excluding|last|next|and|"
    r"whereas|while|"
    r"therefore|thus|respectively|younger|older|further|least|least\sthe)\s)$",
    re.IGNORECASE,
)
PART_AFTER = re.compile(
    r"\s?(?:\(\s?\d+(?:[.,·]\d+)?\s?%\)|\[\s?\d+(?:[.,·]\d+)?\s?%\]|(?:(?!who|whose|that|which|with|"
    r"in)\w+\s){0,2}?(?:had|developed|died|showed|required|respond\w*|improved?|met|"
    r"experienced|achieved|lost|excluded|completed|withdrew|discontinued|relapsed|recovered|survived|became|failed|"
    r"presented|"
    r"remained|tested|needed|underwent|did|suffered|declined|refused|reached|demonstrated|exhibited|reported|went|"
    r"continued|could|having)\b)",
    re.IGNORECASE,
)
"""Right behind a group: only a part of the patients."""
WHOLE_AFTER = re.compile(
    r"(?:\s(?:[\w()/-]+,?\s){0,14}?|[^.;]{0,160},\s)(?:were|was)\s(?:\w+\s)?(?:randomi[sz]ed|randomly|enrolled|"
    r"included|recruited|studied|analy[sz]ed|"
    r"reviewed|identified|evaluated|assessed|treated|admitted|retrospectively|prospectively|investigated|considered|"
    r"examined|registered)\b",
    re.IGNORECASE,
)
"""Right behind a group: it is what was studied."""
ELSEWHERE = re.compile(
    r"\b(?:previously (?:reported|published|described)|in the (?:English )?literature|have been (?:reported|described|"
    r"published)|"
    r"reported (?:cases|patients)|has been reported|worldwide|each year|annually|incidence|per year|estimated)\b",
    re.IGNORECASE,
)
"""In the sentence: it speaks of other people's patients, or of the population."""
CONTROLS = re.compile(r"\b(?:healthy|controls?|matched|historical|relatives)\b[^.;]{0,15}$", re.IGNORECASE)
PLANNED = re.compile(
    r"\b(?:will (?:be )?(?:\w+ )?(?:recruit|enrol|includ|randomi[sz]|allocat|assign|participat|receive|undergo|"
    r"treat)\w*|"
    r"plan(?:s|ned)? to|target sample|sample size (?:of|is)|aims? to (?:recruit|enrol|include))",
    re.IGNORECASE,
)
SINGLE = re.compile(
    r"\b(?:(?:a|an|our|the|this|one)\s(?:[\w-]+[\s,]+){0,4}?)?(?:\d{1,3}|"
    + f"{_ONES}|{_TEENS}|{_TENS}"
    + r")[\s\u2010-\u2015-]?(?:and-a-half[\s-])?"
    r"(?:years?|yrs?|months?|mo|weeks?|days?|y)[\s\u2010-\u2015-]?(?:old|of age|"
    r"/o)?(?:[\s,-]+[\w'’-]+){0,5}?\s(?:patient|man|woman|boy|girl|male|female|child|"
    r"infant|neonate|newborn|gentleman|lady|mother|adolescent|toddler|baby|lad|person|primigravida)\b",
    re.IGNORECASE,
)
"""`A 35-year-old, previously healthy woman`."""
SOMEONE = re.compile(
    r"\b(?:a|an|our|the|one)\s(?:(?!in\b|of\b|with\b|to\b|and\b|for\b)[\w-]+\s){0,4}?(?:patient|man|woman|boy|girl|"
    r"male|female|child|infant|neonate|newborn|case)\b",
    re.IGNORECASE,
)
