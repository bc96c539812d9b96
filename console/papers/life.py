"""``juanzong paper draft|send|return|sign|seal|supersede|void``: the steps of a paper's life inside the office."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from archive.record.document import State
from console.command import Invocation, OfficeCommand, pass_invocation
from console.documents.ingest import read
from console.office import Office
from console.output import print_json
from console.papers.offer import TAKE, left_behind
from console.papers.options import doing, find, paper_json, say, which
from console.stated import details_from
from search_api.access import ADMINISTRATOR
from search_api.offers import take
from search_api.papers import Filed, Writing, write_next, write_paper
from search_api.registers import of_register, write_next_register_paper, write_register_paper
from search_api.served import stated_rows
from templates.life import signing, steps
from templates.life.issuing import still_standing
from templates.life.signing import Hand
from templates.life.steps import Doing


@click.command("draft", cls=OfficeCommand)
@click.argument("template", metavar="文书")
@click.option("--case", "case_no", metavar="编号", help="用哪个案件的内容。")
@click.option("--of", metavar="会议、周次、月份", help="纪要、周报、月报用：会议编号、2022年第24周、2022年6月。")
@click.option("--set", "settings", metavar="项=值", multiple=True, help="补上或改写一项，可写多次。")
@click.option("--series", metavar="代字", default="", help="文号用哪个代字，如 松信访复字（默认按单位表和文书说明）。")
@TAKE
@click.option(
    "--serves", multiple=True, metavar="编号或文号", help="送达回证用：送达的是哪份公文，可写多次（默认该案待送达的）。"
)
@click.option("--new", is_flag=True, help="另起一份；不写则成为正在办的那一份的下一稿。")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="文件", help="写到哪里（默认写到数据文件夹的 papers 里）。"
)
@pass_invocation
def draft(
    invocation: Invocation,
    template: str,
    case_no: str | None,
    of: str | None,
    settings: tuple[str, ...],
    series: str,
    taken: tuple[str, ...],
    serves: tuple[str, ...],
    new: bool,
    out: Path | None,
) -> None:
    """拟稿：由案件生成一份待签发的公文，文号和成文日期留空，签发时再填。

    同一案件、同一种文书还在办的，新的成为下一稿；改过的稿子不会被覆盖。
    联席会议纪要、周报、月报用 --of 写明是哪次会议、哪一周、哪个月，期号也在签发时取。
    """
    office = invocation.office
    if (case_no is None) == (of is None) or (of is not None and (taken or serves)):
        raise click.UsageError("请用 --case 给出案件编号；纪要、周报、月报用 --of，不能再写 --case、--take、--serves。")
    stated = details_from(settings)
    if case_no is not None:
        served = [find(office, one) for one in serves]
        with office.record.read() as tx:
            stated |= stated_rows(tx, template, case_no, served, office.shelf)
        filed = _of_case(office, template, case_no, taken, stated, out, series=series, new=new)
    else:
        filed = _of_register(office, template, of or "", stated, out, series=series, new=new)
    if filed.received.state is State.PENDING:
        read(office, [filed.received])
    with office.record.read() as tx:
        paper = tx.papers.get(filed.id)
    notes = (*filed.paper.notes, *left_behind(office, paper.id))
    if invocation.json:
        print_json({**paper_json(invocation.office, paper), "fields": paper.values, "notes": notes})
        return
    click.echo(f"第 {filed.draft} 稿：{filed.paper.file}")
    say(invocation, paper, notes)


def _of_case(
    office: Office,
    template: str,
    no: str,
    taken: tuple[str, ...],
    stated: dict[str, str],
    out: Path | None,
    *,
    series: str,
    new: bool,
) -> Filed:
    with office.record.read() as tx:
        case = tx.cases.get(no)
        given, trace = take(tx, case, taken, stated, ADMINISTRATOR)
    write, target = (write_next, office.papers_folder(case.no)) if out is None else (write_paper, out.absolute())
    how = Writing(dt.date.today(), given, unsigned=True, series=series, new=new, taken=trace)
    return write(office.record, office.originals, template, case, target, how, office.shelf)


def _of_register(
    office: Office, template: str, of: str, stated: dict[str, str], out: Path | None, *, series: str, new: bool
) -> Filed:
    today = dt.date.today()
    paper = of_register(office.record, template, of, today=today, shelf=office.shelf)
    folder = office.papers_folder(paper.entry.name)
    write, target = (write_next_register_paper, folder) if out is None else (write_register_paper, out.absolute())
    how = Writing(today, stated, unsigned=True, series=series, new=new)
    return write(office.record, office.originals, paper, target, how)


@click.command("send", cls=OfficeCommand)
@which
@click.option("--draft", "seq", type=click.IntRange(1), metavar="稿次", help="送第几稿（默认最新一稿）。")
@pass_invocation
@doing(day=False)
def send(invocation: Invocation, /, which: str, seq: int | None, *, doing: Doing) -> None:
    """送审：把草稿交给审核、签发的人。"""
    office = invocation.office
    say(invocation, steps.send(office.record, find(office, which).id, doing, draft=seq))


@click.command("return", cls=OfficeCommand)
@which
@pass_invocation
@doing(day=False)
def return_(invocation: Invocation, /, which: str, *, doing: Doing) -> None:
    """退回修改，写明理由（--reason）。"""
    office = invocation.office
    say(invocation, steps.return_(office.record, find(office, which).id, doing))


@click.command("sign", cls=OfficeCommand)
@which
@click.option("--signer", metavar="姓名", default="", help="签发人（默认为操作人）。")
@click.option("--post", metavar="职务", default="", help="以什么职务签发；可以签发的见 juanzong generate --list。")
@click.option("--series", metavar="代字", default="", help="文号用哪个代字，如 松信访复字（默认按稿上的）。")
@pass_invocation
@doing()
def sign(invocation: Invocation, /, which: str, signer: str, post: str, series: str, *, doing: Doing) -> None:
    """签发：取文号，填上文号和成文日期，从此不能再改。

    文号按代字和年份依次取，不跳号、不重号。有没填的地方或必须改的错误，不能签发；
    有要核对的，用 --reason 写明理由。
    """
    office = invocation.office
    paper = find(office, which)
    hand = Hand(signer or office.operator, post, series)
    signed = signing.sign(
        office.record, office.originals, paper.id, hand, doing, office.papers_folder(paper.of)
    )  # fmt: skip
    if signed.received.state is State.PENDING:
        read(office, [signed.received])
    if not invocation.json:
        click.echo(f"{signed.paper.signer}（{signed.paper.post}）已签发：{signed.paper.file}")
    say(invocation, signed.paper, signed.notes)


@click.command("seal", cls=OfficeCommand)
@which
@pass_invocation
@doing()
def seal(invocation: Invocation, /, which: str, *, doing: Doing) -> None:
    """用印：登记已经盖章。"""
    office = invocation.office
    say(invocation, steps.seal(office.record, find(office, which).id, doing))


@click.command("supersede", cls=OfficeCommand)
@which
@click.option("--by", "successor", metavar="编号或文号", required=True, help="取代它的公文，须已签发。")
@pass_invocation
@doing()
def supersede(invocation: Invocation, /, which: str, successor: str, *, doing: Doing) -> None:
    """取代：登记一份公文被同案（同一会议、周、月）后来的一份取代，写明理由（--reason）。"""
    office = invocation.office
    later = find(office, successor)
    say(invocation, steps.supersede(office.record, find(office, which).id, later.id, doing))


@click.command("void", cls=OfficeCommand)
@which
@pass_invocation
@doing()
def void(invocation: Invocation, /, which: str, *, doing: Doing) -> None:
    """作废，写明理由（--reason）；用过的文号保留在登记簿里，不再给别人。"""
    office = invocation.office
    paper = steps.void(office.record, find(office, which).id, doing)
    with office.record.read() as tx:
        left = still_standing(tx.cases.get(paper.case_no), paper.number) if paper.case_no else []
    advice = "台账里凭此文号登记的“{}”还作数；要一并作废，请用 juanzong ledger void {} --event {}。"
    say(invocation, paper, [advice.format(label, paper.case_no, seq) for seq, label in left])
