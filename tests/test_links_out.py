"""No published link leads anywhere but to the hosts listed here, each with what it is and why it may be linked.

A host that is not in the list is a decision for a person: whoever adds it says which of the kinds it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup

from generator.build import with_base_url
from generator.config import Paths
from generator.store import load
from tests.editions import PLAIN, ROOT, SUB_PATH, files, files_of

REPOSITORY = "https://code.example/evidence"
REPORT = "https://code.example/evidence/issues/new"


class Host(NamedTuple):
    """What a host is, and why pages lead there."""

    kind: str
    reason: str


KINDS = (
    *("regulator", "issuing body", "licence holder", "publisher"),
    *("PubMed", "PMC", "DOI", "ontology", "repository"),
)
HOSTS: Mapping[str, Host] = {
    "pubmed.ncbi.nlm.nih.gov": Host("PubMed", "the record of a paper or of a known study"),
    "pmc.ncbi.nlm.nih.gov": Host("PMC", "the table of the scheme of levels, and papers with a PMCID"),
    "doi.org": Host("DOI", "a paper or a known study at its publisher"),
    "www.octagam.com": Host("licence holder", "Octapharma: the product characteristics of Octagam 10%"),
    "www.gamunex-c.com": Host("licence holder", "Grifols: the indications of Gamunex-C"),
    "www.mt-pharma.co.jp": Host("licence holder", "Mitsubishi Tanabe Pharma: the approval of Venoglobulin IH 5%"),
    "www.blood.gov.au": Host("issuing body", "the National Blood Authority's criteria, second edition"),
    "www.criteria.blood.gov.au": Host("issuing body", "the National Blood Authority's criteria, version 3"),
    "transfusionontario.org": Host("issuing body", "ORBCoN's guidelines on the use of immunoglobulin"),
    "www.has-sante.fr": Host("issuing body", "the Haute Autorité de Santé's opinion on Octagam 10%"),
    "purl.obolibrary.org": Host("ontology", "Mondo and Disease Ontology, at the addresses that are their identifiers"),
    "id.nlm.nih.gov": Host("ontology", "MeSH"),
    "www.orpha.net": Host("ontology", "Orphanet"),
    "www.cdc.gov": Host("ontology", "ICD-10-CM, whose codes have no addresses of their own"),
    "code.example": Host("repository", "where this test says that the edition's files are kept"),
}
OF_THE_SITE = urlsplit(SUB_PATH).hostname
PLAIN_HTTP = {"purl.obolibrary.org"}
"""Hosts whose addresses are identifiers that begin with http by definition."""
NAMES = {
    "https://schema.org",
    "https://json-schema.org/draft/2020-12/schema",
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/2005/Atom",
    "http://www.sitemaps.org/schemas/sitemap/0.9",
}
"""Names of vocabularies that look like addresses: nothing follows them."""
OF_CONTENT: Mapping[str, set[str]] = {
    "content/label-status.yaml": {"regulator", "licence holder"},
    "content/positions.yaml": {"issuing body", "publisher", "DOI"},
    "content/known-studies.yaml": {"publisher", "PubMed", "PMC", "DOI"},
}
"""What the addresses in a table may be; elsewhere in content, any of the kinds."""

# Where an address can stand.

ATTRIBUTES = (
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "cite",
    "srcset",
    "ping",
    "background",
    "manifest",
)
ADDRESS = re.compile(r"(?:https?|ftp)://[^\s\"'<>\\^`{|}]+|(?:mailto|javascript|tel):[^\s\"'<>]+")
IN_STYLES = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
TEXT = {"html", "json", "csv", "bib", "ris", "xml", "txt", "svg", "js", "css"}
PICTURES = {"png", "nojekyll"}


def followed(page: str) -> Iterator[str]:
    """Every address that a page makes a browser or a reader go to."""
    for tag in BeautifulSoup(page, "lxml").find_all(True):
        for name in ATTRIBUTES:
            value = tag.get(name)
            if isinstance(value, str):
                yield from (part.split()[0] for part in value.split(",")) if name == "srcset" else (value,)
        if tag.name == "meta" and str(tag.get("http-equiv", "")).lower() == "refresh":
            yield from (match[1].strip() for match in REFRESH.finditer(str(tag.get("content", ""))))
        yield from _in_styles(str(tag.get("style", "")) + (tag.get_text() if tag.name == "style" else ""))


def _in_styles(styles: str) -> Iterator[str]:
    yield from ((match[1] or match[2]).strip() for match in IN_STYLES.finditer(styles))


def written(text: str) -> Iterator[str]:
    """Every whole address that a text holds, behind which a program may go."""
    yield from (match[0].rstrip(".,;:)]") for match in ADDRESS.finditer(text))


def addresses(path: str, text: str) -> Iterator[str]:
    """Every address in a file, whole."""
    kind = path.rpartition(".")[2]
    if kind == "html":
        yield from (urljoin(SUB_PATH + path, found.strip()) for found in followed(text))
    if kind == "css":
        yield from (urljoin(SUB_PATH + path, found) for found in _in_styles(text))
    yield from (found for found in written(text) if found not in NAMES)


def strays(found: Iterator[str]) -> set[str]:
    """The addresses that lead where none may lead."""
    return {address for address in found if not may_lead(address)}


def may_lead(address: str) -> bool:
    parts = urlsplit(address)
    if parts.hostname == OF_THE_SITE:
        return address.startswith(SUB_PATH) or address == SUB_PATH.rstrip("/")
    scheme = "http" if parts.hostname in PLAIN_HTTP else "https"
    return parts.scheme == scheme and parts.hostname in HOSTS and parts.port is None and parts.username is None


@cache
def published() -> Mapping[str, str]:
    """The text files of the site as it is published, with an address, a repository and a place for reports."""
    corpus = with_base_url(load(Paths(ROOT)), SUB_PATH)
    site = corpus.site.value.model_copy(update={"repository_url": REPOSITORY, "report_url": REPORT})
    found = files(replace(corpus, site=replace(corpus.site, value=site)), ROOT / "templates", PLAIN)
    kinds = {path.rpartition(".")[2] for path in found}
    assert kinds <= TEXT | PICTURES, "say in this test how addresses are found in such a file"
    return {path: data.decode("utf-8") for path, data in found.items() if path.rpartition(".")[2] in TEXT}


def content() -> Mapping[str, str]:
    """What people and `normalize` wrote; the schemas are the program's."""
    paths = [path for path in files_of(ROOT / "content") if "schemas" not in path.parts]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}


