"""Routes of the API that find: search, articles."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path

from archive.errors import NotFound
from search_api.answers import answer_json
from search_api.http.asked import Asked
from search_api.http.desk import AtDesk, By
from search_api.http.shapes import Article, SearchAnswer

router = APIRouter(tags=["检索"])


@router.get("/search", summary="检索", response_model=SearchAnswer)
def search(desk: AtDesk, asker: By, asked: Asked) -> dict[str, Any]:
    """找案件、文档和法律条文；回答与 `juanzong search --json` 相同。

    分面的值可以作为同名的参数再传回来，缩小范围；同一个参数给几次，是其中任何一个。
    """
    return answer_json(desk.searcher.search(asked, asker), scores=asker.sees_restricted)


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
