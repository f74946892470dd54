"""A server on this machine that answers as NCBI E-utilities do, misfortunes included. All its records are made up."""

import gzip
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

CODES = {
    "fetch-failed",
    "fetch-foreign",
    "fetch-list-empty",
    "fetch-missing",
    "fetch-no-pmid",
    "fetch-not-xml",
    "fetch-other",
    "fetch-query",
    "fetch-refused",
    "fetch-too-many",
    "fetch-unreachable",
}
"""Problems of fetching. They need this server instead of a broken edition; `tests/test_fetch.py` causes each."""

_HEAD = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "">\n'
)
_ERROR = '<?xml version="1.0" ?>\n<{kind}><ERROR>{words}</ERROR></{kind}>\n'
_WEB_ENV = "MCID_made_up"


def article(pmid: int, *, abstract: str = "Made up for a test.", notice: str = "", revised: int = 2020) -> str:
    """One record of PubMed; `notice` is the type of a tie to another publication, such as `RetractionIn`."""
    tie = f'<CommentsCorrections RefType="{notice}"><RefSource>J Invent Med. 2021;9:1</RefSource></CommentsCorrections>'
    ties = f"<CommentsCorrectionsList>{tie if notice else ''}</CommentsCorrectionsList>"
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID>'
        f"<DateRevised><Year>{revised}</Year></DateRevised>"
        "<Article><Journal><ISOAbbreviation>J Invent Med</ISOAbbreviation></Journal>"
        f"<ArticleTitle>Invented paper {pmid}.</ArticleTitle>"
        f"<Abstract><AbstractText>{abstract}</AbstractText></Abstract></Article>{ties}"
        "</MedlineCitation></PubmedArticle>"
    )


Send = Callable[["Handler", bytes], None]
"""How an answer is sent, or something else in its place."""


@dataclass
class Eutils:
    """What the server knows, and what it was asked."""

    articles: dict[int, str] = field(default_factory=dict)
    merged: dict[int, int] = field(default_factory=dict)
    """PMIDs that answer with another record."""
    found: list[int] = field(default_factory=list)
    """What any query finds."""
    notes: str = ""
    """More of what a search answers, such as an ErrorList."""
    misfortunes: deque[Send] = field(default_factory=deque)
    """How the next answers are sent; well, when none is left."""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Every request: the utility and its values."""
    headers: list[dict[str, str]] = field(default_factory=list)
    base_url: str = ""

    def know(self, *pmids: int) -> None:
        self.articles.update({pmid: article(pmid) for pmid in pmids})

    def ids_asked(self) -> list[list[str]]:
        """The PMIDs of each request that names some."""
        return [values["id"].split(",") for _, values in self.asked if "id" in values]

    def esearch(self, values: dict[str, str]) -> bytes:
        ids = "".join(f"<Id>{pmid}</Id>" for pmid in self.found[: int(values["retmax"])])
        history = f"<QueryKey>1</QueryKey><WebEnv>{_WEB_ENV}</WebEnv>" if values.get("usehistory") == "y" else ""
        counts = f"<Count>{len(self.found)}</Count><RetMax>{values['retmax']}</RetMax><RetStart>0</RetStart>"
        result = f"<eSearchResult>{counts}{history}<IdList>{ids}</IdList>{self.notes}</eSearchResult>"
        return f'<?xml version="1.0" encoding="UTF-8" ?>\n{result}\n'.encode()

    def efetch(self, values: dict[str, str]) -> bytes | None:
        """The records, in another order than asked for; None where no id is known."""
        if "id" in values:
            pmids = [int(word) for word in values["id"].split(",")]
        elif (values["WebEnv"], values["query_key"]) == (_WEB_ENV, "1"):
            start = int(values["retstart"])
            pmids = self.found[start : start + int(values["retmax"])]
        else:
            return None
        known = dict.fromkeys(self.merged.get(pmid, pmid) for pmid in reversed(pmids))
        records = "\n".join(self.articles[pmid] for pmid in known if pmid in self.articles)
        return f"{_HEAD}<PubmedArticleSet>\n{records}\n</PubmedArticleSet>\n".encode() if records else None


class Handler(BaseHTTPRequestHandler):
    """One connection, kept open between answers as NCBI does."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a body waits 40 ms behind its headers
    eutils: Eutils

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        values = {key: found[0] for key, found in parse_qs(text).items()}
        utility = self.path.rpartition("/")[2].removesuffix(".fcgi")
        self.eutils.asked.append((utility, values))
        self.eutils.headers.append(dict(self.headers))
        body = self.eutils.esearch(values) if utility == "esearch" else self.eutils.efetch(values)
        if self.eutils.misfortunes:
            self.eutils.misfortunes.popleft()(self, body or b"")
        elif body is None:
            words = "ID list is empty! Possibly it has no correct IDs."
            self.send(400, _ERROR.format(kind="eFetchResult", words=words).encode())
        else:
            self.send(200, body)

    def send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        own = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Length": str(len(body)), "Content-Type": "text/xml", **own}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


def status(code: int, body: str = "", **headers: str) -> Send:
    """Another answer than the one asked for."""
    return lambda handler, _: handler.send(code, body.encode(), **headers)


def refusal(words: str) -> Send:
    """A refusal in XML, with status 200 as it happens."""
    return status(200, _ERROR.format(kind="eFetchResult", words=words))


def packed(handler: Handler, body: bytes) -> None:
    handler.send(200, gzip.compress(body), Content_Encoding="gzip")


def cut(handler: Handler, body: bytes) -> None:
    """Half of the body, then the end of the connection."""
    handler.send(200, body[: len(body) // 2], Content_Length=str(len(body)))
    handler.close_connection = True


def cut_unnoticed(handler: Handler, body: bytes) -> None:
    """Half of the body as if it were all."""
    handler.send(200, body[: len(body) // 2])


def hung_up(handler: Handler, _: bytes) -> None:
    """The end of the connection instead of an answer."""
    handler.close_connection = True


def stalled(handler: Handler, body: bytes) -> None:
    """Half of the body, then nothing until the other side gives up."""
    handler.send(200, body[: len(body) // 2], Content_Length=str(len(body)))
    handler.rfile.read(1)
    handler.close_connection = True


def in_drops(handler: Handler, body: bytes) -> None:
    """The whole body in many small pieces."""
    handler.send(200, b"", Content_Length=str(len(body)))
    for start in range(0, len(body), 16):
        handler.wfile.write(body[start : start + 16])
        handler.wfile.flush()


@contextmanager
def serving() -> Iterator[Eutils]:
    """A server that runs as long as the block does."""
    eutils = Eutils()
    handler = type("Bound", (Handler,), {"eutils": eutils})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        eutils.base_url = f"http://127.0.0.1:{server.server_address[1]}/entrez/eutils/"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield eutils
        finally:
            server.shutdown()
            thread.join()
