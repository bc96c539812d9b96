"""``juanzong ledger new`` and ``link``: earlier cases of the same person or matter, and what the clerk decides."""

from __future__ import annotations

from contextlib import suppress

import click

from archive.cases.likeness.relations import RELATION_LABELS, Relation
from archive.errors import IndexOutdated, IndexUnavailable
from archive.ledger.newness import decide, earlier_cases
from console.command import Invocation, NamedChoice, OfficeCommand, pass_invocation
from console.office import Office
from console.output import print_json, print_table
from console.teaching import teach
from search_api.access import ADMINISTRATOR
from search_api.precedents.question import matter
from search_api.precedents.ranked import rank_like

_MOST_ALIKE = 30


@click.command("new", cls=OfficeCommand)
@click.argument("no", metavar="编号")
@pass_invocation
def is_new(invocation: Invocation, no: str) -> None:
    """是不是新的：同一人、同一事项以前来过没有，在办还是已经终结。由登记员决定。"""
    office = invocation.office
    alike = _alike(office, no)
    with office.record.read() as tx:
        found = earlier_cases(tx, tx.cases.get(no), alike)
        decided = {link.other: link for link in tx.kin.links(no)}
    if invocation.json:
        print_json(
            {
                "no": no,
                "earlier": [
                    {
                        "no": one.case.no,
                        "relation": one.relation,
                        "score": one.score,
                        "reasons": [*((one.person.reason,) if one.person else ()), *one.matter.points],
                        "advice": one.advice,
                        "decided": decided[one.case.no].relation if one.case.no in decided else None,
                    }
                    for one in found
                ],
            }
        )
        return
    if not found:
        click.echo(
            "没有找到同一人或同一事项的旧案。确认是初次的，请运行 juanzong ledger correct 编号 --set registration.first=是。"
        )
        return
    print_table(
        ("旧案", "收到", "信访人", "事由", "像在哪里", "关系", "已决定"),
        (
            (
                one.case.no, one.case.received or "", "、".join(party.name for party in one.case.parties[:2]),
                (one.case.title or one.case.summary)[:20],
                "；".join([*((one.person.reason,) if one.person else ()), *one.matter.points]),
                RELATION_LABELS[one.relation],
                RELATION_LABELS[Relation(decided[one.case.no].relation)] if one.case.no in decided else "",
            )
            for one in found
        ),
    )  # fmt: skip
    for advice in dict.fromkeys(one.advice for one in found):
        click.echo(advice)
    click.echo("请决定：juanzong ledger link 编号 旧案编号 关系。")


@click.command("link", cls=OfficeCommand)
@click.argument("no", metavar="编号")
@click.argument("earlier", metavar="旧案编号")
@click.argument(
    "relation", metavar="关系", type=NamedChoice({code.value: name for code, name in RELATION_LABELS.items()})
)
@pass_invocation
def link(invocation: Invocation, no: str, earlier: str, relation: str) -> None:
    """记下与旧案的关系：重复（repeat）、在办（pending）、已终结（over）、无关（unrelated）……。"""
    office = invocation.office
    case, notes = decide(office.record, no, earlier, Relation(relation), by=office.operator)
    teach(office)
    if invocation.json:
        print_json({"no": no, "earlier": earlier, "relation": relation, "version": case.version, "notes": notes})
        return
    click.echo(f"{no} 与 {earlier} 的关系已记为“{RELATION_LABELS[Relation(relation)]}”。")
    for note in notes:
        click.echo(f"请留意：{note}")


def _alike(office: Office, no: str) -> list[str]:
    """Numbers of cases whose texts the search finds like this one's; none while the search is away."""
    with office.record.read() as tx:
        text = matter(tx.cases.get(no))
    with suppress(IndexUnavailable, IndexOutdated):
        found = rank_like(office.searcher, text, ADMINISTRATOR, limit=_MOST_ALIKE, apart_from=no)
        return [hit.key.partition(":")[2] for hit in found]
    return []
