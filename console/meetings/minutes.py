"""``juanzong meeting minutes``: a meeting and what it decided, from the minutes as they were scanned."""

from __future__ import annotations

import datetime as dt

import click

from archive.ledger.from_paper import hold_from
from archive.registration.accept import ALL, Verdict
from archive.registration.suggestion import LABELS, Field
from console.command import Invocation, OfficeCommand, pass_invocation
from console.ledger.suggestions import corrections_of, names_of, shown
from console.meetings.shown import meeting_json, show_meeting
from console.numbers import id_of
from console.output import print_json
from console.stated import details_from
from console.teaching import teach


@click.command("minutes", cls=OfficeCommand)
@click.argument("document_id", metavar="文档编号")
@click.option("--accept", metavar="项目,…", multiple=True, help="采用哪些建议（默认 all：把握过半的都采用）。")
@click.option("--set", "stated", metavar="项目=内容", multiple=True, help="改正一项，例如 --set 日期=2024-05-10。")
@click.option("--case", "case_no", metavar="编号", default="", help="议定事项所属的案件。")
@pass_invocation
def minutes(
    invocation: Invocation, document_id: str, accept: tuple[str, ...], stated: tuple[str, ...], case_no: str
) -> None:
    """从会议纪要登记会议和议定事项；先用 juanzong ledger suggest 看找出了什么。"""
    office = invocation.office
    made = hold_from(
        office.record,
        id_of(document_id),
        names_of(accept) or [ALL],
        corrections_of(details_from(stated)),
        case_no=case_no,
        today=dt.date.today(),
        by=office.operator,
    )
    teach(office)
    if invocation.json:
        print_json({**meeting_json(made.outcome.meeting), "new": made.outcome.new, "added": made.outcome.added})
        return
    show_meeting(made.outcome.meeting, dt.date.today())
    left = [one.suggestion for one in made.decided if one.verdict is Verdict.REJECTED]
    if left:
        click.echo("未采用：" + "；".join(f"{LABELS[one.field]} {shown(one)}" for one in left[:8]))
    open_ones = [one for one in made.decided if one.suggestion.field is Field.DECISION_DUE and one.suggestion.remark]
    for one in open_ones:
        click.echo(f"请留意：“{one.suggestion.value}”{one.suggestion.remark}。")
