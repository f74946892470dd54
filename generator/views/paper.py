"""The page of one paper: what the source says, the quotes marked in its text, and all pages that use it."""

from typing import get_args

from generator import citing, evidence, urls
from generator.marking import MarkedSection, mark, only_marked
from generator.model import Appraisal, Cited, Paper, Topic
from generator.passages import Passage
from generator.views import titles, wording
from generator.views.charts import places
from generator.views.claims import by_topic, claim_view, dose_rows, outward, patient_rows, words
from generator.views.context import CONTENT, Context
from generator.views.model import PaperView
from generator.views.parts import AuthorView, ClaimGroup, Fact, Link, Provenance
from generator.views.proposals import proposals
from generator.views.provenance import provenance, verified
from generator.views.studies import in_few_rows, reported_items

OTHER_TOPICS: tuple[Topic, ...] = tuple(topic for topic in get_args(Topic) if topic != "efficacy")
"""The topics below efficacy, in the order of the controlled list."""


def paper_view(context: Context, paper_id: str) -> PaperView:
    """Everything the page of a paper shows."""
    paper, appraisal = context.paper(paper_id), context.appraisal(paper_id)
    located = context.located(paper_id)
    shown, proposed = context.corpus.site.value.abstracts, proposals(context, paper_id)
    affiliations = tuple(dict.fromkeys(a for author in paper.authors for a in author.affiliations))
    return PaperView(
        url=urls.paper(paper_id),
        title=titles.paper(paper),
        description=f"{citing.label(paper)}: what it says about {context.frame.intervention}, quote by quote.",
        frame=context.frame,
        trail=(Link("Papers", urls.PAPERS),),
        sections=_sections(appraisal is not None, bool(proposed)),
        paper_id=paper_id,
        kind=_kind(appraisal, paper),
        authors=tuple(_author(author.name, author.affiliations, affiliations) for author in paper.authors),
        authors_more=not paper.authors_complete,
        affiliations=affiliations,
        published=citing.place(paper),
        dates=_dates(paper),
        links=outward(paper),
        retracted=evidence.is_retracted(paper),
        relations=tuple(Link(f"{r.type}: {r.text}", urls.pubmed(r.pmid) if r.pmid else "") for r in paper.relations),
        appraised=appraisal is not None,
        facts=_facts(context, paper, appraisal),
        text=_text(paper, located, shown),
        text_shown=shown,
        text_title="Abstract" if paper.source.content != "full-text" else "Text",
        numbers={claim.id: i for i, claim in enumerate(appraisal.claims, start=1)} if appraisal else {},
        claims=_claims(context, paper_id, appraisal),
        patients=patient_rows(context, [paper_id], None) if appraisal else (),
        items=in_few_rows(reported_items(context, paper_id, None)) if appraisal else (),
        doses=dose_rows(context, [paper_id], None) if appraisal else (),
        left_out=_left_out(context, paper_id, appraisal, in_short=shown == "full"),
        funding=appraisal.funding if appraisal else None,
        weaknesses=appraisal.weaknesses if appraisal else (),
        body=context.corpus.appraisals[paper_id].body if appraisal else "",
        used_by=_used_by(context, appraisal),
        publication_types=paper.publication_types,
        copyright=paper.copyright,
        repairs=paper.repairs,
        corrected=tuple(sorted(appraisal.corrections)) if appraisal else (),
        provenance=_provenance(context, paper_id),
        places=places(context, paper_id),
        proposals=proposed,
    )


def _text(paper: Paper, located: list[Passage], shown: str) -> tuple[MarkedSection, ...]:
    """As much of the stored text as the edition shows."""
    marked = mark(paper.sections, located)
    return {"full": marked, "quotes": only_marked(marked), "link": ()}[shown]


