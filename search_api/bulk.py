"""Writes one kind of paper of many cases, and files them in the record some dozens at a time.

A paper's file is on the disk under its name before the record knows of it, and the manifest is told last. So wherever a
run ends, the next one finds what is there: the same values make the same bytes, which are taken over, not written twice.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from archive import intake
from archive.batches import batches
from archive.cases.model import Case
from archive.errors import Conflict, InvalidInput, JuanzongError, NotFound
from archive.intake import Received
from archive.new_file import names_like, write_new
from archive.originals import Kept, Originals
from archive.papers.life import OPEN
from archive.record.paper import Origin, PaperRecord, Written
from archive.record.record import Record, Transaction
from archive.sheets.files import BadRow
from search_api.papers import keep_draft
from templates.blanks import typed_at_signing
from templates.bulk.manifest import Entry, Made, Manifest
from templates.bulk.orders import Order
from templates.fill import open_template
from templates.generate import Composed, compose, file_name
from templates.office.shelves import SHIPPED, Shelf
from templates.shelf import ShelfEntry
from templates.surroundings import Surroundings, from_units

BATCH = 50
"""Papers of one transaction."""
_WRITERS = 8
"""Threads that wait for the disk while the next paper is made."""
_FATAL = frozenset({"storage_full", "write_failed", "record_unavailable"})
"""What stops all papers and not one."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one row, and of its way into the archive."""

    entry: Entry
    received: Received | None = None


