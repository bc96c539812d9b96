"""Routes of the API that help while typing: completion, advice after a search, and one's own past queries."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from search_api.http.asked import Asked
from search_api.http.desk import AtDesk, By
from search_api.http.shapes import AdviceAnswer, Completions, Erased, Keeping, PastQueries
from search_api.suggest.advice import advise
from search_api.suggest.answers import advice_json, completion_json
from search_api.suggest.typing import while_typing

router = APIRouter(tags=["检索"])


@router.get("/suggest", summary="边写边提示", response_model=Completions)
def suggest(
    desk: AtDesk,
    asker: By,
    asked: Asked,
    most: Annotated[int, Query(ge=1, le=50, description="最多几条")] = 10,
) -> dict[str, Any]:
    """按已经写的给出可以接着写的：自己查过的、词语、当事人、文号、案件、分类和字段；条数只数看得到的。"""
    with desk.record.read() as tx:
        past = tx.asked.of(asker.name)
    return {"completions": [completion_json(one) for one in while_typing(desk.searcher, asked, asker, past, most)]}


@router.get("/advice", summary="没找到时怎么办", response_model=AdviceAnswer)
def advice(desk: AtDesk, asker: By, asked: Asked) -> dict[str, Any]:
    """没有找到时：是不是写错了字，放宽哪一条各能找到多少；找到了：相关的词。"""
    answer = desk.searcher.search(asked, asker)
    total = 0 if answer.relaxed else answer.total
    return advice_json(advise(desk.searcher, asked, asker, total, answer.hits))


@router.get("/past-queries", summary="自己查过的", response_model=PastQueries)
def past_queries(desk: AtDesk, asker: By) -> dict[str, Any]:
    """自己查过的查询，新的在前；别人看不到。"""
    with desk.record.read() as tx:
        return {"keep": tx.asked.keeps(asker.name), "queries": tx.asked.of(asker.name)}


@router.delete("/past-queries", summary="清除自己查过的", response_model=Erased)
def erase_past_queries(
    desk: AtDesk, asker: By, q: Annotated[str | None, Query(description="只清除这一条；不给就全部清除")] = None
) -> dict[str, int]:
    """清除自己查过的一条，或者全部。"""
    with desk.record.write() as tx:
        return {"erased": tx.asked.erase(asker.name, q)}


@router.put("/past-queries", summary="要不要记住自己查过的", response_model=PastQueries)
def keep_past_queries(desk: AtDesk, asker: By, keeping: Keeping) -> dict[str, Any]:
    """不要记住时，已经记住的也全部清除。"""
    with desk.record.write() as tx:
        tx.asked.switch(asker.name, on=keeping.keep)
        return {"keep": keeping.keep, "queries": tx.asked.of(asker.name)}
