"""A word → what else it may be, habit by habit. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from archive.chinese.fold import atoms, fold
from archive.chinese.numerals import in_characters, number_in_characters
from archive.errors import InvalidInput
from indexer.index import Adjacent, Keyword, Node, Or

HABITS: Mapping[str, str] = {
    "pinyin": "拼音",
    "lookalikes": "形近字",
    "numbers": "数字写法",
    "synonyms": "同义词",
    "places": "新旧地名",
}
"""Names of the habits, and what the office calls them."""

Groups = Mapping[str, tuple[str, ...]]
"""Each word → the others that mean the same."""

_LETTERS = re.compile("[a-z]{2,40}")
_NUMBER = re.compile(
    r"(?P<first>第?)(?P<number>[0-9]{1,8}|[零〇一二两三四五六七八九十百千万]{1,9})"
    r"(?P<counted>(?:[户人亩间处条款项号年月日天次个名岁米斤吨台辆头只棵届期批家座栋层楼组队件起]|平方米|公里|公斤)?)"
)
_LONGEST = 40
"""Characters of a word that habits widen: a longer one is a sentence."""
_MOST = 12
"""Ways of one word by one habit."""


@dataclass(frozen=True, slots=True)
class Widened:
    """What a habit adds to a word."""

    habit: str
    typed: str
    also: tuple[str, ...]
    """What else is looked for, in the words of a reader."""
    node: Node


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits that are on, with the words the office keeps."""

    on: frozenset[str] = frozenset(HABITS)
    synonyms: Groups | None = None
    """None for those of the program alone."""
    places: Groups | None = None

    def without(self, off: Collection[str]) -> Habits:
        """The same with some switched off."""
        return Habits(self.on - frozenset(off), self.synonyms, self.places)

    def of(self, word: str) -> list[Widened]:
        """What the habits add to a folded word."""
        found: list[Widened] = []
        if len(word) > _LONGEST:
            return found
        if "pinyin" in self.on and _LETTERS.fullmatch(word):
            found.append(Widened("pinyin", word, ("这样拼的人名和地名",), Keyword("pinyin", (word,))))
        if "lookalikes" in self.on and (alike := lookalikes(word)):
            found.append(_letters("lookalikes", word, alike))
        if "numbers" in self.on and (written := writings(word)):
            found.append(_letters("numbers", word, written))
        for habit, groups in (("synonyms", self.synonyms), ("places", self.places)):
            known = groups if groups is not None else built_in() if habit == "synonyms" else {}
            if habit in self.on and (same := known.get(word)):
                found.append(_letters(habit, word, same))
        return found


def switched_off(named: str) -> frozenset[str]:
    """The habits named, separated by commas; ``all`` are all of them. Raises InvalidInput for one nobody knows."""
    names = frozenset(name for part in named.replace("，", ",").split(",") if (name := part.strip()))
    if unknown := names - {*HABITS, "all"}:
        raise InvalidInput(f"没有检索习惯“{'、'.join(sorted(unknown))}”。", f"可以写 {'、'.join(HABITS)} 或 all。")
    return frozenset(HABITS) if "all" in names else names


NO_HABITS = Habits(frozenset())
"""Only the letters as typed."""


def groups_of(lines: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The words of lines such as 拆迁=征收; what follows # is a remark. Groups that share a word stay apart."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        words = [word for part in line.partition("#")[0].split("=") if (word := fold(part).strip())]
        for word in words:
            others = tuple(other for other in words if other != word)
            found[word] = tuple(dict.fromkeys((*found.get(word, ()), *others)))
    return {word: others for word, others in found.items() if others}


def built_in_lines() -> list[str]:
    """The groups of the program, line by line."""
    text = resources.files("search_api.habits").joinpath("synonyms.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def built_in() -> Groups:
    """The synonyms every office starts with."""
    return groups_of(built_in_lines())


def writings(word: str) -> tuple[str, ...]:
    """A number with what it counts, in the other writing: 三十户 and 30户, 第十二条 and 第12条, 二〇二二年 and 2022年."""
    match = _NUMBER.fullmatch(word)
    if match is None or not (match["first"] or match["counted"] or len(match["number"]) > 1):
        return ()
    first, written, counted = match["first"], match["number"], match["counted"]
    if not written.isascii():
        number = number_in_characters(written)
        return () if number is None else (f"{first}{number}{counted}",)
    if written != str(int(written)):
        return ()
    ways = [in_characters(int(written))]
    if len(written) == 4 and counted[:1] == "年":
        ways = ["".join("〇一二三四五六七八九"[int(sign)] for sign in written)]
        ways.append(ways[0].replace("〇", "零"))
    return tuple(f"{first}{way}{counted}" for way in dict.fromkeys(ways))


def lookalikes(word: str) -> tuple[str, ...]:
    """The word with one character taken for one like it; 0 and o in runs of letters and digits."""
    if len(word) < 2:
        return ()
    if word.isascii():
        swapped = {
            word[:at] + {"0": "o", "o": "0"}[sign] + word[at + 1 :] for at, sign in enumerate(word) if sign in "0o"
        }
        return tuple(sorted(swapped))[:_MOST] if any(sign.isdigit() for sign in word) else ()
    table = confusable()
    return tuple(word[:at] + other + word[at + 1 :] for at, sign in enumerate(word) for other in table.get(sign, ""))[
        :_MOST
    ]


@lru_cache(maxsize=1)
def confusable() -> Mapping[str, str]:
    """Each character → those it is taken for."""
    text = resources.files("search_api.habits").joinpath("lookalikes.txt").read_text("utf-8")
    found: dict[str, str] = {}
    for line in text.splitlines():
        for sign in line if not line.startswith("#") else "":
            found[sign] = found.get(sign, "") + line.replace(sign, "")
    return found


def _letters(habit: str, word: str, ways: Sequence[str]) -> Widened:
    nodes = tuple(Adjacent(tuple(atoms(way))) for way in ways)
    return Widened(habit, word, tuple(ways), nodes[0] if len(nodes) == 1 else Or(nodes))
