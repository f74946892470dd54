"""What E-utilities answer: the result of a search, and sets of records."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import etree

from generator.fetch.client import Client, Refused
from generator.problems import Fault, Problem, error, warning
from generator.readers import pubmed_xml
from generator.readers.record import Record, Seed, Unreadable

BATCH = 200
"""Records asked for at once; NCBI wants longer lists of ids by POST, and this one is safe in size."""
MOST_HITS = 10_000
"""Hits of a query that PubMed hands out (NBK25499, retmax)."""
_NO_SUCH_IDS = "ID list is empty"
"""How efetch refuses a list in which it knows no id."""


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a search."""

    pmids: tuple[str, ...]
    history: dict[str, str]
    """Where NCBI keeps the result, in the order of `pmids`; empty where it does not say."""
    problems: tuple[Problem, ...]
    """Words of the query that PubMed passed over."""


def search(client: Client, query: str) -> Found:
    """The papers that a query finds, as PubMed's own search field would. Raises Fault, also for too many hits."""
    data = client.ask("esearch", {"term": query, "usehistory": "y", "retmax": str(MOST_HITS)})
    result = _element(client, data)
    pmids = tuple(dict.fromkeys(each.text or "" for each in result.iterfind("IdList/Id")))
    count = result.findtext("Count") or ""
    if not all(number.isdecimal() for number in (count, *pmids)):
        raise foreign(client.host, "it does not say what was found")
    hits = int(count)
    if hits > len(pmids):
        message = f"the query finds {hits:,} papers, and PubMed hands out the first {len(pmids):,} of them only."
        hint = "Fetch it in slices of time, one after the other: '(…) AND 2000:2009[dp]', '(…) AND 2010:2019[dp]'."
        raise Fault(error(client.host, None, "fetch-too-many", message, hint))
    places = {"WebEnv": result.findtext("WebEnv"), "query_key": result.findtext("QueryKey")}
    history = {key: value for key, value in places.items() if value}
    return Found(pmids, history if len(history) == len(places) else {}, tuple(_passed_over(client, result, hits)))


def records(client: Client, values: dict[str, str]) -> tuple[bytes, dict[str, Record]]:
    """A set of records as NCBI sends it, and what it holds, by PMID. Raises Fault."""
    try:
        data = client.ask("efetch", {"rettype": "xml", "retmode": "xml", **values})
    except Refused as refusal:
        if _NO_SUCH_IDS in refusal.words:
            return b"", {}
        raise
    return data, {record.pmid: record for record in _read(client, data) if record.pmid}


def _passed_over(client: Client, result: etree._Element, hits: int) -> Iterator[Problem]:
    """A query of which a part means nothing to PubMed finds something else than was meant."""
    hint = "Correct the query; PubMed's advanced search shows how it reads it."
    for name in ("PhraseNotFound", "FieldNotFound"):
        for each in result.iterfind(f"ErrorList/{name}"):
            message = f"PubMed knows nothing of {(each.text or '')[:100]!r} and passed it over."
            yield warning(client.host, None, "fetch-query", message, hint)
    if not hits:
        yield warning(client.host, None, "fetch-query", "the query finds no paper.", hint)


def _element(client: Client, data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        found = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        found = None
    if found is None or found.tag != "eSearchResult":
        raise foreign(client.host, "it is XML, but not what was asked for")
    return found


def _read(client: Client, data: bytes) -> Iterator[Record]:
    """The records of an answer. One that cannot be read counts as missing here; `normalize` says why."""
    with TemporaryDirectory() as folder:
        seed = Seed(Path(folder) / "answer.xml", "answer.xml")  # readers read files
        seed.path.write_bytes(data)
        if not pubmed_xml.recognises(seed):
            raise foreign(client.host, "it is XML, but not what was asked for")
        try:
            yield from (item for item in pubmed_xml.read(seed) if isinstance(item, Record))
        except Unreadable as fault:
            raise foreign(client.host, fault.refusal.message.rstrip(".")) from None


def foreign(host: str, what: str) -> Fault:
    """The problem of a server that answers otherwise than E-utilities do."""
    hint = "Run the command again later; if that does not help, this server is not E-utilities."
    return Fault(error(host, None, "fetch-foreign", f"the answer is of no use: {what}.", hint))
