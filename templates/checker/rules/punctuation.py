"""Marks and blanks in Chinese text (GB/T 9704—2012 9; GB/T 15834—2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from templates.checker.paper import Kind, Paper, Paragraph, Role, Where
from templates.checker.patterns import HAN
from templates.checker.rule import Finding, Replace, Rule, Severity

_G: Final = "GB/T 9704—2012 9；GB/T 15834—2011"
HALF: Final = Rule(
    "text.half_punctuation", _G, Severity.MUST, "中文里用了半角标点", "改成全角的，。；：？！（）", fixable=True
)
STOP: Final = Rule("text.half_stop", _G, Severity.MUST, "中文句子末尾用了英文句点", "改成“。”", fixable=True)
QUOTES: Final = Rule("text.straight_quotes", _G, Severity.MUST, "用了直引号", "改成弯引号“ ”，先前后成对", fixable=True)
PAIRS: Final = Rule("text.pairs", _G, Severity.MUST, "引号、括号或书名号不成对", "补上或者去掉一半")
NESTED: Final = Rule(
    "text.nested_titles",
    "GB/T 15834—2011 4.15",
    Severity.SHOULD,
    "书名号里面又用了书名号",
    "里面的改用单书名号〈〉",
    fixable=True,
)
SPACES: Final = Rule("text.spaces", _G, Severity.SHOULD, "汉字之间有空格", "去掉空格", fixable=True)
NUMBER_SPACES: Final = Rule("text.number_spaces", _G, Severity.SHOULD, "汉字与数字之间有空格", "去掉空格", fixable=True)
DOUBLE: Final = Rule("text.double_punctuation", _G, Severity.MUST, "标点重复", "只留一个", fixable=True)
CLASH: Final = Rule("text.clashing_punctuation", _G, Severity.MUST, "两个标点连用", "留下正确的一个")
DOTS: Final = Rule(
    "text.ellipsis", "GB/T 15834—2011 4.11", Severity.MUST, "省略号写法不对", "用占两个字的“……”", fixable=True
)
DASH: Final = Rule(
    "text.dash", "GB/T 15834—2011 4.10", Severity.MUST, "破折号写法不对", "用占两个字的“——”", fixable=True
)
RULES: Final = (HALF, STOP, QUOTES, PAIRS, NESTED, SPACES, NUMBER_SPACES, DOUBLE, CLASH, DOTS, DASH)

_FULL: Final = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_NEAR: Final = rf"[{HAN}“”‘’《》〈〉（）〔〕【】，。；：、！？％]"
_HALF: Final = re.compile(rf"(?<={_NEAR})[,;:?!()]|[,;:?!()](?={_NEAR})")
_INNER: Final = re.compile(r"\(([^()（）]*)\)")
_LATIN: Final = re.compile(r"(?:https?://|www\.)[^\s\u4e00-\u9fff，。；）]+|[\w.+-]+@[\w.-]+|\d{1,2}:\d{2}(?::\d{2})?")
_LEVEL: Final = re.compile(
    r"\s*[（(]\s*[一二三四五六七八九十百\d]{1,4}\s*[）)][.,:]?|\s*[一二三四五六七八九十百]{1,4}\s*[,:.]"
    r"|\s*\d{1,2}\s*[,:.．]|\s*\d{1,2}[)）]"
)
"""A level's number in any form: the rules of levels speak of those."""
_LEVEL_SPACE: Final = re.compile(
    r"\s*(?:[一二三四五六七八九十百]{1,4}\s*[、.．，,]|[（(]\s*[一二三四五六七八九十百\d]{1,4}\s*[）)]|\d{1,2}\s*[.．、])\s*"
)
_STOP: Final = re.compile(rf"(?<=[{HAN}）”》])\.(?=\s*$|\s*\n)", re.MULTILINE)
_INSIDE_STOP: Final = re.compile(rf"(?<=[{HAN}])\.(?=[{HAN}])")
_SPACED_STOP: Final = re.compile(rf"(?<=[{HAN}）”》])\.[ \u3000]+(?=[{HAN}“《])|(?<=[）”》])\.(?=[{HAN}“《])")
_PAIRS: Final = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】"}
_SAME: Final = {"(": "（", ")": "）"}
_SPACE: Final = re.compile(
    rf"(?<=[{HAN}，。；：、！？”）》〕])[ \u00a0\u3000]{{1,2}}(?=[{HAN}“（《〔，。；：、！？”）》〕])"
)
_NUMBER_SPACE: Final = re.compile(
    rf"(?<=[{HAN}，。；：、（])[ \u00a0\u3000]+(?=\d)|(?<=\d)[ \u00a0\u3000]+(?=[{HAN}，。；：、）%])"
)
_DOUBLE: Final = re.compile(r"([，；：、？！])\1+|(?<!。)。。(?!。)")
_CLASH: Final = re.compile(r"[，；：、][。，；：、]|。[，；：、]")
_DOTS: Final = re.compile(r"(?:\.{3,}|。{3,}|·{3,}|、{3,}|…+)")
_DASH: Final = re.compile(rf"(?<=[{HAN}”》）])(?:-{{2,}}|－{{2,}}|–{{2,}}|―{{1,}}|─{{1,}})(?=[{HAN}“《（])")
_APART: Final = 3
"""Characters that are set apart to fill a line: 存　根, 目　录."""
_SPACED: Final = frozenset(
    {Role.FORM, Role.MARK, Role.SIGNER, Role.NUMBER, Role.UNIT, Role.DATE, Role.ATTENDANCE, Role.PRINTED, Role.EMPTY}
)
"""Where names are set apart on purpose."""


