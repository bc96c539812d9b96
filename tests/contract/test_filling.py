"""Writing, rebuilding and crashing over every engine: nothing acknowledged is lost, search never has a gap."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import Conflict, IndexOutdated, IndexUnavailable, InvalidInput
from indexer.elastic.index import ElasticIndex
from indexer.embedded.index import EmbeddedIndex
from indexer.index import MAPPING_VERSION, Entry, Everything, Query, SearchIndex, Stamp, Stored
from tests.contract.conftest import STAMP, MakeIndex
from tests.contract.sample import Text, adjacent


def _entries(count: int, text: str = "甲村") -> Iterator[Entry]:
    return (Text(f"case:{number}", f"{text}第{number}号来信").entry() for number in range(count))


def _total(index: SearchIndex, text: str = "") -> int:
    return index.search(Query(adjacent(text) if text else Everything(), limit=0)).total


def _keys(index: SearchIndex, text: str = "") -> set[str]:
    return {hit.key for hit in index.search(Query(adjacent(text) if text else Everything(), limit=1_000)).hits}


def test_an_index_not_yet_built_is_empty(index: SearchIndex) -> None:
    """The first search of a fresh installation is answered, not refused."""
    found = index.search(Query(Everything(), facets={"category": 50}))

    assert (found.total, found.hits, found.facets) == (0, (), {"category": {}})
    assert index.stamp() is None
    assert list(index.stored()) == []


def test_writing_to_an_index_not_yet_built_is_refused(index: SearchIndex) -> None:
    """Elasticsearch would make an index of its own, without our mapping, in which nothing Chinese is found."""
    with pytest.raises(IndexUnavailable, match="尚未建立"):
        index.write(_entries(1))

    assert index.stamp() is None


def test_the_stamp_is_what_the_index_was_built_with(index: SearchIndex) -> None:
    assert index.rebuild(_entries(3), STAMP) == 3
    assert index.stamp() == STAMP


def test_an_index_of_another_mapping_is_told_not_asked(make_index: MakeIndex) -> None:
    """Asking fields that mean something else gives wrong answers silently."""
    make_index().rebuild(_entries(3), Stamp(MAPPING_VERSION + 1, "later"))

    index = make_index()
    with pytest.raises(IndexOutdated):
        index.search(Query(Everything()))
    with pytest.raises(IndexOutdated):
        index.write(_entries(1))
    assert index.stamp() == Stamp(MAPPING_VERSION + 1, "later")


def test_what_is_written_is_searchable_on_return(index: SearchIndex, make_index: MakeIndex) -> None:
    index.rebuild((), STAMP)
    other = make_index()
    assert _total(other) == 0

    index.write(_entries(5))

    assert _total(index) == 5
    assert _total(other) == 5


def test_an_entry_replaces_the_one_of_its_key(index: SearchIndex) -> None:
    """The corrected text of a letter must not be found under its old words."""
    index.rebuild(_entries(3), STAMP)

    index.write([Text("case:1", "乙镇更正").entry()])

    assert _keys(index, "甲村") == {"case:0", "case:2"}
    assert _keys(index, "乙镇") == {"case:1"}
    assert _total(index) == 3


def test_a_removed_entry_is_gone_and_a_missing_one_is_no_error(index: SearchIndex) -> None:
    index.rebuild(_entries(3), STAMP)

    index.write((), ["case:1", "case:never"])

    assert _keys(index) == {"case:0", "case:2"}


def test_keys_that_no_engine_likes_are_replaced_and_removed_too(index: SearchIndex) -> None:
    """A key longer than an Elasticsearch id, or with quotes and newlines, must not be kept twice."""
    keys = ["document:" + "长" * 400, 'case:"引号"\n/?#%', "_doc", "case:" + "x" * 507]
    index.rebuild((), STAMP)
    index.write([Text(key, "旧文").entry() for key in keys])
    index.write([Text(key, "新文").entry() for key in keys])

    assert _keys(index, "新文") == set(keys)
    assert _total(index) == len(keys)
    index.write((), keys[:2])
    assert _keys(index) == set(keys[2:])


@pytest.mark.parametrize("key", ["case:" + "长" * 20_000, "case:\udce6"])
def test_a_key_an_engine_would_lose_is_refused(index: SearchIndex, key: str) -> None:
    """tantivy drops a key of 70,000 bytes without a word: the case would never be found."""
    index.rebuild(_entries(1), STAMP)

    with pytest.raises(InvalidInput):
        index.write([Text(key, "甲村").entry()])

    assert _keys(index) == {"case:0"}


def test_halves_of_surrogate_pairs_do_no_harm(index: SearchIndex) -> None:
    """A file name that is not UTF-8 comes with such halves; one such file must not stop all others."""
    name = "信\udcd0\udcc5.pdf"
    index.rebuild([Text("case:1", "甲\ud800村", keywords={"name": (name,)}).entry()], STAMP)

    assert _keys(index, "甲村") == {"case:1"}


def test_the_last_of_several_writes_of_a_key_stands(index: SearchIndex) -> None:
    index.rebuild((), STAMP)

    index.write(Text("case:1", f"第{'一二三'[number]}稿").entry() for number in range(3))

    assert _keys(index, "第三稿") == {"case:1"}
    assert _total(index) == 1


def test_an_older_version_never_replaces_a_newer_one(index: SearchIndex) -> None:
    """Two workers may finish in the other order than they started."""
    index.rebuild([Text("case:1", "三稿").entry(version=3)], STAMP)

    index.write([Text("case:1", "五稿").entry(version=5), Text("case:2", "二稿").entry(version=2)])
    index.write([Text("case:1", "四稿").entry(version=4)])
    assert _keys(index, "五稿") == {"case:1"}

    index.write([Text("case:1", "五稿重写").entry(version=5)])
    assert _keys(index, "五稿重写") == {"case:1"}
    index.write([Text("case:2", "七稿").entry(version=7), Text("case:2", "六稿").entry(version=6)])
    assert _keys(index, "七稿") == {"case:2"}


def test_stored_gives_keys_and_digests_as_they_stand(index: SearchIndex) -> None:
    index.rebuild([replace(entry, digest=f"d{entry.key}") for entry in _entries(3)], STAMP)
    index.write([replace(Text("case:1").entry(), digest="新")], ["case:2"])

    assert set(index.stored()) == {Stored("case:0", "dcase:0"), Stored("case:1", "新")}


def test_a_rebuild_leaves_nothing_of_the_one_before(index: SearchIndex, make_index: MakeIndex) -> None:
    index.rebuild(_entries(5), STAMP)
    other = make_index()
    assert _total(other) == 5

    assert index.rebuild(_entries(2, "丙乡"), STAMP) == 2

    assert _keys(index, "丙乡") == _keys(other) == {"case:0", "case:1"}
    assert _keys(index, "甲村") == set()


def test_search_never_sees_a_gap_while_the_index_is_rebuilt(index: SearchIndex, make_index: MakeIndex) -> None:
    """A clerk who searches at that moment must not be told that nothing was found."""
    index.rebuild(_entries(300), STAMP)
    other = make_index()
    seen: list[int] = []
    failed: list[Exception] = []
    done = threading.Event()

    def ask() -> None:
        try:
            while not done.is_set():
                found = other.search(Query(adjacent("来信"), limit=5))
                seen.append(found.total if len(found.hits) == 5 else -1)
        except Exception as exc:  # noqa: BLE001  # whatever it is, the test tells it
            failed.append(exc)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        for count in (301, 302, 303, 304):
            index.rebuild(_entries(count), STAMP)
    finally:
        done.set()
        thread.join()

    assert failed == []
    assert set(seen) <= {300, 301, 302, 303, 304}
    assert len(seen) > 4


def test_a_rebuild_that_fails_leaves_the_old_index_in_use(index: SearchIndex, make_index: MakeIndex) -> None:
    index.rebuild(_entries(3), STAMP)

    def broken() -> Iterator[Entry]:
        yield from _entries(5, "丁寨")
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        index.rebuild(broken(), STAMP)

    assert _keys(make_index(), "甲村") == _keys(index) == {"case:0", "case:1", "case:2"}
    assert index.rebuild(_entries(4), STAMP) == 4


def test_a_write_that_fails_does_not_block_the_next(index: SearchIndex) -> None:
    index.rebuild(_entries(1), STAMP)

    def broken() -> Iterator[Entry]:
        yield from _entries(5, "丁寨")
        raise OSError("disk")

    with pytest.raises(OSError, match="disk") as kept:
        index.write(broken())
    index.write(_entries(2))

    assert "case:1" in _keys(index, "甲村")
    assert kept.type is OSError


_FILL_AND_HANG = """
import sys, time
from tests.contract.test_filling import _entries, open_engine
from tests.contract.conftest import STAMP

