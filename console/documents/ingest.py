"""``juanzong ingest``: take files in, read them, make them findable."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from archive import intake
from archive.errors import EntriesRefused, IndexOutdated, IndexUnavailable, InvalidInput, JuanzongError
from archive.intake import Received
from archive.record.document import State
from console.command import Invocation, OfficeCommand, pass_invocation
from console.office import Office
from console.output import print_json, print_table, printable, screen
from console.work.background import PATIENCE, read_here, read_there
from console.work.queue import queue_of
from search_api.labels import STATE_LABELS

_ENDS = (State.INDEXED, State.DUPLICATE, State.FAILED, State.REVIEW)


@dataclass(frozen=True, slots=True)
class Failure:
    """One file that could not be taken in or read."""

    file: str
    code: str
    reason: str
    advice: str

    @classmethod
    def of(cls, file: str, error: JuanzongError) -> Self:
        """A failure with the reason and advice of an error."""
        return cls(file, error.error_code, error.message, error.advice)

    def as_dict(self) -> dict[str, str]:
        """The JSON of one failure."""
        return {"file": self.file, "code": self.code, "reason": self.reason, "advice": self.advice}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of everything that came in."""

    received: int
    states: Mapping[State, int]
    failures: tuple[Failure, ...]
    """Failed files; and folders that may not be looked into and broken links, where there was no file to receive."""
    duplicates: tuple[tuple[str, str], ...]
    """(file, what it equals)."""
    resumed: int = 0
    """Documents an earlier run had received but not read."""

    def as_dict(self) -> dict[str, Any]:
        """The JSON of ``ingest``."""
        return {
            "received": self.received,
            "states": {state.value: self.states.get(state, 0) for state in _ENDS},
            "failures": [failure.as_dict() for failure in self.failures],
            "resumed": self.resumed,
        }


def take_in(
    office: Office,
    paths: Sequence[Path],
    *,
    case_no: str | None,
    jobs: int | None = None,
    patience: float = PATIENCE,
) -> Outcome:
    """Receive every file below the paths, read what is new and fill the index; returns when all have a state."""
    if case_no is not None:
        with office.record.read() as tx:
            tx.cases.id_of(case_no)
    received: list[Received] = []
    closed: list[Failure] = []
    with _bar("收件") as advance:
        for found in intake.find(paths):
            if found.error is not None:
                closed.append(Failure.of(str(found.path), found.error))
                continue
            received.append(intake.receive(office.record, office.originals, found, case_no=case_no))
            advance({}, 0, len(received))
    outcome = read(office, received, jobs=jobs, patience=patience)
    return replace(outcome, failures=(*closed, *outcome.failures))


def read(
    office: Office, received: Sequence[Received], *, jobs: int | None = None, patience: float = PATIENCE
) -> Outcome:
    """Read what was received and not read yet, here or by workers, and say what became of everything.

    ``patience`` is how many seconds to wait for a worker. Raises WorkUnavailable, IndexUnavailable and IndexOutdated;
    everything received is kept then, and everything read stays read.
    """
    with office.record.read() as tx:
        waiting = tx.readings.unread()
    mine = {item.document_id for item in received if item.state is State.PENDING}
    refused: tuple[Failure, ...] = ()
    with _bar("读取") as advance:

        def progress(states: Mapping[State, int], left: int) -> None:
            advance(states, left, sum(states.values()))

        queue = queue_of(office.settings)
        try:
            if queue is not None:
                read_there(office, queue, waiting, progress, patience=patience)
            else:
                read_here(office, waiting, jobs or office.settings.jobs, progress)
        except EntriesRefused as error:
            refused = _refused(office, error)
        except (IndexUnavailable, IndexOutdated) as error:
            advice = (
                f"{error.advice}文件都已收下并读过，只是还检索不到；检索索引恢复后，再运行一次 juanzong ingest 即可。"
            )
            raise type(error)(error.message, advice, code=error.error_code) from error
    outcome = _outcome(office, received, resumed=len(set(waiting) - mine))
    return replace(outcome, failures=(*outcome.failures, *refused))


def _refused(office: Office, error: EntriesRefused) -> tuple[Failure, ...]:
    """What was read and the index does not take, by the names it came in with."""
    numbers = {key: int(name) for key in error.reasons for kind, _, name in [key.partition(":")] if kind == "document"}
    with office.record.read() as tx:
        documents = tx.documents.many(list(numbers.values()))
    return tuple(
        Failure(
            documents[numbers[key]].name if numbers.get(key) in documents else key,
            error.error_code,
            f"已收下并读过，但检索索引没有编入：{reason}。",
            error.advice,
        )
        for key, reason in error.reasons.items()
    )


