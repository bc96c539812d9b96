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
from search_api.search import Searcher

_FORM = '每行应是 {"id": "…", "text": "…"}，可加 "among": ["编号", …]。'


@dataclass(frozen=True, slots=True)
class Asked:
    """One plain text to rank by."""

    id: str
    text: str
    among: tuple[str, ...] | None = None
    """The only cases to rank; None ranks all."""


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
            asked.append(Asked(str(value["id"]), str(value["text"]), pool))
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise InvalidInput(f"查询文件第 {number} 行看不懂。", _FORM) from exc
    return asked


def ranked(
    searcher: Searcher, asked: Sequence[Asked], *, kind: Kind | None, limit: int
) -> dict[str, list[dict[str, Any]]]:
    """Hits by query id, best first."""
    return {
        query.id: [
            {"id": hit.key.partition(":")[2], "score": round(hit.score, 6)}
            for hit in searcher.rank(query.text, ADMINISTRATOR, kind=kind, limit=limit, among=query.among)
        ]
        for query in asked
    }


def ranked_alike(searcher: Searcher, asked: Sequence[Asked], *, limit: int) -> dict[str, list[dict[str, Any]]]:
    """Like cases by query id, most alike first."""
    figures = figures_of(searcher)
    return {
        query.id: [
            {"id": hit.key.partition(":")[2], "score": round(hit.score, 6)}
            for hit in rank_like(searcher, query.text, ADMINISTRATOR, limit=limit, among=query.among, figures=figures)
        ]
        for query in asked
    }
