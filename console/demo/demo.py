"""``juanzong demo``: the whole way on a demonstration archive, from scans to a written reply."""

from __future__ import annotations

import shlex
import time
from typing import Any

import click
from rich.text import Text

from archive.county.county import CASES, YEARS
from archive.demonstration import contents
from archive.errors import Conflict
from archive.laws.importing import import_laws
from archive.ledger.exchange import import_cases
from console.command import Invocation, NamedChoice, OfficeCommand, pass_invocation
from console.demo import county
from console.documents import ingest
from console.office import Office
from console.output import print_json, screen
from console.papers.generate import write
from console.precedents import shown
from console.search import search
from console.work.background import fill
from indexer.pipeline import rebuild
from search_api.access import ADMINISTRATOR
from search_api.answers import answer_json
from search_api.precedents.answers import precedent_json
from search_api.precedents.find import like_case
from search_api.search import Request
from templates.shelf import entry

SEARCHES = ("宅基地 边界", '"农民工工资" OR 欠薪', "类别:供热 室温 NOT 起诉")
"""Three searches that show words, phrases, fields and exclusion."""
REPLY_CASE, AGREEMENT_CASE = "XF2023110215LF", "RT2023090018"
LIKE_CASE = "XF2023010008LF"
PAPERS = (("reply", REPLY_CASE), ("mediation-agreement", AGREEMENT_CASE))


_SIZES = {"archive": "档案", "county": "县"}


@click.command("demo", cls=OfficeCommand)
@click.option("--jobs", type=click.IntRange(min=1), metavar="个数", help="同时读取的文件数（默认为处理器个数）。")
@click.option(
    "--size",
    type=NamedChoice(_SIZES),
    metavar="大小",
    default="archive",
    help="档案（archive，默认）：几十份原件；县（county）：一个县十年的台账。",
)
@click.option(
    "--cases", type=click.IntRange(100, 100_000), metavar="件数", help=f"演示县有多少件案件（默认 {CASES}）。"
)
@click.option("--years", type=click.IntRange(1, YEARS), metavar="年数", help=f"演示县有几年（默认 {YEARS}）。")
@click.option(
    "--seed", type=click.IntRange(0), metavar="种子", help="演示县的随机种子（默认 1），同一种子生成同一个县。"
)
@pass_invocation
@click.pass_context
def command(
    ctx: click.Context,
    invocation: Invocation,
    /,
    jobs: int | None,
    size: str,
    cases: int | None,
    years: int | None,
    seed: int | None,
) -> None:
    """演示：导入一个示范档案，检索，找类案，写答复意见书和调解协议书；或者生成一个县十年的台账。

    示范档案和演示县里的人和事都是虚构的，各放在单独的数据文件夹里（没有用 --home 或 JUANZONG_HOME 指定时）。再运行一次会说明哪些已经有了。
    """
    if size == "county":
        county.show(ctx, invocation, county.Wanted(cases, years, seed))
        return
    if not cases == years == seed is None:
        raise click.UsageError("--cases、--years 和 --seed 只用于 --size county。")
    if invocation.home is None:
        invocation.home = invocation.demonstration
    office = invocation.office
    begun = time.monotonic()
    say = (lambda text: None) if invocation.json else _say
    say(f"数据文件夹：{office.settings.home}")

    say("\n一、登记案件，摆上法律书架")
    imported = import_cases(office.record, contents.cases())
    shelf = import_laws(office.record, [contents.laws()])
    _renew_index(office)
    fill(office)
    say(
        f"案件：新增 {imported.created} 个，已有 {imported.unchanged} 个。法律与典型案例：{shelf.laws} 部 {shelf.articles} 条。"
    )

    say("\n二、导入来信、纪要、笔录等原件，扫描件现场识别")
    outcome = ingest.take_in(office, [contents.originals()], case_no=None, jobs=jobs)
    _file_under_cases(office)
    if not invocation.json:
        ingest.show(outcome)

    say("\n三、检索")
    answers = {typed: office.searcher.search(Request(typed, limit=3), ADMINISTRATOR) for typed in SEARCHES}
    if not invocation.json:
        for typed, answer in answers.items():
            _say(f"\njuanzong search '{typed}'")
            search.show(answer)

    say(f"\n四、类案：与案件 {LIKE_CASE} 相像的\njuanzong precedents --case {LIKE_CASE}")
    like = like_case(office.searcher, LIKE_CASE, ADMINISTRATOR, 3)
    if not invocation.json:
        shown.show(like)

    say("\n五、写公文")
    papers = [_paper(office, template, case_no) for template, case_no in PAPERS]
    for written in papers:
        say(f"{'已写好' if written['new'] else '上次已写好'}《{written['title']}》：{written['file']}")

    seconds = time.monotonic() - begun
    say(f"\n完成，用时 {seconds:.0f} 秒。接下来可以试：")
    where = f" --home {shlex.quote(str(office.settings.home))}" if invocation.home else ""
    say(f"  juanzong search '你想找的'{where}\n  juanzong documents list{where}\n  juanzong serve{where}")
    if invocation.json:
        print_json(
            {
                "home": str(office.settings.home),
                "ingest": outcome.as_dict(),
                "cases": {"created": imported.created, "unchanged": imported.unchanged},
                "laws": {"laws": shelf.laws, "articles": shelf.articles},
                "searches": {typed: answer_json(answer) for typed, answer in answers.items()},
                "precedents": [precedent_json(precedent) for precedent in like.hits],
                "papers": papers,
                "seconds": round(seconds, 1),
            }
        )


def _renew_index(office: Office) -> None:
    """A demonstration that an older version of the program left is shown too: its index is built anew."""
    stamp = office.index.stamp()
    if stamp is not None and not stamp.is_current:
        rebuild(office.record, office.index, office.segmenter)


def _file_under_cases(office: Office) -> None:
    """File the originals under the cases they belong to."""
    belongs = {str(original.path): original.case for original in contents.manifest()}
    with office.record.write() as tx:
        unfiled = [d for d in tx.documents.all() if d.case_no is None and d.source in belongs]
        for document in unfiled:
            tx.file(document.id, belongs[document.source])
    fill(office)


def _paper(office: Office, template: str, case_no: str) -> dict[str, Any]:
    with office.record.read() as tx:
        case = tx.cases.get(case_no)
        earlier = [paper for paper in tx.papers.of_case(case_no) if paper.template == template]
    if earlier:
        return {"template": template, "title": entry(template).title, "file": earlier[-1].file, "new": False}
    try:
        paper = write(office, template, case, None, {})
    except Conflict:  # written by a run that was interrupted before it was recorded
        paper = write(office, template, case, None, {}, overwrite=True)
    return {"template": template, "title": paper.title, "file": str(paper.file), "new": True}


def _say(text: str) -> None:
    screen().print(Text(text))
