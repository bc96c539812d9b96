"""``juanzong template check`` and ``preview``: a Word file tried as a template, before it is one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from archive.errors import InvalidInput
from archive.new_file import write_new
from console.command import Invocation, OfficeCommand, pass_invocation
from console.output import print_json
from console.templates.shown import fault_json, show_faults
from templates.office.dictionary import own_field
from templates.office.preflight import Preflight, look_through
from templates.office.store import Declared, Kept
from templates.office.trying import tried


@click.command("check", cls=OfficeCommand)
@click.argument("which", metavar="文件或名字")
@click.option("--field", "added", metavar="英文名=名称", multiple=True, help="本模板专用的字段，写法同 add。")
@pass_invocation
def check(invocation: Invocation, which: str, added: tuple[str, ...]) -> int:
    """检查：逐处指出模板的问题（段落、表格格子、页眉），不添加。

    检查字段名、括号和引号、没有结束的循环和条件、永远不会出现的内容，以及宏、外部图片、
    链接、嵌入对象等不能进公文的东西。有必须改的，退出码为 1。
    """
    fields = tuple(own_field(one) for one in added)
    file, kept = _file(invocation, which)
    found = look_through(file, fields or (kept.added if kept else ()))
    if invocation.json:
        print_json(
            {
                "file": str(file),
                "ok": not found.grave,
                "faults": [fault_json(fault) for fault in found.faults],
                "fields": [spec.tag for spec in found.fields],
            }
        )
        return int(bool(found.grave))
    show_faults(found.faults)
    doubts = len(found.faults) - len(found.grave)
    if found.grave:
        click.echo(f"{len(found.grave)} 处必须改" + (f"，{doubts} 处请核对" if doubts else "") + "。")
    else:
        click.echo("可以使用" + (f"，{doubts} 处请核对" if doubts else "") + f"。用到 {len(found.fields)} 个字段。")
    return int(bool(found.grave))


@click.command("preview", cls=OfficeCommand)
@click.argument("which", metavar="文件或名字")
@click.option("--case", "case_no", metavar="编号", help="用哪个案件的内容（默认用虚构的样例案件）。")
@click.option("--field", "added", metavar="英文名=名称", multiple=True, help="本模板专用的字段，写法同 add。")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件", help="写到哪里（默认写到数据文件夹的 previews 里）。"
)
@pass_invocation
def preview(invocation: Invocation, which: str, case_no: str | None, added: tuple[str, ...], out: Path | None) -> None:
    """预览：用样例案件（或 --case 的案件）试填一份，不入档；缺的内容用字段表里的例子。"""
    office = invocation.office
    file, kept = _file(invocation, which)
    fields = tuple(own_field(one) for one in added) or (kept.added if kept else ())
    found = look_through(file, fields)
    if found.grave:
        raise refused(file, found)
    case = None
    if case_no is not None:
        with office.record.read() as tx:
            case = tx.cases.get(case_no)
    declared = kept.declared if kept else Declared(file.stem)
    made = tried(file, declared, found.fields, case, today=dt.date.today())
    target = (
        out.absolute()
        if out
        else office.settings.home / "previews" / f"{file.stem if kept is None else kept.name}（预览）.docx"
    )
    write_new(target, made.data, overwrite=out is None)
    if invocation.json:
        print_json(
            {"file": str(target), "case": case_no or made.case_no, "from_examples": made.examples, "notes": made.notes}
        )
        return
    click.echo(f"预览写在：{target}")
    click.echo(f"内容取自{'案件 ' + case_no if case_no else '虚构的样例案件'}。")
    if made.examples:
        click.echo(f"案件里没有、用了例子的：{'、'.join(made.examples)}。")
    for note in made.notes:
        click.echo(f"请留意：{note}")


def refused(file: Path, found: Preflight) -> InvalidInput:
    """Why a file cannot be a template: every grave fault and where it is."""
    lines = "\n".join(f"  · {fault.place}：{fault.what}。{fault.advice}" for fault in found.grave)
    return InvalidInput(
        f"“{file.name}”有 {len(found.grave)} 处问题，没有添加：\n{lines}",
        "请在 Word 里改好、保存，再添加。",
        code="template_faults",
    )


def _file(invocation: Invocation, which: str) -> tuple[Path, Kept | None]:
    """A file, or the newest version of a template of that name."""
    own = invocation.office.shelf.own
    if own is not None and own.has(which):
        kept = own.newest(which)
        return kept.file, kept
    file = Path(which)
    if file.exists() or file.suffix.lower() == ".docx":
        return file, None
    return invocation.office.shelf.entry(which).file, None
