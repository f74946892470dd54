"""Skeletons of the files that people write: every key with its place, nothing medical but the paper's own words.

What only a person can say is left null. `evidence check` then names each null that has to be filled in, so that a
half-written file cannot be published by mistake. Nothing is ever overwritten.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from generator import citing, numbers, schemas
from generator.checks.coverage import intervention_pattern
from generator.config import Paths
from generator.frontmatter import FENCE, scalar
from generator.model import Corpus, Design, Direction, Identifiers, Paper, Reported, Role, Topic
from generator.problems import Fault, error
from generator.redirects import slug
from generator.sentences import sentences

KINDS = {"situation": "{disease} {name}", "organ": "{name} involvement in {disease}", "outcome": "{name} in {disease}"}
"""The kinds of indication, each with the title that is proposed for it."""
MAX_SLUG = 80
_DESIGNS: dict[str, Design] = {
    "systematic review": "systematic-review",
    "meta-analysis": "systematic-review",
    "clinical trial protocol": "randomized-trial",
    "randomized controlled trial": "randomized-trial",
    "controlled clinical trial": "non-randomized-trial",
    "clinical trial": "non-randomized-trial",
    "observational study": "cohort",
    "case reports": "case-report",
    "practice guideline": "guideline",
    "guideline": "guideline",
    "review": "narrative-review",
}
"""MEDLINE's publication types that hint at a design, the more telling first."""
_PEOPLE = re.compile(
    r"\b(?:patients?|cases?|participants?|subjects?|adults?|children|infants?|women|men|girls?|boys?|individuals?)\b",
    re.IGNORECASE,
)
_BOTTOM_LINE = 'up to three sentences, each ending in the claims it rests on: "… [@paper#claim]."'
_BEFORE = 40
"""Characters before a word for people in which their number is looked for."""


def new_disease(paths: Paths, name: str, abbreviations: Sequence[str] = ()) -> str:
    """Write the skeleton of a disease; its path. Raises Fault."""
    name, short = _one_line(name), [_one_line(each) for each in abbreviations]
    path = f"diseases/{_named_slug(name)}.md"
    lines = [
        schemas.reference(path),
        _line("name", scalar(name), "as clinicians say it, in lower case where it is not a proper name"),
        _line("kind", "disease", "or group, for a page that gathers the diseases which name it as their parent"),
        _line("parent", "null", "or the group it belongs to, by the name of its file without .md"),
        _line("formerly", "[]", "names it no longer has"),
        *_list("abbreviations", short),
        _line("synonyms", "[]", "other names; papers are found by them"),
        _line("ambiguous", "[]", "names that also stand for another disease; papers are never found by them"),
        f"{'identifiers:':<30} # codes of exactly this disease, each as its scheme writes it; or null",
        *(f"  {scheme}: null" for scheme in Identifiers.model_fields),
        _line("names_from", "[]", "where the names and codes were read"),
        _line("bottom_line", "[]", _BOTTOM_LINE),
    ]
    return _create(paths, path, lines)


def new_indication(paths: Paths, corpus: Corpus, subject: str, kind: str) -> str:
    """Write the skeleton of an indication `disease/slug`; its path. Raises Fault."""
    disease, _, part = subject.partition("/")
    if slug(disease) != disease or slug(part) != part or len(part) > MAX_SLUG:
        fault = f"“{subject:.60}” does not name an indication."
        hint = "Name it in small letters, digits and dashes, as in a-disease/an-organ."
        raise Fault(error("content/indications", None, "new-refused", fault, hint))
    if disease not in corpus.diseases:
        fault = f"there is no disease {disease}, or its file cannot be read."
        hint = f"Make it first (`evidence new disease {disease}`), or see what `evidence check` says of it."
        raise Fault(error(f"content/diseases/{disease}.md", None, "disease-missing", fault, hint))
    path, name = f"indications/{subject}.md", part.replace("-", " ")
    title = KINDS[kind].format(name=name, disease=corpus.diseases[disease].value.name)
    lines = [
        schemas.reference(path),
        _line("name", scalar(name), "as it stands under its disease"),
        _line("kind", kind, f"one of: {', '.join(KINDS)}"),
        _line("title", scalar(title), "the whole name, at the head of its page"),
        _line("bottom_line", "[]", _BOTTOM_LINE),
    ]
    return _create(paths, path, lines)