def entries():
    yield from _entries(1_500, "戊庄")
    print("half", flush=True)
    time.sleep(60)

open_engine(*sys.argv[1:]).rebuild(entries(), STAMP)
"""


def open_engine(engine: str, place: str, name: str) -> SearchIndex:
    """The index of a test in another process."""
    return EmbeddedIndex(Path(place)) if engine == "embedded" else ElasticIndex(place, name=name)


@pytest.fixture
def hanging_rebuild(
    engine: str, index: SearchIndex, tmp_path: Path, elasticsearch_url: Callable[[str], str]
) -> Iterator[subprocess.Popen[str]]:
    """Another process in the middle of a rebuild of the same index, which held three entries before."""
    index.rebuild(_entries(3), STAMP)
    elastic = isinstance(index, ElasticIndex)
    place = elasticsearch_url(engine) if elastic else str(tmp_path)
    name = index.name if isinstance(index, ElasticIndex) else ""
    command = [sys.executable, "-c", _FILL_AND_HANG, engine, place, name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."}) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "half\n"
            yield process
        finally:
            process.kill()


def test_a_crash_in_the_middle_of_a_rebuild_leaves_the_old_index_in_use(
    index: SearchIndex, make_index: MakeIndex, hanging_rebuild: subprocess.Popen[str]
) -> None:
    """A power cut while rebuilding must cost the rebuild, not the search; the next one starts at once."""
    hanging_rebuild.send_signal(signal.SIGKILL)
    hanging_rebuild.wait()

    assert _keys(make_index()) == {"case:0", "case:1", "case:2"}
    index.write(_entries(4))
    assert _total(index) == 4
    assert index.rebuild(_entries(6), STAMP) == 6
    assert _total(make_index(), "戊庄") == 0
    assert _total(make_index()) == 6


def test_two_rebuilds_at_a_time_are_refused(index: SearchIndex, hanging_rebuild: subprocess.Popen[str]) -> None:
    """Each would throw away what the other has built."""
    with pytest.raises(Conflict):
        index.rebuild(_entries(1), STAMP)

    assert hanging_rebuild.poll() is None
    assert _total(index) == 3
