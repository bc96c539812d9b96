"""``juanzong template``: the office's own Word templates, looked through, kept in versions, tried on a case."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import click

from archive.cases import labels
from archive.cases.model import CaseKind
from archive.errors import Conflict, InvalidInput, NotFound
from archive.new_file import write_new
from console.command import Invocation, NamedChoice, OfficeCommand, OfficeGroup, pass_invocation
from console.given_path import GivenPath
from console.output import print_json, print_table, printable
from console.templates.fields import fields
from console.templates.shown import fault_json, kept_json, show_faults, show_kept
from console.templates.trying import check, preview, refused
from templates.checker.check import check as check_form
from templates.checker.rule import Severity
from templates.office.dictionary import own_field
from templates.office.preflight import look_through
from templates.office.store import Declared, Kept
from templates.office.trying import tried

_LAYOUTS = {"letter": "信函", "document": "文件", "minutes": "纪要", "form": "表格", "plain": "普通"}
_FILE = click.Path(path_type=Path)


@click.group("template", cls=OfficeGroup)
def command() -> None:
    """本单位的模板：把自己的 Word 文件做成文书模板，检查、预览、分版本保存。"""


command.add_command(check)
command.add_command(fields)
command.add_command(preview)


@command.command("add", cls=OfficeCommand)
@click.argument("file", metavar="文件", type=GivenPath())
@click.option("--name", metavar="名字", default="", help="命令里用的名字（默认用文件名）。已有的名字则成为新的一版。")
@click.option("--title", metavar="标题", default="", help="文书标题（默认同名字）。")
@click.option(
    "--layout", type=NamedChoice(_LAYOUTS), metavar="版式", help="信函、文件（要用印）、纪要、表格、普通（默认）。"
)
@click.option("--series", metavar="代字", help="文号的代字，如 松信函字 或 {机关代字}函字；签发时取号。")
@click.option("--addressee", metavar="对象", help="给谁，如 信访人。")
@click.option("--served-on", metavar="对象", help="要送达给谁；不写则不办送达。")
@click.option("--signer", "signers", metavar="职务", multiple=True, help="谁可以签发，可写多次（默认 负责人）。")
@click.option(
    "--kind", "kinds", multiple=True, metavar="案件种类",
    type=NamedChoice({kind.value: labels.LABELS[kind] for kind in CaseKind}), help="只用于这种案件，可写多次。",
)  # fmt: skip
@click.option("--basis", "basis", metavar="依据", multiple=True, help="法律依据，可写多次。")
@click.option(
    "--field",
    "added",
    metavar="英文名=名称",
    multiple=True,
    help="字段表里没有、由人填写的字段，如 visit_day=走访日期:日期。",
)
@click.option("--note", metavar="说明", default="", help="这一版改了什么。")
@pass_invocation
def add(
    invocation: Invocation, /, file: Path, name: str, title: str, added: tuple[str, ...], note: str, **said: Any
) -> None:
    """添加：检查一个 .docx，没有问题就收为模板；同名的成为新的一版，旧版都留着。

    以后用 juanzong generate 名字 --case 编号 生成，juanzong paper 的各步也都能用。
    """
    office = invocation.office
    name = name or file.stem
    if (office.shelf.library / f"{name}.toml").exists():
        raise InvalidInput(f"“{name}”是自带文书的名字。", "请用 --name 换一个名字。", code="name_taken")
    own = office.shelf.own
    assert own is not None
    earlier = own.newest(name) if own.has(name) else None
    own_fields = tuple(own_field(one) for one in added) or (earlier.added if earlier else ())
    found = look_through(file, own_fields)
    if found.grave:
        raise refused(file, found)
    declared = _declared(name, title, said, earlier)
    form = _form(tried(file, declared, found.fields, None, today=dt.date.today()).data)
    kept = own.add(
        name, file, declared, found.fields, own_fields, by=office.operator, at=dt.datetime.now(dt.UTC), note=note
    )  # fmt: skip
    with office.record.write() as tx:
        after = {"version": kept.version, "sha256": kept.sha256, "file": file.name, "note": note}
        tx.log("template.add", f"template:{name}", after=after)
    doubts = [fault for fault in found.faults if not fault.grave]
    if invocation.json:
        print_json({**kept_json(kept), "doubts": [fault_json(fault) for fault in doubts], "form": form})
        return
    click.echo(f"已添加“{name}”第 {kept.version} 版，用到 {len(kept.used)} 个字段。")
    show_faults(doubts)
    if form:
        shown = "；".join(form[:4]) + ("……" if len(form) > 4 else "")
        click.echo(f"请留意：写出的公文按 GB/T 9704 有 {len(form)} 种必须改的格式，签发时会拦下：{shown}。")
        click.echo("    预览后可用 juanzong paper check 逐处查看。")
    click.echo(f"试写一份：juanzong template preview {name}；正式生成：juanzong generate {name} --case 编号")


def _declared(name: str, title: str, said: dict[str, Any], earlier: Kept | None) -> Declared:
    """What is said now, else what the last version said."""
    base = earlier.declared if earlier else Declared(name)
    given = {key: value for key, value in said.items() if value}
    values = {
        key: given.get(key, getattr(base, key))
        for key in ("layout", "series", "addressee", "served_on", "signers", "kinds", "basis")
    }
    return Declared(title.strip() or base.title, copies=base.copies, **values)


def _form(data: bytes) -> list[str]:
    """Faults of form that would stop its papers at signing, seen on a paper tried on the sample case."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "试填.docx"
        file.write_bytes(data)
        report = check_form(file)
    found = (
        one for one in report.findings if one.rule.severity is Severity.MUST and not one.rule.id.startswith("draft.")
    )
    return list(dict.fromkeys(one.rule.what for one in found))


