"""Small made-up values for tests: a test names only what it is about, and the rest is filled in."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from generator.model import (
    Appraisal,
    Claim,
    Corpus,
    Disease,
    Glossary,
    Indication,
    Intervention,
    KnownStudies,
    KnownStudy,
    LabelStatus,
    Page,
    Paper,
    PatientGroup,
    Positions,
    Prose,
    Redirect,
    Redirects,
    Safety,
    Section,
    Site,
    Strict,
)

T = TypeVar("T", bound=Strict)
SHA = "0" * 64


def paper(*paragraphs: str, id: str = "1", **fields: Any) -> Paper:
    """A paper of some paragraphs under no heading; `content` says how much of its text is stored."""
    known: dict[str, Any] = {
        "id": id,
        "pmid": id if id.isdigit() else None,
        "pmcid": None,
        "doi": None,
        "title": "A made-up paper",
        "authors": ({"name": "Lorem A"},),
        "authors_complete": True,
        "journal": "J Invent Med",
        "date": None,
        "epub_date": None,
        "year": "2020",
        "volume": None,
        "issue": None,
        "pages": None,
        "publication_types": (),
        "mesh": (),
        "keywords": (),
        "language": None,
        "relations": (),
        "sources": (
            {
                "seed": f"{id}.txt",
                "format": "made-up",
                "sha256": SHA,
                "content": fields.pop("content", "abstract"),
            },
        ),
        "repairs": (),
        "copyright": None,
        "digest": "",
        "sections": (Section(heading=None, paragraphs=paragraphs),) if paragraphs else (),
    }
    return Paper.model_validate(known | fields)


def claim(quote: str = "Words.", id: str = "one", about: Iterable[str] = ("fever",), **fields: Any) -> Claim:
    """A claim of background, unless it is given a topic and a role."""
    known = {"id": id, "about": tuple(about), "topic": "background", "role": "background", "quote": quote}
    return Claim.model_validate(known | fields)


def efficacy(quote: str = "Words.", id: str = "one", about: Iterable[str] = ("fever",), **fields: Any) -> Claim:
    """A claim of efficacy that supports, from results."""
    known = {"topic": "efficacy", "role": "primary-result", "direction": "supports"}
    return claim(quote, id, about, **(known | fields))


def group(n: int, about: str = "fever", cohort: str | None = None, quote: str | None = None) -> PatientGroup:
    """Patients of one paper."""
    return PatientGroup(about=about, n=n, cohort=cohort, quote=quote or f"{n} patients")


def appraisal(*claims: Claim, **fields: Any) -> Appraisal:
    """An appraisal of a case series."""
    known = {
        "design": "case-series",
        "systematic_search": False,
        "funding": "none",
        "appraised_on": "2026-01-01",
        "claims": claims,
    }
    return Appraisal.model_validate(known | fields)


def study(**fields: Any) -> KnownStudy:
    """A known study."""
    known: dict[str, Any] = {
        "id": "known",
        "pmid": None,
        "doi": None,
        "first_author": "Ipsum B",
        "year": "2001",
        "journal": None,
        "citation": None,
        "about": ("fever",),
        "kind": "cohort",
        "design": "cohort",
        "n": None,
        "comparator": None,
        "direction": "supports",
        "url": "https://journal.example/1",
    }
    return KnownStudy.model_validate(known | fields)


def page(path: str, value: T, **fields: Any) -> Page[T]:
    """A content file without line numbers, unless they are given."""
    return Page(path, value, **fields)


def corpus(
    papers: Iterable[Paper] = (),
    appraisals: Mapping[str, Appraisal] | None = None,
    diseases: Mapping[str, Mapping[str, Any]] | None = None,
    indications: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    studies: Iterable[KnownStudy] = (),
    bodies: Mapping[str, str] | None = None,
    prose: Mapping[str, str] | None = None,
    as_of: str = "2026-01-01",
    seed_digests: Mapping[str, str] | None = None,
    redirects: Mapping[str, str] | None = None,
    permalinks: Iterable[str] = (),
) -> Corpus:
    """An edition about the drug `examplinum`. Diseases and indications are given by the fields that matter.

    `bodies` holds Markdown by the path of its file, `prose` that of pages of running text by their name, `redirects`
    new addresses by the old ones.
    """
    bodies = bodies or {}
    rows = tuple(Redirect(old=old, new=new) for old, new in (redirects or {}).items())

    def filed(path: str, value: T) -> Page[T]:
        return Page(path, value, bodies.get(path, ""), 3)

    found = {each.id: filed(f"content/papers/{each.id}.md", each) for each in papers}
    site = Site.model_validate(
        {
            "title": "Made up",
            "description": "A made-up edition.",
            "base_url": None,
            "repository_url": None,
            "report_url": None,
            "as_of": as_of,
        }
    )
    return Corpus(
        site=filed("content/site.yaml", site),
        intervention=filed(
            "content/intervention.yaml",
            Intervention(name="examplinum", short="EX", spellings=("examplinum", "EX", "EX serum")),
        ),
        papers=found,
        appraisals={key: filed(f"content/appraisals/{key}.md", each) for key, each in (appraisals or {}).items()},
        diseases={
            slug: filed(f"content/diseases/{slug}.md", Disease.model_validate({"name": slug, **fields}))
            for slug, fields in (diseases if diseases is not None else {"fever": {}}).items()
        },
        indications={
            subject: filed(
                f"content/indications/{subject}.md",
                Indication.model_validate({"name": subject, "kind": "organ", "title": subject, **fields}),
            )
            for subject, fields in (indications or {}).items()
        },
        known_studies=filed("content/known-studies.yaml", KnownStudies(studies=tuple(studies))),
        label_status=filed("content/label-status.yaml", LabelStatus(rows=())),
        positions=filed("content/positions.yaml", Positions(positions=())),
        glossary=filed("content/glossary.yaml", Glossary(terms=())),
        safety=filed("content/safety.yaml", Safety(source="none", warnings=())),
        redirects=filed("content/redirects.yaml", Redirects(redirects=rows)),
        detected={},
        prose={
            name: Page(f"content/pages/{name}.md", Prose(title=name, description=name), body, 3)
            for name, body in (prose or {}).items()
        },
        permalinks={address: line for line, address in enumerate(permalinks, start=1)},
        seed_digests=(
            {each.source.seed: each.source.sha256 for each in (p.value for p in found.values())}
            if seed_digests is None
            else seed_digests
        ),
    )
