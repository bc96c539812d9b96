"""The pool of reading processes: a file that kills its reader must harm nobody else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from PIL import Image

from archive.errors import ReadError
from archive.extract import process, refusals
from archive.extract.pool import ReaderPool
from archive.extract.reading import Limits, Reading
from archive.extract.worker import RENEW_AFTER
from tests.archive.extract import bad_files


@pytest.fixture(scope="module")
def long_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bad_files.long_pdf(tmp_path_factory.mktemp("long"), pages=500)


@pytest.fixture
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(1) as made:
        yield made


def _code(read: Callable[[], object]) -> str:
    with pytest.raises(ReadError) as caught:
        read()
    assert caught.value.message
    assert caught.value.advice
    return caught.value.error_code


def _children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if _is_reader(child)]


def _is_reader(process: psutil.Process) -> bool:
    try:
        return "archive.extract.worker" in process.cmdline()
    except psutil.Error:  # it has just ended
        return False


def _reading_child() -> psutil.Process:
    """The one reading process, once it is at work."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        for child in _children():
            if child.cpu_times().user > 1.5:
                return child
        time.sleep(0.05)
    raise AssertionError("no reading process came to work")


def test_reads_a_text_pdf(pool: ReaderPool, tmp_path: Path) -> None:
    """What a reader finds must arrive whole on this side of the pipe."""
    reading = pool.read(bad_files.sound_pdf(tmp_path, pages=2))

    assert (reading.kind, reading.reader, len(reading.pages)) == ("pdf", "pdf", 2)
    assert reading.pages[0].lines[0].text.startswith("关于")
    assert reading.pages[0].lines[0].box is not None
    assert [page.number for page in reading.pages] == [1, 2]


def test_a_killed_child_is_told_from_a_bad_file_and_replaced(pool: ReaderPool, long_pdf: Path, tmp_path: Path) -> None:
    """A file that crashes its reader must be counted, and the next file must be read."""
    future = _start(pool, long_pdf)
    _reading_child().send_signal(signal.SIGKILL)

    assert _code(future.result) == "crashed"
    assert len(pool.read(bad_files.sound_pdf(tmp_path)).pages) == 3


def test_a_hanging_child_is_killed(long_pdf: Path, tmp_path: Path) -> None:
    """A reader that stands still must not hold up the intake for ever."""
    with ReaderPool(1, Limits(page_seconds=6)) as pool:
        future = _start(pool, long_pdf)
        child = _reading_child()
        child.suspend()

        assert _code(future.result) == "timeout"
        assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
        assert len(pool.read(bad_files.sound_pdf(tmp_path)).pages) == 3


def test_memory_is_watched(tmp_path: Path) -> None:
    """A stream that unpacks to a gigabyte must not take the machine's memory, even where the size check is passed."""
    bomb = bad_files.flate_bomb_pdf(tmp_path)
    begun = time.monotonic()
    with ReaderPool(1, Limits(unpacked=1 << 40, memory=500 << 20)) as pool:
        assert _code(lambda: pool.read(bomb)) == "memory"
    assert time.monotonic() - begun < 60


def test_deadly_codes_are_those_of_killed_readers() -> None:
    """Intake counts tries by these codes."""
    assert {"timeout", "memory", "crashed"} == refusals.DEADLY


@pytest.mark.parametrize(("load", "processors", "longer"), [(0.2, 2, 1), (2, 2, 1), (9, 2, 4.5), (9, 64, 1)])
def test_limits_stretch_where_more_want_the_processors(load: float, processors: int, longer: float) -> None:
    """A page that takes seconds alone must not be given up because the machine is busy with something else."""
    assert process.times_longer(load, processors) == longer


