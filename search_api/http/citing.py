"""Routes of the API around citations: versions of an article, who rests on what, paragraphs earlier cases offer."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from archive.errors import InvalidInput, NotFound
from archive.laws.bookcase import Bookcase
from archive.laws.citations import typed_citation
from archive.laws.names import article_key
from archive.laws.versions import Tenure
from archive.record.record import Record
from search_api.http.citing_shapes import ArticleVersions, Citations, Offers
from search_api.http.desk import AtDesk, By
from search_api.offers import Offer, offers_for
from search_api.precedents import graph
from search_api.precedents.graph import Link

router = APIRouter(tags=["检索"])

LINKS: str = "案件编号、公文文号，或法条，例如 民法典第二百三十六条第一款"
_Most = Annotated[int, Query(ge=1, le=1000, description="最多列出多少处；总数在 total 里")]


@router.get("/law-versions", summary="一条法律条文的各个文本", response_model=ArticleVersions)
def law_versions(
    desk: AtDesk, cited: Annotated[str, Query(max_length=500, description="条文，例如 信访条例第二十二条")]
) -> dict[str, Any]:
    """一条在各个文本里怎么写，从何时到何时有效；没有这一条的文本也列出。"""
    return {"cited": cited, "versions": versions_of(desk.record, cited, dt.date.today())}


@router.get("/citations/cites", summary="引用了什么", response_model=Citations)
def cites(
    desk: AtDesk, asker: By, what: Annotated[str, Query(max_length=500, description=LINKS)], limit: _Most = 200
) -> dict[str, Any]:
    """一个案件引用了哪些法条、公文和案件；给法条的，看它提到哪些条文。"""
    return _links(graph.cites(desk.record, what, asker), limit)


@router.get("/citations/cited", summary="被谁引用", response_model=Citations)
def cited_by(
    desk: AtDesk, asker: By, what: Annotated[str, Query(max_length=500, description=LINKS)], limit: _Most = 200
) -> dict[str, Any]:
    """一条法条（一款、一部法规）或一个案件，被哪些案件和公文引用，在哪一页哪一行。"""
    return _links(graph.cited(desk.record, what, asker), limit)


@router.get("/offers", summary="以前的答复里可以取用的段落", response_model=Offers)
def offers(
    desk: AtDesk,
    asker: By,
    case: Annotated[str, Query(max_length=200, description="要写公文的案件")],
    earlier: Annotated[
        list[Annotated[str, Query(max_length=200)]] | None, Query(alias="from", description="只从这些旧案里取")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="最多给出多少段")] = 12,
) -> dict[str, Any]:
    """类案的答复里与本案相像的段落，注明出处；分开保管的案件不借出。用哪一段，写公文时在 `take` 里给出它的编号。"""
    found = offers_for(desk.searcher, case, earlier or (), asker, limit)
    return {"case": case, "offers": [offer_json(one) for one in found]}


def versions_of(record: Record, cited: str, today: dt.date) -> list[dict[str, Any]]:
    """The texts of an article, oldest first. Raises InvalidInput for what is no article, NotFound for an unknown law."""
    citation = typed_citation(cited)
    if citation is None:
        raise InvalidInput(f"“{cited}”不是一条法条。", "请写成 信访条例第二十二条 的样子。", code="no_article")
    periods = Bookcase(record).periods(citation.name)
    if not periods:
        raise NotFound(f"书架上没有《{citation.name}》。", "请用检索查找，或用 juanzong law import 导入。")
    keys = [article_key(citation.name, place.article) for place in citation.places]
    with record.read() as tx:
        texts = [
            (one, {article.key: article.text for article in tx.laws.of_version(one.version.id)}) for one in periods
        ]
    return [
        _version_json(one, key, held.get(key), today)
        for key in dict.fromkeys(keys)
        for one, held in _of_its_book(key, texts)
    ]


def _of_its_book(key: str, texts: list[tuple[Tenure, dict[str, str]]]) -> list[tuple[Tenure, dict[str, str]]]:
    """The texts of the book that has this article in any of them; all where none has it."""
    books = {period.version.book for period, held in texts if key in held}
    return [(period, held) for period, held in texts if period.version.book in books] or texts


def _version_json(period: Tenure, key: str, text: str | None, today: dt.date) -> dict[str, Any]:
    version = period.version
    ended = period.until is not None and period.until <= today
    return {
        "id": key,
        "law": version.title,
        "day": version.day,
        "in_force": version.start,
        "in_force_stated": version.stated,
        "until": period.until,
        "why": period.why,
        "standing": "有效" if period.holds(today) else "失效" if ended else "未施行",
        "text": text or "",
        "exists": text is not None,
    }


def _links(found: list[Link], limit: int) -> dict[str, Any]:
    cases = {link.case_no for link in found if link.case_no}
    return {"total": len(found), "cases": len(cases), "links": [asdict(link) for link in found[:limit]]}


def offer_json(one: Offer) -> dict[str, Any]:
    """A paragraph offered."""
    return {**asdict(one), "id": one.id, "document": None if one.document is None else str(one.document)}
