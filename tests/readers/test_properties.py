"""Whatever the bytes, a reader answers: with records, with refusals, or by saying that the seed is unreadable."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import papertext
from generator.readers import READERS, Reader
from generator.readers.record import Record, Refusal, Seed, Unreadable

CASES = Path(__file__).parent / "cases"
WHOLE = [path.read_bytes() for path in sorted(CASES.glob("*/*/input.*"))]
LINES = sorted({line + b"\n" for data in WHOLE for line in data.split(b"\n")})

cut = st.builds(lambda data, at: data[: at % (len(data) + 1)], st.sampled_from(WHOLE), st.integers(0, 1 << 16))
shuffled = st.lists(st.sampled_from(LINES), max_size=25).map(b"".join)
damaged = st.builds(lambda a, b, c: a + b + c, cut, st.binary(max_size=8), shuffled)
seeds = st.one_of(st.binary(max_size=200), cut, shuffled, damaged)
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def seed_of(folder: Path, data: bytes) -> Seed:
    path = folder / "seed"
    path.write_bytes(data)
    return Seed(path, "seed")


def outcome(reader: Reader, seed: Seed) -> list[Record | Refusal]:
    try:
        return list(reader.read(seed))
    except Unreadable as fault:
        return [fault.refusal]


@pytest.mark.parametrize("reader", READERS, ids=[reader.NAME for reader in READERS])
@given(data=seeds)
@quick
def test_no_bytes_crash_a_reader(reader: Reader, tmp_path: Path, data: bytes) -> None:
    seed = seed_of(tmp_path, data)
    reader.recognises(seed)
    for item in outcome(reader, seed):
        assert isinstance(item, Record | Refusal)
        if isinstance(item, Record):
            assert papertext.read(papertext.write(item.sections)) == item.sections
        else:
            assert item.hint


@given(data=seeds)
@quick
def test_no_seed_is_in_two_formats(tmp_path: Path, data: bytes) -> None:
    seed = seed_of(tmp_path, data)
    assert sum(reader.recognises(seed) for reader in READERS) <= 1


@given(at=st.integers(0, 1 << 16))
@quick
def test_a_cut_record_is_never_taken_for_whole(tmp_path: Path, at: int) -> None:
    (path,) = (CASES / "reference-cache" / "plain").glob("input.*")
    data = path.read_bytes()
    kept = data[: at % data.index(b"\nPMID: 99000001")]
    for reader in READERS:
        seed = seed_of(tmp_path, kept)
        if reader.recognises(seed):
            assert [item.code for item in outcome(reader, seed) if isinstance(item, Refusal)] == ["seed-cut"]