def test_closing_interrupts_without_blaming_the_file(long_pdf: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Ctrl-C must not count as a try of the file that was being read, nor be told as the end of a process by itself."""
    pool = ReaderPool(1)
    future = _start(pool, long_pdf)
    _reading_child()
    pool.close()

    assert _code(future.result) == "interrupted"
    assert _code(lambda: pool.read(long_pdf)) == "interrupted"
    assert not _children()
    assert not caplog.records


def test_no_orphan_when_the_parent_is_killed(long_pdf: Path) -> None:
    """kill -9 of the program must not leave readers eating the machine."""
    code = "import sys; from pathlib import Path; from archive.extract.pool import ReaderPool\n"
    code += "ReaderPool(1).read(Path(sys.argv[1]))"
    parent = subprocess.Popen([sys.executable, "-c", code, str(long_pdf)], cwd=Path(__file__).parents[3])
    try:
        end = time.monotonic() + 30
        children: list[psutil.Process] = []
        while not children and time.monotonic() < end:
            children = psutil.Process(parent.pid).children(recursive=True)
            time.sleep(0.05)
        time.sleep(1.5)
    finally:
        parent.kill()
        parent.wait()

    assert children
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive


def test_as_many_children_as_jobs(tmp_path: Path) -> None:
    """More threads than jobs must wait, not start more readers."""
    files = [bad_files.riddled_pdf(tmp_path, seed) for seed in range(6)]
    most = 0
    with ReaderPool(2) as pool, ThreadPoolExecutor(6) as threads:
        futures = [threads.submit(_outcome, pool, file) for file in files]
        while not all(future.done() for future in futures):
            most = max(most, len(_children()))
            time.sleep(0.05)
        outcomes = [future.result() for future in futures]
    assert 1 <= most <= 2
    assert all(outcome in {"read", "damaged"} for outcome in outcomes)


def _outcome(pool: ReaderPool, path: Path) -> str:
    try:
        pool.read(path)
    except ReadError as exc:
        return exc.error_code
    return "read"


def test_a_refused_file_costs_no_child(pool: ReaderPool, tmp_path: Path) -> None:
    """Hundreds of unreadable files must not mean hundreds of program starts."""
    (tmp_path / "empty.pdf").touch()
    sound = bad_files.sound_pdf(tmp_path)
    pool.read(sound)
    before = [child.pid for child in _children()]

    assert _code(lambda: pool.read(tmp_path / "empty.pdf")) == "empty"
    pool.read(sound)
    assert [child.pid for child in _children()] == before


def test_a_vanished_file(pool: ReaderPool, tmp_path: Path) -> None:
    """A file that is gone says nothing about its content."""
    assert _code(lambda: pool.read(tmp_path / "gone.pdf")) == "vanished"


def test_a_file_that_vanishes_while_read(pool: ReaderPool, long_pdf: Path, tmp_path: Path) -> None:
    """A memory stick pulled out must end in a result or an error, never in a hang."""
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(long_pdf.read_bytes())
    future = _start(pool, copy)
    _reading_child()
    copy.unlink()

    assert _code_or_pages(future) in {"vanished", 500}


def _code_or_pages(future: Future[Reading]) -> str | int:
    try:
        return len(future.result().pages)
    except ReadError as exc:
        return exc.error_code


def test_an_unreadable_file(pool: ReaderPool, tmp_path: Path) -> None:
    """A folder instead of a file, or one without permission, must be said in plain words."""
    assert _code(lambda: pool.read(tmp_path)) == "unreadable"
    locked = bad_files.sound_pdf(tmp_path)
    locked.chmod(0)
    if os.geteuid() != 0:
        assert _code(lambda: pool.read(locked)) == "unreadable"


def test_a_name_of_any_bytes(pool: ReaderPool, tmp_path: Path) -> None:
    """Names with emoji, newlines and bytes that are no text come from other systems and must not matter."""
    sound = bad_files.sound_pdf(tmp_path).read_bytes()
    for name in ("来信😀\n第二行.pdf".encode(), b"\xc0\xb4\xd0\xc5.pdf", b"a" * 255):
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
        path.write_bytes(sound)
        assert len(pool.read(path).pages) == 3


def test_printing_libraries_do_not_disturb(tmp_path: Path, pool: ReaderPool) -> None:
    """What a library prints in the reader must not be taken for a page."""
    code = "import os,sys,json\nfrom archive.extract import answering\n"
    code += "i,o=answering._own_descriptors()\nprint('noise'); os.write(1,b'noise'); os.write(o,b'answer')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=Path(__file__).parents[3], check=True)
    assert done.stdout == b"answer"


def _start(pool: ReaderPool, path: Path) -> Future[Reading]:
    future: Future[Reading] = Future()

    def run() -> None:
        try:
            future.set_result(pool.read(path))
        except ReadError as exc:
            future.set_exception(exc)

    threading.Thread(target=run, daemon=True).start()
    return future


def test_a_spent_reader_is_replaced_in_the_middle_of_a_file(pool: ReaderPool, tmp_path: Path) -> None:
    """The recogniser's memory grows with every page: a scan of hundreds of pages must outlive several readers."""
    frames = [Image.new("1", (10, 10 + number)) for number in range(2 * RENEW_AFTER + 20)]
    frames[0].save(tmp_path / "long.tif", save_all=True, append_images=frames[1:])
    future = _start(pool, tmp_path / "long.tif")
    seen = set()
    while not future.done():
        seen |= {child.pid for child in _children()}
        time.sleep(0.02)

    assert [page.number for page in future.result().pages] == list(range(1, len(frames) + 1))
    assert len(seen) == 3
