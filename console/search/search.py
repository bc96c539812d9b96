"""``juanzong search``: find cases, documents and articles."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from archive.errors import InvalidInput
from console.command import Invocation, NamedChoice, OfficeCommand, pass_invocation
from console.given_path import GivenPath
from console.output import indented, marked, print_json, printable, screen
from console.search.queries import ranked, read_queries
from console.search.suggest import show_advice
from indexer.index import FACETS, Kind, Sort
from search_api.access import ADMINISTRATOR
from search_api.answers import answer_json
from search_api.habits.widening import HABITS, switched_off
from search_api.labels import FACET_LABELS, KIND_LABELS
from search_api.saved import save
from search_api.search import Answer, Request
from search_api.suggest.advice import advise

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")


@click.command("search", cls=OfficeCommand)
@click.argument("typed", metavar="查询", required=False)
@click.option(
    "--queries",
    type=GivenPath(),
    metavar="文件",
    help="一批查询：JSON 行，或者 XLSX、CSV 清单（有“查询”一列，配合 --export）。",
)
@click.option(
    "--export",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="文件",
    help="把找到的全部写成 .xlsx 或 .csv；配合 --queries 时，写每条查询的前几条（--limit）。",
)
@click.option("--columns", metavar="列", default="", help="写哪些列，逗号隔开；? 列出可以写的列。")
@click.option("--save", "name", metavar="名字", help="把这个检索存下来，以后用 juanzong saved run 名字 看新找到的。")
@click.option("--masked", is_flag=True, help="写出时身份证号、电话号码打码。")
@click.option(
    "--kind", type=NamedChoice(KIND_LABELS), metavar="种类", help="只找 case 案件、document 文档或 law 法律。"
)
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    default="relevance",
    metavar="次序",
    help="relevance 相关度、newest 新的在前、oldest 旧的在前。",
)
@click.option(
    "--limit", type=click.IntRange(0, 100_000), default=10, metavar="条数", help="最多给出多少条（默认 10）。"
)
@click.option(
    "--without",
    metavar="习惯",
    default="",
    help="不用哪些检索习惯，逗号隔开："
    + "、".join(f"{name} {label}" for name, label in HABITS.items())
    + "；all 全都不用。",
)
@click.option("--group", type=click.Choice(("case",)), metavar="case", help="case：案件和它的材料归并成一条。")
@click.option(
    "--only",
    multiple=True,
    metavar="分面=值",
    help="只要分面的这个值，可以写几次，例如 --only 乡镇=东岗乡；同一分面写几次，是其中任何一个。",
)
@click.option("--offset", type=click.IntRange(0), default=0, metavar="条数", help="跳过前面多少条。")
@pass_invocation
def command(
    invocation: Invocation,
    typed: str | None,
    queries: Path | None,
    kind: Kind | None,
    sort: Sort,
    limit: int,
    offset: int,
    without: str,
    group: str | None,
    only: tuple[str, ...],
    target: Path | None,
    columns: str,
    masked: bool,
    name: str | None,
) -> None:
    """检索案件、文档和法律条文。

    空格表示“并且”；可用 AND、OR、NOT（且、或、非）、括号、引号（原文照搬）和字段，例如：

    \b
      juanzong search '宅基地 张三'
      juanzong search '"不予受理" 或 不再受理'
      juanzong search '类别:土地 日期:2022-01..2022-06 NOT 调解'
      juanzong search 宅基地 --export 宅基地.xlsx --columns 案号,标题,当事人
    """
    if target or columns:
        from console.search.export import Out, export_found, export_list, show_columns  # workbooks take a while to load
    if columns.strip() in ("?", "？"):
        show_columns(as_json=invocation.json)
        return
    if (typed is None) == (queries is None):
        raise click.UsageError("请给出一条查询，或用 --queries 给出一批。")
    if target is None and (columns or masked):
        raise click.UsageError("--columns 和 --masked 要与 --export 一起用。")
    searcher = invocation.office.searcher
    request = Request(
        typed or "", kind, sort, limit, offset, _chosen(only), without=switched_off(without), grouped=group is not None
    )
    if name is not None and (queries is not None or target is not None):
        raise click.UsageError("--save 只存一条查询，不与 --queries、--export 一起用。")
    if target is not None:
        out = Out(target, columns, masked)
        if queries is None:
            export_found(invocation, request, out)
        else:
            export_list(invocation, queries, request, out)
        return
    if queries is not None:
        asked = read_queries(queries)
        print_json({"results": ranked(searcher, asked, kind=kind, limit=limit)})
        return
    if name is not None:
        found = save(searcher, name, request, ADMINISTRATOR)
        if invocation.json:
            print_json({"name": name.strip(), "found": found})
        else:
            click.echo(
                f"已存为“{printable(name.strip())}”，现在找到 {found} 条；以后新找到的用 juanzong saved run 查看。"
            )
        return
    answer = searcher.search(request, ADMINISTRATOR)
    if invocation.json:
        print_json(answer_json(answer))
    else:
        show(answer, offset)
        if answer.relaxed or not answer.total:
            show_advice(advise(searcher, request, ADMINISTRATOR, 0, answer.hits))


def _chosen(only: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The values of facets named, as 乡镇=东岗乡. Raises InvalidInput for a facet nobody knows."""
    names = {**{name: name for name in FACETS}, **{label: name for name, label in FACET_LABELS.items()}}
    kinds = {label: kind for kind, label in KIND_LABELS.items()}
    found: dict[str, tuple[str, ...]] = {}
    for part in only:
        label, _, value = part.replace("＝", "=").partition("=")
        name = names.get(label.strip())
        if name is None or not value.strip():
            raise InvalidInput(f"看不懂“{part}”。", f"请写成 分面=值，分面有 {'、'.join(FACET_LABELS.values())}。")
        plain = value.strip()
        found[name] = (*found.get(name, ()), kinds.get(plain, plain) if name == "kind" else plain)
    return found


