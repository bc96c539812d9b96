"""Addresses and places: the township's name and no word before it."""

from __future__ import annotations

import pytest

from archive.registration.addresses import find_addresses
from archive.registration.places import find_places


def _addresses(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_addresses(text)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("家住黑龙江省哈尔滨市方正县德善乡永胜村三组,联系电话", "黑龙江省哈尔滨市方正县德善乡永胜村三组"),
        ("我是安乐乡前进村二组村民张三", "安乐乡前进村二组"),
        ("农民,住方正县德善乡安乐村二组,身份证号", "方正县德善乡安乐村二组"),
        ("现住址:会发镇新华街惠民小区4号楼2单元301室,电话", "会发镇新华街惠民小区4号楼2单元301室"),
        ("我是家住路口镇明月村石咀组217号村民杨义云", "路口镇明月村石咀组217号"),
        ("家住在陶公庙社区下正街。我们", "陶公庙社区下正街"),
    ],
)
def test_an_address_ends_with_its_last_level(text: str, address: str) -> None:
    assert _addresses(text) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "我住的了不舒服",
        "住建局关于该楼盘的答复",
        "地址不详",
        "请问各位领导",
        ",是因为镇里要买我的蘑菇厂,",
        "领着人来看,说镇上要搞村集体产业,想收过去",
    ],
)
def test_prose_is_no_address(text: str) -> None:
    assert _addresses(text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("关于请求解决永胜村至德善乡政府段道路损毁问题", ["永胜村", "德善乡"]),
        ("会丰镇政府领导:", ["会丰镇"]),
        ("我是安乐乡前进村二组村民", ["安乐乡", "前进村"]),
        ("A8县市大屯营镇白洋村李家坝", ["大屯营镇", "白洋村"]),
        ("走马镇群众反映。侵害走马镇群众的利益", ["走马镇", "走马镇"]),
        ("全体村民和村干部,我村到乡政府", []),
        ("刘副乡长说当时乡里没钱,各乡镇都一样", []),
    ],
)
def test_a_place_begins_where_its_name_begins(text: str, places: list[str]) -> None:
    assert [place.name for place in find_places(text)] == places


def test_known_places_are_believed_first() -> None:
    """An office that keeps its regions gets their names whatever stands before them."""
    (place,) = find_places("俺们屯靠山屯的路", ("靠山屯",))[-1:]

    assert (place.name, place.level) == ("靠山屯", "hamlet")
    assert place.confidence > 0.9
