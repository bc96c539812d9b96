"""``juanzong paper check``: a Word file against GB/T 9704—2012, with the mend of each fault."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from console.command import Invocation, OfficeCommand, pass_invocation
from console.given_path import GivenPath
from console.output import print_json, print_table, printable
from templates.checker.catalogue import SUBJECTS
from templates.checker.check import Report
from templates.checker.check import check as check_file
from templates.checker.fixing import Mended, mend
from templates.checker.paper import KINDS
from templates.checker.rule import SEVERITIES, Finding, Rule, Severity

_MOST_PLACES = 6
"""Further places of the same fault that are named one by one."""


@click.command("check", cls=OfficeCommand)
@click.argument("file", metavar="文件", required=False, type=GivenPath())
@click.option("--fix", is_flag=True, help="能自动改的改好，另存一份；原来的文件不动。")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件", help="改好的另存到哪里（默认“名（已改）.docx”）。"
)
@click.option("--overwrite", is_flag=True, help="--out 的文件已存在时覆盖。")
@click.option("--no-layout", is_flag=True, help="不排版，页码按行数估计，快得多（没有 LibreOffice 时总是估计）。")
@click.option("--rules", is_flag=True, help="列出全部检查规则。")
@pass_invocation
def check(
    invocation: Invocation,
    file: Path | None,
    fix: bool,
    out: Path | None,
    overwrite: bool,
    no_layout: bool,
    rules: bool,
) -> int:
    """对照 GB/T 9704—2012 和办公室规则检查一份 Word 公文；书架上有法规的，引用的法条也查。

    \b
    例：
      juanzong paper check 答复.docx
      juanzong paper check 答复.docx --fix --out 答复（已改）.docx

    有“必须改”的，退出码是 1。
    """
    if rules:
        _list_rules(as_json=invocation.json)
        return 0
    if file is None:
        raise click.UsageError("请给出要检查的 .docx 文件；看有哪些规则，用 --rules。")
    if (out is not None or overwrite) and not fix:
        raise click.UsageError("--out 和 --overwrite 只和 --fix 一起用。")
    if fix:
        mended = mend(file, out, overwrite=overwrite, laws=invocation.office.laws)
        _tell_mended(file, mended, as_json=invocation.json)
        return 1 if mended.left.wrong else 0
    report = check_file(file, layout=not no_layout, laws=invocation.office.laws)
    if invocation.json:
        print_json({"file": str(file), **report.as_dict()})
    else:
        _tell(file, report)
    return 1 if report.wrong else 0


def _list_rules(*, as_json: bool) -> None:
    if as_json:
        print_json([{"subject": subject, **_rule(rule)} for subject, rules in SUBJECTS for rule in rules])
        return
    click.echo(f"共 {sum(len(rules) for _, rules in SUBJECTS)} 条规则。")
    print_table(
        ("规则", "轻重", "自动改", "查什么", "依据"),
        (
            (rule.id, SEVERITIES[rule.severity], "能" if rule.fixable else "", rule.what, rule.clause)
            for _, rules in SUBJECTS
            for rule in rules
        ),
    )


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "clause": rule.clause,
        "severity": rule.severity.value,
        "what": rule.what,
        "mend": rule.mend,
        "fixable": rule.fixable,
    }


def _tell_mended(file: Path, mended: Mended, *, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "file": str(file),
                "out": str(mended.out) if mended.out else None,
                "mended": [{"count": count, **_rule(rule)} for rule, count in mended.done],
                "left": mended.left.as_dict(),
            }
        )
        return
    if mended.out is None:
        click.echo("没有可以自动改的，没有另存文件。")
    else:
        click.echo(f"已改 {sum(count for _, count in mended.done)} 处，另存为：{mended.out}")
        for rule, count in mended.done:
            click.echo(f"  · {rule.mend}（{count}处，{rule.clause}）")
        click.echo("原来的文件没有动。")
    click.echo("")
    _tell(mended.out or file, mended.left, left=True)


def _tell(file: Path, report: Report, *, left: bool = False) -> None:
    kind, pages = KINDS[report.paper.kind], report.pages
    counted = "按 LibreOffice 排版" if report.paper.laid_out else "页码是按行数估计的"
    click.echo(f"{printable(file.name)}：{kind}，{pages}页（{counted}）。")
    if not report.findings:
        click.echo("没有发现问题。")
        return
    counts = "，".join(f"{SEVERITIES[s]} {report.count(s)} 处" for s in Severity if report.count(s))
    fixable = sum(1 for finding in report.findings if finding.fixable)
    click.echo(
        f"{'还有' if left else '发现'}：{counts}。" + (f"其中 {fixable} 处可以用 --fix 自动改。" if fixable else "")
    )
    place = ""
    for alike in _together(report.findings):
        here = _place(report, alike[0])
        if here != place:
            click.echo(f"\n{here}")
        place = here
        _tell_finding(alike)


def _together(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings of one rule with the same values, told once; in the order of their first place."""
    kinds: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.rule.id, finding.found, finding.wanted), []).append(finding)
    return list(kinds.values())


def _tell_finding(alike: list[Finding]) -> None:
    first = alike[0]
    rule = first.rule
    click.echo(f"  {SEVERITIES[rule.severity]}：{rule.what}（{rule.clause}）")
    values = "，".join(
        part for part in (first.found and f"现在：{first.found}", first.wanted and f"应为：{first.wanted}") if part
    )
    if values:
        click.echo(f"    {printable(values)}")
    click.echo(f"    改法：{rule.mend}" + ("（可自动改）" if first.fixable else ""))
    if len(alike) > 1:
        click.echo(f"    同样的还有 {len(alike) - 1} 处：{_others(alike[1:])}")


def _place(report: Report, finding: Finding) -> str:
    paragraph = finding.paragraph
    if paragraph is None:
        return "全文"
    page = report.page(paragraph)
    shown = f"第{page}页" if page is not None else ""
    return f"{shown}{paragraph.place}“{printable(paragraph.words)}”"


def _others(findings: list[Finding]) -> str:
    places = [place for place, _ in groupby(f.paragraph.place for f in findings if f.paragraph is not None)]
    more = len(places) - _MOST_PLACES
    return "、".join(places[:_MOST_PLACES]) + (f"等{len(places)}处" if more > 0 else "")
