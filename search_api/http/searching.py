"""Routes of the API that find: search, articles."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from archive.errors import NotFound
from indexer.index import FACETS, Kind, Sort
from search_api.answers import answer_json
from search_api.http.desk import AtDesk, By
from search_api.http.shapes import Article, SearchAnswer
from search_api.search import Request

router = APIRouter(tags=["检索"])

DEEPEST = 10_000_000
"""The farthest offset that is asked for."""

Chosen = Annotated[str | None, Query(max_length=200)]


@router.get("/search", summary="检索", response_model=SearchAnswer)
def search(
    desk: AtDesk,
    asker: By,
    q: Annotated[str, Query(description="查询，写法与网页相同；留空则列出全部")] = "",
    kind: Annotated[Kind | None, Query(description="只找案件 case、文档 document 或法律 law")] = None,
    sort: Annotated[Sort, Query(description="relevance 相关度，newest 新的在前，oldest 旧的在前")] = "relevance",
    limit: Annotated[int, Query(ge=0, le=1000, description="最多给出多少条")] = 10,
    offset: Annotated[int, Query(ge=0, le=DEEPEST, description="跳过前面多少条")] = 0,
    paper: Annotated[Chosen, Query(description="文种")] = None,
    category: Annotated[Chosen, Query(description="类别")] = None,
    region: Annotated[Chosen, Query(description="乡镇")] = None,
    year: Annotated[Chosen, Query(description="年份")] = None,
    outcome: Annotated[Chosen, Query(description="结果")] = None,
    channel: Annotated[Chosen, Query(description="渠道")] = None,
    unit: Annotated[Chosen, Query(description="单位")] = None,
    law: Annotated[Chosen, Query(description="法律")] = None,
    without: Annotated[str, Query(max_length=200, description="不用哪些检索习惯，逗号隔开")] = "",
) -> dict[str, Any]:
    """找案件、文档和法律条文；回答与 `juanzong search --json` 相同。

    分面的值可以作为同名的参数再传回来，缩小范围。
    """
    given = (kind, paper, category, region, year, outcome, channel, unit, law)
    off = frozenset(without.replace("，", ",").split(","))
    filters = {name: value for name, value in zip(FACETS, given, strict=True) if value is not None}
    return answer_json(desk.searcher.search(Request(q, None, sort, limit, offset, filters, without=off), asker))


@router.get("/laws/{key:path}", summary="一条法律条文", response_model=Article)
def article(
    desk: AtDesk, key: Annotated[str, Path(max_length=500, description="条文名，例如 民法典第五十四条")]
) -> dict[str, Any]:
    """一条法律条文，或一个典型案例。"""
    with desk.searcher.record.read() as tx:
        found = tx.laws.many([key]).get(key)
    if found is None:
        raise NotFound(f"书架上没有“{key}”。", "请核对条文名，例如 民法典第五十四条；或用检索查找。")
    return {
        "id": found.key,
        "heading": found.heading,
        "text": found.text,
        "law": found.law,
        "kind": found.kind,
        "date": found.day.isoformat() if found.day else None,
    }
