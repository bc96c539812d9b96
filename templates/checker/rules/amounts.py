"""Money, measures and identity numbers (《支付结算办法》附一; GB/T 9704—2012 9; GB 11643—1999)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from archive.chinese.identity import is_credit_code, is_person_id
from archive.chinese.money import capital_amount, format_yuan, parse_yuan
from archive.errors import InvalidInput
from templates.checker.paper import Paper, Paragraph
from templates.checker.patterns import HAN
from templates.checker.rule import Finding, Replace, Rule, Severity

_B: Final = "《支付结算办法》附一"
PAIR: Final = Rule("amounts.pair", _B, Severity.MUST, "大写金额与小写金额不一致", "核对金额；不一致的，通常以大写为准")
WHOLE: Final = Rule(
    "amounts.whole", _B + "第三条", Severity.MUST, "大写金额到“元”为止，没有写“整”", "在“元”之后写“整”", fixable=True
)
PREFIX: Final = Rule(
    "amounts.gap", _B + "第二条", Severity.MUST, "“人民币”与大写金额之间有空白", "紧接着写，不留空白", fixable=True
)
CAPITAL: Final = Rule(
    "amounts.capital", _B + "第一条", Severity.SHOULD, "大写金额用字不对", "用壹贰叁肆伍陆柒捌玖拾佰仟"
)
COMMA: Final = Rule(
    "amounts.comma",
    "GB/T 15835—2011 4.1",
    Severity.MUST,
    "数字里用了全角逗号或顿号",
    "千分号用半角逗号，或者不用",
    fixable=True,
)
SIGN: Final = Rule(
    "amounts.sign", "GB/T 15835—2011", Severity.SHOULD, "货币符号和“元”同时用", "写“¥12,000.00”或“12000元”"
)
UNITS: Final = Rule(
    "amounts.units",
    "GB/T 9704—2012 9；GB 3100—1993",
    Severity.SHOULD,
    "正文里用了计量单位符号",
    "写单位的中文名称，如平方米、公里",
    fixable=True,
)
IDENTITY: Final = Rule(
    "amounts.identity",
    "GB 11643—1999；GB 32100—2015",
    Severity.SHOULD,
    "公民身份号码（统一社会信用代码）校验不通过",
    "核对号码；证件上就是这样的，保留并说明",
)
RULES: Final = (PAIR, WHOLE, PREFIX, CAPITAL, COMMA, SIGN, UNITS, IDENTITY)

_CAP: Final = (
    r"(?<![一二三四五六七八九十百千零壹贰叁肆伍陆柒捌玖拾佰仟万亿])[零壹贰叁肆伍陆柒捌玖][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*[元圆]"
    r"(?:零?[零壹贰叁肆伍陆柒捌玖]角)?(?:零?[壹贰叁肆伍陆柒捌玖]分)?[整正]?"
)
_FIGURE: Final = r"[¥￥]?\s*\d[\d,，]*(?:\.\d+)?\s*(?:万|亿)?\s*元?"
_CAPITAL: Final = re.compile(_CAP)
_AFTER: Final = re.compile(rf"({_CAP})\s*[（(]\s*(?:小写\s*[:：]?\s*)?({_FIGURE})(?:整)?\s*[）)]")
_BEFORE: Final = re.compile(rf"({_FIGURE})\s*[（(]\s*(?:大写\s*[:：]?\s*)?(?:人民币)?\s*({_CAP})\s*[）)]")
_UNWHOLE: Final = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟万亿][元圆](?![整正零壹贰叁肆伍陆柒捌玖])")
_GAP: Final = re.compile(r"(?<=人民币)[:： \u3000]+(?=[壹贰叁肆伍陆柒捌玖零])")
_MIXED: Final = re.compile(
    r"人民币\s*(?=[^元，。]*[壹贰叁肆伍陆柒捌玖])(?=[^元，。]*[一二三四五六七八九十百千])"
    r"[零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元"
)
_COMMA: Final = re.compile(r"(?<=\d)[，、](?=\d{3}(?!\d)(?:[，,、]\d{3})*\.?\d*\s*(?:元|万元|平方米|亩|公斤))")
_SIGN: Final = re.compile(r"[¥￥]\s*[\d,.]+\s*元")
_UNIT: Final = re.compile(r"(?<=\d)\s*(㎡|m²|m2|M2|㎞|km²|km|KM|Km|kg|KG|Kg|㎏|㎜|mm|cm|㎝|m³|m3)(?![A-Za-z0-9])")
_UNIT_NAMES: Final = {
    "㎡": "平方米", "m²": "平方米", "m2": "平方米", "M2": "平方米", "㎞": "公里", "km": "公里", "KM": "公里", "Km": "公里",
    "km²": "平方公里", "kg": "公斤", "KG": "公斤", "Kg": "公斤", "㎏": "公斤", "㎜": "毫米", "mm": "毫米", "cm": "厘米",
    "㎝": "厘米", "m³": "立方米", "m3": "立方米",
}  # fmt: skip
_ID: Final = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{9}[\dXx](?![0-9A-Za-z])")
_CREDIT: Final = re.compile(r"(?<![0-9A-Za-z])[159ANY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])")


def find(paper: Paper) -> Iterator[Finding]:
    """Amounts that contradict themselves, and measures in another form."""
    for paragraph in paper.filled:
        if not any(sign.isdigit() or sign in "元圆壹贰" for sign in paragraph.text):
            continue
        yield from _pairs(paragraph)
        yield from _capitals(paragraph)
        yield from _figures(paragraph)


def _pairs(paragraph: Paragraph) -> Iterator[Finding]:
    for pattern, capital, figure in ((_AFTER, 1, 2), (_BEFORE, 2, 1)):
        for match in pattern.finditer(paragraph.text):
            said, counted = _fen(match[capital]), _fen(match[figure])
            if said is not None and counted is not None and said != counted:
                wanted = f"{capital_amount(counted)}（¥{format_yuan(counted)}），或者小写¥{format_yuan(said)}"
                yield Finding(PAIR, paragraph, match[0], wanted)


def _fen(text: str) -> int | None:
    bare = re.sub(r"\s", "", text)
    if re.search(r"\d(?:万|亿)$", bare):
        bare += "元"
    try:
        return parse_yuan(bare)
    except InvalidInput:
        return None


def _capitals(paragraph: Paragraph) -> Iterator[Finding]:
    text = paragraph.text
    for match in _UNWHOLE.finditer(text):
        if re.search(r"[壹贰叁肆伍陆柒捌玖]", text[max(0, match.start() - 12) : match.end()]):
            yield Finding(
                WHOLE,
                paragraph,
                text[max(0, match.start() - 6) : match.end()],
                "…元整",
                (Replace(paragraph, match.end(), match.end(), "整"),),
            )
    for match in _GAP.finditer(text):
        yield Finding(
            PREFIX,
            paragraph,
            text[match.start() - 3 : match.end() + 4],
            "不留空白",
            (Replace(paragraph, *match.span(), ""),),
        )
    for match in _MIXED.finditer(text):
        yield Finding(CAPITAL, paragraph, match[0], "大写数字")


def _figures(paragraph: Paragraph) -> Iterator[Finding]:
    text = paragraph.text
    commas = [match.span() for match in _COMMA.finditer(text)]
    if commas:
        edits = tuple(Replace(paragraph, *span, ",") for span in commas)
        yield Finding(COMMA, paragraph, text[max(0, commas[0][0] - 3) : commas[0][1] + 4], "半角逗号", edits)
    for match in _SIGN.finditer(text):
        yield Finding(SIGN, paragraph, match[0], "去掉一个")
    for match in _UNIT.finditer(text):
        name = _UNIT_NAMES[match[1]]
        if re.search(f"[{HAN}]", text):
            yield Finding(UNITS, paragraph, match[0], name, (Replace(paragraph, *match.span(), name),))
    for match in _ID.finditer(text):
        if not is_person_id(match[0]):
            yield Finding(IDENTITY, paragraph, match[0], "校验位正确的号码")
    for match in _CREDIT.finditer(text):
        if not is_credit_code(match[0]) and not _ID.fullmatch(match[0]):
            yield Finding(IDENTITY, paragraph, match[0], "校验位正确的代码")
