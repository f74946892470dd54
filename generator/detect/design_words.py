"""The words by which titles and abstracts tell their study design, in the order in which they are asked."""

import re

from generator.model import Design


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


BY_TYPE: tuple[tuple[str, Design], ...] = (
    ("Practice Guideline", "guideline"),
    ("Guideline", "guideline"),
    ("Consensus Development Conference", "guideline"),
    ("Systematic Review", "systematic-review"),
    ("Meta-Analysis", "systematic-review"),
    ("Randomized Controlled Trial", "randomized-trial"),
    ("Controlled Clinical Trial", "non-randomized-trial"),
    ("Clinical Trial Protocol", "non-randomized-trial"),
    ("Clinical Trial", "non-randomized-trial"),
    ("Case Reports", "case-report"),
    ("Observational Study", "cohort"),
    ("Review", "narrative-review"),
)
"""MEDLINE publication types that say something of the design; `Clinical Trial` stands for its phases too."""
NO_STUDY_TYPES = frozenset({"Comment", "Editorial", "Letter", "News", "Published Erratum", "Retraction of Publication"})

_NUMBERED = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|[1-9]\d)"
BY_TITLE: tuple[tuple[Design, re.Pattern[str]], ...] = (
    (
        "systematic-review",
        _any(r"\bsystematic (?:\w+ )?review", r"\bmeta[- ]?analy", r"\bscoping review", r"\bumbrella review"),
    ),
    (
        "guideline",
        _any(
            r"^(?!.*\b(?:adherence|compliance|according to|comparison|implementation)\b).*\bguidelines?\b",
            r"\bconsensus\b",
            r"\brecommendations\b",
            r"\bposition (?:paper|statement)",
            r"\bpractice (?:parameter|advisory)",
            r"\bscientific statement",
            r"\bbest practices?\b",
        ),
    ),
    (
        "randomized-trial",
        _any(
            r"\brandomi[sz]ed\b",
            r"\bplacebo[- ]controlled",
            r"\bdouble[- ](?:blind|mask)",
            r"\bcross-?over (?:trial|study)",
        ),
    ),
    (
        "case-report",
        _any(
            r"\bcase report\b",
            r"\breport of (?:a|one) case\b",
            r"\ba case (?:of|study)\b",
            r": a case\b(?! series)",
        ),
    ),
    (
        "case-series",
        _any(
            r"\bcase[- ]series\b",
            rf"\b{_NUMBERED} (?:[\w-]+ ){{0,2}}(?:cases|patients|children|siblings|infants)\b",
            r"\bcase reports\b",
            r"\ba series of\b",
            r"\bseries of\b",
        ),
    ),
    (
        "non-randomized-trial",
        _any(
            r"\bopen[- ](?:label|trial|study)",
            r"\bpilot (?:study|trial)",
            r"\bphase (?:[1-4]|I{1,3}|IV)[ab/I-]*\b",
            r"\b(?:un|non-)controlled trial",
            r"\bprospective open",
            r"\b(?:trial|study) protocol\b",
            r"\bnon-?randomi[sz]ed",
        ),
    ),
    ("case-control", _any(r"\bcase[- ]control")),
    ("cross-sectional", _any(r"\bcross[- ]sectional", r"\bsurvey\b", r"\bquestionnaire")),
    (
        "cohort",
        _any(
            r"\bcohorts?\b",
            r"\bretrospective (?:\w+ ){0,2}(?:study|analysis|review)",
            r"\bregistry\b",
            r"\bobservational (?:\w+ )?(?:study|analysis)",
            r"\b(?:multi|single)[- ]?cent(?:er|re) (?:study|experience)",
            r"\bnationwide\b",
            r"\blong-term follow-up",
        ),
    ),
    ("laboratory", _any(r"\bin vitro\b", r"\b(?:mice|mouse|murine|rats?)\b", r"\banimal model", r"\bcell lines?\b")),
    (
        "narrative-review",
        _any(
            r"\bnarrative review",
            r"(?<!literature )(?<!and )\breview\b(?! of (?:\w+ )?(?:cases|patients|\d+|the literature))(?! and case)",
            r"\boverview\b",
            r"\bstate of the art\b",
            r"\bprimer\b",
            r"\bcurrent (?:concepts|understanding|perspectives?)",
        ),
    ),
)
"""What a title calls its paper."""