def test_every_host_has_a_kind_and_a_reason() -> None:
    assert {host.kind for host in HOSTS.values()} <= set(KINDS)
    assert all(host.reason for host in HOSTS.values())


@pytest.mark.parametrize("kind", sorted(TEXT))
def test_no_published_link_leads_anywhere_else(kind: str) -> None:
    found = {path: strays(addresses(path, text)) for path, text in published().items() if path.endswith(f".{kind}")}
    assert found, f"no {kind} is published any more: take it out of TEXT"
    assert {path: stray for path, stray in found.items() if stray} == {}


def test_every_host_of_the_list_is_linked() -> None:
    linked = {urlsplit(address).hostname for path, text in published().items() for address in addresses(path, text)}
    assert set(HOSTS) - linked == set(), "take these out of the list, or link them"


def test_no_content_names_an_address_elsewhere() -> None:
    found = {path: strays(written(text)) for path, text in content().items()}
    assert {path: stray for path, stray in found.items() if stray} == {}


@pytest.mark.parametrize("path", OF_CONTENT)
def test_a_table_names_addresses_of_its_kinds_only(path: str) -> None:
    hosts = {str(urlsplit(address).hostname) for address in written(content()[path])}
    assert hosts
    assert {host: HOSTS[host].kind for host in hosts if HOSTS[host].kind not in OF_CONTENT[path]} == {}


# What the tests above would notice.

ELSEWHERE = "https://elsewhere.example/x"
NOTICED = [
    ("a link", "a.html", f'<a href="{ELSEWHERE}">x</a>', ELSEWHERE),
    ("a link without a scheme", "a.html", '<a href="//elsewhere.example/x">x</a>', ELSEWHERE),
    ("a link with spaces", "a.html", f'<a href=" {ELSEWHERE} ">x</a>', ELSEWHERE),
    ("a picture", "a.html", f'<img src="{ELSEWHERE}">', ELSEWHERE),
    ("a set of pictures", "a.html", f'<img srcset="/a.png 1x, {ELSEWHERE} 2x">', ELSEWHERE),
    ("a form", "a.html", f'<form action="{ELSEWHERE}"></form>', ELSEWHERE),
    ("a refresh", "a.html", '<meta http-equiv="Refresh" content="0; URL=//elsewhere.example/x">', ELSEWHERE),
    (
        "a refresh without scripts",
        "a.html",
        f'<noscript><meta http-equiv=refresh content="0;url={ELSEWHERE}">',
        ELSEWHERE,
    ),
    ("a style", "a.html", "<p style=\"background: url('//elsewhere.example/x')\">", ELSEWHERE),
    ("a style sheet", "a.css", "@import '//elsewhere.example/x';", ELSEWHERE),
    ("a script of the page", "a.html", '<script src="//elsewhere.example/x"></script>', ELSEWHERE),
    ("a link without encryption", "a.html", '<a href="http://doi.org/10.1/x">x</a>', "http://doi.org/10.1/x"),
    ("a host that only begins alike", "a.html", '<a href="https://doi.org.example/">x</a>', "https://doi.org.example/"),
    ("a name before the host", "a.html", '<a href="https://doi.org@x.example/">x</a>', "https://doi.org@x.example/"),
    ("another port", "a.html", '<a href="https://doi.org:8080/">x</a>', "https://doi.org:8080/"),
    ("a mail address", "a.html", '<a href="mailto:a@b.example">x</a>', "mailto:a@b.example"),
    ("a script as a link", "a.html", '<a href="javascript:alert(1)">x</a>', "javascript:alert(1)"),
    ("a value of a twin", "a.json", f'{{"href": "{ELSEWHERE}"}}', ELSEWHERE),
    ("a cell", "a.csv", f'1,"{ELSEWHERE}"', ELSEWHERE),
    ("a field of RIS", "a.ris", f"UR  - {ELSEWHERE}\r\n", ELSEWHERE),
    ("a field of BibTeX", "a.bib", f"  url = {{{ELSEWHERE}}},", ELSEWHERE),
    ("above the site", "a.html", '<a href="../../other/">x</a>', "https://evidence.example/other/"),
]


@pytest.mark.parametrize(("path", "text", "stray"), [case[1:] for case in NOTICED], ids=[case[0] for case in NOTICED])
def test_a_link_elsewhere_is_noticed(path: str, text: str, stray: str) -> None:
    assert stray in strays(addresses(path, text))


@pytest.mark.parametrize("href", ["#a", "", "../b/", "data.json", "https://doi.org/10.1/x", f"{SUB_PATH}a/"])
def test_a_link_within_the_site_or_to_the_list_is_none_elsewhere(href: str) -> None:
    assert strays(addresses("a/index.html", f'<a href="{href}">x</a>')) == set()