def show(answer: Answer, offset: int = 0) -> None:
    """The answer as a person reads it."""
    out = screen()
    for note in answer.notes:
        out.print(Text(f"注意：{note}", style="yellow"))
    if answer.reading:
        out.print(Text(f"理解为：{answer.reading}", style="dim"))
    for used in answer.used:
        out.print(Text(used.said, style="dim"))
    if answer.relaxed:
        out.print(Text("没有同时含有全部词语的结果；下面是含有其中任何一个的。", style="yellow"))
    out.print(Text(f"找到 {answer.total} 条。" + ("" if answer.total else "可以少写几个词，或换一种说法。")))
    for number, hit in enumerate(answer.hits, offset + 1):
        place = f"  第{'、'.join(map(str, hit.pages)) or hit.page}页" if hit.page else ""
        about = "  ".join(part for part in (KIND_LABELS[hit.kind], hit.paper, hit.day) if part)
        case = f"  案件 {hit.case_no}" if hit.case_no and hit.kind == "document" else ""
        name = "" if hit.id == hit.title else f" {'编号 ' if hit.kind == 'document' else ''}{hit.id}"
        out.print(Text.assemble(f"{number:>3}. ", (hit.title, "bold"), f"  [{about}]{name}{case}{place}"))
        if hit.together > 1:
            out.print(Text(f"     本案共 {hit.together} 条符合", style="dim"))
        out.print(indented(marked(hit.snippet, hit.highlights, page=hit.kind == "document")))
    for name, label in FACET_LABELS.items():
        if name == "month":
            continue
        counts = answer.facets.get(name, {})
        values = "  ".join(f"{KIND_LABELS.get(value, value)} {count}" for value, count in list(counts.items())[:8])
        if values:
            out.print(Text(f"{label}：{values}", style="dim"))
