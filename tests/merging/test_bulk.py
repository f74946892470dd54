"""A download of all of PubMed is filtered by the drug's name, in bounded memory, and says how far it is."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.config import Paths
from generator.normalize import normalize
from tests.merging import formats

RECORDS = 30_000
EVERY = 300
"""One record in so many names the drug."""
LIMIT = 300 * 1024
"""Kilobytes of memory."""
DRUG = "name: examplinum\nshort: examplinum\nspellings:\n- examplinum\n"


def packed(root: Path) -> Paths:
    """An edition with one packed file of made-up records."""
    seeds = root / "seeds"
    seeds.mkdir()
    (root / "content").mkdir()
    (root / "content/intervention.yaml").write_text(DRUG, "utf-8")
    with gzip.open(seeds / "made-up.xml.gz", "wt", encoding="utf-8", compresslevel=1) as file:
        file.write("<PubmedArticleSet>\n")
        for number in range(RECORDS):
            named = "Examplinum was given to nobody. " if number % EVERY == 0 else ""
            pmid = str(60_000_000 + number)
            one = formats.xml(pmid=pmid, title=f"Made-up record {number} of many", text=named + formats.TEXT)
            file.write(one.partition("<PubmedArticleSet>\n")[2].partition("</PubmedArticleSet>")[0])
        file.write("</PubmedArticleSet>\n")
    return Paths(root)


MEASURED = """
import json, re, sys
from pathlib import Path
from generator.config import Paths
from generator.normalize import normalize
told = []
written = len(normalize(Paths(Path(sys.argv[1])), lambda each: told.append((each.name, each.done, each.of))).written)
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(json.dumps([written, told, int(peak[1])]))
"""
"""Papers written, all that was told, and the peak of memory in kilobytes.

Not by `getrusage`, which counts the memory of the process that started this one.
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of one program's own memory")
def test_thirty_thousand_records_are_filtered_in_bounded_memory(tmp_path: Path) -> None:
    paths = packed(tmp_path)
    command = [sys.executable, "-c", MEASURED, str(tmp_path)]
    written, told, memory = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert written == RECORDS // EVERY
    assert memory < LIMIT
    done = [done for name, done, _ in told if name == "made-up.xml.gz"]
    size = (paths.seeds / "made-up.xml.gz").stat().st_size
    assert len(done) > RECORDS / EVERY
    assert done == sorted(done)
    assert done[-1] == size
    assert told[-1] == ["pages", written - 1, written]


def test_a_small_document_is_taken_whole_whatever_it_names(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "content/intervention.yaml").write_text(DRUG, "utf-8")
    (tmp_path / "seeds/a.xml").write_text(formats.xml(), "utf-8")
    assert normalize(Paths(tmp_path)).written == [formats.PMID]
