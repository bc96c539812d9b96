"""``juanzong paper citations``: what a paper cites, looked up on the legal shelf."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from archive.cases.exchange.values import whole_day
from archive.errors import NotFound
from archive.laws.bookcase import VALIDITIES, Resolved, Validity
from archive.laws.checking import EXPIRED, WRONG, Checked, LawsAt
from console.command import Invocation, OfficeCommand, pass_invocation
from console.office import Office
from console.output import print_json, printable
from console.papers.options import find
from console.reference.law import resolved_json
from templates.checker.opening import open_document
from templates.checker.paper import Paragraph
from templates.checker.reading import read_paper
from templates.checker.rules.statutes import citations_of, day_of


@click.command("citations", cls=OfficeCommand)
@click.argument("which", metavar="文件或公文")
@click.option("--on", metavar="日期", default="", help="按哪一天有效的文本（默认成文日期，没有的按今天）。")
@click.option("--quote", is_flag=True, help="同时列出条文原文；文件不动。")
@pass_invocation
def citations(invocation: Invocation, which: str, on: str, quote: bool) -> int:
    """列出一份 Word 公文引用的法条：在哪里、有没有、成文之日是否有效、引文对不对。

    可以给 .docx 文件，也可以给公文的编号或文号。有法条不存在的，退出码是 1。
    """
    office = invocation.office
    if not (case := office.bookcase):
        raise NotFound("法律书架是空的。", "请先用 juanzong law import 导入法律法规。", code="no_such_law")
    paper = read_paper(open_document(_file(office, which)))
    day = whole_day(on, "日期（--on）") or day_of(paper) or dt.date.today()
    found = list(citations_of(paper, LawsAt(case, day), day))
    if invocation.json:
        print_json({"day": day, "citations": [_json(paragraph, checked) for paragraph, checked in found]})
    else:
        _tell(found, day, quote=quote)
    wrong = any(one.validity in WRONG for _, checked in found for one in checked.found)
    return 1 if wrong else 0


def _file(office: Office, which: str) -> Path:
    path = Path(which)
    if path.is_file() or path.suffix.lower() == ".docx":
        return path
    return office.originals.path(find(office, which).sha256)


def _tell(found: list[tuple[Paragraph, Checked]], day: dt.date, *, quote: bool) -> None:
    click.echo(f"按 {day} 有效的文本，共 {len(found)} 处引用。")
    bad = 0
    for paragraph, checked in found:
        click.echo(f"\n{paragraph.place}：{printable(checked.words)}")
        for one in checked.found:
            bad += one.validity is not Validity.IN_FORCE
            click.echo(f"  {_mark(one)}{one.cited}：{VALIDITIES[one.validity]}{f'（{one.note}）' if one.note else ''}")
            for line in one.text.splitlines() if quote else ():
                click.echo(f"      {printable(line)}")
        if checked.differs:
            bad += 1
            click.echo(f"  × 引文“{printable(checked.quoted)}”与条文不一致：{printable(checked.differs)}")
    if found:
        click.echo(f"\n{f'有 {bad} 处要核对。' if bad else '都查到了，没有要核对的。'}")


def _mark(one: Resolved) -> str:
    return "× " if one.validity in WRONG | EXPIRED else "" if one.validity is Validity.IN_FORCE else "？"


def _json(paragraph: Paragraph, checked: Checked) -> dict[str, Any]:
    return {
        "place": paragraph.place,
        "words": checked.words,
        "found": [resolved_json(one) for one in checked.found],
        "quoted": checked.quoted,
        "differs": checked.differs,
    }
