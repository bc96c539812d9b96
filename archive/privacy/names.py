"""Names of persons in a text, however they are set apart, and the masks that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from archive.chinese.names import mask_name, normal_name, surname
from archive.extract.reading import Line, Page
from archive.privacy.policy import Secret, Taken
from archive.registration.people import find_people
from archive.registration.running import running_text

_APART: Final = r"[ \t\u00a0\u3000\r\n\u200b]{0,6}"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_MINOR: Final = re.compile(
    r"[，,（(、]?\s*(?:男|女)?[，,、]?\s*(?:现年|今年|年仅|年)?\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*周?岁"
)
_CHILD: Final = re.compile(r"(?:未成年(?:人|子女)?|婴儿|幼儿|小学生|初中生|儿童)\s*$")
_LETTERS: Final = re.compile(r"[A-Za-z0-9]")
_ADULT: Final = 18


@dataclass(frozen=True, slots=True)
class Named:
    """A person whose name is taken out."""

    name: str
    minor: bool = False


def presumed_people(text: str) -> list[str]:
    """Names the text itself gives away, as the registration of letters finds them."""
    lines = tuple(Line(line) for line in text.splitlines())
    return list(dict.fromkeys(person.name for person in find_people(running_text((Page(1, lines),)))))


def masks(people: Iterable[Named]) -> dict[str, str]:
    """The mask of each name: surname and 某, with 甲乙丙 where two persons would look alike."""
    shown: dict[str, str] = {}
    taken: dict[str, list[str]] = {}
    for person in people:
        name = normal_name(person.name)
        if len(name) < 2 or name in shown:
            continue
        mask = "某某" if person.minor else mask_name(name)
        taken.setdefault(mask, []).append(name)
        shown[name] = mask
    for mask, names in taken.items():
        if len(names) > 1:
            for number, name in enumerate(names):
                stem = _STEMS[number] if number < len(_STEMS) else str(number + 1)
                shown[name] = f"{mask}{stem}"
    return shown


def find_names(text: str, people: Sequence[Named]) -> list[Taken]:
    """Every place where one of these people stands by name, in full, set apart, or by the given name alone."""
    shown = masks(people)
    minors = {normal_name(person.name) for person in people if person.minor}
    found: list[Taken] = []
    for name in sorted(shown, key=len, reverse=True):
        minor = name in minors or _said_minor(text, name)
        kind = Secret.MINOR if minor else Secret.NAME
        mask = "某某" if minor and name not in minors else shown[name]
        for written in _ways(name):
            for match in written.finditer(text):
                span = match.span()
                if not any(one.start < span[1] and span[0] < one.end for one in found):
                    found.append(Taken(kind, *span, _kept(match.group(), name, mask)))
    return sorted(found, key=lambda one: one.start)


def _ways(name: str) -> list[re.Pattern[str]]:
    """Patterns of a name: whole, and a given name of two characters where no other word begins with it."""
    whole = _APART.join(_sign(sign) for sign in name)
    if _LETTERS.search(name):
        return [re.compile(rf"(?<![A-Za-z0-9]){whole}(?![A-Za-z0-9])")]
    ways = [re.compile(whole)]
    given = name[len(surname(name)) :]
    if "·" not in name and len(given) == 2 and len(set(given)) > 1 and given not in _WORDS:
        ways.append(re.compile(_APART.join(map(re.escape, given))))
    elif "·" in name:
        ways += [re.compile(_APART.join(map(re.escape, part))) for part in name.split("·") if len(part) > 2]
    return ways


_WORDS: Final = frozenset(
    """
    建设 国家 和平 安全 发展 长江 黄河 长城 保证 保国 文化 文明 学习 学生 建国 解放 胜利 光明 东方 红旗 卫生 卫东 平安 安康 富强 自强 天津 北京
    上海 南京 海南 大海 海洋 森林 山林 春天 秋天 东风 永远 永久 成功 成立 志愿 志气 立新 立业 立春 明白 明天 明显 文字 长春 永丰 永安 兴业 兴旺
    发财 平等 平时 平原 新华 中华 中国 国庆 国际 大学 大小 小学 小明 美丽 富贵 江山 江海 山水 信用 信息 信长 安宁 忠诚 忠实 仁义 仁爱 礼貌 义务
    孝顺 孝敬 先进 先生 利用 利益 宝贵 宝贝 元旦 开元 生活 生育 学校 学会 军人 军民 志强 建新 建立 林业 林场 水利 水平 龙江 云南 云海 海云 波动
    海波 春风 玉米 玉石 金银 金山 银行 香火 兰州 华东 华北 丽水 国安 国宝 国务 家庭 社会
    """.split()  # noqa: SIM905 - a list of so many words would fill the page
)
"""Given names that are words too: alone they are left, for they would be taken out of every text."""


def _sign(sign: str) -> str:
    return r"[·•・‧∙．.]" if sign == "·" else re.escape(sign)


def _kept(written: str, name: str, mask: str) -> str:
    """The mask; of a given name alone the part behind the surname."""
    bare = re.sub(r"\s", "", written)
    if len(bare) < len(name) and "·" not in name and not mask.startswith("某"):
        kept = surname(name)
        return mask[len(kept) :] or "某"
    return mask


def _said_minor(text: str, name: str) -> bool:
    for match in re.finditer(re.escape(name), text):
        age = _MINOR.match(text, match.end())
        if age is not None and 0 <= _years(age[1]) < _ADULT:
            return True
        if _CHILD.search(text, max(0, match.start() - 10), match.start()):
            return True
    return False


def _years(written: str) -> int:
    if written.isdigit():
        return int(written)
    tens, ten, units = written.partition("十")
    value = {sign: number for number, sign in enumerate("〇一二三四五六七八九")}
    if not ten:
        return value.get(tens, 99)
    return (value.get(tens, 1) if tens else 1) * 10 + (value.get(units, 0) if units else 0)