def find(paper: Paper) -> Iterator[Finding]:
    """Wrong marks and blanks, paragraph by paragraph."""
    for paragraph in paper.filled:
        text = paragraph.text
        kept = [match.span() for match in _LATIN.finditer(text)]
        level = _LEVEL.match(text)
        if level:
            kept.append(level.span())
        yield from _half(paragraph, [*kept, *_owned(paper.role(paragraph), text)])
        yield from _quotes(paragraph)
        yield from _pairs(paragraph, level.end() if level else 0)
        yield from _repeated(paragraph)
        if paper.role(paragraph) not in _SPACED and paragraph.where is not Where.TABLE:
            yield from _blanks(paragraph, form=paper.kind is Kind.FORM)


def _owned(role: Role, text: str) -> list[tuple[int, int]]:
    """Marks of an element that its own rules speak of."""
    end = len(text.rstrip())
    match role:
        case Role.ADDRESSEE:
            return [(end - 1, end)]
        case Role.NOTE:
            return [(end - 1, end), (len(text) - len(text.lstrip()), len(text) - len(text.lstrip()) + 1)]
        case Role.ATTACHMENTS | Role.COPIES | Role.ANNEX_MARK:
            return [
                match.span() for match in re.finditer(r"^\s*(?:附\s*件?|抄\s*[送报]|分\s*送)\s*\d?\s*:|\d\s*[,.]", text)
            ]
        case _:
            return []


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _half(paragraph: Paragraph, kept: list[tuple[int, int]]) -> Iterator[Finding]:
    text = paragraph.text
    places = {match.start() for match in _HALF.finditer(text)}
    for match in _INNER.finditer(text):
        if places & {match.start(), match.end() - 1} or re.search(f"[{HAN}]", match[1]):
            places |= {match.start(), match.end() - 1}
    places = {at for at in places if not _inside(at, kept)}
    if places:
        edits = tuple(Replace(paragraph, at, at + 1, _FULL[text[at]]) for at in sorted(places))
        shown = "".join(dict.fromkeys(text[at] for at in sorted(places)))
        yield Finding(HALF, paragraph, f"“{shown}”{len(places)}处", "".join(_FULL[sign] for sign in shown), edits)
    stops = [match.start() for match in _STOP.finditer(text) if not _inside(match.start(), kept)]
    if stops:
        yield Finding(STOP, paragraph, ".", "。", tuple(Replace(paragraph, at, at + 1, "。") for at in stops))
    for match in _SPACED_STOP.finditer(text):
        if not _inside(match.start(), kept):
            yield Finding(
                STOP,
                paragraph,
                text[max(0, match.start() - 4) : match.end() + 4],
                "。",
                (Replace(paragraph, *match.span(), "。"),),
            )
    if inside := [match for match in _INSIDE_STOP.finditer(text) if not _inside(match.start(), kept)]:
        at = inside[0].start()
        yield Finding(STOP, paragraph, text[max(0, at - 4) : at + 5], "“。”，姓名中间的用“·”")


