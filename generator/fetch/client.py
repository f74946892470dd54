"""Requests to NCBI E-utilities: seldom enough, repeated where that helps, and every failure in words.

Sources: "A General Introduction to the E-utilities" (NBK25497) for rates, `tool`, `email` and POST; NLM's KA-05317 and
KA-05510 for API keys and HTTP 429; RFC 9110 for Retry-After.
"""

import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import requests
from requests.exceptions import ConnectTimeout, ProxyError, SSLError
from urllib3.exceptions import InvalidHeader, MaxRetryError, NewConnectionError
from urllib3.util import Retry

from generator import __version__
from generator.problems import Fault, error

NCBI = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
TOOL = "evidence-site"
"""The name under which NCBI sees this program's requests; without spaces, as it asks."""
SPACING = 0.37
"""Seconds between requests. NCBI allows three a second; a request that is under way shorter than the one before it
arrives closer behind it than it was sent, so there is some room."""
SPACING_WITH_KEY = 0.11
"""The same with an API key, which allows ten."""
TIMEOUT = (15.0, 60.0)
"""Seconds to connect, and seconds without a byte before an answer counts as cut."""
LONGEST_WAIT = 120.0
"""Seconds that a server may ask to wait before the fetch ends instead."""

_PATIENCE = Retry(total=5, backoff_factor=1.0, backoff_max=60.0)
_START = 65_536
"""Bytes of an answer that tell what it is."""
_PASSING = frozenset({429, 500, 502, 503, 504})
"""Statuses that a later request may not meet."""
_GO_ON = "What is stored stays. Run the same command again: it goes on from there."
_PROLOG = r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!DOCTYPE\s+[^>\[]*(?:\[.*?\]\s*)?>\s*)?"
_ELEMENT = re.compile(_PROLOG + r"<(?P<root>[\w:.-]+)", re.DOTALL)
_REASON = re.compile(r"<(?:ERROR|title)>(?P<words>.*?)</(?:ERROR|title)>", re.DOTALL | re.IGNORECASE)


class Refused(Fault):
    """Raised where NCBI says why it does not answer, which no repetition changes."""

    def __init__(self, host: str, status: int, words: str) -> None:
        self.words = words
        """NCBI's own words."""
        said = f"“{words}”" if words else "without a reason"
        message = f"the server refused the request (HTTP {status}): {said}."
        hint = "Mend what it names: the PMIDs, the query, or the key in NCBI_API_KEY."
        super().__init__(error(host, None, "fetch-refused", message, hint))


@dataclass(frozen=True, slots=True)
class Clock:
    """The time that passes, and a way to let it pass."""

    now: Callable[[], float] = time.monotonic
    """Seconds since some moment."""
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class _Again:
    """Why a request should be repeated, and in how many seconds where the server said so."""

    reason: str
    wait: float | None = None


