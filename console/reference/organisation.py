"""``juanzong office``: the office's own tables of places, bodies, owners and mediators."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from archive.cases.organisation.near import did_you_mean
from archive.cases.organisation.review_bodies import propose_reviews
from archive.cases.organisation.unit_table import kind_of
from archive.cases.places import REGION_LABELS, Places, Region
from archive.cases.units import SUBJECT_LABELS, UNIT_LABELS, OwnerSubject, Unit
from archive.errors import NotFound
from archive.ledger.organisation import (
    MEDIATORS,
    OWNERS,
    REGIONS,
    UNITS,
    OfficeTable,
    TableImport,
    export_table,
    import_table,
    take_reviews,
)
from console.command import Invocation, OfficeGroup, pass_invocation
from console.given_path import GivenPath
from console.imported import exit_code, refused_json, show_left
from console.output import print_json, print_table


@click.group("office", cls=OfficeGroup)
def command() -> None:
    """本办公室的区划、单位、责任分工和调解员，用表格导入和导出。"""


def _table_group(name: str, table: OfficeTable, purpose: str) -> click.Group:
    """A group for one table, with its import and export; its list is its own."""

    @command.group(name, cls=OfficeGroup, help=f"{table.title}：{purpose}")
    def group() -> None:
        pass

    columns = "、".join(table.written)

    @group.command(
        "import",
        help=f"从 XLSX 或 CSV 导入{table.title}表。\n\n栏目：{columns}。表里有的添加或更新，没有的保留；有错的行逐行报告，"
        "其余照常导入。再导入一次同样的文件不会改变什么。",
    )
    @click.argument("file", metavar="文件", type=GivenPath())
    @click.option(
        "--replace", "replacing", is_flag=True, help="这个文件就是全部：没写到的去掉或停用（有错行时不去掉）。"
    )
    @pass_invocation
    def import_(invocation: Invocation, file: Path, replacing: bool) -> int:
        result = import_table(invocation.office.record, table, file, replacing=replacing)
        if invocation.json:
            print_json(_import_json(result))
        else:
            _show_import(result, table)
        return exit_code(result.read, result.refused)

    @group.command("export", help=f"把{table.title}写成 XLSX 或 CSV 表格，改好后可以再导入。")
    @click.option(
        "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="文件", help="写到哪里。"
    )
    @pass_invocation
    def export(invocation: Invocation, out: Path) -> None:
        count = export_table(invocation.office.record, table, out)
        if invocation.json:
            print_json({"file": str(out), "rows": count})
            return
        click.echo(f"已写出 {count} 行：{out}")

    return group


regions = _table_group("regions", REGIONS, "县、乡镇、村、屯，一层套一层；案件按它归到乡镇。")
units = _table_group("units", UNITS, "各单位和它们的复查、复核机关。")
owners = _table_group("owners", OWNERS, "哪类事、哪个地方由谁负责；登记时据此建议责任单位和包保人。")
mediators = _table_group("mediators", MEDIATORS, "各调解委员会的人民调解员。")


@regions.command("list")
@click.option("--in", "within", metavar="地方", default="", help="只看这个地方和它下面的（代码或名称）。")
@pass_invocation
def list_regions(invocation: Invocation, within: str) -> None:
    """列出区划。"""
    with invocation.office.record.read() as tx:
        places = tx.organisation.places()
    shown = places.below(_code(places, within)) if within else tuple(places)
    if invocation.json:
        print_json([asdict(region) for region in shown])
        return
    print_table(
        ("代码", "级别", "名称", "全名"),
        ((one.code, REGION_LABELS[one.kind], one.name, places.full_name(one.code)) for one in shown),
    )
    counts = {kind: sum(one.kind is kind for one in shown) for kind in REGION_LABELS}
    parts = [f"{REGION_LABELS[kind]} {count}" for kind, count in counts.items() if count]
    click.echo(f"共 {len(shown)} 个{'：' if parts else ''}{'，'.join(parts)}。")


@units.command("list")
@click.option("--kind", "kinds", multiple=True, metavar="类别", help=f"{'、'.join(UNIT_LABELS.values())}。")
@click.option("--no-review", is_flag=True, help="只看还没有写明复查或复核机关的。")
@click.option("--text", metavar="文字", default="", help="名称里有这些字。")
@pass_invocation
def list_units(invocation: Invocation, kinds: tuple[str, ...], no_review: bool, text: str) -> None:
    """列出单位；没有写明复查、复核机关的，按通常的规则给出建议。"""
    wanted = {kind_of(kind) for kind in kinds}
    with invocation.office.record.read() as tx:
        listed, places = tx.organisation.units(), tx.organisation.places()
    proposals = {one.unit: one for one in propose_reviews(listed, places)}
    shown = [
        unit
        for unit in listed
        if (not wanted or unit.kind in wanted)
        and text in unit.name + unit.short
        and not (no_review and unit.review_unit and unit.recheck_unit)
    ]
    if invocation.json:
        proposed = {name: asdict(one) for name, one in proposals.items()}
        print_json([{**asdict(unit), "proposed": proposed.get(unit.name)} for unit in shown])
        return

    def body(unit: Unit, key: str) -> str:
        stated, proposal = getattr(unit, key), proposals.get(unit.name)
        return stated or (f"（建议）{found}" if proposal and (found := getattr(proposal, key)) else "")

    print_table(
        ("单位", "简称", "类别", "上级机关", "复查机关", "复核机关", ""),
        (
            (
                unit.name, unit.short, UNIT_LABELS[unit.kind], unit.parent, body(unit, "review_unit"),
                body(unit, "recheck_unit"), "" if unit.active else "停用",
            )
            for unit in shown
        ),
    )  # fmt: skip
    click.echo(f"共 {len(shown)} 个。")
    if any(unit.name in proposals for unit in shown):
        click.echo(
            "标“（建议）”的是按通常规则推出的，还没有采用；核对后可用 juanzong office units reviews --accept 填入。"
        )


@units.command("reviews")
@click.option("--accept", is_flag=True, help="填入空着的复查、复核机关。")
@pass_invocation
def reviews(invocation: Invocation, accept: bool) -> None:
    """按通常的规则给出复查、复核机关：原办理机关的上一级，复核再上一级。

    村社区的事项由乡镇出具意见；乡镇和县直部门向县级人民政府申请复查。垂直管理的部门请自己写明。
    """
    record = invocation.office.record
    if accept:
        proposals = take_reviews(record)
    else:
        with record.read() as tx:
            proposals = propose_reviews(tx.organisation.units(), tx.organisation.places())
    if invocation.json:
        print_json({"accepted": accept, "units": [asdict(one) for one in proposals]})
        return
    print_table(
        ("单位", "复查机关", "复核机关", "理由"),
        ((one.unit, one.review_unit, one.recheck_unit, one.reason) for one in proposals),
    )
    if not proposals:
        click.echo("没有可以建议的：各单位都写明了，或推不出来（请在表里写明上级机关）。")
    elif accept:
        click.echo(f"已填入 {len(proposals)} 个单位；原来写明的没有改动。")
    else:
        click.echo(f"共 {len(proposals)} 个单位。核对后加 --accept 填入。")


@owners.command("list")
@click.option("--category", metavar="类别", default="", help="只看这类纠纷的。")
@click.option("--region", metavar="属地", default="", help="只看管这个地方的，从县到村（代码或名称）。")
@click.option("--unit", metavar="单位", default="", help="只看这个单位的。")
@pass_invocation
def list_owners(invocation: Invocation, category: str, region: str, unit: str) -> None:
    """列出责任分工：属事、属地。"""
    with invocation.office.record.read() as tx:
        listed, places = tx.organisation.owners(), tx.organisation.places()
    shown = [one for one in listed if not unit or unit in one.unit]
    if category or region:
        above = {one.code for one in places.path(_code(places, region))} if region else set()
        shown = [
            one
            for one in shown
            if (one.subject is OwnerSubject.MATTER and one.key == category)
            or (one.subject is OwnerSubject.PLACE and one.key in above)
        ]
    if invocation.json:
        print_json([asdict(one) for one in shown])
        return
    print_table(
        ("方式", "类别或属地", "责任单位", "责任人", "电话"),
        ((SUBJECT_LABELS[one.subject], _named(places, one.key), one.unit, one.person, one.phone) for one in shown),
    )
    click.echo(f"共 {len(shown)} 条。")


@mediators.command("list")
@click.option("--committee", metavar="调委会", default="", help="只看这个调解委员会的。")
@click.option("--all", "also_left", is_flag=True, help="连同已不在任的。")
@pass_invocation
def list_mediators(invocation: Invocation, committee: str, also_left: bool) -> None:
    """列出人民调解员。"""
    with invocation.office.record.read() as tx:
        listed, places = tx.organisation.mediators(), tx.organisation.places()
    shown = [one for one in listed if committee in one.committee and (also_left or one.active)]
    if invocation.json:
        print_json([asdict(one) for one in shown])
        return
    print_table(
        ("姓名", "调解委员会", "属地", "电话", ""),
        (
            (one.name, one.committee, _named(places, one.region_code), one.phone, "" if one.active else "不在任")
            for one in shown
        ),
    )
    click.echo(f"共 {len(shown)} 人，{len({one.committee for one in shown})} 个调解委员会。")


def _code(places: Places, text: str) -> str:
    found = places.get(text) or places.resolve(text)
    if found is None:
        raise NotFound(
            f"区划表里没有“{text}”，或不止一个。",
            did_you_mean(text, (one.name for one in places)) + "请写代码，或从乡镇写起。",
        )
    return found.code


def _named(places: Places, key: str) -> str:
    """A place by its name, from the township down; anything else as it is."""
    region: Region | None = places.get(key)
    return key if region is None else places.full_name(key) or region.name


def _import_json(result: TableImport) -> dict[str, Any]:
    return {
        "read": result.read,
        "added": result.added,
        "changed": result.changed,
        "removed": result.removed,
        "unchanged": result.unchanged,
        "refused": refused_json(result.refused),
        "notes": result.notes,
        "placed_cases": result.cases,
    }


def _show_import(result: TableImport, table: OfficeTable) -> None:
    click.echo(
        f"{table.title}：读到 {result.read} 行，新增 {len(result.added)}，更新 {len(result.changed)}，"
        f"去掉或停用 {len(result.removed)}，没有变化 {result.unchanged}，没有采用 {len(result.refused)}。"
    )
    show_left(result.refused, result.notes)
    if result.cases:
        click.echo(f"按新的区划重新归位了 {result.cases} 件案件。")
