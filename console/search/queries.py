"""Batches of queries: one JSON object a line, answered by one process."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.errors import InvalidInput
from indexer.index import Kind
from search_api.access import ADMINISTRATOR
from search_api.precedents.ranked import figures_of, rank_like
from search_api.search import Request, Searcher

_FORM = '每行应是 {"id": "…", "text": "…"}，可加 "among": ["编号", …]。'


@dataclass(frozen=True, slots=True)
class Asked:
    """One plain text to rank by."""

    id: str
    text: str
    among: tuple[str, ...] | None = None
    """The only cases to rank; None ranks all."""
    typed: bool = False
    """Whether it is a query as people type it, and not a plain text."""
    apart: str = ""
    """The case it was made of, which is not its own precedent."""


def read_queries(path: Path) -> list[Asked]:
    """The queries of a file. Raises InvalidInput naming the line."""
    asked: list[Asked] = []
    try:
        lines = path.read_text("utf-8-sig").split("\n")  # not splitlines: JSON lets U+2028 and U+0085 stand in a text
    except (OSError, UnicodeDecodeError) as exc:
        raise InvalidInput(f"读不了查询文件：{exc}", "请给出 UTF-8 编码的文件。") from exc
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            among = value.get("among")
            pool = None if among is None else tuple(str(no) for no in among)
            typed, apart = bool(value.get("typed", False)), str(value.get("apart", ""))
            asked.append(Asked(str(value["id"]), str(value["text"]), pool, typed, apart))
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise InvalidInput(f"查询文件第 {number} 行看不懂。", _FORM) from exc
    return asked


def ranked(
    searcher: Searcher, asked: Sequence[Asked], *, kind: Kind | None, limit: int
) -> dict[str, list[dict[str, Any]]]:
    """Hits by query id, best first; of a typed query those ``juanzong search`` gives."""
    return {query.id: _ranked(searcher, query, kind, limit) for query in asked}


def _ranked(searcher: Searcher, query: Asked, kind: Kind | None, limit: int) -> list[dict[str, Any]]:
    if query.typed and query.among is None:
        found = searcher.search(Request(query.text, kind, limit=limit, facets=False), ADMINISTRATOR).hits
        return [{"id": hit.id, "score": round(hit.score, 6)} for hit in found]
    hits = searcher.rank(query.text, ADMINISTRATOR, kind=kind, limit=limit, among=query.among)
    return [{"id": hit.key.partition(":")[2], "score": round(hit.score, 6)} for hit in hits]


def ranked_alike(searcher: Searcher, asked: Sequence[Asked], *, limit: int) -> dict[str, list[dict[str, Any]]]:
    """Like cases by query id, most alike first."""
    figures = figures_of(searcher)
    return {
        query.id: [
            {"id": hit.key.partition(":")[2], "score": round(hit.score, 6)}
            for hit in rank_like(
                searcher,
                query.text,
                ADMINISTRATOR,
                limit=limit,
                among=query.among,
                apart_from=query.apart,
                figures=figures,
            )
        ]
        for query in asked
    }
