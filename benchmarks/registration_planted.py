"""Real messages with invented names, numbers, addresses, sums and days planted by a seed.

Where a message's own number was starred out by its publisher, a made one is set in: the words around it are the
writer's. Other messages get sentences put in. Every second message is for mending rules, the others are held out.
"""

from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_WEIGHTS, _CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
_STARS = re.compile(r"\*{6,}|0000-0{7,8}")
_PHONE = re.compile(r"(?:电\s?话|手\s?机(?:号码?)?|TEL|联系方式|联系人)[^\n。]{0,6}$")
_IDENTITY = re.compile(r"身份(?:证)?[^\n。]{0,6}$")
_MONEY = re.compile(r"[元块万¥￥钱圆亿角]")
_DATES = re.compile(r"[年月日号]|\d[-./]\d")
_HOME = re.compile(r"住|地址|我是|我们是|本人是|我系|籍|来自|村民|居民|业主")
_SELF = re.compile(r"我叫|我名|本人|人[:：]|姓名|我是|叫|反映人|举报人|投诉人|代表|联系人|[:：]\s*$")
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文佟邢关祁牟"
)
_GIVEN = (
    "国建文德志明永成春秀玉桂淑凤兰英珍芳梅丽华红艳霞燕娟敏静军伟强勇斌鹏峰杰涛波海江山林森云龙虎生才富贵福禄寿喜庆祥瑞宝金银"
    "玲琴萍莲菊香翠巧慧颖婷雪晶莹欣怡佳子涵宇浩然俊豪立新平安学忠孝仁义礼信长发财旺兴业守田有根满仓恩光耀宗继先绍启元亨利贞"
)
_TOWNS = ("柳河镇", "青山镇", "大顺乡", "永昌乡", "双泉镇", "石岭乡", "会丰镇", "前哨乡", "城关镇", "和兴乡")
_VILLAGES = (
    "向阳村",
    "东升村",
    "前进村",
    "王家村",
    "大兴村",
    "永丰村",
    "红星村",
    "靠山村",
    "新立村",
    "四合村",
    "长胜村",
    "双榆村",
    "胜利村",
    "八家子村",
)
_ESTATES = ("锦绣家园", "惠民小区", "阳光花园", "滨河新城", "福临苑")
# every second wording belongs to the half on which rules are mended, as do the messages
_INTRODUCTIONS = (
    "我叫{name}，家住{home}，身份证号{id}，联系电话{phone}。",
    "本人{name}，男，汉族，身份证号码：{id}，现住{home}，电话{phone}。",
    "我是{home}村民{name}，今年六十二岁，手机号{phone}，身份证{id}。",
    "反映人：{name}，住址：{home}，身份证号：{id}，手机：{phone}。",
    "{name}，女，{id}，住{home}，联系方式：{phone}。",
    "我名叫{name}，是{home}人，公民身份号码{id}，电话号码是{phone}，",
)
_SIGNATURES = (
    "\n此致\n敬礼\n{name}\n{day}",
    "\n反映人：{name}\n{day}",
    "此致敬礼！信访人：{name}（手印）\n{day}",
    "\n求助人 {name}\n{day}",
    "\n投诉人:{name}  {day}",
    "\n                    {name}敬上\n{day}",
)
_MENTIONS = (
    "这件事村民{other}可以作证。",
    "当时{other}也在场。",
    "我和{other}一起去找过他们。",
    "邻居{other}家也是一样的情况。",
    "村主任{other}说让等通知。",
    "是{other}经手办理的。",
)
_SUMS = (
    ("为此我前后花费{sum}元。", "{:,}"),
    ("我家损失{sum}元，至今无人过问。", "{}"),
    ("共计{sum}元。", "{:,}.00"),
    ("欠我们{sum}万元一直不给。", "{wan}"),
    ("要求赔偿￥{sum}。", "{:,}.00"),
    ("已经交了{sum}块钱。", "{}"),
)
_SENTENCE = re.compile(r"(?<=[。！？])")


@dataclass(frozen=True, slots=True)
class Planted:
    """A message with its truth."""

    name: str
    text: str
    truth: dict[str, Any]
    others: tuple[str, ...]
    """People planted beside the petitioner; the message may name more."""
    held_out: bool


def planted(data: Path, seed: int = 7, inserted: int = 240) -> Iterator[Planted]:
    """Messages of ``petitions/messages.jsonl.xz``: all with starred numbers, and ``inserted`` others."""
    with lzma.open(data / "petitions" / "messages.jsonl.xz", "rt", encoding="utf-8") as lines:
        messages = [json.loads(line) for line in lines]
    chance = random.Random(seed)
    others = []
    for number, message in enumerate(messages):
        text = message["text"].replace("_x000D_", "")
        if _STARS.search(text):
            filled = _filled(text, chance)
            if filled:
                yield Planted(f"starred-{message['id']}", filled[0], filled[1], (), number % 2 == 1)
        elif 60 < len(text) < 900:
            others.append((number, message["id"], text))
    for number, key, text in chance.sample(others, inserted):
        yield _with_sentences(f"planted-{key}", text, chance, number % 2)


