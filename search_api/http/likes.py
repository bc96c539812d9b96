"""Routes of the API around like cases."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query
from fastapi.concurrency import run_in_threadpool

from search_api.http.desk import AtDesk, By
from search_api.http.letters import pages_at_hand
from search_api.http.like_shapes import Comparison, LikeCase, LikeLetter, LikeText, Precedents
from search_api.precedents.answers import found_json
from search_api.precedents.comparison import compare
from search_api.precedents.comparison_out import comparison_json
from search_api.precedents.find import like_case, like_pages, like_text

router = APIRouter(tags=["检索"])


@router.get("/precedents", summary="与一个案件相像的案件", response_model=Precedents)
def precedents(desk: AtDesk, asker: By, asked: Annotated[LikeCase, Query()]) -> dict[str, Any]:
    """找类案：像在哪里，当时怎么定的，复查站没站住，同类案件的结果和金额怎样分布。"""
    return found_json(like_case(desk.searcher, asked.case, asker, asked.limit, asked.filters()))


@router.post("/precedents", summary="与一段文字相像的案件", response_model=Precedents)
def precedents_of_text(desk: AtDesk, asker: By, asked: LikeText) -> dict[str, Any]:
    """找类案：给出一段文字，例如来信全文。"""
    return found_json(like_text(desk.searcher, asked.text, asker, asked.limit, asked.filters()))


@router.post("/precedents/letter", summary="与一封来信相像的案件", response_model=Precedents)
async def precedents_of_letter(
    desk: AtDesk, asker: By, asked: Annotated[LikeLetter, Form(media_type="multipart/form-data")]
) -> dict[str, Any]:
    """找类案：给出来信的扫描件、照片、PDF 或 Word（multipart 表单的 `letter`）；读出文字来找，文件不保存。"""
    pages = await pages_at_hand(desk, asked.letter)
    found = await run_in_threadpool(like_pages, desk.searcher, pages, asker, asked.limit, asked.filters())
    return found_json(found)


@router.get("/precedents/compare", summary="案件并排对比", response_model=Comparison)
def comparison(
    desk: AtDesk, asker: By, no: Annotated[list[str], Query(description="案件编号，二到六个；以第一个为准")]
) -> dict[str, Any]:
    """把二到六个案件并排对比；Word 文件在网页 `/compare/word`。"""
    return comparison_json(compare(desk.searcher, no, asker))
