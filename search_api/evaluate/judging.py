"""Judgements given while searching: kept within rights, and handed out as a query set that can be run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.cases.model import Case
from archive.errors import InvalidInput, NotFound
from archive.record.judgements import Asked, Judgement, What
from archive.record.record import Record, Transaction
from search_api.access import Asker, find_case, may_see, visible
from search_api.evaluate.trec import format_qrels
from search_api.precedents.question import matter

HIGHEST = 3
"""The best grade; 0 is not relevant."""
_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class QuerySet:
    """Judged queries of one kind as files."""

    what: What
    queries: str
    """JSON lines, as ``juanzong evaluate --queries`` reads them."""
    qrels: str
    judged: int
    """Judgements that went into it."""
    asked: int
    """Queries."""
    disputed: int
    """Pairs of query and thing of which people judged differently: the mean counts, rounded."""


def judge(record: Record, asker: Asker, asked: Asked, target: str, relevant: int | None) -> None:
    """Keep what somebody judged of a hit; None takes it back.

    Raises InvalidInput for a query or grade that cannot be, NotFound for what the asker may not see.
    """
    if relevant is not None and not 0 <= relevant <= HIGHEST:
        raise InvalidInput(f"等级应在 0 到 {HIGHEST} 之间，现在是 {relevant}。", "0 是不相关，数字越大越相关。")
    if not (asked.query.strip() or asked.case_no) or len(asked.query) > _LONGEST:
        raise InvalidInput("没有查询，或查询太长，记不下判断。", "请先检索，再对结果作判断。")
    with record.write() as tx:
        if asked.case_no:
            find_case(tx, asked.case_no, asker)
        _must_be_there(tx, asker, asked.what, target)
        if relevant is None:
            tx.judgements.take_back(asked, target, asker.name)
        else:
            tx.judgements.put(asked, target, relevant, asker.name, tx.now)
        tx.log("judgement", asked.key, after={"target": target, "relevant": relevant})


def query_sets(judgements: Iterable[Judgement], cases: Mapping[str, Case]) -> list[QuerySet]:
    """The judgements as query sets, search and precedents apart; ``cases`` are those likes were asked of.

    A case that is gone takes its judgements along. Pure.
    """
    grades: dict[str, dict[str, list[int]]] = {}
    asked: dict[str, Asked] = {}
    for one in judgements:
        if one.asked.case_no and one.asked.case_no not in cases:
            continue
        asked[one.asked.key] = one.asked
        grades.setdefault(one.asked.key, {}).setdefault(one.target, []).append(one.relevant)
    made = []
    kinds: tuple[What, ...] = ("search", "precedents")
    for what in kinds:
        keys = [key for key, one in asked.items() if one.what == what]
        if not keys:
            continue
        some = {key: grades[key] for key in keys}
        lists = [given for targets in some.values() for given in targets.values()]
        made.append(
            QuerySet(
                what,
                "".join(json.dumps(_query(key, asked[key], cases), ensure_ascii=False) + "\n" for key in keys),
                format_qrels({key: {t: _mean(given) for t, given in targets.items()} for key, targets in some.items()}),
                judged=sum(map(len, lists)),
                asked=len(keys),
                disputed=sum(len(set(given)) > 1 for given in lists),
            )
        )
    return made


def _query(key: str, asked: Asked, cases: Mapping[str, Case]) -> dict[str, object]:
    if asked.case_no:
        return {"id": key, "text": matter(cases[asked.case_no]), "apart": asked.case_no}
    return {"id": key, "text": asked.query, **({"typed": True} if asked.what == "search" else {})}


def _mean(grades: list[int]) -> int:
    """Rounded, half up."""
    return (2 * sum(grades) + len(grades)) // (2 * len(grades))


def _must_be_there(tx: Transaction, asker: Asker, what: What, target: str) -> None:
    case = tx.cases.many([target]).get(target)
    if case is not None and may_see(case, asker):
        return
    if what == "search" and case is None:
        number = int(target) if target.isascii() and target.isdigit() and len(target) < 16 else 0
        if number and visible(tx, list(tx.documents.many([number]).values()), asker):
            return
        if tx.laws.many([target]):
            return
    raise NotFound(f"没有“{target}”。", "请核对编号，或重新检索。")
