"""``juanzong paper check-in|diff``: drafts that come back from Word, and what was changed in them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from archive.errors import NotFound
from console.command import Invocation, OfficeCommand, pass_invocation
from console.given_path import GivenPath
from console.output import print_json, printable, screen
from console.papers.offer import left_behind
from console.papers.options import doing, find, name_of, say, which
from templates.life import checking_in
from templates.life.comparing import differences
from templates.life.steps import Doing


@click.command("check-in", cls=OfficeCommand)
@which
@click.argument("file", metavar="文件", type=GivenPath())
@click.option("--from-case", "earlier", multiple=True, metavar="旧案编号", help="在 Word 里照抄过哪个旧案，可写多次。")
@pass_invocation
@doing(day=False)
def check_in(invocation: Invocation, /, which: str, file: Path, earlier: tuple[str, ...], *, doing: Doing) -> None:
    """收回在 Word 里改过的稿子，成为下一稿；以前的各稿都留着。

    文号和成文日期的空白要留着，签发时由程序填写；修订痕迹要先接受或拒绝。
    在审核的公文收回新稿后，要重新送审。
    """
    office = invocation.office
    paper, notes = checking_in.check_in(office.record, office.originals, find(office, which).id, file, doing, earlier)
    notes = (*notes, *left_behind(office, paper.id))
    if not invocation.json:
        click.echo(f"已收回，成为第 {paper.draft} 稿。")
    say(invocation, paper, notes)


@click.command("diff", cls=OfficeCommand)
@which
@click.argument("first", metavar="[稿次", required=False, type=click.IntRange(1))
@click.argument("second", metavar="稿次]", required=False, type=click.IntRange(1))
@pass_invocation
def diff(invocation: Invocation, which: str, first: int | None, second: int | None) -> None:
    """两稿逐段比较：- 是删去的，+ 是加上的；表格逐行比较。

    不写稿次，比较最后两稿；写一个，与最后一稿比较。签发后的文件是在最后一稿上填了文号和日期。
    """
    office = invocation.office
    paper = find(office, which)
    with office.record.read() as tx:
        drafts = {draft.seq: draft for draft in tx.papers.drafts(paper.id)}
    later = second or len(drafts)
    earlier = first or later - 1
    if earlier == 0:
        raise NotFound(
            f"{name_of(office, paper)}只有一稿，没有可比的。",
            "改过的稿子用 juanzong paper check-in 收回后再比。",
            code="one_draft",
        )
    if missing := [seq for seq in (earlier, later) if seq not in drafts]:
        raise NotFound(f"{name_of(office, paper)}没有第 {missing[0]} 稿。", f"共有 {len(drafts)} 稿。")
    old, new = (office.originals.path(drafts[seq].sha256).read_bytes() for seq in (earlier, later))
    changes = differences(old, new)
    if invocation.json:
        print_json({"id": paper.id, "from": earlier, "to": later, "changes": [asdict(change) for change in changes]})
        return
    click.echo(f"{name_of(office, paper)}：第 {earlier} 稿 → 第 {later} 稿")
    for change in changes:
        style = "red" if change.sign == "-" else "green"
        screen().print(f"{change.sign} {change.place}：{printable(change.text)}", style=style, markup=False)
    if not changes:
        click.echo("文字没有差别。" + ("" if old == new else "版面、字体等可能不同。"))
