"""The notice (通报) to a body about what it missed or reported untruly; names are masked. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.cases.backcheck.verdict import Verdict
from archive.chinese.date_words import chinese_number, gongwen_date
from archive.chinese.masks import mask_id, mask_phone
from archive.chinese.names import mask_name

_TOLD = {Verdict.MISSED: "漏排事项", Verdict.UNTRUE: "排查不实事项"}


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
    """Every person in the case, to be masked wherever they are named; bodies keep their names."""
    petitioner: str
    verdict: Verdict
    reason: str
    persons: int = 1
    """Who petition together."""
    compared: str = ""
    """In Chinese: the entry or case by which the dispute was known; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The paper, paragraph by paragraph."""

    title: str
    number: str
    """文号; empty while it is a draft."""
    addressee: str
    paragraphs: tuple[str, ...]
    signature: str
    day: dt.date

    @property
    def text(self) -> str:
        """The whole as plain text."""
        head = f"{self.title}\n{self.number}\n" if self.number else f"{self.title}\n"
        body = "\n".join(f"　　{paragraph}" for paragraph in self.paragraphs)
        return f"{head}\n{self.addressee}：\n{body}\n\n{self.signature}\n{gongwen_date(self.day)}\n"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who tells whom, when, by which paper, and until when an answer is wanted."""

    office: str
    unit: str
    day: dt.date
    answer_by: dt.date
    number: str = ""


def notice_of(head: Letterhead, month: dt.date, counts: Mapping[Verdict, int], cases: Sequence[Noticed]) -> Notice:
    """The notice to a body for a month.

    Args:
        head: who tells whom.
        month: any day of it.
        counts: how many of the body's cases were decided how; those nobody has decided are counted as pending.
        cases: those missed or untrue.
    """
    named = f"{month.year}年{month.month}月"
    paragraphs = [_opening(head, named, counts, told=bool(cases))]
    sections = 0
    for verdict, name in _TOLD.items():
        if listed := [one for one in cases if one.verdict is verdict]:
            sections += 1
            paragraphs += [f"{chinese_number(sections)}、{name}（{len(listed)}件）", *_items(listed)]
    if cases:
        paragraphs += [f"{chinese_number(sections + 1)}、工作要求", _demand(head)]
    title = f"关于{head.unit}{named}初信初访倒查情况的通报"
    return Notice(title, head.number, head.unit, tuple(paragraphs), head.office, head.day)


def _opening(head: Letterhead, month: str, counts: Mapping[Verdict, int], *, told: bool) -> str:
    found, missed, untrue = (counts.get(one, 0) for one in (Verdict.FOUND, Verdict.MISSED, Verdict.UNTRUE))
    said = (
        f"按照矛盾纠纷周排查和倒查的要求，{head.office}对{month}收到的初信初访事项逐件倒查。已核定涉及你单位的{found + missed + untrue}件，"
        f"其中事先掌握{found}件，漏排{missed}件，排查不实{untrue}件。"
    )
    if waiting := counts.get(Verdict.PENDING, 0):
        said += f"另有{waiting}件尚未核定，核定后另行通报。"
    return said + ("现将漏排和排查不实的事项通报如下：" if told else "没有漏排和排查不实的事项。")


def _demand(head: Letterhead) -> str:
    return (
        f"请逐件核实漏排、不实的原因，补报、更正排查条目，明确责任人和化解措施，于{gongwen_date(head.answer_by)}前将整改情况"
        f"书面报送{head.office}。对通报的事项有异议的，请一并说明理由，并附当时的排查记录。"
    )


def _items(cases: Iterable[Noticed]) -> list[str]:
    return [f"（{chinese_number(number)}）{_item(one)}" for number, one in enumerate(cases, 1)]


def _item(one: Noticed) -> str:
    who = masked(one.petitioner, one.names) or "信访人"
    together = f"等{one.persons}人" if one.persons > 1 else ""
    about = masked(one.title.removeprefix("反映"), one.names) or "有关问题"
    category = f"{one.category}类，" if one.category else ""
    checked = f"经与{one.compared}核对" if one.compared else "经核对"
    return (
        f"{gongwen_date(one.received)}，{who}{together}{one.came}，反映{about}（{category}编号{one.no}）。"
        f"{checked}，{masked(one.reason, one.names)}。"
    )


def masked(text: str, names: Iterable[str]) -> str:
    """A text in which these people's names, mobile and identity numbers are masked."""
    for name in sorted(filter(None, names), key=len, reverse=True):
        if len(name) > 1:
            text = text.replace(name, mask_name(name))
    return mask_phone(mask_id(text)).rstrip("。；")
