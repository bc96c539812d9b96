"""The notice (通报) to a body about what it missed or reported untruly; names are masked. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.cases.backcheck.verdict import Verdict
from archive.chinese.date_words import chinese_number, gongwen_date
from archive.chinese.masks import mask_id, mask_phone
from archive.chinese.names import mask_name


@dataclass(frozen=True, slots=True)
class Noticed:
    """One case of a notice."""

    no: str
    received: dt.date
    came: str
    """来信, 来访 …"""
    category: str
    title: str
    names: tuple[str, ...]
    """Everybody in the case, to be masked wherever they are named."""
    petitioner: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The paper, paragraph by paragraph."""

    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    signature: str
    day: dt.date

    @property
    def text(self) -> str:
        """The whole as plain text."""
        body = "\n".join(f"　　{paragraph}" for paragraph in self.paragraphs)
        return f"{self.title}\n\n{self.addressee}：\n{body}\n\n{self.signature}\n{gongwen_date(self.day)}\n"


def notice_of(
    unit: str, month: dt.date, counts: dict[Verdict, int], cases: Sequence[Noticed], office: str, day: dt.date
) -> Notice:
    """The notice to a body for a month; ``cases`` are those missed or untrue."""
    named = f"{month.year}年{month.month}月"
    total = sum(counts.get(one, 0) for one in (Verdict.FOUND, Verdict.MISSED, Verdict.UNTRUE))
    paragraphs = [
        f"{office}对{named}的初信初访事项逐件倒查。涉及你单位的有{total}件，其中事先掌握{counts.get(Verdict.FOUND, 0)}件，"
        f"漏排{counts.get(Verdict.MISSED, 0)}件，排查不实{counts.get(Verdict.UNTRUE, 0)}件。"
        + ("现通报如下：" if cases else "没有漏排和排查不实的事项。")
    ]
    heads = 0
    for verdict, name in ((Verdict.MISSED, "漏排事项"), (Verdict.UNTRUE, "排查不实事项")):
        listed = [one for one in cases if one.verdict is verdict]
        if listed:
            heads += 1
            paragraphs += [f"{chinese_number(heads)}、{name}（{len(listed)}件）", *_items(listed)]
    if cases:
        demand = "请逐件核实原因，补报、更正排查条目，明确责任人和化解措施，并将整改情况书面报送。"
        paragraphs += [f"{chinese_number(heads + 1)}、工作要求", demand]
    return Notice(f"关于{unit}{named}初信初访倒查情况的通报", unit, tuple(paragraphs), office, day)


def _items(cases: Iterable[Noticed]) -> list[str]:
    return [
        f"{number}. {gongwen_date(one.received)}，{mask_name(one.petitioner) or '信访人'}{one.came}"
        f"反映{one.category or '有关'}问题：{masked(one.title.removeprefix('反映'), one.names)}。{masked(one.reason, one.names)}。（{one.no}）"
        for number, one in enumerate(cases, 1)
    ]


def masked(text: str, names: Iterable[str]) -> str:
    """A text in which these people's names, mobile and identity numbers are masked."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        if len(name) > 1:
            text = text.replace(name, mask_name(name))
    return mask_phone(mask_id(text)).rstrip("。")