def labelled(data: Path) -> Iterator[tuple[str, str, bool]]:
    """(text, our class, held out) of the messages whose hotline class has one of ours that fits."""
    ours = {"劳动和社会保障": "劳动争议", "教育文体": "教育", "卫生计生": "医疗", "商贸旅游": "消费维权"}
    with lzma.open(data / "petitions" / "messages.jsonl.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            message = json.loads(line)
            if message.get("class") in ours:
                yield f"{message.get('topic') or ''}\n{message['text']}", ours[message["class"]], number % 2 == 1


def _filled(text: str, chance: random.Random) -> tuple[str, dict[str, Any]] | None:
    """Made numbers for starred ones whose kind the words before tell; None if there is no such."""
    truth: dict[str, Any] = {"id_no": [], "phone": []}
    built, at = "", 0
    for match in _STARS.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        made = match.group()
        if _IDENTITY.search(before):
            made = _identity(chance)
            truth["id_no"].append(made)
        elif match.group().startswith("0000"):
            made = f"0{chance.randint(311, 998)}-{chance.randint(2, 8)}{chance.randint(0, 9999999):07d}"
            truth["phone"].append(made)
        elif _PHONE.search(before):
            made = _mobile(chance)
            truth["phone"].append(made)
        built += text[at : match.start()] + made
        at = match.end()
    return (built + text[at:], truth) if truth["id_no"] or truth["phone"] else None


def _with_sentences(name: str, text: str, chance: random.Random, half: int) -> Planted:
    petitioner, other = _name(chance), _name(chance)
    values = {"name": petitioner, "id": _identity(chance), "phone": _mobile(chance), "home": _home(chance)}
    day = f"{chance.randint(2015, 2024)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    year, month, date = (int(part) for part in day.split("-"))
    written = chance.choice(
        (f"{year}年{month}月{date}日", f"{year}.{month}.{date}", day, _in_chinese(year, month, date))
    )
    truth: dict[str, Any] = {"id_no": [values["id"]], "phone": [values["phone"]]}
    pieces = [piece for piece in _SENTENCE.split(text) if piece]
    pieces.insert(chance.randint(1, len(pieces)), chance.choice(_MENTIONS[half::2]).format(other=other))
    if not _MONEY.search(text):
        wording, form = chance.choice(_SUMS[half::2])
        yuan = chance.choice((chance.randint(2, 99) * 100, chance.randint(1200, 350000)))
        if form == "{wan}":
            yuan = chance.randint(12, 300) * 1000
        shown = f"{yuan / 10000:g}" if form == "{wan}" else form.format(yuan)
        pieces.insert(chance.randint(1, len(pieces)), wording.format(sum=shown))
        truth["amounts"] = [yuan]
    if not _DATES.search(text):
        truth["date"] = day
        truth["occurred"] = []
    if not _HOME.search(text):
        truth["address"] = [values["home"]]
    if not _SELF.search(text):
        truth["petitioner"] = [petitioner]
    introduction = chance.choice(_INTRODUCTIONS[half::2]).format(**values)
    signature = chance.choice(_SIGNATURES[half::2]).format(name=petitioner, day=written)
    return Planted(name, introduction + "".join(pieces) + signature, truth, (petitioner, other), half == 1)


def _name(chance: random.Random) -> str:
    return chance.choice(_SURNAMES) + "".join(chance.sample(_GIVEN, chance.choice((1, 2, 2, 2, 2))))


def _home(chance: random.Random) -> str:
    town = f"安和县{chance.choice(_TOWNS)}"
    if chance.random() < 0.25:
        return f"{town}{chance.choice(_ESTATES)}{chance.randint(1, 20)}号楼{chance.randint(1, 4)}单元{chance.randint(1, 6)}0{chance.randint(1, 3)}室"
    return f"{town}{chance.choice(_VILLAGES)}{chance.choice(('', '三组', '五屯', '2组', '八组'))}"


def _identity(chance: random.Random) -> str:
    born = f"{chance.randint(1940, 2004)}{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    body = f"990{chance.randint(100, 199)}{born}{chance.randint(0, 999):03d}"
    return body + _CHECKS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def _mobile(chance: random.Random) -> str:
    return f"1{chance.choice('3578')}{chance.randint(0, 9)}{chance.randint(0, 99999999):08d}"


def _in_chinese(year: int, month: int, date: int) -> str:
    digits = "〇一二三四五六七八九"

    def small(number: int) -> str:
        tens, units = divmod(number, 10)
        return (("" if tens == 1 else digits[tens]) + "十" if tens else "") + (digits[units] if units else "")

    return f"{''.join(digits[int(sign)] for sign in str(year))}年{small(month)}月{small(date)}日"
