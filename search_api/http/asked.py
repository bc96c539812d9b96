"""A search as the parameters of an address ask it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Query
from pydantic import StringConstraints

from indexer.index import FACETS, Kind, Sort
from search_api.habits.widening import HABITS, switched_off
from search_api.search import Request

DEEPEST = 10_000_000
"""The farthest offset that is asked for."""

LongEnough = Annotated[str, StringConstraints(max_length=200)]
Chosen = list[LongEnough] | None


def _asked(
    q: Annotated[str, Query(description="查询，写法与网页相同；留空则列出全部")] = "",
    kind: Annotated[Kind | None, Query(description="只找案件 case、文档 document 或法律 law")] = None,
    sort: Annotated[Sort, Query(description="relevance 相关度，newest 新的在前，oldest 旧的在前")] = "relevance",
    limit: Annotated[int, Query(ge=0, le=1000, description="最多给出多少条")] = 10,
    offset: Annotated[int, Query(ge=0, le=DEEPEST, description="跳过前面多少条")] = 0,
    paper: Annotated[Chosen, Query(description="文种")] = None,
    category: Annotated[Chosen, Query(description="类别")] = None,
    region: Annotated[Chosen, Query(description="乡镇")] = None,
    year: Annotated[Chosen, Query(description="年份")] = None,
    month: Annotated[Chosen, Query(description="月份，例如 2022-05")] = None,
    outcome: Annotated[Chosen, Query(description="结果")] = None,
    list_: Annotated[Chosen, Query(alias="list", description="清单：一级、二级、三级")] = None,
    channel: Annotated[Chosen, Query(description="渠道")] = None,
    unit: Annotated[Chosen, Query(description="单位")] = None,
    law: Annotated[Chosen, Query(description="法律")] = None,
    party: Annotated[Chosen, Query(description="当事人")] = None,
    group: Annotated[Literal["case"] | None, Query(description="case：案件和它的材料归并成一条")] = None,
    without: Annotated[
        str, Query(max_length=200, description=f"不用哪些检索习惯，逗号隔开：{'、'.join(HABITS)}；all 全都不用")
    ] = "",
) -> Request:
    kinds = None if kind is None else [str(kind)]
    given = (kinds, paper, category, region, year, month, outcome, list_, channel, unit, law, party)
    filters = {name: tuple(values) for name, values in zip(FACETS, given, strict=True) if values}
    return Request(q, None, sort, limit, offset, filters, without=switched_off(without), grouped=group is not None)


Asked = Annotated[Request, Depends(_asked)]
