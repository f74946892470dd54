"""The claims as a table: one row for each claim and each disease or indication it is about.

The CSV follows RFC 4180 (CR LF, quotes doubled, a header) in UTF-8 without a byte order mark. A spreadsheet takes a
cell that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula, quoted or not. Such a cell gets an
apostrophe in front; so does one that already has apostrophes before such a sign, so that the rule can be undone:

    a cell that matches ^'+[=+\\-@＝＋－＠\\t\\r\\n] has one apostrophe more than its value.

The JSON holds the values as they are. A null is an empty cell.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date

from generator import evidence, passages, urls
from generator.citing import label
from generator.model import Appraisal, Claim, Corpus, Paper, Strict
from generator.plain import to_json
from generator.quotes import Span

SCHEMA = "data/schema/evidence.json"
_ELLIPSIS = " … "
"""Stands between the parts of a quote."""
_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


class EvidenceRow(Strict):
    """One claim about one disease or indication."""

    paper: str
    """Id of the paper: its PMID, or `doi-…` or `sha-…`."""
    claim: str
    """Id of the claim within the paper's appraisal."""
    label: str
    """Short name of the paper, such as `Gomes 2019`."""
    pmid: str | None
    """PubMed's number of the paper."""
    doi: str | None
    """Digital Object Identifier of the paper."""
    year: int | None
    """Year of publication."""
    design: str
    """Study design, read by a person, from the controlled list on the methods page."""
    level: int | None
    """Level of the paper by Oxford CEBM 2011; empty where it is not graded."""
    subject: str
    """What the claim is about: `disease` or `disease/indication`."""
    disease: str
    """The subject's disease, as it stands in addresses."""
    disease_name: str
    """The disease's name."""
    indication: str | None
    """The subject's indication, as it stands in addresses; empty where the claim is about the disease as a whole."""
    indication_name: str | None
    """Whole name of the indication."""
    topic: str
    """What kind of finding it is, such as efficacy or safety."""
    role: str
    """Whose finding it is: the paper's own result, a review's account, the authors' conclusion, background."""
    direction: str | None
    """`supports`, `refutes` or `inconclusive`, for claims of efficacy that are not background."""
    quote: str
    """The exact words of the source; ` … ` stands between its parts."""
    note: str | None
    """What a reader must know to read the quote rightly."""
    retells: str | None
    """DOI or PMID of the study whose result the claim retells."""
    content: str
    """What was read of the paper: `abstract`, `full-text` or `none`."""
    appraised_on: date
    """Day of the appraisal."""
    reviewed_on: date | None
    """Day of the clinical review; empty where nobody has reviewed."""
    address: str
    """The claim's permanent address below the site's root."""
    permalink: str | None
    """The claim's permanent address as a whole; empty where the site does not know its own."""


class Evidence(Strict):
    """All claims of the papers that count: those of retracted papers are left out."""

    title: str
    """Title of the edition."""
    as_of: date
    """The day that the edition's content stands for."""
    rows: tuple[EvidenceRow, ...]
    """By paper, in the order of its appraisal."""


def files(corpus: Corpus) -> dict[str, bytes]:
    """The table as CSV and as JSON, and the schema of the latter."""
    table = evidence_table(corpus)
    return {
        "data/evidence.csv": as_csv(table),
        "data/evidence.json": as_json(table),
        SCHEMA: schema(),
    }


def evidence_table(corpus: Corpus) -> Evidence:
    """The whole table."""
    site = corpus.site.value
    return Evidence(title=site.title, as_of=site.as_of, rows=tuple(_rows(corpus)))


def _rows(corpus: Corpus) -> Iterator[EvidenceRow]:
    for key, page in corpus.appraisals.items():
        paper = corpus.papers[key].value if key in corpus.papers else None
        if paper is None or key in evidence.retracted(corpus):
            continue
        for claim, passage in zip(page.value.claims, passages.located_as(corpus, key, "claim"), strict=True):
            exact = _exact_words(passage.spans, paper.text)
            yield from (_row(corpus, paper, page.value, claim, exact, subject) for subject in claim.about)


def _exact_words(spans: Iterable[Span], text: str) -> str:
    """The words as the source has them; empty for a quote that it does not hold, which `check` refuses to publish."""
    return _ELLIPSIS.join(text[span.start : span.end] for span in spans)


def _row(corpus: Corpus, paper: Paper, appraisal: Appraisal, claim: Claim, exact: str, subject: str) -> EvidenceRow:
    disease, _, indication = subject.partition("/")
    address = urls.place(paper.id, claim.id)
    return EvidenceRow(
        paper=paper.id,
        claim=claim.id,
        label=label(paper),
        pmid=paper.pmid,
        doi=paper.doi,
        year=int(paper.year) if paper.year else None,
        design=appraisal.design,
        level=evidence.level(appraisal),
        subject=subject,
        disease=disease,
        disease_name=corpus.diseases[disease].value.name,
        indication=indication or None,
        indication_name=corpus.indications[subject].value.title if indication else None,
        topic=claim.topic,
        role=claim.role,
        direction=claim.direction,
        quote=exact,
        note=claim.note,
        retells=claim.retells,
        content=paper.source.content,
        appraised_on=appraisal.appraised_on,
        reviewed_on=appraisal.reviewed_on,
        address=address,
        permalink=urls.absolute(address, corpus.site.value.base_url),
    )


def as_json(table: Evidence) -> bytes:
    """`evidence.json`, which names its schema."""
    return to_json({"$schema": "schema/evidence.json", **table.model_dump(mode="json")})


def as_csv(table: Evidence) -> bytes:
    """`evidence.csv`."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(EvidenceRow.model_fields)
    writer.writerows([_cell(value) for value in row.model_dump(mode="json").values()] for row in table.rows)
    return stream.getvalue().encode()


def _cell(value: str | int | None) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def schema() -> bytes:
    """The JSON Schema of `evidence.json`."""
    data = Evidence.model_json_schema(mode="serialization")
    data["properties"]["$schema"] = {"type": "string", "description": "Address of this schema."}
    return to_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **data})


def fields() -> tuple[tuple[str, str], ...]:
    """Each column with its meaning, for the page that explains the data."""
    return tuple((name, field.description or "") for name, field in EvidenceRow.model_fields.items())
