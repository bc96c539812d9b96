"""The way in: receive → keep → extract → record.

A file's bytes are kept and its row is written before anything can fail; every file ends in a state with a reason.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy.exc import IntegrityError

from archive.describe import describe
from archive.errors import Conflict, InvalidInput, JuanzongError, ReadError
from archive.extract.reading import Limits, Page, Reading
from archive.extract.refusals import DEADLY, empty
from archive.originals import Kept, Originals, unreadable
from archive.record.claim import Claimant, errand
from archive.record.document import Document, Extracted, State, document_key
from archive.record.record import Record, Transaction


class Reader(Protocol):
    """Reads one original; raises ReadError."""

    def read(self, original: Path) -> Reading:
        """All pages of the file."""


Sight = Callable[[Transaction, Sequence[Document]], Sequence[Document]]
"""Those of some documents that whoever brings a file may see."""


def all_of(_: Transaction, documents: Sequence[Document]) -> Sequence[Document]:
    """What is seen at the machine that holds the record."""
    return documents


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file at the door."""

    name: str
    source: str
    document_id: int | None
    """None only if not even a row could be written."""
    state: State
    duplicate_of: Document | None = None
    error: JuanzongError | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or a place that could not be looked into."""

    path: Path
    error: ReadError | None = None
    """Why a folder or a broken link yields no file; None for a file."""


def find(paths: Sequence[Path]) -> Iterator[Found]:
    """Every regular file below the paths, in a stable order; links to folders are not followed.

    A folder that may not be looked into, and a link to nothing, come with the reason: no file is there to be received.

    Raises InvalidInput for a path that does not exist.
    """
    for path in paths:
        if not os.path.lexists(path):
            raise InvalidInput(f"找不到：{path}", "请检查文件或文件夹的名字。", code="no_such_path")
    waiting = list(reversed(paths))
    while waiting:
        path = waiting.pop()
        try:
            if not path.is_dir():
                if path.is_file():
                    yield Found(path)
                elif path.is_symlink():
                    yield Found(path, unreadable(path, FileNotFoundError()))
                continue
            with os.scandir(path) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as exc:
            yield Found(path, unreadable(path, exc))
            continue
        waiting += [Path(entry.path) for entry in reversed(listed) if _is_to_be_looked_at(entry)]


def _is_to_be_looked_at(entry: os.DirEntry[str]) -> bool:
    """Folders, files, and links to files, broken ones too: they are said to be. Pipes and devices are not files."""
    if entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False):
        return True
    return entry.is_symlink() and not os.path.isdir(entry.path)  # noqa: PTH112 - says no to a loop, and to a closed folder


def receive(record: Record, originals: Originals, found: Found, *, case_no: str | None = None) -> Received:
    """Keep one file and record it. Never raises for what is wrong with the file itself."""
    source, name = os.path.abspath(found.path), found.path.name  # noqa: PTH100 links are kept as given
    try:
        kept = originals.keep(found.path)
    except JuanzongError as error:
        return _refuse(record, name, source, error)
    return receive_kept(record, kept, name=name, source=source, case_no=case_no)


def receive_stream(
    record: Record,
    originals: Originals,
    read: Callable[[int], bytes],
    *,
    name: str,
    source: str,
    case_no: str | None,
    sight: Sight = all_of,
) -> Received:
    """Keep what ``read(size)`` gives, such as an upload, and record it. Never raises for what is wrong with it."""
    try:
        kept = originals.keep_stream(read)
    except JuanzongError as error:
        return _refuse(record, name, source, error, sight)
    return receive_kept(record, kept, name=name, source=source, case_no=case_no, sight=sight)


def receive_kept(
    record: Record, kept: Kept, *, name: str, source: str, case_no: str | None = None, sight: Sight = all_of
) -> Received:
    """Record bytes that are already kept, such as an upload or a generated paper."""
    if kept.size == 0:  # all empty files are the same bytes, but none is a copy of another's content
        return _refuse(record, name, source, empty(), sight)
    for last in (False, True):
        try:
            with record.write() as tx:
                return admit(tx, kept, name, source, case_no, sight=sight)
        except IntegrityError as exc:  # another process received the same bytes in this very moment
            if last:
                raise Conflict("同一份文件正由别人导入。", "请再导入一次。") from exc
    raise AssertionError("unreachable")


def admit(
    tx: Transaction,
    kept: Kept,
    name: str,
    source: str,
    case_no: str | None,
    *,
    case_id: int | None = None,
    sight: Sight = all_of,
) -> Received:
    """Record bytes that are already kept, as part of a transaction that does more; ``case_id`` saves looking it up.

    They are a duplicate only of what whoever brings them may see: else they are an original beside it (decision 44).
    """
    case_id = tx.cases.id_of(case_no) if case_no and case_id is None else case_id
    originals = tx.documents.originals_of(kept.sha256)
    original = next(iter(sight(tx, originals)), None)
    same = [] if original is None else tx.documents.from_source(source, kept.sha256)
    same = [one for one in same if original is not None and original.id in (one.id, one.duplicate_of)]
    again = next(iter(sight(tx, same)), None)
    if original is not None and again is not None and original.id == again.id and original.state in _UNFINISHED:
        if original.state is State.FAILED:
            tx.documents.reopen(original.id)
        return Received(name, source, original.id, State.PENDING)
    if original is None:
        document_id = tx.documents.add(
            name=name,
            source=source,
            now=tx.now,
            sha256=kept.sha256,
            size=kept.size,
            beside=len(originals),
            case_id=case_id,
        )
        tx.log("document.receive", document_key(document_id), after={"name": name, "sha256": kept.sha256})
        return Received(name, source, document_id, State.PENDING)
    if case_no is not None and original.case_no is None:
        tx.file(original.id, case_no)
    if again is not None:
        return Received(name, source, again.id, State.DUPLICATE, duplicate_of=original)
    document_id = tx.documents.add(
        name=name,
        source=source,
        now=tx.now,
        state=State.DUPLICATE,
        sha256=kept.sha256,
        size=kept.size,
        duplicate_of=original.id,
        case_id=case_id,
    )
    tx.log("document.duplicate", document_key(document_id), after={"name": name, "of": original.id})
    return Received(name, source, document_id, State.DUPLICATE, duplicate_of=original)


_UNFINISHED = frozenset({State.PENDING, State.FAILED})


def _refuse(record: Record, name: str, source: str, error: JuanzongError, sight: Sight = all_of) -> Received:
    try:
        with record.write() as tx:
            again = next(iter(sight(tx, tx.documents.from_source(source, None))), None)
            if again is not None:
                tx.documents.fail(again.id, error, tx.now)
                document_id = again.id
            else:
                document_id = tx.documents.add(name=name, source=source, now=tx.now, state=State.FAILED, error=error)
            tx.log("document.refuse", document_key(document_id), after=error.as_dict())
        return Received(name, source, document_id, State.FAILED, error=error)
    except JuanzongError as also:  # the disk is full for the database too: say so, and go on with the others
        return Received(name, source, None, State.FAILED, error=also)


def extract(record: Record, originals: Originals, reader: Reader, document_id: int, limits: Limits) -> State | None:
    """Read one kept document and record what it says.

    Returns the state it ended in; None if it is read already, or another living process is reading it. A file that
    kills its reader is tried ``limits.tries`` times and then quarantined.
    """
    with errand() as claimant:
        while True:
            with record.write() as tx:
                tries = tx.readings.claim(document_id, claimant, tx.now)
                if tries is None:
                    return None
                document = tx.documents.get(document_id)
            try:
                if tries > limits.tries + _ENDS_OF_THE_PROGRAM:
                    return _fail(record, document_id, claimant, quarantined(document))
                try:
                    reading = reader.read(originals.path(document.sha256 or ""))
                except JuanzongError as error:
                    if error.error_code == "interrupted":  # the program is ending; the next one reads it
                        _release(record, document_id, claimant)
                        return None
                    if error.error_code not in DEADLY:
                        return _fail(record, document_id, claimant, error)
                    if tries >= limits.tries:
                        return _fail(record, document_id, claimant, deadly(document, error, tries))
                    with record.write() as tx:
                        tx.readings.unclaim(document_id)
                    continue
                return _settle(record, document, claimant, reading)
            except BaseException:
                with suppress(JuanzongError):  # a full disk, a database that is away: not the fault of this file
                    _release(record, document_id, claimant)
                raise


_ENDS_OF_THE_PROGRAM = 3
"""Times the whole program may end while reading a file before the file is blamed: power cuts happen."""


def deadly(document: Document, error: JuanzongError, tries: int) -> ReadError:
    """The error of a file that ended its reading process each time it was read."""
    return ReadError(
        f"{error.message}试了 {tries} 次都是这样，已隔离。",
        f"{error.advice}原件完好；要再试一次，请运行 juanzong documents retry {document.id}。",
        code=error.error_code,
    )


def quarantined(document: Document) -> ReadError:
    """The error of a file that ended the program each time it was read."""
    return ReadError(
        "读取这份文件时程序多次中断，已隔离。",
        f"原件完好。请换一种方式打开核对，另存为 PDF 后再导入；或运行 juanzong documents retry {document.id}。",
        code="quarantined",
    )


def _release(record: Record, document_id: int, claimant: Claimant) -> None:
    with record.write() as tx:
        if tx.readings.holds(document_id, claimant):
            tx.readings.release(document_id)


def _fail(record: Record, document_id: int, claimant: Claimant, error: JuanzongError) -> State | None:
    with record.write() as tx:
        if not tx.readings.holds(document_id, claimant):
            return None
        tx.documents.fail(document_id, error, tx.now)
        tx.log("document.fail", document_key(document_id), after=error.as_dict())
    return State.FAILED


def _settle(record: Record, document: Document, claimant: Claimant, reading: Reading) -> State | None:
    told = describe([page.text for page in reading.pages], name=document.name)
    extracted = Extracted(
        pages=reading.pages,
        media=reading.kind,
        reader=reading.reader,
        paper=told.paper.value,
        title=told.title,
        day=told.day,
        confidence=_confidence(reading.pages),
        review=_review(reading),
        notes=(*reading.notes, *(f"第{page.number}页：{note}" for page in reading.pages for note in page.notes)),
    )
    with record.write() as tx:
        if not tx.readings.holds(document.id, claimant):
            return None  # another was thought to be needed, or it was set back: what counts is the one who holds it
        state = tx.documents.settle(document.id, extracted, tx.now)
        tx.outbox.put([document_key(document.id)])
        tx.log("document.read", document_key(document.id), after={"state": state.value, "pages": len(reading.pages)})
    return state


def _confidence(pages: Sequence[Page]) -> float | None:
    scored = [(page.confidence, max(1, len(page.text))) for page in pages if page.confidence is not None]
    if not scored:
        return None
    return round(sum(score * weight for score, weight in scored) / sum(weight for _, weight in scored), 4)


def _review(reading: Reading) -> tuple[str, ...]:
    reasons = [*reading.review, *(f"第{page.number}页：{reason}" for page in reading.pages for reason in page.review)]
    if not any(page.text.strip() for page in reading.pages):
        reasons.append("没有读出任何文字。")
    return tuple(dict.fromkeys(reasons))
