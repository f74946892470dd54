"""No e-mail address of a document, no cookie and no other host's file reaches what is built."""

import re
from pathlib import Path

from generator import emails
from tests.editions import copied, evidence, tree

ADDRESS = "nobody@attacker.example"
TEXTS = (".html", ".json", ".csv", ".xml", ".bib", ".ris", ".txt")
TRACKING = re.compile(
    rb"document\.cookie|localStorage|sessionStorage|sendBeacon|<iframe|<(?:script|img|link)[^>]* src=\"https?:"
    rb"|<link rel=\"(?:stylesheet|icon|preload|preconnect|dns-prefetch)\" href=\"https?:"
)


def test_the_built_bytes_hold_no_address_and_ask_no_other_host(tmp_path: Path) -> None:
    root = copied("minimal", tmp_path)
    record = (
        "TY  - JOUR\nTI  - Made-up record of {0}\nAU  - Nemo, N {0}\nAD  - Nowhere. {0}.\nPY  - 2020\n"
        "T2  - J Invent Med\nKW  - {0}\nAB  - Made up: examplinum, write to {0} or mailto:{0}.\nER  - \n"
    )
    (root / "seeds/with-address.ris").write_text(record.format(ADDRESS), "utf-8")
    assert evidence("normalize", root).code == 0
    assert evidence("build", root).code == 0
    site = tree(root / "site")
    assert len(site) > 20
    assert [path for path in site if ADDRESS.encode() in site[path]] == []
    assert [path for path in site if path.endswith(TEXTS) and emails.first(site[path].decode())] == []
    ours = {path: data for path, data in site.items() if not path.startswith("pagefind/")}
    assert [path for path, data in ours.items() if TRACKING.search(data)] == []
