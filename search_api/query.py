"""What a person types → a query of the index. Pure, and never an error: what cannot be parsed becomes plain words.

Words stand for substrings, quotes for adjacent text, a space for AND; AND OR NOT (且 或 非, + -) and brackets combine
them, NOT before AND before OR; ``字段:值`` asks a field. Full-width punctuation is the same as half-width.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from archive.chinese.dates import DateSpan, parse_date
from archive.chinese.fold import atoms, fold, is_symbol
from archive.chinese.numbers import normal_number
from indexer.index import Adjacent, And, Days, Everything, Keyword, Node, Not, Nothing, Or
from indexer.segment import Segmenter
from indexer.terms import rank_terms

LONGEST_QUERY = 2000
"""Characters of a typed query that are looked at; the answer says when more were typed."""

FIELDS: Mapping[str, str] = {
    **dict.fromkeys(("种类", "kind"), "kind"),
    **dict.fromkeys(("文种", "文书", "paper"), "paper"),
    **dict.fromkeys(("类别", "纠纷类别", "category"), "category"),
    **dict.fromkeys(("乡镇", "地区", "属地", "地点", "村", "region"), "place"),
    **dict.fromkeys(("年份", "年度", "year"), "year"),
    **dict.fromkeys(("日期", "时间", "date"), "date"),
    **dict.fromkeys(("文号", "发文字号", "number"), "number"),
    **dict.fromkeys(("案号", "编号", "案件", "case"), "case_no"),
    **dict.fromkeys(("当事人", "姓名", "信访人", "party"), "party"),
    **dict.fromkeys(("结果", "结论", "outcome"), "outcome"),
    **dict.fromkeys(("渠道", "channel"), "channel"),
    **dict.fromkeys(("单位", "责任单位", "unit"), "unit"),
    **dict.fromkeys(("法律", "法规", "law"), "law"),
    **dict.fromkeys(("文件名", "文件", "file"), "name"),
}
"""Field names as people type them → the index's keyword fields."""

