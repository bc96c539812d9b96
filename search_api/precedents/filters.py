"""What precedents are confined to: the fields of the search, and any query of its language. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from archive.cases.labels import label
from archive.cases.model import CaseKind
from archive.cases.procedure.held import FELL, HELD_LABELS, STOOD, Held
from archive.errors import InvalidInput
from indexer.index import Keyword, Node
from search_api.language.fields import field_node
from search_api.language.parse import Parsed

HELD_CHOICES: Mapping[str, str] = {
    "stood": "维持或履行",
    "fell": "被变更或重办",
    **{code.value: said for code, said in HELD_LABELS.items()},
}
"""What may be asked of a decision's fate: two groups, and every single one."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What like cases must have."""

    kind: CaseKind | None = None
    category: str = ""
    township: str = ""
    unit: str = ""
    year: str = ""
    outcome: str = ""
    channel: str = ""
    amount: str = ""
    """As the query language writes it: >1万元, 5000..2万元."""
    law: str = ""
    """An article or a statute: 民法典第二百三十八条, 民法典."""
    held: str = ""
    """One of ``HELD_CHOICES``."""
    where: str = ""
    """Anything else, in the query language."""


@dataclass(frozen=True, slots=True)
class Confined:
    """Filters as the index takes them, and said back in Chinese."""

    nodes: tuple[Node, ...] = ()
    said: tuple[str, ...] = ()


def confine(filters: Filters, parse: Callable[[str], Parsed], today: dt.date) -> Confined:
    """The nodes of filters.

    Raises InvalidInput for what cannot be understood: a filter that silently does nothing would count wrong cases.
    """
    fields = {
        "matter": "" if filters.kind is None else label(filters.kind),
        "category": filters.category,
        "place": filters.township,
        "unit": filters.unit,
        "year": filters.year,
        "outcome": filters.outcome,
        "channel": filters.channel,
        "amount": filters.amount,
        "cited": filters.law,
    }
    nodes: list[Node] = []
    said: list[str] = []
    for name, value in fields.items():
        if not value.strip():
            continue
        node, told, note = field_node(name, value, today)
        if node is None or note:
            raise InvalidInput(note or f"看不懂条件“{value}”。", "请改正这个条件，或去掉它。")
        nodes.append(node)
        said.append(told)
    if filters.held:
        nodes.append(Keyword("held", _fates(filters.held)))
        said.append(f"复查复核结果：{HELD_CHOICES[filters.held]}")
    if filters.where.strip():
        parsed = parse(filters.where)
        if parsed.notes:
            raise InvalidInput("；".join(note.rstrip("。") for note in parsed.notes) + "。", "请改正条件，或去掉它。")
        nodes.append(parsed.match)
        said.append(parsed.reading)
    return Confined(tuple(nodes), tuple(said))


def _fates(asked: str) -> tuple[str, ...]:
    if asked not in HELD_CHOICES:
        known = "、".join(f"{code}（{said}）" for code, said in HELD_CHOICES.items())
        raise InvalidInput(f"没有“{asked}”这种复查复核结果。", f"可以是：{known}。")
    group = {"stood": STOOD, "fell": FELL}.get(asked, frozenset({Held(asked)} if asked in set(Held) else ()))
    return tuple(sorted(HELD_LABELS[fate] for fate in group))
