"""Which element of the standard each paragraph is: told from its words and its place, its look only where they are silent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from templates.checker.paper import Border, Kind, Paragraph, Role, Section, Where, is_red
from templates.checker.patterns import ANY_DATE, LEVEL_1, LEVEL_2, LEVEL_3, NUMBER_LINE

_MARK_SIZE: Final = 18.0
_TITLE_SIZE: Final = 17.0
_BIG: Final = 24.0
_MARK: Final = re.compile(r"(?:文件|纪要|简报)$")
_HEAD: Final = 40
"""Paragraphs among which the head is looked for."""
_COPY_NUMBER: Final = re.compile(r"(?:№|No\.?\s*)?\d{1,7}")
_SECRECY: Final = re.compile(
    r"(?:绝密|机密|秘密|内部(?:资料|文件)?)(?:[★☆*＊ ]?\s*[\d一二三四五六七八九十]*\s*(?:年|个月|长期)?)?"
)
_URGENCY: Final = re.compile(r"特急|加急|平急|急件|紧急|特提|急")
_SIGNER: Final = re.compile(r"签\s*发\s*人\s*[:：]?")
_COPIES: Final = re.compile(r"(?:抄\s*送|抄\s*报|分\s*送|主\s*送)\s*(?:机关)?\s*[:：]")
_PRINTED: Final = re.compile(r"[^。]{0,40}?(?:\d{2,4}|[〇○零一二三四五六七八九]{4})\s*[年.\-/].{1,12}印\s*发?\s*")
_UNSAID: Final = re.compile(r"\S{4,40}[ \t\u3000]+\d{4}年\d{1,2}月\d{1,2}日")
"""印发机关 and its date without the word 印发."""
_ATTACHMENTS: Final = re.compile(r"附\s*件\s*[:：]\s*\S|附\s*[:：]\s*\d")
_ITEM: Final = re.compile(r"\d{1,2}\s*[.．、]\s*\S")
_ANNEX: Final = re.compile(r"附\s*件\s*[:：]?\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?")
_COUNTERFOIL: Final = re.compile(r"存\s*根")
_ATTENDANCE: Final = re.compile(r"(?:出\s*席|请\s*假|列\s*席|缺\s*席)(?:人员)?\s*[:：]")
_NOTE: Final = re.compile(r"[（(](?:此件|联系|本件|信息公开|主动公开|依申请)[^（()）]*[）)]?|(?:此件|联系人)[^。]*")
_MINUTES: Final = re.compile(r"(?:纪要|简报|周报|月报|通报|专报|快报|信息)$")
_ISSUE: Final = re.compile(r"(?:〔\d{4}〕)?第?\d{1,4}[期号]")
"""期号 of minutes and bulletins, and under it who issues them and when."""
_ISSUED: Final = re.compile(r"\S{2,40}?\s*\d{4}年\d{1,2}月\d{1,2}日")
_FORM: Final = re.compile(
    r"(?:登记表|审批表|评价表|评价单|报告表|申请表|报表|回证|目录|封面|封底|备考表|清单|台账|存根|卡|单|表|笔录表)$"
)
_ENDS: Final = "。；;：:，,、！？"
_OPENING: Final = re.compile(r"(?:如下|情况|意见|通知|事项)[:：]$")
"""The end of a first paragraph: 现通知如下：."""
_LABEL: Final = 40
_TEXTUAL: Final = frozenset({Role.BODY, Role.HEADING1, Role.HEADING2, Role.HEADING3, Role.LABEL})


def assign(
    paragraphs: tuple[Paragraph, ...], sections: tuple[Section, ...], lines: tuple[Border, ...]
) -> tuple[Kind, tuple[Role, ...], Paragraph | None]:
    """(kind of paper, role of each paragraph, 发文机关标志)."""
    work = _Work(paragraphs, sections)
    work.empty()
    work.foot()
    work.head()
    kind = work.kind(lines)
    work.end()
    work.middle(kind)
    return kind, tuple(work.roles), work.mark


class _Work:
    """Roles while they are given out."""

    def __init__(self, paragraphs: tuple[Paragraph, ...], sections: tuple[Section, ...]) -> None:
        self.paragraphs = paragraphs
        self.sections = sections
        self.roles: list[Role] = [Role.BODY] * len(paragraphs)
        self.given: set[int] = set()
        self.mark: Paragraph | None = None
        self.top = 0
        """Where the text below the head begins."""

    def give(self, paragraph: Paragraph, role: Role) -> None:
        self.roles[paragraph.index] = role
        self.given.add(paragraph.index)

    def free(self, start: int = 0) -> Iterator[Paragraph]:
        """What has no role yet, tables left out."""
        return (p for p in self.paragraphs[start:] if p.index not in self.given and p.where is not Where.TABLE)

    def empty(self) -> None:
        for paragraph in self.paragraphs:
            if not paragraph.bare and not paragraph.label:
                self.give(paragraph, Role.EMPTY)
            elif paragraph.where is Where.TABLE:
                self.give(paragraph, Role.FORM)

    def foot(self) -> None:
        """抄送 and 印发, which may stand in a table, and the annexes in front of them."""
        self._counterfoil()
        filled = [p for p in self.paragraphs if self.roles[p.index] not in (Role.EMPTY, Role.ANNEX)]
        last = filled[-12:]
        for paragraph in last:
            if _COPIES.match(paragraph.bare) and (paragraph.where is not Where.TABLE or len(filled) > 6):
                self.give(paragraph, Role.COPIES)
            elif paragraph is filled[0]:
                continue
            elif _PRINTED.fullmatch(paragraph.bare) or (paragraph is filled[-1] and _UNSAID.fullmatch(paragraph.bare)):
                self.give(paragraph, Role.PRINTED)
        start = next(
            (
                p.index
                for p in self.free()
                if _ANNEX.fullmatch(p.bare) and p is not next(iter(filled), None) and self._after_date(p.index)
            ),
            None,
        )
        if start is None:
            return
        title_next = False
        for paragraph in self.paragraphs[start:]:
            if paragraph.index in self.given and self.roles[paragraph.index] is not Role.FORM:
                continue
            if _ANNEX.fullmatch(paragraph.bare):
                self.give(paragraph, Role.ANNEX_MARK)
                title_next = True
            elif paragraph.where is Where.TABLE:
                title_next = False
            else:
                self.give(paragraph, Role.ANNEX_TITLE if title_next else Role.ANNEX)
                title_next = False

    def _counterfoil(self) -> None:
        """存根: a page of its own, for the office to keep."""
        start = next((p.index for p in self.free() if _COUNTERFOIL.fullmatch(p.bare) and p.new_page), None)
        for paragraph in self.paragraphs[start:] if start is not None else ():
            if paragraph.index not in self.given or self.roles[paragraph.index] is Role.FORM:
                self.give(paragraph, Role.ANNEX)

    def _after_date(self, index: int) -> bool:
        """Annexes follow the day of the paper, or begin a page."""
        before = [p for p in self.paragraphs[:index] if self.roles[p.index] is not Role.EMPTY]
        return self.paragraphs[index].new_page or any(ANY_DATE.fullmatch(p.bare) for p in before[-4:])

    def head(self) -> None:
        """Everything down to the title."""
        self.mark = next((p for s in self.sections for part in s.headers for p in part.paragraphs if _is_mark(p)), None)
        candidates = [p for p in self.free() if p.index < _HEAD]
        for at, paragraph in enumerate(candidates):
            bare = paragraph.bare
            if self.mark is None and at < 8 and _is_mark(paragraph):
                self.mark = paragraph
                self.give(paragraph, Role.MARK)
            elif NUMBER_LINE.fullmatch(bare) or (_SIGNER.search(bare) and NUMBER_LINE.match(bare)):
                self.give(paragraph, Role.NUMBER)
            elif _SIGNER.match(bare):
                self.give(paragraph, Role.SIGNER)
            elif at < 5 and _SECRECY.fullmatch(bare):
                self.give(paragraph, Role.SECRECY)
            elif at < 5 and _URGENCY.fullmatch(bare):
                self.give(paragraph, Role.URGENCY)
            elif at < 3 and _COPY_NUMBER.fullmatch(bare):
                self.give(paragraph, Role.COPY_NUMBER)
            elif self.mark is not None and at < 8 and (_ISSUE.fullmatch(bare) or _ISSUED.fullmatch(bare)):
                self.give(paragraph, Role.FORM)
            elif self._title(candidates, at):
                return
            elif at > 12:
                break
        first = next((p for p in candidates if p.index not in self.given), None)
        self.top = first.index if first is not None else 0

    def _title(self, candidates: list[Paragraph], at: int) -> bool:
        """Give the title to the paragraph there and to those that go on with it; False if it is none."""
        paragraph = candidates[at]
        if not _is_title(paragraph, at):
            return False
        self.give(paragraph, Role.TITLE)
        follower = paragraph
        for follower in candidates[at + 1 : at + 4]:
            same = abs(follower.size - paragraph.size) < 1 and follower.align == paragraph.align
            if not (same and _looks_like_title(follower) and follower.index - paragraph.index <= 3):
                break
            if any(self.roles[p.index] is Role.EMPTY for p in self.paragraphs[paragraph.index : follower.index]):
                break
            self.give(follower, Role.TITLE)
        self.top = 1 + max(i for i, role in enumerate(self.roles) if role is Role.TITLE)
        self._number_below()
        return True

    def _number_below(self) -> None:
        """Forms and agreements bear their number under the title."""
        below = next(self.free(self.top), None)
        if below is not None and NUMBER_LINE.fullmatch(below.bare):
            self.give(below, Role.NUMBER)

    def kind(self, lines: tuple[Border, ...]) -> Kind:
        title = "".join(p.bare for p in self.paragraphs if self.roles[p.index] is Role.TITLE)
        if self.mark is not None:
            mark = re.sub(r"\s", "", self.mark.text)
            if mark.endswith("文件"):
                return Kind.DOCUMENT
            if _MINUTES.search(mark):
                return Kind.MINUTES
            number = next((p for p in self.paragraphs if self.roles[p.index] is Role.NUMBER), None)
            double = sum(1 for line in lines if line.side == "drawn" and is_red(line.color)) >= 2
            right = number is not None and (number.align == "right" or number.starts_at > 10)
            return Kind.LETTER if double or right or self.mark.where is Where.HEADER else Kind.DOCUMENT
        inside = sum(len(p.bare) for p in self.paragraphs if p.where is Where.TABLE)
        outside = sum(len(p.bare) for p in self.paragraphs if p.where is Where.BODY)
        return Kind.FORM if _FORM.search(title) or inside > outside else Kind.PLAIN

    def end(self) -> None:
        """Date, unit and note, looked for from below."""
        below = [p for p in self.free(self.top) if self.roles[p.index] is Role.BODY]
        date = next((p for p in reversed(below[-8:]) if ANY_DATE.fullmatch(p.bare)), None)
        for paragraph in below[-8:]:
            below_date = date is None or paragraph.index > date.index or paragraph.bare[0] in "（("
            if paragraph is not date and below_date and _NOTE.fullmatch(paragraph.bare):
                self.give(paragraph, Role.NOTE)
        if date is None:
            return
        self.give(date, Role.DATE)
        before = [p for p in below if p.index < date.index and p.index not in self.given]
        for paragraph in reversed(before[-3:]):
            if len(paragraph.bare) > 40 or paragraph.bare[-1] in _ENDS or "。" in paragraph.bare:
                break
            if paragraph.align in ("right", "center") or paragraph.starts_at > 6:
                self.give(paragraph, Role.UNIT)
            elif paragraph is before[-1] and paragraph.starts_at <= 3 and len(before) > 2 and not paragraph.label:
                if not LEVEL_1.match(paragraph.bare):
                    self.give(paragraph, Role.UNIT)
                break
            else:
                break

    def middle(self, kind: Kind) -> None:
        rest = list(self.free(self.top))
        self._addressee(rest, kind)
        attached = False
        for paragraph in rest:
            if paragraph.index in self.given:
                attached = False
                continue
            bare = paragraph.label + paragraph.bare
            if _ATTACHMENTS.match(bare):
                attached = True
                self.give(paragraph, Role.ATTACHMENTS)
            elif attached and _ITEM.match(bare):
                self.give(paragraph, Role.ATTACHMENTS)
            elif kind is Kind.MINUTES and _ATTENDANCE.match(bare):
                self.give(paragraph, Role.ATTENDANCE)
            else:
                attached = False
                self.give(paragraph, _text_role(paragraph, bare))
        for paragraph in self.paragraphs[: self.top]:
            if self.roles[paragraph.index] is Role.BODY:
                self.give(paragraph, Role.FORM)

    def _addressee(self, rest: list[Paragraph], kind: Kind) -> None:
        if kind not in (Kind.DOCUMENT, Kind.LETTER, Kind.MINUTES, Kind.PLAIN) or len(rest) < 2:
            return
        first, following = rest[0], rest[1]
        bare = first.bare
        if first.index in self.given or len(bare) > 80 or not bare or LEVEL_1.match(bare):
            return
        if "。" in bare or _OPENING.search(bare):
            return
        colon = bare[-1] in ":：﹕︰"
        flush = first.starts_at < 1
        if colon and (kind is not Kind.PLAIN or (flush and len(bare) < 30 and not first.label)):
            if following.starts_at >= 1 or kind is not Kind.PLAIN:
                if first.runs and _is_label(first):
                    return
                self.give(first, Role.ADDRESSEE)
        elif (
            kind in (Kind.DOCUMENT, Kind.LETTER)
            and flush
            and len(bare) <= 40
            and bare[-1] not in "。！？）)"
            and len(following.bare) > len(bare)
            and following.starts_at >= 1
        ):
            self.give(first, Role.ADDRESSEE)


def _is_mark(paragraph: Paragraph) -> bool:
    if paragraph.size < _MARK_SIZE or len(paragraph.bare) < 2:
        return False
    if any(is_red(run.color) and run.text.strip() for run in paragraph.runs):
        return True
    return paragraph.size >= _BIG and paragraph.align == "center" and bool(_MARK.search(paragraph.bare))


def _looks_like_title(paragraph: Paragraph) -> bool:
    bare = paragraph.bare
    return bool(bare) and len(bare) <= 120 and bare[-1] not in "：:" and not NUMBER_LINE.fullmatch(bare)


def _is_title(paragraph: Paragraph, at: int) -> bool:
    if not _looks_like_title(paragraph) or paragraph.bare[-1] in "，；" or LEVEL_1.match(paragraph.bare):
        return False
    bare = re.sub(r"\s", "", paragraph.bare)
    if paragraph.size >= _TITLE_SIZE or (paragraph.align == "center" and at < 6):
        return len(bare) < 80 or paragraph.align == "center"
    named = bare.startswith("关于") and len(bare) < 60 and bare[-1] not in "。"
    return at < 4 and (
        named or (len(bare) <= 24 and bool(re.search(r"(?:书|表|通知|报告|请示|函|纪要|记录|笔录|意见)$", bare)))
    )


def _is_label(paragraph: Paragraph) -> bool:
    """A line in other type than the text, as the headings of a form are."""
    return all("黑" in run.font or "hei" in run.font.lower() for run in paragraph.runs if run.text.strip())


def _text_role(paragraph: Paragraph, bare: str) -> Role:
    short = len(bare) <= _LABEL and bare[-1] not in "。；;！？，,"
    if short and bare[-1] in "：:" and _is_label(paragraph):
        return Role.LABEL
    if short and bare[-1] not in "：:":
        for pattern, role in ((LEVEL_1, Role.HEADING1), (LEVEL_2, Role.HEADING2), (LEVEL_3, Role.HEADING3)):
            if pattern.match(bare):
                return role
    return Role.BODY
