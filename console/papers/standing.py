"""``juanzong paper list|show|register|begin``: where papers stand, and which numbers were given."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from archive.errors import Conflict
from archive.papers.life import PAPER_STATES, STEPS, PaperState
from archive.papers.numbering import named_series
from archive.record.paper import ORIGINS, PaperRecord
from archive.record.trail import AuditEntry
from console.command import Invocation, NamedChoice, OfficeCommand, pass_invocation
from console.office import Office
from console.output import print_json, print_table
from console.papers.options import find, name_of, paper_json, which
from search_api.registers import entry_names

_MOVES = {f"paper.{step}": label for step, label in STEPS.items()} | {"paper.draft": "写成一稿"}


@click.command("list", cls=OfficeCommand)
@click.option("--case", "case_no", metavar="编号", default="", help="只看这个案件的。")
@click.option("--of", metavar="会议、周次、月份", default="", help="只看这次会议、这一周、这个月的。")
@click.option(
    "--state", "states", multiple=True, metavar="状态",
    type=NamedChoice({state.value: label for state, label in PAPER_STATES.items()}),
    help="只看这些状态的，可写多次：拟稿、审核中、已签发、已用印、已发出、已送达、已被取代、已作废。",
)  # fmt: skip
@pass_invocation
def list_(invocation: Invocation, case_no: str, of: str, states: tuple[str, ...]) -> None:
    """列出公文和它们现在的状态。"""
    wanted = tuple(PaperState(state) for state in states)
    with invocation.office.record.read() as tx:
        if case_no:
            tx.cases.id_of(case_no)
            found = [one for one in tx.papers.of_case(case_no) if not wanted or one.state in wanted]
        elif of:
            found = [
                one
                for one in tx.papers.of_entries(entry_names(of, dt.date.today()))
                if not wanted or one.state in wanted
            ]
        else:
            found = list(tx.papers.all(states=wanted))
    if invocation.json:
        print_json([paper_json(invocation.office, paper) for paper in found])
        return
    title = invocation.office.shelf.title
    print_table(
        ("编号", "文号", "文书", "案件、会议、周月", "状态", "稿次", "成文日期", "签发人"),
        (
            (p.id, p.number, title(p.template), p.of, PAPER_STATES[p.state], p.draft, p.dated or "", p.signer)
            for p in found
        ),
    )  # fmt: skip
    click.echo(f"共 {len(found)} 份公文。")


@click.command("show", cls=OfficeCommand)
@which
@click.option("--out", type=click.Path(path_type=Path), metavar="文件", help="把存档的一份另存到这里。")
@click.option("--draft", "seq", type=click.IntRange(1), metavar="稿次", help="和 --out 一起用：另存第几稿。")
@pass_invocation
def show(invocation: Invocation, which: str, out: Path | None, seq: int | None) -> None:
    """一份公文的各稿、状态和经过：谁、何时、为什么。"""
    if seq is not None and out is None:
        raise click.UsageError("--draft 和 --out 一起用。")
    office = invocation.office
    paper = find(office, which)
    with office.record.read() as tx:
        drafts = tx.papers.drafts(paper.id)
        lines = tx.trail(f"paper:{paper.id}")
        wanted = paper.sha256 if seq is None else tx.papers.draft(paper.id, seq).sha256
        linked = _Linked(tx.papers.serves(paper.id), tx.papers.returns_of(paper.id))
    if out is not None:
        if out.exists():
            raise Conflict(f"文件“{out}”已经存在，没有覆盖。", "请换一个文件名。", code="file_exists")
        shutil.copyfile(office.originals.path(wanted), out)
    if invocation.json:
        shown = [{key: value for key, value in asdict(draft).items() if key != "values"} for draft in drafts]
        print_json(
            {
                **paper_json(invocation.office, paper),
                "fields": paper.values,
                "drafts": shown,
                "serves": [paper_json(office, one) for one in linked.serves],
                "returns": [paper_json(office, one) for one in linked.returns],
                "history": [_line(line) for line in lines if line.action in _MOVES],
                "out": str(out) if out else None,
            }
        )
        return
    _show(office, paper, linked)
    print_table(
        ("稿次", "来源", "谁", "何时", "说明", "文件"),
        ((d.seq, ORIGINS[d.origin], d.by, _moment(d.at), d.note, d.file) for d in drafts),
    )
    click.echo("经过：")
    print_table(
        ("何时", "谁", "办了什么", "到", "理由"),
        (
            (_moment(line.at), line.actor, _MOVES[line.action], _state(line), (line.after or {}).get("reason", ""))
            for line in lines
            if line.action in _MOVES
        ),
    )
    if out is not None:
        click.echo(f"已另存为：{out}")


@click.command("register", cls=OfficeCommand)
@click.option("--series", metavar="代字", default="", help="只看这个代字的，如 松信访复字。")
@click.option("--year", type=click.IntRange(1949, 9999), metavar="年份", help="只看这一年的。")
@click.option(
    "--begin", type=click.IntRange(0, 99_998), metavar="号", help="起号：纸质登记簿今年已经用到几号，从下一号接着取。"
)
@pass_invocation
def register(invocation: Invocation, series: str, year: int | None, begin: int | None) -> None:
    """发文登记簿：每个代字、每一年的文号，作废的也在内。

    年中开始使用本程序的，先用 --begin 写明纸质登记簿用到几号，例如：

    \b
      juanzong paper register --series 松信访复字 --year 2026 --begin 36
    """
    office = invocation.office
    if begin is not None:
        if not series or year is None:
            raise click.UsageError("--begin 要和 --series、--year 一起用。")
        name = named_series(series).head
        with office.record.write() as tx:
            tx.paper_numbers.start(name, year, begin)
            tx.log("paper.series", f"series:{name}〔{year}〕", after={"last": begin})
        if invocation.json:
            print_json({"series": name, "year": year, "next": begin + 1})
            return
        click.echo(f"{name}〔{year}〕下一个文号是 {begin + 1} 号。")
        return
    with office.record.read() as tx:
        found = list(tx.papers.register(series=series, year=year or 0))
        numbers = sorted({paper.case_no for paper in found if paper.case_no})
        who = {row.no: row.petitioner for row in tx.ledger.named(numbers)}
    if invocation.json:
        print_json(
            [{**paper_json(invocation.office, paper), "petitioner": who.get(paper.case_no, "")} for paper in found]
        )
        return
    title = invocation.office.shelf.title
    print_table(
        ("文号", "成文日期", "文书", "案件、会议、周月", "信访人", "签发人", "状态"),
        (
            (p.number, p.dated, title(p.template), p.of, who.get(p.case_no, ""), p.signer, _standing(p))
            for p in found
        ),
    )  # fmt: skip
    click.echo(f"共 {len(found)} 个文号，其中作废 {sum(p.state is PaperState.VOID for p in found)} 个。")


def _standing(paper: PaperRecord) -> str:
    return PAPER_STATES[paper.state] + (f"：{paper.ended}" if paper.ended else "")


@dataclass(frozen=True, slots=True)
class _Linked:
    """Papers a service return is for, and service returns for a paper."""

    serves: list[PaperRecord]
    returns: list[PaperRecord]


def _show(office: Office, paper: PaperRecord, linked: _Linked) -> None:
    of = f"案件 {paper.case_no}" if paper.case_no else paper.entry
    click.echo(f"{name_of(office, paper)}（编号 {paper.id}，{of}）：{_standing(paper)}")
    days: Iterable[tuple[str, Any]] = (
        ("签发人", f"{paper.signer}（{paper.post}）" if paper.signer else ""),
        ("成文日期", paper.dated),
        ("用印", paper.sealed_on),
        ("发出", paper.issued_on),
        ("送达", paper.served_on),
        ("被取代于公文", paper.successor_id),
        ("文件", paper.file),
    )
    for label, value in days:
        if value:
            click.echo(f"  {label}：{value}")
    for label, others in (("送达的公文", linked.serves), ("送达回证", linked.returns)):
        for other in others:
            click.echo(f"  {label}：{name_of(office, other)}（编号 {other.id}，{PAPER_STATES[other.state]}）")
    click.echo("")


def _line(line: AuditEntry) -> dict[str, Any]:
    return {"at": line.at, "by": line.actor, "step": line.action.removeprefix("paper."), "before": line.before, "after": line.after}  # fmt: skip


def _state(line: AuditEntry) -> str:
    state = (line.after or {}).get("state")
    return PAPER_STATES[PaperState(state)] if state else ""


def _moment(at: Any) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M") if at else ""
