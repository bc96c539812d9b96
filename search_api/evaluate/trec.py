"""Judgements and rankings in the plain text form of TREC, as evaluation programs everywhere read and write it.

A line of judgements (qrels) is ``query 0 document grade``; of a ranking (run) ``query Q0 document rank score name``.
White space and ``%`` inside an id are written as in an address (``%20``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote, unquote

from archive.errors import InvalidInput

Qrels = Mapping[str, Mapping[str, int]]
"""Grades by document by query; a document not named is not judged, and counts as not relevant."""
Run = Mapping[str, Sequence[tuple[str, float]]]
"""Documents with their scores by query, best first."""

_SPACES = re.compile(r"[\s%]")


def parse_qrels(text: str) -> dict[str, dict[str, int]]:
    """Judgements. Raises InvalidInput naming the line."""
    judged: dict[str, dict[str, int]] = {}
    for number, fields in _lines(text):
        try:
            query, _, document, grade = fields
            judged.setdefault(unquote(query), {})[unquote(document)] = int(grade)
        except ValueError as exc:
            raise InvalidInput(f"判断文件第 {number} 行看不懂。", "每行应是四项：查询 0 文档 等级（整数）。") from exc
    return judged


def parse_run(text: str) -> dict[str, list[tuple[str, float]]]:
    """A ranking, best first; equal scores keep the order of their ranks. Raises InvalidInput naming the line."""
    found: dict[str, list[tuple[float, int, str]]] = {}
    for number, fields in _lines(text):
        try:
            query, _, document, rank, score, _ = fields
            value = float(score)
            if not math.isfinite(value):
                raise ValueError(score)
            found.setdefault(unquote(query), []).append((-value, int(rank), unquote(document)))
        except ValueError as exc:
            raise InvalidInput(
                f"排序文件第 {number} 行看不懂。", "每行应是六项：查询 Q0 文档 名次 得分 名称。"
            ) from exc
    return {query: [(document, -less) for less, _, document in sorted(rows)] for query, rows in found.items()}


def format_run(run: Run, name: str) -> str:
    """A ranking as text."""
    return "".join(
        f"{_quoted(query)} Q0 {_quoted(document)} {rank} {score:.6f} {_quoted(name)}\n"
        for query, ranked in run.items()
        for rank, (document, score) in enumerate(ranked, 1)
    )


def format_qrels(qrels: Qrels) -> str:
    """Judgements as text."""
    return "".join(
        f"{_quoted(query)} 0 {_quoted(document)} {grade}\n"
        for query, grades in qrels.items()
        for document, grade in grades.items()
    )


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if fields := line.split():
            yield number, fields


def _quoted(name: str) -> str:
    return _SPACES.sub(lambda found: quote(found[0]), name)