@command.command("list", cls=OfficeCommand)
@click.option("--all", "everything", is_flag=True, help="连同停用的。")
@pass_invocation
def list_(invocation: Invocation, everything: bool) -> None:
    """列出本单位的模板和现在的版本。"""
    own = invocation.office.shelf.own
    assert own is not None
    found = [kept for kept in map(own.newest, own.names()) if everything or not kept.retired]
    if invocation.json:
        print_json([kept_json(kept) for kept in found])
        return
    print_table(
        ("名字", "标题", "版本", "字段", "谁", "何时", "状态"),
        (
            (k.name, k.declared.title, k.version, len(k.used), k.by, k.at[:10], "停用" if k.retired else "在用")
            for k in found
        ),
    )
    click.echo(
        f"共 {len(found)} 个模板。" if found else "还没有本单位的模板；用 juanzong template add 文件.docx 添加。"
    )


@command.command("show", cls=OfficeCommand)
@click.argument("name", metavar="名字")
@click.option("--version", type=click.IntRange(1), metavar="版本", help="看哪一版（默认最新一版）。")
@click.option("--out", type=_FILE, metavar="文件", help="把这一版的 Word 文件另存到这里，改好再 add。")
@pass_invocation
def show(invocation: Invocation, name: str, version: int | None, out: Path | None) -> None:
    """一个模板的各版、字段和用它写过的公文；--out 取出原文件。"""
    office = invocation.office
    own = office.shelf.own
    assert own is not None
    versions = own.versions(name)
    kept = next((one for one in versions if one.version == version), None) if version else versions[-1]
    if kept is None:
        raise NotFound(f"“{name}”没有第 {version} 版。", f"共有 {len(versions)} 版。")
    with office.record.read() as tx:
        papers = [paper for paper in tx.papers.all() if paper.template == name]
    if out is not None:
        write_new(out, kept.file.read_bytes())
    signed = {
        one.sha256: sum(1 for p in papers if p.template_version == one.sha256 and p.signed_at) for one in versions
    }
    if invocation.json:
        print_json(
            {
                **kept_json(kept),
                "versions": [kept_json(one) for one in versions],
                "signed": signed,
                "papers": len(papers),
            }
        )
        return
    show_kept(kept, versions, signed)
    if out is not None:
        click.echo(f"第 {kept.version} 版已另存为：{printable(str(out))}")


@command.command("retire", cls=OfficeCommand)
@click.argument("name", metavar="名字")
@click.option("--reason", metavar="理由", default="", help="为什么停用，记入审计记录。")
@click.option("--undo", is_flag=True, help="重新使用。")
@pass_invocation
def retire(invocation: Invocation, name: str, reason: str, undo: bool) -> None:
    """停用：不再用它写新的公文；已写的公文和各版都留着，正在办的照常签发。"""
    office = invocation.office
    own = office.shelf.own
    assert own is not None
    if not undo and not reason.strip():
        raise InvalidInput("停用要写明理由。", "请用 --reason 写明。", code="reason_needed")
    try:
        kept = own.restore(name) if undo else own.retire(name, reason.strip())
    except OSError as problem:
        raise Conflict(
            f"写不进数据文件夹：{problem.strerror or problem}。", "请检查文件夹的权限。", code="write_failed"
        ) from problem
    with office.record.write() as tx:
        tx.log("template.restore" if undo else "template.retire", f"template:{name}", after={"reason": reason.strip()})
    if invocation.json:
        print_json(kept_json(kept))
        return
    click.echo(f"“{name}”已{'重新使用' if undo else '停用'}。")
