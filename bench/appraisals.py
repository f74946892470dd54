"""The appraisal of a made-up study, laid out as people write it."""

import json
from collections.abc import Iterator
from random import Random

from bench import words
from bench.studies import Claimed, Study
from bench.texts import Text

_TOPICS: dict[Claimed, str] = {
    "response": "efficacy",
    "conclusion": "efficacy",
    "harms": "safety",
    "mechanism": "mechanism",
}
_WEAKNESSES = ("no comparison group", "few patients", "only the abstract was read", "made up from beginning to end")


def appraisal(seed: int, study: Study, text: Text) -> str:
    """The file of a study's appraisal."""
    chance = Random(f"appraisal {seed} {study.number}")
    return "\n".join(["---", *_settings(chance, study, text), "---", *_commentary(chance, study), ""])


def _settings(chance: Random, study: Study, text: Text) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../schemas/appraisal.json"
    yield "corrections: {}"
    yield f"design: {study.design}"
    yield f"systematic_search: {str(study.design == 'systematic-review').lower()}"
    if study.design in ("randomized-trial", "case-control"):
        yield "comparator: invented water"
    if text.treated is None:
        yield "patients: []"
        yield "doses: []"
    else:
        yield from _people(study, text.treated)
        yield f"doses:\n  - {{about: {study.subject.slug}, quote: {_scalar(text.dose or '')}}}"
    if chance.random() < 0.3:
        yield f"reported:\n  outcome: {_scalar(next(iter(text.claims.values())))}"
    yield "funding: not reported in the abstract"
    yield "weaknesses:"
    yield from (f"  - {each}" for each in chance.sample(_WEAKNESSES, 2))
    yield "left_out:"
    yield from (f"  - quote: {_scalar(quote)}\n    reason: {reason}" for quote, reason in text.left_out)
    yield "appraised_on: 2026-11-20\nappraised_by: null\nreviewed_on: null\nreviewed_by: null\nclaims:"
    for kind, quote in text.claims.items():
        yield from _claim(study, kind, quote)


def _people(study: Study, quote: str) -> Iterator[str]:
    yield "patients:"
    yield f"  - about: {study.subject.slug}"
    yield f"    n: {study.patients}"
    yield f"    cohort: {study.cohort or 'null'}"
    yield f"    quote: {_scalar(quote)}"


def _claim(study: Study, kind: Claimed, quote: str) -> Iterator[str]:
    topic = _TOPICS[kind]
    yield f"  - id: {kind}"
    yield f"    about: [{study.subject.slug}]"
    yield f"    topic: {topic}"
    yield f"    role: {_role(study, kind)}"
    if topic == "efficacy":
        yield f"    direction: {study.direction}"
    if kind == "response" and study.retells is not None:
        yield f"    retells: 10.5555/known.{study.retells}"
    yield f"    quote: {_scalar(quote)}"


def _role(study: Study, kind: Claimed) -> str:
    if kind == "conclusion":
        return "authors-conclusion"
    return "review-synthesis" if study.is_review else "primary-result"


def _commentary(chance: Random, study: Study) -> Iterator[str]:
    if chance.random() < 0.3:
        about = f"[{study.subject.disease_name}](/diseases/{study.subject.disease}/)"
        yield f"\nMade-up commentary on {about}: {words.filler(chance)} *{words.filler(chance)}*"


def _scalar(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
