"""Names on the last lines of a letter; reading a scan loses blanks and joins what stood apart."""

from __future__ import annotations

import pytest

from archive.registration.running import running_text
from archive.registration.signatures import signatures
from tests.archive.registration.pages import pages_of

LETTER = "信访局：\n我家的地被占了，没有人管，请求解决。\n此致\n敬礼\n"


@pytest.mark.parametrize(
    ("tail", "names"),
    [
        ("清水乡兴盛村李家马架　鄂长明\n2024年9月2日", ["鄂长明"]),
        ("清水乡兴盛村李家马架鄂长明\n2024年9月2日", ["鄂长明"]),
        ("冼淑华、谷满仓、池永泉、仉大明等26人", ["冼淑华", "谷满仓", "池永泉", "仉大明"]),
        ("老兵 岳振东\n电话：0300-5590417", ["岳振东"]),
        ("五名代表：\n蓝小芹　2幢501　19900031101\n计阿根　11幢903　19900031105", ["蓝小芹", "计阿根"]),
        ("沙柳旗牧民　那顺巴雅尔\n2023年6月2日", ["那顺巴雅尔"]),
        ("来访人签字：池永泉　　接待人：费小曼", ["池永泉"]),
        ("反映人住址：金桂苑5号楼", []),
        ("代笔人：隋海燕", []),
        ("公元2023年3月6日", []),
        ("白杨乡光明村姚家沟", []),
    ],
)
def test_who_signs(tail: str, names: list[str]) -> None:
    running = running_text(pages_of(LETTER + tail))

    assert [name for _, _, name, _ in signatures(running, running.text.find("此致"))] == names
