"""Where templates run: a template is a file people edit and values are what people wrote, so neither is trusted.

A template may print values, choose and repeat. It cannot reach the program, call anything but the few functions here, or
go on for ever: loops, texts and the filled part have limits, and each is told with the limit it met.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import update_wrapper
from typing import Any, Final

from jinja2 import StrictUndefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup, escape

from archive.chinese.date_words import chinese_date, chinese_number
from archive.chinese.masks import mask_id, mask_phone
from archive.errors import InvalidInput
from templates.gongwen.signature import signature_xml, signed_by_xml, unsealed_xml
from templates.overrides import parse_day

MOST_TURNS: Final = 500_000
"""Turns of all loops of a part together."""
MOST_OUTPUT: Final = 24_000_000
"""Characters of a filled part, tags of Word among them: some 15,000 rows of a table."""
MOST_TEXT: Final = 200_000
"""Characters a template may make of one value, or items of one list."""
MOST_SECONDS: Final = 60.0
"""A part takes a hundredth of a second; whoever takes a minute never ends."""
_EVERY: Final = 1024
_METER: Final = "_meter"

FILTERS: Final = (
    "abs", "capitalize", "count", "d", "default", "e", "escape", "first", "float", "int", "join", "last", "length",
    "list", "lower", "replace", "reverse", "round", "select", "reject", "sort", "string", "sum", "title", "trim", "unique",
    "upper", "wordcount",
)  # fmt: skip
"""Of Jinja's own; the others format, reach into objects or hold back the escaping."""


class TooMuch(Exception):
    """A limit was met; the message says in Chinese which."""


class Empty(str):
    """A value that is not there: it may be asked for, but printing it would leave a blank nobody sees."""

    key: str
    label: str

    def __new__(cls, key: str, label: str) -> Empty:
        """An empty text that knows what is missing."""
        made = super().__new__(cls, "")
        made.key, made.label = key, label
        return made


class Blank(Exception):
    """An empty value was to be printed."""

    def __init__(self, value: Empty) -> None:
        super().__init__(value.label)
        self.value = value


class Meter:
    """Counts what one filling takes."""

    def __init__(self) -> None:
        self._turns = 0
        self._end = time.monotonic() + MOST_SECONDS

    def turn(self) -> None:
        """One more turn of a loop. Raises TooMuch."""
        self._turns += 1
        if self._turns > MOST_TURNS:
            raise TooMuch(f"循环超过了 {MOST_TURNS // 10_000} 万次")
        if self._turns % _EVERY == 0 and time.monotonic() > self._end:
            raise TooMuch(f"填写超过了 {MOST_SECONDS:g} 秒")


class _Counted:
    """What a loop goes over, turn by turn under the meter; its length stays known to ``loop``."""

    def __init__(self, items: Iterable[Any], meter: Meter) -> None:
        self._items = items if isinstance(items, Collection) else list(items)
        self._meter = meter

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        for item in self._items:
            self._meter.turn()
            yield item


class _Names(Namespace):
    """What a template counts in; a text cannot grow in it turn by turn."""

    def __setitem__(self, name: str, value: Any) -> None:
        if not isinstance(value, str | int | float):
            raise SecurityError("only text and numbers are kept")
        super().__setitem__(name, _bounded(value))


