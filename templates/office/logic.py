"""Understands the tags of a template: names, attributes, branches nobody reaches, loops for nothing; pure.

What is wrong is told with its place; what the template needs is told to who fills it: a field printed outside any
condition is required, one that is only asked for (``{% if x %}``) is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2 import TemplateSyntaxError, nodes

from templates.office.branches import Facts, assumed, truth, without
from templates.office.dictionary import COLUMNS, FUNCTIONS, GIVEN, GIVEN_LISTS, MANY, dictionary, nearest
from templates.office.fault import Fault
from templates.office.lines import Line
from templates.sandbox import ENVIRONMENT
from templates.shelf import FieldSpec

_LOOP: Final = frozenset(
    {"index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "cycle", "changed", "depth"}
)  # fmt: skip
_ALLOWED: Final = (
    nodes.Name, nodes.Const, nodes.TemplateData, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.CondExpr, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Neg,
    nodes.Pos, nodes.Call, nodes.Keyword, nodes.List, nodes.Tuple, nodes.Slice,
)  # fmt: skip
_TEXT, _ROWS, _ROW, _LIST, _LOOPS, _ANY = "文字", "表格", "行", "列表", "loop", ""
_NAMESPACE: Final = "namespace"


@dataclass
class Read:
    """What was found in one part after the other."""

    fields: Mapping[str, FieldSpec]
    """Fields the office added for this template."""
    faults: list[Fault] = field(default_factory=list)
    used: dict[str, bool] = field(default_factory=dict)
    """Fields by name; True for those that must have a value."""


def read(lines: Sequence[Line], source: str, into: Read) -> None:
    """Look through one part; ``source`` has a line for each of ``lines``."""
    try:
        tree = ENVIRONMENT.parse(source)
    except TemplateSyntaxError as problem:
        line = lines[min(problem.lineno, len(lines)) - 1]
        into.faults.append(
            Fault(line.shown(_at(line)), f"标记读不懂（{problem.message}）", "请对照字段表改正这一处。", "syntax")
        )
        return
    except RecursionError:
        into.faults.append(Fault(lines[0].place, "标记过于复杂", "请简化标记，不要层层嵌套。", "too_deep"))
        return
    _Walk(lines, into).body(tree.body, {}, {}, frozenset(), inside=False)


def _at(line: Line) -> int:
    return max(0, min((at for at in (line.text.find("{{"), line.text.find("{%")) if at >= 0), default=0))


class _Walk:
    def __init__(self, lines: Sequence[Line], into: Read) -> None:
        self._lines = lines
        self._into = into

    def body(
        self,
        statements: Sequence[nodes.Node],
        scope: dict[str, str],
        facts: Facts,
        asked: frozenset[str],
        *,
        inside: bool,
    ) -> None:
        """Statements one after the other; ``asked`` are the names the conditions around them speak of."""
        for one in statements:
            if isinstance(one, nodes.Output):
                for part in one.nodes:
                    if not isinstance(part, nodes.TemplateData) and self._value(part, scope, asked, inside) in (
                        _LIST,
                        _ROWS,
                    ):
                        self._fault(
                            part, "这里写的是列表，不是文字", "请用 for 逐项写出，或用 | join('、')。", "list_printed"
                        )
            elif isinstance(one, nodes.For):
                self._loop(one, scope, facts, asked, inside)
            elif isinstance(one, nodes.If):
                self._choice(one, scope, facts, asked)
            elif isinstance(one, nodes.Assign):
                facts = self._assign(one, scope, facts, asked, inside)
            else:
                self._fault(one, "用了不允许的标记", "模板里只能用 for、if、elif、else、set。", "forbidden")

    def _assign(
        self, one: nodes.Assign, scope: dict[str, str], facts: Facts, asked: frozenset[str], inside: bool
    ) -> Facts:
        kind = self._value(one.node, scope, asked, inside)
        target = one.target
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
            return without(facts, target.name)
        if isinstance(target, nodes.NSRef):
            return without(facts, target.name)
        self._fault(one, "set 一次只能设一个名字", "请分开写。", "forbidden")
        return facts

    def _loop(self, one: nodes.For, scope: dict[str, str], facts: Facts, asked: frozenset[str], inside: bool) -> None:
        items = one.iter.node if isinstance(one.iter, nodes.Filter) and one.iter.name == "counted" else one.iter
        assert items is not None
        kind = self._value(items, scope, asked, inside)
        if kind == _TEXT:
            self._fault(one, "for 后面的不是列表，是文字", "请核对字段表里的类型。", "not_a_list")
        if one.recursive:
            self._fault(one, "用了 recursive", "请去掉 recursive。", "forbidden")
        names = (
            [name.name for name in one.target.find_all(nodes.Name)]
            if not isinstance(one.target, nodes.Name)
            else [one.target.name]
        )
        inner = {**scope, **dict.fromkeys(names, {_ROWS: _ROW, _LIST: _TEXT}.get(kind, _ANY)), "loop": _LOOPS}
        changed = {name for node in one.body for name in _assigned(node)} | set(names) | {"loop"}
        before = facts
        for name in changed:
            before = without(before, name)
        if one.test is not None:
            self._value(one.test, inner, asked, inside)
        self.body(one.body, inner, before, asked, inside=inside)
        self.body(one.else_, dict(scope), facts, asked, inside=True)
        spoken = {name.name for node in one.body for name in node.find_all(nodes.Name)}
        if isinstance(one.target, nodes.Name) and one.target.name not in spoken and "loop" not in spoken:
            self._fault(
                one,
                f"循环里没有用到“{one.target.name}”，每一遍都一样",
                "请核对循环里写的字段名。",
                "unused_variable",
                grave=False,
            )

    def _choice(self, one: nodes.If, scope: dict[str, str], facts: Facts, asked: frozenset[str]) -> None:
        branches = [(one.test, one.body), *((other.test, other.body) for other in one.elif_)]
        after = facts
        for number, (test, body) in enumerate(branches):
            self._value(test, scope, asked | _names(test), inside=True)
            held = truth(test, after)
            if held is False:
                word = "if" if number == 0 else "elif"
                self._fault(
                    test, f"“{word}”的条件永远不成立，里面的内容不会出现", "请改正条件，或删去这一支。", "unreachable"
                )
            asked = asked | _names(test)
            self.body(body, scope, assumed(test, True, after), asked, inside=True)
            after = assumed(test, False, after)
            if held is True:
                rest = branches[number + 1][0] if number + 1 < len(branches) else one.else_[0] if one.else_ else None
                if rest is not None:
                    self._fault(
                        rest, "前面的条件总是成立，这一支不会出现", "请改正前面的条件，或删去这一支。", "unreachable"
                    )
                return
        self.body(one.else_, scope, after, asked, inside=True)

    def _value(self, node: nodes.Node, scope: Mapping[str, str], asked: frozenset[str], inside: bool) -> str:
        """What kind of value an expression has."""
        if not isinstance(node, _ALLOWED):
            self._fault(node, "用了不允许的写法", "请只用字段、比较、and、or、not 和允许的过滤器。", "forbidden")
            return _ANY
        if isinstance(node, nodes.Name):
            return self._name(node, scope, asked, inside)
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, scope, asked, inside)
        if isinstance(node, nodes.Call):
            self._call(node, scope)
        if isinstance(node, nodes.Filter) and node.name not in ENVIRONMENT.filters:
            self._fault(node, f"没有“{node.name}”这个过滤器", "请去掉它。", "unknown_filter")
        if isinstance(node, nodes.List | nodes.Tuple) and any(not isinstance(item, nodes.Const) for item in node.items):
            self._fault(node, "列表里只能写文字和数字", "请改用字段。", "forbidden")
        kinds = [self._value(child, scope, asked, inside) for child in self._inner(node)]
        return _kind(node, kinds)

    def _inner(self, node: nodes.Node) -> Iterator[nodes.Node]:
        for child in node.iter_child_nodes():
            if not (isinstance(node, nodes.Call) and child is node.node):
                yield child

    def _name(self, node: nodes.Name, scope: Mapping[str, str], asked: frozenset[str], inside: bool) -> str:
        name = node.name
        if name in scope:
            return scope[name]
        if name in GIVEN:
            return _ANY if name in GIVEN_LISTS else _TEXT
        spec = self._into.fields.get(name) or (dictionary()[name].spec if name in dictionary() else None)
        if spec is None:
            self._unknown(node, name)
            return _ANY
        self._into.used[name] = self._into.used.get(name, False) or not (inside or name in asked)
        return _ROWS if spec.form == "rows" else _LIST if spec.form in MANY else _TEXT

    def _unknown(self, node: nodes.Node, name: str) -> None:
        if name in FUNCTIONS:
            self._fault(node, f"“{name}”要这样写：{FUNCTIONS[name]}", "请照样写。", "unknown_field")
            return
        near = nearest(name, self._into.fields)
        advice = f"是不是“{near}”？" if near else "请用 juanzong template fields 查看字段表；"
        self._fault(
            node,
            f"没有“{name}”这个字段",
            f"{advice}本模板专用的字段可用 --field {_ascii(name)}=名称 声明。",
            "unknown_field",
        )

    def _attribute(self, node: nodes.Getattr, scope: Mapping[str, str], asked: frozenset[str], inside: bool) -> str:
        kind = self._value(node.node, scope, asked, inside)
        if node.attr.startswith("_"):
            self._fault(node, f"用了不允许的“.{node.attr}”", "模板只能取字段的值。", "forbidden")
        elif kind == _LOOPS and node.attr not in _LOOP:
            self._fault(node, f"loop 没有“.{node.attr}”", f"可以用：{'、'.join(sorted(_LOOP))}。", "unknown_attribute")
        elif kind == _ROW and node.attr not in COLUMNS:
            shown = "、".join(f"{key} {label}" for key, label in COLUMNS.items())
            self._fault(node, f"这一行没有“.{node.attr}”", f"可以用：{shown}。", "unknown_attribute")
        elif kind in (_TEXT, _LIST, _ROWS):
            self._fault(
                node, f"“.{node.attr}”前面是{kind}，没有这样的内容", "请核对字段表里的类型。", "unknown_attribute"
            )
        return _TEXT if kind in (_LOOPS, _ROW) else _ANY

    def _call(self, node: nodes.Call, scope: Mapping[str, str]) -> None:
        called = node.node
        loops = (
            isinstance(called, nodes.Getattr)
            and isinstance(called.node, nodes.Name)
            and scope.get(called.node.name) == _LOOPS
        )
        known = isinstance(called, nodes.Name) and called.name in FUNCTIONS and called.name not in scope
        if not (known or (loops and isinstance(called, nodes.Getattr) and called.attr in ("cycle", "changed"))):
            self._fault(node, "调用了不允许的功能", f"模板里只能用：{'、'.join(FUNCTIONS)}。", "forbidden")

    def _fault(self, node: nodes.Node, what: str, advice: str, code: str, *, grave: bool = True) -> None:
        line = self._lines[max(0, min(node.lineno, len(self._lines)) - 1)]
        word = next((str(getattr(node, key)) for key in ("attr", "name") if getattr(node, key, None)), "")
        at = line.text.find(word, _at(line)) if word else -1
        self._into.faults.append(Fault(line.shown(at if at >= 0 else _at(line)), what, advice, code, grave))


def _kind(node: nodes.Node, kinds: Sequence[str]) -> str:
    if isinstance(node, nodes.Filter):
        return _TEXT if node.name not in ("select", "reject", "sort", "unique", "reverse", "list") else kinds[0]
    if isinstance(node, nodes.Or) and kinds[0] in (_LIST, _ROWS):
        return kinds[0]
    if isinstance(node, nodes.Getitem) and kinds[0] in (_LIST, _ROWS):
        return _ROW if kinds[0] == _ROWS else _TEXT
    if isinstance(node, nodes.List | nodes.Tuple):
        return _LIST
    return _ANY


def _assigned(node: nodes.Node) -> Iterator[str]:
    found: list[Any] = [*node.find_all(nodes.Assign), *([node] if isinstance(node, nodes.Assign) else [])]
    yield from (one.target.name for one in found if isinstance(one.target, nodes.Name | nodes.NSRef))


def _names(test: nodes.Node) -> frozenset[str]:
    found = {name.name for name in test.find_all(nodes.Name)}
    return frozenset(found | ({test.name} if isinstance(test, nodes.Name) else set()))


def _ascii(name: str) -> str:
    return name if name.isascii() else "英文名"