def _sections(appraised: bool, proposed: bool) -> tuple[Link, ...]:
    parts = (
        (proposed, "_proposals", "Not yet appraised"),
        (True, "_text", "Abstract"),
        (appraised, "_claims", "Claims"),
        (appraised, "_appraisal", "Appraisal"),
        (True, "_cite", "Cite and export"),
        (True, "_provenance", "Provenance"),
    )
    return tuple(Link(text, f"#{anchor}") for present, anchor, text in parts if present)


def _kind(appraisal: Appraisal | None, paper: Paper) -> str:
    design = wording.capitalized(wording.DESIGN[appraisal.design]) if appraisal else "Not yet appraised"
    return f"Paper · {design}" + (f" · {paper.year}" if paper.year else "")


def _author(name: str, own: tuple[str, ...], every: tuple[str, ...]) -> AuthorView:
    numbers = [str(every.index(address) + 1) for address in own]
    return AuthorView(name, ", ".join(numbers) if len(every) > 1 else "")


def _dates(paper: Paper) -> tuple[str, ...]:
    dates = [
        f"Published {paper.date}" if paper.date else None,
        f"online {paper.epub_date}" if paper.epub_date else None,
    ]
    return tuple(date for date in dates if date)


def _facts(context: Context, paper: Paper, appraisal: Appraisal | None) -> tuple[Fact, ...]:
    if appraisal is None:
        return ()
    planned = "" if appraisal.has_results else ", planned"
    graded = None if evidence.is_retracted(paper) else evidence.level(appraisal)
    return (
        Fact(wording.capitalized(wording.DESIGN[appraisal.design]), "design, from the appraisal"),
        Fact(wording.patients(evidence.stated_by(appraisal.patients)), f"patients{planned}", term="patients"),
        Fact(wording.capitalized(wording.level(graded)), wording.graded(graded), context.scheme, term="cebm-level"),
        Fact(wording.capitalized(CONTENT[paper.source.content]), "read"),
    )


def _claims(context: Context, paper_id: str, appraisal: Appraisal | None) -> tuple[ClaimGroup, ...]:
    if appraisal is None:
        return ()
    cited = [Cited(paper_id, claim) for claim in appraisal.claims]
    anchors = {c.key: f"claim_{c.claim.id}" for c in cited}
    efficacy = tuple(claim_view(context, c, anchors[c.key]) for c in cited if c.claim.topic == "efficacy")
    first = (ClaimGroup(wording.TOPIC["efficacy"], "efficacy", None, efficacy),) if efficacy else ()
    return (*first, *by_topic(context, cited, anchors, OTHER_TOPICS))


def _left_out(
    context: Context, paper_id: str, appraisal: Appraisal | None, *, in_short: bool
) -> tuple[tuple[str, str], ...]:
    """What no claim uses, in short where the whole of it stands in the text."""
    if appraisal is None:
        return ()
    paper = context.paper(paper_id)
    found = [
        " … ".join(words(paper, context.passage(paper_id, "left_out", i).spans)) for i in range(len(appraisal.left_out))
    ]
    told = map(wording.shortened, found) if in_short else found
    return tuple(zip(told, (left.reason for left in appraisal.left_out), strict=True))


def _used_by(context: Context, appraisal: Appraisal | None) -> tuple[Link, ...]:
    """The pages that show a claim or patients of this paper: its subjects, their diseases and their groups."""
    if appraisal is None:
        return ()
    found: set[str] = set()
    for subject in evidence.subjects(appraisal):
        disease = subject.partition("/")[0]
        found.update((subject, disease, *evidence.ancestors(disease, context.corpus.diseases)))
    return tuple(context.subject_link(subject) for subject in sorted(found))


def _provenance(context: Context, paper_id: str) -> Provenance:
    located = context.located(paper_id)
    found = verified(sum(passage.match is not None for passage in located), len(located))
    page = context.corpus.appraisals.get(paper_id) or context.corpus.papers[paper_id]
    return provenance(context, page.path, [paper_id], found)
