"""Companies, villages' committees and other bodies named in a text, and which of them are complained of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.registration.wordlists import words

_SUFFIX = re.compile(
    r"(?:有限责任公司|股份有限公司|有限公司|分公司|集团公司|物业公司|公司|合作社|村民委员会|村委会|居委会|砖厂|石料厂|采石场|养殖场|养猪场|养鸡场|饭店|酒店|超市|医院|卫生院|诊所|幼儿园|驾校|加油站|供热站|加工厂|造纸厂|化工厂|水泥厂|砂石厂|家具厂|木材厂|健身房|健身中心|培训学校|培训中心|美容院|快递站|售楼处)(?![\u4e00-\u9fff]{0,6}有限)"
)
_LEFT = re.compile(
    r"[我你他她它的和与及向由被找到是在对给把从让叫去来因就而但或并即与等将为:、,。;!?()“”\"\n\s]|投诉|举报|反映|要求|责令|控告|状告|督促|请求|关于|以及|购买|来自|联系|起诉|通过|前往|附近|旁边"
)
_AGAINST = re.compile(r"(?:投诉|举报|反映|状告|控告|检举|起诉)(?:的是|对象是|关于)?\s?[:]?$")
_DID = re.compile(
    rf"[^。;!?\n]{{0,14}}?(?:强占|侵占|霸占|占用|占了|占我|多占|殴打|打伤|打了|辱骂|拖欠|欠我|欠我们|欠薪|拒不|拒绝|不给|不肯|不还|不付|不赔|不管|不承认|私自|擅自|强行|贪污|受贿|挪用|侵吞|截留|虚报|冒领|推倒|毁坏|毁了|堵死|堵住|堵了|砍了|砍伐|"
    r"挖断|挖了|索要|威胁|恐吓|排放|偷排|乱收|违规|违法|骗|隐瞒|克扣|扣押|扣了|推诿|推脱|不作为|越界|倾倒|乱堆|扰民|垄断|强制|逾期|违约|不履行|不兑现|失联|跑路|没有兑现|伪造|冒充|涨价|赖账)"
)
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in the text; ``against`` if the text complains of it."""

    start: int
    end: int
    name: str
    against: bool


def find_bodies(text: str) -> Iterator[Body]:
    """Bodies by their last word, left to right."""
    done = 0
    for suffix in _SUFFIX.finditer(text):
        low = max(done, suffix.start() - _LONGEST)
        start = low
        for other in _LEFT.finditer(text, low, suffix.start()):
            start = other.end()
        name = text[start : suffix.end()]
        done = suffix.end()
        if len(name) - len(suffix.group()) < 2 or not re.search(r"[\u4e00-\u9fffA-Z]", name[: -len(suffix.group())]) or name in words("not_bodies"):
            continue
        yield Body(start, suffix.end(), name, did_wrong(text, suffix.end()) or accused(text, start))


def did_wrong(text: str, end: int) -> bool:
    """Whether what follows tells of a wrong done by whom was just named."""
    return bool(_DID.match(text, end, end + 24))


def accused(text: str, start: int) -> bool:
    """Whether what stands before complains of whom is named next."""
    return bool(_AGAINST.search(text, max(0, start - 8), start))

