"""What people write of a made-up edition apart from appraisals: diseases, tables, settings, pages."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from random import Random

from bench import words
from bench.studies import KNOWN_STUDIES, Study
from bench.subjects import Subject
from generator.model.glossary import LINKED

_REPORTS = {
    "supports": "reports a response",
    "refutes": "reports that nothing was added",
    "inconclusive": "calls the effect open",
}
_SITE = """\
title: Made-up Evidence
description: A made-up collection for measurements. Nothing in it is true.
base_url: https://example.org/made-up/
repository_url: null
report_url: null
as_of: 2026-11-20
abstracts: full
"""
_SAFETY = """\
source: nothing, it is made up
warnings:
  - {kind: boxed warning, text: invented headache}
"""


def files(seed: int, subjects: Iterable[Subject], studies: Iterable[Study]) -> Iterator[tuple[str, str]]:
    """Path below `content/` and text of each file."""
    subjects = list(subjects)
    diseases = [each for each in subjects if each.indication is None]
    yield "site.yaml", _SITE
    yield "intervention.yaml", f"name: {words.DRUG}\nshort: {words.SHORT}\nspellings: [{words.DRUG}, {words.SHORT}]\n"
    yield "redirects.yaml", "redirects: []\n"
    yield (
        "safety.yaml",
        _SAFETY,
    )
    yield "glossary.yaml", "terms:\n" + "".join(map(_term, sorted(LINKED)))
    yield "known-studies.yaml", "studies:\n" + "".join(_known(n, subjects) for n in range(KNOWN_STUDIES))
    yield "label-status.yaml", "rows:\n" + "".join(_labels(n, each) for n, each in enumerate(diseases))
    yield "positions.yaml", "positions:\n" + "".join(map(_position, diseases[::3]))
    yield "pages/methods.md", _prose("Methods", "How this was made up.")
    yield "pages/about.md", _prose("About", "Who made this up.")
    by_subject = _by_subject(studies)
    for number, each in enumerate(subjects):
        chance = Random(f"subject {seed} {each.slug}")
        own = by_subject[each.slug]
        if each.indication is None:
            yield f"diseases/{each.slug}.md", _disease(chance, number, each, own)
        else:
            yield f"indications/{each.slug}.md", _indication(each, own)


def _by_subject(studies: Iterable[Study]) -> Mapping[str, list[Study]]:
    found: defaultdict[str, list[Study]] = defaultdict(list)
    for study in studies:
        if study.is_citable and "response" in study.claims:
            found[study.subject.slug].append(study)
    return found


def _disease(chance: Random, number: int, disease: Subject, own: list[Study]) -> str:
    root = disease.disease_name.split()[1]
    lines = [
        f"name: {disease.disease_name}",
        f"kind: {'group' if disease.is_group else 'disease'}",
        f"formerly: [old {root}]",
        f"abbreviations: [{root[:4].upper()}{number}]",
        f"synonyms: [made-up {root}, {root} of Nowhere]",
        "identifiers:",
        f"  mondo: MONDO:99{number:05d}\n  mesh: D99{number:04d}\n  icd10cm: Z{number % 90 + 10}.9\n"
        f'  orpha: "99{number:04d}"',
        f"parent: {disease.parent or 'null'}",
        "names_from: [nowhere]",
        *_bottom_line(own),
    ]
    body = f"{words.opening(chance, disease.disease_name)} **{words.filler(chance)}**\n\n{words.filler(chance)}"
    return _markdown(lines, body)


def _indication(part: Subject, own: list[Study]) -> str:
    name = (part.indication or "").replace("-", " ")
    return _markdown([f"name: {name}", f"kind: {part.kind}", f"title: {part.name}", *_bottom_line(own)], "")


def _bottom_line(own: list[Study]) -> list[str]:
    if not own:
        return ["bottom_line: []"]
    sentences = [
        f"A made-up {each.design.replace('-', ' ')} {_REPORTS[each.direction]} [@{each.pmid}#response]."
        for each in own[:2]
    ]
    sentences.append("Here stand {papers} with {patients}.")
    return ["bottom_line:", *(f"  - {json.dumps(sentence)}" for sentence in sentences)]


def _markdown(settings: list[str], body: str) -> str:
    return "\n".join(["---", *settings, "---", *(["", body] if body else []), ""])


def _term(slug: str) -> str:
    return f"  - id: {slug}\n    name: {slug.replace('-', ' ')}\n    means: Made-up words on {slug}.\n"


def _known(number: int, subjects: list[Subject]) -> str:
    about = subjects[number % len(subjects)].slug
    differs = f"\n    differs:\n      - {{about: {about}, note: Its made-up abstract says otherwise.}}"
    return (
        f'  - id: known-{number}\n    pmid: "{910_000_001 + number}"\n    doi: 10.5555/known.{number}\n'
        f'    first_author: Nobody {number}\n    year: "{1990 + number % 35}"\n    journal: Nowhere Med J\n'
        f"    citation: null\n    about: [{about}]\n    kind: randomized-trial\n    design: made-up trial\n"
        f'    n: "{40 + number}"\n    comparator: invented water\n    direction: no-benefit'
        f"{differs if number % 4 == 0 else ''}\n    url: https://example.org/known/{number}/\n"
    )


def _labels(number: int, disease: Subject) -> str:
    status = ("licensed", "not found", "not checked")
    return "".join(
        f"  - disease: {disease.disease_name}\n    about: {disease.slug}\n    jurisdiction: {place}\n"
        f"    product: {words.DRUG} 10%\n    status: {status[(number + at) % 3]}\n    population: null\n"
        "    since: null\n    read: 2026-11-20\n    source: nothing, it is made up\n    url: null\n"
        for at, place in enumerate(("Utopia", "Nowhere", "Erewhon"))
    )


def _position(disease: Subject) -> str:
    return (
        f"  - subject: {disease.disease_name}\n    about: [{disease.slug}]\n    body: Invented Board\n"
        '    jurisdiction: Utopia\n    document: Made-up criteria\n    date: "2020"\n    category: Category 0\n'
        '    conditions: null\n    current: "yes"\n    url: null\n'
    )


def _prose(title: str, description: str) -> str:
    return _markdown([f"title: {title}", f"description: {description}"], f"{description} See [home](/).")
