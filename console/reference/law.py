"""``juanzong law``: the legal shelf."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from archive.cases.exchange.values import whole_day
from archive.errors import InvalidInput, NotFound
from archive.laws.bookcase import VALIDITIES, Bookcase, Resolved, Validity, standing
from archive.laws.citations import typed_citation
from archive.laws.importing import Stated, import_laws
from archive.laws.names import short_name
from archive.laws.versions import Tenure
from archive.record.laws import Version
from console.command import Invocation, OfficeGroup, pass_invocation
from console.given_path import GivenPath
from console.office import Office
from console.output import print_json, print_table, printable
from console.work.background import fill
from search_api.access import ADMINISTRATOR
from search_api.law_hints import hints_for_case, hints_for_text

_ON = click.option("--on", metavar="日期", default="", help="按哪一天有效的文本（默认今天）。")


@click.group("law", cls=OfficeGroup)
def command() -> None:
    """法律书架：导入法律法规和典型案例，按条款项查看，供检索和引用。"""


@command.command("import")
@click.argument("paths", metavar="文件或文件夹…", nargs=-1, required=True, type=GivenPath(folders=True))
@click.option("--in-force", metavar="日期", default="", help="施行日期，文本里没有写的才用；一次只导入一部。")
@click.option("--repealed", metavar="日期", default="", help="废止日期；一次只导入一部。")
@click.option("--repealed-by", metavar="名称", default="", help="被什么废止，和 --repealed 一起用。")
@pass_invocation
def import_(invocation: Invocation, paths: tuple[Path, ...], in_force: str, repealed: str, repealed_by: str) -> int:
    """导入 Markdown 格式的法律法规和典型案例。

    同一部法规不同日期的文本都收录：最新的用于检索，旧的注明有效的期间。再导入一次，没有变化的不动。
    """
    if repealed_by and not repealed:
        raise click.UsageError("--repealed-by 和 --repealed 一起用。")
    stated = None
    if in_force or repealed:
        start, ended = whole_day(in_force, "施行日期（--in-force）"), whole_day(repealed, "废止日期（--repealed）")
        stated = Stated(start, ended, repealed_by.strip())
    office = invocation.office
    result = import_laws(office.record, paths, stated)
    fill(office)
    failures = [{"file": file, "reason": reason, "advice": advice} for file, reason, advice in result.failures]
    if invocation.json:
        print_json(
            {
                "laws": result.laws,
                "articles": result.articles,
                "older": result.older,
                "changed": result.changed,
                "failures": failures,
                "notes": [{"file": file, "note": note} for file, note in result.notes],
            }
        )
    else:
        older = f"，另有旧文本 {result.older} 个" if result.older else ""
        click.echo(f"导入 {result.laws} 部，共 {result.articles} 条{older}；有变化的 {result.changed} 个。")
        if failures:
            print_table(("文件", "原因", "办法"), result.failures)
    return 1 if failures and not result.laws else 0


@command.command("list")
@click.argument("part", metavar="[名称]", default="")
@click.option("--ended", is_flag=True, help="只列今天已经失效的。")
@pass_invocation
def list_(invocation: Invocation, part: str, ended: bool) -> None:
    """列出书架上的法律法规，可写名称的一部分。"""
    office, today = invocation.office, dt.date.today()
    with office.record.read() as tx:
        shelf = [
            version for version in tx.laws.shelf() if version.kind == "statute" and short_name(part) in version.name
        ]
        sizes = tx.laws.sizes()
    case = Bookcase(office.record)
    shown = []
    for version in (one for one in shelf if one.current):
        period = _period_of(case, version)
        if not ended or (period.until and period.until <= today):
            count = sum(1 for one in shelf if (one.name, one.book) == (version.name, version.book))
            shown.append((version, period, sizes.get(version.id, 0), count))
    if invocation.json:
        print_json([{**_version(p), "articles": size, "versions": count} for _, p, size, count in shown])
        return
    print_table(
        ("名称", "通过或修改", "施行", "条数", "文本", "今天"),
        (
            (" ".join((v.name, v.book)).strip(), v.day or "", v.start or "", size, count, _state(p, today))
            for v, p, size, count in shown
        ),
    )
    click.echo(f"共 {len(shown)} 部。")


@command.command("versions")
@click.argument("law", metavar="名称或条文")
@pass_invocation
def versions(invocation: Invocation, law: str) -> None:
    """一部法规的各个文本：何时通过或修改，从何时到何时有效，为什么失效。"""
    case, today = Bookcase(invocation.office.record), dt.date.today()
    citation = typed_citation(law)
    found = case.periods(citation.name if citation else short_name(law)) or _unknown(invocation.office, law)
    if invocation.json:
        print_json([_version(period) for period in found])
        return
    print_table(
        ("名称", "通过或修改", "施行", "失效", "原因", "今天"),
        (
            (p.version.title, p.version.day or "", _start(p.version), p.until or "", p.why, _state(p, today))
            for p in found
        ),
    )


@command.command("show")
@click.argument("cited", metavar="法规或条文")
@_ON
@pass_invocation
def show(invocation: Invocation, cited: str, on: str) -> int:
    """看一条、一款、一项，或者整部法规，按某一天有效的文本。

    \b
    例：
      juanzong law show 民法典第五十四条
      juanzong law show '《信访工作条例》第22条第1款第（三）项'
      juanzong law show 信访条例第二十二条 --on 2015-03-01
    """
    office = invocation.office
    day = whole_day(on, "日期（--on）") or dt.date.today()
    case = Bookcase(office.record)
    citation = typed_citation(cited)
    if citation is None:
        return _show_whole(invocation, case, cited, day)
    if not case.periods(citation.name):
        _unknown(office, citation.name)
    found = [case.resolve(citation.name, place, day) for place in citation.places]
    if invocation.json:
        print_json([resolved_json(one) for one in found])
    else:
        for one in found:
            _tell(one, day)
    return 0 if all(one.text and one.validity not in _MISSING for one in found) else 1


_MISSING = frozenset({Validity.NO_ARTICLE, Validity.NO_CLAUSE, Validity.NO_ITEM})


def _show_whole(invocation: Invocation, case: Bookcase, cited: str, day: dt.date) -> int:
    name = short_name(cited)
    known = case.periods(name) or _unknown(invocation.office, cited)
    found = case.resolve(name, None, day)
    holding = [one for one in known if one.holds(day)] or ([found.period] if found.period else known[-1:])
    with invocation.office.record.read() as tx:
        articles = [(period, article) for period in holding for article in tx.laws.of_version(period.version.id)]
    if invocation.json:
        rows = [{"id": article.key, "heading": article.heading, "text": article.text} for _, article in articles]
        print_json({**resolved_json(found), "articles": rows})
        return 0
    _tell_head(found, day)
    for _, article in articles:
        click.echo("")
        for line in f"{article.heading}　{article.text}".splitlines():
            click.echo(printable(line))
    return 0


def _tell(one: Resolved, day: dt.date) -> None:
    _tell_head(one, day)
    for line in one.text.splitlines():
        click.echo(printable(line))


def _tell_head(one: Resolved, day: dt.date) -> None:
    version = one.period.version if one.period else None
    text = f"　{version.day.year}年文本，自{_start(version)}起施行" if version and version.day else ""
    click.echo(f"{one.cited}：{standing(one, day, dt.date.today())}{text}")


def _start(version: Version) -> str:
    if version.start is None:
        return ""
    return f"{version.start}{'' if version.stated else '（文本未写，按修改之日）'}"


def _state(period: Tenure, today: dt.date) -> str:
    if period.holds(today):
        return "有效"
    return "失效" if period.until and period.until <= today else "未施行"


def _period_of(case: Bookcase, version: Version) -> Tenure:
    return next(one for one in case.periods(version.name) if one.version.id == version.id)


def _version(period: Tenure) -> dict[str, Any]:
    version = period.version
    return {
        "title": version.title,
        "name": version.name,
        "book": version.book,
        "day": version.day,
        "first": version.first,
        "in_force": version.start,
        "in_force_stated": version.stated,
        "until": period.until,
        "why": period.why,
        "indexed": version.current,
    }


def resolved_json(one: Resolved) -> dict[str, Any]:
    """A place looked up, for programs."""
    return {
        "cited": one.cited,
        "id": one.key,
        "standing": one.validity.value,
        "standing_label": VALIDITIES[one.validity],
        "note": one.note,
        "text": one.text,
        "version": _version(one.period) if one.period else None,
    }


def _unknown(office: Office, name: str) -> list[Tenure]:
    """Raises NotFound with names that come near, InvalidInput for an article nobody can read."""
    short = short_name(name)
    if "条" in short and "条例" not in short:
        raise InvalidInput(f"看不懂“{name}”。", "请写成 民法典第五十四条、《信访工作条例》第22条第1款 的样子。")
    with office.record.read() as tx:
        near = tx.laws.named_like(short.strip("《》"), limit=5)
    advice = f"是不是：{'、'.join(near)}？" if near else "请用 juanzong law list 查看，或用 juanzong law import 导入。"
    raise NotFound(f"书架上没有“{short}”。", advice, code="no_such_law")


@command.command("suggest")
@click.option("--case", "case_no", metavar="编号", default="", help="为这个案件的诉求找法条。")
@click.option("--text", metavar="文字", default="", help="为这段话找法条。")
@click.option("--limit", type=click.IntRange(1, 100), default=8, metavar="条数", help="最多给出多少条（默认 8）。")
@pass_invocation
def suggest(invocation: Invocation, case_no: str, text: str, limit: int) -> None:
    """为一项诉求推荐可能适用的法条，并说明为什么：共有的词，相像的案件引用过。

    只推荐今天有效的条文；用不用、合不合适，由承办人定。
    """
    if bool(case_no) == bool(text.strip()):
        raise click.UsageError("请给出 --case 或 --text 中的一个。")
    searcher = invocation.office.searcher
    hints, about = (hints_for_case, case_no) if case_no else (hints_for_text, text)
    found = hints(searcher, about, ADMINISTRATOR, limit)
    if invocation.json:
        print_json([{"id": h.article.key, "text": h.article.text, "words": h.words, "cases": h.cases} for h in found])
        return
    for number, hint in enumerate(found, 1):
        click.echo(f"{number:>3}. 《{hint.article.name}》{hint.article.heading}")
        click.echo(f"     {printable(hint.article.text.splitlines()[0][:80])}")
        if hint.words:
            click.echo(f"     共有的词：{'、'.join(hint.words)}")
        if hint.cases:
            more = f"等 {len(hint.cases)} 件" if len(hint.cases) > 3 else ""
            click.echo(f"     相像的案件引用过：{'、'.join(hint.cases[:3])}{more}")
    if not found:
        click.echo("没有找到。书架上要有法规，检索索引要建好。")