OWN_REVIEW = _any(
    r"\b(?:this|the present|our|in this|a|an?) (?:brief |short |mini[- ]?|comprehensive |narrative |critical |"
    r"state-of-the-art |literature |\w+ ){0,2}"
    r"(?<!systematic )(?<!retrospective )(?<!chart )(?<!record )review(?: article| paper)?\b(?! of (?:\d+|"
    r"the (?:medical|hospital|clinical|case|patient)|medical|charts?|records?|cases|patients))",
    r"\b(?:this|the|present) (?:\w+ )?(?:article|paper|chapter|manuscript|mini-?review|"
    r"commentary) (?:\w+ ){0,2}(?:review|summari[sz]|discuss|provid|describ|focus|highlight|outlin|present|address|"
    r"examin|explor|aim)",
    r"\bwe (?:\w+ ){0,2}(?:review|summari[sz]e|discuss|outline|provide an overview|highlight)\b(?!ed)",
    r"\b(?:are|is) (?:reviewed|discussed|summari[sz]ed|outlined)\b",
    r"\bpurpose of (?:this )?review\b",
    r"\brecent findings\b",
    r"\bareas covered\b",
    r"\bexpert opinion\b",
    r"\bliterature (?:search|review)\b",
    r"\breviewed? the (?:\w+ ){0,3}literature\b",
    r"\bto review the\b",
    r"\boverview of\b",
)
SYSTEMATIC = _any(
    r"\bsystematic(?:ally)? (?:\w+ )?(?:literature )?(?:review|search)",
    r"\bwe (?:\w+ ){0,3}meta-analys",
    r"\bPRISMA\b",
    r"\bPROSPERO\b",
    r"\bmeta-analys[ie]s (?:of|was|were|showed|included|indicated|revealed)",
    r"\b(?:articles|studies|trials|reports|papers|RCTs) (?:were |was )?(?:included|selected|eligible|identified|met)\b",
    r"\bwe (?:identified|found|included) (?:\w+ )?(?:RCTs|randomi[sz]ed (?:controlled )?trials|eligible studies)\b",
)
SYSTEMATIC_HEADING = _any(r"\bselection criteria\b", r"\bsearch (?:methods|strategy)\b", r"\bstudy selection\b")
NARRATIVE = _any(r"\bnarrative review\b", r"\bnon-systematic\b")
RANDOMIZED = _any(
    r"\bin (?:a )?random order\b",
    r"\bcross(?:ed)?-?over\b",
    r"\b(?:were|was|been|be) (?:[\w-]+ ){0,3}?randomi[sz]ed\b",
    r"\brandomly (?:assigned|allocated|divided|received?|selected to receive)\b",
    r"\brandomi[sz](?:ed|ation) (?:to|into|1:1|in a|between|was|\()",
    r"\b(?:in this|in a|in an|our|this|(?:performed|conducted) an?)[ ,](?:[\w-]+,? ){0,8}?(?:randomi[sz]ed|"
    r"double-blind|placebo-controlled)[\w, -]{0,40}(?:trial|study)",
    r"^\W*(?:an? )?(?:[\w-]+,? ){0,3}?randomi[sz]ed,? [\w, -]{0,60}(?:trial|study)\b(?!.*\b(?:show|demonstrat|suggest|"
    r"report|found|indicat|reveal|confirm)\w*)",
)
BY_OTHERS = _any(
    r"\bhave (?:been )?(?:shown|demonstrated|reported)",
    r"\bprevious(?:ly)?\b",
    r"\bis needed\b",
    r"\bare (?:needed|warranted|required)\b",
    r"\black of\b",
    r"\bfew\b",
    r"\b(?:several|most|many|two|both|other) (?:\w+[- ]){0,3}(?:studies|trials)\b",
    r"\bno randomi[sz]ed",
    r"\bfuture\b",
    r"\bfurther\b",
)
"""In a sentence that speaks of trials: they are not this paper's own."""
GUIDELINE = _any(
    r"\bthis (?:\w+ )?(?:consensus|guideline|position paper|statement)\b",
    r"\b(?:we|panel|group|committee|task force|authors) (?:\w+ ){0,2}recommend",
    r"\brecommendations (?:were|are) (?:\w+ )?(?:made|developed|formulated|based)",
    r"\bDelphi\b",
    r"\bexpert panel\b",
    r"\bevidence-based (?:statement|guideline|recommendation)",
    r"\bpractice parameter\b",
)
CROSS_SECTIONAL = _any(
    r"\bcross[- ]sectional\b",
    r"\bquestionnaires? (?:was|were)\b",
    r"\bwe surveyed\b",
    r"\b(?:online|postal|web-based|this|a|an) survey\b",
)
CASE_CONTROL = _any(r"\bcase[- ]control (?:study|design|analysis)\b")
CASE = _any(
    r"\b(?:we|authors|here) (?:\w+ ){0,3}?(?:report|describe|present|document)(?:ed|s)? (?:here )?(?:on )?(?:a|an|"
    r"such a|the|one|our) (?:[\w,-]+ ){0,6}?(?:case|patient|man|woman|boy|girl|child|infant|male|female|"
    r"neonate|newborn)\b",
    r"\bthis (?:is (?:the|a) (?:first )?case|case (?:report|illustrates|highlights|demonstrates|suggests|shows|"
    r"emphasi[sz]es))\b",
    r"\b(?:the|our) patient (?:was|had|received|presented|developed|responded|recovered|underwent|succumbed|"
    r"recovered|died)\b",
    r"\b(?:a|an) (?:\w+ ){0,2}case of\b(?= \w+ (?:is|was) (?:reported|described|presented))",
    r"\bour own (?:clinical )?case\b",
)
SERIES = _any(
    r"\bcase[- ]series\b",
    r"\b(?:this|our|present|the|in a) series\b",
    r"\bcases (?:of [^.;]{0,200} )?(?:were|was|are) (?:\w+ )?(?:reviewed|collected|analy[sz]ed|reported|described|"
    r"identified|obtained|presented)\b",
    r"\bseries of (?:\w+ ){0,3}(?:cases|patients)\b",
    r"\bwe (?:report|describe|present) (?:our experience|the cases)\b",
)
NAMES_IT = _any(r"\bcase[- ](?:series|reports)\b", r"\bcohorts?\b", r"\bregistry\b", r"\bcases\b")
"""Words that leave no doubt whether patients are a series or a cohort, however many they are."""
COHORT = _any(
    r"\bcohorts?\b(?! of (?:mice|animals))",
    r"\bretrospective(?:ly)?\b",
    r"\bprospective(?:ly)?\b",
    r"\bmedical records\b",
    r"\bchart review\b",
    r"\bregistr(?:y|ies)\b",
    r"\bdatabase\b",
    r"\bnationwide\b",
    r"\bmulti-?cent(?:er|re)\b",
    r"\bconsecutive\b(?! (?:days|weeks|months|doses|infusions|cycles))",
    r"\bfollow-up study\b",
    r"\blong-?term follow-up\b",
    r"\blongitudinal(?:ly)?\b",
    r"\bover a period of\b",
    r"\bobservational\b",
)
OWN_COHORT = _any(
    r"\b(?:we|this|our)\b[^.;]{0,60}\b(?:cohort|retrospective(?:ly)?|prospective(?:ly)?|chart review|registry|"
    r"database|medical records)\b",
    r"\b(?:data|records|patients|children|cases) (?:\w+ ){0,4}(?:were|was) (?:retrospectively|prospectively)\b",
)
"""The same where no number of patients is given, so that a mention of others' studies is not enough."""
COMPARING = _any(
    r"\bmultivaria(?:te|ble)\b",
    r"\blogistic regression\b",
    r"\brisk factors?\b",
    r"\bodds ratio\b",
    r"\bhazard ratio\b",
    r"\bcompared (?:with|to)\b",
    r"\bthan (?:in )?(?:the|those)\b",
    r"\bvs\.?\b",
    r"\bversus\b",
    r"\btwo groups\b",
    r"\bgroups?\b",
    r"\bpredict(?:or|ive|ing)\b",
    r"\bpropensity\b",
    r"\bregression\b",
    r"\binciden(?:ce|t)\b",
    r"\bepidemiolog",
)
OPEN_TRIAL = _any(
    r"\bopen[- ](?:label|trial|study|pilot|prospective)\b",
    r"\bpilot (?:study|trial)\b",
    r"\bphase (?:[1-4]|I{1,3}|IV)[ab/]*\b",
    r"\bsingle-arm\b",
    r"\btreated prospectively\b",
    r"\bprospectively treated\b",
    r"\buncontrolled (?:trial|study)\b",
    r"\bnon-?randomi[sz]ed (?:\w+ )?(?:trial|study)\b",
    r"\bprospective (?:open |clinical )?(?:trial|study),? (?:we|in|of)\b[^.]{0,60}\b(?:efficacy|treatment|therapy)",
)
LABORATORY = _any(
    r"\bin vitro\b",
    r"\b(?:mice|mouse|murine|rats|rabbits|zebrafish|yeast|drosophila|xenopus)\b",
    r"\bcell lines?\b",
    r"\bcultured?\b",
    r"\bknock-?out\b",
    r"\btransgenic\b",
    r"\bwestern blot",
    r"\bflow cytomet",
    r"\bassays?\b",
    r"\bELISA\b",
    r"\bex vivo\b",
    r"\bimmunohistochem",
    r"\bPCR\b",
    r"\bbinds?\b",
    r"\bbinding\b",
    r"\bsera\b",
    r"\bgene expression\b",
    r"\bsequenc(?:ed|ing)\b",
    r"\bmutants?\b",
    r"\bmutations?\b",
    r"\btransfect",
    r"\brecombinant\b",
    r"\bfibroblasts\b",
    r"\bmonocytes\b",
    r"\blymphocytes\b",
    r"\bincubat",
    r"\bsupernatant",
    r"\bcrystal structure\b",
)
OWN_WORK = _any(
    r"\bwe (?:\w+ ){0,2}(?:found|find|observed?|show(?:ed)?|demonstrated?|measured|analy[sz]ed?|identif(?:y|ied)|"
    r"investigated?|studied|examined?|tested?|performed|developed|determined|isolated|screened|generated|mapped)\b",
    r"\bwe (?:\w+ ){0,2}(?!review|summari[sz]|discuss|search|highlight|describ|outlin|provid|present|focus)\w+ed\b",
    r"\bin (?:this|the present) study\b",
    r"\b(?:was|were) (?:\w+ )?(?:measured|studied|investigated|analy[sz]ed|examined|determined|compared|assessed|"
    r"detected|obtained|identified|sequenced|performed|carried out)\b",
    r"\bp\s?[<=]\s?0?[.·]",
)
"""Signs of work of the paper's own."""
STUDY_VERBS = _any(
    r"\b(?:enrolled|recruited|randomi[sz]ed|received|were treated|was treated|were included|were analy[sz]ed|"
    r"underwent|medical records|retrospective(?:ly)?|prospective(?:ly)?)\b"
)
"""Signs of patients who were studied, beside words of a review."""
