"""Small grammars in which the county's texts are written: alternatives and slots.

``[甲|乙|]`` stands for one of its parts, which may be empty and may hold further ones; ``{slot}`` and ``{slot:2-9}`` are
filled by whoever renders. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

Say = Callable[[str, str], str]
"""Fills a slot, given its name and what stands behind its colon."""
_TOKEN = re.compile(r"\{(\w+)(?::([^{}]*))?\}|[\[\]|]|[^\[\]|{}]+")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to be filled."""

    name: str
    range: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    options: tuple[Template, ...]


Template = tuple[str | Slot | Choice, ...]


def parse(text: str) -> Template:
    """The grammar that a text states. Raises ValueError where a bracket or brace is not closed."""
    tokens = list(_TOKEN.finditer(text))
    if "".join(token[0] for token in tokens) != text:
        raise ValueError(f"a brace is not closed: {text}")
    found, rest = _sequence(tokens, 0)
    if rest != len(tokens):
        raise ValueError(f"a bracket is not opened: {text}")
    return found


def _sequence(tokens: list[re.Match[str]], at: int) -> tuple[Template, int]:
    parts: list[str | Slot | Choice] = []
    while at < len(tokens):
        token = tokens[at]
        if token[1]:
            parts.append(Slot(token[1], token[2] or ""))
        elif token[0] == "[":
            choice, at = _choice(tokens, at + 1)
            parts.append(choice)
            continue
        elif token[0] in ("|", "]"):
            break
        else:
            parts.append(token[0])
        at += 1
    return tuple(parts), at


def _choice(tokens: list[re.Match[str]], at: int) -> tuple[Choice, int]:
    options: list[Template] = []
    while True:
        option, at = _sequence(tokens, at)
        options.append(option)
        if at == len(tokens):
            raise ValueError("a bracket is not closed")
        at += 1
        if tokens[at - 1][0] == "]":
            return Choice(tuple(options)), at


def render(template: Template, say: Say, random: Random) -> str:
    """One text of the grammar."""
    return "".join(_rendered(template, say, random))


def _rendered(template: Template, say: Say, random: Random) -> Iterator[str]:
    for part in template:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Slot):
            yield say(part.name, part.range)
        else:
            yield from _rendered(part.options[int(random.random() * len(part.options))], say, random)


def slots(template: Template) -> Iterator[str]:
    """The names of all slots in it."""
    for part in template:
        if isinstance(part, Slot):
            yield part.name
        elif isinstance(part, Choice):
            for option in part.options:
                yield from slots(option)
