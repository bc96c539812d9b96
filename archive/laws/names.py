"""What a statute is called: its title in one form, its usual short name, and the key of an article. Pure.

The usual short name is the title without 中华人民共和国, without title marks, without the year of a version:
《中华人民共和国民法典》 and 民法典 are 民法典, 最高人民法院关于适用《中华人民共和国民法典》…的解释（一） is
最高人民法院关于适用民法典…的解释（一）.
"""

from __future__ import annotations

import re

from archive.laws.numerals import numeral_of, value_of

_BRACKETS = str.maketrans("()﹙﹚⟮⟯[]【】〔〕［］", "（）（）（）（）（）（）（）")
_MARKS = re.compile(r"[《》〈〉<>＜＞«»「」『』﹤﹥]")
_STATE = "中华人民共和国"
_STATE_IN_TITLE = re.compile(
    rf"^{_STATE}(?=.)|(?<=[《〈<＜﹤「『]){_STATE}|(?<=[用于行改施订止]){_STATE}(?!境|领|政府|主席|港|口岸|收养|成立)"
)
_VERSION = re.compile(
    r"（(?:(?:19|20)\d\d[^（）]*|[一二][九〇零○][^（）]{2}年?[^（）]*|修正|修订|修正文本|修订版|现行有效|已失效|已被修改|已废止)）$"
)
_COURTS = re.compile(r"(?<=[院部局会署])\s+(?=最高|公安部|国家|司法部|全国|海关|财政部|中)")
_BOOK = re.compile(r"(?<=民法典)(?:总则|物权|合同|人格权|婚姻家庭|继承|侵权责任)编?$")
_ALIASES = {
    "民诉法": "民事诉讼法",
    "刑诉法": "刑事诉讼法",
    "行诉法": "行政诉讼法",
    "治安处罚法": "治安管理处罚法",
    "消法": "消费者权益保护法",
    "消保法": "消费者权益保护法",
    "消费者保护法": "消费者权益保护法",
    "土地承包法": "农村土地承包法",
    "村委会组织法": "村民委员会组织法",
}


def full_title(title: str) -> str:
    """A title in one form: full-width brackets, no stray white space, several issuing bodies joined by 、."""
    text = re.sub(r"<!--.*?-->", "", title, flags=re.S)
    text = re.sub(r"[\u200b\u200c\u200d\ufeff\u2060]", "", text).strip().translate(_BRACKETS)
    return re.sub(r"\s+", "", _COURTS.sub("、", text))


def short_name(title: str) -> str:
    """The usual short name of the statute with this title, or of this way of citing it."""
    text = full_title(title)
    if "修正案" not in text:  # 宪法修正案（1988年） and （1993年） are two laws, not two versions
        while (shorter := _VERSION.sub("", text)) != text and shorter:
            text = shorter
    text = _MARKS.sub("", _STATE_IN_TITLE.sub("", text))
    text = text.removeprefix(_STATE) or text
    text = _BOOK.sub("", text)
    return _ALIASES.get(text, text)


def article_number(numeral: str, sub: str = "") -> str | None:
    """第五十四条, or with a sub number 第一百二十条之一; None if the numerals mean nothing."""
    value = value_of(numeral)
    if not value:
        return None
    if not sub:
        return f"第{numeral_of(value)}条"
    inner = value_of(sub)
    return f"第{numeral_of(value)}条之{numeral_of(inner)}" if inner else None


def article_key(name: str, number: str) -> str:
    """民法典第五十四条."""
    return name + number
