"""Cuts a typed query into tokens: words, phrases, fields, operators and brackets. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.chinese.fold import fold
from search_api.language.fields import FIELDS

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<open>\() | (?P<close>\))
      | (?P<quoted>"(?P<phrase>[^"]*)"(?:~(?P<near>\d{0,3}))?)
      | (?P<sign>(?<!\S)[-+](?=[^\s)]))
      | (?P<group>(?P<of>[^\s():"+-][^\s():"]{0,9}):(?=\())
      | (?P<word>(?:(?P<field>[^\s():"+-][^\s():"]{0,9}):)?(?:"(?P<value>[^"]*)"|[^\s()"]*[^\s()"]|(?<=:)))
      | (?P<stray>.)""",
    re.VERBOSE | re.DOTALL,
)
_OPERATORS = {"and": "AND", "or": "OR", "not": "NOT", "且": "AND", "或": "OR", "非": "NOT", "&&": "AND", "||": "OR"}
_PUNCTUATION = str.maketrans("（）：“”„＂「」『』　＋－～＊？", '():"""""""" +-~*?')
_YEAR_IN_NUMBER = re.compile(r"\(\s*((?:19|20)\d\d)\s*\)(?=[^\s()]{0,14}\d)")


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a typed query."""

    kind: str
    """``word``, ``phrase``, ``field``, ``group``, ``AND``, ``OR``, ``NOT``, ``plus``, ``(``, ``)`` or ``stray``."""
    text: str = ""
    field: str = ""
    """The field of a ``field``, or of the ``group`` in brackets that follows."""
    near: int | None = None
    """How far the words of a phrase may stand apart; None if they stand side by side."""


NEAR = 5
"""How far apart where ``~`` has no number."""


def tokens_of(typed: str) -> Iterator[Token]:
    """The tokens of a typed query; white space is dropped."""
    # the brackets round the year of a document's number group nothing
    text = _YEAR_IN_NUMBER.sub(r"〔\1〕", typed.translate(_PUNCTUATION))
    for match in _TOKEN.finditer(text):
        if match["space"] is not None:
            continue
        if match["open"] or match["close"]:
            yield Token(match.group())
        elif match["quoted"] is not None:
            near = match["near"]
            yield Token("phrase", match["phrase"], near=None if near is None else int(near) if near else NEAR)
        elif match["sign"] is not None:
            yield Token("NOT" if match["sign"] == "-" else "plus")
        elif match["group"] is not None:
            name = fold(match["of"])
            yield Token("group", field=FIELDS[name]) if name in FIELDS else Token("word", match["group"])
        elif match["word"]:
            yield _word(match)
        else:
            yield Token("stray", match.group())


def plain_words(typed: str) -> list[Token]:
    """The words of a query whose brackets or quotes do not match, without what joined them."""
    words = re.split(r'[\s()"]+', typed.translate(_PUNCTUATION))
    return [Token("word", word) for word in words if word and fold(word).strip() not in _OPERATORS]


def are_balanced(tokens: Sequence[Token]) -> bool:
    """Whether every bracket and quote has its other half."""
    depth = 0
    for token in tokens:
        depth += (token.kind == "(") - (token.kind == ")")
        if depth < 0 or (token.kind == "stray" and token.text == '"'):
            return False
    return depth == 0


def _word(match: re.Match[str]) -> Token:
    word, name = match["word"], match["field"]
    operator = _OPERATORS.get(fold(word).strip())
    if operator:
        return Token(operator)
    if name and fold(name) in FIELDS:
        value = match["value"] if match["value"] is not None else word.partition(":")[2]
        return Token("field", value, FIELDS[fold(name)])
    return Token("word", word)