def new_appraisal(paths: Paths, corpus: Corpus, paper_id: str) -> str:
    """Write the skeleton of a paper's appraisal, its likely quotes filled in; its path. Raises Fault."""
    page = corpus.papers.get(paper_id)
    if page is None:
        raise Fault(
            error(
                f"content/papers/{paper_id}.md",
                None,
                "paper-missing",
                f"there is no paper {paper_id}.",
                "Drop its document into seeds/ and run `evidence normalize`, or correct the id.",
            )
        )
    return _create(paths, f"appraisals/{paper_id}.md", appraisal_lines(page.value, corpus))


def appraisal_lines(paper: Paper, corpus: Corpus) -> list[str]:
    """The settings of an appraisal, line by line."""
    said = list(dict.fromkeys(paper.text[s.start : s.end] for s in sentences(paper.text)))
    named = intervention_pattern(corpus.intervention.value)
    untreated = _untreated(named)
    naming = [sentence for sentence in said if named.search(sentence)]
    first = said.index(naming[0]) if naming else len(said)
    return [
        schemas.reference(f"appraisals/{paper.id}.md"),
        f"# {_one_line(citing.label(paper))}: {_one_line(paper.title or 'no title')}",
        "# A null marked `needed` has to be filled in; the others say that there is nothing to say.",
        _line("corrections", "{}", "fields of the paper that its source has wrong, each with the right value"),
        _line("design", "null", f"needed: {_choices(Design)}{_hint(paper)}"),
        _line("systematic_search", "null", "needed: true for a review that says how it searched, else false"),
        _line("of_randomized_trials", "false", "true for a systematic review of randomized trials"),
        _line("has_results", "true", "false for a protocol: its patients are planned"),
        _line("comparator", "null", "or what the patients were compared with"),
        _line("historical_controls", "false", "true where they were patients of an earlier time or another study"),
        *_patients([sentence for sentence in said if not untreated.search(sentence)]),
        _line("doses", "[]", "- {about: disease or disease/indication, quote: the dose as written}"),
        f"{'reported:':<30} # what the paper says of its patients, each as a quote; or null",
        *(f"  {name}: null" for name in Reported.model_fields),
        _line("funding", "null", "needed: as the paper states it, or: not reported in the abstract"),
        _line("weaknesses", "[]", "one a line, such as: no comparison group"),
        *_left_out([sentence for sentence in said[first:] if sentence not in naming]),
        _line("appraised_on", "null", "needed: the day, as YYYY-MM-DD"),
        _line("appraised_by", "null", "or a name"),
        _line("reviewed_on", "null", "or the day of a clinical review"),
        _line("reviewed_by", "null", "or a name"),
        *_claims(naming, _subjects_named(paper, corpus)),
    ]


def _patients(said: list[str]) -> Iterator[str]:
    """Each sentence that gives a number of people, as patients."""
    found = [(sentence, stated) for sentence in said if (stated := _people(sentence))]
    if not found:
        yield _line("patients", "[]", "- {about: disease or disease/indication, n: 2, cohort: null, quote: …}")
        return
    yield f"{'patients:':<30} # keep only the paper's own patients who had the drug"
    for sentence, stated in found:
        yield "  - " + _line("about", "null", "needed: disease or disease/indication", 26)
        yield "    " + _line("n", "null", f"needed: this sentence states {', '.join(stated)}", 26)
        yield "    " + _line("cohort", "null", "or a name that all papers on the same patients share", 26)
        yield f"    quote: {scalar(sentence)}"


def _untreated(named: re.Pattern[str]) -> re.Pattern[str]:
    """Finds that somebody did not have the drug: `but none were treated with it`."""
    word = r"\s(?!respond|improv|tolerat|benefit|who\b|to\b)[\w-]+"
    verb = r"(?:treated|received?|receiving|given|had|got|on|administered|us(?:ed|ing|e))"
    before = rf"\b(?:none|no\s\w+|not|never|neither|nobody|n['’]t)\b(?:{word}){{0,4}}?\s{verb}"
    link = rf"(?:{before}|\bwithout)(?:\s[\w-]+){{0,3}}?\s"
    after = r"\s(?:\w+\s){0,3}?(?:was|were)\s(?:not|never)\s(?:given|used|administered)"
    return re.compile(f"{link}{named.pattern}|{named.pattern}{after}", re.IGNORECASE)


