"""``juanzong backcheck``: first letters and visits against what had been reported before (倒查)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from archive.cases.backcheck.verdict import VERDICT_LABELS, Verdict
from archive.cases.exchange.values import whole_day
from archive.cases.labels import choices, code_of
from archive.cases.model import Channel
from archive.cases.organisation.bodies import Bodies
from archive.chinese.dates import parse_date
from archive.errors import InvalidInput, StorageFull
from archive.ledger.backcheck import deciding, noticing, sheet
from archive.ledger.backcheck.running import FIRST_CHANNELS, run
from archive.record.backchecks import Backcheck, BackcheckFilter
from archive.record.record import Transaction
from console.command import Invocation, NamedChoice, OfficeGroup, pass_invocation
from console.list_options import limit, spreadsheet
from console.output import print_json, print_table

_SHOWN = 50
_VERDICTS = NamedChoice({verdict.value: name for verdict, name in VERDICT_LABELS.items()})
_since = click.option("--since", metavar="日期", default="", help="这一天或以后收到的。")
_until = click.option("--until", metavar="日期", default="", help="这一天或以前收到的。")
_unit = click.option("--unit", "units", multiple=True, metavar="单位", help="责任单位，可写多次。")
_township = click.option("--township", "townships", multiple=True, metavar="乡镇", help="乡镇、街道，可写多次。")
_limit = limit(_SHOWN)
_out = spreadsheet()


@click.group("backcheck", cls=OfficeGroup, first="pending")
def command() -> None:
    """倒查：初信初访事先排查到了没有，报得实不实；漏排和不实的按单位通报。"""


@command.command("run")
@click.option("--since", metavar="日期", required=True, help="从哪一天收到的起。")
@click.option("--until", metavar="日期", default="", help="到哪一天（默认今天）。")
@click.option("--channel", "channels", multiple=True, metavar="渠道", help="查哪些渠道（默认来信、来访），可写多次。")
@pass_invocation
def run_(invocation: Invocation, since: str, until: str, channels: tuple[str, ...]) -> None:
    """把一段时间的初信初访逐件与当时的排查条目和台账比对，提出建议；已定的不动。"""
    first = whole_day(since, "日期（--since）") or dt.date.today()
    last = whole_day(until, "日期（--until）") or dt.date.today()
    office = invocation.office
    done = run(office.record, first, last, channels=tuple(map(_channel, channels)) or FIRST_CHANNELS)
    if invocation.json:
        print_json(
            {"since": first, "until": last, "checked": done.checked, "proposed": dict(done.proposed),
             "decided": done.decided, "skipped": dict(done.skipped)}
        )  # fmt: skip
        return
    said = "、".join(f"{VERDICT_LABELS[one]} {count}" for one, count in done.proposed.items())
    click.echo(
        f"倒查 {done.checked} 件" + (f"，建议：{said}。" if said else "。") + f"以前定过的 {done.decided} 件不动。"
    )
    for reason, count in done.skipped.items():
        click.echo(f"没有查的 {count} 件：{reason}。")
    if done.checked:
        click.echo("请用 juanzong backcheck pending 逐件看，用 juanzong backcheck decide 定。")


@command.command("pending")
@_since
@_until
@_unit
@_township
@_limit
@_out
@pass_invocation
def pending(invocation: Invocation, /, limit: int = _SHOWN, out: Path | None = None, **given: Any) -> None:
    """还没有定的，附建议、相似分和理由。"""
    _list(invocation, _wanted(verdicts=(Verdict.PENDING,), **given), limit, out)


@command.command("list")
@_since
@_until
@_unit
@_township
@click.option(
    "--verdict", "verdicts", multiple=True, type=_VERDICTS, metavar="结论", help="事先掌握、漏排等，可写多次。"
)
@click.option("--not-notified", is_flag=True, help="只看漏排、不实而还没有通报的。")
@_limit
@_out
@pass_invocation
def list_(
    invocation: Invocation,
    /,
    limit: int,
    out: Path | None,
    verdicts: tuple[str, ...],
    not_notified: bool,
    **given: Any,
) -> None:
    """列出倒查结果。"""
    wanted = _wanted(verdicts=tuple(map(Verdict, verdicts)), not_notified=not_notified, **given)
    _list(invocation, wanted, limit, out)


@command.command("show")
@click.argument("no", metavar="编号")
@pass_invocation
def show(invocation: Invocation, no: str) -> None:
    """一件的倒查：像哪几条，像在哪里，报得实不实。"""
    with invocation.office.record.read() as tx:
        check = tx.backchecks.get(no)
    if invocation.json:
        print_json(_json(check))
        return
    click.echo(f"{check.no}  {check.received}  {check.petitioner}  {check.title}")
    click.echo(
        f"责任单位：{check.unit or '未定'}  建议：{VERDICT_LABELS[check.proposal.verdict]}（{check.proposal.reason}）"
    )
    print_table(
        ("相似分", "条目", "台账", "单位", "像在哪里", "不实"),
        (
            (one.score, one.entry_id or "", one.case_no, one.unit, "；".join(one.reasons), "；".join(one.wrong))
            for one in check.proposal.candidates
        ),
    )
    if check.verdict is not Verdict.PENDING:
        click.echo(f"已定：{VERDICT_LABELS[check.verdict]}（{check.reason}），{check.decided_by} {check.decided}。")
    click.echo(f"版本 {check.version}。")


@command.command("decide")
@click.argument("no", metavar="编号")
@click.option("--verdict", type=_VERDICTS, metavar="结论", required=True, help="事先掌握、漏排、排查不实或不列入。")
@click.option("--entry", "entry_id", type=click.IntRange(1), metavar="条目号", help="当时的排查条目（默认取建议的）。")
@click.option("--ledger", "ledger_no", metavar="编号", default="", help="当时台账里的案件。")
@click.option("--unit", metavar="单位", default="", help="责任单位（默认取条目的单位，或属地的单位）。")
@click.option("--reason", metavar="理由", default="", help="与建议一致时可以不写。")
@click.option("--expect", "expected", type=click.IntRange(1), metavar="版本", help="您看到的版本；别人定过就不登记。")
@pass_invocation
def decide(invocation: Invocation, /, no: str, verdict: str, **given: Any) -> None:
    """定一件：事先掌握、漏排、排查不实，或不列入。"""
    if verdict == Verdict.PENDING:
        raise InvalidInput("“待定”不是结论。", "请写事先掌握、漏排、排查不实或不列入。")
    office = invocation.office
    check = deciding.decide(office.record, no, Verdict(verdict), by=office.operator, today=dt.date.today(), **given)
    if invocation.json:
        print_json(_json(check))
    else:
        click.echo(f"{no} 已定为“{VERDICT_LABELS[check.verdict]}”，责任单位 {check.unit or '无'}：{check.reason}")


@command.command("by-unit")
@_since
@_until
@_township
@_out
@pass_invocation
def by_unit(invocation: Invocation, /, out: Path | None, **given: Any) -> None:
    """各单位事先掌握、漏排、不实各几件。"""
    with invocation.office.record.read() as tx:
        counts = tx.backchecks.by_unit(_wanted(units=(), **given))
    if out is not None:
        sheet.write_by_unit(counts, out)
    if invocation.json:
        print_json(
            {"units": [{"unit": unit, **counts[unit]} for unit in sheet.in_order(counts)],
             **({"file": str(out)} if out else {})}
        )  # fmt: skip
    elif out is not None:
        click.echo(f"已写出 {len(counts)} 个单位：{out}")
    elif counts:
        print_table(
            ("单位", "倒查", *VERDICT_LABELS.values(), "漏排率"),
            (sheet.unit_line(unit, counts[unit]) for unit in sheet.in_order(counts)),
        )
    else:
        click.echo("这段时间没有倒查记录。请先用 juanzong backcheck run 倒查。")


@command.command("notice")
@click.option("--unit", metavar="单位", required=True, help="通报哪个单位。")
@click.option("--month", metavar="年月", required=True, help="哪个月收到的，例如 2022-11。")
@click.option("--number", metavar="文号", default="", help="通报的文号；写了就记下这些事项已经通报。")
@click.option(
    "--answer-by", metavar="日期", default="", help="要求哪一天前报送整改情况（默认十五日内，逢休假日顺延）。"
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="文件.txt", help="写成文字文件。")
@pass_invocation
def notice(invocation: Invocation, unit: str, month: str, number: str, answer_by: str, out: Path | None) -> None:
    """给一个单位的通报，姓名已隐去。"""
    today, first = dt.date.today(), _month(month)
    by = whole_day(answer_by, "报送日期（--answer-by）")
    record = invocation.office.record
    with record.read() as tx:
        unit = _full_name(tx, unit)
        made, _ = noticing.notice(tx, unit, first, today=today, answer_by=by)
    if number:
        made = noticing.issue(record, unit, first, number, today=today, answer_by=by)
    if out is not None:
        try:
            out.write_text(made.text, "utf-8")
        except OSError as exc:
            raise StorageFull(f"写不到 {out}（{exc.strerror}）。", "请换一个可写的位置。") from exc
    if invocation.json:
        print_json(
            {"title": made.title, "number": made.number, "addressee": made.addressee, "paragraphs": made.paragraphs,
             "signature": made.signature, "day": made.day, **({"file": str(out)} if out else {})}
        )  # fmt: skip
    else:
        click.echo(f"已写出：{out}" if out is not None else made.text)


def _full_name(tx: Transaction, name: str) -> str:
    """A body that is typed short is meant in full; one that the table lacks may stand in old back-checks. Raises InvalidInput."""
    bodies = Bodies(tx.organisation.units())
    found = bodies.get(name)
    if found is None and name not in tx.backchecks.by_unit(BackcheckFilter()):
        found = bodies.find(name)
    return found.name if found else name


def _list(invocation: Invocation, wanted: BackcheckFilter, limit: int, out: Path | None) -> None:
    with invocation.office.record.read() as tx:
        total = tx.backchecks.count(wanted)
        if out is not None:
            sheet.write_checks(tx.backchecks.rows(wanted), out)
        rows = list(tx.backchecks.rows(wanted, limit=limit))
    if invocation.json:
        print_json({"total": total, "rows": [_json(one) for one in rows], **({"file": str(out)} if out else {})})
        return
    if out is not None:
        click.echo(f"已写出 {total} 行：{out}")
        return
    if rows:
        print_table(("编号", "信访人", "事由", "责任单位", "结论", "分", "条目", "理由"), map(_line, rows))
    click.echo(f"共 {total} 件。" + (f"上面是前 {len(rows)} 件。" if len(rows) < total else ""))


def _line(one: Backcheck) -> tuple[object, ...]:
    if one.verdict is not Verdict.PENDING:
        basis = one.entry_id or ("台账" if one.ledger_no else "")
        return one.no, one.petitioner, one.title[:8], one.unit, VERDICT_LABELS[one.verdict], "", basis, one.reason[:24]
    best = one.proposal.best
    return (
        one.no, one.petitioner, one.title[:8], one.unit or "未定", f"{VERDICT_LABELS[one.proposal.verdict]}？",
        best.score if best else "", (best.entry_id or "台账") if best else "", one.proposal.reason[:24],
    )  # fmt: skip


def _json(one: Backcheck) -> dict[str, Any]:
    return {
        "no": one.no,
        "received": one.received,
        "channel": one.channel,
        "petitioner": one.petitioner,
        "group_size": one.group_size,
        "township": one.township,
        "category": one.category,
        "title": one.title,
        "unit": one.unit,
        "verdict": one.verdict,
        "reason": one.reason,
        "entry": one.entry_id,
        "ledger": one.ledger_no,
        "decided_by": one.decided_by,
        "decided": one.decided,
        "notice": one.notice_number,
        "proposed": one.proposal.verdict,
        "candidates": [
            {
                "score": c.score,
                "entry": c.entry_id,
                "case": c.case_no,
                "unit": c.unit,
                "reasons": c.reasons,
                "wrong": c.wrong,
            }
            for c in one.proposal.candidates
        ],
        "version": one.version,
    }


def _wanted(*, since: str = "", until: str = "", **given: Any) -> BackcheckFilter:
    return BackcheckFilter(
        since=whole_day(since, "日期（--since）"), until=whole_day(until, "日期（--until）"), **given
    )


def _channel(stated: str) -> Channel:
    found = code_of(Channel, stated)
    if found is None:
        raise InvalidInput(f"没有“{stated}”这种渠道。", f"可以是：{choices(Channel)}。")
    return found


def _month(stated: str) -> dt.date:
    span = parse_date(stated)
    if span is None or (span.first.month, span.first.year) != (span.last.month, span.last.year):
        raise InvalidInput(f"看不懂是哪个月：{stated}", "请写成 2022-11 或 2022年11月。", code="bad_day")
    return span.first
