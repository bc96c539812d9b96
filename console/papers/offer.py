"""``juanzong paper offer|remnants``: paragraphs of earlier replies, and what of the earlier case they left behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import click

from archive.remnants.traits import TRAITS, Remnant
from console.command import Invocation, OfficeCommand, pass_invocation
from console.office import Office
from console.output import print_json, printable
from console.papers.options import find, name_of, which
from search_api.access import ADMINISTRATOR
from search_api.offers import Offer, offers_for
from templates.life import remains

FROM_CASE = click.option(
    "--from-case", "earlier", multiple=True, metavar="旧案编号", help="看这些旧案的段落，可写多次，或用逗号分开。"
)
TAKE = click.option(
    "--take",
    "taken",
    multiple=True,
    metavar="旧案编号#段号",
    help="取用旧案的一段（见 juanzong paper offer），可写多次；写入哪一项用 =项。",
)


@click.command("offer", cls=OfficeCommand)
@click.option("--case", "case_no", metavar="编号", required=True, help="为哪个案件。")
@FROM_CASE
@click.option("--limit", type=click.IntRange(1, 200), default=12, metavar="段数", help="最多给出多少段（默认 12）。")
@pass_invocation
def offer(invocation: Invocation, case_no: str, earlier: tuple[str, ...], limit: int) -> None:
    """列出旧案答复里可以取用的段落：出自哪个案件、哪份公文、第几段，像在哪里。

    不写 --from-case，就从最相像的案件里找。取用见 juanzong paper draft --take。
    """
    show_offers(invocation, case_no, earlier, limit)


def show_offers(invocation: Invocation, case_no: str, earlier: Sequence[str], limit: int) -> None:
    """Print them."""
    named = [one.strip() for text in earlier for one in text.replace("，", ",").split(",") if one.strip()]
    found = offers_for(invocation.office.searcher, case_no, named, ADMINISTRATOR, limit)
    if invocation.json:
        print_json([{"id": one.id, **asdict(one)} for one in found])
        return
    for one in found:
        _tell_offer(one)
    if found:
        click.echo(
            "\n取用：juanzong paper draft reply --case 编号 --take 旧案编号#段号；旧案的姓名、号码等由程序查出，签发前要改掉。"
        )
    else:
        click.echo("没有可取用的段落。")


def _tell_offer(one: Offer) -> None:
    paragraph = f"第{one.paragraph}段" if one.document is not None else ""
    document = f"（文档 {one.document}）" if one.document is not None else "（案件登记）"
    click.echo(f"\n{one.id}　{printable(one.paper)}{document}{paragraph}　相像 {one.likeness:.0%}")
    click.echo(f"  {printable(one.text)}")
    if one.words:
        click.echo(f"  共有的词：{'、'.join(one.words)}")


@click.command("remnants", cls=OfficeCommand)
@which
@click.option("--let", "values", multiple=True, metavar="内容", help="确属本案、可以保留的，可写多次。")
@click.option("--reason", metavar="理由", default="", help="为什么可以保留，记入审计记录。")
@pass_invocation
def remnants(invocation: Invocation, which: str, values: tuple[str, ...], reason: str) -> int:
    """查出现在这一稿里留下的旧案内容：姓名、号码、地点、单位、日期、金额、文号。

    只查取用过旧案段落的稿子。改掉，或者用 --let 说明可以保留，才能签发；还有没改的，退出码是 1。
    """
    office = invocation.office
    paper = find(office, which)
    if values:
        found = remains.let_stand(office.record, office.originals, paper.id, values, reason)
    else:
        found = remains.left_in(office.record, office.originals, paper.id)
    sources = remains.sources_of(paper.values)
    if invocation.json:
        print_json({"id": paper.id, "sources": sources, "remnants": [remnant_json(one) for one in found]})
        return 1 if found else 0
    if not sources:
        click.echo(f"{name_of(office, paper)}没有取用过旧案的段落。")
    elif found:
        click.echo(f"{name_of(office, paper)}取用了 {'、'.join(sources)} 的段落，还有 {len(found)} 处要改：")
        for one in found:
            click.echo(f"  {printable(remains.told(one))}")
    else:
        click.echo(f"{name_of(office, paper)}取用了 {'、'.join(sources)} 的段落，没有旧案的内容了。")
    return 1 if found else 0


def left_behind(office: Office, paper_id: int) -> list[str]:
    """What a draft still says of cases it took from, for a note each."""
    found = remains.left_in(office.record, office.originals, paper_id)
    return [f"留有旧案的内容，签发前要改掉：{remains.told(one)}" for one in found]


def remnant_json(one: Remnant) -> dict[str, str]:
    """One remnant for programs."""
    return {
        "kind": one.trait.value,
        "kind_label": TRAITS[one.trait],
        "value": one.value,
        "place": one.place,
        "words": one.words,
    }
