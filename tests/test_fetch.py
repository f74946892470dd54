"""Records from a server on this machine that behaves as E-utilities do, well and badly."""

import functools
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from generator import fetch as fetching
from generator.config import Paths
from generator.fetch import Clock, Report, Wanted, fetch, read_list
from generator.fetch.client import SPACING, SPACING_WITH_KEY, Client
from generator.fetch.events import Begun, Changed, Progress, Stored
from generator.normalize import normalize
from generator.problems import Fault, Problem
from tests.editions import ROOT, Run, copied, evidence, tree
from tests.eutils import (
    CODES,
    Eutils,
    Handler,
    Send,
    article,
    cut,
    cut_unnoticed,
    hung_up,
    in_drops,
    packed,
    refusal,
    serving,
    stalled,
    status,
)


class Hours:
    """A clock that a test moves: sleeping takes no time."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever proxy, key and address this machine has, no test uses them."""
    monkeypatch.setenv("NO_PROXY", "*")
    for name in ("NCBI_API_KEY", "NCBI_EMAIL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def eutils() -> Iterator[Eutils]:
    with serving() as server:
        yield server


@pytest.fixture
def hours() -> Hours:
    return Hours()


Fetch = Callable[..., list[Report]]


@pytest.fixture
def fetched(eutils: Eutils, hours: Hours, tmp_path: Path) -> Fetch:
    """Fetch into an empty edition, and say what was reported."""

    def run(*pmids: int, **options: object) -> list[Report]:
        wanted = Wanted(tuple(str(pmid) for pmid in pmids), **options)  # type: ignore[arg-type]
        return list(fetch(Paths(tmp_path), wanted, base_url=eutils.base_url, clock=Clock(hours.now, hours.sleep)))

    return run


@pytest.fixture
def command(eutils: Eutils, hours: Hours, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """The command on an empty edition, with this server in NCBI's place."""
    here = functools.partial(fetch, base_url=eutils.base_url, clock=Clock(hours.now, hours.sleep))
    monkeypatch.setattr(fetching, "fetch", here)
    return lambda text, *more: evidence(f"fetch {text}", tmp_path, *more)


def stored(root: Path) -> list[str]:
    return sorted(tree(root / "seeds")) if (root / "seeds").is_dir() else []


def problems(reports: list[Report]) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in reports if isinstance(each, Problem)]


# What is asked, and what is stored.


def test_an_answer_is_stored_byte_for_byte_under_a_name_that_tells_what_it_holds(
    fetched: Fetch, eutils: Eutils, tmp_path: Path
) -> None:
    eutils.know(7, 30, 200)
    assert problems(fetched(200, 7, 30)) == []
    (name,) = stored(tmp_path)
    assert name.startswith("pubmed/7-200-")
    assert (tmp_path / "seeds" / name).read_bytes() == eutils.efetch({"id": "200,7,30"})
    assert normalize(Paths(tmp_path)).written == ["30", "7", "200"]


def test_papers_are_asked_for_by_post_two_hundred_at_a_time(fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    eutils.know(*range(1, 451))
    reports = fetched(*range(1, 451))
    assert [len(ids) for ids in eutils.ids_asked()] == [200, 200, 50]
    assert {values["retmode"] for _, values in eutils.asked} == {"xml"}
    assert [each.done for each in reports if isinstance(each, Progress)] == [200, 400, 450]
    assert len(stored(tmp_path)) == 3


def test_the_remaining_time_follows_from_the_speed_so_far(fetched: Fetch, eutils: Eutils) -> None:
    eutils.know(*range(1, 601))
    shown = [each for each in fetched(*range(1, 601)) if isinstance(each, Progress)]
    assert [each.seconds_left for each in shown] == [0, pytest.approx(SPACING / 2), 0]
    assert Progress(10, 100, 130.4).text() == "10 of 100 answered; about 2 min 10 s left."


@pytest.mark.parametrize(("email", "key"), [(None, None), ("curator@nowhere.example", "made-up-key")])
def test_tool_email_and_key_are_sent_and_only_the_users_own(
    email: str | None, key: str | None, eutils: Eutils, tmp_path: Path, hours: Hours
) -> None:
    eutils.know(1)
    clock = Clock(hours.now, hours.sleep)
    list(fetch(Paths(tmp_path), Wanted(("1",)), email=email, api_key=key, base_url=eutils.base_url, clock=clock))
    ((utility, values),) = eutils.asked
    assert (utility, values["db"], values["tool"]) == ("efetch", "pubmed", "evidence-site")
    assert (values.get("email"), values.get("api_key")) == (email, key)
    assert eutils.headers[0]["User-Agent"].startswith("evidence-site/")


@pytest.mark.parametrize(("key", "spacing"), [(None, SPACING), ("made-up-key", SPACING_WITH_KEY)])
def test_requests_keep_their_distance(key: str | None, spacing: float, eutils: Eutils, hours: Hours) -> None:
    eutils.know(1)
    sent: list[float] = []

    def noted(handler: Handler, body: bytes) -> None:
        sent.append(hours.time)
        handler.send(200, body)

    eutils.misfortunes.extend([noted] * 12)
    with Client(eutils.base_url, api_key=key, clock=Clock(hours.now, hours.sleep)) as client:
        for number in range(12):
            client.ask("efetch", {"id": "1"})
            hours.time += 0.01 * (number % 3)  # what is done between requests counts
    assert min(later - earlier for earlier, later in pairwise(sent)) >= spacing - 1e-9
    allowed = 10 if key else 3
    assert all(later - earlier > 1 for earlier, later in zip(sent, sent[allowed:], strict=False))


def test_what_is_in_seeds_is_not_asked_for_again(fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    eutils.know(1, 2, 3)
    fetched(1, 2)
    (tmp_path / "seeds/empty.txt").touch()
    before = tree(tmp_path)
    assert fetched(2, 1) == [Begun(2, 2, again=False)]
    assert tree(tmp_path) == before
    assert Begun(3, 2, again=False) in fetched(1, 2, 3)
    assert eutils.ids_asked() == [["1", "2"], ["3"]]


def test_papers_in_other_formats_count_as_there(eutils: Eutils, hours: Hours, tmp_path: Path) -> None:
    paths = Paths(copied("real", tmp_path))
    clock = Clock(hours.now, hours.sleep)
    reports = list(fetch(paths, Wanted(("19205557", "30543921")), base_url=eutils.base_url, clock=clock))
    assert reports == [Begun(2, 2, again=False)]
    assert eutils.asked == []


def test_an_update_stores_the_xml_of_a_paper_held_as_a_page(eutils: Eutils, hours: Hours, tmp_path: Path) -> None:
    paths = Paths(copied("real", tmp_path))
    eutils.articles = {30543921: article(30543921, notice="RetractionIn")}
    clock = Clock(hours.now, hours.sleep)
    reports = list(fetch(paths, Wanted(("30543921",), update=True), base_url=eutils.base_url, clock=clock))
    (change,) = [each for each in reports if isinstance(each, Changed)]
    assert change.notices == ("Retraction in: J Invent Med. 2021;9:1",)
    assert len(stored(tmp_path)) == 4


def test_a_fetch_that_was_stopped_goes_on(fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    eutils.know(*range(1, 401))
    eutils.misfortunes.extend([lambda handler, body: handler.send(200, body), *[status(503)] * 6])
    with pytest.raises(Fault) as fault:
        fetched(*range(1, 401))
    assert fault.value.problem.code == "fetch-failed"
    assert len(stored(tmp_path)) == 1
    fetched(*range(1, 401))
    assert len(stored(tmp_path)) == 2
    assert eutils.ids_asked()[-1] == [str(pmid) for pmid in range(201, 401)]


@pytest.mark.parametrize("moment", ["pathlib.Path.replace", "os.fsync"])
def test_ctrl_c_while_writing_leaves_whole_files_or_none(
    moment: str, fetched: Fetch, eutils: Eutils, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    eutils.know(1)
    monkeypatch.setattr(moment, interrupted)
    with pytest.raises(KeyboardInterrupt):
        fetched(1)
    monkeypatch.undo()
    assert [name for name in stored(tmp_path) if not Path(name).name.startswith(".")] == []


# Queries.


def test_a_query_is_taken_from_the_history(fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    eutils.found = list(range(450, 0, -1))
    eutils.know(*eutils.found)
    assert problems(fetched(query="made-up fever")) == []
    assert eutils.asked[0][1] | {"term": "made-up fever", "usehistory": "y"} == eutils.asked[0][1]
    assert [values.get("retstart") for _, values in eutils.asked[1:]] == ["0", "200", "400"]
    assert eutils.ids_asked() == []
    assert len(stored(tmp_path)) == 3


def test_of_a_query_only_what_is_missing_is_asked_for(fetched: Fetch, eutils: Eutils) -> None:
    eutils.found = list(range(1, 401))
    eutils.know(*eutils.found)
    fetched(*range(1, 11))
    eutils.asked.clear()
    fetched(query="made-up fever")
    assert [values.get("retstart") for utility, values in eutils.asked if utility == "efetch"] == ["200", None]
    assert eutils.ids_asked() == [[str(pmid) for pmid in range(11, 201)]]


def test_a_history_that_is_gone_does_no_harm(fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    eutils.found = [1, 2]
    eutils.know(1, 2)
    eutils.misfortunes.extend([lambda handler, body: handler.send(200, body), refusal("Unable to obtain query #1")])
    assert problems(fetched(query="made-up fever")) == []
    assert eutils.ids_asked() == [["1", "2"]]
    assert len(stored(tmp_path)) == 1


def test_a_record_of_the_history_that_nobody_found_is_not_stored(
    fetched: Fetch, eutils: Eutils, tmp_path: Path
) -> None:
    eutils.found = [1, 2]
    eutils.know(1, 3)
    eutils.merged = {2: 3}
    assert [code for code, _ in problems(fetched(query="made-up fever"))] == ["fetch-other"]
    assert [name.rpartition("-")[0] for name in stored(tmp_path)] == ["pubmed/1-1"]


# Papers that are not what was asked for.


def test_a_missing_paper_is_reported_and_the_others_stored(fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    eutils.know(1, 3)
    found = problems(fetched(1, 2, 3))
    assert found == [("fetch-missing", "PMID 2 was asked for, and the answer does not hold it.")]
    assert [name.rpartition("-")[0] for name in stored(tmp_path)] == ["pubmed/1-3"]


def test_a_paper_that_nobody_knows_is_missing(fetched: Fetch, tmp_path: Path) -> None:
    assert [code for code, _ in problems(fetched(2))] == ["fetch-missing"]
    assert stored(tmp_path) == []


def test_a_merged_paper_is_reported_and_not_stored(fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    eutils.know(1, 9)
    eutils.merged = {2: 9}
    reports = fetched(1, 2)
    message = "the answer holds PMID 9, not asked for and not stored; it lacks 2."
    assert problems(reports) == [("fetch-other", message)]
    assert [name.rpartition("-")[0] for name in stored(tmp_path)] == ["pubmed/1-1"]
    assert eutils.ids_asked() == [["1", "2"], ["1"]]
    assert reports[-1] == Progress(2, 2, 0)


def test_a_server_that_always_adds_a_paper_is_told_off(fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    extra = f"<PubmedArticleSet>{article(1)}{article(5)}</PubmedArticleSet>"
    eutils.misfortunes.extend([status(200, extra)] * 2)
    with pytest.raises(Fault, match=r"fetch-foreign: .*not asked for"):
        fetched(1)
    assert stored(tmp_path) == []


# Updates.


def test_an_update_stores_what_changed_beside_what_was(fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    eutils.know(1, 2, 3)
    fetched(1, 2, 3)
    before = tree(tmp_path)
    ((old, _),) = before.items()
    eutils.articles[1] = article(1, revised=2025)  # no page shows that
    eutils.articles[2] = article(2, notice="RetractionIn")
    reports = fetched(update=True)
    (change,) = [each for each in reports if isinstance(each, Changed)]
    assert (change.pmid, change.earlier) == ("2", old)
    assert change.text() == f"PMID 2 changed since {old}: Retraction in: J Invent Med. 2021;9:1."
    assert {path: data for path, data in tree(tmp_path).items() if path in before} == before
    (new,) = tree(tmp_path).keys() - before.keys()
    assert new.startswith("seeds/pubmed/update-0001-2-2-")
    assert b"Invented paper 1." not in (tmp_path / new).read_bytes()
    assert reports[-1] == Progress(3, 3, 0)


def test_an_update_without_news_stores_nothing(fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    eutils.know(1, 2)
    fetched(1, 2)
    before = tree(tmp_path)
    assert fetched(update=True)[0] == Begun(2, 0, again=True)
    assert tree(tmp_path) == before


def test_a_later_update_compares_with_the_one_before(fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    eutils.know(1)
    fetched(1)
    for notice in ("ErratumIn", "RetractionIn"):
        eutils.articles[1] = article(1, notice=notice)
        fetched(update=True)
        fetched(update=True)
    names = [name.rpartition("-")[0] for name in stored(tmp_path)]
    assert names == ["pubmed/1-1", "pubmed/update-0001-1-1", "pubmed/update-0002-1-1"]
    eutils.articles[1] = article(1)
    assert any(isinstance(each, Changed) for each in fetched(update=True))


def test_an_update_of_named_papers_leaves_the_others(fetched: Fetch, eutils: Eutils) -> None:
    eutils.know(1, 2)
    fetched(1, 2)
    fetched(2, update=True)
    assert eutils.ids_asked()[-1] == ["2"]


def test_a_paper_gone_from_pubmed_keeps_its_seed(fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    eutils.know(1, 2)
    fetched(1, 2)
    before = tree(tmp_path)
    del eutils.articles[2]
    assert [code for code, _ in problems(fetched(update=True))] == ["fetch-missing"]
    assert tree(tmp_path) == before


def test_a_later_answer_without_the_text_does_not_take_it_away(fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    eutils.know(1)
    fetched(1)
    eutils.articles[1] = article(1, abstract="")
    fetched(update=True)
    assert normalize(Paths(tmp_path)).problems == []
    assert "Made up for a test." in (tmp_path / "content/papers/1.md").read_text("utf-8")


# Misfortunes that pass.


MISFORTUNES: list[tuple[str, Send]] = [
    ("a cut connection", cut),
    ("a cut that HTTP does not tell", cut_unnoticed),
    ("no answer", hung_up),
    ("an empty answer", status(200)),
    ("HTTP 500", status(500, "oops")),
    ("HTTP 502 with a page", status(502, "<html><title>Bad gateway</title></html>")),
    ("HTTP 429", status(429, '{"error":"API rate limit exceeded"}')),
    ("a damaged gzip", status(200, "no gzip", Content_Encoding="gzip")),
]


@pytest.mark.parametrize("misfortune", [send for _, send in MISFORTUNES], ids=[name for name, _ in MISFORTUNES])
def test_a_misfortune_is_overcome(misfortune: Send, fetched: Fetch, eutils: Eutils, tmp_path: Path) -> None:
    eutils.know(1, 2)
    eutils.misfortunes.extend([misfortune] * 3)
    assert problems(fetched(1, 2)) == []
    (name,) = stored(tmp_path)
    assert (tmp_path / "seeds" / name).read_bytes() == eutils.efetch({"id": "1,2"})
    assert len(eutils.asked) == 4


@pytest.mark.parametrize("way", [packed, in_drops])
def test_an_answer_in_another_wrapping_is_stored_alike(
    way: Send, fetched: Fetch, eutils: Eutils, tmp_path: Path
) -> None:
    eutils.know(1, 2)
    eutils.misfortunes.append(way)
    assert problems(fetched(1, 2)) == []
    (name,) = stored(tmp_path)
    assert (tmp_path / "seeds" / name).read_bytes() == eutils.efetch({"id": "1,2"})
    assert len(eutils.asked) == 1


def test_a_stalled_answer_is_asked_for_again(eutils: Eutils, hours: Hours) -> None:
    eutils.know(1)
    eutils.misfortunes.append(stalled)
    with Client(eutils.base_url, clock=Clock(hours.now, hours.sleep), timeout=(5, 0.5)) as client:
        assert client.ask("efetch", {"id": "1"}) == eutils.efetch({"id": "1"})


@pytest.mark.parametrize(
    ("header", "waits"), [("17", [17]), ("0", [0]), ("soon", [0]), ("Sat, 01 Jan 2000 00:00:00 GMT", [0])]
)
def test_the_server_says_how_long_to_wait(
    header: str, waits: list[float], eutils: Eutils, fetched: Fetch, hours: Hours
) -> None:
    eutils.know(1)
    eutils.misfortunes.append(status(429, Retry_After=header))
    fetched(1)
    assert hours.slept[: len(waits)] == waits


def test_tries_are_bounded_and_ever_further_apart(fetched: Fetch, eutils: Eutils, hours: Hours) -> None:
    eutils.misfortunes.extend([status(503)] * 99)
    with pytest.raises(Fault):
        fetched(1)
    assert len(eutils.asked) == 6
    assert [wait for wait in hours.slept if wait >= 1] == [2, 4, 8, 16]


# Misfortunes that stay: place, fault, way out.

LOGIN = "<!DOCTYPE html><html><head><title>Log in\x1b[31m to the\nnetwork</title></head></html>"
KEY_REFUSED = '{"error":"API key invalid","api-key":"made-up-key","type":"api"}'
NOT_FOUND = "<ErrorList><PhraseNotFound>fevre</PhraseNotFound></ErrorList>"
UNKNOWN = '<?xml version="1.0" encoding="martian"?><PubmedArticleSet></PubmedArticleSet>'
GO_ON = "What is stored stays. Run the same command again: it goes on from there."
AT = "127.0.0.1: error 1: "

FAILURES: list[tuple[str, list[Send], list[str]]] = [
    ("1", [status(400, KEY_REFUSED)], [AT + "fetch-refused: ", "(HTTP 400): “API key invalid”.", "NCBI_API_KEY"]),
    ("1", [status(414)], [AT + "fetch-refused: ", "(HTTP 414): without a reason."]),
    ("1", [refusal("Invalid db name")], [AT + "fetch-refused: ", "“Invalid db name”."]),
    ("1", [status(200, LOGIN)], [AT + "fetch-not-xml: the answer is not XML: “Log in [31m to the network”.", GO_ON]),
    ("1", [status(200, "Nothing to see")], [AT + "fetch-not-xml: the answer is not XML: “Nothing to see”."]),
    ("1", [status(302, Location="https://login.example/")], [AT + "fetch-not-xml: ", "sent on to login.example."]),
    ("1", [status(200, "<rss></rss>")], [AT + "fetch-foreign: ", "not what was asked for."]),
    ("--query fever", [status(200, "<rss></rss>")], [AT + "fetch-foreign: "]),
    ("--query fever", [status(200, "<eSearchResult><Id>")], [AT + "fetch-failed: ", "ended too early."]),
    ("--query fever", [status(200, "<eSearchResult></eSearchResult>")], [AT + "fetch-foreign: ", "what was found."]),
    ("--query fever", [status(200, "<eSearchResult></x></eSearchResult>")], [AT + "fetch-foreign: ", "asked for."]),
    ("1", [status(200, UNKNOWN)], [AT + "fetch-foreign: ", "its encoding, martian, is unknown."]),
    ("--query fever", [refusal("Empty term")], [AT + "fetch-refused: ", "“Empty term”."]),
    ("1", [status(500)] * 6, [AT + "fetch-failed: the server did not give a whole answer: HTTP 500.", GO_ON]),
    ("1", [cut] * 6, [AT + "fetch-failed: ", "the connection was cut.", GO_ON]),
    ("1", [status(429, Retry_After="7200")], [AT + "fetch-failed: ", "it asks to wait 120 minutes."]),
]


@pytest.mark.parametrize(("text", "misfortunes", "words"), FAILURES, ids=[row[2][-1] for row in FAILURES])
def test_a_failure_is_told_in_words(
    text: str,
    misfortunes: list[Send],
    words: list[str],
    eutils: Eutils,
    command: Callable[..., Run],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NCBI_API_KEY", "made-up-key")
    eutils.know(1)
    eutils.misfortunes.extend(misfortunes * (6 if "ended too early" in str(words) else 1))
    found = command(text)
    assert found.code == 1
    assert [each for each in words if each not in found.output] == [], found.output
    assert "made-up-key" not in found.output
    assert stored(tmp_path) == []


def test_the_key_is_taken_out_of_what_the_server_says(
    eutils: Eutils, command: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NCBI_API_KEY", "made-up-key")
    eutils.misfortunes.append(status(400, '{"error":"no such key: made-up-key"}'))
    assert "“no such key: …”" in command("1").output


def test_without_a_connection(tmp_path: Path, hours: Hours) -> None:
    with serving() as server:
        base_url = server.base_url
    with pytest.raises(Fault) as fault:
        list(fetch(Paths(tmp_path), Wanted(("1",)), base_url=base_url, clock=Clock(hours.now, hours.sleep)))
    assert fault.value.problem.text().startswith("127.0.0.1: fetch-unreachable: no connection could be made.\n")
    assert hours.slept == []


def test_behind_a_proxy_that_refuses(eutils: Eutils, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as gone:
        proxy = gone.base_url
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.setenv("HTTP_PROXY", proxy)
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(Fault, match=r"fetch-unreachable: .*\n.*HTTPS_PROXY"):
        list(fetch(Paths(tmp_path), Wanted(("1",)), base_url=eutils.base_url))
    assert eutils.asked == []


def test_a_certificate_that_is_none(eutils: Eutils, tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"fetch-unreachable: its certificate could not be verified"):
        list(fetch(Paths(tmp_path), Wanted(("1",)), base_url=eutils.base_url.replace("http:", "https:")))


def test_too_many_hits_are_refused_before_anything_is_asked_for(eutils: Eutils, command: Callable[..., Run]) -> None:
    eutils.found = list(range(1, 10_002))
    found = command("--query fever")
    assert found.code == 1
    assert (
        "fetch-too-many: the query finds 10,001 papers, and PubMed hands out the first 10,000 of them only."
        in found.output
    )
    assert "AND 2000:2009[dp]" in found.output
    assert [utility for utility, _ in eutils.asked] == ["esearch"]


def test_a_query_that_is_passed_over_in_part_says_so(eutils: Eutils, command: Callable[..., Run]) -> None:
    eutils.found, eutils.notes = [1], NOT_FOUND
    eutils.know(1)
    found = command("--query fevre")
    assert found.code == 1
    assert "127.0.0.1: warning 1: fetch-query: PubMed knows nothing of 'fevre' and passed it over." in found.output
    assert "Stored seeds/pubmed/1-1-" in found.output


def test_a_query_without_hits_says_so(command: Callable[..., Run]) -> None:
    assert "fetch-query: the query finds no paper." in command("--query fever").output


# The command.


def test_the_command_says_what_it_does(
    eutils: Eutils, command: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NCBI_EMAIL", "curator@nowhere.example")
    eutils.know(1, 2)
    (tmp_path / "list.txt").write_text("2  # a remark, 3\n\n# 4\n1,2\n", "utf-8")
    found = command("", "--file", str(tmp_path / "list.txt"))
    assert found.code == 0
    first, second, third = found.output.splitlines()
    assert first == "2 papers wanted, 0 of them in seeds/ already."
    assert second.startswith("Stored seeds/pubmed/1-2-")
    assert third == "2 of 2 answered."
    assert eutils.asked[0][1]["email"] == "curator@nowhere.example"
    assert command("1").output == "1 paper wanted, 1 of them in seeds/ already.\n"


WRONG = [
    ("", 2, "Say what to fetch"),
    ("--email nobody 1", 2, "is not an e-mail address"),
    ("--file /nowhere/at/all", 2, "does not exist"),
    ("12x", 1, "PMIDS: error 1: fetch-no-pmid: '12x' is not a PMID."),
    ("0", 1, "PMIDS: error 1: fetch-no-pmid: '0' is not a PMID."),
    ("1234567890", 1, "fetch-no-pmid"),
]


@pytest.mark.parametrize(("text", "code", "words"), WRONG)
def test_a_wrong_command_is_told_in_words(
    text: str, code: int, words: str, eutils: Eutils, command: Callable[..., Run]
) -> None:
    found = command(text)
    assert found.code == code
    assert words in found.output
    assert eutils.asked == []


LISTS = [
    (b"", "fetch-list-empty: the list holds no PMID."),
    (b"# 1\n \n", "fetch-list-empty"),
    (b"1\r\n2\r\nten # no\r\n", ":3: error 1: fetch-no-pmid: 'ten' is not a PMID."),
    (b"\xff\xfe1\x00", ":1: error 1: fetch-no-pmid"),
]


@pytest.mark.parametrize(("data", "words"), LISTS)
def test_a_wrong_list_is_told_with_its_line(
    data: bytes, words: str, command: Callable[..., Run], tmp_path: Path
) -> None:
    (tmp_path / "list.txt").write_bytes(data)
    found = command("", "--file", str(tmp_path / "list.txt"))
    assert found.code == 1
    assert f"list.txt{words}" in found.output if words.startswith(":") else words in found.output


def test_a_folder_that_cannot_be_written_is_named(eutils: Eutils, command: Callable[..., Run], tmp_path: Path) -> None:
    eutils.know(1)
    (tmp_path / "seeds").write_text("not a folder", "utf-8")
    found = command("1")
    assert found.code == 1
    assert "seeds" in found.output
    assert "Traceback" not in found.output


def test_ctrl_c_is_told_with_what_went_before(
    eutils: Eutils, command: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> Iterator[Report]:
        yield Stored("seeds/pubmed/1-1-made-up.xml", 1)
        raise KeyboardInterrupt

    monkeypatch.setattr(fetching, "fetch", lambda *_, **__: interrupted())
    found = command("1")
    assert found.code == 1
    assert found.output.startswith("Stored seeds/pubmed/1-1-made-up.xml: 1 paper.\n")
    assert "Stopped. What is stored stays" in found.output


def test_every_problem_of_fetching_is_caused_here() -> None:
    source = Path(__file__).read_text("utf-8")
    assert [code for code in sorted(CODES) if code not in source] == []


def test_the_reading_list_is_sorted_and_says_how_to_fetch_it() -> None:
    path = ROOT / "seeds/reading-list.txt"
    pmids = [int(pmid) for pmid in read_list(path)]
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert pmids == sorted(set(pmids)) == [int(line.partition(" ")[0]) for line in lines]
    assert "evidence fetch --file seeds/reading-list.txt" in path.read_text("utf-8")
    assert f" {len(pmids)} PMIDs" in path.read_text("utf-8")


def test_no_other_command_loads_what_fetching_needs() -> None:
    script = "import sys, generator.cli; print('requests' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=dict(os.environ), capture_output=True, text=True
    )
    assert done.stdout == "False\n", done.stderr
