"""``juanzong case bind``: the file 卷宗 of a case, with cover, catalogue, page numbers, back and a check."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from console.command import Invocation, OfficeCommand, pass_invocation
from console.output import print_json, print_table, printable
from console.stated import details_from
from search_api.access import ADMINISTRATOR, Asker
from search_api.binding import Binding, BoundFile, Checked, check, desk_of
from templates.bind.order import ORDERS, PAGES

_OTHERS = Asker("无权看密件的人")


@click.command("bind", cls=OfficeCommand)
@click.argument("no", metavar="编号")
@click.option(
    "--check", "only_check", is_flag=True, help="只核对：卷里有什么、缺什么、怎么补；不装订。有缺的退出码为 1。"
)
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件夹", help="写到哪里（默认写到数据文件夹的 papers 里）。"
)
@click.option(
    "--pages", "most", type=click.IntRange(1), default=PAGES, show_default=True, metavar="页数", help="一卷最多几页。"
)
@click.option("--no-secret", is_flag=True, help="给无权看密件的人：密件只列目录，不装入。")
@click.option("--set", "settings", metavar="项=值", multiple=True,
              help="封面、目录、备考表的项，如 archive_no=J021-XF·2022·D30-0001、keep=30年。")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="重新装订，替换以前的文件。")
@pass_invocation
def bind(
    invocation: Invocation,
    no: str,
    only_check: bool,
    out: Path | None,
    most: int,
    no_secret: bool,
    settings: tuple[str, ...],
    overwrite: bool,
) -> int:
    """立卷：按种类的次序装订案件的全部材料，写封面、卷内目录、备考表，逐页编页号。

    Word 的封面、目录、备考表总会写出；装了 LibreOffice，另有带书签的一份 PDF，扫描件、Word、OFD 都装在里面，原件不动。
    缺什么、没签发、没送达、读不出的，都列出来，也写进备考表。
    """
    office = invocation.office
    asker = _OTHERS if no_secret else ADMINISTRATOR
    checked = check(office.record, office.originals, office.shelf, no, asker)
    case = checked.contents.case
    if only_check:
        return _tell_check(invocation, checked)
    desk = desk_of(office.record, case, office.operator, dt.date.today(), details_from(settings))
    binding = Binding(office.record, office.originals, asker, desk, most, overwrite)
    folder = out.absolute() if out is not None else office.papers_folder(case.no)
    bound = binding.bind(checked, folder)
    if invocation.json:
        print_json(_json(bound))
    else:
        _tell(bound)
    return 0


def _tell_check(invocation: Invocation, checked: Checked) -> int:
    must = any(problem.must for problem in checked.problems)
    if invocation.json:
        print_json(_check_json(checked))
        return 1 if must else 0
    case = checked.contents.case
    click.echo(f"{case.no}  {printable(case.title or case.summary[:40])}")
    sections = ORDERS[case.kind]
    print_table(
        ("", "部分", "题名", "文号", "日期", "备注"),
        (
            (seq, sections[item.section].title, item.title, item.number, item.day or "", item.remark)
            for seq, item in enumerate(checked.contents.items, 1)
        ),
    )
    _tell_problems(checked)
    return 1 if must else 0


def _tell_problems(checked: Checked) -> None:
    for left_out in checked.contents.left_out:
        click.echo(left_out)
    if not checked.problems:
        click.echo("材料齐全。")
        return
    print_table(
        ("", "缺什么、有什么问题", "怎么办"),
        (("必须" if one.must else "核对", printable(one.what), one.advice) for one in checked.problems),
    )


def _tell(bound: BoundFile) -> None:
    for one in bound.volumes:
        pages = "" if one.volume.pages is None else f"，{one.volume.pages} 页"
        click.echo(f"第 {one.volume.number} 卷：{len(one.volume.placed)} 件{pages}")
        for file in one.files:
            click.echo(f"  {file}")
    if bound.without_pdf is not None:
        click.echo(f"{bound.without_pdf.message}{bound.without_pdf.advice}")
    _tell_problems(bound.checked)


def _check_json(checked: Checked) -> dict[str, Any]:
    sections = ORDERS[checked.contents.case.kind]
    return {
        "no": checked.contents.case.no,
        "items": [
            {**asdict(item), "section": sections[item.section].title, "angles": None} for item in checked.contents.items
        ],
        "problems": [asdict(problem) for problem in checked.problems],
        "left_out": checked.contents.left_out,
    }


def _json(bound: BoundFile) -> dict[str, Any]:
    return {
        **_check_json(bound.checked),
        "volumes": [
            {
                "number": one.volume.number,
                "pages": one.volume.pages,
                "files": [str(file) for file in one.files],
                "catalogue": [
                    {"seq": placed.seq, "title": placed.item.title, "number": placed.item.number, "pages": placed.pages}
                    for placed in one.volume.placed
                ],
            }
            for one in bound.volumes
        ],
        "without_pdf": bound.without_pdf.as_dict() if bound.without_pdf else None,
    }
