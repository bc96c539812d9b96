"""Fixed words of law and custom that papers share; pure.

What the law prescribes stands here and not in a clerk's hand: the finding after 《信访工作条例》第三十二条
and the remedy that follows from the way of 第三十一条.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from archive.cases.model import AppealRoute, Channel, Opinion
from archive.chinese.date_words import chinese_number

CHANNELS: Final = {
    Channel.VISIT: "来访",
    Channel.LETTER: "来信",
    Channel.PHONE: "来电",
    Channel.ONLINE: "网上信访",
    Channel.FAX: "传真",
    Channel.TRANSFER: "上级转送",
    Channel.LEADER: "领导批示",
    Channel.HOTLINE: "12345热线",
}
ROUTES: Final = {
    AppealRoute.LITIGATION: "第一项（诉讼、法律程序）",
    AppealRoute.ARBITRATION: "第二项（仲裁）",
    AppealRoute.PARTY_APPEAL: "第三项（党员申诉、申请复审）",
    AppealRoute.ADMIN_PROCEDURE: "第四项（行政程序）",
    AppealRoute.DUTY_PERFORMANCE: "第五项（依法履行职责）",
    AppealRoute.PETITION_PROCEDURE: "第六项（信访程序）",
}
OPINIONS: Final = {Opinion.SUPPORT: "支持", Opinion.EXPLAIN: "解释说明", Opinion.REJECT: "不支持"}

_FINDINGS: Final = {
    Opinion.SUPPORT: ("第一项", "你{the}请求事实清楚，符合有关规定，{we}予以支持。"),
    Opinion.EXPLAIN: ("第二项", "你{the}请求事由合理，但缺乏法律依据，{we}向你解释说明如下："),
    Opinion.REJECT: ("第三项", "你{the}请求缺乏事实根据或者不符合法律、法规、规章或者其他有关规定，{we}不予支持。"),
}

_GUIDANCE: Final = {
    AppealRoute.LITIGATION: "应当通过诉讼程序、复议程序或者检察机关、公安机关的法律程序处理，按照法律法规规定的程序办理",
    AppealRoute.ARBITRATION: "应当通过仲裁解决，导入仲裁程序处理",
    AppealRoute.PARTY_APPEAL: "可以通过党员申诉、申请复审等解决，导入相应程序处理",
    AppealRoute.ADMIN_PROCEDURE: "可以通过行政复议、行政裁决、行政确认、行政许可、行政处罚等行政程序解决，导入相应程序处理",
    AppealRoute.DUTY_PERFORMANCE: "属于申请查处违法行为、履行保护人身权或者财产权等合法权益职责的，依法履行或者答复",
    AppealRoute.PETITION_PROCEDURE: "应当听取陈述事实和理由，调查核实，出具信访处理意见书",
}
"""What 第三十一条 says of each way."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """Where the receiver may turn next."""

    kind: str
    """``review``, ``administrative`` or empty for none."""
    text: str


def remedy(route: AppealRoute, review_unit: str, reconsideration_unit: str, court: str) -> Remedy:
    """The remedy of a reply, by the way of 《信访工作条例》第三十一条.

    Only the sixth way ends in review (第三十五条). The fourth and fifth end in an administrative act, against which
    reconsideration (60 days, 《行政复议法》第二十条) or a suit (six months, 《行政诉讼法》第四十六条) is open. The
    first three lead into procedures that tell their own remedies.
    """
    if route is AppealRoute.PETITION_PROCEDURE:
        return Remedy(
            "review",
            "如不服本处理意见，依据《信访工作条例》第三十五条规定，可以自收到本意见书之日起30日内，"
            f"向{review_unit}申请复查。",
        )
    if route in (AppealRoute.ADMIN_PROCEDURE, AppealRoute.DUTY_PERFORMANCE):
        return Remedy(
            "administrative",
            f"如不服本答复，可以自收到本答复之日起60日内，依法向{reconsideration_unit}申请行政复议；"
            f"也可以自收到本答复之日起6个月内，依法向{court}提起行政诉讼。",
        )
    return Remedy("", "")


def guidance(route: AppealRoute | None) -> str:
    """How a matter of that way is handled, in the words of 第三十一条; empty without a way."""
    return (
        ""
        if route is None
        else f"属于《信访工作条例》第三十一条{ROUTES[route].partition('（')[0]}规定的情形，{_GUIDANCE[route]}"
    )


def finding(opinion: Opinion, basis: tuple[str, ...], route: AppealRoute, *, several: bool) -> str:
    """The sentence that decides one claim, with its basis; 第三十二条 is cited only in the sixth way, its own."""
    item, sentence = _FINDINGS[opinion]
    citations = "、".join(basis)
    if route is AppealRoute.PETITION_PROCEDURE:
        citations += f"{'和' if citations else ''}《信访工作条例》第三十二条{item}"
    lead = f"依据{citations}规定，" if citations else ""
    return lead + sentence.format(the="的该项" if several else "的", we="我单位")


def ordinal(number: int) -> str:
    """``一、`` for 1: the first level of headings (GB/T 9704—2012 7.3.3)."""
    return f"{chinese_number(number)}、"


def parse_opinion(text: str) -> Opinion | None:
    """The finding a clerk means by 支持, 予以支持, 不予支持, 解释说明 …; None if the text is none of them."""
    bare = re.sub(r"[\s。]", "", text).lower()
    if bare in ("不支持", "不予支持", "reject"):
        return Opinion.REJECT
    if bare in ("支持", "予以支持", "同意", "support"):
        return Opinion.SUPPORT
    if bare in ("解释说明", "解释", "作出解释说明", "explain"):
        return Opinion.EXPLAIN
    return None


def parse_route(text: str) -> AppealRoute | None:
    """The way meant by 六, 6, 第六项, （六）, its name or its code; None if none."""
    bare = re.sub(r"第?三十一条|[\s（）()第项]", "", text).lower()
    for number, route in enumerate(AppealRoute, start=1):
        if bare in (str(number), chinese_number(number), route.value) or text.strip() == ROUTES[route]:
            return route
    return None