class Client:
    """One conversation with E-utilities."""

    def __init__(
        self,
        base_url: str = NCBI,
        *,
        email: str | None = None,
        api_key: str | None = None,
        clock: Clock | None = None,
        timeout: tuple[float, float] = TIMEOUT,
    ) -> None:
        self.host = urlsplit(base_url).hostname or base_url
        """The server, as problems name their place."""
        self.clock = clock or Clock()
        self._base_url = base_url
        self._timeout = timeout
        self._api_key = api_key
        self._always = {"db": "pubmed", "tool": TOOL, "email": email, "api_key": api_key}
        self._spacing = SPACING_WITH_KEY if api_key else SPACING
        self._next = self.clock.now()
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"{TOOL}/{__version__}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def ask(self, utility: str, values: Mapping[str, str]) -> bytes:
        """The whole XML that a utility (`esearch`, `efetch`) answers.

        Cut, slow and throttled answers are asked for again, a few times. Raises Refused where the server gives a
        reason, else Fault.
        """
        retry = _PATIENCE
        while True:
            answer = self._once(utility, values)
            if isinstance(answer, bytes):
                return answer
            try:
                retry = retry.increment("POST", utility)
            except MaxRetryError:
                raise self._fault(answer.reason) from None
            self.clock.sleep(retry.get_backoff_time() if answer.wait is None else answer.wait)

    def _once(self, utility: str, values: Mapping[str, str]) -> bytes | _Again:
        self._await_turn()
        try:
            # All by POST: ids are many, and a key in an address would end up in the logs of proxies. And nothing is
            # sent on elsewhere: a redirect would carry the key with it.
            response = self._session.post(
                f"{self._base_url}{utility}.fcgi",
                data={**self._always, **values},
                timeout=self._timeout,
                allow_redirects=False,
            )
        except requests.RequestException as fault:
            return self._failed(fault)
        return self._judged(response)

    def _await_turn(self) -> None:
        wait = self._next - self.clock.now()
        if wait > 0:
            self.clock.sleep(wait)
        self._next = self.clock.now() + self._spacing

    def _failed(self, fault: requests.RequestException) -> _Again:
        """A cut or slow answer is worth another try; a server that cannot be reached is not."""
        if isinstance(fault, SSLError):
            raise self._unreachable("its certificate could not be verified") from None
        if isinstance(fault, ProxyError):
            raise self._unreachable("the proxy did not let the request through") from None
        if isinstance(fault, ConnectTimeout) or isinstance(_cause(fault), NewConnectionError):
            raise self._unreachable("no connection could be made") from None
        if isinstance(fault, requests.Timeout):
            return _Again("no answer in time")
        if isinstance(fault, requests.ConnectionError | requests.exceptions.ChunkedEncodingError):
            return _Again("the connection was cut")
        if isinstance(fault, requests.exceptions.ContentDecodingError):
            return _Again("the packed answer was damaged")
        raise self._unreachable(f"the request could not be made ({type(fault).__name__})") from None

    def _judged(self, response: requests.Response) -> bytes | _Again:
        if response.status_code in _PASSING:
            return _Again(f"HTTP {response.status_code}", self._asked_to_wait(response))
        if response.is_redirect:
            elsewhere = urlsplit(response.headers["Location"]).hostname or self.host
            raise self._no_xml(f"the request was sent on to {elsewhere}")
        data = response.content
        start = _ELEMENT.match(data[:_START].decode("utf-8-sig", "replace"))
        root = start["root"] if start else ""
        refused = root.endswith("Result") and b"<ERROR>" in data
        if refused or response.status_code != requests.codes.ok:
            raise Refused(self.host, response.status_code, self._own_words(data))
        if data.strip() and root.lower() in ("", "html"):
            raise self._no_xml(f"“{self._own_words(data)}”")
        return data if root and _is_closed(data, root) else _Again("the answer ended too early")

    def _asked_to_wait(self, response: requests.Response) -> float | None:
        """Seconds that the server asks to wait. Raises Fault where that is longer than anybody would look on."""
        try:
            wait = _PATIENCE.parse_retry_after(response.headers.get("Retry-After", ""))
        except InvalidHeader:
            return None
        if wait > LONGEST_WAIT:
            raise self._fault(f"HTTP {response.status_code}, and it asks to wait {wait / 60:,.0f} minutes")
        return wait

    def _own_words(self, data: bytes) -> str:
        """What the server says for itself, on one line. NCBI repeats the key in its answer; it is not passed on."""
        text = data[:_START].decode("utf-8-sig", "replace")
        try:
            said = json.loads(text)
            words = str(said.get("error", "")) if isinstance(said, dict) else ""
        except ValueError:
            found = _REASON.search(text)
            words = found["words"] if found else "" if text.lstrip().startswith("<") else text
        if self._api_key:
            words = words.replace(self._api_key, "…")
        # A terminal would obey control characters.
        return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:200]

    def _fault(self, reason: str) -> Fault:
        message = f"the server did not give a whole answer: {reason}."
        return Fault(error(self.host, None, "fetch-failed", message, _GO_ON))

    def _unreachable(self, reason: str) -> Fault:
        hint = f"Look after the connection, and a proxy if you need one (HTTPS_PROXY). {_GO_ON}"
        return Fault(error(self.host, None, "fetch-unreachable", f"{reason}.", hint))

    def _no_xml(self, what: str) -> Fault:
        message = f"the answer is not XML: {what}."
        hint = f"A network that asks you to log in does that, and NCBI while it is being mended. {_GO_ON}"
        return Fault(error(self.host, None, "fetch-not-xml", message, hint))


def _cause(fault: requests.RequestException) -> object:
    """What urllib3 says was the reason."""
    return getattr(fault.args[0], "reason", None) if fault.args else None


def _is_closed(data: bytes, root: str) -> bool:
    """Whether XML goes on to the end of its first element; HTTP does not always tell that an answer was cut."""
    return re.search(rb"(?:</%b|<%b)\s*/?>\s*\Z" % ((root.encode(),) * 2), data[-1000:]) is not None