def _outcome(office: Office, received: Sequence[Received], resumed: int) -> Outcome:
    states: Counter[State] = Counter()
    failures: list[Failure] = []
    duplicates: list[tuple[str, str]] = []
    with office.record.read() as tx:
        ids = [item.document_id for item in received if item.document_id is not None]
        documents = tx.documents.many(ids)
        recorded = tx.documents.states(ids)
    for item in received:
        document = documents.get(item.document_id or 0)
        # a file given twice, or known from before, is counted as what it was at the door
        state = item.state if item.state is State.DUPLICATE or document is None else recorded[document.id]
        states[state] += 1
        if item.duplicate_of is not None:
            duplicates.append((item.source, f"文档 {item.duplicate_of.id}（{item.duplicate_of.name}）"))
        if state is State.FAILED and document is not None:
            failures.append(Failure(item.source, document.code, document.reason, document.advice))
        elif state is State.FAILED and item.error is not None:
            failures.append(Failure.of(item.source, item.error))
    return Outcome(len(received), states, tuple(failures), tuple(duplicates), resumed)


@contextmanager
def _bar(title: str) -> Iterator[Callable[[Mapping[State, int], int, int], None]]:
    """A progress bar with counts by state, on a terminal only."""
    console = screen(sys.stderr)
    if not console.is_terminal:
        yield lambda states, left, done: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[counts]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None, counts="")

        def advance(states: Mapping[State, int], left: int, done: int) -> None:
            counts = " ".join(f"{STATE_LABELS[state]} {count}" for state, count in states.items() if count)
            bar.update(task, completed=done, total=done + left if left or states else None, counts=counts)

        yield advance


def show(outcome: Outcome) -> None:
    """The summary a person reads."""
    counts = "，".join(f"{STATE_LABELS[state]} {outcome.states.get(state, 0)}" for state in _ENDS)
    click.echo(f"收到 {outcome.received} 个文件：{counts}。")
    if outcome.resumed:
        click.echo(f"另接着读完了上次没读完的 {outcome.resumed} 份。")
    if outcome.states.get(State.REVIEW):
        click.echo("待校对的文档已能检索；请用 juanzong documents list 查看，对照原件核对。")
    for file, equal in outcome.duplicates[:20]:
        click.echo(f"  重复：{printable(file)} 与{printable(equal)}相同。")
    if len(outcome.duplicates) > 20:
        click.echo(f"  ……另有 {len(outcome.duplicates) - 20} 个重复文件，用 juanzong documents list 查看。")
    if outcome.failures:
        click.echo("没有读成的文件（原件都已保存，收不到的除外）：")
        print_table(("文件", "原因", "办法"), ((f.file, f.reason, f.advice) for f in outcome.failures))


@click.command("ingest", cls=OfficeCommand)
@click.argument(
    "paths", metavar="文件或文件夹…", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False)
)
@click.option("--case", "case_no", metavar="编号", help="归入这个案件。")
@click.option("--jobs", type=click.IntRange(min=1), metavar="个数", help="同时读取的文件数（默认为处理器个数）。")
@pass_invocation
def command(invocation: Invocation, paths: tuple[Path, ...], case_no: str | None, jobs: int | None) -> int:
    """导入文件或文件夹（含子文件夹）：保存原件、读出文字、建立索引。

    认得 PDF（文字或扫描）、TIFF、PNG、JPEG、Word（.docx）、OFD、文本和 Markdown；.doc、.wps 需要安装 LibreOffice。
    同一份文件再导入一次会报“重复”，不会存两份。
    """
    outcome = take_in(invocation.office, paths, case_no=case_no, jobs=jobs)
    if outcome.received == 0 and outcome.failures:
        first = outcome.failures[0]
        raise InvalidInput(f"{printable(first.file)}：{first.reason}", first.advice, code=first.code)
    if outcome.received == 0:
        raise InvalidInput("没有找到任何文件。", "请检查给出的文件夹里是否有文件。", code="nothing_received")
    if invocation.json:
        print_json(outcome.as_dict())
    else:
        show(outcome)
    nothing_kept = all(f.code in ("storage_full", "record_unavailable") for f in outcome.failures)
    return 1 if outcome.failures and len(outcome.failures) == outcome.received and nothing_kept else 0