def _people(sentence: str) -> list[str]:
    """The numbers that stand shortly before a word for people, in the order of the sentence."""
    counting = numbers.without_measures(sentence)
    before = (counting[max(0, word.start() - _BEFORE) : word.start()] for word in _PEOPLE.finditer(counting))
    return list(
        dict.fromkeys(number for words in before for number in sorted(numbers.stated(words)) if number.isdigit())
    )


def _left_out(rest: list[str]) -> Iterator[str]:
    if not rest:
        yield _line("left_out", "[]", "- {quote: words about the drug that no claim uses, reason: why}")
        return
    yield f"{'left_out:':<30} # what stands behind the first naming of the drug: make it a claim, or say why not"
    for sentence in rest:
        yield f"  - quote: {scalar(sentence)}"
        yield "    " + _line("reason", "null", "needed", 26)


def _claims(naming: list[str], subjects: list[str]) -> Iterator[str]:
    """Each sentence that names the intervention, as a claim; what the keys take stands at the first."""
    if not naming:
        yield _line("claims", "[]", "no sentence of the stored text names the drug")
        return
    named = f"; the paper names {', '.join(subjects)}" if subjects else ""
    keys = {
        "about": f"needed: [disease, disease/indication]{named}",
        "topic": f"needed: {_choices(Topic)}",
        "role": f"needed: {_choices(Role)}",
        "direction": f"{_choices(Direction)}; needed for efficacy that is not background, null elsewhere",
        "retells": "or the DOI or PMID of the known study whose result is told here",
        "note": "or what a reader must know to read the quote rightly",
    }
    yield f"{'claims:':<30} # one for each finding: shorten a quote, or use it twice, as the findings ask for"
    yield "  - " + _line("id", "claim-1", "its address: name it after the finding, once and for all", 26)
    yield from ("    " + _line(key, "null", comment, 26) for key, comment in keys.items())
    yield f"    quote: {scalar(naming[0])}"
    for number, sentence in enumerate(naming[1:], start=2):
        yield f"  - id: claim-{number}"
        yield from (f"    {key}: null" for key in keys)
        yield f"    quote: {scalar(sentence)}"


def _hint(paper: Paper) -> str:
    """What the source's publication types say of the design; a hint, which the text may contradict."""
    types = [each.lower() for each in paper.publication_types]
    found = next((design for kind, design in _DESIGNS.items() if any(each.startswith(kind) for each in types)), None)
    if not types:
        return ""
    suggested = f" suggests {found}" if found else " suggests none"
    series = ", or case-series with more than one patient" if found == "case-report" else ""
    return f"; “{_one_line(', '.join(paper.publication_types))}”{suggested}{series}"


def _subjects_named(paper: Paper, corpus: Corpus) -> list[str]:
    """The diseases on file that the title or the text names in full."""
    text = f"{paper.title or ''}\n{paper.text}"
    return [
        subject
        for subject, page in corpus.diseases.items()
        if any(
            re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
            for name in (page.value.name, *page.value.formerly, *page.value.synonyms)
        )
    ]


def _choices(options: object) -> str:
    return ", ".join(get_args(options))


def _line(key: str, value: str, comment: str, width: int = 30) -> str:
    return f"{f'{key}: {value}':<{width}} # {comment}"


def _list(key: str, values: Iterable[str]) -> list[str]:
    items = [f"  - {scalar(value)}" for value in values]
    return [f"{key}:", *items] if items else [f"{key}: []"]


def _one_line(text: str) -> str:
    """A text without line breaks and without the characters that YAML refuses."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _named_slug(name: str) -> str:
    found = slug(name)
    if found is None or len(found) > MAX_SLUG:
        fault = f"“{name:.60}” gives no name of a file."
        hint = f"Use a name of letters and digits, of at most {MAX_SLUG} characters."
        raise Fault(error("content/diseases", None, "new-refused", fault, hint))
    return found


def _create(paths: Paths, path: str, lines: Iterable[str]) -> str:
    """Write a new file below `content/` and name it. Raises Fault where it exists, or lies elsewhere by a link."""
    target = paths.content / path
    named = paths.relative(target)
    if not target.parent.resolve().is_relative_to(paths.content.resolve()):
        fault = "a link leads its folder out of content/."
        raise Fault(error(named, None, "new-refused", fault, "Put a folder in the place of the link."))
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write("\n".join((FENCE, *lines, FENCE, "")))
    except FileExistsError:
        hint = "Edit it, or choose another name."
        raise Fault(error(named, None, "file-exists", "the file exists and is left as it is.", hint)) from None
    return named
