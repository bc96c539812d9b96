"""``juanzong paper public``: a copy for the public, without what leads to a person."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from archive.cases.model import Case, PartyKind
from archive.chinese.identity import age_on
from archive.errors import NotFound, ReadError
from archive.extract.kinds import Kind, sniff
from archive.new_file import write_new
from archive.privacy.names import Named, presumed_people
from archive.privacy.policy import LABELS, VERSION, Taken
from archive.privacy.redact import find_secrets, redact
from archive.privacy.word_copy import Finder, public_word
from console.command import Invocation, OfficeCommand, pass_invocation
from console.output import print_json

_ADULT = 18
_SICK = ("病", "残疾", "伤残", "精神", "怀孕", "艾滋", "肿瘤", "低保")
"""Words after which a person should look whether somebody's health is told."""


@click.command("public", cls=OfficeCommand)
@click.argument("source", metavar="文件或公文编号")
@click.option("--out", type=click.Path(path_type=Path), metavar="文件", required=True, help="公开版写到哪里。")
@click.option("--case", "case_no", metavar="编号", help="按这个案件的当事人隐去姓名。")
@click.option("--name", "names", metavar="姓名", multiple=True, help="另外要隐去的姓名，可写多次。")
@click.option("--minor", "minors", metavar="姓名", multiple=True, help="未成年人的姓名，整个隐去，可写多次。")
@click.option("--known-only", is_flag=True, help="只隐去当事人和写明的姓名，不隐去程序认出的其他姓名。")
@click.option("--overwrite", is_flag=True, help="文件已存在时覆盖。")
@pass_invocation
def public(
    invocation: Invocation,
    source: str,
    out: Path,
    case_no: str | None,
    names: tuple[str, ...],
    minors: tuple[str, ...],
    known_only: bool,
    overwrite: bool,
) -> None:
    """生成公开版：隐去姓名、号码和住址，去掉批注、修订、隐藏文字和文件属性。

    原来的文件不动。程序认不全，公开以前必须由人从头看一遍。
    """
    file, case = _source(invocation, source, case_no)
    people = [*(Named(name, minor=True) for name in minors), *(Named(name) for name in names)]
    if case is not None:
        people += _parties(case, dt.date.today())
    data, taken, hidden, text = _copy(file, people, presume=not known_only)
    write_new(out, data, overwrite=overwrite, never=file)
    counts = Counter(one.kind for one in taken)
    look = [word for word in _SICK if word in text]
    if invocation.json:
        print_json(_report(file, out, counts, hidden, look))
        return
    click.echo(f"公开版已写好：{out}（规则 {VERSION}）")
    for kind, label in LABELS.items():
        if counts[kind]:
            click.echo(f"  · 隐去{label} {counts[kind]} 处")
    for label, count in sorted(hidden.items()):
        click.echo(f"  · 去掉{label} {count} 处")
    if not counts and not hidden:
        click.echo("  没有找到要隐去的内容。")
    if look:
        click.echo(f"请留意：文中有“{'”“'.join(look)}”，可能写到个人健康等情况，请核对是否要隐去。")
    click.echo("公开以前请由人从头到尾看一遍；原来的文件没有动。")


def _source(invocation: Invocation, source: str, case_no: str | None) -> tuple[Path, Case | None]:
    """The file, and the case whose parties are known."""
    file = Path(source)
    if source.isdigit() and not file.exists():
        with invocation.office.record.read() as tx:
            paper = tx.papers.get(int(source))
            no = case_no or paper.case_no
            return Path(paper.file), tx.cases.get(no) if no else None
    if not file.is_file():
        raise NotFound(f"找不到文件“{source}”。", "请核对文件名；按公文编号的，写编号的数字。")
    if case_no is None:
        return file, None
    with invocation.office.record.read() as tx:
        return file, tx.cases.get(case_no)


def _parties(case: Case, today: dt.date) -> list[Named]:
    """The persons of a case; bodies keep their names."""
    return [
        Named(party.name, minor=party.birth_date is not None and age_on(party.birth_date, today) < _ADULT)
        for party in case.parties
        if party.kind is PartyKind.PERSON and party.name.strip()
    ]


def _copy(file: Path, people: list[Named], *, presume: bool) -> tuple[bytes, tuple[Taken, ...], Counter[str], str]:
    """(content, what was taken out, what else went, the text it was)."""
    if sniff(file).kind is Kind.TEXT:
        text = _decoded(file)
        made = redact(text, people, presume=presume)
        return made.text.encode("utf-8"), made.taken, Counter(), text
    seen: list[str] = []
    known = list(people)

    def finder(texts: Sequence[str]) -> Finder:
        for text in texts if presume else ():
            known.extend(Named(name) for name in presumed_people(text) if all(name != one.name for one in known))
        seen.extend(texts)
        return lambda text: find_secrets(text, known, presume=False)

    copied = public_word(file, finder)
    return copied.data, copied.taken, copied.hidden, "\n".join(seen)


def _decoded(file: Path) -> str:
    data = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadError("认不出这个文本文件的编码。", "请在记事本里另存为 UTF-8 后重试。", code="unsupported")


def _report(file: Path, out: Path, counts: Counter[Any], hidden: Counter[str], look: list[str]) -> dict[str, Any]:
    return {
        "file": str(file),
        "out": str(out),
        "rules": VERSION,
        "taken": {kind.value: counts[kind] for kind in LABELS if counts[kind]},
        "hidden": dict(hidden),
        "look_for": look,
    }