class Sandbox(ImmutableSandboxedEnvironment):
    """Escaping, strict and bounded."""

    intercepted_binops = frozenset({"+", "*", "%", "**"})

    def __init__(self) -> None:
        super().__init__(
            autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, finalize=_printed, extensions=()
        )
        self.globals = {
            "signature": _signature, "unsealed": _unsealed, "signed_by": _signed_by, "namespace": _Names,
        }  # fmt: skip
        own = {"chinese": chinese_number, "chinese_date": _chinese_date, "masked": _masked}
        self.filters = {name: _within(self.filters[name]) for name in FILTERS} | own | {"counted": _counted}
        self.filters |= {"join": _join, "replace": _replace, "length": len, "count": len}
        self.concat = _gathered  # type: ignore[method-assign]  # where Jinja looks for it

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The tree of a template, each loop under the meter."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        return tree

    def is_safe_callable(self, obj: Any) -> bool:
        """Only what is offered here; no method of a value."""
        if isinstance(getattr(obj, "__self__", None), LoopContext):
            return getattr(obj, "__name__", "") in ("cycle", "changed")
        return any(obj is one for one in self.globals.values())

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Sums and products of numbers; texts and lists may be put together within limits. Raises SecurityError."""
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            return left + right  # says which value is not there
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "+" and not numbers:
            made = left + right
            return _bounded(made)
        if not numbers or operator == "**" or max(abs(left), abs(right)) > 1e15:
            raise SecurityError(f"{operator} of texts")
        return super().call_binop(context, operator, left, right)


def _printed(value: Any) -> Any:
    """Only what can be read: a list or a missing value printed as it is would be a fault of the paper."""
    if isinstance(value, Empty):
        raise Blank(value)
    if isinstance(value, str | int | float | Undefined) and not isinstance(value, bool):
        return value
    raise TypeError("这里要的是文字，不是列表或者判断；请用 for 逐项写出，或用 | join('、')")


def _bounded(value: Any) -> Any:
    if isinstance(value, str | list | tuple) and len(value) > MOST_TEXT:
        raise TooMuch(f"拼出的文字或列表超过了 {MOST_TEXT // 10_000} 万")
    return value


def _within(inner: Callable[..., Any]) -> Callable[..., Any]:
    """A filter of Jinja's whose result is held to the limits."""

    def filtered(*args: Any, **kwargs: Any) -> Any:
        return _bounded(inner(*args, **kwargs))

    return update_wrapper(filtered, inner)  # jinja_pass_arg too, which says that a filter wants the environment


def _join(items: Iterable[Any], by: str = "") -> Markup:
    total, parts = 0, []
    for item in items:
        parts.append(_printed(item))
        total += len(str(item)) + len(by)
        if total > MOST_TEXT:
            raise TooMuch(f"拼出的文字超过了 {MOST_TEXT // 10_000} 万字")
    return escape(by).join(parts)


def _replace(text: str, old: str, new: str) -> str:
    if old and str(text).count(str(old)) * len(str(new)) + len(str(text)) > MOST_TEXT:
        raise TooMuch(f"替换后的文字超过了 {MOST_TEXT // 10_000} 万字")
    return str(text).replace(str(old), str(new)) if old else str(text)


@pass_context
def _counted(context: Context, items: Any) -> Any:
    meter = context.get(_METER)
    return _Counted(items, meter) if isinstance(meter, Meter) and not isinstance(items, Undefined) else items


def _gathered(parts: Iterable[str]) -> str:
    made: list[str] = []
    total = 0
    for part in parts:
        made.append(part)
        total += len(part)
        if total > MOST_OUTPUT:
            raise TooMuch(f"填写出来的内容超过了 {MOST_OUTPUT // 10_000} 万字符（连同 Word 的标记）")
    return "".join(made)


def _chinese_date(day: str) -> str:
    """``二〇二二年五月六日`` for a day as papers print it; anything else stays."""
    try:
        return chinese_date(parse_day(str(day)))
    except InvalidInput:
        return day


def _masked(text: str) -> str:
    """Identity and mobile numbers with their middle starred."""
    return mask_phone(mask_id(str(text)))


def _signature(unit: str, date: str, style: str = "署名") -> Markup:
    return Markup(signature_xml(str(unit), str(date), str(style)))  # noqa: S704 - escaped there


def _unsealed(unit: str, date: str) -> Markup:
    return Markup(unsealed_xml(str(unit), str(date)))  # noqa: S704 - escaped there


def _signed_by(post: str, name: str, date: str) -> Markup:
    return Markup(signed_by_xml(str(post), str(name), str(date)))  # noqa: S704 - escaped there


def metered(values: Any) -> dict[str, Any]:
    """The values of one filling, with its meter."""
    return {**values, _METER: Meter()}


ENVIRONMENT: Final = Sandbox()
"""The one environment of all templates."""