@dataclass(frozen=True, slots=True)
class Bulk:
    """One kind of paper for many cases."""

    record: Record
    originals: Originals
    template: str
    today: dt.date
    series: str = ""
    """What stands before the year of the numbers; empty: as the shelf and the body's letters give it."""
    shelf: Shelf = SHIPPED

    def write(self, orders: Iterable[Order | BadRow], manifest: Manifest) -> Iterator[Done]:
        """Write what the manifest does not have yet; yields every row once it is filed and in the manifest.

        Raises NotFound, TemplateError or InvalidInput for a paper that cannot be written of any case, and what stops all
        of them: StorageFull, RecordUnavailable, ``write_failed``.
        """
        paper = self.shelf.in_use(self.template)
        if paper.register:
            raise InvalidInput(
                f"“{paper.title}”不是由案件写的，不能成批写。",
                "请用 juanzong generate 加 --of 逐份写。",
                code="not_of_a_case",
            )
        open_template(paper.file)
        with self.record.read() as tx:
            around = from_units(tx.organisation.units())
        with ThreadPoolExecutor(_WRITERS) as pool:
            run = _Run(self, paper, around, manifest, pool)
            for some in batches(orders, BATCH):
                yield from run.batch(some)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A paper whose file is being written."""

    order: Order
    made: Composed
    file: Path
    written: Future[Kept]
    before: Entry | None
    """What an earlier run wrote for it, with other values."""


class _Run:
    """Papers on their way from their orders to the manifest, a batch at a time."""

    def __init__(
        self, bulk: Bulk, paper: ShelfEntry, around: Surroundings, manifest: Manifest, pool: ThreadPoolExecutor
    ) -> None:
        self._bulk = bulk
        self._paper = paper
        self._around = around
        self._manifest = manifest
        self._pool = pool
        self._taken: set[str] = set()

    def batch(self, orders: list[Order | BadRow]) -> list[Done]:
        """Every row, once it is filed."""
        done: dict[int, Done] = {}
        drafts: dict[int, _Draft] = {}
        wanted = [one.case_no for one in orders if isinstance(one, Order)]
        with self._bulk.record.read() as tx:
            cases = tx.cases.many(sorted(set(wanted)))
        for at, one in enumerate(orders):
            if isinstance(one, BadRow):
                done[at] = Done(Entry.failed(f"row:{one.line}", one.line, "", self._bulk.template, one.error))
            elif (kept := self._kept(one)) is not None:
                done[at] = Done(kept)
            else:
                try:
                    drafts[at] = self._draft(one, cases.get(one.case_no))
                except JuanzongError as error:
                    done[at] = self._failed(one, error)
        stopped = self._collect(drafts, done)
        done |= self._filed(drafts)
        listed = [done[at] for at in sorted(done)]
        self._manifest.add(one.entry for one in listed if one.entry.state is not Made.KEPT)
        if stopped is not None:
            raise stopped
        return listed

    def _collect(self, drafts: dict[int, _Draft], done: dict[int, Done]) -> JuanzongError | None:
        """Wait for the files; those that could not be written become failures. Returns what stops all papers."""
        stopped = None
        for at, draft in list(drafts.items()):
            try:
                draft.written.result()
            except JuanzongError as error:
                del drafts[at]
                if error.error_code in _FATAL:
                    stopped = error
                else:
                    done[at] = self._failed(draft.order, error)
        return stopped

    def _failed(self, order: Order, error: JuanzongError) -> Done:
        name = order.name(self._bulk.template)
        return Done(Entry.failed(name, order.row, order.case_no, self._bulk.template, error))

    def _kept(self, order: Order) -> Entry | None:
        """The entry of an order that an earlier run filled, if its file is still there; changed by hand is there too."""
        before = self._manifest.written(order.name(self._bulk.template))
        if before is None or before.digest != order.digest() or not (self._manifest.folder / before.file).is_file():
            return None
        return replace(before, row=order.row, state=Made.KEPT)

    def _draft(self, order: Order, case: Case | None) -> _Draft:
        if case is None:
            raise NotFound(f"没有编号为“{order.case_no}”的案件。", "请核对编号，或用 juanzong case list 查找。")
        bulk = self._bulk
        made = compose(
            bulk.template, case, order.values, today=bulk.today, around=self._around,
            unsigned=not typed_at_signing(self._paper, order.values), series=bulk.series, shelf=bulk.shelf,
        )  # fmt: skip
        file, there = self._place(order, case, made)
        written = self._pool.submit(_written, bulk.originals, None if there else file, made.data)
        return _Draft(order, made, file, written, self._manifest.written(order.name(bulk.template)))

    def _place(self, order: Order, case: Case, made: Composed) -> tuple[Path, bool]:
        """A name no other paper has, and whether this very paper lies there already."""
        own = order.name(self._bulk.template)
        for name in names_like(file_name(case, made.title)):
            file = self._manifest.folder / name
            if name.casefold() in self._taken or self._manifest.belongs(name) not in ("", own):
                continue
            there = file.exists()
            if there and file.read_bytes() != made.data:
                continue
            self._taken.add(name.casefold())
            return file, there
        raise AssertionError  # names do not end

    def _filed(self, drafts: dict[int, _Draft]) -> dict[int, Done]:
        """All of them recorded, in one transaction."""
        if not drafts:
            return {}
        for last in (False, True):
            try:
                with self._bulk.record.write() as tx:
                    numbers = sorted({draft.order.case_no for draft in drafts.values()})
                    before, ids = tx.papers.of_cases(numbers, self._bulk.template), tx.cases.ids_of(numbers)
                    return {
                        at: self._file(tx, draft, before[no], ids.get(no) or tx.cases.id_of(no))
                        for at, draft in drafts.items()
                        for no in (draft.order.case_no,)
                    }
            except IntegrityError as problem:  # another process received the same bytes in this very moment
                if last:
                    raise Conflict("同一份文件正由别人导入。", "请再运行一次，写好的不会重写。") from problem
        raise AssertionError("unreachable")

    def _file(self, tx: Transaction, draft: _Draft, papers: Sequence[PaperRecord], case_id: int) -> Done:
        order, kept = draft.order, draft.written.result()
        received = intake.admit(tx, kept, draft.file.name, str(draft.file), order.case_no, case_id=case_id)
        values = json.loads(json.dumps(draft.made.fields, ensure_ascii=False, default=str))
        written = Written(
            Origin.GENERATED, str(draft.file), kept.sha256, values, draft.made.template_version, received.document_id
        )
        paper_id, seq = self._recorded(tx, draft, written, papers, case_id)
        number = str(values.get("number") or values.get("agreement_number") or "")
        return Done(
            Entry(
                order.name(self._bulk.template), order.row, order.case_no, self._bulk.template, Made.WRITTEN,
                digest=order.digest(), file=draft.file.name, number="" if "　号" in number else number,
                sha256=kept.sha256, paper=paper_id, draft=seq, notes=draft.made.notes,
            ),
            received,
        )  # fmt: skip

    def _recorded(
        self, tx: Transaction, draft: _Draft, written: Written, papers: Sequence[PaperRecord], case_id: int
    ) -> tuple[int, int]:
        """(paper, draft): the same file again is the same draft; else the next of the paper at work, or a new paper."""
        order, template = draft.order, self._bulk.template
        for paper in papers:
            if paper.sha256 == written.sha256 and paper.file == written.file:
                return paper.id, paper.draft
        open_ones = {one.id: one for one in papers if one.state in OPEN}
        if draft.before is not None:
            at_work = open_ones.get(draft.before.paper or 0)
        else:
            at_work = open_ones[max(open_ones)] if open_ones and order.nth == 1 else None
        at = None if at_work is None else at_work.id
        return keep_draft(tx, template, order.case_no, case_id, written, at, self._bulk.shelf)


def _written(originals: Originals, file: Path | None, data: bytes) -> Kept:
    """Keep the paper among the originals and write it to ``file``, if it is not there."""
    digest = hashlib.sha256(data).hexdigest()
    kept = Kept(digest, len(data)) if originals.holds(digest) else originals.keep_stream(io.BytesIO(data).read)
    if file is not None:
        write_new(file, data, overwrite=False)
    return kept