def _quotes(paragraph: Paragraph) -> Iterator[Finding]:
    for straight, pair in (('"', "“”"), ("'", "‘’"), ("＂", "“”")):
        places = [
            match.start()
            for match in re.finditer(rf"(?<![A-Za-z0-9]){straight}|{straight}(?![A-Za-z0-9])", paragraph.text)
        ]
        if not places or not re.search(f"[{HAN}]", paragraph.text):
            continue
        even = len(places) % 2 == 0 and not set(pair) & set(paragraph.text)
        edits = tuple(Replace(paragraph, at, at + 1, pair[turn % 2]) for turn, at in enumerate(places)) if even else ()
        yield Finding(QUOTES, paragraph, f"{straight} {len(places)}个", pair, edits)


def _pairs(paragraph: Paragraph, start: int) -> Iterator[Finding]:
    """Marks that open and never close, or close what was never opened; nested titles."""
    stack: list[tuple[str, int]] = []
    nested: list[tuple[int, int]] = []
    closing = {close: opening for opening, close in _PAIRS.items()}
    for at, sign in enumerate(paragraph.text[start:], start):
        mark = _SAME.get(sign, sign)
        if mark in _PAIRS:
            stack.append((mark, at))
        elif mark in closing:
            if not stack or stack[-1][0] != closing[mark]:
                yield Finding(PAIRS, paragraph, f"“{paragraph.text[max(0, at - 6) : at + 1]}”", "前后成对")
                return
            _, opened = stack.pop()
            if mark == "》" and any(open_ == "《" for open_, _ in stack):
                nested.append((opened, at))
    if stack:
        at = stack[-1][1]
        yield Finding(PAIRS, paragraph, f"“{paragraph.text[at : at + 7]}”", "前后成对")
        return
    for opened, closed in nested:
        edits = (Replace(paragraph, opened, opened + 1, "〈"), Replace(paragraph, closed, closed + 1, "〉"))
        yield Finding(NESTED, paragraph, paragraph.text[opened : closed + 1], "〈〉", edits)


def _repeated(paragraph: Paragraph) -> Iterator[Finding]:
    text = paragraph.text
    for match in _DOUBLE.finditer(text):
        yield Finding(DOUBLE, paragraph, match[0], match[0][0], (Replace(paragraph, *match.span(), match[0][0]),))
    for match in _CLASH.finditer(text):
        if len(set(match[0])) > 1:
            yield Finding(CLASH, paragraph, text[max(0, match.start() - 4) : match.end()], "一个标点")
    for match in _DOTS.finditer(text):
        if match[0] != "……" and not re.fullmatch(r"\.{6,}", match[0]):
            yield Finding(DOTS, paragraph, match[0], "……", (Replace(paragraph, *match.span(), "……"),))
    for match in _DASH.finditer(text):
        yield Finding(DASH, paragraph, match[0], "——", (Replace(paragraph, *match.span(), "——"),))


def _blanks(paragraph: Paragraph, *, form: bool) -> Iterator[Finding]:
    text = paragraph.text
    if re.search(r"[ \u3000]{3,}|_{2,}|年\s+月\s+日", text.strip()):
        return  # a line with room for the pen
    if len(re.sub(r"\s", "", text)) <= _APART:
        return
    for pattern, rule in ((_SPACE, SPACES), (_NUMBER_SPACE, NUMBER_SPACES)):
        level = _LEVEL_SPACE.match(text)
        spans = [match.span() for match in pattern.finditer(text, level.end() if level else 0)]
        if spans and not (form and rule is SPACES):
            at = spans[0][0]
            edits = tuple(Replace(paragraph, *span, "") for span in spans)
            yield Finding(
                rule, paragraph, f"“{text[max(0, at - 3) : spans[0][1] + 3]}”等{len(spans)}处", "不空格", edits
            )