_KINDS = {
    "案件": "case",
    "案": "case",
    "文档": "document",
    "文件": "document",
    "法律": "law",
    "法规": "law",
    "法条": "law",
}
_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<open>\() | (?P<close>\))
      | (?P<quoted>"(?P<phrase>[^"]*)")
      | (?P<sign>(?<!\S)[-+](?=[^\s]))
      | (?P<word>(?:(?P<field>[^\s():"+-][^\s():"]{0,9}):)?(?:"(?P<value>[^"]*)"|[^\s()"]*[^\s()"]|(?<=:)))
      | (?P<stray>.)""",
    re.VERBOSE | re.DOTALL,
)
_OPERATORS = {"and": "AND", "or": "OR", "not": "NOT", "且": "AND", "或": "OR", "非": "NOT", "&&": "AND", "||": "OR"}
_PUNCTUATION = str.maketrans("（）：“”„＂「」『』　＋－", '():"""""""" +-')
_YEAR_IN_NUMBER = re.compile(r"\(\s*((?:19|20)\d\d)\s*\)(?=[^\s()]{0,14}\d)")
_RANGE = re.compile(r"^(?P<first>.*?)(?:\.\.|~|～|至|到)(?P<last>.*)$")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as it was understood."""

    match: Node
    rank: Mapping[str, float]
    """Weight of each rank term."""
    needles: tuple[tuple[str, ...], ...]
    """Atoms to highlight, as they stand side by side."""
    relaxed: Node | None = None
    """The same with any of its words instead of all; None where that would be the same."""
    notes: tuple[str, ...] = ()
    """What was not understood or left out, in Chinese."""


@dataclass(slots=True)
class _Reader:
    """Reads tokens one after the other, gathering what ranks and what is highlighted."""

    segmenter: Segmenter
    tokens: list[tuple[str, str, str]]
    at: int = 0
    depth: int = 0
    negated: int = 0
    rank: dict[str, float] = field(default_factory=dict)
    needles: dict[tuple[str, ...], None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self) -> tuple[str, str, str]:
        self.at += 1
        return self.tokens[self.at - 1]


@dataclass(frozen=True, slots=True)
class _Words:
    """All of these words, which may be relaxed to any of them."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class _All:
    """All of these parts, with the words among them gathered in one."""

    parts: tuple[_Part, ...]


_Part = Node | _Words | _All


def parse(typed: str, segmenter: Segmenter) -> Parsed:
    """Understand a typed query."""
    notes: list[str] = []
    if len(typed) > LONGEST_QUERY:
        notes.append(f"查询太长，只用了前 {LONGEST_QUERY} 个字。要找与长文相像的案件，请用“类案”。")
        typed = typed[:LONGEST_QUERY]
    tokens = list(_tokens(typed))
    if typed.strip() and not _balanced(tokens):
        notes.append("括号或引号不成对，已按普通词语检索。")
        tokens = [("word", "", word) for word in re.split(r'[\s()"]+', typed.translate(_PUNCTUATION)) if word]
    reader = _Reader(segmenter, tokens)
    tree = _or(reader)
    while reader.at < len(reader.tokens):  # a stray closing mark: what follows is asked for as well
        reader.take()
        if reader.at < len(reader.tokens):
            tree = _both(tree, _or(reader))
    notes += reader.notes
    match = _settle(tree, all_words=True) if tree is not None else (Nothing() if typed.strip() else Everything())
    if tree is None and typed.strip():
        notes.append("查询里没有可以检索的字词。")
    relaxed = _settle(tree, all_words=False) if tree is not None else None
    return Parsed(match, reader.rank, tuple(reader.needles), None if relaxed == match else relaxed, tuple(notes))


def plain(text: str, segmenter: Segmenter) -> dict[str, float]:
    """Rank terms of a plain text that is never parsed, each weighted by how often it stands in the text."""
    rank: dict[str, float] = {}
    folded = fold(text)
    _add_terms(rank, folded, segmenter)
    return rank


def _tokens(typed: str) -> Iterator[tuple[str, str, str]]:
    """(kind, field, text) of each token; white space is dropped."""
    # the brackets round the year of a document's number group nothing
    text = _YEAR_IN_NUMBER.sub(r"〔\1〕", typed.translate(_PUNCTUATION))
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if match["space"] is not None:
            continue
        if match["open"] or match["close"]:
            yield match.group(), "", ""
        elif match["quoted"] is not None:
            yield "phrase", "", match["phrase"]
        elif match["sign"] is not None:
            yield ("NOT" if match["sign"] == "-" else "plus"), "", ""
        elif match["word"]:
            yield from _word_token(match)
        else:
            yield "stray", kind, match.group()


def _word_token(match: re.Match[str]) -> Iterator[tuple[str, str, str]]:
    word, name = match["word"], match["field"]
    operator = _OPERATORS.get(word.lower())
    if operator:
        yield operator, "", ""
    elif name and fold(name) in FIELDS:
        value = match["value"] if match["value"] is not None else word.partition(":")[2]
        yield "field", FIELDS[fold(name)], value
    else:
        yield "word", "", word


def _balanced(tokens: list[tuple[str, str, str]]) -> bool:
    depth = 0
    for kind, _, text in tokens:
        depth += (kind == "(") - (kind == ")")
        if depth < 0 or (kind == "stray" and text == '"'):
            return False
    return depth == 0


def _or(reader: _Reader) -> _Part | None:
    parts = []
    while True:
        part = _and(reader)
        if part is not None:
            parts.append(part)
        if reader.peek() != "OR":
            break
        reader.take()
    if len(parts) > 1:
        return Or(tuple(_settle(part, all_words=True) for part in parts))
    return parts[0] if parts else None


def _and(reader: _Reader) -> _Part | None:
    tree: _Part | None = None
    while (kind := reader.peek()) and kind not in ("OR", ")"):
        if kind in ("AND", "plus", "stray"):
            reader.take()
            continue
        part = _not(reader)
        if part is not None:
            tree = _both(tree, part)
    return tree


def _not(reader: _Reader) -> _Part | None:
    if reader.peek() != "NOT":
        return _leaf(reader)
    reader.take()
    reader.negated += 1
    part = _not(reader) if reader.peek() not in ("", "OR", "AND", ")") else None
    reader.negated -= 1
    return None if part is None else Not(_settle(part, all_words=True))


def _leaf(reader: _Reader) -> _Part | None:
    kind, name, text = reader.take()
    if kind == "(":
        inside = _or(reader)
        if reader.peek() == ")":
            reader.take()
        return inside
    if kind == "field":
        return _field(reader, name, text)
    if kind == "phrase":
        return _phrase(reader, text)
    if kind == "word":
        return _word(reader, text)
    return None


def _both(left: _Part | None, right: _Part | None) -> _Part | None:
    if left is None or right is None:
        return left if right is None else right
    parts = [part for side in (left, right) for part in (side.parts if isinstance(side, _All) else (side,))]
    words = [node for part in parts if isinstance(part, _Words) for node in part.nodes]
    others = [part for part in parts if not isinstance(part, _Words)]
    if not others:
        return _Words(tuple(words))
    return _All((*others, _Words(tuple(words))) if words else tuple(others))


def _settle(part: _Part, *, all_words: bool) -> Node:
    """The node of a part, with its words joined by AND or by OR."""
    if isinstance(part, _Words):
        if len(part.nodes) == 1:
            return part.nodes[0]
        return And(part.nodes) if all_words else Or(part.nodes)
    if isinstance(part, _All):
        return And(tuple(_settle(inner, all_words=all_words) for inner in part.parts))
    return part


def _word(reader: _Reader, text: str) -> _Part | None:
    folded = fold(text)
    if special := _number_or_date(folded):
        _add(reader, folded)
        return _Words((Or((_adjacent(reader, tuple(atoms(folded))), special)),))
    words = [word for word in reader.segmenter.cut(folded) if not all(is_symbol(atom) for atom in atoms(word))]
    if not words:
        return None
    _add(reader, folded)
    return _Words(tuple(_adjacent(reader, tuple(atoms(word))) for word in words))


def _number_or_date(folded: str) -> Node | None:
    """A document number or a date is found however it was written."""
    if number := normal_number(folded):
        return Keyword("number", (number,))
    span = parse_date(folded)
    if span is not None and span.first.month == span.last.month:
        return Keyword("date", (span.label,))
    return None


def _phrase(reader: _Reader, text: str) -> _Part | None:
    folded = fold(text)
    found = atoms(folded)
    while found and is_symbol(found[0]):
        found.pop(0)
    while found and is_symbol(found[-1]):
        found.pop()
    if not found:
        return None
    _add(reader, folded)
    node = _adjacent(reader, tuple(found))
    special = _number_or_date(folded)
    return _Words((Or((node, special)) if special else node,))


def _adjacent(reader: _Reader, found: tuple[str, ...]) -> Node:
    if not reader.negated:
        reader.needles[found] = None
    return Adjacent(found)


def _add(reader: _Reader, folded: str) -> None:
    if not reader.negated:
        _add_terms(reader.rank, folded, reader.segmenter)


def _add_terms(rank: dict[str, float], folded: str, segmenter: Segmenter) -> None:
    for term in rank_terms(folded, segmenter):
        if not (term[0] == "." and is_symbol(term[1:])):
            rank[term] = rank.get(term, 0.0) + 1.0


def _field(reader: _Reader, name: str, value: str) -> _Part | None:
    stripped = value.strip()
    if not stripped:
        reader.notes["字段后面没有写值，已略过。"] = None
        return None
    if name == "date":
        return _days(reader, stripped)
    return _FIELD_NODES.get(name, _exactly)(name, stripped)


def _exactly(name: str, value: str) -> Node:
    return Keyword(name, tuple(dict.fromkeys((value, fold(value)))))


def _folded(name: str, value: str) -> Node:
    return Keyword(name, (fold(value),))


_FIELD_NODES: Mapping[str, Callable[[str, str], Node]] = {
    "kind": lambda name, value: Keyword(name, (_KINDS.get(value, value.lower()),)),
    "number": lambda name, value: Keyword(name, (normal_number(value) or fold(value),)),
    "year": lambda name, value: Keyword(name, (fold(value).removesuffix("年"),)),
    "place": _folded,
    "party": _folded,
    "case_no": _folded,
    "name": _folded,
}


def _days(reader: _Reader, value: str) -> Node:
    if span := parse_date(value):
        return Days(span.first.toordinal(), span.last.toordinal())
    if ends := _RANGE.match(value):
        first, last = (_end(reader, ends["first"]), _end(reader, ends["last"]))
        if first or last:
            return Days(first.first.toordinal() if first else None, last.last.toordinal() if last else None)
    reader.notes[f"看不懂日期“{value}”，这一条没有起作用。可以写 2022年5月、2022-05-06 或 2022-01-01..2022-06-30。"] = (
        None
    )
    return Everything()


def _end(reader: _Reader, text: str) -> DateSpan | None:
    if not text.strip():
        return None
    span = parse_date(text)
    if span is None:
        reader.notes[f"看不懂日期“{text}”，已略过。"] = None
    return span
