"""What a document is about, told from its own text: kind of paper, title, date. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from archive.chinese.dates import find_dates

_HEAD_LINES = 14
_LONGEST_TITLE = 60


class PaperKind(StrEnum):
    """The kinds of paper an office files; each value is what the screen shows."""

    LETTER = "来信"
    MINUTES = "会议纪要"
    RECORD = "笔录"
    REPLY = "答复"
    AGREEMENT = "协议书"
    NOTICE = "告知书"
    DISPATCH = "转办交办"
    REGISTRATION = "登记表"
    APPLICATION = "申请书"
    REPORT = "报告"
    RECEIPT = "送达回证"
    OTHER = "其他"


_SIGNS: tuple[tuple[PaperKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            PaperKind.DISPATCH,
            # before all others: it names what it passes on, a letter as often as not
            r"^.{0,12}关于(?:转送|转办|转交|移送|交办|督办)(?!.*(?:报告|答复|回复|复函|请示|纪要|告知书|告知单)$)|督办通知",
        ),
        (PaperKind.RECEIPT, r"送达回证|送达回执"),
        (PaperKind.REGISTRATION, r"登记表|登记单|登记簿"),
        (PaperKind.APPLICATION, r"申请书|委托书"),
        (PaperKind.AGREEMENT, r"协议书|和解协议|调解协议"),
        (PaperKind.NOTICE, r"告知书|通知书|告知单|通知单"),
        (PaperKind.REPLY, r"答复意见|处理意见书|复查意见|复核意见|答复函|回复函|的答复|的复函|的回复"),
        (PaperKind.DISPATCH, r"转送函|转送单|转办单|转办函|交办函|交办单|移送函|督办"),
        (PaperKind.RECORD, r"笔录|调解记录|调查记录|谈话记录|回访记录|现场记录|勘验记录|勘查记录|接访记录"),
        (PaperKind.MINUTES, r"会议纪要|会议记录|纪要$|专题会议"),
        (PaperKind.REPORT, r"办结报告|调查报告|情况报告|的报告|评估报告|明细表|清单"),
        (
            PaperKind.LETTER,
            r"来信|信访信|反映信|举报信|求助信|感谢信|投诉信|关于.{2,40}的(?:反映|情况反映|请求|求助|投诉|建议)",
        ),
    )
)
_SALUTATION = re.compile(
    r"^(?:尊敬的|敬爱的).{1,20}|.{2,16}(?:领导|局长|县长|书记|主任|同志)(?:们)?[:：，,]?$"
    r"|.{0,16}信访局(?:们)?[:：，,]$"  # without the colon it is the office's own letterhead
)


_HEADING_MARK = re.compile(r"^#{1,6}\s+")
"""What Markdown begins a heading with."""


@dataclass(frozen=True, slots=True)
class Description:
    """What was told from the text."""

    paper: PaperKind
    title: str
    day: dt.date | None


def describe(pages: Sequence[str], *, name: str = "") -> Description:
    """Describe a document by its pages' texts; ``name`` is the file's own name, the last resort for a title."""
    lines = (_HEADING_MARK.sub("", line.strip()) for line in "\n".join(pages[:2]).splitlines())
    head = [line for line in lines if line][:_HEAD_LINES]
    paper, line = _kind(head)
    title = line if 2 < len(line) <= _LONGEST_TITLE else next((text for text in head if 3 < len(text) <= 40), "")
    return Description(paper, title or name, _own_date(pages))


def _kind(head: Sequence[str]) -> tuple[PaperKind, str]:
    """The kind, and the heading that told it: the first short line that names a kind of paper."""
    for number, line in enumerate(head):
        short = re.sub(r"\s+", "", line)
        if len(short) > _LONGEST_TITLE or short.endswith(("。", "，", "；", "：", ":")) or short.startswith("现将"):
            continue  # a sentence that mentions such a paper, not its heading
        for kind, sign in _SIGNS:
            if sign.search(short):
                before = re.sub(r"\s+", "", head[number - 1]) if number else ""
                broken = before.startswith("关于") and not short.startswith("关于")
                return kind, before + short if broken else short
    if any(_SALUTATION.search(line) for line in head[:4]):
        return PaperKind.LETTER, ""
    return PaperKind.OTHER, ""


def _own_date(pages: Sequence[str]) -> dt.date | None:
    """The day the paper was signed: the last full date that stands at the end of a line near the end."""
    for text in (pages[-1], pages[0]) if len(pages) > 1 else pages:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        for line in reversed(lines[-12:]):
            for found in find_dates(line):
                if found.span.first == found.span.last and found.end >= len(line.rstrip("。 ")) - 2:
                    return found.span.first
    for text in pages:
        for found in find_dates(text):
            if found.span.first == found.span.last:
                return found.span.first
    return None
